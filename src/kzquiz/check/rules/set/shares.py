"""Shares of a set: how large a part of what is counted may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kzquiz.check.engine.rule import Finding
from kzquiz.problems import Severity


class Bounds(NamedTuple):
    """How large a share may be, ``least`` to ``most``, where at least ``counted`` are counted."""

    counted: int
    least: float = 0
    most: float = 1


def share(  # noqa: PLR0913 (a row of a table)
    bounds: Bounds,
    part: int,
    whole: int,
    message: str,
    *,
    fewer: str = "",
    more: str = "",
    severity: Severity | None = None,
) -> Iterator[Finding]:
    """A finding where a share is out of its bounds; ``{}`` in the message stands for the share.

    ``fewer`` and ``more`` say what to do about a share too large and one too small.
    """
    if whole < bounds.counted:
        return
    size = part / whole
    if not bounds.least <= size <= bounds.most:
        advice = more if size < bounds.least else fewer
        yield Finding(message.format(f"{part} of {whole}"), advice, severity=severity)
