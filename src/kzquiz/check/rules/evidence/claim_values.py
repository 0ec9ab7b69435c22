"""Rules on claims: the paragraph that a claim cites has its numbers, units and times."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from kzquiz.check.engine.grounds import Grounds, own_words
from kzquiz.check.engine.moments import DAYS, MONTHS
from kzquiz.check.engine.reckoned import can_reckon
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView
from kzquiz.check.engine.timed import DATED, Time, days_and_clocks, units_of
from kzquiz.check.engine.words import has_phrase, tokens, word_set
from kzquiz.expressions import expression
from kzquiz.figures import values
from kzquiz.languages import FALLBACK, base
from kzquiz.model import UNCOUNTED, Figure
from kzquiz.numbers import Number, gives_number, numbers

_OF_HOUR = {15: "quarter of an hour", 30: "half an hour", 45: "three quarters of an hour"}
_NIGHT = expression(r"\bnight\b")
_MONTH = expression(rf"\b(?:{'|'.join(month.capitalize() for month in MONTHS)})\b")
UNITS = tuple(
    word_set(words)
    for words in (
        "microgram milligram gram kilogram tonne",
        "millimetre centimetre metre kilometre mile",
        "millimeter centimeter meter kilometer mile",
        "millilitre litre gallon",
        "milliliter liter gallon",
        "second minute hour day week month year",
    )
)
"""Units of measure, by what they measure, in the singular."""
_SIDE = expression(
    r"\b(after|since|from|until|till|before|by) (\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m|noon|midnight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_FROM = ("after", "since", "from")
_RELATIVE = expression(
    r"\b(?:this|last|next) (?:year|month|week|winter|spring|summer|autumn|fall)\b"
)


@rule("EV34", "warning", ClaimView)
def number_not_in_paragraph(view: ClaimView) -> Iterator[Finding]:
    """The “says” of a claim has a number that its paragraph does not give.

    The number of the figure is compared by EV06b; this is about all the others. Years, dates and
    numbers up to ten in words are not compared. It needs the article.
    It is a warning: an author may count, subtract or round, and texts write numbers in many ways.

    Bad:
        claim:
          id: a2-crowd
          says: Some 40 residents came to the town hall, and windows were broken.

    Good:
        claim:
          id: a2-crowd
          says: Many residents came to the town hall, and two of its windows were broken.
    """
    grounds = Grounds(view)
    if not grounds.paragraph or view.claim.inferred_from:
        return
    for number in grounds.other_numbers:
        worked_out = can_reckon((), grounds.paragraph, number.value, grounds.tag)
        if not worked_out and not _gives(grounds.paragraph, number, grounds.tag):
            given = ", ".join(each.raw for each in numbers(grounds.paragraph, grounds.tag))
            yield Finding(
                f"{grounds.passage} does not give the number {number.raw}",
                f"it gives {given}" if given else "it gives no number",
                ("says",),
            )


def _gives(paragraph: str, number: Number, tag: str) -> bool:
    """Whether a paragraph gives a number, as a year or below zero too: “frost of 8 degrees”."""
    of_hour = _OF_HOUR.get(int(number.value), "")
    given = gives_number(paragraph, number.value, tag) or has_phrase(paragraph, number.raw)
    given = given or bool(of_hour and has_phrase(paragraph, of_hour))
    return given or gives_number(paragraph, -number.value, tag)


@rule("EV35", "warning", ClaimView, lists=("durations", "lengths"))
def unit_not_in_paragraph(view: ClaimView) -> Iterator[Finding]:
    """A number of a claim has another unit than in its paragraph: 15 miles for 15 kilometres.

    Units of length, weight and time, percent and currencies are compared, where the paragraph gives
    the number with one of them. It needs the article.

    Bad:
        claim:
          id: a5-repairs
          figure: {word: two, qualifier: at-least, unit: days, category: length of the repairs}

    Good:
        claim:
          id: a5-repairs
          figure: {word: two, qualifier: at-least, unit: weeks, category: length of the repairs}
    """
    grounds, figure, tag = Grounds(view), view.claim.figure, view.unit.tag
    if not grounds.paragraph:
        return
    told: list[tuple[str, Decimal, str]] = []
    if figure and figure.unit not in UNCOUNTED:
        shown = figure.with_unit() if not figure.word else f"{figure.word} {figure.unit}"
        told = [(shown, Decimal(value), "figure") for value, _ in values(figure, tag)]
    told += [(view.claim.says, number.value, "says") for number in numbers(view.claim.says, tag)]
    if figure and (other := _other_unit(grounds, figure)):
        yield Finding(
            f"{grounds.passage} has “{other}”, and not “{figure.unit}”",
            "give the number with the unit that the source prints with it",
            ("figure",),
        )
        return
    for text, value, at in told:
        own = units_of(text, value, tag)
        printed = units_of(grounds.paragraph, value, grounds.tag)
        known = all(kind for kind, _ in (*own, *printed)) or (
            all(kind == "percent" for kind, _ in own) and all(not kind for kind, _ in printed)
        )
        if known and own and printed and own.isdisjoint(printed):
            raw = next((n.raw for n in numbers(text, tag) if n.value == value), str(value))
            yield Finding(
                f"{grounds.passage} gives {raw} with another unit",
                "give the number with the unit that the source prints with it",
                (at,),
            )


def _other_unit(grounds: Grounds, figure: Figure) -> str:
    """The unit of the sort of a figure's that its paragraph has instead; empty if it has that."""
    words = {word.removesuffix("s") for word in tokens(figure.unit)}
    there = {word.removesuffix("s") for word in tokens(f"{grounds.paragraph} {grounds.claim.says}")}
    for family in UNITS:
        own, others = words & family, there & family
        given = figure.value is not None and gives_number(
            grounds.paragraph, Decimal(figure.value), grounds.tag
        )
        if own and given and others and own.isdisjoint(there):
            return min(others)
    return ""


