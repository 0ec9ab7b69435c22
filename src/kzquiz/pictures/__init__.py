"""Draws pictures as inline SVG: a chart of figures by source, a timeline, a QR code.

No picture depends on colour: strokes are ``currentColor``, which fits light and dark pages and can
be photocopied. The same data give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable

from kzquiz.languages import Language
from kzquiz.model import Evidence
from kzquiz.pictures.code import qr_code
from kzquiz.pictures.drawing import WIDTH
from kzquiz.pictures.figures import FigureRow, chart
from kzquiz.pictures.timeline import timeline

__all__ = ["WIDTH", "FigureRow", "chart", "figures", "qr_code", "timeline"]


def figures(group: Iterable[Evidence], name: str, words: Language, width: int = WIDTH) -> str:
    """Draw the figures of claims to compare, with a panel for each category (see `chart`)."""
    panels: dict[str, list[FigureRow]] = {}
    for claim in group:
        if claim.figure is not None:
            category = claim.figure.category
            row = FigureRow.of(claim, claim.figure, words)
            panels.setdefault(category[:1].upper() + category[1:], []).append(row)
    return chart(panels, name, words, width)
