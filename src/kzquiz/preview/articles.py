"""The articles of a unit with their claims beside them, as data for the page.

Drafted claims stand beside those of the unit. The texts are shown on this computer only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from kzquiz.authoring.draft.accepting import Part
from kzquiz.authoring.draft.entries import GUESS, TODO
from kzquiz.authoring.draft.files import CLAIMS, DIFFERENCES, FIGURES, FOLDER, SPEAKERS, text_of
from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.authoring.unit_files import Entry, UnitFiles, listed, read_unit_files
from kzquiz.evidence.article_file import read_file
from kzquiz.model import DifferenceKind
from kzquiz.reader import Node

_GUESSED = ("speakers", "status", "figure")


def beside(folder: Path, working: Path) -> dict[str, Any]:
    """Give the paragraphs of every source with the claims that name them.

    ``left`` counts what is still TODO. Raises `ScaffoldError` for a file with slips; OSError.
    """
    unit = read_unit_files(folder)
    draft = working / folder.name / FOLDER
    parts = (
        {name: Part.read(draft / name) for name in (CLAIMS, SPEAKERS, DIFFERENCES)}
        if draft.is_dir()
        else {}
    )
    names = _names(unit, parts)
    claims = [*_of_unit(unit, names), *_of_draft(parts, names)]
    differences = (
        [_difference(parts[DIFFERENCES], name) for name in parts[DIFFERENCES].entries]
        if parts
        else []
    )
    table = draft / FIGURES
    return {
        "sources": [
            _source(unit, source, claims, working) for _, source in unit.entries("sources.yaml")
        ],
        "differences": differences,
        "kinds": list(get_args(DifferenceKind)),
        "figures": read_file(table).decode("utf-8", "replace") if table.is_file() else "",
        "drafted": bool(parts),
        "left": sum(claim["todo"] for claim in claims) + sum(one["todo"] for one in differences),
    }


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
    path = (unit.folder / "claims.yaml").as_posix()
    for number, entry in unit.entries("claims.yaml"):
        place = document.place((number, "id"), key=True)
        yield _claim(entry, names, f"{path}:{place.line}", "", drafted=False)


def _of_draft(parts: Mapping[str, Part], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    if not parts:
        return
    part = parts[CLAIMS]
    line = part.head.count("\n") + 1
    for name, text in part.texts.items():
        first = line + text[: text.index("- id:")].count("\n")
        yield _claim(
            part.entries[name], names, f"{part.path.as_posix()}:{first}", text, drafted=True
        )
        line += text.count("\n")


def _claim(
    entry: Entry, names: Mapping[str, str], place: str, text: str, *, drafted: bool
) -> dict[str, Any]:
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
        "says": "" if todo else says,
        "todo": todo,
        "speakers": [names.get(one, one) for one in ids],
        "voice": ids[0] if ids else "",
        "status": str(entry.get("status") or ""),
        "figure": _figure(figure) if isinstance(figure, dict) else "",
        "as_of": str(entry.get("as_of") or ""),
        "guesses": [key for key in _GUESSED if _is_guess(text, key)],
        "place": place,
        "drafted": drafted,
    }


def _figure(figure: Mapping[str, Node]) -> str:
    """A figure in a few words: “about 200 people, people who left”."""
    ends = figure.get("range")
    amount = " to ".join(map(str, ends)) if isinstance(ends, list) else figure.get("value")
    qualifier = str(figure.get("qualifier") or "").replace("-", " ")
    parts = (qualifier, amount or figure.get("word"), figure.get("unit"))
    said = " ".join(str(part) for part in parts if part)
    category = str(figure.get("category") or "")
    return said if not category or category in said else f"{said}, {category}"


def _is_guess(text: str, key: str) -> bool:
    return any(line.startswith(f"  {key}:") and GUESS in line for line in text.split("\n"))


def _difference(part: Part, name: str) -> dict[str, Any]:
    entry, text = part.entries[name], part.texts[name]
    values = {key: str(entry.get(key) or "") for key in ("topic", "kind", "why", "settled_by")}
    figures = [line.removeprefix("# ") for line in text.split("\n") if line.startswith("# ")]
    return {
        "id": name,
        "figures": figures,
        "todo": any(value.startswith(TODO) for value in values.values()),
        **{key: "" if value.startswith(TODO) else value for key, value in values.items()},
    }
