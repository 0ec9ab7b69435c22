"""Proposes questions that follow from the claims of a unit and need no opinion.

Each rests on speakers, figures, times and quotations that are in the claims. The author chooses:
a proposal becomes a question when its level is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Any

from msgspec import Struct

from kzquiz.authoring.known_ids import KnownIds
from kzquiz.authoring.suggest import ground
from kzquiz.check.engine.moments import before
from kzquiz.evidence.article import same_word, split
from kzquiz.languages import FALLBACK, language
from kzquiz.load import Unit
from kzquiz.model import Claim

Proposal = Mapping[str, Any]
MOST = 20
_STATEMENTS = 4
_EVENTS = 4
_LONG = 6  # letters of a word that tells whether a source speaks of something
_MOST_WORDS = 25  # of a statement to judge
_TWO, _THREE = 2, 3


class Material(Struct, frozen=True):
    """What questions are proposed from: the unit, its ids, and the texts at hand by source."""

    unit: Unit
    known: KnownIds
    texts: Mapping[str, str]

    @property
    def claims(self) -> Sequence[Claim]:
        """The claims of the unit, in the author's order."""
        return tuple(self.unit.facts.claims.values())

    def label(self, source: str) -> str:
        """The printed name of a source."""
        return self.unit.facts.sources[source].label

    def speaker(self, claim: Claim) -> str:
        """The name of the first speaker of a claim."""
        return self.unit.facts.speakers[claim.speakers[0]].name

    def is_newsroom(self, claim: Claim) -> bool:
        """Whether a newsroom says it in its own voice."""
        return self.unit.facts.speakers[claim.speakers[0]].side == "newsroom"


def proposals(material: Material) -> tuple[Proposal, ...]:
    """The questions that the claims allow, at most four of a kind and twenty in all."""
    found: list[Proposal] = []
    for propose, most in _KINDS:
        found += islice(propose(material), most)
    return tuple(found[:MOST])


def _who_said(material: Material) -> Iterator[Proposal]:
    """Who says what in a source: a quotation of each of several speakers."""
    for source in material.unit.facts.sources:
        first: dict[str, Claim] = {}
        others: dict[str, None] = {}
        for claim in material.claims:
            if claim.source == source and not material.is_newsroom(claim):
                others[claim.speakers[0]] = None
                if statement(claim):
                    first.setdefault(claim.speakers[0], claim)
        chosen = list(first.values())[:_STATEMENTS]
        spare = [one for one in others if one not in {claim.speakers[0] for claim in chosen}]
        if len(chosen) > _TWO and not spare:
            spare = [chosen.pop().speakers[0]]
        if len(chosen) < _TWO or not spare:
            continue
        yield {
            "kind": "who-said",
            "skill": "source",
            "source": source,
            "statements": [
                {"text": statement(claim), "claim": claim.id, "why": _names(material, claim)}
                for claim in chosen
            ],
            "spare": spare[:1],
            "feedback": f"{material.label(source)} names the speaker of each of these statements.",
        }


_SAID = re.compile(
    r"\b(?:said|says|stated|told|reported|announced|added|think|believe)\b.{0,60}?\bthat\b (.+)"
)


def statement(claim: Claim) -> str:
    """What a claim states, without its speaker, as far as its words can be told apart.

    That is the clause after “said that” of the author's own words, or the quotation.

    >>> from kzquiz.model import Claim
    >>> def said(text: str, quote: str = "") -> str:
    ...     return statement(Claim(id="a", source="a", paragraph=1, says=text, speakers=("x",),
    ...                            status="official-claim", quote=quote))
    >>> said("The mayor said on Monday that the gate held."), said("Moe left.", "Moe went away")
    ('The gate held.', '“Moe went away”')
    """
    found = _SAID.search(claim.says)
    if found:
        return found[1][0].upper() + found[1][1:]
    return f"“{claim.quote}”" if claim.quote else ""


def _names(material: Material, claim: Claim) -> str:
    return f"Paragraph {claim.paragraph} names {material.speaker(claim)}."


def _chains(material: Material) -> Iterator[Proposal]:
    """How a statement reached its source, if somebody passed it on."""
    for claim in material.claims:
        if len(claim.speakers) > 1 and statement(claim):
            names = [material.unit.facts.speakers[one].name for one in claim.speakers]
            passed = " and then by ".join(names[1:])
            yield {
                "kind": "who-said",
                "skill": "source",
                "chain": {"claim": claim.id, "text": statement(claim)},
                "feedback": f"It comes from {names[0]}. It was passed on by {passed} "
                f"before {material.label(claim.source)} printed it.",
            }


