"""GIFT, read by gift-pegjs, a parser that other programs use."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from typing import Any

import pytest
from example_unit import ROOT
from platform_questions import UNITS, Imported, compare, many, read_any, spaced, visible

from kzquiz.generators.platforms.gift import PLATFORM, render
from kzquiz.generators.platforms.platform import carry
from kzquiz.load import Unit
from kzquiz.model import Options, Quiz
from kzquiz.quiz.compose import compose

PARSER = ROOT / ".venv" / "gift" / "node_modules" / "gift-pegjs"
NODE = shutil.which("node")
READ = (
    "const {parse} = require(process.argv[1]);"
    "const text = require('fs').readFileSync(0, 'utf8');"
    "process.stdout.write(JSON.stringify(parse(text)));"
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        NODE is None or not PARSER.exists(), reason="npm install --prefix .venv/gift gift-pegjs"
    ),
]


def parsed(quiz: Quiz) -> list[Imported]:
    text = next(iter(render(quiz, Options(())))).data
    done = subprocess.run([NODE, "-e", READ, PARSER], input=text, capture_output=True, check=True)
    found = json.loads(done.stdout)
    assert {one["type"] for one in found} <= {"Category", "Description", *FORMS}
    return [_imported(one) for one in found if one["type"] in FORMS]


FORMS = {"MC": "choice", "Short": "text", "Matching": "match", "Essay": "essay"}


def _imported(one: dict[str, Any]) -> Imported:
    form = FORMS[one["type"]]
    choices = one.get("choices", ())
    if form == "choice" and not any(choice["isCorrect"] for choice in choices):
        form = "select"
    read = spaced if form == "text" else visible
    pairs = [
        (visible(pair["subquestion"]["text"]), spaced(unescape(_decoded(pair["subanswer"]))))
        for pair in one.get("matchPairs", ())
    ]
    return Imported(
        one["id"],
        form,
        visible(one["stem"]["text"]),
        1.0,
        visible(one["globalFeedback"]["text"]),
        options=tuple((read(_text(choice)), _share(choice)) for choice in choices),
        reasons=tuple(visible((choice["feedback"] or {"text": ""})["text"]) for choice in choices),
        pairs=tuple(pair for pair in pairs if pair[0]),
        spare=frozenset(right for left, right in pairs if not left),
    )


def _text(choice: dict[str, Any]) -> str:
    return choice["text"]["text"].replace(r"\*", "*").replace("-\u2060>", "->")


def _share(choice: dict[str, Any]) -> float:
    if choice["weight"] is not None:
        return choice["weight"] / 100
    return 1.0 if choice["isCorrect"] else 0.0


def _decoded(text: str) -> str:
    """The parser leaves its marks for escaped signs in the right side of a pair."""
    return re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), text)


def arrives(quiz: Quiz) -> None:
    compare(quiz, carry(quiz, PLATFORM).items, parsed(quiz), frozenset({"marks", "rubric"}))


def test_every_question_of_the_example_unit_arrives(example: Unit) -> None:
    arrives(compose(example))


@pytest.mark.parametrize("unit", UNITS)
def test_every_question_of_whole_units_arrives(unit: str) -> None:
    arrives(compose(read_any(unit)))


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_thousand_questions_arrive_in_any_script(example: Unit, language: str) -> None:
    arrives(many(compose(example), 1000, language))
