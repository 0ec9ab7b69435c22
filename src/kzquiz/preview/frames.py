"""What the page shows in frames: the outputs of a build, whole or cut down to one question.

Nothing here renders anything of its own. A question on paper is the sheet of a recipe of that one
question, with everything else hidden; a card is the note and the template of the deck, filled.
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
from kzquiz.generators import OUTPUTS
from kzquiz.generators.anki import SHOWS, notes, notetypes
from kzquiz.generators.anki.sides import sides
from kzquiz.generators.html.csp import without_policy
from kzquiz.load import Recipe
from kzquiz.model import Options
from kzquiz.quiz.compose import FULL, compose
from kzquiz.quiz.fallback import simplify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kzquiz.load import Unit
    from kzquiz.model import Item

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Whatever neither is the question, nor is in it, nor has it inside.
_ONLY = (
    "body :not(:has(#{0}), #{0}, #{0} *) {{ display: none }}"
    "body :has(#{0}), #{0} {{ margin-block: 0; padding-block: 0; border-block: 0 }}"
    "body {{ padding-block: 1rem }}"
)


SHOWN = {output.name: output for output in OUTPUTS.values() if output.previewed}
"""The outputs of a build that are shown whole."""


class NotThereError(LookupError):
    """There is no such frame, or no longer."""


class Frame(Struct, frozen=True):
    """A document to be framed, and the hashes of the only scripts that may run in it."""

    html: str
    scripts: tuple[str, ...] = ()


def paper(unit: Unit, output: str, question: str) -> Frame:
    """One question on the sheet, or with ``answers`` on the key."""
    if question not in {item.id for item in unit.items}:
        raise NotThereError(question)
    quiz = compose(unit, Recipe("preview", unit.info.title, questions=(question,)))
    html = _rendered(Job(output, quiz))
    return _measured(f"{html}<style>{_ONLY.format(f'q-{question}')}</style>")


def whole(unit: Unit, output: str, recipe: str) -> Frame:
    """An output of a recipe, all of it."""
    job = next((job for job in jobs(unit) if (job.output, job.quiz.name) == (output, recipe)), None)
    if job is None:
        raise NotThereError(recipe)
    html = _rendered(job)
    if SHOWN[output].printed:
        return _measured(html)
    # It is as high as a screen.
    return Frame(html, tuple(map(_hash, _SCRIPT.findall(html))))


def pieces(unit: Unit, question: str) -> Mapping[str, Item]:
    """What cards a question makes: the item of each by its part, one of the empty part for most."""
    found = (item for item in compose(unit, FULL).items if item.id == question)
    return {piece.part: piece for item in found for piece in simplify(item, SHOWS)[0]}


def card(unit: Unit, question: str, part: str, *, back: bool, night: bool) -> Frame:
    """One side of a card, in the page that Anki puts it into."""
    shown = pieces(unit, question).get(part)
    if shown is None:
        raise NotThereError(part)
    quiz = compose(unit, FULL)
    note = notes.note(quiz, shown)
    styles = notetypes.card_styles(places.templates())
    style = styles[note.type]
    side = sides(note, style)[back]
    light = " nightMode night_mode" if night else ""
    html = (
        f'<!doctype html><html lang="{quiz.language}" class="{light}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{question}</title><style>{style.css}</style><body class="card card1{light}">{side}'
    )
    # Those of all cards, so that a question may change its form and be shown in the same frame.
    sides_of_all = "".join(each.front + each.back for each in styles.values())
    return _measured(html, *dict.fromkeys(_SCRIPT.findall(sides_of_all)))


def _rendered(job: Job) -> str:
    page = next(artifact.data for artifact in render_job(job, Options(places.templates())))
    return without_policy(page.decode())  # the server sends a policy of its own


def _measured(html: str, *scripts: str) -> Frame:
    """Add the script that tells the page how high the frame has to be."""
    measure = asset("frame.js")
    return Frame(f"{html}<script>{measure}</script>", tuple(map(_hash, (measure, *scripts))))


def asset(name: str) -> str:
    """A file of the page itself."""
    return (places.bundled("templates") / "preview" / name).read_text("utf-8")


def _hash(script: str) -> str:
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
