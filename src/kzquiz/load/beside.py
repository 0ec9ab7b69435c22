"""Reads what sources bring in files of their own: fingerprints, and texts that may be printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kzquiz.evidence import fingerprint
from kzquiz.evidence.fingerprint import Fingerprint
from kzquiz.load.files import outside
from kzquiz.load.schema import SourceEntry
from kzquiz.problems import Problem, Severity
from kzquiz.reader import Document
from kzquiz.reader.decode import read_bytes, to_text


def fingerprints(
    folder: Path, document: Document, sources: Iterable[SourceEntry], unproved: Severity
) -> tuple[dict[str, Fingerprint], list[Problem]]:
    """The fingerprints that the sources name, by source, and a problem for each that is unreadable.

    ``document`` is the file of the sources, ``unproved`` the severity of such a problem.
    """
    found, problems = {}, []
    for number, source in enumerate(sources):
        if source.fingerprint is None:
            continue
        try:
            found[source.id] = fingerprint.read(_small(folder, source.fingerprint))
        except (OSError, ValueError) as error:
            known = isinstance(error, fingerprint.FingerprintError)
            what = str(error) if known else "the file cannot be read"
            problems.append(
                document.problem(
                    (number, "fingerprint"),
                    "fingerprint",
                    f"{source.fingerprint}: {what}",
                    "make it with “kzquiz fingerprint”, or take the line out",
                    severity=unproved,
                )
            )
    return found, problems


def texts(
    folder: Path,
    shown: str,
    overrides: Mapping[str, bytes],
    document: Document,
    sources: Iterable[SourceEntry],
) -> tuple[dict[str, str], list[Problem]]:
    """The texts that the sources bring, by source, and the problems of their files.

    ``shown`` is the folder in problems, ``overrides`` has the bytes of files by their names there.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for number, source in enumerate(sources):
        if source.text is None:
            continue
        name = f"{shown}/{source.text}"
        text = _plain(folder / source.text, folder, name, overrides.get(name), problems)
        if isinstance(text, Problem):
            advice = "put the text of the source there, as plain text in UTF-8"
            message = f"{source.text}: {text.message}"
            problems.append(document.problem((number, "text"), "text", message, advice))
        else:
            found[source.id] = text
    return found, problems


def _plain(
    path: Path, folder: Path, shown: str, given: bytes | None, problems: list[Problem]
) -> str | Problem:
    """The text of a file of the unit that is printed: without misleading characters."""
    if outside(path, folder):
        return Problem(shown, 0, 0, "text", "it is a link out of the content folder")
    data = read_bytes(path, shown) if given is None else given
    if isinstance(data, Problem):
        return data
    strange: list[Problem] = []
    text = to_text(data, shown, strange)
    if text is None:
        return strange[-1]
    problems += strange
    return text.text if text.text.strip() else Problem(shown, 0, 0, "text", "it is empty")


def _small(folder: Path, name: str) -> str:
    """The text of a file of the unit; raises OSError or ValueError if it cannot be read."""
    path = folder / name
    data = read_bytes(path, name)
    if outside(path, folder) or isinstance(data, Problem):
        raise OSError
    return data.decode()
