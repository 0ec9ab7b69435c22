"""What a sheet has beside its questions: source cards, glossary, comparisons, timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import assert_never

from kzquiz.evidence.article import paragraphs
from kzquiz.load import Unit
from kzquiz.model import (
    Choice,
    Comparison,
    Evidence,
    Gap,
    Item,
    Match,
    Moment,
    Order,
    SourceCard,
    Table,
    Term,
    Text,
)
from kzquiz.model import Side as ComparedSide
from kzquiz.quiz.glossary import occurs
from kzquiz.text import to_plain


def full_texts(unit: Unit) -> tuple[SourceCard, ...]:
    """A card for each source, with its text paragraph by paragraph."""
    return tuple(
        SourceCard(source, tuple(enumerate(paragraphs(unit.texts[source.id]), 1)), full=True)
        for source in unit.facts.sources.values()
    )


def source_cards(unit: Unit, cited: set[str] | None) -> tuple[SourceCard, ...]:
    """A card for each source: its claims in the author's words, paragraph by paragraph.

    ``cited`` are the ids of the claims to print, None for all. A sheet with a selection of the
    questions prints only the claims they cite, so that the cards fit a page.
    """
    cards = []
    for source in unit.facts.sources.values():
        retold: dict[int, list[str]] = defaultdict(list)
        for claim in unit.facts.claims.values():
            wanted = cited is None or claim.id in cited
            if claim.source == source.id and wanted and not claim.inferred_from:
                retold[claim.paragraph].append(claim.says)
        cards.append(SourceCard(source, tuple((n, " ".join(retold[n])) for n in sorted(retold))))
    return tuple(cards)


def glossary(unit: Unit, items: Iterable[Item], cards: Iterable[SourceCard]) -> tuple[Term, ...]:
    """The terms of the glossary that these questions and cards use, in alphabetical order."""
    words = [text for card in cards for _, text in card.paragraphs]
    words += [part for item in items for part in _printed(item)]
    printed = " ".join(map(to_plain, words))
    return tuple(
        Term(entry.term, entry.means, entry.external)
        for entry in sorted(unit.info.glossary, key=lambda entry: entry.term.casefold())
        if occurs(entry.term, printed)
    )


def _printed(item: Item) -> Iterable[str]:
    """The texts of a question that a learner reads before answering."""
    yield item.stem
    yield from (reference.text for reference in item.stimulus)
    match item.shape:
        case Choice(options=options):
            yield from (option.text for option in options)
        case Match(prompts=prompts, targets=targets):
            yield from (prompt.text for prompt in prompts)
            yield from (target.text for target in targets)
        case Order(steps=steps):
            yield from (step.text for step in steps)
        case Gap(pieces=pieces):
            yield from (piece for piece in pieces if isinstance(piece, str))
        case Table(rows=rows):
            yield from (row.label for row in rows)
            yield from (cell.answer for row in rows for cell in row.cells if cell.given)
        case Text():
            pass
        case _:
            assert_never(item.shape)


def _sides(unit: Unit, claims: Iterable[str]) -> tuple[ComparedSide, ...]:
    facts = unit.facts
    found = (facts.evidence(name) for name in claims)
    return tuple(ComparedSide(claim.label, claim.place, claim.says) for claim in found)


def comparisons(unit: Unit, cited: set[str]) -> Iterable[Comparison]:
    """The differences between cited claims, side by side."""
    for entry in unit.facts.differences.values():
        if cited.intersection(entry.claims):
            kinds = " · ".join(
                unit.facts.say(f"difference.{kind}") for kind in (entry.kind, *entry.also)
            )
            sides = _sides(unit, entry.claims)
            yield Comparison(entry.topic, kinds, sides, entry.why, entry.settled_by)


def agreements(unit: Unit, cited: set[str]) -> Iterable[Comparison]:
    """What the sources say alike in cited claims, and where it comes from."""
    for entry in unit.info.agreements:
        if cited.intersection(entry.claims):
            sides = _sides(unit, entry.claims)
            yield Comparison(
                entry.topic, unit.facts.say(f"origin.{entry.origin}"), sides, entry.why
            )


def figures(unit: Unit, cited: set[str]) -> Iterable[tuple[Evidence, ...]]:
    """Groups of cited figures to compare: of one category, or of one difference."""
    compared = defaultdict(set)
    for entry in unit.facts.differences.values():
        for name in entry.claims:
            compared[name].add(entry.id)
    claims = unit.facts.claims
    groups: list[tuple[set[tuple[str, str]], set[str]]] = []
    for name, claim in claims.items():
        figure = claim.figure
        if figure is None or not figure.category or name not in cited:
            continue
        # Figures of different units (people, years) are never compared, not even in a difference.
        links = {(link, figure.unit) for link in (figure.category, *compared[name])}
        members = {name}
        for group in [group for group in groups if group[0] & links]:
            groups.remove(group)
            links |= group[0]
            members |= group[1]
        groups.append((links, members))
    for _, members in groups:
        if len(members) > 1:
            yield tuple(unit.facts.evidence(name) for name in claims if name in members)


def timeline(unit: Unit) -> Iterable[Moment]:
    """All events of the unit: without the others, the cited ones make no sense."""
    facts = unit.facts
    for event in unit.info.timeline:
        claims = tuple(dict.fromkeys((*event.claims, *event.inferred_from)))
        # A source that only gives the date does not report the event.
        reporting = {facts.claims[name].source for name in event.claims or event.inferred_from}
        labels = tuple(source.label for name, source in facts.sources.items() if name in reporting)
        inferred = bool(event.inferred_from)
        yield Moment(to_plain(event.when), to_plain(event.what), labels, claims, inferred)
