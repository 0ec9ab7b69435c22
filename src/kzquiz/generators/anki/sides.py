"""Fills the templates of a card with the fields of its note, as Anki does, for the preview.

The rules are in Anki's manual, "Card templates", "Field replacements" and "Cloze templates". A test
compares every card with the one that the Anki backend renders.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kzquiz.generators.anki.notetypes import NOTE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kzquiz.generators.anki.notes import Note
    from kzquiz.generators.anki.notetypes import CardStyle

_SECTION = re.compile(r"{{([#^])(\w+)}}((?:(?!{{[#^]).)*?){{/\2}}", re.DOTALL)
_FIELD = re.compile(r"{{(?:(\w+):)?(\w+)}}")
_CLOZE = re.compile(r"{{c1::(.*?)}}")
# Anki also puts the answer into an attribute of the front. No template of kzquiz reads it.
_BLANK = '<span class="cloze" data-ordinal="1">[...]</span>'
_ANSWER = r'<span class="cloze" data-ordinal="1">\1</span>'


def sides(note: Note, style: CardStyle) -> tuple[str, str]:
    """Give the HTML of front and back."""
    fields = dict(zip(NOTE_TYPES[note.type].fields, note.fields, strict=True))
    front = _filled(style.front, fields, _BLANK)
    back = _filled(style.back, {**fields, "FrontSide": front}, _ANSWER)
    return front, back


def _filled(template: str, fields: Mapping[str, str], cloze: str) -> str:
    """Fill a template: sections from the inside out, then fields, whose texts stay as they are."""

    def section(match: re.Match[str]) -> str:
        return match[3] if bool(fields.get(match[2])) is (match[1] == "#") else ""

    def field(match: re.Match[str]) -> str:
        text = fields.get(match[2], "")
        return _CLOZE.sub(cloze, text) if match[1] == "cloze" else text

    while template != (template := _SECTION.sub(section, template)):
        pass
    return _FIELD.sub(field, template)
