"""A unit of three sources: nothing speaks of both, or shows two where there are three."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from example_unit import read_unit
from msgspec.structs import replace
from planting import asked

from kzquiz import kinds
from kzquiz.check import check
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.verbatim import absent_terms
from kzquiz.load import Unit
from kzquiz.model import Item, Match
from kzquiz.quiz.compose import compose

TEXT = """\
From our window we saw the water come at ten.

My neighbours and I counted 40 boats, says Ada Lund.
"""


@pytest.fixture
def unit(content: Path) -> Unit:
    """The example unit with a resident's post as a third source, and two claims of it."""
    folder = content / "example"
    (folder / "texts").mkdir()
    (folder / "texts/c.txt").write_text(TEXT, "utf-8")
    post = {
        "id": "c", "label": "Source C", "about": "A post of a resident.", "author": "Ada Lund",
        "rights": "CC BY 4.0", "attribution": "Ada Lund", "text": "texts/c.txt", "language": "en",
        "translated": "no",
    }  # fmt: skip
    ada = {"id": "ada", "name": "Ada Lund", "role": "a resident", "side": "expert"}
    newsroom = {
        "id": "newsroom-c",
        "name": "the writer of Source C",
        "role": "x",
        "side": "newsroom",
    }
    common = {"source": "c", "status": "witness-claim"}
    boats = {"value": 40, "unit": "boats", "category": "boats sent by the army"}
    claims = [
        common
        | {
            "speakers": ["ada"],
            "id": "c1-water",
            "paragraph": 1,
            "says": "Ada Lund saw the water at ten.",
        },
        common
        | {
            "speakers": ["ada"],
            "id": "c2-boats",
            "paragraph": 2,
            "says": "She counted 40 boats.",
            "figure": boats,
        },
    ]
    absent = {
        "id": "why",
        "source": ["a", "c"],
        "what": "They do not say why.",
        "absent_terms": ["rust", "crack"],
    }
    for file, key, added in (
        ("sources.yaml", "", [post]),
        ("claims.yaml", "", claims),
        ("unit.yaml", "speakers", [ada, newsroom]),
        ("unit.yaml", "not_stated", [absent]),
    ):
        data = yaml.safe_load((folder / file).read_text("utf-8"))
        (data[key] if key else data).extend(added)
        (folder / file).write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    path = folder / "differences.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[a1-left, b2-left]", "[a1-left, b2-left, c2-boats]"), "utf-8")
    return read_unit(folder)


def lowered(unit: Unit, example: str, **changes: Any) -> Item:
    fields = asked(example, **changes)
    return kinds.kind(fields["kind"]).model_validate(fields, context=unit.facts).lower(unit.facts)


def test_grounds_speak_of_several_newsrooms_and_of_other_speakers(
    unit: Unit, example: Unit
) -> None:
    grounds = {}
    for name, one in (("two", example), ("three", unit)):
        shape = lowered(one, "confirmed-flood").shape
        assert isinstance(shape, Match)
        grounds[name] = [target.text for target in shape.targets]
    assert grounds["two"][:2] == [
        "Both newsrooms, different origins",
        "Both newsrooms, one origin",
    ]
    assert grounds["three"][:2] == [
        "Several newsrooms, different origins",
        "Several newsrooms, one origin",
    ]
    others = "Others only: a party (a company, too), an organisation, an expert"
    assert (others in grounds["two"], others in grounds["three"]) == (False, True)


def test_an_order_names_the_sources_that_tell_of_its_events(unit: Unit, example: Unit) -> None:
    third = {"text": "Water is seen.", "claim": "c1-water"}
    events = asked("order-flood")["events"]
    assert lowered(example, "order-flood").shape.ask.endswith("going by both sources?")
    for changed, ending in (
        (events, "going by Source A and Source B?"),
        ([*events, third], "going by all sources?"),
        ([*events[:2], third], "going by Source A and Source C?"),
    ):
        assert lowered(unit, "order-flood", events=changed).shape.ask.endswith(ending)


def test_a_difference_can_show_three_statements(unit: Unit) -> None:
    claims = ["a1-left", "b2-left", "c2-boats"]
    item = lowered(unit, "difference-left", claims=claims)
    assert [one.label for one in item.stimulus] == [
        "Source A, par. 1",
        "Source B, par. 2",
        "Source C, par. 2",
    ]
    assert "what the paragraphs say" in item.marking
    assert len(lowered(unit, "difference-left").stimulus) == 2


def test_what_is_not_stated_is_proved_of_the_sources_named_or_of_all(unit: Unit) -> None:
    proved = [source for source, terms in absent_terms(UnitView(unit)) for _ in terms[:1]]
    of_unit = proved[: 3 + 2]
    assert of_unit == ["a", "b", "c", "a", "c"]


def figures(unit: Unit) -> Unit:
    """The unit with a question that compares the boats of all three sources."""
    claims = ["a4-boats", "b5-boats", "c2-boats"]
    item = lowered(unit, "difference-left", claims=claims)
    return replace(unit, items=(*unit.items[1:], item))


def test_a_text_is_one_of_three_and_is_not_printed_in_full(unit: Unit) -> None:
    quiz = compose(unit)
    assert quiz.reading == "cards"
    assert [card.source.label for card in quiz.cards] == ["Source A", "Source B", "Source C"]
    assert check(unit, select=["EV01", "EV02", "EV19", "EV29"]) == []
    compared = [{one.source for one in group} for group in compose(figures(unit)).figures]
    assert {"a", "b", "c"} in compared
