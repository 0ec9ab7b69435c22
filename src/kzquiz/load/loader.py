"""Read a unit folder: every file, every entry, every question, and all that is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field
from pydantic import ValidationError

from kzquiz import kinds
from kzquiz.evidence import fingerprint
from kzquiz.evidence.fingerprint import Fingerprint
from kzquiz.kinds import Facts, Question
from kzquiz.kinds.fields import Fields
from kzquiz.load import errors, ids
from kzquiz.load.files import FILES, Survey, outside, survey
from kzquiz.load.schema import (
    ClaimEntry,
    DifferenceEntry,
    RecipeEntry,
    SourceEntry,
    SpeakerEntry,
    UnitFile,
)
from kzquiz.load.unit import Recipe, Unit
from kzquiz.model import Speaker
from kzquiz.problems import SHOWN, Problem, Severity, did_you_mean
from kzquiz.progress import each
from kzquiz.reader import Document, parse, read
from kzquiz.reader.decode import to_bytes
from kzquiz.reader.messages import comment_after_text

_Entry = TypeVar("_Entry", bound=Fields)


def load(
    folder: Path,
    shown: str = "",
    instead: Mapping[str, bytes] | None = None,
    *,
    unproved: Severity = "error",
) -> tuple[Unit | None, list[Problem]]:
    """Read a unit folder; ``shown`` is the folder as messages name it.

    ``instead`` has the bytes to take for some files, by the name that messages give them. The unit
    is None where any problem is an error. ``unproved`` is how bad it is that a fingerprint cannot
    be read: who makes it anew needs the unit. Raises nothing for an author's mistake.
    """
    loader = _Loader(folder, shown or folder.name, instead or {}, unproved)
    unit = loader.unit()
    return unit, sorted(set(loader.problems))


class _Loader(Struct):
    """One run over a folder: problems are gathered, and every file is read whatever others lack."""

    folder: Path
    shown: str
    instead: Mapping[str, bytes] = {}
    unproved: Severity = "error"
    problems: list[Problem] = []
    lost: set[str] = set()
    refused: Counter[str] = field(default_factory=Counter)

    def unit(self) -> Unit | None:
        """Read every file; lower the questions where nothing is wrong."""
        found = survey(self.folder, self.shown)
        self.problems += found.problems
        documents = {name: self._read(self.folder / name, found) for name in FILES}
        questions = [self._read(path, found) for path in found.questions]
        known = self._known(documents)
        info = self._unit_file(documents["unit.yaml"], known)
        sources = list(self._entries(documents["sources.yaml"], SourceEntry, "source", known))
        claims = list(self._entries(documents["claims.yaml"], ClaimEntry, "claim", known))
        differences = list(
            self._entries(documents["differences.yaml"], DifferenceEntry, "difference", known)
        )
        asked = list(self._questions(questions, known))
        names = dict.fromkeys(question.id for question, _, _ in asked)
        if (unit_file := documents["unit.yaml"]) and info is not None and not self._broken:
            self.problems += ids.of_recipes(unit_file, info, names)
        prints = self._fingerprints(documents["sources.yaml"], sources)
        if info is None or self._broken:
            return None
        facts = Facts(
            sources={entry.id: entry.to_model() for entry in sources},
            speakers={entry.id: _speaker(entry) for entry in info.speakers},
            claims={entry.id: entry.to_model() for entry in claims},
            differences={entry.id: entry.to_model() for entry in differences},
            unconfirmed=info.notes.unconfirmed,
        )
        places = _places(documents, asked)
        return Unit(
            id=info.id,
            info=info,
            facts=facts,
            questions=tuple(question for question, _, _ in asked),
            items=tuple(question.lower(facts) for question, _, _ in asked),
            recipes=tuple(_recipe(entry) for entry in info.recipes),
            places=places,
            lint_ok=_accepted(info, sources, claims, differences, [entry[0] for entry in asked]),
            fingerprints=prints,
        )

    # --- files ----------------------------------------------------------------------------------

    def _read(self, path: Path, found: Survey) -> Document | None:
        if path in found.closed:
            return None
        shown = f"{self.shown}/{path.relative_to(self.folder).as_posix()}"
        data = self.instead.get(shown)
        document, problems = read(path, shown) if data is None else parse(data, shown)
        self.problems += problems
        if document is not None:
            self.lost |= document.lost
        return document

    def _fingerprints(
        self, document: Document | None, sources: Iterable[SourceEntry]
    ) -> dict[str, Fingerprint]:
        """The fingerprints that the sources name; a problem where one cannot be read."""
        found = {}
        for number, source in enumerate(sources):
            if document is None or source.fingerprint is None:
                continue
            try:
                found[source.id] = fingerprint.read(self._small(source.fingerprint))
            except (OSError, ValueError) as error:
                known = isinstance(error, fingerprint.FingerprintError)
                what = str(error) if known else "the file cannot be read"
                self.problems.append(
                    document.problem(
                        (number, "fingerprint"),
                        "fingerprint",
                        f"{source.fingerprint}: {what}",
                        "make it with “kzquiz fingerprint”, or take the line out",
                        severity=self.unproved,
                    )
                )
        return found

    def _small(self, name: str) -> str:
        """A text file of the unit beside its YAML; OSError or ValueError for any other thing."""
        path = self.folder / name
        data = to_bytes(path, name)
        if outside(path, self.folder) or isinstance(data, Problem):
            raise OSError
        return data.decode()

    def _known(self, documents: Mapping[str, Document | None]) -> Facts:
        """The ids that may be referred to, those of entries with problems of their own too."""

        def among(name: str, *path: str) -> dict[str, Any]:
            document = documents[name]
            entries = document.get(path) if document else None
            if document is None or not isinstance(entries, list):
                return _Anything()
            found = [
                str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry
            ]
            return dict.fromkeys((*found, *sorted(self.lost)))

        return Facts(
            sources=among("sources.yaml"),
            speakers=among("unit.yaml", "speakers"),
            claims=among("claims.yaml"),
            differences=among("differences.yaml"),
        )

    # --- entries --------------------------------------------------------------------------------

    def _unit_file(self, document: Document | None, known: Facts) -> UnitFile | None:
        if document is None:
            return None
        if not isinstance(document.data, dict):
            message = "unit.yaml must be keys with values (lines of “key: value”)"
            self.problems.append(document.problem((), "wrong-type", message))
            return None
        info = self._valid(UnitFile, document, (), "unit.yaml", known)
        if info is not None:
            self.problems += ids.of_unit(info, document, self.folder.resolve().name)
        return info

    @property
    def _broken(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    def _entries(
        self, document: Document | None, model: type[_Entry], what: str, known: Facts
    ) -> Iterator[_Entry]:
        for number, _ in self._list(document, what):
            assert document is not None  # noqa: S101 (an absent document lists nothing)
            entry = self._valid(
                model, document, (number,), self._who(document, number, what), known
            )
            if entry is not None:
                yield entry
        if document is not None and isinstance(document.data, list):
            names = (
                str(entry["id"]) if isinstance(entry, dict) and "id" in entry else f"#{number}"
                for number, entry in enumerate(document.data)
            )
            self.problems += ids.unique(names, document, (), what)

    def _list(self, document: Document | None, what: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The numbered entries of a file that are groups of keys; a problem for anything else."""
        if document is None:
            return
        if not isinstance(document.data, list):
            message = f"this file must be a list: each {what} starts with “- id: …”"
            self.problems.append(document.problem((), "wrong-type", message))
            return
        for number, entry in enumerate(document.data):
            if isinstance(entry, dict):
                yield number, entry
            else:
                message = f"a {what} must be keys with values (lines of “key: value”)"
                self.problems.append(document.problem((number,), "wrong-type", message))

    def _who(self, document: Document, number: int, what: str) -> str:
        name = document.get((number, "id"))
        return f"{what} “{name}”" if isinstance(name, str) else f"this {what}"

    def _valid(
        self, model: type[_Entry], document: Document, path: errors.Path, who: str, known: Facts
    ) -> _Entry | None:
        data = document.get(path)
        for comment in document.comments(model.text_paths(data, path)):
            self.problems.append(comment_after_text(document.source, comment))
        try:
            return model.model_validate(data, context=known)
        except ValidationError as error:
            room = SHOWN - self.refused[document.shown]
            found = list(errors.problems(error, model, document, path, who, room))
            self.refused[document.shown] += len(found)
            self.problems += found
            return None

    # --- questions ------------------------------------------------------------------------------

    def _questions(
        self, documents: Iterable[Document | None], known: Facts
    ) -> Iterator[tuple[Question, Document, errors.Path]]:
        first: dict[str, tuple[Document, int]] = {}
        entries = [
            (document, number, entry)
            for document in documents
            for number, entry in self._list(document, "question")
        ]
        for document, number, entry in each(entries):
            assert document is not None  # noqa: S101 (an absent document lists nothing)
            name = entry.get("id")
            if isinstance(name, str):
                if name in first:
                    earlier, at = first[name]
                    place = f"{earlier.shown}:{earlier.place((at, 'id')).line}"
                    path = (number, "id")
                    self.problems.append(ids.duplicate(name, "question", document, path, place))
                first.setdefault(name, (document, number))
            model = self._model(document, number, entry)
            if model is None:
                continue
            who = self._who(document, number, "question")
            question = self._valid(model, document, (number,), who, known)
            if question is not None:
                yield question, document, (number,)

    def _model(
        self, document: Document, number: int, entry: Mapping[str, Any]
    ) -> type[Question] | None:
        """The model of the question's kind, chosen first: only its own keys are spoken of."""
        name = entry.get("kind")
        if isinstance(name, str) and name in kinds.KINDS:
            return kinds.kind(name)
        who = self._who(document, number, "question")
        if name is None:
            advice = "add “kind: …”, one of: " + ", ".join(kinds.KINDS)
            problem = document.problem((number,), "missing-key", f"{who} has no “kind”", advice)
        else:
            advice = did_you_mean(str(name), kinds.KINDS)
            message = f"there is no kind “{name}”"
            problem = document.problem((number, "kind"), "unknown-kind", message, advice)
        self.problems.append(problem)
        return None


