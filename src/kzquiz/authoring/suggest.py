"""What a unit already knows about a new question: figures to compare, grounds, loaded terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kzquiz.authoring.known_ids import Claim, IdsOfUnit, KnownTerm
from kzquiz.kinds.targets import Ground
from kzquiz.model import SpeakerSide

_GROUNDS: Mapping[SpeakerSide, Ground] = {
    "authorities": "officials-only",
    "witness": "witnesses-only",
    "public": "witnesses-only",
    "party": "others-only",
    "organisation": "others-only",
    "expert": "others-only",
    "media": "others-only",
    "newsroom": "newsroom-only",
}


def figures_to_compare(claims: Sequence[Claim]) -> list[Claim]:
    """The figures of one category and unit that most sources give; all figures if none have two.

    Claims that no other figure can be compared with are left out.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.category:
            groups[claim.category, claim.unit].append(claim)
    sources = {key: len({claim.source for claim in group}) for key, group in groups.items()}
    best = max(sources, key=lambda key: sources[key], default=None)
    if best is not None and sources[best] > 1:
        return groups[best]
    return sorted(claims, key=lambda claim: not claim.has_figure)


def claims_with_grounds(known: IdsOfUnit) -> list[Claim]:
    """The claims, those of an agreement first, then those whose ground can be told."""
    agreed = [name for agreement in known.agreements for name in agreement.claims]
    place = {name: number for number, name in reversed([*enumerate(agreed)])}
    return sorted(
        known.claims,
        key=lambda claim: (place.get(claim.id, len(place)), not _ground_of_one(claim, known)),
    )


def ground(claims: Sequence[Claim], known: IdsOfUnit) -> Ground | None:
    """What stands behind a statement, from the speakers of its claims; None if nothing shows it."""
    if len({claim.source for claim in claims}) > 1:
        if _have_one_origin(claims, known):
            return "same-origin"
        names = {claim.id for claim in claims}
        if any(a.origin == "different" and names <= {*a.claims} for a in known.agreements):
            return "different-origins"
    grounds = {_ground_of_one(claim, known) for claim in claims}
    if len(grounds) == 1:
        return grounds.pop()
    return "different-origins" if len({claim.source for claim in claims}) > 1 else None


def _have_one_origin(claims: Sequence[Claim], known: IdsOfUnit) -> bool:
    names = {claim.id for claim in claims}
    same = any(a.origin == "same" and names <= {*a.claims} for a in known.agreements)
    return same or len({claim.speakers[:1] for claim in claims}) == 1


def _ground_of_one(claim: Claim, known: IdsOfUnit) -> Ground | None:
    if claim.unconfirmed:
        return "said-unconfirmed"
    side = known.sides.get(claim.speakers[0]) if claim.speakers else None
    return _GROUNDS.get(side) if side else None


def loaded_term(known: IdsOfUnit) -> KnownTerm | None:
    """The first loaded term that no question asks about yet; None if there is none."""
    claims = {claim.id for claim in known.claims}
    return next(
        (
            term
            for term in known.loaded_terms
            if term.claim in claims and term.term not in known.asked_terms
        ),
        None,
    )
