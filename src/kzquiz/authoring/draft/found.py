"""A figure that was found in a text."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from kzquiz.authoring.draft.statements import Span
from kzquiz.model import Qualifier

Measure = Literal[
    "count", "percent", "money", "duration", "length", "clock", "date", "year", "score"
]
SHARE = "share"
"""The unit of a part of one: of “a quarter” and “seven in ten”."""


class Found(Struct, frozen=True):
    """A figure in a text: where it stands, one of value, range and word, and what it counts.

    A clock time has a value such as ``09:30``, a date ``06-12``. ``unit`` and ``place`` are as
    printed.
    """

    span: Span
    measure: Measure
    value: str = ""
    range: tuple[str, str] | None = None
    word: str = ""
    qualifier: Qualifier = "exact"
    unit: str = ""
    category: str = ""
    place: str = ""

    @property
    def amount(self) -> Decimal | None:
        """The number to compare, if it is one; of a share the percentage."""
        if self.measure in {"clock", "date", "score"} or not self.value:
            return None
        return Decimal(self.value) * (100 if self.unit == SHARE else 1)


def plain(value: Decimal) -> str:
    """A number without zeros at its end: ``2.5``."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
