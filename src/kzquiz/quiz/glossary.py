"""Whether a text uses a term of the glossary."""

from __future__ import annotations

import re
from functools import lru_cache

_TITLES = frozenset(
    """
    president minister chancellor secretary mayor governor senator judge ambassador commissioner
    general colonel major captain lieutenant sergeant inspector officer chief mr mrs ms dr sir
    lady lord professor director king queen prince princess
    """.split()  # noqa: SIM905 (a list of words is read best as words)
)


def occurs(term: str, text: str) -> bool:
    """Whether a plain text has a term as whole words, in the singular or the plural.

    Each part of “a, b” counts, and both forms of “Long Name (LN)”. A person's full name counts by
    its surname, too.

    >>> occurs("United Nations (UN)", "unchecked"), occurs("United Nations (UN)", "The UN said so.")
    (False, True)
    >>> occurs("Ilse Brandt", "It was Mayor Brandt."), occurs("Soviet Union", "The European Union")
    (True, False)
    """
    whole, surnames, named = _patterns(term)
    if whole.search(text):
        return True
    if not any(surname in text for surname in surnames):  # as nearly always: the rest takes longer
        return False
    return any(_is_alone(found[1] or "") for found in named.finditer(text))


@lru_cache(1024)
def _patterns(term: str) -> tuple[re.Pattern[str], tuple[str, ...], re.Pattern[str]]:
    """A pattern for a term, its surnames, and a pattern for these with the word before."""
    parts = [part for part in re.split(r"\s*[,()]\s*", term) if part]
    whole = "|".join(r"\s+".join(map(re.escape, part.split())) for part in parts)
    names = [part.split() for part in parts if part.istitle()]
    surnames = tuple(words[-1] for words in names if len(words) > 1)
    last = "|".join(map(re.escape, surnames)) or r"(?!)"
    return (
        re.compile(rf"(?<!\w)(?:{whole})(?:e?s)?(?!\w)", re.IGNORECASE),
        surnames,
        re.compile(rf"(?:(\w+)\.?\s+)?(?<!\w)(?:{last})(?!\w)"),
    )


def _is_alone(before: str) -> bool:
    """Whether the word before a surname is no part of a longer name, such as “European Union”."""
    return not before[:1].isupper() or before.casefold() in _TITLES
