"""The findings of a unit do not depend on how many processes look for them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from example_unit import ARTICLES, read_unit, write_example_unit

from kzquiz.check import check
from kzquiz.check.engine import runner

pytestmark = pytest.mark.slow


def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_example_unit(tmp_path / "content")
    file = folder / "questions" / "choice.yaml"
    wrong = file.read_text("utf-8").replace("evidence: [a1-left]", "evidence: [b2-left]")
    file.write_text(wrong, "utf-8")
    unit = read_unit(folder)
    alone = check(unit, ARTICLES, hints=True)
    forks: list[int] = []
    fork = getattr(os, "fork", None)
    if fork:
        monkeypatch.setattr(os, "fork", lambda: forks.append(1) or fork())
    assert check(unit, ARTICLES, hints=True, shared=True) == alone
    assert not forks, "a small unit would lose by it"
    monkeypatch.setattr(runner, "_MANY", 1)
    assert check(unit, ARTICLES, hints=True, shared=True) == alone
    assert bool(forks) is (fork is not None and os.cpu_count() != 1)
    assert {problem.severity for problem in alone} == {"error", "warning", "hint"}
