"""Finds statements of two sources that may say the same: equal figures, or one speaker in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kzquiz.authoring.draft.claims import Drafted
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

_MOST = 8
_ALIKE = 0.25  # how like two statements of one speaker are that may be one
_UNCOUNTED = frozenset({"year", "date"})


def agreements(claims: tuple[Drafted, ...]) -> tuple[Pair, ...]:
    """The pairs of statements to look at first, at most eight, each claim once.

    Whether two sources have them from one origin is for a person to say.
    """
    found = [*_equal_figures(claims), *_one_speaker(claims)]
    found.sort(key=lambda pair: (-pair.score, pair.one, pair.other))
    used: set[int] = set()
    kept: list[Pair] = []
    for pair in found:
        if not {pair.one.claim, pair.other.claim} & used and len(kept) < _MOST:
            used |= {pair.one.claim, pair.other.claim}
            kept.append(pair)
    return tuple(sorted(kept, key=lambda pair: pair.one))


def _equal_figures(claims: tuple[Drafted, ...]) -> Iterator[Pair]:
    """Figures of two sources that may be one number, each the other's nearest."""
    near = nearest(claims)
    for one, pairs in near.items():
        for pair in pairs:
            mine, theirs = figure_at(claims, one), figure_at(claims, pair.other)
            if (
                one < pair.other
                and claims[one.claim].source != claims[pair.other.claim].source
                and pair.score >= (SURE if _differ_in_origin(claims, pair) else _ALIKE)
                and mine.measure not in _UNCOUNTED
                and are_mutual(near, pair)
                and not differ(mine, theirs)
            ):
                yield pair


def _differ_in_origin(claims: Sequence[Drafted], pair: Pair) -> bool:
    """Whether two statements have no first speaker in common."""
    one, other = claims[pair.one.claim], claims[pair.other.claim]
    return not one.speakers or one.speakers[:1] != other.speakers[:1]


def _one_speaker(claims: Sequence[Drafted]) -> Iterator[Pair]:
    """Statements without a figure that one speaker makes in two sources."""
    rare = rarity(claims)
    plain = [n for n, one in enumerate(claims) if one.speakers and not one.figures]
    bags = {n: statement_bag(claims[n], rare) for n in plain}
    for one, other in combinations(bags, 2):
        mine, theirs = claims[one], claims[other]
        if mine.source == theirs.source or mine.speakers[0] != theirs.speakers[0]:
            continue
        score = bags[one].likeness(bags[other])
        if score >= _ALIKE:
            yield Pair(FigureOfDraft(one, WHOLE), FigureOfDraft(other, WHOLE), score)
