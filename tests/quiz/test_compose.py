"""A unit and a recipe always make the same quiz; shuffles are stable and fair."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from kzquiz.load import Recipe, Unit
from kzquiz.model import Choice, Item, Match, Option, Order, Quiz
from kzquiz.quiz.compose import compose, recipes
from kzquiz.quiz.shuffle import is_shuffled


def choices(unit: Unit, count: int) -> Unit:
    """A unit of ``count`` copies of one choice question under other ids."""
    (item,) = (item for item in unit.items if item.id == "choice-request")
    return replace(unit, items=tuple(replace(item, id=f"q{n}") for n in range(count)))


def item(quiz: Quiz, name: str) -> Item:
    return next(item for item in quiz.items if item.id == name)


def test_composing_twice_gives_the_same_quiz(example: Unit) -> None:
    assert compose(example) == compose(example)


def test_a_hundred_seeds_are_stable_and_spread_the_key_over_the_positions(example: Unit) -> None:
    unit = choices(example, 100)
    positions: Counter[int] = Counter()
    for one, again in zip(compose(unit).items, compose(unit).items, strict=True):
        assert isinstance(one.shape, Choice)
        assert one == again
        assert one.shape.options[-1].last
        positions[[option.correct for option in one.shape.options].index(True)] += 1
    # Four places are shuffled and the last is fixed; a fair shuffle gives each at least 15 of 100.
    assert set(positions) == {0, 1, 2, 3}
    assert min(positions.values()) >= 15


def test_the_order_of_a_question_does_not_depend_on_the_others_or_on_its_words(
    example: Unit,
) -> None:
    def order(unit: Unit) -> list[bool]:
        shape = item(compose(unit), "choice-request").shape
        assert isinstance(shape, Choice)
        return [option.correct for option in shape.options]

    reworded = tuple(
        replace(
            each,
            stem="Reworded?",
            shape=replace(
                each.shape, options=tuple(replace(o, text=o.text + "!") for o in each.shape.options)
            ),
        )
        if isinstance(each.shape, Choice) and each.id == "choice-request"
        else each
        for each in reversed(example.items[:5])
    )
    assert order(replace(example, items=reworded)) == order(example)


def test_numbers_stand_in_ascending_order(example: Unit) -> None:
    shape = item(compose(example), "choice-left").shape
    assert isinstance(shape, Choice)
    assert [option.text for option in shape.options] == ["about 12", "about 200", "more than 350"]


def test_thousands_are_numbers_and_words_are_not(example: Unit) -> None:
    (each,) = (each for each in example.items if each.id == "choice-left")
    texts = ["3,000", "18", "about 2,500"]
    shape = Choice(tuple(Option(text, "right" if text == "18" else "wrong") for text in texts))
    composed = compose(replace(example, items=(replace(each, shape=shape),)))
    options = composed.items[0].shape
    assert isinstance(options, Choice)
    assert [option.text for option in options.options] == ["18", "about 2,500", "3,000"]


@pytest.mark.parametrize("more", [{}, {"keep_order": True}])
def test_options_that_keep_their_order_are_neither_sorted_nor_shuffled(
    more: dict[str, bool], example: Unit
) -> None:
    (each,) = (each for each in example.questions if each.id == "choice-left")
    kept = each.model_copy(update={"key_place": 2} | more)
    written = [kept.distractors[0].text, kept.key, *(d.text for d in kept.distractors[1:])]
    composed = compose(replace(example, items=(kept.lower(example.facts),)))
    shape = composed.items[0].shape
    assert isinstance(shape, Choice)
    assert [option.text for option in shape.options] == written
    assert [option.correct for option in shape.options].index(True) == 1


def test_a_key_that_is_placed_on_paper_moves_in_the_quiz_and_an_order_that_is_kept_does_not(
    example: Unit,
) -> None:
    (each,) = (each for each in example.questions if each.id == "choice-request")
    for keys, moves in (
        ({}, True),
        ({"key_place": 2}, True),
        ({"key_place": 2, "keep_order": True}, False),
        ({"keep_order": True}, False),
    ):
        item = each.model_copy(update=keys).lower(example.facts)
        assert is_shuffled(compose(replace(example, items=(item,))).items[0].shape) is moves


def test_steps_are_never_presented_in_the_right_order(example: Unit) -> None:
    (each,) = (each for each in example.items if each.id == "order-flood")
    unit = replace(example, items=tuple(replace(each, id=f"q{n}") for n in range(100)))
    for one in compose(unit).items:
        assert isinstance(one.shape, Order)
        assert sorted(one.shape.shown) == [0, 1, 2]
        assert one.shape.shown != (0, 1, 2)


def test_grids_keep_the_order_of_their_columns(example: Unit) -> None:
    shape = item(compose(example), "classify-flood").shape
    assert isinstance(shape, Match)
    assert [target.id for target in shape.targets] == [
        "reported-fact",
        "claim",
        "judgement",
        "prediction",
    ]


def test_sheets_are_ordered_by_skill_and_decks_from_core_to_challenge(example: Unit) -> None:
    sheet = compose(example)
    assert [section.title for section in sheet.sections][:2] == ["Read closely", "Who says so?"]
    deck = compose(example, Recipe("deck", "Cards", output="deck"))
    assert [section.title for section in deck.sections] == ["Core", "Stretch", "Challenge"]
    assert sorted(each.id for each in sheet.items) == sorted(each.id for each in deck.items)


def test_a_recipe_selects_by_skill_kind_level_and_number(example: Unit) -> None:
    figures = compose(example, Recipe("f", "Figures", skills=("figures",)))
    assert {each.skills[0] for each in figures.items} == {"figures"}
    core = compose(
        example, Recipe("c", "Core choices", kinds=("choice",), levels=("core",), at_most=1)
    )
    assert [each.id for each in core.items] == ["choice-request"]
    named = compose(example, Recipe("n", "Named", questions=("tfn-gate", "choice-left")))
    assert {each.id for each in named.items} == {"tfn-gate", "choice-left"}


def test_a_unit_without_recipes_makes_one_sheet_and_one_deck_of_everything(example: Unit) -> None:
    assert [(recipe.id, recipe.output) for recipe in recipes(example)] == [
        ("full", "sheet"),
        ("deck", "deck"),
    ]


def test_a_recipe_that_names_its_questions_keeps_their_order(example: Unit) -> None:
    names = ("wording-crowd", "choice-left", "tfn-gate")
    (section,) = compose(example, Recipe("n", "Named", questions=names)).sections
    assert (section.title, tuple(each.id for each in section.items)) == ("Named", names)


def test_the_glossary_has_the_terms_a_reader_of_the_sheet_meets(example: Unit) -> None:
    terms = [term.term for term in compose(example).glossary]
    assert terms == ["sluice gate", "water board"]
    recipe = Recipe("n", "Named", questions=("choice-left",))
    assert [term.term for term in compose(example, recipe).glossary] == []


def test_a_recipe_gives_the_claims_to_read_that_its_questions_rest_on(example: Unit) -> None:
    first, second = compose(example, Recipe("n", "Named", questions=("choice-left",))).cards
    assert [number for number, _ in first.paragraphs] == [1]
    assert second.paragraphs == ()


def test_source_cards_tell_every_paragraph_in_the_authors_words(example: Unit) -> None:
    first, second = compose(example).cards
    assert [number for number, _ in first.paragraphs] == [1, 2, 3, 4, 5]
    assert [number for number, _ in second.paragraphs] == [1, 2, 3, 4, 5, 6, 7]


# --- versions -----------------------------------------------------------------------------------


def key_places(quiz: Quiz) -> Counter[int]:
    """The position of the key in each question with four options."""
    return Counter(
        [option.correct for option in each.shape.options].index(True)
        for each in quiz.items
        if isinstance(each.shape, Choice) and len(each.shape.options) == 4
    )


def test_versions_have_the_same_questions_in_other_orders(kazakhstan: Unit) -> None:
    plain, a, b = (compose(kazakhstan, letter=letter) for letter in ("", "A", "B"))
    assert (plain.variant, a.variant, b.variant) == ("", "A", "B")
    assert compose(kazakhstan, letter="A") == a
    for one, other in ((plain, a), (a, b)):
        for mine, theirs in zip(one.sections, other.sections, strict=True):
            names = [each.id for each in mine.items]
            assert names != [each.id for each in theirs.items]
            assert sorted(names) == sorted(each.id for each in theirs.items)
    pairs = [(item(a, each.id), item(b, each.id)) for each in a.items]
    assert any(one.shape != other.shape for one, other in pairs)
    assert all(one.marks == other.marks for one, other in pairs)


def test_in_a_version_the_keys_are_spread_evenly_over_the_places(example: Unit) -> None:
    (each,) = (each for each in example.items if each.id == "choice-request")
    shape = Choice(
        tuple(
            Option(text, "right" if text == "ash" else "wrong")
            for text in ("ash", "oak", "elm", "fir")
        )
    )
    items = tuple(replace(each, id=f"q{n}", shape=shape) for n in range(42))
    for letter in "ABCD":
        places = key_places(compose(replace(example, items=items), letter=letter))
        assert sorted(places.values()) == [10, 10, 11, 11]


def test_a_version_keeps_numbers_in_order_and_what_is_to_stay_last(kazakhstan: Unit) -> None:
    plain, a = compose(kazakhstan), compose(kazakhstan, letter="A")
    held = 0
    for each in plain.items:
        other = item(a, each.id).shape
        if isinstance(each.shape, Choice) and isinstance(other, Choice):
            assert [option.last for option in each.shape.options] == [o.last for o in other.options]
            numbers = all(option.text.split()[-1].isdigit() for option in each.shape.options)
            if each.shape.fixed or numbers:
                held += 1
                assert each.shape.options == other.options
    assert held
