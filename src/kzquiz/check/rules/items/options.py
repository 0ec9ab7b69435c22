"""Rules on options that refer to other options, or combine parts of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kzquiz.check.engine.patterns import findings
from kzquiz.check.engine.phrases import having
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.tongues import whole_in_tongue
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK

_COUNTS = r"(?:the |these |those )?(?:(?:other|above|first|two|three|four|five|given|listed) )*"
_OTHERS = (
    rf"{_COUNTS}(?:options?|answers?|choices?|alternatives|responses)|the (?:above|others?|rest)"
    r"|these|those"
)
_JUDGED = (
    r"(?:(?:is|are|was|were|can be|would be) (?:all |both |equally )?"
    r"(?:correct|true|right|possible|suitable|the answer)|appl(?:y|ies)|fits?|holds?)"
)
_NONE = having(
    "none neither not no nothing",
    rf"\A\W*(?:(?:none|neither|not (?:one|any)|no one)(?: at all)? of (?:{_OTHERS})(?: {_JUDGED})?"
    rf"|(?:none|neither|nothing)(?: of (?:these|those|them))? {_JUDGED}"
    rf"|(?:there is )?no (?:correct|right|true) (?:option|answer|choice)"
    rf"|no (?:option|answer|choice)s?(?: here)? {_JUDGED})\W*\Z"
    r"|\bnone of the above\b(?! \w)",
)
_NONE_OF_THEM = having("them", r"\A\W*(?:none|neither|not one) of them\W*\Z")
_NONE_OF_A_SORT = having("these those", r"\A\W*none of (?:these|those)\W+\w+\W*\Z")
_NEITHER = having("neither", r"\A\W*neither\W*\Z")
_NONE_OR_NEITHER = having("none neither", r"\A\W*(?:none|neither)\W*\Z")
_HOW_MANY = having("how", r"\bhow (?:many|much)\b")
_ALL = having(
    "all both each every any",
    rf"\A\W*(?:(?:all|both|each|every one|any)(?: of)? (?:{_OTHERS})(?: {_JUDGED})?"
    rf"|(?:all|both|every|each)(?: of (?:these|those|them)| option| answer)? {_JUDGED})\W*\Z"
    r"|\b(?:all|both) of the above\b(?! \w)",
)
_LETTER = r"(?:[a-f]|i{1,3}|iv|vi?|[1-6])"
_JOINED = rf"(?:(?:both )?\W*{_LETTER}\)?(?:\W*(?:,|&|and|or|,\s*and)\s*\(?{_LETTER}\)?)+)"
_COMBINED = having(
    "a b c d e f i ii iii iv v vi 1 2 3 4 5 6",
    rf"\A(?:{_JOINED}(?: only)?\W*|\(?{_LETTER}\)? only\W*|only {_LETTER}\W*)\Z",
)
_LISTED = having(
    "correct true right", rf"\A{_JOINED} (?:are|is) (?:all )?(?:correct|true|right)\W*\Z"
)
_NUMBERED = expression(  # “which units of the plant were shut”: here numbers are names
    r"\bwhich(?: (?:two|three|four|other))? (?!options|answers|statements|sentences|claims)[\w-]+s"
    r" (?:of|in|at|on|from|did|do|were|are|have|had|could|can|will|tell|name|give|say)\b",
    re.IGNORECASE,
)
_PARTS = expression(r",|;| and | but ")
_RECOMBINED = 0.6
_THREE = 3


@rule("IW01", "error", QuestionView, lists=("none_of_them",))
def none_of_the_above(question: QuestionView) -> Iterator[Finding]:
    """An option says “none of the above” or “none of these”.

    It tests whether a learner sees that the options are wrong, not whether the learner knows the
    right answer (H 25, NBME). In labelled question sets every finding of this rule was right. It is
    an error if the option has only these words, a warning for “none of these figures”, and a hint
    for “none”, “neither” and “none of them”, which may be answers. “Source A does not say” is fine:
    it is an answer about the source.

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
    options, advice = (
        question.options,
        "say what is the case instead, such as “Source A does not say”",
    )
    message = "the option “{}” tests the other options, not the answer"
    none = whole_in_tongue(_NONE, question.unit.tag, "none_of_them")
    yield from findings(question, options, none, message, advice)
    if question.unit.tag != FALLBACK:
        return
    yield from findings(question, options, _NONE_OF_A_SORT, message, advice, "warning")
    yield from findings(question, options, _NONE_OF_THEM, message, advice, "hint")
    many = _HOW_MANY.may_be_among(question.vocabulary) and _HOW_MANY.search(question.stem)
    bare = _NEITHER if many else _NONE_OR_NEITHER
    yield from findings(question, options, bare, message, advice, "hint")


@rule("IW02", "error", QuestionView, lists=("all_of_them",))
def all_of_the_above(question: QuestionView) -> Iterator[Finding]:
    """An option says “all of the above”, “both of these” or lists the letters of other options.

    A learner who knows two right options, or one wrong one, need not know the others (H 26, NBME).
    Also, options are shuffled, so that “above” and letters mean nothing.

    Bad:
        question:
          id: choice-left
          key: all of the above

    Good:
        question:
          id: choice-left
          key: all of the people in the old town
    """
    every = whole_in_tongue(_ALL, question.unit.tag, "all_of_them")
    for pattern in (every, _LISTED):
        yield from findings(
            question,
            question.options,
            pattern,
            "the option “{}” stands for other options",
            "make the question a “select-all”, or write an option of its own",
        )


@rule("IW10", "warning", QuestionView, reads=("en",))
def combined_letters(question: QuestionView) -> Iterator[Finding]:
    """An option is a combination such as “I and III only”.

    Such items (type K) can be solved by crossing out, and shuffling breaks them (H 9, NBME). If the
    stem asks “which units” or “which paragraphs”, the numbers are names, and are fine.

    Bad:
        question:
          id: choice-left
          key: A and C only

    Good:
        question:
          id: choice-left
          key: Source A and Source B
    """
    for found in findings(
        question,
        question.options,
        _COMBINED,
        "the option “{}” seems to combine letters or numbers of others",
        "make the question a “select-all”: each option is judged on its own",
    ):
        if not _NUMBERED.search(question.stem):
            yield found


@rule("IW10b", "hint", QuestionView)
def recombined_parts(question: QuestionView) -> Iterator[Finding]:
    """The options combine the same parts in different ways.

    Such options are hard to read and easy to guess: a part that is in most options is usually
    right.

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
