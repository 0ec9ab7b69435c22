"""A unit and a recipe become a quiz: selected, ordered, shuffled. Pure: equal input, equal quiz.

Every shuffle of kzquiz happens here, once, so that sheet, key, page and deck agree. It depends on
the unit's and the question's permanent ids alone: adding, moving or rewording a question leaves
every other one as it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from kzquiz.load import Recipe, Unit
from kzquiz.model import (
    DIFFERENCE_NAMES,
    LEVELS,
    SKILLS,
    Choice,
    Comparison,
    Gap,
    Item,
    Match,
    Option,
    Order,
    Quiz,
    Section,
    Shape,
    SourceCard,
    Table,
    TeacherNote,
    Term,
    Text,
)
from kzquiz.model import Side as ComparedSide

FULL = Recipe("full", "All questions")
DECK = Recipe("deck", "All cards", output="deck")
_ORIGINS = {"same": "One origin", "different": "Different origins", "unclear": "Origin unclear"}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def compose(unit: Unit, recipe: Recipe = FULL) -> Quiz:
    """Make the quiz of a recipe.

    A deck is ordered by level, core first; a sheet keeps the order in which its recipe names the
    questions, and has sections by skill where it names none.
    """
    return _composed(unit, recipe)


# Checks and outputs ask for the same quizzes; made once, they share their items too.
@lru_cache(64)
def _composed(unit: Unit, recipe: Recipe) -> Quiz:
    items = _selected(unit, recipe)
    cited = {evidence.claim for item in items for evidence in item.evidence}
    cards = _source_cards(unit, None if recipe.everything else cited)
    info = unit.info
    return Quiz(
        unit=unit.id,
        name=recipe.id,
        title=info.title,
        heading=recipe.title,
        summary=info.summary,
        language=info.language,
        version=info.version,
        licence=info.licence,
        age=info.age,
        sections=_sections(items, recipe),
        cards=cards,
        glossary=_glossary(unit, items, cards),
        comparisons=tuple(_comparisons(unit, cited)),
        agreements=tuple(_agreements(unit, cited)),
        teacher=TeacherNote(
            info.teacher.lesson,
            info.teacher.expect,
            info.teacher.sensitivity,
            tuple(info.teacher.reading),
        ),
    )


def recipes(unit: Unit) -> tuple[Recipe, ...]:
    """The unit's recipes; everything on one sheet and in one deck, where it has none of its own."""
    own = unit.recipes
    names = {recipe.id for recipe in own}
    decks = [recipe for recipe in own if recipe.output == "deck"] or [DECK]
    sheets = [recipe for recipe in own if recipe.output == "sheet"]
    return (*([] if FULL.id in names else [FULL]), *sheets, *decks)


# --- selecting and ordering ---------------------------------------------------------------------


def _selected(unit: Unit, recipe: Recipe) -> list[Item]:
    shown = _shown(unit)
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


def _sections(items: Sequence[Item], recipe: Recipe) -> tuple[Section, ...]:
    if recipe.output == "deck":
        return _by_level(items)
    if recipe.questions is not None:
        return (Section(recipe.title, tuple(items)),)
    return _by_skill(items)


def _by_skill(items: Iterable[Item]) -> tuple[Section, ...]:
    found = defaultdict(list)
    for item in items:
        found[item.skills[0]].append(item)
    return tuple(
        Section(title, tuple(sorted(found[skill], key=lambda item: LEVELS.index(item.level))))
        for skill, title in SKILLS.items()
        if skill in found
    )


def _by_level(items: Sequence[Item]) -> tuple[Section, ...]:
    groups = ((level, tuple(item for item in items if item.level == level)) for level in LEVELS)
    return tuple(Section(level.capitalize(), group) for level, group in groups if group)


# --- shuffling ----------------------------------------------------------------------------------


def _permutation(count: int, seed: str) -> list[int]:
    """A permutation of ``range(count)``: by SHA-256, which no Python version changes."""
    return sorted(range(count), key=lambda index: sha256(f"{seed}/{index}".encode()).digest())


@lru_cache(1)
def _shown(unit: Unit) -> tuple[Item, ...]:
    """The unit's items, their options, steps and targets in the order presented."""
    return tuple(_shuffled(item, f"{unit.id}/{item.id}") for item in unit.items)


