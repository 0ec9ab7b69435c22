"""Rules on the fronts of cards: clear on their own, unlike other fronts, speakers named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.phrases import phrases
from kzquiz.check.engine.printed import CardView, cards
from kzquiz.check.engine.prose import plain
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.shapes import options_of
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.voice import is_name, own_voice
from kzquiz.check.engine.words import (
    STOP,
    bare,
    coarse_tokens,
    has_any,
    has_phrase,
    tokens,
    word_list,
    word_set,
)
from kzquiz.expressions import expression
from kzquiz.model import Figure, Match
from kzquiz.numbers import figure_numbers, numbers

_TODAY = phrases(
    "yesterday",
    r"the article(?! \d)",
    *(f"this {what}" for what in ("article", "text", "source", "week", "month", "year")),
    # “had recently left” is relative to another event; “what is now Chad” does not change.
    r"(?<!had )(?<!until )recently",
    r"(?<!had )(?<!until )(?<!is )currently",
    r"today(?!'s (?-i:[A-Z]))",
    r"(?<!had )(?<!until )(?<!till )(?<!by )(?<!what is )(?<!from )now"
    r"(?!-| and then| that| known as)",
    *(
        f"{word} above"
        for word in word_list(
            "the see shown given printed quoted named listed mentioned described text statement"
            " sentence passage table figure quotation report words question answer"
        )
    ),
)
_OF_SOURCE = frozenset({"this week", "this month", "this year"})
_SOURCES = expression(
    r"\b(?:both|either|neither|each|which|what|all|all three|two|three|four|one|no)"
    r"(?: (?:of )?(?:the|these))?(?: (?:two|three|four|other))?"
    r" (?:sources?|newsrooms?|reports?|articles?|texts?|newspapers?|agency|agencies)\b"
    r"|\bthe (?:(?:two|three|four) )?(?:sources|newsrooms|reports|texts|newspapers|agencies)\b"
    r"|\bsources [a-z](?:, [a-z])* (?:and|or) [a-z]\b",
    re.IGNORECASE,
)
# Question words count: “who says so?” and “as of when?” are different questions.
_SMALL = STOP - word_set("who whom whose when where why how")
_CLAIMS = frozenset({"official-claim", "party-claim", "witness-claim"})
_WHO = (
    r"(?:who|whose|(?:according to|by|from|to) whom|(?:which|what)"
    r" (?:speaker|person|party|side|body|office|official|ministry|group|organi[sz]ation))\b"
)
# After a comma, “who” may start a relative clause, which ends at the next comma.
_ASKS_WHO = expression(rf"(?:^|[.?!\n] *){_WHO}[^.;\n]*\?|, {_WHO}[^,.;\n]*\?", re.IGNORECASE)


@rule("FC04", "warning", CardView, reads=("en",))
def card_not_alone(card: CardView) -> Iterator[Finding]:
    """The front of a card does not name its source, or says “the article”, “today” or “now”.

    Months later a learner sees the card alone. It has to say which source it is about, and which
    day (Matuschak: prompts are precise). Cards on background need no source. A card that asks where
    a statement comes from, and rests on two sources, names none, as that would give the key away.

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
    front = card.printed
    dated = any(label in front for label in card.unit.labels)  # “this year” is that of the source
    found = (
        word
        for word in _TODAY.finditer(own_voice(front))
        if not is_name(word) and not (dated and word[0].lower() in _OF_SOURCE)
    )
    if word := next(found, None):
        yield Finding(
            f"“{word[0]}” on the front of a card means nothing later",
            "name the source, the place in it or the day",
            card.stem_at,
        )
    # The label that `quiz.fallback` gives to a statement that rests on two sources.
    if any(
        reference.label == card.unit.words.say("match.prompt") for reference in card.item.stimulus
    ):
        return
    statuses = {piece.status for piece in card.item.evidence}
    if statuses <= {card.unit.words.say("status.background")} or _names_source(card.unit, front):
        return
    yield Finding(
        "the front of the card does not say which source it speaks of",
        "add “according to Source A” or the like",
        card.stem_at,
    )


def _names_source(unit: UnitView, front: str) -> bool:
    """Whether the front names a source or a newsroom, or says “both sources” or the like."""
    text = plain(front)
    return bool(_names(unit).search(text) or _SOURCES.search(text))


