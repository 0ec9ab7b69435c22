"""A deck over the years: an author edits content and builds, a student studies and imports.

Everything goes through the command line and the real Anki, with its default import options.
"""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace

import pytest
from author import AUTUMN, CORRECTED, SPRING, SUMMER, WINTER, Author
from learner import Learner, packed, rows, shown

pytestmark = pytest.mark.slow

DECK = "The flood in Ostervik"
# The student adds a word to these: before the spring release is made, and after it.
OWN_EARLY, OWN_LATE, OWN_KEPT = "tfn-gate", "difference-left", "tfn-repairs"


def note(learner: Learner, name: str):
    return learner.note(f"example/{name}")


def write_own(learner: Learner, name: str, when: int) -> None:
    """Add a word and a tag of the student to a note, at the given time."""
    own = note(learner, name)
    own["Why"] += " My own words."
    own.add_tag("mine")
    learner.col.update_note(own)
    learner.col.db.execute("update notes set mod = ? where id = ?", when, own.id)


def edit_for_spring(author: Author) -> None:
    """Make every kind of change of the table in one release."""
    author.question("choice", "choice-request", feedback=CORRECTED)
    author.question("cloze", "cloze-qualifier", level="stretch")
    author.question("true-false-not-stated", OWN_EARLY, feedback=CORRECTED)
    author.question("difference", OWN_LATE, feedback=CORRECTED)
    author.edit("questions/choice", _without_the_second_and_with_a_new_one)
    author.edit("questions/who-said", _with_one_statement_less)
    author.edit("questions/true-false-not-stated", lambda questions: questions[::-1])
    questions = author.unit / "questions"
    (questions / "short-answer.yaml").rename(questions / "a_first_file.yaml")
    author.restyle(".card { color: teal; }")


def _without_the_second_and_with_a_new_one(questions):
    assert questions[1]["id"] == "choice-left"
    return [
        questions[0],
        deepcopy(questions[0])
        | {"id": "brand-new", "stem": "Who asked for boats, according to Source A?"},
    ]


def _with_one_statement_less(questions):
    del questions[0]["statements"][-1]


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """Go from autumn to summer once, and keep the state after each release."""
    author = Author(tmp_path_factory.mktemp("author"))
    learner = Learner(tmp_path_factory.mktemp("learner"))
    seen = SimpleNamespace(author=author, learner=learner)
    seen.autumn = author.release(AUTUMN)
    learner.take(seen.autumn)
    seen.studied = learner.study(DECK)
    own_deck = learner.col.decks.id("My own deck")
    learner.col.set_deck([note(learner, "choice-request").card_ids()[0]], own_deck)
    learner.col.set_user_flag_for_cards(3, note(learner, "cloze-qualifier").card_ids())
    learner.col.sched.suspend_cards(note(learner, "who-said-b/b3-sirens").card_ids())
    for name, when in ((OWN_EARLY, WINTER), (OWN_KEPT, WINTER), (OWN_LATE, SPRING + 1)):
        write_own(learner, name, when)
    seen.before = learner.schedule()
    edit_for_spring(author)
    seen.spring = author.release(SPRING)
    seen.printed = author.printed
    seen.taken = learner.take(seen.spring)
    seen.after = learner.schedule()
    seen.notes = learner.notes()
    seen.sides = {card.note()["Key"]: (card.question(), card.answer()) for card in learner.cards()}
    seen.empty = learner.empty()
    author.edit("unit", lambda unit: unit.update(title="A title of this year"))
    seen.summer = author.release(SUMMER)
    seen.taken_in_summer = learner.take(seen.summer)
    seen.after_summer = learner.schedule()
    return seen


RETIRED = {"choice-left", "who-said-b/b4-not-inspected"}


def test_every_card_of_the_first_release_was_studied(years):
    guids = {guid for (guid,) in rows(years.autumn, "select guid from notes")}
    assert {f"kzquiz:{key}" for key in years.studied} == guids == set(years.before)
    assert all(reps == 1 for *_, reps, _, _, _ in years.before.values())


def test_no_progress_is_lost_and_no_card_comes_twice(years):
    # Due date, interval, ease, suspension, flag, and the deck that the student chose.
    assert {guid: years.after[guid] for guid in years.before} == years.before
    assert {guid: years.after_summer[guid] for guid in years.before} == years.before
    assert set(years.after) - set(years.before) == {"kzquiz:example/brand-new"}
    assert len(years.notes) == len(years.after)


