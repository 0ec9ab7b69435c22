"""Tells the author's own words from quotations and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.phrases import Phrases
from kzquiz.check.engine.prose import Entry, EntryText, plain
from kzquiz.expressions import expression

__all__ = ["in_own_voice", "is_name", "own_voice", "quoted"]

# An apostrophe opens no quotation: “the workers' strike”, “the '90s”.
_QUOTED = expression(r""""([^"]+)"|(?<!\w)'(?=[^\W\d])((?:[^'\n]|'(?=\w))+)'(?!\w)""")
_SENTENCE_STARTS = expression(r"(?:^|[.!?:;]\W*|\n|[\"'(]\s*)$")


def quoted(text: str) -> Iterator[str]:
    """The phrases of a text that are in quotation marks, double or single.

    >>> list(quoted("The “furious crowd” is ‘Harbour’s mob’ for the workers’ paper."))
    ['furious crowd', "Harbour's mob"]
    """
    for match in _QUOTED.finditer(plain(text)):
        yield match[1] or match[2]


@lru_cache(maxsize=65536)
def own_voice(text: str) -> str:
    """A text without its quoted phrases, and with straight quotation marks.

    >>> own_voice("The “furious crowd” left.")
    'The "" left.'
    """
    text = plain(text)
    return _QUOTED.sub('""', text) if '"' in text or "'" in text else text


def in_own_voice(entry: Entry, wanted: Phrases) -> Iterator[tuple[EntryText, re.Match[str]]]:
    """Every such phrase outside quotation marks, with the text of the entry that has it."""
    for part in entry.parts if wanted.may_be_among(entry.vocabulary) else ():
        for match in wanted.finditer(own_voice(part.text)):
            yield entry.named(part), match


def is_name(match: re.Match[str]) -> bool:
    """Whether the match is part of a name: it has a capital, and no sentence starts there.

    >>> today = re.compile("today", re.IGNORECASE)
    >>> [is_name(today.search(text)) for text in ("Russia Today said so.", "Today it rained.")]
    [True, False]
    """
    found = match[0]
    starts = _SENTENCE_STARTS.search(match.string[: match.start()])
    return found[:1].isupper() and not found.isupper() and not starts
