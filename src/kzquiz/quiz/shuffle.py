"""The order of options, statements, steps and questions: by hashes of permanent ids, no chance.

An order depends on the ids of unit and question alone, and on the letter of a version: adding,
moving or rewording a question leaves every other one as it was.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeGuard, assert_never

from msgspec.structs import replace

from kzquiz.model import Choice, Gap, Item, Match, Option, Order, Section, Shape, Table, Text

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def shuffled(item: Item, unit: str, letter: str = "") -> Item:
    """Present an item's options, targets and steps, and in a version its statements too."""
    seed = "/".join(filter(None, (unit, item.id, letter)))
    shape = _present(item.shape, seed)
    if letter and isinstance(shape, Match):
        order = _permutation(len(shape.prompts), f"{seed}/prompts")
        shape = replace(shape, prompts=tuple(shape.prompts[index] for index in order))
    return item if shape is item.shape else replace(item, shape=shape)


def variant(sections: Sequence[Section], unit: str, letter: str) -> tuple[Section, ...]:
    """Give the questions of each section another order, and spread the keys over the places.

    Of questions with equally many options, each place has the key equally often, as far as the
    keys that cannot move (numbers in order, an option held last) allow it.
    """
    seed = f"{unit}/{letter}"
    taken: dict[int, Counter[int]] = defaultdict(Counter)
    for section in sections:
        for item in section.items:
            if _has_one_key(item.shape) and not _is_free(item.shape):
                taken[len(item.shape.options)][item.shape.options.index(_key(item.shape))] += 1
    return tuple(
        replace(
            section,
            items=tuple(
                _moved(item, f"{seed}/{item.id}", taken)
                for item in sorted(section.items, key=lambda item: _digest(f"{seed}/{item.id}"))
            ),
        )
        for section in sections
    )


def _moved(item: Item, seed: str, taken: dict[int, Counter[int]]) -> Item:
    """Put a key that is free to move where fewest keys are."""
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
    return isinstance(shape, Choice) and not shape.fixed and not shape.multiple


def _is_free(shape: Choice) -> bool:
    return not _key(shape).last and not _are_numbers(shape.options)


def _key(shape: Choice) -> Option:
    return next(option for option in shape.options if option.correct)


def _digest(seed: str) -> bytes:
    """SHA-256, which no Python version changes."""
    return sha256(seed.encode()).digest()


def _permutation(count: int, seed: str) -> list[int]:
    return sorted(range(count), key=lambda index: _digest(f"{seed}/{index}"))


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
        case _:
            assert_never(shape)


def _presented(options: tuple[Option, ...], seed: str) -> tuple[Option, ...]:
    """Numbers ascending, anything else shuffled; what is to stay last stays last."""
    last = [option for option in options if option.last]
    rest = [option for option in options if not option.last]
    if _are_numbers(rest):
        rest.sort(key=lambda option: float(_NUMBER.findall(option.text)[0].replace(",", "")))
    else:
        rest = [rest[index] for index in _permutation(len(rest), seed)]
    return (*rest, *last)


def _are_numbers(options: Sequence[Option]) -> bool:
    """Whether each option, but for one that stays last, has one number in it."""
    found = [_NUMBER.findall(option.text) for option in options if not option.last]
    return all(len(numbers) == 1 for numbers in found)


def _disordered(count: int, seed: str) -> tuple[int, ...]:
    """A permutation that is not the key itself."""
    order = _permutation(count, seed)
    if order == sorted(order):
        order = [*order[1:], order[0]]
    return tuple(order)
