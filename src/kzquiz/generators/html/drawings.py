"""The pictures of the teacher's page as inline SVG: figures by source, the timeline, a QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kzquiz.languages import language
from kzquiz.pictures import WIDTH, figures, qr_code, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from kzquiz.model import Moment, Options, Quiz

_FEW_EVENTS = 4
_PAGE_WIDTH = 510 * 12  # 510 points between the margins; letters of 12 units


class Picture(Struct, frozen=True):
    """Pictures under one heading, as inline SVG. They stand side by side where there is room."""

    title: str
    drawn: tuple[Markup, ...]


def charts(quiz: Quiz, options: Options) -> Iterator[Picture]:
    """Draw the figures by source, for the key."""
    width, words = picture_width(options), language(quiz.language)
    drawn = tuple(
        _svg(figures(group, f"figures-{place}", words, width))
        for place, group in enumerate(quiz.figures, 1)
    )
    if drawn:
        yield Picture(words.say("chart.title"), drawn)


def events(moments: Sequence[Moment], tag: str, options: Options) -> Iterator[Picture]:
    """Draw the timeline in a language; a long one in two halves."""
    sources = sorted({label for moment in moments for label in moment.sources})
    half = -(-len(moments) // 2) if len(moments) > _FEW_EVENTS else len(moments)
    width, words = picture_width(options), language(tag)
    drawn = tuple(
        _svg(timeline(part, f"timeline-{place}", words, width, sources))
        for place, part in enumerate((moments[:half], moments[half:]), 1)
        if part
    )
    if drawn:
        yield Picture(words.say("timeline.title"), drawn)


def picture_width(options: Options) -> int:
    """Give the width of a picture in its own units: fewer in large print, for larger letters."""
    large = options.paper.large_print
    return _PAGE_WIDTH // large if large else WIDTH


def code(quiz: Quiz) -> Markup | None:
    """Draw the address of a quiz as a QR code, if it has one."""
    if not quiz.address:
        return None
    title = language(quiz.language).say("page.qr-code", address=quiz.address)
    return _svg(qr_code(quiz.address, title))


def _svg(picture: str) -> Markup:
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    return Markup(picture)  # noqa: S704 (every text in it is escaped)
