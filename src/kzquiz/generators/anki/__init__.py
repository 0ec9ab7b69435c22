"""The Anki deck.

`notes` fills the fields of cards, `notetypes` has the note types and their templates, `lock` keeps
what was published, `package` writes the ``.apkg``, `deck` puts them together.
"""

from __future__ import annotations

from kzquiz.quiz.fallback import Form

SHOWS: frozenset[Form] = frozenset({"choice", "gap", "text"})
"""The shapes that a card can show. `quiz.fallback` turns the others into these or skips them."""
