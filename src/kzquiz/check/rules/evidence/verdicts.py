"""Rules on differences and agreements: kind and origin fit the reason, the figures and claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from kzquiz.check.engine.fit import marks, passages
from kzquiz.check.engine.moments import before
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import DifferenceView, Path, UnitView
from kzquiz.check.engine.words import sentences
from kzquiz.expressions import expression
from kzquiz.figures import values
from kzquiz.model import Claim, Figure

_EXCLUDES = expression(
    r"\b(?:cannot (?:all |both |have been both|be both)|can't both|exclude(?:s)? (?:each other|one"
    r" another)|contradicts? (?:each other|one another)|(?:only )?one of (?:the two|them)"
    r" (?:must|can|has to) be (?:wrong|right|true|false)|nobody can follow both)"
)
_FITS = expression(
    r"\b(?:(?:both|they) (?:can|may|could) (?:both )?be (?:right|true)|can both be (?:right|true)"
    r"|no contradiction|does not contradict|do not contradict|nobody is contradicted"
    r"|no fact differs|(?:they|the two|both|the numbers) fit\b)"
)
_IF = expression(r"\b(?:if|whether|may|might|unless|who(?:ever)?)\b", re.IGNORECASE)
_PASSED_ON = expression(
    r"\b(?:cop(?:y|ies|ied)|repeats?|repeated|pass(?:es|ed)? (?:it |this )?on"
    r"|takes? (?:it|this) (?:over )?from|took (?:it|this) (?:over )?from|the same (?:speaker|man"
    r"|woman|person|agency|interview|report|office|origin)|one (?:interview|agency|origin|man|woman"
    r"|office)|relays?|relayed|reprints?|reprinted|only has it from)\b"
)
_OF_ITS_OWN = expression(
    r"\b(?:(?:its|their|her|his) own (?:\w+ )?(?:record|reporter|correspondent|count|eyes|log|list"
    r"|card|clock|watch|observation|measurement|data|files?|instrument)s?|independent(?:ly)?"
    r"|(?:was|were) there|saw (?:it|what)|(?:timed|counted|measured) it)\b"
)
_DENIES = expression(r"\b(?:not|no|none|nobody|never|neither|nor)\b|n['’]t\b")
_NOT_SAID = expression(
    r"\b(?:do(?:es)? not say|neither says|nobody says|not known|may have|may be from|cannot be told"
    r"|leaves? (?:it )?open|without a reference|says? nothing)\b"
)


@rule("EV95", "warning", DifferenceView, reads=("en",))
def kind_against_reason(view: DifferenceView) -> Iterator[Finding]:
    """The kind of a difference does not fit its reason, or the figures of its claims.

    A reason that says that both cannot be right is one for a true conflict; one that says that both
    fit is none. Two figures are no true conflict if they leave room for one another (*more than
    20* and *22*), count different things, or are of one speaker at two times.

    Bad:
        difference: {id: people-left, kind: true-conflict}

    Good:
        difference: {id: people-left, kind: later-update}
    """
    difference = view.difference
    kinds = {difference.kind, *difference.also}
    reasons: list[tuple[str, str, Path]] = [(difference.kind, difference.why, ("why",))]
    reasons += [
        (kind, why, ("also", number)) for number, (kind, why) in enumerate(difference.also.items())
    ]
    for kind, why, at in reasons:
        excludes = _EXCLUDES.search(why) and not _IF.search(why)
        if excludes and "true-conflict" not in kinds:
            yield Finding(
                f"the kind is “{kind}”, and the reason says that both cannot be right",
                "choose “true-conflict”, or correct the reason",
                at,
            )
        elif kind == "true-conflict" and _FITS.search(why.lower()) and not excludes:
            yield Finding(
                "the kind is “true-conflict”, and the reason says that both fit",
                "choose another kind, or correct the reason",
                at,
            )
    if difference.kind == "true-conflict" and (reason := _no_conflict(view)):
        yield Finding(
            f"the kind is “true-conflict”, but {reason}",
            "choose another kind, or correct the claims",
            ("kind",),
        )


def _no_conflict(view: DifferenceView) -> str:
    """Why the figures of the claims can both be right; empty if nothing shows it."""
    tag = view.unit.tag
    for one, other in combinations(view.claims, 2):
        if one.figure is None or other.figure is None:
            continue
        alike = one.figure.category == other.figure.category
        if one.figure.category and other.figure.category and not alike:
            return f"“{one.id}” and “{other.id}” count different things"
        if alike and _leave_room(one.figure, other.figure, tag):
            return f"the figures of “{one.id}” and “{other.id}” leave room for one another"
        first, second = one.as_of, other.as_of
        moved = alike and (before(first, second, tag) or before(second, first, tag))
        if moved and one.speakers[0] == other.speakers[0]:
            return f"“{one.id}” and “{other.id}” are of one speaker at two times"
    return ""


def _leave_room(one: Figure, other: Figure, tag: str) -> bool:
    """Whether an exact figure lies where the limit of another allows it."""
    for limit, exact in ((one, other), (other, one)):
        limits, amounts = (list(values(figure, tag)) for figure in (limit, exact))
        if len(limits) != 1 or len(amounts) != 1 or exact.qualifier != "exact":
            continue
        edge, amount = Decimal(limits[0][0]), Decimal(amounts[0][0])
        allowed = {
            "more-than": amount > edge,
            "at-least": amount >= edge,
            "less-than": amount < edge,
            "up-to": amount <= edge,
        }
        if allowed.get(limit.qualifier, False):
            return True
    return False


@rule("EV96", "warning", UnitView, reads=("en",))
def origin_against_reason(unit: UnitView) -> Iterator[Finding]:
    """The origin of an agreement does not fit its reason, or the speakers of its claims.

    Two claims of one first speaker have one origin. Who copies, quotes or passes on has no origin
    of its own, and who counted or was there has one. A reason that leaves it open is for *unclear*.

    Bad:
        unit:
          agreements:
            - {id: boats, topic: Number of boats, claims: [a4-boats, b5-boats], origin: different,
               why: Both newsrooms pass on what one man told one agency.}

    Good:
        unit:
          agreements:
            - {id: boats, topic: Number of boats, claims: [a4-boats, b5-boats], origin: same,
               why: Both newsrooms pass on what one man told one agency.}
    """
    for number, entry in enumerate(unit.info.agreements):
        claims = [unit.facts.claims[name] for name in entry.claims]
        why = entry.why.lower()
        affirmed = " ".join(one for one in sentences(why) if not _DENIES.search(one))
        passed, own = bool(_PASSED_ON.search(affirmed)), bool(_OF_ITS_OWN.search(affirmed))
        wrong = ""
        if entry.origin == "different" and (shared := _first_of_both(unit, claims)):
            wrong = f"{shared} is the first speaker of two of the claims"
        elif entry.origin == "different" and passed and not own:
            wrong = "the reason says that one has it from the other, or both from one"
        elif entry.origin == "same" and own and not passed:
            wrong = "the reason says that one knows it by itself"
        elif (
            entry.origin != "unclear"
            and _NOT_SAID.search(why)
            and not (passed or own or ", but " in why)
        ):
            wrong = "the reason leaves it open"
        if wrong:
            yield Finding(
                f"the origin is “{entry.origin}”, but {wrong}",
                "make the two agree",
                ("agreements", number, "origin"),
            )


def _first_of_both(unit: UnitView, claims: Sequence[Claim]) -> str:
    """The name of a speaker, no newsroom, who begins two chains; empty if there is none."""
    for one, other in combinations(claims, 2):
        speaker = unit.facts.speakers[one.speakers[0]]
        if one.speakers[0] == other.speakers[0] and speaker.side != "newsroom":
            return speaker.name
    return ""


@rule("EV97", "hint", UnitView)
def nothing_in_common(unit: UnitView) -> Iterator[Finding]:
    """A claim of an agreement or difference has no word in common with its topic or other claims.

    Keys print the claims side by side. What they say, count and quote is compared, with the topic
    and the reason; names of speakers do not count. It needs the articles.

    Bad:
        difference: {id: people-left, claims: [a1-left, b4-careless]}

    Good:
        difference: {id: people-left, claims: [a1-left, b2-left]}
    """
    if not passages(unit):
        return
    groups: list[tuple[str, Path, str, Sequence[str]]] = [
        (f"difference/{one.id}", ("claims",), f"{one.topic} {one.why}", one.claims)
        for one in unit.facts.differences.values()
    ]
    groups += [
        ("unit", ("agreements", number, "claims"), f"{one.topic} {one.why}", one.claims)
        for number, one in enumerate(unit.info.agreements)
    ]
    names = frozenset[str]().union(*(marks(n) for some in unit.names.values() for n in some))
    of = {claim.id: _marks_of(claim) for claim in unit.facts.claims.values()}
    for entry, at, text, claims in groups:
        for number, claim in enumerate(claims):
            others = marks(text).union(*(of[other] for other in claims if other != claim)) - names
            if others and (of[claim] - names).isdisjoint(others):
                yield Finding(
                    f"“{claim}” has no word in common with the topic, the reason or other claims",
                    "is another claim meant?",
                    (*at, number),
                    entry,
                )


def _marks_of(claim: Claim) -> frozenset[str]:
    """What a claim says, quotes and counts, and its time, as marks."""
    category = claim.figure.category if claim.figure else ""
    return marks(f"{claim.says}\n{claim.quote}\n{claim.as_of}\n{category}")
