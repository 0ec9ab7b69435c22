"""Every card of the published unit, as the real Anki shows it to a student."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from learner import Learner, shown

from kzquiz import places
from kzquiz.generators import generator
from kzquiz.generators.anki import SHOWS, notes, notetypes
from kzquiz.generators.anki.sides import sides
from kzquiz.model import Options
from kzquiz.quiz.compose import compose, recipes
from kzquiz.quiz.fallback import simplify_all


@pytest.fixture(scope="module")
def cards(kazakhstan, tmp_path_factory):
    """Front, back and fields of all cards by key."""
    (recipe,) = (recipe for recipe in recipes(kazakhstan) if recipe.output == "deck")
    options = Options(templates=(places.bundled("templates"),), now=1_700_000_000)
    apkg, *_ = generator("deck")(compose(kazakhstan, recipe), options)
    learner = Learner(tmp_path_factory.mktemp("learner"))
    learner.take(apkg.data)
    return {
        card.note()["Key"]: SimpleNamespace(
            front=card.question(),
            back=card.answer(),
            note=dict(card.note().items()),
            type=card.note_type()["name"].partition(" (")[0],
        )
        for card in learner.cards()
    }


def words(html: str) -> str:
    return " ".join(shown(html).split())


def test_all_four_note_types_are_used(cards):
    assert {card.type for card in cards.values()} == {
        "kzquiz choice", "kzquiz cloze", "kzquiz difference", "kzquiz prompt",
    }  # fmt: skip


def test_no_side_is_empty_or_carries_left_over_markup_or_needs_a_file(cards):
    for key, card in cards.items():
        for side in (card.front, card.back):
            assert len(words(side).split()) > 5, key
            assert not re.search(r"\{\{|\}\}|<!--|&lt;|&amp;amp;|\bNone\b", side), key
            assert not re.search(
                r"<img|src=|href=|url\(|@import|https?:(?!//www.w3.org/2000/svg)", side
            ), key
            assert not re.search(r"[“‘][^”]*“|\*\w", shown(side)), key


def test_a_front_asks_one_thing(cards):
    for key, card in cards.items():
        asked = words(card.note["Question"])
        assert asked.count("?") <= 1, key
        assert asked.endswith(("?", ".")), key


def test_a_front_gives_no_reason_and_no_proof(cards):
    for key, card in cards.items():
        for field in ("Why", "Evidence", "Notes"):
            assert not card.note[field] or card.note[field] not in card.front, key
        assert "kz-proof" not in re.sub(r"(?s)<style>.*?</style>", "", card.front), key


def test_a_back_tells_the_answer_then_why_then_who_says_so(cards):
    for key, card in cards.items():
        told = [card.note[name] for name in ("Answer", "Why", "Evidence", "Details", "Notes")]
        if card.type == "kzquiz cloze":
            told = told[1:]  # the filled text tells the answer
        at = [card.back.index(html) for html in told if html]
        assert at == sorted(at), key
        back = words(card.back)
        for part in ("Who says so", "Status", "As of", "paragraph"):
            assert part in back, key


def test_a_difference_shows_both_sides_on_both_sides(cards):
    for key, card in cards.items():
        if card.type == "kzquiz difference":
            quotations = re.findall(r"<blockquote>.*?</blockquote>", card.note["Stimulus"])
            assert len(quotations) == 2, key
            assert all(side in card.front and side in card.back for side in quotations), key


def test_a_statement_that_is_not_true_restates_what_is(cards):
    found = 0
    for key, card in cards.items():
        key_told, *restated = re.findall(r"<p[^>]*>(.*?)</p>", card.note["Answer"])
        if key_told in ("False", "Not stated"):
            found += 1
            assert len(restated) == 1, key
            assert "Source" in restated[0], key
    assert found > 5


def test_figures_that_both_sources_give_are_drawn(cards):
    drawn = {key.partition("/")[2] for key, card in cards.items() if "<svg" in card.back}
    assert {"corroborate-troops-number", "corroborate-security-killed"} <= drawn
    for key in drawn:
        assert len(re.findall(r"<title[^>]*>[^<]+</title>", cards[f"kazakhstan-2022/{key}"].back))


def test_the_preview_fills_every_card_as_anki_does(cards, kazakhstan):
    styles = notetypes.card_styles((places.bundled("templates"),), "en")
    (recipe,) = (recipe for recipe in recipes(kazakhstan) if recipe.output == "deck")
    quiz = compose(kazakhstan, recipe)
    filled = [notes.note(quiz, item) for item in simplify_all(quiz.items, SHOWS)[0]]
    assert len(filled) == len(cards)
    for note in filled:
        card = cards[note.key]
        for own, ankis in zip(sides(note, styles[note.type]), (card.front, card.back), strict=True):
            assert own == re.sub(r'\A<style>[^<]*</style>| data-cloze="[^"]*"', "", ankis), note.key
