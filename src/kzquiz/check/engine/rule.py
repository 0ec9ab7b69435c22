"""What a rule of the checker is, how to write one, and the register of all rules.

A rule is a generator function, named after the mistake it finds::

    @rule("IW01", "error", QuestionView)
    def none_of_the_above(question: QuestionView) -> Iterator[Finding]:
        '''An option says “none of the above”.

        Why it matters, with the reference.

        Bad:
            question: {id: choice-left, key: none of these}

        Good:
            question: {id: choice-left, key: about 200}
        '''

A rule that looks for words says in which languages it knows them, as ``reads=("en",)``, or which
lists of `kzquiz.languages.words` it needs, as ``lists=("days",)``. It does not run on a unit in
another language.

The code is permanent. The name of the function is the name of the rule. The rule runs once on each
subject of the class it takes. Modules of `kzquiz.check.rules` need no list (see `all_rules`).

The docstring is printed by ``kzquiz explain``. Its examples are YAML, and a test runs them: it puts
each into the example unit; then Bad must give a finding, and Good must not. Keys of an example:

* ``question``, ``claim``, ``difference``, ``source`` (one entry) or their plurals (a list). An
  entry with the id of an entry of the example unit replaces those of its keys that it has; any
  other entry is added.
* ``unit``: keys of unit.yaml.
* ``alone: true`` removes the questions that the example does not have.
* ``times: 8`` repeats every question of the example eight times (ids end in -1 to -8).
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

from kzquiz.check.engine.printed import CardView, QuizView
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.subjects import (
    ClaimView,
    DifferenceView,
    QuestionView,
    UnitView,
)
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK, base
from kzquiz.languages.words import knowing
from kzquiz.problems import Severity

__all__ = ["REFERENCES", "Finding", "Rule", "all_rules", "by_name", "explain", "rule"]

View = TypeVar("View", QuestionView, ClaimView, DifferenceView, Entry, UnitView, QuizView, CardView)
Path = tuple[str | int, ...]
REMOVED: Final = "removed"

GROUPS = ("EV", "IW", "LW", "RD", "FC", "ST", "SE", "RB", "SC")
"""The groups of rules, in the order of lists: evidence, item writing, wording, reading, flashcards,
the set of questions, sensitivity, rubrics, records. A code starts with its group."""

REFERENCES: Mapping[str, str] = {
    "H": "a guideline, by number, of Haladyna, Downing & Rodriguez (2002), A Review of"
    " Multiple-Choice Item-Writing Guidelines for Classroom Assessment",
    "NBME": "National Board of Medical Examiners, Item-Writing Guide",
    "SM": "a rule, by number, of Wozniak (1999), Twenty Rules of Formulating Knowledge",
    "Matuschak": "Matuschak (2020), How to Write Good Prompts",
    "MIST": "the Misinformation Susceptibility Test, Maertens and others (2023)",
    "STARC": "Structured Annotations for Reading Comprehension, Berzak and others (2020)",
}
"""The works that the docstrings of rules cite by a short name."""

_CODE = expression(r"([A-Z]{2})(\d\d)([a-z]?)")
_EXAMPLE = expression(r"^(Bad|Good):$\n((?:^(?: +.*|)\n?)+)", re.MULTILINE)


class Finding(Struct, frozen=True):
    """A mistake that a rule found.

    ``message`` says what is wrong, ``help`` what to do. ``at`` is the path of the mistake below its
    entry, such as ``("distractors", 1, "text")``; empty: the whole entry. ``entry`` is the entry's
    name, as in `kzquiz.load.Unit.places`: ``question/ID``, ``claim/ID``, ``difference/ID``,
    ``source/ID`` or ``unit``; empty: the entry that the rule ran on. ``severity`` replaces the
    rule's own.

    If the repair is certain, ``kzquiz check --fix`` does it: ``becomes`` is the whole number to
    write at ``at``, or ``REMOVED`` to delete the key.
    """

    message: str
    help: str = ""
    at: Path = ()
    entry: str = ""
    severity: Severity | None = None
    becomes: int | Literal["removed"] | None = None


class Rule(Struct, frozen=True):
    """A registered rule. ``run`` takes one subject of the class ``view`` and gives its findings.

    ``severity`` is that of a finding that has none of its own; ``worst`` the highest one possible.
    ``reads`` are the languages whose words it looks for, or ``lists`` the lists of words that a
    language must have; both are empty if it needs no words.
    """

    code: str
    name: str
    severity: Severity
    worst: Severity
    view: type
    run: Callable[[Any], Iterable[Finding]]
    reads: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose words it knows, by tag; empty if it needs no words."""
        return knowing(*self.lists) if self.lists else self.reads

    def suits(self, language: str) -> bool:
        """Whether it can judge texts in a language, given as its tag: ``en-GB`` is English."""
        name = base(language)
        if name == FALLBACK and self.lists:  # without a look at the files of words
            return True
        return not self.languages or name in self.languages

    @property
    def scope(self) -> str:
        """What the rule runs on: question, claim, difference, entry, unit, quiz or card."""
        return self.view.__name__.removesuffix("View").lower()

    @property
    def summary(self) -> str:
        """The first line of the docstring: the mistake, in one sentence."""
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
    reads: tuple[str, ...] = (),
    lists: tuple[str, ...] = (),
) -> Callable[[Callable[[View], Iterator[Finding]]], Callable[[View], Iterator[Finding]]]:
    """Decorate a function to register it as a rule under a permanent code.

    ``view`` is the class of its subject. ``worst`` is needed if a finding may be worse than
    ``severity``: every build runs the rules that may find an error. ``reads`` are the languages
    whose words it looks for, ``lists`` the lists that a language must have.

    Raises ValueError for a code that is malformed or taken.
    """

    def register(run: Callable[[View], Iterator[Finding]]) -> Callable[[View], Iterator[Finding]]:
        name = run.__name__.replace("_", "-")
        match = _CODE.fullmatch(code)
        if match is None or match[1] not in GROUPS or code in _REGISTER:
            message = f"{code} is no code, or is used twice"
            raise ValueError(message)
        _REGISTER[code] = Rule(code, name, severity, worst or severity, view, run, reads, lists)
        return run

    return register


@cache
def all_rules() -> tuple[Rule, ...]:
    """All rules, sorted by group and number. Imports all of `kzquiz.check.rules` on first use."""
    package = import_module("kzquiz.check.rules")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return tuple(sorted(_REGISTER.values(), key=lambda rule: _sort_key(rule.code)))


def by_name(name: str) -> Rule | None:
    """The rule with this code (in upper or lower case) or name; None if there is none."""
    wanted = name.casefold()
    return next((r for r in all_rules() if wanted in (r.code.casefold(), r.name)), None)


def explain(name: str) -> str:
    """A rule's heading, docstring and the works it cites, as plain text.

    Raises KeyError if no rule has the name.
    """
    found = by_name(name)
    if found is None:
        raise KeyError(name)
    doc = found.doc.replace("``", "`")
    text = f"{found.code} {found.name} ({found.severity}, checks each {found.scope})\n\n{doc}"
    if found.languages:
        text += f"\n\nIt looks for words, and runs on units in: {', '.join(found.languages)}."
    cited = [f"{key}: {REFERENCES[key]}." for key in REFERENCES if re.search(rf"\b{key}\b", doc)]
    return "\n".join((text, "", *cited)) if cited else text


def _sort_key(code: str) -> tuple[int, str]:
    match = _CODE.fullmatch(code)
    assert match is not None  # noqa: S101 (registered codes match)
    return GROUPS.index(match[1]), match[2] + match[3]
