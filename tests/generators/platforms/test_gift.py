"""GIFT, read back by a strict reader of the format."""

from __future__ import annotations

import gift_text
import pytest
from msgspec.structs import replace
from platform_formats import assert_arrives, files, only

from kzquiz.generators.platforms.gift import PLATFORM
from kzquiz.generators.platforms.identity import identity
from kzquiz.generators.platforms.platform import carry
from kzquiz.model import Match, Quiz, Text


@pytest.mark.parametrize(
    "text",
    [
        r"a \ b \\n \neq",
        "a = b ~ c # d { e } f : g",
        "// no comment",
        "-> there",
        "::title:: {=x}",
        "####",
        "%50%",
        "[plain] text",
        "two\n\nlines",
        "<b>bold</b> &amp;",
    ],
)
def test_what_the_format_gives_a_meaning_is_text(quiz: Quiz, text: str) -> None:
    for item in quiz.items:
        asked = only(quiz, replace(item, stem=f"{text} {item.stem}", feedback=text))
        assert_arrives("gift", asked)


@pytest.mark.parametrize("text", ["%50%", "=", "~x", "5 * 3", "#", "T", "TRUE", "{a}", "a:b"])
def test_an_answer_in_writing_is_text(quiz: Quiz, text: str) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Text) and item.shape.answers)
    assert_arrives("gift", only(quiz, replace(item, shape=Text((text, f"{text} more")))))


def test_an_arrow_in_an_answer_makes_no_pair_and_has_a_line_in_the_report(quiz: Quiz) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Text))
    asked = only(quiz, replace(item, shape=Text(("-->", "a -> b"))))
    assert_arrives("gift", asked)
    report = files("gift", asked)["gift-report.txt"].decode()
    assert f"{item.id}: a person marks an answer with “->”, which stands for a pair" in report


def test_a_single_pair_is_left_out_with_its_reason(quiz: Quiz) -> None:
    item = next(item for item in quiz.items if isinstance(item.shape, Match))
    item = replace(item, shape=replace(item.shape, prompts=item.shape.prompts[:1]))
    made = files("gift", only(quiz, item, quiz.items[0]))
    assert len(gift_text.questions(made["gift.txt"])) == 1
    report = made["gift-report.txt"].decode()
    assert f"Left out: 1\n  1 {item.id}: GIFT needs two pairs to match\n" in report


def test_a_question_has_its_skills_its_level_and_its_kind_as_tags(quiz: Quiz) -> None:
    made = gift_text.blocks(files("gift", quiz)["gift.txt"])
    found = {one.id: one.tags for one in made if isinstance(one, gift_text.Block) and one.id}
    for item in carry(quiz, PLATFORM).items:
        tags = (*item.skills, item.level, item.kind)
        assert found[identity(quiz, item)] == "".join(f" [tag:{tag}]" for tag in tags)


def test_sources_come_first_as_texts_without_a_question(quiz: Quiz) -> None:
    first, *rest = gift_text.blocks(files("gift", quiz)["gift.txt"])
    assert first == ["$course$", "top", quiz.title]
    assert [block.name for block in rest[:2]] == ["Source A", "Source B"]
    assert not any(block.is_question for block in rest[:2])


def test_the_report_says_that_marks_and_the_order_of_answers_are_lost(quiz: Quiz) -> None:
    report = files("gift", quiz)["gift-report.txt"].decode()
    assert "choice-left: the site may shuffle its answers\n" in report
    assert "who-said-b: it is worth 1 mark, as GIFT has no marks (not 3)\n" in report
