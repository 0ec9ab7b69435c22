"""Turns items into notes: the fields of each card as HTML in which every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import assert_never

from msgspec import Struct

from kzquiz.generators.anki.lock import DeckError
from kzquiz.generators.anki.markup import block, inert, listed, plain, prose, tag
from kzquiz.generators.anki.notetypes import NOTE_TYPES, TypeName, digest
from kzquiz.generators.provenance import credit
from kzquiz.model import (
    SKILLS,
    Blank,
    Choice,
    Evidence,
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
from kzquiz.pictures import figures
from kzquiz.text import around_gaps, quoted

MARKS: Mapping[Verdict, str] = {"right": "✓", "arguable": "◐", "wrong": "✗"}
"""They differ in shape, not only in colour."""
_VERDICTS: Mapping[Verdict, str] = {
    "right": " data-right",
    "arguable": " data-arguable",
    "wrong": "",
}
_SIDES = 2
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Note(Struct, frozen=True):
    """One note with one card: ``fields`` in the order of its type; ``aside``: in the subdeck."""

    key: str
    type: TypeName
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    aside: bool = False

    @property
    def guid(self) -> str:
        """The permanent guid by which Anki knows the note on every device."""
        return guid(self.key)

    @property
    def hash(self) -> str:
        """Hash of everything Anki updates on a re-import."""
        return digest(self.type, *self.fields, *self.tags)


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
    key = "/".join(filter(None, (quiz.identity, item.key, item.part)))
    kind, by_shape = _fields_by_shape(item)
    common = {
        "Key": plain(key),
        "Language": plain(quiz.language),
        "Context": _context(quiz, item),
        "Question": prose(item.stem),
        "Stimulus": _references(item.stimulus),
        "Why": block("p", prose(item.feedback)) if item.feedback else "",
        "Evidence": _evidence(quiz, item),
        "Notes": block("p", f"From outside the sources: {prose(item.external)}")
        if item.external
        else "",
    }
    return Note(key, kind, _ordered(kind, common | by_shape), _tags(quiz, item), bool(item.warning))


def retired(unit: str, key: str, kind: TypeName) -> Note:
    """Make the note that replaces a retired one: blank, so that *Empty Cards* finds its card."""
    fields = _ordered(kind, {"Key": plain(key)})
    return Note(key, kind, fields, (f"kzquiz::unit::{tag(unit)}::retired",))


def _ordered(kind: TypeName, values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(values.get(name, "") for name in NOTE_TYPES[kind].fields)


def _tags(quiz: Quiz, item: Item) -> tuple[str, ...]:
    found = {
        f"kzquiz::unit::{tag(quiz.unit)}",
        f"kzquiz::kind::{tag(item.kind)}",
        f"kzquiz::level::{tag(item.level)}",
        *(f"kzquiz::skill::{tag(skill)}" for skill in item.skills),
        *(f"kzquiz::source::{tag(source)}" for source in item.sources),
    }
    return tuple(sorted(found))


# --- fields of every note type ------------------------------------------------------------------


def _context(quiz: Quiz, item: Item) -> str:
    skill = SKILLS[item.skills[0]] if item.skills else ""
    line = " · ".join(plain(part) for part in (quiz.title, skill) if part)
    return line + (block("strong", prose(item.warning), "kz-warning") if item.warning else "")


def _references(references: tuple[Reference, ...]) -> str:
    return "".join(
        "<blockquote>"
        + (block("cite", plain(reference.label)) if reference.label else "")
        + block("p", prose(quoted(reference.text)) if reference.quoted else prose(reference.text))
        + "</blockquote>"
        for reference in references
    )


def _evidence(quiz: Quiz, item: Item) -> str:
    origins = {card.source.id: credit(card.source) for card in quiz.cards}
    once = {(piece.claim, piece.quote): piece for piece in item.evidence}
    shown = {reference.text for reference in item.stimulus}
    proofs = (
        _proof(piece, origins.get(piece.source, ""), in_stimulus=piece.says in shown)
        for piece in once.values()
    )
    return "".join((*_charts(item), *proofs))


def _charts(item: Item) -> Iterable[str]:
    """Draw the figures of one category that more than one source gives."""
    groups: dict[tuple[str, str], dict[str, Evidence]] = {}
    for piece in item.evidence:
        if piece.figure and piece.figure.category:
            group = groups.setdefault((piece.figure.category, piece.figure.unit), {})
            group.setdefault(piece.claim, piece)
    several = (
        tuple(group.values())
        for group in groups.values()
        if len({piece.source for piece in group.values()}) > 1
    )
    for place, pieces in enumerate(several, 1):
        # Ids need to be unique on one card only.
        picture = figures(pieces, f"kz-chart-{place}")
        yield f'<figure class="kz-chart">{inert(picture)}</figure>'


@lru_cache(2048)  # a unit has far fewer claims than cards that rest on them
def _proof(piece: Evidence, origin: str, *, in_stimulus: bool) -> str:
    """Give one claim as proof; without its text if that is ``in_stimulus`` already.

    ``origin`` says where its source is from, empty if unknown.
    """
    # The last speaker may be the source itself: "the newsroom of source A".
    ends = any(piece.label.casefold() in speaker.casefold() for speaker in piece.speakers[-1:])
    links = piece.speakers if ends else (*piece.speakers, piece.label)
    chain = " → ".join(plain(link) for link in links)
    rows = (
        ("Who says so", chain),
        ("Status", plain(piece.status)),
        ("As of", plain(piece.as_of) or "time not stated in the source"),
        ("Confirmation", prose(piece.caveat)),
        ("Source", plain(origin)),
    )
    return (
        '<section class="kz-proof">'
        + block("h4", f"{plain(piece.label)}, paragraph {piece.paragraph}")
        + ("" if in_stimulus else block("p", prose(piece.says)))
        + (block("p", plain(quoted(piece.quote)), "kz-quote") if piece.quote else "")
        + "<dl>"
        + "".join(f'<dt>{name}</dt><dd dir="auto">{html}</dd>' for name, html in rows if html)
        + "</dl></section>"
    )


# --- fields by shape ----------------------------------------------------------------------------


def _fields_by_shape(item: Item) -> tuple[TypeName, dict[str, str]]:
    """Give the note type and the fields that depend on the shape.

    A scale with two references becomes a ``difference``: its card shows both side by side.
    """
    shape = item.shape
    match shape:
        case Choice():
            if shape.fixed and len(item.stimulus) >= _SIDES:
                return "difference", _choice(item, shape)
            return "choice", _choice(item, shape) | _scale(item, shape)
        case Gap():
            return "cloze", _gap(item, shape)
        case Text():
            return "prompt", _text(item, shape)
        case Match() | Order() | Table():
            message = f"the question “{item.id}” cannot be a card as it is"
            raise DeckError(message)
        case _:
            assert_never(shape)


def _choice(item: Item, shape: Choice) -> dict[str, str]:
    key = next((option.text for option in shape.options if option.correct), None)
    if key is None:
        message = f"the question “{item.id}” has no right option"
        raise DeckError(message)
    # A scale without reasons of its own is not shown again on the back.
    judged = not shape.fixed or any(
        option.why not in ("", item.feedback) for option in shape.options
    )
    return {
        "Options": _options(shape, "kz-options", item.feedback, judged=False),
        "Answer": _answer(item, key),
        "Details": _options(shape, "kz-options kz-judged", item.feedback, judged=True)
        if judged
        else "",
    }


def _scale(item: Item, shape: Choice) -> dict[str, str]:
    """Put the instruction before the stem: of a scale it is the question ("True, false, …?")."""
    if not (shape.fixed and item.instruction):
        return {}
    return {"Question": block("small", prose(item.instruction)) + prose(item.stem)}


def _options(shape: Choice, name: str, feedback: str, *, judged: bool) -> str:
    order = " data-fixed" if shape.fixed or _ascending(shape.options) else ""
    rows = "".join(
        f"<li{_VERDICTS[option.verdict]}{' data-last' if option.last else ''}"
        f' dir="auto">{_judged(option, feedback) if judged else prose(option.text)}</li>'
        for option in shape.options
    )
    return f'<ol class="{name}"{order}>{rows}</ol>'


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


def _gap(item: Item, shape: Gap) -> dict[str, str]:
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
        block("li", prose(other) + (f" (for {prose(key)})" if len(blanks) > 1 else ""))
        for key, other in accepted
    )
    restated = block("p", prose(item.restated)) if item.restated else ""
    key = " … ".join(prose(blank.answer) for blank in blanks)
    return {
        "Text": text,
        "Answer": block("p", key, "kz-key") + restated,
        "Details": listed(rows, "kz-also"),
    }


def _text(item: Item, shape: Text) -> dict[str, str]:
    key, *others = shape.answers
    arguable = (
        block("li", prose(answer.answer) + block("small", prose(answer.why)))
        for answer in shape.arguable
    )
    refused = (
        block("li", f"{prose(answer.text)}" + block("small", prose(answer.why)))
        for answer in shape.reject
    )
    return {
        "Answer": _answer(item, key),
        "Details": listed((block("li", prose(other)) for other in others), "kz-also")
        + listed(arguable, "kz-arguable")
        + listed(refused, "kz-not"),
    }
