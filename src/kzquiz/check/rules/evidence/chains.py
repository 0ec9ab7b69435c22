"""Rules on who says a claim: chain of speakers, status, caveat and names agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kzquiz.check.engine.fit import marks
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
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import rule_words
from kzquiz.model import Claim, Speaker, SpeakerSide, Status

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
_SAID = expression(r"\b(?:said|says|stated?|states|told|wrote|writes|announced)\b")
_WILL = expression(
    r"(?:(?!\b(?:sa(?:id|ys)|states?|writes?|promise[sd]?|that)\b)[^,;.])*"
    r"\b(?:will|shall|going to)\b"
)
_CONFIRMED = expression(r"\b(?:has|have|had|is|are|was|were) (?:been )?confirmed\b|\bconfirms\b")
_TOLD_TO = ("told", "on", "to", "by", "with", "through", "told the", "to the", "on the")
_BODY = expression(r"\b(?:of|from|for|at)\b")
_TITLES = word_set("Mr Mrs Ms Miss Dr Dr. Professor Prof Mayor Minister Judge Sergeant Captain Sir")


@rule("EV42", "warning", ClaimView, worst="error")
def status_against_speaker(view: ClaimView) -> Iterator[Finding]:
    """The status of a claim does not fit its first speaker, or the chain begins with a carrier.

    A witness claim is by somebody who was there, an official claim by an authority; a newsroom's
    own words are a reported fact, and no statement of an authority. What will be is a prediction.
    Who only passes a statement on is not its origin, and comes later
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
    elif claim.status == "reported-fact" and _is_statement(view, first):
        yield Finding(
            f"the status is “reported-fact”, and “says” reports what {first.name} said",
            "give it the status of a claim, or say it in the newsroom's own voice",
            ("status",),
        )
    elif _is_future(view):
        yield Finding(
            f"the status is “{claim.status}”, and “says” tells what will be",
            "write “status: prediction”, or say what has been",
            ("status",),
        )
    elif first.side in _NOT_BY.get(claim.status, ()):
        yield Finding(
            f"the status is “{claim.status}”, and {first.name} is of the side “{first.side}”",
            "make the two agree, or name the speaker whose statement it is",
            ("status",),
        )


def _is_statement(view: ClaimView, first: Speaker) -> bool:
    """Whether a claim reports what an authority or organisation said."""
    said = view.unit.tag == FALLBACK and _SAID.search(outside_quotes(view.claim.says))
    return first.side in ("authorities", "organisation") and bool(said)


def _is_future(view: ClaimView) -> bool:
    """Whether a claim of a fact begins with what will be, and is no report of a statement."""
    claim = view.claim
    if claim.status not in ("reported-fact", "background") or view.unit.tag != FALLBACK:
        return False
    return bool(_WILL.match(outside_quotes(claim.says)))


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

    Keys print it as the source's own caveat. A caveat of another paragraph has a word or a speaker
    in common with the claim, or limits several paragraphs. A claim that says that something is
    confirmed has none.

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
    elif reason := _not_covered(view, caveat):
        yield Finding(
            f"“{caveat.id}” seems not to be about this claim: {reason}",
            "name the caveat of this claim, or take the line out",
            ("confirmation",),
        )


def _not_covered(view: ClaimView, caveat: Claim) -> str:
    """Why a caveat seems to limit another claim; empty if nothing shows it."""
    claim = view.claim
    if {view.unit.tag, view.unit.tag_of(claim.source)} != {FALLBACK}:
        return ""
    whole = any(
        one.confirmation == caveat.id and one.paragraph not in (caveat.paragraph, claim.paragraph)
        for one in view.unit.facts.claims.values()
    )
    said, told = (marks(f"{one.says}\n{one.quote}") for one in (claim, caveat))
    if _CONFIRMED.search(claim.says):
        return "the claim says that something is confirmed"
    apart = claim.paragraph != caveat.paragraph and claim.part == caveat.part == "body"
    if (
        apart
        and not whole
        and said.isdisjoint(told)
        and set(claim.speakers).isdisjoint(caveat.speakers)
    ):
        return "it is in another paragraph, and no word of the claim is in it"
    return ""


@rule("EV45", "warning", UnitView, worst="error")
def name_of_two_speakers(unit: UnitView) -> Iterator[Finding]:
    """A name or alias belongs to two speakers, or no source prints a part of a person's name.

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
                    f"no source prints “{missing}”, though it prints the rest of the name",
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
    """The part of a person's name that no article prints, where one prints the other part."""
    person = _BODY.split(name.split(",", maxsplit=1)[0], maxsplit=1)[0]
    words = [word for word in person.split() if word[:1].isupper() and word not in _TITLES]
    articles = [proof.article for proof in unit.proofs.values()]
    if not name[:1].isupper() or len(words) != 2 or not all(articles):  # noqa: PLR2004
        return ""
    whole = "\n".join(text for article in articles if article for text in article.texts)
    printed = [has_phrase(whole, word) for word in words]
    # In other languages a surname may have another ending.
    one = printed[1] if unit.tag != FALLBACK else sorted(printed) == [False, True]
    return words[printed.index(False)] if one and not all(printed) else ""
