"""Words and addresses that are longer than any line stay in their boxes, on screen and in print."""

from __future__ import annotations

import re

import chevron
import pytest
from browsing import open_details
from example_unit import ROOT
from msgspec import Struct
from msgspec.structs import replace

from kzquiz.generators import generator
from kzquiz.generators.anki import notes, notetypes
from kzquiz.model import Choice, Gap, Options, Text
from kzquiz.quiz.compose import compose

pytestmark = pytest.mark.slow

ADDRESS = "https://news.example.org/2022/01/07/" + "a-very-long-headline-" * 6 + "end?x=1"
WORD = "Donaudampfschifffahrtsgesellschaft" * 5
# The innermost elements whose contents go beyond them or beyond the page.
OUTSIDE = """width => [...document.body.querySelectorAll("*")]
  .filter((one) => one.getClientRects().length && !one.closest("svg"))
  .filter((one) => one.getBoundingClientRect().right > width + 1
    || (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline"
      && !/TABLE|TBODY|THEAD|TR|INPUT|SELECT|FORM|MAIN/.test(one.tagName)))
  .filter((one, _, all) => !all.some((other) => other !== one && one.contains(other)))
  .map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)"""


def lengthened(value):
    """A copy in which every text of several words has an address and a word that fit no line."""
    if isinstance(value, str):
        return f"{value} {ADDRESS} {WORD}" if " " in value else value
    if isinstance(value, tuple):
        return tuple(map(lengthened, value))
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return replace(value, **{name: lengthened(each) for name, each in fields.items()})
    return value


@pytest.fixture(scope="module")
def quiz(example):
    whole = compose(example)
    return replace(lengthened(whole), licence=whole.licence, language=whole.language)


@pytest.mark.parametrize("output", ["worksheet", "answers", "cutouts", "quiz"])
@pytest.mark.parametrize(("media", "width"), [("screen", 320), ("print", 718)])
def test_no_word_leaves_its_box_on_a_page(visits, tmp_path, quiz, output, media, width):
    (artifact,) = generator(output)(quiz, Options((ROOT / "templates",)))
    path = tmp_path / artifact.path
    path.write_bytes(artifact.data)
    page = visits.open(path, width=width)
    page.emulate_media(media=media)
    open_details(page)
    assert page.evaluate(OUTSIDE, width) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_word_leaves_its_box_on_a_card(chromium, quiz):
    page = chromium.new_page(viewport={"width": 320, "height": 740})
    styles = notetypes.card_styles((ROOT / "templates",), "en")
    shown = [item for item in quiz.items if isinstance(item.shape, (Choice, Gap, Text))]
    for item in (
        item for item in shown if not (isinstance(item.shape, Text) and item.shape.rubric)
    ):
        note = notes.note(quiz, item)
        style = styles[note.type]
        fields = dict(zip(notetypes.NOTE_TYPES[note.type].fields, note.fields, strict=True))
        for side in (style.front, style.back):
            html = chevron.render(re.sub(r"{{(?:cloze:)?(\w+)}}", r"{{{\1}}}", side), fields)
            page.set_content(f"<style>{style.css}</style><body class=card>{html}")
            open_details(page)
            assert page.evaluate(OUTSIDE, 320) == [], item.id
    page.close()
