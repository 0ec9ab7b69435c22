"""The letters of a sheet are as large as its pages allow."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kzquiz.generators import worksheet
from kzquiz.generators.html.fit import LEAST, Fit, fit
from kzquiz.load import Unit
from kzquiz.model import Options, Paper, Quiz
from kzquiz.places import bundled
from kzquiz.quiz.compose import compose, recipes


def composed(unit: Unit, name: str) -> Quiz:
    return compose(unit, next(recipe for recipe in recipes(unit) if recipe.id == name))


def test_a_short_sheet_has_large_letters_and_a_full_one_small(kazakhstan: Unit) -> None:
    assert fit(composed(kazakhstan, "starter"), "a4").asking > 10
    assert fit(composed(kazakhstan, "lesson"), "a4") == Fit(LEAST, LEAST, 3)
    assert fit(composed(kazakhstan, "full"), "a4").asking == LEAST


def test_questions_with_room_have_larger_letters_than_a_text_that_fills_its_page(
    kazakhstan: Unit,
) -> None:
    fitted = fit(composed(kazakhstan, "figures"), "a4")
    assert fitted.asking >= 11 > fitted.reading


def test_pages_to_read_and_pages_of_questions_are_counted(kazakhstan: Unit) -> None:
    quiz = composed(kazakhstan, "lesson")
    alone = fit(replace(quiz, reading="none"), "a4")
    assert (alone.pages, fit(quiz, "a4").pages) == (2, 3)
    longer = replace(quiz, sections=quiz.sections * 4)
    assert fit(longer, "a4").pages == 1 + 8


def test_many_questions_need_more_pages_of_letter_which_is_shorter(kazakhstan: Unit) -> None:
    quiz = composed(kazakhstan, "full")
    assert fit(quiz, "letter").pages > fit(quiz, "a4").pages


def test_text_to_read_that_fills_its_page_makes_the_letters_smaller(kazakhstan: Unit) -> None:
    quiz = composed(kazakhstan, "starter")
    card = quiz.cards[0]
    sizes = []
    for times in range(1, 6):
        longer = replace(card, paragraphs=card.paragraphs * times)
        sizes.append(fit(replace(quiz, cards=(longer, *quiz.cards[1:])), "a4").reading)
    assert sizes[0] > min(sizes) >= LEAST


def test_a_last_page_to_read_that_would_be_nearly_empty_is_filled_by_larger_letters(kazakhstan):
    quiz = composed(kazakhstan, "starter")
    card = quiz.cards[0]
    number, text = card.paragraphs[0]
    sizes = []
    for lines in range(60):
        longer = replace(card, paragraphs=(*card.paragraphs, *((number, text),) * lines))
        sizes.append(fit(replace(quiz, cards=(longer, *quiz.cards[1:])), "a4").reading)
    full = sizes.index(LEAST)  # one page, with no room
    assert max(sizes[full:]) > LEAST


@pytest.mark.parametrize("paper", [Paper(), Paper("letter"), Paper(large_print=18)])
def test_the_size_is_printed_except_in_large_print(kazakhstan: Unit, paper: Paper) -> None:
    quiz = composed(kazakhstan, "starter")
    (sheet,) = worksheet.render(quiz, Options((bundled("templates"),), paper=paper))
    size = paper.large_print or fit(quiz, "a4").asking
    assert f"html {{ font-size: {size}pt; }}" in sheet.data.decode()
