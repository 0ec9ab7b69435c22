"""What an author writes becomes a unit, or problems that lead to the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzquiz import kinds
from kzquiz.load import Unit, load
from kzquiz.problems import Problem


def problems_after(content: Path, file: str, old: str, new: str) -> list[Problem]:
    """Spoil a file of the example unit: replace the first ``old`` and load."""
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


CASES = [
    pytest.param(
        "questions/choice.yaml", "  feedback: >-\n    Para", "  feedbck: >-\n    Para",
        "unknown-key", 22, 3, "no key “feedbck” belongs here", "did you mean “feedback”?",
        id="an unknown key, and no second message about the missing one",
    ),
    pytest.param(
        "questions/choice.yaml", "  key: Mayor Ilse Brandt\n", "",
        "missing-key", 1, 3, "question “choice-request” has no “key”", "add “key: …”",
        id="a missing key, with its question",
    ),
    pytest.param(
        "questions/choice.yaml", "evidence: [a2-request]", "evidence: [a2-requests]",
        "unknown-claim", 24, 14, "there is no claim “a2-requests”", "did you mean “a2-request”?",
        id="an unknown claim",
    ),
    pytest.param(
        "questions/choice.yaml", "kind: choice", "kind: choise",
        "unknown-kind", 2, 9, "there is no kind “choise”", "did you mean “choice”?",
        id="an unknown kind",
    ),
    pytest.param(
        "questions/choice.yaml", "skill: source", "skill: sources",
        "unknown-value", 3, 10, "“sources” is no skill", "did you mean “source”?",
        id="an unknown skill",
    ),
    pytest.param(
        "questions/choice.yaml", "id: choice-left", "id: choice-request",
        "duplicate-id", 26, 7, "the id “choice-request” names a question already "
        "(example/questions/choice.yaml:1)",
        "give one of the two another id; an id that was published must stay",
        id="an id used twice",
    ),
    pytest.param(
        "questions/difference.yaml", "difference: people-left", "difference: weather",
        "unknown-difference", 5, 15, "there is no difference “weather”",
        "known here: people-left, inspection",
        id="an unknown difference",
    ),
    pytest.param(
        "questions/who-said.yaml", "spare: [water-board]", "spare: [waterboard]",
        "unknown-speaker", 19, 11, "there is no speaker “waterboard”",
        "did you mean “water-board”?",
        id="an unknown speaker",
    ),
    pytest.param(
        "questions/short-answer.yaml", "accept: [a statement of the water board, the board itself]",
        "accept:\n    - the board: itself",
        "wrong-type", 9, 7, "this entry must be text; here stands a group of keys with values",
        "if this is one text with a colon in it, put it in quotation marks",
        id="a list entry that a colon turned into a key",
    ),
    pytest.param(
        "claims.yaml", "  paragraph: 1\n", "  paragraph: first\n",
        "wrong-type", 5, 14, "“paragraph” must be a whole number; here stands text", "",
        id="text where a number belongs",
    ),
    pytest.param(
        "unit.yaml", "id: example", "id: exampel",
        "unit-id", 3, 5, "the unit's id is “exampel”, its folder is “example”",
        "give both the same name; an id that was published must stay",
        id="a unit that is not named as its folder",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "column", "message", "advice"), CASES
)
def test_a_mistake_gives_one_problem_at_its_place(
    content: Path,
    file: str,
    old: str,
    new: str,
    code: str,
    line: int,
    column: int,
    message: str,
    advice: str,
) -> None:
    problems = problems_after(content, file, old, new)
    assert [(p.code, p.line, p.column, p.message, p.help) for p in problems] == [
        (code, line, column, message, advice)
    ]


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


def test_a_unit_without_questions_says_so(content: Path) -> None:
    for path in (content / "example" / "questions").iterdir():
        path.unlink()
    _, problems = load(content / "example")
    assert [problem.code for problem in problems] == ["no-questions"]
