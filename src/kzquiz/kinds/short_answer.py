"""The kind ``short-answer``: write at most fifteen words."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from kzquiz.kinds.base import Accepted, Asking, Facts, Key, RejectedAnswer
from kzquiz.kinds.fields import wrong
from kzquiz.model import Item, Rejected, Text

_MOST_WORDS = 15


class ShortAnswer(Asking):
    """A stem, the key, other accepted answers, and rejected answers with the reason."""

    kind: Literal["short-answer"]
    key: Key
    accept: list[Accepted] = []
    reject: list[RejectedAnswer] = []

    @model_validator(mode="after")
    def _is_short(self) -> ShortAnswer:
        if (words := len(self.key.split())) > _MOST_WORDS:
            raise wrong(
                "long-key",
                f"the key has {words} words; a short answer has at most {_MOST_WORDS}",
                "shorten it, or make the question an “open” one",
                ("key",),
            )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Text` of one line; 1 mark."""
        shape = Text(
            answers=(self.key, *self.accept),
            reject=tuple(Rejected(answer.text, answer.why) for answer in self.reject),
        )
        return self.item(
            facts, shape, instruction=f"Answer in at most {_MOST_WORDS} words.", minutes=1.5
        )
