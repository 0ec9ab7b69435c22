from __future__ import annotations

import deck_sample as sample
import pytest
from msgspec.structs import replace

from kzquiz.model import Blank, Choice, Gap, Match, Text
from kzquiz.quiz.fallback import form_of, simplify, simplify_all

CARDS = frozenset({"choice", "gap", "text"})


def pieces(item):
    made, problems = simplify(item, CARDS)
    assert problems == ()
    return made


def key(item):
    return next(option.text for option in item.shape.options if option.correct)


@pytest.mark.parametrize("item", sample.everything(), ids=lambda item: item.id)
def test_an_item_the_output_shows_comes_back_as_it_is(item):
    assert simplify(item, frozenset({form_of(item.shape), "reason"})) == ((item,), ())


@pytest.mark.parametrize("item", sample.everything(), ids=lambda item: item.id)
def test_every_item_becomes_shown_forms_or_a_hint(item):
    made, problems = simplify(item, CARDS)
    assert bool(made) != bool(problems)
    assert {form_of(piece.shape) for piece in made} <= CARDS


def test_a_match_becomes_one_choice_a_prompt_with_the_prompts_own_reason_and_proof():
    first, second = pieces(sample.match())
    assert (first.id, first.part, second.part) == ("speakers", "a1-flooded", "b2-left")
    assert first.stem == "Who said this?"
    assert (first.stimulus[-1].label, first.stimulus[-1].text) == (
        "Source A",
        "The old town was flooded.",
    )
    assert (key(first), key(second)) == ("Speaker newsroom-a", "Speaker police")
    assert (first.feedback, second.feedback) == ("It is its own.", sample.match().feedback)
    assert second.evidence == (sample.LEFT,)


def test_of_many_targets_five_stay_the_key_among_them_in_their_own_order():
    _, second = pieces(sample.match())
    assert [option.text.split()[1] for option in second.shape.options] == [
        "police",
        "army",
        "board",
        "shops",
        "agency",
    ]


def test_a_grid_keeps_all_its_targets_and_their_order():
    grid = sample.match()
    assert isinstance(grid.shape, Match)
    for piece in pieces(replace(grid, shape=replace(grid.shape, reuse=True))):
        assert isinstance(piece.shape, Choice)
        assert piece.shape.fixed
        assert len(piece.shape.options) == 7


def test_a_prompt_of_two_sources_names_neither():
    grid = sample.match()
    prompt = replace(grid.shape.prompts[0], evidence=(sample.FLOOD, sample.LEFT))
    (piece,) = pieces(replace(grid, shape=replace(grid.shape, prompts=(prompt,))))
    assert piece.stimulus[-1].label == "Statement"


def test_an_order_becomes_pairs_of_neighbours_that_do_not_always_put_the_key_first():
    made = pieces(sample.order())
    assert [piece.part for piece in made] == ["rain.gate", "gate.flood", "flood.help"]
    assert [key(piece) for piece in made] == ["Event rain", "Event gate", "Event flood"]
    firsts = [
        piece.shape.options[0].correct
        for number in range(20)
        for piece in pieces(replace(sample.order(), id=f"events-{number}"))
    ]
    assert 15 < sum(firsts) < 45


def test_a_table_becomes_one_text_an_open_cell():
    made = pieces(sample.table())
    assert [piece.part for piece in made] == [
        "a1-flooded.figure",
        "b2-left.figure",
        "b2-left.place",
    ]
    assert [piece.stem for piece in made] == [
        "Flooded: what is the figure?",
        "Left: Figure?",
        "Left: Place?",
    ]
    assert made[1].shape == Text(("900", "nine hundred"))
    assert made[1].evidence == (sample.LEFT,)


def test_a_cell_of_a_row_without_a_label_is_asked_for_by_its_column():
    table = sample.table()
    rows = tuple(replace(row, label="") for row in table.shape.rows)
    made = pieces(replace(table, shape=replace(table.shape, rows=rows)))
    assert [piece.stem for piece in made][1:] == ["Figure?", "Place?"]


