"""The kind ``missing``: name what the sources do not say, or who is not heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from kzquiz.kinds.base import AbsentTerms, Asking, Key, RejectedAnswer
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error
from kzquiz.kinds.fields import AuthoredText, Fields
from kzquiz.model import Item, Rejected, Text


class Point(Fields):
    """Something the sources do not say, and the terms whose absence proves it."""

    text: Key
    absent_terms: AbsentTerms | None = None


class Missing(Asking):
    """A stem, two to eight right points, how many of them to name, and answers that are wrong."""

    keyed: ClassVar[bool] = False

    kind: Literal["missing"]
    points: Annotated[list[Point], Field(min_length=2, max_length=8)]
    reject: list[RejectedAnswer] = []
    asks: Annotated[int, Field(ge=1, le=3)] = 3

    @model_validator(mode="after")
    def _asks_no_more_than_there_are(self) -> Missing:
        if self.asks > len(self.points):
            raise field_error(
                "too-few-points",
                f"{self.asks} points are asked for and {len(self.points)} are given",
                "add points, or ask for fewer",
                ("points",),
            )
        return self

    def asserted(self, texts: Iterable[AuthoredText]) -> Iterator[AuthoredText]:  # noqa: ARG002
        """Nothing: no source says what is missing."""
        yield from ()

    def lower(self, facts: Facts) -> Item:
        """A `Text` with a part for each point asked; a mark for each."""
        shape = Text(
            answers=tuple(point.text for point in self.points),
            reject=tuple(Rejected(answer.text, answer.why) for answer in self.reject),
            lines=self.asks,
            parts=self.asks,
        )
        return self.item(
            facts,
            shape,
            instruction=facts.words.count(self.asks, "name"),
            marking=facts.say("missing.marking"),
            marks=self.asks,
            minutes=1.0 * self.asks,
        )
