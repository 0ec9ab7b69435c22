"""The kind ``choice``: pick the one best answer among three to five options."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kzquiz import model
from kzquiz.kinds.base import Asking, Distractor, Facts, Key
from kzquiz.kinds.fields import Prose, Role, field_error, require_distinct
from kzquiz.model import Item, Option


class Choice(Asking):
    """A stem, the key, and two to four distractors, each with its role and why it tempts."""

    kind: Literal["choice"]
    key: Key
    distractors: Annotated[list[Distractor], Field(min_length=2, max_length=4)]
    last: Annotated[Prose, Role("record")] | None = None
    key_place: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _options_differ(self) -> Choice:
        texts = [distractor.text for distractor in self.distractors]
        require_distinct(texts, "distractor", "distractors")
        if self.key in texts:
            raise field_error(
                "twice", "the key is also a distractor", "take it out of the distractors", ("key",)
            )
        if self.last is not None and self.last not in (self.key, *texts):
            raise field_error(
                "unknown-option",
                f"no option reads “{self.last}”",
                "repeat the text of the option that stays last, letter for letter",
                ("last",),
            )
        if self.key_place is not None and self.key_place > len(self.distractors) + 1:
            raise field_error(
                "out-of-range",
                f"there are {len(self.distractors) + 1} options, and no place {self.key_place}",
                "write the place of the key among all options, counted from 1",
                ("key_place",),
            )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Choice`; `kzquiz.quiz` shuffles its options, or sorts them if they are numbers.

        With a ``key_place`` they stay as they are.
        """
        options = [Option(self.key, correct=True, why=self.feedback, last=self.key == self.last)]
        options += [
            Option(one.text, correct=False, why=one.why, last=one.text == self.last)
            for one in self.distractors
        ]
        if self.key_place is not None:
            options.insert(self.key_place - 1, options.pop(0))
        shape = model.Choice(tuple(options), fixed=self.key_place is not None)
        return self.item(facts, shape, instruction="Choose one answer.")
