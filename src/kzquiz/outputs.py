"""What can be made of a unit: a record for each output, in `OUTPUTS`.

The plan of a build, the landing page, the preview, recipes, ``--only`` and ``kzquiz list`` read the
records. What an output prints is made in `kzquiz.generators`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from kzquiz.languages import Language
    from kzquiz.model import Options, Quiz


class Output(Struct, frozen=True, kw_only=True):
    """An output: what it is called, which recipes it is made for, how its files are named.

    ``name`` is used by ``--only``, ``summary`` by ``kzquiz list outputs``. ``title`` is
    printed where a language has no title of its own for the output. ``module`` is its module in
    `kzquiz.generators`.

    ``made_for`` names the recipes: every ``sheet``, only the ``full`` sheet of all questions, or
    the ``deck``. A ``printed`` output has large print and, for a sheet, versions; the landing page
    lists it for its ``audience``, or as a file for a ``platform``. An output ``on_request`` is made
    only if it is named, by ``--only`` or in a recipe. A ``previewed`` one is shown as a whole by
    the preview.

    ``file`` names the file of the full sheet or, with ``{unit}``, of the deck. For any other recipe
    the name is the recipe's with ``ending``. Both end in ``suffix``.
    """

    name: str
    summary: str
    title: str = ""
    module: str
    file: str
    suffix: str
    ending: str = ""
    made_for: Literal["sheet", "full", "deck"] = "sheet"
    printed: bool = False
    audience: Literal["students", "teacher", "platform"] = "students"
    on_request: bool = False
    previewed: bool = False

    def title_in(self, words: Language) -> str:
        """What the landing page and the preview call it: the text ``output.NAME``."""
        return words.get(f"output.{self.name}", self.title or self.summary)

    def invitation_in(self, words: Language) -> str:
        """What the landing page prints after the title: the text ``invitation.NAME``, if any."""
        return words.get(f"invitation.{self.name}", "")

    @property
    def versioned(self) -> bool:
        """Whether each version of a sheet has its own."""
        return self.printed and self.made_for == "sheet"


_OUTPUTS = (
    Output(
        name="deck",
        summary="Anki deck (.apkg) with its lock file",
        module="anki.deck",
        made_for="deck",
        file="{unit}",
        suffix=".apkg",
    ),
    Output(
        name="worksheet",
        summary="printable sheet for students",
        module="worksheet",
        file="worksheet",
        suffix=".html",
        printed=True,
        previewed=True,
    ),
    Output(
        name="answers",
        summary="answer key for teachers",
        audience="teacher",
        module="answers",
        file="answers",
        ending="-answers",
        suffix=".html",
        printed=True,
        previewed=True,
    ),
    Output(
        name="teacher",
        summary="what a teacher needs for the whole unit",
        audience="teacher",
        module="teacher",
        made_for="full",
        file="teacher",
        suffix=".html",
        printed=True,
        previewed=True,
    ),
    Output(
        name="cutouts",
        summary="cards to cut out and lay",
        module="cutouts",
        file="cutouts",
        ending="-cutouts",
        suffix=".html",
        printed=True,
    ),
    Output(
        name="pdf",
        summary="sheet, key and cards to cut out as PDF",
        module="pdf",
        file="",  # named like the pages that it prints
        suffix=".pdf",
        printed=True,
        on_request=True,
    ),
    Output(
        name="word",
        summary="sheet, key and cards to cut out as Word documents to edit",
        module="word.render",
        file="",  # named like the pages that it is made of
        suffix=".docx",
        printed=True,
        on_request=True,
    ),
    Output(
        name="quiz",
        summary="quiz page that works offline",
        module="quiz_page.render",
        made_for="full",
        file="quiz",
        ending="-quiz",
        suffix=".html",
        previewed=True,
    ),
    Output(
        name="moodle",
        summary="questions for Moodle (Moodle XML)",
        audience="platform",
        module="platforms.moodle",
        file="moodle",
        ending="-moodle",
        suffix=".xml",
        on_request=True,
    ),
    Output(
        name="gift",
        summary="questions as text in GIFT, for Moodle and others",
        title="GIFT",
        audience="platform",
        module="platforms.gift",
        file="gift",
        ending="-gift",
        suffix=".txt",
        on_request=True,
    ),
    Output(
        name="canvas",
        summary="quiz for Canvas (QTI 1.2)",
        title="Canvas",
        audience="platform",
        module="platforms.canvas",
        file="canvas",
        ending="-canvas",
        suffix=".zip",
        on_request=True,
    ),
    Output(
        name="qti",
        summary="package of QTI 2.1, for testing systems",
        title="QTI 2.1",
        audience="platform",
        module="platforms.qti",
        file="qti",
        ending="-qti",
        suffix=".zip",
        on_request=True,
    ),
    Output(
        name="quizlet",
        summary="cards for Quizlet (lines with tabs)",
        title="Quizlet",
        audience="platform",
        module="platforms.quizlet",
        file="quizlet",
        ending="-quizlet",
        suffix=".tsv",
        on_request=True,
    ),
    Output(
        name="blooket",
        summary="questions for Blooket (CSV)",
        title="Blooket",
        audience="platform",
        module="platforms.blooket",
        file="blooket",
        ending="-blooket",
        suffix=".csv",
        on_request=True,
    ),
    Output(
        name="gimkit",
        summary="questions for Gimkit (CSV)",
        title="Gimkit",
        audience="platform",
        module="platforms.gimkit",
        file="gimkit",
        ending="-gimkit",
        suffix=".csv",
        on_request=True,
    ),
    Output(
        name="kahoot",
        summary="questions for Kahoot (spreadsheet)",
        title="Kahoot",
        audience="platform",
        module="platforms.kahoot",
        file="kahoot",
        ending="-kahoot",
        suffix=".xlsx",
        on_request=True,
    ),
    Output(
        name="wayground",
        summary="questions for Wayground, once Quizizz (spreadsheet)",
        title="Wayground",
        audience="platform",
        module="platforms.wayground",
        file="wayground",
        ending="-wayground",
        suffix=".xlsx",
        on_request=True,
    ),
    Output(
        name="forms",
        summary="a script that makes a quiz in Google Forms",
        title="Google Forms",
        audience="platform",
        module="platforms.forms",
        file="forms",
        ending="-forms",
        suffix=".gs",
        on_request=True,
    ),
)
OUTPUTS: Mapping[str, Output] = {output.name: output for output in _OUTPUTS}
if TYPE_CHECKING:
    OnRequest = str
else:
    OnRequest = Literal[*(output.name for output in _OUTPUTS if output.on_request)]
"""The name of an output that a recipe may ask for."""
PAGES = tuple(output for output in _OUTPUTS if output.printed and output.suffix == ".html")
"""The pages to print. A PDF is made of each, with the same name."""


def file_name(output: str, quiz: Quiz, options: Options) -> str:
    """Name the file that an output makes of a quiz: ``lesson-b-18pt-answers.html``."""
    record = OUTPUTS[output]
    letter = f"-{quiz.variant.lower()}" if quiz.variant else ""
    large = (
        f"-{options.paper.large_print}pt" if record.printed and options.paper.large_print else ""
    )
    whole = record.made_for == "deck" or quiz.name == "full"
    name, end = (record.file.format(unit=quiz.unit), "") if whole else (quiz.name, record.ending)
    return f"{name}{letter}{large}{end}{record.suffix}"
