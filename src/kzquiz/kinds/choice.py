"""The kind ``choice``: pick the one best answer among three to five options."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kzquiz import model
from kzquiz.kinds.base import Asking, Distractor, Facts, Key
from kzquiz.kinds.fields import Prose, Role, distinct, wrong
from kzquiz.model import Item, Option


class Choice(Asking):
    """A stem, the key, and two to four distractors, each with its role and why it tempts."""

    kind: Literal["choice"]
    key: Key
    distractors: Annotated[list[Distractor], Field(min_length=2, max_length=4)]
    last: Annotated[Prose, Role("record")] | None = None

    @model_validator(mode="after")
    def _options_differ(self) -> Choice:
        texts = [distractor.text for distractor in self.distractors]
        distinct(texts, "distractor", "distractors")
        if self.key in texts:
            raise wrong(
                "twice", "the key is also a distractor", "take it out of the distractors", ("key",)
            )
        if self.last is not None and self.last not in (self.key, *texts):
            raise wrong(
                "unknown-option",
                f"no option reads “{self.last}”",
                "repeat the text of the option that stays last, letter for letter",
                ("last",),
            )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Choice`; `kzquiz.quiz` shuffles its options, or sorts them if they are numbers."""
        options = [Option(self.key, correct=True, why=self.feedback, last=self.key == self.last)]
        options += [
            Option(wrong.text, correct=False, why=wrong.why, last=wrong.text == self.last)
            for wrong in self.distractors
        ]
        return self.item(facts, model.Choice(tuple(options)), instruction="Choose one answer.")
