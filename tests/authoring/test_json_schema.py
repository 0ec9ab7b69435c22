"""The JSON Schemas accept everything that kzquiz reads, report slips plainly, and are complete."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from command_line import run
from example_unit import EXAMPLES, ROOT
from jsonschema import Draft7Validator
from schema_diagnostics import BROKEN, CONTENT, SCHEMAS, diagnostics

from kzquiz import kinds
from kzquiz.authoring.descriptions import FIELDS, owner
from kzquiz.authoring.kind_descriptions import KINDS, asks
from kzquiz.kinds.fields import Fields
from kzquiz.load import load

pytestmark = pytest.mark.slow

_LINE = re.compile(r"# yaml-language-server: \$schema=(.+)\n")


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_content_and_examples_name_their_schema_and_agree_with_it(path: Path) -> None:
    text = path.read_text("utf-8")
    line = _LINE.match(text)
    assert line is not None
    target = (path.parent / line[1]).resolve()
    assert target.parent == ROOT / "content" / "schemas"
    assert target.exists()
    assert diagnostics(text, target.name) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


def test_prose_may_look_like_a_number_or_a_truth_value(content: Path) -> None:
    """The editor accepts what the reader takes as text, and empty values."""
    text = """\
- id: 2022
  kind: short-answer
  skill: figures
  level: core
  stem: 18
  key: 1.5
  accept: [18, 1_000, 12:30, no, 2022-01-07, true]
  warning:
  external:
  feedback: false
"""
    (content / "example" / "questions" / "short-answer.yaml").write_text(text, "utf-8")
    _, problems = load(content / "example")
    assert problems == []
    assert diagnostics(text, "questions.json") == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_slip_in_a_question_is_one_plain_diagnostic(case: str) -> None:
    old, new, message = BROKEN[case]
    text = kinds.example("choice").split("\n\n", 1)[0]
    assert old in text
    found = diagnostics(text.replace(old, new, 1), "questions.json")
    assert len(found) == 1, found
    assert message in found[0]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("unit", "age: 12", "age: twelve"),
        ("unit", "side: witness", "side: wittness"),
        ("sources", "paragraphs: 5", "paragraphs: 0"),
        ("sources", "sha256: 7", "sha256: X"),
        ("claims", "status: reported-fact", "status: fact"),
        ("claims", "{value: 200,", "{valu: 200,"),
        ("differences", "kind: later-update", "kind: later"),
        ("differences", "claims: [a1-left, b2-left]", "claims: [a1-left]"),
    ],
)
def test_a_slip_in_the_other_files_is_one_diagnostic(name: str, old: str, new: str) -> None:
    text = (EXAMPLES / "unit" / f"{name}.yaml").read_text("utf-8")
    assert old in text
    assert len(diagnostics(text.replace(old, new, 1), f"{name}.json")) == 1


def models() -> set[type[Fields]]:
    """Every model of an author's fields, also those of all kinds."""
    for name in kinds.KINDS:
        kinds.kind(name)
    found = {Fields}
    while more := {sub for model in found for sub in model.__subclasses__()} - found:
        found |= more
    return {model for model in found if model.model_fields}


def test_every_key_is_explained_and_nothing_else_is() -> None:
    explained = {(name, key) for name, keys in FIELDS.items() for key in keys}
    missing, used = [], set()
    for model in models():
        for key in model.model_fields:
            try:
                used.add((owner(model, key), key))
            except KeyError as error:  # it says what to write
                missing.append(str(error))
    assert missing == []
    assert explained - used == set()


def test_every_kind_says_what_it_asks_and_nothing_else_does() -> None:
    assert set(KINDS) == set(kinds.KINDS), "kzquiz.authoring.kind_descriptions: KINDS"


def test_a_key_without_an_explanation_is_named_with_what_to_write() -> None:
    of_kind = type("Riddle", (), {"__module__": "kzquiz.kinds.odd_one_out"})
    of_file = type("Riddle", (), {"__module__": "kzquiz.load.schema"})
    with pytest.raises(
        KeyError, match=r'kind_descriptions: FIELDS\["odd-one-out.Riddle"\] needs "hint"'
    ):
        owner(of_kind, "hint")
    with pytest.raises(KeyError, match=r'authoring.descriptions: FIELDS\["Riddle"\] needs "hint"'):
        owner(of_file, "hint")
    with pytest.raises(KeyError, match=r'kind_descriptions: KINDS needs "riddle"'):
        asks("riddle")


def test_values_of_closed_lists_are_in_the_schemas() -> None:
    kind = SCHEMAS["questions.json"]["items"]["properties"]["kind"]
    assert kind["enum"] == list(kinds.KINDS)
    assert len(kind["enumDescriptions"]) == len(kinds.KINDS)
    status = SCHEMAS["claims.json"]["items"]["properties"]["status"]
    assert "witness-claim" in status["enum"]


def test_the_command_writes_the_schemas_itself(tmp_path: Path) -> None:
    done = run(tmp_path, "schema", "-o", "here")
    assert done.returncode == 0
    assert {path.name for path in (tmp_path / "here").iterdir()} == set(SCHEMAS)
    assert "unchanged" in run(tmp_path, "schema", "-o", "here").stdout
    assert run(tmp_path, "schema", "-o", "here", "--quiet").stdout == ""
    shutil.rmtree(tmp_path / "here")
