"""The bytes of a file to text: checks its size, its encoding and its characters."""

from __future__ import annotations

import codecs
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kzquiz.problems import Fix, Problem
from kzquiz.reader.confusables import BIDI, BREAKS, MISLEADING, code_point
from kzquiz.reader.file_text import FileText
from kzquiz.reader.messages import MESSAGES, file_problem, problem_at

MAX_BYTES = 20_000_000
MAX_DIGITS = 100
_DIGITS = re.compile(r"[\d,'’]{3}")
_LONG_NUMBER = re.compile(rf"\d(?:(?:[,'’](?=\d\d))?\d){{{MAX_DIGITS},}}")
# How files of other programs begin. Authors rename such files to .yaml.
_OTHER_FORMATS = {
    b"PK\x03\x04": "a Word document or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a document in Rich Text Format",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_HEAD = 1000  # bytes that are searched for zeros
_MOST = 50  # reports of one code in one file


def read_bytes(path: Path, shown: str) -> bytes | Problem:
    """Give the bytes of a file of at most `MAX_BYTES`, or the problem with it."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "a folder" if path.is_dir() else "not a file"
            why, advice = f"it is {kind}", "put a file here that ends in .yaml"
            return file_problem(shown, "unreadable", why=why, advice=advice)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
            size = stream.seek(0, 2) if len(data) > MAX_BYTES else 0
    except FileNotFoundError:
        why, advice = "it is not there", "write it, or check how it is named"
        return file_problem(shown, "unreadable", why=why, advice=advice)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = (getattr(error, "strerror", None) or "its name is not valid").lower()
        advice = "check its name and whether you may read it"
        return file_problem(shown, "unreadable", why=why, advice=advice)
    return data if not size else too_large(shown, size)


def too_large(shown: str, size: int) -> Problem:
    """Make the problem of a file that has ``size`` bytes."""
    return file_problem(
        shown, "file-too-large", size=f"{size / 1e6:.1f}", most=f"{MAX_BYTES // 1_000_000}"
    )


def to_text(data: bytes, shown: str, problems: list[Problem]) -> FileText | None:
    """Decode UTF-8 and report misleading characters; ``None`` if that is impossible.

    A byte order mark is removed, every line end becomes a line feed, and every misleading character
    becomes a space.
    """
    if len(data) > MAX_BYTES:
        problems.append(too_large(shown, len(data)))
        return None
    if name := next((name for sign, name in _OTHER_FORMATS.items() if data.startswith(sign)), ""):
        problems.append(file_problem(shown, "not-text", name=name))
        return None
    if name := _wide_encoding(data):
        why, advice = f"it is {name}", "save the file again with the encoding UTF-8"
        problems.append(file_problem(shown, "not-utf-8", why=why, advice=advice))
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        problems.append(_not_utf8(data, error.start, error.reason, shown))
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    problems += _long_numbers(shown, text)
    if not MISLEADING.search(text):
        return FileText(shown, text)
    problems += _misleading(shown, text)
    # One character replaces one: the columns stay those that the editor shows.
    return FileText(shown, MISLEADING.sub(_replacement, text))


def _long_numbers(shown: str, text: str) -> Iterator[Problem]:
    """Report numbers with more than `MAX_DIGITS` digits."""
    # So many digits in a row show in three neighbours of a sample. A full search takes far longer.
    if not _DIGITS.search(text[:: MAX_DIGITS // 3]):
        return
    source = FileText(shown, MISLEADING.sub("\N{REPLACEMENT CHARACTER}", text))
    for found in islice(_LONG_NUMBER.finditer(text), _MOST):
        digits, width = sum(map(str.isdigit, found[0])), len(found[0])
        yield problem_at(
            source, "number-too-long", found.start(), width, digits=digits, most=MAX_DIGITS
        )


def _wide_encoding(data: bytes) -> str:
    """Name an encoding with two or four bytes a character; empty for any other.

    Such a file begins with a mark, or many of its bytes are zero.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    head = data[:_HEAD]
    return "UTF-16" if head.count(0) * 3 > len(head) else ""


def _replacement(match: re.Match[str]) -> str:
    return match[0] if match[0] == "\N{REPLACEMENT CHARACTER}" else " "


def _misleading(shown: str, text: str) -> Iterator[Problem]:
    """Report misleading characters, at most `_MOST` of a code."""
    # A terminal would obey control characters, so the excerpt of a problem has none.
    source = FileText(shown, MISLEADING.sub("\N{REPLACEMENT CHARACTER}", text))
    seen: Counter[str] = Counter()
    for match in MISLEADING.finditer(text):
        code = _code(match[0])
        seen[code] += 1
        if seen[code] <= _MOST:
            at = match.start()
            found = problem_at(source, code, at, point=code_point(match[0]))
            fix = Fix(at, at + 1, " ") if code == "hidden-line-break" else None
            yield replace(found, fix=fix)
        elif MESSAGES[code].severity == "error":
            return


def _code(character: str) -> str:
    if character == "\N{REPLACEMENT CHARACTER}":
        return "lost-letter"
    if character in BREAKS:
        return "hidden-line-break"
    return "text-direction" if re.match(f"[{BIDI}]", character) else "control-character"


def _not_utf8(data: bytes, at: int, reason: str, shown: str) -> Problem:
    """Make the problem: where the first byte is that is not UTF-8, and the likely encoding."""
    before = re.split(rb"\r\n|\r|\n", data[:at])
    rest = re.match(rb"[^\r\n]*", data[at:])
    line = before[-1] + (rest[0] if rest else b"")
    encoding = _likely_encoding(line)
    where = f"byte {at + 1} (0x{data[at]:02X})"
    advice = "save the file again with the encoding UTF-8"
    if re.match(rb"\xed[\xa0-\xbf]", data[at:]):
        why = f"{where} begins half of a character"
        advice = "delete that character and type it again"
    elif reason == "unexpected end of data":
        why = f"it ends inside a character, at {where}"
    else:
        letter = data[at : at + 1].decode(encoding, "replace")
        why = f"{where} stands for {letter} in {encoding}"
        advice = f"open it as {encoding} and " + advice
    column = len(before[-1].decode("utf-8")) + 1
    return replace(
        file_problem(shown, "not-utf-8", why=why, advice=advice),
        line=len(before),
        column=column,
        excerpt=MISLEADING.sub("\N{REPLACEMENT CHARACTER}", line.decode(encoding, "replace")),
    )


def _likely_encoding(line: bytes) -> str:
    """Guess the encoding of a line: Cyrillic has runs of high bytes, an accent is a single one."""
    runs: list[bytes] = re.findall(rb"[\x80-\xff]+", line)
    return "Windows-1251" if sum(map(len, runs)) >= 2 * len(runs) else "Windows-1252"
