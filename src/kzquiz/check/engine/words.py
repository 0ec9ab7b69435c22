"""Splits a text into words, sentences and quotations. All rules read texts this way.

Results are cached, as many rules read the same texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern

from kzquiz.evidence.article import norm, without_ending
from kzquiz.expressions import expression
from kzquiz.text import to_plain

__all__ = [
    "STOP",
    "bare",
    "coarse_tokens",
    "content_among",
    "content_words",
    "has_any",
    "has_phrase",
    "jaccard",
    "may_quote",
    "norm",
    "outside_quotes",
    "quotations",
    "sentences",
    "tokens",
    "vocabulary",
    "without_markup",
    "word_list",
    "word_set",
]

_TOKEN = expression(r"[^\W_]+(?:'[^\W\d_]+)?")
_BOUNDED = expression(r"\w+")
_QUOTED = expression(r'[“"„«]([^“”"„«»]+)[”"“»]')
_CAPITALS = "A-ZÄÖÜА-ЯЁӘҒҚҢӨҰҮҺІ\u0620-\u064a"  # Arabic has no capitals
_SENTENCE = expression(rf"(?<=[.!?؟])[”\"’')\]»]*\s+(?=[“\"‘'(\[«„]?[{_CAPITALS}0-9])")
_LEAST = 4
# Cutting plain ASCII at marks takes a third of the time of an expression.
_MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_MARKS_IN_BOUNDS = {code: blank for code, blank in _MARKS.items() if chr(code) != "_"}


def word_list(words: str) -> tuple[str, ...]:
    """A list of words that is written as one text."""
    return tuple(words.split())


def word_set(words: str) -> frozenset[str]:
    """A set of words that is written as one text."""
    return frozenset(words.split())


STOP = word_set(
    """
    a about above after again against all also although am an and another any are as at be became
    because been before being below between both but by can could did do does doing down during each
    either else ever every few for from further had has have having he her here hers herself him
    himself his how however i if in into is it its itself just least less like made make many may
    me might more most much must my myself neither no nor not now of off on once one only onto or
    other our ours out over own per rather same shall she should since so some such than that the
    their theirs them themselves then there these they this those though through thus to too two
    under until up upon us very was we were what when where whether which while who whom whose why
    will with within without would yet you your yours
    according article articles source sources text texts paragraph par say says said saying report
    reports reported reporting statement statements following name names give gives given"""
)
"""Stop words: they carry no content of their own in a question on a news text."""


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case: letters and digits, with an inner apostrophe.

    >>> tokens("The “angry mob” didn’t wait: 2,000 left.")
    ('the', 'angry', 'mob', "didn't", 'wait', '2', '000', 'left')
    """
    if text.isascii() and "'" not in text:
        return tuple(text.lower().translate(_MARKS).split())
    return tuple(_TOKEN.findall(norm(text).lower()))


@lru_cache(maxsize=4096)
def vocabulary(text: str) -> frozenset[str]:
    r"""The words of a text in lower case, as ``\b`` of a regular expression bounds them.

    >>> sorted(vocabulary("It isn’t so. So?"))
    ['isn', 'it', 'so', 't']
    """
    text = text.lower()
    if text.isascii():
        return frozenset(text.translate(_MARKS_IN_BOUNDS).split())
    return frozenset(_BOUNDED.findall(text))


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """The content words of a text: four letters or more, no stop word, each without its ending."""
    return content_among(tokens(text))


def content_among(words: Iterable[str]) -> frozenset[str]:
    """The content words among some `tokens`, each without its ending."""
    return frozenset(
        [
            without_ending(word.removesuffix("'s"))
            for word in words
            if len(word) >= _LEAST and word not in STOP and not word.isdigit()
        ]
    )


def without_markup(prose: str) -> str:
    """Prose as rules read it: without markup, and with plain spaces.

    >>> without_markup("*about*\u00a02\u202f000 in Source\u00a0A")
    'about 2 000 in Source A'
    """
    text = to_plain(prose)
    if not text.isascii():
        for blank in _BLANKS:
            text = text.replace(blank, " ")
    return text


_BLANKS = "\u00a0\u2009\u202f"
_SEPARATORS = "“”„«»\"’‘'.,;:?!()[]/-–—…\u00a0"


def coarse_tokens(text: str) -> list[str]:
    """The words of a text in lower case, in order, cut at hyphens and apostrophes too.

    Several times as fast as `tokens`, for looking up words before reading closely.

    >>> coarse_tokens("The “angry mob” didn’t wait.")
    ['the', 'angry', 'mob', 'didn', 't', 'wait']
    """
    text = text.lower()
    for mark in _SEPARATORS:
        text = text.replace(mark, " ")
    return list(map(intern, text.split()))  # the same words recur: interned, each takes room once


def bare(text: str) -> str:
    """The words of a text in lower case, joined by spaces, without a leading “the”."""
    return " ".join(tokens(text)).removeprefix("the ")


def has_phrase(text: str, phrase: str) -> bool:
    """Whether the words of ``phrase`` follow one another in ``text``, in upper or lower case.

    A possessive ’s is ignored.

    >>> has_phrase("By the Fire Service’s count", "fire service")
    True
    """
    wanted = _joined(phrase)
    return bool(wanted) and f" {wanted} " in f" {_joined(text)} "


@lru_cache(maxsize=65536)
def _joined(text: str) -> str:
    return " ".join([word.removesuffix("'s") for word in tokens(text)])


def has_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether the text has one of the phrases."""
    return any(has_phrase(text, phrase) for phrase in phrases)


def jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    """The Jaccard index of two sets of words: shared words / all words, 0 to 1."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def may_quote(text: str) -> bool:
    """Whether a text has a mark that opens a quotation: a fast test before `quotations`."""
    return '"' in text or "“" in text or "„" in text or "«" in text


def quotations(text: str) -> Iterator[tuple[int, str]]:
    """The phrases in double quotation marks, each with its offset in the text."""
    for match in _QUOTED.finditer(text):
        yield match.start(1), match[1]


@lru_cache(maxsize=65536)
def outside_quotes(text: str) -> str:
    """A text without the phrases in double quotation marks."""
    return _QUOTED.sub(" “” ", text) if may_quote(text) else text


@lru_cache(maxsize=65536)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text: cut after . ! ? if a capital or a digit follows.

    >>> sentences("Es fing um 9 an. Über 20 kamen.")
    ('Es fing um 9 an.', 'Über 20 kamen.')
    """
    return tuple(part for part in _SENTENCE.split(text) if part)
