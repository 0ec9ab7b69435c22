"""Tells which questions a unit has already, so that none is proposed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kzquiz.load import Unit

Proposal = Mapping[str, Any]
Asked = tuple[str, frozenset[str]]
"""A kind of question, and the ids of the claims that it rests on."""
_SIDES = 2  # claims that a difference puts side by side


def already(unit: Unit) -> frozenset[Asked]:
    """What the questions of a unit ask."""
    return frozenset(
        (item.kind, frozenset(entry.claim for entry in item.evidence)) for item in unit.items
    )


def asked_by(unit: Unit, one: Proposal) -> Asked:
    """What a proposal asks."""
    difference = unit.facts.differences.get(str(one.get("difference")))
    claims = difference.claims[:_SIDES] if difference else _claims_in(one)
    return str(one["kind"]), frozenset(claims)


def _claims_in(value: Any) -> Iterator[str]:  # noqa: ANN401 (any value of YAML)
    """The ids of claims that stand anywhere in a proposal."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in {"claim", "claims", "evidence"}:
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from _claims_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _claims_in(inner)
