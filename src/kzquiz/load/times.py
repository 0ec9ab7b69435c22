"""Checks the time codes of recordings: each paragraph has one, and claims name those there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kzquiz.evidence.article import paragraphs
from kzquiz.load.schema import ClaimEntry, SourceEntry
from kzquiz.problems import Problem
from kzquiz.reader import Document

_SHOWN = 3


def of_sources(
    document: Document | None, sources: Iterable[SourceEntry], texts: Mapping[str, str]
) -> Iterator[Problem]:
    """Report a source whose ``times`` are more or fewer than its paragraphs."""
    for source in sources:
        known = source.paragraphs
        if source.id in texts:
            known = len(paragraphs(texts[source.id]))
        if document and source.times and known and len(source.codes) != known:
            number = _number(document, source.id)
            message = f"{source.label} has {known} paragraphs and {len(source.codes)} times"
            advice = "write one for each paragraph, and “none” for one without"
            yield document.problem((number, "times"), "times", message, advice)


def of_claims(
    document: Document | None, claims: Iterable[ClaimEntry], sources: Iterable[SourceEntry]
) -> Iterator[Problem]:
    """Report a claim ``at`` a time that its source does not have, or has more than once."""
    known = {source.id: source for source in sources}
    for claim in claims:
        source = known.get(claim.source)
        if document is None or source is None or claim.at is None:
            continue
        path = (_number(document, claim.id), "at")
        count = source.codes.count(claim.at)
        if not source.codes:
            message = f"{source.label} has no time codes"
            advice = "write “paragraph: …”; a transcript has its codes in “times” in sources.yaml"
            yield document.problem(path, "no-times", message, advice)
        elif not count:
            message = f"nothing in {source.label} begins at {claim.at}"
            advice = f"time codes near it: {', '.join(_near(claim.at, source))}"
            yield document.problem(path, "unknown-time", message, advice)
        elif count > 1:
            message = f"{count} paragraphs of {source.label} begin at {claim.at}"
            yield document.problem(path, "unknown-time", message, "write “paragraph: …” instead")


def _near(at: str, source: SourceEntry) -> list[str]:
    """The time codes of a source that are nearest to one, in their order."""
    codes = [time for time in source.codes if time]
    nearest = sorted(codes, key=lambda time: abs(_seconds(time) - _seconds(at)))[:_SHOWN]
    return [time for time in dict.fromkeys(codes) if time in nearest]


def _seconds(time: str) -> int:
    """A time code in seconds.

    >>> _seconds("12:30"), _seconds("1:02:30")
    (750, 3750)
    """
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return total


def _number(document: Document, name: str) -> int:
    """The position of the entry with an id."""
    listed = document.data if isinstance(document.data, list) else []
    names = [entry.get("id") if isinstance(entry, dict) else None for entry in listed]
    return names.index(name)
