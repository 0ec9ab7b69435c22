"""Rules on who does what in a text: the people of its claims, each with their own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.cited import claims_of, paragraphs_of
from kzquiz.check.engine.fit import fit, marks, passages
from kzquiz.check.engine.moments import DAYS
from kzquiz.check.engine.named import capitals, forms, has_words
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, UnitView
from kzquiz.check.engine.words import STOP, has_any, has_phrase, sentences, tokens, vocabulary
from kzquiz.expressions import expression
from kzquiz.model import Claim

_CLAUSE = expression(r"[,;:]\s+(?:and|but|while|whereas)?\s*|\s+(?:while|whereas)\s+")
_RENDERING = frozenset({"statement", "prose", "correction"})
_LEAST, _FEW, _BEFORE = 2.5, 2, 2
_DENIES = expression(r"\b(?:not?|never|neither|nor|nobody|nothing)\b|n['’]t\b")


@rule("EV67", "warning", Entry, reads=("en",))
def name_of_another(entry: Entry) -> Iterator[Finding]:
    """A text names a speaker or place of the unit that its claims and their paragraphs do not have.

    Two were mixed up. Claims, statements, corrections and the events of the timeline are
    compared with the claims that they rest on, which needs the articles.

    Bad:
        unit:
          timeline:
            - {when: March, what: "Mayor Brandt has the gate inspected.", claims: [a3-inspected]}

    Good:
        unit:
          timeline:
            - {when: March, what: The water board inspects the gate., claims: [a3-inspected]}
    """
    unit = entry.unit
    if not passages(unit):
        return
    for part in entry.parts:
        claims = claims_of(entry, part)
        rests = part.role in _RENDERING and (part.role != "statement" or part.claims)
        if not claims or not rests or wrong_on_purpose(entry.named(part)):
            continue
        if part.at[0] in ("settled_by", "reject", "also"):
            continue
        told = "\n".join(
            paragraphs_of(unit, claims)
            if not entry.entry.startswith("claim/")
            else _printed(unit, claims)
        )
        yield from _places(unit, part, told)
        chains = {name for claim in claims for name in claim.speakers}
        for speaker in _people(unit, part.text) - chains:
            if not has_any(told, forms(unit.names[speaker])) and not _is_kin(unit, speaker, chains):
                yield Finding(
                    f"“{unit.facts.speakers[speaker].name}” is in no claim that this rests on",
                    "name the one whose statement it is, or another claim",
                    part.at,
                )


def _places(unit: UnitView, part: AuthoredText, told: str) -> Iterator[Finding]:
    """The names, not of speakers, that only paragraphs print on which a text does not rest."""
    known = " ".join((*unit.labels, *(n for names in unit.names.values() for n in names)))
    for name in map(_bare, capitals(part.text) if part.at[-1] != "topic" else ()):
        words = [word for word in tokens(name) if word not in STOP and word not in DAYS]
        if not words or len(name) <= _FEW or has_words(f"{told} {known}", words):
            continue
        if place := _place_of(unit, name):
            yield Finding(
                f"“{name}” is in no paragraph that this rests on",
                f"{place} has it: is the name right?",
                part.at,
            )


def _bare(name: str) -> str:
    return name.removesuffix("’s").removesuffix("'s")


def _place_of(unit: UnitView, name: str) -> str:
    """The first passage that prints a name: “paragraph 4 of Source C”; empty if none does."""
    for source in unit.facts.sources.values():
        article = unit.proofs[source.id].article
        for number, text in enumerate(article.texts if article else (), 1):
            if has_phrase(text, name):
                return f"{source.passage(number)} of {source.label}"
    return ""


def _printed(unit: UnitView, claims: tuple[Claim, ...]) -> Iterator[str]:
    """The paragraphs of claims and the two before, without what the claims say."""
    for claim in claims:
        article, source = unit.proofs[claim.source].article, unit.facts.sources[claim.source]
        start = max(0, claim.paragraph - 1 - _BEFORE)
        yield from article.texts[start : claim.paragraph] if article else ()
        yield from (claim.quote, source.author, source.publisher)


def _is_kin(unit: UnitView, speaker: str, chains: set[str]) -> bool:
    """Whether a speaker is of the group of one of the chain."""
    group = unit.facts.speakers[speaker].group
    return bool(group) and any(unit.facts.speakers[one].group == group for one in chains)


def _people(unit: UnitView, text: str) -> frozenset[str]:
    """The speakers whom a text names by a name with a capital, newsrooms and media aside."""
    words = vocabulary(text)
    return frozenset(
        speaker
        for speaker, names in _proper_names(unit).items()
        if any(name.split()[-1].lower() in words for name in names) and has_any(text, names)
    )


@lru_cache(maxsize=2)
def _proper_names(unit: UnitView) -> Mapping[str, tuple[str, ...]]:
    """Speaker id → the forms of the name with capitals: “Varga”, “Open Fells”, not “service”."""
    speakers = unit.facts.speakers.values()
    named = (one for one in speakers if one.side not in ("newsroom", "media"))
    forms_of = {
        one.id: tuple(filter(_is_name, forms(unit.names[one.id])))
        for one in named
        if _is_name(one.name)
    }
    return {speaker: names for speaker, names in forms_of.items() if names}


def _is_name(name: str) -> bool:
    words = name.split()
    return words[0][:1].isupper() and words[-1][:1].isupper() and len(name) > _FEW


@rule("EV68", "warning", Entry, reads=("en",))
def words_changed_places(entry: Entry) -> Iterator[Finding]:
    """A text gives to one speaker what another one says, and the other way round.

    Each clause that names one speaker of the cited claims is compared with the claims of all: the
    words of the clause are in those of another speaker only.

    Bad:
        difference:
          id: inspection
          why: >-
            The mayor had the gate inspected in March, the water board had not.

    Good:
        difference:
          id: inspection
          why: >-
            The water board had the gate inspected in March, the mayor speaks of a year.
    """
    unit = entry.unit
    for part in entry.parts:
        claims = claims_of(entry, part) if _tells(entry, part) else ()
        owners = {claim.speakers[0] for claim in claims}
        if len(owners) < _FEW:
            continue
        for clause in (c for s in sentences(part.text) for c in _CLAUSE.split(s) if c):
            named = [one for one in owners if has_any(clause, _names(unit, one))]
            if len(named) != 1 or _DENIES.search(clause):
                continue
            own = _said(unit, claims, named[0])
            words = marks(clause) - marks(" ".join(n for one in owners for n in _names(unit, one)))
            for other in owners - {named[0]}:
                theirs = _said(unit, claims, other)
                gained, lost = words & theirs - own, words & own - theirs
                if fit(unit, gained) >= max(_LEAST, 2 * fit(unit, lost)):
                    name, shown = unit.facts.speakers[other].name, "”, “".join(sorted(gained))
                    yield Finding(f"“{shown}” is what {name} says", f"is {name} meant?", part.at)


def _tells(entry: Entry, part: AuthoredText) -> bool:
    """Whether a text tells what speakers say, and is right."""
    if part.role == "prose":
        return entry.entry.startswith("difference/") and part.at[0] == "why"
    return part.role in ("sample", "correction")


@lru_cache(maxsize=512)
def _names(unit: UnitView, speaker: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms(unit.names[speaker])))


@lru_cache(maxsize=1024)
def _said(unit: UnitView, claims: tuple[Claim, ...], speaker: str) -> frozenset[str]:
    found: set[str] = set()
    for claim in claims:
        if speaker in claim.speakers:
            found |= marks("\n".join(paragraphs_of(unit, [claim])))
    return frozenset(found)
