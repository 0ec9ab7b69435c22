"""Plants a defect, or a harmless variant, in the example unit, and runs a rule on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from kzquiz import kinds
from kzquiz.check import check
from kzquiz.load import Unit
from kzquiz.load.unit_groups import Label, LoadedTerm
from kzquiz.problems import Problem

Asked = Mapping[str, Any]
TWO = ("about 12", "more than 350")  # other options


@cache
def _examples() -> dict[str, dict[str, Any]]:
    """The example questions as an author writes them, by id."""
    files = (yaml.load(kinds.example(kind), Loader=yaml.CSafeLoader) for kind in kinds.KINDS)
    return {entry["id"]: entry for file in files for entry in file}


def asked(example: str, **changes: Any) -> dict[str, Any]:
    """An example question with some of its fields changed; those set to None are removed."""
    fields = _examples()[example] | changes
    return {name: value for name, value in fields.items() if value is not None}


def choice(key: str, *distractors: str, **changes: Any) -> dict[str, Any]:
    """The example question on the people who left, with other options."""
    wrong = [{"text": text, "role": "misread", "why": "It is not so."} for text in distractors]
    return asked("choice-left", key=key, distractors=wrong, **changes)


def times(count: int, *names: str, **changes: Any) -> Iterator[dict[str, Any]]:
    """Give ``count`` copies of each example question, with other ids."""
    for name in names:
        for number in range(count):
            yield asked(name, **changes) | {"id": f"{name}-{number}"}


def planted(unit: Unit, *questions: Asked, alone: bool = False, **info: Any) -> Unit:
    """The unit with questions added, or replaced by id, and with other parts of unit.yaml.

    With ``alone`` it has no other questions.
    """
    given = {fields["id"]: fields for fields in questions}
    models = [] if alone else [q for q in unit.questions if q.id not in given]
    models += [
        kinds.kind(fields["kind"]).model_validate(fields, context=unit.facts)
        for fields in given.values()
    ]
    return replace(
        unit,
        info=unit.info.model_copy(update=info),
        questions=tuple(models),
        items=tuple(model.lower(unit.facts) for model in models),
    )


def found(unit: Unit, code: str) -> list[Problem]:
    """The problems that one rule finds in a unit, with hints."""
    return [p for p in check(unit, select=[code], hints=True) if p.code == code]


def found_in_options(unit: Unit, code: str, options: tuple[Any, ...]) -> list[Problem]:
    """The problems that a rule finds in a choice with these options: key, distractors.

    A dict after them has other fields.
    """
    texts = [text for text in options if isinstance(text, str)]
    more = next((part for part in options if isinstance(part, dict)), {})
    return found(planted(unit, choice(*texts, **more), alone=True), code)


def found_in_stem(unit: Unit, code: str, stem: str) -> list[Problem]:
    """The problems that a rule finds in a choice with this stem."""
    return found(planted(unit, choice("about 200", *TWO, stem=stem), alone=True), code)


def cases(table: Mapping[str, tuple[Iterable[Any], Iterable[Any]]]) -> list[Any]:
    """The rows of a table of rules: code, case, and whether the rule must report it."""
    made = []
    for code, (bad, good) in table.items():
        for speaks, rows in ((True, list(bad)), (False, list(good))):
            assert len(rows) >= 5, f"{code}: at least five cases each way"
            for number, row in enumerate(rows, 1):
                name = f"{code}-{'planted' if speaks else 'harmless'}-{number}"
                made.append(pytest.param(code, row, speaks, id=name))
    return made


def with_words(unit: Unit) -> dict[str, Any]:
    """More loaded terms and labels than the example unit has."""
    terms = ("angry mob", "rioters", "eliminated", "restore order", "Harbour’s version of a riot")
    return {
        "loaded_terms": [
            *unit.info.loaded_terms,
            *(LoadedTerm(term=term, owner="newsroom-a", claim="a2-crowd") for term in terms),
        ],
        "labels": [
            Label(
                group="people in front of the town hall",
                label="residents",
                instead_of=["mob", "rioters", "foreign soldiers", "demonstrators"],
            )
        ],
    }
