"""What kinds make of what an author writes, where the example of the kind does not show it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from kzquiz import kinds
from kzquiz.kinds import Facts
from kzquiz.load import Unit
from kzquiz.model import Item, Table, Text


def lowered(unit: Unit, kind: str, facts: Facts | None = None, **keys: Any) -> Item:
    """The item of the first example of a kind, with other values of some of its keys."""
    entry = yaml.safe_load(kinds.example(kind))[0]
    model = kinds.kind(kind).model_validate(entry | keys, context=unit.facts)
    return model.lower(facts or unit.facts)


def cells(item: Item) -> dict[str, tuple[str, ...]]:
    """What stands in each cell of a table, and what else is right there."""
    assert isinstance(item.shape, Table)
    return {
        f"{row.id}.{cell.id}": (cell.answer, *cell.accept)
        for row in item.shape.rows
        for cell in row.cells
    }


def test_a_table_prints_a_figure_with_its_unit_and_credits_it_without(example: Unit) -> None:
    found = cells(lowered(example, "compare", given=[]))
    assert found["a1-left.figure"] == ("200 people", "200")
    found = cells(lowered(example, "compare", columns=["figure"], given=[]))
    assert found["b2-left.figure"] == ("more than 350 people", "more than 350")


def test_a_table_credits_nothing_beside_a_cell_that_it_prints(example: Unit) -> None:
    found = cells(lowered(example, "compare", given=["a1-left.figure", "b2-left.qualifier"]))
    assert found["a1-left.figure"] == ("200 people",)
    assert found["b2-left.qualifier"] == ("more than",)


def test_a_qualifier_is_the_word_that_the_claim_quotes(example: Unit) -> None:
    claims = dict(example.facts.claims)
    claims["a1-left"] = replace(claims["a1-left"], quote="around 200 people had left")
    facts = replace(example.facts, claims=claims)
    found = cells(lowered(example, "compare", facts, given=[]))
    assert found["a1-left.qualifier"] == ("around", "about", "roughly", "some")


@pytest.mark.parametrize(
    ("topic", "stem"),
    [
        ("Checks of the gate", "Checks of the gate: what kind of difference?"),
        ("Was the gate checked?", "Was the gate checked? What kind of difference?"),
    ],
)
def test_a_topic_that_ends_as_a_question_gets_no_colon(
    topic: str, stem: str, example: Unit
) -> None:
    known = example.facts.differences
    facts = replace(
        example.facts, differences={name: replace(one, topic=topic) for name, one in known.items()}
    )
    assert lowered(example, "difference", facts, stem=None).stem == stem


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("the *fire service*", ()),
        ("200", ()),
        ("THE FİRE ſERVICE", ()),
        ("the fire brigade", ("Source A, par. 1",)),
        ("a fire", ("Source A, par. 1",)),
    ],
)
def test_a_card_does_not_show_the_first_claim_if_that_has_the_answer_word_for_word(
    key: str, shown: tuple[str, ...], example: Unit
) -> None:
    item = lowered(example, "short-answer", key=key, accept=[], evidence=["a1-left"], shows=None)
    assert tuple(reference.label for reference in item.excerpt) == shown


def test_a_card_shows_what_its_author_chose_with_the_answer_or_without(example: Unit) -> None:
    item = lowered(example, "short-answer", key="the fire service", shows=["a1-left"])
    assert [reference.label for reference in item.excerpt] == ["Source A, par. 1"]


def test_a_sender_without_a_name_is_not_called_a_party(example: Unit) -> None:
    speakers = dict(example.facts.speakers)
    assert example.facts.evidence("b4-not-inspected").status == "claim by a party"
    speakers["mayor"] = replace(speakers["mayor"], side="public")
    facts = replace(example.facts, speakers=speakers)
    assert facts.evidence("b4-not-inspected").status == "claim"
    assert facts.evidence("b4-careless").status == "judgement"


def test_a_question_on_what_is_missing_has_up_to_eight_points_and_refused_answers(
    example: Unit,
) -> None:
    points = [{"text": f"point {number}", "absent_terms": ["x", "y"]} for number in range(8)]
    refused = [{"text": "the mayor", "why": "She speaks in Source B, paragraph 4."}]
    item = lowered(example, "missing", points=points, reject=refused)
    assert isinstance(item.shape, Text)
    assert (len(item.shape.answers), item.shape.reject[0].text) == (8, "the mayor")
