"""Which rules look at which parts of a unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    pieces = [piece for view, rules in groups.items() for piece in _pieces(view, rules, unit)]
    for looked_at, concerned in each(pieces):
        for rule in concerned.by(looked_at):
            for finding in rule.run(looked_at):
                yield rule, finding.entry or looked_at.entry, finding


def _pieces(view: type, rules: Sequence[Rule], unit: UnitView) -> Iterator[tuple[Any, _Concerned]]:
    """Everything of a unit that is looked at as ``view``, with the rules that may have to."""
    of_kind: dict[str, _Concerned] = {}
    views: Iterable[Any] = (unit,) if view is UnitView else getattr(unit, _VIEWS[view])
    for looked_at in views:
        kind = looked_at.kind if view is QuestionView else ""
        if kind not in of_kind:
            of_kind[kind] = _Concerned([r for r in rules if not r.kinds or kind in r.kinds])
        yield looked_at, of_kind[kind]


class _Concerned:
    """The rules for questions of one kind, of which most wait for a word; or those for a view."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._always: list[Rule] = []
        self._waiting: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for word in rule.words:
                self._waiting[word].append(rule)
            if not rule.words:
                self._always.append(rule)
        self._words = frozenset(self._waiting)

    def by(self, looked_at: Any) -> Sequence[Rule]:  # noqa: ANN401 (a view of any class)
        """The rules that have to look at something."""
        if not self._words:
            return self._always
        met = (*self._words.intersection(looked_at.words), *looked_at.signs)
        called = {rule.code: rule for word in met for rule in self._waiting.get(word, ())}
        return [*self._always, *called.values()]
