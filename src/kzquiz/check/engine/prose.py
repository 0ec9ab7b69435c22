"""Every text that the author of a unit wrote, for rules that read prose in all files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from kzquiz.check.engine.subjects import AuthoredText, Path, QuestionView, UnitView
from kzquiz.check.engine.words import vocabulary, without_markup
from kzquiz.expressions import expression
from kzquiz.kinds.fields import Fields
from kzquiz.load.schema import ClaimEntry, DifferenceEntry, SourceEntry

__all__ = ["Entry", "EntryText", "entries", "plain", "term_forms", "word_forms"]

_WORD = expression(r"[^\W_]+")
_LEAST = 3
_STRAIGHT = tuple(zip("“”„«»’‘–—\u00a0", '"""""\'\'-- ', strict=True))


class EntryText(Struct, frozen=True):
    """A text with the name of its entry, its role (``prose`` outside questions) and its path.

    ``question`` is the question that has the text; None for a text of another entry.
    """

    entry: str
    role: str
    text: str
    at: Path
    question: QuestionView | None = None


class Entry(Struct, frozen=True):
    """A question, claim, difference, source or unit.yaml, with its texts.

    ``entry`` is its name in `Finding.entry`, ``text`` all texts joined. ``parts`` are the texts
    without the name of the entry: a rule reads them, and calls `named` for those that it reports,
    which is faster.
    """

    unit: UnitView
    entry: str
    parts: tuple[AuthoredText, ...]
    text: str
    question: QuestionView | None = None

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words of its texts, as `kzquiz.check.engine.words.vocabulary` cuts them.

        Those of a question are also those of its stem.
        """
        return vocabulary(self.text) if self.question is None else self.question.vocabulary

    @property
    def texts(self) -> Iterator[EntryText]:
        """The texts, in order."""
        for part in self.parts:
            yield self.named(part)

    def named(self, part: AuthoredText) -> EntryText:
        """One of ``parts``, with the name of the entry."""
        return EntryText(self.entry, part.role, part.text, part.at, self.question)


@lru_cache(maxsize=1)
def entries(unit: UnitView) -> tuple[Entry, ...]:
    """All entries of a unit with their texts. Aliases, ids and search words are no texts."""
    return tuple(_all(unit))


def plain(text: str) -> str:
    """A text with straight quotation marks, apostrophes, dashes and spaces, for pattern matching.

    Faster than `kzquiz.check.engine.words.norm`, which also composes letters.
    """
    if text.isascii():
        return text
    for curly, straight in _STRAIGHT:
        text = text.replace(curly, straight)
    return text


def _all(unit: UnitView) -> Iterator[Entry]:
    for question in unit.questions:
        yield Entry(unit, question.entry, question.texts, question.text, question)
    facts = unit.facts
    for sort, model, found in (
        ("claim", ClaimEntry, facts.claims),
        ("difference", DifferenceEntry, facts.differences),
        ("source", SourceEntry, facts.sources),
    ):
        for name, entry in found.items():
            yield _entry(unit, f"{sort}/{name}", _values(entry, _prose_fields(model)))
    texts = ((text.at, text.text) for text in unit.info.texts() if text.role == "prose")
    yield _entry(unit, "unit", texts)


@cache
def _prose_fields(model: type[Fields]) -> tuple[str, ...]:
    """The names of the fields in which an author writes prose."""
    return tuple(name for name, role in model.parts.texts.items() if role == "prose")


def _values(entry: Struct, names: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """The texts of some fields, each with its path."""
    for name in names:
        value: str | tuple[str, ...] = getattr(entry, name)
        if isinstance(value, str):
            yield (name,), value
        else:
            yield from (((name, number), text) for number, text in enumerate(value))


def _entry(unit: UnitView, name: str, texts: Iterable[tuple[Path, str]]) -> Entry:
    """An entry that is no question, from its texts and their paths."""
    parts = [AuthoredText(without_markup(text), "prose", at) for at, text in texts if text]
    return Entry(unit, name, tuple(parts), "\n".join([part.text for part in parts]))


# --- forms of words -----------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def word_forms(word: str) -> tuple[str, ...]:
    """The regular forms of a noun or verb, the word itself among them, in lower case.

    >>> word_forms("eliminated")
    ('eliminate', 'eliminated', 'eliminates', 'eliminating')
    >>> word_forms("militants")
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


def term_forms(term: str) -> Iterator[str]:
    r"""A term in any form of its words: a regular expression for each form of its first word.

    They match `plain` text in lower case.

    >>> list(term_forms("mobs of 12"))[-1]
    'mobs[^\\w]+(?:ofing|ofed|ofs|of)[^\\w]+(?:12ing|12ed|12s|12)'
    """
    words = _WORD.findall(plain(term).lower())
    first, *rest = map(word_forms, words) if words else [()]
    longest = (sorted(forms, key=len, reverse=True) for forms in rest)
    after = "".join(rf"[^\w]+(?:{'|'.join(forms)})" for forms in longest)
    yield from (form + after for form in first)
