"""The common test of the rules on sets: is a share too small or too large?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kzquiz.check.engine.rule import Finding
from kzquiz.problems import Severity


class Bounds(NamedTuple):
    """The limits of a share: ``least`` to ``most``, 0 to 1; of a set of ``counted`` or more."""

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
    """A finding if ``part`` of ``whole`` is out of its bounds.

    ``{}`` in the message is replaced by the share, such as “7 of 10”. ``fewer`` is the advice for a
    share that is too large, ``more`` for one that is too small.
    """
    if whole < bounds.counted:
        return
    size = part / whole
    if not bounds.least <= size <= bounds.most:
        advice = more if size < bounds.least else fewer
        yield Finding(message.format(f"{part} of {whole}"), advice, severity=severity)
