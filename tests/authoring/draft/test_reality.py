"""Articles as they come: signs, encodings, noise, languages, and texts that are no news."""

from __future__ import annotations

import pytest

from kzquiz.authoring.draft.claims import ArticleText, Draft, draft
from kzquiz.authoring.intake import take

NOISE = """<!doctype html><html><head><title>Ten hurt | The Lode Post</title></head><body>
<nav><a href=/>Home</a> <a>News</a></nav><div>We use cookies. Accept all</div><article>
<h1>Ten hurt in blast</h1><p>By Ana Reyes</p>
<p>Ten people were hurt in a blast at a bakery in Lode on Friday, police said.</p>
<p>Advertisement: ovens by Moe</p><p>&ldquo;The windows flew out,&rdquo; said Per Holm, a neighbour.</p>
<p>The bakery on Friday. Archive photo</p><p>From the archive: last year's fires</p></article>
<footer>© 2031 The Lode Post. All rights reserved</footer></body></html>"""
RUSSIAN = (
    "В Лоде затонули три катера, сообщила в понедельник береговая охрана.\n\n"
    "«Рации не было, – рассказал капитан порта Пётр Ильин. – Мы искали всю ночь». "
    "Это не удалось подтвердить."
)
KAZAKH = (
    "Лоде маңында үш қайық батып кетті, деп хабарлады жағалау қызметі.\n\n"
    "«Оларда рация болған жоқ», – деді порт капитаны Нұрлан Сейітов.\n\n"
    "Полицияның мәліметінше, бес адам құтқарылды және ауруханада жатыр."
)
GERMAN = (
    "Vor Lode sind am Montag drei Boote gesunken, teilte die Küstenwache mit.\n\n"
    "„Sie hatten kein Funkgerät“, sagte Hafenmeister Peter Holm. Das ließ sich nicht überprüfen."
)


def drafted(*texts: str | bytes, encoding: str = "") -> Draft:
    datas = [text if isinstance(text, bytes) else text.encode() for text in texts]
    blocks = [take(data, encoding).blocks for data in datas]
    return draft([ArticleText(name, found) for name, found in zip("abcd", blocks, strict=False)])


def told(made: Draft) -> list[tuple[str, str]]:
    """The first speaker of each statement, and the statement."""
    return [(one.speakers[0] if one.speakers else "", one.text) for one in made.claims]


@pytest.mark.parametrize(
    "text",
    [
        "“It was dark,” said Per Holm, a diver.",
        '"It was dark," said Per Holm, a diver.',
        "‘It was dark,’ said Per Holm, a diver.",
        "«It was dark», said Per Holm, a diver.",
        "„It was dark“, said Per Holm, a diver.",
    ],
)
def test_quotation_marks_of_any_form_are_speech(text: str) -> None:
    (claim,) = drafted(f"The coastguard came to the town on Monday.\n\n{text}").claims[1:]
    assert claim.speakers == ("per-holm",)
    assert claim.text[1:12] == "It was dark"


def test_a_text_in_an_old_encoding_is_read_as_any_other() -> None:
    text = "The mayor said that “about 40 houses” were flooded – more than ever."
    assert drafted(text.encode("cp1252"), encoding="windows-1252") == drafted(text)


def test_the_page_around_an_article_gives_no_claim() -> None:
    assert told(drafted(NOISE)) == [
        ("", "Ten hurt in blast"),
        ("police", "Ten people were hurt in a blast at a bakery in Lode on Friday"),
        ("per-holm", "“The windows flew out,”"),
    ]


def test_russian_kazakh_and_german_are_read_side_by_side() -> None:
    made = drafted(RUSSIAN, KAZAKH, GERMAN)
    assert [(one.source, *one.speakers[:1]) for one in made.claims] == [
        ("a", "beregovaya-okhrana"),
        ("a", "petr-ilin"),
        ("a", "petr-ilin"),
        ("a",),
        ("b", "zhagalau-kyzmeti"),
        ("b", "nurlan-seyitov"),
        ("b", "politsiya"),
        ("c", "kustenwache"),
        ("c", "peter-holm"),
        ("c",),
    ]
    assert [one.caveat for one in made.claims].count(True) == 2
    boats = [one.figures[0].value for one in made.claims if one.text.startswith(("В ", "Л", "Vor"))]
    assert boats == ["3", "3", "3"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The evening is a slow sea.\n\nNo one has come to the door.\n\nThe lamp is low.", 0),
        ("Peel 6 apples and cut them.\n\nStir well.\n\nServe it with the cream.", 1),
    ],
)
def test_a_text_that_is_no_news_gives_few_claims_and_says_why(text: str, claims: int) -> None:
    made = drafted(text)
    assert len(made.claims) == claims
    assert "may be no news report" in made.notes[0]


def test_a_language_that_is_not_read_is_not_taken_for_english() -> None:
    text = "La ville a annoncé hier que trois bateaux ont coulé près du port, a dit le maire."
    assert "its language is none" in drafted(text).notes[0]
