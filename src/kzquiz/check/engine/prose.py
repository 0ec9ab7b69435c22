"""Every text of a unit as its author wrote it, for rules that read prose wherever it stands.

Rules that look for words ask `mentioning` for the texts in question: each entry of the unit knows
its words once, so that a rule whose words stand nowhere costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.subjects import AuthoredText, Path, QuestionView, UnitView
from kzquiz.check.engine.words import parted, spoken
from kzquiz.kinds.fields import Fields
from kzquiz.load.schema import ClaimEntry, DifferenceEntry, SourceEntry

__all__ = [
    "Entry",
    "EntryText",
    "entries",
    "forms",
    "mentioning",
    "phrase",
    "plain",
    "word_set",
]

_WORD = expression(r"[^\W_]+")
_LEAST = 3
_STRAIGHT = tuple(zip("“”„«»’‘–—\u00a0", '"""""\'\'-- ', strict=True))


class EntryText(Struct, frozen=True):
    """A text, the entry it stands in, its role there (``prose`` outside questions) and its path.

    ``question`` is the one it stands in, None elsewhere.
    """

    entry: str
    role: str
    text: str
    at: Path
    question: QuestionView | None = None


class Entry(Struct, frozen=True):
    """A question, claim, difference or source, or unit.yaml, with all its texts.

    ``parts`` are the texts as they lie at hand; `texts` names their entry, for those that matter.
    ``text`` is all of them in one, ``words`` its words (see `check.engine.words.parted`).
    """

    name: str
    parts: Sequence[AuthoredText | EntryText]
    text: str
    words: frozenset[str]
    question: QuestionView | None = None

    @property
    def texts(self) -> Iterator[EntryText]:
        """The texts in order."""
        for part in self.parts:
            yield self.named(part)

    def named(self, part: AuthoredText | EntryText) -> EntryText:
        """One of the parts with the name of the entry."""
        return EntryText(self.name, part.role, part.text, part.at, self.question)


@lru_cache(maxsize=1)
def entries(unit: UnitView) -> tuple[Entry, ...]:
    """All entries of a unit with their texts. Aliases, ids and lists of search words are none."""
    return tuple(_all(unit))


def mentioning(unit: UnitView, words: Iterable[str]) -> Iterator[EntryText]:
    """The texts in which one of the words (lower case) stands."""
    wanted = frozenset(words)
    for entry in entries(unit):
        if not wanted.isdisjoint(entry.words):
            found = wanted & entry.words
            for part in entry.parts:
                lower = part.text.lower()
                if any(word in lower for word in found):
                    yield entry.named(part)


def plain(text: str) -> str:
    """A text with straight quotation marks, apostrophes and spaces, to match patterns against.

    Lighter than `kzquiz.check.engine.words.norm`, which composes letters as well.
    """
    if text.isascii():
        return text
    for curly, straight in _STRAIGHT:
        text = text.replace(curly, straight)
    return text


def _all(unit: UnitView) -> Iterator[Entry]:
    for question in unit.questions:
        yield Entry(
            question.entry,
            question.texts,
            question.text,
            question.words,
            question,
        )
    facts = unit.facts
    for what, model, entries in (
        ("claim", ClaimEntry, facts.claims),
        ("difference", DifferenceEntry, facts.differences),
        ("source", SourceEntry, facts.sources),
    ):
        for name, entry in entries.items():
            yield _prose(f"{what}/{name}", _fields(entry, _own(model)))
    own = ((text.at, text.text) for text in unit.info.texts() if text.role == "prose")
    yield _prose("unit", own)


@cache
def _own(model: type[Fields]) -> tuple[str, ...]:
    """The fields of an entry in which its author writes prose."""
    return tuple(name for name, role in model.parts.texts.items() if role == "prose")


def _fields(entry: Struct, names: Iterable[str]) -> Iterator[tuple[Path, str]]:
    for name in names:
        value: str | tuple[str, ...] = getattr(entry, name)
        if isinstance(value, str):
            yield (name,), value
        else:
            yield from (((name, number), text) for number, text in enumerate(value))


def _prose(name: str, texts: Iterable[tuple[Path, str]]) -> Entry:
    parts = [EntryText(name, "prose", spoken(text), at) for at, text in texts if text]
    text = "\n".join([part.text for part in parts])
    return Entry(name, parts, text, frozenset(parted(text)))


# --- words and their forms ----------------------------------------------------------------------


def word_set(words: str) -> frozenset[str]:
    """A word list of a rule, written as one text."""
    return frozenset(words.split())


@lru_cache(maxsize=1024)
def forms(word: str) -> tuple[str, ...]:
    """The forms of a word, a noun or verb with regular endings, itself among them; lower case.

    >>> forms("eliminated")
    ('eliminate', 'eliminated', 'eliminates', 'eliminating')
    >>> forms("militants")
    ('militant', 'militants')
    """
    word = word.lower()
    if word.endswith("ed") and len(word) > _LEAST + 2:
        root = word[:-2]
        ends = ("e", "ed", "es", "ing") if root[-1] in "cegtsvz" else ("", "ed", "es", "s", "ing")
        return tuple(sorted({word, *(root + end for end in ends)}))
    if word.endswith("ing") and len(word) > _LEAST + 3:
        root = word[:-3]
        return tuple(sorted({word, *(root + end for end in ("e", "ed", "es", "s", ""))}))
    if word.endswith("e"):
        return tuple(sorted({word, word + "s", word + "d", word[:-1] + "ing"}))
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return tuple(sorted({word, word[:-1]}))
    return tuple(sorted({word, word + "s", word + "ed", word + "ing"}))


def phrase(term: str) -> str:
    """A pattern for a term in any form of its words, for `plain` text in lower case."""
    words = _WORD.findall(plain(term).lower())
    return r"[^\w]+".join(f"(?:{'|'.join(sorted(forms(w), key=len, reverse=True))})" for w in words)
