"""The sources as a platform prints them before the questions, where it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzquiz.generators.platforms.lines import Line
from kzquiz.generators.provenance import credit, rights
from kzquiz.languages import language
from kzquiz.text import literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kzquiz.languages import Language
    from kzquiz.model import Quiz, SourceCard


def readings(quiz: Quiz) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Give the label and the text of each source that a sheet of this quiz prints."""
    if quiz.reading == "none":
        return ()
    return tuple(
        (card.source.label, tuple(_card(card, language(quiz.language)))) for card in quiz.cards
    )


def _card(card: SourceCard, words: Language) -> Iterator[Line]:
    source = card.source
    yield Line(source.about, source.label)
    origin = (
        (credit(source, words), words.head(words.say("source.from"))),
        (source.url, words.say("page.at")),
        (rights(source, words), words.head(words.say("source.rights"))),
    )
    yield from (Line(literal(text), head) for text, head in origin if text)
    for number, text in card.paragraphs:
        yield Line(literal(text) if card.full else text, source.at(number) or str(number))
