"""Changes the example unit by the YAML example of a rule (see `kzquiz.check.engine.rule`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kzquiz.load import Unit, load

_FILES = {
    "source": "sources.yaml",
    "claim": "claims.yaml",
    "difference": "differences.yaml",
}


class _Plain(yaml.CSafeDumper):
    """Writes equal data twice, because the reader accepts no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (the name PyYAML calls it by)
        return True


def overlay(folder: Path, example: str) -> Unit:
    """Change the unit in ``folder`` by an example and load it; a problem is a failure."""
    given = yaml.load(example, Loader=yaml.CSafeLoader)
    for what, file in _FILES.items():
        if entries := _entries(given, what):
            path = folder / file
            _write(path, _merged(_read(path), entries))
    if "unit" in given:
        path = folder / "unit.yaml"
        _write(path, _read(path) | given.pop("unit"))
    _questions(folder, given)
    assert not given, f"unknown keys in the example: {sorted(given)}"
    unit, problems = load(folder)
    assert unit is not None, problems
    return unit


def _questions(folder: Path, given: dict[str, Any]) -> None:
    alone, times = given.pop("alone", False), given.pop("times", 1)
    wanted = _entries(given, "question")
    files = sorted((folder / "questions").glob("*.yaml"))
    present = {path: _read(path) for path in files}
    known = {entry["id"]: entry for entries in present.values() for entry in entries}
    wanted = [known.get(entry["id"], {}) | entry for entry in wanted]
    ids = {entry["id"] for entry in wanted}
    for path, entries in present.items():
        kept = [] if alone else [entry for entry in entries if entry["id"] not in ids]
        if kept != entries:
            _write(path, kept)
    if times > 1:
        wanted = [e | {"id": f"{e['id']}-{n}"} for e in wanted for n in range(1, times + 1)]
    _write(folder / "questions" / "zz-example.yaml", wanted)


def _entries(given: dict[str, Any], what: str) -> list[dict[str, Any]]:
    one = given.pop(what, None)
    return [*([one] if one else []), *given.pop(f"{what}s", [])]


def _merged(present: list[dict[str, Any]], given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    new = {entry["id"]: entry for entry in given}
    kept = [entry | new.pop(entry["id"], {}) for entry in present]
    return [*kept, *new.values()]


def _read(path: Path) -> Any:
    return _parsed(path.read_bytes())


@cache
def _parsed(text: bytes) -> Any:
    """The data of a file; it is the same for every rule, and nobody changes it."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _write(path: Path, data: object) -> None:
    if data == []:
        path.unlink(missing_ok=True)
    else:
        path.write_text(
            yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8"
        )
