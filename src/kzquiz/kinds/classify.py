"""The kind ``classify``: is a statement a reported fact, a claim, a judgement or a prediction?"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, model_validator

from kzquiz.kinds.base import Question, Why, matching
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import require_distinct
from kzquiz.kinds.fields import ClaimId, Fields, Prose, Role
from kzquiz.kinds.targets import Category
from kzquiz.model import Arguable, Item, Prompt, Target


class ArguableCategory(Fields):
    """A category that can be argued as well as the key, and the reason for it."""

    key: Category
    why: Why


class Classified(Fields):
    """A statement, the claim it renders, its category, and others that can be argued."""

    text: Annotated[Prose, Role("statement")]
    claim: ClaimId
    key: Category
    why: Why | None = None
    arguable: list[ArguableCategory] = []

    @model_validator(mode="after")
    def _argued_differ(self) -> Classified:
        argued = (answer.key for answer in self.arguable)
        require_distinct(argued, "category", "arguable", besides=(self.key,))
        return self


class Classify(Question):
    """Two to six statements, each to be put into one of four categories."""

    stem_key: ClassVar[str] = "classify.stem"

    kind: Literal["classify"]
    statements: Annotated[list[Classified], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def _claims_differ(self) -> Classify:
        require_distinct((statement.claim for statement in self.statements), "claim", "statements")
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Match` of statements with the four categories; a mark for each statement."""
        prompts = tuple(
            Prompt(
                facts.key(statement.claim),
                statement.text,
                statement.key,
                statement.why or "",
                (facts.evidence(statement.claim),),
                tuple(Arguable(answer.key, answer.why) for answer in statement.arguable),
            )
            for statement in self.statements
        )
        targets = tuple(
            Target(key, facts.say(f"category.{key}"), facts.say(f"category-means.{key}"))
            for key in get_args(Category)
        )
        return self.item(
            facts,
            matching(facts, prompts, targets, "classify.ask"),
            instruction=facts.say("classify.instruction"),
            marks=len(prompts),
            minutes=0.75 * len(prompts),
        )
