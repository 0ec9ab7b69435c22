"""What holds of a file after a fix: the value is the written text, and no other data changed."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import lru_cache

from kzquiz.authoring.descriptions import FIELDS
from kzquiz.authoring.key_places import keys_at
from kzquiz.problems import Fix
from kzquiz.reader import Node, parse
from kzquiz.reader.confusables import MISLEADING

__all__ = ["BOM", "KEYS", "is_in", "keeps_data", "reads_as_value", "text_of"]

BOM = b"\xef\xbb\xbf"
"""The byte order mark that may begin a file."""

KEYS = "|".join(sorted({key for fields in FIELDS.values() for key in fields}))
"""Every key of the format, as alternatives of a regular expression."""

_LOST = 1_000_000  # more changes than there can be fixes
_HEAD_KEY = re.compile(r"[ \t]*(?:-[ \t]+)*(?P<key>[^\n]*?)[ \t]*:[ \t]*")


@lru_cache(maxsize=8)
def text_of(data: bytes) -> str:
    """A file as fixes count it: without a byte order mark, with one character for a line end."""
    return data.removeprefix(BOM).decode().replace("\r\n", "\n").replace("\r", "\n")


def reads_as_value(data: bytes, fix: Fix) -> bool:
    """Whether the lines of a fix, read by themselves, have its value and nothing else."""
    if fix.value is ...:
        return True
    old = text_of(data)
    # A fix must not remove characters that the reader replaced by spaces.
    if MISLEADING.search(old[fix.start : fix.end]):
        return False
    last = old.find("\n", fix.end)
    line = old[old.rfind("\n", 0, fix.start) + 1 : fix.start]
    rest = old[fix.end : len(old) if last < 0 else last]
    alone, slips = parse(f"{line}{fix.text}{rest}".encode(), "")
    return alone is not None and not slips and _leaf(alone.data) == fix.value


def is_in(file: str, data: bytes, offset: int, misfits: Collection[tuple[int, int]]) -> bool:
    """Whether the value at ``offset``, or a group it is in, is at a line and column of ``misfits``.

    If the entry cannot be read for another slip, its key decides: whether the format has it there.
    """
    document = parse(data, "")[0]
    if document is None:
        return False
    path = document.path_at(offset)
    if document.offset(path) != offset:
        text = document.source.text
        head = _HEAD_KEY.fullmatch(text, document.source.line_start(offset), offset)
        if head is None:  # a text in a list, where the format may want keys
            return bool(keys_at(file, text, offset))
        return head["key"] not in keys_at(file, text, head.start("key"))
    keys = [document.place(path[: depth + 1], key=True) for depth in range(len(path))]
    groups = [document.place(path[:depth]) for depth in range(len(path))]
    return any(place[:2] in misfits for place in keys + groups)


def keeps_data(old: bytes, new: bytes, count: int) -> bool:
    """Whether the data of two versions of a file differ by at most ``count`` changes."""
    before, after = parse(old, "")[0], parse(new, "")[0]
    if before is None or after is None:
        return after is not None
    return _count_changes(before.data, after.data) <= count


def _count_changes(old: Node, new: Node) -> int:
    """How many values changed, keys were renamed or removed, and entries can be read now.

    ``_LOST`` if an entry was lost, or if it is not certain what it became.
    """
    if isinstance(old, list) and isinstance(new, list):
        return _count_list_changes(old, new)
    if isinstance(old, dict) and isinstance(new, dict):
        return _count_key_changes(old, new)
    return int(old != new)


def _count_list_changes(old: list[Node], new: list[Node]) -> int:
    matcher = SequenceMatcher(None, [*map(repr, old)], [*map(repr, new)], autojunk=False)
    changes = 0
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what == "insert":
            changes += j_end - j
        elif what == "replace" and i_end - i == j_end - j:
            changes += sum(map(_count_changes, old[i:i_end], new[j:j_end]))
        elif what != "equal":
            return _LOST
    return changes


def _count_key_changes(old: dict[str, Node], new: dict[str, Node]) -> int:
    lost = [value for key, value in old.items() if key not in new]
    found = [value for key, value in new.items() if key not in old]
    if lost and found and lost != found:
        return _LOST
    return max(len(lost), len(found)) + sum(_count_changes(old[k], new[k]) for k in old if k in new)


def _leaf(data: Node) -> Node:
    """The only value in some data, inside its lists and mappings."""
    while isinstance(data, (dict, list)) and len(data) == 1:
        data = next(iter(data.values())) if isinstance(data, dict) else data[0]
    return data