def _compare(material: Material) -> Iterator[Proposal]:
    """Figures of one category from several sources side by side."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in material.claims:
        if claim.figure and claim.figure.category:
            groups[claim.figure.category].append(claim)
    for category, claims in groups.items():
        sources = {claim.source for claim in claims}
        if len(sources) < _TWO:
            continue
        rows = claims[:_STATEMENTS]
        labels = [f"{material.label(claim.source)}, paragraph {claim.paragraph}" for claim in rows]
        yield {
            "kind": "compare",
            "skill": ["figures", "corroborate"],
            "stem": f"What do the sources say about the number of {category}?",
            "rows": [
                {"label": label, "claim": claim.id}
                for label, claim in zip(labels, rows, strict=True)
            ],
            "columns": ["qualifier", "figure", "speaker"],
            "given": [f"{rows[0].id}.speaker"],
            "feedback": "A figure means little without its qualifier and its speaker.",
        }


def _clozes(material: Material) -> Iterator[Proposal]:
    """The qualifier of a figure, left out of a quotation."""
    for claim in material.claims:
        if claim.figure is None or claim.figure.qualifier == "exact" or not claim.quote:
            continue
        words = language(FALLBACK).say(f"qualifier.{claim.figure.qualifier}")
        found = re.search(rf"\b({_FORMS.get(words, words)})\b", claim.quote, re.IGNORECASE)
        if found:
            text = f"{claim.quote[: found.start()]}[[{found[0]}]]{claim.quote[found.end() :]}"
            yield {
                "kind": "cloze",
                "skill": "figures",
                "text": f"{material.label(claim.source)}: “{text}”",
                "feedback": f"Without “{found[0]}” the figure would say something else.",
                "evidence": [claim.id],
            }


_FORMS = {
    "about": "about|around|some|nearly|almost|roughly|approximately",
    "more than": "more than|over|above",
    "less than": "less than|fewer than|under|nearly|almost",
    "at least": "at least",
    "up to": "up to|as many as",
}


def _stated(material: Material) -> Iterator[Proposal]:
    """A statement of one source, asked of another that has none of its long words."""
    for claim in material.claims:
        if len(claim.says.split()) > _MOST_WORDS or material.is_newsroom(claim):
            continue
        for source, text in material.texts.items():
            absent = _absent(claim, text) if source != claim.source else []
            if len(absent) < _TWO:
                continue
            label, other = material.label(claim.source), material.label(source)
            yield {
                "kind": "true-false-not-stated",
                "skill": "read",
                "source": source,
                "statement": claim.says,
                "key": "not-stated",
                "correction": f"{other} does not speak of it; only {label} has it.",
                "absent_terms": absent[:_THREE],
                "feedback": f"{other} is silent on it. Silence is not denial.",
                "evidence": [claim.id],
            }
            break


def _absent(claim: Claim, text: str) -> list[str]:
    """The long words of the quotation of a claim that a text has in no form."""
    there = set(split(text).words)
    own = [w for w in split(claim.quote).words if len(w) >= _LONG and w.isalpha()]
    return [word for word in own if not any(same_word(word, one) for one in there)]


def _orders(material: Material) -> Iterator[Proposal]:
    """Statements whose printed times leave no doubt about their order."""
    timed = [claim for claim in material.claims if claim.as_of and statement(claim)]
    for source in (*material.unit.facts.sources, ""):
        line: list[Claim] = []
        for claim in timed:
            if source and claim.source != source:
                continue
            if all(before(one.as_of, claim.as_of) for one in line):
                line.append(claim)
        if len(line) >= _THREE:
            yield {
                "kind": "order",
                "skill": "context",
                "stem": "Put these statements in the order of the times that the sources give.",
                "events": [
                    {"text": statement(one), "claim": one.id, "when": one.as_of}
                    for one in line[:_EVENTS]
                ],
                "feedback": "The times in the texts give the order, not the place of a sentence.",
            }
            return


def _confirmed(material: Material) -> Iterator[Proposal]:
    """What stands behind each of some statements, as their speakers show."""
    known = {claim.id: claim for claim in material.known.claims}
    chosen: dict[str, Proposal] = {}
    for group in (*_pairs(material), *((claim,) for claim in material.claims)):
        key = ground([known[claim.id] for claim in group], material.known)
        if key and statement(group[0]) and key not in chosen:
            chosen[key] = {
                "text": statement(group[0]).rstrip(".") + f" ({material.label(group[0].source)}).",
                "claims": [claim.id for claim in group],
                "key": key,
                "why": f"The speaker is {material.speaker(group[0])}.",
            }
    if len(chosen) > _TWO:
        yield {
            "kind": "how-confirmed",
            "skill": "evidence",
            "statements": list(chosen.values())[:_STATEMENTS],
            "feedback": "Ask of every statement who says it, and whether anybody else does.",
        }


def _pairs(material: Material) -> Iterator[tuple[Claim, Claim]]:
    """Claims of two sources with one figure for one thing."""
    for one, other in combinations(material.claims, 2):
        if one.figure and other.figure and one.source != other.source:
            same = one.figure.value == other.figure.value is not None
            if same and one.figure.category == other.figure.category != "":
                yield one, other


_KINDS: tuple[tuple[Callable[[Material], Iterator[Proposal]], int], ...] = (
    (_who_said, 3),
    (_chains, 2),
    (_compare, 4),
    (_clozes, 4),
    (_stated, 4),
    (_orders, 1),
    (_confirmed, 1),
)
