"""The lists of words by which texts are read: each file is sound, and words have their values."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from kzquiz.languages import words as module
from kzquiz.languages.words import knowing, rule_words, words

FOLDER = Path(module.__file__).with_suffix("")
TAGS = knowing("numbers")


@pytest.mark.parametrize("tag", TAGS)
def test_no_list_of_a_file_is_written_twice(tag: str) -> None:
    names = re.findall(r"^(\w+):", (FOLDER / f"{tag}.yaml").read_text("utf-8"), re.MULTILINE)
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag != "en"])
def test_a_language_names_all_days_and_months(tag: str) -> None:
    assert set(words(tag).values("days").values()) == set(map(Decimal, range(7)))
    assert set(words(tag).values("months").values()) == set(map(Decimal, range(1, 13)))
    assert set(words(tag).values("parts").values()) <= set(map(Decimal, range(1, 6)))


def test_a_language_without_a_file_has_no_words() -> None:
    assert rule_words("fr") is None
    assert "fr" not in knowing("days")
