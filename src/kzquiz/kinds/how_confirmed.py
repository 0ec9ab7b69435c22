"""The kind ``how-confirmed``: who stands behind a statement, and is it confirmed?"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from kzquiz.kinds.base import Facts, Question, Why
from kzquiz.kinds.fields import ClaimId, Fields, Prose, Role, require_distinct
from kzquiz.model import Arguable, Item, Match, Prompt, Target

Ground = Literal[
    "different-origins",
    "same-origin",
    "officials-only",
    "witnesses-only",
    "newsroom-only",
    "said-unconfirmed",
]
_NAMES: dict[Ground, str] = {
    "different-origins": "Both newsrooms, different origins",
    "same-origin": "Both newsrooms, one origin",
    "officials-only": "Officials only",
    "witnesses-only": "Witnesses only",
    "newsroom-only": "The newsroom, naming nobody",
    "said-unconfirmed": "The source says: not confirmed",
}


# A claim of officials can also be marked as unconfirmed. This decides which ground counts.
_RULE = " Where a source itself says that confirmation was missing, choose that."


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
        argued = (answer.key for answer in self.arguable)
        require_distinct(argued, "ground", "arguable", besides=(self.key,))
        return self


class HowConfirmed(Question):
    """Two to six statements, each to be matched with one of six grounds."""

    stem_default: ClassVar[str] = "What stands behind each statement?" + _RULE

    kind: Literal["how-confirmed"]
    statements: Annotated[list[Grounded], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def _claims_differ(self) -> HowConfirmed:
        require_distinct(
            (statement.claims[0] for statement in self.statements), "first claim", "statements"
        )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Match` of statements with the six grounds; a mark for each statement."""
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
        targets = tuple(Target(key, name) for key, name in _NAMES.items())
        return self.item(
            facts,
            Match(prompts, targets, ask="What stands behind this statement?" + _RULE, reuse=True),
            instruction="Tick one box in each row.",
            marks=len(prompts),
            minutes=1.0 * len(prompts),
        )
