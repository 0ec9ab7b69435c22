"""Makes simpler items of an item that an output cannot show, or leaves it out with a hint.

An output lists the `Form`s that it can show, and `simplify` gives items of those forms. If an item
is split, each piece has a ``part``, made of permanent ids (a prompt, a row and a cell, two steps)
and never of positions, because the identity of a card depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    Shape,
    Step,
    Table,
    Target,
    Text,
    Verdict,
)
from kzquiz.problems import Problem

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
Simplified = tuple[tuple[Item, ...], tuple[Problem, ...]]

MOST_OPTIONS = 5
"""A choice made of a match has no more options, as a rule: more do not fit a small screen."""

_WHY_ON_PAPER: dict[Form, str] = {
    "select": "it has several right options",
    "list": "it asks for several points",
    "rubric": "it is marked by a rubric",
}


def form_of(shape: Shape) -> Form:
    """The form of a shape."""
    form: Form
    match shape:
        case Choice():
            form = "select" if shape.multiple else "choice"
        case Match():
            form = "match"
        case Order():
            form = "order"
        case Gap():
            form = "gap"
        case Table():
            form = "table"
        case Text():
            form = _form_of_text(shape)
        case _:
            assert_never(shape)
    return form


def _form_of_text(shape: Text) -> Form:
    # A person has to mark a text without a key, as one with a rubric.
    if shape.rubric or not shape.answers:
        return "rubric"
    return "list" if shape.parts > 1 else "text"


def simplify(item: Item, shows: frozenset[Form], most: int = MOST_OPTIONS) -> Simplified:
    """The items for ``item`` in an output that can show the forms ``shows``, and hints.

    An item of such a form is returned as it is, but without a line for the reason if the output has
    none. A choice made of a match has at most ``most`` options, unless they are a scale. An item
    that cannot be simplified gives no item and a hint ``paper-only``.
    """
    form = form_of(item.shape)
    if form in shows:
        return (_without_reason(item, shows),), ()
    pieces = _simpler(item, shows, most)
    return pieces, () if pieces else (_paper_only(item, form),)


def _simpler(item: Item, shows: frozenset[Form], most: int) -> tuple[Item, ...]:
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


def simplify_all(items: Iterable[Item], shows: frozenset[Form]) -> Simplified:
    """Simplify each of the items, in order: all resulting items, and all hints."""
    kept: list[Item] = []
    problems: list[Problem] = []
    for item in items:
        pieces, notes = simplify(item, shows)
        kept += pieces
        problems += notes
    return tuple(kept), tuple(problems)


def _paper_only(item: Item, form: Form) -> Problem:
    why = _WHY_ON_PAPER.get(form, f"it is of the form “{form}”")
    return Problem(
        file=f"question {item.id}",
        line=0,
        column=0,
        code="paper-only",
        message=f"left out here and kept on paper, because {why}",
        help="nothing to do, if that is what you want",
        severity="hint",
    )


def _without_reason(item: Item, shows: frozenset[Form]) -> Item:
    if isinstance(item.shape, Choice) and item.shape.reason and "reason" not in shows:
        return replace(item, shape=replace(item.shape, reason=""))
    return item


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
        (row, cell, ": ".join(filter(None, (row.label, column))))
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
            stem=cell.ask or f"{row.label}: {column}?",
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


def _columns(shape: Table, row: Row) -> tuple[tuple[str, Cell], ...]:
    return tuple(zip(shape.columns, row.cells, strict=True))
