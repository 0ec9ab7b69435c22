"""Finds the figures of a sentence: number, qualifier, unit, and what is counted.

`kzquiz.numbers` reads English for the rules; a draft reads every language that `words` has, and
also clock times, dates and years, with the same words for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import structs

from kzquiz.authoring.draft import amounts, moments
from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.statements import Span
from kzquiz.authoring.draft.where import place_of
from kzquiz.languages.words import Words, alternatives
from kzquiz.model import Qualifier
from kzquiz.qualifiers import qualifier_in

_OF_TIMES: tuple[tuple[Qualifier, str], ...] = (("less-than", "before"), ("more-than", "after"))
_NEAR = 60  # characters before a figure in which its qualifier stands
# The first that finds something at a place is right: “9:30” is a time and no two numbers.
_FINDERS: tuple[Callable[[str, Words], Iterator[Found]], ...] = (
    moments.clocks,
    moments.dates,
    amounts.ratios,
    amounts.scores,
    amounts.ranges,
    moments.years,
    amounts.vague,
    amounts.fractions,
    amounts.fixed,
    amounts.numbers,
)


def figures(text: str, words: Words) -> tuple[Found, ...]:
    """Find the figures of a sentence, in order.

    >>> from kzquiz.languages.words import words
    >>> text = "More than 2,000 people were held by 9.30 pm; nobody was hurt."
    >>> [(f.value, f.qualifier, f.unit, f.measure) for f in figures(text, words("en"))]
    [('2000', 'more-than', 'people', 'count'), ('21:30', 'exact', '', 'clock'), \
('0', 'exact', 'people', 'count')]
    """
    found = list(amounts.zeros(text, words))
    taken = [*(one.span for one in found), *_names(text, words)]
    for finder in _FINDERS:
        for one in finder(text, words):
            if not any(one.span.start < t.end and t.start < one.span.end for t in taken):
                taken.append(one.span)
                found.append(_qualified(text, one, words))
    placed = (structs.replace(one, place=place_of(text, one, words)) for one in found)
    return tuple(sorted(placed, key=lambda one: one.span))


def _names(text: str, words: Words) -> Iterator[Span]:
    """Numbers that count nothing: “one of them”, “School No 7”, “under-21”, “14th”."""
    lower = text.lower()
    nouns = rf"(?<!\w)(?:{words.any_of('names_number')})\.?\s*№?\s*\d+(?:[-–]?\w)*"
    people = rf"\b(?:{words.any_of('numbers')})\s+(?:{words.any_of('people_familiar')})\b"
    for pattern in (rf"\b(?:{words.any_of('no_numbers')})\b", people, r"\b[^\W\d_]+-\d+\b"):
        for match in re.finditer(pattern, lower):
            yield Span(match.start(), match.end())
    for match in re.finditer(nouns, lower):
        if words.language != "en" or text[match.start()].isupper():  # “to number 12” is a count
            yield Span(match.start(), match.end())
    if ends := words.list("skip_after"):
        counts = rf"\s+(?:of\s+)?(?:{words.any_of('minute_ordinal', 'months')})\b"
        for match in re.finditer(rf"\b\d+(?:{alternatives(ends)})\b(?!{counts})", lower):
            yield Span(match.start(), match.end())


def _qualified(text: str, found: Found, words: Words) -> Found:
    """The figure with the qualifier that stands before or after it."""
    if found.range or found.word:
        return found
    before = text[max(0, found.span.start - _NEAR) : found.span.start].lower()
    shortly = rf"(?:(?:{words.any_of('shortly')})\s+)?"
    if found.measure in {"clock", "year", "date"}:
        for name, listed in _OF_TIMES:
            if match := re.search(rf"(?<!\w){shortly}(?:{words.any_of(listed)})\s+\Z", before):
                return _from(found, name, len(before) - match.start())
    name, start, _ = qualifier_in(text, found.span.start, found.span.end, words)
    return _from(found, name, found.span.start - start) if name != "exact" else found


def _from(found: Found, qualifier: Qualifier, length: int) -> Found:
    span = Span(found.span.start - length, found.span.end)
    return structs.replace(found, qualifier=qualifier, span=span)
