"""Ids that an author changes, and units of one name, in the real Anki."""

from __future__ import annotations

import re

import pytest
from author import AUTUMN, SPRING, WINTER, Author
from command_line import run
from learner import Learner

pytestmark = pytest.mark.slow

DECK = "The flood in Ostervik"
RENAMED = {
    "question": ("who-said-b", "who-said-what"),
    "claim": ("b4-not-inspected", "b4-nobody-looked"),
    "speaker": ("radio-lode", "radio"),
    "source": ("a", "night"),
}


def rename(author: Author, what: str, *, was: bool) -> None:
    """Give an entry another id, as an editor does that replaces it in all files."""
    old, new = RENAMED[what]
    before = r"(?:^- id|source): " if what == "source" else r"(?<![\w-])"
    for path in author.unit.rglob("*.yaml"):
        text = path.read_text("utf-8")
        renamed = re.sub(rf"(?m)({before}){old}(?![\w-])", rf"\g<1>{new}", text)
        if was:
            renamed = re.sub(rf"(?m)^( *)- id: {new}$", rf"\g<0>\n\1  was: {old}", renamed)
        path.write_text(renamed, "utf-8")


@pytest.fixture
def author(tmp_path) -> Author:
    return Author(tmp_path / "author")


def test_entries_with_new_ids_keep_every_card_and_all_progress(author, tmp_path):
    (tmp_path / "learner").mkdir()
    learner = Learner(tmp_path / "learner")
    learner.take(author.release(AUTUMN))
    learner.study(DECK)
    notes, before = learner.notes(), learner.schedule()
    for what in RENAMED:
        rename(author, what, was=True)
    new, _ = learner.take(author.release(SPRING))
    assert (new, learner.schedule()) == (0, before)
    # Tags say where a card is from; all that is shown is the same.
    for guid, (fields, _) in learner.notes().items():
        assert fields == notes[guid][0]


@pytest.mark.parametrize("what", RENAMED)
def test_a_build_names_the_cards_of_a_new_id_and_says_how_to_keep_progress(author, what):
    author.release(AUTUMN)
    rename(author, what, was=False)
    author.release(SPRING)
    old, new = RENAMED[what]
    told = author.printed
    assert re.search(rf"cards? retired: .*{old}", told)
    if what == "source":  # its chain prints “Source A”, so that its cards are recognised
        old, new = f"source-{old}", f"source-{new}"
    name = what if what == "question" else "claim, speaker or source"
    assert f"if “{new}” is the {name} that was “{old}”, write “was: {old}” below its id" in told


@pytest.mark.parametrize("what", RENAMED)
def test_a_check_warns_of_a_new_id_before_the_build_and_of_none_with_was(author, what):
    author.release(AUTUMN)
    assert "[renamed]" not in run(author.folder, "check").stderr
    rename(author, what, was=False)
    old, new = RENAMED[what]
    told = run(author.folder, "check")
    assert told.returncode == 0
    warning = f"warning: learners have cards of “{new}” under the id “{old}” [renamed]"
    (line,) = (line for line in told.stderr.splitlines() if "[renamed]" in line)
    assert line.endswith(warning)
    file, number = line.split(":")[:2]
    assert f"id: {new}" in (author.folder / file).read_text("utf-8").splitlines()[int(number) - 1]
    assert f"write “was: {old}” below this id" in told.stderr


def test_a_check_says_nothing_of_a_question_that_was_taken_out(author):
    author.release(AUTUMN)
    author.edit("questions/who-said", lambda questions: questions[1:])
    assert "[renamed]" not in run(author.folder, "check").stderr


def test_advice_that_is_followed_after_a_build_leads_to_no_further_advice(author):
    author.release(AUTUMN)
    old, new = RENAMED["question"]
    rename(author, "question", was=False)
    author.release(WINTER)
    author.question("who-said", new, was=old)
    assert "[renamed]" not in run(author.folder, "check").stderr
    author.release(SPRING)
    assert "write “was:" not in author.printed
    assert f"3 cards retired: {new}" in author.printed


def test_a_correction_of_reason_and_id_at_once_is_recognised_too(author):
    author.release(AUTUMN)
    rename(author, "question", was=False)
    author.question("who-said", RENAMED["question"][1], feedback="A better reason, word for word.")
    author.release(SPRING)
    assert "write “was: who-said-b”" in author.printed


def test_two_units_of_one_name_lie_side_by_side_in_one_collection(tmp_path):
    (tmp_path / "learner").mkdir()
    learner = Learner(tmp_path / "learner")
    decks = []
    for place in ("one", "two"):
        author = Author(tmp_path / place)
        author.edit("unit", lambda unit, place=place: unit.update(identity=f"example-{place}"))
        decks.append(author.release(AUTUMN))
    new, _ = learner.take(decks[0])
    learner.study(DECK)
    before = learner.schedule()
    assert learner.take(decks[1]) == (new, 0)
    after = learner.schedule()
    assert {guid: after[guid] for guid in before} == before
    assert len(after) == 2 * len(before)
