"""Reads a unit folder into a `Unit`, and collects the problems of all its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field
from pydantic import ValidationError

from kzquiz import kinds
from kzquiz.evidence.fingerprint import Fingerprint
from kzquiz.kinds import Facts, Question
from kzquiz.kinds.fields import Fields
from kzquiz.load import beside, entries, errors, ids, times
from kzquiz.load.files import FILES, QUESTIONS, Survey, survey
from kzquiz.load.schema import (
    ClaimEntry,
    DifferenceEntry,
    SourceEntry,
    UnitFile,
)
from kzquiz.load.unit import Unit
from kzquiz.problems import SHOWN, Problem, Severity, did_you_mean
from kzquiz.progress import each
from kzquiz.reader import Document, parse, read
from kzquiz.reader.messages import comment_after_text

_Entry = TypeVar("_Entry", bound=Fields)


def load(
    folder: Path,
    shown: str = "",
    overrides: Mapping[str, bytes] | None = None,
    *,
    unproved: Severity = "error",
) -> tuple[Unit | None, list[Problem]]:
    """Read a unit folder; ``shown`` is its name in problems.

    ``overrides`` has the bytes to read in place of some files, by their names in problems. The unit
    is None if any problem is an error. ``unproved`` is the severity of a fingerprint that cannot be
    read: ``kzquiz fingerprint`` must load the unit to make it again. Raises nothing for an author's
    mistake.
    """
    loader = _Loader(folder, shown or folder.name, overrides or {}, unproved)
    unit = loader.unit()
    return unit, sorted(set(loader.problems))


class _Loader(Struct):
    """Loads one folder. Every file is read even if others have problems, which are collected."""

    folder: Path
    shown: str
    overrides: Mapping[str, bytes] = {}
    unproved: Severity = "error"
    problems: list[Problem] = []
    lost: set[str] = set()
    refused: Counter[str] = field(default_factory=Counter)

    def unit(self) -> Unit | None:
        """Read every file; lower the questions if there is no error."""
        found = survey(self.folder, self.shown)
        self.problems += found.problems
        documents = {name: self._read(self.folder / name, found) for name in FILES}
        files = [self._read(path, found) for path in (*found.questions, *self._added(found))]
        known = self._known(documents)
        info = self._unit_file(documents["unit.yaml"], known)
        sources = list(self._entries(documents["sources.yaml"], SourceEntry, "source", known))
        claims = list(self._entries(documents["claims.yaml"], ClaimEntry, "claim", known))
        differences = list(
            self._entries(documents["differences.yaml"], DifferenceEntry, "difference", known)
        )
        questions = list(self._questions(files, known))
        names = dict.fromkeys(question.id for question, _, _ in questions)
        if (unit_file := documents["unit.yaml"]) and info is not None and not self._broken:
            self.problems += ids.of_recipes(unit_file, info, names)
        prints, texts = self._beside(documents["sources.yaml"], sources)
        self.problems += ids.of_renamed([(documents["sources.yaml"], ())], "source")
        self.problems += ids.of_renamed([(documents["claims.yaml"], ())], "claim")
        self.problems += ids.of_renamed([(unit_file, ("speakers",))], "speaker")
        self.problems += ids.of_renamed([(file, ()) for file in files], "question")
        if unit_file and info is not None and not self._broken:
            self.problems += ids.of_full_texts(unit_file, info, sources)
        self.problems += times.of_sources(documents["sources.yaml"], sources, texts)
        self.problems += times.of_claims(documents["claims.yaml"], claims, sources)
        if info is None or self._broken:
            return None
        facts = entries.facts(info, sources, texts, claims, differences)
        return Unit(
            id=info.id,
            info=info,
            facts=facts,
            questions=tuple(question for question, _, _ in questions),
            items=tuple(question.lower(facts) for question, _, _ in questions),
            recipes=tuple(entries.recipe(entry) for entry in info.recipes),
            places=entries.places(documents, questions),
            lint_ok=entries.suppressions(
                info, sources, claims, differences, [question for question, _, _ in questions]
            ),
            fingerprints=prints,
            texts=texts,
        )

    # --- files ----------------------------------------------------------------------------------

    def _added(self, found: Survey) -> tuple[Path, ...]:
        """Question files that are given in ``overrides`` and are not on disk."""
        start = f"{self.shown}/{QUESTIONS}/"
        given = (
            self.folder / name.removeprefix(f"{self.shown}/")
            for name in self.overrides
            if name.startswith(start)
        )
        added = tuple(path for path in given if path not in found.questions)
        if added:
            self.problems = [one for one in self.problems if one.code != "no-questions"]
        return added

    def _read(self, path: Path, found: Survey) -> Document | None:
        if path in found.unreadable:
            return None
        shown = f"{self.shown}/{path.relative_to(self.folder).as_posix()}"
        data = self.overrides.get(shown)
        document, problems = read(path, shown) if data is None else parse(data, shown)
        self.problems += problems
        if document is not None:
            self.lost |= document.lost
        return document

    def _beside(
        self, document: Document | None, sources: Sequence[SourceEntry]
    ) -> tuple[dict[str, Fingerprint], dict[str, str]]:
        """The fingerprints and the texts of the sources, by source."""
        if document is None:
            return {}, {}
        prints, problems = beside.fingerprints(self.folder, document, sources, self.unproved)
        self.problems += problems
        texts, problems = beside.texts(self.folder, self.shown, self.overrides, document, sources)
        self.problems += problems
        return prints, texts

    def _known(self, documents: Mapping[str, Document | None]) -> Facts:
        """The ids that may be referred to, also those of entries that have problems."""

        def among(name: str, *path: str) -> dict[str, Any]:
            document = documents[name]
            listed = document.get(path) if document else None
            if document is None or not isinstance(listed, list):
                return _AnyId()
            found = [
                str(entry["id"]) for entry in listed if isinstance(entry, dict) and "id" in entry
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
                model, document, (number,), self._subject(document, number, what), known
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
        """The entries of a file that are keys with values, numbered; a problem for any other."""
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

    def _subject(self, document: Document, number: int, what: str) -> str:
        name = document.get((number, "id"))
        return f"{what} “{name}”" if isinstance(name, str) else f"this {what}"

    def _valid(
        self, model: type[_Entry], document: Document, path: errors.Path, subject: str, known: Facts
    ) -> _Entry | None:
        data = document.get(path)
        for comment in document.comments(model.text_paths(data, path)):
            self.problems.append(comment_after_text(document.source, comment))
        try:
            return model.model_validate(data, context=known)
        except ValidationError as error:
            room = SHOWN - self.refused[document.shown]
            found = list(errors.problems(error, model, document, path, subject, room))
            self.refused[document.shown] += len(found)
            self.problems += found
            return None

    # --- questions ------------------------------------------------------------------------------

    def _questions(
        self, documents: Iterable[Document | None], known: Facts
    ) -> Iterator[tuple[Question, Document, errors.Path]]:
        first: dict[str, tuple[Document, int]] = {}
        listed = [
            (document, number, entry)
            for document in documents
            for number, entry in self._list(document, "question")
        ]
        for document, number, entry in each(listed):
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
            subject = self._subject(document, number, "question")
            question = self._valid(model, document, (number,), subject, known)
            if question is not None:
                yield question, document, (number,)

    def _model(
        self, document: Document, number: int, entry: Mapping[str, Any]
    ) -> type[Question] | None:
        """The model of the question's kind, so that problems name the keys of that kind only."""
        name = entry.get("kind")
        if isinstance(name, str) and name in kinds.KINDS:
            return kinds.kind(name)
        subject = self._subject(document, number, "question")
        if name is None:
            advice = "add “kind: …”, one of: " + ", ".join(kinds.KINDS)
            problem = document.problem((number,), "missing-key", f"{subject} has no “kind”", advice)
        else:
            advice = did_you_mean(str(name), kinds.KINDS)
            message = f"there is no kind “{name}”"
            problem = document.problem((number, "kind"), "unknown-kind", message, advice)
        self.problems.append(problem)
        return None


class _AnyId(dict[str, Any]):
    """The ids of a file that could not be read: every id may be in it."""

    def __contains__(self, _: object) -> bool:
        return True
