"""Numbers in Russian, Kazakh, German and Arabic, with their qualifiers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kzquiz.languages.words import words
from kzquiz.numerals import counting, gives_otherwise, vague_in

READ = [
    ("ru", "Около 2,5 тыс. человек и не менее 18 домов", [("2500", "about"), ("18", "at-least")]),
    ("ru", "двадцать пять машин, более трёхсот людей", [("25", "exact"), ("300", "more-than")]),
    ("ru", "до 40 человек, 12 000 рублей, 350 человек и больше", [
        ("40", "up-to"), ("12000", "exact"), ("350", "at-least"),
    ]),
    ("kk", "шамамен 200 адам, 350 адамнан астам тұрғын, кемінде 18 үй", [
        ("200", "about"), ("350", "more-than"), ("18", "at-least"),
    ]),
    ("kk", "екі жүз елу адам, 40 адамға дейін", [("250", "exact"), ("40", "up-to")]),
    ("de", "etwa 2.500 Menschen, mindestens fünfundzwanzig Häuser, 1,5 Millionen Euro", [
        ("2500", "about"), ("25", "at-least"), ("1500000", "exact"),
    ]),
    ("de", "mehr als zweihundert Leute, bis zu 40 Boote", [("200", "more-than"), ("40", "up-to")]),
    ("ar", "نحو 200 شخص وأكثر من 350 بيتًا وما لا يقل عن 18 قاربًا", [
        ("200", "about"), ("350", "more-than"), ("18", "at-least"),
    ]),
    ("ar", "خمسة وعشرون قاربًا و٤٠ شخصًا على الأقل", [("25", "exact"), ("40", "at-least")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), READ)
def test_a_number_is_read_with_its_qualifier(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    found = [(one.value, one.qualifier) for one in counting(text, words(language))]
    assert found == [(Decimal(value), qualifier) for value, qualifier in expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "7 января 2022 года в 20:10 (абзац 9), школа № 5, в 2021 году, 3-й раз",
        ),
        ("kk", "2022 жылғы 7 қаңтарда сағат 20:10-да, 9-абзац, 3-ші рет"),
        ("de", "am 7. Januar 2022 um 20.10 Uhr (Absatz 9), Linie 5, im Jahr 2021, eine von ihnen"),
        ("ar", "في 7 يناير 2022 الساعة 20:10، الفقرة 9، رقم 5، عام 2021"),
    ],
)
def test_dates_times_names_and_places_count_nothing(language: str, text: str) -> None:
    assert counting(text, words(language)) == ()


@pytest.mark.parametrize(
    ("language", "text", "vague"),
    [
        ("ru", "Десятки жителей ушли.", "десятки"),
        ("kk", "Ондаған тұрғын кетті.", "ондаған"),
        ("de", "Hunderte gingen.", "hunderte"),
        ("ar", "خرج عشرات السكان.", "عشرات"),
    ],
)
def test_a_vague_word_is_no_number(language: str, text: str, vague: str) -> None:
    assert (vague_in(text, words(language)), counting(text, words(language))) == ((vague,), ())


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ru", "Оба насоса стояли.", 2), ("ru", "Никто не пострадал.", 0),
        ("ru", "на 88-й минуте", 88),
        ("kk", "Екеуі де кетті.", 2), ("de", "Beide Pumpen standen.", 2), ("ar", "كلاهما خرج", 2),
    ],
)  # fmt: skip
def test_other_words_give_a_number(language: str, text: str, value: int) -> None:
    assert gives_otherwise(text, Decimal(value), words(language))
    assert not gives_otherwise(text, Decimal(7), words(language))
