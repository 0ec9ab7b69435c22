"""Rules on stems: one clear question, positively put, that stands alone.

References: H is a guideline of Haladyna, Downing & Rodriguez (2002), NBME the flaws of the National
Board of Medical Examiners' item-writing guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.patterns import find, findings, stem_of
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.voice import own_voice
from kzquiz.check.engine.words import sentences, tok

_ASIDE = expression(  # a clause that says more about something, and asks nothing
    r"\b(?:given that|because|if|when|while|although|though|since|unless|whereas)\b[^,?]*,?"
    r"|(?<=[a-z] )(?:who|that|whom|whose)\b[^,?]*",
    re.IGNORECASE,
)
_WHY = expression(r"\b(?:why|for what reason)\b", re.IGNORECASE)
_NEGATIVE = expression(
    r"(?<!or )\bnot\b(?! only| stated)|\b(?:cannot|except|never|excluding)\b|n't\b"
    r"|(?<!at )\bleast\b"
    r"|(?<!says )(?<!say )(?<!said )\b(?:is|are|was|were) (?:false|untrue|incorrect|wrong)\b",
    re.IGNORECASE,
)
_DENIAL = expression(
    r"\b(?:not|cannot|never|no(?!\.? ?\d)|none|nobody|nothing|neither|without)\b|n't\b",
    re.IGNORECASE,
)
_BLANK = expression(
    r"_{2,}|(?<!\w)_(?!\w)|\[blank\]|\.{4,}"
    r"|(?:\A|[.:?!] )(?:fill in the blank|complete the sentence)",
    re.IGNORECASE,
)
_COUNTED = expression(
    r"\b(?:which|choose|tick|select|mark) (?P<count>two|three|four)\b"
    r"(?P<options> of (?:these|the following)\b)?",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_ENDS_IN_ARTICLE = expression(r"\b(an?)\s*(?:_+|:|\.{3}|…)?\s*\Z")  # “Source A:” is no article
_SLASHED = expression(r"\ba/an\b|\ba\(n\)")
# How a word begins in speech: an hour, a union, an MP, an 80.
_VOWEL = expression(
    r"\W*(?:hono|hour|heir|honest|8|11\b|18\b|[FHLMNRSX](?=[A-Z]|\b)|(?!(?:one|once|eu|uni|us[eu]|ut|uk)|U[A-Z])[aeiou])"
)
_EMPTY = expression(
    r"\A\s*(?:which|what) (?:one )?of (?:the following|these)(?: \w+)? (?:is|are) "
    r"(?:true|correct|right)\s*\??\s*\Z",
    re.IGNORECASE,
)
_SHORT = 10


def _negated(question: QuestionView) -> re.Match[str] | None:
    """What makes the question ask for what is not so; a reason may be asked of what was not."""
    parts = sentences(own_voice(question.stem))
    asked = " ".join([part for part in parts if "?" in part] or parts[-1:])
    return None if _WHY.search(asked) else find(_NEGATIVE, _ASIDE.sub(" ", asked))


@rule("IW03", "warning", QuestionView)
def negative_stem(question: QuestionView) -> Iterator[Finding]:
    """The stem asks what is *not* so.

    “Not” is easily overlooked, and a learner who finds the exception need not know the rule (H 17,
    NBME). Written in capitals or bold it is seen, and only a hint. What stands in a quotation or in
    a clause with *because*, *when* or *who* passes (“families who could not leave”), and so does
    a question that asks why something was not done.

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
        word = found[0].split()[-1]
        loud = word.isupper() or f"*{word}*" in question.item.stem
        yield Finding(
            f"the question turns on “{word}”",
            "ask what is so; “true-false-not-stated” can ask what a source leaves out",
            question.stem_at,
            severity="hint" if loud else None,
        )


@rule("IW26", "warning", QuestionView)
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
    if _negated(question):
        message = "the stem is negative, and so is this option (“{}”)"
        yield from findings(question.options, _DENIAL, message, "put the stem positively")


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
    if question.options:
        message = "the stem has a blank (“{}”)"
        yield from findings(
            stem_of(question), _BLANK, message, "ask a question, or write a “cloze”"
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
            question.stem_at,
        )


@rule("IW13", "warning", QuestionView, worst="error")
def grammar_gives_key(question: QuestionView) -> Iterator[Finding]:
    """The stem's grammar fits some options only: “a” or “an”, “which two”.

    Who knows no more than the language can cross options out (H 28c, NBME). “Which two of these”
    with three right options is an error; how a word sounds is a guess and gives a warning.

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
    article = _ENDS_IN_ARTICLE.search(question.stem)
    if article and not _SLASHED.search(question.stem):
        vowels = {bool(_VOWEL.match(option.text)) for option in question.options}
        if len(vowels) > 1:
            message = f"“{article[1]}” fits some of the options only"
            yield Finding(message, "put the article into the options", question.stem_at)
    counted, right = _COUNTED.search(own_voice(question.stem)), len(question.keys)
    if counted and not question.single and right != _NUMBERS[counted["count"].lower()]:
        yield Finding(
            f"the stem asks for {counted['count'].lower()}, and {right} options are right",
            "make them agree",
            question.stem_at,
            severity="error" if counted["options"] else None,
        )


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
    if question.options:
        message, advice = "the stem names no subject", "say of what or of whom the options speak"
        yield from findings(stem_of(question), _EMPTY, message, advice)
