"""Finds the paragraphs of an old text in a new one: moved, changed, joined, divided or gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

Tokens = tuple[str, ...]
"""A paragraph as comparable pieces, in order: its words, or the codes of a fingerprint."""

_SAME = 0.5  # the share of an old paragraph that has to be in a new one
_PIECE = 0.25  # the share of an old paragraph that makes a further new one a piece of it


class NewPlace(Struct, frozen=True):
    """Where an old paragraph is in the new text: numbers from 1, the best first; none if gone.

    ``same`` says that it is there word for word, and alone.
    """

    paragraphs: tuple[int, ...] = ()
    same: bool = False


def align(old: Sequence[Tokens], new: Sequence[Tokens]) -> tuple[NewPlace, ...]:
    """Find every old paragraph in the new text; the places are in the order of the old ones."""
    places = dict(_unchanged(old, new))
    taken = {number for place in places.values() for number in place.paragraphs}
    left = [number for number in range(1, len(new) + 1) if number not in taken]
    for number, tokens in enumerate(old):
        if number not in places:
            places[number] = _changed(tokens, {n: new[n - 1] for n in left})
    return tuple(places[number] for number in range(len(old)))


def _unchanged(old: Sequence[Tokens], new: Sequence[Tokens]) -> Iterator[tuple[int, NewPlace]]:
    """The paragraphs that are there word for word: first those in order, then those moved."""
    found: dict[int, int] = {}
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for block in matcher.get_matching_blocks():
        found |= {block.a + n: block.b + n for n in range(block.size)}
    free = [n for n in range(len(new)) if n not in found.values()]
    for number, tokens in enumerate(old):
        if number not in found:
            again = next((n for n in free if new[n] == tokens), None)
            if again is not None:
                free.remove(again)
                found[number] = again
    for number, place in found.items():
        yield number, NewPlace((place + 1,), same=True)


def _changed(tokens: Tokens, new: Mapping[int, Tokens]) -> NewPlace:
    """The new paragraphs that have most of an old one, or a piece of it."""
    shares = {number: _share(tokens, other) for number, other in new.items()}
    pieces = sorted(
        (number for number, share in shares.items() if share >= _PIECE),
        key=lambda number: (-shares[number], number),
    )
    together = sum(shares[number] for number in pieces)
    return NewPlace(tuple(pieces)) if together >= _SAME else NewPlace()


def _share(tokens: Tokens, other: Tokens) -> float:
    """The share of a paragraph that is in another one, in order."""
    matcher = SequenceMatcher(None, tokens, other, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    return shared / max(1, len(tokens))
