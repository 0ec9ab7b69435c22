"""What questions are proposed from: the claims of a unit, and what can be read of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from kzquiz.authoring.draft.words import LANGUAGES
from kzquiz.authoring.known_ids import IdsOfUnit
from kzquiz.evidence.article import Article
from kzquiz.languages import Language, base, language
from kzquiz.languages.words import words
from kzquiz.load import Unit
from kzquiz.model import Claim


class Material(Struct, frozen=True):
    """What questions are proposed from: the unit, its ids, and the texts at hand by source."""

    unit: Unit
    known: IdsOfUnit
    texts: Mapping[str, str]

    @property
    def language(self) -> Language:
        """The words of the unit's language."""
        return language(self.unit.info.language)

    def say(self, key: str, **values: object) -> str:
        """A text around a quotation, in the unit's language."""
        return self.language.say(key, **values)

    def place(self, claim: Claim) -> str:
        """Where a claim stands: “Source A, par. 3”."""
        at = self.unit.facts.sources[claim.source].at(claim.paragraph)
        return f"{self.label(claim.source)}, {self.language.place(claim.paragraph, at)}"

    def paragraph(self, claim: Claim) -> str:
        """The paragraph of a claim as its source prints it; empty if that is not at hand."""
        texts = Article.of(self.texts[claim.source]).texts if claim.source in self.texts else ()
        return next(iter(texts[claim.paragraph - 1 : claim.paragraph]), "")

    def statement(self, claim: Claim) -> str:
        """What a claim states, without its speaker; empty if its words cannot be told apart."""
        return statement(claim, self.unit.info.language)

    @property
    def claims(self) -> Sequence[Claim]:
        """The claims of the unit, in the author's order."""
        return tuple(self.unit.facts.claims.values())

    def label(self, source: str) -> str:
        """The printed name of a source."""
        return self.unit.facts.sources[source].label

    def speaker(self, claim: Claim) -> str:
        """The name of the first speaker of a claim."""
        return self.unit.facts.speakers[claim.speakers[0]].name

    def is_newsroom(self, claim: Claim) -> bool:
        """Whether a newsroom says it in its own voice."""
        return self.unit.facts.speakers[claim.speakers[0]].side == "newsroom"


@cache
def _said(tag: str) -> re.Pattern[str] | None:
    """Finds the clause after “said that”; None for a language in which it is no sentence alone."""
    known = words(base(tag)) if base(tag) in LANGUAGES else None
    if known is None or not known.list("that_clause"):
        return None
    verbs, that = known.any_of("say"), known.any_of("that_clause")
    return re.compile(rf"\b(?:{verbs})\b.{{0,60}}?\b(?:{that})\b (.+)", re.IGNORECASE)


def _is_pronoun(clause: str, tag: str) -> bool:
    """Whether a clause speaks of somebody who is named before it: “it had treated 17 people”."""
    first = clause.split(maxsplit=1)[0].lower()
    return base(tag) in LANGUAGES and first in words(base(tag)).set("pronouns")


def statement(claim: Claim, tag: str = "en") -> str:
    """What a claim states, without its speaker, as far as its words can be told apart.

    That is the clause after “said that” of the author's own words, or the quotation.

    >>> from kzquiz.model import Claim
    >>> def said(text: str, quote: str = "") -> str:
    ...     return statement(Claim(id="a", source="a", paragraph=1, says=text, speakers=("x",),
    ...                            status="official-claim", quote=quote))
    >>> said("The mayor said on Monday that the gate held."), said("Moe left.", "Moe went away")
    ('The gate held.', '“Moe went away”')
    """
    pattern = _said(tag)
    found = pattern.search(claim.says) if pattern else None
    if found and not _is_pronoun(found[1], tag):
        return found[1][0].upper() + found[1][1:]
    return language(tag).quoted(claim.quote) if claim.quote else ""
