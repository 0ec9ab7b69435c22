"""The rule on questions that ask the same in other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.words import STOP, coarse_tokens, content_words, jaccard
from kzquiz.evidence.article import without_ending
from kzquiz.numbers import numbers

_HALF, _SAME = 0.5, 0.8
_FEW = 2


@rule("ST14", "hint", UnitView)
def asked_twice(unit: UnitView) -> Iterator[Finding]:
    """Two questions on one claim have the same answer, and ask for it in other words.

    Learners who found the first have the second for nothing, and a deck asks it twice. The answers
    have the same numbers, or else the same words; the stems share half of their telling words.
    Stems that are nearly the same are found by ST08.

    Bad:
        questions:
          - id: choice-left
            stem: How many people had left their homes on Monday night, as Source A says?
          - id: short-basis
            stem: On Monday night people had left in the old town. How many, in Source A?
            key: about 200
            evidence: [a1-left]

    Good:
        questions:
          - id: choice-left
            stem: How many people had left their homes on Monday night, as Source A says?
          - id: short-basis
            stem: Which service counted those who had left, in Source A?
            key: the fire service
            evidence: [a1-left]
    """
    seen: defaultdict[tuple[str, frozenset[object]], list[QuestionView]] = defaultdict(list)
    for question in unit.questions:
        if not question.asks_fact or len(question.keys) != 1:
            continue
        answer = _answer(question.keys[0].text)
        groups = [seen[claim.id, answer] for claim in question.claims] if answer else []
        twin = next((one for group in groups for one in group if _alike(one, question)), None)
        for group in groups:
            group.append(question)
        if twin:
            yield Finding(
                f"“{twin.id}” asks the same, and has the same answer",
                "ask about something else, or drop one of the two",
                question.stem_at,
                question.entry,
            )


def _answer(text: str) -> frozenset[object]:
    """What an answer says: its numbers, or else its words."""
    values = frozenset[object](number.value for number in numbers(text))
    words = (without_ending(word) for word in coarse_tokens(text) if word not in STOP)
    return values or frozenset[object](words)


def _alike(one: QuestionView, other: QuestionView) -> bool:
    """Whether two stems share half of their telling words, and are not nearly the same."""
    words = [content_words(question.stem) for question in (one, other)]
    shared = words[0] & words[1]
    near = jaccard(one.stem_tokens, other.stem_tokens) >= _SAME
    fewer = min(len(words[0]), len(words[1]))
    return not near and len(shared) >= max(_FEW, _HALF * fewer)
