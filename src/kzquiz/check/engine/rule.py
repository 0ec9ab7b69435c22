"""The framework of the checks: what a rule is, and the register of all rules.

A rule is one small generator function named after the offence it finds::

    @rule("IW01", "error", QuestionView)
    def none_of_the_above(question: QuestionView) -> Iterator[Finding]:
        '''An option says “none of the above”.

        Why it matters, with the reference.

        Bad:
            question: {id: choice-left, key: none of these}

        Good:
            question: {id: choice-left, key: about 200}
        '''

Its code is permanent, its name is the function's, its scope is the view it takes. Modules
of `kzquiz.check.rules` need no list: they are found (see `all_rules`).

The examples are YAML. Top-level keys: ``question``, ``claim``, ``difference``, ``source`` (one
entry) or their plurals (a list), and ``unit`` (keys of unit.yaml). An entry with the id of one in
the example unit is laid over it key by key; any other is added. ``alone: true`` takes away the
questions that the example does not give, ``times: 8`` gives every question of the example eight
times (ids end in -1 to -8). A test lays each into the example unit: Bad must fire, Good must not.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Final, Literal, TypeVar

from msgspec import Struct

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.subjects import (
    CardView,
    ClaimView,
    DifferenceView,
    QuestionView,
    QuizView,
    UnitView,
)
from kzquiz.problems import Severity

__all__ = ["Finding", "Rule", "all_rules", "by_name", "explain", "rule"]

View = TypeVar("View", QuestionView, ClaimView, DifferenceView, UnitView, QuizView, CardView)
Path = tuple[str | int, ...]
REMOVED: Final = "removed"

GROUPS = ("EV", "IW", "LW", "RD", "FC", "ST", "SE", "RB", "SC")
"""Groups of codes in the order in which rules are listed: evidence, item writing, wording,
reading, flashcards, the set as a whole, sensitivity, rubrics, schema and records."""

_CODE = expression(r"([A-Z]{2})(\d\d)([a-z]?)")
_EXAMPLE = expression(r"^(Bad|Good):$\n((?:^(?: +.*|)\n?)+)", re.MULTILINE)


class Finding(Struct, frozen=True):
    """What a rule found.

    ``message`` says what is wrong, ``help`` what to do. ``at`` is the path below the entry the rule
    looked at (``("distractors", 1, "text")``), the whole entry where it is empty. ``entry`` names
    another entry to point at, as in `kzquiz.load.Unit.places`: ``question/ID``, ``claim/ID``,
    ``difference/ID``, ``source/ID`` or ``unit``. ``severity`` replaces the rule's own.

    Where what to do is certain, ``becomes`` is the whole number to write at ``at``, or ``REMOVED``
    for a key that is to be taken out: ``kzquiz check --fix`` does it.
    """

    message: str
    help: str = ""
    at: Path = ()
    entry: str = ""
    severity: Severity | None = None
    becomes: int | Literal["removed"] | None = None


class Rule(Struct, frozen=True):
    """A registered rule. ``run`` takes one view of the class ``view``.

    Findings are of the rule's ``severity``, or of another up to ``worst``.
    """

    code: str
    name: str
    severity: Severity
    worst: Severity
    view: type
    run: Callable[[Any], Iterable[Finding]]

    @property
    def scope(self) -> str:
        """What the rule looks at: question, claim, difference, unit, quiz or card."""
        return self.view.__name__.removesuffix("View").lower()

    @property
    def summary(self) -> str:
        """The offence in a sentence."""
        return self.doc.split("\n", 1)[0]

    @property
    def doc(self) -> str:
        """The docstring, without indentation."""
        first, _, rest = (self.run.__doc__ or "").partition("\n")
        return f"{first}\n{textwrap.dedent(rest)}".strip()

    @property
    def examples(self) -> Mapping[str, tuple[str, ...]]:
        """The YAML examples: ``{"Bad": (…), "Good": (…)}``."""
        found: dict[str, tuple[str, ...]] = {"Bad": (), "Good": ()}
        for match in _EXAMPLE.finditer(self.doc + "\n"):
            found[match[1]] += (textwrap.dedent(match[2]).strip("\n") + "\n",)
        return found


_REGISTER: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    view: type[View],
    *,
    worst: Severity | None = None,
) -> Callable[[Callable[[View], Iterator[Finding]]], Callable[[View], Iterator[Finding]]]:
    """Register a rule under a permanent code; ``view`` is what it looks at.

    ``worst`` is given where a finding may be worse than ``severity``: a rule that may find an error
    runs in every build.
    """

    def register(run: Callable[[View], Iterator[Finding]]) -> Callable[[View], Iterator[Finding]]:
        name = run.__name__.replace("_", "-")
        match = _CODE.fullmatch(code)
        if match is None or match[1] not in GROUPS or code in _REGISTER:
            message = f"{code} is no code, or is used twice"
            raise ValueError(message)
        _REGISTER[code] = Rule(code, name, severity, worst or severity, view, run)
        return run

    return register


@cache
def all_rules() -> tuple[Rule, ...]:
    """All rules, by group and number. Imports every module of `kzquiz.check.rules` on first use."""
    package = import_module("kzquiz.check.rules")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return tuple(sorted(_REGISTER.values(), key=lambda rule: _order(rule.code)))


def by_name(name: str) -> Rule | None:
    """The rule with this code (any case) or name; None where there is none."""
    wanted = name.casefold()
    return next((r for r in all_rules() if wanted in (r.code.casefold(), r.name)), None)


def explain(name: str) -> str:
    """What a rule finds, why it matters, a bad and a good example; as plain text.

    Raises KeyError for a name that is no rule.
    """
    found = by_name(name)
    if found is None:
        raise KeyError(name)
    doc = found.doc.replace("``", "`")
    return f"{found.code} {found.name} ({found.severity}, checks each {found.scope})\n\n{doc}"


def _order(code: str) -> tuple[int, str]:
    match = _CODE.fullmatch(code)
    assert match is not None  # noqa: S101 (registered codes match)
    return GROUPS.index(match[1]), match[2] + match[3]