@lru_cache(maxsize=1)
def _names(unit: UnitView) -> re.Pattern[str]:
    """A pattern for the labels of the sources, the names of newsrooms and of those who publish."""
    speakers = unit.facts.speakers.values()
    newsrooms = (name for s in speakers if s.side == "newsroom" for name in unit.names[s.id])
    writers = (name for ids in unit.publishers.values() for one in ids for name in unit.names[one])
    names = "|".join(re.escape(plain(name)) for name in (*unit.labels, *newsrooms, *writers))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


@rule("FC05", "warning", UnitView)
def twin_fronts(unit: UnitView) -> Iterator[Finding]:
    """Two cards with different answers differ only in small words, numbers or the source.

    Learners mix such cards up (SM 11, interference). Fronts that start with the source are fine, as
    the difference is then read first.

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
    for card in cards(unit):
        asked = _asked(card).difference(_SMALL)
        words = frozenset(word for word in asked if len(word) > 1 and not word.isdigit())
        if words:
            twins[words].append(card)
    for first, *others in twins.values():
        for other in others:
            if other.answer != first.answer and not (
                _source_first(unit, first) and _source_first(unit, other)
            ):
                yield Finding(
                    f"this card and “{first.question.id}” ask nearly the same, with two answers",
                    "start both with the source, or ask with other words",
                    other.stem_at,
                    other.entry,
                )


def _asked(card: CardView) -> frozenset[str]:
    """The words of the front, and of the options if they are two steps (“Which came first?”)."""
    options = options_of(card.item.shape) if "." in card.item.part else ()
    return frozenset(coarse_tokens(card.printed)).union(
        *(coarse_tokens(option.text) for option in options)
    )


def _source_first(unit: UnitView, card: CardView) -> bool:
    start = " ".join(tokens(card.printed)[:4])
    return any(label.lower() in start for label in unit.labels)


@rule("FC07", "error", CardView)
def card_without_source(card: CardView) -> Iterator[Finding]:
    """The card cites no claim, so that its back has no source.

    The back of a card prints source, paragraph, speaker, status and as-of time from the claims (SM
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


@rule("FC08", "warning", CardView, reads=("en",))
def figure_without_speaker(card: CardView) -> Iterator[Finding]:
    """The front of a card shows a figure that a party claims, without naming the party.

    Every repetition makes a statement feel more true, the second one most of all (Hassan & Barber
    2021). So the front names the speaker; that the back does so is not enough. A source
    that the speaker publishes is the speaker. Questions that ask for the speaker or the status are
    fine, as the name would give the answer away.

    Bad:
        question:
          id: cloze-qualifier
          text: On Monday night, Source A says, [[about|around]] 200 people had left their homes.

    Good:
        question:
          id: cloze-qualifier
          text: The fire service said in Source A that [[about|around]] 200 people had left.
    """
    for piece in card.item.evidence:
        claim = card.unit.facts.claims[piece.claim]
        if claim.figure is None or claim.status not in _CLAIMS:
            continue
        names = [name for speaker in claim.speakers for name in card.unit.names[speaker]]
        own = not card.unit.publishers[claim.source].isdisjoint(claim.speakers)
        if own:
            names.append(card.unit.facts.sources[claim.source].label)
        if (
            _shows(card.front, claim.figure)
            and not _named(f"{card.printed} {card.answer}", names)
            and not _asks_speaker(card)
        ):
            yield Finding(
                f"the card gives “{claim.figure.amount()}” and does not name who says so",
                f"name the speaker: {names[0]}",
                card.stem_at,
            )


def _asks_speaker(card: CardView) -> bool:
    question = card.question
    matched = isinstance(question.item.shape, Match)
    asked = question.asks_speaker or _ASKS_WHO.search(own_voice(card.front))
    return matched or bool(asked) or bool(question.of("term"))


def _named(text: str, names: list[str]) -> bool:
    """Whether a text has a speaker's name, or the last name of a person."""
    people = [name.rsplit(" ", 1)[-1] for name in names if name.istitle()]
    return has_any(text, (*map(bare, names), *people))


def _shows(front: str, figure: Figure) -> bool:
    """Whether the front has the figure, as numbers or as its word, and its unit."""
    shown = {number.value for number in numbers(front)}
    wanted = {number.value for number in figure_numbers(figure)}
    has_figure = wanted <= shown if wanted else has_phrase(front, figure.word)
    return has_figure and has_any(front, (figure.unit,))
