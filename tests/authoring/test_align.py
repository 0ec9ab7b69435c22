"""Every old paragraph is found in the new text, wherever it went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.authoring.align import NewPlace, align


def words(*texts: str) -> list[tuple[str, ...]]:
    return [tuple(text.split()) for text in texts]


A, B, C = "the gate had failed at night", "boats are on their way today", "repairs take two weeks"


def where(old: list[str], new: list[str]) -> list[tuple[int, ...]]:
    return [place.paragraphs for place in align(words(*old), words(*new))]


@pytest.mark.parametrize(
    ("new", "places"),
    [
        ([A, B, C], [(1,), (2,), (3,)]),
        ([A, C], [(1,), (), (2,)]),
        (["an advertisement", A, B, C], [(2,), (3,), (4,)]),
        ([C, A, B], [(2,), (3,), (1,)]),
        ([A, f"{B} {C}"], [(1,), (2,), (2,)]),
        (["the gate had", "failed at night", B, C], [(1, 2), (3,), (4,)]),
        ([A, "boats are on their way tomorrow", C], [(1,), (2,), (3,)]),
        ([A, "nothing of it is here", C], [(1,), (), (3,)]),
        ([], [(), (), ()]),
    ],
)
def test_a_paragraph_may_move_change_join_divide_or_go(
    new: list[str], places: list[tuple[int, ...]]
) -> None:
    assert where([A, B, C], new) == places


def test_only_a_paragraph_that_is_there_word_for_word_is_the_same() -> None:
    places = align(words(A, B), words(A, f"{B} and tomorrow"))
    assert [place.same for place in places] == [True, False]


def test_equal_paragraphs_keep_their_order() -> None:
    assert where(["*", A, "*", B, "*"], ["*", A, "*", "new", B, "*"]) == [
        (1,), (2,), (3,), (5,), (6,),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 60), unique=True, max_size=12), st.data())
def test_paragraphs_that_were_taken_out_and_put_in_move_no_other_wrongly(
    numbers: list[int], data: st.DataObject
) -> None:
    old = [(f"word{n}", f"and{n}", f"end{n}") for n in numbers]
    kept = [one for one in old if data.draw(st.booleans())]
    new = list(kept)
    for n in range(data.draw(st.integers(0, 3))):
        new.insert(data.draw(st.integers(0, len(new))), (f"new{n}", f"text{n}"))
    expected = [
        NewPlace((new.index(one) + 1,), same=True) if one in kept else NewPlace() for one in old
    ]
    assert list(align(old, new)) == expected
