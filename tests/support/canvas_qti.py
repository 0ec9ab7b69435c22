"""A strict reader of a quiz for Canvas: QTI 1.2 in a zip, as Canvas itself writes it.

It follows QTI 1.2.1 and what Canvas adds: the type of a question and its points in metadata, the
fields of a text in brackets, plain text in lists. What Canvas accepts silently and loses fails
here: a key that names no option, a stem without a key, an ident that occurs twice.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from platform_questions import Imported, spaced, visible
from xml_structure import parsed

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKAGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
META = "{http://canvas.instructure.com/xsd/cccv1p0}"
FORMS = {
    "multiple_choice_question": "choice",
    "multiple_answers_question": "select",
    "matching_question": "match",
    "fill_in_multiple_blanks_question": "gap",
    "multiple_dropdowns_question": "table",
    "short_answer_question": "text",
    "essay_question": "essay",
}
FIELD = re.compile(r"\[(kzquiz\d+)\]")


def items(data: bytes) -> list[Element]:
    """The items of the one assessment of a package, whose files are all in its manifest."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = parsed(files["imsmanifest.xml"], "imscp-1.1")
    listed = {file.get("href") for file in manifest.iter(f"{PACKAGE}file")}
    assert listed == files.keys() - {"imsmanifest.xml"}
    assert not any(".." in name or name.startswith("/") for name in files)
    (resource,) = (
        one for one in manifest.iter(f"{PACKAGE}resource") if one.get("type") == "imsqti_xmlv1p2"
    )
    name = resource.get("identifier")
    meta = _parsed(files[f"{name}/assessment_meta.xml"])
    root = parsed(files[f"{name}/{name}.xml"], "qti-1.2")
    (assessment,) = root
    assert assessment.get("ident") == meta.get("identifier") == name
    assert assessment.get("title") == meta.findtext(f"{META}title")
    found = list(root.iter(f"{QTI}item"))
    idents = [item.get("ident") for item in found]
    assert len(set(idents)) == len(idents)
    points = sum(float(_metadata(item)["points_possible"]) for item in found)
    assert float(meta.findtext(f"{META}points_possible") or "") == points
    return found


def _parsed(data: bytes) -> Element:
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    return ET.fromstring(data)  # noqa: S314 (made by the test)


def _metadata(item: Element) -> dict[str, str]:
    return {
        field.findtext(f"{QTI}fieldlabel") or "": field.findtext(f"{QTI}fieldentry") or ""
        for field in item.iter(f"{QTI}qtimetadatafield")
    }


def questions(data: bytes) -> list[Imported]:
    """The questions of a package, without the texts between them."""
    return [_question(item) for item in items(data) if _kind(item) in FORMS]


def _kind(item: Element) -> str:
    kind = _metadata(item)["question_type"]
    assert kind in {*FORMS, "text_only_question"}
    return kind


def _question(item: Element) -> Imported:
    form = FORMS[_kind(item)]
    html = _mattext(item.find(f"{QTI}presentation"))
    feedback = {
        one.get("ident") or "": _mattext(one.find(f"{QTI}flow_mat"))
        for one in item.iter(f"{QTI}itemfeedback")
    }
    shown = {one.get("linkrefid") for one in item.iter(f"{QTI}displayfeedback")}
    assert shown == feedback.keys()
    common = {
        "id": item.get("ident") or "",
        "form": form,
        "asked": visible(FIELD.sub(" ", html) if form in {"gap", "table"} else html).replace(
            "\u2060", ""
        ),
        "marks": float(_metadata(item)["points_possible"]),
        "feedback": visible(feedback["general_fb"]),
    }
    match form:
        case "choice" | "select":
            return Imported(**common, **_choice(item, feedback, several=form == "select"))
        case "match":
            return Imported(**common, **_match(item))
        case "gap" | "table":
            fields = _fields(item)
            assert FIELD.findall(html) == list(fields)
            name = "gaps" if form == "gap" else "cells"
            return Imported(**common, **{name: tuple(fields.values())})
        case _:
            return Imported(**common, options=_written(item) if form == "text" else ())


