"""EV: numbers stand in the evidence, with their qualifiers; vague words stay words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from kzquiz.check.engine.assertions import Assertion, assertions, numbers_of
from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.numbers import (
    Number,
    is_vague,
    numbers,
    of_figure,
    vague,
)
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, TextRole, UnitView
from kzquiz.model import QUALIFIER_WORDS, Claim, Figure, Qualifier

Why = Literal["vague", "reckoned", "absent"]
_SMALL = 10
_EXPLAINING: tuple[TextRole, ...] = ("feedback", "why", "note")
_ASKS = r"(?= (?:how|what|which|____))"
_IN_STEM: dict[Qualifier, re.Pattern[str]] = {
    "about": expression(rf"\b(?:about|around|roughly|approximately|nearly|almost|some){_ASKS}"),
    "at-least": expression(
        rf"\b(?:at least|no fewer than){_ASKS}|\bminimum\b|\bhow (?:many|much)\b[^?]* (?:or more"
        r"|at least)\b"
    ),
    "more-than": expression(rf"\b(?:more than|over|above){_ASKS}|\bexceed"),
    "less-than": expression(rf"\b(?:less than|fewer than|under|below){_ASKS}"),
    "up-to": expression(rf"\b(?:up to|at most|no more than){_ASKS}|\bmaximum\b"),
}


class Unproved(Struct, frozen=True):
    """A number that no evidence has, and what it seems to come from."""

    assertion: Assertion
    number: Number
    why: Why
    detail: str = ""


@rule("EV06", "error", QuestionView)
def number_not_in_evidence(question: QuestionView) -> Iterator[Finding]:
    """A right answer gives a number that none of the cited claims gives.

    A wrong figure in a key is learned as the right one. Years, dates, paragraph numbers and small
    numbers that count sources or speakers are not looked at.

    Bad:
        question: {id: choice-left, key: about 300}

    Good:
        question: {id: choice-left, key: around two hundred}
    """
    for found in _unproved(question):
        if found.why == "absent":
            yield Finding(
                f"no cited claim gives the number {found.number.raw}",
                _given(found.assertion.claims),
                found.assertion.at,
            )


@rule("EV07", "error", QuestionView)
def qualifier_lost(question: QuestionView) -> Iterator[Finding]:
    """A number stands without the qualifier of its source, or with another one.

    “18”, “at least 18” and “about 18” are three figures (content guide, section 1, principle 5).
    Words of one class may change: around, about, some, roughly. A qualifier that the stem asks with
    (“about how many …?”) counts. A stem that repeats a figure keeps its qualifier too.

    Bad:
        question: {id: choice-left, key: "200"}

    Good:
        question: {id: choice-left, key: some 200}
    """
    stem = question.front.lower()
    for assertion in (*assertions(question), *_stems(question)):
        known: dict[float, set[Qualifier]] = {}
        for number in numbers_of(question, assertion.claims):
            known.setdefault(number.value, set()).add(number.qualifier)
        for number in numbers(assertion.text):
            right = known.get(number.value, {number.qualifier})
            if number.qualifier in right or _asked_with(stem, right, number):
                continue
            wanted = " or ".join(sorted(QUALIFIER_WORDS[one] or "no qualifier" for one in right))
            written = QUALIFIER_WORDS[number.qualifier] or "no qualifier"
            yield Finding(
                f"{number.raw} stands with {written}; the source has {wanted}",
                "keep the qualifier: it is part of the figure",
                assertion.at,
                severity="warning" if assertion.role == "accept" else None,
            )


@rule("EV08", "error", QuestionView)
def false_precision(question: QuestionView) -> Iterator[Finding]:
    """A right answer puts digits where the source has only a vague word.

    “dozens” is never 24: a number that nobody gave looks counted (content guide, section 1,
    principle 5).

    Bad:
        claim:
          id: b3-sirens
          figure: {word: dozens, unit: people, category: shopkeepers}
        question:
          id: short-basis
          stem: How many shopkeepers does Source B speak of?
          key: 24 shopkeepers
          evidence: [b3-sirens]

    Good:
        claim:
          id: b3-sirens
          figure: {word: dozens, unit: people, category: shopkeepers}
        question:
          id: short-basis
          stem: How many shopkeepers does Source B speak of?
          key: dozens of shopkeepers
          evidence: [b3-sirens]
    """
    for found in _unproved(question):
        if found.why == "vague":
            yield Finding(
                f"{found.number.raw} is a number; the source says “{found.detail}”",
                "keep the source's word",
                found.assertion.at,
            )


@rule("EV25", "error", QuestionView)
def figures_reckoned_together(question: QuestionView) -> Iterator[Finding]:
    """A right answer adds or subtracts figures that count different things.

    Killed and injured, boats and people, two times, two places: figures of different categories
    are never added or subtracted (content guide, section 1, principle 5).

    Bad:
        question:
          id: choice-left
          key: "212"

    Good:
        question:
          id: choice-left
          key: about 200
    """
    for found in _unproved(question):
        if found.why == "reckoned":
            yield Finding(
                f"no source gives {found.number.raw}; it is {found.detail}",
                "ask for a figure that a source gives",
                found.assertion.at,
            )


@rule("EV32", "warning", QuestionView)
def number_from_nowhere(question: QuestionView) -> Iterator[Finding]:
    """Feedback, a reason or a note gives a number that no claim of the unit gives.

    Feedback is what stays in memory. It may speak of any figure of the unit, and of none besides.

    Bad:
        question:
          id: choice-left
          feedback: The figure keeps its qualifier. In the end 4,300 people had to leave.

    Good:
        question:
          id: choice-left
          feedback: The figure keeps its qualifier. A day later it is more than 350.
    """
    for said in question.of(*_EXPLAINING):
        for number in numbers(said.text):
            if number.value > _SMALL and number.value not in _ledger(question.unit):
                advice = "give a figure of the unit's claims, or add the claim"
                message = f"no claim of the unit gives the number {number.raw}"
                yield Finding(message, advice, said.at)


def _stems(question: QuestionView) -> Iterator[Assertion]:
    """A stem that repeats figures of its claims; a statement to be judged may change them."""
    if not question.stem_is_statement:
        for said in question.of("stem"):
            yield Assertion(said.text, said.role, said.at, question.claims)


# --- what proves a number -----------------------------------------------------------------------


@lru_cache(maxsize=16)
def _unproved(question: QuestionView) -> tuple[Unproved, ...]:
    """The numbers of right answers that no cited claim gives."""
    return tuple(
        _judged(question, assertion, number)
        for assertion in assertions(question)
        if assertion.role != "accept"
        for number in numbers(assertion.text)
        if not (number.spelled and number.value <= _SMALL and number.value < 2)  # noqa: PLR2004
        and number.value not in {n.value for n in numbers_of(question, assertion.claims)}
    )


def _judged(question: QuestionView, assertion: Assertion, number: Number) -> Unproved:
    for claim in assertion.claims:
        word = claim.figure.word if claim.figure and is_vague(claim.figure) else ""
        if word or (not numbers(claim.quote) and (word := next(iter(vague(claim.quote)), ""))):
            return Unproved(assertion, number, "vague", word)
    if sum_of := _sum(_figures(question.unit), number.value):
        return Unproved(assertion, number, "reckoned", sum_of)
    return Unproved(assertion, number, "absent")


@lru_cache(maxsize=4)
def _figures(unit: UnitView) -> tuple[Figure, ...]:
    figures = (claim.figure for claim in unit.facts.claims.values())
    return tuple(figure for figure in figures if figure and figure.value is not None)


def _sum(figures: Iterable[Figure], wanted: float) -> str:
    """Name two figures of different categories whose sum or difference is the number."""
    by_value: dict[int, list[Figure]] = {}
    for figure in figures:
        by_value.setdefault(figure.value or 0, []).append(figure)
    for value, group in by_value.items():
        for sign, other in (("+", wanted - value), ("−", value - wanted)):
            for one in group:
                for two in by_value.get(int(other), ()):
                    if two.category != one.category and other == int(other) > _SMALL < value:
                        return f"{one.amount} {sign} {two.amount}, of different categories"
    return ""


@lru_cache(maxsize=4)
def _ledger(unit: UnitView) -> frozenset[float]:
    found: set[float] = set()
    for claim in unit.facts.claims.values():
        texts = (claim.quote, claim.says, claim.as_of)
        found |= {number.value for text in texts for number in numbers(text)}
        if claim.figure:
            found |= {number.value for number in of_figure(claim.figure)}
    return frozenset(found)


def _asked_with(stem: str, right: set[Qualifier], number: Number) -> bool:
    if number.qualifier != "exact":
        return False
    return any(_IN_STEM[one].search(stem) for one in right if one != "exact")


def _given(claims: Iterable[Claim]) -> str:
    figures = [str(claim.figure) for claim in claims if claim.figure]
    return "they give " + ", ".join(figures) if figures else "cite the claim that gives it"
