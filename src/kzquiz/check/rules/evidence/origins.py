"""Rules on origins: agreement is no corroboration; keys agree with claims' status and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from itertools import combinations
from typing import get_args

from kzquiz.check.engine.assertions import assertions
from kzquiz.check.engine.phrases import having
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, QuestionView, UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import outside_quotes, sentences
from kzquiz.check.rules.evidence.attribution import CLAIMED
from kzquiz.check.rules.evidence.caveats import left_open
from kzquiz.kinds.targets import Category, Ground
from kzquiz.languages import FALLBACK
from kzquiz.model import Claim, Match, SpeakerSide

_SIDES: Mapping[str, frozenset[SpeakerSide]] = {
    "officials-only": frozenset({"authorities", "foreign"}),
    # Somebody of a party, or of the public, may have been there.
    "witnesses-only": frozenset({"witness", "party", "public", "foreign"}),
    "others-only": frozenset({"party", "organisation", "expert", "public", "media", "foreign"}),
    "newsroom-only": frozenset({"newsroom"}),
}
_CATEGORIES = frozenset[str](get_args(Category))
_GROUNDS = frozenset[str](get_args(Ground))
_CATEGORY_OF: Mapping[str, str] = {
    **dict.fromkeys(CLAIMED, "claim"),
    "background": "reported-fact",
}
_CONFIRM = r"(?:confirm|corroborate|verif(?:y|ie)|prove|back(?:s|ed)? up)"
_TEXTS = r"(?:source|report|newsroom|text|account)"
_ALL = r"(?:all|all three|all four|the three|three|four|several)"
_CONFIRMING = "confirm corroborate verify verifie prove back backs backed"
_BOTH = having(
    "independent separate independently "
    + " ".join(
        f"{verb}{end}" for verb in _CONFIRMING.split() for end in ("", "s", "d", "ed", "ied")
    ),
    rf"\b(?:{_CONFIRM}(?:ed|d|ied)? by (?:both|the two|two|the other|(?:a|the) second|{_ALL})\b"
    rf"|(?:both|{_ALL}) {_TEXTS}s {_CONFIRM}"
    rf"|(?:one|the second|a second|each) {_TEXTS} {_CONFIRM}s? (?:the other|the first|it|this|that)"
    rf"|{_TEXTS}s {_CONFIRM} (?:each other|one another)"
    rf"|source [a-z] {_CONFIRM}s? (?:what )?source [a-z]"
    rf"|(?:two|three|several) (?:independent|separate) (?:{_TEXTS}|origin|speaker)s"
    r"|independently confirmed|confirmed independently)",
)


@rule("EV26", "warning", QuestionView, lists=("confirmed_by_both", "denials"))
def agreement_sold_as_corroboration(question: QuestionView) -> Iterator[Finding]:
    """A text says that sources confirm one another, but their claims have the same origin.

    Two newsrooms that quote one interview, one ministry or one police office have one origin.

    Bad:
        question:
          id: confirmed-flood
          feedback: The number of boats is confirmed by both reports.

    Good:
        question:
          id: confirmed-flood
          feedback: Both reports give the number of boats, from one interview.
    """
    tag = question.unit.tag
    may_say = tag != FALLBACK or _BOTH.may_be_among(question.vocabulary)
    shared = _one_origin(question.unit, question.claims) if may_say else ""
    if not shared:
        return
    texts = [(text.text, text.at) for text in question.of("feedback", "why", "note")]
    texts += [(entry.text, entry.at) for entry in assertions(question)]
    for text, at in texts:
        for sentence in sentences(outside_quotes(text)):
            match = in_tongue(_BOTH, tag, "confirmed_by_both").search(sentence)
            if match and not left_open(sentence, tag):
                yield Finding(
                    f"“{match[0]}”: {_several(question.claims)} claims go back to {shared}",
                    "say who reports it, and from whom they have it",
                    at,
                )


@rule("EV30", "error", QuestionView)
def category_against_status(question: QuestionView) -> Iterator[Finding]:
    """The key of a classify question contradicts the status of the claim.

    The answer key prints both: the category as the answer, the status in the evidence. One of them
    is wrong. Background counts as reported fact.

    Bad:
        question:
          id: classify-example
          kind: classify
          skill: status
          level: core
          statements:
            - {text: The mayor called the board careless., claim: b4-careless, key: reported-fact}
            - {text: Repairs may take two weeks or longer., claim: a5-repairs, key: prediction}
          feedback: A judgement says what someone thinks of it, a prediction what will be.

    Good:
        question:
          id: classify-example
          kind: classify
          skill: status
          level: core
          statements:
            - {text: The mayor called the board careless., claim: b4-careless, key: judgement}
            - {text: Repairs may take two weeks or longer., claim: a5-repairs, key: prediction}
          feedback: A judgement says what someone thinks of it, a prediction what will be.
    """
    for statement, key, claims in _matched_with(question, _CATEGORIES):
        status = claims[0].status
        if key != _CATEGORY_OF.get(status, status):
            yield Finding(
                f"the key is “{key}”, the claim “{claims[0].id}” is “{status}”",
                "make the two agree",
                (*statement.at[:-1], "key"),
            )


@rule("EV31", "error", QuestionView)
def ground_against_chain(question: QuestionView) -> Iterator[Finding]:
    """The key of a how-confirmed question contradicts the speakers of its claims.

    The claims say who stands behind a statement, and the answer key prints their speakers beside
    the answer. An organisation is no official. Somebody of a party to the event, or of the public,
    may be a witness.

    Bad:
        question:
          id: confirmed-flood
          statements:
            - {text: The sirens came late., claims: [b3-sirens], key: newsroom-only}
            - {text: The gate was looked at., claims: [a3-inspected], key: said-unconfirmed}

    Good:
        question:
          id: confirmed-flood
          statements:
            - {text: The sirens came late., claims: [b3-sirens], key: witnesses-only}
            - {text: The gate was looked at., claims: [a3-inspected], key: said-unconfirmed}
    """
    for statement, key, claims in _matched_with(question, _GROUNDS):
        if wrong := _contradiction(question.unit, key, claims):
            yield Finding(
                f"the key is “{key}”, but {wrong}",
                "choose the ground that the claims show, or cite the claims meant",
                (*statement.at[:-1], "key"),
            )


def _matched_with(
    question: QuestionView, targets: frozenset[str]
) -> Iterator[tuple[AuthoredText, str, list[Claim]]]:
    """The statements of a question that matches with these targets: text, key and claims."""
    shape = question.item.shape
    if isinstance(shape, Match) and targets.issuperset(target.id for target in shape.targets):
        known = question.unit.facts.claims
        for statement, prompt in zip(question.of("statement"), shape.prompts, strict=True):
            yield statement, prompt.target, [known[name] for name in statement.claims]


# --- speakers and origins -----------------------------------------------------------------------


def _contradiction(unit: UnitView, key: str, claims: list[Claim]) -> str:
    """How the claims contradict a ground; empty if they do not."""
    sides = {unit.facts.speakers[claim.speakers[0]].side for claim in claims}
    sources = {claim.source for claim in claims}
    wrong = ""
    match key:
        case "different-origins" | "same-origin" if len(sources) < 2:  # noqa: PLR2004
            wrong = "the claims are of one source"
        case "different-origins" if shared := _one_origin(unit, claims):
            wrong = f"{_several(sources)} claims go back to {shared}"
        case "different-origins" if sides == {"newsroom"}:
            wrong = "the newsrooms speak for themselves and name no origin"
        case "same-origin" if not _one_origin(unit, claims):
            wrong = "no speaker begins two chains, and no agreement says that the origin is one"
        case _ if key in _SIDES and all(claim.confirmation for claim in claims):
            wrong = "the source itself says that confirmation was missing"
        case _ if key in _SIDES and (others := sides - _SIDES[key]):
            wrong = f"a speaker is of the side “{min(others)}”"
        case "said-unconfirmed" if not any(claim.confirmation for claim in claims):
            wrong = "no claim has a “confirmation”"
    return wrong


def _several(things: Sized) -> str:
    return "both" if len(things) == 2 else "two of the"  # noqa: PLR2004


def _one_origin(unit: UnitView, claims: Iterable[Claim]) -> str:
    """The origin that claims of two sources share; empty if they share none."""
    given = list(claims)
    for one, two in combinations(given, 2):
        if one.source != two.source and one.speakers[0] == two.speakers[0]:
            return unit.facts.speakers[one.speakers[0]].name
    ids = {claim.id for claim in given}
    for entry in unit.info.agreements:
        if entry.origin == "same" and len(ids.intersection(entry.claims)) > 1:
            return "one origin"
    return ""
