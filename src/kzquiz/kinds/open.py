"""The kind ``open``: write three to six sentences, marked by a rubric of three levels."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from kzquiz.kinds.base import Asking
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.fields import Fields, Prose, Role
from kzquiz.model import Item, RubricLevel, Text


class LevelText(Fields):
    """What an answer on this level does, and a sample answer."""

    looks_for: Annotated[Prose, Role("rubric")]
    sample: Annotated[Prose, Role("sample")]


class WeakerLevelText(LevelText):
    """A lower level: its sample is a weak answer, and may use words that the author would not."""

    sample: Annotated[Prose, Role("weaker-sample")]


class Rubric(Fields):
    """The three levels with their points: proficient 2, emergent 1, basic 0."""

    proficient: LevelText
    emergent: WeakerLevelText
    basic: WeakerLevelText


class Open(Asking):
    """A stem, a rubric with a sample answer for each level, and room to write."""

    keyed: ClassVar[bool] = False

    kind: Literal["open"]
    rubric: Rubric
    lines: Annotated[int, Field(ge=3, le=20)] = 8

    def lower(self, facts: Facts) -> Item:
        """One `Text` with a rubric; without evidence there is no paragraph to name."""
        levels = (
            (facts.say("rubric.proficient"), 2, self.rubric.proficient),
            (facts.say("rubric.emergent"), 1, self.rubric.emergent),
            (facts.say("rubric.basic"), 0, self.rubric.basic),
        )
        rubric = tuple(
            RubricLevel(name, points, level.looks_for, level.sample)
            for name, points, level in levels
        )
        return self.item(
            facts,
            Text(rubric=rubric, lines=self.lines),
            instruction=facts.say("open.instruction" if self.evidence else "open.alone"),
            marks=2,
            minutes=5.0,
        )
