"""Rules on the further answers of a question: accepted ones are right, rejected ones wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kzquiz.check.engine.assertions import QUALIFIED
from kzquiz.check.engine.fit import marks
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView
from kzquiz.check.engine.tongues import NEGATIONS, in_tongue
from kzquiz.check.engine.words import content_words
from kzquiz.expressions import expression
from kzquiz.numbers import Number, numbers

_NOT = expression(r"\b(?:not?|neither|nor|never|without|nothing|cannot|nobody)\b|n['’]t\b")
_QUALIFIERS = content_words("around roughly nearly almost approximately exactly just under over")
_DIGITS = expression(r"\d+")
_LEAST, _CENT = 2, 100
_RATIOS = frozenset(map(Decimal, (2, 4, 5, 7, 10, 12, 14, 24, 30, 31, 52, 60, 100, 365, 1000)))
_OPPOSITE = frozenset(
    {
        frozenset(pair)
        for pair in (
            ("more-than", "less-than"), ("more-than", "up-to"), ("at-least", "less-than"),
            ("at-least", "up-to"), ("more-than", "about"),
        )
    }
)  # fmt: skip


@rule("EV64", "warning", QuestionView, lists=QUALIFIED)
def accepted_against_key(question: QuestionView) -> Iterator[Finding]:
    """An accepted answer gives another number than the key, or another qualifier.

    A marker gives marks for it. Other units may change the number: two weeks are 14 days.

    Bad:
        question: {id: short-basis, key: about 200 people, accept: [about 210 people]}

    Good:
        question: {id: short-basis, key: about 200 people, accept: [some two hundred]}
    """
    tag = question.unit.tag
    right = [number for key in question.of("key") for number in numbers(key.text, tag)]
    if not right or not question.asks_fact:
        return
    for text in question.of("accept"):
        given = numbers(text.text, tag)
        values = {number.value for number in given}
        if given and not _same_quantity(values, {number.value for number in right}):
            yield Finding(
                f"“{text.text}” is accepted, and the key has {right[0].raw}",
                "correct the number, or take the answer out",
                text.at,
            )
        elif clash := _clash(given, right):
            yield Finding(
                f"“{text.text}” is accepted, and the key is “{question.keys[0].text}”",
                f"“{clash}” is another qualifier than that of the key",
                text.at,
            )


def _same_quantity(given: set[Decimal], right: set[Decimal]) -> bool:
    """Whether numbers are the same, in other units, or written in two parts (82 euros 50)."""
    if given & right:
        return True
    parts = sorted(given, reverse=True)
    whole = {sum(parts), parts[0] + parts[-1] / _CENT}
    ratios = {max(one, two) / min(one, two) for one in given for two in right if one and two}
    return bool(whole & right) or bool(ratios & _RATIOS)


def _clash(given: tuple[Number, ...], right: list[Number]) -> str:
    """The qualifier of an answer that is another one than that of the key; empty if none is."""
    for one in given:
        for two in right:
            pairs = {one.qualifier, two.qualifier}
            if (
                one.value == two.value
                and frozenset(pairs) in _OPPOSITE
                and not one.has({two.qualifier})
                and not two.has({one.qualifier})
            ):
                return one.qualifier
    return ""


@rule("EV65", "warning", QuestionView, lists=(NEGATIONS, *QUALIFIED))
def rejected_though_right(question: QuestionView) -> Iterator[Finding]:
    """A rejected answer says the same as the key or an accepted answer, in nearly the same words.

    A marker does not know what to do. Content words, numbers with their qualifiers and negations
    count; articles, endings and the order of words do not.

    Bad:
        question:
          id: short-basis
          reject:
            - {text: "on the word of the water board, its own", why: It is the same.}

    Good:
        question:
          id: short-basis
          reject:
            - {text: on the word of an engineer, why: No engineer is named.}
    """
    right = question.of("key", "accept")
    for text in question.of("reject"):
        same = next((one for one in right if _says_the_same(text, one, question.unit.tag)), None)
        if same:
            yield Finding(
                f"“{text.text}” is rejected, and “{same.text}” is right",
                "take it out, or say what is wrong about it",
                text.at,
            )


def _says_the_same(reject: AuthoredText, right: AuthoredText, tag: str) -> bool:
    one, two = (marks(text.text) - _QUALIFIERS for text in (reject, right))
    counted = [{(n.value, n.qualifier) for n in numbers(t.text, tag)} for t in (reject, right)]
    denies = in_tongue(_NOT, tag, NEGATIONS)
    denied = [bool(denies.search(text.text.lower())) for text in (reject, right)]
    if not one or not two or counted[0] != counted[1] or denied[0] != denied[1]:
        return False
    # A date has digits that count nothing.
    dates = [() if counted[0] else tuple(_DIGITS.findall(text.text)) for text in (reject, right)]
    if counted[0] or any(dates) or min(len(one), len(two)) < _LEAST:
        return one == two and dates[0] == dates[1]
    return one <= two or two <= one
