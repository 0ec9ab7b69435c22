"""Regular expressions that are compiled on first use.

The rules have about a hundred, and a unit needs few of them. Compiling all takes as long as
checking a unit.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["expression"]


class _LazyPattern:
    """A stand-in for a pattern: compiles it when one of its methods is first used."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (any attribute of a pattern)
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method


def expression(text: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile`, but the pattern is compiled on first use."""
    return cast("re.Pattern[str]", _LazyPattern(text, flags))
