"""Compares two times as authors write them: which one is earlier?

A time may have a date (“6 January”, “2022-01-06”), a weekday, a clock time (“20:10”, “8 pm”) and a
part of the day (“evening”).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from kzquiz.check.engine.words import word_list
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import Words, rule_words

__all__ = ["DAYS", "MONTHS", "before", "days_of_year"]

DAYS = word_list("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = word_list(
    "january february march april may june july august september october november december"
)
_PARTS = {"morning": 1, "noon": 2, "afternoon": 3, "evening": 4, "night": 5, "nightfall": 5}
# The longest span of each part of the day, in minutes since midnight; a night ends the next day.
_SPANS = {1: (0, 720), 2: (660, 840), 3: (720, 1110), 4: (960, 1440), 5: (1020, 1860)}
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_YEAR = r"(?:,? (?P<year{}>\d{{4}}))?"
_DATE = expression(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b\.?"
    + _YEAR.format("")
    + rf"|\b(?P<month2>{_MONTH})\b\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b"
    + _YEAR.format(2)
    + r"|\b(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)\b",
    re.IGNORECASE,
)
_MONTH_ALONE = expression(rf"\b({'|'.join(month.capitalize() for month in MONTHS)})\b")
_NEW_YEAR = expression(r"\bNew Year['’]s Day\b")
_HALF = r"(?P<half{}>[ap]\.?m\b)"
_CLOCK = expression(
    r"\b(?P<hour>\d\d?)[:.h](?P<minute>[0-5]\d)\b"
    rf"(?: ?{_HALF.format('')})?|\b(?P<hour2>\d\d?) ?{_HALF.format(2)}",
    re.IGNORECASE,
)
_ZONE = expression(
    r"\b(?:gmt|utc|bst|cet|cest|eet|msk|est|edt|cst|pst|pdt|ist|jst|local)\b|[+−-]\d\d"
)
_OPEN = frozenset({"before", "after", "since", "from"})
_NUMBERED = expression(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_DAY = expression(r"(?<![\d:.,])\d{1,2}(?![\d:,]|\.\d)")
_FOUR = expression(r"\b(?:1[2-9]|20)\d\d\b")
_EVE = -1  # the part of a night that begins the day before
_WEEK = 7
_HALF_WEEK = 3
_NOON = 12
_ANY_YEAR = 2023  # no leap year


class _Moment(Struct, frozen=True):
    """What a text says about a time."""

    date: tuple[int, int, int] | None  # year (0 if none is written), month, day
    weekday: int | None  # 0 is Monday
    clock: int | None  # minutes since midnight
    part: int  # part of the day: 1 is morning, 5 is night, 0 is none
    zones: frozenset[str]


def before(one: str, other: str, tag: str = FALLBACK) -> Literal["", "likely", "surely"]:
    """How surely ``one`` is earlier than ``other``; empty if it is not, or if nothing shows it.

    ``tag`` is the language of both.

    Dates are sure, and so are clock times of one date. Weekdays and parts of the day are likely:
    two weekdays are taken to be at most three days apart.

    >>> before("Tuesday, 18:30", "Tuesday, 20:10"), before("6 January", "5 January")
    ('likely', '')
    >>> before("5 January, 8 pm", "6 January"), before("Monday night", "by Tuesday evening")
    ('surely', 'likely')
    """
    words = rule_words(tag)
    first, second = (_by_words(text, words) if words else _read(text) for text in (one, other))
    if first is None or second is None or bool(first.date) != bool(second.date):
        return ""
    if first.date and second.date and first.date != second.date:
        return "surely" if _dated_before(first.date, second.date) else ""
    if not first.date and first.weekday != second.weekday:
        if first.weekday is None or second.weekday is None:
            return ""
        return "likely" if (second.weekday - first.weekday) % _WEEK <= _HALF_WEEK else ""
    clocks = first.date and first.clock is not None and second.clock is not None
    return ("surely" if clocks else "likely") if _in_the_day(first, second) else ""


def days_of_year(text: str) -> tuple[int, ...]:
    """The dates of a text as days, so that their difference is the time between them.

    >>> one, two = days_of_year("from March 24 to May 6")
    >>> two - one
    43
    """
    found = [_date(match) for match in _DATE.finditer(text)]
    sure = [(year or _ANY_YEAR, month, day) for year, month, day in found if 0 < month <= _NOON]
    starts = [(date(year, month, 1).toordinal(), day) for year, month, day in sure]
    return tuple(start + day for start, day in starts)


def _dated_before(first: tuple[int, int, int], second: tuple[int, int, int]) -> bool:
    """Whether the first date is earlier. Without years, December may come before January."""
    if first[1] == second[1] and not (first[2] and second[2]):
        return False  # “March” and “3 March”
    if first[0] and second[0]:
        return first < second
    return abs(first[1] - second[1]) <= _NOON // 2 and first[1:] < second[1:]


def _in_the_day(first: _Moment, second: _Moment) -> bool:
    """Whether the first of two times of one day is earlier."""
    if first.clock is None and second.clock is None:
        return bool(first.part and second.part) and first.part < second.part
    if first.zones != second.zones:
        return False
    spans = [
        (moment.clock, moment.clock) if moment.clock is not None else _SPANS.get(moment.part)
        for moment in (first, second)
    ]
    return spans[0] is not None and spans[1] is not None and spans[0][1] < spans[1][0]


def _read(text: str) -> _Moment | None:
    """Read a time; None if it names several days, or a limit only (“after Tuesday”)."""
    text = _NEW_YEAR.sub("1 January", text)
    lower = text.lower()
    words = re.findall(r"[a-z]+", lower)
    days = {DAYS.index(word) for word in words if word in DAYS}
    dates = list(_DATE.finditer(text))
    if len(days) > 1 or len(dates) > 1 or _OPEN & set(words):
        return None
    part = max((_PARTS.get(word, 0) for word in words), default=0)
    # “Throughout the day Thursday” ends before Thursday night; “on the second day” says nothing.
    if not part and "day" in words and {"throughout", "during"} & set(words):
        part = _PARTS["afternoon"]
    rest = _DATE.sub(" ", text)
    months = [] if dates else _MONTH_ALONE.findall(text)
    if len(months) > 1:
        return None
    alone = (0, MONTHS.index(months[0].lower()) + 1, 0) if months else None
    return _Moment(
        date=_date(dates[0]) if dates else alone,
        weekday=min(days, default=None),
        clock=_clock(rest),
        part=part,
        zones=frozenset(_ZONE.findall(lower)),
    )


def _by_words(text: str, words: Words) -> _Moment | None:
    """Read a time in a language whose words are data, as `_read` reads English."""
    days = {words.value_of("days", found) for found in words.written("days").finditer(text)}
    months = [words.value_of("months", found) for found in words.written("months").finditer(text)]
    numbered = _NUMBERED.search(text)
    if len(days) > 1 or len(months) > 1:
        return None
    part = max(
        (words.value_of("parts", found) for found in words.written("parts").finditer(text)),
        default=0,
    )
    if words.written("eves").search(text):
        part = _EVE
    day, year = _DAY.search(text), _FOUR.search(text)
    date = (int(year[0]) if year else 0, months[0], int(day[0]) if day else 0) if months else None
    if numbered:
        date = (int(numbered["year"]), int(numbered["month"]), int(numbered["day"]))
    zones = frozenset(_ZONE.findall(text.lower()))
    return _Moment(date, min(days, default=None), _clock(text), part, zones)


def _date(found: re.Match[str]) -> tuple[int, int, int]:
    year = found["year"] or found["year2"] or found["year3"] or 0
    day = int(found["day"] or found["day2"] or found["day3"])
    if found["month3"]:
        return int(year), int(found["month3"]), day
    name = (found["month"] or found["month2"]).lower()[:3]
    return int(year), 1 + [month[:3] for month in MONTHS].index(name), day


def _clock(text: str) -> int | None:
    """The minutes since midnight of the one clock time in a text; None without one."""
    found = list(_CLOCK.finditer(text))
    if len(found) != 1:
        return None
    hour, minute = int(found[0]["hour"] or found[0]["hour2"]), int(found[0]["minute"] or 0)
    if half := found[0]["half"] or found[0]["half2"]:
        hour = hour % _NOON + (_NOON if "p" in half.lower() else 0)
    return 60 * hour + minute
