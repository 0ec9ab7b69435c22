"""Finds the place for which a figure is given: “some 200 houses in Selmark”."""

from __future__ import annotations

from collections.abc import Sequence

from kzquiz.authoring.draft.clauses import Token, tokens
from kzquiz.authoring.draft.found import Found
from kzquiz.languages.words import Words

_FAR = 7  # words behind a figure in which its place may be named
_LONGEST = 3  # words of the name of a place


def place_of(text: str, found: Found, words: Words) -> str:
    """The place behind a figure, or with which its sentence begins; “” if none is printed.

    A place is a name in capital letters after a word such as “in”; a day or month is none.

    >>> from kzquiz.authoring.draft.figures import figures
    >>> from kzquiz.languages.words import words
    >>> text = "In Selmark, some 200 houses fell, and 3 in Upper Tarn."
    >>> [one.place for one in figures(text, words("en"))]
    ['Selmark', 'Upper Tarn']
    """
    cut = tokens(text)
    behind = [n for n, token in enumerate(cut) if token.start >= found.span.end]
    for at in behind[:_FAR]:
        if not cut[at].is_word:
            break
        if name := _named(text, cut, at, words):
            return name
    return _named(text, cut, 0, words) if cut else ""


def _named(text: str, cut: Sequence[Token], at: int, words: Words) -> str:
    """The name of a place after the word at a position."""
    if cut[at].lower not in words.set("place_leads"):
        return ""
    first = at + 1
    if first < len(cut) and cut[first].lower in words.set("place_articles"):
        first += 1
    last = first
    while last < len(cut) and last - first < _LONGEST and _is_name(cut[last], words):
        last += 1
    return text[cut[first].start : cut[last - 1].end] if last > first else ""


def _is_name(token: Token, words: Words) -> bool:
    times = words.any_word("days", "parts", "near_days")
    no_place = token.lower in times or token.lower in words.values("months")
    bodies = words.any_word("authorities", "media", "parties", "organisations")
    return token.text[0].isupper() and not no_place and token.lower not in bodies
