"""Words: how every rule reads a text. The definitions of section 0 of the check catalogue.

Everything here is a pure function of text, cached where rules ask for the same text often.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern

from kzquiz.check.engine.expressions import expression
from kzquiz.evidence.article import ending_off, norm
from kzquiz.text import to_plain

__all__ = [
    "STOP",
    "bare",
    "content",
    "contents",
    "ending_off",
    "has_any",
    "has_phrase",
    "jaccard",
    "listed",
    "may_quote",
    "norm",
    "outside_quotes",
    "parted",
    "quotations",
    "sentences",
    "spoken",
    "tok",
]

_TOKEN = expression(r"[^\W_]+(?:'[^\W\d_]+)?")
_QUOTED = expression(r'[“"„«]([^“”"„«»]+)[”"“»]')
_SENTENCE = expression(r"(?<=[.!?])[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])")
_LEAST = 4


def listed(words: str) -> tuple[str, ...]:
    """The words of a list that is written as one text, for people to read."""
    return tuple(words.split())


STOP = frozenset(
    listed("""
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
    reports reported reporting statement statements following name names give gives given""")
)
"""Words that carry no content of their own in a question on a news text."""


@lru_cache(maxsize=65536)
def tok(text: str) -> tuple[str, ...]:
    """The words of a text in lower case: letters and digits, with an inner apostrophe.

    >>> tok("The “angry mob” didn’t wait: 2,000 left.")
    ('the', 'angry', 'mob', "didn't", 'wait', '2', '000', 'left')
    """
    return tuple(_TOKEN.findall(norm(text).lower()))


@lru_cache(maxsize=65536)
def content(text: str) -> frozenset[str]:
    """The content words of a text as stems: four letters or more, none of the stop list."""
    return contents(tok(text))


def contents(words: Iterable[str]) -> frozenset[str]:
    """The content words among words that `tok` gave, as stems."""
    return frozenset(
        [
            ending_off(word.removesuffix("'s"))
            for word in words
            if len(word) >= _LEAST and word not in STOP and not word.isdigit()
        ]
    )


def spoken(prose: str) -> str:
    """The words of prose as rules read them: without markup, with plain blanks.

    >>> spoken("*about*\u00a02\u202f000 in Source\u00a0A")
    'about 2 000 in Source A'
    """
    text = to_plain(prose)
    if not text.isascii():
        for blank in _BLANKS:
            text = text.replace(blank, " ")
    return text


_BLANKS = "\u00a0\u2009\u202f"
_PARTING = "“”„«»\"’‘'.,;:?!()[]/-–—…\u00a0"


def parted(text: str) -> list[str]:
    """The words of a text in lower case, in order; hyphens and apostrophes part words.

    Coarser than `tok` and several times as fast: for looking words up before reading closely.

    >>> parted("The “angry mob” didn’t wait.")
    ['the', 'angry', 'mob', 'didn', 't', 'wait']
    """
    text = text.lower()
    for mark in _PARTING:
        text = text.replace(mark, " ")
    return list(map(intern, text.split()))  # the words of a unit recur: each is held once


def bare(text: str) -> str:
    """A text as words between single blanks, without a leading article."""
    return " ".join(tok(text)).removeprefix("the ")


def has_phrase(text: str, phrase: str) -> bool:
    """Tell whether the words of ``phrase`` follow one another in ``text``, whatever the case.

    A possessive ’s does not count.

    >>> has_phrase("By the Fire Service’s count", "fire service")
    True
    """
    wanted = _joined(phrase)
    return bool(wanted) and f" {wanted} " in f" {_joined(text)} "


@lru_cache(maxsize=65536)
def _joined(text: str) -> str:
    return " ".join([word.removesuffix("'s") for word in tok(text)])


def has_any(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of the phrases stands in the text."""
    return any(has_phrase(text, phrase) for phrase in phrases)


def jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    """Shared words over all words of both, 0 to 1."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def may_quote(text: str) -> bool:
    """A quick look: whether a text has a mark that opens a quotation."""
    return '"' in text or "“" in text or "„" in text or "«" in text


def quotations(text: str) -> Iterator[tuple[int, str]]:
    """What stands in double quotation marks: where it starts in the text, and the words."""
    for match in _QUOTED.finditer(text):
        yield match.start(1), match[1]


@lru_cache(maxsize=65536)
def outside_quotes(text: str) -> str:
    """The author's own voice: the text with what is in double quotation marks taken out."""
    return _QUOTED.sub(" “” ", text) if may_quote(text) else text


@lru_cache(maxsize=65536)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text: cut after . ! ? where a capital or a digit follows."""
    return tuple(part for part in _SENTENCE.split(text) if part)
