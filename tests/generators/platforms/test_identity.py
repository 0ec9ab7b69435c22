"""The names of questions on platforms are permanent and fit every format."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from kzquiz.generators.platforms.identity import identity, quiz_identity
from kzquiz.load import Unit
from kzquiz.quiz.compose import compose
from kzquiz.quiz.fallback import simplify_all

NAME = re.compile(r"[a-z][a-z0-9.-]{0,99}")


def test_a_name_comes_from_unit_question_and_part_and_no_text(example: Unit) -> None:
    quiz = compose(example)
    item = replace(quiz.items[0], part="a1-left", stem="Another?")
    assert identity(quiz, item) == "kzquiz.example.tfn-gate.a1-left"
    assert identity(quiz, replace(item, id="new-name", was="tfn-gate")) == identity(quiz, item)


@pytest.mark.parametrize("length", [1, 40, 86, 100])
def test_every_name_fits_and_no_two_are_the_same(example: Unit, length: int) -> None:
    quiz = replace(compose(example), identity="u" * length)
    pieces, _ = simplify_all(quiz.items, frozenset({"choice", "text"}))
    items = [replace(item, id=f"{item.id}-{'x' * length}"[:100]) for item in pieces]
    names = [identity(quiz, item) for item in items] + [quiz_identity(quiz)]
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(name) for name in names)
