"""Rules on what a question says: short, single, clear, without a hidden reference.

References: H is a guideline of Haladyna, Downing & Rodriguez (2002), NBME the flaws of the National
Board of Medical Examiners' item-writing guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.prose import entries, plain, word_set
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.words import outside_quotes, tok
from kzquiz.model import Match, Order, Table

_OPINION = expression(
    r"\b(do you think|should|is it right|was it right|in your (?:opinion|view))\b", re.IGNORECASE
)
_SUPERLATIVE = expression(
    r"\b(best|worst|strongest|weakest|fairest|clearest|most (?:important|reliable|likely|accurate"
    r"|trustworthy|credible|neutral|serious|precise|balanced|significant|relevant|complete"
    r"|\w+(?:ing|ful|ive|ous|able|ible)))\b",
    re.IGNORECASE,
)
_CRITERION = expression(
    r"\baccording to\b|\bbecause\b|\bby (?:the|its|how|naming|what)\b|\bjudged\b|\bsays?\b"
    r"|\bsaid\b|\bin terms of\b|\bgoing by\b",
    re.IGNORECASE,
)
_PRONOUN = expression(
    r"\W*(He|She|It|They|This|That|These|Those|His|Her|Their)\b(?! (?:is|was) it)"
)
_POINTER = expression(
    r"\b(?:mentioned|shown|seen?|as|question|item|text|article|passage|quoted|described|statement"
    r"|the)s? (above|below)\b",
    re.IGNORECASE,
)
_OWN_MATERIAL = (Match, Order, Table)  # shapes that bring statements of their own
_ABSOLUTE = expression(
    r"\b(always|never|completely|absolutely|totally|entirely|impossible|everyone|nobody|nothing"
    r"|solely|exclusively|undoubtedly)\b",
    re.IGNORECASE,
)
_TWO_IN_ONE = expression(r";|, and (?!so)|\bbecause\b", re.IGNORECASE)
_DENIED = expression(r"\b(not|cannot|no one|nobody|nothing|neither|no)\b|n't\b", re.IGNORECASE)
_ABSOLUTES = word_set(
    "always never completely absolutely totally entirely impossible everyone nobody nothing solely"
    " exclusively undoubtedly"
)
_DENYING = word_set("not cannot no nobody nothing neither t")
_DOUBLED = expression(r"(?<![\w.,'’-])(\w+(?:[-'’.,]\w+)*)\s+\1(?![\w'’-])", re.IGNORECASE)
_DOUBLED_WELL = frozenset({"had", "that"})
_ACRONYM = expression(r"\b[A-Z]{3,}\b")
_VERBATIM = frozenset({"phrase", "term"})
_LONG, _TOO_LONG = 40, 60


@rule("IW19", "warning", QuestionView)
def long_stem(question: QuestionView) -> Iterator[Finding]:
    """The stem has more than 60 words of its own (a hint from 40).

    Reading load that has nothing to do with the skill keeps weaker readers from showing what they
    know (H 13, H 16). Quoted words do not count, nor stems of open questions.

    Bad:
        question:
          id: choice-left
          stem: >-
            On the night on which the river rose and the old part of the town, which has been there
            for so many years and has seen so many floods that nobody counts them any more, stood
            under water, there was a fire service, and this fire service had a figure, and the
            figure, which Source A prints, was for the people who had left: how high was it?

    Good:
        question:
          id: choice-left
          stem: How many people had left, according to the fire service in Source A?
    """
    if not question.keyed or question.stem.count(" ") < _LONG:
        return
    size = len(tok(outside_quotes(question.stem)))
    if size > _LONG:
        yield Finding(
            f"the stem has {size} words",
            "keep what is needed to answer",
            question.stem_at,
            severity=None if size > _TOO_LONG else "hint",
        )


@rule("IW24", "error", QuestionView)
def opinion_with_key(question: QuestionView) -> Iterator[Finding]:
    """A question with a key asks what the learner thinks or what should be done.

    An opinion has no key (H 6), and this unit takes no side. Open questions may ask so.

    Bad:
        question:
          id: choice-left
          stem: Should the fire service have moved more people, going by Source A?

    Good:
        question:
          id: choice-left
          stem: How many people had the fire service moved, according to Source A?
    """
    if not question.keyed:
        return
    if found := _OPINION.search(outside_quotes(question.stem)):
        yield Finding(
            f"“{found[1]}” asks for an opinion, and the question has a key",
            "ask what the source says, or make the question an “open” one",
            question.stem_at,
        )


@rule("IW25", "warning", QuestionView)
def best_without_criterion(question: QuestionView) -> Iterator[Finding]:
    """The stem asks for the best, the most important or the most reliable, without a criterion.

    By what? Two good learners may measure by two things, and both would be right.

    Bad:
        question:
          id: choice-left
          stem: Which figure of Source A is the most reliable?

    Good:
        question:
          id: choice-left
          stem: Which figure of Source A is the most reliable, judged by how many people counted?
    """
    if not question.keyed:
        return
    stem = outside_quotes(question.stem)
    found = _SUPERLATIVE.search(stem)
    if found and not _CRITERION.search(stem):
        yield Finding(
            f"“{found[1]}”, by what measure?",
            "name the measure, or ask for something that the source shows",
            question.stem_at,
        )


@rule("IW28", "warning", QuestionView, worst="error")
def dangling_reference(question: QuestionView) -> Iterator[Finding]:
    """The stem starts with “He”, “It” or “These”, or points to something above or below.

    A question has to make sense alone: on a card nothing stands above it, and shuffled sheets have
    no fixed neighbours (H 14; Matuschak, prompts are precise). Pointing is an error, a pronoun a
    warning. Questions that bring their own statements may say “these”.

    Bad:
        question:
          id: choice-left
          stem: He counted how many people in Source A?

    Good:
        question:
          id: choice-left
          stem: How many people did the fire service count in Source A?
    """
    points = not {"above", "below"}.isdisjoint(question.words)
    if points and (found := _POINTER.search(outside_quotes(question.stem))):
        message = f"“{found[0]}” points outside the question"
        yield Finding(message, "name what you mean", question.stem_at, severity="error")
    own = isinstance(question.item.shape, _OWN_MATERIAL)
    if not own and (found := _PRONOUN.match(question.stem)):
        yield Finding(f"“{found[1]}”: who or what?", "start with the name", question.stem_at)


@rule("IW23", "warning", QuestionView)
def muddled_statement(question: QuestionView) -> Iterator[Finding]:
    """A true-false statement has two parts, a negation or an absolute word.

    With two parts, one may be true and one false; a negation makes “false” a double negative; an
    absolute is false nearly always (Frisbie & Becker on true-false items).

    Bad:
        question:
          id: tfn-gate
          statement: The gate failed because nobody had looked at it.

    Good:
        question:
          id: tfn-gate
          statement: Source A gives the number of people who left.
    """
    if not question.stem_is_statement:
        return
    voice = outside_quotes(plain(question.stem))
    words = question.stem_tokens
    for pattern, possible, what in (
        (_TWO_IN_ONE, True, "two things at once"),
        (_DENIED, not _DENYING.isdisjoint(words), "a negation"),
        (_ABSOLUTE, not _ABSOLUTES.isdisjoint(words), "an absolute"),
    ):
        if possible and (found := pattern.search(voice)):
            yield Finding(
                f"the statement has {what} (“{found[0].strip(', ')}”)",
                "say one thing, positively",
                question.stem_at,
            )


@rule("IW29", "warning", UnitView)
def doubled_word(unit: UnitView) -> Iterator[Finding]:
    """A word stands twice in a row in the author's own text.

    Slips like this cost trust (H 11, H 12). Quotations are left alone, and so are “had had” and
    “that that”.

    Bad:
        question:
          id: choice-left
          feedback: The figure keeps its its qualifier and its time.

    Good:
        question:
          id: choice-left
          feedback: The qualifier that that figure has must be kept.
    """
    for entry in entries(unit):
        for text in entry.texts if entry.doubled else ():
            if text.role in _VERBATIM:
                continue
            for found in _DOUBLED.finditer(outside_quotes(text.text)):
                # “In Source A a nurse …” is no slip.
                word, label = found[1], len(found[1]) == 1 and len(set(found[0].split())) > 1
                if word.lower() not in _DOUBLED_WELL and not word.isdigit() and not label:
                    message = f"“{found[0]}”: the word stands twice"
                    yield Finding(message, "take one out", text.at, text.entry)


@rule("IW30", "hint", UnitView)
def unexplained_acronym(unit: UnitView) -> Iterator[Finding]:
    """Capitals such as CSTO stand in a question, and the glossary does not know them.

    A learner who stumbles over letters does not come to the question (H 8). Named once, where the
    letters come first.

    Bad:
        question:
          id: choice-left
          stem: How many people had left, according to the OFS in Source A?

    Good:
        unit:
          glossary:
            - {term: Ostervik Fire Service (OFS), means: The fire service of the town.}
        question:
          id: choice-left
          stem: How many people had left, according to the OFS in Source A?
    """
    known = {word for entry in unit.info.glossary for word in _ACRONYM.findall(entry.term)}
    known |= {word for entry in unit.info.glossary for word in _ACRONYM.findall(entry.means)}
    for question in unit.questions:
        for said in question.of("stem", "statement", "key", "distractor"):
            for word in _ACRONYM.findall(said.text):
                if word not in known and f"({word})" not in said.text and not said.text.isupper():
                    known.add(word)
                    message = f"“{word}” is not in the glossary"
                    yield Finding(message, "explain it there", said.at, question.entry)
