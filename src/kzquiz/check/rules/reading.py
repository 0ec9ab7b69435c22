"""The rule on reading level."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.words import outside_quotes, sentences
from kzquiz.expressions import expression

_SYLLABLE = expression(r"[aeiouy]+")
_WORDS = expression(r"[A-Za-z]+")
_ENOUGH_WORDS = 15
_ABOVE = 2


@rule("RD01", "hint", QuestionView, reads=("en",))
def hard_to_read(question: QuestionView) -> Iterator[Finding]:
    """The stem reads more than two school years above the age of the unit.

    The reading level is the Flesch-Kincaid grade, for stems of 15 words or more; syllables are
    counted as groups of vowels. Age 14 is grade 9. It is a hint, as long names raise the grade.

    Bad:
        question:
          id: choice-left
          stem: >-
            Considering organisational responsibilities, which numerical approximation regarding
            residents' evacuation did municipal firefighting representatives communicate on Monday
            evening, according to Source A?

    Good:
        question:
          id: choice-left
          stem: >-
            On Monday night the fire service said how many people had left the old part of the town.
            How many were they, according to Source A?
    """
    text = outside_quotes(question.stem)
    words = _WORDS.findall(text)
    if len(words) < _ENOUGH_WORDS:
        return
    syllables = sum(_syllables(word.lower()) for word in words)
    grade = 0.39 * len(words) / len(sentences(text)) + 11.8 * syllables / len(words) - 15.59
    if grade > (target := question.unit.info.age - 5) + _ABOVE:
        yield Finding(
            f"the stem reads like grade {grade:.0f}, the unit is for grade {target}",
            "shorten the sentences, use common words",
            question.stem_at,
        )


@lru_cache(maxsize=8192)
def _syllables(word: str) -> int:
    count = len(_SYLLABLE.findall(word))
    if word.endswith("e") and not word.endswith("le") and count > 1:
        count -= 1
    return max(1, count)
