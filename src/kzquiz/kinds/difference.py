"""The kind ``difference``: name the kind of difference between two claims, with a reason."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kzquiz.kinds.base import Question
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.fields import ClaimId, DifferenceId
from kzquiz.model import DIFFERENCES, Choice, DifferenceKind, Item, Option, Verdict
from kzquiz.sentences import led

_TWO = 2


class Difference(Question):
    """A difference of the unit, and which of its claims to show; the first two by default."""

    kind: Literal["difference"]
    difference: DifferenceId
    claims: Annotated[list[ClaimId], Field(min_length=2, max_length=4)] | None = None

    def lower(self, facts: Facts) -> Item:
        """A `Choice` of the six kinds of difference, with a line for the reason.

        The key is the kind that the unit gives, and its ``also`` can be argued; 1 mark for the
        kind, 1 for the reason.
        """
        difference = facts.differences[self.difference]
        claims = self.claims or difference.claims[:2]
        judged: dict[DifferenceKind, tuple[Verdict, str]] = {
            kind: ("arguable", why or difference.why) for kind, why in difference.also.items()
        }
        judged[difference.kind] = ("right", self.feedback)
        options = tuple(
            Option(
                facts.say(f"difference.{kind}"),
                *judged.get(kind, ("wrong", "")),
                means=facts.say(f"difference-means.{kind}"),
                example=facts.say(f"difference-example.{kind}"),
            )
            for kind in DIFFERENCES
        )
        marking = facts.say("differing.marking-two" if len(claims) == _TWO else "differing.marking")
        if difference.reject:
            marking += " " + facts.say("differing.rejected", readings=" ".join(difference.reject))
        quotes = {entry.claim: entry.quote or "" for entry in self.evidence}
        evidence = tuple(
            facts.evidence(claim, quotes.get(claim, ""))
            for claim in dict.fromkeys((*claims, *difference.claims, *quotes))
        )
        return self.item(
            facts,
            Choice(options, fixed=True, reason=facts.say("differing.reason")),
            stem=self.stem or led(difference.topic, facts.say("differing.ask")),
            instruction=facts.say("differing.instruction"),
            stimulus=tuple(facts.reference(claim) for claim in claims),
            evidence=evidence,
            restated=f"{facts.say(f'difference.{difference.kind}')}. {difference.why}",
            marking=marking,
            marks=2,
            minutes=2.0,
        )
