"""Rules on what sources.yaml says of a copy: the copy prints it, and dates have their weekday."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from msgspec import Struct

from kzquiz.check.engine.moments import DAYS, MONTHS, days_of_year
from kzquiz.check.engine.prose import entries
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, Path, UnitView
from kzquiz.check.engine.words import bare, has_phrase, norm
from kzquiz.expressions import expression
from kzquiz.languages.words import rule_words
from kzquiz.model import Source
from kzquiz.numbers import numbers

_ALIKE = 0.7
_DATELINE = expression(r"[A-Z][A-Z'’.-]{2,}(?: [A-Z][A-Z'’.-]+)*\b")
_BYLINE = expression(
    r"(?:^By|\n[Bb]y|\b[Mm]y name is|\bI am) ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)+)"
)
_PARAGRAPHS = expression(r"\b(?:[\w-]+) paragraphs\b")
_DAY = "|".join(day.capitalize() for day in DAYS)
_MONTH = "|".join(month.capitalize() for month in MONTHS)
_DATED = expression(
    rf"(?P<weekday>{_DAY}),? (?:the )?"
    rf"(?:(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d\d?)(?:st|nd|rd|th)?)\b(?:,? (?P<year>\d{{4}}))?"
)
_YEAR = expression(r",? \b\d{4}\b")
_HALF_YEAR, _WEEK = 6, 7
_ANY_YEAR = 2023


@rule("EV39", "warning", UnitView)
def copy_misdescribed(unit: UnitView) -> Iterator[Finding]:
    """The title, author, place, a notice or the length of an article is not what it prints.

    Sheets and keys print them as the source's own words. The rule needs the article. It reports a
    title or notice that the article prints nearly so, an author or a place where the article names
    another, a number of paragraphs that is not its own, something that is given and
    called missing, and a day of publication that is not that of the dateline or stamps.

    Bad:
        source:
          id: a
          about: A report of seven paragraphs, written in the night of the flood.

    Good:
        source:
          id: a
          about: A report of five paragraphs, written in the night of the flood.
    """
    for source in unit.facts.sources.values():
        article = unit.proofs[source.id].article
        yield from _stated_elsewhere(source)
        for at, wrong, right in _misdescribed(source, article.texts) if article else ():
            yield Finding(
                f"“{wrong}” is not what {source.label} prints",
                f"it has “{right}”",
                at,
                f"source/{source.id}",
            )


def _stated_elsewhere(source: Source) -> Iterator[Finding]:
    """What sources.yaml calls missing and has, and a day of publication that is no other's."""
    entry = f"source/{source.id}"
    for number, name in enumerate(source.missing):
        if name in ("author", "publisher", "title") and (has := getattr(source, name)):
            message = f"“{name}” is given as missing, and is “{has}”"
            yield Finding(message, "take it out of one place", ("missing", number), entry)
    printed = [text for text in (source.dateline, *source.stamps) if _days(text)]
    own = set(_days(source.published))
    if own and printed and all(own.isdisjoint(_days(text)) for text in printed):
        message = f"“{source.published}” is not the day of “{printed[0]}”"
        yield Finding(message, "make the two agree", ("published",), entry)


def _misdescribed(source: Source, texts: tuple[str, ...]) -> Iterator[tuple[Path, str, str]]:
    """What is wrong: its path, what sources.yaml has, and what the article has."""
    whole = norm("\n".join(texts))
    copied: list[tuple[Path, str]] = [(("title",), source.title), (("headline",), source.headline)]
    copied += [(("stamps", number), text) for number, text in enumerate(source.stamps)]
    copied += [(("notices", number), text) for number, text in enumerate(source.notices)]
    for at, text in copied:
        if text and norm(text) not in whole and (near := _most_like(text, texts)):
            yield at, text, near
    place = _DATELINE.match(source.dateline)
    starts = (found[0] for text in texts[:3] if (found := _DATELINE.match(text)))
    printed = next((start for start in starts if len(start) > 3), "")  # noqa: PLR2004
    if place and printed and not has_phrase(whole, place[0]):
        yield ("dateline",), source.dateline, printed
    byline = _BYLINE.search("\n".join(texts))
    if source.author and byline and not has_phrase(whole, source.author):
        yield ("author",), source.author, byline[1]
    # “Four lines of headline and six paragraphs” counts the lines apart.
    for found in () if has_phrase(source.about, "lines") else _PARAGRAPHS.finditer(source.about):
        for number in numbers(found[0]):
            if number.value != len(texts):
                yield ("about",), found[0], f"{len(texts)} paragraphs"


def _days(text: str) -> tuple[int, ...]:
    """The dates of a text, as days of any year."""
    return days_of_year(_YEAR.sub("", text))


def _most_like(text: str, passages: Iterable[str]) -> str:
    """The passage that is nearly a text; empty if none is."""
    wanted = norm(text).lower()
    for passage in passages:
        matcher = SequenceMatcher(None, wanted, norm(passage).lower(), autojunk=False)
        if matcher.real_quick_ratio() >= _ALIKE <= matcher.ratio():
            return passage
    return ""


