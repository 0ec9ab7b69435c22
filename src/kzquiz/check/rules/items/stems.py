"""Rules on stems: one clear question, positively put, that stands alone.

References: H is a guideline of Haladyna, Downing & Rodriguez (2002), NBME the flaws of the National
Board of Medical Examiners' item-writing guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.prose import plain, word_set
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.words import outside_quotes, sentences, tok

_ASIDE = expression(
    r"\b(?:given that|because|if|when|while|although|though|since|unless|whereas)\b[^,?]*,?",
    re.IGNORECASE,
)
_HARMLESS = expression(r"\bat least\b|\bor not\b|\bnot only\b|\bnot stated\b", re.IGNORECASE)
_NEGATIVE = expression(
    r"\b(not|cannot|except|incorrect|false|untrue|wrong|never|least|excluding)\b|n't\b",
    re.IGNORECASE,
)
_NEGATIVE_WORDS = word_set("not cannot except incorrect false untrue wrong never least excluding t")
_DENIAL = expression(
    r"\b(not|cannot|never|no|none|nobody|nothing|neither|without)\b|n't\b", re.IGNORECASE
)
_BLANK = expression(
    r"_{2,}|(?<!\w)_(?!\w)|\[blank\]|\.{4,}|\bfill in the blank|\bcomplete the sentence",
    re.IGNORECASE,
)
_BLANK_MARKS = ("_", "...", "lank", "entence")
_COUNTED = expression(r"\bwhich (two|three|four)\b", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_ENDS_IN_ARTICLE = expression(r"\b(an?)\s*(?:_+|:|\.{3}|…)?\s*$", re.IGNORECASE)
_VOWEL = expression(r"\W*[aeio]", re.IGNORECASE)
_EMPTY = expression(
    r"(?:which|what) (?:one )?of (?:the following|these)(?: \w+)? (?:is|are) "
    r"(?:true|correct|right)\s*\??",
    re.IGNORECASE,
)
_SHORT = 10
_END = 12


def _asked(text: str) -> str:
    """The question proper: without quotations and subordinate clauses."""
    parts = sentences(outside_quotes(plain(text)))
    questions = [part for part in parts if "?" in part]
    return _ASIDE.sub(" ", " ".join(questions or parts[-1:]))


def _negated(question: QuestionView) -> re.Match[str] | None:
    if _NEGATIVE_WORDS.isdisjoint(question.stem_tokens):
        return None
    return _NEGATIVE.search(_HARMLESS.sub(" ", _asked(question.stem)))


@rule("IW03", "warning", QuestionView)
def negative_stem(question: QuestionView) -> Iterator[Finding]:
    """The stem asks what is *not* so.

    “Not” is easily overlooked, and a learner who finds the exception need not know the rule (H 17,
    NBME). Written in capitals or bold it is seen, and only a hint. “Does not say” inside a
    quotation or a clause with *because* or *when* passes.

    Bad:
        question:
          id: choice-left
          stem: Which of these figures is not given by the fire service in Source A?

    Good:
        question:
          id: choice-left
          stem: Which of these figures is given by the fire service in Source A?
    """
    if not question.options:
        return
    if found := _negated(question):
        loud = found[0].isupper() or f"*{found[0]}*" in question.item.stem
        yield Finding(
            f"the question turns on “{found[0]}”",
            "ask what is so; “true-false-not-stated” can ask what a source leaves out",
            ("stem",),
            severity="hint" if loud else None,
        )


@rule("IW26", "error", QuestionView)
def double_negative(question: QuestionView) -> Iterator[Finding]:
    """The stem is negative, and an option is too.

    “Which was not reported? – It was not confirmed” has to be worked out like a sum (H 17, H 27).

    Bad:
        question:
          id: choice-left
          stem: What does the fire service in Source A not say?
          key: that it did not count the people

    Good:
        question:
          id: choice-left
          stem: What does the fire service in Source A leave open?
          key: that it did not count the people
    """
    if not _negated(question):
        return
    for option in question.options:
        if found := _DENIAL.search(outside_quotes(plain(option.text))):
            yield Finding(
                f"the stem is negative, and so is this option (“{found[0]}”)",
                "put the stem positively",
                option.at,
            )


@rule("IW11", "warning", QuestionView)
def blank_in_stem(question: QuestionView) -> Iterator[Finding]:
    """The stem of a choice has a blank to be filled.

    A question is understood without the options, a torn sentence is not. Deletions are what
    ``cloze`` is for.

    Bad:
        question:
          id: choice-left
          stem: On Monday night, ____ people had left, said the fire service in Source A.

    Good:
        question:
          id: choice-left
          stem: How many people had left on Monday night, said the fire service in Source A?
    """
    if not question.options:
        return
    if not any(mark in question.stem for mark in _BLANK_MARKS):
        return
    if found := _BLANK.search(question.stem):
        yield Finding(
            f"the stem has a blank (“{found[0]}”)", "ask a question, or write a “cloze”", ("stem",)
        )


@rule("IW12", "warning", QuestionView)
def stem_without_question(question: QuestionView) -> Iterator[Finding]:
    """The stem asks nothing: the problem stands in the options.

    A learner should know the task before reading options (H 14, H 15). A stem ends in a question
    mark, or in a colon where the options complete it.

    Bad:
        question:
          id: choice-left
          stem: Source A and the people who left

    Good:
        question:
          id: choice-left
          stem: How many people had left, according to the fire service in Source A?
    """
    if not question.options:
        return
    stem = question.stem.rstrip()
    if "?" not in stem and not stem.endswith(":"):
        short = len(tok(stem)) <= _SHORT
        yield Finding(
            "the stem asks nothing" + ("; the problem is in the options" if short else ""),
            "put it as a question",
            ("stem",),
        )


@rule("IW13", "error", QuestionView)
def grammar_gives_key(question: QuestionView) -> Iterator[Finding]:
    """The stem's grammar fits some options only: “a” or “an”, “which two”.

    Who knows no more than the language can cross options out (H 28c, NBME).

    Bad:
        question:
          id: choice-left
          stem: "The one who asked for boats in Source A was an:"
          key: engineer
          distractors:
            - {text: mayor, role: misread, why: The mayor did.}
            - {text: shopkeeper, role: misread, why: No shopkeeper asked.}

    Good:
        question:
          id: choice-left
          stem: "The one who asked for boats in Source A was a/an:"
          key: engineer
          distractors:
            - {text: mayor, role: misread, why: The mayor did.}
            - {text: shopkeeper, role: misread, why: No shopkeeper asked.}
    """
    if not question.options:
        return
    end = question.stem[-_END:]
    article = _ENDS_IN_ARTICLE.search(end)
    if article and not re.search(r"\ba/an\b|\ba\(n\)", question.stem):
        vowels = {bool(_VOWEL.match(option.text)) for option in question.options}
        if len(vowels) > 1:
            message = f"“{article[1]}” fits some of the options only"
            yield Finding(message, "put the article into the options", ("stem",))
    counted = _COUNTED.search(question.stem)
    if counted and not question.single:
        right = len(question.keys)
        if right != _NUMBERS[counted[1].lower()]:
            message = f"the stem asks for {counted[1].lower()}, and {right} options are right"
            yield Finding(message, "make them agree", ("stem",))


@rule("IW27", "warning", QuestionView)
def empty_lead_in(question: QuestionView) -> Iterator[Finding]:
    """The stem says no more than “Which of the following is true?”.

    Such a stem hides as many questions as there are options (H 14, NBME).

    Bad:
        question:
          id: choice-left
          stem: Which of these is true?

    Good:
        question:
          id: choice-left
          stem: Which of these is true of the fire service's figure in Source A?
    """
    if not question.options:
        return
    if _EMPTY.fullmatch(question.stem.strip()):
        yield Finding(
            "the stem names no subject", "say of what or of whom the options speak", ("stem",)
        )
