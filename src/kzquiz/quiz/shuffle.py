"""Shuffles options, statements, steps and questions by hashes of permanent ids, not at random.

The order depends only on the ids of the unit and the question, and on the letter of a version. So
adding, moving or rewording a question does not change the order in any other question.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeGuard, assert_never

from msgspec.structs import replace

from kzquiz.model import Choice, Gap, Item, Match, Option, Order, Section, Shape, Table, Text
from kzquiz.quantities import in_order
from kzquiz.text import to_plain


def shuffled(item: Item, unit: str, letter: str = "") -> Item:
    """An item with its options, targets and steps shuffled; in a version its statements too."""
    seed = "/".join(filter(None, (unit, item.key, letter)))
    shape = _shuffled_shape(item.shape, seed)
    if letter and isinstance(shape, Match):
        order = _permutation(len(shape.prompts), f"{seed}/prompts")
        shape = replace(shape, prompts=tuple(shape.prompts[index] for index in order))
    return item if shape is item.shape else replace(item, shape=shape)


def is_shuffled(shape: Shape) -> bool:
    """Tell whether the options, targets or steps are in an order that only a hash has chosen.

    Options of a scale or in an order that the author keeps, sorted options and the targets of a
    scale are not. Options whose key the author has placed on paper may stand in any order.
    """
    match shape:
        case Choice(options=options):
            return not _is_fixed(shape) and _order(options) is None
        case Match(reuse=reuse):
            return not reuse
        case Order():
            return True
        case Gap() | Table() | Text():
            return False
        case _:
            assert_never(shape)


def variant(sections: Sequence[Section], unit: str, letter: str) -> tuple[Section, ...]:
    """The sections of a version: questions in another order, keys spread over the positions.

    Among questions with the same number of options, each position has the key equally often, as far
    as possible: a key cannot move among sorted numbers, or if it is the ``last`` option.
    """
    seed = f"{unit}/{letter}"
    taken: dict[int, Counter[int]] = defaultdict(Counter)  # number of options → position → keys
    for section in sections:
        for item in section.items:
            if _has_one_key(item.shape) and not _is_free(item.shape):
                taken[len(item.shape.options)][item.shape.options.index(_key(item.shape))] += 1
    return tuple(
        replace(
            section,
            items=tuple(
                _moved(item, f"{seed}/{item.key}", taken)
                for item in sorted(section.items, key=lambda item: _digest(f"{seed}/{item.key}"))
            ),
        )
        for section in sections
    )


def _moved(item: Item, seed: str, taken: dict[int, Counter[int]]) -> Item:
    """An item with its key, if it can move, at the position that has the fewest keys so far."""
    shape = item.shape
    if not _has_one_key(shape) or not _is_free(shape):
        return item
    key = _key(shape)
    others = [option for option in shape.options if option is not key]
    counts = taken[len(shape.options)]
    places = range(sum(not option.last for option in shape.options))
    place = min(places, key=lambda place: (counts[place], _digest(f"{seed}/{place}")))
    counts[place] += 1
    return replace(item, shape=replace(shape, options=(*others[:place], key, *others[place:])))


def _has_one_key(shape: Shape) -> TypeGuard[Choice]:
    return isinstance(shape, Choice) and not _is_fixed(shape) and not shape.multiple


def _is_fixed(shape: Choice) -> bool:
    return shape.fixed or shape.kept == "everywhere"


def _is_free(shape: Choice) -> bool:
    """Whether the key can be at any position."""
    return not _key(shape).last and _order(shape.options) is None


def _key(shape: Choice) -> Option:
    return next(option for option in shape.options if option.correct)


def _digest(seed: str) -> bytes:
    """A SHA-256, as Python's own `hash` and `random` may change from version to version."""
    return sha256(seed.encode()).digest()


def _permutation(count: int, seed: str) -> list[int]:
    return sorted(range(count), key=lambda index: _digest(f"{seed}/{index}"))


def _shuffled_shape(shape: Shape, seed: str) -> Shape:
    match shape:
        case Choice(fixed=True) | Gap() | Table() | Text() | Match(reuse=True):
            return shape
        case Choice(options=options, kept=kept):
            return shape if kept else replace(shape, options=_shuffled_options(options, seed))
        case Match(targets=targets):
            order = _permutation(len(targets), seed)
            return replace(shape, targets=tuple(targets[index] for index in order))
        case Order(steps=steps):
            return replace(shape, shown=_shuffled_steps(len(steps), seed))
        case _:
            assert_never(shape)


def _shuffled_options(options: tuple[Option, ...], seed: str) -> tuple[Option, ...]:
    """Options in printed order: quantities sorted, others shuffled, a ``last`` option last."""
    last = [option for option in options if option.last]
    rest = [option for option in options if not option.last]
    order = _order(rest) or _permutation(len(rest), seed)
    return (*(rest[index] for index in order), *last)


def _order(options: Sequence[Option]) -> list[int] | None:
    """The order of options by their quantities, a ``last`` one aside; None if not certain."""
    return in_order([to_plain(option.text) for option in options if not option.last])


def _shuffled_steps(count: int, seed: str) -> tuple[int, ...]:
    """Indexes of the steps in printed order, which is never the right order."""
    order = _permutation(count, seed)
    if order == sorted(order):
        order = [*order[1:], order[0]]
    return tuple(order)
