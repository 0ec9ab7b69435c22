"""The kind ``how-confirmed``: who stands behind a statement, and is it confirmed?"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, model_validator

from kzquiz.kinds.base import Question, Why, matching
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import require_distinct
from kzquiz.kinds.fields import ClaimId, Fields, Prose, Role
from kzquiz.kinds.targets import Ground
from kzquiz.model import Arguable, Item, Prompt, Target

_SEVERAL = ("different-origins", "same-origin")
_TWO = 2
_OTHERS = frozenset({"party", "organisation", "expert", "public"})


class ArguableGround(Fields):
    """A ground that can be argued as well as the key, and the reason for it."""

    key: Ground
    why: Why


class Grounded(Fields):
    """A statement, the claims that it renders, its ground, and others that can be argued."""

    text: Annotated[Prose, Role("statement")]
    claims: Annotated[list[ClaimId], Field(min_length=1)]
    key: Ground
    why: Why | None = None
    arguable: list[ArguableGround] = []

    @model_validator(mode="after")
    def _argued_differ(self) -> Grounded:
        require_distinct(_argued(self), "ground", "arguable", besides=(self.key,))
        return self


class HowConfirmed(Question):
    """Two to six statements, each to be matched with a ground."""

    stem_key: ClassVar[str] = "how-confirmed.stem"

    kind: Literal["how-confirmed"]
    statements: Annotated[list[Grounded], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def _claims_differ(self) -> HowConfirmed:
        require_distinct(
            (statement.claims[0] for statement in self.statements), "first claim", "statements"
        )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Match` of statements with the grounds; a mark for each statement.

        “Others only” is a ground in a unit that has such speakers.
        """
        prompts = tuple(
            Prompt(
                facts.key(statement.claims[0]),
                statement.text,
                statement.key,
                statement.why or "",
                tuple(facts.evidence(claim) for claim in statement.claims),
                tuple(Arguable(answer.key, answer.why) for answer in statement.arguable),
            )
            for statement in self.statements
        )
        several = "-two" if len(facts.sources) <= _TWO else ""
        named = {answer for one in self.statements for answer in (one.key, *_argued(one))}
        others = any(speaker.side in _OTHERS for speaker in facts.speakers.values())
        targets = tuple(
            Target(
                key,
                facts.say(f"ground.{key}{several if key in _SEVERAL else ''}"),
                facts.say("ground.said-unconfirmed-means") if key == "said-unconfirmed" else "",
            )
            for key in get_args(Ground)
            if key != "others-only" or others or key in named
        )
        return self.item(
            facts,
            matching(facts, prompts, targets, "how-confirmed.ask"),
            instruction=facts.say("how-confirmed.instruction"),
            marks=len(prompts),
            minutes=1.0 * len(prompts),
        )


def _argued(statement: Grounded) -> tuple[Ground, ...]:
    return tuple(answer.key for answer in statement.arguable)
