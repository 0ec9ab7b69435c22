"""Marks the texts of a page that are in another language than its words: ``lang`` and ``dir``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kzquiz.expressions import expression
from kzquiz.languages import base, language
from kzquiz.text import to_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

_TAG = expression(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def is_other(tongue: str, tag: str) -> bool:
    """Whether a text in a language is in another one than its page; “” is that of the page.

    An author may describe the language of a source in words; then it has no tag to tell.
    """
    return bool(_TAG.fullmatch(tongue)) and base(tongue) != base(tag)


def tongues(tag: str, own: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Make the filters and the functions for a page with the words of ``tag``.

    ``own`` is the language of the author's texts. Filters: ``said`` writes prose of kzquiz,
    ``prose`` that of the author or of a source, ``tongue`` plain text of these. Functions: ``own``
    and ``tongue`` give the attributes of an element, ``home`` those of one with the page's words
    inside a text in another language; ``told`` is ``say`` for values that are HTML.
    """
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    words, none = language(tag), Markup("")
    mixed = is_other(own, tag)

    def attributes(tongue: str) -> Markup:
        if not tongue or not is_other(tongue, tag):
            return none
        return Markup(' lang="{}" dir="auto"').format(tongue)

    def home(around: str) -> Markup:
        return attributes(around) and Markup(' lang="{}" dir="auto"').format(tag)

    def told(key: str, **values: object) -> Markup:
        return Markup.escape(words.say(key)).format(**values)

    def spanned(html: Markup, tongue: str) -> Markup:
        found = attributes(tongue)
        return Markup("<span{}>{}</span>").format(found, html) if found else html

    def said(text: str) -> Markup:
        return Markup(to_html(text))  # noqa: S704 (to_html escapes everything)

    def prose(text: str, tongue: str = "") -> Markup:
        if mixed and not tongue and not words.owns(text):
            tongue = own
        return spanned(said(text), tongue)

    def plain(text: str, tongue: str = "") -> Markup:
        return spanned(Markup.escape(text), tongue or own)

    filters = {"said": said, "prose": prose, "tongue": plain}
    return filters, {"tongue": attributes, "own": attributes(own), "home": home, "told": told}
