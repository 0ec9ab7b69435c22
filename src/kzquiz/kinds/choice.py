"""The kind ``choice``: pick the one best answer among three to five options."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kzquiz import model
from kzquiz.kinds.base import ArguableAnswer, Asking, Distractor, Key
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error, require_distinct
from kzquiz.kinds.fields import Prose, Role
from kzquiz.model import Item, Option, Verdict

_MOST_OPTIONS = 5


class Choice(Asking):
    """A stem, the key, and two to four distractors, each with its role and why it tempts.

    ``arguable`` are further options that can be argued, each with its reason.
    """

    kind: Literal["choice"]
    key: Key
    distractors: Annotated[list[Distractor], Field(min_length=2, max_length=4)]
    arguable: list[ArguableAnswer] = []
    last: Annotated[Prose, Role("record")] | None = None
    key_place: Annotated[int, Field(ge=1)] | None = None
    keep_order: bool = False

    @model_validator(mode="after")
    def _options_differ(self) -> Choice:
        texts = [distractor.text for distractor in self.distractors]
        require_distinct(texts, "distractor", "distractors")
        if self.key in texts:
            raise field_error(
                "twice", "the key is also a distractor", "take it out of the distractors", ("key",)
            )
        argued = [answer.text for answer in self.arguable]
        require_distinct(argued, "answer", "arguable", besides=(self.key, *texts))
        if (count := 1 + len(texts) + len(argued)) > _MOST_OPTIONS:
            raise field_error(
                "too-many-options",
                f"there are {count} options, and at most {_MOST_OPTIONS} can be read at a glance",
                "take out distractors",
                ("distractors",),
            )
        if self.last is not None and self.last not in (self.key, *texts, *argued):
            raise field_error(
                "unknown-option",
                f"no option reads “{self.last}”",
                "repeat the text of the option that stays last, letter for letter",
                ("last",),
            )
        if self.key_place is not None and self.key_place > count:
            raise field_error(
                "out-of-range",
                f"there are {count} options, and no place {self.key_place}",
                "write the place of the key among all options, counted from 1",
                ("key_place",),
            )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Choice`; `kzquiz.quiz` shuffles its options, or sorts them if they are numbers.

        With a ``key_place`` they stay as they are on paper, with ``keep_order`` everywhere.
        """
        judged: list[tuple[str, Verdict, str]] = [
            (self.key, "right", self.feedback),
            *((one.text, "arguable", one.why) for one in self.arguable),
            *((one.text, "wrong", one.why) for one in self.distractors),
        ]
        options = [
            Option(text, verdict, why, last=text == self.last) for text, verdict, why in judged
        ]
        options.insert((self.key_place or 1) - 1, options.pop(0))
        kept: Literal["", "paper", "everywhere"] = "paper" if self.key_place else ""
        shape = model.Choice(tuple(options), kept="everywhere" if self.keep_order else kept)
        return self.item(facts, shape, instruction=facts.say("choice.instruction"))
