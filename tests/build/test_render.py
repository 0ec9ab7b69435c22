"""Rendering units in memory gives artifacts or an exception, and prints nothing."""

from __future__ import annotations

import pytest
from example_unit import ROOT
from msgspec.structs import replace

from kzquiz.build.plan import Plan, jobs
from kzquiz.build.render import BuildError, render
from kzquiz.generators.anki.lock import LockError
from kzquiz.load import Unit
from kzquiz.model import Options
from kzquiz.outputs import OUTPUTS
from kzquiz.problems import Problem

OPTIONS = Options((ROOT / "templates",), now=1_700_000_000)
WARNING = Problem("unit.yaml", 1, 1, "XX01", "this is doubtful", severity="warning")


def test_every_usual_output_is_planned_and_one_on_request_where_it_is_asked_for(
    example: Unit,
) -> None:
    asked = {name for name, output in OUTPUTS.items() if output.on_request}
    assert {job.output for job in jobs(example)} == OUTPUTS.keys() - asked
    assert {job.output for job in jobs(example, Plan(also=tuple(asked)))} == OUTPUTS.keys()
    for name in asked:
        assert {job.output for job in jobs(example, Plan(outputs=(name,)))} == {name}


def test_what_is_printed_is_made_in_versions_and_nothing_else(example: Unit) -> None:
    for job in jobs(example, Plan(versions=2)):
        assert (job.quiz.variant in {"A", "B"}) is OUTPUTS[job.output].versioned


def test_units_are_rendered_with_what_the_check_found(example: Unit) -> None:
    plan = Plan(outputs=("worksheet",))
    rendering = render({example: OPTIONS}, plan, lambda: [WARNING])
    assert rendering.problems == (WARNING,)
    ((made,),) = rendering.units.values()
    assert [artifact.path for artifact in made.artifacts] == ["worksheet.html"]


def test_an_error_in_the_content_stops_all(example: Unit) -> None:
    error = Problem("unit.yaml", 1, 1, "XX02", "this is wrong")
    with pytest.raises(BuildError) as raised:
        render({example: OPTIONS}, Plan(outputs=("worksheet",)), lambda: [WARNING, error])
    assert raised.value.problems == (WARNING, error)
    assert raised.value.reason is None


def test_a_refusal_names_its_unit_and_keeps_what_the_check_found(example: Unit) -> None:
    options = replace(OPTIONS, lock=b"no lock")
    with pytest.raises(BuildError) as raised:
        render({example: options}, Plan(outputs=("deck",)), lambda: [WARNING])
    assert isinstance(raised.value.reason, LockError)
    assert (raised.value.unit, raised.value.problems) == ("example", (WARNING,))
