"""The rule on times after the source: no claim holds for a time after its source came out."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.moments import DAYS, days_of_year
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView
from kzquiz.check.engine.timed import days_and_clocks
from kzquiz.expressions import expression
from kzquiz.model import Source

_YEAR = expression(r",? \b(?:1[5-9]|20)\d\d\b")
_AHEAD = expression(r"\b(?:by|until|before|from|next|from .* on)\b")
_HALF_YEAR, _SOON = 182, (1, 2)


@rule("EV99", "warning", ClaimView, reads=("en",))
def time_after_source(view: ClaimView) -> Iterator[Finding]:
    """The “as_of” of a claim is later than its source came out.

    A source of 16 May cannot say what was so on 20 May. Predictions may have a later time. The day
    of publication and the stamps are compared; of weekdays, the one or two that follow.

    Bad:
        source: {id: a, published: 4 January}
        claim: {id: a1-left, as_of: 6 January}

    Good:
        source: {id: a, published: 4 January}
        claim: {id: a1-left, as_of: 3 January}
    """
    claim, source = view.claim, view.unit.facts.sources[view.claim.source]
    if claim.status == "prediction" or not claim.as_of or _AHEAD.search(claim.as_of):
        return
    day = _latest(source)
    late = day and any(0 < one - max(day) < _HALF_YEAR for one in _dates(claim.as_of))
    if late or (not _dates(claim.as_of) and _weekday_after(claim.as_of, source)):
        yield Finding(
            f"“{claim.as_of}” is after {source.label} came out (“{_shown(source)}”)",
            "write the time for which the source says it",
            ("as_of",),
        )


def _dates(text: str) -> tuple[int, ...]:
    return days_of_year(_YEAR.sub("", text))


def _latest(source: Source) -> tuple[int, ...]:
    """The days of a source: of its publication, its stamps and its notices."""
    return tuple(
        day for text in (source.published, *source.stamps, *source.notices) for day in _dates(text)
    )


def _shown(source: Source) -> str:
    return source.published or next(iter(source.stamps), "")


def _weekday_after(as_of: str, source: Source) -> bool:
    """Whether the weekday of a time is one of the two that follow those of the source."""
    told = {time.value for time in days_and_clocks(as_of) if not time.clock}
    texts = (source.published, *source.stamps, *source.notices)
    own = {time.value for text in texts for time in days_and_clocks(text) if not time.clock}
    if len(told) != 1 or len(own) != 1:
        return False
    return (told.pop() - own.pop()) % len(DAYS) in _SOON
