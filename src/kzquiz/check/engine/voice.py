"""The author's own voice: what stands outside quotation marks, and is no part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.prose import EntryText, entries, plain
from kzquiz.check.engine.subjects import UnitView

__all__ = ["in_own_voice", "is_name", "own_voice", "quoted"]

# An apostrophe opens no quotation: “the workers' strike”, “the '90s”.
_QUOTED = expression(r""""([^"]+)"|(?<!\w)'(?=[^\W\d])((?:[^'\n]|'(?=\w))+)'(?!\w)""")
_SENTENCE_STARTS = expression(r"(?:^|[.!?:;]\W*|\n|[\"'(]\s*)$")


def quoted(text: str) -> Iterator[str]:
    """What stands in quotation marks of any sort, double or single, in `plain` text.

    >>> list(quoted("The “furious crowd” is ‘Harbour’s mob’ for the workers’ paper."))
    ['furious crowd', "Harbour's mob"]
    """
    for match in _QUOTED.finditer(plain(text)):
        yield match[1] or match[2]


@lru_cache(maxsize=65536)
def own_voice(text: str) -> str:
    """The text with straight marks, without what is quoted.

    >>> own_voice("The “furious crowd” left.")
    'The "" left.'
    """
    return _QUOTED.sub('""', plain(text))


def in_own_voice(
    unit: UnitView, pattern: re.Pattern[str]
) -> Iterator[tuple[EntryText, re.Match[str]]]:
    """Every match of a pattern in the texts of a unit, outside quotation marks."""
    for entry in entries(unit):
        for part in entry.parts:
            for match in pattern.finditer(own_voice(part.text)):
                yield entry.named(part), match


def is_name(match: re.Match[str]) -> bool:
    """Whether what was found is part of a name: it has a capital where no sentence starts.

    >>> today = re.compile("today", re.IGNORECASE)
    >>> [is_name(today.search(text)) for text in ("Russia Today said so.", "Today it rained.")]
    [True, False]
    """
    found = match[0]
    starts = _SENTENCE_STARTS.search(match.string[: match.start()])
    return found[:1].isupper() and not found.isupper() and not starts
