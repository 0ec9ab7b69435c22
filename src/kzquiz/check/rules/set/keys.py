"""Rules on the keys of all questions: they have no pattern by which to guess.

Each rule says how many questions a unit needs before it applies.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import sqrt

from kzquiz.check.engine.printed import quizzes
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.shapes import options_of
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.rules.set.shares import Bounds, share
from kzquiz.expressions import expression
from kzquiz.model import Option

_SURE = 1.64  # standard deviations: by chance exceeded in five cases of a hundred
_AT_PLACE = 8
_PINNED = expression(r"\d")
_TRUE_FALSE = Bounds(6, 0.15, 0.6)
_KEY_LONGEST = Bounds(8, most=0.4)


@rule("ST01", "warning", UnitView)
def key_position(unit: UnitView) -> Iterator[Finding]:
    """The key is too often at the same place, among options that are not shuffled.

    Options are not shuffled if they are numbers, which are sorted, or if one of them is set as
    ``last``. Then learners may notice that the middle number or the last option is usually right
    (H 20). Options that are shuffled have their key at a place by chance, and are not counted. The
    rule applies from 8 such questions with the same number of options on.

    Bad:
        times: 8
        question:
          id: choice-request
          key: Source A does not say
          last: Source A does not say
          distractors:
            - {text: The fire service, role: other-span, why: It counts the people who left.}
            - {text: The water board, role: other-span, why: It tells of boats only.}

    Good:
        times: 8
        question:
          id: choice-request
          key: Mayor Ilse Brandt
    """
    positions: defaultdict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for options in _choices(unit):
        if any(o.last for o in options) or all(_PINNED.search(o.text) for o in options):
            keys = [n for n, option in enumerate(options) if option.correct]
            size = len(options)
            # A distractor that is pinned leaves the other places to the key.
            places = size - any(option.last and not option.correct for option in options)
            positions[size, places].update(keys[:1])
    for (size, places), counted in positions.items():
        total = counted.total()
        expected = total / places
        most = expected + _SURE * sqrt(expected * (1 - 1 / places))
        place, count = max(counted.items(), key=lambda pair: pair[1], default=(0, 0))
        if total >= _AT_PLACE and count > most:
            yield Finding(
                f"{count} of {total} keys are option {place + 1} of {size}, where numbers"
                " are sorted or the last option is pinned",
                "let other options be right as well",
            )


def _choices(unit: UnitView) -> Iterator[tuple[Option, ...]]:
    """The options, of which one is right, as printed on the sheet with all questions."""
    for question, item in quizzes(unit)[0].placed:
        if question.single:
            yield options_of(item.shape)


@rule("ST02", "warning", UnitView)
def true_false_balance(unit: UnitView) -> Iterator[Finding]:
    """One of true, false and not stated is the key too often or too rarely.

    Each should be the key of 15 to 60 percent of the statements; otherwise guessing helps. The rule
    applies to units of six such questions or more.

    Bad:
        times: 6
        question:
          id: tfn-gate

    Good:
        times: 2
        questions:
          - {id: tfn-gate}
          - {id: tfn-repairs}
          - {id: tfn-sirens}
    """
    judged = [q.item.shape for q in unit.questions if q.stem_is_statement]
    options = [option for shape in judged for option in options_of(shape)]
    keys = Counter(option.text for option in options if option.correct)
    for label in dict.fromkeys(option.text for option in options):
        message, advice = f"“{label}” is the key of {{}} statements", "write {} of them"
        count, total = keys[label], keys.total()
        yield from share(
            _TRUE_FALSE,
            count,
            total,
            message,
            fewer=advice.format("fewer"),
            more=advice.format("more"),
        )


@rule("ST03", "warning", UnitView)
def key_longest_too_often(unit: UnitView) -> Iterator[Finding]:
    """The key is the longest option in more than 40 percent of the questions.

    A learner who always picks the longest option should not do better than by chance, which is one
    in three or four; in published question banks it is one in five. The rule applies from 8
    questions with one right option on, to more than come about by chance.

    Bad:
        times: 8
        question:
          id: choice-left
          key: about two hundred people

    Good:
        times: 8
        question:
          id: choice-left
          key: about 200
    """
    single = [question for question in unit.questions if question.single]
    expected = sum(1 / len(question.options) for question in single)
    longest = sum(
        all(len(question.keys[0].text) > len(option.text) for option in question.distractors)
        for question in single
    )
    if longest <= expected + _SURE * sqrt(expected * (1 - expected / max(1, len(single)))):
        return  # so many are longest by chance
    message = "the key is the longest option in {} questions"
    yield from share(
        _KEY_LONGEST, longest, len(single), message, fewer="shorten keys, lengthen distractors"
    )
