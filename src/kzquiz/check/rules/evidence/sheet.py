"""EV16: one question of a sheet gives away the answer to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from msgspec import Struct

from kzquiz.check.engine.numbers import numbers
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, QuizView, UnitView
from kzquiz.check.engine.words import STOP, content, contents, parted

Words = tuple[str, ...]
_COMMON = 3
_LEAST = 2


class _Key(Struct, frozen=True):
    """An answer worth hiding, and the first question that asks for it."""

    place: int
    question: QuestionView
    text: str
    words: Words


@rule("EV16", "warning", QuizView, worst="error")
def answer_given_away(view: QuizView) -> Iterator[Finding]:
    """Another question on the same sheet prints the answer.

    Who reads the sheet to the end need not read the source. An error where the other question comes
    first. Looked at are figures with what they count and answers of two content words or more, in
    what is asked elsewhere; words that stand in three questions or more are common knowledge, and
    an option elsewhere does not say that it is right.

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
        # Cards come one at a time. Everything on one sheet is for looking things up.
        return
    shown = [question.front_tokens for question in view.questions]
    index = _index(view.questions, shown)
    told: set[str] = set()
    for place, words in enumerate(shown):
        for key in _met(index, words):
            other = view.questions[place]
            if place == key.place or key.question.id in told or _asks_itself(key, shown):
                continue
            told.add(key.question.id)
            where = "before" if place < key.place else "after"
            yield Finding(
                f"the answer “{key.text}” stands in the question “{other.id}”, {where} it "
                f"(“{view.recipe.title}”)",
                "take one of the two from the sheet, or say it otherwise there",
                (),
                key.question.entry,
                "error" if place < key.place else None,
            )


def _index(
    questions: Sequence[QuestionView], shown: Sequence[Sequence[str]]
) -> Mapping[Words, list[_Key]]:
    """The first two words of an answer → the answers that start so, each wording once."""
    common = _common(shown)
    found: defaultdict[Words, list[_Key]] = defaultdict(list)
    seen: set[Words] = set()
    for place, question in enumerate(questions):
        if not question.asks_fact:
            continue
        for said in question.keys:
            words = tuple(parted(said.text))
            # That a speaker is named elsewhere does not say what was said.
            named = any(names.issuperset(words) for names in _named(question.unit))
            if words not in seen and not named and _worth_hiding(said.text, words, common):
                seen.add(words)
                found[words[:_LEAST]].append(_Key(place, question, said.text, words))
    return found


@lru_cache(maxsize=2)
def _named(unit: UnitView) -> tuple[frozenset[str], ...]:
    """The words that each speaker may be named with."""
    return tuple(
        frozenset(("the", *(word for name in names for word in parted(name))))
        for names in unit.names.values()
    )


def _worth_hiding(text: str, words: Words, common: frozenset[str]) -> bool:
    """Whether a key has a figure and what it counts, or two content words, not all common."""
    telling = content(text)
    if len(words) < _LEAST or not telling - common:
        return False
    return len(telling) >= _LEAST or any(number.value > _LEAST for number in numbers(text))


def _common(shown: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words (as `content` gives them) of three questions or more."""
    counts = Counter(chain.from_iterable(map(set, shown)))
    stems = Counter[str]()
    for word, count in counts.items():
        for stem in contents((word,)):
            stems[stem] += count
    return frozenset(stem for stem, count in stems.items() if count >= _COMMON) | STOP


def _met(index: Mapping[Words, list[_Key]], words: Sequence[str]) -> Iterator[_Key]:
    """The answers whose words stand in a text."""
    met = index.keys() & set(pairwise(words))
    if met:
        text = f" {' '.join(words)} "
        for start in sorted(met):
            yield from (key for key in index[start] if f" {' '.join(key.words)} " in text)


def _asks_itself(key: _Key, shown: Sequence[Sequence[str]]) -> bool:
    """Whether the answer stands in its own question: another rule's finding (EV15)."""
    return f" {' '.join(key.words)} " in f" {' '.join(shown[key.place])} "
