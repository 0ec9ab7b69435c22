"""Tables of the cases of a rule: defects and harmless variants at one place of the example unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from example_unit import ARTICLES, write_example_unit
from overlay import overlay

from kzquiz.check import check

CHOICE = {"question": {"id": "choice-left"}}
SHORT = {"question": {"id": "short-basis"}}
LEFT = "How many people had left on Monday night, said the fire service in Source A?"
TELLS = "What did the board say in Source A on Monday night?"


@dataclass(frozen=True)
class RuleCases:
    """The cases of a rule: a place in the example unit, values with a defect, values without.

    ``base`` changes the unit first. ``article`` says that the rule needs the article itself.
    """

    code: str
    entry: str  # “claim a1-left”
    path: str  # “quote”; empty: the values are several keys of the entry
    bad: list[Any]
    good: list[Any]
    base: dict[str, Any] = field(default_factory=dict)
    article: bool = False

    def cases(self) -> Iterator[Any]:
        for which, values in (("planted", self.bad), ("harmless", self.good)):
            for number, value in enumerate(values, 1):
                yield pytest.param(
                    self, value, which == "planted", id=f"{self.code}-{which}-{number}"
                )

    def example(self, value: Any) -> str:
        what, _, name = self.entry.partition(" ")
        example = deepcopy(self.base)
        entry = example.setdefault(what, {"id": name} if name else {})
        if not self.path:
            entry.update(value)
        else:
            entry[self.path] = value
        return yaml.dump(example, allow_unicode=True)

    def verify(self, value: Any, folder: Path, *, bad: bool) -> None:
        """Plant a value in ``folder``; the rule must report it if it is ``bad``, and only then."""
        unit = overlay(write_example_unit(folder), self.example(value))
        alone = check(unit, select=[self.code], hints=True)
        with_article = check(unit, ARTICLES, [self.code], hints=True)
        assert bool(with_article) == bad, with_article
        if bad:
            assert alone or self.article, "the fingerprint alone does not show it"
        else:
            # A phrase that is newer than the fingerprint may be reported as “not proved”.
            assert all("not proved" in problem.message for problem in alone), alone


def each_case(table: Iterable[RuleCases]) -> Callable[..., None]:
    """A test of every case of a table: a defect is found, and a harmless variant passes."""

    @pytest.mark.parametrize(
        ("cases", "value", "bad"), [case for cases in table for case in cases.cases()]
    )
    def test(cases: RuleCases, value: Any, bad: bool, tmp_path: Path) -> None:  # noqa: FBT001
        cases.verify(value, tmp_path, bad=bad)

    return test
