"""Harmless variants: the whole unit typed otherwise, with nothing in it said otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace
from mutating import changed, texts, with_text

from kzquiz.check.engine.numbers import numbers
from kzquiz.check.engine.words import quotations
from kzquiz.kinds import Question
from kzquiz.load import Unit

_ROLES = (
    *("stem", "statement", "phrase", "key", "accept", "correction", "distractor", "reject", "why"),
    *("when", "feedback", "rubric", "sample", "note"),
)
_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _straight(text: str) -> str:
    for curly, straight in zip("“”‘’", "\"\"''", strict=True):
        text = text.replace(curly, straight)
    return text


def _spelled(text: str) -> str:
    """The numbers of a text in words, but for those that count nothing, and for quotations."""
    quoted = [range(start, start + len(words)) for start, words in quotations(text)]
    for number in reversed(numbers(text)):
        free = not any(number.start in span for span in quoted)
        if free and not number.spelled and number.value == int(number.value):
            end = number.start + len(number.raw)
            text = text[: number.start] + _in_words(int(number.value)) + text[end:]
    return text


def _in_words(value: int) -> str:
    if value < len(_UNITS):
        return _UNITS[value]
    for scale, name in ((1_000_000, " million"), (1000, " thousand"), (100, " hundred")):
        if value >= scale:
            head, rest = divmod(value, scale)
            joint = " and " if rest < 100 else " "  # noqa: PLR2004
            return _in_words(head) + name + (joint + _in_words(rest) if rest else "")
    ten, one = divmod(value, 10)
    return _TENS[ten - 2] + (f"-{_UNITS[one]}" if one else "")


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "straight quotation marks and apostrophes": _straight,
    "non-breaking spaces after numbers and “Source”": lambda text: re.sub(
        r"(\d|\bSource) (?=\w)", "\\1\u00a0", text
    ),
    "thin spaces between thousands": lambda text: re.sub(r"(?<=\d),(?=\d{3}\b)", "\u202f", text),
    "numbers in words": _spelled,
    "low quotation marks, as in „these“": lambda text: text.replace("“", "„").replace("”", "“"),
}
"""How a unit may be typed, and what does so."""


def variants(unit: Unit) -> Iterator[tuple[str, Unit, int]]:
    """The unit in each way of typing, and how many of its questions and claims differ by it."""
    for name, typed in VARIANTS.items():
        questions = tuple(_typed(unit, question, typed) for question in unit.questions)
        claims = {
            key: replace(claim, says=typed(claim.says), quote=_quotation(claim.quote, typed))
            for key, claim in unit.facts.claims.items()
        }
        facts = replace(unit.facts, claims=claims)
        items = tuple(question.lower(facts) for question in questions)
        differing = sum(map(_differs, unit.questions, questions))
        differing += sum(claims[key] != claim for key, claim in unit.facts.claims.items())
        yield name, replace(unit, questions=questions, items=items, facts=facts), differing


def _quotation(text: str, typed: Callable[[str], str]) -> str:
    return typed(f"“{text}”")[1:-1]


def _differs(one: Question, other: Question) -> bool:
    return one != other


def _typed(unit: Unit, question: Question, typed: Callable[[str], str]) -> Question:
    for at, text in texts(question, *_ROLES):
        new = _quotation(text, typed) if text == getattr(question, "phrase", None) else typed(text)
        if new != text:
            question = changed(unit, question, with_text(question, at, new)) or question
    return question
