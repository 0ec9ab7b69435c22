"""The rule on the timeline: its entries are in order, and of the day of their claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kzquiz.check.engine.moments import days_of_year
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.timed import DATED, days_and_clocks
from kzquiz.check.rules.evidence.times import turned
from kzquiz.expressions import expression

_NEW_YEAR = expression(r"\bNew Year['’]s Day\b")
_YEAR = expression(r",? ?\b(?:1[5-9]|20)\d\d\b")
_DAYS_OF_YEAR = 365


@rule("EV58", "warning", UnitView, lists=DATED)
def timeline_out_of_order(unit: UnitView) -> Iterator[Finding]:
    """The entries of the timeline are not in the order of their times, or not of their claims' day.

    The timeline is printed for the whole class, and is the key to many questions.

    Bad:
        unit:
          timeline:
            - {when: Tuesday evening, what: Hundreds of people have left., claims: [b2-left]}
            - {when: Monday night, what: The old town is flooded., claims: [a1-flooded]}

    Good:
        unit:
          timeline:
            - {when: Monday night, what: The old town is flooded., claims: [a1-flooded]}
            - {when: Tuesday evening, what: Hundreds of people have left., claims: [b2-left]}
    """
    events = [(event.when, ("timeline", n, "when")) for n, event in enumerate(unit.info.timeline)]
    for first, second, at in turned(events, unit.tag):
        message = f"“{second}” is earlier than “{first}”, and stands after it"
        yield Finding(message, "put the entries in the order of their times", at)
    if (late := _beyond_a_year([event.when for event in unit.info.timeline])) >= 0:
        message = f"“{events[late][0]}” comes after more than a year, in this order"
        yield Finding(message, "put the entries in order, or write the years", events[late][1])
    for event, (when, at) in zip(unit.info.timeline, events, strict=True):
        times = " ".join(unit.facts.claims[name].as_of for name in event.claims)
        pairs = [[_days(text, unit.tag), _dates(text)] for text in (when, times)]
        if any(one and two and one.isdisjoint(two) for one, two in zip(*pairs, strict=True)):
            message = f"the claims of this entry are of another day than “{when}”: “{times}”"
            yield Finding(message, "name the day of the claims, or other claims", at)


def _days(text: str, tag: str) -> set[int]:
    return {time.value for time in days_and_clocks(text, tag) if not time.clock}


def _dates(text: str) -> set[int]:
    """The dates of a text, as days of any year."""
    return set(days_of_year(_YEAR.sub("", _NEW_YEAR.sub("1 January", text))))


def _beyond_a_year(times: Sequence[str]) -> int:
    """Where a row of dates without years has gone on for more than a year; -1 if nowhere."""
    if any(_YEAR.search(text) for text in times):
        return -1
    last, passed = 0, 0
    for number, text in enumerate(times):
        if day := next(iter(_dates(text)), 0):
            passed += (day - last) % _DAYS_OF_YEAR if last else 0
            last = day
        if passed >= _DAYS_OF_YEAR:
            return number
    return -1
