"""Quizzes of many lengths, from one question to some dozens; the same seed gives the same quiz.

A new kind of question changes only the questions that it takes the place of.
"""

from __future__ import annotations

import random

from msgspec.structs import replace
from picking import pick

from kzquiz.model import Choice, Item, Quiz, Section, Text

WORDS = (
    "the", "report", "names", "nobody", "who", "saw", "it", "while", "both", "sources", "print",
    "other", "numbers", "for", "that", "day",
)  # fmt: skip


def quiz_of_length(whole: Quiz, seed: int) -> Quiz:
    """Choose sections, questions and the length of their texts from a quiz with every kind."""
    dice = random.Random(seed)  # noqa: S311 (to choose, not to hide)
    sections = tuple(
        Section(
            f"Part {part} {_words(dice, 12)}",
            tuple(_item(whole, seed, f"q{part}-{n}") for n in range(dice.randint(1, 6))),
        )
        for part in range(dice.randint(1, 4))
    )
    cards = tuple(
        replace(card, paragraphs=card.paragraphs[: dice.randint(0, len(card.paragraphs))])
        for card in whole.cards
    )
    glossary = whole.glossary[: dice.randint(0, len(whole.glossary))]
    return replace(whole, sections=sections, cards=cards, glossary=glossary)


def _item(whole: Quiz, seed: int, name: str) -> Item:
    dice = random.Random(f"{seed}/{name}")  # noqa: S311 (to choose, not to hide)
    item = pick(whole.items, lambda one: one.id, f"{seed}/{name}")
    shape = item.shape
    match shape:
        case Choice(fixed=False, options=options):
            longer = (replace(one, text=f"{one.text} {_words(dice, 30)}") for one in options)
            shape = replace(shape, options=tuple(longer))
        case Text():
            # Some need more room than a page has.
            shape = replace(shape, lines=dice.choice([1, 3, 8, 20, 20, 60]))
        case _:
            pass
    stem = f"{item.stem} {_words(dice, 60)}"
    feedback = f"{item.feedback} {_words(dice, 120)}"
    return replace(item, id=name, part="", shape=shape, stem=stem, feedback=feedback)


def _words(dice: random.Random, most: int) -> str:
    """Mostly a few words, sometimes many."""
    return " ".join(dice.choices(WORDS, k=int(most * dice.random() ** 3)))
