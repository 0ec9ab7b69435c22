"""Characters that mislead: controls, direction signs, hidden line breaks, look-alike letters."""

from __future__ import annotations

import re
import unicodedata

# Hidden line breaks: other programs use them inside a paragraph, editors do not count them as
# lines but YAML does. Read as a space.
BREAKS = "\x0b\x0c\x85\u2028\u2029"
# Embedding, override and isolate controls reorder what an editor shows (CVE-2021-42574).
BIDI = "\u202a-\u202e\u2066-\u2069"
# YAML 1.1 section 5.1: everything a stream may not hold, line breaks apart; and U+FFFD, which
# stands where a letter was lost.
MISLEADING = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{BIDI}\ufeff\ufffd-\uffff]"
)

# Letters of other scripts that are drawn like a Latin one (from Unicode's confusables.txt,
# Cyrillic and Greek, the keyboards that are likely here).
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏкмтАВЕКМНОРСТУХІЈЅοανιρκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlkmtABEKMHOPCTYXIJSoavipkABEZHIKMNOPTYX",
)
_WORD = re.compile(r"[A-Za-z0-9_-]+")


def lookalike(word: str) -> str | None:
    """Give the Latin spelling of a key or id in which some letters only look Latin, else ``None``.

    >>> lookalike("k\u0456nd"), lookalike("kind"), lookalike("\u043a\u043b\u044e\u0447")
    ('kind', None, None)
    """
    if word.isascii():
        return None
    # Dashes and hyphens that are drawn like the one on the keyboard, full-width forms.
    latin = unicodedata.normalize("NFKC", word).translate(_ALIKE)
    latin = re.sub("[\u00ad\u2010-\u2015\u2212]", "-", latin)
    return latin if _WORD.fullmatch(latin) else None


def strange_letter(word: str) -> str:
    """Name the first letter of ``word`` that is not ASCII, as in ``CYRILLIC SMALL LETTER A``."""
    letter = next((letter for letter in word if not letter.isascii()), "")
    return unicodedata.name(letter, "an unnamed character").lower().capitalize()


def code_point(character: str) -> str:
    """Write a character as ``U+202E``."""
    return f"U+{ord(character):04X}"
