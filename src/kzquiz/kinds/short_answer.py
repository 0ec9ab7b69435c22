"""The kind ``short-answer``: write at most fifteen words."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from kzquiz.kinds.base import Accepted, ArguableAnswer, Asking, Key, RejectedAnswer
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error, require_distinct
from kzquiz.model import Arguable, Item, Rejected, Text

_MOST_WORDS = 15


class ShortAnswer(Asking):
    """A stem, the key, other accepted answers; arguable and rejected answers with the reason."""

    kind: Literal["short-answer"]
    key: Key
    accept: list[Accepted] = []
    arguable: list[ArguableAnswer] = []
    reject: list[RejectedAnswer] = []

    @model_validator(mode="after")
    def _is_short(self) -> ShortAnswer:
        if (words := len(self.key.split())) > _MOST_WORDS:
            raise field_error(
                "long-key",
                f"the key has {words} words; a short answer has at most {_MOST_WORDS}",
                "shorten it, or make the question an “open” one",
                ("key",),
            )
        argued = (answer.text for answer in self.arguable)
        require_distinct(argued, "answer", "arguable", besides=(self.key, *self.accept))
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Text` of one line; 1 mark."""
        shape = Text(
            answers=(self.key, *self.accept),
            arguable=tuple(Arguable(answer.text, answer.why) for answer in self.arguable),
            reject=tuple(Rejected(answer.text, answer.why) for answer in self.reject),
        )
        return self.item(
            facts, shape, instruction=facts.words.count(_MOST_WORDS, "words-at-most"), minutes=1.5
        )
