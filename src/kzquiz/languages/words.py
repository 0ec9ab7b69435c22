"""The words by which texts of a language are read: ``words/`` has them as data, a file a language.

Rules and drafts read numbers, qualifiers, times and speakers with them. A file need not have all
lists: what asks for a list runs in the languages that have it (see `knowing`). English is read by
`kzquiz.numbers` and the rules with patterns of their own, so its file is for drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

__all__ = ["Words", "alternatives", "knowing", "last_word", "rule_words", "words"]

_FOLDER = Path(__file__).with_suffix("")
_LAST = re.compile(r"([^\W\d_]+)\W*\Z")
_NAME = re.compile(r"^(\w+):", re.MULTILINE)
_OPEN = re.compile(r"(?<![^|+])…")  # at the beginning of a word
_PLURAL = ("s", "es", "ed")
ENGLISH = "en"
_LEAST = 3  # letters of a word that remain after an article


class Words:
    """The lists of one language, each under its name in the file."""

    def __init__(self, language: str) -> None:
        """Read the file of a language."""
        from yaml import CBaseLoader, load  # noqa: PLC0415 (English needs none)

        text = (_FOLDER / f"{language}.yaml").read_text("utf-8")
        lists = load(text, Loader=CBaseLoader)  # noqa: S506 (texts only)
        self.language = language
        self._lists = {
            name: tuple(word.strip() for word in entries.split("|") if word.strip())
            for name, entries in lists.items()
        }

    def list(self, name: str) -> tuple[str, ...]:
        """Give a list as it is written; an empty one if the language has none of that name."""
        return self._lists.get(name, ())

    @cache  # noqa: B019 (there is one such object for a language, and it stays)
    def set(self, name: str) -> frozenset[str]:
        """Give the words of a list as a set, without their values."""
        return frozenset(_bare(word) for word in self.list(name))

    @cache  # noqa: B019 (the same)
    def values(self, name: str) -> Mapping[str, Decimal]:
        """Give a list whose words have values: word → value."""
        pairs = (word.rpartition("=") for word in self.list(name))
        return {word: Decimal(value) for word, _, value in pairs}

    @cache  # noqa: B019 (the same)
    def any_of(self, *names: str) -> str:
        """Give a regular expression for any entry of some lists; one that never matches if empty.

        Longer entries come first, so that “more than” is found before “more”.
        """
        return alternatives(_bare(word) for name in names for word in self.list(name))

    @cache  # noqa: B019 (the same)
    def any_word(self, *names: str) -> frozenset[str]:
        """Give the words of several lists as one set."""
        return frozenset().union(*map(self.set, names))

    @cache  # noqa: B019 (the same)
    def written(self, *names: str) -> re.Pattern[str]:
        """Give a pattern for a word of some lists in a text, as ``name``.

        What the language writes as one with it (``beginnings``, ``endings``) may stand around it.
        A list ``not_negations`` has phrases that begin with a word of ``negations`` and are none.
        """
        before, after = self.any_of("beginnings"), self.any_of("endings")
        none = self.any_of(*(f"not_{name}" for name in names))
        word = rf"(?!(?:{none})(?!\w))(?P<name>{self.any_of(*names)})(?:{after})?"
        return re.compile(rf"(?<!\w)(?:{before})?{word}(?!\w)", re.IGNORECASE)

    @cache  # noqa: B019 (the same)
    def whole(self, *names: str) -> re.Pattern[str]:
        """Give a pattern for a text that is an entry of some lists, and nothing besides."""
        return re.compile(rf"\A\W*(?:{self.any_of(*names)})\W*\Z", re.IGNORECASE)

    @cache  # noqa: B019 (the same)
    def begins(self, *names: str) -> re.Pattern[str]:
        """Give a pattern for an entry of some lists at the beginning of a text."""
        return re.compile(rf"\A\W*(?:{self.any_of(*names)})(?!\w)", re.IGNORECASE)

    def value_of(self, name: str, found: re.Match[str]) -> int:
        """Give the value of a word that `written` found."""
        return int(self.values(name)[" ".join(found["name"].lower().split())])

    @cached_property
    def alike(self) -> Mapping[str, str]:
        """Words that news use for the same thing: word → the first word of its group."""
        found: dict[str, str] = {}
        for group in self.list("alike"):
            words = group.split()
            found |= {self.stem(word): words[0] for word in words}
        return found

    def stem(self, word: str) -> str:
        """Give the beginning of a word that its forms share; a rough one, for comparing."""
        word = word.lower().replace("ё", "е")
        if self.language == ENGLISH:
            word = word.removesuffix("’s").removesuffix("'s")
            for end in _PLURAL:
                if word.endswith(end) and len(word) - len(end) > 2:  # noqa: PLR2004 (“bus”)
                    return word.removesuffix(end).rstrip("e")
            return word.rstrip("e")
        return word[: max(4, len(word) - 3)]

    def _alone(self, word: str) -> str:
        """A word without an article or the like that is written as one with it."""
        for prefix in self.list("prefixes"):
            if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST:
                return word.removeprefix(prefix)
        return word

    def same(self, one: str, other: str) -> bool:
        """Tell whether two words may be forms of one name or noun."""
        if one == other:
            return True
        if self.language == ENGLISH:
            return self.stem(one) == self.stem(other)
        one, other = self._alone(one), self._alone(other)
        short, long = sorted((one.replace("ё", "е"), other.replace("ё", "е")), key=len)
        shared = len(short) if long.startswith(short) else _shared(short, long)
        return shared >= max(3, len(short) - 2) and len(long) - shared <= 3  # noqa: PLR2004 (an ending)


def _bare(word: str) -> str:
    """A word of a list without its value."""
    return word.rpartition("=")[0] or word


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    for number, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return number
    return min(len(one), len(other))


def alternatives(entries: Iterable[str]) -> str:
    r"""A regular expression for any of these texts, longer ones first.

    ``…`` stands for the rest of a word: at its end for any letters or none, before it for some.

    >>> forms = re.compile(rf"\b(?:{alternatives(['not', 'den…', '…less'])})\b")
    >>> forms.findall("nobody denied it, or did not deny it: it was hopeless, no less")
    ['denied', 'not', 'deny', 'hopeless']
    """
    texts = sorted(set(entries), key=lambda text: (-len(text), text))
    found = "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in texts)
    return _OPEN.sub(r"\\w+", found).replace("…", r"\w*") or r"(?!)"


def last_word(text: str) -> str:
    """The last word of a text, “” if it has none."""
    found = _LAST.search(text)
    return found[1] if found else ""


@cache
def words(language: str) -> Words:
    """Read the lists of a language, once."""
    return Words(language)


@cache
def rule_words(tag: str) -> Words | None:
    """The words by which rules read a language, by its base tag; None for English and for others.

    >>> rule_words("en"), rule_words("fr"), rule_words("ru").language
    (None, None, 'ru')
    """
    return words(tag) if tag != ENGLISH and tag in _names() else None


@cache
def knowing(*lists: str) -> tuple[str, ...]:
    """The languages, by tag, whose file has all of these lists, and English.

    >>> knowing("days", "months")
    ('ar', 'de', 'en', 'kk', 'ru')
    """
    return tuple(
        tag for tag, names in sorted(_names().items()) if tag == ENGLISH or names.issuperset(lists)
    )


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """The languages that have a file, each with the names of its lists."""
    return {
        path.stem: frozenset(_NAME.findall(path.read_text("utf-8")))
        for path in _FOLDER.glob("*.yaml")
    }
