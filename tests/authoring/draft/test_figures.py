"""The figures of a sentence, in every language that a draft reads."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.authoring.draft.figures import figures
from kzquiz.authoring.draft.words import LANGUAGES
from kzquiz.languages.words import words
from kzquiz.numbers import numbers


def found(language: str, text: str) -> list[str]:
    """Each figure as qualifier, amount and unit."""
    return [
        " ".join(
            (
                f.qualifier,
                f.value or f.word or " to ".join(f.range or ()),
                f.unit or f.measure,
            )
        )
        for f in figures(text, words(language))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 2,500 troops came.", ["about 2500 troops"]),
        ("More than $2.1 billion was lost.", ["more-than 2100000000 $"]),
        ("Nearly 40% of the houses stood.", ["less-than 40 %"]),
        ("It cost two and a half million crowns.", ["exact 2500000 crowns"]),
        ("Dozens were hurt.", ["exact dozens count"]),
        ("Nobody was hurt.", ["exact 0 people"]),
        ("Between 50 and 80 shops closed.", ["exact 50 to 80 shops"]),
        ("Seven in ten drivers struck.", ["exact 0.7 share"]),
        ("Rovers drew 2-2 with United.", ["exact 2-2 score"]),
        ("It began at ten past nine.", ["exact 09:10 clock"]),
        ("They left before 8.30 pm.", ["less-than 20:30 clock"]),
        ("It was built in 1974.", ["exact 1974 year"]),
        ("On 14 September they met.", ["exact 09-14 date"]),
        ("One of them, from School No 7, won the under-21 race.", []),
        ("Nobody talks about 12 boats.", ["exact 12 boats"]),
    ],
)
def test_english_figures(text: str, expected: list[str]) -> None:
    assert found("en", text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Knapp 2,5 Millionen Euro fehlen.", ["less-than 2500000 Euro"]),
        ("de", "Fünfundzwanzig Häuser brannten.", ["exact 25 Häuser"]),
        ("de", "Um halb neun waren rund 1.200 Menschen da.", ["exact 08:30 clock", "about 1200 Menschen"]),
        ("de", "Eine Mehrheit von zwei Dritteln fehlte.", ["exact 0.6667 share"]),
        ("ru", "Более 2,4 тысячи жителей ушли.", ["more-than 2400 жителей"]),
        ("ru", "Сто с лишним человек, шесть-семь тысяч рублей.", ["more-than 100 человек", "exact 6000 to 7000 рублей"]),
        ("ru", "В четверть пятого приехали двое.", ["exact 04:15 clock", "exact 2 count"]),
        ("ru", "Пострадавших нет.", ["exact 0 count"]),
        ("kk", "Шамамен 20 мың адам келді.", ["about 20000 адам"]),
    ],
)  # fmt: skip
def test_figures_in_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert [one.lower() for one in found(language, text)] == [one.lower() for one in expected]


@given(st.integers(0, 999_999), st.sampled_from(["about", "more than", "up to", "at least", ""]))
def test_a_number_is_read_as_the_rules_read_it(value: int, qualifier: str) -> None:
    text = f"They counted {qualifier} {value:,} boats.".replace("  ", " ")
    (rule,) = numbers(text)
    (mine,) = figures(text, words("en"))
    assert (mine.amount, mine.qualifier, mine.unit) == (rule.value, rule.qualifier, "boats")


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_every_figure_has_its_place_in_the_text_and_none_overlap(text: str, language: str) -> None:
    spans = [one.span for one in figures(text, words(language))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
