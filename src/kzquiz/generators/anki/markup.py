"""Turns texts into the HTML of a field and into tags, escaped for HTML and for Anki."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kzquiz.text import escape, to_html

# With these characters Anki marks clozes, fields, sounds and LaTeX in a field. As entities they are
# text. A tab or a line end becomes a space.
_ANKI_MARKUP = str.maketrans(
    {"{": "&#123;", "}": "&#125;", "[": "&#91;", **dict.fromkeys("\t\n\r", " ")}
)
# Anki refuses a package in which one of these occurs. The reader refuses them in content files.
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TAG_BREAKS = re.compile(r"[\s:\"\x00-\x1f]+")


def inert(html: str) -> str:
    """Escape for Anki what is escaped for HTML already: cloze and field marks, sounds, LaTeX."""
    # Almost no text has any of these: this test is faster than the replacement.
    if html.isprintable() and not ("{" in html or "}" in html or "[" in html or "::" in html):
        return html
    return _CONTROL.sub("", html.translate(_ANKI_MARKUP)).replace("::", ":&#58;")


def prose(text: str) -> str:
    """Turn prose into a field's HTML."""
    return inert(to_html(text))


def plain(text: str) -> str:
    """Turn plain text, such as a quotation, into a field's HTML."""
    return inert(escape(text))


def block(element: str, html: str, name: str = "", tongue: str = "") -> str:
    """Wrap HTML in an element of class ``name``. Its text sets its direction of writing.

    ``tongue`` is its language, if it is not that of the card.
    """
    attribute = f' class="{name}"' if name else ""
    attribute += f' lang="{plain(tongue)}"' if tongue else ""
    return f'<{element}{attribute} dir="auto">{html}</{element}>'


def fold(summary: str, html: str, name: str = "kz-more") -> str:
    """Fold HTML below a line of HTML that is seen; a tap opens it, without a script."""
    line = block("summary", summary)
    return f'<details class="{name}">{line}{html}</details>'


def listed(rows: Iterable[str], name: str) -> str:
    """Put ``li`` elements into a list; give "" where there are none."""
    found = "".join(rows)
    return f'<ul class="{name}">{found}</ul>' if found else ""


def tag(text: str) -> str:
    """Turn text into one part of a tag: without spaces and colons, never empty."""
    return _CONTROL.sub("", _TAG_BREAKS.sub("-", text)).strip("-") or "none"
