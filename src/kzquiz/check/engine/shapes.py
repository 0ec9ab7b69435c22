"""What rules ask about an answer shape: a new shape is answered for here."""

from __future__ import annotations

from collections.abc import Collection
from typing import assert_never

from kzquiz.model import Choice, Gap, Match, Option, Order, Shape, Table, Text


def asks_one_thing(shape: Shape) -> bool:
    """Whether there is one thing to answer, not several to tick, match, order or fill in."""
    match shape:
        case Choice(multiple=several):
            return not several
        case Gap() | Text():
            return True
        case Match() | Order() | Table():
            return False
        case _:
            assert_never(shape)


def has_one_answer(shape: Shape) -> bool:
    """Whether one thing as a whole is right: a fact, or an order of several things."""
    match shape:
        case Order():
            return True
        case Choice() | Gap() | Match() | Table() | Text():
            return asks_one_thing(shape)
        case _:
            assert_never(shape)


def asks_by_stem(shape: Shape) -> bool:
    """Whether the stem says all that is asked, and no text to complete or statement below it."""
    match shape:
        case Choice() | Text():
            return True
        case Gap() | Match() | Order() | Table():
            return False
        case _:
            assert_never(shape)


def has_statements(shape: Shape) -> bool:
    """Whether statements, events or rows of its own stand below the stem."""
    match shape:
        case Match() | Order() | Table():
            return True
        case Choice() | Gap() | Text():
            return False
        case _:
            assert_never(shape)


def shows_wrong_answers(shape: Shape) -> bool:
    """Whether wrong answers are printed for a learner to read."""
    match shape:
        case Choice():
            return True
        case Gap() | Match() | Order() | Table() | Text():
            return False
        case _:
            assert_never(shape)


def options_of(shape: Shape) -> tuple[Option, ...]:
    """The options that are printed to choose from, right and wrong ones; none for other shapes."""
    match shape:
        case Choice(options=options):
            return options
        case Gap() | Match() | Order() | Table() | Text():
            return ()
        case _:
            assert_never(shape)


def is_scale(shape: Shape) -> bool:
    """Whether its options are a scale, the same in every question: true, false, not stated."""
    match shape:
        case Choice(fixed=fixed):
            return fixed
        case Gap() | Match() | Order() | Table() | Text():
            return False
        case _:
            assert_never(shape)


def keeps_order(shape: Shape) -> bool:
    """Whether its options stay in the author's order somewhere, and are never sorted there."""
    match shape:
        case Choice(fixed=fixed, kept=kept):
            return fixed or bool(kept)
        case Gap() | Match() | Order() | Table() | Text():
            return False
        case _:
            assert_never(shape)


def asks_for_one_of(shape: Shape, ids: Collection[str]) -> bool:
    """Whether something with one of these ids (a speaker) is to be matched or put in order."""
    match shape:
        case Match(targets=asked) | Order(steps=asked):
            return any(one.id in ids for one in asked)
        case Choice() | Gap() | Table() | Text():
            return False
        case _:
            assert_never(shape)
