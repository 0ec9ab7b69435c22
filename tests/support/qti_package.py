"""A strict reader of a package of QTI 2.1, which also marks: the key of each item earns all marks.

Written from the information model of QTI 2.1 (https://www.imsglobal.org/question/): the order of
elements, identifiers that are names, XHTML only, every file in the manifest.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element, tostring

from platform_questions import Imported, spaced, visible
from xml_structure import parsed

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
NAME = re.compile(r"[A-Za-z_][\w.-]*")
CHILDREN = (
    "responseDeclaration",
    "outcomeDeclaration",
    "itemBody",
    "responseProcessing",
    "modalFeedback",
)
FLOW = {"p", "b", "em", "strong", "br", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
INTERACTIONS = {
    "choiceInteraction", "simpleChoice", "matchInteraction", "simpleMatchSet",
    "simpleAssociableChoice", "orderInteraction", "textEntryInteraction",
    "extendedTextInteraction", "rubricBlock",
}  # fmt: skip


def files(data: bytes) -> dict[str, Element]:
    """The files of a package as elements; each is in the manifest, and each item in the test."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    manifest = parsed(found["imsmanifest.xml"], "imscp-1.1")
    roots = {
        name: manifest if name == "imsmanifest.xml" else parsed(one, "qti-2.1")
        for name, one in found.items()
    }
    resources = list(manifest.iter(f"{PACKAGE}resource"))
    hrefs = {resource.get("identifier"): resource.get("href") for resource in resources}
    assert len(hrefs) == len(resources)
    assert {*hrefs.values(), "imsmanifest.xml"} == roots.keys()
    listed = [one.get("href") for one in roots["test.xml"].iter(f"{QTI}assessmentItemRef")]
    assert [name for name in roots if name.startswith("items/")] == listed
    return roots


def items(data: bytes) -> list[Element]:
    """The items of a package in the order of its test."""
    found = [root for name, root in files(data).items() if name.startswith("items/")]
    for item in found:
        assert item.tag == f"{QTI}assessmentItem"
        assert NAME.fullmatch(item.get("identifier") or "")
        assert item.get("adaptive") == item.get("timeDependent") == "false"
        order = [CHILDREN.index(_name(child)) for child in item]
        assert order == sorted(order)
        body = _one(item, "itemBody")
        assert not (body.text or "").strip(), "text outside of a block"
        for element in body.iter():
            assert _name(element) in FLOW | INTERACTIONS | {"itemBody"}
        for child in body:
            assert not (child.tail or "").strip()
    return found


def questions(data: bytes) -> list[Imported]:
    """The questions of a package."""
    return [_question(item) for item in items(data)]


def _question(item: Element) -> Imported:
    body = _one(item, "itemBody")
    responses = {one.get("identifier") or "": one for one in _all(item, "responseDeclaration")}
    asked = {one.get("responseIdentifier") for one in body.iter() if "Interaction" in _name(one)}
    assert asked == responses.keys()
    _refers_to_what_is_there(item, responses)
    most = float(_outcome(item, "SCORE").get("normalMaximum") or "")
    told = {one.get("identifier") or "": visible(_html(one)) for one in _all(item, "modalFeedback")}
    common = {
        "id": item.get("identifier") or "",
        "marks": most,
        "feedback": told.pop("general"),
        "asked": visible(_html(body)),
    }
    interaction = next(one for one in body.iter() if "Interaction" in _name(one))
    kind = _name(interaction)
    if kind != "extendedTextInteraction":
        assert abs(_score(item, _right(responses)) - most) < 1e-6, "the key earns all marks"
        assert _score(item, {}) == 0, "nothing earns nothing"
    match kind:
        case "choiceInteraction":
            return Imported(**common, **_choice(responses, interaction, told, most))
        case "matchInteraction":
            return Imported(**common, **_match(responses, interaction))
        case "orderInteraction":
            texts = _choices(interaction)
            steps = tuple(texts[name] for name in _right(responses)["RESPONSE"])
            return Imported(form="order", steps=steps, **common)
        case "textEntryInteraction":
            return Imported(**common, **_entries(body, responses, most))
        case _:
            (rubric,) = body.iter(f"{QTI}rubricBlock")
            assert rubric.get("view") == "scorer"
            return Imported(form="essay", notes=visible(_html(rubric)), **common)


def _refers_to_what_is_there(item: Element, responses: dict[str, Element]) -> None:
    """Assert that keys, marks and feedback name choices and outcomes of the item."""
    choices = [
        one.get("identifier")
        for one in item.iter()
        if _name(one) in {"simpleChoice", "simpleAssociableChoice"}
    ]
    assert len({*choices}) == len(choices)
    for response in responses.values():
        if response.get("baseType") != "string":
            named = " ".join((*_values(response), *_mapping(response))).split()
            assert {*named} <= {*choices}
    outcomes = {one.get("identifier") for one in _all(item, "outcomeDeclaration")}
    shown = {one.get("outcomeIdentifier") for one in _all(item, "modalFeedback")}
    written = {one.get("identifier") for one in item.iter(f"{QTI}setOutcomeValue")}
    assert shown | written <= outcomes


