"""The simpler items that `fallback` makes of one: a choice for each prompt, a text for each gap."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, assert_never

from msgspec.structs import replace

from kzquiz.languages import Language, language
from kzquiz.model import (
    Blank,
    Cell,
    Choice,
    Evidence,
    Gap,
    Item,
    Match,
    Option,
    Order,
    Prompt,
    Reference,
    Row,
    Step,
    Table,
    Target,
    Text,
    Verdict,
)

__all__ = ["Form", "pieces_of"]

Form = Literal[
    "choice",  # one right option
    "select",  # any number of right options
    "reason",  # a line for the reason, beside the options of a choice
    "match",
    "order",
    "gap",
    "table",
    "text",  # one short answer
    "list",  # several separate points
    "rubric",  # a text marked by levels
]


def pieces_of(item: Item, shows: frozenset[Form], most: int) -> tuple[Item, ...]:
    """Items of a simpler shape; none if the output cannot show that shape either."""
    pieces: tuple[Item, ...] = ()
    match item.shape:
        case Match() as shape:
            pieces = _split(item, _prompts(item, shape, most)) if "choice" in shows else ()
        case Order() as shape if "match" in shows:
            pieces = (_places(item, shape),)
        case Order() as shape:
            pieces = _split(item, _neighbours(item, shape)) if "choice" in shows else ()
        case Table() as shape if "match" in shows:
            pieces = (_matched_cells(item, shape),)
        case Table(rows=(row,)) as shape:
            pieces = (_one_row(item, shape, row),) if "text" in shows else ()
        case Table() as shape:
            pieces = _split(item, _cells(item, shape)) if "text" in shows else ()
        case Gap() as shape:
            pieces = _blanks(item, shape) if "text" in shows else ()
        case Choice() | Text():
            pass  # they are as simple as can be
        case _:
            assert_never(item.shape)
    return pieces


def _split(item: Item, pieces: tuple[Item, ...]) -> tuple[Item, ...]:
    """Share the marks and minutes of an item among its pieces; drop texts on the whole item."""
    if not pieces:
        return ()
    base, extra = divmod(item.marks, len(pieces))
    return tuple(
        replace(
            piece,
            marks=max(1, base + (number < extra)),
            minutes=item.minutes / len(pieces),
            instruction="",
            excerpt=(),
            restated="",
            marking="",
        )
        for number, piece in enumerate(pieces)
    )


# --- match --------------------------------------------------------------------------------------


def _prompts(item: Item, shape: Match, most: int) -> tuple[Item, ...]:
    return tuple(
        replace(
            item,
            part=prompt.id,
            stem=shape.ask,
            stimulus=(
                *item.stimulus,
                Reference(_one_label(prompt.evidence, shape.called), prompt.text),
            ),
            shape=Choice(_options(shape, prompt, most), fixed=shape.reuse),
            feedback=prompt.why or item.feedback,
            evidence=prompt.evidence or item.evidence,
        )
        for prompt in shape.prompts
    )


def _one_label(evidence: tuple[Evidence, ...], called: str) -> str:
    """The label of a statement: its one source. Naming two sources could give the key away."""
    labels = {piece.label for piece in evidence}
    return labels.pop() if len(labels) == 1 else called


def _options(shape: Match, prompt: Prompt, most: int) -> tuple[Option, ...]:
    judged: dict[str, tuple[Verdict, str]] = {
        answer.answer: ("arguable", answer.why) for answer in prompt.arguable
    }
    judged[prompt.target] = ("right", "")
    return tuple(
        Option(target.text, *judged.get(target.id, ("wrong", "")), means=target.means)
        for target in _candidates(shape, prompt.target, most)
    )


def _candidates(shape: Match, key: str, most: int) -> tuple[Target, ...]:
    """At most ``most`` targets, in order: the key and those after it, wrapping at the end."""
    targets = shape.targets
    if shape.reuse or len(targets) <= most:
        return targets
    at = next((number for number, target in enumerate(targets) if target.id == key), 0)
    kept = {(at + step) % len(targets) for step in range(most)}
    return tuple(target for number, target in enumerate(targets) if number in kept)


# --- order --------------------------------------------------------------------------------------


def _places(item: Item, shape: Order) -> Item:
    """An item that matches each step with its place. It is no ``part``: it keeps its identity."""
    places = {step.id: str(place) for place, step in enumerate(shape.steps, 1)}
    steps = [shape.steps[index] for index in shape.shown or range(len(shape.steps))]
    prompts = tuple(
        Prompt(step.id, step.text, places[step.id], step.when, step.evidence) for step in steps
    )
    targets = tuple(Target(place, place) for place in places.values())
    return replace(
        item,
        stem=f"{item.stem} {item.instruction}".strip(),
        instruction="",
        shape=Match(prompts, targets, shape.ask, reuse=True),
    )


def _neighbours(item: Item, shape: Order) -> tuple[Item, ...]:
    return tuple(
        replace(
            item,
            part=f"{first.id}.{second.id}",
            stem=shape.ask,
            shape=Choice(_pair(item, first, second)),
            evidence=_merged(first.evidence, second.evidence) or item.evidence,
        )
        for first, second in zip(shape.steps, shape.steps[1:], strict=False)
    )


def _pair(item: Item, first: Step, second: Step) -> tuple[Option, ...]:
    """The two options, the key first or second by a hash, so that its place gives nothing away."""
    options = (
        Option(first.text, "right", first.when),
        Option(second.text, "wrong", second.when),
    )
    swap = sha256(f"{item.key}/{first.id}.{second.id}".encode()).digest()[0] & 1
    return options[::-1] if swap else options


def _merged(*groups: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(piece for group in groups for piece in group))


# --- gap ----------------------------------------------------------------------------------------


def _blanks(item: Item, shape: Gap) -> tuple[Item, ...]:
    """Items that ask for one blank each. One blank is no ``part``: it keeps its identity."""
    blanks = [piece for piece in shape.pieces if isinstance(piece, Blank)]
    pieces = tuple(
        replace(
            item,
            part=asked.id,
            stem=f"{item.stem} {_with_blank(shape, asked)}",
            shape=Text((asked.answer, *asked.accept)),
        )
        for asked in blanks
    )
    return _split(item, pieces) if len(pieces) > 1 else tuple(replace(p, part="") for p in pieces)


def _with_blank(shape: Gap, asked: Blank) -> str:
    """The text with a line for the blank that is asked; another one does not give its word away."""
    return "".join(
        piece if isinstance(piece, str) else "____" if piece is asked else "(…)"
        for piece in shape.pieces
    )


# --- table --------------------------------------------------------------------------------------


def _matched_cells(item: Item, shape: Table) -> Item:
    """An item that matches each open cell with its answer. It is no ``part``."""
    cells = [
        (row, cell, _named(row, column))
        for row in shape.rows
        for column, cell in _columns(shape, row)
    ]
    words = language(item.language)
    answers: dict[str, str] = {}  # each answer once, with the id of its first cell
    for row, cell, _ in cells:
        if not cell.given:
            answers.setdefault(cell.answer, f"{row.id}.{cell.id}")
    prompts = tuple(
        Prompt(f"{row.id}.{cell.id}", name, answers[cell.answer], _also(cell, words), row.evidence)
        for row, cell, name in cells
        if not cell.given
    )
    given = tuple(Reference(name, cell.answer) for _, cell, name in cells if cell.given)
    targets = tuple(Target(name, answer) for answer, name in sorted(answers.items()))
    return replace(
        item,
        instruction="",
        shape=Match(prompts, targets, item.stem, reuse=True),
        stimulus=(*item.stimulus, *given),
    )


def _also(cell: Cell, words: Language) -> str:
    """What else is right or can be argued in a cell, as the reason of its answer."""
    others = words.semicolon.join(cell.accept)
    others = f"{words.say('key.also-right')} {others}." if others else ""
    argued = (f"◊ {answer.answer}: {answer.why}" for answer in cell.arguable)
    return " ".join(filter(None, (others, *argued)))


def _cells(item: Item, shape: Table) -> tuple[Item, ...]:
    return tuple(
        replace(
            item,
            part=f"{row.id}.{cell.id}",
            stem=cell.ask or f"{_named(row, column)}?",
            shape=Text((cell.answer, *cell.accept), arguable=cell.arguable),
            evidence=row.evidence or item.evidence,
        )
        for row in shape.rows
        for column, cell in _columns(shape, row)
        if not cell.given
    )


def _one_row(item: Item, shape: Table, row: Row) -> Item:
    """An item that asks for the last open cell and gives the others.

    A card asks for one thing. It is no ``part``: the item keeps its identity.
    """
    *others, (_, cell) = sorted(_columns(shape, row), key=lambda pair: not pair[1].given)
    given = tuple(Reference(column, other.answer) for column, other in others)
    label = (Reference("", row.label),) if row.label else ()
    return replace(
        item,
        stem=cell.ask or item.stem,
        shape=Text((cell.answer, *cell.accept), arguable=cell.arguable),
        stimulus=(*item.stimulus, *label, *given),
        evidence=_merged(item.evidence, row.evidence),
    )


def _named(row: Row, column: str) -> str:
    """The name of a cell: its row, if that has a label, and its column."""
    return ": ".join(filter(None, (row.label, column)))


def _columns(shape: Table, row: Row) -> tuple[tuple[str, Cell], ...]:
    return tuple(zip(shape.columns, row.cells, strict=True))
