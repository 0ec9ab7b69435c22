"""Rules on stems: one question, clear on its own, without a negation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.patterns import find, findings, stem_of
from kzquiz.check.engine.phrases import NOT, having, phrases
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.tongues import NEGATIONS, in_tongue, whole_in_tongue
from kzquiz.check.engine.voice import own_voice
from kzquiz.check.engine.words import sentences, tokens
from kzquiz.expressions import expression
from kzquiz.languages.words import Words, rule_words

_ASIDE = expression(  # a clause that adds something, and asks nothing
    r"\b(?:given that|because|if|when|while|although|though|since|unless|whereas)\b[^,?]*,?"
    r"|(?<=[a-z] )(?:who|that|whom|whose)\b[^,?]*",
    re.IGNORECASE,
)
_WHY = expression(r"\b(?:why|for what reason)\b", re.IGNORECASE)
_NEGATIVE = phrases(
    f"cannot except never excluding {NOT}",
    r"(?<!or )not(?! only| stated)",
    r"(?<!at )least",
    *(
        rf"(?<!says )(?<!say )(?<!said ){verb} (?:false|untrue|incorrect|wrong)"
        for verb in ("is", "are", "was", "were")
    ),
)
_DENIAL = phrases(f"not cannot never none nobody nothing neither without {NOT}", r"no(?!\.? ?\d)")
_BLANK = expression(
    r"_{2,}|(?<!\w)_(?!\w)|\[blank\]|\.{4,}"
    r"|(?:\A|[.:?!] )(?:fill in the blank|complete the sentence)",
    re.IGNORECASE,
)
_BLANKS = ("_", "[blank]", "....", "fill in the blank", "complete the sentence")
_COUNTED = having(
    "two three four",
    r"\b(?:which|choose|tick|select|mark) (?P<count>two|three|four)\b"
    r"(?P<options> of (?:these|the following)\b)?",
)
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_ENDS_IN_ARTICLE = expression(r"\b(an?)\s*(?:_+|:|\.{3}|…)?\s*\Z")  # “Source A:” is no article
_SLASHED = expression(r"\ba/an\b|\ba\(n\)")
# Words that begin with a vowel in speech: an hour, an MP, an 80; but a union.
_VOWEL = expression(
    r"\W*(?:hono|hour|heir|honest|8|11\b|18\b|[FHLMNRSX](?=[A-Z]|\b)|(?!(?:one|once|eu|uni|us[eu]|ut|uk)|U[A-Z])[aeiou])"
)
_EMPTY = having(
    "true correct right",
    r"\A\s*(?:which|what) (?:one )?of (?:the following|these)(?: \w+)? (?:is|are) "
    r"(?:true|correct|right)\s*\??\s*\Z",
)
_CLAUSE = expression(r"[,;:،؛] ")
_SHORT = 10


@lru_cache(maxsize=16)
def _negated(question: QuestionView) -> re.Match[str] | None:
    """The word that makes a question negative; None for a question that asks why."""
    if words := rule_words(question.unit.tag):
        return _negated_by(words, question.stem)
    if not _NEGATIVE.may_be_among(question.vocabulary):  # as in nearly all
        return None
    voice = own_voice(question.stem)
    if not _NEGATIVE.search(voice):  # the rest takes longer
        return None
    parts = sentences(voice)
    asked = " ".join([part for part in parts if "?" in part] or parts[-1:])
    return None if _WHY.search(asked) else find(_NEGATIVE, _ASIDE.sub(" ", asked))


def _negated_by(words: Words, stem: str) -> re.Match[str] | None:
    """The same in a language whose words are data: clauses without a question word are passed."""
    parts = sentences(own_voice(stem))
    asked = [part for part in parts if "?" in part or "؟" in part] or list(parts[-1:])
    clauses = [clause for part in asked for clause in _CLAUSE.split(part)]
    if any(words.written("asks_why").search(clause) for clause in clauses):
        return None
    asking = (clause for clause in clauses if words.written("asks").search(clause))
    found = (find(words.written(NEGATIONS), clause) for clause in asking)
    return next((match for match in found if match), None)


@rule("IW03", "warning", QuestionView, lists=(NEGATIONS, "asks", "asks_why"))
def negative_stem(question: QuestionView) -> Iterator[Finding]:
    """The stem asks which answer is *not* right.

    Learners easily overlook “not”, and those who find the exception may not know the other answers
    (H 17, NBME). It is a hint if “not” is in capitals or bold. Quotations are ignored, and so are
    clauses with *because*, *when* or *who* (“families who could not leave”). A question may ask why
    something was not done.

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
            f"the question is negative: “{word}”",
            "ask what is right; “true-false-not-stated” can ask what a source leaves out",
            question.stem_at,
            severity="hint" if loud else None,
        )