@rule("EV36", "warning", ClaimView, worst="error", lists=DATED)
def time_not_in_paragraph(view: ClaimView) -> Iterator[Finding]:
    """A weekday or a clock time of a claim is not that of its paragraph.

    It is an error if the source prints a clock time nowhere, and a warning if it does not print a
    weekday, or if its paragraph has another one and not this. A time that the paragraph does not
    repeat may stand elsewhere in the source. A claim with “inferred_from” is not compared.

    Bad:
        claim:
          id: b2-left
          as_of: by Thursday evening

    Good:
        claim:
          id: b2-left
          as_of: by Tuesday evening
    """
    grounds, claim = Grounds(view), view.claim
    if claim.inferred_from:
        return
    yield from _other_year_or_month(grounds)
    yield from _other_side(grounds)
    printed = days_and_clocks(grounds.paragraph, grounds.tag)
    for at, text in (("as_of", claim.as_of), ("says", claim.says)):
        for time in days_and_clocks(text, view.unit.tag):
            place = grounds.time(time)
            others = [other.raw for other in printed if other.clock == time.clock]
            if place == "nowhere":
                yield Finding(
                    f"{grounds.source.label} does not print the time “{time.raw}”",
                    "write the time of the source, or name in “inferred_from” the claims behind it",
                    (at,),
                    severity="error" if time.clock else None,
                )
            elif place == "elsewhere" and others and not _ends_there(text, time, printed):
                yield Finding(
                    f"{grounds.passage} has “{others[0]}”, and not “{time.raw}”",
                    f"write the time that {grounds.passage} gives",
                    (at,),
                )


def _other_side(grounds: Grounds) -> Iterator[Finding]:
    """A time up to which something was so, where the paragraph has one from which it was."""
    if base(grounds.tag) != FALLBACK or base(grounds.unit.tag) != FALLBACK:
        return
    for found in _SIDE.finditer(grounds.claim.as_of.lower()):
        there = [one for one in _SIDE.finditer(grounds.paragraph.lower()) if one[2] == found[2]]
        if there and all((one[1] in _FROM) != (found[1] in _FROM) for one in there):
            yield Finding(
                f"{grounds.passage} has “{there[0][0]}”, and not “{found[0]}”",
                "write on which side of the time it was so",
                ("as_of",),
            )


def _ends_there(text: str, time: Time, printed: Collection[Time]) -> bool:
    """Whether a night begins on a weekday and the paragraph has the next one."""
    after = (time.value + 1) % len(DAYS)
    next_day = any(one.value == after for one in printed if not one.clock)
    return not time.clock and bool(_NIGHT.search(text)) and next_day


def _other_year_or_month(grounds: Grounds) -> Iterator[Finding]:
    """A month, or a “last year”, of the time of a claim where its paragraph has another one."""
    if not grounds.paragraph or base(grounds.tag) != FALLBACK or base(grounds.unit.tag) != FALLBACK:
        return
    own = own_words(grounds.source)
    for pattern in (_MONTH, _RELATIVE):
        said = {found[0].lower() for found in pattern.finditer(grounds.claim.as_of)}
        known = {found[0].lower() for found in pattern.finditer(grounds.paragraph)}
        spans = {words.split()[-1] for words in said}
        others = {words for words in known if pattern is _MONTH or words.split()[-1] in spans}
        here = known | {found[0].lower() for found in pattern.finditer(own)}
        if said and others and said.isdisjoint(here):
            yield Finding(
                f"{grounds.passage} has “{min(others)}”, and not “{min(said)}”",
                f"write the time that {grounds.passage} gives",
                ("as_of",),
            )
