"""The output ``qti``: a package of QTI 2.1, an item for each question and a test with all of them.

Format: IMS QTI 2.1 (https://www.imsglobal.org/question/). Each response has a mapping from answers
to marks, and the score is their sum; the response of an order is right as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from kzquiz.generators.platforms import lines
from kzquiz.generators.platforms.identity import identity, quiz_identity
from kzquiz.generators.platforms.markup import add_line, document
from kzquiz.generators.platforms.platform import ALL_TICKED, Platform, carry, report
from kzquiz.generators.platforms.qti_shapes import Response, ask
from kzquiz.generators.platforms.reading import readings
from kzquiz.generators.zipped import zipped
from kzquiz.languages import language
from kzquiz.model import Artifact, Choice, Text
from kzquiz.outputs import file_name
from kzquiz.quiz.fallback import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kzquiz.model import Item, Options, Quiz

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"

PLATFORM = Platform(
    title="QTI 2.1",
    shows={
        "choice": "",
        "select": ALL_TICKED,
        "match": "",
        "order": "only the whole order earns marks",
        "gap": "",
        "table": "",
        "text": "",
        "list": "a person marks it, by the points in the notes for markers",
        "rubric": "",
    },
    credits=frozenset({"choice", "select", "match", "table", "text", "list", "rubric"}),
)


def render(quiz: Quiz, options: Options) -> Iterable[Artifact]:
    """Render ``qti.zip``, or ``NAME-qti.zip`` for the recipe NAME, and its report."""
    carried = carry(quiz, PLATFORM)
    items = {identity(quiz, item): item for item in carried.items}
    files = {"imsmanifest.xml": document(_manifest(quiz, list(items)))}
    files["test.xml"] = document(_test(quiz, list(items)))
    for name, item in items.items():
        files[f"items/{name}.xml"] = document(_item(quiz, name, item))
    path = file_name("qti", quiz, options)
    yield Artifact(path, zipped(files), carried.facts(carried.items))
    yield report("qti", quiz, options, PLATFORM, carried)


def _manifest(quiz: Quiz, names: Sequence[str]) -> Element:
    root = Element("manifest", xmlns=_PACKAGE, identifier=f"{quiz_identity(quiz)}.manifest")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    test = _resource(resources, f"{quiz_identity(quiz)}.test", "imsqti_test_xmlv2p1", "test.xml")
    for name in names:
        SubElement(test, "dependency", identifierref=name)
    for name in names:
        _resource(resources, name, "imsqti_item_xmlv2p1", f"items/{name}.xml")
    return root


def _resource(resources: Element, name: str, kind: str, path: str) -> Element:
    resource = SubElement(resources, "resource", identifier=name, type=kind, href=path)
    SubElement(resource, "file", href=path)
    return resource


def _test(quiz: Quiz, names: Sequence[str]) -> Element:
    """The test: the sources stand above its one section."""
    attributes = {"identifier": quiz_identity(quiz), "title": f"{quiz.title}: {quiz.heading}"}
    root = Element("assessmentTest", {"xmlns": _QTI, **attributes})
    modes = {"navigationMode": "nonlinear", "submissionMode": "simultaneous"}
    part = SubElement(root, "testPart", {"identifier": "part", **modes})
    section = SubElement(
        part, "assessmentSection", identifier="section", title=quiz.heading, visible="true"
    )
    for _, found in readings(quiz):
        block = SubElement(section, "rubricBlock", view="candidate")
        for line in found:
            add_line(block, line, auto=False)
    for name in names:
        SubElement(section, "assessmentItemRef", identifier=name, href=f"items/{name}.xml")
    return root


def _item(quiz: Quiz, name: str, item: Item) -> Element:
    attributes = {"identifier": name, "title": " ".join(filter(None, (item.id, item.part)))}
    attributes |= {"adaptive": "false", "timeDependent": "false", "xml:lang": quiz.language}
    root = Element("assessmentItem", {"xmlns": _QTI, **attributes})
    body = Element("itemBody")
    for line in lines.question(item):
        add_line(body, line, auto=False)
    responses = ask(body, item)
    _rubric(body, item)
    for response in responses:
        root.append(response.declared)
    _outcomes(root, item)
    root.append(body)
    _processing(root, item, responses)
    _feedback(root, item)
    return root


def _rubric(body: Element, item: Item) -> None:
    """Put what a person marks by into a block that only a scorer sees."""
    if isinstance(item.shape, Text) and form_of(item.shape) != "text":
        block = SubElement(body, "rubricBlock", view="scorer")
        for line in lines.rubric(item.shape, language(item.language)):
            add_line(block, line, auto=False)


def _outcomes(root: Element, item: Item) -> None:
    score = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    score |= {"normalMaximum": str(item.marks), "normalMinimum": "0"}
    declared = SubElement(root, "outcomeDeclaration", score)
    default = SubElement(declared, "defaultValue")
    SubElement(default, "value").text = "0"
    feedback = {"identifier": "FEEDBACK", "cardinality": "multiple", "baseType": "identifier"}
    SubElement(root, "outcomeDeclaration", feedback)


def _processing(root: Element, item: Item, responses: Sequence[Response]) -> None:
    """Set the score to the sum of what the responses earn, and show the feedback."""
    processing = SubElement(root, "responseProcessing")
    mapped = [response.name for response in responses if response.marking == "mapped"]
    if mapped:
        total = SubElement(_set(processing, "SCORE"), "sum")
        for name in mapped:
            SubElement(total, "mapResponse", identifier=name)
    for response in responses:
        if response.marking == "whole":
            condition = SubElement(processing, "responseCondition")
            right = SubElement(condition, "responseIf")
            match = SubElement(right, "match")
            SubElement(match, "variable", identifier=response.name)
            SubElement(match, "correct", identifier=response.name)
            value = SubElement(_set(right, "SCORE"), "baseValue", baseType="float")
            value.text = str(item.marks)
    shown = SubElement(_set(processing, "FEEDBACK"), "multiple")
    SubElement(shown, "baseValue", baseType="identifier").text = "general"
    if form_of(item.shape) in {"choice", "select"}:
        SubElement(shown, "variable", identifier=responses[0].name)


def _set(parent: Element, name: str) -> Element:
    return SubElement(parent, "setOutcomeValue", identifier=name)


def _feedback(root: Element, item: Item) -> None:
    beside = isinstance(item.shape, Choice)
    found = {"general": lines.explanation(item, beside=beside)}
    if isinstance(item.shape, Choice):
        for number, option in enumerate(item.shape.options, 1):
            why = lines.reason(item, option)
            found |= {f"o{number}": (why,)} if why.prose else {}
    for name, told in found.items():
        attributes = {"outcomeIdentifier": "FEEDBACK", "identifier": name, "showHide": "show"}
        modal = SubElement(root, "modalFeedback", attributes)
        for line in told:
            add_line(modal, line, auto=False)
