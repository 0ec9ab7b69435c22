"""The words beside a number that say how exact it is: “about”, “at least”, “or more”.

`qualifier_of` reads English with the patterns of this module, `qualifier_in` any language that has
its words as data.
"""

from __future__ import annotations

import re
from functools import cache

from kzquiz.expressions import expression
from kzquiz.languages.words import Words, last_word
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
_LETTERS = r"[\w\u064b-\u065f]"  # with the vowel signs of Arabic
_NEAR = 60  # characters before a figure in which its qualifier stands
_LISTED_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at-least", "at_least"),
    ("up-to", "up_to"),
    ("more-than", "more_than"),
    ("less-than", "less_than"),
    ("about", "about"),
)
_LISTED_AFTER: tuple[tuple[Qualifier, str], ...] = (
    ("about", "about_after"),
    ("more-than", "more_after"),
    ("at-least", "at_least_after"),
    ("up-to", "up_to_after"),
)


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


def qualifier_in(
    text: str, start: int, end: int, words: Words
) -> tuple[Qualifier, int, Qualifier | None]:
    """The qualifier of what stands from ``start`` to ``end``, and where it begins.

    The third is a qualifier that fits as well: “nearly 30” is about 30, and less.

    >>> from kzquiz.languages.words import words
    >>> qualifier_in("почти 30 человек", 6, 8, words("ru"))
    ('less-than', 0, 'about')
    """
    before = text[max(0, start - _NEAR) : start].lower()
    for name, listed in _listed_before(words):
        match = listed.search(before)
        if match and not _is_preposition(name, before[: match.start()], words):
            near = name in ("more-than", "less-than") and match["said"] in words.set("nearly")
            return name, start - len(before) + match.start(), "about" if near else None
    after = text[end:].lower()
    for name, listed in _listed_after(words):
        if listed.match(after):
            return name, start, None
    return "exact", start, None


@cache
def _listed_before(words: Words) -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    lead = rf"(?<!\w)(?:{words.any_of('beginnings')})?"
    article = rf"(?:(?:{words.any_of('fraction_articles')})\s+|the\s+)?"
    return tuple(
        (name, re.compile(rf"{lead}(?P<said>{words.any_of(listed)})\s+{article}[{CURRENCY}]?\Z"))
        for name, listed in _LISTED_BEFORE
    )


@cache
def _listed_after(words: Words) -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?:\s?{_LETTERS}+){{0,2}}?,?\s*(?:{words.any_of(listed)})(?!\w)"))
        for name, listed in _LISTED_AFTER
    )


def has_qualifier(text: str, qualifier: Qualifier, words: Words) -> bool:
    """Whether a text in lower case has a word for a qualifier, at any place."""
    listed = [name for one, name in (*_LISTED_BEFORE, *_LISTED_AFTER) if one == qualifier]
    return bool(listed and re.search(rf"(?<!\w)(?:{words.any_of(*listed)})(?!\w)", text))


def _is_preposition(name: Qualifier, before: str, words: Words) -> bool:
    """Whether “about” follows a word that asks for it: “talks about 12 boats”."""
    return name == "about" and last_word(before).lower() in words.set("prepositional")
