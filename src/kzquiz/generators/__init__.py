"""The outputs: one record each in `OUTPUTS`, and one module with ``render(quiz, options)``.

A generator knows items and shapes, never kinds; it neither shuffles nor writes a file. Whatever
else has to know of an output (the plan of a build, the landing page, the preview, ``--only``, the
lists) reads its record here.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from kzquiz.model import Generator, Options, Quiz


class Output(Struct, frozen=True, kw_only=True):
    """What a unit can be turned into.

    ``name`` is what ``--only`` takes, ``summary`` what ``kzquiz list outputs`` says of it,
    ``title`` what people are shown: on the landing page, with ``invitation`` behind it, and in the
    preview. ``module`` stands below `kzquiz.generators`.

    ``made_for``: the recipes that it is made for: every ``sheet``, the ``full`` sheet of all
    questions alone, or the ``deck``. What is ``printed`` has versions and large print; on the
    landing page it is for ``students`` or the ``teacher``. What is made ``on_request`` is left out
    unless it is named. ``previewed``: the preview shows it whole.

    ``file`` is its name for the sheet of all questions or, with ``{unit}``, for the deck, and
    ``ending`` stands behind the name of any other recipe; ``suffix`` ends both.
    """

    name: str
    summary: str
    title: str
    module: str
    file: str
    suffix: str
    ending: str = ""
    made_for: Literal["sheet", "full", "deck"] = "sheet"
    printed: bool = False
    audience: Literal["students", "teacher"] = "students"
    invitation: str = ""
    on_request: bool = False
    previewed: bool = False


_OUTPUTS = (
    Output(
        name="deck",
        summary="Anki deck (.apkg) with its lock file",
        title="Anki deck",
        invitation="to learn over weeks; open it with Anki",
        module="anki.deck",
        made_for="deck",
        file="{unit}",
        suffix=".apkg",
    ),
    Output(
        name="worksheet",
        summary="printable sheet for students",
        title="Worksheet",
        module="worksheet",
        file="worksheet",
        suffix=".html",
        printed=True,
        previewed=True,
    ),
    Output(
        name="answers",
        summary="answer key for teachers",
        title="Answer key",
        audience="teacher",
        module="answers",
        file="answers",
        ending="-answers",
        suffix=".html",
        printed=True,
        previewed=True,
    ),
    Output(
        name="cutouts",
        summary="cards to cut out and lay",
        title="Cards to cut out",
        module="cutouts",
        file="cutouts",
        ending="-cutouts",
        suffix=".html",
        printed=True,
    ),
    Output(
        name="pdf",
        summary="sheet, key and cards to cut out as PDF",
        title="PDF",
        module="pdf",
        file="",  # those of the pages that it prints
        suffix=".pdf",
        printed=True,
        on_request=True,
    ),
    Output(
        name="quiz",
        summary="quiz page that works offline",
        title="Quiz page",
        invitation="to practise on a phone or computer, also offline",
        module="quiz_page.render",
        made_for="full",
        file="quiz",
        ending="-quiz",
        suffix=".html",
        previewed=True,
    ),
)
OUTPUTS: Mapping[str, Output] = {output.name: output for output in _OUTPUTS}
PAGES = tuple(output for output in _OUTPUTS if output.printed and output.suffix == ".html")
"""What is printed as pages: a PDF has the same names."""


def generator(output: str) -> Generator:
    """The generator of an output. Its module, and what it needs, is imported on first use.

    Raises KeyError for a name that is no output.
    """
    module = import_module(f"kzquiz.generators.{OUTPUTS[output].module}")
    render: Generator = module.render
    return render


def file_name(output: str, quiz: Quiz, options: Options) -> str:
    """Name the file that an output makes of a quiz: ``lesson-b-18pt-answers.html``."""
    made = OUTPUTS[output]
    letter = f"-{quiz.variant.lower()}" if quiz.variant else ""
    large = f"-{options.paper.large_print}pt" if made.printed and options.paper.large_print else ""
    whole = made.made_for == "deck" or quiz.name == "full"
    name, end = (made.file.format(unit=quiz.unit), "") if whole else (quiz.name, made.ending)
    return f"{name}{letter}{large}{end}{made.suffix}"
