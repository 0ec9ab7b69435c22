"""Makes a quiz from a unit and a recipe: selects its items, orders and shuffles them.

This is the only place that shuffles (with `quiz.shuffle`), so that sheet, key, page and deck agree.
Equal input gives an equal quiz.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import assert_never

from msgspec.structs import replace

from kzquiz.evidence.article import paragraphs
from kzquiz.languages import Language
from kzquiz.load import Recipe, Unit
from kzquiz.model import (
    LEVELS,
    SKILLS,
    Choice,
    Comparison,
    Evidence,
    Gap,
    Item,
    Match,
    Moment,
    Order,
    Quiz,
    Section,
    SourceCard,
    Table,
    TeacherNote,
    Term,
    Text,
)
from kzquiz.model import Side as ComparedSide
from kzquiz.quiz.glossary import occurs
from kzquiz.quiz.shuffle import shuffled, variant
from kzquiz.text import to_plain

FULL = Recipe("full", "All questions")
DECK = Recipe("deck", "All cards", output="deck")


def compose(unit: Unit, recipe: Recipe = FULL, letter: str = "") -> Quiz:
    """Make the quiz of a recipe.

    A deck is ordered by level, core first. A sheet has the order in which its recipe names the
    questions; if the recipe names none, it has a section for each skill. With a ``letter`` it is
    that version of the sheet: questions and options in another order, keys spread evenly over the
    positions.
    """
    return _composed(unit, recipe, letter)


# Cached, as rules and outputs need the same quizzes.
@lru_cache(64)
def _composed(unit: Unit, recipe: Recipe, letter: str) -> Quiz:
    unit = _printed_in(unit, recipe.language or unit.info.language)
    items = _selected(unit, recipe, letter)
    sections = _sections(items, recipe, unit.facts.words)
    cited = {evidence.claim for item in items for evidence in item.evidence}
    reading = recipe.sources or ("full" if _all_full(unit) else "cards")
    if reading == "full":
        cards = _full_texts(unit)
    else:
        cards = _source_cards(unit, None if recipe.everything else cited)
    info = unit.info
    return Quiz(
        unit=unit.id,
        identity=unit.identity,
        name=recipe.id,
        title=info.title,
        heading=heading(unit, recipe),
        summary=info.summary,
        language=unit.facts.tag,
        written_in=info.language,
        version=info.version,
        licence=info.licence,
        age=info.age,
        sections=variant(sections, unit.identity, letter) if letter else sections,
        cards=cards,
        glossary=_glossary(unit, items, cards),
        comparisons=tuple(_comparisons(unit, cited)),
        agreements=tuple(_agreements(unit, cited)),
        figures=tuple(_figures(unit, cited)),
        timeline=tuple(_timeline(unit)),
        teacher=TeacherNote(
            info.teacher.lesson,
            info.teacher.expect,
            info.teacher.sensitivity,
            tuple(info.teacher.reading),
        ),
        variant=letter,
        address=info.address or "",
        reading=reading,
    )


@lru_cache(4)
def _printed_in(unit: Unit, tag: str) -> Unit:
    """The unit with the words of a language around its texts."""
    if tag == unit.facts.tag:
        return unit
    facts = replace(unit.facts, tag=tag)
    return replace(unit, facts=facts, items=tuple(one.lower(facts) for one in unit.questions))


def recipes(unit: Unit) -> tuple[Recipe, ...]:
    """The unit's recipes: sheets, then decks.

    Those that it lacks are added: a sheet of all questions (first), and a deck of all cards if the
    unit has no deck.
    """
    own = unit.recipes
    names = {recipe.id for recipe in own}
    decks = [recipe for recipe in own if recipe.output == "deck"] or [DECK]
    sheets = [recipe for recipe in own if recipe.output == "sheet"]
    return (*([] if FULL.id in names else [FULL]), *sheets, *decks)


def heading(unit: Unit, recipe: Recipe) -> str:
    """The printed heading of a recipe; one that every unit has is named in the unit's language."""
    return unit.facts.say(f"recipe.{recipe.id}") if recipe in {FULL, DECK} else recipe.title


