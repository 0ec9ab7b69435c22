"""The rule on texts that count the parts of their question: the count is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView
from kzquiz.check.engine.words import sentences, word_list, word_set
from kzquiz.expressions import expression
from kzquiz.model import Choice, Gap, Match, Order, Shape, Table, Text

_WORDS = word_list("one two three four five six seven eight nine ten eleven twelve")
_VALUE: Mapping[str, int] = {word: number for number, word in enumerate(_WORDS, 1)}
_NUMBER = rf"(?P<number>{'|'.join(_WORDS)}|\d\d?)"
_COUNTED = expression(
    rf"\b(?P<all>(?:each|all|every one|none) of (?:the|these) |(?:the|these|all(?: the)?) )?"
    rf"{_NUMBER} (?:\w+ )?(?P<noun>statements|sentences|events|rows|options)\b",
)
_OPENS = expression(rf"\W*(?:all )?{_NUMBER}(?: of (?:the )?\w+)? (?P<noun>[a-z]+)\b")
_LIMIT = expression(
    rf"\b(?:at most|no more than|not more than|up to|a maximum of|within) {_NUMBER} words\b"
)
_FIRST = expression(r"(?<=[.!?])\s")  # a sample may go on to explain itself
_ASKING = word_set("name give list write find choose tick mark pick state mention")
_ASKS = expression(
    rf"\b(?:name|give|list|write(?: down)?|find|choose|tick|mark|pick|state|mention)"
    rf" (?:exactly |any )?{_NUMBER}\b(?! (?:words?|sentences?|lines?|of the)\b)"
)
_TIMES = frozenset(
    word_list("seconds minutes hours days weeks months years times people percent per cent")
)
_MANY = 12


@rule("IW31", "warning", QuestionView, reads=("en",))
def miscounted(question: QuestionView) -> Iterator[Finding]:
    """A text counts the statements, events or points of its question, and there are more or fewer.

    A learner looks for the one that is missing. The stem of a question for several points is
    compared with the number that is asked for, feedback with what the question has.

    Bad:
        question:
          id: confirmed-flood
          feedback: Each of the five statements rests on another ground.

    Good:
        question:
          id: confirmed-flood
          feedback: Each of the statements rests on another ground.
    """
    shape = question.item.shape
    asked = _asked(shape)
    asks = asked and not _ASKING.isdisjoint(question.vocabulary)
    for found in _ASKS.finditer(question.stem.lower()) if asks else ():
        if (number := _value(found["number"])) != asked:
            yield Finding(
                f"the stem asks for {number}, and the question for {asked}",
                "make the two agree",
                question.stem_at,
            )
    stem = question.stem
    if "words" in question.vocabulary and (limit := _LIMIT.search(stem.lower())):
        yield from _too_long(question, _value(limit["number"]))
    size, _ = _parts(shape)
    for text in question.of("feedback", "stem") if size > 1 else ():
        if found_ := _wrong_count(question, text):
            yield Finding(
                f"“{found_}”: the question has {size}",
                "count again",
                text.at,
            )


def _too_long(question: QuestionView, limit: int) -> Iterator[Finding]:
    """Keys and samples that have more words than the stem allows."""
    for text in question.of("key", "accept", "sample"):
        opening = _FIRST.split(text.text.strip(), maxsplit=1)[0]
        if (count := len(opening.split())) > limit:
            yield Finding(
                f"this has {count} words, and the stem allows {limit}", "shorten it", text.at
            )


def _wrong_count(question: QuestionView, text: AuthoredText) -> str:
    """The words of a text that count the parts of its question wrongly; empty if none do."""
    size, nouns = _parts(question.item.shape)
    counted = not nouns.isdisjoint(question.vocabulary)
    for found in _COUNTED.finditer(text.text.lower()) if counted else ():
        number = _value(found["number"])
        repeated = text.text.lower().count(f"{found['number']} ") > 1
        if found["noun"] in nouns and (
            number > size or (number < size and (found["all"] or repeated))
        ):
            return found[0].strip()
    if text.role == "feedback" and "options" not in nouns:
        for sentence in sentences(text.text):
            opening = _OPENS.match(sentence.lower())
            if opening is None or opening["noun"] in _TIMES - {"people"}:
                continue
            number = _value(opening["number"])
            if size < number <= _MANY and not _is_told(question, opening["number"], number):
                return opening[0].strip()
    return ""


def _is_told(question: QuestionView, word: str, number: int) -> bool:
    """Whether a cited claim has the number."""
    told = " ".join(f"{c.says} {c.quote} {c.figure or ''}".lower() for c in question.claims)
    return f" {word} " in f" {told} " or f" {number} " in f" {told} "


def _asked(shape: Shape) -> int:
    """How many points or options a question asks for; 0 if it asks for one thing."""
    match shape:
        case Text(parts=parts, rubric=()) if parts > 1:
            return parts
        case Choice(options=options, multiple=True):
            return sum(option.correct for option in options)
        case Text() | Choice() | Match() | Order() | Gap() | Table():
            return 0
        case _:
            assert_never(shape)


def _parts(shape: Shape) -> tuple[int, frozenset[str]]:
    """How many parts a question has, and what they are called; none if it is one thing."""
    match shape:
        case Match(prompts=parts):
            return len(parts), frozenset({"statements", "sentences"})
        case Order(steps=steps):
            return len(steps), frozenset({"events"})
        case Table(rows=rows):
            return len(rows), frozenset({"rows"})
        case Choice(options=options):
            return len(options), frozenset({"options"})
        case Text() | Gap():
            return 0, frozenset()
        case _:
            assert_never(shape)


def _value(word: str) -> int:
    return _VALUE.get(word) or int(word)
