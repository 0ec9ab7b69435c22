"""A recording is cited by time codes, and every output prints them in place of paragraphs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from example_unit import ARTICLES, read_unit
from reading import READERS

from kzquiz import places
from kzquiz.check import check
from kzquiz.generators import generator
from kzquiz.load import Unit
from kzquiz.model import Options
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.compose import DECK, FULL, compose

OPTIONS = Options(templates=(places.bundled("templates"),), now=1_700_000_000)
TIMES = ("0:05", "0:14", "12:30", "14:00", "1:02:30")


@pytest.fixture
def folder(content: Path) -> Path:
    """The example unit, with Source A as a recording that its claims cite by time codes."""
    sources, claims = content / "example/sources.yaml", content / "example/claims.yaml"
    text = sources.read_text("utf-8")
    sources.write_text(
        text.replace("paragraphs: 5", f"paragraphs: 5\n  times: {' '.join(TIMES)}", 1), "utf-8"
    )
    claims.write_text(
        re.sub(
            r"(source: a\n  )paragraph: (\d)",
            lambda found: f"{found[1]}at: {TIMES[int(found[2]) - 1]}",
            claims.read_text("utf-8"),
        ),
        "utf-8",
    )
    return content / "example"


def shown(unit: Unit, output: str) -> str:
    recipe = DECK if OUTPUTS[output].made_for == "deck" else FULL
    made = generator(output)(compose(unit, recipe), OPTIONS)
    text = "".join(READERS[output].as_text(artifact) for artifact in made)
    return " ".join(text.split())


@pytest.mark.parametrize("output", ["answers", "deck"])
def test_keys_and_cards_print_the_time_code_of_a_claim(output: str, folder: Path) -> None:
    text = shown(read_unit(folder), output)
    assert "Source A, 0:14" in text
    assert "Source B, par. 2" in text
    assert "Source A, par." not in text


@pytest.mark.parametrize("output", ["worksheet", "quiz"])
def test_sheets_and_the_quiz_page_have_time_codes_in_the_margin(output: str, folder: Path) -> None:
    text = shown(read_unit(folder), output)
    assert "0:14 The mayor turned to the army for boats." in text
    assert output != "worksheet" or "give the time: A 12:30" in text
    assert not re.search(r"\b2 The mayor turned to the army for boats\.", text)


def test_a_unit_that_cites_time_codes_is_checked_as_one_that_cites_paragraphs(folder: Path) -> None:
    assert check(read_unit(folder)) == []


def test_a_quotation_at_another_time_is_named_with_its_time(folder: Path) -> None:
    path = folder / "claims.yaml"
    path.write_text(path.read_text("utf-8").replace("at: 0:14", "at: 12:30", 1), "utf-8")
    (problem,) = check(read_unit(folder), select=["EV02"])
    assert problem.message == "“asked the army for boats” is not said at 12:30 in Source A"
    assert problem.help == "it stands at 0:14"
    line = path.read_text("utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1 :] == "12:30"


@pytest.mark.parametrize(
    ("code", "file", "old", "new", "said"),
    [
        ("EV01", "claims", "asked the army for", "begged the army for", "in the passage at 0:14"),
        ("EV34", "claims", "some 200 residents", "some 200 of 900", "the passage at 0:05 does not"),
        ("EV06b", "claims", "{value: 12,", "{value: 14,", "the passage at 14:00 does"),
        (
            "EV14",
            "unit",
            "rust, crack, cause",
            "army, cause",
            "in Source A, the passage at 0:14 and 14:00",
        ),
    ],
)
def test_a_rule_names_the_time_of_a_passage_and_no_paragraph(
    code: str, file: str, old: str, new: str, said: str, folder: Path
) -> None:
    path = folder / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    problems = check(read_unit(folder), ARTICLES, select=[code], hints=True)
    messages = [f"{problem.message}; {problem.help}" for problem in problems]
    assert any(said in message for message in messages), messages
    assert not any("paragraph" in message for message in messages if "Source B" not in message)
