"""Lists of words and phrases that rules look for.

A list is searched only in a text that has the first word of one of its phrases. A text is cut into
words once, for all lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from kzquiz.check.engine.words import vocabulary
from kzquiz.expressions import expression

__all__ = ["phrases"]

_FIRST = expression(r"(\(\?-?i:)?(\w+)(?(1)\))")


class _Phrases:
    """A stand-in for a pattern of phrases."""

    def __init__(self, written: list[str], then: str, flags: int) -> None:
        firsts = [match for match in map(_FIRST.match, written) if match]
        self._firsts = frozenset(match[2].lower() for match in firsts)
        bounded = (rf"{m[0]}\b{m.string[m.end() :]}" for m in firsts)
        self._pattern = expression(rf"\b(?:{'|'.join(bounded)})\b{then}", flags)

    def search(self, text: str) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return None if self._firsts.isdisjoint(vocabulary(text)) else self._pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of `re.Pattern`."""
        found = self._firsts.isdisjoint(vocabulary(text))
        return iter(()) if found else self._pattern.finditer(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (any other attribute of a pattern)
        return getattr(self._pattern, name)


def phrases(
    words: str, *longer: str, then: str = "", flags: int = re.IGNORECASE
) -> re.Pattern[str]:
    """A pattern for whole words and longer phrases, in upper or lower case.

    ``longer`` and ``then``, which follows any of them, are regular expressions. A phrase begins
    with a whole word in plain letters, which may be as ``(?-i:lynch)``.

    >>> denied = phrases("nobody never", "under no (?:circumstances|condition)", then="(?! again)")
    >>> [found[0] for found in denied.finditer("Never again! Under no condition, said nobody.")]
    ['Under no condition', 'nobody']
    """
    return cast("re.Pattern[str]", _Phrases([*longer, *words.split()], then, flags))
