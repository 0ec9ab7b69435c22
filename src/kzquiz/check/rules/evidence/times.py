"""EV: times: as-of times asked with figures, inferred dates marked, updates in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kzquiz.check.engine.assertions import Assertion, assertions
from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.numbers import numbers, of_figure
from kzquiz.check.engine.prose import EntryText, mentioning
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import DifferenceView, QuestionView, UnitView
from kzquiz.check.engine.words import has_phrase, listed
from kzquiz.evidence.article import Verdict
from kzquiz.model import Claim, Order

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = {"morning": 1, "noon": 2, "afternoon": 3, "evening": 4, "night": 5, "nightfall": 5}
_MONTHS = listed(
    "january february march april may june july august september october november december"
)
_MONTH = "|".join(month.capitalize() for month in _MONTHS)  # “may” is a verb
_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth twenty-ninth thirtieth thirty-first"
)
_DATE = expression(
    rf"\b(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<nth>{'|'.join(reversed(_ORDINALS))}))"
    rf" (?:of )?(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,? \d{{4}})?"
    r"|\b(?P<day3>\d{1,2})[./](?P<month3>\d{1,2})[./](?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-(?P<month4>\d\d)-(?P<day4>\d\d)\b"
)
_DATING = frozenset((*_MONTHS, *map(str, range(1900, 2100))))  # words without which no date stands
_TIME = expression(
    rf"\b(?:{'|'.join(_DAYS)}|{_MONTH}|morning|evening|night|noon|day|week|hours?|by then|until|"
    r"since|as of|so far|at the time|time not stated|when|earlier|later|before|after|\d\d?:\d\d|"
    r"(?:18|19|20)\d\d)\b",
    re.IGNORECASE,
)
_WEEK = 7
_HALF = 3


@rule("EV11", "warning", QuestionView)
def time_of_figure_missing(question: QuestionView) -> Iterator[Finding]:
    """A question asks for a figure that holds for a time, and names no time.

    Counts of people killed, hurt, detained or gone change by the hour; without its time a figure is
    neither right nor wrong. The key prints the as-of time by itself, the question has to say it.

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
    claim = next((held for one in assertions(question) if (held := _timed(one))), None)
    if claim is None:
        return
    shown = " \n".join((question.front, *(said.text for said in question.options)))
    if not _TIME.search(shown) and not has_phrase(shown, claim.as_of):
        yield Finding(
            f"the figure is asked for without its time (“{claim.as_of}”)",
            "say in the question for which time the figure holds",
            ("stem",),
        )


@rule("EV20", "error", UnitView)
def inferred_date_unmarked(unit: UnitView) -> Iterator[Finding]:
    """A calendar date stands in no cited source and is not marked as an inference.

    A date that no source prints is worked out by the author (content guide, section 1, principle
    6). It needs “inferred_from”, in the claim the text rests on or in the timeline.

    Bad:
        question:
          id: short-basis
          feedback: The body that is responsible spoke on 6 January about its own work.

    Good:
        question:
          id: short-basis
          feedback: The body that is responsible spoke on Monday night about its own work.
    """
    for text in mentioning(unit, _DATING):
        for date in _DATE.finditer(text.text):
            verdict = _printed(unit, text, date)
            if verdict != "passed" and not _inferred(unit, text):
                sure = verdict == "refused"
                yield Finding(
                    f"no cited source prints the date “{date[0]}”"
                    if sure
                    else f"it is not proved that a cited source prints the date “{date[0]}”",
                    "name in “inferred_from” the claims it is worked out from, or leave it out",
                    text.at,
                    text.entry,
                    None if sure else "warning",
                )


