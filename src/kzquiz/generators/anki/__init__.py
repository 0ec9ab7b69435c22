"""The Anki deck, in pieces: cards as fields, note types, the lock, the package."""

from __future__ import annotations

from kzquiz.quiz.fallback import Form

SHOWS: frozenset[Form] = frozenset({"choice", "gap", "text"})
"""What a card shows; `quiz.fallback` makes the other shapes into these or leaves them out."""
