"""Every kind gives its texts roles, so that the rules that must see these texts do.

The example of each kind is planted with one defect after the other, in each of its texts. Which
rule has to speak follows from the role of the text, so that a new kind is tested by being there.
That every output carries every kind is tested with the outputs.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Annotated, Any

import pytest
import yaml
from planting import found, planted

from kzquiz import kinds
from kzquiz.kinds.base import Question
from kzquiz.kinds.fields import AuthoredText, Fields, Prose, Role
from kzquiz.load import Unit

pytestmark = pytest.mark.slow

# These texts are copied from a source or looked up, so rules on words do not apply.
COPIED = {"phrase", "term", "quotation", "absent-term", "record"}
# Who is spoken to or answered here need not be right.
NOT_VOUCHED = COPIED | {"distractor", "reject", "rubric", "accept", "warning", "external"}
NOT_VOUCHED |= {"sample", "weaker-sample"}
EXPLAINING = {"feedback", "why", "note"}
# Texts beside the id of a claim that need not say what the claim says, by role, and why.
BESIDE_A_CLAIM = {
    "why": "read with the claim by EV07, and by EV17 and EV32",
    "feedback": "read by EV17 and EV32",
    "heading": "names the row, and says nothing",
    "when": "the time of the claim, in the author's words",
    "phrase": "copied from the claim",
    "term": "copied from the claim",
}
# Claims with a figure that is not exact, and the figure without its qualifier.
QUALIFIED = {"a1-left": "of 200 people", "b2-left": "of 350 people"}
# Kinds whose answers beside a claim state no fact, and why.
STATE_NOTHING = {"wording": "a neutral wording replaces a term"}
# Text fields of kinds that no rule reads, and why.
RECORDS = {"Compare.given": "cells of the table", "Choice.last": "an option, repeated"}


def examples() -> list[Any]:
    return [
        pytest.param(entry, id=entry["id"])
        for kind in kinds.KINDS
        for entry in yaml.load(kinds.example(kind), Loader=yaml.CSafeLoader)
    ]


def model(entry: dict[str, Any], unit: Unit) -> Question:
    return kinds.kind(entry["kind"]).model_validate(entry, context=unit.facts)


def spoilt(
    entry: dict[str, Any], text: AuthoredText, more: str, **other_keys: Any
) -> dict[str, Any]:
    """The question with more words in one of its texts, and with other keys changed."""
    made = deepcopy(entry)
    *path, last = text.at
    group = made
    for step in path:
        group = group[step]
    old, group[last] = group[last], f"{group[last].rstrip()} {more}"
    if made.get("last") == old:  # an option that is pinned is repeated there
        made["last"] = group[last]
    if text.claims and isinstance(group, dict):
        group.update({key: value for key, value in other_keys.items() if key in group})
    return made


def places(texts: Any, roles: set[str]) -> list[AuthoredText]:
    """The texts whose role is none of these, once for each place."""
    return list({text.at: text for text in texts if text.role not in roles}.values())


def unseen(unit: Unit, codes: str, spoilt_ones: dict[Any, dict[str, Any]]) -> list[Any]:
    """The places with a planted defect that none of these rules reports."""
    return [
        at
        for at, made in spoilt_ones.items()
        if not any(found(planted(unit, made), code) for code in codes.split())
    ]


@pytest.mark.parametrize("entry", examples())
def test_a_doubled_word_is_seen_in_every_text(entry: dict[str, Any], example: Unit) -> None:
    texts = places(model(entry, example).texts(), COPIED)
    assert texts
    assert unseen(example, "IW29", {t.at: spoilt(entry, t, "so so") for t in texts}) == []


@pytest.mark.parametrize("entry", examples())
def test_an_invented_quotation_is_seen_in_every_text_that_vouches_for_it(
    entry: dict[str, Any], example: Unit
) -> None:
    question = model(entry, example)
    asserted = {text.at for text in question.asserted(question.texts())}
    texts = places(question.texts(), NOT_VOUCHED)
    # A statement to be judged may be false, and so may its quotation.
    texts = [t for t in texts if t.role != "stem" or t.at == ("stem",) or t.at in asserted]
    invented = "“the moon was green and square”"
    assert unseen(example, "EV17", {t.at: spoilt(entry, t, invented) for t in texts}) == []


@pytest.mark.parametrize("entry", examples())
def test_a_loaded_word_is_seen_in_every_text_in_the_authors_voice(
    entry: dict[str, Any], example: Unit
) -> None:
    question = model(entry, example)
    texts = places(question.texts(), COPIED | {"accept", "reject", "external"})
    if any(text.role == "term" for text in question.texts()):
        texts = []  # the question is about such words
    seen = {t.at: spoilt(entry, t, "a furious crowd") for t in texts}
    lower = {at for at in seen if at[-1] == "sample" and "proficient" not in at}
    assert set(unseen(example, "LW01", seen)) == lower, "a weak answer may use such a word"


@pytest.mark.parametrize("entry", examples())
def test_a_number_without_evidence_is_seen_in_every_right_answer_and_reason(
    entry: dict[str, Any], example: Unit
) -> None:
    question = model(entry, example)
    right = places(question.asserted(question.texts()), {"accept"})
    explained = [text for text in question.texts() if text.role in EXPLAINING]
    assert explained
    number = "and 4,317 people"
    # Where the claim has a vague word, it is false precision.
    assert unseen(example, "EV06 EV08", {t.at: spoilt(entry, t, number) for t in right}) == []
    assert unseen(example, "EV32", {t.at: spoilt(entry, t, number) for t in explained}) == []


@pytest.mark.parametrize("entry", examples())
def test_a_lost_qualifier_is_seen_in_every_right_answer_and_reason(
    entry: dict[str, Any], example: Unit
) -> None:
    """The source has about 200 people who left, or more than 350; the answer has 200, or 350."""
    question = model(entry, example)
    texts = list(question.texts())
    beside = {claim for text in texts for claim in text.claims}  # may not stand there twice
    free = (one for one in QUALIFIED.items() if one[0] not in beside)
    claim, exact = next(free, ("a1-left", QUALIFIED["a1-left"]))
    cited = entry | {"evidence": [claim]}
    read = places(question.asserted(texts), {"accept"})
    read += [text for text in texts if text.role == "why"]
    spoilt_ones = {t.at: spoilt(cited, t, exact, claim=claim, claims=[claim]) for t in read}
    assert unseen(example, "EV07", spoilt_ones) == []


@pytest.mark.parametrize("entry", examples())
def test_a_text_beside_a_claim_is_compared_with_the_claim(
    entry: dict[str, Any], example: Unit
) -> None:
    """Also where it is a wrong option: what it says of the source must be right."""
    question = model(entry, example)
    texts = list(question.texts())
    asserted = {text.at for text in question.asserted(texts)}
    beside = {text.at for text in texts if text.claims and text.role not in BESIDE_A_CLAIM}
    assert beside <= asserted or entry["kind"] in STATE_NOTHING


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_text_of_a_kind_is_read_by_the_rules_or_its_field_says_here_why_not(kind: str) -> None:
    def records(group: type[Fields]) -> set[str]:
        own = {f"{group.__name__}.{n}" for n, role in group.parts.texts.items() if role == "record"}
        return own.union(*map(records, group.parts.groups.values()))

    common = {name.partition(".")[2] for name in records(Question)}
    found = {name for name in records(kinds.kind(kind)) if name.partition(".")[2] not in common}
    assert found <= set(RECORDS)


def test_a_text_without_a_role_is_an_error_when_its_class_is_made() -> None:
    with pytest.raises(TypeError, match=r"Riddle\.hint is a text without a role"):
        type("Riddle", (Fields,), {"__annotations__": {"hint": Prose | None}, "hint": None})
    fine = type("Riddle", (Fields,), {"__annotations__": {"hint": Annotated[Prose, Role("note")]}})
    assert fine.parts.texts == {"hint": "note"}
