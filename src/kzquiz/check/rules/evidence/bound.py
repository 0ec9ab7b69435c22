"""The rule on figures, times and words of two claims that changed places in a text on both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from kzquiz.check.engine.cited import claims_of, paragraphs_of
from kzquiz.check.engine.fit import fit, marks, passages
from kzquiz.check.engine.moments import DAYS, days_of_year
from kzquiz.check.engine.named import forms
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, UnitView
from kzquiz.check.engine.timed import days_and_clocks
from kzquiz.check.engine.words import sentences
from kzquiz.expressions import expression
from kzquiz.model import Claim
from kzquiz.numbers import numbers

_CLAUSE = expression(
    r"[,;:]\s+(?:and|but|while|whereas)?\s*|\s+(?:while|whereas|and then|and|but)\s+"
)
_DENIES = expression(
    r"\b(?:not?|never|neither|nor|nobody|nothing|none|than(?! [$€£]?\d)|from|within|between"
    r"|fits?)\b|n['’]t\b"
)
_PART = expression(
    rf"\b(?P<day>{'|'.join(day.capitalize() for day in DAYS)})"
    r" (?P<part>morning|noon|afternoon|evening|night)\b"
)
_LEAST, _FEW, _SMALL = 3.0, 2, 3


@rule("EV88", "warning", Entry, reads=("en",))
def figures_changed_places(entry: Entry) -> Iterator[Finding]:
    """A text gives a figure or time of one claim to what another claim says.

    Each clause of a reason, sample or correction that rests on several claims is read: its figure,
    date, clock time and words belong to one claim. It needs the articles.

    Bad:
        difference:
          id: people-left
          why: >-
            About 350 people had left on Monday night, the later report has others.

    Good:
        difference:
          id: people-left
          why: >-
            About 200 people had left on Monday night, the later report has others.
    """
    unit = entry.unit
    for part in entry.parts if passages(unit) else ():
        claims = claims_of(entry, part) if _tells(entry, part) else ()
        if len(claims) < _FEW:
            continue
        for clause in (c for s in sentences(part.text) for c in _CLAUSE.split(s) if c):
            if not _DENIES.search(clause) and (wrong := _mixed(unit, clause, claims)):
                yield Finding(
                    f"“{wrong[0]}” belongs to “{wrong[1]}”, and “{wrong[2]}” to “{wrong[3]}”",
                    "give each claim its own figure and time",
                    part.at,
                )
                break


def _tells(entry: Entry, part: AuthoredText) -> bool:
    """Whether a text tells what several claims say, and is right."""
    if part.role == "prose":
        return entry.entry.startswith("difference/") and part.at[0] in ("why", "also")
    return part.role in ("sample", "correction")


def _mixed(
    unit: UnitView, clause: str, claims: tuple[Claim, ...]
) -> tuple[str, str, str, str] | None:
    """A mark of a clause with its claim, and another with another claim; None if all fit."""
    found = [
        (raw, key[0], owners)
        for raw, key in _attributes(clause)
        if (owners := {one.id for one in claims if key in _of_claim(unit, one)})
        and len(owners) < len(claims)
    ]
    for (raw, sort, owners), (raw2, sort2, owners2) in combinations(found, 2):
        if sort != sort2 and owners.isdisjoint(owners2):  # two numbers are compared
            return raw, min(owners), raw2, min(owners2)
    told = {one.id: marks("\n".join(paragraphs_of(unit, [one]))) for one in claims}
    names = marks(" ".join(n for one in claims for s in one.speakers for n in forms(unit.names[s])))
    words = {word for word in marks(clause) - names if word[0] not in "=@"}
    for raw, sort, owners in found:
        own = frozenset[str]().union(*(told[one] for one in owners))
        for other in set(told) - owners if sort == "number" else ():
            gained, lost = words & told[other] - own, words & own - told[other]
            if gained and not lost and fit(unit, gained) >= _LEAST:
                return raw, min(owners), min(gained), other
    return None


Key = tuple[str, object]


def _attributes(text: str) -> Iterator[tuple[str, Key]]:
    """The figures and times of a text: as written, and as keys that can be compared."""
    for found in _PART.finditer(text):
        yield found[0], ("part", found[0].lower())
    for day in days_of_year(text):
        yield _written_day(text), ("date", day)
    for time in days_and_clocks(text):
        if time.clock:
            yield time.raw, ("clock", time.value % 720)
    for number in numbers(text):
        if number.spelled and number.value <= _SMALL:
            continue
        yield number.raw, ("number", number.value)


def _written_day(text: str) -> str:
    found = re.search(r"\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2}", text)
    return found[0] if found else text


@lru_cache(maxsize=4096)
def _of_claim(unit: UnitView, claim: Claim) -> frozenset[Key]:
    figure = claim.figure.with_unit() if claim.figure else ""
    word = claim.figure.word if claim.figure else ""
    source = unit.facts.sources[claim.source]
    texts = (*paragraphs_of(unit, [claim]), figure, word)
    own = "\n".join(texts)
    dated = own if days_of_year(own) else f"{own} {source.published}"
    return frozenset(key for _, key in _attributes(dated))
