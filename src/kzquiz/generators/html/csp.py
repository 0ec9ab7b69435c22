"""Puts a Content Security Policy into a page: no script but kzquiz's own, nothing is loaded.

This is done after the templates were filled, at the start of the head. So no template can leave the
policy out or put a script before it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO

from kzquiz.generators.html.template_policy import HEAD, BadTemplateError, require_harmless

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_POLICY = re.compile(r'\n<meta http-equiv="Content-Security-Policy" content="[^"<>]*">')


def with_policy(pieces: Iterable[str], script: str = "", *, own: bool) -> bytes:
    """Put a policy at the start of a page's head, and give the page in UTF-8.

    ``pieces`` are the parts of the page in order. They are encoded one by one, as a large page in
    one text would be in memory three times. ``script`` is the only one that may run. ``own`` is
    true if a project's own templates were used. Raises `BadTemplateError` where the page does not
    begin with ``<!doctype html><html><head>``, or an own template has anything forbidden.
    """
    if own:
        page = "".join(pieces)
        require_harmless(page, "the page", *((f"<script>{script}</script>",) if script else ()))
        pieces = [page]
    rest = iter(pieces)
    start = ""
    for piece in rest:
        start = f"{start}{piece}"  # a sum with Jinja's markup would be escaped
        if "</head>" in start:
            break
    buffer = BytesIO()
    buffer.write(_start_with_policy(start, script).encode())
    for piece in rest:
        buffer.write(piece.encode())
    return buffer.getvalue()


def _start_with_policy(page: str, script: str) -> str:
    """Put the policy into a page's start, which ends with or after its head."""
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


def without_policy(page: str) -> str:
    """Remove the policy from a page: the preview's server sends one of its own."""
    return _POLICY.sub("", page, count=1)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
