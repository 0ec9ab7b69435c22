"""The checker: runs the rules over a unit and lists the problems they find.

`check` is what the commands call. A new rule needs no entry in a list: every module below
`kzquiz.check.rules` is imported on first use (how to write one: `kzquiz.check.engine.rule`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from kzquiz.check.engine.rule import REMOVED, Finding, Path, Rule, all_rules, by_name, explain
from kzquiz.check.engine.runner import run
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.rules.records.todo import unfinished
from kzquiz.load import Unit
from kzquiz.problems import Problem, Severity

__all__ = [
    "Finding",
    "Rule",
    "all_rules",
    "by_name",
    "check",
    "errors",
    "explain",
    "left_out",
    "selected",
]

_STALE = "SC06"
_UNFINISHED = "SC08"


def check(
    unit: Unit,
    articles: Mapping[str, str] | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    *,
    hints: bool = False,
    shared: bool = False,
) -> list[Problem]:
    """Run the rules over a unit; give the problems sorted by place.

    ``articles`` are the articles at hand: source id → text. With them, messages show the nearest
    passage. ``select`` and ``ignore`` take codes, names and groups (``EV``). If nothing is
    selected, every rule runs, but rules of severity hint only with ``hints``. A rule that looks for
    words runs in its own languages only (see `left_out`). ``shared``: in two processes, if the unit
    is large.

    Three kinds of finding are skipped:

    * those that the author suppressed (``lint_ok``); a suppression without effect is SC06;
    * those at a value that is still TODO, or in one group of keys with such a value;
    * those that are no error, in an entry that still holds a TODO (SC08), and on the unit as a
      whole while any entry does. A selected rule is reported all the same.
    """
    view = UnitView(unit, articles)
    chosen = {
        rule.code: rule
        for rule in selected(select, ignore)
        if hints or rule.severity != "hint" or _is_named(rule, select)
    }
    suppressions = _Suppressions(unit)
    todos = unfinished(unit)
    # Whether a suppression is stale only shows when its rule has run.
    suppressed = suppressions.rules() if _STALE in chosen and not ignore else {}
    language = unit.info.language
    running = {code: rule for code, rule in (suppressed | chosen).items() if rule.suits(language)}
    problems = []
    for rule, entry, finding in run(running.values(), view, shared=shared):
        severity = finding.severity or rule.severity
        # A suppression is in use even if the finding is a hint that is not shown.
        if suppressions.cover(entry, rule.code) or rule.code not in chosen:
            continue
        if rule.code != _UNFINISHED and _is_todo(finding.at, todos.get(entry, ())):
            continue
        # The unit as a whole is judged when all its entries are written.
        if todos and (entry in todos or entry == "unit") and _may_wait(rule, severity, select):
            continue
        if severity != "hint" or hints or _is_named(rule, select):
            problems.append(_problem(unit, rule.code, entry, finding, severity))
    if _STALE in chosen:
        for entry, finding in suppressions.stale(running):
            problems.append(_problem(unit, _STALE, entry, finding, "warning"))
    return sorted(set(problems))


def errors(unit: Unit) -> list[Problem]:
    """The errors in a unit, sorted by place: what stops a build."""
    strict = [rule.code for rule in all_rules() if rule.worst == "error"]
    return [problem for problem in check(unit, select=strict) if problem.severity == "error"]


def selected(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that ``select`` names (all if it is empty), less those that ``ignore`` names.

    Both take codes, names and groups (``EV``).
    """
    return tuple(
        rule
        for rule in all_rules()
        if (not select or _is_named(rule, select)) and not _is_named(rule, ignore)
    )


def left_out(language: str, rules: Collection[Rule]) -> tuple[Rule, ...]:
    """The rules among these that do not run on a unit in a language: they look for other words."""
    return tuple(rule for rule in rules if not rule.suits(language))


def _is_named(rule: Rule, words: Collection[str]) -> bool:
    """Whether one of the words is the rule's code, its name or the letters of its group."""
    return any(
        word.casefold() in (rule.code.casefold(), rule.name, rule.code[:2].casefold())
        for word in words
    )


def _may_wait(rule: Rule, severity: Severity, select: Collection[str]) -> bool:
    """Whether a finding can be reported later, when the author has written the entry."""
    return severity != "error" and rule.code != _UNFINISHED and not _is_named(rule, select)


def _is_todo(at: Path, todos: Collection[Path]) -> bool:
    """Whether a value is still TODO, or is in one group of keys with such a value."""
    return at in todos or any(len(at) > 1 and todo[:-1] == at[:-1] for todo in todos)


def _problem(unit: Unit, code: str, entry: str, finding: Finding, severity: Severity) -> Problem:
    """Give a finding its file and line; for an entry that is in no file, give its name instead."""
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


class _Suppressions:
    """The suppressions of a unit (``lint_ok``), and which of them were used."""

    def __init__(self, unit: Unit) -> None:
        self._reasons = unit.lint_ok
        self._used: defaultdict[str, set[str]] = defaultdict(set)

    def cover(self, entry: str, code: str) -> bool:
        """Whether findings of a rule in an entry are suppressed; if so, count it as used."""
        if code not in self._reasons.get(entry, ()):
            return False
        self._used[entry].add(code)
        return True

    def rules(self) -> dict[str, Rule]:
        """The rules that are suppressed anywhere, by code."""
        codes = {code for reasons in self._reasons.values() for code in reasons}
        return {rule.code: rule for rule in all_rules() if rule.code in codes}

    def stale(self, ran: Collection[str]) -> Iterator[tuple[str, Finding]]:
        """Suppressions that name no rule, or a rule that ran and found nothing in the entry."""
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
