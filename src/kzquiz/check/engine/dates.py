"""Finds the dates in a text, and gives the forms in which a source may print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kzquiz.check.engine.moments import MONTHS
from kzquiz.check.engine.words import vocabulary, word_list
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import Words, rule_words

__all__ = ["dates_in", "forms_of", "may_have_dates"]

_MONTH = "|".join(month.capitalize() for month in MONTHS)  # “may” is a verb
_ORDINALS = word_list(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth twenty-ninth thirtieth thirty-first"
)
_DATE = expression(
    rf"\b(?=[\defnstJFMASOND])(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<nth>{'|'.join(reversed(_ORDINALS))}))"
    rf" (?:of )?(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,? \d{{4}})?"
    r"|\b(?P<day3>\d{1,2})[./](?P<month3>\d{1,2})[./](?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-(?P<month4>\d\d)-(?P<day4>\d\d)\b"
)
# Every date has the name of a month or a year.
_IN_DATES = frozenset((*MONTHS, *map(str, range(1900, 2100))))
_FEASTS = {
    (1, "January"): "New Year's Day", (31, "December"): "New Year's Eve",
    (24, "December"): "Christmas Eve", (25, "December"): "Christmas Day",
}  # fmt: skip
_SENTENCE_ENDS = ("", ".", "!", "?", ":")


def may_have_dates(words: frozenset[str]) -> bool:
    """Whether a text with this `vocabulary` may have a date: a fast test before `dates_in`."""
    return not _IN_DATES.isdisjoint(words)


def dates_in(text: str, tag: str = FALLBACK) -> Iterator[re.Match[str]]:
    """The dates in a text in a language. “May 12 people sit in it?” has none.

    >>> [date[0] for date in dates_in("7 января или 07.01.2022, но не в январе 2022", "ru")]
    ['7 января', '07.01.2022']
    """
    if words := rule_words(tag):
        yield from _named(words).finditer(text)
        return
    if not may_have_dates(vocabulary(text)):
        return
    for date in _DATE.finditer(text):
        asks = date["month2"] == "May" and text[: date.start()].rstrip()[-1:] in _SENTENCE_ENDS
        if not (asks and text[date.end() :].lstrip()[:1].islower()):
            yield date


def forms_of(
    date: re.Match[str], tag: str = FALLBACK, printed: str = FALLBACK
) -> tuple[frozenset[str], frozenset[str]]:
    """The usual forms of a date that was found, as “6 January”; then all other ones.

    The date is of a text in the language ``tag``, its forms are in the language ``printed``.
    """
    day, month = _in_words(date, words) if (words := rule_words(tag)) else _read(date)
    if words := rule_words(printed):
        number = MONTHS.index(month.lower()) + 1
        names = [name for name, value in words.values("months").items() if value == number]
        usual = {f"{one} {name}" for name in names for one in (day, f"{day:02}", f"{day}.")}
        return frozenset(usual), frozenset({date[0], *_in_digits(day, number)}) - usual
    usual = {f"{month} {day}", f"{month} {day:02}", f"{day} {month}", f"{day:02} {month}"}
    return frozenset(usual), frozenset((date[0], *_other_forms(day, month))) - usual


def _other_forms(day: int, month: str) -> Iterator[str]:
    """Other ways to write a date: “Jan. 6th”, “06/01”."""
    number = MONTHS.index(month.lower()) + 1
    short = "Sept" if month == "September" else month[:3]
    days = (f"{day}", f"{day:02}", f"{day}{_ending(day)}", *_ORDINALS[day - 1 : day])
    for name in {month, month[:3], f"{month[:3]}.", short, f"{short}."}:
        for one in days:
            yield from (f"{name} {one}", f"{one} {name}", f"{one} of {name}")
    if feast := _FEASTS.get((day, month)):
        yield feast
    yield from _in_digits(day, number)


def _in_digits(day: int, month: int) -> Iterator[str]:
    yield from (f"{day:02}/{month:02}", f"{month:02}/{day:02}", f"{month:02}-{day:02}")
    yield from (f"{day:02}.{month:02}", f"{day}.{month}")


def _ending(day: int) -> str:
    """The ending of an ordinal number: 1st, 2nd, 11th."""
    teens = 11 <= day % 100 <= 13  # noqa: PLR2004
    return "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@cache
def _named(words: Words) -> re.Pattern[str]:
    """A date in a language whose words are data: “7 января”, “7. Januar 2022”, “07.01.2022”."""
    month = rf"(?P<month>{words.any_of('months')})(?:{words.any_of('endings')})?"
    return re.compile(
        rf"(?<![\d:.,])(?P<day>[0-3]?\d)\.?\s{month}(?!\w)(?:\s(?:19|20)\d\d\b)?"
        r"|(?<![\d.])(?P<day3>\d{1,2})[./](?P<month3>\d{1,2})[./](?:19|20)\d\d\b"
        r"|\b(?:19|20)\d\d-(?P<month4>\d\d)-(?P<day4>\d\d)\b",
        re.IGNORECASE,
    )


def _in_words(date: re.Match[str], words: Words) -> tuple[int, str]:
    """The day and the English month of a date that `_named` found."""
    found = date.groupdict()
    number = int(found["month3"] or found["month4"] or 0)
    if found["month"]:
        number = int(words.values("months")[" ".join(found["month"].lower().split())])
    day = int(found["day"] or found["day3"] or found["day4"])
    return day, MONTHS[(number - 1) % len(MONTHS)].capitalize()


def _read(date: re.Match[str]) -> tuple[int, str]:
    """The day and the month of a date; 6.1.2022 is read as 6 January."""
    found = date.groupdict()
    if nth := found["nth"]:
        return _ORDINALS.index(nth) + 1, str(found["month"])
    day = int(next(found[name] for name in ("day", "day2", "day3", "day4") if found[name]))
    if number := found["month3"] or found["month4"]:
        return day, MONTHS[(int(number) - 1) % len(MONTHS)].capitalize()
    return day, str(found["month"] or found["month2"])
