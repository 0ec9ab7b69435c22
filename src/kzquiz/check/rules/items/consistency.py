"""Rules on one question: its answers, corrections, reasons and gaps do not contradict."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from kzquiz.check.engine.assertions import QUALIFIED
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.shapes import is_scale, options_of
from kzquiz.check.engine.subjects import AuthoredText, QuestionView
from kzquiz.check.engine.tongues import NEGATIONS, in_tongue
from kzquiz.check.engine.words import bare, content_words, tokens
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.model import Gap, Qualifier
from kzquiz.numbers import Number, numbers

_NOT = expression(r"\b(?:not?|neither|nor|never|without|nothing|cannot|nobody)\b|n['’]t\b")
_SAME, _LEAST, _FEW = 0.75, 4, 2


@rule("EV49", "error", QuestionView)
def accepted_and_rejected(question: QuestionView) -> Iterator[Finding]:
    """An answer is accepted and rejected, or the key is rejected.

    The answer key prints both lists, and a marker does not know what to do. Capitals, articles and
    marks do not count.

    Bad:
        question:
          id: short-basis
          accept: [the water board's own word]
          reject:
            - {text: "Water board's own word.", why: It is the same.}

    Good:
        question:
          id: short-basis
          accept: [the water board's own word]
          reject:
            - {text: an engineer's word, why: No engineer is named.}
    """
    rejected = question.of("reject")
    right = {_folded(text.text): text for text in question.of("key", "accept") if rejected}
    for text in rejected:
        if same := right.get(_folded(text.text)):
            yield Finding(
                f"“{text.text}” is rejected, and is {_listed(same)} too",
                "take it out of one list",
                text.at,
            )


def _folded(text: str) -> tuple[str, tuple[Number, ...]]:
    """A text without capitals, articles and marks, but with its signs and qualifiers."""
    return bare(text), tuple(replace(number, raw="", start=0) for number in numbers(text))


def _listed(text: AuthoredText) -> str:
    return "the key" if text.role == "key" else "accepted"


@rule("EV50", "warning", QuestionView, lists=(NEGATIONS,))
def correction_against_key(question: QuestionView) -> Iterator[Finding]:
    """The correction of a statement does not fit its key: it repeats what is false, or none is due.

    Cards and keys print the correction after the verdict. A true statement needs none; a false one
    is not corrected by its own words; terms that the source does not have prove “not stated”, and
    nothing about “false”.

    Bad:
        question:
          id: tfn-order
          kind: true-false-not-stated
          skill: read
          level: core
          source: b
          statement: Shopkeepers heard the sirens an hour before the water came.
          key: false
          correction: Source B says that shopkeepers heard the sirens an hour before the water came.
          feedback: The order of the two is turned round.
          evidence: [b3-sirens]

    Good:
        question:
          id: tfn-order
          kind: true-false-not-stated
          skill: read
          level: core
          source: b
          statement: Shopkeepers heard the sirens an hour before the water came.
          key: false
          correction: Source B says that the sirens came an hour after the water did.
          feedback: The order of the two is turned round.
          evidence: [b3-sirens]
    """
    verdict, say = _verdict(question), question.unit.words.say
    true, false = say("verdict.true").lower(), say("verdict.false").lower()
    for text in question.of("correction") if verdict else ():
        if verdict == true:
            yield Finding(
                "the statement is keyed as true, and has a correction",
                "take the correction out, or correct the key",
                text.at,
            )
        elif verdict == false and _repeats(question, text):
            yield Finding(
                "the correction says what the statement says, which is keyed as false",
                "say what the source says instead",
                text.at,
            )
    if verdict == false and question.absent_terms:
        yield Finding(
            "the key is “false”, and absent terms prove “not stated”",
            "take the terms out, or correct the key",
            ("key",),
        )


def _verdict(question: QuestionView) -> str:
    """The key of a statement to be judged, in lower case; empty for any other question."""
    shape = question.item.shape
    if not (question.stem_is_statement and is_scale(shape)) or question.keys:
        return ""
    return next((option.text.lower() for option in options_of(shape) if option.correct), "")


def _repeats(question: QuestionView, correction: AuthoredText) -> bool:
    """Whether a correction has the words, numbers and negations of its statement."""
    labels = {word for label in question.unit.labels for word in tokens(label)}
    one, other = (
        [word for word in tokens(text) if word not in labels]
        for text in (question.stem, correction.text)
    )
    words = [content_words(" ".join(part)) for part in (one, other)]
    same = len(words[0] & words[1]) >= _SAME * len(words[0]) and len(words[1] - words[0]) <= _FEW
    tag, texts = question.unit.tag, (question.stem, correction.text)
    denies = in_tongue(_NOT, tag, NEGATIONS)
    values = [{n.value for n in numbers(text, tag)} for text in texts]
    denied = [bool(denies.search(text)) for text in texts]
    return bool(words[0]) and same and values[0] == values[1] and denied[0] == denied[1]


@rule("EV51", "warning", QuestionView)
def reason_twice(question: QuestionView) -> Iterator[Finding]:
    """Two options, statements or rejected answers have the same reason, word for word.

    One of them was copied, and explains another answer.

    Bad:
        question:
          id: choice-left
          distractors:
            - {text: about 12, role: other-span, why: This is the number of boats.}
            - {text: more than 350, role: other-source, why: This is the number of boats.}

    Good:
        question:
          id: choice-left
          distractors:
            - {text: about 12, role: other-span, why: This is the number of boats.}
            - {text: more than 350, role: other-source, why: "Source B, paragraph 2, a day later."}
    """
    seen: set[tuple[str, ...]] = set()
    for why in question.of("why"):
        words = tokens(why.text)
        if len(words) >= _LEAST and words in seen:
            yield Finding(
                "this reason stands here twice, word for word",
                "write the reason of this answer",
                why.at,
            )
        seen.add(words)


@rule("EV54", "warning", QuestionView, lists=QUALIFIED)
def qualifier_of_gap(question: QuestionView) -> Iterator[Finding]:
    """A gap for a qualifier accepts one that the figure of the claim does not have.

    “At least once” and “at most once” are opposites. Words of the same sense may stand in for one
    another: almost, nearly, not quite.

    Bad:
        question:
          id: cloze-qualifier
          text: The fire service said in Source A that [[about|at least]] 200 people had left.

    Good:
        question:
          id: cloze-qualifier
          text: The fire service said in Source A that [[about|around]] 200 people had left.
    """
    shape, tag = question.item.shape, question.unit.tag
    figures = {claim.figure.qualifier for claim in question.claims if claim.figure}
    pieces = shape.pieces if isinstance(shape, Gap) else ()
    for blank in (piece for piece in pieces if not isinstance(piece, str)):
        asked = _qualifiers(blank.answer, tag)
        for word in (blank.answer, *blank.accept):
            found = _qualifiers(word, tag)
            right = figures if word == blank.answer else asked | (figures & found)
            if found and asked and right and not (found & right):
                yield Finding(
                    f"“{word}” is another qualifier than that of the figure",
                    "keep the qualifier of the source",
                    ("text",),
                )


def _qualifiers(word: str, tag: str) -> set[Qualifier]:
    """The qualifiers that a word may stand for beside a number; none if it is no qualifier."""
    for text in (f"{word} 7000", f"7000 {word}")[: 1 if tag == FALLBACK else 2]:
        found = numbers(text, tag)
        if len(found) == 1 and found[0].qualifier != "exact":
            return {one for one in (found[0].qualifier, found[0].leans) if one}
    return set()
