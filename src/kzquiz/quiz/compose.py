"""Makes a quiz from a unit and a recipe: selects its items, orders and shuffles them.

This is the only place that shuffles (with `quiz.shuffle`), so that sheet, key, page and deck agree.
Equal input gives an equal quiz.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from kzquiz.languages import Language
from kzquiz.load import Recipe, Unit
from kzquiz.model import (
    LEVELS,
    SKILLS,
    Item,
    Quiz,
    Section,
    TeacherNote,
)
from kzquiz.quiz.overviews import (
    agreements,
    comparisons,
    figures,
    full_texts,
    glossary,
    source_cards,
    timeline,
)
from kzquiz.quiz.shuffle import shuffled, variant

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
        cards = full_texts(unit)
    else:
        cards = source_cards(unit, None if recipe.everything else cited)
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
        glossary=glossary(unit, items, cards),
        comparisons=tuple(comparisons(unit, cited)),
        agreements=tuple(agreements(unit, cited)),
        figures=tuple(figures(unit, cited)),
        timeline=tuple(timeline(unit)),
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


def _all_full(unit: Unit) -> bool:
    """Whether every source brings its text."""
    return unit.texts.keys() == unit.facts.sources.keys()
