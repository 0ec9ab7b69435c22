"""The example unit: an invented event, and one file of questions of every kind."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from browsing import ARGUMENTS, Visits
from hypothesis import settings

from kzquiz import kinds
from kzquiz.load import Unit, load

# At a desk properties are tried quickly, in CI thoroughly.
settings.register_profile("desk", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).parents[1]
EXAMPLES = Path(kinds.__file__).parent


def write_example_unit(content: Path) -> Path:
    """Lay the example unit below a content folder, as an author would have it; give its folder."""
    folder = content / "example"
    shutil.copytree(EXAMPLES / "unit", folder)
    (folder / "questions").mkdir()
    for kind in kinds.KINDS:
        (folder / "questions" / f"{kind}.yaml").write_text(kinds.example(kind), "utf-8")
    return folder


def read_unit(folder: Path) -> Unit:
    unit, problems = load(folder)
    assert not problems, problems
    assert unit is not None
    return unit


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example_unit(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="session")
def example(example_folder: Path) -> Unit:
    return read_unit(example_folder)


@pytest.fixture(scope="session")
def kazakhstan() -> Unit:
    return read_unit(ROOT / "content" / "kazakhstan-2022")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of the test's own, with the example unit in it, to be spoilt at will."""
    write_example_unit(tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture(scope="session")
def chromium():
    """The Chromium of this machine, started once for all tests."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium on this system")
    with api.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visits(chromium):
    """Open pages; at the end none has asked for anything, failed or broken its policy."""
    visits = Visits(chromium)
    yield visits
    assert visits.settle() == []
