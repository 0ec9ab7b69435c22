"""The rule on whose words are quoted: the sentence names no other speaker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.named import forms
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import (
    has_any,
    has_phrase,
    may_quote,
    outside_quotes,
    quotations,
    sentences,
    tokens,
)
from kzquiz.expressions import expression

_LEAST = 2
_SAYS = expression(
    r"\b(?:says?|said|writes?|wrote|speaks? of|spoke of|accuse[sd]?|told|calls|called for)\b"
)
_HIS = expression(r"(?:His|Her|Their)\b")


@rule("EV62", "warning", Entry, lists=("say", "his"))
def words_of_another(entry: Entry) -> Iterator[Finding]:
    """A quotation is given to a speaker who did not say it.

    The words stand in the quotation of a claim by one speaker. The sentence has another before
    “says” or “wrote”, or the option that “his words” refers to is another.

    Bad:
        question:
          id: choice-left
          feedback: The mayor says that the gate “had been inspected in March”.

    Good:
        question:
          id: choice-left
          feedback: The water board says that the gate “had been inspected in March”.
    """
    unit, question = entry.unit, entry.question
    for part in entry.parts if may_quote(entry.text) else ():
        if part.role == "phrase":
            continue  # a source's own sentence
        for sentence in sentences(part.text) if may_quote(part.text) else ():
            around = outside_quotes(sentence)
            refers = in_tongue(_HIS, unit.tag, "his").match(around)
            option = question.sibling(part, "text") if question and refers else None
            named = _named(unit, option if isinstance(option, str) else "")
            if (verb := in_tongue(_SAYS, unit.tag, "say").search(around)) and not named:
                named = _named(unit, around[: verb.start()])
            for _, words in quotations(sentence):
                said = _said_by(unit, words)
                if named and said and (named | _named(unit, around)).isdisjoint(said):
                    owner = unit.facts.speakers[min(said)].name
                    yield Finding(
                        f"“{words}” is said by {owner}",
                        "name the one whose words they are",
                        part.at,
                    )


@lru_cache(maxsize=2048)
def _named(unit: UnitView, text: str) -> frozenset[str]:
    """The ids of the speakers whom a text names, newsrooms and media aside."""
    people = (one for one in unit.facts.speakers.values() if one.side not in ("newsroom", "media"))
    return frozenset(one.id for one in people if has_any(text, _own_names(unit, one.id)))


@lru_cache(maxsize=512)
def _own_names(unit: UnitView, speaker: str) -> tuple[str, ...]:
    """The names of a speaker with a capital or of several words: not “service”."""
    names = (*unit.names[speaker], *forms(unit.names[speaker]))
    return tuple(name for name in names if not name.islower() or " " in name)


@lru_cache(maxsize=512)
def _said_by(unit: UnitView, words: str) -> frozenset[str]:
    """The speakers of the claims whose quotation has some words; none if a newsroom prints them."""
    if len(tokens(words)) < _LEAST:
        return frozenset()
    claims = [
        claim
        for claim in unit.facts.claims.values()
        if has_phrase(claim.quote, words) or has_phrase(claim.says, words)
    ]
    speakers = frozenset(name for claim in claims for name in claim.speakers)
    sides = {unit.facts.speakers[name].side for name in speakers}
    groups = {unit.facts.speakers[name].group for name in speakers} - {""}
    kin = {one.id for one in unit.facts.speakers.values() if one.group in groups}
    return frozenset() if "newsroom" in sides else speakers | kin