# --- selecting and ordering ---------------------------------------------------------------------


def _selected(unit: Unit, recipe: Recipe, letter: str) -> list[Item]:
    shown = _shown(unit, letter)
    if recipe.questions is not None:
        by_id = {item.id: item for item in shown}
        chosen = [by_id[name] for name in recipe.questions]
    else:
        chosen = [
            item
            for item in shown
            if (recipe.skills is None or item.skills[0] in recipe.skills)
            and (recipe.kinds is None or item.kind in recipe.kinds)
            and (recipe.levels is None or item.level in recipe.levels)
        ]
    return chosen[: recipe.at_most]


def _sections(items: Sequence[Item], recipe: Recipe, words: Language) -> tuple[Section, ...]:
    if recipe.output == "deck":
        return _by_level(items, words)
    if recipe.questions is not None:
        return (Section(recipe.title, tuple(items)),)
    return _by_skill(items, words)


def _by_skill(items: Iterable[Item], words: Language) -> tuple[Section, ...]:
    found = defaultdict(list)
    for item in items:
        found[item.skills[0]].append(item)
    return tuple(
        Section(
            words.say(f"skill.{skill}"),
            tuple(sorted(found[skill], key=lambda item: LEVELS.index(item.level))),
        )
        for skill in SKILLS
        if skill in found
    )


def _by_level(items: Sequence[Item], words: Language) -> tuple[Section, ...]:
    groups = ((level, tuple(item for item in items if item.level == level)) for level in LEVELS)
    return tuple(
        Section(words.say(f"level.{level}").capitalize(), group) for level, group in groups if group
    )


@lru_cache(1)
def _shown(unit: Unit, letter: str) -> tuple[Item, ...]:
    """The unit's items with their options, steps and targets shuffled."""
    return tuple(shuffled(item, unit.identity, letter) for item in unit.items)


# --- cards, glossary, overviews, timeline -------------------------------------------------------


def _all_full(unit: Unit) -> bool:
    """Whether every source brings its text."""
    return unit.texts.keys() == unit.facts.sources.keys()


def _full_texts(unit: Unit) -> tuple[SourceCard, ...]:
    """A card for each source, with its text paragraph by paragraph."""
    return tuple(
        SourceCard(source, tuple(enumerate(paragraphs(unit.texts[source.id]), 1)), full=True)
        for source in unit.facts.sources.values()
    )


def _source_cards(unit: Unit, cited: set[str] | None) -> tuple[SourceCard, ...]:
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


def _glossary(unit: Unit, items: Iterable[Item], cards: Iterable[SourceCard]) -> tuple[Term, ...]:
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


def _comparisons(unit: Unit, cited: set[str]) -> Iterable[Comparison]:
    for entry in unit.facts.differences.values():
        if cited.intersection(entry.claims):
            kinds = " · ".join(
                unit.facts.say(f"difference.{kind}") for kind in (entry.kind, *entry.also)
            )
            sides = _sides(unit, entry.claims)
            yield Comparison(entry.topic, kinds, sides, entry.why, entry.settled_by)


def _agreements(unit: Unit, cited: set[str]) -> Iterable[Comparison]:
    for entry in unit.info.agreements:
        if cited.intersection(entry.claims):
            sides = _sides(unit, entry.claims)
            yield Comparison(
                entry.topic, unit.facts.say(f"origin.{entry.origin}"), sides, entry.why
            )


def _figures(unit: Unit, cited: set[str]) -> Iterable[tuple[Evidence, ...]]:
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


def _timeline(unit: Unit) -> Iterable[Moment]:
    """All events of the unit: without the others, the cited ones make no sense."""
    facts = unit.facts
    for event in unit.info.timeline:
        claims = tuple(dict.fromkeys((*event.claims, *event.inferred_from)))
        # A source that only gives the date does not report the event.
        reporting = {facts.claims[name].source for name in event.claims or event.inferred_from}
        labels = tuple(source.label for name, source in facts.sources.items() if name in reporting)
        inferred = bool(event.inferred_from)
        yield Moment(to_plain(event.when), to_plain(event.what), labels, claims, inferred)
