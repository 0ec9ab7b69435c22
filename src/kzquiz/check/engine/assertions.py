"""What a question says is true: right answers and statements, each with the claims behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.numbers import Number, numbers, of_figure
from kzquiz.check.engine.subjects import Path, QuestionView
from kzquiz.check.engine.words import spoken
from kzquiz.model import Claim

__all__ = ["Assertion", "assertions", "numbers_of"]


class Assertion(Struct, frozen=True):
    """A text given out as true, and the claims it rests on."""

    text: str
    role: str
    at: Path
    claims: tuple[Claim, ...]


@lru_cache(maxsize=64)
def assertions(question: QuestionView) -> tuple[Assertion, ...]:
    """The texts of a question that must agree with its evidence, as the kind names them.

    A statement rests on the claims that stand beside it, any other text on all that are cited.
    """
    known = question.unit.facts.claims
    found = []
    for text in question.question.asserted():
        beside = text.role == "statement" and text.claims
        claims = tuple(known[claim] for claim in text.claims) if beside else question.claims
        found.append(Assertion(spoken(text.text), text.role, text.at, claims))
    return tuple(found)


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
