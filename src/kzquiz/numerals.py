"""Reads numbers in any language that has its words as data: digits, words, and their qualifiers.

The checks read English with `kzquiz.english_numerals`, and every other language with this module.
Drafts read every language with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from msgspec import Struct

from kzquiz.languages.words import Words, alternatives
from kzquiz.model import Qualifier
from kzquiz.qualifiers import CURRENCY, qualifier_in

__all__ = [
    "SPACES",
    "Numeral",
    "compounds",
    "counting",
    "gives_otherwise",
    "pattern",
    "spelled",
    "value",
]

SPACES = " \u00a0\u2009\u202f"
"""Spaces that may stand between the digits of a number."""
_PARTS = {"dreiviertel": Decimal("0.75"), "viertel": Decimal("0.25")}  # in front of a German scale
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SHORT = 2  # letters of a scale that is written behind digits only: “5bn”, “2m”
_THOUSAND = 1000  # a scale after which a new group of a number begins
_LARGEST = Decimal(10) ** 24  # arithmetic with decimals is exact up to 28 digits


class Numeral(Struct, frozen=True):
    """A number in a text: its place, its value, and its qualifier with one that fits as well.

    ``unsure``: the qualifier may be a preposition, as in “talks about 12 boats”.
    """

    start: int
    end: int
    value: Decimal
    qualifier: Qualifier = "exact"
    unsure: bool = False
    leans: Qualifier | None = None


@cache
def pattern(words: Words) -> re.Pattern[str]:
    """A number in digits or in words; its groups are for `value`."""
    group = re.escape("".join(words.list("group")))
    decimal = re.escape("".join(words.list("decimal")))
    scales = words.values("scales")
    tight = alternatives(word for word in scales if len(word) <= _SHORT)
    scale = alternatives(word for word in scales if len(word) > _SHORT)
    grouped = rf"\d{{1,3}}(?:[{group}{SPACES}’]\d{{3}})+(?!\d)"
    digits = rf"(?:{grouped}|\d+)(?:{decimal}\d+)?"
    unit = alternatives(
        (*words.values("numbers"), *(word for word in scales if len(word) > _SHORT))
    )
    hyphen = "-" if words.language == "en" else ""  # “шесть-семь” is a range
    joined = rf"(?:[ \u00a0{hyphen}]|[ ](?:{words.any_of('and')})[ ])"
    half = rf"(?:{words.any_of('and_half')})"
    ending = rf"(?:{words.any_of('endings')})?"  # of the last word: “екі жүзге”
    spelled_number = (
        rf"(?:(?:half[ ])?(?:{words.any_of('one')})[ ](?:{scale})|(?:{unit})(?:[ ]{half}(?=[ ]))?)"
        rf"(?:{joined}(?:{unit}){ending}\b)*(?:[ ]{half})?"
    )
    letters = "".join(words.list("beginnings"))  # words that are written as one with the next
    joined_before = rf"|(?<=\W[{letters}])|(?<=^[{letters}])" if letters else ""
    return re.compile(
        rf"(?:(?<![\w.,:/-]){joined_before})(?P<money>[{CURRENCY}])?(?P<sign>(?:(?<=\s)|^)[-−])?(?P<digits>{digits})"
        rf"(?:[- \u00a0]?(?P<scale>{scale})\b\.?|(?P<tight>{tight})\b)?(?![\d/]|[.,:]\d)"
        rf"|\b(?P<spelled>{spelled_number}{ending})\b(?!-year)",
        re.IGNORECASE,
    )


def value(match: re.Match[str], words: Words) -> Decimal | None:
    """The value of a match of `pattern`; None if its words make no number."""
    if match["spelled"]:
        return spelled(match["spelled"].lower(), words)
    digits = re.sub(rf"[{SPACES}’]", "", match["digits"])
    for group in words.list("group"):
        digits = digits.replace(group, "")
    digits = digits.replace("".join(words.list("decimal")), ".")
    scale = (match["scale"] or match["tight"] or "").lower()
    number = Decimal(digits) * words.values("scales").get(scale, Decimal(1))
    return -number if match["sign"] else number


def spelled(text: str, words: Words) -> Decimal | None:
    """Give the value of a number in words; None if they make none.

    >>> from kzquiz.languages.words import words
    >>> spelled("two hundred and fifty", words("en")), spelled("half a million", words("en"))
    (Decimal('250'), Decimal('500000.0'))
    """
    small, scales = words.values("numbers"), words.values("scales")
    total = current = Decimal(0)
    half = seen = False
    for entry in words.list("and_half"):
        text = text.replace(entry, "+half")
    for written in re.split(r"[\s-]+", text):
        word = _without_ending(written, words)
        if word in scales:
            current, seen = (current or 1) * scales[word], True
            if scales[word] >= _THOUSAND:
                total, current = total + current, Decimal(0)
        elif word in small:
            current, seen = current + small[word], True
        elif word == "+half":
            current += Decimal("0.5")
        elif word == "half":
            half = True
    found = total + current
    return (found * Decimal("0.5") if half else found) if seen else None


def _without_ending(word: str, words: Words) -> str:
    """A word for a number without its ending, in a language that puts endings on numbers."""
    known = words.values("numbers").keys() | words.values("scales").keys()
    if word in known:
        return word
    stems = (word.removesuffix(ending) for ending in words.list("endings"))
    return next((stem for stem in stems if stem in known), word)


def compounds(text: str, words: Words) -> Iterator[Numeral]:
    """Numbers that are one word made of others, as in German: “fünfundzwanzig”, “zweihundert”."""
    if words.language != "de":
        return
    for match in _WORD.finditer(text):
        found = _compound(match[0].lower(), words)
        if found is not None and match[0].lower() not in words.values("numbers"):
            yield Numeral(match.start(), match.end(), found)


def _compound(word: str, words: Words) -> Decimal | None:
    small = words.values("numbers")
    if not word or word in small:
        return small.get(word, Decimal(0))
    part = next((one for one in _PARTS if word.startswith(one)), "")
    scale = words.values("scales").get(word.removeprefix(part))
    if part and scale and scale > _THOUSAND:  # “Dreiviertelmilliarde”
        return _PARTS[part] * scale
    unit, joined, tens = word.partition("und")
    unit = "eins" if unit == "ein" else unit
    if joined and unit in small and tens in small:
        return small[unit] + small[tens]
    for part, scale in (("tausend", Decimal(1000)), ("hundert", Decimal(100))):
        before, found, after = word.partition(part)
        if found:
            times, rest = _compound(before, words), _compound(after.removeprefix("und"), words)
            return None if times is None or rest is None else (times or 1) * scale + rest
    return None


def counting(text: str, words: Words, *, every: bool = False) -> tuple[Numeral, ...]:
    """The numbers of a text that count something, in order, each with its qualifier.

    Dates, clock times, years, names (“№ 5”), places in an order and places in a text are none.
    With ``every`` they are given as well.

    >>> from kzquiz.languages.words import words
    >>> text = "7 мая 2022 года ушло около 2 тыс. человек"
    >>> [(one.value, one.qualifier) for one in counting(text, words("ru"))]
    [(Decimal('2000'), 'about')]
    """
    if not every:
        text = _uncounted(words).sub(lambda match: " " * len(match[0]), text)
    lower = text.lower()
    vague = [match.span() for match in _vague(words).finditer(lower)]
    found = [*_plain(text, words), *compounds(text, words)]
    found.sort(key=lambda one: one.start)
    counted: list[Numeral] = []
    for one in found:
        inside = any(begin <= one.start < end for begin, end in vague)
        if inside or abs(one.value) >= _LARGEST or (counted and one.start < counted[-1].end):
            continue
        qualifier, _, leans = qualifier_in(text, one.start, one.end, words)
        counted.append(Numeral(one.start, one.end, one.value, qualifier, leans=leans))
    return tuple(counted)


def _plain(text: str, words: Words) -> Iterator[Numeral]:
    scales = words.values("scales")
    for match in pattern(words).finditer(text):
        said = (match["spelled"] or "").lower().split()
        # “Тысячи” alone is no number, and “миллион” may be one of many.
        if said and all(word in scales for word in said):
            continue
        found = value(match, words)
        if found is not None:
            yield Numeral(match.start(), match.end(), found)


@cache
def _vague(words: Words) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words.any_of('vague')})\b")


@cache
def _uncounted(words: Words) -> re.Pattern[str]:
    """What has digits or words for numbers and counts nothing."""
    any_of = words.any_of
    months = rf"(?:{any_of('months')})(?:{any_of('endings')})?\b"
    year = r"(?:1[2-9]|20)\d\d"
    half = rf"(?:{any_of('clock_am', 'clock_pm')})"
    point = "" if "".join(words.list("decimal")) == "." else "."
    return re.compile(
        rf"\b\d{{1,2}}\.?\s+{months}(?:,?\s+{year}\b)?|\b{months}\s+{year}\b"
        rf"|\b{year}[ \u00a0]?(?:{any_of('year_nouns')})(?!\w)"
        rf"|\b(?:{any_of('year_nouns')})\s+{year}\b"
        rf"|\b(?:{any_of('year_leads')})\s+{year}\b(?!\s+[^\W\d_]|[.,]?\d)"
        rf"|(?<![\d.,])\d{{1,2}}[:{point}]\d\d(?![\d%]|[.,:]\d)"
        rf"|\b\d{{1,2}}\s+(?:{any_of('oclock')})(?!\w)"
        rf"|\b\d{{1,2}}(?:\s+(?:{any_of('clock_words')}))?\s+{half}(?!\w)"
        rf"|\b\d+[-.]?(?:{any_of('ordinals')})\b"
        rf"|(?<!\w)(?:{any_of('places')})[ \u00a0]?\d+(?:[-–,]\s?\d+)*"
        rf"|\b\d+[-–\s]?(?:{any_of('places')})(?!\w)"
        rf"|(?<!\w)(?:{any_of('names_number')})\.?\s*№?\s*\d+(?:[-–]?\w)*"
        rf"|\b(?:{any_of('no_numbers')})\b|\b[^\W\d_]+-\d+\b|\b\d{{1,2}}[./]\d{{1,2}}[./]{year}\b"
        r"|\b\d{4}-\d\d-\d\d\b",
        re.IGNORECASE,
    )


def vague_in(text: str, words: Words) -> tuple[str, ...]:
    """The vague quantities of a text, in lower case: “десятки”."""
    return tuple(match[0] for match in _vague(words).finditer(text.lower()))


def gives_otherwise(text: str, wanted: Decimal, words: Words) -> bool:
    """Whether a text gives a number by another word for it, or as the place in an order.

    >>> from kzquiz.languages.words import words
    >>> gives_otherwise("Оба насоса стояли.", Decimal(2), words("ru"))
    True
    """
    if re.search(rf"(?<![\w.,]){wanted}[-.]?(?:{words.any_of('ordinals')})\b", text.lower()):
        return True
    others = words.values("other_numbers")
    return any(
        number == wanted and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.lower())
        for word, number in others.items()
    )
