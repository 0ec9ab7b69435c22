"""Rules on numbers in right answers that no cited claim gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from kzquiz.check.engine.assertions import Assertion, assertions, counts_texts, numbers_of
from kzquiz.check.engine.reckoned import can_reckon
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.words import has_phrase
from kzquiz.expressions import expression
from kzquiz.model import Amount, Claim, Figure
from kzquiz.numbers import (
    Number,
    figure_numbers,
    gives_number,
    is_vague,
    numbers,
    vague_quantities,
)

Why = Literal["vague", "reckoned", "absent"]
_SMALL = 10
_MANY = 2
_YEAR = expression(r"(?:1[89]|20)\d\d")
_DEFINITE = expression(r"\b(?:the|all|these|those)\s+$", re.IGNORECASE)
_NEXT = expression(r"\s+([a-z]+)")
_MESSAGES: Mapping[Why, tuple[str, str]] = {
    "absent": ("no cited claim gives the number {raw}", "{given}"),
    "vague": ("{raw} is a number; the source says “{detail}”", "keep the source's word"),
    "reckoned": (
        "no cited claim gives {raw}; it is {detail}",
        "ask for a figure that a source gives",
    ),
}


class Unproved(Struct, frozen=True):
    """A number that no cited claim gives.

    ``why`` is the likely mistake, ``detail`` the word or sum behind it, ``given`` what the claims
    give instead.
    """

    assertion: Assertion
    number: Number
    why: Why
    detail: str = ""
    given: str = ""


@rule("EV06", "error", QuestionView)
def number_not_in_evidence(question: QuestionView) -> Iterator[Finding]:
    """A right answer gives a number that none of the cited claims gives.

    Learners remember a wrong figure in a key as the right one. A difference, a share or a span of
    what is cited may be worked out. Years, dates, paragraph numbers and
    small numbers that count sources or speakers are ignored. A number up to ten that is written as
    a word is a warning: it may count things that the claim lists (“the two ministers”).

    Bad:
        question: {id: choice-left, key: about 300}

    Good:
        question: {id: choice-left, key: around two hundred}
    """
    yield from _without_evidence(question, "absent")


@rule("EV08", "error", QuestionView, lists=("vague",))
def false_precision(question: QuestionView) -> Iterator[Finding]:
    """A right answer gives a number, but the source has only a vague word.

    “dozens” is never 24: a number looks as if somebody had counted.

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
    yield from _without_evidence(question, "vague")


@rule("EV25", "error", QuestionView)
def figures_reckoned_together(question: QuestionView) -> Iterator[Finding]:
    """A right answer adds or subtracts figures that count different things.

    Killed and injured, boats and people, two times, two places: figures of different categories are
    never added or subtracted.

    Bad:
        question:
          id: choice-left
          key: "212"

    Good:
        question:
          id: choice-left
          key: about 200
    """
    yield from _without_evidence(question, "reckoned")


# --- what proves a number -----------------------------------------------------------------------


def _without_evidence(question: QuestionView, why: Why) -> Iterator[Finding]:
    """A finding for each number without evidence that has this likely mistake."""
    message, advice = _MESSAGES[why]
    for found in _unproved(question):
        if found.why == why:
            number = found.number
            words = {"raw": number.raw, "detail": found.detail, "given": found.given}
            yield Finding(
                message.format_map(words),
                advice.format_map(words),
                found.assertion.at,
                severity="warning" if number.spelled and number.value <= _SMALL else None,
            )


@lru_cache(maxsize=16)
def _unproved(question: QuestionView) -> tuple[Unproved, ...]:
    """The numbers of right answers that no cited claim gives."""
    return tuple(
        _classified(question, assertion, number)
        for assertion in assertions(question)
        if assertion.role != "accept"
        for number in numbers(assertion.text, question.unit.tag)
        if not _proved(question, assertion, number)
    )


