"""A strict reader of Moodle XML, written from the description of the format.

https://docs.moodle.org/en/Moodle_XML_format, and what importers were seen to refuse: other
fractions than those of Moodle's list, an empty answer of a matching question, an idnumber that is
too long, an element that a type of question does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from xml.dom import minidom
from xml.dom.minidom import Element

from platform_questions import Imported, spaced, visible

FRACTIONS = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571,
    12.5, 11.11111, 10, 5, 0,
)  # fmt: skip
COMMON = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden"}
COMMON |= {"idnumber", "tags"}
OWN = {
    "multichoice": {
        "single", "shuffleanswers", "answernumbering", "showstandardinstruction", "answer",
    },
    "shortanswer": {"usecase", "answer"},
    "match": {"shuffleanswers", "subquestion"},
    "cloze": set(),
    "essay": {
        "responseformat", "responserequired", "responsefieldlines", "attachments", "graderinfo",
        "responsetemplate",
    },
    "ddwtos": {"shuffleanswers", "dragbox"},
    "ordering": {
        "layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle",
        "shownumcorrect", "answer",
    },
}  # fmt: skip
GAP = re.compile(r"\{(\d+):SHORTANSWER:([^{}]*)\}")
WILDCARD = re.compile(r"(?<!\\)\*")
PLACE = re.compile(r"\[\[(\d+)\]\]")


def questions(data: bytes) -> list[Imported]:
    """The questions of a file, without categories and descriptions."""
    return [_question(element) for element in elements(data) if _type(element) in OWN]


def category(text: str) -> list[str]:
    """A category as a path of names."""
    path = [name.replace("//", "/").strip() for name in re.split(r"(?<!/)/(?!/)", text)]
    assert all(0 < len(name) <= 255 for name in path), path
    assert path[:2] == ["$course$", "top"]
    return path


def categories(data: bytes) -> list[list[str]]:
    """The category of each question or description."""
    found, path = [], []
    for element in elements(data):
        if _type(element) == "category":
            path = category(_text(_one(element, "category")))
        else:
            found.append(path)
    return found


def tags(data: bytes) -> dict[str, list[str]]:
    """The tags of each question by its name."""
    return {
        _text(_one(element, "name")): [_text(tag) for tag in _all(_one(element, "tags"), "tag")]
        for element in elements(data)
        if _type(element) in OWN
    }


def elements(data: bytes) -> list[Element]:
    """All ``question`` elements of a file; each must be as the format describes it."""
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    root = minidom.parseString(data).documentElement  # noqa: S318 (made by the test)
    assert root.tagName == "quiz"
    found = _children(root)
    for element in found:
        kind = _type(element)
        assert element.tagName == "question"
        if kind == "category":
            assert _names(element) == {"category"}
        elif kind == "description":
            assert _names(element) <= COMMON
        else:
            assert _names(element) <= COMMON | OWN[kind], kind
    return found


def _question(element: Element) -> Imported:
    kind = _type(element)
    html = _html(_one(element, "questiontext"))
    told = _html(_one(element, "generalfeedback"))
    number = _value(element, "idnumber")
    assert re.fullmatch(r"[A-Za-z][\w.-]{0,99}", number)
    assert 0 < len(_text(_one(element, "name"))) <= 255
    assert _value(element, "penalty") == "0"
    common = Imported(
        number, "", visible(html), float(_value(element, "defaultgrade")), visible(told)
    )
    return READ[kind](element, common, html)


def _multichoice(element: Element, common: Imported, _: str) -> Imported:
    single = _value(element, "single")
    assert single in {"true", "false"}
    assert _value(element, "shuffleanswers") in {"true", "false"}
    assert _value(element, "answernumbering") in {"none", "ABCD"}
    answers = _answers(element, "html")
    shares = [share for _, share, _ in answers]
    if single == "true":
        assert max(shares) == 1
        assert min(shares) >= 0
    else:
        assert abs(sum(share for share in shares if share > 0) - 1) < 1e-4
    return replace(
        common,
        form="choice" if single == "true" else "select",
        options=tuple((visible(text), share) for text, share, _ in answers),
        reasons=tuple(visible(why) for *_, why in answers),
    )


def _shortanswer(element: Element, common: Imported, _: str) -> Imported:
    assert _value(element, "usecase") in {"0", "1"}
    answers = _answers(element, "plain_text")
    assert max(share for _, share, _ in answers) == 1
    assert not any(WILDCARD.search(text) for text, *_ in answers)
    return replace(
        common,
        form="text",
        options=tuple((spaced(text.replace(r"\*", "*")), share) for text, share, _ in answers),
        reasons=tuple(visible(why) for *_, why in answers),
    )


def _match(element: Element, common: Imported, _: str) -> Imported:
    assert _value(element, "shuffleanswers") in {"true", "false"}
    pairs, spare = [], set()
    for subquestion in _all(element, "subquestion"):
        prompt = visible(_html(subquestion))
        target = _text(_one(subquestion, "answer"))
        assert target.strip(), "every later question would be lost"
        assert "<" not in target, "the site strips tags here"
        if prompt:
            pairs.append((prompt, spaced(unescape(target))))
        else:
            spare.add(spaced(unescape(target)))
    return replace(common, form="match", pairs=tuple(pairs), spare=frozenset(spare))


def _cloze(_: Element, common: Imported, html: str) -> Imported:
    gaps = GAP.findall(html)
    assert gaps, "a cloze without a gap is refused"
    assert "{" not in GAP.sub("", html)
    answers = [[unescape(one) for one in body.split("~")] for _, body in gaps]
    assert all(one.startswith("=") for gap in answers for one in gap)
    assert not any(WILDCARD.search(one) for gap in answers for one in gap)
    return replace(
        common,
        form="gap",
        asked=visible(GAP.sub(" ", html)),
        marks=float(sum(int(weight) for weight, _ in gaps)),
        gaps=tuple(tuple(spaced(one[1:].replace(r"\*", "*")) for one in gap) for gap in answers),
    )


def _essay(element: Element, common: Imported, _: str) -> Imported:
    assert _value(element, "responseformat") == "editor"
    lines = _html(_one(element, "responsetemplate"))
    form = "list" if "<li>" in lines else "rubric"
    return replace(common, form=form, notes=visible(_html(_one(element, "graderinfo"))))


def _ddwtos(element: Element, common: Imported, html: str) -> Imported:
    boxes = []
    for box in _all(element, "dragbox"):
        assert _value(box, "group") == "1"
        boxes.append((_text(box), bool(_all(box, "infinite"))))
    assert all("<" not in text for text, _ in boxes)
    places = [int(number) for number in PLACE.findall(html)]
    assert set(places) == set(range(1, len(boxes) + 1))
    for number, (_, infinite) in enumerate(boxes, 1):
        assert infinite is (places.count(number) > 1)
    return replace(
        common,
        form="table",
        asked=visible(PLACE.sub(" ", html)),
        cells=tuple((spaced(unescape(boxes[number - 1][0])),) for number in places),
    )


def _ordering(element: Element, common: Imported, _: str) -> Imported:
    assert _value(element, "layouttype") == "VERTICAL"
    assert _value(element, "selecttype") == "ALL"
    steps = _all(element, "answer")
    assert [step.getAttribute("fraction") for step in steps] == [
        str(number) for number in range(1, len(steps) + 1)
    ]
    assert int(_value(element, "selectcount")) == len(steps)
    return replace(common, form="order", steps=tuple(visible(_html(step)) for step in steps))


READ = {
    "multichoice": _multichoice,
    "shortanswer": _shortanswer,
    "match": _match,
    "cloze": _cloze,
    "essay": _essay,
    "ddwtos": _ddwtos,
    "ordering": _ordering,
}


# --- elements -----------------------------------------------------------------------------------


def _answers(element: Element, form: str) -> list[tuple[str, float, str]]:
    found = []
    for answer in _all(element, "answer"):
        fraction = float(answer.getAttribute("fraction"))
        assert any(abs(abs(fraction) - known) / 100 < 1e-5 for known in FRACTIONS), fraction
        assert answer.getAttribute("format") == form
        assert _text(answer).strip(), "an empty answer"
        found.append((_text(answer), fraction / 100, _html(_one(answer, "feedback"))))
    return found


def _type(element: Element) -> str:
    return element.getAttribute("type")


def _children(element: Element) -> list[Element]:
    """The elements in an element, which has no text of its own."""
    for node in element.childNodes:
        assert isinstance(node, Element) or not node.data.strip(), "text outside of <text>"
    return [node for node in element.childNodes if isinstance(node, Element)]


def _names(element: Element) -> set[str]:
    return {child.tagName for child in _children(element)}


def _all(element: Element, name: str) -> list[Element]:
    return [child for child in _children(element) if child.tagName == name]


def _one(element: Element, name: str) -> Element:
    (found,) = _all(element, name)
    return found


def _value(element: Element, name: str) -> str:
    return "".join(node.data for node in _one(element, name).childNodes)


def _text(element: Element) -> str:
    return _value(element, "text")


def _html(element: Element) -> str:
    assert element.getAttribute("format") == "html"
    return _text(element)


# --- for the tests of all outputs ---------------------------------------------------------------


def texts(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Every text of a file: where it stands, whether it is ``html`` or ``text``, the text."""
    for element in elements(data):
        kind = _type(element)
        if kind == "category":
            continue
        yield from _texts(element, kind)
    for path in categories(data):
        yield "category", "text", " / ".join(path)


def _texts(element: Element, where: str) -> Iterator[tuple[str, str, str]]:
    for child in _children(element):
        here = f"{where} {child.tagName}"
        form = child.getAttribute("format")
        if child.tagName == "text":
            text = "".join(node.data for node in child.childNodes)
            html = element.getAttribute("format") == "html"
            escaped = element.tagName in {"answer", "dragbox"} and not form and not html
            if escaped and element.getAttribute("format") != "plain_text":
                text = unescape(text)
            if where.startswith("cloze questiontext"):
                for number, (weight, body) in enumerate(GAP.findall(text)):
                    yield (
                        f"{here} gap {number} {weight}",
                        "text",
                        unescape(body).replace(r"\*", "*"),
                    )
                text = GAP.sub(" ", text)
            yield here, "html" if html else "text", text
        elif any(isinstance(node, Element) for node in child.childNodes):
            yield from _texts(child, f"{here}{child.getAttribute('fraction')}")
        else:
            yield here, "structure", "".join(node.data for node in child.childNodes)
