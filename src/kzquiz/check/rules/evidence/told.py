"""Rules on texts that point into a source: the paragraph, source, time and unit are those cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.cited import claims_of, paragraphs_of
from kzquiz.check.engine.fit import fit, marks, passages
from kzquiz.check.engine.moments import MONTHS
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, UnitView
from kzquiz.check.engine.timed import DATED, days_and_clocks
from kzquiz.check.engine.words import sentences
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import rule_words
from kzquiz.model import Claim

REFERENCE = expression(
    r"\b(?=[Pp])[Pp]ar(?:agraphs?|s?\.) ?(?P<number>\d+)(?:(?: and | to |-|–)(?P<last>\d+))?"
)
_OF_SOURCE = expression(r"\b(?:(?P<label>Source [A-Z]\w*)|(?P<letter>[A-Z]))[,;]?\s*\(?\Z")
_MONTH = expression(rf"\b(?:{'|'.join(month.capitalize() for month in MONTHS)})\b")
_MAY = expression(r"\bMay (?!\d)(?=[a-z])")
_YEAR = expression(r"\b(?:1[5-9]|20)\d\d\b")
_DENIES = expression(
    r"\b(?:not?|nothing|never|nobody|without|other|another)\b|n[’']t\b", re.IGNORECASE
)
_BESIDE = 60  # characters before a reference, in which its source is named
_RESTING = frozenset({"feedback", "key", "correction", "prose", "statement"})
_POINTING = frozenset({"feedback", "correction", "sample", "why", "note"})
_LEAST, _FEW = 2.5, 2


@rule("EV56", "warning", Entry, worst="error", lists=("paragraphs",))
def wrong_paragraph_in_text(entry: Entry) -> Iterator[Finding]:
    """A text names a paragraph that the source does not have, or that tells of something else.

    Learners look there. It is an error if the source has fewer paragraphs. Otherwise the rule needs
    the article: the paragraph is not cited, and another one fits the words beside the reference
    much better; or feedback on one claim names another paragraph, which has none of its words.
    Words are compared in English only.

    Bad:
        question:
          id: choice-left
          feedback: The number of people keeps its qualifier in Source A, paragraph 12.

    Good:
        question:
          id: choice-left
          feedback: The number of people keeps its qualifier in Source A, paragraph 1.
    """
    unit = entry.unit
    english = unit.tag == FALLBACK
    for part in entry.parts:
        may = "par" in part.text.lower() or not english
        if not may or (part.role not in _POINTING and part.role != "prose"):
            continue
        for found in _references(unit.tag).finditer(part.text):
            number = int(found["number"] or found["nth"])
            if 0 < number <= _fewest_paragraphs(unit) and not passages(unit):
                continue  # whichever source it is of, nothing shows that it is wrong
            claims = claims_of(entry, part)
            source = source_of(unit, part.text, found, claims)
            if not source:
                continue
            described = unit.facts.sources[source]
            if not 0 < number <= described.paragraphs:
                yield Finding(
                    f"{described.label} has {described.paragraphs} paragraphs, and no {number}",
                    "name the paragraph that says it",
                    part.at,
                    severity="error",
                )
            elif english and (better := _told_elsewhere(unit, part, found, claims, source)):
                yield Finding(
                    f"paragraph {number} of {described.label} seems to tell of something else",
                    f"is it paragraph {better}, which is cited?",
                    part.at,
                )


@cache
def _references(tag: str) -> re.Pattern[str]:
    """A reference to a paragraph: “абзац 3”, “3-абзац”, “3. Absatz”."""
    words = rule_words(tag)
    if words is None:
        return REFERENCE
    named = words.any_of("paragraphs")
    return re.compile(
        rf"(?<!\w)(?:{words.any_of('beginnings')})?(?:{named})\s(?P<number>\d+)(?![\d.:,]\d)"
        rf"|(?<![\w.:,])(?P<nth>\d+)(?:\.\s|-\w{{0,3}}\s|-)(?:{named})(?!\w)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=2)
def _fewest_paragraphs(unit: UnitView) -> int:
    """The paragraphs of the shortest source."""
    return min((one.paragraphs for one in unit.facts.sources.values()), default=0)


def source_of(unit: UnitView, text: str, found: re.Match[str], claims: tuple[Claim, ...]) -> str:
    """The source of a reference to a paragraph: named there, or before, or the only one cited."""
    labels, before = unit.by_label, text[: found.start()]
    beside = _OF_SOURCE.search(before, max(0, len(before) - _BESIDE))
    if beside and beside["label"] in labels:
        return labels[beside["label"]]
    if beside and (letter := beside["letter"]):
        return next((one for label, one in labels.items() if label.split()[-1] == letter), "")
    named = unit.labels_in(text)
    cited = {claim.source for claim in claims}
    if not named and len(cited) == 1:
        return next(iter(cited))
    if len(named) == 1 and named[0] in before:
        return labels[named[0]]
    return ""


def _told_elsewhere(
    unit: UnitView, part: AuthoredText, found: re.Match[str], claims: tuple[Claim, ...], source: str
) -> int:
    """The paragraph that a reference should name; 0 if it may be right."""
    there = {p.paragraph: p.marks for p in passages(unit) if p.source == source}
    named = {int(number) for number in (found["number"], found["last"]) if number}
    cited = {claim.paragraph for claim in claims if claim.source == source}
    if not named <= set(there) or named & cited:
        return 0
    clause, in_brackets = _clause(part.text, found)
    if not in_brackets and _DENIES.search(clause):
        return 0
    words = marks(clause)
    own = words & frozenset().union(*(there[number] for number in named))
    for number in sorted(set(there) - named, key=lambda one: (one not in cited, one)):
        gained = fit(unit, words & there[number] - own)
        sure = _LEAST if number in cited else 2 * _LEAST
        if gained >= sure and gained >= 2 * fit(unit, own - there[number]):
            return number
    lonely = part.role == "feedback" and len(cited) == 1 and not own
    return next(iter(cited)) if lonely else 0


def _clause(text: str, found: re.Match[str]) -> tuple[str, bool]:
    """The words of a sentence that a reference is for, and whether it is in brackets.

    They come after a reference that is the subject of its sentence, and before any other.
    """
    sentence = next((one for one in sentences(text) if found[0] in one), text)
    at = sentence.find(found[0])
    places = list(REFERENCE.finditer(sentence))
    start = max((m.end() for m in places if m.end() <= at), default=0)
    stop = min((m.start() for m in places if m.start() > at), default=len(sentence))
    before, after = sentence[start:at], sentence[at + len(found[0]) : stop]
    if source := _OF_SOURCE.search(before, max(0, len(before) - _BESIDE)):
        before = before[: source.start()]
    in_brackets = "(" in sentence[at - 1 : at] or before.rstrip().endswith("(")
    if not in_brackets and after[:1] == " " and marks(after):
        return after, False
    return (before if len(marks(before)) >= _FEW else sentence[start:stop]), in_brackets


@rule("EV57", "warning", Entry, lists=DATED)
def time_against_claims(entry: Entry) -> Iterator[Finding]:
    """A text has a clock time, weekday, month or year that the cited paragraphs do not have.

    A clock time is compared with all sources, a weekday, month or year with the paragraphs of the
    cited claims, if these have another one. Wrong options and false statements may have any time.
    It needs the articles.

    Bad:
        question:
          id: choice-left
          feedback: The fire service counted them at 21:15, and the figure keeps its qualifier.

    Good:
        question:
          id: choice-left
          feedback: The fire service counted them on Monday night, and the figure is about right.
    """
    unit = entry.unit
    if not all(proof.article for proof in unit.proofs.values()):
        return
    for part in entry.parts:
        if wrong_on_purpose(entry.named(part)) or part.at[-1] == "settled_by":
            continue
        if entry.question and not entry.question.keyed and part.role not in _POINTING:
            continue
        for raw, known in _unknown(entry, part):
            compares = part.role in ("feedback", "why", "prose") and _is_told(entry.unit, raw)
            yield Finding(
                f"no cited paragraph has “{raw}”" if known else f"no source has “{raw}”",
                f"they have {', '.join(known[:4])}" if known else "write the time of a source",
                part.at,
                severity="hint" if compares else None,
            )


def _is_told(unit: UnitView, raw: str) -> bool:
    """Whether a source has a time, or is of that day, so that a text may compare with it."""
    days = _merged((source.published, unit.tag) for source in unit.facts.sources.values())
    for sort, values in moments_of(raw, unit.tag).items():
        known = {*_all_moments(unit)[sort].values(), *days[sort].values()}
        if not known.issuperset(values.values()):
            return False
    return True


def _unknown(entry: Entry, part: AuthoredText) -> Iterator[tuple[str, list[str]]]:
    """The times of a text that are not known, each with those that are known instead."""
    of_claim = entry.entry.startswith("claim/")
    told = _claim_moments(entry) if of_claim else _cited_moments(entry, part)
    anywhere = not of_claim and (part.role not in _RESTING or part.at[-1] == "when")
    for sort, values in moments_of(part.text, entry.unit.tag).items():
        if sort not in told:
            continue
        clock = sort == "clock"
        known = _all_moments(entry.unit)[sort] if anywhere or clock else told[sort]
        for raw, value in values.items():
            sure = not clock or any(sign.isdigit() for sign in raw)  # “noon” may be any midday
            if sure and value not in known.values() and (known or clock):
                yield raw, [] if clock else list(known)


Moments = Mapping[str, Mapping[str, int]]


@lru_cache(maxsize=512)
def moments_of(text: str, tag: str) -> Moments:
    """The times of a text by sort: as written → as a number."""
    found: dict[str, dict[str, int]] = {}
    for time in days_and_clocks(text, tag):
        found.setdefault("clock" if time.clock else "day", {})[time.raw] = (
            time.value % 720 if time.clock else time.value
        )
    for raw, month in _months(text, tag):
        found.setdefault("month", {})[raw] = month
    for year in _YEAR.finditer(text):
        found.setdefault("year", {})[year[0]] = int(year[0])
    return found


def _months(text: str, tag: str) -> Iterator[tuple[str, int]]:
    """The months of a text, as written and as a number from 0."""
    if words := rule_words(tag):
        for found in words.written("months").finditer(text):
            yield found["name"], words.value_of("months", found) - 1
        return
    for month in _MONTH.finditer(_MAY.sub("", text)):
        yield month[0], MONTHS.index(month[0].lower())
    if "New Year" in text:
        yield "New Year", 0


def _merged(texts: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """The times of texts, each with its language."""
    merged: dict[str, dict[str, int]] = {"clock": {}, "day": {}, "month": {}, "year": {}}
    for text, tag in texts:
        for sort, values in moments_of(text, tag).items():
            merged[sort].update(values)
    return merged


@lru_cache(maxsize=2)
def _all_moments(unit: UnitView) -> Moments:
    printed = [
        (text, unit.tag_of(proof.source))
        for proof in unit.proofs.values()
        for text in (proof.article.texts if proof.article else ())
    ]
    claims = [text for claim in unit.facts.claims.values() for text in (claim.says, claim.as_of)]
    return _merged([*printed, *((text, unit.tag) for text in claims)])


def _claim_moments(entry: Entry) -> Moments:
    """The months and years of the paragraph of a claim; EV36 compares weekdays and clock times."""
    claim = entry.unit.facts.claims[entry.entry.partition("/")[2]]
    article = entry.unit.proofs[claim.source].article
    if article is None or claim.inferred_from:
        return {}
    texts = article.texts[claim.paragraph - 1 : claim.paragraph]
    published = entry.unit.facts.sources[claim.source].published
    told = _merged(_in_both((*texts, published), entry.unit, claim))
    return {sort: told[sort] for sort in ("month", "year")}


def _cited_moments(entry: Entry, part: AuthoredText) -> Moments:
    claims, unit = claims_of(entry, part), entry.unit
    told = [
        one
        for claim, text in zip(claims, paragraphs_of(unit, claims), strict=True)
        for one in _in_both((text, unit.facts.sources[claim.source].published), unit, claim)
    ]
    asked = [(entry.question.front, unit.tag)] if entry.question else []
    return _merged([*told, *asked])


def _in_both(texts: Iterable[str], unit: UnitView, claim: Claim) -> list[tuple[str, str]]:
    """Texts that are of the source or of the author, each in the languages of both."""
    tags = dict.fromkeys((unit.tag, unit.tag_of(claim.source)))
    return [(text, tag) for text in texts for tag in tags]
