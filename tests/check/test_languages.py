"""Rules that look for words run in the languages whose words they know."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run
from example_unit import read_unit, write_example_unit
from units_by_language import LANGUAGES, write_unit_in

from kzquiz.check import all_rules, check, left_out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_unit_has_no_finding_in_any_language(language: str, tmp_path: Path) -> None:
    unit = read_unit(write_unit_in(language, tmp_path))
    assert check(unit) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("claims.yaml", "более 350 человек", "более 350 жителей", "EV01"),
        ("claims.yaml", "value: 350", "value: 360", "EV06b"),
        ("questions/all.yaml", "Пекарь Мария Котова, role", "мэр Анна Орлова, role", "IW16"),
    ],
)
def test_rules_without_words_run_in_every_language(
    file: str, old: str, new: str, code: str, tmp_path: Path
) -> None:
    folder = write_unit_in("ru", tmp_path)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    assert code in {problem.code for problem in check(read_unit(folder))}


def test_check_says_once_which_rules_it_leaves_out(tmp_path: Path) -> None:
    write_unit_in("ru", tmp_path / "content")
    write_example_unit(tmp_path / "content")
    done = run(tmp_path, "check")
    assert (done.returncode, done.stdout) == (0, "no problems\n")
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["“ru”"]
    assert "SE01" in lines[0]
    assert "EV01" not in lines[0]


def test_a_region_does_not_change_the_rules_of_a_language() -> None:
    assert left_out("en-GB", all_rules()) == ()
    assert left_out("kk-Cyrl", all_rules())


def test_a_silence_of_a_rule_that_is_left_out_is_not_stale(tmp_path: Path) -> None:
    folder = write_unit_in("ru", tmp_path)
    path = folder / "questions" / "all.yaml"
    silenced = "  lint_ok: {RD01: в другом языке}\n- id: classify\n"
    path.write_text(path.read_text("utf-8").replace("- id: classify\n", silenced, 1), "utf-8")
    assert check(read_unit(folder)) == []
