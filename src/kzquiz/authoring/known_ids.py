"""The ids of a unit that a new question may use, read even if its files have problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from msgspec import Struct

from kzquiz.load.files import question_files
from kzquiz.load.schema import OLD_SIDES, OldSide
from kzquiz.model import SpeakerSide
from kzquiz.reader import Node, read
from kzquiz.write import disk

Entry = dict[str, Node]
_NUMBER = re.compile(r"[0-9]+")


class ScaffoldError(ValueError):
    """A skeleton that cannot be made; the message tells the author why."""


class Claim(Struct, frozen=True):
    """The fields of a claim that a skeleton depends on."""

    id: str
    source: str
    speakers: tuple[str, ...] = ()
    status: str = "reported-fact"
    has_figure: bool = False
    category: str = ""
    unit: str = ""
    quote: str = ""
    unconfirmed: bool = False


class KnownTerm(Struct, frozen=True):
    """A loaded term of the unit, whose word it is, and the claim that has it."""

    term: str
    owner: str
    claim: str


class Agreement(Struct, frozen=True):
    """Ids of claims that agree, and whether their origin is the same."""

    claims: tuple[str, ...]
    origin: str


class IdsOfUnit(Struct, frozen=True):
    """The ids that a new question may use, in the order of the files.

    ``taken`` has the ids of questions, also of those that were only published. ``sides`` are those
    of the speakers. ``asked_terms`` are the loaded terms that questions ask about.
    """

    sources: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    differences: tuple[str, ...] = ()
    taken: frozenset[str] = frozenset()
    sides: Mapping[str, SpeakerSide] = {}
    loaded_terms: tuple[KnownTerm, ...] = ()
    asked_terms: frozenset[str] = frozenset()
    agreements: tuple[Agreement, ...] = ()

    def free_id(self, kind: str) -> str:
        """The next id for a question of a kind: ``choice-3`` after ``choice-2``."""
        numbers = [
            int(number)
            for name in self.taken
            if name.startswith(f"{kind}-")
            and _NUMBER.fullmatch(number := name.removeprefix(f"{kind}-"))
        ]
        return f"{kind}-{max(numbers, default=0) + 1}"


def survey(folder: Path, lock: Path) -> IdsOfUnit:
    """Read the ids from the folder of a unit and from the lock file of its deck. Raises OSError."""
    questions = [entry for path in question_files(folder) for entry in _entries(path)]
    used = {str(entry.get("difference")) for entry in questions}
    differences = [str(entry["id"]) for entry in _entries(folder / "differences.yaml")]
    unit, _ = read(folder / "unit.yaml", "unit.yaml")
    speakers = unit.get(("speakers",)) if unit else None
    taken = {str(entry["id"]) for entry in questions} | _published(lock)
    return IdsOfUnit(
        sources=tuple(str(entry["id"]) for entry in _entries(folder / "sources.yaml")),
        speakers=tuple(str(entry["id"]) for entry in listed(speakers)),
        sides={str(entry["id"]): _side(str(entry.get("side"))) for entry in listed(speakers)},
        loaded_terms=tuple(_loaded(unit.get(("loaded_terms",)) if unit else None)),
        asked_terms=frozenset(str(entry.get("term")) for entry in questions),
        agreements=tuple(_agreements(unit.get(("agreements",)) if unit else None)),
        claims=tuple(_claim(entry) for entry in _entries(folder / "claims.yaml")),
        differences=tuple(sorted(differences, key=lambda name: name in used)),
        taken=frozenset(taken),
    )


def _claim(entry: Mapping[str, Node]) -> Claim:
    speakers = entry.get("speakers")
    figure = entry.get("figure")
    figure = figure if isinstance(figure, dict) else {}
    return Claim(
        id=str(entry["id"]),
        source=str(entry.get("source")),
        speakers=tuple(map(str, speakers)) if isinstance(speakers, list) else (),
        status=str(entry.get("status")),
        has_figure="figure" in entry,
        category=str(figure.get("category") or ""),
        unit=str(figure.get("unit") or ""),
        quote=str(entry.get("quote") or ""),
        unconfirmed="confirmation" in entry,
    )


def _side(written: str) -> SpeakerSide:
    old = OLD_SIDES.get(cast("OldSide", written))
    return old[0] if old else cast("SpeakerSide", written)


def _loaded(node: Node) -> Iterator[KnownTerm]:
    for entry in node if isinstance(node, list) else ():
        if isinstance(entry, dict):
            yield KnownTerm(*(str(entry.get(key)) for key in ("term", "owner", "claim")))


def _agreements(node: Node) -> Iterator[Agreement]:
    for entry in node if isinstance(node, list) else ():
        if isinstance(entry, dict) and isinstance(claims := entry.get("claims"), list):
            yield Agreement(tuple(map(str, claims)), str(entry.get("origin")))


def _entries(path: Path) -> Iterator[dict[str, Node]]:
    document, problems = read(path, path.name)
    if path.exists():
        for problem in problems:
            if problem.code == "unreadable":  # an id that is taken may be in it
                message = f"{path.as_posix()}: {problem.message}; {problem.help}"
                raise ScaffoldError(message)
    return listed(document.data if document else None)


def listed(node: Node) -> Iterator[Entry]:
    """Give the entries with an id of a list, in order; none if it is no list."""
    for entry in node if isinstance(node, list) else ():
        if isinstance(entry, dict) and "id" in entry:
            yield entry


def _published(lock: Path) -> set[str]:
    """The ids of questions that ever had a card.

    Their guids in the lock file begin with ``kzquiz:IDENTITY/ID``.
    """
    text = (disk.read(lock) or b"").decode(errors="replace")
    return set(re.findall('"kzquiz:[a-z0-9-]+/([a-z0-9-]+)', text))
