"""The script for Google Forms, run by node with a small FormApp."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_unit import ROOT
from hostile_unit import HOSTILE
from msgspec.structs import replace
from platform_questions import UNITS, citation, many, read_any, reference_text, shown
from platform_tables import google_form

from kzquiz.generators.platforms.forms import PLATFORM, render
from kzquiz.generators.platforms.platform import carry
from kzquiz.model import Choice, Item, Option, Options, Quiz
from kzquiz.quiz.compose import compose

OPTIONS = Options((ROOT / "templates",))
KINDS = {"MultipleChoiceItem", "CheckboxItem", "TextItem", "ParagraphTextItem"}


def made(quiz: Quiz, folder: Path) -> list[dict]:
    script, _ = render(quiz, OPTIONS)
    return google_form(script.data, folder)


def compare(quiz: Quiz, folder: Path) -> None:
    """Fail where the form lacks a question, an option, a key, marks or a reason."""
    items = carry(quiz, PLATFORM).items
    found = [one for one in made(quiz, folder) if one["kind"] in KINDS]
    assert len(items) == len(found)
    for item, one in zip(items, found, strict=True):
        assert one["Title"] == shown(item.stem)
        assert one["Points"] == item.marks
        assert all(reference_text(each, item) in shown(one["HelpText"]) for each in item.stimulus)
        if isinstance(item.shape, Choice):
            many_right = item.shape.multiple
            assert one["kind"] == ("CheckboxItem" if many_right else "MultipleChoiceItem")
            assert [(each["text"], each["right"]) for each in one["Choices"]] == [
                (shown(option.text), option.correct) for option in item.shape.options
            ]
            assert one["FeedbackForCorrect"] == one["FeedbackForIncorrect"]
            told = one["FeedbackForCorrect"]["text"]
            whys = [option.why for option in item.shape.options]
        else:
            told = one["GeneralFeedback"]["text"]
            whys = [*item.shape.answers, *(each.looks_for for each in item.shape.rubric)]
        told = shown(told)
        assert shown(item.feedback) in told
        assert [why for why in whys if shown(why) not in told] == []
        assert all(citation(each, item) in told for each in item.evidence)


def test_the_form_has_every_question_with_key_marks_and_reasons(quiz, tmp_path) -> None:
    compare(quiz, tmp_path)
    form, *others = made(quiz, tmp_path)
    assert form["IsQuiz"] is True
    assert [one["Title"] for one in others[:2]] == ["Source A", "Source B"]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_whole_units_are_forms_with_every_question(unit, tmp_path) -> None:
    compare(compose(read_any(unit)), tmp_path)


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_thousand_questions_arrive_in_any_script(quiz, language, tmp_path) -> None:
    compare(many(quiz, 1000, language), tmp_path)


def asks(item: Item, text: str, other: str) -> Item:
    options = (Option(f"{text} a", "right"), Option(other, "wrong"))
    return replace(item, stem=f"{text} b", stimulus=(), shape=Choice(options), feedback=text)


def test_hostile_texts_are_data_of_the_script(quiz, tmp_path) -> None:
    texts = [text.strip() for text in HOSTILE if "*" not in text]
    items = tuple(asks(quiz.items[0], text, f"other {n}") for n, text in enumerate(texts))
    hostile = replace(quiz, sections=(replace(quiz.sections[0], items=items),), title=texts[0])
    found = [one for one in made(hostile, tmp_path) if one["kind"] in KINDS]
    assert [one["Title"] for one in found] == [shown(f"{text} b") for text in texts]


def test_options_that_read_alike_are_left_out_with_their_reason(quiz, tmp_path) -> None:
    item = asks(quiz.items[0], "same", "same a")
    doubled = replace(quiz, sections=(replace(quiz.sections[0], items=(item,)),))
    assert not [one for one in made(doubled, tmp_path) if one["kind"] in KINDS]
    _, report = render(doubled, OPTIONS)
    assert "two of its options read alike" in report.data.decode()


def test_the_same_quiz_gives_the_same_bytes(quiz) -> None:
    assert [one.data for one in render(quiz, OPTIONS)] == [
        one.data for one in render(quiz, OPTIONS)
    ]
