"""Chooses the differences to look at first: at most eight, none where nothing differs.

They are possible differences only. Whether one is a conflict is for a person to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from kzquiz.authoring.draft.claims import Drafted
from kzquiz.authoring.draft.clauses import tokens
from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.pairs import (
    SURE,
    WHOLE,
    FigureOfDraft,
    Pair,
    are_mutual,
    differ,
    figure_at,
    nearest,
    rarity,
    statement_bag,
)
from kzquiz.languages.words import Words, words

Reason = Literal["figures", "noun", "headline"]
REASONS: Mapping[Reason, str] = {
    "figures": "Possible: check who, where, when",
    "noun": "Possible: the same number, with another word for what is counted",
    "headline": "Possible: the headline against the text below it",
}
_MOST = 8
_NO_HINTS = frozenset({"year", "date"})  # many, and seldom of one thing
_ABOVE = frozenset({"headline", "sub-heading"})
_ALIKE = 0.5  # how like a headline and a statement are that may be of one thing


class Hint(Struct, frozen=True):
    """Two statements to put side by side, the figures that are meant, and the reason."""

    one: FigureOfDraft
    other: FigureOfDraft
    score: float
    reason: Reason


def hints(claims: tuple[Drafted, ...]) -> tuple[Hint, ...]:
    """The pairs that a person should look at first, the surest first."""
    found = sorted(_figures(claims), key=lambda hint: (-hint.score, hint.one))
    found += sorted(_headlines(claims), key=lambda hint: (-hint.score, hint.one))
    kept: dict[frozenset[int], Hint] = {}
    for hint in found:
        kept.setdefault(frozenset({hint.one.claim, hint.other.claim}), hint)
    return tuple(list(kept.values())[:_MOST])


def _figures(claims: tuple[Drafted, ...]) -> Iterator[Hint]:
    """Figures alike in words and not in value, or alike in value and not in the word for people.

    Each is the other's nearest, in another source or in its own headline.
    """
    near = nearest(claims)
    for one, pairs in near.items():
        for pair in pairs:
            mine, theirs = figure_at(claims, one), figure_at(claims, pair.other)
            if not (
                one < pair.other
                and mine.measure not in _NO_HINTS
                and pair.score >= SURE
                and are_mutual(near, pair)
                and not _are_apart(mine, theirs)
            ):
                continue
            if reason := _reason(claims, pair):
                yield Hint(one, pair.other, pair.score, reason)


def _are_apart(one: Found, other: Found) -> bool:
    """Whether two figures are of two places: a coast and a town count other things."""
    return bool(one.place and other.place) and not (
        one.place in other.place or other.place in one.place
    )


def _reason(claims: Sequence[Drafted], pair: Pair) -> Reason | None:
    one, other = claims[pair.one.claim], claims[pair.other.claim]
    mine, theirs = figure_at(claims, pair.one), figure_at(claims, pair.other)
    apart = one.source != other.source
    headline = (one.part in _ABOVE) != (other.part in _ABOVE)
    if differ(mine, theirs):
        return "figures" if apart else "headline" if headline else None
    known = words(one.language)
    return "noun" if apart and _is_loaded(mine, theirs, known) else None


def _is_loaded(one: Found, other: Found, known: Words) -> bool:
    """Whether two figures have two nouns, one of which judges: demonstrators and rioters."""
    loaded = {known.stem(word) for word in known.list("loaded")}
    mine, theirs = known.stem(one.unit), known.stem(other.unit)
    return bool(mine and theirs) and mine != theirs and bool({mine, theirs} & loaded)


def _headlines(claims: Sequence[Drafted]) -> Iterator[Hint]:
    """A headline that states as a fact what its text has from somebody, or takes back."""
    rare = rarity(claims)
    for number, head in enumerate(claims):
        if head.part not in _ABOVE or head.speakers:
            continue
        mine = statement_bag(head, rare)
        own = (n for n, one in enumerate(claims) if one.source == head.source)
        below = [n for n in own if claims[n].part == "body"]
        scored = [(mine.likeness(statement_bag(claims[n], rare)), -n) for n in below]
        score, at = max(scored, default=(0.0, 0))
        if score >= _ALIKE and _is_less_sure(claims[-at], head):
            yield Hint(FigureOfDraft(number, WHOLE), FigureOfDraft(-at, WHOLE), score, "headline")


def _is_less_sure(one: Drafted, head: Drafted) -> bool:
    """Whether a statement has a hedge, or is a prediction, where the headline has a fact."""
    hedges = words(one.language).set("hedges")
    said, above = ({t.lower for t in tokens(claim.text)} for claim in (one, head))
    return bool((said - above) & hedges) or (one.status, head.status) == (
        "prediction",
        "reported-fact",
    )
