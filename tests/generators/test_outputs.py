"""Every kind in every output, and the example unit compared with goldens."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace
from reading import READERS, page_lines, readable

from kzquiz import kinds, places
from kzquiz.generators import NotInstalledError, generator
from kzquiz.load import Unit
from kzquiz.model import Artifact, Choice, Options, Quiz, Section, Text
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.compose import DECK, FULL, compose
from kzquiz.text import to_plain

GOLDEN = Path(__file__).parent / "golden"
OPTIONS = Options(templates=(places.bundled("templates"),), now=1_700_000_000)
READABLE = [name for name, output in OUTPUTS.items() if not output.on_request]
GOLDENS = [name for name, output in OUTPUTS.items() if output.file]
"""PDF and Word have the names and the words of pages that have one."""
ON_REQUEST = [name for name, output in OUTPUTS.items() if output.on_request]


def composed(unit: Unit, output: str) -> Quiz:
    return compose(unit, DECK if OUTPUTS[output].made_for == "deck" else FULL)


def render(unit: Unit, output: str) -> dict[str, Artifact]:
    return files(composed(unit, output), output)


def files(quiz: Quiz, output: str) -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in generator(output)(quiz, OPTIONS)}


def test_every_output_has_a_reader() -> None:
    """An output that is not read back could be empty or wrong, and no test would fail."""
    assert [output for output in OUTPUTS if output not in READERS] == []


def has(text: str, part: str) -> bool:
    """Whether a text has a part. A stem may end in a gap; lines break in other places in a PDF."""
    return "".join(part.rstrip("?.").split()) in "".join(text.split())


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds.KINDS)
@pytest.mark.parametrize("output", READABLE)
def test_every_output_carries_every_kind(output: str, kind: str, example: Unit) -> None:
    items = tuple(item for item in example.items if item.kind == kind)
    carries(output, replace(example, items=items))


@pytest.mark.slow
@pytest.mark.parametrize("output", ON_REQUEST)
def test_what_is_made_on_request_carries_every_kind(output: str, example: Unit) -> None:
    try:
        carries(output, example)
    except NotInstalledError as error:  # the libraries that it needs are an extra
        pytest.skip(str(error))


def carries(output: str, unit: Unit) -> None:
    """Fail where an output lacks what its reader says it shows, or has what it hides."""
    text, reader = readable(output, render(unit, output).values()), READERS[output]
    for item in unit.items:
        assert [part for part in reader.shows(item) if not has(text, part)] == []
        assert [part for part in reader.hides(item) if has(text, part)] == []


@pytest.mark.parametrize("output", GOLDENS)
def test_the_example_unit_looks_as_it_did(output: str, example: Unit) -> None:
    """To accept a change: copy golden/actual/* over golden/ beside this file and read the diff.

    There is a section for each kind and not for each skill, so that what a new kind adds is last.
    """
    quiz = composed(example, output)
    sections = (
        Section(kind, tuple(i for i in quiz.items if i.kind == kind)) for kind in kinds.KINDS
    )
    text = readable(output, files(replace(quiz, sections=tuple(sections)), output).values())
    assert text.strip(), f"{output} would have an empty golden: nothing of it was read back"
    golden, actual = GOLDEN / f"{output}.txt", GOLDEN / "actual" / f"{output}.txt"
    actual.unlink(missing_ok=True)  # of an earlier run
    if not golden.exists() or golden.read_text("utf-8") != text:
        actual.parent.mkdir(exist_ok=True, parents=True)
        actual.write_text(text, "utf-8")
        pytest.fail(f"{output} differs from {golden.name}; what came out is in {actual}")


# Texts that are in the key in another form, or not at all, by their role or the key of the question
# that they stand in, and why.
NOT_IN_THE_KEY = {
    "record": "no prose",
    "absent-term": "searched for in the source",
    "shows": "for the front of a card",
}


def test_every_text_of_an_author_stands_in_the_answer_key(example: Unit) -> None:
    """A text that its kind forgets to lower would reach no teacher."""
    key = readable("answers", render(example, "answers").values())
    # It names an option by its letter on the sheet.
    wrong = {
        option.text
        for item in example.items
        if isinstance(item.shape, Choice)
        for option in item.shape.options
        if not option.correct
    }
    lost = [
        (entry["id"], text.at)
        for kind in kinds.KINDS
        for entry in yaml.load(kinds.example(kind), Loader=yaml.CSafeLoader)
        for text in kinds.kind(kind).model_validate(entry, context=example.facts).texts()
        if not {text.role, text.at[0]} & NOT_IN_THE_KEY.keys() and text.text not in wrong
        # A blank has its answer in the key.
        if not all(has(key, part) for part in to_plain(text.text).split("____"))
    ]
    assert lost == []


def test_the_sheet_shows_no_key(example: Unit) -> None:
    items = tuple(item for item in example.items if isinstance(item.shape, Choice))
    sheet = render(replace(example, items=items), "worksheet")["worksheet.html"].data.decode()
    for item in items:
        assert item.feedback not in sheet
        assert not item.restated or item.restated not in sheet
    texts = [item for item in example.items if isinstance(item.shape, Text)]
    sheet = render(replace(example, items=tuple(texts)), "worksheet")[
        "worksheet.html"
    ].data.decode()
    for item in texts:
        assert isinstance(item.shape, Text)
        assert not any(level.sample in sheet for level in item.shape.rubric)


def test_sheet_and_key_number_the_questions_alike(example: Unit) -> None:
    quiz = compose(example)
    sheet = page_lines(render(example, "worksheet")["worksheet.html"].data)
    key = page_lines(render(example, "answers")["answers.html"].data)
    for number, item in enumerate(quiz.items, 1):
        for page in (sheet, key):
            assert f"<div> {number}\n<p> {item.stem}" in page, item.id
