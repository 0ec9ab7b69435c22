"""Whether another source is silent about a claim, as far as words and figures show."""

from __future__ import annotations

from kzquiz.authoring.draft.material import Material
from kzquiz.evidence.article import same_word, split
from kzquiz.model import Claim

_LONG = 6  # letters of a word that tells whether a source speaks of something


def absent_words(material: Material, claim: Claim, text: str) -> list[str]:
    """The long words that a claim has from its source, and that another text has in no form."""
    there = set(split(text).words)
    printed = split(material.paragraph(claim)).words
    said = [word for word in split(claim.says).words if any(same_word(word, p) for p in printed)]
    own = dict.fromkeys((*split(claim.quote).words, *said))
    long = [word for word in own if len(word) >= _LONG and word.isalpha()]
    return [word for word in long if not any(same_word(word, one) for one in there)]


def counts_the_same(material: Material, claim: Claim, source: str) -> bool:
    """Whether a source has a figure of the same category: then it is not silent."""
    figures = (one.figure for one in material.claims if one.source == source)
    category = claim.figure.category if claim.figure else ""
    return bool(category) and any(one and one.category == category for one in figures)
