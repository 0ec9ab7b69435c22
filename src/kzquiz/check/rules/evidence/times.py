"""Rules on times: figures with their as-of time, inferred dates marked, events in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kzquiz.check.engine.assertions import Assertion, assertions, wrong_on_purpose
from kzquiz.check.engine.dates import dates_in, forms_of, may_have_dates
from kzquiz.check.engine.grounds import own_words
from kzquiz.check.engine.moments import DAYS, MONTHS, before
from kzquiz.check.engine.prose import Entry, EntryText
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import DifferenceView, Path, QuestionView, UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import has_any, has_phrase, word_set
from kzquiz.evidence.article import Verdict
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import rule_words
from kzquiz.model import Claim, Order
from kzquiz.numbers import figure_numbers, numbers

_TIME = expression(
    rf"\b(?:{'|'.join((*DAYS, *MONTHS))}|morning|evening|night|noon|day|week|hours?|by then|until|"
    r"since|as of|so far|at the time|time not stated|when|earlier|later|before|after|\d\d?:\d\d|"
    r"(?:18|19|20)\d\d)\b",
    re.IGNORECASE,
)
_TIMES = ("days", "months", "parts", "near_days", "time_words")
_CHANGING = word_set("people persons men women children patients soldiers troops residents homes")


@rule("EV11", "warning", QuestionView, lists=("days", "months", "parts", "time_words", "changing"))
def time_of_figure_missing(question: QuestionView) -> Iterator[Finding]:
    """A question asks for a figure without saying for which time.

    Counts of people killed, hurt, detained or gone change by the hour: without a time a figure is
    neither right nor wrong. For what is counted otherwise (a price, a length) it is a hint. The key
    prints the as-of time of the claim, but the question has to say it too.

    Bad:
        question:
          id: choice-left
          stem: How many people had left their homes, according to the fire service in Source A?
          feedback: The figure keeps its qualifier.

    Good:
        question:
          id: choice-left
          stem: >-
            How many people had left their homes by Monday night, according to the fire service in
            Source A?
    """
    if not (question.asks_fact or question.options):
        return
    tag = question.unit.tag
    claim = next((held for one in assertions(question) if (held := _timed(one, tag))), None)
    if claim is None:
        return
    shown = " \n".join((question.front, *(option.text for option in question.options)))
    told = _TIME.search(shown) or in_tongue(_TIME, tag, *_TIMES).search(shown)
    if not told and not has_phrase(shown, claim.as_of):
        yield Finding(
            f"the figure is asked for without its time (“{claim.as_of}”)",
            "say in the question for which time the figure holds",
            ("stem",),
            severity=None if _changes(question.unit, claim) else "hint",
        )


def _changes(unit: UnitView, claim: Claim) -> bool:
    """Whether a figure is of people, and the unit has another of its category."""
    figure = claim.figure
    words = rule_words(unit.tag)
    changing = words.set("changing") if words else _CHANGING
    if figure is None or figure.unit.lower() not in changing:
        return False
    others = (one.figure for one in unit.facts.claims.values() if one.id != claim.id)
    return any(one and one.category == figure.category for one in others)


@rule("EV20", "error", Entry, lists=("months",))
def inferred_date_unmarked(entry: Entry) -> Iterator[Finding]:
    """A date is in no cited source and is not marked as inferred.

    If no source prints a date, the author has worked it out. Then the claim behind the text, or the
    event in the timeline, needs “inferred_from”. Wrong options and false statements may have any
    date.

    Bad:
        question:
          id: short-basis
          feedback: The body that is responsible spoke on 6 January about its own work.

    Good:
        question:
          id: short-basis
          feedback: The body that is responsible spoke on Monday night about its own work.
    """
    unit = entry.unit
    may_be = unit.tag != FALLBACK or may_have_dates(entry.vocabulary)
    for part in entry.parts if may_be else ():
        for date in dates_in(part.text, unit.tag):
            text = entry.named(part)
            if wrong_on_purpose(text) or _inferred(unit, text):
                continue
            verdict = _printed(unit, text, date)
            if verdict != "passed":
                sure = verdict == "refused"
                yield Finding(
                    f"no cited source prints the date “{date[0]}”"
                    if sure
                    else f"it is not proved that a cited source prints the date “{date[0]}”",
                    "name in “inferred_from” the claims it is worked out from, or leave it out",
                    text.at,
                    severity=None if sure else "warning",
                )


@rule("EV23", "warning", DifferenceView, worst="error")
def update_without_order(view: DifferenceView) -> Iterator[Finding]:
    """A later update has a claim without a time, or its claims are in the wrong order.

    “later-update” says that one claim is newer than the other: both need “as_of”, or the day of
    their source, and the older claim comes first. A missing time is an error (a warning if the
    source has a stamp), and so is a wrong order of dates, or of clock times on one date. A wrong
    order of weekdays or parts of the day is a warning, as “Monday” may be the next Monday.

    Bad:
        difference:
          id: people-left
          claims: [b2-left, a1-left]

    Good:
        difference:
          id: people-left
          claims: [a1-left, b2-left]
    """
    if view.difference.kind != "later-update":
        return
    times, tag = [_time_of(view.unit, claim) for claim in view.claims], view.unit.tag
    for number, (claim, time) in enumerate(zip(view.claims, times, strict=True)):
        if not time:
            yield Finding(
                f"a later update needs the time of each claim; “{claim.id}” has none",
                "add “as_of” to the claim, or choose another kind of difference",
                ("claims", number),
                severity="hint" if view.unit.facts.sources[claim.source].stamps else "error",
            )
    for number, (old, new) in enumerate(pairwise(times), 1):
        if found := before(new, old, tag):
            yield Finding(
                f"“{new}” is earlier than “{old}”",
                "name the older claim first",
                ("claims", number),
                severity="error" if found == "surely" else None,
            )


@rule("EV23b", "warning", QuestionView)
def events_out_of_order(question: QuestionView) -> Iterator[Finding]:
    """The events of an order question are not in the order of the times of their claims.

    The order of the events is the key: a mistake in it takes marks from those who read well.

    Bad:
        question:
          id: order-example
          kind: order
          skill: context
          level: core
          stem: Put the three in order.
          events:
            - {text: The mayor spoke about the gate., claim: b4-not-inspected}
            - {text: The old town was flooded., claim: a1-flooded}
            - {text: The page was changed., claim: b7-stamp}
          feedback: The flood came first, and the stamp closes the day of the report.

    Good:
        question:
          id: order-example
          kind: order
          skill: context
          level: core
          stem: Put the three in order.
          events:
            - {text: The old town was flooded., claim: a1-flooded}
            - {text: The mayor spoke about the gate., claim: b4-not-inspected}
            - {text: The page was changed., claim: b7-stamp}
          feedback: The flood came first, and the stamp closes the day of the report.
    """
    if not isinstance(question.item.shape, Order):
        return
    claims = question.unit.facts.claims
    events = [e for e in question.of("statement") if e.claims]
    for times in (
        [(claims[e.claims[0]].as_of, e.at) for e in events],
        [(str(question.sibling(e, "when") or ""), e.at) for e in events],
    ):
        for first, second, at in turned(times, question.unit.tag):
            yield Finding(
                f"“{second}” is earlier than “{first}”, and stands after it",
                "check the order against the times of the claims",
                at[:-1],
            )


def turned(times: Sequence[tuple[str, Path]], tag: str) -> Iterator[tuple[str, str, Path]]:
    """Times that stand after a later one: neighbours that are likely to, and all that surely do."""
    for number, (second, at) in enumerate(times):
        for place, (first, _) in enumerate(times[:number]):
            found = before(second, first, tag)
            if found == "surely" or (found and place == number - 1):
                yield first, second, at
                break


# --- reading times ------------------------------------------------------------------------------


def _time_of(unit: UnitView, claim: Claim) -> str:
    """The time of a claim: its own, or else the day of its source, which is no earlier."""
    return claim.as_of or unit.facts.sources[claim.source].published


def _timed(assertion: Assertion, tag: str) -> Claim | None:
    """The claim with an as-of time whose figure is in the text."""
    given = {number.value for number in numbers(assertion.text, tag)}
    if not given:
        return None
    for claim in assertion.claims:
        figure = claim.figure
        if figure and claim.as_of and given & {n.value for n in figure_numbers(figure, tag)}:
            return claim
    return None


def _printed(unit: UnitView, text: EntryText, date: re.Match[str]) -> Verdict:
    """Whether a source of the text prints a date, in any of the usual forms."""
    forms = [forms_of(date, unit.tag, tag) for tag in _tags(unit)]
    plain, other = (frozenset().union(*sort) for sort in zip(*forms, strict=True))
    proofs = [unit.proofs[name] for name in _sources(unit, text) or set(unit.facts.sources)]
    own = "\n".join(own_words(unit.facts.sources[proof.source]) for proof in proofs)
    if any(proof.may_contain(form) for proof in proofs for form in plain) or has_any(
        own, (*plain, *other)
    ):
        return "passed"
    if any(proof.proved(form) for proof in proofs for form in other):
        return "passed"
    # A fingerprint cannot always say whether the source has “Jan. 6” or 06.01.2022.
    return (
        "unsure"
        if any(proof.may_contain(form) for proof in proofs for form in other)
        else "refused"
    )


def _tags(unit: UnitView) -> set[str]:
    """The languages of a unit and of its sources."""
    return {unit.tag, *(unit.tag_of(source) for source in unit.facts.sources)}


def _sources(unit: UnitView, text: EntryText) -> set[str]:
    """The ids of the sources that a text is about; empty if it names none."""
    what, _, name = text.entry.partition("/")
    if what == "question":
        return {claim.source for claim in unit.by_id[name].claims}
    if what == "claim":
        return {unit.facts.claims[name].source}
    return {name} if what == "source" else set()


def _inferred(unit: UnitView, text: EntryText) -> bool:
    """Whether the dates of a text are marked as inferred, or may come from outside the sources."""
    what, _, name = text.entry.partition("/")
    if what == "question":
        question = unit.by_id[name]
        if question.question.external or any(claim.inferred_from for claim in question.claims):
            return True
    if what == "claim":
        return bool(unit.facts.claims[name].inferred_from)
    if what == "unit" and text.at[0] == "timeline":
        return bool(unit.info.timeline[int(text.at[1])].inferred_from)
    return False
