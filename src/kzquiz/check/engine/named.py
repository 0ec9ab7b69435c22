"""Finds names in a text, and whether a text names somebody in one form or another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kzquiz.check.engine.moments import DAYS, MONTHS
from kzquiz.check.engine.words import STOP, has_phrase, tokens, word_set
from kzquiz.evidence.article import same_word
from kzquiz.expressions import expression
from kzquiz.languages.words import Words

__all__ = ["capitals", "forms", "has_form", "has_words", "head", "names_one", "telling"]

_HEAD_ENDS = expression(r",|\b(?:of|in|on|at|from|for|with|near|by|who|that)\b")
_CAPITAL = expression(
    r"(?<![.!?:“\"‘;] )(?<!^)(?<![“\"‘])\b[A-Z][\w’'-]*[\w](?:[ ][A-Z][\w’'-]*[\w])*"
)
_LETTERS = expression(r"[^\W\d_]+")
_LEAST = 4
_NO_NAMES = word_set("i mr mrs ms dr sir source sources am pm a.m p.m") | {*DAYS, *MONTHS}


def capitals(text: str) -> tuple[str, ...]:
    """The names in a text: words with a capital that begin no sentence and no quotation.

    >>> capitals("The agents in Montreal told Mr Franklin on Monday. Boats of Source A left.")
    ('Montreal', 'Franklin')
    """
    found = []
    for match in _CAPITAL.findall(text):
        words = [word for word in match.split() if word.lower().rstrip(".") not in _NO_NAMES]
        if name := " ".join(word for word in words if len(word) > 1):
            found.append(name)
    return tuple(dict.fromkeys(found))


def forms(names: Iterable[str]) -> Iterator[str]:
    """The forms in which a source may name a speaker, besides its role and pronouns."""
    for name in names:
        yield name
        words = name.split()
        capital = [word for word in words if word[:1].isupper()]
        if len(capital) > 1:
            if len(capital) == len(words):
                yield capital[-1]  # the surname
            yield "".join(word[0] for word in capital)  # the abbreviation
        if not capital or words[0] in {"the", "a", "an"}:
            yield from head(name)


def head(name: str) -> Iterator[str]:
    """The noun of a description: “service” of “the fire service of the town”."""
    noun = tokens(_HEAD_ENDS.split(name, maxsplit=1)[0])
    if noun and noun[-1] not in STOP and noun[-1] != "head":  # there is a head of everything
        yield noun[-1]


def names_one(text: str, names: Iterable[str]) -> bool:
    """Whether a text has one of the names; a single word may have another ending."""
    for name in names:
        words = [word for word in tokens(name) if word not in STOP]
        if has_phrase(text, name) or (len(words) == 1 and has_words(text, words)):
            return True
    return False


def telling(name: str) -> list[str]:
    """The words of a name that tell it from others: four letters or more, or a capital.

    >>> telling("мэр Анна Орлова"), telling("служба спасения")
    (['анна', 'орлова'], ['служба', 'спасения'])
    """
    found = [w for w in _LETTERS.findall(name) if len(w) >= _LEAST or w[0].isupper()]
    return [word.lower() for word in found or _LETTERS.findall(name)]


def has_form(text: str, wanted: Iterable[str], words: Words) -> bool:
    """Whether a text has one of some words in a form that a language may give it."""
    there = set(tokens(text))
    return any(words.same(word, one) for word in wanted for one in there)


def has_words(text: str, words: Iterable[str]) -> bool:
    """Whether a text has all of the words, each with any ending."""
    there = {word.removesuffix("'s") for word in tokens(text)}
    return all(any(_alike(word, one) for one in there) for word in words)


def _alike(word: str, other: str) -> bool:
    return word == other or same_word(word, other) or same_word(other, word)
