"""Rules on options that say the same, or include one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from kzquiz.check.engine.prose import plain
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView
from kzquiz.check.engine.words import tokens, word_set
from kzquiz.expressions import expression
from kzquiz.numbers import Number, numbers

_ARTICLES = frozenset({"a", "an", "the", "that"})
_MARKS = ".,;:!?\"'()[]"
_ADDITIONS = tuple((word,) for word in word_set("in of at on from near by with who which"))
_NAME = expression(r"\b[A-Z][a-z]+\b")
_OTHER_THING = word_set(  # words that make a longer name another thing: the vice president
    "no not never neither nor none nobody nothing without cannot only alone vice deputy former ex"
    " acting prime non anti pro against half some part more less most least fewer over"
    " under up at about than to before after from into"
)
_QUALIFIERS = word_set(
    "a an the of in on at least most more less fewer than over above under below up to no not about"
    " around approximately roughly some nearly almost estimated close just or so"
)


_JOINT = expression(r"\s*(?:-|–|to)\s*")


@rule("IW16", "error", QuestionView)
def same_option_twice(question: QuestionView) -> Iterator[Finding]:
    """Two options say the same: word for word (an error), or except for articles (a warning).

    If two options say the same, neither can be the one best answer (H 22). Options that differ in a
    word, in the order of words or in a sign (5 % and -5 %) do not say the same. Options that differ
    in capitals only (“Polish”, “polish”) are a warning.

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
    alike: dict[tuple[str, ...], AuthoredText] = {}
    for other in question.options:
        one = alike.setdefault(_without_articles(other.text), other)
        if one is not other:
            yield Finding(
                f"the options “{one.text}” and “{other.text}” say the same",
                "replace one of them",
                other.at,
                severity=None if _same(_words(one.text), _words(other.text)) else "warning",
            )


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, without the marks around them."""
    words = (word.strip(_MARKS) for word in plain(text).split())
    return tuple(word for word in words if word)


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts are the same word for word; the first letter may be a capital or not."""
    first, second = " ".join(one), " ".join(other)
    return first[:1].casefold() == second[:1].casefold() and first[1:] == second[1:]


@lru_cache(maxsize=4096)
def _without_articles(text: str) -> tuple[str, ...]:
    """The words in lower case, without articles; the “A” of “Source A” stays."""
    words = [
        word.casefold()
        for number, word in enumerate(_words(text))
        if word not in _ARTICLES and (number or word.casefold() not in _ARTICLES)
    ]
    return tuple(words) or _words(text)


@rule("IW17", "warning", QuestionView, reads=("en",))
def overlapping_options(question: QuestionView) -> Iterator[Finding]:
    """One option includes another: a range includes a range, or a name a longer name.

    If the narrower option is right, so is the wider one (H 22, NBME). Options with one number and
    different qualifiers ask for the qualifier, and are fine. “The police” and “the police in Lode”
    overlap. It is a hint if one option only has the words of the other: “the gate” and “the gate
    and the pump”. “Sudan” and “South Sudan” are two names, and are fine.

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
    for one, other in combinations(question.options, 2):
        certain = _ranges_meet(one.text, other.text) or _adds_place(one.text, other.text)
        if certain or _includes(one.text, other.text):
            yield Finding(
                f"the options “{one.text}” and “{other.text}” overlap",
                "make them exclude each other",
                other.at,
                severity=None if certain and not _is_rough(one.text, other.text) else "hint",
            )


def _is_rough(one: str, other: str) -> bool:
    """Whether one of two quantities is “about” a number, so that nobody can say where it ends."""
    kinds = [{number.qualifier for number in numbers(text)} for text in (one, other)]
    return kinds[0] != kinds[1] and "about" in kinds[0] | kinds[1]


def _adds_place(one: str, other: str) -> bool:
    """Whether the longer option is the shorter one with a place or the like: “… in Lode”."""
    short, long = sorted((_without_articles(one), _without_articles(other)), key=len)
    added = long[len(short) :]
    named = long[: len(short)] == short and not numbers(one)
    return named and added[:1] in _ADDITIONS


def _includes(one: str, other: str) -> bool:
    """Whether one option has all words of the other, and no word that makes it another thing.

    Such words are negations, numbers and names: “not confirmed”, “12 boats”, “South Sudan”.
    """
    first, second = frozenset(_without_articles(one)), frozenset(_without_articles(other))
    if not (first < second or second < first):
        return False
    added, names = first ^ second, frozenset(_NAME.findall(f"{one} {other}"))
    return not any(
        word in _OTHER_THING or word.isdigit() or "n't" in word or word.title() in names
        for word in added
    )


def _ranges_meet(one: str, other: str) -> bool:
    """Whether two different numbers of the same thing overlap, by their qualifiers.

    “About” is taken as ten percent up and down.
    """
    first, second = _bounds(one), _bounds(other)
    if first is None or second is None or first[2] != second[2]:
        return False
    values = [{number.value for number in numbers(text)} for text in (one, other)]
    if values[0] == values[1]:
        return False  # “18” and “at least 18” ask for the qualifier
    return first[0] <= second[1] and second[0] <= first[1]


def _bounds(text: str) -> tuple[Decimal, Decimal, tuple[str, ...]] | None:
    """The least and the most that a quantity can be, and the words besides; None for no quantity.

    “4–6 days” is one range.
    """
    found = numbers(text)
    if len(found) == 1:
        return (*_interval(found[0]), _rest(text, found[0]))
    if len(found) == 2:  # noqa: PLR2004 (the ends of a range)
        low, high = found
        if _JOINT.fullmatch(text[low.start + len(low.raw) : high.start]) and low.value < high.value:
            whole = text[low.start : high.start + len(high.raw)]
            return low.value, high.value, _rest(text.replace(whole, high.raw, 1), high)
    return None


def _interval(number: Number) -> tuple[Decimal, Decimal]:
    value = number.value
    match number.qualifier:
        case "about":
            return value * Decimal("0.9"), value * Decimal("1.1")
        case "at-least" | "more-than":
            return value, Decimal("Infinity")
        case "up-to" | "less-than":
            return Decimal(0), value
    return value, value


def _rest(text: str, number: Number) -> tuple[str, ...]:
    """The words of a text besides the number and its qualifier."""
    words = tokens(text.replace(number.raw, " ", 1))
    return tuple(word for word in words if word not in _QUALIFIERS)
