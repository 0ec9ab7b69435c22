"""Rules on the options of ``choice`` and ``select-all`` as such: what they say, order, form.

References: H is a guideline of Haladyna, Downing & Rodriguez (2002), NBME the flaws of the National
Board of Medical Examiners' item-writing guide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.prose import plain, word_set
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView
from kzquiz.check.engine.words import jaccard, tok

_NONE = expression(
    r"\bnone of (?:the|these|those|above)\b|^\W*(?:none|neither)\W*$|\bnone (?:is|are) "
    r"(?:correct|true|right)\b",
    re.IGNORECASE,
)
_ALL = expression(
    r"\ball (?:of )?(?:the )?(?:above|these|those|options|answers)\b(?! \w)"
    r"|\bboth (?:of )?(?:the )?(?:above|these)\b",
    re.IGNORECASE,
)
_LETTER = r"(?:[a-f]|i{1,3}|iv|vi?|[1-6])"
_JOINED = rf"(?:(?:both )?\W*{_LETTER}\)?(?:\W*(?:,|&|and|or|,\s*and)\s*\(?{_LETTER}\)?)+)"
_COMBINED = expression(rf"{_JOINED}(?: only)?\W*|\(?{_LETTER}\)? only\W*|only {_LETTER}\W*")
_LISTED = expression(rf"{_JOINED} (?:are|is) (?:all )?(?:correct|true|right)\W*")
_PARTS = expression(r",|;| and | but ")
_NEGATIONS = word_set(
    "no not never neither nor none nobody nothing without cannot only alone"
    " more less most least over under up at about than to before after from into"
)
_SMALL = word_set("a an the of in on by with for is are was were had has have that its their it")
_DIGITS = expression(r"\d[\d,]*(?:\.\d+)?")
_AROUND = expression(r"\b(about|around|approximately|roughly|some|nearly|almost)\b", re.IGNORECASE)
_OR_MORE = expression(r"\b(at least|more than|over|no fewer than|or more)\b|\+", re.IGNORECASE)
_OR_LESS = expression(
    r"\b(less than|fewer than|under|below|up to|at most|or less)\b", re.IGNORECASE
)
_SIMILAR = 0.8
_RECOMBINED = 0.6
_THREE = 3


@rule("IW01", "error", QuestionView)
def none_of_the_above(question: QuestionView) -> Iterator[Finding]:
    """An option says “none of the above” or “none of these”.

    It tests whether a learner sees that options are wrong, not whether the right answer is known
    (H 25, NBME). On labelled sets the rule was right every time. “Source A does not say” is another
    matter: it is an answer about the source.

    Bad:
        question:
          id: choice-request
          key: None of these
          last: null

    Good:
        question:
          id: choice-request
          key: Source A does not say
          last: Source A does not say
          distractors:
            - {text: The fire service, role: other-span, why: It counts the people who left.}
            - {text: Mayor Ilse Brandt, role: misread, why: She is named in another sentence.}
    """
    for option in question.options:
        if _NONE.search(option.text):
            yield Finding(
                f"the option “{option.text}” tests the other options, not the answer",
                "say what is the case instead, such as “Source A does not say”",
                option.at,
            )


@rule("IW02", "error", QuestionView)
def all_of_the_above(question: QuestionView) -> Iterator[Finding]:
    """An option says “all of the above”, “both of these” or lists the letters of other options.

    Who knows two right options, or one wrong one, need not know the rest (H 26, NBME). The options
    are shuffled too, so that “above” and letters mean nothing.

    Bad:
        question:
          id: choice-left
          key: all of the above

    Good:
        question:
          id: choice-left
          key: all of the people in the old town
    """
    for option in question.options:
        if _ALL.search(option.text) or _LISTED.fullmatch(plain(option.text).lower()):
            yield Finding(
                f"the option “{option.text}” stands for other options",
                "make the question a “select-all”, or write an option of its own",
                option.at,
            )


@rule("IW10", "error", QuestionView)
def combined_letters(question: QuestionView) -> Iterator[Finding]:
    """An option is a combination such as “I and III only”.

    Such items (type K) test a way of crossing out and depend on an order of the options that
    shuffling destroys (H 9, NBME).

    Bad:
        question:
          id: choice-left
          key: A and C only

    Good:
        question:
          id: choice-left
          key: Source A and Source B
    """
    for option in question.options:
        if _COMBINED.fullmatch(plain(option.text).lower()):
            yield Finding(
                f"the option “{option.text}” combines letters or numbers of others",
                "make the question a “select-all”: each option is judged on its own",
                option.at,
            )


@rule("IW10b", "hint", QuestionView)
def recombined_parts(question: QuestionView) -> Iterator[Finding]:
    """The options put the same parts together in different ways.

    Three permutations of three names are hard to read and easy to solve: the part that stands in
    most options is usually right.

    Bad:
        question:
          id: choice-left
          key: the mayor, the army and Radio Lode
          distractors:
            - {text: "the mayor, Radio Lode and the shops", role: misread, why: One is wrong.}
            - {text: "the army, the shops and the mayor", role: misread, why: One is wrong.}

    Good:
        question:
          id: choice-left
          key: the mayor, the army and Radio Lode
    """
    split = [
        {part.strip().lower() for part in _PARTS.split(option.text) if part.strip()}
        for option in question.options
    ]
    if len(split) < _THREE or any(len(parts) < 2 for parts in split):  # noqa: PLR2004 (no list)
        return
    counted = Counter(part for parts in split for part in parts)
    if sum(count > 1 for count in counted.values()) >= _RECOMBINED * len(counted):
        yield Finding(
            "the options are combinations of the same parts",
            "ask for one part, or make the question a “select-all”",
            question.options[0].at[:1],
        )


@rule("IW16", "error", QuestionView)
def same_option_twice(question: QuestionView) -> Iterator[Finding]:
    """Two options say the same: word for word (an error), or but for small words (a warning).

    Two options that say the same cannot both be wrong, and none of them can be the one best answer
    (H 22). Options that differ in a negation, a qualifier or a number do not say the same.

    Bad:
        question:
          id: choice-left
          key: the fire service
          distractors:
            - {text: The fire service., role: misread, why: This is the key again.}
            - {text: the mayor, role: other-span, why: She asked for boats.}

    Good:
        question:
          id: choice-left
          key: the fire service of the town
          distractors:
            - {text: the head of the fire service, role: misread, why: No such person speaks.}
            - {text: the mayor, role: other-span, why: She asked for boats.}
    """
    alike: dict[frozenset[str], AuthoredText] = {}
    for other in question.options:
        one = alike.setdefault(frozenset(tok(other.text)) - _SMALL, other)
        if one is other:
            continue
        first, second = tok(one.text), tok(other.text)
        message = f"the options “{one.text}” and “{other.text}” say the same"
        if first == second:
            yield Finding(message, "replace one of them", other.at)
        elif jaccard(first, second) >= _SIMILAR:
            yield Finding(message, "replace one of them", other.at, severity="warning")


@rule("IW17", "warning", QuestionView)
def overlapping_options(question: QuestionView) -> Iterator[Finding]:
    """One option includes another: a range in a range, or a name in a longer one.

    Whoever picks the wider one is right as well (H 22, NBME). Options that show one number with
    different qualifiers ask for the qualifier, and are left alone.

    Bad:
        question:
          id: choice-left
          key: more than 2,000
          distractors:
            - {text: "more than 3,000", role: misread, why: This is included in the key.}
            - {text: about 100, role: misread, why: That is the number of boats.}

    Good:
        question:
          id: choice-left
          key: about 2,000
          distractors:
            - {text: "about 3,000", role: misread, why: That is another count.}
            - {text: about 100, role: misread, why: That is the number of boats.}
    """
    if not question.single:
        return
    words = [frozenset(tok(option.text)) - _SMALL for option in question.options]
    pairs = combinations(zip(question.options, words, strict=True), 2)
    for (one, first), (other, second) in pairs:
        if _includes(first, second) or _ranges_meet(one.text, other.text):
            yield Finding(
                f"the options “{one.text}” and “{other.text}” overlap",
                "make them exclude each other",
                other.at,
            )


def _includes(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one option has all words of the other, and no negation or number besides."""
    if not first or not second or not (first < second or second < first):
        return False
    return not any(word in _NEGATIONS or word.isdigit() or "n't" in word for word in first ^ second)


def _ranges_meet(one: str, other: str) -> bool:
    """Whether two amounts of the same thing can be one; the same number is a qualifier's question.

    “About” allows a tenth up and down.
    """
    first, second = _DIGITS.findall(one), _DIGITS.findall(other)
    if len(first) != 1 or len(second) != 1 or _rest(one) != _rest(other):
        return False
    a, b = (float(found.replace(",", "")) for found in (*first, *second))
    (low, high), (bottom, top) = _interval(a, one), _interval(b, other)
    return a != b and low <= top and bottom <= high


def _interval(value: float, text: str) -> tuple[float, float]:
    if _AROUND.search(text):
        return value * 0.9, value * 1.1
    if _OR_MORE.search(text):
        return value, float("inf")
    return (0.0, value) if _OR_LESS.search(text) else (value, value)


def _rest(text: str) -> tuple[str, ...]:
    """What stands beside number and qualifier."""
    words = tok(_DIGITS.sub(" ", text))
    return tuple(word for word in words if word not in _NEGATIONS and word not in _SMALL)
