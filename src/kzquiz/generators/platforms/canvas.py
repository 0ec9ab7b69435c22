"""The output ``canvas``: a quiz for Canvas, in QTI 1.2 with the additions of Canvas, as a zip.

Format: IMS QTI 1.2.1 (https://www.imsglobal.org/question/), with ``question_type`` and
``points_possible`` as metadata of an item and a file ``assessment_meta.xml`` beside the questions,
as Canvas itself writes them.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, assert_never
from xml.etree.ElementTree import Element, SubElement

from kzquiz.generators import file_name
from kzquiz.generators.platforms import lines
from kzquiz.generators.platforms.archive import packed
from kzquiz.generators.platforms.identity import identity, quiz_identity
from kzquiz.generators.platforms.markup import (
    add,
    add_prose,
    document,
    lines_to_html,
    prose_to_html,
    to_html,
)
from kzquiz.generators.platforms.platform import Platform, carry, report, totals
from kzquiz.generators.platforms.reading import readings
from kzquiz.model import Artifact, Choice, Gap, Match, Order, Table, Text
from kzquiz.quiz.fallback import form_of
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kzquiz.generators.platforms.lines import Line
    from kzquiz.model import Item, Options, Quiz

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_META = "http://canvas.instructure.com/xsd/cccv1p0"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"

PLATFORM = Platform(
    title="Canvas",
    shows={
        "choice": "",
        "select": "Canvas decides what a part of the right answers earns",
        "match": "",
        "gap": "",
        "table": "the answers are chosen from a list, not written",
        "text": "",
        "list": "a person marks it, by the points in the feedback",
        "rubric": "a person marks it, and the file has no place for the rubric",
    },
    credits=frozenset({"list", "rubric"}),
)
_TYPES = {
    "choice": "multiple_choice_question",
    "select": "multiple_answers_question",
    "match": "matching_question",
    "gap": "fill_in_multiple_blanks_question",
    "table": "multiple_dropdowns_question",
    "text": "short_answer_question",
    "list": "essay_question",
    "rubric": "essay_question",
}


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``canvas.zip``, or ``NAME-canvas.zip`` for the recipe NAME, and its report."""
    carried = carry(quiz, PLATFORM)
    name = quiz_identity(quiz)
    files = {
        "imsmanifest.xml": document(_manifest(name)),
        f"{name}/{name}.xml": document(_assessment(quiz, name, carried.items)),
        f"{name}/assessment_meta.xml": document(_meta(quiz, name, carried.items)),
    }
    path = file_name("canvas", quiz, options)
    yield Artifact(path, packed(files), carried.facts(carried.items))
    yield report("canvas", quiz, options, PLATFORM, carried)


# --- the files of the package -------------------------------------------------------------------


