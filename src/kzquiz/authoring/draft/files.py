"""``kzquiz draft``: the files of a draft.

A draft lies with the working copies of the articles, in ``articles/UNIT/draft``, because it has
their sentences. `accepting` takes what a person has looked at into the unit, without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from kzquiz import write
from kzquiz.authoring import unit_texts
from kzquiz.authoring.draft import entries, lineup
from kzquiz.authoring.draft.claims import ArticleText, Draft, draft
from kzquiz.authoring.draft.claims import Drafted as Claim
from kzquiz.authoring.draft.context import context
from kzquiz.authoring.draft.glance import glance
from kzquiz.authoring.intake import decisions, take
from kzquiz.authoring.known_ids import Entry, ScaffoldError, listed
from kzquiz.authoring.unit_files import UnitFiles, read_unit_files
from kzquiz.evidence.article_file import read_file

FOLDER = "draft"
CLAIMS, SPEAKERS, DIFFERENCES, CONTEXT, QUESTIONS, FIGURES, WORDS = (
    "claims.yaml", "speakers.yaml", "differences.yaml", "context.yaml", "questions.yaml",
    "figures.txt", "words.txt",
)  # fmt: skip
_HEADS = {
    CLAIMS: """\
# The claims of “{unit}” as drafted, each below its sentence. This file stays on this computer.
# Write “says” in your own words where TODO stands, for the claims that you want, and mend what is
# wrong beside it. “# guess” marks what was guessed. Leave or delete the others. Then
# “{accept}” takes the claims without TODO into the unit.
""",
    SPEAKERS: """\
# Who speaks in the articles of “{unit}”, as drafted. Mend names, roles and sides here. The speakers
# of the claims that you accept go into unit.yaml with them.
""",
    DIFFERENCES: """\
# Statements of “{unit}” that may differ. Nothing here says that they conflict: check who says it,
# where, and when. Write kind and why where TODO stands, and “{accept}” takes
# the difference into the unit. Delete what is none.
""",
    CONTEXT: """\
# What unit.yaml of “{unit}” may need: its timeline, agreements, loaded_terms and glossary. Write
# what you want where TODO stands, and “{accept}” takes it into the unit, once its
# claims are there. Leave or delete the others.
""",
}


class DraftFiles(Struct, frozen=True):
    """What `draft_unit` made: the draft, and the files with their bytes."""

    draft: Draft
    files: Mapping[Path, bytes]


def draft_unit(
    folder: Path, working: Path, waiting: Callable[[], None] = lambda: None
) -> DraftFiles:
    """Draft the claims of a unit from the texts of its sources, into its working copies.

    Statements that claims of the unit quote are left out. Raises `ScaffoldError` for a unit whose
    texts are not at hand, or whose draft was changed by hand; OSError.
    """
    target = working / folder.name / FOLDER
    with write.edit(folder.parent, working, waiting=waiting) as project:
        unit = read_unit_files(folder)
        made = draft([text_of(unit, source, working) for _, source in unit.entries("sources.yaml")])
        made = _without_known(unit, made)
        files = _files(unit, made, target)
        write.refuse_others(project, files)
        write.replace(project, {**files, working / ".gitignore": unit_texts.IGNORE.encode()})
    return DraftFiles(made, files)


def text_of(unit: UnitFiles, source: Entry, working: Path) -> ArticleText:
    """The article of a source: the blocks that the author decided on, or its text."""
    name = str(source["id"])
    copies = working / unit.folder.name
    own = source.get("text")
    paths = [copies / f"{name}-blocks.txt", copies / f"{name}.txt", working / f"{name}.txt"]
    if isinstance(own, str):
        paths.insert(0, unit.folder / own)
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        advice = f"put it there, or run “kzquiz source replace {unit.folder.name} {name} FILE”"
        message = f"the text of source “{name}” is not at hand as {paths[-2].as_posix()}; {advice}"
        raise ScaffoldError(message)
    taken = take(read_file(path))
    if not path.name.endswith("-blocks.txt"):  # every paragraph of a working copy has its number
        taken = taken.decided(decisions(range(1, len(taken.blocks) + 1), (), taken))
    return ArticleText(name, taken.blocks, str(source.get("language") or ""))


def _without_known(unit: UnitFiles, made: Draft) -> Draft:
    """The draft without the statements that a claim of the unit quotes, or has the id of."""
    known = [
        (str(claim.get("source")), claim.get("paragraph"), str(claim["quote"]))
        for _, claim in unit.entries("claims.yaml")
        if claim.get("quote")
    ]
    taken = {str(one["id"]) for _, one in unit.entries("claims.yaml")}
    names = entries.ids(made.claims)
    claims = tuple(
        one
        for one, name in zip(made.claims, names, strict=True)
        if name not in taken
        and not any(
            (one.source, one.paragraph) == (source, paragraph) and quote in one.text
            for source, paragraph, quote in known
        )
    )
    return Draft(claims, made.speakers, made.notes, made.translated)


def _files(unit: UnitFiles, made: Draft, target: Path) -> dict[Path, bytes]:
    """The files of a draft."""
    taken = {str(one["id"]) for _, one in unit.entries("claims.yaml")}
    names = entries.ids(made.claims, taken)
    known = {str(one["id"]) for one in listed(unit.document("unit.yaml").get(("speakers",)))}
    new = [one for one in made.speakers if one.id not in known]
    texts = {
        CLAIMS: map(entries.entry, made.claims, names, _caveats(made.claims, names)),
        SPEAKERS: map(entries.speaker, new),
        DIFFERENCES: lineup.differences(made.claims, names),
        CONTEXT: context(made, names),
    }
    accept = f"kzquiz draft {unit.folder.name} --accept"
    found = {
        target / name: "\n".join((_head(name, unit.folder.name, accept), *listed)).encode()
        for name, listed in texts.items()
    }
    found[target / FIGURES] = lineup.table(made.claims, names).encode()
    found[target / WORDS] = glance(made, names).encode()
    return found


def _caveats(claims: Sequence[Claim], names: Sequence[str]) -> Iterator[str]:
    """For each claim the id of the next one, if that says that it could not be confirmed."""
    for one, after, name in zip(claims, (*claims[1:], None), (*names[1:], ""), strict=True):
        near = after is not None and (
            after.source == one.source and after.paragraph - one.paragraph <= 1
        )
        yield name if near and after and after.caveat and not one.caveat else ""


def _head(name: str, unit: str, accept: str) -> str:
    return _HEADS[name].format(unit=unit, accept=accept)
