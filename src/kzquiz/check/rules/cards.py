"""Rules on flashcards: one fact, standing alone, with its speaker; on the deck's cards as they are.

References: SM is a rule of Wozniak's *Twenty rules of formulating knowledge* (1999); Matuschak
(2020), *How to write good prompts*; Roediger & Marsh (2005) and Butler & Roediger (2008) on what
wrong options leave behind; Hassan & Barber (2021) on repetition, which makes statements feel true.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.prose import plain, word_set
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import CardView, Path, QuestionView, UnitView
from kzquiz.check.engine.words import (
    STOP,
    content,
    has_any,
    has_phrase,
    outside_quotes,
    parted,
    sentences,
    spoken,
    tok,
)
from kzquiz.model import STATUS_NAMES, Blank, Choice, Figure, Gap, Match

_MOST_WORDS, _MOST_PARTS, _LEAST_FEEDBACK, _HALF = 15, 3, 5, 0.5
_DATE = expression(
    r"\b(?:paragraphs?|par\.) \d+(?: and \d+)?|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?= (?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December))"
)
_FIGURE = expression(r"\d[\d,.]*\d|\d")
_RANGE = expression(r"(\d) (?:to|-) (\d)")
_PART = expression(r",\s+(?:and\s+)?|;\s*|\s+and\s+")
_YES_NO = expression(
    r"\W*(is|are|was|were|did|does|do|has|have|had|can|could|will|would)\b", re.IGNORECASE
)
_BARE = frozenset({"yes", "no", "true", "false"})
_TODAY = expression(
    r"\b(the article|this article|this text|this source|today|yesterday|recently|currently|now"
    r"|this week|above)\b",
    re.IGNORECASE,
)
_TODAY_WORDS = word_set("article this today yesterday recently currently now above")
_SOURCES = expression(
    r"\b(?:both|either|neither|each|two|one)(?: of the)?(?: two)?"
    r" (?:sources?|newsrooms?|reports?)\b|\bsources [a-z] (?:and|or) [a-z]\b",
    re.IGNORECASE,
)
_QUALIFIERS = word_set(
    "about around roughly approximately nearly almost over under above below up at least most more"
    " less fewer some than no not only"
)
# What is asked for is no small word: “who says so?” and “as of when?” are not twins.
_SMALL = STOP - word_set("who whom whose when where why how")
_CLAIMS = frozenset({"official-claim", "party-claim", "witness-claim"})


def _front(card: CardView) -> str:
    """The front as the deck prints it: a scale's instruction stands there too."""
    shape = card.item.shape
    if isinstance(shape, Choice) and shape.fixed:
        return f"{spoken(card.item.instruction)} {card.front}"
    return card.front


def _words(card: CardView) -> frozenset[str]:
    """The words of `_front`."""
    shape = card.item.shape
    if isinstance(shape, Choice) and shape.fixed:
        return _instructed(card.item.instruction).union(card.tokens)
    return frozenset(card.tokens)


@lru_cache(maxsize=64)
def _instructed(instruction: str) -> frozenset[str]:
    return frozenset(parted(spoken(instruction)))


def _at(card: CardView) -> Path:
    """Where the author wrote what a card made of the whole question asks."""
    if card.item.part or card.question.question.stem is None:
        return ()
    return ("stem",)


@rule("FC01", "warning", CardView)
def crowded_answer(card: CardView) -> Iterator[Finding]:
    """The answer of a card has more than 15 words, or more than one figure.

    Who knows half of it cannot say whether the card was right; short answers are remembered (SM 4;
    Matuschak: prompts are focused). Dates are no figures, nor is a range two.

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
        figures = _figures(line) if _FIGURE.search(line) else 0
        if words > _MOST_WORDS:
            yield Finding(
                f"the answer of the card has {words} words",
                "ask for one thing, and put the rest into the feedback",
                _key(card),
            )
        elif figures > 1:
            yield Finding(
                f"the answer of the card has {figures} figures",
                "make a question of each",
                _key(card),
            )


def _figures(line: str) -> int:
    return len(_FIGURE.findall(_RANGE.sub(r"\1", _DATE.sub(" ", line))))


def _key(card: CardView) -> Path:
    return card.question.keys[0].at if card.question.keys and not card.item.part else ()


@rule("FC02", "warning", CardView)
def list_as_answer(card: CardView) -> Iterator[Finding]:
    """The answer of a card is a list of four things or more.

    Lists are the hardest thing to remember, and one slip makes the whole card wrong (SM 9, SM 10).

    Bad:
        question:
          id: short-basis
          key: the mayor, the army, the radio and the shops

    Good:
        question:
          id: short-basis
          key: the mayor and the army
    """
    parts = [part for part in _PART.split(card.answer) if part.strip()]
    if len(parts) > _MOST_PARTS and "\n" not in card.answer:
        yield Finding(
            f"the answer of the card is a list of {len(parts)}",
            "ask for one of them, or make the question an “order” or “who-said”",
            _key(card),
        )


@rule("FC03", "warning", CardView)
def yes_or_no_card(card: CardView) -> Iterator[Finding]:
    """The card asks “Did …?” or “Is …?”, and the answer is yes or no.

    A coin is right every second time, and nothing has to be recalled (Matuschak: prompts are
    effortful). A statement to be judged true, false or not stated is another matter.

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
    if _YES_NO.match(card.front) and card.answer.lower().strip(" .") in _BARE:
        yield Finding(
            "the card can be answered with yes or no", "ask who, what, when or how", _at(card)
        )


