"""Runs rules over a unit: each rule over every subject of the sort that it takes.

The entries of a large unit can be shared between two processes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from kzquiz.check.engine.printed import CardView, QuizView, cards, quizzes
from kzquiz.check.engine.prose import Entry, entries
from kzquiz.check.engine.rule import Finding, Rule
from kzquiz.check.engine.subjects import (
    ClaimView,
    DifferenceView,
    QuestionView,
    UnitView,
)
from kzquiz.parallel import run_in_two_processes
from kzquiz.progress import each

__all__ = ["run"]

_SUBJECTS: Mapping[type, Callable[[UnitView], Iterable[Any]]] = {
    QuestionView: attrgetter("questions"),
    ClaimView: attrgetter("claims"),
    DifferenceView: attrgetter("differences"),
    Entry: entries,
    QuizView: quizzes,
    CardView: cards,
    UnitView: lambda unit: (unit,),
}
"""The subjects of each sort that a unit has."""


_MANY = 500  # subjects: a question with its card and texts is three
_PARTS = 32
Work = tuple[Any, Sequence[Rule]]
"""A subject, and the rules to run on it."""


def run(
    rules: Iterable[Rule], unit: UnitView, *, shared: bool = False
) -> Iterator[tuple[Rule, str, Finding]]:
    """Run rules; give every finding with its rule and the name of its entry, in no fixed order.

    All rules run on one entry, then on the next, so that caches of its texts are still warm. The
    entries come in the author's order, in which they lie in memory. ``shared``: in two processes,
    if the unit is large enough to gain by it.
    """
    by_view: defaultdict[type, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_view[rule.view].append(rule)
    works = [
        (subject, group) for view, group in by_view.items() for subject in _SUBJECTS[view](unit)
    ]
    order: dict[str, int] = {}
    for subject, _ in works:
        order.setdefault(subject.entry, len(order))
    works.sort(key=lambda work: order[work[0].entry])
    if shared and len(works) >= _MANY:
        yield from _in_two_processes(works)
    else:
        yield from _found(each(works))


def _in_two_processes(works: Sequence[Work]) -> Iterator[tuple[Rule, str, Finding]]:
    """Run the rules on the unit as a whole in the second process, and share the other entries."""
    whole = [work for work in works if work[0].entry == UnitView.entry]
    others = [work for work in works if work[0].entry != UnitView.entry]
    size = len(others) // _PARTS + 1
    parts = [others[start : start + size] for start in range(0, len(others), size)]
    first, rest = run_in_two_processes(
        partial(_sent, whole), [partial(_sent, part) for part in parts]
    )
    by_code = {rule.code: rule for _, group in works for rule in group}
    for found in (first, *rest):
        for code, entry, finding in found():
            yield by_code[code], entry, finding


def _sent(works: Iterable[Work]) -> list[tuple[str, str, Finding]]:
    """The findings as they are sent between processes: with the code of the rule."""
    return [(rule.code, entry, finding) for rule, entry, finding in _found(works)]


def _found(works: Iterable[Work]) -> Iterator[tuple[Rule, str, Finding]]:
    for subject, group in works:
        for rule in group:
            for finding in rule.run(subject):
                yield rule, finding.entry or subject.entry, finding
