"""Rules on rubrics of open questions, and on the review record.

That a rubric has three levels with points 2, 1 and 0 and a sample each is the format's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.patterns import findings
from kzquiz.check.engine.prose import word_set
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.words import jaccard, tok

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
    # The learner is meant where no other subject stands before the verb.
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
    r"|versions|stories)\b|\bsources a and b\b|\bboth\b",
    re.IGNORECASE,
)


@rule("RB01", "warning", QuestionView)
def vague_rubric_level(question: QuestionView) -> Iterator[Finding]:
    """A level of a rubric is described in fewer than eight words.

    “Good answer” is no rubric: two markers would give two marks. A descriptor says what an answer
    on this level does. Few words are a sign of it and no proof.

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

    If the descriptors differ in a word or two, so will the marks of two markers. Levels that differ
    in an amount (“both speakers”, “one speaker”) or a negation are told apart by it.

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
        one, other = set(tok(upper.text)), set(tok(lower.text))
        if jaccard(one, other) >= _SIMILAR and _AMOUNTS.isdisjoint(one ^ other):
            yield Finding(
                "this level is nearly worded like the one above it",
                "say what an answer here lacks",
                lower.at,
            )


@rule("RB04", "warning", QuestionView)
def one_source_in_rubric(question: QuestionView) -> Iterator[Finding]:
    """The question rests on two sources, and the best level asks for one or none.

    A learner who used one source would get full marks for half of the task. Naming both (Source A,
    or only A), or saying “both speakers” or “the two accounts”, is enough.

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
        words = _WORD.findall(best.text)
        named = all(label in best.text or label.split()[-1] in words for label in labels)
        if not named and not _TOGETHER.search(best.text):
            yield Finding(
                "the best level seems not to ask for both sources",
                "say what an answer takes from each",
                best.at,
            )


@rule("RB05", "warning", QuestionView)
def opinion_rewarded(question: QuestionView) -> Iterator[Finding]:
    """A level of a rubric rewards the right opinion.

    Marks are for reasoning, never for agreement with a party or with the teacher. That the learner
    is to say who agrees with whom is no opinion.

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
        question.of("rubric")[:2],
        _OPINION,
        "“{}”: marks are for reasons, not for opinions",
        "say what the reasoning shows",
    )


@rule("SC07", "hint", QuestionView)
def not_reviewed(question: QuestionView) -> Iterator[Finding]:
    """The question has no record of a review, or one without a date.

    Another person should answer each question from the sources before it is printed: a second
    defensible key is what no rule can find (H 19). ``reviewed`` names the person and the day
    (2026-01-31). A hint, because a unit in work has few of them.

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
        yield Finding("nobody is recorded to have answered this afresh", "add “reviewed”")
    elif not _is_day(reviewed.on):
        message = f"“{reviewed.on}” is no date"
        yield Finding(message, "write 2026-01-31", ("reviewed", "on"), severity="warning")


def _is_day(text: str) -> bool:
    """Whether a text is a day of the calendar as 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
