"""Helps someone write a unit: skeletons, fixes, JSON Schemas, descriptions of keys, lists, counts.

A new unit builds at once. In it, and in a new question, ``TODO`` marks every text that the author
has to write; all else is filled in. No file is ever overwritten, and a new question is appended to
its file.
"""

from __future__ import annotations

from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.authoring.question import new_question
from kzquiz.authoring.unit import new_unit

__all__ = ["ScaffoldError", "new_question", "new_unit"]
