"""The loader makes a unit from an author's files, or problems with their lines."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pytest
from example_unit import QUESTIONS

from kzquiz import kinds
from kzquiz.load import Unit, load
from kzquiz.problems import SHOWN, Problem, as_text

TABLE = Path(__file__).with_name("bad_input.txt")


def problems_after(content: Path, file: str, old: str, new: str) -> list[Problem]:
    """Replace the first ``old`` in a file of the example unit, and load it."""
    path = content / "example" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    unit, problems = load(content / "example")
    assert (unit is None) == any(problem.severity == "error" for problem in problems)
    return problems


def test_the_example_unit_has_questions_of_every_kind(example: Unit) -> None:
    assert {question.kind for question in example.questions} == set(kinds.KINDS)
    assert len(example.items) == len(example.questions)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_example_names_its_kind_and_teaches_in_its_feedback(kind: str, example: Unit) -> None:
    items = [item for item in example.items if item.kind == kind]
    assert items
    assert all(len(item.feedback.split()) >= 5 for item in items)
    assert all(item.evidence for item in items)
    assert all(item.marks >= 1 and item.minutes > 0 for item in items)


def test_evidence_carries_the_chain_the_status_and_the_caveat(example: Unit) -> None:
    (item,) = (item for item in example.items if item.id == "short-basis")
    (evidence,) = item.evidence
    assert evidence.speakers == ("the water board", "Radio Lode")
    assert evidence.status == "claim by officials"
    assert evidence.caveat == (
        "Source A, par. 3: the source says that this could not be checked independently."
    )


@cache
def cases() -> dict[str, tuple[str, str]]:
    """The cases of the table by name: the change, and the expected report."""
    _, *blocks = re.split(r"^==== ", TABLE.read_text("utf-8"), flags=re.MULTILINE)
    parts = (block.split("\n", 1) for block in blocks)
    return {
        name: (head, f"{said.strip()}\n" if said.strip() else "")
        for name, rest in parts
        for head, _, said in [rest.partition("---- said\n")]
    }


def spoil(example: Path, change: str) -> None:
    """Change the example unit as a case of the table says."""
    what, name = change.split("\n", 1)[0].split(": ")
    path = example if name == "." else example / name
    if what == "gone":
        path.unlink()
    elif what == "link":
        away = path.rename(example.parents[1] / "away")
        path.symlink_to(away)
    else:
        lines = change.splitlines()[1:]
        old, new = ("\n".join(s[1:] for s in lines if s[0] == sign) for sign in "-+")
        path.parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8") if old else ""
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else new, "utf-8")


@pytest.mark.parametrize("name", cases())
def test_a_bad_unit_gets_the_messages_in_the_table(name: str, content: Path) -> None:
    change, expected = cases()[name]
    spoil(content / "example", change)
    unit, problems = load(content / "example")
    assert (unit is None) == any(problem.severity == "error" for problem in problems)
    actual = "".join(f"{as_text(problem)}\n" for problem in problems)
    actual = actual.replace(", ".join(kinds.KINDS), "{all kinds}")
    if os.environ.get("UPDATE_GOLDENS"):
        old, new = (f"==== {name}\n{change}---- said\n{said}" for said in (expected, actual))
        TABLE.write_text(TABLE.read_text("utf-8").replace(old, new), "utf-8")
        return
    assert actual == expected


def test_all_mistakes_of_all_files_are_told_in_one_run(content: Path) -> None:
    example = content / "example"
    for file, old, new in (
        ("claims.yaml", "status: prediction", "status: guess"),
        ("differences.yaml", "kind: later-update", "kind: newer"),
        ("questions/open.yaml", "level: challenge", "level: hard"),
        ("questions/cloze.yaml", "[[about|around]]", "about"),
    ):
        path = example / file
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    unit, problems = load(example)
    assert unit is None
    assert [(p.file.removeprefix("example/"), p.code) for p in problems] == [
        ("claims.yaml", "unknown-value"),
        ("differences.yaml", "unknown-value"),
        ("questions/cloze.yaml", "bad-deletion"),
        ("questions/open.yaml", "unknown-value"),
    ]


def test_a_reference_to_a_claim_that_has_a_mistake_is_no_mistake(content: Path) -> None:
    problems = problems_after(content, "claims.yaml", "status: reported-fact", "status: fact")
    assert [problem.code for problem in problems] == ["unknown-value"]


def test_prose_is_text_whatever_it_looks_like(content: Path) -> None:
    path = content / "example" / "questions" / "choice.yaml"
    text = (
        path.read_text("utf-8")
        .replace("text: about 12", "text: 12")
        .replace("text: more than 350", "text: no")
    )
    path.write_text(text.replace("key: about 200", "key: true"), "utf-8")
    unit, problems = load(content / "example")
    assert not problems
    assert unit is not None
    (question,) = (question for question in unit.questions if question.id == "choice-left")
    given = question.model_dump()
    assert given["key"] == "true"
    assert [distractor["text"] for distractor in given["distractors"]] == ["12", "no"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("topic: Take bus # 5 to town", "Take bus"),
        ("topic: Who? # 5 of them", "Who?"),
        ("topic: Take bus\n    # 5 to town", "Take bus"),
        ("topic: Take bus\n    to town\n\n    # 5 or 6", "Take bus to town"),
        ("topic: # 5 goes\n    to town", "to town"),
        ("topic:\n    # 5 goes\n    to town", "to town"),
        ("topic: 12 # 5", "12"),
    ],
)
def test_a_comment_that_may_be_the_end_of_a_text_is_told(
    content: Path, written: str, read: str
) -> None:
    path = content / "example" / "differences.yaml"
    text = re.sub(r"topic: (>-\n    )?.*", written, path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")
    unit, problems = load(content / "example")
    assert unit is not None
    assert next(iter(unit.facts.differences.values())).topic == read
    (found,) = problems
    assert (found.code, found.severity) == ("comment-after-text", "warning")
    assert found.excerpt[found.column - 1 :].startswith("# 5")


def test_the_end_of_an_entry_of_a_list_and_of_a_text_left_out_is_told_too(content: Path) -> None:
    path = content / "example" / "sources.yaml"
    lines = "  dateline: # 5 May\n  missing:\n    - The map # 5\n    - [a]\n"
    path.write_text(path.read_text("utf-8").replace("  about:", f"{lines}  about:", 1), "utf-8")
    _, problems = load(content / "example")
    cut = [p.excerpt.strip() for p in problems if p.code == "comment-after-text"]
    assert cut == ["dateline: # 5 May", "- The map # 5"]


def test_a_comment_between_entries_or_behind_a_word_of_the_format_is_a_comment(
    content: Path,
) -> None:
    path = content / "example" / "questions" / "choice.yaml"
    text = path.read_text("utf-8").replace("level: core\n", "level: core # easy\n  # so far\n")
    text = text.replace("\n- id:", "\n  # next\n# next\n- id:").replace(">-\n", ">- # note\n")
    path.write_text(text, "utf-8")
    assert load(content / "example")[1] == []


def test_files_of_editors_and_systems_do_not_matter(content: Path) -> None:
    questions = content / "example" / "questions"
    (questions / ".#choice.yaml").symlink_to("me@host.1234:5678")
    (questions / "._choice.yaml").write_bytes(b"\0\5\x16\7")
    for name in (".DS_Store", "Thumbs.db", "#choice.yaml#", "choice.yaml~", ".choice.yaml.swp"):
        (questions / name).write_bytes(b"\0\1")
    unit, problems = load(content / "example")
    assert problems == []
    assert unit is not None
    assert len(unit.questions) == QUESTIONS


@pytest.mark.parametrize("name", ["sub", "choice.yaml.d"])
def test_a_link_to_a_folder_below_the_questions_is_refused_and_not_followed(
    content: Path, name: str
) -> None:
    (content / "example" / "questions" / name).symlink_to("/")
    (problem,) = load(content / "example")[1]
    assert (problem.file, problem.code) == (f"example/questions/{name}", "link")


def test_mistyped_ids_by_the_hundred_get_their_message_and_the_first_ones_advice(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def nearest(word: str, *args: object, **how: object) -> list[str]:
        asked.append(word)
        return get_close_matches(word, *args, **how)

    monkeypatch.setattr("kzquiz.problems.get_close_matches", nearest)
    path = content / "example" / "claims.yaml"
    _, first, *_ = re.split(r"- id: .*", path.read_text("utf-8"))
    names = [f"the-claim-of-an-office-number-{n}" for n in range(2 * SHOWN)]
    path.write_text("".join(f"- id: {name}{first}" for name in names), "utf-8")
    choice = content / "example" / "questions" / "choice.yaml"
    slips = ", ".join(name.replace("office", "offise") for name in names)
    text = re.sub(r"evidence: .*", f"evidence: [{slips}]", choice.read_text("utf-8"))
    choice.write_text(text, "utf-8")
    _, found = load(content / "example")
    here = [p for p in found if p.file.endswith("choice.yaml") and p.code == "unknown-claim"]
    assert len(here) == text.count("offise") > SHOWN
    assert here[0].help == "did you mean “the-claim-of-an-office-number-0”?"
    assert here[-1].help == ""
    assert sum("offise" in name for name in asked) <= SHOWN


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("differences.yaml", r"topic: (>-\n    )?.*", "topic: " + "word " * 40_000),
        ("questions/choice.yaml", r"stem: >-\n.*", "stem: " + "word " * 1_001),
        ("questions/choice.yaml", r"id: .*", "id: " + "a" * 101),
    ],
)
def test_a_text_that_is_longer_than_any_reader_bears_is_refused(
    content: Path, file: str, old: str, new: str
) -> None:
    path = content / "example" / file
    path.write_text(re.sub(old, new, path.read_text("utf-8"), count=1), "utf-8")
    _, found = load(content / "example")
    (problem,) = [p for p in found if p.code == "out-of-range"]
    assert problem.message.endswith("the text is too long")
    assert "characters" in problem.help


def test_a_unit_without_questions_says_so(content: Path) -> None:
    for path in (content / "example" / "questions").iterdir():
        path.unlink()
    _, problems = load(content / "example")
    assert [problem.code for problem in problems] == ["no-questions"]


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://school.example.org/kz/quiz.html?x=1#q", True),
        ("https://school.example.org", True),
        ("https://школа.рф/quiz.html", True),
        ("https://xn--80atjc.xn--p1ai", True),
        ("https://школа..рф", False),
        ("https://straße.de", False),
        ("https://10.0.0.1/quiz", False),
        ("https://-a.example.org", False),
        ("http://school.example.org", False),
        ("https://user@school.example.org", False),
        ("https://school.example.org/a@b", False),
        ("javascript:alert(1)", False),
        ("https://school.example.org/ä", False),
        ("https://school.example.org/" + "a" * 200, False),
    ],
)
def test_an_address_is_https_and_plain(content: Path, address: str, fits: bool) -> None:  # noqa: FBT001
    file = content / "example" / "unit.yaml"
    file.write_text(file.read_text("utf-8") + f'\naddress: "{address}"\n', "utf-8")
    unit, problems = load(content / "example")
    assert bool(unit) is fits
    assert {problem.code for problem in problems} <= {
        "bad-form",
        "out-of-range",
        "too-long",
        "no-host",
    }
    assert bool(problems) is not fits


def test_a_time_code_that_a_transcript_lacks_is_reported_with_those_near_it(content: Path) -> None:
    times = "times: 0:05 0:14 12:30 14:00 1:02:30"
    problems_after(content, "sources.yaml", "paragraphs: 5", f"paragraphs: 5\n  {times}")
    (problem,) = problems_after(content, "claims.yaml", "  paragraph: 2", "  at: 12:31")
    assert problem.message == "nothing in Source A begins at 12:31"
    assert problem.help == "time codes near it: 0:14, 12:30, 14:00"
