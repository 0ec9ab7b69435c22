"""Runs rules over a unit: each rule over every subject of the sort that it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kzquiz.check.engine.rule import Finding, Rule
from kzquiz.check.engine.subjects import (
    CardView,
    ClaimView,
    DifferenceView,
    QuestionView,
    QuizView,
    UnitView,
)
from kzquiz.progress import each

__all__ = ["run"]

_ATTRIBUTES: Mapping[type, str] = {
    QuestionView: "questions",
    ClaimView: "claims",
    DifferenceView: "differences",
    QuizView: "quizzes",
    CardView: "cards",
}
"""Where `UnitView` has the subjects of each sort."""


def run(rules: Iterable[Rule], unit: UnitView) -> Iterator[tuple[Rule, str, Finding]]:
    """Run rules; give every finding with its rule and the name of its entry.

    All rules run on one subject, then on the next: so that caches of one subject are still warm.
    """
    by_view: defaultdict[type, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_view[rule.view].append(rule)
    subjects = [
        (subject, group) for view, group in by_view.items() for subject in _subjects(view, unit)
    ]
    for subject, group in each(subjects):
        for rule in group:
            for finding in rule.run(subject):
                yield rule, finding.entry or subject.entry, finding


def _subjects(view: type, unit: UnitView) -> Iterable[Any]:
    """Everything of a unit that is seen as ``view``."""
    return (unit,) if view is UnitView else getattr(unit, _ATTRIBUTES[view])
