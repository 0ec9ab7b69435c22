"""What sheet and key share: the template environment, running numbers, one page of HTML.

Templates live in ``worksheet/``: a shell for each page and one file for each answer shape, with
the macros ``ask`` (room for the answer), ``key`` (the answer), ``glance`` (the answer in a word)
and, where a shape has more to tell, ``more`` (further rows of the key).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, assert_never

from msgspec import Struct

from kzquiz.generators.html.csp import sealed
from kzquiz.generators.html.template_policy import has_own, telling
from kzquiz.model import SKILLS, Choice, Gap, Item, Match, Order, Shape, Table, Text
from kzquiz.pictures import WIDTH, figures, qr_code, timeline
from kzquiz.text import quoted, to_html

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from pathlib import Path

    from jinja2 import Environment
    from markupsafe import Markup

    from kzquiz.model import Evidence, Moment, Options, Quiz

_FEW_LETTERS, _SHORT, _FEW_EVENTS = 20, 34, 4
_PAGE_WIDTH = 510 * 12  # points between the margins of either paper, small letters of 12 units

ShapeName = Literal["choice", "match", "order", "gap", "table", "text"]


class Entry(Struct, frozen=True):
    """An item as printed: its number on sheet and key, its anchor, its shape's template.

    ``evidence`` is what the key prints below the answer: without the evidence that stands beside a
    prompt, with that of all steps and rows.
    """

    number: int
    anchor: str
    shape: ShapeName
    item: Item
    evidence: tuple[Evidence, ...]


class Part(Struct, frozen=True):
    """A section as printed, with its marks and its working time in whole minutes."""

    title: str
    entries: tuple[Entry, ...]
    marks: int
    minutes: int


class Picture(Struct, frozen=True):
    """What is drawn under one heading: inline SVG, one beside the other where there is room."""

    title: str
    drawn: tuple[Markup, ...]


def page(template: str, quiz: Quiz, options: Options, pictures: Iterable[Picture] = ()) -> bytes:
    """Render ``worksheet/{template}`` as UTF-8; the same quiz and templates give the same bytes.

    Raises `BadTemplateError` where a project's own template is broken or must not be used.
    """
    sections = number(quiz)
    names = sorted({entry.shape for section in sections for entry in section.entries})
    with telling(options.templates):
        environment = templates(options.templates)
        # Macros come from a module made once: an include for each question costs half as much
        # again.
        shapes = {name: environment.get_template(f"worksheet/{name}.html").module for name in names}
        shell = environment.get_template(f"worksheet/{template}")
        shown = {"quiz": quiz, "sections": sections, "shapes": shapes, "paper": options.paper}
        code = _svg(qr_code(quiz.address)) if quiz.address else None
        # Encoded as it is made: a large page as one text would be held three times over.
        stream = shell.stream(shown, code=code, pictures=tuple(pictures))
        stream.enable_buffering(100)
        return sealed(stream, own=has_own(options.templates))


def charts(quiz: Quiz, options: Options) -> Iterator[Picture]:
    """The figures by source, for the key."""
    width = picture_width(options)
    drawn = tuple(
        _svg(figures(group, f"figures-{place}", width))
        for place, group in enumerate(quiz.figures, 1)
    )
    if drawn:
        yield Picture("The figures by source", drawn)


def events(moments: Sequence[Moment], options: Options) -> Iterator[Picture]:
    """The timeline; a long one in two halves, which stand side by side where there is room."""
    sources = sorted({label for moment in moments for label in moment.sources})
    half = -(-len(moments) // 2) if len(moments) > _FEW_EVENTS else len(moments)
    width = picture_width(options)
    drawn = tuple(
        _svg(timeline(part, f"timeline-{place}", width, sources))
        for place, part in enumerate((moments[:half], moments[half:]), 1)
        if part
    )
    if drawn:
        yield Picture("What happened when", drawn)


def picture_width(options: Options) -> int:
    """Give the units of a picture's width: in large print fewer, so that its letters are large."""
    large = options.paper.large_print
    return _PAGE_WIDTH // large if large else WIDTH


def _svg(picture: str) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    return Markup(picture)  # noqa: S704 (every text in it is escaped)