def _choice(item: Element, feedback: dict[str, str], *, several: bool) -> dict[str, object]:
    (response,) = item.iter(f"{QTI}response_lid")
    assert response.get("rcardinality") == ("Multiple" if several else "Single")
    labels = _labels(response, "text/html")
    right, wrong = _keys(item)
    assert right | wrong <= labels.keys()
    assert right
    assert wrong == (labels.keys() - right if several else set())
    share = 1 / len(right)
    options = tuple((visible(text), share * (name in right)) for name, text in labels.items())
    reasons = tuple(visible(feedback.get(f"{name}_fb", "")) for name in labels)
    return {"options": options, "reasons": reasons}


def _keys(item: Element) -> tuple[set[str], set[str]]:
    """What must be ticked and what must not be, for the whole score."""
    (condition,) = (
        one for one in item.iter(f"{QTI}respcondition") if one.findtext(f"{QTI}setvar") == "100"
    )
    every = [one.text or "" for one in condition.iter(f"{QTI}varequal")]
    wrong = {
        one.text or "" for no in condition.iter(f"{QTI}not") for one in no.iter(f"{QTI}varequal")
    }
    return set(every) - wrong, wrong


def _match(item: Element) -> dict[str, object]:
    pairs, targets, used = [], set(), set()
    for response in item.iter(f"{QTI}response_lid"):
        labels = _labels(response, "text/plain")
        (key, _) = _added(item, response.get("ident") or "")
        targets |= set(labels.values())
        used.add(labels[key])
        pairs.append((visible(_mattext(response)), spaced(labels[key])))
    _whole(item)
    return {"pairs": tuple(pairs), "spare": frozenset(map(spaced, targets - used))}


def _fields(item: Element) -> dict[str, tuple[str, ...]]:
    """The known answers of each field of a text, the key first."""
    found = {}
    for response in item.iter(f"{QTI}response_lid"):
        name = (response.get("ident") or "").removeprefix("response_")
        assert _mattext(response) == name
        labels = _labels(response, "text/plain")
        (key, _) = _added(item, f"response_{name}")
        others = (text for ident, text in labels.items() if ident != key)
        found[name] = tuple(map(spaced, (labels[key], *others)))
    _whole(item)
    return found


def _added(item: Element, response: str) -> tuple[str, float]:
    ((key, share),) = (
        (equal.text or "", float(score.text or ""))
        for condition in item.iter(f"{QTI}respcondition")
        for equal in condition.iter(f"{QTI}varequal")
        for score in condition.iter(f"{QTI}setvar")
        if equal.get("respident") == response and score.get("action") == "Add"
    )
    return key, share


def _whole(item: Element) -> None:
    assert abs(sum(float(score.text or "") for score in item.iter(f"{QTI}setvar")) - 100) < 0.1


def _written(item: Element) -> tuple[tuple[str, float], ...]:
    right, wrong = _keys(item)
    assert not wrong
    return tuple(
        (spaced(one.text), 1.0) for one in item.iter(f"{QTI}varequal") if one.text in right
    )


def _labels(response: Element, form: str) -> dict[str, str]:
    found = [
        (label.get("ident") or "", _mattext(label, form))
        for label in response.iter(f"{QTI}response_label")
    ]
    assert len(dict(found)) == len(found)
    return dict(found)


def _mattext(parent: Element | None, form: str = "text/html") -> str:
    assert parent is not None
    mattext = parent.find(f"{QTI}material/{QTI}mattext")
    assert mattext is not None
    assert mattext.get("texttype") == form
    return mattext.text or ""


# --- for the tests of all outputs ---------------------------------------------------------------


def texts(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Every text of a package: where it stands, whether it is ``html`` or ``text``, the text."""
    for item in items(data):
        kind = _kind(item)
        yield kind, "structure", f"{item.get('ident')}"
        yield f"{kind} title", "text", item.get("title") or ""
        for mattext in item.iter(f"{QTI}mattext"):
            form = "text" if mattext.get("texttype") == "text/plain" else "html"
            yield f"{kind} mattext", form, mattext.text or ""
        for equal in item.iter(f"{QTI}varequal"):
            yield f"{kind} key", "text", equal.text or ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("assessment_meta.xml"))
        meta = _parsed(archive.read(name))
    yield "title", "text", meta.findtext(f"{META}title") or ""
    yield "description", "html", meta.findtext(f"{META}description") or ""
