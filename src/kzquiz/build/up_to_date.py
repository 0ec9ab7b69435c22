"""Which units lie there as a build would make them: known without reading any of them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from kzquiz import places
from kzquiz.build import cache
from kzquiz.build.cache import CachedOutputs, Entry
from kzquiz.build.plan import Request
from kzquiz.write import disk, journal


class UpToDate(Struct, frozen=True):
    """What a request asks for and lies there, by unit; and the key of every unit as it is now."""

    units: Mapping[str, Entry]
    keys: Mapping[str, str]


def up_to_date(request: Request) -> UpToDate:
    """Look for every unit of a request in the output folder.

    None is found where the landing page is not what the folder gives: each build makes it.
    """
    cached = CachedOutputs(request.output)
    keys = {name: unit_key(request, name) for name in request.units}
    if not cached.find_whole(landing_key(request), ""):
        return UpToDate({}, keys)
    found = {name: cached.find_whole(key, name) for name, key in keys.items()}
    return UpToDate({name: entry for name, entry in found.items() if entry}, keys)


def unit_key(request: Request, name: str) -> str:
    """Give the key of all that is made of a unit: by the files of its folder, and the plan."""
    try:
        files = cache.files(request.units[name])
    except cache.UntoldError:
        return ""
    return cache.key(request.shaped, "unit", name, repr(request.plan), *files)


def landing_key(request: Request) -> str:
    """Give the key of the landing page: by the lists of contents it is made of."""
    return cache.key(request.shaped, "landing", repr(contents(request.output)))


def contents(output: Path) -> dict[str, bytes]:
    """Give the list of contents of every unit in an output folder; b"" for what is no plain file.

    Raises OSError.
    """
    lists: dict[str, bytes] = {}
    for path in places.contents(output):
        unit = path.parent.name
        lists[unit] = b""
        with suppress(FileExistsError):
            lists[unit] = journal.look(output, f"{unit}/{path.name}", disk.RECORD) or b""
    return lists
