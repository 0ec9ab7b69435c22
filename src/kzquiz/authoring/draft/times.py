"""Finds the time of a statement as its sentence prints it: “by Tuesday evening”, “on 6 January”."""

from __future__ import annotations

import re
from functools import cache

from kzquiz.languages.words import Words, alternatives

_CLOCK = r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"


def as_of(text: str, words: Words) -> str:
    """Give the first time that a sentence prints, with the words that belong to it; “” if none.

    A clock time alone is none, nor a year that is only compared with.

    >>> from kzquiz.languages.words import words
    >>> as_of("By late Tuesday evening 300 people had left.", words("en"))
    'By late Tuesday evening'
    >>> as_of("It began at 9:30.", words("en"))
    ''
    """
    found = _pattern(words).search(text)
    return found[0].strip(" ,") if found else ""


@cache
def _pattern(words: Words) -> re.Pattern[str]:
    months = alternatives(words.values("months"))
    days, parts, near = (words.any_of(name) for name in ("days", "parts", "near_days"))
    leads = words.any_of("time_leads")
    ends = words.any_of("skip_after")
    date = rf"\d{{1,2}}(?:{ends}|\.)?\s+(?:{months})\b\.?(?:,?\s+\d{{4}})?"
    if words.language == "en":
        date += rf"|(?:{months})\s+\d{{1,2}}(?:{ends})?\b(?:,?\s+\d{{4}})?"
    day = rf"(?:{days}|{near})\b"
    part = rf"(?:\s+(?:{parts})\b)?"
    clock = rf"(?:,?\s+(?:at\s+|um\s+|в\s+)?(?:{_CLOCK}))?"
    clock_before = rf"(?:(?:{_CLOCK})\s+(?:on\s+|am\s+|в\s+|во\s+)?)?"
    lead = rf"(?:\b(?:{leads})\s+){{0,2}}(?:(?:the|den|dem)\s+)?"
    before = words.any_of("dated_leads")
    year = rf"(?:{before})\s+(?:1[2-9]|20)\d\d\b(?:\s+год\w*)?"
    month = rf"(?:{before})\s+(?:{months})\b(?:\s+\d{{4}})?(?:\s+of last year)?"
    part_alone = rf"(?:{words.any_of('part_leads')})\s+(?:{parts})\b"
    if words.language == "ru":
        part_alone += rf"|\b(?:{parts})\b"
    body = (
        rf"{lead}{clock_before}\b{day}{part}{clock}(?:,?\s+(?:{date}))?"
        rf"|{lead}{clock_before}\b(?:{parts})\s+(?:of|on|в)\s+{day}"
        rf"|{lead}{clock_before}(?:{date}){clock}"
        rf"|\b{year}"
        rf"|\b{month}"
        rf"|\b{part_alone}"
    )
    return re.compile(body, re.IGNORECASE)
