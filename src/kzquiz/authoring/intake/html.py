"""A saved web page to blocks: every block of the page, and whether it belongs to the article.

trafilatura (https://trafilatura.readthedocs.io) finds the main text. It drops captions, bylines and
dates, so the blocks themselves are read here, and its text decides which of them are the article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kzquiz.authoring.intake.blocks import Hint, Origin, RawBlock, refuse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "button", "caption", "center"),
        *("dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "time", "title", "tr", "ul"),
    )
)
_SILENT = (
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "head", "select"),
    *("textarea", "input"),
)
_PAGE_TAGS = frozenset({"nav", "aside", "footer", "button", "form", "dialog"})
_PAGE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "banner", "search", "menu"})
# Words of the class or id of an element that is no part of the article.
_PAGE_CLASSES = re.compile(
    r"(?:^|[-_\s])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|cookies?|footer|menu|nav|navbar|"
    r"newsletter|paywall|promo\w*|recirc\w*|recommend\w*|related|share|sharing|sidebar|social|"
    r"sponsor\w*|subscribe|tags|toolbar|trending)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BYLINE_CLASSES = re.compile(r"(?:^|[-_\s])(?:byline|author)(?:$|[-_\s])", re.IGNORECASE)
_HINTS: Mapping[str, Hint] = {
    "h1": "title",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    "figcaption": "caption",
    "caption": "caption",
    "li": "item",
    "dd": "item",
    "dt": "item",
    "tr": "item",
    "time": "stamp",
}
_SPACES = re.compile(r"\s+")
_NORMAL = re.compile(r"[\W_]+")
_DEEPEST = 200  # elements inside each other
_LEAST = 20  # letters of a text that cannot be a chance match
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,100},[^\s\"'()<>]{1000,}")  # pictures inside a page
_LARGEST = 5_000_000  # characters; trafilatura takes a second or two for so many
_JSON_LD = 200_000  # characters
_MISSING = (
    "to read a saved web page, kzquiz needs two more packages: run “pip install 'kzquiz[web]'”; "
    "or copy the text into a .txt file"
)


def blocks(page: str) -> tuple[tuple[RawBlock, ...], Origin, tuple[str, ...]]:
    """The blocks of a page in order, its origin, and what the author should look at again.

    Raises `IntakeError` if trafilatura is not installed or the page cannot be read.
    """
    page = _EMBEDDED.sub("", page)
    if len(page) > _LARGEST:
        refuse("the page is too large; copy the text of the article into a .txt file")
    try:
        from lxml import etree, html  # noqa: PLC0415 (an extra, and slow)
    except ImportError:
        refuse(_MISSING)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.LxmlError, ValueError, AssertionError):
        refuse("it is no web page that can be read; copy its text into a .txt file")
    main = _main_text(page)
    origin = _origin(tree)
    for silent in _SILENT:
        for element in list(tree.iter(silent)):
            element.drop_tree()
    _flatten_tables(tree)
    raws = list(_blocks(tree))
    is_main = [raw.hint != "page" and _is_in(raw.text, main) for raw in raws]
    if not any(is_main):
        return tuple(raws), origin, ("no main text was found in the page: look at every block",)
    return tuple(_joined_page(_marked(raws, is_main))), origin, ()


def _main_text(page: str) -> str:
    """The main text of a page, for comparison: letters and digits only."""
    try:
        from trafilatura import extract  # noqa: PLC0415 (an extra, and slow)
    except ImportError:
        refuse(_MISSING)
    try:
        text = extract(page, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # noqa: BLE001 (a page of someone else in a library: no page may end the run)
        text = None
    return _normal(text or "")


def _normal(text: str) -> str:
    return _NORMAL.sub("", text.lower())


# --- blocks -------------------------------------------------------------------------------------


def _blocks(tree: HtmlElement) -> Iterator[RawBlock]:
    """Every text between the borders of block elements, with a hint from the elements around it."""
    from lxml import etree  # noqa: PLC0415 (an extra, and slow)

    text: list[str] = []
    holder: Any = tree
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_block = element.tag in _BLOCKS
        if event == "start":
            if is_block:
                yield from _block(text, holder)
                text, holder = [], element
            elif element.tag == "br":
                text.append("\n")
            text.append(_in_one_line(element.text, element))
        else:
            if is_block:
                yield from _block(text, holder)
                parent = element.getparent()
                text, holder = [], parent if parent is not None else tree
            between = " " if element.tag == "a" and _is_link(element.getnext()) else ""
            text.append(_in_one_line(element.tail, element.getparent()) or between)
    yield from _block(text, holder)


def _in_one_line(text: str | None, element: Any) -> str:  # noqa: ANN401 (lxml has no types)
    """A text as a browser shows it: only preformatted text keeps its line ends."""
    preformatted = element is not None and element.tag == "pre"
    return (text or "") if preformatted else _SPACES.sub(" ", text or "")


def _is_link(element: Any) -> bool:  # noqa: ANN401 (the same)
    return element is not None and element.tag == "a"


def _flatten_tables(tree: HtmlElement) -> None:
    """Make one text of each row of a table of figures; a table for layout has paragraphs in it."""
    for table in list(tree.iter("table")):
        if any(True for _ in table.iterdescendants("p", "div", "table", "ul", "ol")):
            continue
        for row in table.iter("tr"):
            cells = [" ".join(cell.text_content().split()) for cell in row.iterchildren("td", "th")]
            tail = row.tail
            row.clear()
            row.text, row.tail = " | ".join(cells) if any(cells) else "", tail


def _block(text: Sequence[str], holder: Any) -> Iterator[RawBlock]:  # noqa: ANN401 (the same)
    lines = (" ".join(line.split()) for line in "".join(text).split("\n"))
    shown = "\n".join(line for line in lines if line)
    if shown:
        yield RawBlock(shown, _hint(holder))


def _hint(element: Any) -> Hint:  # noqa: ANN401 (the same)
    hint: Hint = ""
    inside = False  # an article's own header is part of it
    around = [element, *element.iterancestors()][:_DEEPEST]
    for one in around:
        if not isinstance(one.tag, str):
            continue
        names = f"{one.get('class') or ''} {one.get('id') or ''}"
        if not hint:
            hint = "byline" if _BYLINE_CLASSES.search(names) else _HINTS.get(one.tag, "")
        inside = inside or one.tag in {"article", "main"}
        page = one.tag in _PAGE_TAGS or one.get("role") in _PAGE_ROLES
        if page or (
            one.tag not in {"body", "html", "article", "main"} and _PAGE_CLASSES.search(names)
        ):
            return "page"
        if (
            one.tag == "header"
            and not inside
            and not any(a.tag in {"article", "main"} for a in around)
        ):
            return hint if hint == "title" else "page"
    return hint


def _marked(raws: Sequence[RawBlock], is_main: Sequence[bool]) -> Iterator[RawBlock]:
    """Mark as “page” what is neither main text nor between its first and its last block."""
    main = [number for number, known in enumerate(is_main) if known]
    first = min(main + [number for number, raw in enumerate(raws) if raw.hint == "title"])
    for number, raw in enumerate(raws):
        # After the text a byline or stamp may follow; anything else there belongs to the page.
        after = number > main[-1] and raw.hint in {"byline", "stamp", "caption"}
        yield raw if first <= number <= main[-1] or after else RawBlock(raw.text, "page")


def _is_in(text: str, main: str) -> bool:
    normal = _normal(text)
    return len(normal) >= _LEAST and normal in main


def _joined_page(raws: Iterable[RawBlock]) -> Iterator[RawBlock]:
    """Join neighbouring short texts of the page: a menu is one block, not one for each word."""
    held: list[str] = []
    for raw in raws:
        if raw.hint == "page":
            held.append(" ".join(raw.text.split()))
            continue
        if held:
            yield RawBlock(" · ".join(held), "page")
        held = []
        yield raw
    if held:
        yield RawBlock(" · ".join(held), "page")


# --- origin -------------------------------------------------------------------------------------


def _origin(tree: HtmlElement) -> Origin:
    """What the page says of itself in its metadata (Open Graph, HTML, schema.org)."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        meta.setdefault(name, " ".join((element.get("content") or "").split()))
    link = next(
        (one.get("href") or "" for one in tree.iter("link") if one.get("rel") == "canonical"), ""
    )
    data = _json_ld(tree)
    url = link or meta.get("og:url", "")
    author = meta.get("author", "") or _name(data.get("author"))
    return Origin(
        title=meta.get("og:title", "") or _name(data.get("headline")),
        author="" if author.startswith("http") else author,
        publisher=meta.get("og:site_name", "") or _name(data.get("publisher")),
        published=meta.get("article:published_time", "") or _name(data.get("datePublished")),
        url=url if url.startswith(("https://", "http://")) else "",
    )


def _json_ld(tree: HtmlElement) -> Mapping[str, Any]:
    """The first article that the page describes by schema.org's vocabulary; else nothing."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > _JSON_LD:
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for entry in graph if isinstance(graph, list) else []:
            if isinstance(entry, dict) and "headline" in entry:
                return entry
    return {}


def _name(value: object) -> str:
    """A name, of a text or of an object with a name; several with commas."""
    if isinstance(value, list):
        return ", ".join(name for one in value[:20] if (name := _name(one)))
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""
