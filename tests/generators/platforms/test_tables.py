"""Tables for platforms, read back with csv and openpyxl, which kzquiz does not write them with."""

from __future__ import annotations

import sys
from importlib import import_module

import platform_tables
import pytest
from command_line import run
from msgspec.structs import replace
from platform_formats import only
from platform_questions import UNITS, citation, many, read_any, reference_text, shown

from kzquiz.argued import argued
from kzquiz.generators.platforms.platform import carry
from kzquiz.generators.quiz_page.citations import cited
from kzquiz.model import Choice, Item, Option, Options, Quiz, Text
from kzquiz.quiz.compose import compose

OPTIONS = Options(())
TABLES = {"blooket": "csv", "gimkit": "csv", "kahoot": "xlsx", "wayground": "xlsx"}
TIMES = {
    "blooket": (10, 20, 30, 45, 60, 90, 120, 180, 240, 300),
    "kahoot": (5, 10, 20, 30, 60, 90, 120, 240),
    "wayground": (30, 60, 90, 120, 180, 300, 600, 900),
}


def module(name: str):
    return import_module(f"kzquiz.generators.platforms.{name}")


def files(name: str, quiz: Quiz) -> dict[str, bytes]:
    return {one.path: one.data for one in module(name).render(quiz, OPTIONS)}


def asked(name: str, quiz: Quiz) -> list[platform_tables.Asked]:
    path = f"{name}.{TABLES[name]}"
    rows = platform_tables.cells(path, files(name, quiz)[path])
    found: list[platform_tables.Asked] = getattr(platform_tables, name)(rows)
    return found


def carried(name: str, quiz: Quiz) -> tuple[Item, ...]:
    return carry(quiz, module(name).PLATFORM).items


def compare(name: str, quiz: Quiz) -> None:
    """Fail where a file does not have the questions, options and keys that go to the platform."""
    items, found = carried(name, quiz), asked(name, quiz)
    assert len(items) == len(found)
    for item, one in zip(items, found, strict=True):
        assert shown(item.stem) in one.question
        assert all(reference_text(each, item) in one.question for each in item.stimulus)
        match item.shape:
            case Choice(options=options):
                right = {shown(option.text) for option in options if option.correct}
                assert {*one.options} == {shown(option.text) for option in options}
                assert one.right == right
            case Text(answers=answers, rubric=(), parts=1):
                assert one.right == {shown(answer) for answer in answers[:5]}
            case Text():
                assert one.sort == "Open-Ended"
            case shape:
                pytest.fail(f"{name} has the shape {shape.name}")
        if name in TIMES:
            longer = (time for time in TIMES[name] if time >= 60 * item.minutes)
            assert one.time == str(next(longer, TIMES[name][-1]))
        if name == "wayground":
            compare_explanation(item, one)


def compare_explanation(item: Item, one: platform_tables.Asked) -> None:
    """Fail where the explanation of an answer lacks a reason or the evidence."""
    whys = [item.feedback, item.restated]
    match item.shape:
        case Choice(options=options, multiple=multiple):
            assert one.sort == ("Checkbox" if multiple else "Multiple Choice")
            whys += [option.why for option in options]
        case Text() as shape:
            whys += [answer.why for answer in (*shape.arguable, *shape.reject)]
            whys += [part for level in shape.rubric for part in (level.looks_for, level.sample)]
    assert [why for why in whys if shown(why) not in one.explanation] == []
    for evidence in cited(item):
        assert shown(evidence.says) in one.explanation
        assert citation(evidence, item) in one.explanation


def reported(name: str, quiz: Quiz) -> str:
    return files(name, quiz)[f"{name}-report.txt"].decode()


@pytest.mark.parametrize("name", TABLES)
def test_every_question_is_in_the_table_or_in_the_report(name, quiz) -> None:
    compare(name, quiz)
    there = {item.id for item in carried(name, quiz)}
    _, _, left_out = reported(name, quiz).partition("Left out: ")
    for number, item in enumerate(quiz.items, 1):
        assert item.id in there or f"\n  {number} {item.id}" in left_out


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", TABLES)
def test_every_question_of_whole_units_is_in_it(name, unit) -> None:
    compare(name, compose(read_any(unit)))


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize("name", TABLES)
def test_a_thousand_questions_arrive_in_any_script(name, language, quiz) -> None:
    compare(name, many(quiz, 1000, language))


@pytest.mark.parametrize("name", [*TABLES, "quizlet"])
def test_the_same_quiz_gives_the_same_bytes(name, quiz) -> None:
    assert files(name, quiz) == files(name, quiz)


def choice(quiz: Quiz, *texts: str, stem: str = "Which?", right: int = 1) -> Item:
    options = tuple(
        Option(text, "right" if place < right else "wrong") for place, text in enumerate(texts)
    )
    shape = Choice(options, multiple=right > 1)
    return replace(quiz.items[0], stem=stem, instruction="", stimulus=(), shape=shape)


