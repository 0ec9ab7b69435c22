"""Writes the styles and the numbered lists of a document as elements of WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docx.oxml.ns import qn
from msgspec import Struct

from kzquiz.generators.word.markup import Element, node
from kzquiz.generators.word.styles import (
    ARABIC,
    ASIDE,
    BOX,
    CUT,
    EFFORT,
    FORMATS,
    GRID,
    LAYOUT,
    LINK,
    SANS,
    SERIF,
    STYLES,
    Style,
)

_GREY = "555555"
_LINE = "767676"
_TWIPS = 20  # in a point
_DIGIT = 0.55  # the width of a digit, in letters
_HALF_POINTS = 2  # sizes of letters are in half points
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


class Measures(Struct, frozen=True):
    """The letters of a document in points, its text width in twips, its language."""

    letters: float
    least: float
    width: int
    language: str
    rtl: bool = False

    def twips(self, letters: float) -> int:
        """Give a length in twips."""
        return round(letters * self.letters * _TWIPS)


def style_id(name: str) -> str:
    """Give the id of a style.

    >>> style_id("Word to Know")
    'WordtoKnow'
    """
    return name.replace(" ", "")


def styles(measures: Measures) -> Iterable[Element]:
    """Make all styles."""
    yield node("docDefaults", node("rPrDefault", _defaults(measures)), node("pPrDefault"))
    normal = node("style", _name("Normal"), node("qFormat"), type="paragraph", default=1)
    normal.set(qn("w:styleId"), "Normal")
    normal.append(node("pPr", node("bidi") if measures.rtl else None))
    yield normal
    for name, style in STYLES.items():
        yield _paragraph_style(name, style, measures)
    grey = node("rPr", node("color", val=_GREY))
    yield node("style", _name(ASIDE), node("qFormat"), grey, type="character", styleId=ASIDE)
    size = round(max(0.92 * measures.letters, measures.least) * _HALF_POINTS)
    small = node("rPr", node("color", val=_GREY), node("sz", val=size), node("szCs", val=size))
    effort = node("style", _name(EFFORT), node("qFormat"), small, type="character")
    effort.set(qn("w:styleId"), style_id(EFFORT))
    yield effort
    line = node("rPr", node("u", val="single"))
    yield node("style", _name(LINK), line, type="character", styleId=LINK)
    yield _table_style(GRID, "Grid", {"val": "single", "sz": 4, "space": 0, "color": _LINE})
    yield _table_style(LAYOUT, "Side by Side", {"val": "nil"})
    yield _table_style(
        CUT, "Cards to Cut Out", {"val": "dashed", "sz": 6, "space": 0, "color": _LINE}, 10
    )


def lists(measures: Measures) -> Iterable[Element]:
    """Make the formats of the lists; their ids are their places in `FORMATS`, from 1.

    A list has the indents of its style, as LibreOffice takes them from the list.
    """
    indents = {style.list: _indent(style, measures) for style in STYLES.values()}
    for number, (name, (form, text)) in enumerate(FORMATS.items(), 1):
        bold = None if form == "bullet" else node("b")
        level = node(
            "lvl",
            node("start", val=1),
            node("numFmt", val=form),
            node("lvlText", val=text),
            node("lvlJc", val="center" if measures.rtl else "left"),
            node("pPr", indents[name]),
            node("rPr", bold),
            ilvl=0,
        )
        kind = node("multiLevelType", val="singleLevel")
        yield node("abstractNum", kind, node("name", val=name), level, abstractNumId=number)


def _name(name: str) -> Element:
    # Word finds its own styles by their names in small letters.
    own = name.lower() if name.startswith("Heading") or name == "Footer" else name
    return node("name", val=own)


def _defaults(measures: Measures) -> Element:
    size = round(measures.letters * _HALF_POINTS)
    fonts = node("rFonts", ascii=SANS, hAnsi=SANS, eastAsia=SANS, cs=ARABIC)
    language = measures.language
    return node(
        "rPr",
        fonts,
        node("sz", val=size),
        node("szCs", val=size),
        node("lang", val=language, eastAsia=language, bidi=language),
    )


def _paragraph_style(name: str, style: Style, measures: Measures) -> Element:
    made = node("style", _name(name), node("basedOn", val="Normal"))
    made.set(qn("w:type"), "paragraph")
    made.set(qn("w:styleId"), style_id(name))
    made.append(node("semiHidden" if style.rare else "qFormat"))
    made.append(_paragraph_properties(style, measures))
    size = round(max(style.size * measures.letters, measures.least) * _HALF_POINTS)
    looks = [
        node("rFonts", ascii=SERIF, hAnsi=SERIF) if style.serif else None,
        *((node("b"), node("bCs")) if style.bold else ()),
        *((node("i"), node("iCs")) if style.italic else ()),
        node("color", val=_GREY) if style.grey else None,
        *((node("sz", val=size), node("szCs", val=size)) if style.size != 1 else ()),
    ]
    made.append(node("rPr", *looks))
    return made


def _paragraph_properties(style: Style, measures: Measures) -> Element:
    number = [*FORMATS].index(style.list) + 1 if style.list else 0
    twips = measures.twips
    return node(
        "pPr",
        node("keepNext") if style.stay else None,
        node("keepLines"),
        node("numPr", node("ilvl", val=0), node("numId", val=number)) if number else None,
        _border(style, rtl=measures.rtl),
        _tabs(style, measures),
        node("spacing", before=twips(style.before), after=twips(style.after)),
        _indent(style, measures) if style.left else None,
        node("jc", val="center") if style.center else None,
        node("outlineLvl", val=style.level - 1) if style.level else None,
    )


def hanging(style: Style, measures: Measures) -> float:
    """Give how far the number of a list stands before its text, in letters.

    Where a page begins on the right, numbers are centred: what is left for Word is right for
    LibreOffice. So half of the number is left out.
    """
    if not style.list or not measures.rtl:
        return style.hang
    number = FORMATS[style.list][1].replace("%1", "1")
    return style.hang - len(number) * _DIGIT / 2


def _indent(style: Style, measures: Measures) -> Element:
    left, hang = measures.twips(style.left), measures.twips(hanging(style, measures))
    # A box is drawn outside the text.
    right = {"right": measures.twips(BOX)} if style.border == "box" else {}
    return node("ind", left=left, hanging=hang, **right)


def _border(style: Style, *, rtl: bool) -> Element | None:
    if not style.border:
        return None
    before = (
        "right" if rtl and style.border == "left" else style.border
    )  # indents turn by themselves
    sides = ("top", "left", "bottom", "right") if style.border == "box" else (before,)
    return node("pBdr", *(node(each, val="single", sz=4, space=4, color=_LINE) for each in sides))


def _tabs(style: Style, measures: Measures) -> Element | None:
    stops = []
    for place, kind in style.tabs:
        far = round(place * measures.width) if place <= 1 else measures.twips(place)
        leader = {"leader": "underscore"} if kind == "write" else {}
        side = "left" if kind == "left" else "right"
        stops.append(node("tab", val=side, pos=far, **leader))
    return node("tabs", *stops) if stops else None


def _table_style(style: str, name: str, line: Mapping[str, object], space: int = 4) -> Element:
    borders = node("tblBorders", *(node(each, **line) for each in _BORDERS))
    sides = (("top", space // 2), ("left", space), ("bottom", space // 2), ("right", space))
    margins = node(
        "tblCellMar", *(node(side, w=points * _TWIPS, type="dxa") for side, points in sides)
    )
    return node(
        "style",
        node("name", val=name),
        node("tblPr", borders, margins),
        type="table",
        styleId=style,
    )