def test_nothing_is_stale_but_what_the_student_wrote_last(years):
    behind = {guid for guid, held in packed(years.spring).items() if years.notes[guid] != held}
    assert behind == {f"kzquiz:example/{OWN_KEPT}", f"kzquiz:example/{OWN_LATE}"}


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        pytest.param("choice-request", "Why", CORRECTED, id="an edited field"),
        pytest.param(
            "brand-new",
            "Question",
            "Who asked for boats, according to Source A?",
            id="a new question",
        ),
        pytest.param("short-basis", "Why", "", id="a question moved to another file"),
        pytest.param("tfn-gate", "Why", "", id="a question moved to another place"),
        pytest.param("choice-left", "Question", "", id="a removed question goes blank"),
        pytest.param("who-said-b/b4-not-inspected", "Question", "", id="and so does a piece"),
    ],
)
def test_a_changed_question_arrives(years, name, field, value):
    held = note(years.learner, name)[field]
    assert value in held
    assert bool(held) == (name not in RETIRED)


def test_changed_tags_arrive_and_replace_the_old(years):
    assert years.notes["kzquiz:example/cloze-qualifier"][1] == [
        "kzquiz::deck::challenge",
        "kzquiz::kind::cloze",
        "kzquiz::level::stretch",
        "kzquiz::skill::figures",
        "kzquiz::source::a",
        "kzquiz::unit::example",
    ]


def test_a_new_look_arrives_on_every_card(years):
    assert all("teal" in side for sides in years.sides.values() for side in sides)


def test_no_card_is_blank_but_the_retired_and_empty_cards_finds_just_them(years):
    assert years.empty == {f"example/{name}" for name in RETIRED}
    for key, sides in years.sides.items():
        if key not in years.empty:
            assert all(len(shown(side).split()) > 5 for side in sides), key
    years.learner.col.remove_notes([note(years.learner, name).id for name in RETIRED])
    assert not years.learner.empty()


def test_no_card_needs_media(years):
    for apkg in (years.autumn, years.spring, years.summer):
        assert not any(
            mark in fields for (fields,) in rows(apkg, "select flds from notes")
            for mark in ("<img", "src=", "url(", "[sound:")
        )  # fmt: skip


def test_a_students_own_words_go_if_the_card_changed_after_them(years):
    assert "mine" not in years.notes[f"kzquiz:example/{OWN_EARLY}"][1]
    assert "My own words." not in "".join(years.notes[f"kzquiz:example/{OWN_EARLY}"][0])


def test_a_students_own_words_stay_on_a_card_that_did_not_change(years):
    assert "mine" in years.notes[f"kzquiz:example/{OWN_KEPT}"][1]
    assert "My own words." in "".join(years.notes[f"kzquiz:example/{OWN_KEPT}"][0])


def test_words_written_after_the_release_was_made_hold_until_the_next_change(years):
    held = "".join(years.notes[f"kzquiz:example/{OWN_LATE}"][0])
    assert "My own words." in held
    assert CORRECTED not in held
    now = note(years.learner, OWN_LATE)["Notes"]
    assert CORRECTED in now
    assert "My own words." not in now


def test_a_renamed_unit_keeps_its_deck_and_renames_every_card(years):
    decks = years.learner.col.decks
    names = {deck.name for deck in decks.all_names_and_ids()} - {"Default"}
    assert names == {DECK, f"{DECK}::Challenge", "My own deck"}
    assert "A title of this year" in decks.by_name(DECK)["desc"]
    living = set(years.learner.notes()) - {f"kzquiz:example/{name}" for name in RETIRED}
    assert years.taken_in_summer[1] == len(living)
    for card in years.learner.cards():
        if card.note().guid in living:
            assert "A title of this year" in shown(card.answer())


def test_the_build_says_what_it_adds_changes_and_retires(years):
    changed = ["choice-request", "cloze-qualifier", "difference-left", "tfn-gate"]
    changed += ["who-said-b/b2-left", "who-said-b/b3-sirens"]  # they lose an option
    changes = [line for line in years.printed.splitlines() if "\t" not in line][1:]
    assert changes == [
        "1 card added: brand-new",
        f"6 cards changed: {', '.join(changed)}",
        "2 cards retired: choice-left, who-said-b/b4-not-inspected",
        "new look of the cards: choice, cloze, difference, prompt",
    ]
    changes = (years.author.output / "CHANGES.md").read_text("utf-8")
    for line in (
        "Added since:\n\n- `brand-new`: Who asked for boats, according to Source A?",
        "Retired since:\n\n- `choice-left`\n- `who-said-b/b4-not-inspected`",
    ):
        assert line in changes
