"""The quiz page: one file that works offline, from the first question to the score by skill.

Templates live in ``quiz/``: the shell, one file for each answer shape with the macros ``ask`` and
``key``, ``style.css`` and ``script.js``. The page is whole without the script, each answer behind
a ``details``; the script plays it. A page of a hundred questions would be twice its size if every
answer repeated its evidence: a claim stands once, in the source to read from, and is linked to.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

from kzquiz.generators import compact
from kzquiz.generators.page import is_scale, number, templates
from kzquiz.model import (
    LEVELS,
    SKILLS,
    Artifact,
    Choice,
    Gap,
    Match,
    Order,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jinja2 import Environment
    from markupsafe import Markup

    from kzquiz.model import Evidence, Item, Options, Quiz, Shape, Source, SourceCard


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim as an answer links to it: its number on the page, its place, a quote of its own."""

    number: int
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph to read; ``number`` and ``evidence`` where it is a cited claim.

    An ``aside`` is no part of what is read: a claim that the cards do not tell, such as a silence.
    """

    text: str
    number: int = 0
    evidence: Evidence | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to read from."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A source to read from, its claims marked; ``source`` is None where it has no card."""

    label: str
    source: Source | None
    paragraphs: tuple[Paragraph, ...]


class Claims:
    """The claims that answers cite, numbered in the order of the sources."""

    def __init__(self, quiz: Quiz) -> None:
        """Collect, number and place the evidence of every item."""
        quotes: dict[Evidence, Counter[str]] = {}
        for item in quiz.items:
            for one in _evidence(item):
                quotes.setdefault(replace(one, quote=""), Counter())[one.quote] += 1
        order = sorted(quotes, key=lambda claim: (claim.label, claim.paragraph))
        self._quotes = {claim: quotes[claim].most_common(1)[0][0] for claim in order}
        self._numbers = {claim: place for place, claim in enumerate(order, 1)}
        self.readings = tuple(self._readings(quiz.cards))

    def refer(self, evidence: Iterable[Evidence]) -> tuple[Cited, ...]:
        """Name what an answer rests on, each claim once."""
        cited = {}
        for one in evidence:
            claim = replace(one, quote="")
            own = one.quote if one.quote != self._quotes[claim] else ""
            place = f"{one.label.removeprefix('Source ')} {one.paragraph}"
            cited[claim, own] = Cited(self._numbers[claim], place, own)
        return tuple(cited.values())

    def _readings(self, cards: tuple[SourceCard, ...]) -> Iterator[Reading]:
        for card in cards:
            source = card.source
            yield Reading(source.label, source, self._paragraphs(source.id, dict(card.paragraphs)))
        known = {card.source.id for card in cards}
        others = {claim.source: claim.label for claim in self._numbers}
        for source_id, label in others.items():
            if source_id not in known:
                yield Reading(label, None, self._paragraphs(source_id, {}))

    def _paragraphs(self, source: str, texts: Mapping[int, str]) -> tuple[Paragraph, ...]:
        here: dict[int, list[Evidence]] = {place: [] for place in texts}
        for claim in self._numbers:
            if claim.source == source:
                here.setdefault(claim.paragraph, []).append(claim)
        return tuple(
            Paragraph(place, tuple(self._pieces(texts.get(place, ""), here[place])))
            for place in sorted(here)
        )

    def _pieces(self, text: str, claims: Iterable[Evidence]) -> Iterator[Piece]:
        """Cut a paragraph at the claims in it; a claim that is not in it, or overlaps, follows."""
        places = sorted(((text.find(claim.says), claim) for claim in claims), key=lambda at: at[0])
        asides = []
        start = 0
        for at, claim in places:
            if at < start:
                asides.append(self._piece(claim, aside=True))
                continue
            yield from _plain(text[start:at])
            yield self._piece(claim)
            start = at + len(claim.says)
        yield from _plain(text[start:])
        yield from asides

    def _piece(self, claim: Evidence, *, aside: bool = False) -> Piece:
        evidence = replace(claim, quote=self._quotes[claim])
        return Piece(claim.says, self._numbers[claim], evidence, aside)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``quiz.html``, or ``NAME-quiz.html`` for the recipe NAME."""
    name = "quiz" if quiz.name == "full" else f"{quiz.name}-quiz"
    yield Artifact(f"{name}.html", _page(quiz, options), {"questions": len(quiz.items)})


def _page(quiz: Quiz, options: Options) -> bytes:
    environment = templates(options.templates)
    style = compact.css(environment.get_template("quiz/style.css").render())
    script = compact.js(environment.get_template("quiz/script.js").render())
    body = compact.html(_body(environment, quiz))
    shell = environment.get_template("quiz/page.html")
    html = shell.render(
        quiz=quiz,
        content=sha256(body.encode()).hexdigest()[:12],
        style=_markup(style),
        style_hash=_csp_hash(style),
        script=_markup(script),
        script_hash=_csp_hash(script),
        body=_markup(body),
    )
    return html.encode()


def _body(environment: Environment, quiz: Quiz) -> str:
    sections = number(quiz)
    claims = Claims(quiz)
    names = sorted({entry.shape for section in sections for entry in section.entries})
    shell = environment.get_template("quiz/body.html")
    asked = {item.skills[0] for item in quiz.items}
    return shell.render(
        quiz=quiz,
        sections=sections,
        shapes={name: environment.get_template(f"quiz/{name}.html").module for name in names},
        readings=claims.readings,
        refs=claims.refer,
        meanings=_meanings(quiz),
        by_hand=_by_hand,
        skills_asked=[skill for skill in SKILLS if skill in asked],
        levels=[level for level in LEVELS if level in {item.level for item in quiz.items}],
    )


def _csp_hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _markup(text: str) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    return Markup(text)  # noqa: S704 (rendered by a template, which escaped what is in it)


def _plain(text: str) -> Iterator[Piece]:
    if text.strip():
        yield Piece(text.strip())


def _evidence(item: Item) -> Iterator[Evidence]:
    """All that an item's answer cites: its own, and what its prompts, steps and rows rest on."""
    yield from item.evidence
    match item.shape:
        case Match(prompts=holders) | Order(steps=holders) | Table(rows=holders):
            for holder in holders:
                yield from holder.evidence
        case Choice() | Gap() | Text():
            pass
        case _:
            assert_never(item.shape)


def _by_hand(shape: Shape) -> bool:
    """Tell whether a person marks the answer, or a part of it, and needs to know how."""
    match shape:
        case Choice(reason=reason):
            return bool(reason)
        case Text(rubric=rubric, parts=parts):
            return bool(rubric) or parts > 1
        case _:
            return False


def _meanings(quiz: Quiz) -> dict[str, str]:
    """What the options of scales mean, where an option means the same in several questions."""
    found: dict[str, Counter[str]] = {}
    for item in quiz.items:
        if isinstance(item.shape, Choice) and is_scale(item.shape):
            for option in item.shape.options:
                found.setdefault(option.text, Counter())[option.why] += 1
    several = {text: whys for text, whys in found.items() if len(whys) == 1 and whys.total() > 1}
    return {text: why for text, whys in several.items() for why in whys if why}