@rule("EV23", "error", DifferenceView)
def update_without_order(view: DifferenceView) -> Iterator[Finding]:
    """A later update has no times, or its claims stand in the wrong order.

    “later-update” says that one claim is newer than the other: both need an as-of time, and the
    older comes first.

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
    for number, claim in enumerate(view.claims):
        if not claim.as_of:
            yield Finding(
                f"a later update needs the time of each claim; “{claim.id}” has none",
                "add “as_of” to the claim, or choose another kind of difference",
                ("claims", number),
            )
    for number, (old, new) in enumerate(pairwise(view.claims), 1):
        if _before(new.as_of, old.as_of):
            yield Finding(
                f"“{new.as_of}” is earlier than “{old.as_of}”",
                "name the older claim first",
                ("claims", number),
            )


@rule("EV23b", "warning", QuestionView)
def events_out_of_order(question: QuestionView) -> Iterator[Finding]:
    """The events of an order question contradict the times of their claims.

    The order is the key: a slip in it marks those wrong who read well.

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
    dated = [(claims[e.claims[0]].as_of, e.at) for e in question.of("statement") if e.claims]
    for (first, _), (second, at) in pairwise(dated):
        if _before(second, first):
            yield Finding(
                f"“{second}” is earlier than “{first}”, and stands after it",
                "check the order against the claims' as-of times",
                at[:-1],
            )


# --- reading times ------------------------------------------------------------------------------


def _timed(assertion: Assertion) -> Claim | None:
    """The claim with an as-of time whose figure a text gives."""
    given = {number.value for number in numbers(assertion.text)}
    if not given:
        return None
    for claim in assertion.claims:
        if claim.figure and claim.as_of and given & {n.value for n in of_figure(claim.figure)}:
            return claim
    return None


def _before(one: str, other: str) -> bool:
    """Tell whether one time is certainly earlier than another; weekdays lie within one week."""
    first, second = _moment(one), _moment(other)
    if first is None or second is None:
        return False
    days = (second[0] - first[0]) % _WEEK
    if days:
        return days <= _HALF
    return bool(first[1] and second[1]) and first[1] < second[1]


def _moment(text: str) -> tuple[int, int] | None:
    """The weekday and the part of the day of a time; None where it names no single weekday."""
    words = re.findall(r"[a-z]+", text.lower())
    days = [_DAYS.index(word) for word in words if word in _DAYS]
    if len(days) != 1 or {"before", "after", "since", "from"} & set(words):
        return None
    part = max((_PARTS.get(word, 0) for word in words), default=0)
    # “Throughout the day Thursday” ends before Thursday night; “on the second day” says nothing.
    if not part and "day" in words and {"throughout", "during"} & set(words):
        part = _PARTS["afternoon"]
    return days[0], part


def _printed(unit: UnitView, text: EntryText, date: re.Match[str]) -> Verdict:
    """Whether a source that the text rests on prints a date, in any of the usual forms."""
    day, month = _read(date)
    forms = {f"{month} {day}", f"{month} {day:02}", f"{day} {month}", f"{day:02} {month}"}
    proofs = [unit.proofs[name] for name in _sources(unit, text) or set(unit.facts.sources)]
    if any(proof.holds(form) for proof in proofs for form in forms):
        return "passed"
    if not (date["day3"] or date["day4"]):
        return "refused"
    # A fingerprint may not know whether the source has 06.01.2022.
    if any(proof.proved(date[0]) for proof in proofs):
        return "passed"
    return "unsure" if any(proof.holds(date[0]) for proof in proofs) else "refused"


def _read(date: re.Match[str]) -> tuple[int, str]:
    """The day and the month of a date that was found; the day stands first in 6.1.2022."""
    found = date.groupdict()
    if nth := found["nth"]:
        return _ORDINALS.index(nth) + 1, str(found["month"])
    day = int(next(found[name] for name in ("day", "day2", "day3", "day4") if found[name]))
    if number := found["month3"] or found["month4"]:
        return day, _MONTHS[(int(number) - 1) % len(_MONTHS)].capitalize()
    return day, str(found["month"] or found["month2"])


def _sources(unit: UnitView, text: EntryText) -> set[str]:
    what, _, name = text.entry.partition("/")
    if what == "question":
        return {claim.source for claim in unit.by_id[name].claims}
    if what == "claim":
        return {unit.facts.claims[name].source}
    return {name} if what == "source" else set()


def _inferred(unit: UnitView, text: EntryText) -> bool:
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
