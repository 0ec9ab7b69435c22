"""The output ``canvas``: a quiz for Canvas, in QTI 1.2 with the additions of Canvas, as a zip.

Format: IMS QTI 1.2.1 (https://www.imsglobal.org/question/), with ``question_type`` and
``points_possible`` as metadata of an item and a file ``assessment_meta.xml`` beside the questions,
as Canvas itself writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from kzquiz.generators.platforms import lines
from kzquiz.generators.platforms.canvas_shapes import add_text, always_explain, answers
from kzquiz.generators.platforms.identity import identity, quiz_identity
from kzquiz.generators.platforms.markup import (
    document,
    lines_to_html,
    prose_to_html,
)
from kzquiz.generators.platforms.platform import Platform, carry, report, totals
from kzquiz.generators.platforms.reading import readings
from kzquiz.generators.zipped import zipped
from kzquiz.model import Artifact
from kzquiz.outputs import file_name
from kzquiz.quiz.fallback import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    yield Artifact(path, zipped(files), carried.facts(carried.items))
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
        add_text(SubElement(item, "presentation"), lines_to_html(found))
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
    marking = SubElement(item, "resprocessing")
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    SubElement(SubElement(marking, "outcomes"), "decvar", score)
    always_explain(marking)
    reasons = answers(presentation, marking, one)
    told = lines.explanation(one, beside=form in {"choice", "select"})
    for ident, why in {"general_fb": told, **reasons}.items():
        feedback = SubElement(item, "itemfeedback", ident=ident)
        add_text(SubElement(feedback, "flow_mat"), lines_to_html(why))


def _values(parent: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(parent, name).text = value
