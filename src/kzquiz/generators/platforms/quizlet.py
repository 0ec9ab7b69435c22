"""The output ``quizlet``: a card for each question, as lines of term, tab, definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kzquiz.argued import argued
from kzquiz.generators.html.templates import letter
from kzquiz.generators.platforms import plain
from kzquiz.generators.platforms.platform import Platform, carry, report
from kzquiz.generators.quiz_page.citations import cited
from kzquiz.languages import language
from kzquiz.model import Artifact, Choice, Gap, Match, Order, Table, Text
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Item, Options, Quiz

PLATFORM = Platform(
    title="Quizlet",
    shows={
        "choice": "",
        "select": "",
        "text": "",
        "list": "the card names all points that count",
    },
    everywhere=("a card has no marks", "options stand in the text of the card"),
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``quizlet.tsv``, or ``NAME-quizlet.tsv`` for the recipe NAME, and its report."""
    carried = carry(quiz, PLATFORM)
    cards = map(_card, carried.items)
    data = "".join(f"{plain.protected(term)}\t{plain.protected(text)}\n" for term, text in cards)
    facts = carried.facts(carried.items)
    yield Artifact(file_name("quizlet", quiz, options), data.encode(), facts)
    yield report("quizlet", quiz, options, PLATFORM, carried)


def _card(item: Item) -> tuple[str, str]:
    """Make the card of a question: what is asked, and the answer with its reason and places."""
    match item.shape:
        case Choice():
            marks = [f"({letter(place)})" for place in range(len(item.shape.options))]
            found = plain.options(item)
            lettered = " ".join(f"{mark} {text}" for mark, text in zip(marks, found, strict=True))
            key = "; ".join(f"{marks[at - 1]} {found[at - 1]}" for at in plain.right(item))
            return f"{plain.asked(item)} {lettered}", _answer(item, key)
        case Text(answers=answers, parts=parts):
            words = language(item.language)
            count = f"{words.say('key.any-of', number=parts)} " if parts > 1 else ""
            key = count + words.semicolon.join(map(plain.flat, answers))
            return plain.asked(item), _answer(item, key)
        case Gap() | Match() | Order() | Table():
            message = f"{item.id}: {PLATFORM.title} does not show this shape"
            raise TypeError(message)
        case _:
            assert_never(item.shape)


def _answer(item: Item, key: str) -> str:
    also = (f"◊ {plain.flat(one.answer)}: {plain.flat(one.why)}" for one in argued(item.shape))
    told = (plain.flat(item.restated), plain.flat(item.feedback), *also, _places(item))
    return " ".join(filter(None, (_sentence(key), *told)))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", "”")) else f"{text}."


def _places(item: Item) -> str:
    comma = language(item.language).comma
    # A tab or a line break in a label would begin another column or card.
    places = dict.fromkeys(
        " ".join(f"{one.label}{comma}{one.place}".split()) for one in cited(item)
    )
    return f"({'; '.join(places)})" if places else ""
