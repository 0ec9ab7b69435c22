"""A unit as the preview shows it: the last version that could be read, and its problems."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from kzquiz import places
from kzquiz.build.plan import Job, jobs
from kzquiz.check import check
from kzquiz.evidence.verifier import read_articles
from kzquiz.generators.anki import SHOWS
from kzquiz.generators.html.numbering import number
from kzquiz.languages import FALLBACK, language
from kzquiz.load import Unit, load
from kzquiz.model import Item, Quiz
from kzquiz.preview.frames import SHOWN
from kzquiz.problems import Problem, excerpt_lines, place
from kzquiz.quiz.compose import compose
from kzquiz.quiz.fallback import simplify
from kzquiz.text import to_plain


class Snapshot(Struct, frozen=True):
    """A unit as it was last read.

    ``broken``: the files were changed since then, and cannot be read. ``slips`` are the problems of
    reading. ``findings`` are those that the rules found in ``checked``: the unit, or its version
    before while the rules run.
    """

    name: str
    unit: Unit | None = None
    slips: tuple[Problem, ...] = ()
    broken: bool = False
    findings: tuple[Problem, ...] = ()
    checked: Unit | None = None


def read(folder: Path, before: Snapshot | None) -> Snapshot:
    """Read a unit folder; keep the unit of the snapshot ``before`` if it cannot be read."""
    unit, problems = load(folder, folder.as_posix())
    last = before or Snapshot(folder.name)
    if unit is None:
        return replace(last, slips=tuple(problems), broken=True)
    return replace(last, unit=unit, slips=tuple(problems), broken=False)


def waits_for_rules(seen: Snapshot) -> bool:
    """Tell whether the rules have not been run on the unit yet."""
    return seen.checked is not seen.unit and not seen.broken


def run_rules(seen: Snapshot, articles: Path | None) -> Snapshot:
    """Run the rules on the unit of a snapshot. This takes longer than reading."""
    unit = seen.unit
    if unit is None or not waits_for_rules(seen):
        return seen
    texts = read_articles(places.articles(articles, unit.id), unit.facts.sources.values())
    return replace(seen, findings=tuple(check(unit, texts)), checked=unit)


# --- as data for the page -----------------------------------------------------------------------


def as_data(seen: Snapshot, version: int) -> dict[str, Any]:
    """Give a snapshot as JSON for the page: problems, questions, sheets.

    ``version`` counts changes of templates. A stamp is a hash of it and of the content: the page
    draws again what has another stamp than before.
    """
    if seen.unit is None:
        slips = [_problem(problem) for problem in seen.slips]
        return {"unit": seen.name, "broken": True, "problems": slips, "questions": [], "sheets": []}
    planned = jobs(seen.unit)
    problems = seen.slips if seen.broken else (*seen.slips, *seen.findings)
    at = {} if seen.broken else _by_question(seen)
    placed = {id(problem) for problems in at.values() for problem in problems}
    english = language(FALLBACK)
    return {
        "unit": seen.name,
        "title": seen.unit.info.title,
        "broken": seen.broken,
        "checking": waits_for_rules(seen),
        "templates": version,
        "problems": [_problem(one) for one in problems if id(one) not in placed],
        "questions": _questions(seen.unit, planned, at, version),
        "outputs": {
            name: {"title": output.title_in(english), "printed": output.printed}
            for name, output in SHOWN.items()
        },
        "sheets": [
            {
                "id": job.quiz.name,
                "title": job.quiz.heading,
                "output": job.output,
                "stamp": _stamp(job.quiz, version),
            }
            for job in planned
            if job.output in SHOWN
        ],
    }


def _questions(
    unit: Unit,
    planned: Iterable[Job],
    problems: Mapping[str, list[Problem]],
    version: int,
) -> list[dict[str, Any]]:
    appears = _appearances(planned)
    labels = {source.id: source.label for source in unit.facts.sources.values()}
    found = []
    for item in in_order(unit):
        pieces, skipped = simplify(item, SHOWS)
        found.append(
            {
                "id": item.id,
                "kind": item.kind,
                "skills": [unit.facts.say(f"skill.{skill}") for skill in item.skills],
                "level": item.level,
                "sources": [labels[source] for source in item.sources],
                "stem": to_plain(item.stem),
                "place": _place(unit, item.id),
                "marks": item.marks,
                "sheets": appears[item.id],
                "cards": [piece.part for piece in pieces],
                "left_out": [note.message for note in skipped],
                "problems": [_problem(problem) for problem in problems.get(item.id, ())],
                "stamp": _stamp(item, version),
            }
        )
    return found


def in_order(unit: Unit) -> tuple[Item, ...]:
    """Give the items of a unit, shuffled as on its sheets, in the order of the author's files."""
    items = {item.id: item for item in compose(unit).items}
    return tuple(items[item.id] for item in unit.items)


def _appearances(planned: Iterable[Job]) -> defaultdict[str, list[str]]:
    """Map question ids to the places where they are printed: “Lesson 3”, “deck”."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for job in planned:
        for part in number(job.quiz) if job.output in {"worksheet", "deck"} else ():
            for entry in part.entries:
                where = "deck" if job.output == "deck" else f"{job.quiz.heading} {entry.number}"
                found[entry.item.id].append(where)
    return found


def _by_question(seen: Snapshot) -> defaultdict[str, list[Problem]]:
    """Map question ids to the problems on their lines, in the version that was checked."""
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for unit, problems in ((seen.unit, seen.slips), (seen.checked, seen.findings)):
        if unit is None:
            continue
        starts: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for question in unit.questions if problems else ():
            document, path = unit.places[f"question/{question.id}"]
            starts[document.shown].append((document.place(path).line, question.id))
        for problem in problems:
            here = starts.get(problem.file, [])
            at = bisect_right(here, problem.line, key=lambda start: start[0])
            if at:
                found[here[at - 1][1]].append(problem)
    return found


def _place(unit: Unit, question: str) -> str:
    document, path = unit.places[f"question/{question}"]
    return f"{document.shown}:{document.place(path).line}"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
        "place": place(problem),
        "excerpt": "\n".join(excerpt_lines(problem)),
    }


def _stamp(seen: Item | Quiz, version: int) -> str:
    return sha256(b"%d " % version + encode(seen)).hexdigest()[:12]
