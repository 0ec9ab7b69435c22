"""Rules on the answers of cards: one fact, no list, no yes or no, a deletion that matters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.printed import CardView
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.shapes import shows_wrong_answers
from kzquiz.check.engine.subjects import Path, QuestionView
from kzquiz.check.engine.words import STOP, content_words, has_phrase, sentences, tokens, word_set
from kzquiz.expressions import expression
from kzquiz.languages.words import rule_words
from kzquiz.model import Blank, Gap
from kzquiz.numbers import numbers

_PRAISE = word_set(
    "a all and answer answered correct exact exactly excellent fine good great indeed is it job"
    " next"
    " nice ok okay perfect question quite read right so super that the this true very was well wow"
    " yes you your yourself done got have keep up work on go"
)
_MOST_WORDS, _MOST_PARTS, _LEAST_FEEDBACK, _HALF = 15, 3, 5, 0.5
_AMOUNT = r"\d[\d,.]*(?: ?%| percent| per cent| million| billion)?"
# Two numbers that are one figure: a range or a share.
_ONE_FIGURE = expression(
    rf"({_AMOUNT}) (?:to|-|(?:out )?of(?: (?:the|its|their|some|about|all|every))?|in(?: every)?)"
    r" (?=\d)"
    r"|\d+ (?:hours?|minutes?|pounds?|euros?|dollars?|feet|metres?),? (?:and )?(?=\d)"
    rf"|(?<=\bbetween )({_AMOUNT}) and (?=\d)|(\d)-(?=\d)"
)
# Numbers in names, and in adjectives such as “three-year”.
_NAMED = expression(
    r"\b(?:Flight|Task|Article|Section|Chapter|Resolution|Boeing|Airbus|Highway|Route|Road|Unit"
    r"|Brigade|Battalion|Regiment|Division|Platform|Terminal|Gate|Building|Room|Category|Level"
    r"|Phase|Stage|Reactor|Zone|Camp|Channel|Group|Protocol|Rule|Pier|Storm|Apollo) \d+\b"
    r"|\b\d+-(?:year-old|year|month|week|day|hour|minute|storey|page)s?\b"
    r"|\b\d{1,2} ?[ap]\.?m\b"
)
_DIGIT = expression(r"\d")
_PART = expression(r",\s+(?:and\s+)?|;\s*|\s+and\s+")
# The start of a part that says more about the part before it.
_GOES_ON = expression(
    r"(?:in|on|at|by|of|near|with|from|who|which|where|whose|based|aged|then) |\d{4}\b"
)
_ARTICLE = expression(r"an? ")
# Names with an “and” in them.
_ONE_NAME = expression(
    r"\b(?:Trinidad and Tobago|Bosnia and Herzegovina|Antigua and Barbuda|Kitts and Nevis"
    r"|(?:Ministry|Department|Office|Committee|Commission|Court|Organi[sz]ation)"
    r" (?:of|for|on) (?:[A-Z]\w+, )*[A-Z]\w+ and [A-Z]\w+)"
)
_YES_NO = expression(
    r"\W*(is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b", re.IGNORECASE
)
_BARE = frozenset({"yes", "no", "true", "false"})
_QUALIFIERS = word_set(
    "about around roughly approximately nearly almost over under above below up at least most more"
    " less fewer some than no not only"
)


@rule("FC01", "warning", CardView)
def crowded_answer(card: CardView) -> Iterator[Finding]:
    """The answer of a card has more than 15 words, or more than one figure.

    A learner who knows half of it cannot say whether the answer was right. Short answers are easier
    to remember (SM 4; Matuschak: prompts are focused). Dates and numbers in names (“Flight 17”) do
    not count as figures; a range, a share and “3 hours 40 minutes” count as one.

    Bad:
        question:
          id: short-basis
          key: about 200 on Monday, 350 on Tuesday

    Good:
        question:
          id: short-basis
          key: about 200 on Monday
    """
    for line in card.answer.split("\n"):
        words = len(line.split())
        if words > _MOST_WORDS:
            yield Finding(
                f"the answer of the card has {words} words",
                "ask for one thing, and put the rest into the feedback",
                _key(card),
            )
        elif (figures := _figures(line)) > 1:
            yield Finding(
                f"the answer of the card has {figures} figures",
                "make a question of each",
                _key(card),
            )


def _figures(line: str) -> int:
    """How many figures a line has in digits; numbers in words do not count."""
    if not _DIGIT.search(line):
        return 0
    line = _ONE_FIGURE.sub("", _NAMED.sub("", line))
    return sum(not number.spelled for number in numbers(line))


def _key(card: CardView) -> Path:
    return card.question.keys[0].at if card.question.keys and not card.item.part else ()


@rule("FC02", "warning", CardView)
def list_as_answer(card: CardView) -> Iterator[Finding]:
    """The answer of a card is a list of four things or more.

    Lists are hard to remember, and one mistake makes the whole answer wrong (SM 9, SM 10).

    Bad:
        question:
          id: short-basis
          key: the mayor, the army, the radio and the shops

    Good:
        question:
          id: short-basis
          key: the mayor and the army
    """
    parts = _parts(card.answer)
    if parts > _MOST_PARTS and "\n" not in card.answer:
        yield Finding(
            f"the answer of the card is a list of {parts}",
            "ask for one of them, or make the question an “order” or “who-said”",
            _key(card),
        )


def _parts(answer: str) -> int:
    """How many things an answer lists; a part that describes the one before does not count."""
    first, *others = filter(str.strip, _PART.split(_ONE_NAME.sub("—", answer))) or [""]
    descriptions = [part for part in others if _GOES_ON.match(part)]
    if not _ARTICLE.match(first):  # “Ana Ruiz, a nurse”; but “a boat, a car”
        descriptions += [part for part in others if _ARTICLE.match(part)]
    return 1 + len(others) - len(descriptions)


@rule("FC03", "warning", CardView, lists=("yes_or_no",))
def yes_or_no_card(card: CardView) -> Iterator[Finding]:
    """The card asks “Did …?” or “Is …?”, and the answer is yes or no.

    A guess is right every second time, and the learner has to recall nothing (Matuschak: prompts
    are effortful). True-false statements are not meant.

    Bad:
        question:
          id: short-basis
          stem: Did the water board inspect the gate, according to Source A?
          key: "yes"

    Good:
        question:
          id: short-basis
          stem: Who inspected the gate, according to Source A?
          key: the water board
    """
    words, answer = rule_words(card.unit.tag), card.answer.lower().strip(" .")
    if words:
        found = answer in words.set("yes_or_no") and ("?" in card.front or "؟" in card.front)
    else:
        found = bool(_YES_NO.match(card.front)) and answer in _BARE
    if found:
        yield Finding(
            "the card can be answered with yes or no", "ask who, what, when or how", card.stem_at
        )


@rule("FC06", "warning", CardView, worst="error")
def bad_deletion(card: CardView) -> Iterator[Finding]:
    """A cloze leaves out a word that can be guessed or copied, a bare number, or too much.

    A small word such as “the” can be guessed. A word that is elsewhere in the text can be copied
    (SM 5): that is an error. A bare number is learned without what it counts. A gap of more than
    half of the sentence leaves too little to answer from. Good words to leave out are qualifiers,
    such as “about”.

    Bad:
        question:
          id: cloze-qualifier
          text: On Monday night, [[the]] fire service said in Source A, about 200 people had left.

    Bad:
        question:
          id: cloze-qualifier
          text: In Source A, the [[fire service]] said that the fire service was there.

    Good:
        question:
          id: cloze-qualifier
          text: On Monday night, the fire service said in Source A, [[about]] 200 people had left.
    """
    shape = card.item.shape
    if not isinstance(shape, Gap):
        return
    visible = "".join(piece if isinstance(piece, str) else " ____ " for piece in shape.pieces)
    for blank in shape.pieces:
        if isinstance(blank, Blank) and (finding := _flaw(blank.answer, visible)):
            yield finding


def _flaw(answer: str, visible: str) -> Finding | None:
    """The mistake in leaving out ``answer``, with ``visible`` around it; None if it is fine."""
    words = tokens(answer)
    sentence = next((s for s in sentences(visible) if "____" in s), visible)
    if all(word in STOP for word in words) and not _QUALIFIERS.intersection(words):
        return Finding(
            f"“{answer}” can be guessed without the source",
            "leave out a qualifier, a speaker or a word that matters",
            ("text",),
        )
    if content_words(answer) and has_phrase(visible, answer):
        # It is certain only with the same capitals: “March” is not “march”.
        same = answer in visible
        return Finding(
            f"“{answer}” can be read beside the gap",
            "reword the sentence",
            ("text",),
            severity="error" if same else "warning",
        )
    if all(word.isdigit() for word in words):
        return Finding(
            "the deletion is a bare number", "leave out its qualifier, or what it counts", ("text",)
        )
    if len(words) > _HALF * (len(words) + len(tokens(sentence.replace("_", " ")))):
        return Finding(
            "more than half of the sentence is left out",
            "leave out less, or ask a question",
            ("text",),
        )
    return None


@rule("FC10", "warning", QuestionView)
def no_feedback(question: QuestionView) -> Iterator[Finding]:
    """Feedback gives no reason: it has fewer than five words, or only praise.

    Learners remember wrong options as true, unless feedback corrects them (Butler & Roediger 2008;
    Roediger & Marsh 2005).

    Bad:
        question:
          id: choice-left
          feedback: See Source A.

    Good:
        question:
          id: choice-left
          feedback: Paragraph 1 gives the figure with its qualifier.
    """
    words = len(question.question.feedback.split())
    if shows_wrong_answers(question.item.shape) and words < _LEAST_FEEDBACK:
        yield Finding(f"the feedback has {words} words", "say why the key is right", ("feedback",))
    elif _PRAISE.issuperset(tokens(question.question.feedback)):
        yield Finding("the feedback gives no reason", "say why the key is right", ("feedback",))
