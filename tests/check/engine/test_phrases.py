"""A list of phrases finds what the plain expression for the same phrases finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.check.engine.phrases import having, phrases

LIST = phrases("nobody never bodies", "under no (?:rule|law)s?", "(?-i:gore)", then="(?! again)")
PLAIN = re.compile(
    r"\b(?:under no (?:rule|law)s?|(?-i:gore)|nobody|never|bodies)\b(?! again)", re.IGNORECASE
)
WORDS = st.sampled_from(
    ["Nobody", "never", "no", "bodies", "under", "UNDER", "law", "laws", "gore", "Gore", "again",
     "body", "nobody’s", "never-ending", "_never", "never2", "(bodies)", "12", "ſ", "İ", "no laws"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=8), st.sampled_from([" ", "  ", "-", "'", ", "]))
def test_the_same_is_found_as_with_one_plain_expression(words: list[str], between: str) -> None:
    text = between.join(words)
    assert [m.span() for m in LIST.finditer(text)] == [m.span() for m in PLAIN.finditer(text)]
    first, plain = LIST.search(text), PLAIN.search(text)
    assert (first and first.span()) == (plain and plain.span())


@given(st.lists(WORDS, max_size=8))
def test_an_expression_with_a_list_of_words_finds_what_it_finds_alone(words: list[str]) -> None:
    text = " ".join(words)
    listed = having("never nobody", r"(?<!under )\b(?:never|nobody)\b")
    plain = re.compile(r"(?<!under )\b(?:never|nobody)\b", re.IGNORECASE)
    assert [m.span() for m in listed.finditer(text)] == [m.span() for m in plain.finditer(text)]


@pytest.mark.parametrize("phrase", ["(?:all|any) of them", r"\w+ again", ""])
def test_a_phrase_without_a_plain_first_word_is_an_error_and_is_not_left_out(phrase: str) -> None:
    with pytest.raises(ValueError, match="must begin with a whole word in plain letters"):
        phrases("never", phrase)
