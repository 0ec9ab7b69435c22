"""The kind ``order``: put three to six events in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kzquiz.kinds.base import Asking
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import require_distinct
from kzquiz.kinds.fields import ClaimId, Fields, Prose, Role
from kzquiz.model import Item, Step
from kzquiz.model import Order as OrderShape

_TWO = 2


class Event(Fields):
    """An event, the claim that it renders, and its time, which the key prints."""

    text: Annotated[Prose, Role("statement")]
    claim: ClaimId
    when: Annotated[Prose, Role("when")] | None = None


class Order(Asking):
    """Three to six events, written in the right order."""

    kind: Literal["order"]
    events: Annotated[list[Event], Field(min_length=3, max_length=6)]

    @model_validator(mode="after")
    def _claims_differ(self) -> Order:
        require_distinct((event.claim for event in self.events), "claim", "events")
        return self

    def lower(self, facts: Facts) -> Item:
        """An `Order`; a mark for each neighbouring pair in the right order."""
        steps = tuple(
            Step(
                facts.key(event.claim), event.text, event.when or "", (facts.evidence(event.claim),)
            )
            for event in self.events
        )
        told = {facts.claims[event.claim].source for event in self.events}
        labels = [one.label for name, one in facts.sources.items() if name in told]
        return self.item(
            facts,
            OrderShape(steps, ask=_ask(labels, facts)),
            instruction=facts.say("order.instruction"),
            marking=facts.say("order.marking"),
            marks=len(steps) - 1,
            minutes=0.5 * len(steps),
        )


def _ask(labels: Sequence[str], facts: Facts) -> str:
    """The question for two events, with the sources that tell of them."""
    if len(labels) == 1:
        return facts.say("order.ask-one", source=labels[0])
    if len(labels) == len(facts.sources):
        return facts.say("order.ask-both" if len(labels) == _TWO else "order.ask-all")
    return facts.say("order.ask-some", sources=facts.words.listed(labels))
