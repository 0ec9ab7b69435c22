"""The kind ``wording``: find the loaded term, say whose word it is, put it in neutral words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import model_validator

from kzquiz.kinds.base import Accepted, Key, Question, Why
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error, require_distinct
from kzquiz.kinds.fields import AuthoredText, ClaimId, Fields, OwnerId, Phrase, Role
from kzquiz.model import Arguable, Cell, Item, Reference, Row, Table

_COLUMNS = ("term", "owner", "neutral")


class ArguablePart(Fields):
    """Another term or another owner that can be argued, and the reason for it."""

    term: Annotated[Phrase, Role("term")] | None = None
    owner: OwnerId | None = None
    why: Why

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> ArguablePart:
        if (self.term is None) == (self.owner is None):
            raise field_error(
                "one-of-two",
                "an arguable answer is either a “term” or an “owner”",
                "write one of them, and an entry of its own for the other",
            )
        return self


class Wording(Question):
    """A phrase of a claim, the loaded term in it, its owner and neutral wordings."""

    stem_key: ClassVar[str] = "wording.stem"

    kind: Literal["wording"]
    claim: ClaimId
    phrase: Annotated[Phrase, Role("phrase")]
    term: Annotated[Phrase, Role("term")]
    owner: OwnerId
    neutral: Key
    accept: list[Accepted] = []
    arguable: list[ArguablePart] = []

    @model_validator(mode="after")
    def _terms_are_in_phrase(self) -> Wording:
        found: dict[tuple[str | int, ...], str] = {("term",): self.term}
        for number, part in enumerate(self.arguable):
            if part.term is not None:
                found["arguable", number, "term"] = part.term
        for at, term in found.items():
            if term.casefold() not in self.phrase.casefold():
                raise field_error(
                    "term-not-in-phrase",
                    f"“{term}” does not stand in the phrase",
                    "copy the term from the phrase, letter for letter",
                    at,
                )
        return self

    @model_validator(mode="after")
    def _argued_differ(self) -> Wording:
        argued = (part.term or f"owner {part.owner}" for part in self.arguable)
        besides = (self.term, f"owner {self.owner}")
        require_distinct(argued, "answer", "arguable", besides)
        return self

    def asserted(self, texts: Iterable[AuthoredText]) -> Iterator[AuthoredText]:  # noqa: ARG002
        """Nothing: a neutral wording states no fact."""
        yield from ()

    def lower(self, facts: Facts) -> Item:
        """A `Table` of one row (term, owner, neutral wording); a mark for each cell."""
        terms = tuple(Arguable(part.term, part.why) for part in self.arguable if part.term)
        owners = tuple(
            Arguable(_owner(facts, part.owner), part.why) for part in self.arguable if part.owner
        )
        cells = (
            Cell("term", self.term, ask=facts.say("wording.ask-term"), arguable=terms),
            Cell(
                "owner",
                _owner(facts, self.owner),
                ask=facts.say("wording.owner"),
                arguable=owners,
            ),
            Cell(
                "neutral",
                self.neutral,
                ask=facts.say("wording.ask-neutral"),
                accept=tuple(self.accept),
            ),
        )
        cited = (facts.evidence(self.claim, self.phrase), *self.evidence_in(facts))
        evidence = tuple({entry.claim: entry for entry in reversed(cited)}.values())[::-1]
        row = Row(facts.key(self.claim), "", cells, evidence)
        return self.item(
            facts,
            Table(tuple(facts.say(f"wording.{name}") for name in _COLUMNS), (row,)),
            stimulus=(
                Reference(
                    facts.place(self.claim), self.phrase, quoted=True, language=cited[0].language
                ),
            ),
            evidence=evidence,
            marking=facts.say("wording.marking"),
            marks=3,
            minutes=2.0,
        )


def _owner(facts: Facts, owner: str) -> str:
    if owner == "unclear":
        return facts.say("wording.unclear")
    return facts.speakers[owner].name
