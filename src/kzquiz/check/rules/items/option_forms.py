"""Rules on the form of options: numbers in order, one grammatical form, one style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from kzquiz.check.engine.rule import REMOVED, Finding, rule
from kzquiz.check.engine.shapes import keeps_order, options_of
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.words import tokens, word_set
from kzquiz.expressions import expression
from kzquiz.quantities import in_order, quantity

_SHORTENED = expression(
    r"\b(?:[A-Za-z]\.[A-Za-z]|[A-Z]|Jr|Sr|Inc|Ltd|Co|Corp|St|No|etc|approx)\.\Z"
)
_OPENERS = word_set(
    "because that when if as since while although who whom whose which what how why where whether"
)
_THREE, _PHRASE = 3, 8
_TWO = 2


@rule("IW09", "warning", QuestionView)
def unsorted_numbers(question: QuestionView) -> Iterator[Finding]:
    """Options are quantities that ``kzquiz build`` cannot sort.

    Numbers are easier to read in order (H 21). ``kzquiz build`` sorts options that have one number
    each, by value, scale, unit and clock. It cannot sort a number that is set as ``last``, nor
    numbers of different units: 5 km, 3 and $7.

    Bad:
        question:
          id: choice-left
          key: 3 hours
          distractors:
            - {text: "12", role: misread, why: That is the number of boats.}
            - {text: 2 hours, role: misread, why: That is the number of weeks.}

    Good:
        question:
          id: choice-left
          key: "3"
          distractors:
            - {text: "12", role: misread, why: That is the number of boats.}
            - {text: "2", role: misread, why: That is the number of weeks.}
    """
    texts = [option.text for option in question.options]
    shape = question.item.shape
    if len(texts) < _THREE or any(len(text.split()) > _PHRASE for text in texts):
        return  # a sentence that has a number is no quantity
    # Most options are no quantities: none is read after one that is not.
    found = [each for each in takewhile(bool, map(quantity, texts)) if each]
    if len(found) < len(texts):
        return
    if any(option.last for option in options_of(shape)) and in_order(texts):
        yield Finding(
            "a number is pinned as the last option, so that the numbers are not in order",
            "take out “last”; numbers are sorted by themselves",
            ("last",),
            becomes=REMOVED,
        )
    elif len({each.measure for each in found}) > 1 and not keeps_order(shape):
        yield Finding(
            "these options are quantities of different units, which are not sorted",
            "give all of them one unit, or keep them in an order of your own",
            question.options[0].at,
        )


@rule("IW14", "hint", QuestionView, reads=("en",))
def odd_form(question: QuestionView) -> Iterator[Finding]:
    """One option has another grammatical form than the others.

    An option that stands out is noticed first, and is often the key (H 23, NBME). An example: “to
    warn” among “counting”, “asking” and “sending”.

    Bad:
        question:
          id: choice-left
          key: to warn the people
          distractors:
            - {text: counting the boats, role: misread, why: That is another office.}
            - {text: asking for money, role: misread, why: Nobody does so.}

    Good:
        question:
          id: choice-left
          key: warning the people
          distractors:
            - {text: counting the boats, role: misread, why: That is another office.}
            - {text: asking for money, role: misread, why: Nobody does so.}
    """
    counted = Counter(_form(option.text) for option in question.options)
    if len(question.options) < _THREE or len(counted) != _TWO:
        return
    odd = next((form for form, count in counted.items() if count == 1), "")
    for option in question.options:
        if odd and _form(option.text) == odd:
            yield Finding(
                f"“{option.text}” has another form than the other options",
                "give all options one form",
                option.at,
            )


def _form(text: str) -> str:
    """The grammatical form of an option, guessed from its first word."""
    words = tokens(text)
    if not words:
        return "other"
    first = words[0]
    if first == "to":
        return "infinitive"
    if first.endswith("ing") and len(first) > len("thing"):
        return "gerund"
    return "clause" if first in _OPENERS else "other"


@rule("IW15", "hint", QuestionView)
def mixed_style(question: QuestionView) -> Iterator[Finding]:
    """Some options end with a full stop, and the others do not.

    Learners may think that the difference means something (H 12). The full stop of “p.m.” or “Inc.”
    does not count.

    Bad:
        question:
          id: choice-left
          key: about 200.

    Good:
        question:
          id: choice-left
          key: about 200
    """
    options = [option for option in question.options if not _SHORTENED.search(option.text)]
    stops = [option.text.endswith(".") for option in options]
    if any(stops) and not all(stops):
        odd = options[stops.index(stops.count(True) < len(stops) / 2)]
        yield Finding(
            "some options end with a full stop, others do not", "give all one style", odd.at
        )


@rule("IW20", "hint", QuestionView)
def repeated_lead(question: QuestionView) -> Iterator[Finding]:
    """All options start with the same three words or more.

    Words that every option has belong in the stem, where they are read once (H 15).

    Bad:
        question:
          id: choice-left
          key: The sources say that it rained
          distractors:
            - {text: The sources say that it snowed, role: misread, why: They do not.}
            - {text: The sources say that it was dry, role: misread, why: They do not.}

    Good:
        question:
          id: choice-left
          key: It rained
          distractors:
            - {text: It snowed, role: misread, why: They do not say so.}
            - {text: It was dry, role: misread, why: They do not say so.}
    """
    starts = [tokens(option.text)[:_THREE] for option in question.options]
    if starts and len(starts[0]) == _THREE and len(set(starts)) == 1:
        yield Finding(
            f"every option starts with “{' '.join(starts[0])}”",
            "move the words into the stem",
            question.options[0].at,
        )
