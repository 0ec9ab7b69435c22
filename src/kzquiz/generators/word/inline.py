"""Inline HTML of a page to runs of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from msgspec.structs import replace

from kzquiz.generators.word.markup import BREAK, PLAIN, TAB, Element, Look, node, run
from kzquiz.generators.word.page import Page
from kzquiz.generators.word.styles import ASIDE, LINK
from kzquiz.languages import language

BOX = "☐"
_SPACE = re.compile(r"[ \t\n\r\f]+")  # of HTML; a no-break space is text
_BOLD = {"b", "strong", "dfn", "dt"}
_ITALIC = {"em", "i"}
_ASIDE = {"aside", "origin", "totals", "marks", "points-of", "instruction", "small-number"}
_SIGNS = {"box": BOX, "blank": "_" * 16}
Token = tuple[str, Look] | Element


def classes(element: Element) -> Sequence[str]:
    """Give the classes of an HTML element."""
    return (element.get("class") or "").split()


def text_of(element: Element) -> str:
    """Give the text of an HTML element, with single spaces."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def runs(nodes: Iterable[Element | str], page: Page, look: Look = PLAIN) -> list[Element]:
    """Make the runs of inline nodes: elements (without the text after them) and texts."""
    return list(_joined(_tokens(nodes, page, look), page))


def nodes(element: Element) -> Iterator[Element | str]:
    """List the texts and the elements in an element, in order."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _tokens(found: Iterable[Element | str], page: Page, look: Look) -> Iterator[Token]:
    for each in found:
        if isinstance(each, str):
            yield each, look
        else:
            yield from _token(each, page, look)


def _token(element: Element, page: Page, look: Look) -> Iterator[Token]:
    names = classes(element)
    sign = next((_SIGNS[name] for name in names if name in _SIGNS), "")
    if sign:
        yield sign, look
    elif "rule" in names:  # to write on: the score in a few letters, all else up to a tab stop
        yield "____" if "marks" in classes(element.getparent()) else TAB, look
    elif element.tag == "br":
        yield BREAK, look
    elif element.tag == "svg":
        yield page.picture(element)
    elif element.tag == "a":
        yield _link(element, page, look)
    else:
        if "of-row" in names and element.getprevious() is not None:
            yield BREAK, look
        yield from _tokens(nodes(element), page, _look(element, names, look))
        if "place" in names:
            yield BREAK, look


def _look(element: Element, names: Sequence[str], look: Look) -> Look:
    if element.tag in _BOLD or "place" in names:
        look = replace(look, bold=True)
    if element.tag in _ITALIC or "instruction" in names:
        look = replace(look, italic=True)
    if "filled" in names:
        look = replace(look, underline=True)
    if _ASIDE.intersection(names):
        look = replace(look, bold=False, style=ASIDE)
    if tongue := element.get("lang"):
        look = replace(look, language=tongue)
    return look


def _link(element: Element, page: Page, look: Look) -> Element:
    made = node("hyperlink", *runs(nodes(element), page, replace(look, style=LINK)))
    made.set(
        qn("r:id"),
        page.part.relate_to(element.get("href"), RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
    )
    return made


def _joined(tokens: Iterable[Token], page: Page) -> Iterator[Element]:
    """Join texts of one look to one run, with single spaces and none at the ends of a line."""
    made: list[Element | tuple[str, Look]] = []
    at_start = True
    for token in tokens:
        if not isinstance(token, tuple):
            made.append(token)
            at_start = False
            continue
        words, look = token
        words = words if words in (TAB, BREAK) else _SPACE.sub(" ", words)
        if at_start:
            words = words.removeprefix(" ")
        if not words:
            continue
        at_start = words[-1] in f" {TAB}{BREAK}"
        last = made[-1] if made else None
        if isinstance(last, tuple) and last[1] == look:
            made[-1] = last[0] + words, look
        else:
            made.append((words, look))
    if made and isinstance(made[-1], tuple):
        made[-1] = made[-1][0].rstrip(f" {BREAK}"), made[-1][1]
    for each in made:
        if isinstance(each, tuple):
            words, look = each
            rtl = language(look.language).rtl if look.language else page.rtl
            yield run(words.replace(f" {BREAK}", BREAK), look, rtl=rtl)
        else:
            yield each
