"""Which keys the format knows at a place of a file, told from the lines above it.

It is for an entry that the reader cannot read. One that it can read is checked by its models.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePath

from kzquiz import kinds
from kzquiz.kinds import Question
from kzquiz.kinds.fields import Fields
from kzquiz.load import schema
from kzquiz.load.errors import keys_of_group

_MODELS: Mapping[str, type[Fields]] = {
    "unit.yaml": schema.UnitFile,
    "sources.yaml": schema.SourceEntry,
    "claims.yaml": schema.ClaimEntry,
    "differences.yaml": schema.DifferenceEntry,
}
_KEY = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[\w-]+) *:(?: |\Z)")
_KIND = re.compile(r"(?:- |  )kind: *[\"']?(?P<kind>[\w-]+)")


def keys_at(file: str, text: str, offset: int) -> Collection[str]:
    """The keys of the group to which a key at ``offset`` belongs by its indentation.

    The name of the file says what its entries are.
    """
    start = text.rfind("\n", 0, offset) + 1
    above = text[:start].splitlines()
    model = _MODELS.get(PurePath(file).name) or _kind(above, text[start:].splitlines())
    return keys_of_group(model, tuple(_groups(reversed(above), offset - start))[::-1])


def _groups(above: Iterable[str], column: int) -> Iterable[str]:
    """The keys of the groups around a column, from the nearest line above that is indented less."""
    for line in above:
        if (found := _KEY.match(line)) and len(found["lead"]) < column:
            column = len(found["lead"])
            yield found["key"]


def _kind(above: list[str], below: list[str]) -> type[Question]:
    """The model of the question around a line; that of all kinds if its kind is not written."""
    first = next((n for n, line in enumerate(reversed(above)) if line.startswith("- ")), 0)
    last = next((n for n, line in enumerate(below[1:], 1) if line.startswith("- ")), len(below))
    entry = [*above[len(above) - first - 1 :], *below[:last]] if above else below[:last]
    found = next((match["kind"] for line in entry if (match := _KIND.match(line))), "")
    return kinds.kind(found) if found in kinds.KINDS else Question
