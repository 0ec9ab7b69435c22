"""Characters that mislead a reader: control characters, hidden line breaks, look-alike letters."""

from __future__ import annotations

import re
import unicodedata

# Hidden line breaks. Other programs use them inside a paragraph; YAML counts them as line ends,
# editors do not. They are read as a space.
BREAKS = "\x0b\x0c\x85\u2028\u2029"
# Embedding, override and isolate controls change the order in which an editor shows text
# (CVE-2021-42574).
BIDI = "\u202a-\u202e\u2066-\u2069"
# YAML 1.1, section 5.1: all characters that a stream may not hold, except line breaks; and U+FFFD,
# which replaces a letter that was lost.
MISLEADING = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029{BIDI}\ufeff\ufffd-\uffff]"
)

# Cyrillic and Greek letters that look like Latin ones (from Unicode's confusables.txt). Other
# keyboards are unlikely here.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏкмтАВЕКМНОРСТУХІЈЅοανιρκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlkmtABEKMHOPCTYXIJSoavipkABEZHIKMNOPTYX",
)
_WORD = re.compile(r"[A-Za-z0-9_-]+")


def lookalike(word: str) -> str | None:
    """Give the Latin spelling of a key or id with letters that only look Latin, else ``None``.

    >>> lookalike("k\u0456nd"), lookalike("kind"), lookalike("\u043a\u043b\u044e\u0447")
    ('kind', None, None)
    """
    if word.isascii():
        return None
    # NFKC turns full-width forms into plain ones. Dashes that look like a hyphen become one.
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
