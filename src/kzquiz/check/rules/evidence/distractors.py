"""EV: distractors are wrong, and say where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.numbers import numbers, of_figure
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView, UnitView
from kzquiz.check.engine.words import bare
from kzquiz.model import Claim

_PLACE = expression(
    r"\b(?:paragraphs?|pars?\.?|headline|sub-heading)\s*\d*|\bsource [a-z]\b", re.IGNORECASE
)


@rule("EV12", "error", QuestionView)
def distractor_true_elsewhere(question: QuestionView) -> Iterator[Finding]:
    """A wrong option is right: a figure of the same thing, or another name of the right speaker.

    A figure that another source or an earlier paragraph gives for the same category is wrong only
    if the question says which source it means; its role is then “other-source”.

    Bad:
        question:
          id: choice-left
          stem: How many people had left their homes, according to the fire service?

    Good:
        question:
          id: choice-left
          stem: >-
            How many people had left their homes on Monday night, according to the fire service in
            Source A?
    """
    if not question.single:
        return
    speaker = speaker_names(question.unit).get(bare(question.keys[0].text))
    for said in question.distractors:
        yield from _other_figure(question, said)
        if speaker and speaker == speaker_names(question.unit).get(bare(said.text)):
            yield _true(said, f"it is another name of “{question.keys[0].text}”")


@rule("EV28", "hint", QuestionView)
def distractor_without_place(question: QuestionView) -> Iterator[Finding]:
    """The reason of a distractor from another passage or source does not say where it is from.

    A learner who ticked it wants to see where it stands (STARC: distractors have a provenance).

    Bad:
        alone: true
        question:
          id: choice-left
          distractors:
            - {text: about 12, role: other-span, why: Twelve is the number of boats.}
            - {text: more than 350, role: other-source, why: "Source B, a day later."}

    Good:
        alone: true
        question:
          id: choice-left
          distractors:
            - {text: about 12, role: other-span, why: "The number of boats (paragraph 4)."}
            - {text: more than 350, role: other-source, why: "Source B, a day later."}
    """
    for why in question.of("why"):
        elsewhere = question.beside(why, "role") in {"other-span", "other-source"}
        if elsewhere and not _PLACE.search(why.text):
            yield Finding(
                "the reason does not say where the wrong answer is from",
                "name the paragraph",
                why.at,
            )


# --- figures and names --------------------------------------------------------------------------


def _other_figure(question: QuestionView, said: AuthoredText) -> Iterator[Finding]:
    values = {(number.value, number.qualifier) for number in numbers(said.text)}
    if not values:
        return
    asked = {(c.source, c.figure.category) for c in _asked(question) if c.figure}
    shown = question.front.lower()
    for claim in _figures(question.unit):
        figure = claim.figure
        categories = {category for _, category in asked}
        if figure is None or figure.category not in categories or claim in _asked(question):
            continue
        if not values & {(number.value, number.qualifier) for number in of_figure(figure)}:
            continue
        label = question.unit.facts.sources[claim.source].label
        named = any(question.unit.facts.sources[s].label.lower() in shown for s, _ in asked)
        same = (claim.source, figure.category) in asked
        if same and not (claim.as_of and claim.as_of.lower() not in shown):
            yield _true(said, f"{label}, paragraph {claim.paragraph}, gives it for the same thing")
        elif not same and not (named and label.lower() not in shown):
            yield _true(said, f"{label} gives it, and the question names no other source")
        elif not same and (role := question.beside(said, "role")) != "other-source":
            yield Finding(
                f"{label} gives “{said.text}” for the same thing; the role is “{role}”",
                "write “role: other-source”",
                (*said.at[:-1], "role"),
                severity="warning",
            )


def _true(said: AuthoredText, why: str) -> Finding:
    advice = "name the source or the time in the question, or take another distractor"
    return Finding(f"the wrong option “{said.text}” is true: {why}", advice, said.at)


@lru_cache(maxsize=16)
def _asked(question: QuestionView) -> tuple[Claim, ...]:
    """The claims whose figure the key gives."""
    given = {number.value for said in question.keys for number in numbers(said.text)}
    return tuple(
        claim
        for claim in question.claims
        if claim.figure and given & {number.value for number in of_figure(claim.figure)}
    )


@lru_cache(maxsize=2)
def _figures(unit: UnitView) -> tuple[Claim, ...]:
    return tuple(claim for claim in unit.facts.claims.values() if claim.figure)


@lru_cache(maxsize=2)
def speaker_names(unit: UnitView) -> dict[str, str]:
    """Every name of every speaker, as `bare` gives it → the speaker's id."""
    return {bare(name): speaker for speaker, names in unit.names.items() for name in names}
