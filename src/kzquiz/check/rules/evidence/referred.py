"""The rule on references: the paragraph that a text names has the figures beside the reference."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.cited import claims_of
from kzquiz.check.engine.dates import dates_in
from kzquiz.check.engine.fit import passages
from kzquiz.check.engine.moments import days_of_year
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.timed import days_and_clocks
from kzquiz.check.rules.evidence.told import REFERENCE, source_of
from kzquiz.expressions import expression
from kzquiz.numbers import numbers

_BREAK = expression(r"[.;:!?)]\s|\s(?:and|but|while|whereas)\s")
_COMPARES = expression(
    r"\b(?:not?|never|than|instead|other|after|before|between|together)\b|n['’]t\b"
)
_SMALL = 10
_HALF_DAY = 720
Key = tuple[str, object]


@rule("EV87", "warning", Entry, reads=("en",))
def figure_not_where_referred(entry: Entry) -> Iterator[Finding]:
    """A figure, date or clock time stands beside a reference to a paragraph that has another.

    “He called on 9 November (B, paragraph 4)” sends learners to a paragraph with 5 November. The
    clause in front of a reference is compared with the paragraph, which needs the article. Another
    paragraph of the unit has the figure.

    Bad:
        question:
          id: open-inspection
          feedback: The first count is 350 people (A, paragraph 1), and the second is later.

    Good:
        question:
          id: open-inspection
          feedback: The first count is 200 people (A, paragraph 1), and the second is later.
    """
    unit = entry.unit
    for part in entry.parts if "par" in entry.text.lower() and passages(unit) else ():
        if part.role != "sample" and wrong_on_purpose(entry.named(part)):
            continue
        claims = claims_of(entry, part)
        for found in REFERENCE.finditer(part.text):
            source = source_of(unit, part.text, found, claims)
            last = int(found["last"] or found["number"])
            told = _told(unit, source, int(found["number"]), last)
            clause = _BREAK.split(part.text[: found.start()])[-1]
            if not told or _COMPARES.search(clause):
                continue
            for raw, key in _keys(clause):
                sort = {one for one in told if one[0] == key[0]}
                if sort and key not in told and _anywhere(unit, key):
                    yield Finding(
                        f"paragraph {found['number']} has no “{raw}”",
                        "name the paragraph that has it, or give the figure that stands there",
                        part.at,
                    )


def _told(unit: UnitView, source: str, first: int, last: int) -> frozenset[Key]:
    """The figures and times of some paragraphs and their claims."""
    article = unit.proofs[source].article if source else None
    if article is None:
        return frozenset()
    texts = [*article.texts[first - 1 : last]]
    for claim in unit.facts.claims.values():
        if claim.source == source and first <= claim.paragraph <= last:
            figure = claim.figure.with_unit() if claim.figure else ""
            texts += [claim.says, claim.as_of, figure]
    return frozenset(key for text in texts for _, key in _keys(text))


def _anywhere(unit: UnitView, key: Key) -> bool:
    return any(
        key in _told(unit, source, 1, described.paragraphs)
        for source, described in unit.facts.sources.items()
    )


def _keys(text: str) -> Iterator[tuple[str, Key]]:
    for found in dates_in(text):
        yield from ((found[0], ("date", day)) for day in days_of_year(found[0]))
    for time in days_and_clocks(text):
        if time.clock:
            yield time.raw, ("clock", time.value % _HALF_DAY)
    for number in numbers(text):
        if number.value > _SMALL:
            yield number.raw, ("number", number.value)
