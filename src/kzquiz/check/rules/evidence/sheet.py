"""The rule on sheets: no question gives away the answer to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from msgspec import Struct

from kzquiz.check.engine.printed import QuizView
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.words import STOP, coarse_tokens, content_among, content_words
from kzquiz.numbers import numbers

Words = tuple[str, ...]
_COMMON = 3  # a word in so many questions is common knowledge
_LEAST = 2


class _Key(Struct, frozen=True):
    """An answer worth hiding, and the first question that asks for it."""

    place: int
    question: QuestionView
    text: str
    words: Words


@rule("EV16", "warning", QuizView)
def answer_given_away(view: QuizView) -> Iterator[Finding]:
    """Another question on the same sheet prints the answer.

    Learners can then find the answer on the sheet instead of in the source. The rule looks for
    figures with what they count, and for answers of two content words or more. It reads the stems
    and statements of the other questions, not their options, which may be wrong. Words that are in
    three questions or more are taken as common knowledge. It is a hint if the other question comes
    later on the sheet.

    Bad:
        questions:
          - id: short-basis
            stem: How did the board make its statement known, according to Source A?
            key: through a local broadcaster
          - id: open-inspection
            stem: >-
              The board spoke through a local broadcaster. What does each source offer?

    Good:
        questions:
          - id: short-basis
            stem: How did the board make its statement known, according to Source A?
            key: through a local broadcaster
          - id: open-inspection
            stem: Was the gate inspected? What does each source offer?
    """
    if view.recipe.output == "deck" or (not view.at and view.unit.info.recipes):
        # Cards come one at a time. The sheet with all questions is for looking things up.
        return
    shown = [question.front_tokens for question in view.questions]
    index = _index(view.questions, shown)
    reported: set[str] = set()
    for place, words in enumerate(shown):
        for key in _keys_in(index, words):
            other = view.questions[place]
            if place == key.place or key.question.id in reported or _prints_itself(key, shown):
                continue
            reported.add(key.question.id)
            where = "before" if place < key.place else "after"
            yield Finding(
                f"the answer “{key.text}” stands in the question “{other.id}”, {where} it "
                f"(“{view.recipe.title}”)",
                "take one of the two from the sheet, or say it otherwise there",
                (),
                key.question.entry,
                severity=None if place < key.place else "hint",
            )


def _index(
    questions: Sequence[QuestionView], shown: Sequence[Sequence[str]]
) -> Mapping[Words, list[_Key]]:
    """The first two words of a key → the keys that start with them, each wording once."""
    common = _common(shown)
    found: defaultdict[Words, list[_Key]] = defaultdict(list)
    seen: set[Words] = set()
    for place, question in enumerate(questions):
        if not question.asks_fact:
            continue
        for key in question.keys:
            words = tuple(coarse_tokens(key.text))
            # Another question may name a speaker without giving the answer away.
            named = any(names.issuperset(words) for names in _speaker_words(question.unit))
            if words not in seen and not named and _worth_hiding(key.text, words, common):
                seen.add(words)
                found[words[:_LEAST]].append(_Key(place, question, key.text, words))
    return found


@lru_cache(maxsize=2)
def _speaker_words(unit: UnitView) -> tuple[frozenset[str], ...]:
    """The words of the names of each speaker."""
    return tuple(
        frozenset(("the", *(word for name in names for word in coarse_tokens(name))))
        for names in unit.names.values()
    )


def _worth_hiding(text: str, words: Words, common: frozenset[str]) -> bool:
    """Whether a key has a figure with what it counts, or two content words, not all common."""
    telling = content_words(text)
    if len(words) < _LEAST or not telling - common:
        return False
    return len(telling) >= _LEAST or any(number.value > _LEAST for number in numbers(text))


def _common(shown: Sequence[Sequence[str]]) -> frozenset[str]:
    """The content words (as `content_words` gives them) that are in three questions or more."""
    counts = Counter(chain.from_iterable(map(set, shown)))
    stems = Counter[str]()
    for word, count in counts.items():
        for stem in content_among((word,)):
            stems[stem] += count
    return frozenset(stem for stem, count in stems.items() if count >= _COMMON) | STOP


def _keys_in(index: Mapping[Words, list[_Key]], words: Sequence[str]) -> Iterator[_Key]:
    """The keys that a text has, word for word."""
    starts = index.keys() & set(pairwise(words))
    if starts:
        text = f" {' '.join(words)} "
        for start in sorted(starts):
            yield from (key for key in index[start] if f" {' '.join(key.words)} " in text)


def _prints_itself(key: _Key, shown: Sequence[Sequence[str]]) -> bool:
    """Whether the key is in its own question, which EV15 reports."""
    return f" {' '.join(key.words)} " in f" {' '.join(shown[key.place])} "