def _proved(question: QuestionView, assertion: Assertion, number: Number) -> bool:
    """Whether a number needs no evidence, or a claim gives it in its figure or its words."""
    small = number.spelled and number.value <= _SMALL
    if small and (number.value < _MANY or _is_known(question.unit, assertion.text, number)):
        return True
    tag = question.unit.tag
    if counts_texts(assertion.text, number, tag):
        return True
    if number.value in _values_of(question, assertion.claims):
        return True
    texts = (
        (text, read)
        for claim in assertion.claims
        for text, read in ((claim.quote, question.unit.tag_of(claim.source)), (claim.says, tag))
    )
    if any(gives_number(text, number.value, read) for text, read in texts):
        return True
    if any(_is_year_or_age(text, number) for text in _paragraphs(question, assertion)):
        return True
    added = _sum([c.figure for c in assertion.claims if c.figure], number.value)
    return "+" not in added and can_reckon(question.claims, assertion.text, number.value, tag)


def _is_known(unit: UnitView, text: str, number: Number) -> bool:
    """Whether a number stands for people the reader knows: “the three”, “the three walkers”."""
    after = _NEXT.match(text, number.start + len(number.raw))
    noun = after[1] if after else ""
    labels = {entry.label for entry in unit.info.labels}
    definite = _DEFINITE.search(text[: number.start])
    return bool(definite) and (noun in labels or not noun.endswith("s"))


def _paragraphs(question: QuestionView, assertion: Assertion) -> Iterator[str]:
    """The paragraphs of the claims behind a text, where the articles are at hand."""
    for claim in assertion.claims:
        article = question.unit.proofs[claim.source].article
        if article and 1 <= claim.paragraph <= len(article.texts):
            yield article.texts[claim.paragraph - 1]


def _is_year_or_age(paragraph: str, number: Number) -> bool:
    """Whether a paragraph has the number as a year or as somebody's age: no count of a claim."""
    year = _YEAR.fullmatch(number.raw) and has_phrase(paragraph, number.raw)
    return bool(year) or f", {number.raw}," in paragraph


@lru_cache(maxsize=64)
def _values_of(question: QuestionView, claims: tuple[Claim, ...]) -> frozenset[Decimal]:
    """The values of the numbers of some claims and of the question's quotations."""
    return frozenset(number.value for number in numbers_of(question, claims))


def _classified(question: QuestionView, assertion: Assertion, number: Number) -> Unproved:
    """A number without evidence, with its likely mistake."""
    tag = question.unit.tag
    for claim in assertion.claims:
        of_source = question.unit.tag_of(claim.source)
        word = claim.figure.word if claim.figure and is_vague(claim.figure, tag) else ""
        if word or (
            not numbers(claim.quote, of_source)
            and (word := next(iter(vague_quantities(claim.quote, of_source)), ""))
        ):
            return Unproved(assertion, number, "vague", word)
    elsewhere = _claim_with(question.unit, number.value)
    if not elsewhere and (sum_of := _sum(_figures(question.unit), number.value)):
        return Unproved(assertion, number, "reckoned", sum_of)
    given = f"“{elsewhere}” gives it: cite that claim, if it is the one meant"
    given = given if elsewhere else _advice(assertion.claims)
    return Unproved(assertion, number, "absent", given=given)


def _claim_with(unit: UnitView, value: Decimal) -> str:
    """The id of a claim whose figure has this value; empty if there is none."""
    return next(
        (
            claim.id
            for claim in unit.facts.claims.values()
            if claim.figure and value in {number.value for number in figure_numbers(claim.figure)}
        ),
        "",
    )


@lru_cache(maxsize=4)
def _figures(unit: UnitView) -> tuple[Figure, ...]:
    figures = (claim.figure for claim in unit.facts.claims.values())
    return tuple(figure for figure in figures if figure and figure.value is not None)


def _sum(figures: Iterable[Figure], wanted: Decimal) -> str:
    """Two figures of different categories whose sum or difference is the number; empty if none."""
    by_value: dict[Amount, list[Figure]] = {}
    for figure in figures:
        by_value.setdefault(figure.value or 0, []).append(figure)
    for value, group in by_value.items():
        for sign, other in (("+", wanted - value), ("−", value - wanted)):
            for one in group:
                for two in by_value.get(other, ()):
                    if two.category != one.category and other > _SMALL < value:
                        return f"{one.amount()} {sign} {two.amount()}, of different categories"
    return ""


def _advice(claims: Iterable[Claim]) -> str:
    """The advice: which figures the cited claims give."""
    figures = [str(claim.figure) for claim in claims if claim.figure]
    return "they give " + ", ".join(figures) if figures else "cite the claim that gives it"
