"""The fields of a card that depend on the shape of its item, as HTML: options, answer, details."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from kzquiz.generators.anki.lock import DeckError
from kzquiz.generators.anki.markup import block, fold, inert, listed, prose
from kzquiz.generators.anki.notetypes import TypeName
from kzquiz.languages import Language
from kzquiz.model import Blank, Choice, Gap, Item, Match, Option, Order, Table, Text, Verdict
from kzquiz.text import around_gaps

__all__ = ["MARKS", "fields_by_shape"]

MARKS: Mapping[Verdict, str] = {"right": "✓", "arguable": "◊", "wrong": "✗"}
"""They differ in shape, not only in colour."""
_VERDICTS: Mapping[Verdict, str] = {
    "right": " data-right",
    "arguable": " data-arguable",
    "wrong": "",
}
_SIDES = 2
_CELL = 22  # characters: a longer option does not fit half the width of a phone
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def fields_by_shape(words: Language, item: Item) -> tuple[TypeName, dict[str, str]]:
    """Give the note type and the fields that depend on the shape.

    A scale with two references becomes a ``difference``: its card shows both side by side.
    """
    shape = item.shape
    match shape:
        case Choice():
            if shape.fixed and len(item.stimulus) >= _SIDES:
                return "difference", _choice(words, item, shape)
            return "choice", _choice(words, item, shape) | _scale(item, shape)
        case Gap():
            return "cloze", _gap(words, item, shape)
        case Text():
            return "prompt", _text(words, item, shape)
        case Match() | Order() | Table():
            message = f"the question “{item.id}” cannot be a card as it is"
            raise DeckError(message)
        case _:
            assert_never(shape)


def _choice(words: Language, item: Item, shape: Choice) -> dict[str, str]:
    key = next((option.text for option in shape.options if option.correct), None)
    if key is None:
        message = f"the question “{item.id}” has no right option"
        raise DeckError(message)
    argued = words.comma.join(prose(option.text) for option in shape.options if option.arguable)
    arguable = f"{MARKS['arguable']} {words.say('card.arguable')} {argued}"
    also = block("p", arguable, "kz-argued") if argued else ""
    return {
        "Options": _options(shape, "kz-options", item.feedback, judged=False),
        "Answer": _answer(item, key) + also,
        "Details": fold(
            words.say("card.other-options"),
            _options(shape, "kz-options kz-judged", item.feedback, judged=True),
        ),
    }


def _scale(item: Item, shape: Choice) -> dict[str, str]:
    """Put the instruction before the stem: of a scale it is the question ("True, false, …?")."""
    if not (shape.fixed and item.instruction):
        return {}
    return {"Question": block("small", prose(item.instruction)) + prose(item.stem)}


def _options(shape: Choice, name: str, feedback: str, *, judged: bool) -> str:
    fixed = shape.fixed or shape.kept == "everywhere" or _ascending(shape.options)
    order = " data-fixed" if fixed else ""
    rows = "".join(
        f"<li{_VERDICTS[option.verdict]}{' data-last' if option.last else ''}"
        f' dir="auto">{_judged(option, feedback) if judged else _offered(option)}</li>'
        for option in shape.options
    )
    return f'<ol class="{name}{_layout(shape)}"{order}>{rows}</ol>'


def _layout(shape: Choice) -> str:
    """Two columns for a scale of many short options, one row for a scale without meanings."""
    if not shape.fixed:
        return ""
    return " kz-grid" if all(len(option.text) <= _CELL for option in shape.options) else ""


def _offered(option: Option) -> str:
    """An option of the front: a scale says what its options mean, so that no one must know."""
    return prose(option.text) + (block("small", prose(option.means)) if option.means else "")


def _judged(option: Option, feedback: str) -> str:
    mark = f'<b class="kz-mark">{MARKS[option.verdict]}</b> '
    # The feedback of the card stands above it already.
    why = prose(option.why) if option.why and option.why != feedback else ""
    return mark + prose(option.text) + (block("small", why) if why else "")


def _ascending(options: tuple[Option, ...]) -> bool:
    """Tell whether the options are numbers in order; the card does not shuffle these."""
    found = [_NUMBER.findall(option.text) for option in options if not option.last]
    if not all(len(numbers) == 1 for numbers in found):
        return False
    values = [float(numbers[0].replace(",", "")) for numbers in found]
    return values == sorted(values)


def _answer(item: Item, key: str) -> str:
    """Give the key, then the sentence that restates it, without the key if it begins with it."""
    name = "kz-key kz-lines" if "\n" in key else "kz-key"
    restated = item.restated
    if restated.startswith((f"{key}. ", f"{key}: ")):
        restated = restated[len(key) + 2 :]
        restated = restated[:1].upper() + restated[1:]
    return block("p", prose(key), name) + (block("p", prose(restated)) if restated else "")


def _gap(words: Language, item: Item, shape: Gap) -> dict[str, str]:
    blanks = [piece for piece in shape.pieces if isinstance(piece, Blank)]
    if not all(blank.answer.strip() for blank in blanks) or not blanks:
        message = f"the question “{item.id}” leaves nothing out, or an empty word"
        raise DeckError(message)
    # All deletions are c1, so that a question is one card. With numbers of their own, each would be
    # a card that shows the answers of the others.
    first, *rest = around_gaps(piece if isinstance(piece, str) else None for piece in shape.pieces)
    text = inert(first) + "".join(
        f"{{{{c1::{prose(blank.answer)}}}}}{inert(after)}"
        for blank, after in zip(blanks, rest, strict=True)
    )
    accepted = ((blank.answer, other) for blank in blanks for other in blank.accept)
    rows = (
        block(
            "li",
            prose(other)
            + (f" ({words.say('card.for', key=prose(key))})" if len(blanks) > 1 else ""),
        )
        for key, other in accepted
    )
    restated = block("p", prose(item.restated)) if item.restated else ""
    key = " … ".join(prose(blank.answer) for blank in blanks)
    return {
        "Text": text,
        "Answer": block("p", key, "kz-key"),
        "Details": _folded(words.say("card.also-right"), listed(rows, "kz-also")),
    } | ({"Why": restated} if restated else {})


def _text(words: Language, item: Item, shape: Text) -> dict[str, str]:
    key, *others = shape.answers
    arguable = (
        block("li", prose(answer.answer) + block("small", prose(answer.why)))
        for answer in shape.arguable
    )
    refused = (
        block("li", prose(answer.text) + block("small", prose(answer.why)))
        for answer in shape.reject
    )
    told = (
        listed((block("li", prose(other)) for other in others), "kz-also")
        + listed(arguable, "kz-arguable")
        + listed(refused, "kz-not")
    )
    return {"Answer": _answer(item, key), "Details": _folded(words.say("card.other-answers"), told)}


def _folded(summary: str, html: str) -> str:
    return fold(summary, html) if html else ""
