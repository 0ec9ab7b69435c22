"""``kzquiz check --fix``: what can be mended without guessing, and the proof that it was.

Problems bring their mends along (`kzquiz.problems.Mend`): the reader those of YAML, the loader
those of keys and values, the checks those of rules. Here they are tried, and kept only if the
mended files, read again, prove them:

* the problem is gone, and nothing new is reported. A value is also replaced by a plain word (the
  *twin*): what is reported of the rest of an entry that came to light is no news;
* the value reads as the text that stands there now, letter for letter;
* the value stands where the format has a value: “- Note: the count: about 200” in a list of texts
  is one text, not a key and its value;
* everything else in the file has the data that it had.

Nothing is written here: the caller writes `Mended.files`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher, unified_diff
from functools import lru_cache
from pathlib import Path

from msgspec import Struct, structs

from kzquiz.authoring.descriptions import FIELDS
from kzquiz.problems import Mend, Problem, one_line
from kzquiz.reader import Node, parse, quoting
from kzquiz.reader.confusables import MISLEADING
from kzquiz.reader.messages import MESSAGES

Look = Callable[[Mapping[str, bytes]], list[Problem]]
"""Gives the problems of a unit, with other bytes for some of its files (by name as shown)."""

_BOM = b"\xef\xbb\xbf"
_WORD = "placeholder"
_FAR = 1_000_000
_KEYS = "|".join(sorted({key for fields in FIELDS.values() for key in fields}))
_NO_KEY = ("unknown-key", None)  # one that no letter makes a key
_DASHES = re.compile(r"[ \t]*(?:-[ \t]+)*")
_HEAD_KEY = re.compile(r"[ \t]*(?:-[ \t]+)*(?P<key>[^\n]*?)[ \t]*:[ \t]*")
_KNOWN_KEY = re.compile(_KEYS)
# A key inside a text.
_KEY_INSIDE = re.compile(rf"(?<!\w)(?:{_KEYS})[ \t]*:(?:\s|\Z)")


class Mended(Struct, frozen=True):
    """What became of a unit: for each file mended its bytes before and after, and what was done."""

    files: Mapping[str, tuple[bytes, bytes]]
    done: tuple[Problem, ...]

    def diff(self) -> str:
        """The changes as a unified diff, as ``diff -u`` and ``git`` show it."""
        lines: list[str] = []
        for name, versions in sorted(self.files.items()):
            old, new = (_text(data).split("\n") for data in versions)
            shown = one_line(name)
            lines += unified_diff(old, new, shown, shown, lineterm="")
        return "\n".join(lines)


def mend(stages: Iterable[Look], instead: Mapping[str, bytes] | None = None) -> Mended:
    """Mend what is certain in the files of a unit. ``stages``: reading it, then checking it.

    A stage comes after the one before has nothing left to mend: the rules say nothing of a unit
    that cannot be read. ``instead`` has the bytes of files that are not on disk. Raises OSError.
    """
    work = _Work(dict(instead or {}))
    for look in stages:
        work.run(look)
    files = {name: (old, work.now[name]) for name, old in work.old.items() if name in work.now}
    return Mended(files, tuple(work.done))


class _Work(Struct):
    old: dict[str, bytes] = {}
    now: dict[str, bytes] = {}
    done: list[Problem] = []
    refused: set[tuple[str, ...]] = set()

    def run(self, look: Look) -> None:
        """Mend a few places at a time, look again, until nothing is left that can be mended."""
        before = look(self.now)
        while batch := self._batch(look, before):
            taken, before = self._try(look, before, batch)
            self.done += taken

    def _data(self, name: str) -> bytes:
        if name not in self.old:
            self.old[name] = Path(name).read_bytes()
        return self.now.get(name, self.old[name])

    def _name(self, found: Problem) -> tuple[str, ...]:
        # The excerpt shows a space for what is none; what stands there tells them apart.
        mend = found.mend or Mend(0, 0, "")
        here = _text(self._data(found.file))[mend.start : mend.end]
        return (*_said(found), f"{found.excerpt}:{found.column}", here)

    def _batch(self, look: Look, problems: Sequence[Problem]) -> list[Problem]:
        """Mends that were not tried before, each of them read alone, none over another."""
        chosen: list[Problem] = []
        for found in sorted(problems, key=_wider_first):
            if found.mend is None or self._name(found) in self.refused:
                continue
            if any(_overlap(found, other) for other in chosen):
                continue
            meant = _reads_as_meant(self._data(found.file), found.mend)
            if meant and not self._two_readings(look, found):
                chosen.append(found)
            else:
                self.refused.add(self._name(found))
        while misplaced := self._misplaced(look, chosen):
            self.refused |= {self._name(found) for found in misplaced}
            wider = [wide for found in misplaced if (wide := self._wider(look, found))]
            kept = [found for found in chosen if found not in misplaced]
            chosen = kept + [w for w in wider if not any(_overlap(w, other) for other in kept)]
        return chosen

    def _misplaced(self, look: Look, chosen: Sequence[Problem]) -> list[Problem]:
        """Those whose value would stand where the format has none: its key is part of a text."""
        twin = self._applied(chosen, twin=True)
        reported = look(self.now | twin) if twin else []
        found = []
        for name, data in twin.items():
            here = [one for one in chosen if one.file == name and _twin(one.mend)]
            misfits = {
                (problem.line, problem.column)
                for problem in reported
                if problem.file == name
                and (problem.code == "wrong-type" or (problem.code, problem.mend) == _NO_KEY)
            }
            found += [one for one in here if _stands_in(data, _twin_start(one, here), misfits)]
        return found

    def _wider(self, look: Look, found: Problem) -> Problem | None:
        """The same problem, mended by quoting all that stands behind the key or dash before it."""
        mend, text = found.mend, _text(self._data(found.file))
        line = text.rfind("\n", 0, mend.start if mend else 0) + 1
        head = _DASHES.match(text, line)
        at = head.end() if head else line
        wide = quoting.whole_line(text, at) if mend and at < mend.start else None
        if wide is None or not _reads_as_meant(self._data(found.file), wide):
            return None
        wider = replace(found, mend=wide)
        return None if self._two_readings(look, wider) else wider

    def _try(
        self, look: Look, before: list[Problem], batch: list[Problem]
    ) -> tuple[list[Problem], list[Problem]]:
        """Take the batch, or the first part of it that holds; give it and what is then reported."""
        new, twin = self._applied(batch), self._applied(batch, twin=True)
        after = look(self.now | new)
        known, left = Counter(map(_said, before)), Counter(map(_said, after))
        kept = all(
            _data_kept(self._data(name), data, sum(found.file == name for found in batch))
            for name, data in new.items()
        )
        gone = all(left[_said(p)] < known[_said(p)] for p in batch if p.code not in MESSAGES)
        if kept and gone and not left - (known | Counter(map(_said, look(self.now | twin)))):
            self.now |= new
            return batch, after
        if len(batch) == 1:
            self.refused.add(self._name(batch[0]))
            return [], before
        half = len(batch) // 2
        taken, after = self._try(look, before, batch[:half])
        return (taken, after) if taken else self._try(look, before, batch[half:])

    def _two_readings(self, look: Look, found: Problem) -> bool:
        """Whether a text may be two values instead, with a line break lost: “q1 kind: choice”.

        It may where a key stands in it that would be taken on a line of its own.
        """
        if not isinstance(found.mend, Mend) or not isinstance(found.mend.value, str):
            return False
        value, twin = found.mend.value, self._applied([found], twin=True)
        known: Counter[tuple[str, str, str]] | None = None
        for inside in _KEY_INSIDE.finditer(value):
            known = known or Counter(map(_said, look(self.now | twin)))
            at = inside.start()
            broken = f"{value[:at].strip()}\n{' ' * found.mend.column}{value[at:]}"
            other = replace(found, mend=structs.replace(found.mend, text=broken))
            if not Counter(map(_said, look(self.now | self._applied([other])))) - known:
                return True
        return False

    def _applied(self, batch: Iterable[Problem], *, twin: bool = False) -> dict[str, bytes]:
        mends: dict[str, list[Mend]] = {}
        for found in batch:
            one = _twin(found.mend) if twin else found.mend
            if one is not None:
                mends.setdefault(found.file, []).append(one)
        return {name: apply(self._data(name), some) for name, some in mends.items()}


def apply(data: bytes, mends: Iterable[Mend]) -> bytes:
    """Write mends into a file, whose byte order mark, line ends and other bytes stay."""
    mark = _BOM if data.startswith(_BOM) else b""
    text = data[len(mark) :].decode()
    pairs = [found.start() - number for number, found in enumerate(re.finditer("\r\n", text))]
    first = re.search("\r\n|\r|\n", text)
    for one in sorted(mends, key=lambda mend: mend.start, reverse=True):
        start, end = (at + bisect_left(pairs, at) for at in (one.start, one.end))
        written = one.text.replace("\n", first[0]) if first else one.text
        text = text[:start] + written + text[end:]
    return mark + text.encode()


# --- the proof ----------------------------------------------------------------------------------


def _reads_as_meant(data: bytes, mend: Mend) -> bool:
    """Whether the lines of a mend, read alone, have its value and nothing else."""
    if mend.value is ...:
        return True
    old = _text(data)
    # The characters that the reader took for spaces are not the mend's to change.
    if MISLEADING.search(old[mend.start : mend.end]):
        return False
    last = old.find("\n", mend.end)
    line = old[old.rfind("\n", 0, mend.start) + 1 : mend.start]
    rest = old[mend.end : len(old) if last < 0 else last]
    alone, slips = parse(f"{line}{mend.text}{rest}".encode(), "")
    return alone is not None and not slips and _leaf(alone.data) == mend.value


def _twin_start(found: Problem, batch: Iterable[Problem]) -> int:
    """Where the plain word of a mend begins when the words of a batch are in one file."""
    mends = [(one.mend, twin) for one in batch if one.mend and (twin := _twin(one.mend))]
    own = found.mend or Mend(0, 0, "")
    longer = [
        len(twin.text) - (mend.end - mend.start) for mend, twin in mends if mend.start < own.start
    ]
    lead = len(own.text) - len(own.text.lstrip(" "))
    return own.start + sum(longer) + lead


def _stands_in(data: bytes, offset: int, misfits: Collection[tuple[int, int]]) -> bool:
    """Whether the value at ``offset``, or what it stands in, is at a line and column of these.

    Where the entry cannot be read for another slip, its key tells: whether the format has it.
    """
    document = parse(data, "")[0]
    if document is None:
        return False
    path = document.path_at(offset)
    if document.offset(path) != offset:
        head = _HEAD_KEY.fullmatch(document.source.text, document.source.line_start(offset), offset)
        return head is not None and not _KNOWN_KEY.fullmatch(head["key"])
    keys = [document.place(path[: depth + 1], key=True) for depth in range(len(path))]
    groups = [document.place(path[:depth]) for depth in range(len(path))]
    return any(place[:2] in misfits for place in keys + groups)


def _data_kept(old: bytes, new: bytes, count: int) -> bool:
    """Whether ``count`` mends at most lie between the data of two versions of a file."""
    before, after = parse(old, "")[0], parse(new, "")[0]
    if before is None or after is None:
        return after is not None
    return _apart(before.data, after.data) <= count


def _apart(old: Node, new: Node) -> int:
    """How many values changed, keys were renamed or removed, and entries came to light.

    ``_FAR`` where an entry was lost, or it cannot be told what became of one.
    """
    if isinstance(old, list) and isinstance(new, list):
        return _list_apart(old, new)
    if isinstance(old, dict) and isinstance(new, dict):
        return _keys_apart(old, new)
    return int(old != new)


def _list_apart(old: list[Node], new: list[Node]) -> int:
    matcher = SequenceMatcher(None, [*map(repr, old)], [*map(repr, new)], autojunk=False)
    apart = 0
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what == "insert":
            apart += j_end - j
        elif what == "replace" and i_end - i == j_end - j:
            apart += sum(map(_apart, old[i:i_end], new[j:j_end]))
        elif what != "equal":
            return _FAR
    return apart


def _keys_apart(old: dict[str, Node], new: dict[str, Node]) -> int:
    lost = [value for key, value in old.items() if key not in new]
    found = [value for key, value in new.items() if key not in old]
    if lost and found and lost != found:
        return _FAR
    return max(len(lost), len(found)) + sum(_apart(old[k], new[k]) for k in old if k in new)


def _leaf(data: Node) -> Node:
    """The only value of some lines, below its keys and dashes."""
    while isinstance(data, (dict, list)) and len(data) == 1:
        data = next(iter(data.values())) if isinstance(data, dict) else data[0]
    return data


def _twin(mend: Mend | None) -> Mend | None:
    """The same mend with a plain word for a value; ``None`` where no value is mended."""
    if mend is None or mend.value is ...:
        return None
    lead = mend.text[: len(mend.text) - len(mend.text.lstrip(" "))]
    return structs.replace(mend, text=f"{lead}{_WORD}")


# --- small things -------------------------------------------------------------------------------


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.code, problem.message


def _wider_first(problem: Problem) -> tuple[int, Problem]:
    return (problem.mend.start - problem.mend.end if problem.mend else 0), problem


def _overlap(one: Problem, other: Problem) -> bool:
    a, b = one.mend, other.mend
    apart = a is None or b is None or a.end < b.start or b.end < a.start
    return one.file == other.file and not apart


@lru_cache(maxsize=8)
def _text(data: bytes) -> str:
    """A file as mends count it: no byte order mark, and every line end one character."""
    return data.removeprefix(_BOM).decode().replace("\r\n", "\n").replace("\r", "\n")
