"""Rules on the rubrics of open questions, and on the record of the review.

The loader checks that a rubric has its three levels, each with a sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from kzquiz.check.engine.patterns import findings
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import jaccard, tokens, word_set
from kzquiz.expressions import expression

_LEAST_WORDS = 8
_SIMILAR = 0.8
_AMOUNTS = word_set(
    "no not none neither never nothing nobody without all every each both either one two three some"
    " few only most more less fewer any cannot"
)
_WORD = expression(r"\w+")
_START = r"(?:\A\s*|[.;,:] |\b(?:and|or|but) )"
_SIDES = (
    r"(?:agrees?\b(?! that)|condemns|approves of|sides with|sympathi[sz]es with|takes the side of)"
)
_OPINION = expression(
    # Without another subject before the verb, the learner is the subject.
    rf"{_START}{_SIDES}|\b(?:is|are|stands?) on the (?:right|wrong) side\b"
    r"|\b(?:correct|right) opinion\b|\bshares? (?:the|our|this) view\b"
    r"|\bsupports? the (?:right|wrong) (?:side|party|opinion|people|view)\b",
    re.IGNORECASE,
)
_TOGETHER = expression(
    r"\b(?:both|two|three|all|each|every|either|the other|neither)(?: of)?(?: the)?(?: \w+)?"
    r" (?:sources?|newsrooms?|reports?|texts?|articles?|speakers?|sides?|accounts?|paragraphs?"
    r"|statements?|versions?|passages?|stories)\b"
    r"|\b(?:the|between|these) (?:sources|newsrooms|reports|texts|articles|accounts"
    r"|versions|stories)\b|\bsources [a-z](?:, [a-z])* and [a-z]\b|\bboth\b",
    re.IGNORECASE,
)


@rule("RB01", "warning", QuestionView)
def vague_rubric_level(question: QuestionView) -> Iterator[Finding]:
    """A level of a rubric is described in fewer than eight words.

    “Good answer” is too vague: two markers would give different marks. Say what an answer on this
    level does. A short description is not always vague, so this is a warning.

    Bad:
        question:
          id: open-inspection
          rubric:
            proficient: {looks_for: A good answer., sample: The record would settle it.}
            emergent:
              looks_for: Sees that the two statements cannot both be right, but not who speaks.
              sample: One says March and one says never.
            basic:
              looks_for: Takes one statement for the truth without a reason from the texts.
              sample: The mayor is right.

    Good:
        question: {id: open-inspection}
    """
    for level in question.of("rubric"):
        words = len(level.text.split())
        if words < _LEAST_WORDS:
            yield Finding(
                f"this level is described in {words} words",
                "say what an answer on this level does and what it lacks",
                level.at,
            )


@rule("RB03", "warning", QuestionView)
def levels_alike(question: QuestionView) -> Iterator[Finding]:
    """Two neighbouring levels of a rubric are described in nearly the same words.

    If the descriptions are nearly the same, two markers will give different marks. Levels that
    differ in an amount (“both speakers”, “one speaker”) or a negation are clear, and are fine.

    Bad:
        question:
          id: open-inspection
          rubric:
            proficient:
              looks_for: Names both speakers and their paragraphs and says which record would help.
              sample: The inspection record would settle it.
            emergent:
              looks_for: Names both speakers and their paragraphs and says which record might help.
              sample: A record might help.
            basic:
              looks_for: Takes one statement for the truth without a reason from the texts.
              sample: The mayor is right.

    Good:
        question: {id: open-inspection}
    """
    for upper, lower in pairwise(question.of("rubric")):
        one, other = set(tokens(upper.text)), set(tokens(lower.text))
        if jaccard(one, other) >= _SIMILAR and _AMOUNTS.isdisjoint(one ^ other):
            yield Finding(
                "this level is nearly worded like the one above it",
                "say what an answer here lacks",
                lower.at,
            )


@rule("RB04", "warning", QuestionView, lists=("together",))
def one_source_in_rubric(question: QuestionView) -> Iterator[Finding]:
    """The question rests on several sources, but the best level does not ask for all of them.

    A learner who used one source would get full marks for a part of the task. It is enough to name
    the sources there or in the sample (as Source A, or as A), or to say “both speakers” or “the
    three accounts”.

    Bad:
        question:
          id: open-inspection
          rubric:
            proficient:
              looks_for: Names the speaker in Source A and says which record would settle it.
              sample: The inspection record would settle it.
            emergent:
              looks_for: Sees that the two statements cannot both be right, but not who speaks.
              sample: One says March and one says never.
            basic:
              looks_for: Takes one statement for the truth without a reason from the texts.
              sample: The mayor is right.

    Good:
        question: {id: open-inspection}
    """
    labels = [question.unit.facts.sources[name].label for name in question.item.sources]
    for best in question.of("rubric")[:1] if len(labels) > 1 else ():
        # A sample that cites each source shows what the level asks for.
        shown = f"{best.text} {' '.join(text.text for text in question.of('sample'))}"
        words = _WORD.findall(shown)
        short = question.unit.words.short
        named = all(label in shown or short(label).split()[-1] in words for label in labels)
        together = in_tongue(_TOGETHER, question.unit.tag, "together")
        if not named and not together.search(best.text):
            yield Finding(
                f"the best level seems not to ask for {_all_of(labels)}",
                "say what an answer takes from each",
                best.at,
            )


def _all_of(labels: Sequence[str]) -> str:
    return "both sources" if len(labels) == 2 else f"all {len(labels)} sources"  # noqa: PLR2004


@rule("RB05", "warning", QuestionView, reads=("en",))
def opinion_rewarded(question: QuestionView) -> Iterator[Finding]:
    """A level of a rubric gives marks for an opinion.

    Marks are for reasoning, never for agreeing with a party or with the teacher. A rubric may ask
    the learner to say who agrees with whom.

    Bad:
        question:
          id: open-inspection
          rubric:
            proficient:
              looks_for: Agrees with the mayor and gives both statements with their paragraphs.
              sample: The mayor is right (B, par. 4), the water board is not (A, par. 3).
            emergent:
              looks_for: Sees that the two statements cannot both be right, but not who speaks.
              sample: One says March and one says never.
            basic:
              looks_for: Takes one statement for the truth without a reason from the texts.
              sample: The mayor is right.

    Good:
        question: {id: open-inspection}
    """
    yield from findings(
        question,
        question.of("rubric")[:2],
        _OPINION,
        "“{}”: marks are for reasons, not for opinions",
        "say what the reasoning shows",
    )


@rule("SC07", "hint", QuestionView)
def not_reviewed(question: QuestionView) -> Iterator[Finding]:
    """The question has no record of a review, or a record without a date.

    Before a question is printed, another person should answer it from the sources, without seeing
    the key. Only that can show that a second answer is right too (H 19). ``reviewed`` names the
    person and the day (2026-01-31). A missing record is a hint, as an unfinished unit has few. A
    day that is no date is a warning.

    Bad:
        question: {id: choice-left}

    Good:
        alone: true
        question:
          id: choice-left
          reviewed: {by: A. Reader, "on": "2026-01-31"}
    """
    reviewed = question.question.reviewed
    if reviewed is None:
        yield Finding("no review is recorded", "add “reviewed”")
    elif not _is_day(reviewed.on):
        message = f"“{reviewed.on}” is no date"
        yield Finding(message, "write 2026-01-31", ("reviewed", "on"), severity="warning")


def _is_day(text: str) -> bool:
    """Whether a text is a date written as 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
