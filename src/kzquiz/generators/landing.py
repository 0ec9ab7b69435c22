"""The landing page: links to the deck, sheets, keys and quiz page of every unit in a folder.

A build may make some units only. It reads about the others in ``contents.json``, the list of
contents in each unit's folder.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from kzquiz.generators.html.csp import with_policy
from kzquiz.generators.html.templates import templates
from kzquiz.generators.provenance import credit, rights
from kzquiz.languages import FALLBACK, language
from kzquiz.model import Artifact
from kzquiz.outputs import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kzquiz.languages import Language
    from kzquiz.model import Quiz, Source

CONTENTS = "contents.json"
_SHORT = 15  # minutes: such a sheet is no lesson
_SKETCHED = 8
_PURPOSES = ("lesson", "short", "skill", "all")  # in the order of the page
_Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]  # a file, never a folder
_Count = Annotated[int, Meta(ge=0)]
_LISTED = (
    "questions",
    "cards",
    "marks",
    "minutes",
    "pages",
)  # not facts about one build, such as “added”


class _Source(msgspec.Struct):
    label: str
    origin: str = ""
    rights: str = ""


class _File(msgspec.Struct):
    path: _Name
    output: str
    recipe: str
    heading: str
    variant: str
    large_print: _Count
    questions: _Count = 0
    cards: _Count = 0
    marks: _Count = 0
    minutes: _Count = 0
    pages: _Count = 0
    purpose: str = ""
    shapes: tuple[str, ...] = ()


class _Contents(msgspec.Struct, kw_only=True):
    unit: str
    title: str
    summary: str
    language: str
    version: str
    licence: str
    age: _Count = 0
    sources: tuple[_Source, ...] = ()
    files: tuple[_File, ...]


def contents(
    made: Iterable[tuple[str, Quiz, Sequence[Artifact]]], large_print: int, before: bytes | None
) -> Artifact:
    """List the files of a unit that people use, output by output, as ``contents.json``.

    ``made`` has output, quiz and files of each job. ``large_print`` is the least size of letters in
    points, 0 for ordinary print. ``before`` is the older list where a build makes only a part of
    the unit: its other entries are kept.
    """
    unit: dict[str, Any] = {}
    files: list[dict[str, Any]] = []
    for output, quiz, artifacts in made:
        unit = {
            "unit": quiz.unit,
            "title": quiz.title,
            "summary": quiz.summary,
            "language": quiz.language,
            "version": quiz.version,
            "licence": quiz.licence,
            "age": quiz.age,
            "sources": [_origin(card.source, language(quiz.language)) for card in quiz.cards],
        }
        files += [
            {
                "path": artifact.path,
                "output": output,
                "recipe": quiz.name,
                "heading": quiz.heading,
                "variant": quiz.variant,
                "large_print": large_print if OUTPUTS[output].printed else 0,
                "purpose": _purpose(quiz),
                "shapes": _sketched(output, quiz),
                **{name: artifact.facts[name] for name in _LISTED if name in artifact.facts},
            }
            for artifact in _linked(artifacts, OUTPUTS[output].suffix)
        ]
    # An entry that was listed before keeps its place.
    listed = {entry["path"]: entry for entry in (*_read(before).get("files", ()), *files)}
    text = json.dumps(unit | {"files": list(listed.values())}, ensure_ascii=False, indent=1)
    return Artifact(CONTENTS, f"{text}\n".encode(), basis=before)


def _origin(source: Source, words: Language) -> dict[str, str]:
    return {"label": source.label, "origin": credit(source, words), "rights": rights(source, words)}


def _purpose(quiz: Quiz) -> str:
    """Tell what a sheet is for by what is on it."""
    if quiz.name == "full":
        return "all"
    if len({item.skills[0] for item in quiz.items}) == 1:
        return "skill"
    return "short" if quiz.minutes <= _SHORT else "lesson"


def _sketched(output: str, quiz: Quiz) -> list[str]:
    """Give the shapes of the first questions of a sheet, for a small picture of it."""
    shapes = [item.shape for item in quiz.items[:_SKETCHED]] if output == "worksheet" else []
    return [shape.name for shape in shapes]


def _linked(artifacts: Iterable[Artifact], suffix: str) -> list[Artifact]:
    """The files of an output to link: of several, one without facts is for an update only."""
    found = [artifact for artifact in artifacts if artifact.path.endswith(suffix)]
    return [artifact for artifact in found if artifact.facts] or found


def render(found: Mapping[str, bytes], folders: tuple[Path, ...]) -> Artifact:
    """Render ``index.html`` from the lists of contents by unit folder.

    A list that cannot be read is skipped. The page is in the language of its units, if that is one.
    """
    listed = [_read(data) | {"unit": folder} for folder, data in found.items() if is_list(data)]
    units = sorted(listed, key=lambda unit: str(unit["title"]).casefold())
    tags = {language(unit["language"]).tag for unit in units}
    words = language(tags.pop() if len(tags) == 1 else FALLBACK)
    # With kzquiz's own templates only: a project's may not link to files.
    page = templates(folders[-1:], words.tag).get_template("landing/index.html")
    html = page.render(language=words.tag, units=[_unit(unit, words) for unit in units])
    return Artifact("index.html", with_policy([html], own=False))


def is_list(data: bytes) -> bool:
    """Whether bytes are a list of contents, as `contents` gives it."""
    return bool(_read(data))


def _read(data: bytes | None) -> dict[str, Any]:
    try:
        found: dict[str, Any] = msgspec.json.decode(data or b"")
        msgspec.convert(found, _Contents)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return {}
    return found


def _unit(unit: Mapping[str, Any], words: Language) -> dict[str, Any]:
    """Add a unit's files as the page shows them: outputs of their own, and a row for each sheet."""
    places = list(OUTPUTS)
    known = (entry for entry in unit["files"] if entry["output"] in OUTPUTS)
    listed = [(OUTPUTS[entry["output"]], entry) for entry in known]
    rows: dict[tuple[str, int, str], dict[str, Any]] = {}
    recipes = list(dict.fromkeys(entry["recipe"] for _, entry in listed))
    links: dict[str, dict[str, Any]] = {}
    alone: list[dict[str, Any]] = []
    # The sheet comes first: its entry has the most facts. A PDF of a page is another form of it.
    for output, entry in sorted(listed, key=lambda each: places.index(each[0].name)):
        path = entry["path"]
        if not output.file:
            if page := links.get(f"{path.removesuffix(output.suffix)}.html"):
                page["forms"].append({"entry": entry, "title": output.title_in(words)})
                if {"pages"} <= page["entry"].keys() & entry.keys():  # counted, no longer estimated
                    page["entry"] |= {"pages": entry["pages"], "counted": True}
            continue
        links[path] = {
            "entry": entry,
            "title": output.title_in(words),
            "invitation": output.invitation_in(words),
            "output": output,
            "forms": [],
        }
        if output.made_for == "sheet":
            key = entry["recipe"], entry["large_print"], entry["variant"]
            new: dict[str, Any] = {"students": [], "teacher": [], "platform": []}
            row = rows.setdefault(key, {"head": entry, **new})
            row[output.audience].append(links[path])
        else:
            alone.append(links[path])
    ordered = [rows[key] for key in sorted(rows, key=lambda key: (recipes.index(key[0]), *key[1:]))]
    sheets = {
        purpose: [row for row in ordered if row["head"].get("purpose", "all") == purpose]
        for purpose in _PURPOSES
    }
    return {"age": 0, "sources": [], **unit, "alone": alone, "sheets": sheets}
