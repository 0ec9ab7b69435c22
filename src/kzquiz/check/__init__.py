"""The checks: rules on evidence, wording, balance and fairness, and what they found.

`check` runs them over a unit. A rule module needs no entry in any list: every module below
`kzquiz.check.rules` is imported once (`kzquiz.check.engine.rule` says how a rule is written).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from kzquiz.check.engine.rule import REMOVED, Finding, Path, Rule, all_rules, by_name, explain
from kzquiz.check.engine.runner import found
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.rules.records.todo import unfinished
from kzquiz.load import Unit
from kzquiz.problems import Problem, Severity

__all__ = ["Finding", "Rule", "all_rules", "by_name", "check", "errors", "explain", "selected"]

_STALE = "SC06"
_UNFINISHED = "SC08"


def check(
    unit: Unit,
    articles: Mapping[str, str] | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    *,
    hints: bool = False,
) -> list[Problem]:
    """Run the rules over a unit; give the problems sorted by place.

    ``articles`` are the texts at hand by source id: messages then show the nearest passage.
    ``select`` and ``ignore`` take codes, names and groups (``EV``); with nothing selected
    every rule runs, those of severity hint only with ``hints``. Findings that the author silenced
    (``lint_ok``) are left out; a silence that silences nothing is SC06. About an entry that is not
    written yet (SC08) nothing is said but what stops a build and what was selected, and nothing at
    all of a value that is TODO or is chosen for one.
    """
    view = UnitView(unit, articles)
    chosen = {
        rule.code: rule
        for rule in selected(select, ignore)
        if hints or rule.severity != "hint" or _names(rule, select)
    }
    silences = _Silences(unit)
    early = unfinished(unit)
    # Whether a silence is stale only shows when the rule it silences has run.
    also = silences.rules() if _STALE in chosen and not ignore else {}
    problems = []
    for rule, entry, finding in found((also | chosen).values(), view):
        severity = finding.severity or rule.severity
        # A silence answers its rule even where only a hint is left of the finding.
        if silences.take(entry, rule.code) or rule.code not in chosen:
            continue
        if rule.code != _UNFINISHED and _unwritten(finding.at, early.get(entry, ())):
            continue
        # The unit as a whole is not to be judged before all of it is there.
        if early and (entry in early or entry == "unit") and _may_wait(rule, severity, select):
            continue
        if severity != "hint" or hints or _names(rule, select):
            problems.append(_problem(unit, rule.code, entry, finding, severity))
    if _STALE in chosen:
        for entry, finding in silences.stale(also | chosen):
            problems.append(_problem(unit, _STALE, entry, finding, "warning"))
    return sorted(set(problems))


def errors(unit: Unit) -> list[Problem]:
    """What the rules find that a build must not print, sorted by place."""
    strict = [rule.code for rule in all_rules() if rule.worst == "error"]
    return [problem for problem in check(unit, select=strict) if problem.severity == "error"]


def selected(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that codes, names and groups of codes (``EV``) choose, less those ignored."""
    return tuple(
        rule
        for rule in all_rules()
        if (not select or _names(rule, select)) and not _names(rule, ignore)
    )


def _names(rule: Rule, words: Collection[str]) -> bool:
    """Tell whether words name a rule: by its code, its name, or the letters of its group."""
    return any(
        word.casefold() in (rule.code.casefold(), rule.name, rule.code[:2].casefold())
        for word in words
    )


def _may_wait(rule: Rule, severity: Severity, select: Collection[str]) -> bool:
    return severity != "error" and rule.code != _UNFINISHED and not _names(rule, select)


def _unwritten(at: Path, todos: Collection[Path]) -> bool:
    """Tell whether what is judged is still TODO, or stands in a group with something that is."""
    return at in todos or any(len(at) > 1 and todo[:-1] == at[:-1] for todo in todos)


def _problem(unit: Unit, code: str, entry: str, finding: Finding, severity: Severity) -> Problem:
    """Put a finding at its line; an entry that stands in no file is named instead."""
    if entry in unit.places:
        document, path = unit.places[entry]
        path = (*path, *finding.at)
        fix = None
        if finding.becomes == REMOVED:
            fix = document.removal_fix(path)
        elif finding.becomes is not None:
            fix = document.number_fix(path, finding.becomes)
        words = (code, finding.message, finding.help)
        return replace(document.problem(path, *words, severity=severity), fix=fix)
    shown = entry.replace("/", " ")
    return Problem(shown, 0, 0, code, finding.message, finding.help, severity)


class _Silences:
    """What authors silenced, and which of it silenced something."""

    def __init__(self, unit: Unit) -> None:
        self._reasons = unit.lint_ok
        self._used: defaultdict[str, set[str]] = defaultdict(set)

    def take(self, entry: str, code: str) -> bool:
        if code not in self._reasons.get(entry, ()):
            return False
        self._used[entry].add(code)
        return True

    def rules(self) -> dict[str, Rule]:
        """The rules that something is silenced of."""
        codes = {code for reasons in self._reasons.values() for code in reasons}
        return {rule.code: rule for rule in all_rules() if rule.code in codes}

    def stale(self, ran: Collection[str]) -> Iterator[tuple[str, Finding]]:
        """Silences that had nothing to silence, of the rules that ran or that do not exist."""
        known = {rule.code for rule in all_rules()}
        for entry, reasons in self._reasons.items():
            for code in reasons:
                at = ("lint_ok", code)
                if code not in known:
                    advice = "write the code of a rule, such as EV01; “kzquiz list rules” has all"
                    yield entry, Finding(f"there is no rule “{code}” to silence", advice, at)
                elif code in ran and code not in self._used[entry]:
                    message = f"{code} finds nothing here any more, and is silenced"
                    yield entry, Finding(message, "take the line out of “lint_ok”", at)
