"""The output ``moodle``: questions in Moodle XML, for the question bank of a course.

Format: https://docs.moodle.org/en/Moodle_XML_format. Steps to put in order are in a file of their
own: a site without that type of question refuses the whole file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from kzquiz.generators.platforms import lines
from kzquiz.generators.platforms import moodle_site as site
from kzquiz.generators.platforms.identity import identity
from kzquiz.generators.platforms.markup import document
from kzquiz.generators.platforms.moodle_shapes import add_question, add_text, answer
from kzquiz.generators.platforms.platform import (
    ALL_TICKED,
    Platform,
    Why,
    carry,
    companion,
    report,
    totals,
)
from kzquiz.generators.platforms.reading import readings
from kzquiz.languages import language
from kzquiz.model import Artifact, Gap, Order
from kzquiz.outputs import file_name
from kzquiz.quiz.fallback import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kzquiz.model import Item, Options, Quiz


def _other_marks(item: Item) -> Iterator[Why]:
    match item.shape:
        case Gap(pieces=pieces):
            gaps = sum(not isinstance(piece, str) for piece in pieces)
            if item.marks < gaps:
                yield Why("it is worth one mark for each gap", f"{gaps} marks, not {item.marks}")
        case _:
            pass


PLATFORM = Platform(
    title="Moodle",
    shows={
        "choice": "",
        "select": ALL_TICKED,
        "match": "",
        "order": "it is in a file of its own, as older sites refuse its type",
        "gap": "",
        "table": "the answers are dragged into the table, not written",
        "text": "",
        "list": "a person marks it, by the points in the notes for markers",
        "rubric": "",
    },
    credits=frozenset({"choice", "select", "text", "list", "rubric"}),
    loses=_other_marks,
    refuses=site.refuses,
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``moodle.xml``, or ``NAME-moodle.xml`` for the recipe NAME, and its companions."""
    carried = carry(quiz, PLATFORM)
    apart = [item for item in carried.items if isinstance(item.shape, Order)]
    here = [item for item in carried.items if not isinstance(item.shape, Order)]
    path = file_name("moodle", quiz, options)
    yield Artifact(path, _file(quiz, here, reading=True), carried.facts(here))
    if apart:
        path = companion("moodle", quiz, options, "ordering.xml")
        yield Artifact(path, _file(quiz, apart, reading=False), totals(apart))
    yield report("moodle", quiz, options, PLATFORM, carried)


def _file(quiz: Quiz, items: Sequence[Item], *, reading: bool) -> bytes:
    root = Element("quiz")
    root.text = "\n"
    if reading and (cards := readings(quiz)):
        _category(root, quiz)
        for name, found in cards:
            add_question(root, "description", name, found, (), 0)
    last = ""
    for item in items:
        skill = language(quiz.language).say(f"skill.{item.skills[0]}")
        if skill != last:
            _category(root, quiz, skill)
            last = skill
        _item(root, quiz, item)
    for question in root:
        question.tail = "\n"
    return document(root)


def _category(root: Element, quiz: Quiz, *below: str) -> None:
    """Name the category of what follows: that of the unit, below it one for each skill."""
    question = SubElement(root, "question", {"type": "category"})
    add_text(question, "category", site.category(quiz, *below))


def _item(root: Element, quiz: Quiz, item: Item) -> None:
    asked = lines.question(item)
    told = lines.explanation(item, beside=form_of(item.shape) in {"choice", "select", "text"})
    name = " ".join(filter(None, (item.id, item.part)))
    question = add_question(root, _TYPES[form_of(item.shape)], name, asked, told, item.marks)
    SubElement(question, "idnumber").text = identity(quiz, item)
    answer(question, item)
    tags = SubElement(question, "tags")
    for tag in (*item.skills, item.level, item.kind):
        add_text(tags, "tag", tag)


_TYPES = {
    "choice": "multichoice",
    "select": "multichoice",
    "match": "match",
    "order": "ordering",
    "gap": "cloze",
    "table": "ddwtos",
    "text": "shortanswer",
    "list": "essay",
    "rubric": "essay",
}
