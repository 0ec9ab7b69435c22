"""The output ``forms``: a script (Google Apps Script) that makes a Google Form with its key.

A teacher pastes it once and runs it. All texts are data of the script, in JSON.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, assert_never

from kzquiz.generators.html.template_policy import script
from kzquiz.generators.platforms import lines, plain
from kzquiz.generators.platforms.platform import Platform, Why, carry, report
from kzquiz.generators.platforms.reading import readings
from kzquiz.languages import language
from kzquiz.model import Artifact, Choice, Gap, Match, Order, Table, Text
from kzquiz.outputs import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kzquiz.generators.platforms.lines import Line
    from kzquiz.model import Item, Options, Quiz

_BY_A_PERSON = "a person marks it: a script can set no right answers, so they stand in the feedback"


def _refuses(item: Item) -> Iterator[Why]:
    if plain.is_choice(item) and len({*plain.options(item)}) < len(plain.options(item)):
        yield Why("two of its options read alike, and Google Forms refuses that")


PLATFORM = Platform(
    title="Google Forms",
    shows={
        "choice": "",
        "select": "",
        "text": _BY_A_PERSON,
        "list": _BY_A_PERSON,
        "rubric": _BY_A_PERSON,
    },
    most_options=100,
    refuses=_refuses,
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``forms.gs``, or ``NAME-forms.gs`` for the recipe NAME, and its report."""
    carried = carry(quiz, PLATFORM)
    data = {
        "title": " · ".join(dict.fromkeys((quiz.title, quiz.heading))),
        "about": f"{plain.flat(quiz.summary)}\n{quiz.version}. {quiz.licence}",
        "texts": [{"title": name, "help": _text(found)} for name, found in readings(quiz)],
        "questions": [_question(item) for item in carried.items],
    }
    code = script(options.templates, "forms/script.js")
    made = code.replace("{/* data */}", _json(data), 1).encode()
    yield Artifact(file_name("forms", quiz, options), made, carried.facts(carried.items))
    yield report("forms", quiz, options, PLATFORM, carried)


def _json(data: object) -> str:
    """Write data as JSON that is also JavaScript of any age."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _text(found: Iterable[Line]) -> str:
    return "\n".join(" ".join(line.plain.split()) for line in found if line.plain)


def _question(item: Item) -> dict[str, Any]:
    first, *others = _stem_first(item)
    shape = item.shape
    made: dict[str, Any] = {"title": first, "help": _text(others), "points": item.marks}
    made["feedback"] = _text(lines.explanation(item))
    match shape:
        case Choice(options=found, multiple=multiple):
            made["type"] = "boxes" if multiple else "choice"
            made["options"] = [[plain.flat(one.text), one.correct] for one in found]
        case Text():
            made["type"] = "text" if shape.lines == 1 and shape.parts == 1 else "paragraph"
            right = "; ".join(map(plain.flat, shape.answers[:1])) if shape.parts == 1 else ""
            marking = _text(lines.rubric(shape, language(item.language)))
            made["feedback"] = "\n".join(filter(None, (right, marking, made["feedback"])))
        case Gap() | Match() | Order() | Table():
            message = f"{item.id}: {PLATFORM.title} does not show this shape"
            raise TypeError(message)
        case _:
            assert_never(shape)
    return made


def _stem_first(item: Item) -> Sequence[Any]:
    """Give the stem, in one line, then the other paragraphs of a question."""
    stem = lines.Line(item.stem)
    found = list(lines.question(item))
    found.remove(stem)
    return (plain.flat(item.stem), *found)
