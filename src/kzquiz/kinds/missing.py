"""``missing``: what neither source tells, or whose voice is absent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from kzquiz.kinds.base import AbsentTerms, Asking, Facts, Key
from kzquiz.kinds.fields import AuthoredText, Fields, wrong
from kzquiz.model import Item, Text


class Point(Fields):
    """Something the sources do not tell, and the terms whose absence proves it."""

    text: Key
    absent_terms: AbsentTerms | None = None


class Missing(Asking):
    """A stem, the points that are right, and how many of them are asked for."""

    keyed: ClassVar[bool] = False

    kind: Literal["missing"]
    points: Annotated[list[Point], Field(min_length=2, max_length=6)]
    asks: Annotated[int, Field(ge=1, le=3)] = 3

    @model_validator(mode="after")
    def _asks_no_more_than_there_are(self) -> Missing:
        if self.asks > len(self.points):
            raise wrong(
                "too-few-points",
                f"{self.asks} points are asked for and {len(self.points)} are given",
                "add points, or ask for fewer",
                ("points",),
            )
        return self

    def asserted(self) -> Iterator[AuthoredText]:
        """Nothing: what is missing stands in no source."""
        yield from ()

    def lower(self, facts: Facts) -> Item:
        """One `Text` in several parts; a mark each."""
        shape = Text(
            answers=tuple(point.text for point in self.points), lines=self.asks, parts=self.asks
        )
        return self.item(
            facts,
            shape,
            instruction=f"Name {self.asks}." if self.asks > 1 else "Name one.",
            marking="1 mark for each point that the sources leave out and that matters.",
            marks=self.asks,
            minutes=1.0 * self.asks,
        )
