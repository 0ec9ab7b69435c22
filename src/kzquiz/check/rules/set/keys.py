"""Rules on the keys of a set: no pattern to guess by.

A set of fewer questions than a rule names is too small to judge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import sqrt

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.rules.set.shares import Bounds, share
from kzquiz.model import Choice

_SURE = 1.64  # one-sided, five in a hundred by chance
_AT_PLACE = 8
_PINNED = expression(r"\d")
_TRUE_FALSE = Bounds(6, 0.2, 0.6)
_KEY_LONGEST = Bounds(8, most=0.4)


@rule("ST01", "warning", UnitView)
def key_position(unit: UnitView) -> Iterator[Finding]:
    """The key stands at one place too often, among options whose order the author sets.

    Most options are shuffled by a hash of the permanent ids: which place a key gets is chance, and
    a test of it would only find chance. Where numbers are sorted or one option is pinned as
    ``last``, the place is the author's doing, and “the middle number” or “the last one” becomes a
    way to answer (H 20). From 8 questions with equally many such options on.

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
    positions: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for shape in _choices(unit):
        if any(o.last for o in shape.options) or all(_PINNED.search(o.text) for o in shape.options):
            keys = [n for n, option in enumerate(shape.options) if option.correct]
            positions[len(shape.options)].update(keys[:1])
    for size, counted in positions.items():
        total = counted.total()
        expected = total / size
        most = expected + _SURE * sqrt(expected * (1 - 1 / size))
        place, count = max(counted.items(), key=lambda pair: pair[1], default=(0, 0))
        if total >= _AT_PLACE and count > most:
            yield Finding(
                f"{count} of {total} keys stand at place {place + 1} of {size}, where numbers"
                " are sorted or the last option is pinned",
                "let other options be right as well",
            )


def _choices(unit: UnitView) -> Iterator[Choice]:
    """The options of one right answer as presented: the sheet with everything comes first."""
    for question, item in unit.quizzes[0].placed:
        if question.single and isinstance(item.shape, Choice):
            yield item.shape


@rule("ST02", "warning", UnitView)
def true_false_balance(unit: UnitView) -> Iterator[Finding]:
    """One of true, false and not stated is the key too often or too seldom.

    From six such questions on, each label should be the key of a fifth to three fifths of them;
    else it is worth guessing.

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
    options = [option for shape in judged if isinstance(shape, Choice) for option in shape.options]
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
    """The key is the longest option in more than two of five questions.

    By chance it would be one in three or four; published banks have one in five. From 8 questions
    on. A learner who always takes the longest option must not do better than chance.

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
    longest = sum(
        all(len(question.keys[0].text) > len(option.text) for option in question.distractors)
        for question in single
    )
    message = "the key is the longest option in {} questions"
    yield from share(
        _KEY_LONGEST, longest, len(single), message, fewer="shorten keys, lengthen distractors"
    )