def _choice(
    responses: dict[str, Element], interaction: Element, told: dict[str, str], most: float
) -> dict[str, object]:
    (response,) = responses.values()
    several = response.get("cardinality") == "multiple"
    assert interaction.get("maxChoices") == ("0" if several else "1")
    texts = _choices(interaction)
    earned = _mapping(response)
    assert earned.keys() == texts.keys()
    return {
        "form": "select" if several else "choice",
        "options": tuple((text, earned[name] / most) for name, text in texts.items()),
        "reasons": tuple(told.get(name, "") for name in texts),
    }


def _choices(interaction: Element) -> dict[str, str]:
    found = [
        (one.get("identifier") or "", visible(_html(one)))
        for one in interaction.iter(f"{QTI}simpleChoice")
    ]
    assert len(dict(found)) == len(found)
    return dict(found)


def _match(responses: dict[str, Element], interaction: Element) -> dict[str, object]:
    left, right = (
        {one.get("identifier"): visible(_html(one)) for one in side}
        for side in interaction.iter(f"{QTI}simpleMatchSet")
    )
    pairs = [pair.split(" ") for pair in _right(responses)["RESPONSE"]]
    used = {target for _, target in pairs}
    return {
        "form": "match",
        "pairs": tuple((left[prompt], right[target]) for prompt, target in pairs),
        "spare": frozenset(text for name, text in right.items() if name not in used),
    }


def _entries(body: Element, responses: dict[str, Element], most: float) -> dict[str, object]:
    """The fields to write in: of a table, of a text with gaps, or the one of a short answer."""
    known = []
    for response in responses.values():
        earned = _mapping(response)
        each = max(earned.values())
        shares = {spaced(text): marks / each for text, marks in earned.items()}
        key = spaced(_values(response)[0])
        known.append((key, {key: 1.0, **shares}))
    fields = tuple(
        (key, *(text for text, share in shares.items() if share == 1 and text != key))
        for key, shares in known
    )
    if list(body.iter(f"{QTI}table")):
        return {"form": "table", "cells": fields}
    paragraphs = [
        one for one in body.iter(f"{QTI}p") if one.find(f".//{QTI}textEntryInteraction") is not None
    ]
    if "RESPONSE1" in responses:
        assert len(paragraphs) == 1
        return {"form": "gap", "gaps": fields}
    ((_, shares),) = known
    assert most > 0
    return {"form": "text", "options": tuple(shares.items())}


# --- marking ------------------------------------------------------------------------------------


def _right(responses: dict[str, Element]) -> dict[str, list[str]]:
    return {name: _values(one) for name, one in responses.items()}


def _values(response: Element) -> list[str]:
    return [one.text or "" for one in response.iter(f"{QTI}value")]


def _mapping(response: Element) -> dict[str, float]:
    return {
        one.get("mapKey") or "": float(one.get("mappedValue") or "")
        for one in response.iter(f"{QTI}mapEntry")
    }


def _score(item: Element, given: dict[str, list[str]]) -> float:
    """What an answer earns by the processing of the item."""
    responses = {one.get("identifier") or "": one for one in _all(item, "responseDeclaration")}
    score = 0.0
    for rule in _one(item, "responseProcessing"):
        if _name(rule) == "setOutcomeValue" and rule.get("identifier") == "SCORE":
            score = sum(
                _mapped(responses[one.get("identifier") or ""], given)
                for one in rule.iter(f"{QTI}mapResponse")
            )
        elif _name(rule) == "responseCondition":
            name = next(rule.iter(f"{QTI}correct")).get("identifier") or ""
            if given.get(name) == _values(responses[name]):
                score = float(next(rule.iter(f"{QTI}baseValue")).text or "")
    return score


def _mapped(response: Element, given: dict[str, list[str]]) -> float:
    mapping, earned = _one(response, "mapping"), _mapping(response)
    assert all(value <= float(mapping.get("upperBound") or "") for value in earned.values())
    answers = given.get(response.get("identifier") or "", [])
    total = sum(earned.get(answer, 0) for answer in answers)
    return min(max(total, 0), float(mapping.get("upperBound") or ""))


# --- elements -----------------------------------------------------------------------------------


def _name(element: Element) -> str:
    assert element.tag.startswith(QTI)
    return element.tag.removeprefix(QTI)


def _all(parent: Element, name: str) -> list[Element]:
    return parent.findall(f"{QTI}{name}")


def _one(parent: Element, name: str) -> Element:
    (found,) = _all(parent, name)
    return found


def _outcome(item: Element, name: str) -> Element:
    (found,) = (one for one in _all(item, "outcomeDeclaration") if one.get("identifier") == name)
    return found


def _html(element: Element) -> str:
    """What an element holds, as HTML."""
    bare = deepcopy(element)
    bare.tail = None
    for one in bare.iter():
        one.tag = _name(one)
    return tostring(bare, "unicode", "html")


# --- for the tests of all outputs ---------------------------------------------------------------


def texts(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Every text of a package: where it stands, whether it is ``html`` or ``text``, the text."""
    for item in items(data):
        for element in item.iter():
            name = _name(element)
            if name in {"itemBody", "modalFeedback"}:
                yield name, "html", _html(element)
            elif name == "value" or element.get("mapKey"):
                yield name, "text", element.text or element.get("mapKey") or ""
        yield "item", "structure", f"{item.get('identifier')} {item.get('title')}"
    test = files(data)["test.xml"]
    yield "title", "text", test.get("title") or ""
    for section in test.iter(f"{QTI}assessmentSection"):
        yield "section", "text", section.get("title") or ""
        for block in section.iter(f"{QTI}rubricBlock"):
            yield "sources", "html", _html(block)