def test_a_table_of_one_row_stays_one_question_that_asks_for_its_last_cell():
    (piece,) = pieces(sample.wording())
    assert piece.part == ""
    assert piece.stem == "How can it be said neutrally?"
    assert piece.shape.answers == ("flooded", "under water")
    assert piece.restated == ""
    assert [(reference.label, reference.text) for reference in piece.stimulus] == [
        ("", "“the drowned town”"),
        ("Source", "Source A"),
        ("Loaded term", "drowned"),
        ("Whose word is it?", "the mayor"),
    ]


@pytest.mark.parametrize("item", sample.paper_only(), ids=lambda item: item.id)
def test_what_cannot_be_made_simpler_is_left_out_with_a_hint(item):
    made, (problem,) = simplify(item, CARDS)
    assert made == ()
    assert (problem.code, problem.severity) == ("paper-only", "hint")
    assert item.id in problem.file
    assert "on paper, because" in problem.message


def test_parts_share_marks_and_minutes_out():
    for item in (sample.match(), sample.order(), sample.table()):
        made = pieces(item)
        assert sum(piece.marks for piece in made) == item.marks
        assert sum(piece.minutes for piece in made) == pytest.approx(item.minutes)


def test_a_reason_line_is_dropped_where_there_is_no_room_for_it():
    (piece,) = pieces(sample.difference())
    assert piece.shape.reason == ""


def test_all_items_stay_in_order():
    made, problems = simplify_all(sample.everything(), CARDS)
    assert len(problems) == 3
    assert list(dict.fromkeys(piece.id for piece in made)) == [
        item.id for item in sample.everything() if item not in sample.paper_only()
    ]


# --- where pairs can be shown -------------------------------------------------------------------

PAIRS = frozenset({"match", "text"})


def test_an_order_becomes_a_match_of_each_step_with_its_place():
    item = replace(sample.order(), instruction="1 is the first.")
    ((piece,), problems) = simplify(item, PAIRS)
    assert problems == ()
    assert (piece.id, piece.part, piece.marks) == (item.id, "", item.marks)
    assert piece.stem == f"{item.stem} 1 is the first."
    assert [target.text for target in piece.shape.targets] == ["1", "2", "3", "4"]
    places = {prompt.id: prompt.target for prompt in piece.shape.prompts}
    assert places == {"rain": "1", "gate": "2", "flood": "3", "help": "4"}
    shown = [item.shape.steps[index].id for index in item.shape.shown]
    assert [prompt.id for prompt in piece.shape.prompts] == (shown or list(places))


def test_a_table_becomes_a_match_of_its_open_cells_with_their_answers():
    item = sample.table()
    ((piece,), _) = simplify(item, PAIRS)
    assert (piece.part, piece.marks) == ("", item.marks)
    answers = {target.id: target.text for target in piece.shape.targets}
    assert [(prompt.text, answers[prompt.target]) for prompt in piece.shape.prompts] == [
        (f"{row.label}: {column}", cell.answer)
        for row in item.shape.rows
        for column, cell in zip(item.shape.columns, row.cells, strict=True)
        if not cell.given
    ]
    assert len(set(answers.values())) == len(answers)
    assert "Also right: nine hundred." in [prompt.why for prompt in piece.shape.prompts]
    given = [cell.answer for row in item.shape.rows for cell in row.cells if cell.given]
    assert [reference.text for reference in piece.stimulus[len(item.stimulus) :]] == given


def test_a_text_with_a_gap_becomes_a_question_with_a_line_and_keeps_its_identity():
    item = replace(
        sample.table(), shape=Gap(("It was ", Blank("blank-1", "about", ("some",)), "."))
    )
    ((piece,), _) = simplify(item, PAIRS)
    assert (piece.part, piece.stem) == ("", f"{item.stem} It was ____.")
    assert piece.shape == Text(("about", "some"))


def test_of_several_gaps_each_is_asked_alone_and_the_others_are_not_told():
    blanks = (Blank("blank-1", "about"), Blank("blank-2", "boats"))
    item = replace(sample.table(), shape=Gap((blanks[0], " 12 ", blanks[1])), marks=3)
    (made, _) = simplify(item, PAIRS)
    assert [piece.part for piece in made] == ["blank-1", "blank-2"]
    assert [piece.stem.removeprefix(f"{item.stem} ") for piece in made] == [
        "____ 12 (…)",
        "(…) 12 ____",
    ]
    assert [piece.marks for piece in made] == [2, 1]
