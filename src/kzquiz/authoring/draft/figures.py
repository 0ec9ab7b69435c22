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
from kzquiz.authoring.draft.words import Words, alternatives, last_word
from kzquiz.model import Qualifier
from kzquiz.numbers import CURRENCY

_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at-least", "at_least"),
    ("up-to", "up_to"),
    ("more-than", "more_than"),
    ("less-than", "less_than"),
    ("about", "about"),
)
_AFTER: tuple[tuple[Qualifier, str], ...] = (
    ("about", "about_after"),
    ("more-than", "more_after"),
    ("at-least", "at_least_after"),
    ("up-to", "up_to_after"),
)
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

    >>> from kzquiz.authoring.draft.words import words
    >>> text = "More than 2,000 people were held by 9.30 pm; nobody was hurt."
    >>> [(f.value, f.qualifier, f.unit, f.measure) for f in figures(text, words("en"))]
    [('2000', 'more-than', 'people', 'count'), ('21:30', 'exact', '', 'clock'), \
('0', 'exact', '', 'count')]
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
    article = rf"(?:(?:{words.any_of('fraction_articles')})\s+|the\s+)?"
    for name, listed in _BEFORE:
        pattern = rf"(?<!\w)(?:{words.any_of(listed)})\s+{article}[{CURRENCY}]?\Z"
        match = re.search(pattern, before)
        if match and not _is_preposition(name, before[: match.start()], words):
            return _from(found, name, len(before) - match.start())
    return _qualified_after(text[found.span.end :].lower(), found, words)


def _qualified_after(after: str, found: Found, words: Words) -> Found:
    for name, listed in _AFTER:
        match = re.match(rf"(?:\s?\w+){{0,2}}?,?\s*(?:{words.any_of(listed)})(?!\w)", after)
        if match:
            return structs.replace(found, qualifier=name)
    return found


def _is_preposition(name: Qualifier, before: str, words: Words) -> bool:
    """Whether “about” follows a word that asks for it: “talks about 12 boats”."""
    return name == "about" and last_word(before).lower() in words.set("prepositional")


def _from(found: Found, qualifier: Qualifier, length: int) -> Found:
    span = Span(found.span.start - length, found.span.end)
    return structs.replace(found, qualifier=qualifier, span=span)
