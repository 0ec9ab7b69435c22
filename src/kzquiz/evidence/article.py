"""Reads an article: its paragraphs and words, and where in it a quotation or a term is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Literal

from msgspec import Struct

Verdict = Literal["proved", "passed", "unsure", "refused"]
"""Whether a quotation is in a source.

``proved``: it is, by the article. ``passed``: it is, with a chance of error under one in a million.
``unsure``: nobody can say. ``refused``: it is not.
"""

_MARKS = {
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
    **dict.fromkeys(map(ord, "‘’‚"), "'"),
    **dict.fromkeys(map(ord, "–—−‑"), "-"),
    0x00AD: None,  # soft hyphen
    0x200B: None,  # zero-width space
}
_SPACE = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+(?:(?:'|(?<=\d)[.,:](?=\d))[^\W_]+)*|[%$€£]")
_IGNORED = re.compile(r"[\s\"'\ufffd]+")
# A blank line may hold any kind of space: pasted texts have U+00A0 or U+3000 there.
_BLANK_LINE = re.compile(r"\n(?:[^\S\n]*\n)+")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DOTS = re.compile(r"\.\.\.")
# In these phrases a word has lost its meaning: “in order to” says nothing about an order.
_SET_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "in order to",
        "in order that",
        "united states",
        "united nations",
        "united kingdom",
    )
)
START = 4
"""The first letters of a word: so many are never cut off, and a fingerprint stores them."""


def norm(text: str) -> str:
    r"""A text with one form of quotation mark, dash, space and thousands separator; capitals stay.

    >>> norm("“Wait”,  he\u00a0said – now …")
    '"Wait", he said - now ...'
    """
    if text.isascii():
        return " ".join(text.split())
    text = _THOUSANDS.sub(",", text)
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).translate(_MARKS)).strip()


def paragraphs(article: str) -> tuple[str, ...]:
    """The paragraphs of an article: blocks of text between blank lines. The first is number 1."""
    text = article.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(block for block in _BLANK_LINE.split(text) if block.strip())


class Words(Struct, frozen=True):
    """A text as words in lower case.

    ``pairs[i]`` is word i, the punctuation after it and word i+1. Quotation marks do not count.
    """

    words: tuple[str, ...]
    pairs: tuple[str, ...]


@lru_cache(maxsize=16384)
def split(text: str) -> Words:
    """Cut a text into words.

    >>> split("He said: “about 2,500 troops”, no more.").pairs
    ('he said', 'said: about', 'about 2,500', '2,500 troops', 'troops, no', 'no more')
    """
    plain = norm(text).lower()
    found = list(_WORD.finditer(plain))
    words = tuple(match[0] for match in found)
    gaps = (_IGNORED.sub("", plain[one.end() : two.start()]) for one, two in pairwise(found))
    pairs = (f"{one}{gap} {two}" for one, gap, two in zip(words, gaps, words[1:], strict=False))
    return Words(words, tuple(pairs))


def segments(quote: str) -> Iterator[tuple[str, ...]]:
    """The pieces of a quotation between ``[...]`` and ``[words]``: one tuple for each reading.

    A bare ``...`` may be in the article (first reading) or be an ellipsis (second reading).
    """
    pieces = tuple(piece for piece in _BRACKETS.split(norm(quote)) if _WORD.search(piece))
    yield pieces
    if any("..." in piece for piece in pieces):
        yield tuple(part for piece in pieces for part in _DOTS.split(piece) if _WORD.search(part))


class Article(Struct, frozen=True):
    """The text of an article, its SHA-256, its paragraphs, and the words of each paragraph."""

    text: str
    sha256: str
    texts: tuple[str, ...]
    parts: tuple[Words, ...]

    @classmethod
    def of(cls, text: str) -> Article:
        """Read an article."""
        texts = paragraphs(text)
        return cls(text, sha256(text.encode()).hexdigest(), texts, tuple(map(split, texts)))

    def match(self, quote: str, paragraph: int) -> Verdict:
        """Whether the quotation is in the paragraph (numbered from 1): proved or refused."""
        if not 1 <= paragraph <= len(self.parts):
            return "refused"
        part = self.parts[paragraph - 1]
        found = any(_places(part, [split(piece) for piece in pieces]) for pieces in segments(quote))
        return "proved" if found else "refused"

    def find(self, quote: str) -> tuple[int, ...]:
        """The numbers of the paragraphs that have the quotation."""
        numbers = range(1, len(self.parts) + 1)
        return tuple(n for n in numbers if self.match(quote, n) == "proved")

    def omitted_words(self, quote: str, paragraph: int) -> tuple[str, ...]:
        """The words that a quotation leaves out by ellipses; none if the paragraph lacks it."""
        part = self.parts[paragraph - 1]
        for pieces in segments(quote):
            read = [split(piece) for piece in pieces]
            starts = _places(part, read)
            if starts:
                ends = [start + len(piece.words) for start, piece in zip(starts, read, strict=True)]
                return tuple(
                    word
                    for end, start in zip(ends, starts[1:], strict=False)
                    for word in part.words[end:start]
                )
        return ()

    def occurs(self, term: str) -> tuple[int, ...]:
        """The numbers of the paragraphs that have the words of a term, also with other endings.

        A single word is not found in a set phrase: “in order to” has no “ordered”.
        """
        wanted = split(term).words
        printed = frozenset().union(*(part.words for part in self.parts))
        # Most words of a text are repeated: each is compared once.
        forms = [{one for one in printed if same_word(word, one)} for word in wanted]
        if not all(forms):
            return ()
        return tuple(
            number
            for number, part in enumerate(self.parts, 1)
            if any(
                all(part.words[at + i] in form for i, form in enumerate(forms))
                and (len(wanted) > 1 or not _in_set_phrase(part.words, at))
                for at in range(len(part.words) - len(wanted) + 1)
            )
        )


def _in_set_phrase(words: tuple[str, ...], at: int) -> bool:
    """Whether the word at an index is part of a set phrase."""
    return any(
        words[start : start + len(phrase)] == phrase
        for phrase in _SET_PHRASES
        for start in range(max(0, at - len(phrase) + 1), at + 1)
    )


def same_word(term: str, word: str) -> bool:
    """Whether a word is the term, starts with it, or differs only in its ending.

    >>> same_word("terror", "terrorists"), same_word("warned", "warning")
    (True, True)
    >>> same_word("counted", "country"), same_word("26", "2600")
    (False, False)
    """
    if len(term) < START or term[0].isdigit():
        return word == term
    return word.startswith(term) or without_ending(word) == without_ending(term)


@lru_cache(maxsize=65536)
def without_ending(word: str) -> str:
    """A word without its ending; four letters or more are left.

    >>> without_ending("protesters"), without_ending("dispatched"), without_ending("said")
    ('protester', 'dispatch', 'said')
    """
    for suffix in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "ly", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= START:
            return word[: -len(suffix)]
    return word


def _places(part: Words, pieces: Sequence[Words]) -> tuple[int, ...]:
    """Where in a paragraph the pieces start, one after another; empty if one of them is missing."""
    at = 0
    found: list[int] = []
    for piece in pieces:
        have, wanted = (part.pairs, piece.pairs) if piece.pairs else (part.words, piece.words)
        length = len(wanted)
        places = range(at, len(have) - length + 1)
        start = next((p for p in places if have[p : p + length] == wanted), -1)
        if start < 0:
            return ()
        found.append(start)
        at = start + len(piece.words)
    return tuple(found)
