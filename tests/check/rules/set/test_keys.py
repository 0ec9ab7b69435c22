"""Rules on the keys of a set find planted patterns, and are silent on mixed or small sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from planting import TWO, cases, choice, found, planted, times

from kzquiz.load import Unit

pytestmark = pytest.mark.slow


def tfn(true: int, false: int, silent: int) -> Iterable[dict[str, Any]]:
    """A number of statements with each key."""
    yield from times(true, "tfn-gate")
    yield from times(false, "tfn-repairs")
    yield from times(silent, "tfn-sirens")


def numbers(*keys: str) -> Iterator[dict[str, Any]]:
    """Questions with the options 1, 2 and 3, and these keys."""
    for number, key in enumerate(keys):
        others = [text for text in "123" if text != key]
        yield choice(key, *others) | {"id": f"number-{number}"}


def lengths(longest: int, short: int) -> Iterator[dict[str, Any]]:
    """Questions whose key is the longest option, and some whose key is not."""
    for number in range(longest + short):
        key = "about two hundred people" if number < longest else "about 200"
        yield choice(key, *TWO) | {"id": f"choice-{number}"}


SETS: dict[str, Any] = {
    "ST01": (
        [
            numbers(*"22222222"),
            numbers(*"2222222211"),
            numbers(*"33333331"),
            numbers(*"111111112233"),
            times(8, "choice-request", last="Mayor Ilse Brandt"),
        ],
        [
            numbers(*"12312312"),
            numbers(*"222"),
            numbers(*"1122331"),
            times(20, "choice-request"),
            numbers(*"111222333123"),
        ],
    ),
    "ST02": (
        [tfn(6, 0, 0), tfn(3, 3, 0), tfn(5, 1, 2), tfn(0, 4, 4), tfn(7, 2, 2)],
        [tfn(2, 2, 2), tfn(3, 2, 2), tfn(5, 0, 0), tfn(4, 4, 4), tfn(3, 2, 5)],
    ),
    "ST03": (
        [lengths(8, 0), lengths(5, 3), lengths(6, 4), lengths(11, 9), lengths(8, 6)],
        [
            lengths(2, 6),
            lengths(0, 8),
            lengths(4, 0),
            lengths(4, 6),
            lengths(7, 14),
            lengths(9, 9),
            lengths(7, 6),
        ],
    ),
}


@pytest.mark.parametrize(("code", "questions", "speaks"), cases(SETS))
def test_sets(example: Unit, code: str, questions: Iterable[Any], *, speaks: bool) -> None:
    assert bool(found(planted(example, *questions, alone=True), code)) == speaks
