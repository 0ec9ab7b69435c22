"""``kzquiz check --fix``: applies the fixes that are certain, and proves each of them.

The reader, the loader and the checks make the fixes (`kzquiz.problems.Fix`). Here each is tried,
and kept only if three things hold when the changed file is read again:

* The problem is gone, and no new problem is reported. A fix may let an entry be read for the first
  time; then the other problems of that entry are not new. They are found by a second try, with a
  plain word (the placeholder) in place of the value.
* The value is letter for letter the text that was written there before.
* The value is where the format has a value: “- Note: the count: about 200” in a list of texts is
  one text, not a key and its value.
* All other data of the file is the same as before.

Nothing is written here: the caller writes `Fixed.files`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path

from msgspec import Struct, structs

from kzquiz.authoring.fix_proof import BOM, KEYS, is_in, keeps_data, reads_as_value, text_of
from kzquiz.problems import Fix, Problem, one_line
from kzquiz.reader import quoting
from kzquiz.reader.messages import MESSAGES

FindProblems = Callable[[Mapping[str, bytes]], list[Problem]]
"""Gives the problems of a unit; the argument has the bytes to read in place of some files.

Files are named as in problems.
"""

_PLACEHOLDER = "placeholder"
_NO_KEY = ("unknown-key", None)  # it is no misspelling of a key
_DASHES = re.compile(r"[ \t]*(?:-[ \t]+)*")
# A key and its colon inside a text.
_KEY_INSIDE = re.compile(rf"(?<!\w)(?:{KEYS})[ \t]*:(?:\s|\Z)")


class Fixed(Struct, frozen=True):
    """The files that were fixed, with their bytes before and after, and the problems gone."""

    files: Mapping[str, tuple[bytes, bytes]]
    done: tuple[Problem, ...]

    def diff(self) -> str:
        """The changes as a unified diff, as ``diff -u`` and ``git`` show it."""
        lines: list[str] = []
        for name, versions in sorted(self.files.items()):
            old, new = (text_of(data).split("\n") for data in versions)
            shown = one_line(name)
            lines += unified_diff(old, new, shown, shown, lineterm="")
        return "\n".join(lines)


def fix_unit(stages: Iterable[FindProblems], overrides: Mapping[str, bytes] | None = None) -> Fixed:
    """Apply the certain fixes to the files of a unit.

    ``stages`` find the problems: first those of reading the unit, then those of checking it. A
    stage begins when the one before has nothing left to fix, because a unit that cannot be read
    cannot be checked. ``overrides`` has the bytes of files that are not on disk. Raises OSError.
    """
    work = _Work(old=dict(overrides or {}))
    for find in stages:
        work.run(find)
    files = {name: (old, work.now[name]) for name, old in work.old.items() if name in work.now}
    return Fixed(files, tuple(work.done))


class _Work(Struct):
    """The bytes of files before and now, the problems that were fixed, the fixes that failed."""

    old: dict[str, bytes] = {}
    now: dict[str, bytes] = {}
    done: list[Problem] = []
    refused: set[tuple[str, ...]] = set()

    def run(self, find: FindProblems) -> None:
        """Fix some places at a time and find the problems again, until nothing can be fixed."""
        before = find(self.now)
        while batch := self._batch(find, before):
            taken, before = self._try(find, before, batch)
            self.done += taken

    def _data(self, name: str) -> bytes:
        if name not in self.old:
            self.old[name] = Path(name).read_bytes()
        return self.now.get(name, self.old[name])

    def _identity(self, found: Problem) -> tuple[str, ...]:
        # The text that a fix replaces is part of the identity: an excerpt shows odd characters as
        # spaces, so two places may have the same excerpt.
        fix = found.fix or Fix(0, 0, "")
        replaced = text_of(self._data(found.file))[fix.start : fix.end]
        return (*_key(found), f"{found.excerpt}:{found.column}", replaced)

    def _batch(self, find: FindProblems, problems: Sequence[Problem]) -> list[Problem]:
        """Choose fixes that were not tried before, do not overlap, and read as their values."""
        chosen: list[Problem] = []
        for found in sorted(problems, key=_wider_first):
            if found.fix is None or self._identity(found) in self.refused:
                continue
            if any(_overlap(found, other) for other in chosen):
                continue
            meant = reads_as_value(self._data(found.file), found.fix)
            if meant and not self._is_ambiguous(find, found):
                chosen.append(found)
            else:
                self.refused.add(self._identity(found))
        while misplaced := self._misplaced(find, chosen):
            self.refused |= {self._identity(found) for found in misplaced}
            wider = [wide for found in misplaced if (wide := self._wider(find, found))]
            kept = [found for found in chosen if found not in misplaced]
            chosen = kept + [w for w in wider if not any(_overlap(w, other) for other in kept)]
        return chosen

    def _misplaced(self, find: FindProblems, chosen: Sequence[Problem]) -> list[Problem]:
        """Those whose value would be where the format has none: their key is part of a text."""
        placeholder = self._applied(chosen, placeholder=True)
        reported = find(self.now | placeholder) if placeholder else []
        misplaced = []
        for name, data in placeholder.items():
            here = [one for one in chosen if one.file == name and _placeholder(one.fix)]
            misfits = {
                (problem.line, problem.column)
                for problem in reported
                if problem.file == name
                and (problem.code == "wrong-type" or (problem.code, problem.fix) == _NO_KEY)
            }
            misplaced += [
                one for one in here if is_in(name, data, _placeholder_start(one, here), misfits)
            ]
        return misplaced

    def _wider(self, find: FindProblems, found: Problem) -> Problem | None:
        """The same problem, fixed by quoting all that is after the key or dash before its text."""
        fix, text = found.fix, text_of(self._data(found.file))
        line = text.rfind("\n", 0, fix.start if fix else 0) + 1
        head = _DASHES.match(text, line)
        at = head.end() if head else line
        wide = quoting.quote_whole_line(text, at) if fix and at < fix.start else None
        if wide is None or not reads_as_value(self._data(found.file), wide):
            return None
        wider = replace(found, fix=wide)
        return None if self._is_ambiguous(find, wider) else wider

    def _try(
        self, find: FindProblems, before: list[Problem], batch: list[Problem]
    ) -> tuple[list[Problem], list[Problem]]:
        """Apply the batch, or the first part of it that can be proved.

        Gives that part and the problems that are reported after it.
        """
        new, placeholder = self._applied(batch), self._applied(batch, placeholder=True)
        after = find(self.now | new)
        known, left = _count(before), _count(after)
        kept = all(
            keeps_data(
                self._data(name), data, _changes(found for found in batch if found.file == name)
            )
            for name, data in new.items()
        )
        gone = all(left[_key(p)] < known[_key(p)] for p in batch if p.code not in MESSAGES)
        if kept and gone and not left - (known | _count(find(self.now | placeholder))):
            self.now |= new
            return batch, after
        if len(batch) == 1:
            self.refused.add(self._identity(batch[0]))
            return [], before
        half = len(batch) // 2
        taken, after = self._try(find, before, batch[:half])
        return (taken, after) if taken else self._try(find, before, batch[half:])

    def _is_ambiguous(self, find: FindProblems, found: Problem) -> bool:
        """Whether a text may be two values with a lost line break: “q1 kind: choice”.

        It may if it has a key inside that is accepted when it is put on a line of its own.
        """
        if not isinstance(found.fix, Fix) or not isinstance(found.fix.value, str):
            return False
        value, placeholder = found.fix.value, self._applied([found], placeholder=True)
        known: Counter[tuple[str, str, str]] | None = None
        for inside in _KEY_INSIDE.finditer(value):
            known = known or _count(find(self.now | placeholder))
            at = inside.start()
            broken = f"{value[:at].strip()}\n{' ' * found.fix.column}{value[at:]}"
            other = replace(found, fix=structs.replace(found.fix, text=broken))
            if not _count(find(self.now | self._applied([other]))) - known:
                return True
        return False

    def _applied(self, batch: Iterable[Problem], *, placeholder: bool = False) -> dict[str, bytes]:
        fixes: dict[str, list[Fix]] = {}
        for found in batch:
            one = _placeholder(found.fix) if placeholder else found.fix
            if one is not None:
                fixes.setdefault(found.file, []).append(one)
        return {name: apply(self._data(name), some) for name, some in fixes.items()}


def apply(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """Apply fixes to the bytes of a file; its byte order mark, line ends and all else stay."""
    mark = BOM if data.startswith(BOM) else b""
    text = data[len(mark) :].decode()
    pairs = [found.start() - number for number, found in enumerate(re.finditer("\r\n", text))]
    first = re.search("\r\n|\r|\n", text)
    for one in sorted(fixes, key=lambda fix: fix.start, reverse=True):
        start, end = (at + bisect_left(pairs, at) for at in (one.start, one.end))
        written = one.text.replace("\n", first[0]) if first else one.text
        text = text[:start] + written + text[end:]
    return mark + text.encode()


def _placeholder_start(found: Problem, batch: Iterable[Problem]) -> int:
    """Where the placeholder of a fix begins when those of a batch are in one file."""
    fixes = [(one.fix, word) for one in batch if one.fix and (word := _placeholder(one.fix))]
    own = found.fix or Fix(0, 0, "")
    longer = [
        len(word.text) - (fix.end - fix.start) for fix, word in fixes if fix.start < own.start
    ]
    lead = len(own.text) - len(own.text.lstrip(" "))
    return own.start + sum(longer) + lead


def _placeholder(fix: Fix | None) -> Fix | None:
    """The same fix with a plain word as value; ``None`` if the fix changes no value."""
    if fix is None or fix.value is ...:
        return None
    lead = fix.text[: len(fix.text) - len(fix.text.lstrip(" "))]
    return structs.replace(fix, text=f"{lead}{_PLACEHOLDER}")


# --- helpers ------------------------------------------------------------------------------------


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.code, problem.message


def _count(problems: Iterable[Problem]) -> Counter[tuple[str, str, str]]:
    """Count equal problems, wherever in their file they are."""
    return Counter(map(_key, problems))


def _wider_first(problem: Problem) -> tuple[int, Problem]:
    return (problem.fix.start - problem.fix.end if problem.fix else 0), problem


def _changes(batch: Iterable[Problem]) -> int:
    return sum(found.fix.changes for found in batch if found.fix)


def _overlap(one: Problem, other: Problem) -> bool:
    a, b = one.fix, other.fix
    apart = a is None or b is None or a.end < b.start or b.end < a.start
    return one.file == other.file and not apart
