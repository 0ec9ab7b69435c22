"""Finds numbers in digits and in words, ranges, shares, scores, and vague words as “dozens”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import structs

from kzquiz.authoring.draft.counted import counted, nouns
from kzquiz.authoring.draft.found import SHARE, Found, Measure, plain
from kzquiz.authoring.draft.moments import FIRST_YEAR, LAST_YEAR
from kzquiz.authoring.draft.statements import Span
from kzquiz.languages.words import Words, alternatives
from kzquiz.numerals import compounds, pattern, value

_THOUSAND = 1000  # a scale after which a new group of a number begins
_PLACES = Decimal("0.0001")  # of a share
_MOST_SHARE = 20  # “7 in 20” is a share, “300 in 40 towns” is none
_LETTER = r"[^\W\d_]"


def numbers(text: str, words: Words) -> Iterator[Found]:
    """Find numbers in digits and in words."""
    for match in pattern(words).finditer(text):
        amount = value(match, words)
        if amount is not None:
            found = Found(Span(match.start(), match.end()), "count", plain(amount))
            yield counted(text, found, words, match["money"] or "")
    for one in compounds(text, words):
        found = Found(Span(one.start, one.end), "count", plain(one.value))
        yield counted(text, found, words)


def ranges(text: str, words: Words) -> Iterator[Found]:
    """Find ranges: “10 to 12”, “between 5 and 8 million”, “40–45 миллионов”."""
    for low, high in pairwise(pattern(words).finditer(text)):
        between = text[low.end() : high.start()].lower()
        lead = re.search(rf"\b(?:{words.any_of('range_starts')})\s+\Z", text[: low.start()].lower())
        joins = words.any_of("range") if lead else words.any_of("range_alone")
        first, second = value(low, words), value(high, words)
        joined = re.fullmatch(rf"\s*(?:[-–—]|(?:{joins}))\s*", between)
        if first is None or second is None or not joined:
            continue
        scale = (high["scale"] or "").lower()
        if low["digits"] and not low["scale"] and scale:
            first *= words.values("scales")[scale]
        elif low["spelled"] and first < _THOUSAND <= second and between == "-":
            first *= _THOUSAND  # “шесть-семь тысяч”
        years = first > FIRST_YEAR and second < LAST_YEAR and not nouns(text[high.end() :], words)
        if first < second and not years:
            span = Span(lead.start() if lead else low.start(), high.end())
            found = Found(span, "count", range=(plain(first), plain(second)))
            yield counted(text, found, words, low["money"] or high["money"] or "")


def fractions(text: str, words: Words) -> Iterator[Found]:
    """Find parts of one: “a quarter of”, “two thirds”, “die Hälfte”."""
    values, lower = words.values("fractions"), text.lower()
    scales = words.values("scales")
    articles = words.any_of("fraction_articles")
    lead = rf"(?:(?P<n>{words.any_of('numbers')}|{articles})[ -])?"
    for match in re.finditer(rf"\b{lead}(?P<f>{alternatives(values)})\b", lower):
        rest = lower[match.end() :]
        if re.match(rf"[ -](?:{words.any_of('no_fraction_after')})\b", rest):
            continue
        if re.search(rf"\b(?:{words.any_of('and')}|с)\s+\Z", lower[: match.start()]):
            continue  # “two and a half”
        value = words.values("numbers").get(match["n"] or "", Decimal(1)) * values[match["f"]]
        of, one = words.any_of("of"), words.any_of("one")
        whole = rf"\s+(?:{of}\s+)?(?:{one}\s+)?(?P<s>{alternatives(scales)})\b"
        times = re.match(whole, rest)
        if times:  # “a quarter of a billion”
            span = Span(match.start(), match.end() + times.end())
            found = Found(span, "count", plain(Decimal(round(value * scales[times["s"]]))))
            yield counted(text, found, words)
            continue
        hour = re.match(r"\s+of an hour\b", rest)
        if hour:
            span = Span(match.start(), match.end() + hour.end())
            yield Found(span, "duration", plain(60 * value), unit="minutes", category="minutes")
        elif not _is_ordinal(match, rest, words):
            share = plain(value.quantize(_PLACES))
            yield Found(Span(match.start(), match.end()), "percent", share, unit=SHARE)


def _is_ordinal(match: re.Match[str], rest: str, words: Words) -> bool:
    """Whether “third” or “fifth” is one in an order: “a third man is missing”."""
    if words.language != "en" or match["f"] not in {"third", "fifth", "tenth"}:
        return False
    return not (match["n"] and re.match(r"\s+of\b|\s+the\b|[.,;]", rest))


def ratios(text: str, words: Words) -> Iterator[Found]:
    """Find shares in two numbers: “seven in ten”, “four out of ten”, “один из пяти”."""
    values, lower = words.values("numbers"), text.lower()
    number = rf"\d{{1,3}}|{words.any_of('numbers')}"
    noun = rf"(?:\s+{_LETTER}+)?" if words.language == "en" else ""
    pattern = rf"\b(?P<a>{number}){noun}\s+(?P<how>{words.any_of('out_of')})\s+(?P<b>{number})\b"
    for match in re.finditer(pattern, lower):
        few, whole = (Decimal(m) if m.isdigit() else values[m] for m in (match["a"], match["b"]))
        place = match["how"] == "in" and (whole > _MOST_SHARE or match["a"].isdigit())
        if 0 < few < whole and not place:
            share = plain((few / whole).quantize(_PLACES))
            yield Found(Span(match.start(), match.end()), "percent", share, unit=SHARE)


def fixed(text: str, words: Words) -> Iterator[Found]:
    """Find phrases that are a count without a number: “an hour”, “half a century”."""
    lower = text.lower()
    for entry in sorted(words.list("fixed"), key=len, reverse=True):  # “half an hour” first
        phrase, _, meaning = entry.partition("=")
        value, _, unit = meaning.partition(" ")
        later = r"(?!\s+(?:later|ago|before|earlier)\b)"
        for match in re.finditer(rf"\b{re.escape(phrase)}\b{later}", lower):
            measure: Measure = "duration" if unit in words.values("durations") else "count"
            span = Span(match.start(), match.end())
            yield Found(span, measure, value, unit=unit, category=unit)


def vague(text: str, words: Words) -> Iterator[Found]:
    """Find vague quantities: “dozens”, “several hundred”."""
    for match in re.finditer(rf"\b(?:{words.any_of('vague')})\b", text.lower()):
        if not re.search(r"\d[\s\u00a0]*\Z", text[: match.start()]):  # “2,5 Millionen”
            found = Found(Span(match.start(), match.end()), "count", word=match[0])
            yield counted(text, found, words)


def zeros(text: str, words: Words) -> Iterator[Found]:
    """Find phrases that count none: “nobody was”, “no injuries”, “пострадавших нет”."""
    for match in re.finditer(rf"\b(?:{words.any_of('zero')})\b", text.lower()):
        found = Found(Span(match.start(), match.end()), "count", "0", category=match[0])
        done = re.match(r"\s+([^\W\d_]+)", text[match.end() :])
        if done and match[0].split()[-1] in words.any_word("be", "auxiliaries"):
            people = words.list("people")[0]  # “nobody was hurt”: people hurt
            span = Span(match.start(), match.end() + done.end())
            found = structs.replace(found, span=span, unit=people, category=f"{people} {done[1]}")
        yield found


def scores(text: str, words: Words) -> Iterator[Found]:
    """Find results of matches: “2-1”. “10-15 people” is a range."""
    pattern = r"(?<![\w.,:/-])(\d{1,2})[-–](\d{1,2})(?![\w/]|[.,:]\d|[-–]\d)"
    for match in re.finditer(pattern, text):
        after = re.match(rf"[ \u00a0]({_LETTER}{{3,}})", text[match.end() :])
        is_noun = after is not None and after[1].lower() not in words.set("no_score")
        if int(match[1]) >= int(match[2]) or not is_noun:
            yield Found(Span(match.start(), match.end()), "score", word=match[0])
    for match in re.finditer(r"(?<![\w.,:/-])(\d{1,2}):(\d)(?![\w/:]|[.,]\d)", text):
        yield Found(Span(match.start(), match.end()), "score", word=match[0])
