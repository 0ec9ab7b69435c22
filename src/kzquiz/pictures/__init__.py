"""Pictures for people who would rather look than read: the figures by source, and the timeline.

Nothing hangs on colour: every stroke is ``currentColor``, so that a picture follows light and dark
and survives a photocopier. The same data give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable

from kzquiz.model import Evidence
from kzquiz.pictures.code import qr_code
from kzquiz.pictures.drawing import WIDTH
from kzquiz.pictures.figures import FigureRow, chart
from kzquiz.pictures.timeline import timeline

__all__ = ["WIDTH", "FigureRow", "chart", "figures", "qr_code", "timeline"]


def figures(group: Iterable[Evidence], name: str, width: int = WIDTH) -> str:
    """Draw the figures of claims that are to be compared, in panels by what they count."""
    panels: dict[str, list[FigureRow]] = {}
    for claim in group:
        if claim.figure is not None:
            category = claim.figure.category
            row = FigureRow.of(claim, claim.figure)
            panels.setdefault(category[:1].upper() + category[1:], []).append(row)
    return chart(panels, name, width)
