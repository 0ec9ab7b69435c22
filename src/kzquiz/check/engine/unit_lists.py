"""Patterns made of the lists of a unit: loaded terms, labels of groups, speakers, sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kzquiz.check.engine.named import telling
from kzquiz.check.engine.phrases import Phrases, phrases
from kzquiz.check.engine.prose import plain, term_forms
from kzquiz.check.engine.subjects import UnitView
from kzquiz.languages.words import alternatives, rule_words

__all__ = ["any_of", "loaded_terms", "other_names", "owners_of_words", "speakers_before"]

_LEAST = 4
_SPEAKING = (
    r"newsrooms?|ministry|government|police|officials?|authorities|president|spokes\w+|minister"
    r"|army|protesters?|witnesses|residents?|reports?|reporters?|sources?(?: [a-z])?|paragraph \d+"
    r"|headline|sub-heading"
)
_OWNERS = (
    rf"{_SPEAKING}|agency|agencies|newspapers?|paper|broadcaster|channel|journalists?|editors?"
    r"|correspondent|activists?|campaigners|critics|supporters|opponents|opposition|experts?|court"
    r"|prosecutors?|governor|mayor|general|commander|rebels"
)
_MODALS = (
    r"(?:had to|has to|have to|must|will|would|could|may|might|can(?:not)?|did(?: not)?"
    r"|does(?: not)?|do(?: not)?|refused? to|(?:was|were) (?:forced|made) to)"
)
_ADVERBS = r"(?:has|had|have|also|then|later|again|repeatedly|openly|publicly|even|just|now|still)"


@lru_cache(maxsize=1)
def loaded_terms(unit: UnitView) -> tuple[str, ...]:
    """The loaded terms of a unit, each once."""
    return tuple(dict.fromkeys(entry.term for entry in unit.info.loaded_terms))


@lru_cache(maxsize=1)
def other_names(unit: UnitView) -> Mapping[str, str]:
    """Name of a group that is not to be used → its label."""
    loaded = {term.lower() for term in loaded_terms(unit)}
    return {
        name: entry.label
        for entry in unit.info.labels
        for name in entry.instead_of
        if name.lower() not in loaded
    }


@lru_cache(maxsize=256)
def any_of(terms: tuple[str, ...]) -> Phrases:
    """A pattern for any of some terms, in any form of their words."""
    longest = sorted(terms, key=len, reverse=True)
    return phrases("", *(form for term in longest for form in term_forms(term)))


def _names(unit: UnitView) -> str:
    """The names of speakers and the labels of sources, as alternatives of a pattern."""
    names = {plain(name) for names in unit.names.values() for name in names}
    names |= {plain(label) for label in unit.labels}
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=1)
def owners_of_words(unit: UnitView) -> re.Pattern[str]:
    """A pattern for whoever a word may be given to: a speaker, a source, “the police”."""
    if words := rule_words(unit.tag):
        known = [word for names in unit.names.values() for name in names for word in telling(name)]
        # Names are inflected: the beginning of a word is enough.
        forms = alternatives(f"{words.stem(word)}…" for word in known if len(word) >= _LEAST)
        return re.compile(rf"(?<!\w)(?:{forms}|{_names(unit)})(?!\w)", re.IGNORECASE)
    return re.compile(rf"\b(?:{_names(unit)}|{_OWNERS})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def speakers_before(unit: UnitView) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for a speaker before a verb: one before “claimed”, one before “claim”."""
    who = rf"{_names(unit)}|{_SPEAKING}|he|she|they|who"
    return (
        re.compile(
            rf"\b(?:{who})(?: \([^)]*\))?(?:, [^,.;]*,)?(?: {_ADVERBS}){{0,2}} $", re.IGNORECASE
        ),
        re.compile(
            rf"\b(?:(?:they|who|officials|witnesses|authorities)|(?:{who}) {_MODALS})(?: also)? $",
            re.IGNORECASE,
        ),
    )