@rule("IW26", "warning", QuestionView, lists=(NEGATIONS, "asks", "asks_why"))
def double_negative(question: QuestionView) -> Iterator[Finding]:
    """The stem is negative, and an option is too.

    “Which was not reported? – It was not confirmed” is hard to work out (H 17, H 27).

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
        denial = in_tongue(_DENIAL, question.unit.tag, NEGATIONS)
        yield from findings(
            question,
            question.options,
            denial,
            message,
            "put the stem positively",
        )


@rule("IW11", "warning", QuestionView)
def blank_in_stem(question: QuestionView) -> Iterator[Finding]:
    """The stem of a choice has a blank to fill.

    A question is clear without its options; a sentence with a blank is not. Use the kind ``cloze``
    for blanks.

    Bad:
        question:
          id: choice-left
          stem: On Monday night, ____ people had left, said the fire service in Source A.

    Good:
        question:
          id: choice-left
          stem: How many people had left on Monday night, said the fire service in Source A?
    """
    shown = question.stem.lower()
    if question.options and any(map(shown.__contains__, _BLANKS)):
        message = "the stem has a blank (“{}”)"
        yield from findings(
            question, stem_of(question), _BLANK, message, "ask a question, or write a “cloze”"
        )


@rule("IW12", "warning", QuestionView, lists=("asks",))
def stem_without_question(question: QuestionView) -> Iterator[Finding]:
    """The stem asks nothing, so that the problem is in the options.

    A learner should know the task before reading the options (H 14, H 15). A stem has a question
    mark, or ends in a colon if the options complete it.

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
    if "?" not in stem and "؟" not in stem and not stem.endswith(":"):
        short = len(tokens(stem)) <= _SHORT
        yield Finding(
            "the stem asks nothing" + ("; the problem is in the options" if short else ""),
            "put it as a question",
            question.stem_at,
        )


@rule("IW13", "warning", QuestionView, worst="error", reads=("en",))
def grammar_gives_key(question: QuestionView) -> Iterator[Finding]:
    """The grammar of the stem fits only some options: “a” or “an”, “which two”.

    A learner who only knows the language can cross options out (H 28c, NBME). “Which two of these”
    with three right options is an error. “A” or “an” is a warning, as the rule has to guess how a
    word sounds.

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
    stem = question.stem
    last = stem.rstrip().rstrip("_:.…").rstrip()[-2:]
    article = last.endswith(("a", "an")) and _ENDS_IN_ARTICLE.search(stem)
    if article and not _SLASHED.search(stem):
        vowels = {bool(_VOWEL.match(option.text)) for option in question.options}
        if len(vowels) > 1:
            message = f"“{article[1]}” fits some of the options only"
            yield Finding(message, "put the article into the options", question.stem_at)
    right = len(question.keys)
    may_count = _COUNTED.may_be_among(question.vocabulary)
    counted = may_count and _COUNTED.search(own_voice(question.stem))
    if counted and not question.single and right != _NUMBERS[counted["count"].lower()]:
        yield Finding(
            f"the stem asks for {counted['count'].lower()}, and {right} options are right",
            "make them agree",
            question.stem_at,
            severity="error" if counted["options"] else None,
        )


@rule("IW27", "warning", QuestionView, lists=("empty_stems",))
def empty_lead_in(question: QuestionView) -> Iterator[Finding]:
    """The stem says no more than “Which of the following is true?”.

    Such a stem asks as many questions as it has options (H 14, NBME).

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
        empty = whole_in_tongue(_EMPTY, question.unit.tag, "empty_stems")
        yield from findings(question, stem_of(question), empty, message, advice)
