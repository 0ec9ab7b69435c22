"""The files of a unit folder become a `Unit`, or problems: all of them, none twice."""

from __future__ import annotations

from kzquiz.load.loader import load
from kzquiz.load.unit import Recipe, Unit

__all__ = ["Recipe", "Unit", "load"]
