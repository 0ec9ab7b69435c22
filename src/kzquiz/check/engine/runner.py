"""Runs rules over a unit: each rule over every subject of the sort that it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
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


def run(rules: Iterable[Rule], unit: UnitView) -> Iterator[tuple[Rule, str, Finding]]:
    """Run rules; give every finding with its rule and the name of its entry.

    All rules run on one entry, then on the next, so that caches of its texts are still warm.
    """
    by_view: defaultdict[type, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_view[rule.view].append(rule)
    subjects = [
        (subject, group) for view, group in by_view.items() for subject in _SUBJECTS[view](unit)
    ]
    subjects.sort(key=lambda pair: pair[0].entry)
    for subject, group in each(subjects):
        for rule in group:
            for finding in rule.run(subject):
                yield rule, finding.entry or subject.entry, finding
