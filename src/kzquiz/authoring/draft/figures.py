"""Finds the figures of a sentence: number, qualifier, unit, and what is counted.

`kzquiz.numbers` reads English for the rules; a draft reads any language that `words` has, and also
clock times, dates and years, with the same words for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct, structs

from kzquiz.authoring.draft.statements import Span
from kzquiz.authoring.draft.words import Words, alternatives
from kzquiz.model import Qualifier
from kzquiz.numbers import CURRENCY

Measure = Literal["count", "percent", "money", "clock", "date", "year", "score"]

_QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    ("at-least", "at_least"),
    ("up-to", "up_to"),
    ("more-than", "more_than"),
    ("less-than", "less_than"),
    ("about", "about"),
)
_AFTER: tuple[tuple[Qualifier, str], ...] = (
    ("about", "about_after"),
    ("more-than", "more_after"),
    ("at-least", "at_least_after"),
    ("up-to", "up_to_after"),
)
_SPACES = " \u00a0\u2009\u202f"
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NOUN_END = 4  # words of what is counted
_NEAR = 60  # characters before a figure in which its qualifier stands
_HALF_DAY = 12
_LAST_HOUR = 24
_FIRST_YEAR, _LAST_YEAR = 1200, 2100


class Found(Struct, frozen=True):
    """A figure in a text: where it stands, one of value, range and word, and what it counts.

    A clock time has a value such as ``09:30``, a date ``06-12``. ``unit`` is as printed.
    """

    span: Span
    measure: Measure
    value: str = ""
    range: tuple[str, str] | None = None
    word: str = ""
    qualifier: Qualifier = "exact"
    unit: str = ""
    category: str = ""

    @property
    def amount(self) -> Decimal | None:
        """The number to compare, if it is one."""
        if self.measure in {"clock", "date", "score"} or not self.value:
            return None
        share = self.measure == "percent" and self.unit == "share"
        return Decimal(self.value) * (100 if share else 1)


def figures(text: str, words: Words) -> tuple[Found, ...]:
    """Find the figures of a sentence, in order.

    >>> from kzquiz.authoring.draft.words import words
    >>> text = "More than 2,000 people were held by 9.30 pm; nobody was hurt."
    >>> [(f.value, f.qualifier, f.unit, f.measure) for f in figures(text, words("en"))]
    [('2000', 'more-than', 'people', 'count'), ('21:30', 'exact', '', 'clock'), ('0', 'exact', '', 'count')]
    """
    taken: list[Span] = []
    found: list[Found] = []
    for blocked in _blocked(text, words):
        taken.append(blocked)
    for finder in _FINDERS:
        for one in finder(text, words):
            if not any(one.span.start < t.end and t.start < one.span.end for t in taken):
                taken.append(one.span)
                found.append(one)
    qualified = (_qualified(text, one, words) for one in found)
    return tuple(sorted(qualified, key=lambda one: one.span))


def _blocked(text: str, words: Words) -> Iterator[Span]:
    """Numbers that count nothing: “one of them”, “School No 7”, “under-21”, “14th”."""
    lower = text.lower()
    for match in re.finditer(rf"\b(?:{words.any_of('no_numbers')})\b", lower):
        yield Span(match.start(), match.end())
    names = rf"(?<!\w)(?:{words.any_of('names_number')})\.?\s*№?\s*\d+(?:[-–]?\w)*"
    for match in re.finditer(names, lower):
        yield Span(match.start(), match.end())
    for match in re.finditer(r"\b[^\W\d_]+-\d+\b|\b\d+-[^\W\d_]+-[^\W\d_]+\b(?<=old)", text):
        if match[0].endswith("-old"):
            continue
        yield Span(match.start(), match.end())
    if ends := words.list("skip_after"):
        for match in re.finditer(rf"\b\d+(?:{alternatives(ends)})\b", lower):
            minute = re.match(rf"\s+(?:{words.any_of('minute_ordinal')})\b", lower[match.end() :])
            month = re.match(rf"\s+(?:of\s+)?(?:{words.any_of('months')})\b", lower[match.end() :])
            if not minute and not month:
                yield Span(match.start(), match.end())
    for match in re.finditer(
        rf"\b(?:{words.any_of('numbers')})\s+(?:{words.any_of('people_familiar')})\b", lower
    ):
        yield Span(match.start(), match.end())


# --- times --------------------------------------------------------------------------------------


def _clocks(text: str, words: Words) -> Iterator[Found]:
    lower = text.lower()
    am, pm = words.any_of("clock_am"), words.any_of("clock_pm")
    half = rf"(?:[ \u00a0]?(?:(?P<am>{am})|(?P<pm>{pm}))(?!\w))"
    word = words.any_of("clock_words")
    spelled = words.any_of("numbers")
    for pattern in (
        rf"(?<![\d:.,])(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d){half}",
        rf"(?<![\d:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])(?:[ \u00a0](?:{word})(?!\w))?",
        rf"(?<![\d:.,])(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)[ \u00a0](?:{word})(?!\w)",
        rf"(?<=\bat )(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)(?![\d%]|[ ](?:per|million|billion))",
        rf"(?<![\d:.,])(?P<h>[01]?\d|2[0-4])(?:[ \u00a0](?:{word}))?{half}",
        rf"\b(?P<w>{spelled})(?:[ \u00a0](?:{word}))?{half}",
        rf"\b(?P<w>{spelled})[ \u00a0](?:o[’']clock|uhr)(?!\w)",
        r"(?<![\d:.,])(?P<h>[01]?\d|2[0-4])[ \u00a0](?:o[’']clock|uhr)(?!\w)",
        r"(?P<w>(?!x)x)" if words.language != "ru" else rf"\bв (?P<h>[01]?\d|2[0-4]) (?:{word})(?!\w)",
    ):
        for match in re.finditer(pattern, lower):
            named = match.groupdict()
            hour = int(named["h"]) if named.get("h") else int(words.values("numbers")[named["w"]])
            if hour > _LAST_HOUR:
                continue
            if named.get("pm"):
                hour = hour % _HALF_DAY + _HALF_DAY
            elif named.get("am"):
                hour %= _HALF_DAY
            start = match.start("h") if named.get("h") else match.start("w")
            value = f"{hour:02}:{named.get('m') or '00'}"
            yield Found(Span(start, match.end()), "clock", value)
    yield from _spoken_clocks(lower, words)
    if past := words.list("half_past"):
        for match in re.finditer(rf"\b(?:{alternatives(past)})\s+(?P<w>{spelled})\b", lower):
            hour = int(words.values("numbers")[match["w"]])
            yield Found(Span(match.start(), match.end()), "clock", f"{hour:02}:30")


_QUARTER = {"quarter": 15, "viertel": 15}


def _spoken_clocks(lower: str, words: Words) -> Iterator[Found]:
    """“Ten past nine”, “halb neun”, “четверть пятого”, “before eight”."""
    values, number = words.values("numbers"), words.any_of("numbers")
    if words.list("past"):
        minute = rf"(?P<m>{number}|a quarter|quarter|viertel)(?:\s+(?:minutes|minuten))?"
        joins = rf"(?:(?P<past>{words.any_of('past')})|(?P<to>{words.any_of('to_hour')}))"
        for match in re.finditer(rf"\b{minute}\s+{joins}\s+(?P<h>{number})\b(?!-)", lower):
            count = _QUARTER.get(match["m"].removeprefix("a "), 0) or int(values.get(match["m"], 0))
            hour = int(values[match["h"]])
            if words.language == "en" and match["to"] and count not in {5, 10, 15, 20, 25}:
                continue
            minutes = 60 * hour + (count if match["past"] else -count)
            yield _clock(match.start(), match.end(), minutes)
    if words.language == "de":
        for match in re.finditer(rf"\bhalb\s+(?P<h>{number})\b", lower):
            yield _clock(match.start(), match.end(), 60 * int(values[match["h"]]) - 30)
    if words.language == "ru":
        for match in re.finditer(r"\b(?P<p>четверть|половин[ауе]|начал[ое])\s+(?P<h>[а-я]+ого)\b", lower):
            hour = _RUSSIAN_HOURS.get(match["h"], 0)
            minute = {"ч": 15, "п": 30}.get(match["p"][0])
            if hour and minute:
                yield _clock(match.start(), match.end(), 60 * (hour - 1) + minute)
    if words.language == "en":
        for match in re.finditer(r"\b(?:at|by)\s+(half past)\b(?!\s+[a-z]*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))", lower):
            before = list(_CLOCK_HOUR.finditer(lower[: match.start()]))
            if before:
                yield _clock(match.start(1), match.end(), 60 * int(values.get(before[-1][1], 0)) + 30)
    leads = words.any_of("soft_leads")
    ends = rf"(?=\s*(?:[.,;:!?”»\"–—]|\Z|(?:and|und|и|on|am|в|in the|вечера|утра|o)\b)|\s+(?:{words.any_of('days', 'parts')}))"
    for match in re.finditer(rf"\b(?:{leads})\s+(?P<h>{number}){ends}", lower):
        hour = int(values[match["h"]])
        late = re.match(rf"\s*(?:in the|в|am)?\s*(?:{words.any_of('clock_pm')}|afternoon|evening)", lower[match.end() :])
        if 1 <= hour <= _HALF_DAY:
            yield _clock(match.start("h"), match.end(), 60 * (hour + (_HALF_DAY if late else 0)))


_RUSSIAN_HOURS = {
    word: number
    for number, word in enumerate(
        "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого "
        "одиннадцатого двенадцатого".split(),
        1,
    )
} | {"четвёртого": 4}
_CLOCK_HOUR = re.compile(r"\b(?:at|past)\s+([a-z]+)\b")


def _clock(start: int, end: int, minutes: int) -> Found:
    return Found(Span(start, end), "clock", f"{minutes // 60 % 24:02}:{minutes % 60:02}")


def _dates(text: str, words: Words) -> Iterator[Found]:
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


def _years(text: str, words: Words) -> Iterator[Found]:
    for match in re.finditer(r"(?<![\d.,:$€£-])\d{4}(?![\d%:]|[.,]\d)", text):
        year = int(match[0])
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            continue
        after = _WORD.match(text[match.end() :].lstrip(" \u00a0"))
        follows = after[0] if after and text[match.end() : match.end() + 1] in _SPACES else ""
        before = _last_word(text[: match.start()])
        if _dates_a_year(before, follows, words):
            yield Found(Span(match.start(), match.end()), "year", match[0], unit="year")


_YEAR_LEADS = frozenset(
    "between to spring summer autumn winter frühjahr sommer herbst für in since until before after from by of during early late year im seit bis vor nach von jahr "
    "jahre jahres ab mid spring summer autumn winter and und".split()
)
_YEAR_NOUNS = ("год", "жыл")


def _dates_a_year(before: str, follows: str, words: Words) -> bool:
    if follows.lower().startswith(_YEAR_NOUNS):
        return True
    if before.lower() in words.values("months"):
        return True
    counted = follows.lower() not in words.set("ends_name") | words.set("common") and follows
    if words.language == "de":
        counted = follows[:1].isupper()
    return before.lower() in _YEAR_LEADS and not counted


def _last_word(text: str) -> str:
    found = re.search(r"([^\W\d_]+)\W*\Z", text[-_NEAR:])
    return found[1] if found else ""


# --- numbers ------------------------------------------------------------------------------------


@lru_cache(maxsize=None)
def _number_pattern(words: Words) -> re.Pattern[str]:
    group = re.escape("".join(words.list("group")))
    decimal = re.escape("".join(words.list("decimal")) or ",")
    grouped = rf"\d{{1,3}}(?:[{group}{_SPACES}’]\d{{3}})+(?!\d)"
    digits = rf"(?:{grouped}|\d+)(?:{decimal}\d+)?"
    scale = alternatives(word for word in words.values("scales") if len(word) <= 2)  # noqa: PLR2004 (“bn”)
    unit = alternatives((*words.values("numbers"), *words.values("scales")))
    one = words.any_of("one")
    hyphen = "-" if words.language == "en" else ""  # “шесть-семь” is a range
    joined = rf"(?:[ \u00a0{hyphen}]|[ ](?:{words.any_of('and')})[ ])"
    scale_word = alternatives(word for word in words.values("scales") if len(word) > 2)  # noqa: PLR2004 (“bn”)
    half = rf"(?:{words.any_of('and_half')})"
    spelled = (
        rf"(?:(?:half[ ])?(?:{one})[ ](?:{scale_word})|(?:{unit})(?:[ ]{half}(?=[ ]))?)"
        rf"(?:{joined}(?:{unit})\b)*(?:[ ]{half})?"
    )
    return re.compile(
        rf"(?<![\w.,:/-])(?P<money>[{CURRENCY}])?(?P<sign>(?:(?<=\s)|^)[-−])?(?P<digits>{digits})"
        rf"(?:[- \u00a0]?(?P<scale>{scale_word})\b\.?|(?P<tight>{scale})\b)?(?![\d/]|[.,:]\d)"
        rf"|\b(?P<spelled>{spelled})\b(?!-year)",
        re.IGNORECASE,
    )


def _numbers(text: str, words: Words) -> Iterator[Found]:
    for match in _number_pattern(words).finditer(text):
        value = _value(match, words)
        if value is None:
            continue
        money = match["money"] or ""
        yield _counted(text, Found(Span(match.start(), match.end()), "count", _plain(value)), words, money)
    if words.language == "de":
        yield from _compounds(text, words)


def _value(match: re.Match[str], words: Words) -> Decimal | None:
    scales = words.values("scales")
    if match["digits"]:
        decimal = "".join(words.list("decimal"))
        digits = re.sub(rf"[{_SPACES}’]", "", match["digits"])
        digits = digits.replace("".join(words.list("group")) or "\x00", "").replace(decimal, ".")
        value = Decimal(digits) * scales.get((match["scale"] or match["tight"] or "").lower(), Decimal(1))
        return -value if match["sign"] else value
    return spelled(match["spelled"].lower(), words)


def spelled(text: str, words: Words) -> Decimal | None:
    """Give the value of a number in words; None if they make none.

    >>> from kzquiz.authoring.draft.words import words
    >>> spelled("two hundred and fifty", words("en")), spelled("half a million", words("en"))
    (Decimal('250'), Decimal('500000.0'))
    """
    small, scales = words.values("numbers"), words.values("scales")
    total = current = Decimal(0)
    half = seen = False
    halves = words.list("and_half")
    for entry in halves:
        text = text.replace(entry, "+half")
    for word in re.split(r"[ \u00a0\s-]+", text):
        if word in scales:
            current = (current or 1) * scales[word]
            seen = True
            if scales[word] >= 1000:  # noqa: PLR2004 (the words after it start a new group)
                total, current = total + current, Decimal(0)
        elif word in small:
            current, seen = current + small[word], True
        elif word == "+half":
            current += Decimal("0.5")
        elif word == "half":
            half = True
    value = total + current
    return (value * Decimal("0.5") if half else value) if seen else None


_DE_PARTS = re.compile(r"(?P<a>[a-zäöüß]*?)(?P<scale>tausend|hundert)(?P<rest>[a-zäöüß]*)")


def _compounds(text: str, words: Words) -> Iterator[Found]:
    """German numbers in one word: “fünfundzwanzig”, “zweihundert”."""
    for match in _WORD.finditer(text):
        value = _compound(match[0].lower(), words)
        if value is not None and match[0].lower() not in words.values("numbers"):
            yield _counted(text, Found(Span(match.start(), match.end()), "count", _plain(value)), words)


def _compound(word: str, words: Words) -> Decimal | None:
    small = words.values("numbers")
    if not word:
        return Decimal(0)
    if word in small:
        return small[word]
    unit, joined, tens = word.partition("und")
    if joined and unit in small and tens in small:
        return small[unit] + small[tens]
    found = re.fullmatch(r"(.*?)tausend(.*)", word) or re.fullmatch(r"(.*?)hundert(.*)", word)
    if found is None:
        return None
    scale = Decimal(1000 if "tausend" in word else 100)
    before, after = _compound(found[1], words), _compound(found[2].removeprefix("und"), words)
    return None if before is None or after is None else (before or 1) * scale + after


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fractions(text: str, words: Words) -> Iterator[Found]:
    values = words.values("fractions")
    count = words.any_of("numbers")
    pattern = rf"\b(?:(?P<n>{count}|an?|eine[nmr]?)[ -])?(?P<f>{alternatives(values)})\b"
    for match in re.finditer(pattern, text.lower()):
        lead = match["n"] or ""
        times = words.values("numbers").get(lead, Decimal(1))
        if re.search(r"\b(?:and|с)\s+\Z", text[: match.start()].lower()):
            continue  # “two and a half”
        alone = not lead and words.language == "en" and match["f"] != "half"
        if alone or text[match.end() : match.end() + 5].lower() in {" an h", " a mi", " past", " time"}:
            continue
        if words.language == "en" and re.match(r"[ -](?:an? |past|time|final|back|year)", text[match.end() :]):
            continue
        value = (times * values[match["f"]]).quantize(Decimal("0.0001"))
        if words.language == "en" and (hour := re.match(r"\s+of an hour\b", text[match.end() :])):
            span = Span(match.start(), match.end() + hour.end())
            yield Found(span, "count", _plain(60 * value), unit="minutes", category="minutes")
            continue
        shown = _plain(value)
        if words.language == "en" and not re.match(r"\s+(?:of\b|the\b)|[.,;]", text[match.end() :]) and lead in {"a", "one"} and match["f"] != "half":
            continue
        yield Found(Span(match.start(), match.end()), "percent", shown, unit="share")


def _ratios(text: str, words: Words) -> Iterator[Found]:
    """“Seven in ten”: a share. Two numbers that count things in some place are none."""
    numbers = rf"\d{{1,3}}|{words.any_of('numbers')}"
    joins = words.any_of("out_of")
    for match in re.finditer(rf"\b(?P<a>{numbers})\s+(?:{joins})\s+(?P<b>{numbers})\b", text.lower()):
        values = words.values("numbers")
        few, all_ = (Decimal(m) if m.isdigit() else values[m] for m in (match["a"], match["b"]))
        digits = match["a"].isdigit() and match[0].split()[1] in {"in", "von"} and all_ > 20  # noqa: PLR2004 (a place)
        if 0 < few < all_ and not digits:
            share = (few / all_).quantize(Decimal("0.0001"))
            yield Found(Span(match.start(), match.end()), "percent", _plain(share), unit="share")


def _durations(text: str, words: Words) -> Iterator[Found]:
    """“an hour”: a count of one without a number."""
    for entry in words.list("unit_hour"):
        phrase, _, meaning = entry.partition("=")
        value, _, unit = meaning.partition(" ")
        if not unit:
            continue
        for match in re.finditer(rf"\b{re.escape(phrase)}\b(?!\s+(?:{words.any_of('before')}|later|ago)\w*)", text.lower()):
            yield Found(Span(match.start(), match.end()), "count", value, unit=unit, category=unit)


def _vague(text: str, words: Words) -> Iterator[Found]:
    pattern = rf"\b(?:{words.any_of('vague')})\b"
    for match in re.finditer(pattern, text.lower()):
        if re.search(r"\d[\s\u00a0]*\Z", text[: match.start()]):
            continue  # “2,5 Millionen”
        found = Found(Span(match.start(), match.end()), "count", word=match[0])
        yield _counted(text, found, words)


def _zeros(text: str, words: Words) -> Iterator[Found]:
    lower = text.lower()
    for match in re.finditer(rf"\b(?:{words.any_of('zero')})\b", lower):
        found = Found(Span(match.start(), match.end()), "count", "0")
        yield structs.replace(found, category=match[0])


def _scores(text: str, _: Words) -> Iterator[Found]:
    for match in re.finditer(r"(?<![\w.,:/-])(\d{1,2})[-–](\d{1,2})(?![\w/]|[.,:]\d|[-–]\d)", text):
        high_first = int(match[1]) >= int(match[2])
        noun = re.match(r"[ \u00a0](?!in\b|at\b|on\b|to\b|by\b|after\b|and\b|win\b|victory\b|lead\b|defeat\b|draw\b|loss\b|home\b|away\b)[a-zа-яa-zäöü]{3,}", text[match.end() :])
        if high_first or not noun:
            yield Found(Span(match.start(), match.end()), "score", word=match[0])
    for match in re.finditer(r"(?<![\w.,:/-])(\d{1,2}):(\d)(?![\w/:]|[.,]\d)", text):
        yield Found(Span(match.start(), match.end()), "score", word=match[0])


def _ranges(text: str, words: Words) -> Iterator[Found]:
    numbers = list(_number_pattern(words).finditer(text))
    starts = words.any_of("range_starts")
    for low, high in zip(numbers, numbers[1:], strict=False):
        between = text[low.end() : high.start()].lower()
        lead = re.search(rf"\b(?:{starts})\s+\Z", text[: low.start()].lower())
        joined = re.fullmatch(rf"\s*(?:[-–—]|(?:{words.any_of('range')}))\s*", between)
        plain = re.fullmatch(r"\s*(?:[-–—]|to|bis|до)\s*", between)
        values = _value(low, words), _value(high, words)
        if None in values or not joined or not (lead or plain):
            continue
        first, second = (value for value in values if value is not None)
        if low["digits"] and not low["scale"] and high["scale"]:
            first *= words.values("scales")[high["scale"].lower()]
        years = {first, second} <= set(map(Decimal, range(_FIRST_YEAR, _LAST_YEAR))) and len(low[0]) == 4  # noqa: PLR2004 (digits of a year)
        if first < second and not (years and not _counts(text[high.end() :], words)):
            start = lead.start() if lead else low.start()
            found = Found(Span(start, high.end()), "count", range=(_plain(first), _plain(second)))
            yield _counted(text, found, words, low["money"] or high["money"] or "")


def _counts(rest: str, words: Words) -> bool:
    """Whether a noun follows, which a year never has."""
    return bool(_nouns(rest, words))


_FINDERS: tuple[Callable[[str, Words], Iterator[Found]], ...] = (
    _clocks, _dates, _zeros, _durations, _ratios, _scores, _ranges, _years, _vague, _fractions, _numbers,
)  # fmt: skip


# --- what is counted ----------------------------------------------------------------------------


def _counted(text: str, found: Found, words: Words, money: str = "") -> Found:
    """The figure with its unit, and what it counts as far as the words after it say so."""
    rest = text[found.span.end :]
    percent = re.match(rf"[ \u00a0-]?(?:%|(?:{words.any_of('percent')})\b)", rest.lower())
    if percent:
        span = Span(found.span.start, found.span.end + percent.end())
        tail = _nouns(text[span.end :], words, skip_of=True)
        return structs.replace(found, span=span, measure="percent", unit=percent[0].strip(" \u00a0-"), category=" ".join(tail))
    paid = re.match(rf"[ \u00a0]?(?:[{CURRENCY}]|(?:{words.any_of('money')})\b)", rest.lower())
    if money or paid:
        unit = money or paid[0].strip() if paid or money else ""
        end = found.span.end + (paid.end() if paid else 0)
        span = Span(found.span.start, end)
        return structs.replace(found, span=span, measure="money", unit=unit, category=" ".join(_nouns(text[end:], words, skip_of=True)))
    nouns = _nouns(rest, words)
    unit = _unit(nouns, words)
    return structs.replace(found, unit=unit, category=" ".join(_state(rest, nouns, words)))


def _unit(nouns: list[str], words: Words) -> str:
    if words.language == "de":
        return next((noun for noun in nouns if noun[0].isupper()), nouns[-1] if nouns else "")
    if words.language == "ru":
        return nouns[-1] if len(nouns) == 1 else next((n for n in nouns if not n.endswith(("ых", "их", "ой", "ые", "ие", "ий", "ый"))), nouns[0] if nouns else "")
    if len(nouns) > 1 and nouns[-1].endswith("ed") and words.language == "en":
        return nouns[-2]
    return nouns[-1] if nouns else ""


def _nouns(rest: str, words: Words, *, skip_of: bool = False) -> list[str]:
    """The words after a number up to a verb, a preposition or a sign: “law enforcement officers”."""
    stops = words.set("ends_name") | words.set("auxiliaries") | words.set("say") | words.set("be") | words.set("days")
    found: list[str] = []
    at = 0
    while len(found) < _NOUN_END:
        match = re.match(r"[ \u00a0\n-]*([^\W\d_]+(?:[’'-][^\W\d_]+)*)", rest[at:])
        if match is None:
            break
        word = match[1]
        if word.lower() in {"of", "the", "more", "other", "another", "further", "additional"} and (not found or skip_of):
            at += match.end()
            continue
        if word.lower() in stops or word.lower() in words.set("of"):
            break
        found.append(word)
        at += match.end()
        if words.language != "en" and word.islower() and words.language == "ru":
            continue
    return found


def _state(rest: str, nouns: list[str], words: Words) -> list[str]:
    """What is counted: the nouns, and what happened to them (“people arrested”)."""
    if not nouns:
        return []
    after = rest[rest.find(nouns[-1]) + len(nouns[-1]) :]
    done = re.match(rf"\s+(?:{words.any_of('be')})\s+([^\W\d_]+)", after)
    return [*nouns, done[1]] if done else nouns


# --- qualifiers ---------------------------------------------------------------------------------


def _qualified(text: str, found: Found, words: Words) -> Found:
    """The figure with the qualifier that stands before or after it."""
    if found.range or found.word:
        return found
    before = text[max(0, found.span.start - _NEAR) : found.span.start]
    if found.measure in {"clock", "year", "date"}:
        for name, listed in (("less-than", "before"), ("more-than", "after")):
            match = re.search(rf"(?:^|(?<=\W))(?:(?:shortly|just|kurz)\s+)?(?:{words.any_of(listed)})\s+\Z", before.lower())
            if match:
                return _from(found, name, len(before) - match.start())  # type: ignore[arg-type]
    for name, listed in _QUALIFIERS:
        article = r"(?:an?\s+|the\s+)?" if words.language == "en" else ""
        pattern = rf"(?:^|(?<=[^\w])){'' if listed != 'x' else ''}(?:{words.any_of(listed)})\s+{article}[{CURRENCY}]?\Z"
        if match := re.search(pattern, before.lower()):
            if name == "about" and _is_preposition(before, match.start(), words):
                continue
            return _from(found, name, len(before) - match.start())
    after = text[found.span.end :]
    for name, listed in _AFTER:
        match = re.match(rf"(?:\s?\w+){{0,2}}?\s*(?:{words.any_of(listed)})(?!\w)", after.lower())
        if match and "." not in match[0]:
            return structs.replace(found, qualifier=name)
    return found


def _is_preposition(before: str, at: int, words: Words) -> bool:
    """Whether “about” follows a verb or noun that asks for it: “talks about 12 boats”."""
    last = _last_word(before[:at]).lower()
    return words.language == "en" and last in {"talks", "talked", "asked", "worried", "complained", "know", "questions", "concerned"}


def _from(found: Found, qualifier: Qualifier, length: int) -> Found:
    return structs.replace(found, qualifier=qualifier, span=Span(found.span.start - length, found.span.end))
