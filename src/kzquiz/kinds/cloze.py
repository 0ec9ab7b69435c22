"""The kind ``cloze``: fill in a qualifier, a speaker or another word that matters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from msgspec.structs import replace
from pydantic import model_validator

from kzquiz.kinds.base import Question
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error
from kzquiz.kinds.fields import AuthoredText, Path, Prose, Role
from kzquiz.model import BLANK, Blank, Gap, Item

# [[word]]; single brackets inside it are text if they match: [[a [sic]]].
_DELETION = re.compile(r"\[\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\]")
_MOST = 2


class Cloze(Question):
    """A ``text`` with one or two ``[[deletions]]``; ``[[a|b]]``: b is accepted as well as a."""

    stem_key: ClassVar[str] = "cloze.stem"

    kind: Literal["cloze"]
    text: Annotated[Prose, Role("statement")]

    @model_validator(mode="after")
    def _has_deletions(self) -> Cloze:
        found = _DELETION.findall(self.text)
        rest = _DELETION.sub("", self.text)
        if rest.count("[") != rest.count("]") or "[[" in rest or "]]" in rest:
            raise field_error(
                "bad-deletion",
                "the brackets of a deletion do not match",
                "begin it with “[[”, end it with “]]”; in it, close each “[” with “]”",
                ("text",),
            )
        if not 1 <= len(found) <= _MOST:
            raise field_error(
                "bad-deletion",
                f"a cloze has one or two deletions; this one has {len(found)}",
                "write each as [[word]], further accepted answers after a bar: [[about|around]]",
                ("text",),
            )
        if not all(answer.strip() for deletion in found for answer in deletion.split("|")):
            raise field_error(
                "bad-deletion", "a deletion is empty", "write the word to be left out", ("text",)
            )
        return self

    def texts(self, at: Path = ()) -> Iterator[AuthoredText]:
        """The text with ``____`` for each deletion, then each key with its accepted answers."""
        here = (*at, "text")
        for text in super().texts(at):
            if text.at != here:
                yield text
                continue
            yield replace(text, text=_DELETION.sub(BLANK, self.text))
            for deletion in _DELETION.findall(self.text):
                key, *accept = (word.strip() for word in deletion.split("|"))
                yield AuthoredText(key, "key", here)
                yield from (AuthoredText(word, "accept", here) for word in accept)

    def asserted(self, texts: Iterable[AuthoredText]) -> Iterator[AuthoredText]:  # noqa: ARG002
        """The text with its keys filled in."""
        filled = _DELETION.sub(lambda found: found[1].partition("|")[0], self.text)
        yield AuthoredText(filled, "statement", ("text",))

    def lower(self, facts: Facts) -> Item:
        """A `Gap`; a mark for each blank."""
        pieces: list[str | Blank] = []
        for index, piece in enumerate(_DELETION.split(self.text)):
            if index % 2:
                answer, *accept = (word.strip() for word in piece.split("|"))
                pieces.append(Blank(f"blank-{index // 2 + 1}", answer, tuple(accept)))
            elif piece:
                pieces.append(piece)
        marks = sum(isinstance(piece, Blank) for piece in pieces)
        return self.item(facts, Gap(tuple(pieces)), marks=marks)
