"""A paragraph number is found in the texts of a unit, and whose paragraph it is."""

from __future__ import annotations

import pytest

from kzquiz.authoring.references import Named, references
from kzquiz.reader import parse

NAMED = Named({"a": "Source A", "b": "Source B"}, {"a1-left": "a", "b2-left": "b"})


def found(data: str) -> list[tuple[str, int]]:
    document, problems = parse(data.encode(), "questions/q.yaml")
    assert document
    assert not problems
    numbers = list(references(document, NAMED))
    text = document.source.text
    assert [text[one.start : one.end] for one in numbers] == [str(one.number) for one in numbers]
    return [(one.source, one.number) for one in numbers]


def in_text(text: str) -> list[tuple[str, int]]:
    return found(f"- id: q\n  feedback: >-\n    {text}\n")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It stands in paragraph 5 of Source A.", [("a", 5)]),
        ("Source B says so in paragraph 12.", [("b", 12)]),
        ("Source A (paragraph 3) and Source B (paragraph 4) differ.", [("a", 3), ("b", 4)]),
        ("Paragraphs 5, 6 and 9 of Source A say so.", [("a", 5), ("a", 6), ("a", 9)]),
        ("See paragraphs 5–7 of Source B.", [("b", 5), ("b", 7)]),
        ("In par. 5 of source a and para 6 of Source A.", [("a", 5), ("a", 6)]),
        ("Compare A 5 and B 7.", [("a", 5), ("b", 7)]),
        ("Both do (A 5, 6; B 7).", [("a", 5), ("a", 6), ("b", 7)]),
        ("Absatz 5 von Source A", [("a", 5)]),
        ("абзац 5 из Source A", [("a", 5)]),
        ("It stands in paragraph\n    5 of Source\n    A.", [("a", 5)]),
        ("It stands in paragraph 5.", [("", 5)]),
        ("A 5 percent rise in Source A.", []),
        ("Vitamin A 12 times; a5-boats; in Source A 20 people.", []),
        ("One paragraph of Source A has 5 words.", []),
    ],
)
def test_a_number_is_found_with_its_source(text: str, numbers: list[tuple[str, int]]) -> None:
    assert in_text(text) == numbers


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        ("  source: b\n", "b"),
        ("  evidence: [a1-left]\n", "a"),
        ("  statements:\n    - claim: b2-left\n", "b"),
        ("  evidence: [a1-left, b2-left]\n", ""),
        ("", ""),
    ],
)
def test_a_text_that_names_no_source_means_the_only_one_of_its_entry(
    entry: str, source: str
) -> None:
    assert found(f"- id: q\n  feedback: It stands in paragraph 2.\n{entry}") == [(source, 2)]


def test_an_entry_of_sources_yaml_means_its_own_paragraphs() -> None:
    data = "- id: b\n  label: Source B\n  about: A report; see paragraph 6.\n  sha256: '0'\n"
    assert found(data) == [("b", 6)]
