"""Reads numbers in English: digits, words, and their qualifiers.

Other languages are read with their words as data: see `kzquiz.numerals`, which this module follows.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from kzquiz.expressions import expression
from kzquiz.model import Amount
from kzquiz.numerals import Numeral
from kzquiz.qualifiers import CURRENCY, qualifier_of

__all__ = ["PLACES", "counting", "gives_otherwise", "is_vague", "may_have_numbers", "vague_in"]

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_UP_TO_NINETEEN.split())}
_TENS = {word: 10 * value for value, word in enumerate(_FROM_TWENTY.split(), 2)}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "crore": 10_000_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
}
_BIG = "dozen|hundred|thousand|lakh|crore|million|billion|trillion"
_UNIT = "|".join(sorted((*_SMALL, *_TENS), key=len, reverse=True))
_DIGIT = expression(r"\d")
_LETTERS = expression(r"[a-z]+")
# Cutting plain ASCII at all that is no letter takes a third of the time of an expression.
_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha()}
_COUNTING = frozenset((*_SMALL, *_TENS, *_BIG.split("|")))  # what spelled numbers are made of
_FRACTIONS = "halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?"
_SPELLED = (
    rf"(?:(?:half[ ])?an?[ ](?:{_BIG})|(?:{_UNIT}))(?:[- ]and[- ]a[- ]half(?=[ ](?:{_BIG})\b))?"
    rf"(?:[- ](?:and[ ])?(?:{_UNIT}|{_BIG})\b)*"
)
_THIN = " \u00a0\u2009\u202f"  # spaces between groups of thousands, the plain one among them
_DIGITS = (
    rf"\d{{1,3}}(?:(?:,\d{{3}})+|(?:[{_THIN}'’]\d{{3}})+)(?:\.\d+)?(?![\d,]\d)"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?![\d,]\d)"  # 12,34,000
    r"|\d+(?:\.\d+)?"
)
# A hyphen is a minus only after a space, a bracket or a quotation mark: 2-5 has none.
_SIGN = (
    rf"(?:(?P<sign>(?<![^\s(\[“‘\"'{CURRENCY}])[-−–]|\bminus[ ])(?=[{CURRENCY}]?\d)"
    rf"[{CURRENCY}]?)?"
)
_IN_DIGITS = (
    rf"{_SIGN}(?<![\w.,:/])(?P<digits>{_DIGITS})"
    rf"(?:(?P<tight>k|mn?|bn)\b|[- \u00a0](?P<scale>{_BIG})\b)?"
    r"(?![\w/]|[.,:]\d)"
)
_IN_WORDS = rf"\b(?=[aefhnostz])(?<!\bno )(?P<spelled>{_SPELLED})\b(?!s\b|[- ](?:{_FRACTIONS})\b)"
_NUMBER = expression(f"{_IN_DIGITS}|{_IN_WORDS}", re.IGNORECASE)
# Numbers that count nothing: names (Khabar-24), paragraph numbers, dates, times, versions.
_MONTH = (  # with a capital: “26 may be right” is no date
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_LIST = r"\d+(?:(?:,? (?:and|or|to) |, ?|-|–)\d+)*"
PLACES = expression(  # numbers of paragraphs, questions and the like
    r"\b(?=[PQSLpqsl])(?:[Pp]ar(?:agraph)?s?\.?|[Qq]uestions?|[Ss]ections?|[Ll]ines?|[Ss]teps?)"
    rf"[ \u00a0]{_LIST}"
)
# With a capital: “Signal 47 failed”, not “the signal 47 men saw”.
_NUMBERED = (
    "Signal|Flight|Line|Room|Route|Platform|Gate|Priority|Level|Number|No\\.|Highway|Article"
    "|Chapter|Channel|Phase|Type|Case|Resolution|Apollo|Boeing|Airbus|Building"
)
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# “Ten to two” may be a range, “twenty to two” is none.
_CLOCK_WORDS = expression(
    rf"\b(?:half past|(?:a )?quarter (?:to|past)|twenty(?:-five)? (?:to|past)|(?:five|ten) past)"
    rf" (?:{_HOURS})\b"
    rf"|\b(?:\d\d?|{_HOURS})(?= (?:in the (?:morning|afternoon|evening)|at night)\b)",
    re.IGNORECASE,
)
_NO_COUNT = expression(
    rf"\b[A-Z][A-Za-z]*-\d+\b"
    rf"|\b(?:{_NUMBERED})[ \u00a0]\d+\b(?![-–.,]\d)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?[ \u00a0]{_MONTH}\b(?:,?[ ]\d{{4}})?"
    rf"|\b{_MONTH}[ \u00a0]\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?[ ]\d{{4}})?"
    rf"|\b{_MONTH}[ ]\d{{4}}\b"
    r"|\b\d{1,2}:\d\d\b(?![,\d])"
    r"|\b\d{1,2}(?:[:.]\d\d)?[ \u00a0]?(?:[ap]\.?m\b\.?|o['’]clock\b)"
    r"|(?<=\bat )\d{1,2}\.\d\d\b(?![,\d%]|[- ](?:per|million|billion|trillion)\b)"
    r"|\b\d+(?:st|nd|rd|th)\b|\b\d{4}-\d\d-\d\d\b"
    r"|\bV?\.?\d+\.\d+\.\d+\b"
)
# A bare year needs a word such as “in” before it; “by 2000 people” and “2000 troops” are counts.
_YEAR = expression(
    r"\b(?:in|since|until|till|during|year|early|late|mid)\s+(?:1[89]|20)\d\d(?!\w|,\d|\.\d)"
    r"|(?:\b(?:before|after|of|by|from)\s+|^|[(,]\s*)(?:1[89]|20)\d\d"
    r"(?!\w|,\d|\.\d|\s+(?:people\b|\w+s\b))",
    re.IGNORECASE,
)
_TOO_LARGE = Decimal(10) ** 24  # arithmetic with decimals is exact up to 28 digits
_BELOW_ZERO = expression(r"\b(?:minus|below (?:zero|freezing))\b|[-−–]\d", re.IGNORECASE)
_VAGUE = expression(
    r"\b(?:tens|hundreds|thousands|millions|billions|dozens|scores)(?: of (?:thousands|millions))?"
    r"|\ba (?:few|handful|couple)(?: (?:of|hundred|thousand|dozen)\b)?|\bseveral(?: (?:hundred|"
    r"thousand|dozen)\b)?\b",
    re.IGNORECASE,
)
_VAGUE_WORDS = "dozens scores hundreds thousands millions billions tens several few handful couple"
_FIGURE_WORDS = frozenset(_VAGUE_WORDS.split())
# Other words for small numbers.
_SYNONYMS = {
    0: expression(
        r"\b(?:no|none|not|nobody|nothing|neither|nor|never|nil|without|zero)\b", re.IGNORECASE
    ),
    1: expression(r"\b(?:an?|one|once|single|sole|only|another|lone|each)\b", re.IGNORECASE),
    2: expression(
        r"\b(?:both|two|twice|pair|couple|twins?|double[ds]?|either|neither)\b", re.IGNORECASE
    ),
    3: expression(r"\b(?:three|thrice|trio|triple[ds]?|triplets)\b", re.IGNORECASE),
}
_FROM_THIRD = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NTH: dict[Amount, str] = dict(enumerate(_FROM_THIRD.split(), 3))


def counting(text: str, *, every: bool = False) -> tuple[Numeral, ...]:
    """The numbers of a text that count something, in order, each with its qualifier.

    Numbers in names (Khabar-24), paragraph numbers, dates, times and bare years are none. With
    ``every`` they are given as well.

    >>> [(one.value, one.qualifier) for one in counting("On 7 May about two thousand left.")]
    [(Decimal('2000'), 'about')]
    """
    if not may_have_numbers(text):
        return ()
    if not every:
        for skipped in (PLACES, _NO_COUNT, _YEAR):
            if not _DIGIT.search(text):  # there is no date or paragraph number to skip
                break
            text = skipped.sub(_blanked, text)
        if not may_have_numbers(text):
            return ()
        text = _CLOCK_WORDS.sub(_blanked, text)
    spans = [match.span() for match in _VAGUE.finditer(text)]
    return tuple(
        _numeral(text, match, value)
        for match in _NUMBER.finditer(text)
        if not any(start <= match.start() < end for start, end in spans)
        and (value := _value(match)) is not None
        and abs(value) < _TOO_LARGE
    )


def may_have_numbers(text: str) -> bool:
    """Whether a text has a digit or a word of a spelled number. Most have none: see them fast."""
    if _DIGIT.search(text):
        return True
    text = text.lower()
    words = text.translate(_NO_LETTERS).split() if text.isascii() else _LETTERS.findall(text)
    return not _COUNTING.isdisjoint(words)


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _numeral(text: str, match: re.Match[str], value: Decimal) -> Numeral:
    """The matched number, with the qualifier that is before or after it."""
    start, end = match.span()
    qualifier, unsure, leans = qualifier_of(text, start, end + text[end:].startswith("%"))
    return Numeral(start, end, value, qualifier, unsure, leans)


@lru_cache(maxsize=65536)
def vague_in(text: str) -> tuple[str, ...]:
    """The vague quantities of a text, in lower case: “dozens”, “several hundred”."""
    return tuple(match[0].lower() for match in _VAGUE.finditer(text))


def is_vague(words: str) -> bool:
    """Whether the words of a figure are vague, such as “dozens”."""
    return any(word in _FIGURE_WORDS for word in words.lower().split())


def gives_otherwise(text: str, wanted: Amount) -> bool:
    """Whether a text gives a number by another word for it, or as the place in an order.

    >>> gives_otherwise("Both pumps stood still.", 2), gives_otherwise("the 88th minute", 88)
    (True, True)
    """
    if wanted < 0 and _BELOW_ZERO.search(text):
        return any(number.value == -wanted for number in counting(text))
    if any(_is_ordinal(found[0], wanted) for found in _NO_COUNT.finditer(text)):
        return True
    if wanted in _NTH and _NTH[wanted] in _LETTERS.findall(text.lower()):
        return True
    synonym = _SYNONYMS.get(int(wanted)) if wanted == int(wanted) else None
    return bool(synonym and synonym.search(text))


def _is_ordinal(text: str, value: Amount) -> bool:
    """Whether a text is the ordinal number of a value: “88th”."""
    return text[-2:].lower() in {"st", "nd", "rd", "th"} and text[:-2] == str(value)


def _value(match: re.Match[str]) -> Decimal | None:
    if match["spelled"]:
        return _spelled(match["spelled"].lower())
    value = Decimal(re.sub(rf"[,'’{_THIN}]", "", match["digits"]))
    scale = match["tight"] or match["scale"]
    sign = -1 if match["sign"] else 1
    return sign * value * (_SCALES[scale.lower()] if scale else 1)


def _spelled(text: str) -> Decimal | None:
    """The value of a number in words; None if the words make no number."""
    total = current = Decimal(0)
    seen = False
    half = False
    for word in re.split(r"[- ]+", text):
        if word == "half" and seen:
            current += Decimal("0.5")
        elif word == "half":
            half = True
        elif word in _SMALL or word in _TENS:
            current += _SMALL.get(word, 0) + _TENS.get(word, 0)
            seen = True
        elif word in _SCALES:
            scale = _SCALES[word]
            current = (current if seen and current else 1) * Decimal(scale)
            seen = True
            if scale >= 1000:  # noqa: PLR2004 (the words after it start a new group)
                total, current = total + current, Decimal(0)
    value = total + current
    return (value / 2 if half else value) if seen else None
