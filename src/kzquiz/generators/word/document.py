"""A page of HTML to a Word document."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from lxml import html

from kzquiz.generators.word.flow import blocks
from kzquiz.generators.word.handlers import HANDLERS
from kzquiz.generators.word.markup import (
    TAB,
    field,
    give,
    node,
    paragraph,
    run,
    with_sections,
)
from kzquiz.generators.word.page import BlockContext, Page
from kzquiz.generators.word.style_elements import Measures, lists, styles
from kzquiz.generators.word.styles import FORMATS
from kzquiz.generators.zipped import rezipped

if TYPE_CHECKING:
    from docx.document import Document

    from kzquiz.model import Paper

_PROPERTY = 255  # characters that python-docx and Word allow
_MILLIMETRE = 56.7  # in twips
_SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}  # of paper, in millimetres
_LEAST = 8.0  # points of the smallest letters
_SIDE, _TOP, _BOTTOM, _EDGE = 14.0, 11.0, 16.0, 7.0  # margins
_UNWANTED = {
    RT.CUSTOM_XML,
    RT.WEB_SETTINGS,
    RT.FONT_TABLE,
    RT.THUMBNAIL,
    RT.EXTENDED_PROPERTIES,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
_TWO_LINES = 2.7  # of letters
_TWIP = 635  # English Metric Units in a twip
_WORD = "http://schemas.microsoft.com/office/word"


def document(page: bytes, paper: Paper, letters: float, notes: str) -> bytes:
    """Make a Word document of a page to print, whose letters have so many points.

    ``notes`` stand in the footer after the title of the page. The same page gives the same bytes.
    """
    # Word breaks long words by itself, and the parser would put what follows a <wbr> into it.
    page = page.replace(b"<wbr>", b"")
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    title = tree.findtext("head/title") or ""
    width, height = (round(each * _MILLIMETRE) for each in _SIZES[paper.size])
    measures = Measures(
        letters,
        max(paper.large_print, _LEAST),
        width - 2 * round(_SIDE * _MILLIMETRE),
        tree.get("lang") or "",
        rtl=tree.get("dir") == "rtl",
    )
    made = docx.Document(BytesIO(_blank()))
    _describe(made, title, measures)
    _set_paper(made, (width, height), f"{title} · {notes}", measures)
    body = made.element.body
    last = body.sectPr
    on_page = Page(made, measures, HANDLERS, large=bool(paper.large_print))
    main = tree.find("body")
    for footer in main.findall("footer"):  # the same stands in the footer of each page
        main.remove(footer)
    content = list(blocks(main, on_page, BlockContext(measures.width)))
    body.remove(last)
    body.extend(with_sections(content, last))
    if measures.rtl:
        for each in body.iter(qn("w:pPr")):
            give(each.getparent(), node("bidi"))
    buffer = BytesIO()
    made.save(buffer)
    return rezipped(buffer.getvalue())


@cache
def _blank() -> bytes:
    """Make an empty document, without what python-docx's own template brings: 0.8 MB of styles."""
    made = docx.Document()
    for relations in (made.part.rels, made.part.package.rels):
        for name in [name for name, each in relations.items() if each.reltype in _UNWANTED]:
            del relations[name]
    for element in (made.styles.element, made.part.numbering_part.element, made.settings.element):
        for child in list(element):
            element.remove(child)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _describe(made: Document, title: str, measures: Measures) -> None:
    """Set title and language, styles, lists and settings."""
    core = made.core_properties
    # The title on the page is whole.
    core.title = title if len(title) <= _PROPERTY else f"{title[: _PROPERTY - 1]}…"
    core.language, core.author, core.comments = measures.language, "", ""
    for name in ("dcterms:created", "dcterms:modified"):
        for each in core._element.findall(qn(name)):  # noqa: SLF001 (there is no other way)
            core._element.remove(each)  # noqa: SLF001 (the same)
    made.styles.element.extend(styles(measures))
    numbering = made.part.numbering_part.element
    numbering.extend(lists(measures))
    for number in range(1, len(FORMATS) + 1):
        numbering.append(node("num", node("abstractNumId", val=number), numId=number))
    # Without it, Word 2013 and newer lay out as Word 2007 did.
    mode = node("compatSetting", name="compatibilityMode", uri=_WORD, val=15)
    made.settings.element.extend(
        [node("compat", mode), node("themeFontLang", val=measures.language)]
    )


def _set_paper(made: Document, size: tuple[int, int], notes: str, measures: Measures) -> None:
    """Set the paper, and the footer with notes and the number of the page and of all pages."""
    section = made.sections[0]
    section.page_width, section.page_height = (Emu(each * _TWIP) for each in size)
    section.left_margin = section.right_margin = Mm(_SIDE)
    section.top_margin = Mm(_TOP)
    # In large print the footer has two lines.
    section.bottom_margin = max(Mm(_BOTTOM), Mm(_EDGE) + Pt(_TWO_LINES * measures.least))
    section.header_distance = section.footer_distance = Mm(_EDGE)
    section.start_type = WD_SECTION.CONTINUOUS
    if measures.rtl:
        made.element.body.sectPr.find(qn("w:docGrid")).addprevious(node("bidi"))
    footer = section.footer
    footer.is_linked_to_previous = False
    holder = footer._element  # noqa: SLF001 (there is no other way)
    for child in list(holder):
        holder.remove(child)
    words = [run(notes, rtl=measures.rtl), run(TAB), *field("PAGE"), run(" / "), *field("NUMPAGES")]
    holder.append(paragraph("Footer", words))
