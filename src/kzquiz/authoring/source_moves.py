"""What a new text of a source changes in a unit: numbers of paragraphs, hash, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from kzquiz.authoring.align import NewPlace, align
from kzquiz.authoring.intake import dateline
from kzquiz.authoring.known_ids import Entry, ScaffoldError
from kzquiz.authoring.old_text import OldText
from kzquiz.authoring.references import Named, references
from kzquiz.authoring.source_files import Source, quoted
from kzquiz.authoring.unit_files import UnitFiles, value_fix
from kzquiz.problems import Fix
from kzquiz.reader import Document, Node

TODO = "TODO"
"""Stands for the number of a paragraph that an author has to find again."""
_SHOWN = 60  # characters of a quotation in a message


class Moves(Struct):
    """What a new text changes in the files of a unit.

    ``loadable`` are the edits with a number in place of every `TODO`.
    """

    places: tuple[NewPlace, ...]
    edits: dict[Path, list[Fix]] = {}
    loadable: dict[Path, list[Fix]] = {}
    gone: list[str] = []
    changed: list[str] = []

    def edit(self, path: Path, fix: Fix) -> None:
        """Note an edit of a file."""
        self.edits.setdefault(path, []).append(fix)
        number = structs.replace(fix, text="1") if fix.text == TODO else fix
        self.loadable.setdefault(path, []).append(number)

    def place(self, number: int) -> NewPlace:
        """Where an old paragraph is now."""
        return self.places[number - 1] if 1 <= number <= len(self.places) else NewPlace()


def moved(unit: UnitFiles, number: int, source: Source, old: OldText | None) -> Moves:
    """Work out every edit that a new text of a source makes necessary.

    ``number`` is the position of the source in sources.yaml. ``old`` is None if nothing is known of
    its old text. Raises `ScaffoldError` if numbers would have to be moved without that.
    """
    known = unit.document("sources.yaml").get((number, "sha256")) is not None
    if old is None and known and any(_cited(unit, source.id)):
        message = (
            f"nothing is known of the old text of source “{source.id}”, so that no paragraph "
            "number can be moved; put the old text into the folder of articles (as "
            f"{unit.folder.name}/{source.id}.txt) and run this again"
        )
        raise ScaffoldError(message)
    if old is None:  # the author wrote the numbers for the text that is given now
        report = Moves(tuple(NewPlace((n,), same=True) for n in range(1, source.paragraphs + 1)))
    else:
        report = Moves(align(old.paragraphs(), old.compared(source.article)))
    for at, claim, paragraph in _cited(unit, source.id):
        _move_claim(unit, report, source, (at, claim, paragraph))
    _move_references(unit, report, source)
    path = unit.folder / "sources.yaml"
    for key, value in _counts(unit.document("sources.yaml"), number, source).items():
        report.edit(path, value_fix(unit.document("sources.yaml"), number, key, value))
    if not source.times and unit.document("sources.yaml").get((number, "times")) is not None:
        gone = unit.document("sources.yaml").removal_fix((number, "times"))
        if gone is not None:
            report.edit(path, gone)
    report.changed.extend(_stale_records(unit.document("sources.yaml").get((number,)), source))
    return report


def _cited(unit: UnitFiles, name: str) -> Iterator[tuple[int, Entry, int]]:
    """The claims of a source with the number of their paragraph, written or by its time code."""
    codes = {
        str(one["id"]): str(one.get("times") or "").split()
        for _, one in unit.entries("sources.yaml")
    }
    for at, claim in unit.entries("claims.yaml"):
        paragraph, time = claim.get("paragraph"), claim.get("at")
        if claim.get("source") != name:
            continue
        if isinstance(paragraph, int):
            yield at, claim, paragraph
        elif time in codes.get(name, ()):
            yield at, claim, codes[name].index(str(time)) + 1


def _move_claim(
    unit: UnitFiles, report: Moves, source: Source, cited: tuple[int, Entry, int]
) -> None:
    at, claim, number = cited
    name, quote = claim["id"], claim.get("quote")
    place = report.place(number)
    new = place.paragraphs[0] if place.paragraphs else None
    if isinstance(quote, str):
        having = source.article.find(quote)
        new = next((n for n in (*place.paragraphs, *having[:1]) if n in having), new)
        if not having:
            shown = quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]} …"
            report.gone.append(f"claim “{name}”: its quotation “{shown}” is not in the new text")
    found = (new, source) if new else None
    for fix in _place_fixes(unit.document("claims.yaml"), at, claim, found):
        report.edit(unit.folder / "claims.yaml", fix)
    if new is None:
        report.gone.append(f"claim “{name}”: paragraph {number} is gone; its number is TODO now")
    elif not place.same:
        several = f", of {_listed(place.paragraphs)}" if len(place.paragraphs) > 1 else ""
        report.changed.append(
            f"claim “{name}”: paragraph {number}, now {new}{several}, has other words"
        )


def _place_fixes(
    document: Document, at: int, claim: Entry, new: tuple[int, Source] | None
) -> Iterator[Fix]:
    """Write where a claim stands now; ``new`` is its paragraph in the new text, if it has one."""
    code = new[1].at(new[0]) if new else ""
    number = str(new[0]) if new else TODO
    if "at" not in claim:
        if str(claim["paragraph"]) != number:
            yield document.value_fix((at, "paragraph"), number)
    elif new is None or new[1].times.split().count(code) != 1:  # no code says where it is now
        yield document.rename_fix((at, "at"), "paragraph")
        yield document.value_fix((at, "at"), number)
    elif claim["at"] != code:
        yield document.value_fix((at, "at"), code)


def _move_references(unit: UnitFiles, report: Moves, source: Source) -> None:
    labels = {str(one["id"]): str(one.get("label")) for _, one in unit.entries("sources.yaml")}
    claims = {str(one["id"]): str(one.get("source")) for _, one in unit.entries("claims.yaml")}
    for path, document in unit.documents.items():
        for one in references(document, Named(labels, claims)):
            place = report.place(one.number)
            new = place.paragraphs[0] if place.paragraphs else None
            where = f"{one.entry}: “{one.key}” names paragraph {one.number}"
            if one.source == "" and new != one.number:
                report.changed.append(f"{where}, and not of which source")
            if one.source != source.id:
                continue
            if new is None:
                report.gone.append(f"{where}, which is gone; its number is TODO now")
            elif not place.same:
                report.changed.append(f"{where}, now {new}, which has other words")
            if new != one.number:
                report.edit(path, Fix(one.start, one.end, TODO if new is None else str(new)))


def _counts(document: Document, number: int, source: Source) -> dict[str, str]:
    """The values of a source that follow from its text, as they are written."""
    counts = {
        "sha256": source.article.sha256,
        "paragraphs": str(source.paragraphs),
        "words": str(source.words),
    }
    if source.times:
        counts["times"] = source.times
    if document.get((number, "text")) is None:
        name = document.get((number, "fingerprint"))
        return {"fingerprint": str(name or f"fingerprints/{source.id}.txt"), **counts}
    # They may be left out where the text itself belongs to the unit.
    return {
        key: value
        for key, value in counts.items()
        if key == "times" or document.get((number, key)) is not None
    }


def _stale_records(entry: Node, source: Source) -> Iterator[str]:
    """What sources.yaml says of the old text and the new one prints otherwise."""
    if not isinstance(entry, dict):
        return
    blocks = source.intake.paragraphs
    for key, part in (("stamps", "stamp"), ("notices", "notice")):
        new = [" ".join(block.text.split()) for block in blocks if block.part == part]
        old = entry.get(key) or []
        if new and new != old:
            yield f"sources.yaml: the new text has the {key} {_listed(map(quoted, new))}"
    new_line = dateline(blocks)
    if new_line and new_line != entry.get("dateline"):
        yield f"sources.yaml: the new text has the dateline {quoted(new_line)}"


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))
