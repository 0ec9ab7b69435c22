"""What a question says is true: right answers and statements, each with the claims behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.numbers import Number, numbers, of_figure
from kzquiz.check.engine.subjects import Path, QuestionView
from kzquiz.check.engine.words import spoken
from kzquiz.model import Claim

__all__ = ["Assertion", "assertions", "numbers_of"]

_DELETION = expression(r"\[\[(.*?)(?:\|.*?)?\]\]", re.DOTALL)
# Kinds whose keys the author writes as the answer to a question about the sources.
_ANSWERED = frozenset({"choice", "select-all", "short-answer"})
_RENDERING = frozenset({"who-said", "classify", "how-confirmed", "order"})


class Assertion(Struct, frozen=True):
    """A text given out as true, and the claims it rests on."""

    text: str
    role: str
    at: Path
    claims: tuple[Claim, ...]


@lru_cache(maxsize=64)
def assertions(question: QuestionView) -> tuple[Assertion, ...]:
    """The texts of a question that must agree with its evidence.

    Keys, further accepted answers and corrections; a true-false statement that is true; a cloze
    text with its blanks filled; the statements and events that render a claim.
    """
    return tuple(_assertions(question))


def _assertions(question: QuestionView) -> Iterator[Assertion]:
    own, claims = question.question, question.claims
    for said in question.of("correction"):
        yield Assertion(said.text, said.role, said.at, claims)
    if question.kind in _ANSWERED:
        for said in question.of("key", "accept"):
            yield Assertion(said.text, said.role, said.at, claims)
    elif question.kind == "true-false-not-stated" and getattr(own, "key", "") == "true":
        for said in question.of("stem"):
            yield Assertion(said.text, said.role, said.at, claims)
    elif question.kind == "cloze":
        filled = _DELETION.sub(r"\1", str(getattr(own, "text", "")))
        yield Assertion(spoken(filled), "statement", ("text",), claims)
    elif question.kind in _RENDERING:
        yield from _rendered(question)


def _rendered(question: QuestionView) -> Iterator[Assertion]:
    """The statements, events and the chain, each with its own claims."""
    own, facts = question.question, question.unit.facts
    for name in ("statements", "events"):
        for number, entry in enumerate(getattr(own, name, None) or ()):
            ids = getattr(entry, "claims", None) or [entry.claim]
            held = tuple(facts.claims[claim] for claim in ids)
            yield Assertion(spoken(entry.text), "statement", (name, number, "text"), held)
    if chain := getattr(own, "chain", None):
        held = (facts.claims[chain.claim],)
        yield Assertion(spoken(chain.text), "statement", ("chain", "text"), held)


def numbers_of(question: QuestionView, claims: Iterable[Claim]) -> Iterator[Number]:
    """The numbers that claims give: their figure, quotation, wording and time."""
    for claim in claims:
        yield from claim_numbers(claim)
    for evidence in question.evidence:
        if evidence.quote:
            yield from numbers(evidence.quote)


@lru_cache(maxsize=4096)
def claim_numbers(claim: Claim) -> tuple[Number, ...]:
    """The numbers of one claim."""
    found = [*(of_figure(claim.figure) if claim.figure else ())]
    for text in (claim.quote, claim.says, claim.as_of):
        found += numbers(text)
    return tuple(found)
