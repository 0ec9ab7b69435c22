"""Moodle XML, read back by a strict reader of the format."""

from __future__ import annotations

import moodle_xml
import pytest
from msgspec.structs import replace
from platform_formats import only
from platform_questions import UNITS, compare, many, read_any

from kzquiz.generators.platforms.moodle import PLATFORM, render
from kzquiz.generators.platforms.platform import carry
from kzquiz.model import Blank, Choice, Gap, Item, Option, Options, Order, Quiz, Table, Text
from kzquiz.quiz.compose import compose

OPTIONS = Options(())


def files(quiz: Quiz) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in render(quiz, OPTIONS)}


def imported(quiz: Quiz) -> list[moodle_xml.Imported]:
    """All questions of the files of a quiz, in the order of the quiz."""
    made = [data for path, data in files(quiz).items() if path.endswith(".xml")]
    return [one for data in made for one in moodle_xml.questions(data)]


def in_files(quiz: Quiz) -> list[Item]:
    """The items as the files have them: those to put in order come last."""
    return sorted(carry(quiz, PLATFORM).items, key=lambda item: isinstance(item.shape, Order))


def test_every_question_arrives_with_stem_answers_key_marks_feedback_and_id(quiz: Quiz) -> None:
    compare(quiz, in_files(quiz), imported(quiz))
    assert len(imported(quiz)) == len(quiz.items)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_every_question_of_whole_units_arrives(unit: str) -> None:
    quiz = compose(read_any(unit))
    compare(quiz, in_files(quiz), imported(quiz))
    assert len(imported(quiz)) == len(quiz.items)


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_thousand_questions_arrive_in_any_script(quiz: Quiz, language: str) -> None:
    thousand = many(quiz, 1000, language)
    compare(thousand, in_files(thousand), imported(thousand))
    assert len(imported(thousand)) == 1000


def test_a_question_has_its_skills_its_level_and_its_kind_as_tags(quiz: Quiz) -> None:
    made = (data for path, data in files(quiz).items() if path.endswith(".xml"))
    found = {name: tags for data in made for name, tags in moodle_xml.tags(data).items()}
    assert found == {item.id: [*item.skills, item.level, item.kind] for item in quiz.items}


def test_a_word_that_two_cells_ask_for_can_be_dragged_twice(quiz: Quiz) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Table))
    row = replace(item.shape.rows[0], label="Again")
    asked = only(quiz, replace(item, shape=replace(item.shape, rows=(*item.shape.rows, row))))
    compare(asked, asked.items, imported(asked))


def test_the_same_quiz_gives_the_same_bytes(quiz: Quiz) -> None:
    assert files(quiz) == files(quiz)


def test_what_is_to_be_put_in_order_is_in_a_file_of_its_own(quiz: Quiz) -> None:
    made = files(quiz)
    assert {one.form for one in moodle_xml.questions(made["moodle-ordering.xml"])} == {"order"}
    assert "order" not in {one.form for one in moodle_xml.questions(made["moodle.xml"])}
    without = only(quiz, *(item for item in quiz.items if not isinstance(item.shape, Order)))
    assert "moodle-ordering.xml" not in files(without)


def test_questions_stand_in_a_category_of_the_unit_and_their_skill(quiz: Quiz) -> None:
    titled = replace(quiz, title="/A flood/or two/")
    paths = moodle_xml.categories(files(titled)["moodle.xml"])
    assert {path[2] for path in paths} == {"/A flood/or two/"}
    assert paths[0] == ["$course$", "top", "/A flood/or two/"]  # the sources
    assert paths[-1][3:] == ["When and where?"]


def test_a_title_that_is_too_long_for_a_category_gives_way_to_the_id(quiz: Quiz) -> None:
    titled = replace(quiz, title="flood " * 60)
    assert {path[2] for path in moodle_xml.categories(files(titled)["moodle.xml"])} == {"example"}


def test_the_sources_to_read_from_come_first_if_the_sheet_prints_them(quiz: Quiz) -> None:
    assert files(quiz)["moodle.xml"].count(b'type="description"') == 2
    bare = replace(quiz, reading="none")
    assert b'type="description"' not in files(bare)["moodle.xml"]


def choice(quiz: Quiz, right: int, wrong: int) -> Item:
    options = tuple(
        Option(f"option {number}", "right" if number < right else "wrong")
        for number in range(right + wrong)
    )
    return replace(quiz.items[0], shape=Choice(options, multiple=True))


@pytest.mark.parametrize("right", [1, 2, 3, 6, 7, 9, 10, 20])
def test_several_right_options_share_the_marks_by_fractions_that_moodle_knows(
    quiz: Quiz, right: int
) -> None:
    asked = only(quiz, choice(quiz, right, 2))
    compare(asked, asked.items, imported(asked))


def test_no_answer_has_negative_marks_and_the_report_says_what_that_means(quiz: Quiz) -> None:
    asked = only(quiz, choice(quiz, 3, 2))
    (found,) = imported(asked)
    assert sorted(share for _, share in found.options) == pytest.approx([0, 0, *[1 / 3] * 3])
    assert "every box ticked earns all marks" in files(asked)["moodle-report.txt"].decode()


def test_eleven_right_options_are_left_out_with_a_line_in_the_report(quiz: Quiz) -> None:
    asked = only(quiz, choice(quiz, 11, 2), quiz.items[3])
    (found,) = imported(asked)
    assert found.id.endswith("choice-request")
    why = "Moodle cannot share the marks among so many right answers (11)"
    assert (
        f"Left out: 1\n  1 {asked.items[0].id}: {why}" in files(asked)["moodle-report.txt"].decode()
    )


def test_an_asterisk_in_a_gap_is_no_wildcard(quiz: Quiz) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Gap))
    asked = only(
        quiz, replace(item, shape=Gap(("about ", Blank("b1", r"5 \* 3", (r"5\*3",)), " boats")))
    )
    compare(asked, asked.items, imported(asked))


def test_an_asterisk_in_an_answer_is_no_wildcard(quiz: Quiz) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Text) and item.shape.answers)
    asked = only(quiz, replace(item, shape=Text((r"5 \* 3", r"\\*"))))
    (found,) = imported(asked)
    assert [text for text, _ in found.options] == ["5 * 3", r"\*"]


@pytest.mark.parametrize(
    "text",
    [
        r"\(x\) and $$y$$",
        "@@PLUGINFILE@@/x",
        "{1:SHORTANSWER:=x}",
        "[[99]]",
        "{mlang en}",
        "<script>alert(1)</script>",
        "]]>",
    ],
)
def test_nothing_in_a_text_acts_on_the_site(quiz: Quiz, text: str) -> None:
    for item in quiz.items:
        asked = only(quiz, replace(item, stem=f"{item.stem} {text}", feedback=f"Because {text}"))
        (found,) = imported(asked)
        assert text in found.asked
        assert f"Because {text}" in found.feedback
        raw = b"".join(files(asked).values())
        active = raw.replace(files(asked)["moodle-report.txt"], b"")
        assert text.encode() not in active
