"""The rules for a project's own templates: elements that only show, no script, nothing loaded.

A folder of units may come from anybody, and its ``templates`` with it. A page's Content Security
Policy (`kzquiz.generators.html.csp`) is not enough: it does not stop a page from sending its reader
to another page, and a card in Anki has none.

Markup is read strictly. An attribute has no ``<``, ``>`` or quotation mark in it, so that no HTML
parser can find an element that was not found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from traceback import extract_tb

Folders = tuple[Path, ...]

_NAME = r"[a-z][a-z0-9-]*"
_VALUE = r"""(?:"[^"<>]*"|[^\s"'<>=`]+)"""
_ATTRIBUTES = rf"(?:\s+{_NAME}(?:={_VALUE})?)*\s*"
_FLAGS = re.IGNORECASE | re.ASCII
_ATTRIBUTE = re.compile(rf"\s+({_NAME})(?:=({_VALUE}))?", _FLAGS)
_TAG = re.compile(rf"</?({_NAME})({_ATTRIBUTES})/?>", _FLAGS)
_COMMENT = re.compile(r"<!doctype html>|<!--(?:[^<>-]|-(?!-))*-->", _FLAGS)
_STYLE = re.compile(r"<style>([^<&]*)</style>", _FLAGS)
HEAD = re.compile(rf"<!doctype html>\s*<html{_ATTRIBUTES}>\s*<head>", _FLAGS)
_CSS_TEXT = re.compile(
    r"""\\.|/\*.*?\*/|"(?:\\.|[^"\\\n\r\f])*"|'(?:\\.|[^'\\\n\r\f])*'""", re.DOTALL
)
_CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", _FLAGS)
_CSS_LOADS = re.compile(
    r"url\s*\(|src\s*\(|image(?:-set)?\s*\(|@import|@font-face|expression", re.IGNORECASE
)
_LINK = re.compile(r"#\S*|https?://\S*")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*")
_PAINT = re.compile(r"[\w#., -]*|url\(#[\w-]+\)")

_ELEMENTS = """
html head meta title body header main footer nav section article aside div span h1 h2 h3 h4 h5 h6 p
br hr blockquote figure figcaption details summary address
a abbr b bdi bdo cite code data dfn em i img kbd mark q rp rt ruby s samp small strong sub sup time
u var wbr
ol ul li dl dt dd table caption colgroup col thead tbody tfoot tr th td
form fieldset legend label input textarea select option optgroup button progress meter output
svg g path line rect circle ellipse polyline polygon text tspan desc defs pattern
"""
_ATTRIBUTE_NAMES = """
id class lang dir title hidden role tabindex charset name content type value checked disabled
required readonly placeholder autocomplete for min max step rows cols size maxlength multiple
selected label open start reversed cite datetime scope colspan rowspan headers span alt width height
translate spellcheck inputmode
viewbox xmlns d x y x1 x2 y1 y2 r rx ry cx cy dx dy points transform opacity direction unicode-bidi
preserveaspectratio patternunits
"""
_WORDS = ("aria-", "data-")
_PAINTS = ("fill", "stroke", "font-", "text-", "dominant-")
ELEMENTS = frozenset(_ELEMENTS.split())
ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())


class BadTemplateError(ValueError):
    """A project's own template cannot be used. The message says which one, and why."""


def has_own(folders: Folders) -> bool:
    """Tell whether a project has a folder of its own: the last one is always kzquiz's."""
    return len(folders) > 1


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether a path is in a folder after all links were followed."""
    return path.resolve().is_relative_to(folder.resolve())


def script(folders: Folders, name: str) -> str:
    """Read a script of kzquiz. Raises `BadTemplateError` if a project has scripts there."""
    for folder in folders[:-1]:
        for path in sorted((folder / name).parent.glob("*.js")):
            message = f"{path.as_posix()}: a script of your own is not used; delete it"
            raise BadTemplateError(message)
    return (folders[-1] / name).read_text("utf-8")


@contextmanager
def blaming_own_templates(folders: Folders) -> Iterator[None]:
    """Turn every error into a `BadTemplateError` if the project has templates of its own."""
    try:
        yield
    except BadTemplateError:
        raise
    except Exception as error:
        if not has_own(folders):
            raise
        message = f"{_place(error, folders[:-1]) or 'a template of your own'}: {error}"
        raise BadTemplateError(message) from error


def _place(error: Exception, own: Folders) -> str:
    """The last line of an own template in an error's traceback, or ""."""
    for frame in reversed(extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if any(folder in path.parents for folder in own):
            return f"{path.as_posix()}, line {frame.lineno}"
    return ""


def require_harmless(markup: str, what: str, *given: str) -> None:
    """Raise `BadTemplateError` where markup has anything but text and elements that only show.

    ``what`` names the markup in the message. ``given`` are elements that are allowed as they are:
    the script of kzquiz.
    """
    at = markup.find("<")
    while at >= 0:
        if element := next((one for one in given if markup.startswith(one, at)), None):
            end = at + len(element)
        elif style := _STYLE.match(markup, at):
            require_harmless_css(style[1], f"the style in {what}")
            end = style.end()
        elif tag := _TAG.match(markup, at):
            _check(tag, what)
            end = tag.end()
        elif comment := _COMMENT.match(markup, at):
            end = comment.end()
        else:
            raise _refused(what, markup[at : at + 30], "this is no plain tag")
        at = markup.find("<", end)


def require_harmless_css(css: str, what: str) -> None:
    """Raise `BadTemplateError` where CSS could load something or end its ``style`` element."""
    if "<" in css:
        raise _refused(what, "<", "it ends a style")
    # Strings and comments load nothing. An escape may spell a command.
    bare = _CSS_TEXT.sub(lambda part: part[0] if part[0].startswith("\\") else " ", css)
    plain = _CSS_ESCAPE.sub(lambda escape: chr(min(int(escape[1], 16), 0x10FFFF)), bare)
    if bad := _CSS_LOADS.search(plain) or _CSS_LOADS.search(plain.replace("\\", "")):
        raise _refused(what, bad[0], "a style can load nothing")


def _check(tag: re.Match[str], what: str) -> None:
    element = tag[1].lower()
    if element not in ELEMENTS:
        raise _refused(what, f"<{tag[1]}>", "this element is not used")
    for name, value in _ATTRIBUTE.findall(tag[2]):
        if not _allowed(element, name.lower(), unescape(value.strip('"'))):
            raise _refused(what, f"{name}={value}", f"this is not used in <{tag[1]}>")


def _allowed(element: str, name: str, value: str) -> bool:
    if name == "href":
        return element == "a" and _LINK.fullmatch(value) is not None
    if name == "src":
        return element == "img" and _PICTURE.fullmatch(value) is not None
    if name.startswith(_PAINTS):
        return _PAINT.fullmatch(value) is not None
    return name in ATTRIBUTES or name.startswith(_WORDS)


def _refused(what: str, found: str, why: str) -> BadTemplateError:
    return BadTemplateError(f"{what} has “{found}”: {why} in a template of your own")
