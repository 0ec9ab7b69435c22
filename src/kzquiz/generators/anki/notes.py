"""Turns items into notes: the fields of each card as HTML in which every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, assert_never

from msgspec import Struct

from kzquiz.generators.anki.lock import DeckError
from kzquiz.generators.anki.markup import block, fold, inert, listed, plain, prose, tag
from kzquiz.generators.anki.notetypes import NOTE_TYPES, TypeName, digest
from kzquiz.generators.anki.proofs import evidence
from kzquiz.generators.html.tongues import is_other
from kzquiz.languages import Language, language
from kzquiz.model import (
    Blank,
    Choice,
    Gap,
    Item,
    Match,
    Option,
    Order,
    Quiz,
    Reference,
    Table,
    Text,
    Verdict,
)
from kzquiz.text import around_gaps

MARKS: Mapping[Verdict, str] = {"right": "✓", "arguable": "◊", "wrong": "✗"}
"""They differ in shape, not only in colour."""
_VERDICTS: Mapping[Verdict, str] = {
    "right": " data-right",
    "arguable": " data-arguable",
    "wrong": "",
}
Place = Literal["core", "challenge", "warning"]
_MOST_WORDS = 38  # of a short front: it is read in eleven seconds, at 200 words a minute
_TAG = re.compile(r"<[^>]*>")
_SIDES = 2
_CELL = 22  # characters: a longer option does not fit half the width of a phone
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Note(Struct, frozen=True):
    """One note with one card: ``fields`` in the order of its type; ``place``: its subdeck."""

    key: str
    type: TypeName
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    place: Place = "core"

    @property
    def guid(self) -> str:
        """The permanent guid by which Anki knows the note on every device."""
        return guid(self.key)

    @property
    def hash(self) -> str:
        """Hash of everything Anki updates on a re-import."""
        return digest(self.type, *self.fields, *self.tags)


def key(quiz: Quiz, item: Item) -> str:
    """Give the permanent key of an item's note: unit, question, and part if it was split."""
    return "/".join(filter(None, (quiz.identity, item.key, item.part)))


def guid(key: str) -> str:
    """Give the guid of a key. It is readable: Anki takes any text as a guid."""
    return f"kzquiz:{key}"


def note(quiz: Quiz, item: Item) -> Note:
    """Make the note of an item of shape `Choice`, `Gap` or `Text`.

    Raises `DeckError` where it asks nothing, where a choice has no right option, or where a gap
    leaves nothing out.
    """
    if not item.stem.strip():
        message = f"the question “{item.id}” asks nothing: its stem is empty"
        raise DeckError(message)
    own = key(quiz, item)
    words = language(quiz.language)
    kind, by_shape = _fields_by_shape(words, item)
    common = {
        "Key": plain(own),
        "Language": plain(_tongue(quiz)),
        "Context": block("strong", prose(item.warning), "kz-warning") if item.warning else "",
        "Question": prose(item.stem),
        "Stimulus": _references(words, _shown(item), _tongue(quiz)),
        "Why": _reason(item),
        "Evidence": evidence(quiz, item),
        "Notes": _notes(words, item),
    }
    fields = common | by_shape
    place = _place(item, fields)
    return Note(own, kind, _ordered(kind, fields), _tags(quiz, item, place), place)


def _tongue(quiz: Quiz) -> str:
    """The language of a card: most of its texts are the author's."""
    return quiz.written_in or quiz.language


def _place(item: Item, fields: Mapping[str, str]) -> Place:
    """The core has the short cards of the first level; a card with a warning is apart."""
    if item.warning:
        return "warning"
    front = " ".join(fields.get(name, "") for name in ("Question", "Stimulus", "Options", "Text"))
    short = len(_TAG.sub(" ", front).split()) <= _MOST_WORDS
    return "core" if item.level == "core" and short else "challenge"


def retired(unit: str, key: str, kind: TypeName) -> Note:
    """Make the note that replaces a retired one: blank, so that *Empty Cards* finds its card."""
    fields = _ordered(kind, {"Key": plain(key)})
    return Note(key, kind, fields, (f"kzquiz::unit::{tag(unit)}::retired",))


def _ordered(kind: TypeName, values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(values.get(name, "") for name in NOTE_TYPES[kind].fields)


def _tags(quiz: Quiz, item: Item, place: Place) -> tuple[str, ...]:
    found = {
        f"kzquiz::unit::{tag(quiz.unit)}",
        f"kzquiz::deck::{place}",
        f"kzquiz::kind::{tag(item.kind)}",
        f"kzquiz::level::{tag(item.level)}",
        *(f"kzquiz::skill::{tag(skill)}" for skill in item.skills),
        *(f"kzquiz::source::{tag(source)}" for source in item.sources),
    }
    return tuple(sorted(found))


# --- fields of every note type ------------------------------------------------------------------


def _shown(item: Item) -> tuple[Reference, ...]:
    """What the front shows of the sources. The text of a gap is such a sentence itself."""
    return item.stimulus or (() if isinstance(item.shape, Gap) else item.excerpt)


def _reason(item: Item) -> str:
    """The one reason that is seen: the feedback, unless the answer is told with its own."""
    return block("p", prose(item.feedback)) if item.feedback and not item.restated else ""


def _notes(words: Language, item: Item) -> str:
    """What is folded last: the feedback where another reason is seen, and outside knowledge."""
    more = block("p", prose(item.feedback)) if item.feedback and item.restated else ""
    outside = f"{words.say('card.external')} {prose(item.external)}" if item.external else ""
    found = more + (block("p", outside) if outside else "")
    return fold(words.say("card.more"), found, "kz-notes") if found else ""


def _references(words: Language, references: tuple[Reference, ...], tongue: str) -> str:
    return "".join(
        "<blockquote>"
        + (block("cite", plain(reference.label)) if reference.label else "")
        + block(
            "p",
            prose(words.quoted(reference.text)) if reference.quoted else prose(reference.text),
            tongue=reference.language if is_other(reference.language, tongue) else "",
        )
        + "</blockquote>"
        for reference in references
    )


# --- fields by shape ----------------------------------------------------------------------------


def _fields_by_shape(words: Language, item: Item) -> tuple[TypeName, dict[str, str]]:
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
