"""The model of a claim's figure, which reads numbers as sources print them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from kzquiz import model
from kzquiz.figures import figure_advice, figure_in
from kzquiz.kinds.field_errors import field_error
from kzquiz.kinds.fields import Fields, Prose, Role, TextType
from kzquiz.model import Qualifier

Record = Annotated[Prose, Role("record")]
# A number as it is printed: 15,000, $2.5 million, 9:30 am. `kzquiz.quantities` reads it.
Quantity = Annotated[str, TextType(pattern=r"^[^\n<>&\"]*[0-9A-Za-z][^\n<>&\"]*$", max_length=60)]


class FigureEntry(Fields):
    """A quantity: one of ``value``, ``range``, ``word``."""

    value: Quantity | None = None
    range: Annotated[list[Quantity], Field(min_length=2, max_length=2)] | None = None
    word: Record | None = None
    qualifier: Qualifier = "exact"
    unit: Record | None = None
    category: Record | None = None
    place: Record | None = None

    @model_validator(mode="after")
    def _is_one_quantity(self) -> FigureEntry:
        if sum(part is not None for part in (self.value, self.range, self.word)) != 1:
            raise field_error(
                "figure",
                "a figure has one of “value”, “range” and “word”",
                "write a number as value, two as range, or a word such as “dozens”",
            )
        self._read()
        return self

    def _read(self) -> tuple[tuple[model.Amount, ...], str, str]:
        """The numbers, their print form and their unit. Raises an error for what is no number."""
        written = self.range or ([self.value] if self.value is not None else [])
        found = [self._number(text, number) for number, text in enumerate(written)]
        values = tuple(value for value, _, _ in found)
        own = {unit for _, _, unit in found if unit}
        if len(own | ({self.unit} if self.unit else set())) > 1:
            raise field_error(
                "two-units",
                f"the figure is in {' and in '.join(sorted(own))}, its “unit” is {self.unit}"
                if self.unit
                else f"the two ends of the range are in {' and in '.join(sorted(own))}",
                "write one unit, with the number or as “unit”",
            )
        if list(values) != sorted(values):
            raise field_error("range-order", "the range begins with the larger number", "swap them")
        unit = next(iter(own), self.unit or "")
        shown = [text or model.in_print(value, unit) for value, text, _ in found]
        as_written = any(text for _, text, _ in found)
        return values, " to ".join(shown) if as_written else "", unit

    def _number(self, text: str, place: int) -> tuple[model.Amount, str, str]:
        found = figure_in(text, self.unit or "")
        if found is None or (self.unit in model.UNCOUNTED and found[2] != self.unit):
            at: tuple[str | int, ...] = ("range", place) if self.range else ("value",)
            what = {"clock": "no clock time", "ratio": "no ratio"}.get(self.unit or "", "no number")
            raise field_error("no-number", f"“{text}” is {what}", figure_advice(text), at)
        return found

    def to_model(self) -> model.Figure:
        """The figure as the outputs use it."""
        values, written, unit = self._read()
        return model.Figure(
            value=values[0] if self.value is not None else None,
            range=(values[0], values[1]) if self.range is not None else None,
            word=self.word or "",
            written=written,
            qualifier=self.qualifier,
            unit=unit,
            category=self.category or "",
            place=self.place or "",
        )
