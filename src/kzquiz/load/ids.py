"""Checks ids: each is used once, every system can store it as a file name, no two files collide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from kzquiz import kinds
from kzquiz.kinds.fields import Path
from kzquiz.load.files import unstorable
from kzquiz.load.schema import OLD_SIDES, SourceEntry, UnitFile
from kzquiz.load.unit import Unit
from kzquiz.outputs import OUTPUTS
from kzquiz.problems import SHOWN, Problem, did_you_mean
from kzquiz.reader import Document

# The lists of unit.yaml whose entries have ids, and what an entry is called.
_LISTS = {
    "speakers": "speaker",
    "recipes": "recipe",
    "not_stated": "point of “not_stated”",
    "agreements": "point of “agreements”",
}


def of_unit(info: UnitFile, document: Document, folder: str) -> Iterator[Problem]:
    """Check the ids of ``unit.yaml``; ``folder`` is the name of the unit's folder."""
    if info.id != folder:
        yield document.problem(
            ("id",),
            "unit-id",
            f"the unit's id is “{info.id}”, its folder is “{folder}”",
            "give both the same name; an id that was published must stay",
        )
    paths = [("id",), *(("recipes", number, "id") for number in range(len(info.recipes)))]
    for path in paths:
        if why := unstorable(str(document.get(path))):
            message = f"Windows cannot store what is made of this: {why}"
            advice = "give it another id, unless it was published"
            yield document.problem(path, "file-name", message, advice)
    for key, what in _LISTS.items():
        names = (str(document.get((key, n, "id"))) for n in range(len(getattr(info, key))))
        yield from unique(names, document, (key,), what)
    yield from _file_names(info, document)
    yield from _old_sides(info, document)
    decks = [n for n, recipe in enumerate(info.recipes) if recipe.output == "deck"]
    for number in decks[1:]:
        message = "a unit has one deck, and this is a second one"
        advice = "students import one file: put the questions into the first deck recipe"
        yield document.problem(("recipes", number), "two-decks", message, advice)


def of_renamed(lists: Iterable[tuple[Document | None, Path]], what: str) -> Iterator[Problem]:
    """Report a ``was`` that names an id still in use, or the ``was`` of another entry.

    ``lists`` are documents, and where each has its list of entries.
    """
    found = [
        (entry, document, (*path, number))
        for document, path in lists
        if document is not None and isinstance(listed := document.get(path), list)
        for number, entry in enumerate(listed)
        if isinstance(entry, dict)
    ]
    taken = {entry.get("id") for entry, _, _ in found if isinstance(entry.get("id"), str)}
    for entry, document, path in found:
        was = entry.get("was")
        if isinstance(was, str) and was in taken:
            message = f"the {what} “{was}” has its cards already; they cannot be this one's too"
            advice = "“was” is the old id of an entry that has another id now"
            yield document.problem((*path, "was"), "was", message, advice)
        if isinstance(was, str):
            taken.add(was)


def _old_sides(info: UnitFile, document: Document) -> Iterator[Problem]:
    """Report sides of an older format, with what to write now."""
    for number, speaker in enumerate(info.speakers):
        path = ("speakers", number, "side")
        for old, (side, group) in OLD_SIDES.items():
            if speaker.side == old:
                own = "" if speaker.group else group
                advice = f"write “side: {side}”" + (f" and “group: {own}”" if own else "")
                message = f"the side “{old}” is of an older format"
                problem = document.problem(path, "old-side", message, advice, severity="warning")
                yield replace(
                    problem, fix=document.replace_fix(path, side, **({"group": own} if own else {}))
                )
        if speaker.side == "foreign":
            message = "the side “foreign” is of an older format"
            advice = (
                "write what the speaker is (authorities, party, organisation, expert, witness or "
                "public), and “group: foreign” if that matters"
            )
            yield document.problem(path, "old-side", message, advice, severity="warning")


def one_identity_each(units: Iterable[Unit]) -> Iterator[Problem]:
    """Report a unit that has the identity of another one."""
    first: dict[str, str] = {}
    for unit in units:
        other = first.setdefault(unit.identity, unit.id)
        if other != unit.id:
            document, _ = unit.places["unit"]
            yield document.problem(
                ("identity",) if unit.info.identity else ("id",),
                "identity",
                f"the unit “{other}” has this identity: its cards would take the place of these",
                "if this unit was copied from it, and not published, write another “identity”",
            )


def _file_names(info: UnitFile, document: Document) -> Iterator[Problem]:
    """Report a sheet whose files would have the names of another sheet's files."""
    whole = (output for output in OUTPUTS.values() if output.file and output.made_for != "deck")
    sheet = [output for output in OUTPUTS.values() if output.file and output.made_for == "sheet"]
    names = (f"{output.file}{output.suffix}" for output in whole)
    taken = dict.fromkeys(names, "the sheet of all questions")
    for number, recipe in enumerate(info.recipes):
        if recipe.output == "sheet" and recipe.id != "full":
            for name in (f"{recipe.id}{output.ending}{output.suffix}" for output in sheet):
                if first := taken.get(name):
                    message = f"this would make {name}, which is that of {first}"
                    advice = "give it another id, unless it was published"
                    path = ("recipes", number, "id")
                    yield document.problem(path, "file-name", message, advice)
                taken.setdefault(name, f"“{recipe.id}”")


def of_recipes(
    document: Document, info: UnitFile, questions: Mapping[str, None]
) -> Iterator[Problem]:
    """Report a recipe that names a question or a kind that does not exist, or asks too much."""
    told = count()
    for number, recipe in enumerate(info.recipes):
        if recipe.output == "deck" and recipe.outputs:
            yield document.problem(
                ("recipes", number, "outputs"),
                "outputs-of-deck",
                "only a sheet has further outputs, and this recipe makes a deck",
                "remove “output: deck”, or write “outputs” in the recipe of a sheet",
            )
        for key, names, known in (
            ("questions", recipe.questions, questions),
            ("kinds", recipe.kinds, kinds.KINDS),
        ):
            for place, name in enumerate(names or ()):
                if name not in known:
                    what = key.removesuffix("s")
                    yield document.problem(
                        ("recipes", number, key, place),
                        f"unknown-{what}",
                        f"there is no {what} “{name}”",
                        did_you_mean(name, known) if next(told) < SHOWN else "",
                    )


def of_full_texts(
    document: Document, info: UnitFile, sources: Iterable[SourceEntry]
) -> Iterator[Problem]:
    """Report a recipe that prints the full text of sources that do not bring theirs."""
    lacking = [source.label for source in sources if source.text is None]
    for number, recipe in enumerate(info.recipes):
        if recipe.sources == "full" and lacking:
            yield document.problem(
                ("recipes", number, "sources"),
                "no-text",
                f"the full text of {' and '.join(lacking)} is not part of the unit",
                "write “sources: cards”, which retells the sources; or, where its rights allow to "
                "print all of it, put the text into the unit (“text”) and say so (“rights”)",
            )


def unique(ids: Iterable[str], document: Document, path: Path, what: str) -> Iterator[Problem]:
    """Report the second of two entries with the same id in a list."""
    seen: set[str] = set()
    for number, name in enumerate(ids):
        if name in seen:
            yield duplicate(name, what, document, (*path, number, "id"))
        seen.add(name)


def duplicate(name: str, what: str, document: Document, path: Path, first: str = "") -> Problem:
    """Make the problem of an id that is used twice; ``first`` is the place of the first use."""
    message = f"the id “{name}” names a {what} already" + (f" ({first})" if first else "")
    advice = "give one of the two another id; an id that was published must stay"
    return document.problem(path, "duplicate-id", message, advice)
