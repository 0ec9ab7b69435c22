"""Puts prose together, with the punctuation that it lacks and no mark twice."""

from __future__ import annotations

_ENDS = (".", "?", "!", "…", "؟")
_CLOSING = "*”’»“)\"'"


def ended(prose: str) -> str:
    """End prose with a full stop, unless it ends as a sentence already.

    >>> ended("The gate"), ended("Was it right?"), ended("*He left.*")
    ('The gate.', 'Was it right?', '*He left.*')
    """
    return prose if _is_sentence(prose) else f"{prose}."


def led(prose: str, question: str) -> str:
    """Put prose before a question: with a colon, or as a sentence of its own if it ends as one.

    >>> led("The gate", "who says so?"), led("Was it right?", "who says so?")
    ('The gate: who says so?', 'Was it right? Who says so?')
    """
    if _is_sentence(prose):
        return f"{prose} {question[:1].upper()}{question[1:]}"
    return f"{prose}: {question}"


def _is_sentence(prose: str) -> bool:
    return prose.rstrip(_CLOSING).endswith(_ENDS)
