"""The kind ``compare``: fill in a table of what the sources say about something."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kzquiz.kinds.base import Asking
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error, require_distinct
from kzquiz.kinds.fields import ClaimId, Fields, Prose, Role
from kzquiz.model import Cell, Claim, Figure, Item, Row, Table
from kzquiz.sentences import led

Column = Literal["figure", "qualifier", "category", "place", "speaker", "as-of"]


def _heading(label: str, source: str) -> str:
    """The heading of a row with the name of its source, which the author may have written."""
    return label if _names(label, source) else f"{label} ({source})"


def _names(label: str, source: str) -> bool:
    return source.casefold() in label.casefold()


class ComparedRow(Fields):
    """A row: its heading, and the claim that fills its cells."""

    label: Annotated[Prose, Role("heading")]
    claim: ClaimId


class Compare(Asking):
    """A row for each claim, a column for each thing asked; the cells in ``given`` are printed."""

    kind: Literal["compare"]
    rows: Annotated[list[ComparedRow], Field(min_length=2, max_length=6)]
    columns: Annotated[list[Column], Field(min_length=1, max_length=5)]
    given: list[Annotated[Prose, Role("record")]] = []

    @model_validator(mode="after")
    def _cells_exist(self) -> Compare:
        require_distinct((row.claim for row in self.rows), "claim", "rows")
        require_distinct(self.columns, "column", "columns")
        cells = {f"{row.claim}.{column}" for row in self.rows for column in self.columns}
        for number, cell in enumerate(self.given):
            if cell not in cells:
                raise field_error(
                    "unknown-cell",
                    f"the table has no cell “{cell}”",
                    "write claim.column, with a claim and a column of this table",
                    ("given", number),
                )
        if set(self.given) == cells:
            raise field_error(
                "no-key", "every cell is given", "leave one or more cells to be asked", ("given",)
            )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Table`, its cells filled from the claims; a mark for each cell that is asked."""
        rows = tuple(
            Row(
                facts.key(row.claim),
                _heading(row.label, facts.sources[facts.claims[row.claim].source].label),
                tuple(self._cell(facts, row, column) for column in self.columns),
                (facts.evidence(row.claim),),
            )
            for row in self.rows
        )
        asked = sum(not cell.given for row in rows for cell in row.cells)
        return self.item(
            facts,
            Table(tuple(facts.say(f"compare.{column}") for column in self.columns), rows),
            instruction=facts.say(
                "compare.instruction-qualifier"
                if "qualifier" in self.columns
                else "compare.instruction"
            ),
            marks=asked,
            minutes=0.5 * asked,
        )

    def _cell(self, facts: Facts, row: ComparedRow, column: Column) -> Cell:
        label = facts.sources[facts.claims[row.claim].source].label
        where = row.label
        if not _names(where, label):
            where = facts.say("compare.in-source", row=where, source=label)
        given = f"{row.claim}.{column}" in self.given
        answer, *accept = self._answers(facts, row.claim, column)
        return Cell(
            id=column,
            answer=answer or facts.say("compare.not-stated"),
            given=given,
            ask=led(where, facts.say(f"compare-ask.{column}")),
            accept=() if given else tuple(accept),
        )

    def _answers(self, facts: Facts, claim_id: str, column: Column) -> tuple[str, ...]:
        """What stands in a cell, empty if nothing is stated, then further right answers."""
        claim = facts.claims[claim_id]
        figure = claim.figure or Figure()
        values: dict[Column, tuple[str, ...]] = {
            "figure": self._amounts(facts, figure),
            "qualifier": _qualifiers(facts, claim),
            "category": (figure.category,),
            "place": (figure.place,),
            "speaker": (facts.speaker(claim_id),),
            "as-of": (claim.as_of,),
        }
        return values[column]

    def _amounts(self, facts: Facts, figure: Figure) -> tuple[str, ...]:
        """The figure with its unit, then without; its qualifier may have a column of its own."""
        forms = (figure.with_unit, figure.printed)
        if "qualifier" in self.columns:
            forms = (figure.amount_with_unit, figure.amount)
        return tuple(dict.fromkeys(form(facts.words) for form in forms))


def _qualifiers(facts: Facts, claim: Claim) -> tuple[str, ...]:
    """The qualifier as the source prints it, as far as the claim quotes it, then its synonyms."""
    if claim.figure is None:
        return ("",)
    name = claim.figure.qualifier
    words = (facts.say(f"qualifier.{name}"), *facts.words.words(f"qualifier-also.{name}"))
    quoted = f" {claim.quote.casefold()} "
    return tuple(sorted(words, key=lambda each: f" {each} " not in quoted))