@rule("FC04", "error", CardView)
def card_not_alone(card: CardView) -> Iterator[Finding]:
    """The front of a card does not name its source, or says “the article”, “today”, “now”.

    Months later nothing is left but the card: it has to say which source it speaks of, and by which
    day (Matuschak: prompts are precise). Background is common knowledge and needs no source; a
    statement that both newsrooms print, and whose origin is asked for, names none on purpose.

    Bad:
        question:
          id: choice-request
          stem: Who asked the army for boats?
          last: null
          distractors:
            - {text: The head of the water board, role: other-span, why: He did not ask.}
            - {text: The fire service, role: other-span, why: It counts people.}

    Good:
        question:
          id: choice-request
          stem: Who asked the army for boats, according to Source A?
    """
    front = _front(card)
    dated = not _TODAY_WORDS.isdisjoint(_words(card))
    if dated and (found := _TODAY.search(outside_quotes(front))):
        yield Finding(
            f"“{found[0]}” on the front of a card means nothing later",
            "name the source, the paragraph or the day",
            _at(card),
        )
    # So `quiz.fallback` labels what rests on two sources: naming them could give the key away.
    if any(reference.label == "Statement" for reference in card.item.stimulus):
        return
    statuses = {piece.status for piece in card.item.evidence}
    if statuses <= {STATUS_NAMES["background"]} or _names_source(card.unit, front):
        return
    yield Finding(
        "the front of the card does not say which source it speaks of",
        "add “according to Source A” or the like",
        _at(card),
    )


def _names_source(unit: UnitView, front: str) -> bool:
    text = plain(front).lower()
    return any(label.lower() in text for label in unit.labels) or bool(_SOURCES.search(text))


@rule("FC05", "warning", UnitView)
def twin_fronts(unit: UnitView) -> Iterator[Finding]:
    """Two cards differ in small words, numbers or the source only, and have different answers.

    Such cards are mixed up for ever (SM 11, interference). Fronts that start with the source, so
    that the difference is read first, pass.

    Bad:
        questions:
          - id: short-basis
            stem: How many people had left their homes by then, according to Source A?
            key: about 200
          - id: short-left
            kind: short-answer
            skill: figures
            level: core
            stem: How many people had left their homes by then, according to Source B?
            key: more than 350
            feedback: The figure keeps its qualifier.
            evidence: [b2-left]
        alone: true

    Good:
        questions:
          - id: short-basis
            stem: In Source A, how many people had left their homes by Monday night?
            key: about 200
          - id: short-boats
            kind: short-answer
            skill: figures
            level: core
            stem: How many boats would the army send, according to Source B?
            key: "12"
            feedback: The figure is the army's.
            evidence: [b5-boats]
        alone: true
    """
    twins: defaultdict[frozenset[str], list[CardView]] = defaultdict(list)
    for card in unit.cards:
        asked = _asked(card).difference(_SMALL)
        words = frozenset(word for word in asked if len(word) > 1 and not word.isdigit())
        if words:
            twins[words].append(card)
    for cards in twins.values():
        first = cards[0]
        for other in cards[1:]:
            if other.answer != first.answer and not (
                _source_first(unit, first) and _source_first(unit, other)
            ):
                yield Finding(
                    f"this card and “{first.question.id}” ask nearly the same, with two answers",
                    "start both with the source, or ask with other words",
                    _at(other),
                    other.entry,
                )


def _asked(card: CardView) -> frozenset[str]:
    """The words of the front, and of the options where they ask (“Which came first?”)."""
    shape = card.item.shape
    options = shape.options if isinstance(shape, Choice) and "." in card.item.part else ()
    return _words(card).union(*(parted(option.text) for option in options))


