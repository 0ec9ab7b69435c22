"""Regular expressions that are compiled when they are first used.

The rules have a hundred, and most units never meet the words that most of them wait for; to compile
all of them takes as long as to check a unit.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["expression"]


class _Expression:
    """Stands for a pattern: compiles it when a method is first asked for, and keeps the method."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (any attribute of a pattern)
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


def expression(text: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, when first used."""
    return cast("re.Pattern[str]", _Expression(text, flags))
