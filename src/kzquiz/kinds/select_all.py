"""The kind ``select-all``: tick every right option."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from kzquiz.kinds.base import Asking, Why
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error, require_distinct
from kzquiz.kinds.fields import Fields, Prose, Role, TextRole
from kzquiz.model import Choice, Item, Option, Verdict

Correct = Literal["true", "false", "arguable"]
_VERDICTS: dict[Correct, Verdict] = {"true": "right", "false": "wrong", "arguable": "arguable"}
_ROLES: dict[Correct, TextRole] = {"true": "key", "false": "distractor", "arguable": "arguable"}


def _as_correct(value: object) -> object:
    words = {"yes": "true", "no": "false"}
    if isinstance(value, bool):
        return "true" if value else "false"
    return words.get(value, value) if isinstance(value, str) else value


class JudgedOption(Fields):
    """An option, whether it is right or can be argued, and why."""

    text: Annotated[Prose, Role("option")]
    correct: Annotated[Correct, BeforeValidator(_as_correct)]
    why: Why

    def role_of(self, field: str) -> TextRole:
        """The role of an option by what is correct; of another text its own."""
        role = super().role_of(field)
        return _ROLES[self.correct] if role == "option" else role


class SelectAll(Asking):
    """A stem and three to six options, at least one of them right."""

    kind: Literal["select-all"]
    options: Annotated[list[JudgedOption], Field(min_length=3, max_length=6)]
    keep_order: bool = False

    @model_validator(mode="after")
    def _options_make_sense(self) -> SelectAll:
        require_distinct((option.text for option in self.options), "option", "options")
        if all(option.correct != "true" for option in self.options):
            raise field_error(
                "no-key", "no option is correct", "set “correct: true” on one or more", ("options",)
            )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Choice` of several options: 1 mark, half a mark if one box is wrong, else none."""
        options = tuple(
            Option(option.text, _VERDICTS[option.correct], option.why) for option in self.options
        )
        return self.item(
            facts,
            Choice(options, multiple=True, kept="everywhere" if self.keep_order else ""),
            instruction=facts.say("select-all.instruction"),
            marking=facts.say("select-all.marking"),
            minutes=1.5,
        )
