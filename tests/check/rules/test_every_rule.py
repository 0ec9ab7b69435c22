"""Every rule is documented and its examples are true; the runner places, suppresses and selects."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from runpy import run_path
from types import CodeType, FunctionType

import pytest
from example_unit import ARTICLES, write_example_unit
from overlay import overlay

from kzquiz.check import Rule, all_rules, check, errors, explain
from kzquiz.check.engine.phrases import Phrases
from kzquiz.check.rules.set import balance
from kzquiz.load import Unit

pytestmark = pytest.mark.slow

SEVERITIES = ("hint", "warning", "error")
EXAMPLES = [
    pytest.param(rule, which, example, id=f"{rule.code}-{which}-{number}")
    for rule in all_rules()
    for which, examples in rule.examples.items()
    for number, example in enumerate(examples, 1)
]


@pytest.mark.parametrize(("rule", "which", "example"), EXAMPLES)
def test_the_bad_example_fires_and_the_good_one_does_not(
    rule: Rule, which: str, example: str, tmp_path: Path
) -> None:
    unit = overlay(write_example_unit(tmp_path), example)
    found = check(unit, select=[rule.code], hints=True)
    found += check(unit, ARTICLES, select=[rule.code], hints=True)
    assert bool(found) == (which == "Bad"), found
    assert all(problem.code == rule.code for problem in found)
    assert all(problem.help for problem in found), "it says what would make it go away"
    worst = SEVERITIES.index(rule.worst)
    assert all(SEVERITIES.index(problem.severity) <= worst for problem in found), found


def test_a_build_stops_at_what_is_an_error_only_at_times(tmp_path: Path) -> None:
    """No question cites Source B: an error of a rule whose other findings are warnings."""
    example = "{times: 10, alone: true, question: {id: choice-request}}"
    unit = overlay(write_example_unit(tmp_path), example)
    assert "ST05" in {problem.code for problem in errors(unit)}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_says_what_it_finds_and_shows_it(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.examples["Bad"]
    assert rule.examples["Good"]
    assert explain(rule.name) == explain(rule.code)
    before = rule.doc.split("\nBad:", 1)[0].strip()
    assert len(before) > len(rule.summary) + 20, "it says why it matters"


def lists_of_words(function: FunctionType, seen: set[FunctionType]) -> Iterator[str]:
    """The names of the lists of phrases that a rule reads, in the functions that it calls, too."""
    seen.add(function)
    for name in names_in(function.__code__):
        value = (
            inspect.unwrap(found) if callable(found := function.__globals__.get(name)) else found
        )
        if isinstance(value, Phrases):
            yield name
        elif isinstance(value, FunctionType) and value not in seen and is_own(value):
            yield from lists_of_words(value, seen)


def is_own(function: FunctionType) -> bool:
    return function.__module__.startswith("kzquiz.check.")


def names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):  # an expression in brackets, or a function in it
            yield from names_in(part)


def test_a_rule_that_looks_for_words_says_in_which_languages_it_knows_them() -> None:
    lists = {rule.code: list(lists_of_words(rule.run, set())) for rule in all_rules()}
    assert lists["IW03"] == ["_NEGATIVE"]
    assert {
        rule.code: lists[rule.code]
        for rule in all_rules()
        if not (rule.reads or rule.lists) and lists[rule.code]
    } == {}


def test_codes_and_names_are_unique() -> None:
    for names in ([rule.code for rule in all_rules()], [rule.name for rule in all_rules()]):
        assert [name for name, times in Counter(names).items() if times > 1] == []


def test_the_example_unit_is_clean(example: Unit) -> None:
    """It has a question or two of each kind, so that the rules on balance do not apply."""
    on_balance = {rule.code for rule in all_rules() if rule.run.__module__ == balance.__name__}
    for problems in (check(example), check(example, ARTICLES)):
        assert [problem for problem in problems if problem.code not in on_balance] == []


_PLANTED = re.compile(r"([A-Z]{2}\d\d[a-z]?)-(planted|harmless)-")


def planted_and_harmless() -> Counter[tuple[str, str]]:
    """How many cases each rule has, by the ids of the parametrized tests on rules."""
    found = Counter[tuple[str, str]]()
    for path in sorted(Path(__file__).parent.rglob("test_*.py")):
        if path == Path(__file__):
            continue
        for test in run_path(str(path)).values():
            for mark in getattr(test, "pytestmark", ()):
                names = [getattr(case, "id", None) or "" for case in (mark.args or [(), ()])[1]]
                found.update(match.groups() for name in names if (match := _PLANTED.match(name)))
    return found


def test_every_rule_has_five_planted_defects_and_five_harmless_variants() -> None:
    counted = planted_and_harmless()
    few = {
        f"{rule.code} {which}": counted[rule.code, which]
        for rule in all_rules()
        for which in ("planted", "harmless")
        if counted[rule.code, which] < 5
    }
    assert few == {}
