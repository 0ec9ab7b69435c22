"""The citations of the quiz page: a claim stands once, in its source; answers have its number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from kzquiz.model import Choice, Gap, Match, Order, Table, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kzquiz.model import Evidence, Item, Quiz, Source, SourceCard


class Citation(Struct, frozen=True):
    """A claim that an answer rests on, by its number on the page.

    ``quote`` is set where the answer quotes other words than the source shows; ``language`` is that
    of the source.
    """

    number: int
    quote: str
    language: str


class Piece(Struct, frozen=True):
    """A piece of a paragraph; a claim that is cited has a ``number`` and its ``evidence``.

    An ``aside`` is a claim that is not in the text of the paragraph, such as one on what a source
    does not say.
    """

    text: str
    number: int = 0
    evidence: Evidence | None = None
    aside: bool = False


class Paragraph(Struct, frozen=True):
    """A paragraph of a source; its ``mark`` is its number, or its time code in a recording."""

    mark: str
    pieces: tuple[Piece, ...]


class Reading(Struct, frozen=True):
    """A source with its claims marked; ``source`` is None where the quiz has no card of it.

    ``full``: the paragraphs are the text of the source, as plain text.
    """

    label: str
    source: Source | None
    paragraphs: tuple[Paragraph, ...]
    full: bool = False


class Claims:
    """The claims that answers cite, numbered in the order of the sources."""

    def __init__(self, quiz: Quiz) -> None:
        """Collect, number and place the evidence of every item."""
        quotes: dict[str, Counter[str]] = {}
        found: dict[str, Evidence] = {}
        for item in quiz.items:
            for one in cited(item):
                found.setdefault(one.claim, one)
                quotes.setdefault(one.claim, Counter())[one.quote] += 1
        self._claims = sorted(found.values(), key=lambda claim: (claim.label, claim.paragraph))
        self._quotes = {
            claim: found_quotes.most_common(1)[0][0] for claim, found_quotes in quotes.items()
        }
        self._numbers = {one.claim: place for place, one in enumerate(self._claims, 1)}
        self.readings = tuple(self._readings(quiz.cards))

    def refer(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """Give the citations of an answer, each claim once."""
        found = {}
        for one in evidence:
            own = one.quote if one.quote != self._quotes[one.claim] else ""
            found[one.claim, own] = Citation(self._numbers[one.claim], own, one.language)
        return tuple(found.values())

    def _readings(self, cards: tuple[SourceCard, ...]) -> Iterator[Reading]:
        for card in cards:
            source = card.source
            texts = dict(card.paragraphs)
            marks = {place: source.at(place) or str(place) for place in texts}
            paragraphs = self._paragraphs(source.id, texts, marks)
            yield Reading(source.label, source, paragraphs, card.full)
        known = {card.source.id for card in cards}
        others = {claim.source: claim.label for claim in self._claims}
        for source_id, label in others.items():
            if source_id not in known:
                yield Reading(label, None, self._paragraphs(source_id, {}, {}))

    def _paragraphs(
        self, source: str, texts: Mapping[int, str], marks: Mapping[int, str]
    ) -> tuple[Paragraph, ...]:
        marks = dict(marks)
        here: dict[int, list[Evidence]] = {place: [] for place in texts}
        for claim in self._claims:
            if claim.source == source:
                here.setdefault(claim.paragraph, []).append(claim)
                marks[claim.paragraph] = claim.mark
        return tuple(
            Paragraph(marks[place], tuple(self._pieces(texts.get(place, ""), here[place])))
            for place in sorted(here)
        )

    def _pieces(self, text: str, claims: Iterable[Evidence]) -> Iterator[Piece]:
        """Cut a paragraph at the claims in it. Claims that overlap or are not in it come last."""
        places = sorted(((text.find(claim.says), claim) for claim in claims), key=lambda at: at[0])
        asides = []
        start = 0
        for at, claim in places:
            if at < start:
                asides.append(self._piece(claim, aside=True))
                continue
            yield from _plain(text[start:at])
            yield self._piece(claim)
            start = at + len(claim.says)
        yield from _plain(text[start:])
        yield from asides

    def _piece(self, claim: Evidence, *, aside: bool = False) -> Piece:
        evidence = replace(claim, quote=self._quotes[claim.claim])
        return Piece(claim.says, self._numbers[claim.claim], evidence, aside)


def cited(item: Item) -> Iterator[Evidence]:
    """Give all evidence of an item, with that of its prompts, steps and rows."""
    yield from item.evidence
    match item.shape:
        case Match(prompts=holders) | Order(steps=holders) | Table(rows=holders):
            for holder in holders:
                yield from holder.evidence
        case Choice() | Gap() | Text():
            pass
        case _:
            assert_never(item.shape)


def _plain(text: str) -> Iterator[Piece]:
    if text.strip():
        yield Piece(text.strip())
