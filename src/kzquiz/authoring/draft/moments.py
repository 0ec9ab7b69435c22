"""Finds clock times, dates and years, as figures of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.statements import Span
from kzquiz.languages.words import Words, alternatives, last_word
from kzquiz.numerals import SPACES

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_HALF_DAY = 12
_LAST_HOUR = 24
FIRST_YEAR, LAST_YEAR = 1200, 2100
_MINUTES = frozenset({5, 10, 15, 20, 25})  # that are told before an hour


def clocks(text: str, words: Words) -> Iterator[Found]:
    """Find times of the day: “9:30 a.m.”, “9 Uhr”, “в 9 часов вечера”, “at three o'clock”."""
    lower = text.lower()
    half = (
        rf"(?:[ \u00a0]?(?:(?P<am>{words.any_of('clock_am')})|(?P<pm>{words.any_of('clock_pm')}))"
        r"(?!\w))"
    )
    word, number = words.any_of("clock_words"), words.any_of("numbers")
    hour = r"(?<![\d:.,])(?P<h>[01]?\d|2[0-4])"
    for pattern in (
        rf"{hour}[:.](?P<m>[0-5]\d){half}",
        rf"{hour}:(?P<m>[0-5]\d)(?![\d:])(?:[ \u00a0](?:{word})(?!\w))?",
        rf"{hour}\.(?P<m>[0-5]\d)[ \u00a0](?:{word})(?!\w)",
        r"(?<=\bat )(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)(?![\d%]|[ ](?:per|million|billion))",
        rf"{hour}(?:[ \u00a0](?:{word}))?{half}",
        rf"\b(?P<w>{number})(?:[ \u00a0](?:{word}))?{half}",
        rf"\b(?P<w>{number})[ \u00a0](?:o[’']clock|uhr)(?!\w)",
        rf"{hour}[ \u00a0](?:o[’']clock|uhr)(?!\w)",
        rf"(?<=\bв ){hour} (?:{word})(?!\w)",
    ):
        for match in re.finditer(pattern, lower):
            if (found := _clock_of(match, words)) is not None:
                yield found
    yield from _told(lower, words)
    yield from _bare(lower, words)


def _clock_of(match: re.Match[str], words: Words) -> Found | None:
    named = match.groupdict()
    written = "h" if named.get("h") else "w"
    hour = int(named[written] if written == "h" else words.values("numbers")[named["w"]])
    if hour > _LAST_HOUR:
        return None
    if named.get("pm"):
        hour = hour % _HALF_DAY + _HALF_DAY
    elif named.get("am"):
        hour %= _HALF_DAY
    return Found(
        Span(match.start(written), match.end()), "clock", f"{hour:02}:{named.get('m') or '00'}"
    )


def _told(lower: str, words: Words) -> Iterator[Found]:
    """Times in words: “ten past nine”, “half past two”, “halb neun”, “четверть пятого”."""
    values, number = words.values("numbers"), words.any_of("numbers")
    if words.list("past_hour"):
        minute = rf"(?P<m>{number}|{words.any_of('quarters', 'half_past')})(?:\s+minut\w+)?"
        joins = rf"(?:(?P<past>{words.any_of('past_hour')})|(?P<to>{words.any_of('to_hour')}))"
        half = dict.fromkeys(words.list("half_past"), Decimal(30))
        minutes = {**values, **words.values("quarters"), **half}
        for match in re.finditer(rf"\b{minute}\s+{joins}\s+(?P<h>{number})\b(?!-)", lower):
            count = int(minutes[match["m"]])
            if match["past"] or count in _MINUTES:
                whole = 60 * int(values[match["h"]]) + (count if match["past"] else -count)
                yield _clock(match.start(), match.end(), whole)
    if words.list("of_hour"):
        parts, hours = words.values("of_hour"), words.values("hours_begun")
        pattern = rf"\b(?P<m>{alternatives(parts)})\s+(?P<h>{alternatives(hours)})\b"
        for match in re.finditer(pattern, lower):
            whole = 60 * (int(hours[match["h"]]) - 1) + int(parts[match["m"]])
            yield _clock(match.start(), match.end(), whole)


def _bare(lower: str, words: Words) -> Iterator[Found]:
    """An hour as a word alone, where nothing is counted: “before eight.”."""
    values = words.values("numbers")
    after = (
        r"(?=\s*(?:[.,;:!?”»\"–—]|\Z)"
        rf"|\s+(?:{words.any_of('joins_hour', 'days', 'parts', 'late_day')})\b)"
    )
    pattern = rf"\b(?:{words.any_of('soft_leads')})\s+(?P<h>{words.any_of('numbers')}){after}"
    for match in re.finditer(pattern, lower):
        hour = int(values[match["h"]])
        late = re.match(rf"\s*(?:{words.any_of('late_day')})", lower[match.end() :])
        if 1 <= hour <= _HALF_DAY:
            yield _clock(match.start("h"), match.end(), 60 * (hour + (_HALF_DAY if late else 0)))


def _clock(start: int, end: int, minutes: int) -> Found:
    return Found(Span(start, end), "clock", f"{minutes // 60 % 24:02}:{minutes % 60:02}")


def dates(text: str, words: Words) -> Iterator[Found]:
    """Find dates: “12 June”, “June 12”, “12. Juni”, and months with their year: “June 2031”."""
    lower = text.lower()
    months = words.values("months")
    name = alternatives(months)
    ends = words.any_of("skip_after")
    for pattern in (
        rf"\b(?P<d>[0-3]?\d)(?:{ends}|\.)?\s+(?:of\s+)?(?P<m>{name})\b\.?",
        rf"\b(?P<m>{name})\b\.?\s+(?P<d>[0-3]?\d)(?:{ends})?\b(?![\d:.,]\d)",
    ):
        for match in re.finditer(pattern, lower):
            value = f"{int(months[match['m']]):02}-{int(match['d']):02}"
            yield Found(Span(match.start(), match.end()), "date", value)
    for match in re.finditer(rf"\b(?P<m>{name})\s+(?P<y>(?:1[2-9]|20)\d\d)\b", lower):
        value = f"{match['y']}-{int(months[match['m']]):02}"
        yield Found(Span(match.start(), match.end()), "date", value)


def years(text: str, words: Words) -> Iterator[Found]:
    """Find years; a number of four digits is one if a word such as “in” leads to it."""
    for match in re.finditer(r"(?<![\d.,:$€£-])\d{4}(?![\d%:]|[.,]\d)", text):
        if not FIRST_YEAR <= int(match[0]) <= LAST_YEAR:
            continue
        rest = text[match.end() :]
        after = _WORD.match(rest.lstrip(SPACES)) if rest[:1] in SPACES and rest else None
        if _is_year(last_word(text[: match.start()]), after[0] if after else "", words):
            yield Found(Span(match.start(), match.end()), "year", match[0], unit="year")


def _is_year(before: str, follows: str, words: Words) -> bool:
    if follows.lower() in words.set("year_nouns") or before.lower() in words.values("months"):
        return True
    plain = words.any_word("ends_name", "common", "articles")
    counted = follows[:1].isupper() if words.language == "de" else follows.lower() not in plain
    return before.lower() in words.set("year_leads") and not (follows and counted)
