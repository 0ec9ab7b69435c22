"""What the script of the quiz page needs, packed: the keys, and all that explains them.

It stands in one block of data in the page: JSON with ``items``, for each question the places of its
level and its skill on the page and its key (see `key`), and ``told``, HTML; deflated (RFC 1950) and
in Ascii85, in which 4 bytes take 5 letters. A browser inflates it by itself
(``DecompressionStream``).
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import a85decode, a85encode
from typing import TYPE_CHECKING, assert_never

from kzquiz.model import Choice, Gap, Match, Order, Table, Text
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kzquiz.model import Shape

Key = list[int] | list[list[str]]

_DATA = '<script type="application/octet-stream" id="data">{}</script>'
_PACKED = re.compile(rb'(?<= id="data">)[^<]*')
# What could end the element (HTML Standard, section 13.2.5.4); Ascii85 has no other use for a “v”.
_RISKY, _SAFE = b"<", b"v"


def block(items: Iterable[tuple[int, int, Key]], told: str) -> str:
    """Make the element that holds the data of a page."""
    data = {"items": list(items), "told": told}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    packed = a85encode(zlib.compress(text.encode(), 9)).replace(_RISKY, _SAFE)
    return _DATA.format(packed.decode())


def unpacked(page: bytes) -> bytes:
    """Give a page with what is packed in it as it was: zlibs pack the same text differently.

    Raises `ValueError` where it cannot be unpacked.
    """
    try:
        return _PACKED.sub(lambda packed: _inflated(packed[0]), page)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _inflated(packed: bytes) -> bytes:
    return zlib.decompress(a85decode(packed.replace(_SAFE, _RISKY)))


def key(shape: Shape) -> Key:
    """Give the right answer in the fields of a question, in their order.

    Of a choice the places of the right options, from 0; of a match the number of each prompt's
    target, of an order that of each step, from 1; of a field to write in all that is right, the key
    first. Empty where a person has to judge.
    """
    match shape:
        case Choice(options=options):
            return [place for place, option in enumerate(options) if option.correct]
        case Match(prompts=prompts, targets=targets):
            numbers = {target.id: number for number, target in enumerate(targets, 1)}
            return [numbers[prompt.target] for prompt in prompts]
        case Order(steps=steps, shown=shown):
            return [index + 1 for index in shown or range(len(steps))]
        case Gap(pieces=pieces):
            blanks = [piece for piece in pieces if not isinstance(piece, str)]
            return [_written(blank.answer, blank.accept) for blank in blanks]
        case Table(rows=rows):
            asked = [cell for row in rows for cell in row.cells if not cell.given]
            return [_written(cell.answer, cell.accept) for cell in asked]
        case Text(answers=answers, parts=parts):
            return [_written(answers[0], answers[1:])] if answers and parts == 1 else []
        case _:
            assert_never(shape)


def _written(answer: str, accept: Iterable[str]) -> list[str]:
    return [to_plain(text) for text in (answer, *accept)]
