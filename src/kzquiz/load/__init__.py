"""Loads a unit: its files become a `Unit`, or all their problems, each reported once."""

from __future__ import annotations

from kzquiz.load.ids import one_identity_each
from kzquiz.load.loader import load
from kzquiz.load.unit import Recipe, Unit

__all__ = ["Recipe", "Unit", "load", "one_identity_each"]
