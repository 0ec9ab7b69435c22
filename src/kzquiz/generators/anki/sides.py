"""A note and the look of its type become the two sides of its card, as Anki fills them.

What Anki does with a template: its manual, "Card templates", "Field replacements" and "Cloze
templates". A test holds every card to what the Anki backend itself renders.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kzquiz.generators.anki.notetypes import NOTE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kzquiz.generators.anki.notes import Note
    from kzquiz.generators.anki.notetypes import Look

_SECTION = re.compile(r"{{([#^])(\w+)}}((?:(?!{{[#^]).)*?){{/\2}}", re.DOTALL)
_FIELD = re.compile(r"{{(?:(\w+):)?(\w+)}}")
_CLOZE = re.compile(r"{{c1::(.*?)}}")
# Anki's own also carries the answer in an attribute of the front, which no template of ours reads.
_BLANK = '<span class="cloze" data-ordinal="1">[...]</span>'
_ANSWER = r'<span class="cloze" data-ordinal="1">\1</span>'


def sides(note: Note, look: Look) -> tuple[str, str]:
    """Give the HTML of front and back."""
    fields = dict(zip(NOTE_TYPES[note.type].fields, note.fields, strict=True))
    front = _filled(look.front, fields, _BLANK)
    back = _filled(look.back, {**fields, "FrontSide": front}, _ANSWER)
    return front, back


def _filled(template: str, fields: Mapping[str, str], cloze: str) -> str:
    """Fill a template: sections from the inside out, then fields, which are not read again."""

    def section(match: re.Match[str]) -> str:
        return match[3] if bool(fields.get(match[2])) is (match[1] == "#") else ""

    def field(match: re.Match[str]) -> str:
        text = fields.get(match[2], "")
        return _CLOZE.sub(cloze, text) if match[1] == "cloze" else text

    while template != (template := _SECTION.sub(section, template)):
        pass
    return _FIELD.sub(field, template)
