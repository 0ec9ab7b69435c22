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
from kzquiz.languages.words import rule_words
from kzquiz.model import Claim, Qualifier
from kzquiz.numbers import Number, figure_numbers, numbers

__all__ = [
    "QUALIFIED",
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
QUALIFIED = ("numbers", "about", "at_least", "more_than", "less_than", "up_to")
"""The lists by which a number is read with its qualifier."""
_SMALL = 10
# A sample answer is a learner's, and may be wrong.
_WORD = expression(r"[^\W\d_]+")
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


def counts_texts(text: str, number: Number, tag: str = FALLBACK) -> bool:
    """Whether a number of a text counts sources, speakers or the like: “two of the sources”."""
    end = number.start + len(number.raw)
    if number.value > _SMALL:
        return False
    if words := rule_words(tag):
        # One word may stand between: “две разные газеты”.
        following = _WORD.findall(text[end:].lower())[:2]
        return not words.set("counted_texts").isdisjoint(following)
    return bool(_COUNTED_BY_QUESTION.match(text, end))


def numbers_of(question: QuestionView, claims: Iterable[Claim]) -> Iterator[Number]:
    """The numbers of some claims, and those of the phrases that the question quotes."""
    unit = question.unit
    for claim in claims:
        yield from claim_numbers(claim, unit.tag, unit.tag_of(claim.source))
    for evidence in question.evidence:
        if evidence.quote:
            yield from numbers(evidence.quote, unit.tag_of(evidence.source))


def qualifier_name(qualifier: Qualifier, none: str = "no qualifier") -> str:
    """A qualifier as a message names it; ``none`` stands for an exact number."""
    return none if qualifier == "exact" else language(FALLBACK).say(f"qualifier.{qualifier}")


@lru_cache(maxsize=4096)
def claim_numbers(
    claim: Claim, tag: str = FALLBACK, of_source: str = FALLBACK
) -> tuple[Number, ...]:
    """The numbers of a claim: in its figure, quotation, wording and time.

    ``tag`` is the language of its author, ``of_source`` that of the text it quotes.
    """
    found = [*(figure_numbers(claim.figure, tag) if claim.figure else ())]
    for text, read in ((claim.quote, of_source), (claim.says, tag), (claim.as_of, tag)):
        found += numbers(text, read)
    return tuple(found)
