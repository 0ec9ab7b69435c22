"""What a question says is true: right answers and statements, each with its claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.prose import EntryText
from kzquiz.check.engine.subjects import Path, QuestionView
from kzquiz.check.engine.words import without_markup
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK, language
from kzquiz.model import Claim, Qualifier
from kzquiz.numbers import Number, figure_numbers, numbers

__all__ = [
    "Assertion",
    "assertions",
    "claim_numbers",
    "counts_texts",
    "numbers_of",
    "qualifier_name",
    "wrong_on_purpose",
]


# Things that a question itself counts: “the two reports agree” needs no evidence.
_COUNTED_BY_QUESTION = expression(
    r"\s+(?:of the\s+)?(?:[\w-]+\s+)?(?:sources|reports|texts|articles|newsrooms|accounts"
    r"|versions|paragraphs|speakers|sides|figures|numbers|counts|statements|claims|readings"
    r"|words|terms|sentences)\b",
    re.IGNORECASE,
)
_SMALL = 10
# A sample answer is a learner's, and may be wrong.
_MAY_BE_WRONG = frozenset({"distractor", "option", "reject", "sample", "weaker-sample"})


class Assertion(Struct, frozen=True):
    """A text that a question gives out as true, its role, its path, and the claims behind it."""

    text: str
    role: str
    at: Path
    claims: tuple[Claim, ...]


@lru_cache(maxsize=64)
def assertions(question: QuestionView) -> tuple[Assertion, ...]:
    """The texts of a question that must agree with its evidence; its kind says which these are.

    A statement that names claims of its own rests on those, any other text on all cited claims.
    """
    known = question.unit.facts.claims
    found = []
    for text in question.question.asserted(question.authored):
        has_own = text.role == "statement" and text.claims
        claims = tuple(known[claim] for claim in text.claims) if has_own else question.claims
        found.append(Assertion(without_markup(text.text), text.role, text.at, claims))
    return tuple(found)


def wrong_on_purpose(text: EntryText) -> bool:
    """Whether a text may be wrong: a wrong option, a rejected answer, a false statement."""
    if text.role in _MAY_BE_WRONG:
        return True
    question = text.question
    if question is None or text.role != "stem" or not question.stem_is_statement:
        return False
    return all(assertion.at != text.at for assertion in assertions(question))


def counts_texts(text: str, number: Number) -> bool:
    """Whether a number of a text counts sources, speakers or the like: “two of the sources”."""
    end = number.start + len(number.raw)
    return number.value <= _SMALL and bool(_COUNTED_BY_QUESTION.match(text, end))


def numbers_of(question: QuestionView, claims: Iterable[Claim]) -> Iterator[Number]:
    """The numbers of some claims, and those of the phrases that the question quotes."""
    for claim in claims:
        yield from claim_numbers(claim)
    for evidence in question.evidence:
        if evidence.quote:
            yield from numbers(evidence.quote)


def qualifier_name(qualifier: Qualifier, none: str = "no qualifier") -> str:
    """A qualifier as a message names it; ``none`` stands for an exact number."""
    return none if qualifier == "exact" else language(FALLBACK).say(f"qualifier.{qualifier}")


@lru_cache(maxsize=4096)
def claim_numbers(claim: Claim) -> tuple[Number, ...]:
    """The numbers of a claim: in its figure, quotation, wording and time."""
    found = [*(figure_numbers(claim.figure) if claim.figure else ())]
    for text in (claim.quote, claim.says, claim.as_of):
        found += numbers(text)
    return tuple(found)
