"""The rule on what a text works out for its readers: the result is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from msgspec import Struct

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.moments import days_of_year
from kzquiz.check.engine.phrases import phrases
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.words import sentences
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import rule_words
from kzquiz.numbers import Number, numbers
from kzquiz.quantities import CLOCK, minutes

_DAY, _HALF_DAY, _HOUR, _CENT = 1440, 720, 60, 100
_NEAR, _ROUGH, _TWO, _FEW = Decimal("1.01"), 20, 2, 10
_IS = r"\b(?:is|are|makes?|gives?|leaves?|equals?|comes? to)\b"
_SPAN = expression(
    r"\b(?:from|between) (?P<one>.{3,40}?) (?:to|and|until) (?P<two>.{3,40}?)(?:,| it|:| there)*"
    r" (?:is|are|makes|passed|lie|were) (?:about |only |just |almost |exactly )?"
    r"(?P<span>[^.;]{3,40})",
    re.IGNORECASE,
)
_SPANS = phrases("from between")
_LESS = expression(r"^ (?:\w+ )?(?:less|minus|−|–|-) $")
_PLUS = expression(r"^ (?:\w+ )?(?:plus|\+) $")
_OF = expression(r"^(?: \w+)? (?:of|out of)(?: the| all| these)? $")
_SHARE = expression(rf"^[^.;]{{0,25}}?{_IS}(?: about| some| roughly| only| just)? $")
_RESULT = expression(rf"^[^.;,]{{0,15}}(?:=|{_IS}) $")
_PERCENT = expression(r"^ ?(?:%|per ?cent\b)")
_DAYS = expression(r"([\w-]+) days?\b")
_DURATION = expression(r"(?P<number>[\w.-]+) (?P<unit>hour|minute)s?\b")
_PARTLY = expression(r"\b(?:half|quarter)\b")
_MINUTES = {"hour": 60, "minute": 1}
_READ = frozenset({"feedback", "why", "correction", "sample", "note", "prose", "key", "stem"})


@rule("EV76", "warning", Entry, lists=("minus", "plus", "makes", "out_of_all"))
def sum_done_wrong(entry: Entry) -> Iterator[Finding]:
    """A text works something out, and the result is wrong.

    Feedback that reckons wrongly teaches the mistake. The rule reads “212 less 186 makes 26”, “37
    of 240 is 15 percent”, “From 17:52 to 01:35 it is seven hours and 43 minutes” and days between
    two dates. Percentages may be rounded.

    Bad:
        question:
          id: choice-left
          feedback: Source B gives more than 350; 350 less 200 makes 160, a day later.

    Good:
        question:
          id: choice-left
          feedback: Source B gives more than 350; 350 less 200 makes 150, a day later.
    """
    tag = entry.unit.tag
    spans = tag == FALLBACK and _SPANS.may_be_among(entry.vocabulary)
    for part in entry.parts:
        if part.role not in _READ:
            continue
        may = spans or len(numbers(part.text, tag)) > _TWO  # as few texts; the rest takes longer
        if not may or wrong_on_purpose(entry.named(part)):
            continue
        for sentence in sentences(part.text):
            for said, right in (*_sums(sentence, tag), *(_spans(sentence) if spans else ())):
                yield Finding(f"“{said}”: it is {right}", "work it out again", part.at)


def _sums(sentence: str, tag: str) -> Iterator[tuple[str, str]]:
    """What is worked out from two numbers, and the right result, where another is given."""
    found = numbers(sentence, tag)
    signs = _signs(tag)
    for one, two, three in zip(found, found[1:], found[2:], strict=False):
        joint, then = _between(sentence, one, two), _between(sentence, two, three)
        end = three.start + len(three.raw)
        said = sentence[one.start : end]
        percent = signs.percent.match(sentence[end:]) or "percent" in sentence[: one.start]
        if percent and signs.of.match(joint) and signs.share.match(then) and two.value:
            share = one.value * _CENT / two.value
            if abs(share - three.value) > max(_NEAR, share / _ROUGH):
                yield f"{said} percent", f"{share:.1f} percent"
        less = signs.less.match(joint) or (joint == " " and two.value < 0)
        if signs.result.match(then) and (less or signs.plus.match(joint)):
            result = one.value - abs(two.value) if less else one.value + two.value
            if result != three.value:
                yield said, f"{result:f}"


class _Signs(Struct, frozen=True):
    """What stands between the numbers of a sum, and after its result."""

    less: re.Pattern[str]
    plus: re.Pattern[str]
    of: re.Pattern[str]
    share: re.Pattern[str]
    result: re.Pattern[str]
    percent: re.Pattern[str]


@cache
def _signs(tag: str) -> _Signs:
    words = rule_words(tag)
    if words is None:
        return _Signs(_LESS, _PLUS, _OF, _SHARE, _RESULT, _PERCENT)
    makes = rf"(?:=|\b(?:{words.any_of('makes')})\b)"
    patterns = (
        rf"^ (?:\w+ )?(?:{words.any_of('minus')}|−|–|-) $",
        rf"^ (?:\w+ )?(?:{words.any_of('plus')}|\+) $",
        rf"^(?: \w+)? (?:{words.any_of('out_of_all')}) $",
        rf"^[^.;]{{0,25}}?{makes}(?: {words.any_of('about')})? $",
        rf"^[^.;,]{{0,15}}{makes} $",
        rf"^ ?(?:%|(?:{words.any_of('percent')})\b)",
    )
    return _Signs(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _between(text: str, one: Number, two: Number) -> str:
    """The words between two numbers, without the sign of a currency."""
    return text[one.start + len(one.raw) : two.start].rstrip("$€£")


def _spans(sentence: str) -> Iterator[tuple[str, str]]:
    """The time between two clock times or dates, where another is given."""
    for found in _SPAN.finditer(sentence):
        clocks = [list(CLOCK.finditer(found[name])) for name in ("one", "two")]
        days = days_of_year(f"{found['one']} and {found['two']}")
        if all(len(times) == 1 for times in clocks):
            first, second = (minutes(times[0]) for times in clocks)
            given, right = _duration(found["span"]), (second - first) % _DAY
            if given and given % _HALF_DAY != right % _HALF_DAY:
                yield found[0], f"{right // _HOUR} hours and {right % _HOUR} minutes"
        elif len(days) == _TWO and (counted := _DAYS.match(found["span"])):
            given_days = next((number.value for number in numbers(counted[1])), Decimal(0))
            right = abs(days[1] - days[0])
            if given_days > _FEW and abs(given_days - right) > 1:
                yield found[0], f"{right} days"


def _duration(text: str) -> int:
    """A duration in minutes; 0 if a text gives none in whole hours and minutes."""
    total = Decimal(0)
    for found in _DURATION.finditer(text):
        total += sum(n.value * _MINUTES[found["unit"]] for n in numbers(found["number"]))
    return 0 if _PARTLY.search(text) else int(total)
