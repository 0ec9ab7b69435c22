"""The permanent names of questions on a platform: they do not change when texts do."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzquiz.model import Item, Quiz

LONGEST = 100
"""Characters of an ``idnumber`` in Moodle; a longer one breaks the import."""
_DIGEST = 12


def identity(quiz: Quiz, item: Item) -> str:
    """Name a question for a platform: ``kzquiz.UNIT.QUESTION``, of letters, digits, ``-``, ``.``.

    It begins with a letter and has no space, as XML asks of an identifier. A name that would be too
    long ends in a hash of the whole.
    """
    return _fitted(".".join(filter(None, ("kzquiz", quiz.identity, item.key, item.part))))


def quiz_identity(quiz: Quiz) -> str:
    """Name a whole quiz for a platform: ``kzquiz-quiz.UNIT.RECIPE``. No question has this name."""
    return _fitted(f"kzquiz-quiz.{quiz.identity}.{quiz.name}")


def _fitted(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    digest = sha256(name.encode()).hexdigest()[:_DIGEST]
    return f"{name[: LONGEST - _DIGEST - 1]}.{digest}"
