"""The kind ``who-said``: match statements with speakers, or order the speakers of a chain."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from kzquiz.kinds.base import Question, Why
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error, require_distinct
from kzquiz.kinds.fields import ClaimId, Fields, Prose, Role, SourceId, SpeakerId
from kzquiz.model import Item, Match, Order, Prompt, Step, Target


class Statement(Fields):
    """A statement without its speaker; the key is the first speaker of ``claim``."""

    text: Annotated[Prose, Role("statement")]
    claim: ClaimId
    why: Why | None = None


class Chain(Fields):
    """A statement without its speakers; the key is the order of the speakers of ``claim``."""

    claim: ClaimId
    text: Annotated[Prose, Role("statement")]


class WhoSaid(Question):
    """Either ``source``, ``statements`` and ``spare`` (speakers who said none), or a ``chain``."""

    stem_key: ClassVar[str] = "who-said.stem"

    kind: Literal["who-said"]
    source: SourceId | None = None
    statements: Annotated[list[Statement], Field(min_length=2, max_length=6)] | None = None
    spare: Annotated[list[SpeakerId], Field(min_length=1, max_length=2)] | None = None
    chain: Chain | None = None

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> WhoSaid:
        if (self.statements is None) == (self.chain is None):
            raise field_error(
                "one-of-two",
                "a who-said question has either “statements” or a “chain”",
                "write one of them",
                ("kind",),
            )
        if self.statements is not None:
            if self.source is None or self.spare is None:
                raise field_error(
                    "missing-key",
                    "statements need “source” and “spare”",
                    "name the source they stand in, and a speaker who said none of them",
                    ("statements",),
                )
            require_distinct(
                (statement.claim for statement in self.statements), "claim", "statements"
            )
        return self

    def lower(self, facts: Facts) -> Item:
        """A `Match` of statements with speakers, or an `Order` of the speakers of a chain.

        A mark for each statement, or for each neighbouring pair of the chain.
        """
        return self._order(facts, self.chain) if self.chain else self._match(facts)

    def _match(self, facts: Facts) -> Item:
        statements = self.statements or []
        keys = [facts.claims[statement.claim].speakers[0] for statement in statements]
        speakers = [facts.speakers[name] for name in dict.fromkeys((*keys, *(self.spare or ())))]
        targets = tuple(Target(speaker.key, speaker.name) for speaker in speakers)
        prompts = tuple(
            Prompt(
                facts.key(statement.claim),
                statement.text,
                facts.speakers[key].key,
                statement.why or "",
                (facts.evidence(statement.claim),),
            )
            for statement, key in zip(statements, keys, strict=True)
        )
        label = facts.sources[self.source or ""].label
        return self.item(
            facts,
            Match(
                prompts,
                targets,
                ask=facts.say("who-said.ask", source=label),
                called=facts.say("match.prompt"),
            ),
            instruction=facts.say("who-said.instruction", source=label),
            marks=len(prompts),
            minutes=0.75 * len(prompts),
        )

    def _order(self, facts: Facts, chain: Chain) -> Item:
        claim = facts.claims[chain.claim]
        source = facts.sources[claim.source]
        evidence = (facts.evidence(chain.claim),)
        speakers = [facts.speakers[name] for name in claim.speakers]
        steps = [Step(speaker.key, speaker.name, "", evidence) for speaker in speakers]
        steps.append(Step(f"source-{source.key}", source.label, "", evidence))
        return self.item(
            facts,
            Order(tuple(steps), ask=facts.say("who-said.chain-ask", source=source.label)),
            stem=self.stem or facts.say("who-said.chain-stem", source=source.label),
            instruction=facts.say("who-said.chain-instruction"),
            stimulus=(facts.reference(chain.claim, chain.text),),
            marks=len(steps) - 1,
            minutes=1.5,
        )
