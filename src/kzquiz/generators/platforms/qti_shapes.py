"""The interactions of QTI 2.1 for each answer shape, with their responses and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never
from xml.etree.ElementTree import Element, SubElement

from msgspec import Struct

from kzquiz.generators.platforms.lines import gap_text
from kzquiz.generators.platforms.markup import add_prose
from kzquiz.model import Choice, Gap, Match, Order, Table, Text
from kzquiz.quiz.fallback import form_of
from kzquiz.quiz.shuffle import is_shuffled
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kzquiz.model import Cell, Item

_ARGUED = 0.5  # of the marks
_MISTAKE = -0.5
_NAME = "RESPONSE"
_CHARACTERS = "40"  # of a field to write in: no field tells how long its answer is


class Response(Struct, frozen=True):
    """A response of an item: its name, its declaration, and how it is marked.

    It is ``mapped`` from answers to marks, right as a ``whole`` only, or marked by a ``person``.
    """

    name: str
    declared: Element
    marking: Literal["mapped", "whole", "person"] = "mapped"


def ask(body: Element, item: Item) -> list[Response]:
    """Add the fields to answer in to the body of an item; give their responses."""
    match item.shape:
        case Choice() as shape:
            return [_choice(body, shape, item.marks)]
        case Match() as shape:
            return [_match(body, shape, item.marks)]
        case Order() as shape:
            return [_order(body, shape)]
        case Gap() as shape:
            return _gap(body, shape, item.marks)
        case Table() as shape:
            return _table(body, shape, item.marks)
        case Text() as shape:
            return [_text(body, shape, item.marks)]
        case _:
            assert_never(item.shape)


def _declared(name: str, cardinality: str, base: str, correct: Iterable[str]) -> Element:
    attributes = {"identifier": name, "cardinality": cardinality, "baseType": base}
    declared = Element("responseDeclaration", attributes)
    found = list(correct)
    if found:
        right = SubElement(declared, "correctResponse")
        for value in found:
            SubElement(right, "value").text = value
    return declared


def _map(declared: Element, marks: Mapping[str, float], most: float) -> None:
    """Say what each answer earns. The sum is never below 0 or above the marks."""
    bounds = {"lowerBound": "0", "upperBound": _written(most), "defaultValue": "0"}
    mapping = SubElement(declared, "mapping", bounds)
    text = declared.get("baseType") == "string"
    for key, value in marks.items():
        entry = SubElement(mapping, "mapEntry", mapKey=key, mappedValue=_written(value))
        if text:
            entry.set("caseSensitive", "false")


def _written(value: float) -> str:
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _add(parent: Element, name: str, prose: str, **attributes: str) -> None:
    add_prose(SubElement(parent, name, attributes), prose)


# --- choosing -----------------------------------------------------------------------------------


def _choice(body: Element, shape: Choice, marks: int) -> Response:
    names = [f"o{number}" for number in range(1, len(shape.options) + 1)]
    named = list(zip(names, shape.options, strict=True))
    right = [name for name, option in named if option.correct]
    declared = _declared(_NAME, "multiple" if shape.multiple else "single", "identifier", right)
    argued, wrong = (0.0, _MISTAKE) if shape.multiple else (_ARGUED, 0.0)
    share = {"right": 1 / max(1, len(right)), "arguable": argued, "wrong": wrong}
    if not shape.multiple:
        share["right"] = 1.0
    earned = {name: share[option.verdict] * marks for name, option in named}
    _map(declared, earned, marks)
    asked = {
        "responseIdentifier": _NAME,
        "shuffle": "true" if is_shuffled(shape) else "false",
        "maxChoices": "0" if shape.multiple else "1",
    }
    interaction = SubElement(body, "choiceInteraction", asked)
    for name, option in named:
        _add(interaction, "simpleChoice", option.text, identifier=name, **_fixed(last=option.last))
    return Response(_NAME, declared)


def _fixed(*, last: bool) -> dict[str, str]:
    return {"fixed": "true"} if last else {}


def _match(body: Element, shape: Match, marks: int) -> Response:
    prompts = {prompt.id: f"p{number}" for number, prompt in enumerate(shape.prompts, 1)}
    targets = {target.id: f"t{number}" for number, target in enumerate(shape.targets, 1)}
    pairs = {f"{prompts[one.id]} {targets[one.target]}": 1.0 for one in shape.prompts}
    argued = {
        f"{prompts[prompt.id]} {targets[answer.answer]}": _ARGUED
        for prompt in shape.prompts
        for answer in prompt.arguable
    }
    each = marks / len(shape.prompts)
    declared = _declared(_NAME, "multiple", "directedPair", pairs)
    _map(declared, {pair: share * each for pair, share in (pairs | argued).items()}, marks)
    interaction = SubElement(
        body,
        "matchInteraction",
        responseIdentifier=_NAME,
        shuffle="true" if is_shuffled(shape) else "false",
        maxAssociations=str(len(prompts)),
    )
    left = SubElement(interaction, "simpleMatchSet")
    for prompt in shape.prompts:
        name = prompts[prompt.id]
        _add(left, "simpleAssociableChoice", prompt.text, identifier=name, matchMax="1")
    right = SubElement(interaction, "simpleMatchSet")
    for target in shape.targets:
        name, most = targets[target.id], str(len(prompts))
        _add(right, "simpleAssociableChoice", target.text, identifier=name, matchMax=most)
    return Response(_NAME, declared)


def _order(body: Element, shape: Order) -> Response:
    names = [f"s{number}" for number in range(1, len(shape.steps) + 1)]
    declared = _declared(_NAME, "ordered", "identifier", names)
    interaction = SubElement(body, "orderInteraction", responseIdentifier=_NAME, shuffle="false")
    for index in shape.shown or range(len(names)):
        _add(interaction, "simpleChoice", shape.steps[index].text, identifier=names[index])
    return Response(_NAME, declared, "whole")


# --- writing ------------------------------------------------------------------------------------


def _field(parent: Element, name: str) -> None:
    attributes = {"responseIdentifier": name, "expectedLength": _CHARACTERS}
    SubElement(parent, "textEntryInteraction", attributes)


def _written_response(
    name: str, right: Iterable[str], argued: Iterable[str], marks: float
) -> Response:
    answers = [to_plain(answer) for answer in right]
    declared = _declared(name, "single", "string", answers[:1])
    earned = dict.fromkeys((to_plain(answer) for answer in argued), _ARGUED * marks)
    _map(declared, earned | dict.fromkeys(answers, marks), marks)
    return Response(name, declared)


def _gap(body: Element, shape: Gap, marks: int) -> list[Response]:
    blanks = [piece for piece in shape.pieces if not isinstance(piece, str)]
    names = [f"{_NAME}{number}" for number in range(1, len(blanks) + 1)]
    left = iter(names)
    add_prose(SubElement(body, "p"), gap_text(shape), lambda gap: _field(gap, next(left)))
    return [
        _written_response(name, (blank.answer, *blank.accept), (), marks / len(blanks))
        for name, blank in zip(names, blanks, strict=True)
    ]


def _table(body: Element, shape: Table, marks: int) -> list[Response]:
    asked = [cell for row in shape.rows for cell in row.cells if not cell.given]
    table = SubElement(body, "table")
    named = any(row.label for row in shape.rows)
    head = SubElement(SubElement(table, "thead"), "tr")
    for text in (*([""] if named else []), *shape.columns):
        _add(head, "th", text)
    lines = SubElement(table, "tbody")
    responses: list[Response] = []
    for row in shape.rows:
        line = SubElement(lines, "tr")
        if named:
            _add(line, "th", row.label)
        for cell in row.cells:
            if cell.given:
                _add(line, "td", cell.answer)
                continue
            name = f"{_NAME}{len(responses) + 1}"
            responses.append(_cell(name, cell, marks / len(asked)))
            _field(SubElement(SubElement(line, "td"), "p"), name)
    return responses


def _cell(name: str, cell: Cell, marks: float) -> Response:
    argued = (answer.answer for answer in cell.arguable)
    return _written_response(name, (cell.answer, *cell.accept), argued, marks)


def _text(body: Element, shape: Text, marks: int) -> Response:
    if form_of(shape) != "text":
        attributes = {"responseIdentifier": _NAME, "expectedLines": str(max(1, shape.lines))}
        SubElement(body, "extendedTextInteraction", attributes)
        return Response(_NAME, _declared(_NAME, "single", "string", ()), "person")
    _field(SubElement(body, "p"), _NAME)
    argued = (answer.answer for answer in shape.arguable)
    return _written_response(_NAME, shape.answers, argued, marks)
