"""The words by which the blocks of an article are told apart; ``phrases.yaml`` has them as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from kzquiz.reader import read


class Phrases(Struct, frozen=True):
    """The lists of ``phrases.yaml``, each under its name there."""

    advertisement: tuple[str, ...]
    share: tuple[str, ...]
    share_starts: tuple[str, ...]
    counted: tuple[str, ...]
    related: tuple[str, ...]
    navigation: tuple[str, ...]
    stamp: tuple[str, ...]
    byline: tuple[str, ...]
    credit: tuple[str, ...]
    caption: tuple[str, ...]
    notice: tuple[str, ...]
    months: tuple[str, ...]
    days: tuple[str, ...]
    around_dates: tuple[str, ...]

    @property
    def dates(self) -> frozenset[str]:
        """The names of months and days, and the words around them."""
        return frozenset((*self.months, *self.days, *self.around_dates))


@cache
def phrases() -> Phrases:
    """Read the lists, once."""
    path = Path(__file__).with_suffix(".yaml")
    document, _ = read(path, path.name)
    lists = document.data if document else None
    if not isinstance(lists, dict):
        message = f"{path} is damaged; install kzquiz again"
        raise TypeError(message)
    return Phrases(**{name: tuple(str(words).split(" | ")) for name, words in lists.items()})
