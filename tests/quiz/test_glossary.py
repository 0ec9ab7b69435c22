"""A sheet prints the terms of the glossary that it uses."""

from __future__ import annotations

import pytest

from kzquiz.quiz.glossary import occurs


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("United Nations (UN)", "The UN has not checked this."),
        ("United Nations (UN)", "the united\nnations"),
        ("detained, arrested", "Two were Arrested."),
        ("militant", "The militants left."),
        ("Ilse Brandt", "Mayor Brandt asked for boats."),
        ("Ilse Brandt", "Brandt’s boats came late."),
        ("Kassym-Jomart Tokayev", "the view of Mr. Tokayev"),
    ],
)
def test_a_term_is_found_as_whole_words_and_a_person_by_the_surname(term: str, text: str) -> None:
    assert occurs(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("United Nations (UN)", "It was unchecked, and uncounted."),
        ("rage", "the garage, outrage"),
        ("Soviet Union", "the European Union"),
        ("state of emergency", "an emergency"),
        ("Ned Price", "at any price"),
        ("Ilse Brandt", "the Brandtstrasse"),
    ],
)
def test_a_part_of_a_word_or_of_another_name_is_no_term(term: str, text: str) -> None:
    assert not occurs(term, text)
