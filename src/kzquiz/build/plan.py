"""The plan of a build: which units and outputs, how they are printed, and the jobs of each unit."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

# Imported where it is used: a build with nothing to do needs none of it.
if TYPE_CHECKING:
    from kzquiz.load import Recipe, Unit
    from kzquiz.model import Paper, PaperSize, Quiz, Reading
    from kzquiz.outputs import Output

_LETTERS = "ABCDEFGHIJ"  # --versions takes at most 10


class Plan(Struct, frozen=True):
    """What to build of each unit, and how to print it.

    ``recipes`` and ``outputs`` limit a build to those named; empty means all. ``also`` names
    further outputs of those that are made on request only. ``versions`` is the number of versions
    of each sheet (0: one without a letter), ``large_print`` the least size of letters in points (0:
    ordinary print). ``sources`` is what sheets print to read from (None: as each recipe says).
    """

    recipes: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    versions: int = 0
    paper: PaperSize = "a4"
    large_print: int = 0
    sources: Reading | None = None

    @property
    def whole(self) -> bool:
        """Whether everything is built, not only some recipes or outputs."""
        return not (self.recipes or self.outputs)

    @property
    def print_options(self) -> Paper:
        """How sheets are printed."""
        from kzquiz.model import Paper  # noqa: PLC0415 (see above)

        return Paper(self.paper, self.large_print)


ALL = Plan()

_LATEST = 2**32 - 1  # in the year 2106; later times are milliseconds or another slip
_SHOWN = 20  # characters of a wrong value in a message
_EPOCH = re.compile(r"[0-9]{1,10}")


def build_time() -> int:
    """The time of a build in seconds since 1970: the clock's, or that of SOURCE_DATE_EPOCH.

    Raises ValueError, with a message for the author, where that is no such time. Format:
    https://reproducible-builds.org/specs/source-date-epoch/.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return int(time.time())
    if not _EPOCH.fullmatch(given) or int(given) > _LATEST:
        shown = given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
        message = (
            f"SOURCE_DATE_EPOCH is “{shown}”: it must be a whole number of seconds since 1970, of"
            " digits only, such as 1700000000"
        )
        raise ValueError(message)
    return int(given)


class Request(Struct, frozen=True):
    """What to build from which folders.

    ``units`` maps unit names to their folders below ``content``. ``output`` is the folder to write
    to. ``templates`` are searched in this order.
    """

    content: Path
    units: Mapping[str, Path]
    output: Path
    plan: Plan
    templates: tuple[Path, ...]


class Job(Struct, frozen=True):
    """One output of one quiz."""

    output: str
    quiz: Quiz


def jobs(unit: Unit, plan: Plan = ALL) -> list[Job]:
    """List the jobs of a unit, in the order of the outputs."""
    from kzquiz.outputs import OUTPUTS  # noqa: PLC0415 (see above)
    from kzquiz.quiz.compose import compose, recipes  # noqa: PLC0415

    letters = _LETTERS[: plan.versions] or ("",)
    found = [
        Job(output.name, compose(unit, _as_asked(recipe, plan), letter))
        for recipe in recipes(unit)
        if not plan.recipes or recipe.id in plan.recipes
        for output in OUTPUTS.values()
        if _is_asked_for(plan, output, recipe) and _is_made_for(output, recipe)
        for letter in (letters if output.versioned else ("",))
    ]
    places = list(OUTPUTS)
    return sorted(found, key=lambda job: places.index(job.output))


def _as_asked(recipe: Recipe, plan: Plan) -> Recipe:
    return replace(recipe, sources=plan.sources) if plan.sources else recipe


def _is_asked_for(plan: Plan, output: Output, recipe: Recipe) -> bool:
    if output.on_request:
        by_recipe = () if plan.outputs else recipe.outputs
        return output.name in (*plan.outputs, *plan.also, *by_recipe)
    return not plan.outputs or output.name in plan.outputs


def _is_made_for(output: Output, recipe: Recipe) -> bool:
    if output.made_for == "deck" or recipe.output == "deck":
        return output.made_for == recipe.output
    return output.made_for == "sheet" or recipe.id == "full"
