"""Fixtures of several test modules."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from browsing import ARGUMENTS, Visits
from example_unit import ROOT, read_unit, write_example_unit
from hypothesis import settings

from kzquiz.load import Unit

# Property tests are quick at a desk and thorough in CI.
settings.register_profile("desk", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

# Tests start hundreds of programs; each would compile all modules where none may be kept compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

collect_ignore = ["support"]  # modules that tests import


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
    """A content folder with the example unit, for one test, which may change it."""
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
    """Open pages; at the end none may have made a request, failed or violated its policy."""
    visits = Visits(chromium)
    yield visits
    assert visits.settle() == []
