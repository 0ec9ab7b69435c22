"""The words of a language by which a draft reads an article; ``words/`` has them as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from kzquiz.reader import read

LANGUAGES = ("en", "de", "ru", "kk")
_FOLDER = Path(__file__).with_suffix("")
_WORD = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"([^\W\d_]+)\W*\Z")
_RARE = 12  # one word in so many is a common one in a text of the language
_TELLING = 20  # words by which a language can be told
_SAMPLE = 20_000  # characters by which the language of a text is told
_PLURAL = ("s", "es", "ed")


class Words:
    """The lists of one language, each under its name in the file."""

    def __init__(self, language: str) -> None:
        """Read the file of a language."""
        path = _FOLDER / f"{language}.yaml"
        document, _ = read(path, path.name)
        lists = document.data if document else None
        if not isinstance(lists, dict):
            message = f"{path} is damaged; install kzquiz again"
            raise TypeError(message)
        self.language = language
        self._lists = {
            name: tuple(word.strip() for word in str(words).split("|") if word.strip())
            for name, words in lists.items()
        }

    def list(self, name: str) -> tuple[str, ...]:
        """Give a list as it is written."""
        return self._lists[name]

    @cache  # noqa: B019 (there are four such objects, and they stay)
    def set(self, name: str) -> frozenset[str]:
        """Give a list as a set."""
        return frozenset(self._lists[name])

    @cache  # noqa: B019 (the same)
    def values(self, name: str) -> Mapping[str, Decimal]:
        """Give a list whose words have values: word → value."""
        pairs = (word.rpartition("=") for word in self._lists[name])
        return {word: Decimal(value) for word, _, value in pairs}

    @cache  # noqa: B019 (the same)
    def any_of(self, *names: str) -> str:
        """Give a regular expression for any entry of some lists; one that never matches if empty.

        Longer entries come first, so that “more than” is found before “more”.
        """
        entries = {word.rpartition("=")[0] or word for name in names for word in self._lists[name]}
        return alternatives(entries)

    @cache  # noqa: B019 (the same)
    def any_word(self, *names: str) -> frozenset[str]:
        """Give the words of several lists as one set."""
        return frozenset().union(*(self._lists[name] for name in names))

    @cached_property
    def alike(self) -> Mapping[str, str]:
        """Words that news use for the same thing: word → the first word of its group."""
        found: dict[str, str] = {}
        for group in self._lists["alike"]:
            words = group.split()
            found |= {self.stem(word): words[0] for word in words}
        return found

    def stem(self, word: str) -> str:
        """Give the beginning of a word that its forms share; a rough one, for comparing."""
        word = word.lower().replace("ё", "е")
        if self.language == "en":
            word = word.removesuffix("’s").removesuffix("'s")
            for end in _PLURAL:
                if word.endswith(end) and len(word) - len(end) > 2:  # noqa: PLR2004 (“bus”)
                    return word.removesuffix(end).rstrip("e")
            return word.rstrip("e")
        return word[: max(4, len(word) - 3)]

    def same(self, one: str, other: str) -> bool:
        """Tell whether two words may be forms of one name or noun."""
        if one == other:
            return True
        if self.language == "en":
            return self.stem(one) == self.stem(other)
        short, long = sorted((one.replace("ё", "е"), other.replace("ё", "е")), key=len)
        shared = len(short) if long.startswith(short) else _shared(short, long)
        return shared >= max(3, len(short) - 2) and len(long) - shared <= 3  # noqa: PLR2004 (an ending)


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    for number, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return number
    return min(len(one), len(other))


def alternatives(entries: Iterable[str]) -> str:
    """A regular expression for any of these texts, longer ones first."""
    texts = sorted(set(entries), key=lambda text: (-len(text), text))
    return "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in texts) or r"(?!)"


def last_word(text: str) -> str:
    """The last word of a text, “” if it has none."""
    found = _LAST.search(text)
    return found[1] if found else ""


@cache
def words(language: str) -> Words:
    """Read the lists of a language, once."""
    return Words(language)


def language_of(text: str, declared: str = "") -> str:
    """Tell the language of a text by its most common words; “” if it is none that is known.

    ``declared`` is what sources.yaml says; it counts only where the words do not tell, because a
    new unit says “en” of every source.

    >>> language_of("The gate had been inspected in March."), language_of("Ворота были закрыты.")
    ('en', 'ru')
    >>> language_of("Aujourd’hui il pleut.")
    ''
    """
    found = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    counts = {name: sum(word in words(name).set("common") for word in found) for name in LANGUAGES}
    best = max(LANGUAGES, key=lambda name: counts[name])
    if found and counts[best] * _RARE >= len(found):
        return best
    main = declared.partition("-")[0].lower()
    few = len(found) < _TELLING
    return main if few and main in LANGUAGES else ""