@pytest.mark.parametrize(
    ("texts", "stem", "why"),
    [
        ("abcde", "Which?", "it has more options than the 4 that Kahoot takes (5)"),
        (
            "ab",
            "x" * 121,
            "the question is longer than the 120 characters that Kahoot takes (121 characters)",
        ),
        (
            ["a", "x" * 76],
            "Which?",
            "an option is longer than the 75 characters that Kahoot takes (76 characters)",
        ),
    ],
)
def test_what_kahoot_would_cut_is_left_out_with_its_reason(quiz, texts, stem, why) -> None:
    item = choice(quiz, *texts, stem=stem)
    assert asked("kahoot", only(quiz, item)) == []
    assert f"Left out: 1\n  1 {item.id}: {why}\n" in reported("kahoot", only(quiz, item))


def test_the_longest_question_that_kahoot_takes_is_there_whole(quiz) -> None:
    item = choice(quiz, "a" * 75, "b", "c", "d", stem="x" * 120, right=2)
    (one,) = asked("kahoot", only(quiz, item))
    assert (len(one.question), len(one.options[0]), one.right) == (120, 75, {"a" * 75, "b"})


@pytest.mark.parametrize(
    ("minutes", "time"), [(0.05, "5"), (0.5, "30"), (1, "60"), (1.1, "90"), (4, "240"), (9, "240")]
)
def test_kahoot_gives_the_shortest_time_that_is_long_enough(quiz, minutes, time) -> None:
    (one,) = asked("kahoot", only(quiz, replace(choice(quiz, "a", "b"), minutes=minutes)))
    assert one.time == time


def test_wayground_takes_five_options_and_names_further_right_answers(quiz) -> None:
    (one,) = asked("wayground", only(quiz, choice(quiz, *"abcde")))
    assert one.options == tuple("abcde")
    assert asked("wayground", only(quiz, choice(quiz, *"abcdef"))) == []
    written = replace(quiz.items[0], stimulus=(), shape=Text(tuple("abcdefg")))
    (one,) = asked("wayground", only(quiz, written))
    assert one.right == {*"abcde"}
    assert "Also right: b; c; d; e; f; g" in one.explanation
    assert "the explanation names the others (2 more)" in reported("wayground", only(quiz, written))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "a,b", 'say "x"']
)
@pytest.mark.parametrize("name", [*TABLES, "quizlet"])
def test_a_text_is_never_a_formula_and_keeps_its_signs(name, text, quiz) -> None:
    made = only(quiz, choice(quiz, text, "other", stem=f"{text} means?"))
    path = next(path for path in files(name, made) if not path.endswith(".txt"))
    found = platform_tables.cells(path, files(name, made)[path])
    flat = [cell for row in found for cell in row]
    assert any(text in cell for cell in flat)
    if not path.endswith(".xlsx"):  # there a text has the type of a text
        assert not [cell for cell in flat if cell[:1] in "=+-@" and cell]


def test_a_line_break_in_a_text_makes_no_row(quiz) -> None:
    made = only(quiz, choice(quiz, "a\nb\tc", "d", stem="one\ntwo\tthree"))
    for name in TABLES:
        (one,) = asked(name, made)
        assert one.question == "one two three"
        assert "a b c" in one.options
    assert files("quizlet", made)["quizlet.tsv"].count(b"\n") == 1


def test_quizlet_has_a_term_and_a_definition_for_each_question(quiz) -> None:
    compare_cards(quiz)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_quizlet_has_every_question_of_whole_units(unit) -> None:
    compare_cards(compose(read_any(unit)))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_quizlet_has_a_thousand_questions_in_any_script(language, quiz) -> None:
    compare_cards(many(quiz, 1000, language))


def compare_cards(quiz: Quiz) -> None:
    """Fail where a card lacks what is asked, the answer, a reason or a place."""
    rows = platform_tables.cells("x.tsv", files("quizlet", quiz)["quizlet.tsv"])
    assert {len(row) for row in rows} == {2}
    for item, (term, answer) in zip(carried("quizlet", quiz), rows, strict=True):
        assert shown(item.stem) in term
        if isinstance(item.shape, Choice):
            assert all(shown(option.text) in term for option in item.shape.options)
            assert all(shown(one.text) in answer for one in item.shape.options if one.correct)
        else:
            assert all(shown(one) in answer for one in item.shape.answers)
        assert shown(item.feedback) in answer
        assert all(shown(one.why) in answer for one in argued(item.shape))
        assert all(citation(one, item) in answer for one in item.evidence)


def test_what_every_question_loses_is_said_once(quiz) -> None:
    text = reported("kahoot", quiz)
    assert text.count("it shows no reasons and no evidence") == 1
    assert "Of every question: 2" in text


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kahoot", "wayground"])
def test_a_machine_without_the_extra_is_told_what_to_install(
    content, tmp_path, monkeypatch, name
) -> None:
    assert content.parent == tmp_path
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = run(tmp_path, "build", "--only", name)
    assert done.returncode == 2
    assert "needs the package xlsxwriter" in done.stderr
    assert "pip install 'kzquiz[xlsx]'" in done.stderr
