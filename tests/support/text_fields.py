"""Plants texts in every text field of the example unit; the models say which fields are texts.

Each planted text ends with its own token, so that it is recognised in every output.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kzquiz import kinds
from kzquiz.kinds.fields import Fields
from kzquiz.load.schema import ClaimEntry, DifferenceEntry, SourceEntry, UnitFile

TOKEN = re.compile(r"vq[a-z]{2}v")
# Text fields that do not accept every text, and why.
BOUND = {
    "RecipeEntry.kinds": "names kinds",
    "Compare.given": "names cells of the table",
    "Choice.last": "repeats an option letter for letter: the last distractor here",
}
MODELS = {
    "unit.yaml": UnitFile,
    "sources.yaml": SourceEntry,
    "claims.yaml": ClaimEntry,
    "differences.yaml": DifferenceEntry,
}
_RECIPES = [
    {"id": "lesson", "title": "x", "skills": ["read", "source", "figures", "corroborate"]},
    {"id": "cards", "title": "x", "output": "deck"},
]


@dataclass(frozen=True)
class Spot:
    """A text of one entry: ``name`` is ``Model.field``; the text is ``holder[key]``."""

    name: str
    token: str
    holder: Any
    key: Any


@dataclass
class UnitData:
    """The data of the example unit: its files, and a spot for every text in them."""

    files: dict[str, Any] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    clozes: dict[int, dict[str, str]] = field(default_factory=dict)

    def tokens(self) -> dict[str, str]:
        """The name of the field of each token."""
        return {spot.token: spot.name for spot in self.spots}

    def write(self, folder: Path, texts: Mapping[str, str]) -> dict[str, list[str]]:
        """Write the unit with the given text for each token; give the lines of every file."""
        for spot in self.spots:
            spot.holder[spot.key] = _Text(texts[spot.token])
        for name, data in self.files.items():
            for entry in data if isinstance(data, list) else [data]:
                self._finish(entry)
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.dump(data, Dumper=_Dumper, width=10**9, sort_keys=False), "utf-8")
        prints = Path(kinds.__file__).parent / "unit" / "fingerprints"
        shutil.copytree(prints, folder / "fingerprints", dirs_exist_ok=True)
        return {name: (folder / name).read_text("utf-8").split("\n") for name in self.files}

    def _finish(self, entry: dict[str, Any]) -> None:
        """Make the texts that depend on others."""
        match entry:
            case {"kind": "choice", "last": _}:
                entry["last"] = entry["distractors"][-1]["text"]
            case {"kind": "wording"}:
                terms = [entry["term"], *(part["term"] for part in entry["arguable"])]
                entry["phrase"] = _Text(" ".join([entry["phrase"], *terms]))
            case {"kind": "cloze"}:
                parts = self.clozes[id(entry)]
                entry["text"] = _Text("{text} [[{answer}|{accept}]] end".format(**parts))
            case {"id": "a1-flooded"}:
                # An entry of the glossary is printed only if one of its words occurs.
                terms = [term["term"] for term in self.files["unit.yaml"]["glossary"]]
                entry["says"] = _Text(" ".join([entry["says"], *terms]))


def read_unit_data(unit: Path) -> UnitData:
    """Read a unit, fill in its optional fields, and find its text fields."""
    made = UnitData()
    tokens: dict[object, str] = {}
    for path in [*(unit / name for name in MODELS), *sorted((unit / "questions").glob("*.yaml"))]:
        name = path.relative_to(unit).as_posix()
        data = made.files[name] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        if name == "unit.yaml":
            data["recipes"] = _RECIPES
        if name == "claims.yaml":
            # Only a figure in words has a text, and it is shown in a table and a chart.
            (counted,) = (claim["figure"] for claim in data if claim["id"] == "b2-left")
            counted |= {"word": str(counted.pop("value"))}
        for entry in data if isinstance(data, list) else [data]:
            model = MODELS.get(name) or kinds.kind(entry["kind"])
            for full, holder, key in _texts(model, entry):
                if full == "Cloze.text":
                    held = made.clozes[id(entry)] = dict.fromkeys(("text", "answer", "accept"), "")
                    made.spots += [Spot(full, _token(tokens, (id(held), k)), held, k) for k in held]
                else:
                    # A chart shows figures only if they have the same category and unit.
                    alike = full in {"FigureEntry.category", "FigureEntry.unit"}
                    place = (full, holder[key]) if alike else (id(holder), key)
                    made.spots.append(Spot(full, _token(tokens, place), holder, key))
    return made


def text_fields() -> set[str]:
    """Every text field of every model, as ``Model.field``."""
    models = (*MODELS.values(), *map(kinds.kind, kinds.KINDS))
    return {name for model in models for name in _named(model)}


def _token(tokens: dict[object, str], place: object) -> str:
    high, low = divmod(len(tokens), 26)
    return tokens.setdefault(place, f"vq{chr(97 + high)}{chr(97 + low)}v")


# --- fields of the models -----------------------------------------------------------------------


def _named(model: type[Fields]) -> Iterator[str]:
    for name in model.parts.texts:
        if f"{model.__name__}.{name}" not in BOUND:
            yield _full(model, name)
    for group in model.parts.groups.values():
        yield from _named(group)


def _texts(model: type[Fields], data: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, group in model.parts.groups.items():
        several = "list[" in str(model.model_fields[name].annotation)
        if data.get(name) is None and set(group.model_fields) == set(group.parts.texts):
            data[name] = [{}] if several else {}
        if _full(model, name) == "Question.evidence":
            data[name] = [{"claim": claim} for claim in data.get(name, [])]
        held = data.get(name)
        for entry in held if isinstance(held, list) else [held]:
            if isinstance(entry, dict):
                yield from _texts(group, entry)
    for name in model.parts.texts:
        full = _full(model, name)
        if full in BOUND or f"{model.__name__}.{name}" in BOUND:
            continue
        if full == "FigureEntry.word" and name not in data:
            continue  # this figure is a number
        filled = data.setdefault(name, _blank(model.model_fields[name].annotation))
        if isinstance(filled, str):
            yield full, data, name
        else:
            keys = range(len(filled)) if isinstance(filled, list) else list(filled)
            yield from ((full, filled, key) for key in keys)


def _full(model: type[Fields], name: str) -> str:
    """Name a field by the class that declares it, so that a field of all kinds counts once."""
    owners = (
        one for one in reversed(model.__mro__) if name in vars(one).get("__annotations__", {})
    )
    return f"{next(owners).__name__}.{name}"


def _blank(annotation: Any) -> Any:
    """An empty text, or a list or keys with empty texts, as the field needs it."""
    written = str(annotation)
    if "list[" in written:
        return ["", ""]
    return {"EV01": ""} if "dict[" in written else ""


# --- writing YAML -------------------------------------------------------------------------------


class _Text(str):
    """A planted text: written on one line, in double quotes, with escapes."""

    __slots__ = ()


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (the name PyYAML calls it by)
        return True


_Dumper.add_representer(
    _Text,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"'),
)
