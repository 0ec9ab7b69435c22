"""Proposes questions that follow from the claims of a unit and need no opinion.

Each rests on speakers, figures, times and quotations that are in the claims. The author chooses:
a proposal becomes a question when its level is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, islice

from kzquiz.authoring.draft.asked import Asked, Proposal, already, asked_by
from kzquiz.authoring.draft.entries import TODO
from kzquiz.authoring.draft.material import Material
from kzquiz.authoring.draft.silence import absent_words, counts_the_same
from kzquiz.authoring.draft.words import LANGUAGES
from kzquiz.authoring.suggest import ground
from kzquiz.check.engine.moments import before
from kzquiz.languages import Language
from kzquiz.languages.words import alternatives, words
from kzquiz.model import Claim, Qualifier

MOST = 20
_STATEMENTS = 4
_EVENTS = 4
_MOST_WORDS = 25  # of a statement to judge
_TWO, _THREE = 2, 3


def proposals(material: Material, known: frozenset[Asked] = frozenset()) -> tuple[Proposal, ...]:
    """The questions that the claims allow, at most four of a kind and twenty in all.

    What the unit asks already, or is ``known``, is not proposed.
    """
    asked = already(material.unit) | known
    found: list[Proposal] = []
    for propose, most in _KINDS:
        new = (one for one in propose(material) if asked_by(material.unit, one) not in asked)
        found += islice(new, most)
    return tuple(found[:MOST])


def _who_said(material: Material) -> Iterator[Proposal]:
    """Who says what in a source: a quotation of each of several speakers."""
    for source in material.unit.facts.sources:
        first: dict[str, Claim] = {}
        others: dict[str, None] = {}
        for claim in material.claims:
            if claim.source == source and not material.is_newsroom(claim):
                others[claim.speakers[0]] = None
                if material.statement(claim):
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
                {"text": material.statement(one), "claim": one.id, "why": _names(material, one)}
                for one in chosen
            ],
            "spare": spare[:1],
            "feedback": material.say("proposal.who-said", source=material.label(source)),
        }


def _names(material: Material, claim: Claim) -> str:
    return material.say(
        "proposal.names", place=material.place(claim), speaker=material.speaker(claim)
    )


def _chains(material: Material) -> Iterator[Proposal]:
    """How a statement reached its source, if somebody passed it on."""
    for claim in material.claims:
        if len(claim.speakers) > 1 and material.statement(claim):
            first, *others = (material.unit.facts.speakers[one].name for one in claim.speakers)
            yield {
                "kind": "who-said",
                "skill": "source",
                "chain": {"claim": claim.id, "text": material.statement(claim)},
                "feedback": material.say(
                    "proposal.chain",
                    origin=first,
                    carriers=material.language.listed(others),
                    source=material.label(claim.source),
                ),
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
        labels = [material.place(claim) for claim in rows]
        yield {
            "kind": "compare",
            "skill": ["figures", "corroborate"],
            "stem": material.say("proposal.compare-stem", category=category),
            "rows": [
                {"label": label, "claim": claim.id}
                for label, claim in zip(labels, rows, strict=True)
            ],
            "columns": ["qualifier", "figure", "speaker"],
            "given": [f"{rows[0].id}.speaker"],
            "feedback": material.say("proposal.compare"),
        }


def _clozes(material: Material) -> Iterator[Proposal]:
    """The qualifier of a figure, left out of a quotation."""
    for claim in material.claims:
        if claim.figure is None or claim.figure.qualifier == "exact" or not claim.quote:
            continue
        forms = alternatives(_forms(material.language, claim.figure.qualifier))
        if found := re.search(rf"\b({forms})\b", claim.quote, re.IGNORECASE):
            text = f"{claim.quote[: found.start()]}[[{found[0]}]]{claim.quote[found.end() :]}"
            yield {
                "kind": "cloze",
                "skill": "figures",
                "text": f"{_told_by(material, claim)}: {material.language.quoted(text)}",
                "feedback": material.say("proposal.cloze", word=material.language.quoted(found[0])),
                "evidence": [claim.id],
            }


def _told_by(material: Material, claim: Claim) -> str:
    """The source of a claim, and in brackets who says it and when."""
    told = "; ".join(filter(None, (material.speaker(claim), claim.as_of)))
    return f"{material.label(claim.source)} ({told})"


def _forms(spoken: Language, qualifier: Qualifier) -> Iterator[str]:
    """The words for a qualifier: those that are printed, and those by which a draft finds it."""
    yield spoken.say(f"qualifier.{qualifier}")
    yield from spoken.words(f"qualifier-also.{qualifier}")
    if spoken.tag in LANGUAGES:
        yield from words(spoken.tag).list(qualifier.replace("-", "_"))


def _stated(material: Material) -> Iterator[Proposal]:
    """A statement of one source, asked of another that has none of its long words."""
    for claim in material.claims:
        if len(claim.says.split()) > _MOST_WORDS or material.is_newsroom(claim):
            continue
        for source, text in material.texts.items():
            absent = absent_words(material, claim, text) if source != claim.source else []
            if len(absent) < _TWO or counts_the_same(material, claim, source):
                continue
            label, other = material.label(claim.source), material.label(source)
            yield {
                "kind": "true-false-not-stated",
                "skill": "read",
                "source": source,
                "statement": claim.says,
                "key": "not-stated",
                "correction": material.say("proposal.not-stated-fact", other=other, source=label),
                "absent_terms": absent[:_THREE],
                "feedback": material.say("proposal.not-stated", other=other),
                "evidence": [claim.id],
            }
            break


def _orders(material: Material) -> Iterator[Proposal]:
    """Statements whose printed times leave no doubt about their order."""
    timed = [claim for claim in material.claims if claim.as_of and material.statement(claim)]
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
                "stem": material.say("proposal.order-stem"),
                "events": [
                    {"text": material.statement(one), "claim": one.id, "when": one.as_of}
                    for one in line[:_EVENTS]
                ],
                "feedback": material.say("proposal.order"),
            }
            return


def _confirmed(material: Material) -> Iterator[Proposal]:
    """What stands behind each of some statements, as their speakers show."""
    known = {claim.id: claim for claim in material.known.claims}
    chosen: dict[str, Proposal] = {}
    for group in (*_pairs(material), *((claim,) for claim in material.claims)):
        key = ground([known[claim.id] for claim in group], material.known)
        said = material.statement(group[0]).rstrip(".")
        if key and said and key not in chosen:
            chosen[key] = {
                "text": f"{said} ({material.label(group[0].source)}).",
                "claims": [claim.id for claim in group],
                "key": key,
                "why": _names(material, group[0]),
            }
    if len(chosen) > _TWO:
        yield {
            "kind": "how-confirmed",
            "skill": "evidence",
            "statements": list(chosen.values())[:_STATEMENTS],
            "feedback": material.say("proposal.how-confirmed"),
        }


def _pairs(material: Material) -> Iterator[tuple[Claim, Claim]]:
    """Claims of two sources with one figure for one thing."""
    for one, other in combinations(material.claims, 2):
        if one.figure and other.figure and one.source != other.source:
            same = one.figure.value == other.figure.value is not None
            if same and one.figure.category == other.figure.category != "":
                yield one, other


def _wordings(material: Material) -> Iterator[Proposal]:
    """A loaded word of the unit in a quotation: whose it is; the neutral word is the author's."""
    info = material.unit.info
    neutral = {word.lower(): one.label for one in info.labels for word in one.instead_of}
    for term in info.loaded_terms:
        claim = material.unit.facts.claims[term.claim]
        if term.term in material.known.asked_terms or term.term.lower() not in claim.quote.lower():
            continue
        owner = material.unit.facts.speakers.get(term.owner)
        yield {
            "kind": "wording",
            "skill": "language",
            "claim": claim.id,
            "phrase": claim.quote,
            "term": term.term,
            "owner": term.owner,
            "neutral": neutral.get(term.term.lower(), TODO),
            "feedback": material.say(
                "proposal.wording" if owner else "proposal.wording-unclear",
                term=material.language.quoted(term.term),
                owner=owner.name if owner else "",
                source=material.label(claim.source),
            ),
        }


def _differences(material: Material) -> Iterator[Proposal]:
    """What lies between two claims, as the author judged it."""
    for one in material.unit.facts.differences.values():
        if one.why:
            yield {
                "kind": "difference",
                "skill": "corroborate",
                "difference": one.id,
                "feedback": one.why,
            }


_KINDS: tuple[tuple[Callable[[Material], Iterator[Proposal]], int], ...] = (
    (_who_said, 2),
    (_chains, 2),
    (_compare, 3),
    (_clozes, 4),
    (_stated, 3),
    (_orders, 1),
    (_confirmed, 1),
    (_wordings, 2),
    (_differences, 2),
)
