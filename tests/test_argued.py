"""An arguable answer goes, with its reason, from the author's file to key, card and quiz page."""

from __future__ import annotations

from html import unescape

import deck_sample as sample
import pytest
from example_unit import ROOT
from msgspec.structs import replace
from reading import page_lines

from kzquiz.argued import argued
from kzquiz.generators import answers
from kzquiz.generators.anki import notes
from kzquiz.generators.quiz_page import render
from kzquiz.load import Unit
from kzquiz.model import Arguable, Item, Options, Text
from kzquiz.quiz.fallback import simplify

CARDS = frozenset({"choice", "gap", "text"})
REASONED = {
    "choice-request": [(1, 2, "The town hall")],
    "select-carriers": [(1, 4, "that the gate was inspected")],
    "tfn-repairs": [(1, 3, "Not stated")],
    "short-basis": [(1, 0, "nobody independent")],
    "classify-flood": [(2, 1, "Reported fact")],
    "confirmed-flood": [(1, 3, "Public officials only (government, court, police)")],
    "difference-left": [(1, 3, "Different scope")],
    "wording-crowd": [(1, 0, "furious")],
}


def item(unit: Unit, name: str) -> Item:
    return next(item for item in unit.items if item.id == name)


def page(module, item: Item) -> str:
    (artifact,) = module.render(sample.quiz(item), Options((ROOT / "templates",)))
    return page_lines(artifact.data)


@pytest.mark.parametrize("name", REASONED)
def test_what_an_author_calls_arguable_is_listed_with_its_field_and_its_number(
    name: str, example: Unit
) -> None:
    found = argued(item(example, name).shape)
    assert [(one.field, one.number, one.answer) for one in found] == REASONED[name]
    assert all(one.why for one in found)


def test_questions_without_arguable_answers_list_none(example: Unit) -> None:
    assert {one.id for one in example.items if argued(one.shape)} == set(REASONED)


@pytest.mark.parametrize("name", REASONED)
def test_key_and_quiz_page_print_the_answer_its_reason_and_how_it_is_marked(
    name: str, example: Unit
) -> None:
    question = item(example, name)
    (one,) = argued(question.shape)
    key = page(answers, question)
    assert f"{one.answer}. {one.why}" in key
    assert "can be argued (◊)" in key
    assert f"<li> {one.answer} {one.why}" in page(render, question)


def test_the_key_names_arguable_answers_at_a_glance(example: Unit) -> None:
    key = page(answers, item(example, "confirmed-flood")).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 B, 2 D, 3 F | ◊ 1 C" in key


@pytest.mark.parametrize(
    "name", ["choice-request", "tfn-repairs", "short-basis", "classify-flood", "difference-left"]
)
def test_a_card_shows_the_answer_and_its_reason_and_does_not_call_it_wrong(
    name: str, example: Unit
) -> None:
    question = item(example, name)
    (one,) = argued(question.shape)
    backs = [
        unescape("".join(notes.note(sample.quiz(piece), piece).fields))
        for piece in simplify(question, CARDS)[0]
    ]
    (back,) = [back for back in backs if one.why in back]
    assert f"◊</b> {one.answer}" in back or "kz-arguable" in back
    assert f"✗</b> {one.answer}<" not in back


def test_a_difference_without_a_reason_for_a_kind_gives_its_own(example: Unit) -> None:
    facts = example.facts
    known = facts.differences["people-left"]
    bare = replace(known, also={"scope": ""})
    question = next(one for one in example.questions if one.id == "difference-left")
    lowered = question.lower(replace(facts, differences={"people-left": bare}))
    assert [one.why for one in argued(lowered.shape)] == [known.why]


def test_a_cell_asked_alone_keeps_the_answers_that_can_be_argued() -> None:
    table = sample.table()
    row = table.shape.rows[1]
    reason = Arguable("950", "The agency rounds.")
    cells = (replace(row.cells[0], arguable=(reason,)), *row.cells[1:])
    changed = replace(table, shape=replace(table.shape, rows=(replace(row, cells=cells),)))
    only = replace(changed.shape.rows[0], cells=cells[:1])
    alone = replace(changed, shape=replace(changed.shape, rows=(only,), columns=("Figure",)))
    (piece,) = simplify(alone, CARDS)[0]
    assert isinstance(piece.shape, Text)
    assert piece.shape.arguable == (reason,)
