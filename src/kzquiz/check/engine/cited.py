"""The claims that a text rests on, and the paragraphs that they cite."""

from __future__ import annotations

from collections.abc import Iterable

from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.subjects import AuthoredText, UnitView
from kzquiz.model import Claim

__all__ = ["claims_of", "paragraphs_of"]


def claims_of(entry: Entry, text: AuthoredText) -> tuple[Claim, ...]:
    """The claims that a text rests on: those of its question, difference, event or agreement."""
    known = entry.unit.facts.claims
    what, _, name = entry.entry.partition("/")
    if entry.question is not None:
        own = text.role == "statement" and text.claims
        return tuple(known[one] for one in text.claims) if own else entry.question.claims
    if what == "claim":
        return (known[name],)
    if what == "difference":
        return tuple(known[one] for one in entry.unit.facts.differences[name].claims)
    if what == "unit" and text.at[0] in ("timeline", "agreements"):
        group = getattr(entry.unit.info, str(text.at[0]))[int(text.at[1])]
        return tuple(known[one] for one in group.claims)
    return ()


def paragraphs_of(unit: UnitView, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The paragraphs of claims, where the articles are at hand, with what the claims say."""
    found = []
    for claim in claims:
        article = unit.proofs[claim.source].article
        texts = article.texts[claim.paragraph - 1 : claim.paragraph] if article else ()
        found.append("\n".join((*texts, claim.says, claim.quote, claim.as_of)))
    return tuple(found)
