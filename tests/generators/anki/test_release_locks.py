"""A lock file that is missing, old, new, damaged or in conflict gives a clear message."""

from __future__ import annotations

import json

import pytest
from author import AUTUMN, CORRECTED, SPRING, WINTER, Author
from folders import files
from learner import Learner

pytestmark = pytest.mark.slow


@pytest.fixture
def author(tmp_path):
    return Author(tmp_path)


def refused(author: Author, *messages: str) -> None:
    """Build; it must print the reason why it cannot, and change nothing."""
    before = files(author.folder)
    done = author.build(SPRING)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("decks/example: the lock file ")
    assert done.stderr.endswith("\nnothing was written\n")
    assert all(message in done.stderr for message in messages), done.stderr
    assert files(author.folder) == before


def test_a_lost_lock_beside_a_deck_is_asked_for(author):
    author.release(AUTUMN)
    (author.output / "lock.json").unlink()
    refused(author, "is missing", "Bring it back from the project's history", "delete the .apkg")
    (author.output / "example.apkg").unlink()
    author.release(SPRING)


def test_a_lock_of_an_earlier_release_is_noticed(author):
    author.release(AUTUMN)
    lock = author.output / "lock.json"
    old = lock.read_bytes()
    author.question("choice", "choice-request", feedback=CORRECTED)
    author.release(WINTER)
    new = lock.read_bytes()
    lock.write_bytes(old)
    refused(author, "is older than the deck", "“choice-request”")
    lock.write_bytes(new)
    before = files(author.output)
    author.release(SPRING)
    assert files(author.output) == before


def test_a_merge_that_lost_a_side_of_the_lock_is_noticed(author):
    author.release(AUTUMN)
    lock = author.output / "lock.json"
    lines = lock.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if '"kzquiz:example/tfn-' not in line]
    lock.write_text("".join(kept), "utf-8")
    refused(author, "“tfn-gate”, “tfn-repairs”, “tfn-sirens”", "keep the lines of both sides")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(lambda text: text.replace('"format": 1', '"format": 9'), "newer kzquiz"),
        pytest.param(lambda text: text.replace('"format": 1', '"format": 0'), "ever wrote (0)"),
        pytest.param(lambda text: text[:-99], "is damaged"),
        pytest.param(lambda text: "<<<<<<< HEAD\n" + text, "merge conflict"),
    ],
    ids=["newer", "of no format", "cut off", "in conflict"],
)
def test_a_lock_that_cannot_be_read_is_refused(author, spoil, message):
    author.release(AUTUMN)
    lock = author.output / "lock.json"
    lock.write_text(spoil(lock.read_text("utf-8")), "utf-8")
    refused(author, message)


def test_two_peoples_locks_merge_line_by_line(author, tmp_path):
    author.release(AUTUMN)
    lock = author.output / "lock.json"
    other = json.loads(lock.read_text("utf-8"))
    other["notes"]["kzquiz:example/theirs"] = {"hash": "0" * 16, "mod": WINTER, "type": "prompt"}
    lock.write_text(json.dumps(other), "utf-8")
    author.release(SPRING)
    learner = Learner(tmp_path)
    learner.take((author.output / "example.apkg").read_bytes())
    assert json.loads(lock.read_text("utf-8"))["notes"]["kzquiz:example/theirs"]["retired"] is True


def test_a_deck_file_that_is_no_deck_stays_until_it_is_given_up(author):
    author.release(AUTUMN)
    good = files(author.output)
    deck = author.output / "example.apkg"
    deck.write_bytes(b"half a download")
    done = author.build(SPRING)
    assert done.returncode == 1
    assert "example.apkg: was edited since kzquiz made it" in done.stderr
    assert deck.read_bytes() == b"half a download"
    assert author.build(SPRING, "--force").returncode == 0
    assert files(author.output) == good
    deck.unlink()
    author.release(SPRING)
    assert files(author.output) == good


def test_an_id_of_a_retired_card_is_not_given_away(author):
    author.release(AUTUMN)
    questions = author.unit / "questions" / "short-answer.yaml"
    old = questions.read_text("utf-8")
    questions.unlink()
    author.release(WINTER)
    questions.write_text(old.replace("March inspection", "whole story"), "utf-8")
    done = author.build(SPRING)
    assert done.returncode == 1
    assert "the id “short-basis” belonged to a card that was retired" in done.stderr
    questions.write_text(old, "utf-8")
    author.release(SPRING)
    assert "1 card added: short-basis" in author.printed
