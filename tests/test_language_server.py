"""The server that editors ask about YAML: silent on all that is right, plain on what is not."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT
from language_server import editor
from test_build import run
from test_scaffold import NEW_FLOOD
from test_schema import BROKEN, CONTENT

from kzquiz import fingerprint, kinds

pytestmark = pytest.mark.slow

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
    assert {path: said for path, said in found.items() if said} == {}


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
    assert {path: said for path, said in found.items() if said} == {}


# What the server says, where it is not what the schema's validator says; “missing” comes beside
# “not allowed” where a key that is needed is misspelt.
SAID = {
    "an unknown key": ("5: Property lvel is not allowed.", '2: Missing property "level".'),
    "a missing key": ('2: Missing property "level".',),
    "an unknown kind": ('3: Value is not accepted. Valid values: "choice", "select-all", ',),
    "no kind": ('2: Missing property "kind".',),
    "an unknown skill": ('4: Value is not accepted. Valid values: "read", "source", ',),
    "an unknown role": ('19: Value is not accepted. Valid values: "misread", "other-span", ',),
    "a list for a text": ("8: Incorrect type. Expected one of string, number, boolean.",),
    "a text for a number": ("22: Incorrect type. Expected one of integer, null.",),
    "an id with a capital": ("2: Small letters a to z, digits and single hyphens, such as ",),
    "a group for a text": ("25: Property clam is not allowed.", '25: Missing property "claim".'),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_slip_is_plain_to_an_editor_and_said_once(server, case):
    old, new, _ = BROKEN[case]
    text = EXAMPLE.read_text("utf-8")
    assert old in text
    found = server.diagnostics(EXAMPLE, text.replace(old, new, 1))
    assert len(found) == len(SAID[case]), found
    for said in SAID[case]:
        assert any(line.startswith(said) for line in found), found
