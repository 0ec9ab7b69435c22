"""The articles of a unit with their claims beside them, as data for the page.

Drafted claims stand beside those of the unit. The texts are shown on this computer only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kzquiz.authoring.draft.editing import FORMS, NAMES, File
from kzquiz.authoring.draft.entries import GUESS, TODO
from kzquiz.authoring.draft.files import CLAIMS, FIGURES, FOLDER, SPEAKERS, text_of
from kzquiz.authoring.draft.part import Part, read_parts
from kzquiz.authoring.known_ids import Entry, ScaffoldError, listed
from kzquiz.authoring.unit_files import UnitFiles, read_unit_files
from kzquiz.evidence.article_file import read_file
from kzquiz.reader import Node

_GUESSED = ("speakers", "status", "figure", "confirmation")
_ROW = re.compile(r"^( *)([a-z0-9-]+): (.+)$", re.MULTILINE)


def beside(folder: Path, working: Path) -> dict[str, Any]:
    """Give the paragraphs of every source with the claims that name them.

    ``forms`` are the other entries of the draft. ``left`` counts what is still TODO. Raises
    `ScaffoldError` for a file with slips; OSError.
    """
    unit = read_unit_files(folder)
    draft = working / folder.name / FOLDER
    parts = read_parts(draft) if draft.is_dir() else {}
    names = _names(unit, parts)
    claims = [*_of_unit(unit, names), *_of_draft(parts, names)]
    forms = [
        _form(file, parts[name], one, names)
        for file, name in NAMES.items()
        if parts and name != CLAIMS
        for one in parts[name].entries
    ]
    table = draft / FIGURES
    return {
        "sources": [
            _source(unit, source, claims, working) for _, source in unit.entries("sources.yaml")
        ],
        "forms": forms,
        "figures": _figures(read_file(table).decode("utf-8", "replace")) if table.is_file() else [],
        "drafted": bool(parts),
        "statuses": FORMS["claims"]["status"],
        "left": sum(claim["todo"] for claim in claims) + sum(one["todo"] for one in forms),
    }


def _figures(text: str) -> list[dict[str, Any]]:
    """The rows of the table: a figure, or one of its nearest below it."""
    return [{"near": bool(row[1]), "claim": row[2], "text": row[3]} for row in _ROW.finditer(text)]


def _names(unit: UnitFiles, parts: Mapping[str, Part]) -> dict[str, str]:
    """The names of all speakers, by id."""
    known = [*listed(unit.document("unit.yaml").get(("speakers",)))]
    known += parts[SPEAKERS].entries.values() if parts else []
    return {str(one["id"]): str(one.get("name") or one["id"]) for one in known}


def _source(
    unit: UnitFiles, source: Entry, claims: list[dict[str, Any]], working: Path
) -> dict[str, Any]:
    name = str(source["id"])
    try:
        blocks = [block for block in text_of(unit, source, working).blocks if block.is_kept]
        texts, missing = [(block.text, block.at) for block in blocks], ""
    except ScaffoldError as error:
        texts, missing = [], str(error)
    mine = [claim for claim in claims if claim["source"] == name]
    return {
        "id": name,
        "label": str(source.get("label") or name),
        "missing": missing,
        "paragraphs": [
            {
                "number": number,
                "at": at,
                "text": text,
                "claims": [c for c in mine if c["paragraph"] == number or (at and c["at"] == at)],
            }
            for number, (text, at) in enumerate(texts, 1)
        ],
    }


def _of_unit(unit: UnitFiles, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    document = unit.document("claims.yaml")
    path = unit.folder / "claims.yaml"
    for number, entry in unit.entries("claims.yaml"):
        place = document.place((number, "id"), key=True)
        yield _claim(entry, names, _place(path, place.line))


def _of_draft(parts: Mapping[str, Part], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    if not parts:
        return
    part = parts[CLAIMS]
    for name, text in part.texts.items():
        yield _claim(part.entries[name], names, _place(part.path, part.line(name)), text)


def _place(path: Path, line: int) -> dict[str, str]:
    """A line of a file, and the address by which an editor opens it."""
    opens = f"vscode://file/{quote(path.resolve().as_posix().lstrip('/'))}:{line}"
    return {"place": f"{path.as_posix()}:{line}", "opens": opens}


def _claim(
    entry: Entry, names: Mapping[str, str], place: Mapping[str, str], text: str = ""
) -> dict[str, Any]:
    """A claim for the page; ``text`` is its entry in the draft, empty for one of the unit."""
    speakers = entry.get("speakers")
    ids = [str(one) for one in speakers] if isinstance(speakers, list) else []
    says = str(entry.get("says") or "")
    figure = entry.get("figure")
    todo = says.startswith(TODO)
    return {
        "id": str(entry["id"]),
        "source": str(entry.get("source")),
        "paragraph": entry.get("paragraph"),
        "at": str(entry.get("at") or ""),
        "printed": " ".join(_above(text)).partition(": ")[2],
        "says": "" if todo else says,
        "todo": todo,
        "speakers": [names.get(one, one) for one in ids],
        "voice": ids[0] if ids else "",
        "status": str(entry.get("status") or ""),
        "figure": _figure(figure) if isinstance(figure, dict) else "",
        "as_of": str(entry.get("as_of") or ""),
        "guesses": [key for key in _GUESSED if _is_guess(text, key)],
        "drafted": bool(text),
        **place,
    }


def _figure(figure: Mapping[str, Node]) -> str:
    """A figure in a few words: “about 200 people, people who left”."""
    ends = figure.get("range")
    written = (
        ends if isinstance(ends, list) else [figure[k] for k in ("value", "word") if k in figure]
    )
    amount = " to ".join(map(str, written))
    qualifier = str(figure.get("qualifier") or "").replace("-", " ")
    parts = (qualifier, amount, figure.get("unit"))
    said = " ".join(str(part) for part in parts if part)
    category = str(figure.get("category") or "")
    return said if not category or category in said else f"{said}, {category}"


def _is_guess(text: str, key: str) -> bool:
    starts = (f"  {key}:", f"- {key}:")
    return any(line.startswith(starts) and GUESS in line for line in text.split("\n"))


def _form(file: File, part: Part, name: str, names: Mapping[str, str]) -> dict[str, Any]:
    """An entry of the draft as a form: what stands above it, and the keys that a person writes."""
    entry, text = part.entries[name], part.texts[name]
    return {
        "file": file,
        "id": name,
        "lines": _above(text),
        "shown": part.plain(name) if file == "questions" else "",
        "todo": part.is_open(name),
        "fields": [
            _field(entry, text, key, (*choices, *names) if key == "owner" else choices)
            for key, choices in FORMS[file].items()
            if key in entry
        ],
        **_place(part.path, part.line(name)),
    }


def _above(text: str) -> list[str]:
    """The comments above an entry."""
    return [line.removeprefix("# ") for line in text.split("\n") if line.startswith("# ")]


def _field(entry: Entry, text: str, key: str, choices: tuple[str, ...]) -> dict[str, Any]:
    value = str(entry.get(key) or "")
    todo = value.startswith(TODO)
    return {
        "key": key,
        "value": "" if todo else value,
        "ask": value.removeprefix(TODO).lstrip(": ") if todo else "",
        "choices": choices,
        "guess": _is_guess(text, key) and not todo,
    }
