"""Rules on questions that repeat or need one another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, reduce
from itertools import chain
from math import ceil
from operator import or_

from kzquiz.check.engine.patterns import findings, stem_of
from kzquiz.check.engine.phrases import having, phrases
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.shapes import asks_by_stem
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.voice import own_voice
from kzquiz.languages.words import Words, rule_words

_SIMILAR = 0.8
_UNLIKE = 1 / _SIMILAR - 1  # similar stems differ in so many words, per word of one of them
_BITS = 127
_TRIED = 50
_WEIGHT = 4
_OFTEN, _SHOWN = 3, 6
_YOUR_ANSWER = phrases("", r"your (?:last |previous )?answer to")
# With a small letter: “Task 12” is a name.
_NUMBERED = phrases(
    "", *(rf"{one} \d+" for one in ("question", "item", "exercise", "task")), flags=0
)
_NEIGHBOUR = having(
    "previous last next preceding",
    # “The last question from reporters” is part of the news.
    r"\b(?:in|of|from|to|see|at|with|than) (?:the |your )?(?:previous|last|next|preceding)"
    r" (?:question|item|answer|exercise)\b(?! (?:from|by|of|put|asked|on|about))",
)
_QUESTION = having("question", r"\bQuestion \d+", flags=0)  # may be a proposal that people vote on
_HINGES = ("“{}” makes the question depend on another one", "repeat here what is needed")


@rule("ST08", "warning", UnitView)
def near_duplicate_stems(unit: UnitView) -> Iterator[Finding]:
    """Two questions ask nearly the same about the same source.

    Their stems share 80 percent of their words. The second question adds nothing, and learners mix
    up the two cards. Questions on different sources, paragraphs or differences may share their
    words. Tables, matches and orders may have the same stem, as they differ in their statements. It
    is a hint if the two rest on different claims: one word, such as “killed” or “injured”, may be
    all that differs.

    Bad:
        questions:
          - id: choice-left
            stem: How many people had left their homes on Monday night, as Source A says?
          - id: short-basis
            stem: How many people had left their homes by Monday night, as Source A says?

    Good:
        questions:
          - id: choice-left
            stem: How many people had left their homes on Monday night, as Source A says?
          - id: short-basis
            stem: Who counted the people who had left their homes on Monday night, in Source A?
    """
    questions = [question for question in unit.questions if _asks(question)]
    stems = [_words(question) for question in questions]
    seen = Counter(chain.from_iterable(stems))
    rarity = {word: n for n, word in enumerate(sorted(sorted(seen), key=seen.__getitem__))}
    # A bit for each word (words may share a bit): stems that differ in few bits may be similar.
    bit = {word: 1 << number % _BITS for word, number in rarity.items()}
    marks = [reduce(or_, map(bit.__getitem__, words)) for words in stems]
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(stems):
        # Similar sets share one of the rarest words of each (known as the prefix filter).
        rare = sorted(words, key=rarity.__getitem__)
        prefix = rare[: len(words) - ceil(_SIMILAR * len(words)) + 1]
        near = [index[word][-_TRIED:] for word in prefix]
        twin = _twin(number, near, stems, marks)
        if twin is None:
            # Only the first of several similar stems is compared again, which keeps this fast.
            for word in prefix:
                index[word].append(number)
            continue
        question = questions[number]
        yield Finding(
            f"the stem is nearly that of “{questions[twin].id}”",
            "ask about something else, or drop one of the two",
            question.stem_at,
            question.entry,
            severity=None if _share_answer(question, questions[twin]) else "hint",
        )


def _asks(question: QuestionView) -> bool:
    """Whether the stem alone says what is asked, not statements or a difference."""
    return asks_by_stem(question.item.shape) and not question.differences


def _share_answer(one: QuestionView, other: QuestionView) -> bool:
    """Whether two questions cite a common claim, or have exactly the same stem."""
    both = {claim.id for claim in one.claims} & {claim.id for claim in other.claims}
    return bool(both) or one.stem == other.stem


def _twin(
    number: int, near: Sequence[list[int]], stems: Sequence[frozenset[str]], marks: Sequence[int]
) -> int | None:
    """The first stem among ``near`` (lists of indexes) that is similar to stem ``number``."""
    words, mark = stems[number], marks[number]
    most = int(_UNLIKE * len(words))
    for others in near:
        for other in others:
            if (mark ^ marks[other]).bit_count() <= most:
                shared = len(words & stems[other])
                if shared >= _SIMILAR * (len(words) + len(stems[other]) - shared):
                    return other
    return None


def _words(question: QuestionView) -> frozenset[str]:
    """The words of a stem; another source or paragraph counts as four different words."""
    words = frozenset(question.stem_tokens)
    labels = (label for label in question.unit.labels if label in question.stem)
    source = ",".join(question.sources or labels)
    return words | _weighted(f"{source}/{'/'.join(sorted(filter(str.isdigit, words)))}")


@lru_cache(maxsize=4096)
def _weighted(text: str) -> frozenset[str]:
    """Four pseudo-words that stand for a text."""
    return frozenset(f"{part}={text}" for part in range(_WEIGHT))


@rule("ST09", "warning", UnitView)
def one_claim_over_used(unit: UnitView) -> Iterator[Finding]:
    """More than three questions rest on the same single claim.

    A learner who has understood one sentence gets the marks of all of them. Questions that compare
    the claim with other claims are not counted.

    Bad:
        times: 4
        question: {id: choice-left}

    Good:
        times: 4
        question: {id: difference-left}
    """
    alone: defaultdict[str, list[str]] = defaultdict(list)
    for question in unit.questions:
        if len(names := {claim.id for claim in question.claims}) == 1:
            alone[names.pop()].append(question.id)
    for claim, questions in alone.items():
        if len(questions) > _OFTEN:
            yield Finding(
                f"{len(questions)} questions rest on the claim “{claim}” alone:"
                f" {', '.join(questions[:_SHOWN])}" + (" …" if len(questions) > _SHOWN else ""),
                "ask about other claims, or compare this one with others",
                entry=f"claim/{claim}",
            )


@rule("ST10", "warning", QuestionView, lists=("other_questions", "question_words"))
def hinges_on_another(question: QuestionView) -> Iterator[Finding]:
    """The stem refers to another question: “question 3”, “your answer to …”, “the previous item”.

    A learner who got the other question wrong gets both wrong (H 4, NBME). Also, the numbers differ
    from sheet to sheet. A name with a capital, such as Task 12 or Item 7, is fine. “Question 3” is
    a hint, as it may be a question that people voted on.

    Bad:
        question:
          id: choice-left
          stem: Who counted the people of question 3, according to Source A?

    Good:
        question:
          id: choice-left
          stem: Who counted the people who left in paragraph 1 of Source A?
    """
    if words := rule_words(question.unit.tag):
        if other := _others(words).search(own_voice(question.stem)):
            yield Finding(_HINGES[0].format(other[0]), _HINGES[1], question.stem_at)
        return
    for pattern in (_YOUR_ANSWER, _NUMBERED, _NEIGHBOUR):
        yield from findings(question, stem_of(question), pattern, *_HINGES)
    asked = _QUESTION.may_be_among(question.vocabulary)
    if found := asked and _QUESTION.search(own_voice(question.stem)):
        message, advice = _HINGES
        yield Finding(message.format(found[0]), advice, question.stem_at, severity="hint")


@cache
def _others(words: Words) -> re.Pattern[str]:
    """What refers to another question in a language whose words are data: “вопрос 3”, “3-сұрақ”."""
    name, numbered = words.any_of("question_words"), r"\s(?:№\s?)?\d+"
    named = rf"{words.any_of('other_questions')}|(?:{name}){numbered}|\d+-(?:{name})"
    return re.compile(rf"(?<!\w)(?:{named})(?!\w)", re.IGNORECASE)
