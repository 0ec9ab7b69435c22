"""The kind ``difference``: name the kind of difference between two claims, with a reason."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kzquiz.kinds.base import Facts, Question
from kzquiz.kinds.fields import ClaimId, DifferenceId
from kzquiz.model import (
    DIFFERENCE_EXAMPLES,
    DIFFERENCE_MEANINGS,
    DIFFERENCE_NAMES,
    Choice,
    DifferenceKind,
    Item,
    Option,
    Verdict,
)
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
                name,
                *judged.get(kind, ("wrong", "")),
                means=DIFFERENCE_MEANINGS[kind],
                example=DIFFERENCE_EXAMPLES[kind],
            )
            for kind, name in DIFFERENCE_NAMES.items()
        )
        shown = "two paragraphs" if len(claims) == _TWO else "paragraphs"
        marking = f"1 mark for the kind, 1 for a reason that names what the {shown} say."
        if difference.reject:
            marking += " Not accepted: " + " ".join(difference.reject)
        quotes = {entry.claim: entry.quote or "" for entry in self.evidence}
        evidence = tuple(
            facts.evidence(claim, quotes.get(claim, ""))
            for claim in dict.fromkeys((*claims, *difference.claims, *quotes))
        )
        return self.item(
            facts,
            Choice(options, fixed=True, reason="Reason"),
            stem=self.stem or led(difference.topic, "what kind of difference?"),
            instruction="Tick one kind and give your reason.",
            stimulus=tuple(facts.reference(claim) for claim in claims),
            evidence=evidence,
            restated=f"{DIFFERENCE_NAMES[difference.kind]}. {difference.why}",
            marking=marking,
            marks=2,
            minutes=2.0,
        )
