"""``kzquiz draft --questions``: proposed questions, each checked, as a file of the draft."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kzquiz import write
from kzquiz.authoring import unit_texts
from kzquiz.authoring.draft.asked import Proposal, asked_by
from kzquiz.authoring.draft.entries import TODO
from kzquiz.authoring.draft.files import FOLDER, QUESTIONS
from kzquiz.authoring.draft.material import Material
from kzquiz.authoring.draft.part import Part
from kzquiz.authoring.draft.questions import proposals
from kzquiz.authoring.known_ids import ScaffoldError, survey
from kzquiz.check import check
from kzquiz.evidence.verifier import read_articles
from kzquiz.load import Unit, load
from kzquiz.model import LEVELS

_TRIED = "questions/draft.yaml"
_WORD = "another word"
_HEAD = """\
# Questions on “{unit}” that follow from its claims. Read each with its key. Write a level where
# TODO stands ({levels}) for those that you want, and
# “kzquiz draft {unit} --accept” takes them into the unit. Delete the others.
"""


def propose(
    folder: Path,
    working: Path,
    lock: Path,
    waiting: Callable[[], None] = lambda: None,
) -> tuple[Path, tuple[str, ...]]:
    """Write the questions that the claims of a unit allow to its draft; give the file and the ids.

    Those that the file has already stay, and none of them is proposed again. A proposal that the
    checks find fault with is left out. ``lock`` is the lock file of the deck. Raises
    `ScaffoldError` for a unit or a file that cannot be read; OSError.
    """
    target = working / folder.name / FOLDER / QUESTIONS
    with write.edit(folder.parent, working, waiting=waiting) as project:
        unit = _loaded(folder, ())
        copies = read_articles(working / folder.name, unit.facts.sources.values())
        texts = {**copies, **unit.texts}
        known, before = survey(folder, lock), Part.read(target, needed=False)
        there = frozenset(asked_by(unit, one) for one in before.entries.values())
        taken = known.taken | set(before.entries)
        made = _named(proposals(Material(unit, known, texts), there), taken)
        sound = _named(_sound(folder, made, texts), taken)
        head = _HEAD.format(unit=folder.name, levels=", ".join(LEVELS))
        text = "\n".join([before.text or head, *(entry(one, TODO) for one in sound)])
        ignored = unit_texts.IGNORE.encode()
        write.replace(project, {target: text.encode(), working / ".gitignore": ignored})
    return target, tuple(str(one["id"]) for one in sound)


def _named(made: Iterable[Proposal], known: frozenset[str]) -> list[Proposal]:
    """The proposals with ids that are free."""
    named: list[Proposal] = []
    taken = set(known)
    for one in made:
        number = 1
        while f"{one['kind']}-{number}" in taken:
            number += 1
        name = f"{one['kind']}-{number}"
        taken.add(name)
        named.append({**one, "id": name})
    return named


def _loaded(folder: Path, tried: Sequence[Proposal]) -> Unit:
    """The unit, with questions on trial. Raises `ScaffoldError` if it has errors."""
    # A rule says little of an entry that has a TODO, so a word stands in its place.
    whole = (
        {key: _WORD if value == TODO else value for key, value in one.items()} for one in tried
    )
    text = "\n".join(entry(one, LEVELS[0]) for one in whole)
    shown = folder.as_posix()
    unit, problems = load(folder, shown, {f"{shown}/{_TRIED}": (text or "[]").encode()})
    if unit is None:
        first = next(problem for problem in problems if problem.severity == "error")
        message = f"{first.file}:{first.line}: {first.message}; mend it first: {first.help}"
        raise ScaffoldError(message)
    return unit


def _sound(folder: Path, made: Sequence[Proposal], texts: Mapping[str, str]) -> list[Proposal]:
    """The proposals that load, and in which the checks find nothing."""
    kept: list[Proposal] = []
    for one in made:
        try:
            unit = _loaded(folder, [one])
        except ScaffoldError:
            continue
        tried = f"{folder.as_posix()}/{_TRIED}"
        if not any(problem.file == tried for problem in check(unit, texts)):
            kept.append(one)
    return kept


# --- as YAML ------------------------------------------------------------------------------------


def entry(one: Proposal, level: str) -> str:
    """A question as an entry of a question file."""
    rest = dict(one)
    lines = [
        f"- id: {rest.pop('id')}",
        f"  kind: {rest.pop('kind')}",
        f"  skill: {_inline(rest.pop('skill'))}",
        f"  level: {level}",
    ]
    for key, value in rest.items():
        lines += _lines(key, value, "  ")
    return "\n".join(lines) + "\n"


def _lines(key: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 (any value of YAML)
    if isinstance(value, dict):
        yield f"{indent}{key}:"
        for name, inner in value.items():
            yield from _lines(name, inner, f"{indent}  ")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{indent}{key}:"
        for group in value:
            inner = [line for name in group for line in _lines(name, group[name], "")]
            yield f"{indent}  - {inner[0]}"
            yield from (f"{indent}    {line}" for line in inner[1:])
    elif isinstance(value, str) and (" " in value or not value.isascii()):
        yield f"{indent}{key}: >-"
        yield f"{indent}  {value}"
    else:
        yield f"{indent}{key}: {_inline(value)}"


def _inline(value: Any) -> str:  # noqa: ANN401 (any value of YAML)
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    plain = str(value).replace("-", "").replace("_", "").replace(".", "")
    return (
        str(value) if plain.isalnum() and plain.isascii() else json.dumps(value, ensure_ascii=False)
    )
