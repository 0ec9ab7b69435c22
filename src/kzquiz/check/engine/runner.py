"""Which rules look at which parts of a unit."""

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

__all__ = ["found"]

_VIEWS: Mapping[type, str] = {
    QuestionView: "questions",
    ClaimView: "claims",
    DifferenceView: "differences",
    QuizView: "quizzes",
    CardView: "cards",
}


def found(chosen: Iterable[Rule], unit: UnitView) -> Iterator[tuple[Rule, str, Finding]]:
    """Every finding with its rule and entry.

    All rules look at one question, then at the next: what one of them worked out about it is still
    at hand for the others.
    """
    groups: defaultdict[type, list[Rule]] = defaultdict(list)
    for rule in chosen:
        groups[rule.view].append(rule)
    pieces = [
        (looked_at, rules) for view, rules in groups.items() for looked_at in _all(view, unit)
    ]
    for looked_at, concerned in each(pieces):
        for rule in concerned:
            for finding in rule.run(looked_at):
                yield rule, finding.entry or looked_at.entry, finding


def _all(view: type, unit: UnitView) -> Iterable[Any]:
    """Everything of a unit that is looked at as ``view``."""
    return (unit,) if view is UnitView else getattr(unit, _VIEWS[view])