def number(quiz: Quiz) -> tuple[Part, ...]:
    """Number the items of all sections from 1 on; sheet and key share these numbers."""
    parts: list[Part] = []
    start = 1
    for section in quiz.sections:
        entries = tuple(_entry(place, item) for place, item in enumerate(section.items, start))
        start += len(entries)
        marks = sum(item.marks for item in section.items)
        minutes = round(sum(item.minutes for item in section.items))
        parts.append(Part(section.title, entries, marks, minutes))
    return tuple(parts)


def shape_name(shape: Shape) -> ShapeName:
    """Name the template of an answer shape."""
    match shape:
        case Choice():
            return "choice"
        case Match():
            return "match"
        case Order():
            return "order"
        case Gap():
            return "gap"
        case Table():
            return "table"
        case Text():
            return "text"
        case _:
            assert_never(shape)


def letter(index: int) -> str:
    """Name an option as on paper: 0 is A, 25 is Z, 26 is AA.

    >>> [letter(index) for index in (0, 25, 26, 701)]
    ['A', 'Z', 'AA', 'ZZ']
    """
    rest, last = divmod(index, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def count(amount: int, noun: str) -> str:
    """Count things in words.

    >>> count(1, "mark"), count(2, "mark")
    ('1 mark', '2 marks')
    """
    return f"{amount} {noun}" if amount == 1 else f"{amount} {noun}s"


def is_scale(choice: Choice) -> bool:
    """Tell whether the options are a fixed scale of a few words each, to be set in a row."""
    return (
        choice.fixed
        and not choice.multiple
        and all(len(option.text) <= _FEW_LETTERS for option in choice.options)
    )


def is_brief(choice: Choice) -> bool:
    """Tell whether the options are so short that two stand in a line."""
    return all(len(option.text) <= _SHORT for option in choice.options)


def css_string(text: str) -> str:
    r"""Quote text as a CSS string that stays inert inside a ``style`` element.

    Escapes are six hexadecimal digits, which end without a space (CSS Syntax 3, section 4.3.7).

    >>> css_string('A "</style>" \\')
    '"A \\000022\\00003c/style\\00003e\\000022 \\00005c"'
    """
    risky = set('"\\<>&') | {chr(code) for code in range(32)}
    return '"' + "".join(f"\\{ord(c):06x}" if c in risky else c for c in text) + '"'


def _entry(place: int, item: Item) -> Entry:
    anchor = f"{item.id}--{item.part}" if item.part else item.id
    return Entry(place, f"q-{anchor}", shape_name(item.shape), item, _evidence(item))


def _evidence(item: Item) -> tuple[Evidence, ...]:
    match item.shape:
        case Match(prompts=prompts):
            beside = {evidence for prompt in prompts for evidence in prompt.evidence}
            return tuple(evidence for evidence in item.evidence if evidence not in beside)
        case Order(steps=held) | Table(rows=held):
            # The links of a chain all rest on one claim: it is printed once, below the order.
            below = (evidence for holder in held for evidence in holder.evidence)
            return tuple(dict.fromkeys((*item.evidence, *below)))
        case Choice() | Gap() | Text():
            return item.evidence
        case _:
            assert_never(item.shape)


@lru_cache(2048)  # a unit has far fewer claims than answers that rest on them
def _once(macro: object, *arguments: Hashable) -> str:
    """Call a macro, once for the same arguments; anything else could leave the sandbox."""
    from jinja2.runtime import Macro  # noqa: PLC0415 (60 ms, and loaded here)

    if not isinstance(macro, Macro):
        message = "once is for macros"
        raise TypeError(message)
    return macro(*arguments)


@cache
def templates(folders: tuple[Path, ...]) -> Environment:
    """Make the environment over ``folders``: the first that holds a template wins."""
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    from kzquiz.generators.html.environment import environment  # noqa: PLC0415 (jinja2: 60 ms)

    def prose(text: str) -> Markup:
        return Markup(to_html(text))  # noqa: S704 (to_html escapes everything)

    def css(text: str) -> Markup:
        return Markup(css_string(text))  # noqa: S704 (css_string leaves nothing that ends it)

    made = environment(folders)
    made.filters |= {"prose": prose, "css": css}
    made.filters |= {"letter": letter, "count": count, "quoted": quoted}
    made.tests |= {"scale": is_scale, "brief": is_brief}
    made.globals |= {"skills": SKILLS, "once": _once}
    return made