class _Anything(dict[str, Any]):
    """Stands for the ids of a file that could not be read: any id may have been in it."""

    def __contains__(self, _: object) -> bool:
        return True


def _places(
    documents: Mapping[str, Document | None],
    asked: Iterable[tuple[Question, Document, errors.Path]],
) -> dict[str, tuple[Document, errors.Path]]:
    """Where each entry stands, by kind and id; every file was read when this is asked."""
    places = {f"question/{question.id}": (document, path) for question, document, path in asked}
    for name in FILES:
        document = documents[name]
        if document is not None and isinstance(document.data, list):
            what = name.removesuffix("s.yaml")
            for number, entry in enumerate(document.data):
                if isinstance(entry, dict):
                    places[f"{what}/{entry.get('id')}"] = (document, (number,))
        elif document is not None:
            places["unit"] = (document, ())
    return places


def _accepted(
    info: UnitFile,
    sources: Iterable[SourceEntry],
    claims: Iterable[ClaimEntry],
    differences: Iterable[DifferenceEntry],
    questions: Iterable[Question],
) -> dict[str, Mapping[str, str]]:
    """The entries with ``lint_ok``, named as in `Unit.places`."""
    groups: dict[str, Iterable[Any]] = {
        "source": sources,
        "claim": claims,
        "difference": differences,
        "question": questions,
    }
    found = {
        f"{what}/{entry.id}": entry.lint_ok
        for what, entries in groups.items()
        for entry in entries
        if entry.lint_ok
    }
    return found | ({"unit": info.lint_ok} if info.lint_ok else {})


def _speaker(entry: SpeakerEntry) -> Speaker:
    return Speaker(entry.id, entry.name, entry.role, entry.side, tuple(entry.aliases))


def _recipe(entry: RecipeEntry) -> Recipe:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in entry
        if value is not None
    }
    return Recipe(**values)
