"""What a page may do: show itself. No script but that of kzquiz, nothing from elsewhere.

The page carries that as a Content Security Policy, which is put there when its templates have been
filled: none of them can leave it out, or run before it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO

from kzquiz.generators.html.template_policy import HEAD, BadTemplateError, harmless

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_POLICY = re.compile(r'\n<meta http-equiv="Content-Security-Policy" content="[^"<>]*">')


def sealed(pieces: Iterable[str], script: str = "", *, own: bool) -> bytes:
    """Put its policy into a page, first of all in its head, and give the page's bytes.

    ``pieces`` are the page in order, encoded one by one: a large page as one text would be held
    three times over. ``script`` is the one that may run. ``own``: a project's own templates had a
    part in it. Raises `BadTemplateError` where it does not begin as a page does, or holds what
    could act.
    """
    if own:
        page = "".join(pieces)
        harmless(page, "the page", *((f"<script>{script}</script>",) if script else ()))
        pieces = [page]
    rest = iter(pieces)
    start = ""
    for piece in rest:
        start = f"{start}{piece}"  # a sum with Jinja's markup would be escaped
        if "</head>" in start:
            break
    buffer = BytesIO()
    buffer.write(_started(start, script).encode())
    for piece in rest:
        buffer.write(piece.encode())
    return buffer.getvalue()


def _started(page: str, script: str) -> str:
    """Put the policy into the start of a page."""
    head = HEAD.match(page)
    if head is None:
        message = "a page must begin with “<!doctype html>”, “<html …>” and “<head>”"
        raise BadTemplateError(message)
    styles = _STYLE.findall(page, head.end(), page.find("</head>"))
    rules = (
        "default-src 'none'",
        *([f"script-src {_hash(script)}"] if script else ()),
        *([f"style-src {' '.join(map(_hash, styles))}"] if styles else ()),
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    policy = f'\n<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
    return page[: head.end()] + policy + page[head.end() :]


def opened(page: str) -> str:
    """Take its policy from a page: a server sends its own."""
    return _POLICY.sub("", page, count=1)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