def _manifest(name: str) -> Element:
    root = Element("manifest", {"xmlns": _PACKAGE, "identifier": f"{name}.manifest"})
    _values(SubElement(root, "metadata"), schema="IMS Content", schemaversion="1.1.3")
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    beside = f"{name}.meta"
    resource = SubElement(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
    SubElement(resource, "file", href=f"{name}/{name}.xml")
    SubElement(resource, "dependency", identifierref=beside)
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    path = f"{name}/assessment_meta.xml"
    resource = SubElement(resources, "resource", identifier=beside, type=kind, href=path)
    SubElement(resource, "file", href=path)
    return root


def _meta(quiz: Quiz, name: str, items: Sequence[Item]) -> Element:
    root = Element("quiz", {"xmlns": _META, "identifier": name})
    _values(
        root,
        title=_title(quiz),
        description=prose_to_html(quiz.summary),
        shuffle_answers="false",  # they are in the order of the sheet
        scoring_policy="keep_highest",
        quiz_type="assignment",
        points_possible=f"{totals(items)['marks']}.0",
        allowed_attempts="1",
        available="false",
    )
    return root


def _title(quiz: Quiz) -> str:
    return quiz.title if quiz.heading == quiz.title else f"{quiz.title}: {quiz.heading}"


def _assessment(quiz: Quiz, name: str, items: Sequence[Item]) -> Element:
    root = Element("questestinterop", {"xmlns": _QTI})
    assessment = SubElement(root, "assessment", ident=name, title=_title(quiz))
    section = SubElement(assessment, "section", ident="root_section")
    for number, (label, found) in enumerate(readings(quiz), 1):
        ident = f"{name}.source-{number}"
        item = _item(section, ident, label, "text_only_question", 0)
        _mattext(SubElement(item, "presentation"), lines_to_html(found))
    for one in items:
        _question(section, quiz, one)
    return root


# --- a question ---------------------------------------------------------------------------------


def _item(section: Element, ident: str, title: str, kind: str, marks: int) -> Element:
    item = SubElement(section, "item", ident=ident, title=title)
    metadata = SubElement(SubElement(item, "itemmetadata"), "qtimetadata")
    for label, entry in (("question_type", kind), ("points_possible", f"{marks}.0")):
        _values(SubElement(metadata, "qtimetadatafield"), fieldlabel=label, fieldentry=entry)
    return item


def _question(section: Element, quiz: Quiz, one: Item) -> None:
    form = form_of(one.shape)
    title = " ".join(filter(None, (one.id, one.part)))
    item = _item(section, identity(quiz, one), title, _TYPES[form], one.marks)
    presentation = SubElement(item, "presentation")
    asked = lines_to_html(lines.question(one))
    marking = SubElement(item, "resprocessing")
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    SubElement(SubElement(marking, "outcomes"), "decvar", score)
    _always(marking)
    match one.shape:
        case Choice() as shape:
            _mattext(presentation, asked)
            reasons = _choice(presentation, marking, one, shape)
        case Match() as shape:
            _mattext(presentation, asked)
            reasons = _match(presentation, marking, shape)
        case Gap() as shape:
            reasons = _gap(presentation, marking, asked, shape)
        case Table() as shape:
            reasons = _table(presentation, marking, asked, shape)
        case Text() as shape:
            _mattext(presentation, asked)
            reasons = _written(presentation, marking, shape)
        case Order():
            reasons = {}  # `carry` has simplified it
        case _:
            assert_never(one.shape)
    told = lines.explanation(one, beside=form in {"choice", "select"})
    for ident, why in {"general_fb": told, **reasons}.items():
        feedback = SubElement(item, "itemfeedback", ident=ident)
        _mattext(SubElement(feedback, "flow_mat"), lines_to_html(why))


def _values(parent: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(parent, name).text = value


def _mattext(parent: Element, text: str, form: str = "text/html") -> None:
    material = SubElement(parent, "material")
    SubElement(material, "mattext", texttype=form).text = text


def _condition(marking: Element, *, more: bool) -> tuple[Element, Element]:
    """Add a condition; give it and what it asks. With ``more`` the next ones are looked at too."""
    condition = SubElement(marking, "respcondition", {"continue": "Yes" if more else "No"})
    return condition, SubElement(condition, "conditionvar")


def _equal(asked: Element, response: str, value: str) -> None:
    SubElement(asked, "varequal", respident=response).text = value


def _set(condition: Element, action: str, percent: float) -> None:
    score = SubElement(condition, "setvar", action=action, varname="SCORE")
    score.text = f"{percent:.2f}".rstrip("0").rstrip(".")


def _show(condition: Element, ident: str) -> None:
    SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=ident)


def _always(marking: Element) -> None:
    condition, asked = _condition(marking, more=True)
    SubElement(asked, "other")
    _show(condition, "general_fb")


# --- the shapes: each adds its fields and its marking, and gives feedback by its ident ------------

_Reasons = dict[str, "tuple[Line, ...]"]


def _choice(presentation: Element, marking: Element, item: Item, shape: Choice) -> _Reasons:
    cardinality = "Multiple" if shape.multiple else "Single"
    response = SubElement(presentation, "response_lid", ident="response1", rcardinality=cardinality)
    choices = SubElement(response, "render_choice")
    reasons: _Reasons = {}
    for number, option in enumerate(shape.options, 1):
        _mattext(_label(choices, f"o{number}"), prose_to_html(option.text))
        why = lines.reason(item, option)
        if why.prose:
            reasons[f"o{number}_fb"] = (why,)
            condition, asked = _condition(marking, more=True)
            _equal(asked, "response1", f"o{number}")
            _show(condition, f"o{number}_fb")
    condition, asked = _condition(marking, more=False)
    if shape.multiple:
        asked = SubElement(asked, "and")
    for number, option in enumerate(shape.options, 1):
        if option.correct:
            _equal(asked, "response1", f"o{number}")
        elif shape.multiple:
            _equal(SubElement(asked, "not"), "response1", f"o{number}")
    _set(condition, "Set", 100)
    return reasons


def _label(choices: Element, ident: str) -> Element:
    return SubElement(choices, "response_label", ident=ident)


def _match(presentation: Element, marking: Element, shape: Match) -> _Reasons:
    idents = {target.id: f"t{number}" for number, target in enumerate(shape.targets, 1)}
    texts = {idents[target.id]: to_plain(target.text) for target in shape.targets}
    for number, prompt in enumerate(shape.prompts, 1):
        share = 100 / len(shape.prompts)
        html = prose_to_html(prompt.text)
        _dropdown(presentation, marking, (f"p{number}", html), texts, idents[prompt.target], share)
    return {}


def _dropdown(
    presentation: Element,
    marking: Element,
    named: tuple[str, str],
    texts: Mapping[str, str],
    key: str,
    share: float,
) -> None:
    """Add a field to choose from a list of plain texts. ``named`` are its name and its label."""
    name, label = named
    response = SubElement(presentation, "response_lid", ident=f"response_{name}")
    _mattext(response, label)
    choices = SubElement(response, "render_choice")
    for ident, text in texts.items():
        _mattext(_label(choices, ident), text, "text/plain")
    condition, asked = _condition(marking, more=True)
    _equal(asked, f"response_{name}", key)
    _set(condition, "Add", share)


def _gap(presentation: Element, marking: Element, asked: str, shape: Gap) -> _Reasons:
    blanks = [piece for piece in shape.pieces if not isinstance(piece, str)]
    holder, number = Element("div"), count(1)
    paragraph = SubElement(holder, "p", dir="auto")
    text = _without_fields(lines.gap_text(shape))
    add_prose(paragraph, text, lambda gap: add(gap, f"[{_name(next(number))}]"))
    _mattext(presentation, _without_fields(asked) + to_html(holder))
    for place, blank in enumerate(blanks, 1):
        answers = (blank.answer, *blank.accept)
        texts = {f"g{place}-{at}": to_plain(one) for at, one in enumerate(answers, 1)}
        named = (_name(place), _name(place))
        _dropdown(presentation, marking, named, texts, f"g{place}-1", 100 / len(blanks))
    return {}


_FIELD = "kzquiz"


def _name(number: int) -> str:
    """Name a field in the text of a question, where it stands in brackets."""
    return f"{_FIELD}{number}"


def _without_fields(text: str) -> str:
    """Put a word joiner, which nobody sees, into what Canvas would take for a field of ours."""
    return text.replace(f"[{_FIELD}", f"[\u2060{_FIELD}")


def _table(presentation: Element, marking: Element, asked: str, shape: Table) -> _Reasons:
    cells = [cell for row in shape.rows for cell in row.cells if not cell.given]
    answers = sorted({cell.answer for cell in cells})
    idents = {answer: f"a{number}" for number, answer in enumerate(answers, 1)}
    _mattext(presentation, _without_fields(asked) + to_html(_grid(shape)))
    texts = {ident: to_plain(answer) for answer, ident in idents.items()}
    for number, cell in enumerate(cells, 1):
        named = (_name(number), _name(number))
        key = idents[cell.answer]
        _dropdown(presentation, marking, named, texts, key, 100 / len(cells))
    return {}


def _grid(shape: Table) -> Element:
    """Make the table, with the name of a field in each open cell."""
    holder = Element("div")
    table = SubElement(holder, "table", border="1", cellpadding="6")
    named = any(row.label for row in shape.rows)
    head = SubElement(table, "tr")
    for text in (*([""] if named else []), *shape.columns):
        add_prose(SubElement(head, "th", dir="auto"), _without_fields(text))
    number = 0
    for row in shape.rows:
        line = SubElement(table, "tr")
        if named:
            add_prose(SubElement(line, "th", dir="auto"), _without_fields(row.label))
        for cell in row.cells:
            number += not cell.given
            field = SubElement(line, "td", dir="auto")
            if cell.given:
                add_prose(field, _without_fields(cell.answer))
            else:
                add(field, f"[{_name(number)}]")
    return holder


def _written(presentation: Element, marking: Element, shape: Text) -> _Reasons:
    response = SubElement(presentation, "response_str", ident="response1", rcardinality="Single")
    SubElement(SubElement(response, "render_fib"), "response_label", ident="answer1")
    condition, asked = _condition(marking, more=False)
    if form_of(shape) == "text":
        for answer in shape.answers:
            _equal(asked, "response1", to_plain(answer))
        _set(condition, "Set", 100)
    else:
        SubElement(asked, "other")
    return {}
