"""Lists of words and phrases that rules look for.

A list is searched only in a text that has the words with which one of its phrases begins. A text
is cut into words once, for all lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kzquiz.check.engine.words import vocabulary
from kzquiz.expressions import expression

__all__ = ["NOT", "Phrases", "having", "phrases"]

NOT = (
    "aren't can't couldn't daren't didn't doesn't don't hadn't hasn't haven't isn't mightn't"
    " mustn't needn't oughtn't shan't shouldn't wasn't weren't won't wouldn't ain't"
)
"""Verbs with a short “not”, as a list for `phrases`."""

# The first word of a phrase, which lookbehinds may precede, and further whole words after it.
_FIRST = expression(
    r"(?:\(\?<[!=][^()]*\))*(\(\?-?i:)?(?P<first>\w+)(?(1)\))(?=(?P<more>(?: \w+(?= |\Z|\(\?!))*))"
)


class Phrases:
    """A pattern that is searched only where words stand. Made by `phrases` or `having`.

    It has the methods of `re.Pattern`.
    """

    def __init__(self, needed: list[list[str]], pattern: re.Pattern[str]) -> None:
        """Keep a pattern; all words of one of the lists are in each text that it matches."""
        self._longest = frozenset(max(words, key=len) for words in needed)
        self._needed = tuple(map(frozenset, needed))
        self._pattern = pattern

    def may_be_in(self, text: str) -> bool:
        """Whether a text, or one of several that were joined, has the words of a phrase’s start."""
        return self.may_be_among(vocabulary(text))

    def may_be_among(self, words: frozenset[str]) -> bool:
        """The same for the `vocabulary` of a text."""
        return not self._longest.isdisjoint(words) and any(map(words.issuperset, self._needed))

    def search(self, text: str) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self._pattern.search(text) if self.may_be_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of `re.Pattern`."""
        return self._pattern.finditer(text) if self.may_be_in(text) else iter(())

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (any other attribute of a pattern)
        """As of `re.Pattern`."""
        return getattr(self._pattern, name)


def _first(phrase: str) -> re.Match[str]:
    if found := _FIRST.match(phrase):
        return found
    message = f"“{phrase}” must begin with a whole word in plain letters, to be searched for"
    raise ValueError(message)


def phrases(words: str, *longer: str, then: str = "", flags: int = re.IGNORECASE) -> Phrases:
    """A pattern for whole words and longer phrases, in upper or lower case.

    ``longer`` and ``then``, which follows any of them, are regular expressions. A phrase begins
    with a whole word in plain letters, which may be as ``(?-i:lynch)``, and may have lookbehinds
    before it. Raises `ValueError` for a phrase that begins otherwise.

    >>> denied = phrases("nobody never", "under no (?:circumstances|condition)", then="(?! again)")
    >>> [found[0] for found in denied.finditer("Never again! Under no condition, said nobody.")]
    ['Under no condition', 'nobody']
    """
    firsts = [_first(phrase) for phrase in (*longer, *words.split())]
    needed = [f"{match['first']}{match['more']}".lower().split() for match in firsts]
    bounded = (rf"{m[0]}\b{m.string[m.end() :]}" for m in firsts)
    return Phrases(needed, expression(rf"\b(?:{'|'.join(bounded)})\b{then}", flags))


def having(words: str, pattern: str, flags: int = re.IGNORECASE) -> Phrases:
    r"""A regular expression that is searched only in a text that has one of some whole words.

    Each text that it matches must have one of them, in upper or lower case.

    >>> blank = having("fill complete", r"\A(?:fill in the blank|complete the sentence)")
    >>> bool(blank.search("Fill in the blank.")), blank.search("Filling in is easy.")
    (True, None)
    """
    return Phrases([[word] for word in words.split()], expression(pattern, flags))
