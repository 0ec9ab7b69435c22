"""The kind ``select-all``: tick every right option."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kzquiz.kinds.base import Asking, Facts, Why
from kzquiz.kinds.fields import Fields, Prose, Role, TextRole, field_error, require_distinct
from kzquiz.model import Choice, Item, Option


class JudgedOption(Fields):
    """An option, whether it is right, and why."""

    text: Annotated[Prose, Role("option")]
    correct: bool
    why: Why

    def role_of(self, field: str) -> TextRole:
        """``key`` for a right option, ``distractor`` for a wrong one."""
        role = super().role_of(field)
        return role if role != "option" else "key" if self.correct else "distractor"


class SelectAll(Asking):
    """A stem and three to six options, at least one of them right."""

    kind: Literal["select-all"]
    options: Annotated[list[JudgedOption], Field(min_length=3, max_length=6)]
    keep_order: bool = False

    @model_validator(mode="after")
    def _options_make_sense(self) -> SelectAll:
        require_distinct((option.text for option in self.options), "option", "options")
        if not any(option.correct for option in self.options):
            raise field_error(
                "no-key", "no option is correct", "set “correct: true” on one or more", ("options",)
            )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Choice` of several options: 1 mark, half a mark if one box is wrong, else none."""
        options = tuple(Option(option.text, option.correct, option.why) for option in self.options)
        return self.item(
            facts,
            Choice(options, multiple=True, fixed=self.keep_order),
            instruction="Tick every answer that is right: one or more.",
            marking="1 mark if every box is right, half a mark if one is wrong, otherwise none.",
            minutes=1.5,
        )
