"""Rules on rubrics of open questions, and on the review record.

That a rubric has three levels with points 2, 1 and 0 and a sample each is the format's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView
from kzquiz.check.engine.words import jaccard, tok

_LEAST_WORDS = 8
_SIMILAR = 0.8
_OPINION = expression(
    r"\b(?:right side|wrong side|correct opinion|right opinion|shares? (?:the|our) view"
    r"|supports? the right|(?:takes|is on) the side of|sides with|sympathi[sz]es with|condemns"
    r"|approves of)\b|(?:^|[.;,] |\band |\bor )agrees?\b(?! that)",
    re.IGNORECASE,
)
_BOTH = expression(
    r"\b(?:both|two|each|either) (?:of the )?(?:sources?|newsrooms?|reports?|texts?|speakers?"
    r"|sides?|accounts?|paragraphs?|statements?|versions?)\b|\bsources a and b\b|\bboth\b",
    re.IGNORECASE,
)
_DAY = expression(r"\d{4}-\d{2}-\d{2}")


def _levels(question: QuestionView) -> list[AuthoredText]:
    return list(question.of("rubric"))


@rule("RB01", "error", QuestionView)
def vague_rubric_level(question: QuestionView) -> Iterator[Finding]:
    """A level of a rubric is described in fewer than eight words.

    “Good answer” is no rubric: two markers would give two marks. A descriptor says what an answer
    on this level does.

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
    for level in _levels(question):
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

    If the descriptors differ in a word or two, so will the marks of two markers.

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
    for upper, lower in pairwise(_levels(question)):
        if jaccard(tok(upper.text), tok(lower.text)) >= _SIMILAR:
            yield Finding(
                "this level is nearly worded like the one above it",
                "say what an answer here lacks",
                lower.at,
            )


@rule("RB04", "warning", QuestionView)
def one_source_in_rubric(question: QuestionView) -> Iterator[Finding]:
    """The question rests on two sources, and the best level asks for one or none.

    A learner who used one source would get full marks for half of the task. Naming both, or saying
    “both speakers” or “both accounts”, is enough.

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
    levels = _levels(question)
    if not levels or len(question.item.sources) < 2:  # noqa: PLR2004 (two sources)
        return
    top = levels[0]
    sources = question.unit.facts.sources
    labels = [sources[name].label.lower() for name in question.item.sources]
    text = top.text.lower()
    if sum(label in text for label in labels) < len(labels) and not _BOTH.search(text):
        yield Finding(
            "the best level does not ask for both sources",
            "say what an answer takes from each",
            top.at,
        )


@rule("RB05", "error", QuestionView)
def opinion_rewarded(question: QuestionView) -> Iterator[Finding]:
    """A level of a rubric rewards the right opinion.

    Marks are for reasoning, never for agreement with a party or with the teacher.

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
    levels = _levels(question)
    for level in levels[:2]:
        if found := _OPINION.search(level.text):
            yield Finding(
                f"“{found[0].strip(' ,.;')}”: marks are for reasons, not for opinions",
                "say what the reasoning shows",
                level.at,
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
    elif not _DAY.fullmatch(reviewed.on):
        message = f"“{reviewed.on}” is no date"
        yield Finding(message, "write 2026-01-31", ("reviewed", "on"), severity="warning")
