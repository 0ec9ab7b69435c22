"""The language server of editors accepts right files and reports slips plainly."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import NEW_FLOOD, run
from example_unit import EXAMPLES, ROOT
from language_server import editor
from schema_diagnostics import BROKEN, CONTENT, Core

from kzquiz import kinds
from kzquiz.evidence import fingerprint

pytestmark = pytest.mark.slow

EVERY = sorted(EXAMPLES.rglob("*.yaml"))
EXAMPLE = ROOT / "src" / "kzquiz" / "kinds" / "choice.yaml"
INSTALLED = Path(sys.prefix) / "yaml" / "node_modules" / ".bin"  # as .ci/run does it


@pytest.fixture(scope="module")
def server():
    program = shutil.which(
        "yaml-language-server", path=f"{INSTALLED}{os.pathsep}{os.environ['PATH']}"
    )
    if program is None:
        pytest.skip("not installed: npm install --prefix .venv/yaml yaml-language-server")
    with editor(program, ROOT) as session:
        yield session


def test_every_unit_and_every_example_is_right_to_an_editor(server):
    found = {path: server.diagnostics(path, path.read_text("utf-8")) for path in CONTENT}
    assert len(found) > 20
    assert {path: messages for path, messages in found.items() if messages} == {}


def test_a_new_unit_with_a_question_of_every_kind_is_right_to_an_editor(
    server, tmp_path, monkeypatch
):
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))
    assert run(tmp_path, *NEW_FLOOD).returncode == 0
    for kind in kinds.KINDS:
        assert run(tmp_path, "new", "question", kind).returncode == 0
    files = sorted((tmp_path / "content" / "flood").rglob("*.yaml"))
    assert len(files) == 4 + 1 + len(kinds.KINDS)
    found = {path: server.diagnostics(path, path.read_text("utf-8")) for path in files}
    assert {path: messages for path, messages in found.items() if messages} == {}


# The messages of the server, which differ from those of the schema's validator. What is missing is
# said where its group begins, every other slip at its own line.
SAID = {
    "an unknown key": "Property lvel is not allowed.",
    "a missing key": 'Missing property "level".',
    "an unknown kind": 'Value is not accepted. Valid values: "choice", "select-all", ',
    "no kind": 'Missing property "kind".',
    "an unknown skill": 'Value is not accepted. Valid values: "read", "source", ',
    "an unknown role": 'Value is not accepted. Valid values: "misread", "other-span", ',
    "a list for a text": "A text goes here: in quotes, or after “>-” on the next line.",
    "a text for a number": "A whole number goes here.",
    "an id with a capital": "Small letters a to z, digits and single hyphens, such as ",
    "a group for a text": "Property clam is not allowed.",
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_slip_is_plain_to_an_editor_and_said_once(server, case):
    old, new, _ = BROKEN[case]
    text = EXAMPLE.read_text("utf-8")
    assert old in text
    at = text.index("- id: " if SAID[case].startswith("Missing") else old)
    found = server.diagnostics(EXAMPLE, text.replace(old, new, 1))
    assert len(found) == 1, found
    assert found[0].startswith(f"{text[:at].count(chr(10)) + 1}: {SAID[case]}")


def groups(data: Any, at: tuple = ()) -> Iterator[tuple[tuple, dict]]:
    """Every group of keys in a file, with its path, in which a list is ``-``."""
    if isinstance(data, dict):
        yield at, data
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        if isinstance(value, (dict, list)):
            yield from groups(value, (*at, "-" if isinstance(key, int) else key))


def spoilt(text: str, spoil: Callable[[dict, str], None]) -> dict[tuple, str]:
    """A file with one misspelt key, for every key in it, by the path of the key."""
    head, _, _ = text.partition("\n")
    found = {}
    for number, (way, group) in enumerate(groups(yaml.load(text, Core))):  # noqa: S506
        for key in group:
            if (*way, key) not in found:
                data = yaml.load(text, Core)  # noqa: S506 (a safe loader with fewer words)
                spoil(list(groups(data))[number][1], key)
                written = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
                found[*way, key] = f"{head}\n{written}"
    return found


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_any_key_misspelt_is_said_once_and_at_its_line(server, path):
    def misspell(group: dict, key: str) -> None:
        items = [(f"{name}x" if name == key else name, value) for name, value in group.items()]
        group.clear()
        group.update(items)

    files = spoilt(path.read_text("utf-8"), misspell)
    expected = {}
    for way, text in files.items():
        wrong = f"{way[-1]}x"
        lines = [number for number, line in enumerate(text.split("\n"), 1) if f"{wrong}:" in line]
        expected[way] = [f"{lines[0]}: Property {wrong} is not allowed."]
        if way[-2:-1] == ("lint_ok",):  # whose keys are the codes of rules
            expected[way] = []
        elif way == ("-", "kind") and path.parent == EXAMPLES:
            # Without its kind, the keys of a question are not known.
            expected[way] = [f'{lines[0] - 1}: Missing property "kind".']
    found = server.all_diagnostics(path, files.values())
    assert dict(zip(files, found, strict=True)) == expected


def test_an_editor_writes_all_keys_that_are_needed_at_one_stroke_and_offers_their_values(server):
    head = EXAMPLE.read_text("utf-8").partition("\n")[0] + "\n- "
    offered = server.completions(EXAMPLE, head)
    assert set(kinds.KINDS) <= set(offered)
    assert offered["choice"].startswith("id: $1\n  kind: choice\n  skill: ${2|read,source,")
    assert "  distractors:\n    - text: $7\n      role: ${8|misread," in offered["choice"]
    begun = f"{head}id: one\n  kind: choice\n  "
    assert list(server.completions(EXAMPLE, f"{begun}skill: "))[:2] == ["read", "source"]
    again = server.completions(EXAMPLE, begun)
    assert again["skill"] == "skill: "
    assert again["choice"].startswith("skill: ${2|read,")
    assert "text, role, why" in server.completions(EXAMPLE, f"{begun}distractors:\n    - ")
