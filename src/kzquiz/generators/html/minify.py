"""The same page in fewer bytes: what HTML and CSS let a file leave out.

Templates are written to be read; a page of a hundred questions is sent around. Nothing here needs
a parser: the texts of a page are escaped, so that a ``<``, a ``>`` or a ``"`` is a tag's own.
"""

from __future__ import annotations

import re

# An item of a list always ends where the next begins or the list ends, and a paragraph where a
# block begins or its parent ends (HTML Standard, section 13.1.2.4, "Optional tags").
_ITEM_ENDS = ("</li>", "</dt>", "</dd>")
_PARAGRAPH_END = re.compile(
    r"</p>(?=<(?:/(?:li|dd|div|section|details|fieldset|form|header|main|footer)>"
    r"|(?:p|ul|ol|dl|div|section|details|fieldset|form|h[1-6]|figure|table)\b))"
)
_QUOTES = re.compile(r'="([\w#-]+)"(?=[ >])', re.ASCII)

_STYLE_STRING = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_STYLE_COMMENT = re.compile(rf"({_STYLE_STRING})|/\*.*?\*/", re.DOTALL)
_STYLE_SPACE = re.compile(rf"({_STYLE_STRING})|[\s;]*(}})\s*|\s*([{{;,>])\s*|(:)\s+|\s+", re.DOTALL)


def html(page: str) -> str:
    """Leave out line ends beside tags, end tags that go without saying, needless quotation marks.

    >>> html('<ul class="a b" id="c">' + chr(10) + '<li><p>One</p></li>' + chr(10) + '</ul>')
    '<ul class="a b" id=c><li><p>One</ul>'
    """
    # It ends a line of the template; where a space is meant, the template has a space.
    page = page.replace(">\n", ">").replace("\n<", "<")
    page = _PARAGRAPH_END.sub("", page)
    for end in _ITEM_ENDS:
        page = page.replace(end, "")
    return _QUOTES.sub(r"=\1", page)


def css(style: str) -> str:
    """Leave out comments and the space that only a reader needs.

    >>> css('/* Links */ a > b, q:hover { content: "a: b"; margin: 0 1rem; }')
    'a>b,q:hover{content:"a: b";margin:0 1rem}'
    """
    style = _STYLE_COMMENT.sub(r"\1", style)
    style = _STYLE_SPACE.sub(lambda m: next(filter(None, m.groups()), " "), style)
    return style.strip()
