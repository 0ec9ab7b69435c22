"""Rules on who says a claim: chain of speakers, status, caveat and names agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kzquiz.check.engine.named import forms, has_form, head, telling
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, Path, UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import (
    bare,
    has_any,
    has_phrase,
    outside_quotes,
    tokens,
    word_set,
)
from kzquiz.expressions import expression
from kzquiz.languages.words import rule_words
from kzquiz.model import Speaker, SpeakerSide, Status

_NOT_BY: Mapping[Status, frozenset[SpeakerSide]] = {
    "official-claim": frozenset({"party", "witness", "public", "newsroom", "media"}),
    "witness-claim": frozenset({"authorities", "newsroom", "media"}),
    "reported-fact": frozenset({"party", "witness", "public"}),
}
"""Status → the sides of originators who make no such statement."""
_CAVEAT = expression(
    r"\b(?:un)?(?:confirm|verif|check|prov(?:e|ed|en|ing)\b|proof|corroborat|ascertain|establish|definite|indefinite"
    r"|independent|clear|origin|known|evidence|doubt|unable|could not|whether)",
    re.IGNORECASE,
)
_TOLD_TO = ("told", "on", "to", "by", "with", "through", "told the", "to the", "on the")
_TITLES = word_set("Mr Mrs Ms Miss Dr Dr. Professor Prof Mayor Minister Judge Sergeant Captain Sir")


@rule("EV42", "warning", ClaimView, worst="error")
def status_against_speaker(view: ClaimView) -> Iterator[Finding]:
    """The status of a claim does not fit its first speaker, or the chain begins with a carrier.

    A witness claim is by somebody who was there, an official claim by an authority; a newsroom's
    own words are a reported fact. Who only passes a statement on is not its origin, and comes later
    in the chain.

    Bad:
        claim: {id: b3-sirens, speakers: [nordpress, shopkeepers]}

    Good:
        claim: {id: b3-sirens, speakers: [shopkeepers, nordpress]}
    """
    claim = view.claim
    first = view.unit.facts.speakers[claim.speakers[0]]
    if first.side == "media" and len(claim.speakers) > 1:
        yield Finding(
            f"the chain begins with {first.name}, who carries what others say",
            "put the one who said it first in front",
            ("speakers", 0),
        )
    elif first.side in _NOT_BY.get(claim.status, ()):
        yield Finding(
            f"the status is “{claim.status}”, and {first.name} is of the side “{first.side}”",
            "make the two agree, or name the speaker whose statement it is",
            ("status",),
        )


@rule("EV43", "warning", ClaimView, lists=("told_to",))
def other_speaker_in_says(view: ClaimView) -> Iterator[Finding]:
    """The “says” of a claim names somebody as its speaker or carrier who is not in its chain.

    Keys print the chain beside the sentence. It is enough that the sentence begins with a speaker
    of the unit, if it names none of the chain, or that it was told to a news medium.

    Bad:
        claim: {id: a4-boats, speakers: [water-board-head]}

    Good:
        claim: {id: a4-boats, speakers: [water-board-head, nordpress]}
    """
    claim, unit = view.claim, view.unit
    chain = [unit.facts.speakers[name] for name in claim.speakers]
    says = outside_quotes(claim.says)
    if chain[0].side == "newsroom":
        return
    named = any(_names(unit, one, says) for one in chain if one.side != "media")
    for other in unit.facts.speakers.values():
        if other in chain or other.side == "newsroom":
            continue
        carries = other.side == "media" and _is_told(unit, other, says)
        begins = not named and _begins(unit, other, says)
        if carries or begins:
            yield Finding(
                f"“says” names {other.name}, and “speakers” does not",
                "add the speaker to the chain, or name the one whose statement it is",
                ("speakers",),
            )


def _names(unit: UnitView, speaker: Speaker, text: str) -> bool:
    if words := rule_words(unit.tag):
        return has_form(text, _telling(unit, speaker), words)
    return has_any(text, forms(unit.names[speaker.id]))


def _is_told(unit: UnitView, medium: Speaker, text: str) -> bool:
    """Whether a sentence says that something was said to a medium: “told TPA”, “on Radio Lode”."""
    if words := rule_words(unit.tag):
        own = [one for one in _telling(unit, medium) if one not in words.set("media")]
        return bool(words.written("told_to").search(text)) and has_form(text, own, words)
    names = {bare(name) for name in forms(unit.names[medium.id])}
    return any(has_phrase(text, f"{joint} {name}") for name in names for joint in _TOLD_TO)


def _telling(unit: UnitView, speaker: Speaker) -> list[str]:
    return [word for name in unit.names[speaker.id] for word in telling(name)]


def _begins(unit: UnitView, speaker: Speaker, text: str) -> bool:
    """Whether a sentence begins with a name of a speaker."""
    start = f"{bare(text)} "
    return any(start.startswith(f"{bare(name)} ") for name in unit.names[speaker.id])


@rule("EV44", "warning", ClaimView, lists=("caveats",))
def no_caveat(view: ClaimView) -> Iterator[Finding]:
    """The “confirmation” of a claim names a claim that says nothing about confirming or checking.

    Keys print it as the source's own caveat.

    Bad:
        claim: {id: a3-inspected, confirmation: a2-request}

    Good:
        claim: {id: a3-inspected, confirmation: a3-unchecked}
    """
    if not view.claim.confirmation:
        return
    caveat = view.unit.facts.claims[view.claim.confirmation]
    of_source = view.unit.tag_of(caveat.source)
    told = ((caveat.says, view.unit.tag), (caveat.quote, of_source))
    if not any(in_tongue(_CAVEAT, tag, "caveats").search(text) for text, tag in told):
        yield Finding(
            f"“{caveat.id}” does not say that something could not be confirmed",
            "name the claim with the source's caveat",
            ("confirmation",),
        )


@rule("EV45", "warning", UnitView, worst="error")
def name_of_two_speakers(unit: UnitView) -> Iterator[Finding]:
    """A name or alias belongs to two speakers, or no source prints the first name of a person.

    Rules and readers take the name for the other one. It is an error if both have it letter for
    letter.

    Bad:
        unit:
          speakers:
            - {id: fire-service, name: the fire service, role: rescue, side: authorities,
               aliases: [the mayor]}
            - {id: mayor, name: Mayor Ilse Brandt, role: head, side: authorities,
               aliases: [the mayor]}
            - {id: water-board, name: the water board, role: body, side: authorities}
            - {id: water-board-head, name: the head of the water board, role: head,
               side: authorities}
            - {id: shopkeepers, name: shopkeepers, role: people, side: witness}
            - {id: nordpress, name: Nordpress, role: news agency, side: media}
            - {id: radio-lode, name: Radio Lode, role: radio, side: media}
            - {id: newsroom-a, name: the newsroom of Source A, role: newsroom, side: newsroom}
            - {id: newsroom-b, name: the newsroom of Source B, role: newsroom, side: newsroom}

    Good:
        unit: {age: 12}
    """
    owners: dict[str, str] = {}
    for number, speaker in enumerate(unit.info.speakers):
        if speaker.side == "newsroom":
            continue
        heads = {noun for name in (speaker.name, speaker.role) for noun in head(name)}
        for at, name in _names_at(number, speaker.name, speaker.aliases):
            other = owners.setdefault(bare(name), speaker.id)
            others = (one for one in unit.info.speakers if one.id != speaker.id)
            role = next((one for one in others if _is(one.name, name)), None)
            if other != speaker.id:
                yield Finding(
                    f"“{name}” is also a name of “{other}”",
                    "give each speaker names of their own",
                    at,
                    severity="error",
                )
            elif role and heads.isdisjoint(tokens(name)):
                yield Finding(
                    f"“{name}” seems to be “{role.id}” ({role.name})",
                    "take it out, or put it where it belongs",
                    at,
                )
            elif missing := _unprinted(unit, name):
                yield Finding(
                    f"no source prints “{missing}”, though it prints the surname",
                    "write the name as the source does",
                    at,
                )


def _names_at(number: int, name: str, aliases: list[str]) -> Iterator[tuple[Path, str]]:
    at: Path = ("speakers", number)
    yield (*at, "name"), name
    yield from (((*at, "aliases", place), alias) for place, alias in enumerate(aliases))


def _is(other: str, name: str) -> bool:
    """Whether a description such as “the councillor” is a word of another speaker's name."""
    words = tokens(name)
    described = len(words) == 2 and words[0] == "the" and name.islower()  # noqa: PLR2004
    return described and words[1] in tokens(other)


def _unprinted(unit: UnitView, name: str) -> str:
    """The first name of a person whom the articles print with another one; empty if none is."""
    words = [word for word in name.split(",", maxsplit=1)[0].split() if word[:1].isupper()]
    articles = [proof.article for proof in unit.proofs.values()]
    if not name[:1].isupper() or len(words) != 2 or words[0] in _TITLES or not all(articles):  # noqa: PLR2004
        return ""
    whole = "\n".join(text for article in articles if article for text in article.texts)
    return words[0] if has_phrase(whole, words[1]) and not has_phrase(whole, words[0]) else ""
