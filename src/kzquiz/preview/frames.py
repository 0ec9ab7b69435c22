"""The frames of the page: an output of a build, a single question of a sheet, or a card.

Everything is rendered as a build does it. A single question is the sheet of a recipe with this
question alone, and the rest of the page is hidden. A card is the deck's template with a note's
fields.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from kzquiz import places
from kzquiz.build.plan import Job, jobs
from kzquiz.build.render import render_job
from kzquiz.generators.anki import SHOWS, notes, notetypes
from kzquiz.generators.anki.sides import sides
from kzquiz.generators.html.csp import without_policy
from kzquiz.load import Recipe
from kzquiz.model import Options
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.compose import FULL, compose
from kzquiz.quiz.fallback import simplify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kzquiz.load import Unit
    from kzquiz.model import Item

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Hides every element that is not the question, in it, or around it.
_ONLY = (
    "body :not(:has(#{0}), #{0}, #{0} *) {{ display: none }}"
    "body :has(#{0}), #{0} {{ margin-block: 0; padding-block: 0; border-block: 0 }}"
    "body {{ padding-block: 1rem }}"
)

SHOWN = {output.name: output for output in OUTPUTS.values() if output.previewed}
"""The outputs that the preview shows as a whole, by name."""


class NotThereError(LookupError):
    """There is no such frame, or it is gone."""


class Frame(Struct, frozen=True):
    """An HTML document, and the hashes of the scripts that may run in it."""

    html: str
    scripts: tuple[str, ...] = ()


def paper(unit: Unit, output: str, question: str) -> Frame:
    """Render one question of an output: of the ``worksheet``, or of the key with ``answers``.

    Raises `NotThereError`.
    """
    if question not in {item.id for item in unit.items}:
        raise NotThereError(question)
    quiz = compose(unit, Recipe("preview", unit.info.title, questions=(question,)))
    html = _rendered(Job(output, quiz))
    return _measured(f"{html}<style>{_ONLY.format(f'q-{question}')}</style>")


def whole(unit: Unit, output: str, recipe: str) -> Frame:
    """Render an output of a recipe. Raises `NotThereError`."""
    job = next((job for job in jobs(unit) if (job.output, job.quiz.name) == (output, recipe)), None)
    if job is None:
        raise NotThereError(recipe)
    html = _rendered(job)
    if SHOWN[output].printed:
        return _measured(html)
    # The quiz page fits its height to the screen.
    return Frame(html, tuple(map(_hash, _SCRIPT.findall(html))))


def pieces(unit: Unit, question: str) -> Mapping[str, Item]:
    """Give the items that become cards of a question, by part. Most questions have one, part ""."""
    found = (item for item in compose(unit, FULL).items if item.id == question)
    return {piece.part: piece for item in found for piece in simplify(item, SHOWS)[0]}


def card(unit: Unit, question: str, part: str, *, back: bool, night: bool) -> Frame:
    """Render one side of a card, in a page like that of Anki. Raises `NotThereError`."""
    shown = pieces(unit, question).get(part)
    if shown is None:
        raise NotThereError(part)
    quiz = compose(unit, FULL)
    note = notes.note(quiz, shown)
    styles = notetypes.card_styles(places.templates(), quiz.language)
    style = styles[note.type]
    side = sides(note, style)[back]
    light = " nightMode night_mode" if night else ""
    html = (
        f'<!doctype html><html lang="{quiz.language}" class="{light}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{question}</title><style>{style.css}</style><body class="card card1{light}">{side}'
    )
    # The scripts of all note types, so that a frame can go on to show a card of another type.
    sides_of_all = "".join(each.front + each.back for each in styles.values())
    return _measured(html, *dict.fromkeys(_SCRIPT.findall(sides_of_all)))


def _rendered(job: Job) -> str:
    page = next(artifact.data for artifact in render_job(job, Options(places.templates())))
    return without_policy(page.decode())  # the server sends a policy of its own


def _measured(html: str, *scripts: str) -> Frame:
    """Add the script that reports the height of the document to the page around the frame."""
    measure = asset("frame.js")
    return Frame(f"{html}<script>{measure}</script>", tuple(map(_hash, (measure, *scripts))))


def asset(name: str) -> str:
    """Read a file of ``templates/preview/``."""
    return (places.bundled("templates") / "preview" / name).read_text("utf-8")


def _hash(script: str) -> str:
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
