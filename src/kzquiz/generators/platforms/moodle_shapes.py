"""The parts of a question in Moodle XML: its texts, and what each answer shape needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never
from xml.etree.ElementTree import Element, SubElement

from kzquiz.generators.platforms import lines
from kzquiz.generators.platforms import moodle_site as site
from kzquiz.generators.platforms.markup import add_prose, to_html
from kzquiz.languages import language
from kzquiz.model import Choice, Gap, Match, Order, Table, Text
from kzquiz.quiz.fallback import form_of
from kzquiz.quiz.shuffle import is_shuffled
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.generators.platforms.lines import Line
    from kzquiz.languages import Language
    from kzquiz.model import Blank, Item

# A gap is read before its entities are. An asterisk of its own would stand for any letters.
_IN_GAP = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "\\~=#{}%:@$[]\"'&<>"} | {"*": "&#92;&#42;"}
)


def answer(question: Element, item: Item) -> None:
    """Add what its answer shape needs to a question."""
    match item.shape:
        case Choice() as shape:
            _choice(question, item, shape)
        case Match() as shape:
            _match(question, shape)
        case Order() as shape:
            _order(question, shape)
        case Gap() as shape:
            _gap(question, item, shape)
        case Table() as shape:
            _table(question, shape)
        case Text() as shape:
            _written(question, shape, language(item.language))
        case _:
            assert_never(item.shape)


def add_question(
    root: Element, kind: str, name: str, asked: Iterable[Line], told: Iterable[Line], marks: int
) -> Element:
    """Add a question with its name, what it asks, what is told after it, and its marks."""
    question = SubElement(root, "question", {"type": kind})
    add_text(question, "name", name)
    _html(question, "questiontext", site.paragraphs(asked))
    _html(question, "generalfeedback", site.paragraphs(told))
    _values(question, defaultgrade=str(marks), penalty="0", hidden="0")
    return question


def add_text(parent: Element, name: str, text: str, **attributes: str) -> Element:
    """Add an element that holds a text."""
    holder = SubElement(parent, name, attributes)
    SubElement(holder, "text").text = text
    return holder


def _html(parent: Element, name: str, html: str, **attributes: str) -> Element:
    return add_text(parent, name, html, **attributes, format="html")


def _values(question: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(question, name).text = value


def _flag(value: object) -> str:
    return "true" if value else "false"


def _answer(question: Element, text: str, fraction: str, why: Line, form: str) -> None:
    answer = add_text(question, "answer", text, fraction=fraction, format=form)
    _html(answer, "feedback", site.paragraphs([why]) if why.prose else "")


def _choice(question: Element, item: Item, shape: Choice) -> None:
    stays = any(option.last for option in shape.options)
    _values(
        question,
        single=_flag(not shape.multiple),
        shuffleanswers=_flag(is_shuffled(shape) and not stays),
        answernumbering="none" if shape.fixed else "ABCD",
        showstandardinstruction="0",
    )
    for option in shape.options:
        share, why = site.percent(shape, option), lines.reason(item, option)
        _answer(question, site.inline(option.text), share, why, "html")


def _match(question: Element, shape: Match) -> None:
    """Write the prompts with their targets, then the targets that are left over."""
    _values(question, shuffleanswers=_flag(is_shuffled(shape)))
    texts = {target.id: target.text for target in shape.targets}
    used = {prompt.target for prompt in shape.prompts}
    pairs = [(site.inline(prompt.text), texts[prompt.target]) for prompt in shape.prompts]
    pairs += [("", text) for name, text in texts.items() if name not in used]
    for prompt, target in pairs:
        # The site strips tags from a target and shows its entities.
        subquestion = _html(question, "subquestion", prompt)
        add_text(subquestion, "answer", site.without_tags(target))


def _order(question: Element, shape: Order) -> None:
    _values(
        question,
        layouttype="VERTICAL",
        selecttype="ALL",
        selectcount=str(len(shape.steps)),
        gradingtype="RELATIVE_NEXT_EXCLUDE_LAST",  # a mark for each pair of neighbours
        showgrading="SHOW",
        numberingstyle="none",
        shownumcorrect="1",
    )
    for number, step in enumerate(shape.steps, 1):
        add_text(question, "answer", site.inline(step.text), fraction=str(number), format="html")


def _gap(question: Element, item: Item, shape: Gap) -> None:
    """Add the text with its gaps to the question: a cloze keeps its answers there."""
    blanks = [piece for piece in shape.pieces if not isinstance(piece, str)]
    holder = Element("div")
    add_prose(SubElement(holder, "p", {"dir": "auto"}), lines.gap_text(shape))
    first, *after = site.inert(to_html(holder)).split(lines.GAP)
    each, extra = divmod(item.marks, len(blanks))
    html = first
    for number, (blank, text) in enumerate(zip(blanks, after, strict=True)):
        html += _answers(blank, max(1, each + (number < extra))) + text
    asked = question.find("questiontext/text")
    asked.text = (asked.text or "") + html  # type: ignore[union-attr]  # `_question` has made it


def _answers(blank: Blank, weight: int) -> str:
    answers = (to_plain(text).translate(_IN_GAP) for text in (blank.answer, *blank.accept))
    return f"{{{weight}:SHORTANSWER:{'~'.join(f'={answer}' for answer in answers)}}}"


def _table(question: Element, shape: Table) -> None:
    """Add the table to the question, with places for words; each word is one box."""
    answers = [cell.answer for row in shape.rows for cell in row.cells if not cell.given]
    boxes = list(dict.fromkeys(answers))
    holder = Element("div")
    table = SubElement(holder, "table", {"border": "1", "cellpadding": "6"})
    named = any(row.label for row in shape.rows)
    _cells(table, "th", [*([""] if named else []), *shape.columns])
    for row in shape.rows:
        texts = [
            cell.answer if cell.given else f"{lines.GAP}{boxes.index(cell.answer) + 1}{lines.GAP}"
            for cell in row.cells
        ]
        _cells(table, "td", [*([row.label] if named else []), *texts])
    html = site.inert(to_html(holder))
    pieces = html.split(lines.GAP)
    pieces[1::2] = [f"[[{number}]]" for number in pieces[1::2]]
    asked = question.find("questiontext/text")
    asked.text = (asked.text or "") + "".join(pieces)  # type: ignore[union-attr]  # as above
    _values(question, shuffleanswers="1")
    for text in boxes:
        box = add_text(question, "dragbox", site.without_tags(text))
        _values(box, group="1")
        if answers.count(text) > 1:
            SubElement(box, "infinite")


def _cells(table: Element, name: str, texts: Iterable[str]) -> None:
    row = SubElement(table, "tr")
    for text in texts:
        add_prose(SubElement(row, name, {"dir": "auto"}), text)


def _written(question: Element, shape: Text, words: Language) -> None:
    if form_of(shape) != "text":
        _essay(question, shape, words)
        return
    _values(question, usecase="0")
    for text, fraction, why in lines.accepted(shape, site.ARGUED, words):
        _answer(question, site.answer(text), site.written(fraction), why, "plain_text")


def _essay(question: Element, shape: Text, words: Language) -> None:
    _values(
        question,
        responseformat="editor",
        responserequired="1",
        responsefieldlines=str(max(5, min(40, shape.lines))),
        attachments="0",
    )
    _html(question, "graderinfo", site.paragraphs(lines.rubric(shape, words)))
    points = "".join("<li></li>" for _ in range(shape.parts)) if shape.parts > 1 else ""
    _html(question, "responsetemplate", f"<ol>{points}</ol>" if points else "")
