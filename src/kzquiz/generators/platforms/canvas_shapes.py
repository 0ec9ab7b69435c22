"""How Canvas shows and marks each answer shape, in QTI 1.2: used by `canvas`."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, assert_never
from xml.etree.ElementTree import Element, SubElement

from kzquiz.generators.platforms import lines
from kzquiz.generators.platforms.markup import (
    add,
    add_prose,
    lines_to_html,
    prose_to_html,
    to_html,
)
from kzquiz.model import Choice, Gap, Match, Order, Table, Text
from kzquiz.quiz.fallback import form_of
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kzquiz.generators.platforms.lines import Line
    from kzquiz.model import Item

__all__ = ["add_text", "always_explain", "answers"]

_Reasons = dict[str, "tuple[Line, ...]"]


def answers(presentation: Element, marking: Element, item: Item) -> _Reasons:
    """Add the question of an item, its fields and its marking; give feedback by its ident."""
    asked = lines_to_html(lines.question(item))
    reasons: _Reasons = {}
    match item.shape:
        case Choice() as shape:
            add_text(presentation, asked)
            reasons = _choice(presentation, marking, item, shape)
        case Match() as shape:
            add_text(presentation, asked)
            _match(presentation, marking, shape)
        case Gap() as shape:
            _gap(presentation, marking, asked, shape)
        case Table() as shape:
            _table(presentation, marking, asked, shape)
        case Text() as shape:
            add_text(presentation, asked)
            _written(presentation, marking, shape)
        case Order():
            pass  # `carry` has simplified it
        case _:
            assert_never(item.shape)
    return reasons


def add_text(parent: Element, text: str, form: str = "text/html") -> None:
    """Add a text, in HTML or as the type ``form`` says."""
    material = SubElement(parent, "material")
    SubElement(material, "mattext", texttype=form).text = text


def _condition(marking: Element, *, more: bool) -> tuple[Element, Element]:
    """Add a condition; give it and what it asks. With ``more`` the next ones are looked at too."""
    condition = SubElement(marking, "respcondition", {"continue": "Yes" if more else "No"})
    return condition, SubElement(condition, "conditionvar")


def _equal(asked: Element, response: str, value: str) -> None:
    SubElement(asked, "varequal", respident=response).text = value


def _set(condition: Element, action: str, percent: float) -> None:
    score = SubElement(condition, "setvar", action=action, varname="SCORE")
    score.text = f"{percent:.2f}".rstrip("0").rstrip(".")


def _show(condition: Element, ident: str) -> None:
    SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=ident)


def always_explain(marking: Element) -> None:
    """Add the condition that shows the general feedback after every answer."""
    condition, asked = _condition(marking, more=True)
    SubElement(asked, "other")
    _show(condition, "general_fb")


# --- the shapes: each adds its fields and its marking -------------------------------------------


def _choice(presentation: Element, marking: Element, item: Item, shape: Choice) -> _Reasons:
    cardinality = "Multiple" if shape.multiple else "Single"
    response = SubElement(presentation, "response_lid", ident="response1", rcardinality=cardinality)
    choices = SubElement(response, "render_choice")
    reasons: _Reasons = {}
    for number, option in enumerate(shape.options, 1):
        add_text(_label(choices, f"o{number}"), prose_to_html(option.text))
        why = lines.reason(item, option)
        if why.prose:
            reasons[f"o{number}_fb"] = (why,)
            condition, asked = _condition(marking, more=True)
            _equal(asked, "response1", f"o{number}")
            _show(condition, f"o{number}_fb")
    condition, asked = _condition(marking, more=False)
    if shape.multiple:
        asked = SubElement(asked, "and")
    for number, option in enumerate(shape.options, 1):
        if option.correct:
            _equal(asked, "response1", f"o{number}")
        elif shape.multiple:
            _equal(SubElement(asked, "not"), "response1", f"o{number}")
    _set(condition, "Set", 100)
    return reasons


def _label(choices: Element, ident: str) -> Element:
    return SubElement(choices, "response_label", ident=ident)


def _match(presentation: Element, marking: Element, shape: Match) -> None:
    idents = {target.id: f"t{number}" for number, target in enumerate(shape.targets, 1)}
    texts = {idents[target.id]: to_plain(target.text) for target in shape.targets}
    for number, prompt in enumerate(shape.prompts, 1):
        share = 100 / len(shape.prompts)
        html = prose_to_html(prompt.text)
        _dropdown(presentation, marking, (f"p{number}", html), texts, idents[prompt.target], share)


def _dropdown(
    presentation: Element,
    marking: Element,
    named: tuple[str, str],
    texts: Mapping[str, str],
    key: str,
    share: float,
) -> None:
    """Add a field to choose from a list of plain texts. ``named`` are its name and its label."""
    name, label = named
    response = SubElement(presentation, "response_lid", ident=f"response_{name}")
    add_text(response, label)
    choices = SubElement(response, "render_choice")
    for ident, text in texts.items():
        add_text(_label(choices, ident), text, "text/plain")
    condition, asked = _condition(marking, more=True)
    _equal(asked, f"response_{name}", key)
    _set(condition, "Add", share)


def _gap(presentation: Element, marking: Element, asked: str, shape: Gap) -> None:
    blanks = [piece for piece in shape.pieces if not isinstance(piece, str)]
    holder, number = Element("div"), count(1)
    paragraph = SubElement(holder, "p", dir="auto")
    text = _without_fields(lines.gap_text(shape))
    add_prose(paragraph, text, lambda gap: add(gap, f"[{_name(next(number))}]"))
    add_text(presentation, _without_fields(asked) + to_html(holder))
    for place, blank in enumerate(blanks, 1):
        answers = (blank.answer, *blank.accept)
        texts = {f"g{place}-{at}": to_plain(one) for at, one in enumerate(answers, 1)}
        named = (_name(place), _name(place))
        _dropdown(presentation, marking, named, texts, f"g{place}-1", 100 / len(blanks))


_FIELD = "kzquiz"


def _name(number: int) -> str:
    """Name a field in the text of a question, where it stands in brackets."""
    return f"{_FIELD}{number}"


def _without_fields(text: str) -> str:
    """Put a word joiner, which nobody sees, into what Canvas would take for a field of ours."""
    return text.replace(f"[{_FIELD}", f"[\u2060{_FIELD}")


def _table(presentation: Element, marking: Element, asked: str, shape: Table) -> None:
    cells = [cell for row in shape.rows for cell in row.cells if not cell.given]
    answers = sorted({cell.answer for cell in cells})
    idents = {answer: f"a{number}" for number, answer in enumerate(answers, 1)}
    add_text(presentation, _without_fields(asked) + to_html(_grid(shape)))
    texts = {ident: to_plain(answer) for answer, ident in idents.items()}
    for number, cell in enumerate(cells, 1):
        named = (_name(number), _name(number))
        key = idents[cell.answer]
        _dropdown(presentation, marking, named, texts, key, 100 / len(cells))


def _grid(shape: Table) -> Element:
    """Make the table, with the name of a field in each open cell."""
    holder = Element("div")
    table = SubElement(holder, "table", border="1", cellpadding="6")
    named = any(row.label for row in shape.rows)
    head = SubElement(table, "tr")
    for text in (*([""] if named else []), *shape.columns):
        add_prose(SubElement(head, "th", dir="auto"), _without_fields(text))
    number = 0
    for row in shape.rows:
        line = SubElement(table, "tr")
        if named:
            add_prose(SubElement(line, "th", dir="auto"), _without_fields(row.label))
        for cell in row.cells:
            number += not cell.given
            field = SubElement(line, "td", dir="auto")
            if cell.given:
                add_prose(field, _without_fields(cell.answer))
            else:
                add(field, f"[{_name(number)}]")
    return holder


def _written(presentation: Element, marking: Element, shape: Text) -> None:
    response = SubElement(presentation, "response_str", ident="response1", rcardinality="Single")
    SubElement(SubElement(response, "render_fib"), "response_label", ident="answer1")
    condition, asked = _condition(marking, more=False)
    if form_of(shape) == "text":
        for answer in shape.answers:
            _equal(asked, "response1", to_plain(answer))
        _set(condition, "Set", 100)
    else:
        SubElement(asked, "other")
