"""The bytes of an article to text, in any encoding that can be proved."""

from __future__ import annotations

import codecs
import re

from kzquiz.authoring.intake.blocks import refuse
from kzquiz.reader.confusables import BIDI

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# WHATWG HTML, “prescan a byte stream to determine its encoding”: the first 1024 bytes.
_DECLARED = re.compile(
    rb"""<meta\b[^>]*\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_PRESCAN = 1024
_HEAD = 1000  # bytes that are searched for zeros
_CONTROLS = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{BIDI}\u200b\u2060\ufeff]")
_LIKELY = ("windows-1251", "windows-1252")


def to_text(data: bytes, encoding: str = "") -> str:
    """Decode an article: named, by its byte order mark, as declared in HTML, as UTF-8 or UTF-16.

    Line ends become line feeds; characters that no reader sees are removed. An encoding of one byte
    for each character fits nearly every file, so it cannot be proved and has to be named. Raises
    `IntakeError`.
    """
    named = encoding or _marked(data) or _declared(data)
    text = _strictly(data, named) if named else _proved(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\x0c", "\n\n")
    return _CONTROLS.sub("", text.replace("\x0b", "\n"))


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_PRESCAN])
    if not found:
        return ""
    name = found[1].decode("ascii").lower()
    # The same standard: a page that is read as ASCII cannot be in UTF-16.
    return "utf-8" if name.startswith("utf-16") else name


def _strictly(data: bytes, name: str) -> str:
    try:
        # A label of the web that Python knows under another name; ISO 8859-1 means Windows-1252.
        python = {"iso-8859-1": "cp1252", "latin1": "cp1252", "x-sjis": "cp932"}.get(name, name)
        codec = codecs.lookup(python)
        text, _ = codec.decode(data, "strict")
    except (LookupError, UnicodeError, ValueError) as error:
        unknown = isinstance(error, LookupError)
        why = "kzquiz does not know" if unknown else "its bytes do not fit"
        refuse(f"it should be in the encoding {name}, which {why}; save it again as UTF-8")
    if not isinstance(text, str):  # such as “base64”: no encoding of text
        refuse(f"“{name}” is no encoding of texts; save it again as UTF-8")
    return text


def _proved(data: bytes) -> str:
    """Decode UTF-8, or UTF-16 without a mark: every other byte of Latin text is zero there."""
    even, odd = data[:_HEAD:2].count(0), data[1:_HEAD:2].count(0)
    if not even and not odd:
        return _utf8(data)
    wide = max(even, odd) * 4 > min(len(data), _HEAD) and not min(even, odd)
    if not wide:
        refuse("it is no text: it has zero bytes; save it again as plain text in UTF-8")
    return _strictly(data, "utf-16-le" if odd else "utf-16-be")


def _utf8(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        where = f"it is not in UTF-8 (byte {error.start + 1})"
    # Every byte is a letter in these, so only the author knows.
    advice = f"save it again as UTF-8, or name its encoding, probably “--encoding {_likely(data)}”"
    return refuse(f"{where}, and no other encoding can be proved; {advice}")


def _likely(data: bytes) -> str:
    """The likely encoding: Cyrillic has runs of high bytes, an accent is a single one."""
    runs: list[bytes] = re.findall(rb"[\x80-\xff]+", data)
    return _LIKELY[0] if sum(map(len, runs)) >= 2 * len(runs) else _LIKELY[1]
