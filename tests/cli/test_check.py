"""`kzquiz check`, `explain`, `list rules` and `fingerprint`, as an author runs them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from command_line import run
from example_unit import ROOT, write_example_unit
from folders import files

FOLDER = ROOT / "tests" / "articles"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_example_unit(tmp_path / "content")
    return tmp_path


def spoil(work: Path, file: str, old: str, new: str) -> None:
    path = work / "content" / "example" / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def lose_the_qualifier(work: Path) -> None:
    spoil(work, "questions/choice.yaml", "key: about 200", "key: more than 200")


def test_the_example_unit_has_no_problems(work: Path) -> None:
    done = run(work, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "no problems\n"


def test_a_finding_tells_place_excerpt_code_and_what_to_do(work: Path) -> None:
    lose_the_qualifier(work)
    done = run(work, "check", "--select", "EV07")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines[0].startswith("content/example/questions/choice.yaml:")
    assert ": error: " in lines[0]
    assert lines[0].endswith("[EV07]")
    assert any(set(line.strip(" |")) == {"^"} for line in lines)
    assert any(line.startswith("  help: ") for line in lines)
    assert done.stdout.startswith("1 error (EV07 1)")


def test_build_refuses_what_the_checks_call_an_error(work: Path) -> None:
    lose_the_qualifier(work)
    done = run(work, "build")
    assert done.returncode == 1
    assert "[EV07]" in done.stderr
    assert "nothing was written" in done.stderr
    assert not (work / "decks").exists()


def test_warnings_pass_unless_strict(work: Path) -> None:
    spoil(work, "questions/choice.yaml", "Who asked the army", "Who asked the the army")
    relaxed, strict = run(work, "check"), run(work, "check", "--strict")
    assert "warning" in relaxed.stdout
    assert relaxed.returncode == 0
    assert strict.returncode == 1


def test_many_warnings_fit_on_a_screen_after_the_errors(work: Path) -> None:
    text = (work / "content" / "example" / "unit.yaml").parent / "questions" / "choice.yaml"
    one = text.read_text("utf-8")
    extra = "".join(one.split("- id: ", 2)[1:2]).replace("choice-request", "{}")
    extra = extra.replace("Who asked the army", "Who never asked the the army")
    more = "".join("- id: " + extra.replace("{}", f"request-{n}") for n in range(30))
    text.write_text(f"{one}\n{more}", "utf-8")
    spoil(work, "questions/choice.yaml", "key: about 200", "key: about 300")
    done = run(work, "check")
    assert len((done.stderr + done.stdout).splitlines()) <= 45
    assert done.stderr.index("[EV06]") < done.stderr.index("IW29: 30 warnings: take one out")
    assert "and 28 more: kzquiz check --select IW29" in done.stderr
    alone = run(work, "check", "--select", "IW29")
    assert alone.stderr.count("the word stands twice") == 30


def test_json_has_the_fields_of_every_problem(work: Path) -> None:
    lose_the_qualifier(work)
    done = run(work, "check", "--format", "json", "--select", "EV07")
    (problem,) = json.loads(done.stdout)
    assert problem["code"] == "EV07"
    assert problem["severity"] == "error"
    assert problem["file"] == "content/example/questions/choice.yaml"
    assert problem["line"] > 0
    assert problem["help"]


def test_github_gets_one_command_a_problem(work: Path) -> None:
    lose_the_qualifier(work)
    done = run(work, "check", "--format", "github", "--select", "EV07")
    (line,) = done.stdout.splitlines()
    assert line.startswith("::error file=content/example/questions/choice.yaml,line=")
    assert ",title=EV07::" in line


def test_sarif_names_rule_level_and_region(work: Path) -> None:
    lose_the_qualifier(work)
    log = json.loads(run(work, "check", "--format", "sarif", "--select", "EV07").stdout)
    (run_,) = log["runs"]
    (result,) = run_["results"]
    assert log["version"] == "2.1.0"
    (rule,) = run_["tool"]["driver"]["rules"]
    assert rule["id"] == "EV07"
    assert rule["shortDescription"]["text"].endswith(".")
    assert (result["ruleId"], result["level"]) == ("EV07", "error")
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"]["startLine"] > 0


def test_sarif_names_a_file_outside_the_working_folder_by_a_whole_address(work: Path) -> None:
    lose_the_qualifier(work)
    folder, sarif = str(work / "content"), ("--select", "EV07", "--format", "sarif")
    log = json.loads(run(work, "check", *sarif, "--content", folder).stdout)
    (place,) = log["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")


def test_several_rules_are_named_with_commas(work: Path) -> None:
    lose_the_qualifier(work)
    assert "EV07" in run(work, "check", "--select", "IW,EV07").stdout
    assert run(work, "check", "--select", "FC01", "--select", "LW").stdout == "no problems\n"
    assert run(work, "check", "--select", "IW,EV777").returncode == 2


def test_a_clean_unit_gives_an_empty_list_in_every_format(work: Path) -> None:
    assert json.loads(run(work, "check", "--format", "json").stdout) == []
    assert run(work, "check", "--format", "github").stdout.strip() == ""
    assert json.loads(run(work, "check", "--format", "sarif").stdout)["runs"][0]["results"] == []


def test_a_rule_can_be_left_out_and_an_unknown_one_is_a_usage_error(work: Path) -> None:
    lose_the_qualifier(work)
    assert "EV07" not in run(work, "check", "--ignore", "EV").stdout
    done = run(work, "check", "--select", "EV777")
    assert done.returncode == 2
    assert "there is no rule “EV777”" in done.stderr


def test_a_silence_with_its_reason_is_kept_and_a_stale_one_is_told(work: Path) -> None:
    lose_the_qualifier(work)
    silence = "  lint_ok: {EV07: the flood is invented and so is its figure}\n"
    spoil(work, "questions/choice.yaml", "- id: choice-left\n", f"- id: choice-left\n{silence}")
    assert "EV07" not in run(work, "check").stdout
    spoil(work, "questions/choice.yaml", "key: more than 200", "key: about 200")
    assert "SC06" in run(work, "check").stdout


def test_explain_prints_the_rule_with_its_examples(work: Path) -> None:
    by_code, by_name = run(work, "explain", "EV07"), run(work, "explain", "qualifier-lost")
    assert by_code.stdout == by_name.stdout
    for word in ("EV07", "qualifier-lost", "error", "Bad:", "Good:"):
        assert word in by_code.stdout
    assert run(work, "explain", "nonsense").returncode == 2


def test_explain_says_that_a_message_need_not_come_from_a_rule(work: Path) -> None:
    assert "not every message comes from a rule" in run(work, "explain", "unknown-key").stderr
    assert "not every message" not in run(work, "explain", "EV777").stderr


def test_list_rules_gives_code_name_and_severity_a_line(work: Path) -> None:
    rows = [line.split("\t") for line in run(work, "list", "rules").stdout.splitlines()]
    assert ["EV07", "qualifier-lost", "error"] in [row[:3] for row in rows]
    assert len({row[0] for row in rows}) == len(rows) > 80


@pytest.mark.slow
def test_fingerprint_writes_what_sources_yaml_names(work: Path) -> None:
    path = work / "content" / "example" / "fingerprints" / "a.txt"
    before = path.read_bytes()
    path.write_text(path.read_text("utf-8") + "proved 0123456789abcdef:1\n", "utf-8")
    done = run(work, "fingerprint", str(FOLDER / "ostervik-a.txt"))
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == before
    stranger = work / "stranger.txt"
    stranger.write_text("Another article.\n", "utf-8")
    refused = run(work, "fingerprint", str(stranger))
    assert refused.returncode == 1
    assert "“kzquiz source replace UNIT a" in refused.stderr
    assert "“kzquiz source add UNIT" in refused.stderr


def test_a_fingerprint_with_the_line_ends_of_windows_proves_as_much(work: Path) -> None:
    path = work / "content" / "example" / "fingerprints" / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(work, "check", "--strict").stdout == "no problems\n"
    spoil(work, "claims.yaml", "asked the army for", "begged the army for")
    assert "EV01" in run(work, "check").stdout


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kzquiz fingerprint 1", "kzquiz fingerprint 7", "this is no fingerprint of version 1"),
        ("cost 13", "cost -1", "line 4 is damaged"),
        ("cost 13", "cost 30", "line 4 is damaged"),
        ("bits 9", "bits 33", "line 3 is damaged"),
        ("bits 9\n", "", "it has no line “bits”"),
        ("bits 9", "bits 9\nbits 9", "line 4 is damaged"),
        ("starts 4", "starts -4", "line 5 is damaged"),
        ("paragraph 31", f"paragraph {'9' * 309}", "line 6 is damaged"),
        ("proved 2", "proved 0:77 2", "it proves something of a paragraph that it does not have"),
    ],
)
def test_a_fingerprint_that_cannot_be_read_is_an_error_which_names_the_line(
    work: Path, old: str, new: str, told: str
) -> None:
    spoil(work, "fingerprints/a.txt", old, new)
    done = run(work, "check")
    assert done.returncode == 1
    first = done.stderr.splitlines()[0]
    assert first.startswith("content/example/sources.yaml:")
    assert f": error: fingerprints/a.txt: {told}" in first
    assert run(work, "build").returncode == 1


@pytest.mark.slow
def test_a_damaged_or_missing_fingerprint_is_made_anew(work: Path) -> None:
    path = work / "content" / "example" / "fingerprints" / "a.txt"
    whole = path.read_bytes()
    for spoilt in (b"", b"kzquiz fingerprint 1\n", None):
        path.unlink() if spoilt is None else path.write_bytes(spoilt)
        done = run(work, "fingerprint", str(FOLDER / "ostervik-a.txt"))
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"{path.relative_to(work).as_posix()}\twritten\n"
        assert path.read_bytes() == whole


@pytest.mark.slow
def test_a_link_to_a_unit_is_refused_by_name_also_when_all_was_built_before(work: Path) -> None:
    assert run(work, "build", "--only", "answers").returncode == 0
    (work / "content" / "alias").symlink_to("example")
    for command in (["check"], ["build", "--only", "answers"], ["build", "--check"]):
        done = run(work, *command)
        assert done.returncode == 1
        told = "content/alias: error: this is a link to another folder [link]"
        assert done.stderr.splitlines()[0] == told
    assert run(work, "check", "example").returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows stores no such name")
@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028"])
def test_neither_a_name_nor_a_text_forges_a_line_of_the_report(work: Path, end: str) -> None:
    forged = "error: all is lost"
    questions = work / "content" / "example" / "questions"
    (questions / f"a{end}{forged}.yaml").write_text("- {id: a, kind: none}\n", "utf-8")
    (work / "content" / f"b{end}{forged}").symlink_to("example")
    spoil(work, "unit.yaml", "source: both", 'source: "both\\n' + forged + '"')
    done = run(work, "check")
    assert forged in done.stderr
    assert not [line for line in done.stderr.splitlines() if line.startswith(forged)]


def test_the_first_fifty_problems_are_shown_in_order_and_the_rest_is_counted(work: Path) -> None:
    path = work / "content" / "example" / "questions" / "choice.yaml"
    path.write_text("".join(f"- id: q{n}\n  kind: none\n" for n in range(70)), "utf-8")
    done = run(work, "check")
    lines = [int(line.split(":")[1]) for line in done.stderr.splitlines() if "error:" in line]
    assert lines == [2 * n for n in range(1, 51)]
    assert done.stderr.rstrip().endswith("… and 20 more")
    assert done.stdout == "70 errors (unknown-kind 70)\n"


def test_a_copied_unit_is_told_that_it_has_the_identity_of_the_other(work: Path) -> None:
    for name in ("example", "storm"):
        if name == "storm":
            shutil.copytree(work / "content/example", work / "content/storm")
        unit = work / f"content/{name}/unit.yaml"
        own = "" if name == "storm" else "\nidentity: example-7k3m9q"
        text = unit.read_text("utf-8").replace("id: example\n", f"id: {name}{own}\n")
        unit.write_text(text, "utf-8")
    for command in ("check", "build"):
        done = run(work, command)
        assert done.returncode == 1
        told = done.stdout + done.stderr
        assert "content/storm/unit.yaml:4:11: error: the unit “example” has this identity" in told


def test_checking_writes_nothing(work: Path) -> None:
    before = files(work)
    run(work, "check", "--hints", "--articles", str(FOLDER))
    assert files(work) == before
