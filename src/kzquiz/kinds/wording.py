"""The kind ``wording``: find the loaded term, say whose word it is, put it in neutral words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import model_validator

from kzquiz.kinds.base import Accepted, Facts, Key, Question
from kzquiz.kinds.fields import AuthoredText, ClaimId, OwnerId, Phrase, Role, field_error
from kzquiz.model import Cell, Item, Reference, Row, Table


class Wording(Question):
    """A phrase of a claim, the loaded term in it, its owner and neutral wordings."""

    stem_default: ClassVar[str] = (
        "Which term is loaded? Whose word is it, or is that open? Put it in neutral words."
    )

    kind: Literal["wording"]
    claim: ClaimId
    phrase: Annotated[Phrase, Role("phrase")]
    term: Annotated[Phrase, Role("term")]
    owner: OwnerId
    neutral: Key
    accept: list[Accepted] = []

    @model_validator(mode="after")
    def _term_is_in_phrase(self) -> Wording:
        if self.term.casefold() not in self.phrase.casefold():
            raise field_error(
                "term-not-in-phrase",
                f"“{self.term}” does not stand in the phrase",
                "copy the term from the phrase, letter for letter",
                ("term",),
            )
        return self

    def asserted(self) -> Iterator[AuthoredText]:
        """Nothing: a neutral wording states no fact."""
        yield from ()

    def lower(self, facts: Facts) -> Item:
        """A `Table` of one row (term, owner, neutral wording); a mark for each cell."""
        owner = "unclear: the text does not say whose word it is"
        if self.owner != "unclear":
            owner = facts.speakers[self.owner].name
        cells = (
            Cell("term", self.term, ask="Which word or phrase is loaded?"),
            Cell("owner", owner, ask="Whose word is it?"),
            Cell(
                "neutral",
                self.neutral,
                ask="How can it be said neutrally?",
                accept=tuple(self.accept),
            ),
        )
        cited = (facts.evidence(self.claim, self.phrase), *self.evidence_in(facts))
        evidence = tuple({entry.claim: entry for entry in reversed(cited)}.values())[::-1]
        row = Row(facts.key(self.claim), "", cells, evidence)
        return self.item(
            facts,
            Table(("Loaded term", "Whose word is it?", "Neutral wording"), (row,)),
            stimulus=(Reference(facts.place(self.claim), self.phrase, quoted=True),),
            evidence=evidence,
            marking="1 mark for the term, 1 for its owner, 1 for neutral words that keep the fact.",
            marks=3,
            minutes=2.0,
        )
