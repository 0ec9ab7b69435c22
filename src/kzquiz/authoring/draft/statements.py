"""Divides the paragraphs of an article into sentences, and marks what is in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from kzquiz.languages.words import Words

_OPEN_TO_CLOSE = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", '"': '"'}
_END = re.compile(r"""[.!?…]+(?=["'”“’»)\]]*(?:\s|$))""")
_CLOSERS = "\"'”’»)]"
_STARTS = re.compile(r"""\s+(?=["'“„«‘(\[—–-]*\s*[\w])""")
_LAST_WORD = re.compile(r"[\w.]+\Z")
# A clause between dashes, or between a dash and the end, inside a quotation.
_INTERRUPTED = re.compile(r"[,!?….]?\s[—–-]\s([^—–«»“”.]{3,120})(?=[.,:]?\s[—–-]\s|[.»”]|$)")
_SHORTEST = 3  # letters of a statement
_PHRASE = 3  # words in quotation marks that are no speech


class Span(Struct, frozen=True, order=True):
    """A part of a text: the offset of its first character and that behind its last."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the part itself."""
        return text[self.start : self.end]


class Quotation(Struct, frozen=True):
    """What is in quotation marks, marks included. ``closed``: it ends in this paragraph."""

    span: Span
    closed: bool = True


class Sentence(Struct, frozen=True):
    """A sentence of a paragraph. ``inside``: it begins inside a quotation that began before."""

    span: Span
    inside: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """Find what is in quotation marks, of any form; an inner quotation is part of the outer.

    >>> [q.span.of("A “b ‘c’ d” e «f»") for q in quotations("A “b ‘c’ d” e «f»")]
    ['“b ‘c’ d”', '«f»']
    """
    found: list[Quotation] = []
    start, closing = -1, ""
    for at, sign in enumerate(text):
        if start < 0 and sign in _OPEN_TO_CLOSE and _opens(text, at, sign):
            start, closing = at, _OPEN_TO_CLOSE[sign]
        elif start >= 0 and sign in closing and _closes(text, at, sign):
            found.append(Quotation(Span(start, at + 1)))
            start = -1
    if start >= 0:
        found.append(Quotation(Span(start, len(text)), closed=False))
    return tuple(found)


def _opens(text: str, at: int, sign: str) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if sign == "»" or sign in '"‘':
        return (not before or not before.isalnum()) and after.isalnum()
    return True


def _closes(text: str, at: int, sign: str) -> bool:
    if sign != "’":
        return True
    after = text[at + 1 : at + 2]
    return not after.isalnum()


def sentences(text: str, words: Words) -> tuple[Sentence, ...]:
    """Divide a paragraph into sentences, also those inside a quotation.

    >>> from kzquiz.languages.words import words
    >>> text = "Mr. Moe left at 3 p.m. on Monday. “I saw it. Twice,” he said."
    >>> [s.span.of(text) for s in sentences(text, words("en"))]
    ['Mr. Moe left at 3 p.m. on Monday.', '“I saw it.', 'Twice,” he said.']
    """
    quoted = quotations(text)
    found: list[Sentence] = []
    start = 0
    for end in (*_ends(text, words), len(text)):
        span = _without_space(text, start, end)
        if sum(map(str.isalnum, span.of(text))) >= _SHORTEST:
            inside = any(q.span.start < span.start < q.span.end - 1 for q in quoted)
            found.append(Sentence(span, inside))
        start = end
    return tuple(found)


def _ends(text: str, words: Words) -> Iterator[int]:
    """The offsets at which sentences end."""
    for match in _END.finditer(text):
        end = match.end()
        while end < len(text) and text[end] in _CLOSERS:
            end += 1
        gap = _STARTS.match(text, end)
        if gap is None or end >= len(text):
            continue
        after = text[gap.end() :].lstrip("\"'“„«‘([—–- ")
        if after[:1].islower() or (match[0] == "." and _abbreviated(text, match.start(), words)):
            continue
        yield end


def _abbreviated(text: str, dot: int, words: Words) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or a German ordinal."""
    last = _LAST_WORD.search(text, 0, dot)
    word = last[0] if last else ""
    if word.isdigit():
        after = re.match(r"\.\s+([^\W\d_]+)", text[dot:])
        return bool(after) and after[1].lower() in {m.split("=")[0] for m in words.list("months")}  # type: ignore[index]
    if len(word) == 1 and word.isupper():
        return True
    return word.lower() in words.set("abbreviations") and not word.lower().endswith(".m")


def _without_space(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def trimmed(text: str, span: Span, words: Words) -> Span:
    """A statement without commas, dashes and words such as “and” at its ends."""
    start, end = span.start, span.end
    joins = tuple(word.strip(' "') for word in words.list("joins"))
    while start < end and (text[start].isspace() or text[start] in ",;—–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;—–-"):
        end -= 1
    last = text[start:end].rpartition(" ")[2]
    if last.lower() in joins:
        return trimmed(text, Span(start, end - len(last)), words)
    return Span(start, end)


def masked(text: str, words: Words) -> str:
    """A text of the same length, in which speech in quotation marks is blotted out.

    A name or a single phrase in quotation marks stays: “the paper «Vestnik»”. So do the words with
    which a Russian quotation is interrupted: «Нас не будили, – говорит Иванов. – Стучали соседи».
    """
    out = list(text)
    for quotation in quotations(text):
        span = quotation.span
        said = span.of(text).strip("\"'“”„«»‘’ ")
        if len(said.split()) > _PHRASE or said[-1:] in ".,!?…" or not quotation.closed:
            out[span.start : span.end] = "\x01" * (span.end - span.start)
            for match in _INTERRUPTED.finditer(text, span.start, span.end):
                if any(word.lower() in words.set("say") for word in match[1].split()):
                    end = match.end() + (text[match.end()] in ".,:")
                    out[match.start() : end] = text[match.start() : end]
    return "".join(out)
