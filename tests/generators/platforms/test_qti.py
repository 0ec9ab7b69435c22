"""A package of QTI 2.1, read back by a strict reader of the format."""

from __future__ import annotations

import pytest
import qti_package as reader
from msgspec.structs import replace
from platform_formats import assert_arrives, first_file, only

from kzquiz.model import Quiz


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "]]>", "&amp; & &lt;", "a\n\nb"])
def test_nothing_in_a_text_is_markup(quiz: Quiz, text: str) -> None:
    for item in quiz.items:
        assert_arrives(
            "qti", only(quiz, replace(item, stem=f"{item.stem} {text}", feedback=f"Because {text}"))
        )


def test_an_answer_that_can_be_argued_earns_half_in_pairs_and_cells_too(quiz: Quiz) -> None:
    found = {item.get("title"): item for item in reader.items(first_file("qti", quiz))}
    for name, key in (("classify-flood", "p2 t1"), ("wording-crowd", "furious")):
        entries = found[name].iter(f"{reader.QTI}mapEntry")
        assert [one.get("mappedValue") for one in entries if one.get("mapKey") == key] == ["0.5"]


def test_the_sources_stand_above_the_questions_if_the_sheet_prints_them(quiz: Quiz) -> None:
    def sources(asked: Quiz) -> int:
        return len(
            list(
                reader.files(first_file("qti", asked))["test.xml"].iter(f"{reader.QTI}rubricBlock")
            )
        )

    assert sources(quiz) == 2
    assert sources(replace(quiz, reading="none")) == 0