def _source_first(unit: UnitView, card: CardView) -> bool:
    start = " ".join(tok(_front(card))[:4])
    return any(label.lower() in start for label in unit.labels)


@rule("FC06", "error", CardView)
def bad_deletion(card: CardView) -> Iterator[Finding]:
    """A cloze leaves out a word that carries nothing, or one that can be read beside the gap.

    An article can be guessed; a word that stands elsewhere in the sentence is copied (SM 5). A
    warning: the deletion is a bare number, which trains a number without what it counts, or more
    than half of its sentence. Qualifiers such as “about” are what this unit leaves out best.

    Bad:
        question:
          id: cloze-qualifier
          text: On Monday night, [[the]] fire service said in Source A, about 200 people had left.

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
        if not isinstance(blank, Blank):
            continue
        words = tok(blank.answer)
        sentence = next((s for s in sentences(visible) if "____" in s), visible)
        if all(word in STOP for word in words) and not _QUALIFIERS.intersection(words):
            yield Finding(
                f"“{blank.answer}” can be guessed without the source",
                "leave out a qualifier, a speaker or a word that matters",
                ("text",),
            )
        elif content(blank.answer) and has_phrase(visible, blank.answer):
            yield Finding(
                f"“{blank.answer}” can be read beside the gap", "reword the sentence", ("text",)
            )
        elif all(word.isdigit() for word in words):
            yield Finding(
                "the deletion is a bare number",
                "leave out its qualifier, or what it counts",
                ("text",),
                severity="warning",
            )
        elif len(words) > _HALF * (len(words) + len(tok(sentence.replace("_", " ")))):
            yield Finding(
                "more than half of the sentence is left out",
                "leave out less, or ask a question",
                ("text",),
                severity="warning",
            )


@rule("FC07", "error", CardView)
def card_without_source(card: CardView) -> Iterator[Finding]:
    """The card rests on no claim, so that its back cannot say where the answer is from.

    Source, paragraph, speaker, status and as-of time on the back are printed from the claims (SM
    18, SM 19: give the source and the date).

    Bad:
        question:
          id: choice-request
          evidence: []

    Good:
        question:
          id: choice-request
          evidence: [a2-request]
    """
    if not card.item.evidence:
        yield Finding("the card has no source on its back", "name a claim in “evidence”")


@rule("FC08", "error", CardView)
def figure_without_speaker(card: CardView) -> Iterator[Finding]:
    """The front of a card shows a figure that somebody claims, and not who claims it.

    Each repetition makes a statement feel truer, the second most of all (Hassan & Barber 2021). So
    a figure that is a party's word stands with that party. The back prints speaker and status by
    itself. Questions that ask for speaker or status pass.

    Bad:
        question:
          id: cloze-qualifier
          text: On Monday night, Source A says, [[about|around]] 200 people had left their homes.

    Good:
        question:
          id: cloze-qualifier
          text: The fire service said in Source A that [[about|around]] 200 people had left.
    """
    question = card.question
    if isinstance(question.item.shape, Match) or question.of("term"):
        return
    front = plain(card.front)
    for piece in card.item.evidence:
        claim = card.unit.facts.claims[piece.claim]
        if claim.figure is None or claim.status not in _CLAIMS:
            continue
        names = [name for speaker in claim.speakers for name in card.unit.names[speaker]]
        if _shows(front, claim.figure) and not has_any(front, names):
            yield Finding(
                f"“{claim.figure.amount}” stands on the card without the one who says so",
                f"name the speaker: {names[0]}",
                _at(card),
            )


def _shows(front: str, figure: Figure) -> bool:
    amount = figure.amount
    printed = amount in front and _number(amount).search(front)
    return bool(printed) and has_any(front, (figure.unit,))


@lru_cache(maxsize=1024)
def _number(amount: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w,.]){re.escape(amount)}(?![\w]|[,.]\d)")


@rule("FC10", "error", QuestionView)
def no_feedback(question: QuestionView) -> Iterator[Finding]:
    """A question with options has feedback of fewer than five words.

    Wrong options leave false knowledge behind, unless feedback takes it back (Butler & Roediger
    2008; Roediger & Marsh 2005). The reasons beside the options are required by the format.

    Bad:
        question:
          id: choice-left
          feedback: See Source A.

    Good:
        question:
          id: choice-left
          feedback: Paragraph 1 gives the figure with its qualifier.
    """
    if isinstance(question.item.shape, Choice):
        words = len(question.question.feedback.split())
        if words < _LEAST_FEEDBACK:
            yield Finding(
                f"the feedback has {words} words", "say why the key is right", ("feedback",)
            )