@rule("EV40", "warning", ClaimView)
def part_of_copy(view: ClaimView) -> Iterator[Finding]:
    """A claim on a headline, notice or stamp is given as a claim on the text.

    A headline is the work of an editor, a notice that of the page: keys say so. The rule compares
    the paragraph with the title, stamps and notices that sources.yaml has.

    Bad:
        source: {id: b, title: Boats reach flooded Ostervik}
        claim: {id: b1-headline, part: body}

    Good:
        source: {id: b, title: Boats reach flooded Ostervik}
        claim: {id: b1-headline, part: headline}
    """
    claim, source = view.claim, view.unit.facts.sources[view.claim.source]
    article = view.unit.proofs[claim.source].article
    if claim.part != "body" or not article or not 1 <= claim.paragraph <= len(article.texts):
        return
    paragraph = bare(article.texts[claim.paragraph - 1])
    named = [("headline", source.title), ("headline", source.headline)]
    named += [("stamp", text) for text in source.stamps]
    named += [("notice", text) for text in source.notices]
    part = next((part for part, text in named if text and bare(text) == paragraph), "")
    if part:
        yield Finding(
            f"paragraph {claim.paragraph} is the {part} of {source.label}",
            f"write “part: {part}”",
            ("paragraph",),
        )


class _Dated(Struct, frozen=True):
    """A date with its weekday: the weekday of the first of January that it implies."""

    raw: str
    month: int
    first: int
    year: int
    wrong: bool


@rule("EV41", "warning", UnitView, worst="error", lists=("days", "months"))
def date_against_weekday(unit: UnitView) -> Iterator[Finding]:
    """A date has a weekday that it cannot have, by its year or by the other dates of the unit.

    “Friday, 3 January” makes 4 January a Saturday. It is an error if the year is written. The dates
    of articles are taken for right.

    Bad:
        source: {id: b, published: "Sunday, 6 January 2022"}

    Good:
        source: {id: b, published: "Thursday, 6 January 2022"}
    """
    tag = unit.tag
    articles = ((p.article, unit.tag_of(p.source)) for p in unit.proofs.values() if p.article)
    known = [found for one, of in articles for text in one.texts for found in _dated(text, of)]
    told: list[tuple[str, Path, _Dated]] = []
    for source in unit.facts.sources.values():
        entry = f"source/{source.id}"
        told += [(entry, ("published",), found) for found in _dated(source.published, tag)]
    for claim in unit.facts.claims.values():
        told += [(f"claim/{claim.id}", ("as_of",), found) for found in _dated(claim.as_of, tag)]
    for entry_ in entries(unit):
        parts = entry_.parts if _dates(tag).search(entry_.text) else ()
        told += [(entry_.entry, p.at, found) for p in parts for found in _dated(p.text, tag)]
    for number, (entry, at, found) in enumerate(told):
        others = known or [other for _, _, other in told[:number]]
        near = [o for o in others if abs(o.month - found.month) <= _HALF_YEAR and not o.year]
        clash = next((o for o in near if o.first != found.first), None)
        agreed = any(o.first == found.first for o in near)
        if found.wrong or (clash and not agreed and not found.year):
            yield Finding(
                f"“{found.raw}” is no date of that year"
                if found.wrong
                else f"“{found.raw}” does not fit “{clash.raw if clash else ''}”",
                "correct the weekday or the date",
                at,
                entry,
                severity="error" if found.wrong else None,
            )


def _dated(text: str, tag: str) -> Iterator[_Dated]:
    words = rule_words(tag)
    for found in _dates(tag).finditer(text):
        year = int(found["year"] or 0)
        names = ((found["month"] or found["month2"]).lower(), found["weekday"].lower())
        if words:
            month, weekday = (
                int(words.values(sort)[name])
                for sort, name in zip(("months", "days"), names, strict=True)
            )
        else:
            month, weekday = MONTHS.index(names[0]) + 1, DAYS.index(names[1])
        yield from _of(found, year, month, weekday)


@cache
def _dates(tag: str) -> re.Pattern[str]:
    """A date with its weekday in a language: “Friday, 3 January”, “пятница, 3 января 2022”."""
    words = rule_words(tag)
    if words is None:
        return _DATED
    day, month = words.any_of("days"), words.any_of("months")
    endings = rf"(?:{words.any_of('endings')})?"
    year = r"(?:,?\s(?P<year>(?:19|20)\d\d))?(?!\w)"
    return re.compile(
        rf"(?<!\w)(?P<weekday>{day}){endings},?\s(?:(?:{words.any_of('before_date')})\s)?"
        rf"(?:(?P<day>\d\d?)\.?\s(?P<month>{month})"
        rf"|(?P<month2>{month})\s(?P<day2>\d\d?)){endings}{year}",
        re.IGNORECASE,
    )


def _of(found: re.Match[str], year: int, month: int, weekday: int) -> Iterator[_Dated]:
    try:
        day = date(year or _ANY_YEAR, month, int(found["day"] or found["day2"]))
    except ValueError:
        return
    first = (weekday - day.timetuple().tm_yday) % _WEEK
    yield _Dated(found[0], month, first, year, bool(year) and day.weekday() != weekday)