def _shuffled(item: Item, seed: str) -> Item:
    shape = _present(item.shape, seed)
    return item if shape is item.shape else replace(item, shape=shape)


def _present(shape: Shape, seed: str) -> Shape:
    match shape:
        case Choice(fixed=True) | Gap() | Table() | Text() | Match(reuse=True):
            return shape
        case Choice(options=options):
            return replace(shape, options=_presented(options, seed))
        case Match(targets=targets):
            order = _permutation(len(targets), seed)
            return replace(shape, targets=tuple(targets[index] for index in order))
        case Order(steps=steps):
            return replace(shape, shown=_disordered(len(steps), seed))


def _presented(options: tuple[Option, ...], seed: str) -> tuple[Option, ...]:
    """Numbers ascending, anything else shuffled; what is to stay last stays last."""
    last = [option for option in options if option.last]
    rest = [option for option in options if not option.last]
    numbers = [_NUMBER.findall(option.text) for option in rest]
    if all(len(found) == 1 for found in numbers):
        rest.sort(key=lambda option: float(_NUMBER.findall(option.text)[0].replace(",", "")))
    else:
        rest = [rest[index] for index in _permutation(len(rest), seed)]
    return (*rest, *last)


def _disordered(count: int, seed: str) -> tuple[int, ...]:
    """A permutation that is not the key itself."""
    order = _permutation(count, seed)
    if order == sorted(order):
        order = [*order[1:], order[0]]
    return tuple(order)


# --- what stands around the questions -----------------------------------------------------------


def _source_cards(unit: Unit, cited: set[str] | None) -> tuple[SourceCard, ...]:
    """Each source to read from: its claims in the author's words, paragraph by paragraph.

    A recipe that takes some questions gives what those rest on: a lesson's cards fit a page.
    """
    cards = []
    for source in unit.facts.sources.values():
        paragraphs: dict[int, list[str]] = defaultdict(list)
        for claim in unit.facts.claims.values():
            wanted = cited is None or claim.id in cited
            if claim.source == source.id and wanted and not claim.inferred_from:
                paragraphs[claim.paragraph].append(claim.says)
        cards.append(
            SourceCard(source, tuple((n, " ".join(paragraphs[n])) for n in sorted(paragraphs)))
        )
    return tuple(cards)


def _glossary(unit: Unit, items: Iterable[Item], cards: Iterable[SourceCard]) -> tuple[Term, ...]:
    """The terms that a reader of these questions and cards meets, by the alphabet."""
    words = [text for card in cards for _, text in card.paragraphs]
    words += [part for item in items for part in _printed(item)]
    printed = " ".join(words).casefold()
    return tuple(
        Term(entry.term, entry.means, entry.external)
        for entry in sorted(unit.info.glossary, key=lambda entry: entry.term.casefold())
        if any(word in printed for word in _spellings(entry.term))
    )


def _spellings(term: str) -> list[str]:
    """What an entry is looked up by: each part of “a, b”, both forms of “Long Name (LN)”."""
    return [word for word in re.split(r"\s*[,()]\s*", term.casefold()) if word]


def _printed(item: Item) -> Iterable[str]:
    """What a student reads in a question."""
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


def _sides(unit: Unit, claims: Iterable[str]) -> tuple[ComparedSide, ...]:
    facts = unit.facts
    return tuple(
        ComparedSide(facts.sources[claim.source].label, claim.paragraph, claim.says)
        for claim in (facts.claims[name] for name in claims)
    )


def _comparisons(unit: Unit, cited: set[str]) -> Iterable[Comparison]:
    for entry in unit.facts.differences.values():
        if cited.intersection(entry.claims):
            kinds = " · ".join(DIFFERENCE_NAMES[kind] for kind in (entry.kind, *entry.also))
            sides = _sides(unit, entry.claims)
            yield Comparison(entry.topic, kinds, sides, entry.why, entry.settled_by)


def _agreements(unit: Unit, cited: set[str]) -> Iterable[Comparison]:
    for entry in unit.info.agreements:
        if cited.intersection(entry.claims):
            sides = _sides(unit, entry.claims)
            yield Comparison(entry.topic, _ORIGINS[entry.origin], sides, entry.why)
