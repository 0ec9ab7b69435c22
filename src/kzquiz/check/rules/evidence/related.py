"""Rules on texts beside their claims: they speak of one thing, and in one unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.cited import claims_of, paragraphs_of
from kzquiz.check.engine.fit import best_claim, fit, marks, marks_of_claims, passages
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, Path, UnitView
from kzquiz.check.engine.timed import CURRENCIES
from kzquiz.check.engine.words import vocabulary
from kzquiz.model import Claim

_MONEY_WORDS = "dollar euro pound crown franc rouble ruble tenge yen rupee lira hryvnia"
_FAMILIES = tuple(
    frozenset(words.split())
    for words in (
        "microgram milligram gram kilogram tonne",
        "millimetre centimetre metre kilometre mile",
        "millimeter centimeter meter kilometer mile",
        "millilitre litre gallon",
        "milliliter liter gallon",
        _MONEY_WORDS,
    )
)
_MONEY = frozenset(_MONEY_WORDS.split())
_ALL_UNITS = frozenset(f"{word}{end}" for one in _FAMILIES for word in one for end in ("", "s"))
_SPEEDS = frozenset(("km/h", "m/s", "mph"))
_SURE, _LEAST, _APART = 2, 4.0, 1.5


@rule("EV59", "warning", Entry)
def unrelated_claim(entry: Entry) -> Iterator[Finding]:
    """A text rests on a claim that has none of its words, though another claim of the unit has.

    The wrong id was written, or the claim was changed. Keys print the claim as the proof of the
    text. Statements, events and answers are compared with the claims and their paragraphs, which
    needs the article. Words count the more, the fewer paragraphs have them; names of speakers do
    not count. The claims of an agreement or a difference have something in common with its words or
    with one another.

    Bad:
        unit:
          timeline:
            - {when: Monday night, what: The river floods as a gate fails., claims: [a5-repairs]}

    Good:
        unit:
          timeline:
            - {when: Monday night, what: The river floods as a gate fails., claims: [a1-flooded]}
    """
    unit = entry.unit
    for text, claims in _rendered(entry) if passages(unit) else ():
        # The words of the timeline are plain; a statement may be put in quite other words.
        plain = text.at[0] == "timeline"
        words = marks(text.text) - (frozenset() if plain else _names(unit))
        own = frozenset().union(*(_of_claim(unit, claim.id) for claim in claims))
        best, gained = best_claim(unit, words - own, {claim.id for claim in claims})
        apart = bool(gained) and _is_apart(unit, text.text, claims, best)
        least = max(_LEAST / 2 if plain or apart else _LEAST, 2 * fit(unit, words & own))
        if len(gained) >= (1 if plain or apart else _SURE) and fit(unit, gained) >= least:
            cited = "”, “".join(claim.id for claim in claims)
            yield Finding(
                f"this does not fit “{cited}”",
                f"is “{best}” meant, which has “{'”, “'.join(sorted(gained))}”?",
                text.at,
            )
    yield from _strangers(entry) if passages(unit) else ()


def _rendered(entry: Entry) -> Iterator[tuple[AuthoredText, tuple[Claim, ...]]]:
    """The texts that render claims, with the claims."""
    for text in entry.parts:
        of_event = entry.entry == "unit" and text.at[0] == "timeline" and text.at[-1] == "what"
        if of_event or (text.role in ("statement", "heading") and text.claims):
            yield text, claims_of(entry, text)
    question = entry.question
    if question and question.asks_fact and question.keys and question.claims:
        key = question.keys[0]
        yield replace(key, text=f"{question.stem} {key.text}"), question.claims


def _strangers(entry: Entry) -> Iterator[Finding]:
    """Claims of an agreement or difference that share nothing with its words or other claims."""
    unit = entry.unit
    groups: list[tuple[Path, str, Sequence[str]]] = []
    if entry.entry == "unit":
        for number, one in enumerate(unit.info.agreements):
            groups.append((("agreements", number), f"{one.topic}. {one.why}", one.claims))
    elif entry.entry.startswith("difference/"):
        difference = unit.facts.differences[entry.entry.partition("/")[2]]
        groups.append(((), f"{difference.topic}. {difference.why}", difference.claims))
    for at, text, claims in groups:
        for number, claim in enumerate(claims):
            others = [_of_claim(unit, other) for other in claims if other != claim]
            words, own = marks(text) - _names(unit), _of_claim(unit, claim)
            best, gained = best_claim(unit, words - own, claims)
            apart = fit(unit, own & words.union(*others) - _names(unit)) < _APART
            if apart and len(gained) >= _SURE:
                yield Finding(
                    f"“{claim}” has nothing in common with the other claims or the text here",
                    f"is “{best}” meant, which has “{'”, “'.join(sorted(gained))}”?",
                    (*at, "claims", number),
                )


def _is_apart(unit: UnitView, text: str, claims: tuple[Claim, ...], best: str) -> bool:
    """Whether a text has no word at all of its claims, and several of another claim."""
    names = (name for claim in claims for one in claim.speakers for name in unit.names[one])
    own = marks("\n".join((*paragraphs_of(unit, claims), *names)))
    other = unit.facts.claims[best]
    shared = marks(text) & marks(f"{other.says} {other.quote}") - _names(unit)
    return own.isdisjoint(marks(text)) and len(shared) >= _SURE


@lru_cache(maxsize=2)
def _names(unit: UnitView) -> frozenset[str]:
    """The marks of names of speakers, which say nothing of what a claim is about."""
    names = [name for names in unit.names.values() for name in names]
    return frozenset().union(*(marks(name) for name in (*names, *unit.labels)))


@lru_cache(maxsize=2048)
def _of_claim(unit: UnitView, name: str) -> frozenset[str]:
    """The marks of a claim and of its paragraph."""
    claim = unit.facts.claims[name]
    places = (
        p for p in passages(unit) if (p.source, p.paragraph) == (claim.source, claim.paragraph)
    )
    return marks_of_claims(unit)[name].union(*(place.marks for place in places))


@rule("EV60", "warning", Entry, reads=("en",))
def unit_of_no_source(entry: Entry) -> Iterator[Finding]:
    """A text has a unit of measure that no source has, where the sources have another of its sort.

    Milligrams for micrograms, metres a second for kilometres an hour: one word makes a number many
    times as large. Texts are compared with the articles at hand and the other claims. Wrong options
    may have any unit.

    Bad:
        claim: {id: a1-flooded, says: On Monday night the river flooded 2 kilometres of road.}
        question: {id: choice-left, feedback: The figure counts people along 2 miles of road.}

    Good:
        claim: {id: a1-flooded, says: On Monday night the river flooded 2 kilometres of road.}
        question: {id: choice-left, feedback: The figure counts people along 2 kilometres of road.}
    """
    signs = any(sign in entry.text for sign in (*_SPEEDS, *CURRENCIES))
    if not signs and _ALL_UNITS.isdisjoint(entry.vocabulary):  # as nearly all
        return
    known = _units_of_sources(entry.unit)
    for text in entry.parts:
        for unit, family in _units(text.text):
            others = {word for name, word in known if name != entry.entry and word in family}
            sound = unit in others or text.at[0] == "glossary"
            if others and not sound and not wrong_on_purpose(entry.named(text)):
                yield Finding(
                    f"no source has the unit “{unit}”",
                    f"they have “{min(others)}”: is the number right for “{unit}”?",
                    text.at,
                )


@lru_cache(maxsize=4096)
def _units(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The units of measure in a text, each with those of its sort, in the singular."""
    words = _ALL_UNITS & vocabulary(text)
    singular = {word.removesuffix("s") for word in words}
    found = [(word, family) for family in _FAMILIES for word in family & singular]
    found += [(speed, _SPEEDS) for speed in _SPEEDS if speed in text]
    found += [(word, _MONEY) for sign, word in CURRENCIES.items() if sign in text]
    return tuple(found)


@lru_cache(maxsize=2)
def _units_of_sources(unit: UnitView) -> frozenset[tuple[str, str]]:
    """The units that articles and claims have, each with the entry that has it."""
    told = [("", text) for p in unit.proofs.values() if p.article for text in p.article.texts]
    for claim in unit.facts.claims.values():
        counted = str(claim.figure.with_unit) if claim.figure else ""
        told += [(f"claim/{claim.id}", text) for text in (claim.says, claim.quote, counted)]
    return frozenset((name, found) for name, text in told for found, _ in _units(text))
