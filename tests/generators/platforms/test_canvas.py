"""A quiz for Canvas, read back by a strict reader of the format."""

from __future__ import annotations

import canvas_qti as reader
import pytest
from msgspec.structs import replace
from platform_formats import assert_arrives, first_file, only

from kzquiz.generators.platforms.canvas import render
from kzquiz.model import Options, Quiz


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "]]>", "&amp; & &lt;", "a\n\nb", "[kzquiz1] [other]"]
)
def test_nothing_in_a_text_is_markup(quiz: Quiz, text: str) -> None:
    for item in quiz.items:
        assert_arrives(
            "canvas",
            only(quiz, replace(item, stem=f"{item.stem} {text}", feedback=f"Because {text}")),
        )


def test_the_sources_come_first_if_the_sheet_prints_them(quiz: Quiz) -> None:
    def kinds(asked: Quiz) -> list[str]:
        return [
            kind
            for kind, form, _ in reader.texts(first_file("canvas", asked))
            if form == "structure"
        ]

    assert kinds(quiz)[:3] == ["text_only_question", "text_only_question", kinds(quiz)[2]]
    assert "text_only_question" not in kinds(quiz)[2:]
    assert "text_only_question" not in kinds(replace(quiz, reading="none"))


def test_the_report_says_what_canvas_cannot_have(quiz: Quiz) -> None:
    _, report = render(quiz, Options(()))
    text = report.data.decode()
    assert "open-inspection: a person marks it, and the file has no place for the rubric\n" in text
    assert "choice-request: an answer that can be argued earns no marks" in text
    assert "Left out: 0" in text
