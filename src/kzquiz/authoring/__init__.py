"""Skeletons to fill in: a new unit that builds at once, a new question of a kind.

Whatever an author has to write stands there as ``TODO``; whatever is known is filled in. No file
that is there is ever overwritten, and a question is appended behind what stands in its file.
"""

from __future__ import annotations

from kzquiz.authoring.known_ids import ScaffoldError
from kzquiz.authoring.question import new_question
from kzquiz.authoring.unit import new_unit

__all__ = ["ScaffoldError", "new_question", "new_unit"]
