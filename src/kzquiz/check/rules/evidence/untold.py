"""The rule on what no source tells: none of the sources tells it after all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from msgspec import Struct

from kzquiz.check.engine.fit import passages, telling
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView, UnitView
from kzquiz.check.engine.timed import days_and_clocks
from kzquiz.check.engine.words import has_any, sentences, tokens, word_set
from kzquiz.expressions import expression
from kzquiz.numbers import numbers

_ASKED = expression(
    r"\bhow (?P<measure>many|much|long|old|high|deep|far|fast|often|big|large|wide|tall|heavy)\b"
    r"|\b(?:when|at what (?:time|hour))\b"
    r"|\b(?P<named>(?:speaks?|tells?) of|mentions?)\b|\b(?:whether|which|what|where|that)\b"
)
_NOT_COMPARED = expression(
    r"\b(?:why|who|whose|whom|thinks?|thought|says?|said|feels?|felt|saw|seen|wants?)\b"
)
_MEASURES = {
    "long": word_set("second minute hour day week month year"),
    "old": word_set("age aged year old month"),
    "high": word_set("metre meter foot feet centimetre centimeter"),
    "deep": word_set("metre meter foot feet centimetre centimeter"),
    "far": word_set("metre meter kilometre kilometer mile km"),
    "fast": word_set("km kilometre kilometer mile knot mph"),
}
_VOICES = expression(r"\b(?:voices?|sides?|speaks?|heard|perspectives?|views?|accounts?)\b")
_DESCRIBED = expression(r"(?:the|an?) (?P<noun>[a-z]{4,}) [A-Z]")
_TIME = expression(r"\b(?:when|at what (?:time|hour))\b")
_CONTRAST = expression(
    r"\b(?:others?|another|else|besides|exactly|independent|own|in all"
    r"|apart from|except|altogether|total)\b"
)
_FRAME = word_set("none neither whether sources anyone anybody somebody everyone really now three")


class _Told(Struct, frozen=True):
    """A sentence of an article or a claim, its source and its telling marks."""

    source: str
    text: str
    where: str
    marks: frozenset[str]


@rule("EV94", "warning", Entry, reads=("en",))
def told_after_all(entry: Entry) -> Iterator[Finding]:
    """What is listed as not stated, or as missing from the sources, is in one of them.

    Learners who found it in the source lose their marks. One sentence or claim has all telling
    words of the entry, and a number or time if the entry asks for one. Of voices that are not
    heard, none makes a claim there. It needs the articles. Reasons and people are not compared.

    Bad:
        unit:
          not_stated:
            - {id: cause, source: a, what: how many boats the army would send,
               absent_terms: [rust, crack]}

    Good:
        unit:
          not_stated:
            - {id: cause, source: a, what: how many divers the army would send,
               absent_terms: [rust, crack]}
    """
    unit = entry.unit
    for part, sources in _untold(entry) if passages(unit) else ():
        speaker = _heard(unit, part, sources, entry.question)
        if speaker:
            yield Finding(
                f"{speaker} is heard there",
                "name somebody who makes no claim in the source",
                part.at,
            )
        elif not _is_on_voices(entry.question) and (found := _telling(unit, part.text, sources)):
            yield Finding(
                f"{found.where} seems to tell it: “{' '.join(found.text.split()[:12])} …”",
                "take the entry out, or say more exactly what is not told",
                part.at,
            )


def _untold(entry: Entry) -> Iterator[tuple[AuthoredText, Collection[str]]]:
    """The texts that say what sources do not tell, each with these sources."""
    unit, every = entry.unit, tuple(entry.unit.facts.sources)
    for part in entry.parts if entry.entry == "unit" else ():
        if part.at[0] == "not_stated" and part.at[-1] == "what":
            named = unit.info.not_stated[int(part.at[1])].source
            yield part, every if {"both", "all"} & set(named) else named
    question = entry.question
    # A question without a key that has answers asks for what is missing.
    if question is None or question.keyed:
        return
    for part in question.of("key"):
        labels = [unit.by_label[label] for label in unit.labels_in(question.stem)]
        yield part, question.sources or labels or every


def _heard(
    unit: UnitView, part: AuthoredText, sources: Collection[str], question: QuestionView | None
) -> str:
    """The name of a speaker of some sources whom a list of missing voices names; else empty."""
    if not _is_on_voices(question) or _CONTRAST.search(part.text):
        return ""
    for claim in unit.facts.claims.values():
        speaker = unit.facts.speakers[claim.speakers[0]]
        if claim.source not in sources or speaker.side in ("newsroom", "media"):
            continue
        described = _DESCRIBED.match(speaker.name)
        nouns = [described["noun"]] if described else []
        if has_any(part.text, unit.names[speaker.id]) or has_any(part.text, nouns):
            return speaker.name
    return ""


def _is_on_voices(question: QuestionView | None) -> bool:
    return question is not None and bool(_VOICES.search(question.stem.lower()))


def _telling(unit: UnitView, text: str, sources: Collection[str]) -> _Told | None:
    """The first sentence or claim that tells what a text says is not told."""
    asked = _ASKED.search(text.lower())
    if asked is None or _CONTRAST.search(text) or telling(text[: asked.start()]):
        return None
    if _NOT_COMPARED.search(text, asked.end()) or _NOT_COMPARED.match(text, asked.start()):
        return None
    measure = asked["measure"] or ""
    words = {word for word in telling(text) if word not in _FRAME and word != measure}
    least = 1 if measure or asked["named"] else 2
    if len(words) < least:
        return None
    for told in _all_told(unit):
        if told.source in sources and words <= told.marks and _answers(told.text, measure, text):
            return told
    return None


def _answers(text: str, measure: str, asked: str) -> bool:
    """Whether a text has the number, with the unit, or the time that is asked for."""
    if measure in _MEASURES:
        words = {word.removesuffix("s") for word in tokens(text)} | set(tokens(text))
        return bool(numbers(text)) and not _MEASURES[measure].isdisjoint(words)
    if measure:
        return bool(numbers(text))
    return not _TIME.search(asked) or bool(days_and_clocks(text))


@lru_cache(maxsize=2)
def _all_told(unit: UnitView) -> tuple[_Told, ...]:
    """All sentences of the articles, then all claims."""
    found = []
    for source in unit.facts.sources.values():
        article = unit.proofs[source.id].article
        for number, paragraph in enumerate(article.texts if article else (), 1):
            where = f"{source.passage(number)} of {source.label}"
            found += [_Told(source.id, s, where, telling(s)) for s in sentences(paragraph)]
    for claim in unit.facts.claims.values():
        figure = f" ({claim.figure.category}, {claim.figure.with_unit()})" if claim.figure else ""
        text = f"{claim.says}{figure} {claim.as_of}"
        found.append(_Told(claim.source, text, f"the claim “{claim.id}”", telling(text)))
    return tuple(found)
