"""Random histories of edits, releases, study and imports in the real Anki."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import deck_sample as sample
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from learner import Learner, packed, shown
from msgspec.structs import replace

from kzquiz.generators.anki.deck import DeckError
from kzquiz.model import Choice, Item

pytestmark = pytest.mark.slow

START = {
    item.id: item
    for item in (
        sample.item("who-asked", Choice(sample.OPTIONS)),
        sample.difference(),
        sample.match(),
        sample.gap(),
        sample.short(),
    )
}
LEVELS = st.sampled_from(("core", "stretch", "challenge"))
STEPS = st.sampled_from(
    ("edit", "edit", "level", "add", "remove", "bring back", "turn round", "rename", "restyle")
)


@dataclass
class Unit:
    """The content of an author, and the lock file of the last release."""

    folder: Path
    items: dict[str, Item] = field(default_factory=lambda: dict(START))
    gone: dict[str, Item] = field(default_factory=dict)
    title: str = "The flood"
    look: int = 0
    lock: bytes | None = None
    deck: bytes = b""
    now: int = sample.AUTUMN

    def step(self, number: int, what: str, data: st.DataObject) -> None:
        """Edit the content in one way, if there is something to edit."""
        if what == "add":
            self.items[f"new-{number}"] = sample.short(stem=f"Question {number}?")
            self.items[f"new-{number}"] = replace(self.items[f"new-{number}"], id=f"new-{number}")
        elif what == "turn round":
            self.items = dict(reversed(self.items.items()))
        elif what == "rename":
            self.title = f"The flood, title {number}"
        elif what == "restyle":
            self.look = number
        elif what == "bring back" and self.gone:
            name = data.draw(st.sampled_from(sorted(self.gone)))
            self.items[name] = self.gone.pop(name)
        elif what in ("edit", "level", "remove") and len(self.items) > 1:
            name = data.draw(st.sampled_from(sorted(self.items)))
            item = self.items[name]
            if what == "edit":
                self.items[name] = replace(item, feedback=f"Reason {number}.")
            elif what == "level":
                self.items[name] = replace(item, level=data.draw(LEVELS))
            else:
                self.gone[name] = self.items.pop(name)

    def release(self) -> None:
        """Build as the command line does. Raises `DeckError`; then nothing is released."""
        style = self.folder / f"look-{self.look}" / "anki" / "style.css"
        style.parent.mkdir(parents=True, exist_ok=True)
        style.write_text(f".card {{ --look: {self.look}; }}", "utf-8")
        templates = (style.parents[1], *sample.TEMPLATES)
        made = sample.build(
            *self.items.values(),
            now=self.now,
            lock=self.lock,
            templates=templates,
            title=self.title,
        )
        self.lock = made["lock.json"].data
        self.deck = made.get("flood-update.apkg", made["flood.apkg"]).data

    def published(self) -> tuple[set[str], set[str]]:
        """The guids of all notes that were ever released, and of those that are not retired."""
        notes = json.loads(self.lock or b"{}")["notes"]
        return set(notes), {guid for guid, entry in notes.items() if "retired" not in entry}


def check(learner: Learner, unit: Unit, before: dict[str, tuple[int, ...]]) -> None:
    """What must be true after every import."""
    released, living = unit.published()
    notes = learner.notes()  # no guid stands twice
    assert {guid: notes[guid] for guid in released} == packed(unit.deck)
    after = learner.schedule()  # no note has two cards
    assert {guid: after[guid] for guid in before} == before
    assert living <= set(after)
    assert learner.empty() == {guid.removeprefix("kzquiz:") for guid in set(after) - living}
    for card in learner.cards():
        front = card.question()
        assert f"--look: {unit.look};" in front
        if card.note().guid in living:
            assert len(shown(front).split()) > 1
            assert "{{" not in front + card.answer()


def play(data: st.DataObject, folder: Path) -> None:
    unit, learner = Unit(folder), Learner(folder)
    number = 0
    for _ in range(data.draw(st.integers(2, 4), "releases")):
        kept = dataclasses.replace(unit, items=dict(unit.items), gone=dict(unit.gone))
        for what in data.draw(st.lists(STEPS, max_size=4), "edits"):
            number += 1
            unit.step(number, what, data)
        unit.now += data.draw(st.sampled_from((-100, 0, 1, 1000)), "seconds later")
        try:
            unit.release()
        except DeckError:
            # The only reason is a question that came back changed, with its retired id.
            unit = kept
            continue
        if not data.draw(st.booleans(), "imported"):
            continue
        before = learner.schedule()
        learner.take(unit.deck)
        check(learner, unit, before)
        if data.draw(st.booleans(), "empty cards"):
            learner.col.remove_notes([learner.note(key).id for key in learner.empty()])
        new = learner.col.find_cards("is:new")
        learner.col.sched.set_due_date(new[: data.draw(st.integers(0, len(new)), "studied")], "5")


# No shrinking: a failing history is short already, and each one opens a collection.
HISTORIES = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


@settings(HISTORIES, max_examples=8)
@given(st.data())
def test_a_learner_never_loses_doubles_or_misses_a_card(data):
    with tempfile.TemporaryDirectory() as folder:
        play(data, Path(folder))


@pytest.mark.slow
@pytest.mark.exhaustive
@settings(HISTORIES, max_examples=60)
@given(st.data())
def test_a_learner_never_loses_doubles_or_misses_a_card_in_many_histories(data):
    with tempfile.TemporaryDirectory() as folder:
        play(data, Path(folder))
