"""The words beside a number that say how exact it is: “about”, “at least”, “or more”."""

from __future__ import annotations

import re

from kzquiz.expressions import expression
from kzquiz.model import Qualifier

CURRENCY = "$€£¥₽₸₹₴₺"
_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (
        "at-least",
        (
            r"at(?: the(?: very)?)? least|a minimum of|minimum"
            r"|(?:no|not) (?:fewer|less|slower|lower|shorter) than"
        ),
    ),
    (
        "up-to",
        (
            r"(?:might|may|can|could) reach|up to|at most|as many as|as much as|a maximum of"
            r"|maximum|(?:no|not) (?:more|faster|higher|longer|larger|bigger) than"
        ),
    ),
    (
        "more-than",
        r"more than|(?:well )?(?:over|above)|in excess of|exceeding|beyond|upwards? of|north of",
    ),
    ("less-than", r"less than|fewer than|(?:well )?(?:under|below)|not quite"),
    (
        "about",
        (
            r"about|around|approximately|approx\.?|roughly|some|nearly|almost|an estimated"
            r"|estimated|close to|circa|ca\.?|in the region of|(?:just|a (?:little|bit|shade))"
            r" (?:over|under|above|below|shy of|short of|more than|less than)"
        ),
    ),
)
_LEANS: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        "less-than",
        expression(
            r"\b(?:nearly|almost|close to|under|below|shy of|short of|less than)\W*$", re.IGNORECASE
        ),
    ),
    ("more-than", expression(r"\b(?:over|above|more than)\W*$", re.IGNORECASE)),
)
_PREPOSITION = expression(
    r"(?:^|\W)(?:about|around|some|over|above|beyond|under|below)\W+$", re.IGNORECASE
)
# “the rule about four hours” says what the rule is about.
_TOPIC = expression(
    r"\b(?:rules?|questions?|sentences?|passages?|paragraphs?|stor(?:y|ies)) about\W*$",
    re.IGNORECASE,
)
_QUALIFIER_BEFORE = expression(
    r"(?:^|(?<=[^\w]))(?:"
    # “just over” means about, not more than: so the words for “about” are tried first.
    + "|".join(
        f"(?P<{name.replace('-', '_')}>{words})"
        for name, words in sorted(_BEFORE, key=lambda entry: entry[0] != "about")
    )
    + r")\s+(?:an?(?:other|[ ]further|[ ]total[ ]of)?\s+|further\s+)?"
    rf"[{CURRENCY}]?$",
    re.IGNORECASE,
)
_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    ("about", expression(r"-odd\b|(?:\s+\w+){0,2}?\s+(?:or so|or thereabouts)\b", re.IGNORECASE)),
    (
        "at-least",
        expression(
            r"\s*\+|-plus\b|(?:\s+\w+){0,2}?\s+(?:or (?:more|longer)|at (?:the )?least)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "up-to",
        expression(
            r"(?:\s+[\w/]+){0,3}?(?:\s+(?:or (?:less|fewer|slower)|at (?:the )?most)|, no more)\b",
            re.IGNORECASE,
        ),
    ),
)
_WINDOW = 25
_SIGNS: dict[str, Qualifier] = {
    "≥": "at-least", "≤": "up-to", ">": "more-than", "<": "less-than", "~": "about", "≈": "about",
}  # fmt: skip


def qualifier_of(text: str, start: int, end: int) -> tuple[Qualifier, bool, Qualifier | None]:
    """The qualifier of the number that stands from ``start`` to ``end``, before or after it.

    Then whether it is unsure, because the word may be a preposition (“talks about 12 boats”), and
    the qualifier that fits as well: “nearly 30” is about 30, and less.

    >>> qualifier_of("nearly 30", 7, 9), qualifier_of("talks about 12 boats", 12, 14)
    (('about', False, 'less-than'), ('about', True, None))
    >>> qualifier_of("≥ $3,000", 3, 8)
    ('at-least', False, None)
    """
    for name, after in _AFTER:
        if found := after.match(text, end):
            more = found[0].strip() in ("+", "-plus")
            return name, False, "more-than" if more else None
    before = text[max(0, start - _WINDOW) : start]
    ahead = before.rstrip(f" \u00a0\u2009\u202f{CURRENCY}")
    sign = _SIGNS.get(ahead[-1:])
    if sign and ahead[-2:-1] not in ("-", "=", "<", ">"):  # no arrow
        return sign, False, None
    found = _QUALIFIER_BEFORE.search(before)
    if found is None or _TOPIC.search(before):
        return "exact", False, None
    name = next(name for name, _ in _BEFORE if found[name.replace("-", "_")])
    about = found["about"] or ""
    leans = next((lean for lean, words in _LEANS if words.search(about)), None)
    return name, bool(_PREPOSITION.search(before)), leans
