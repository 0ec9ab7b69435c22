"""Writes what unit.yaml may need besides speakers: times, agreements, loaded words, terms.

They stand in one file as entries of the lists of unit.yaml. Each waits for a person: a TODO keeps
it out of the unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kzquiz.authoring.draft.agreements import agreements
from kzquiz.authoring.draft.claims import Draft, Drafted
from kzquiz.authoring.draft.clauses import tokens
from kzquiz.authoring.draft.entries import GUESS, TODO, above, quoted
from kzquiz.authoring.draft.lineup import line
from kzquiz.authoring.draft.pairs import Pair
from kzquiz.languages.words import words

LISTS: Mapping[str, str] = {
    "when": "timeline",
    "origin": "agreements",
    "owner": "loaded_terms",
    "means": "glossary",
}
"""The list of unit.yaml to which an entry belongs, by a key that only its entries have."""
_OFTEN = 2  # mentions of a name that may have to be explained
_MOST = 12  # names


def context(draft: Draft, names: Sequence[str]) -> Iterator[str]:
    """The entries of the file. ``names`` are the ids of the claims."""
    pairs = list(zip(draft.claims, names, strict=True))
    timed = ((claim, name) for claim, name in pairs if claim.as_of and not claim.caveat)
    yield from (_event(claim, name) for claim, name in timed)
    yield from (_agreement(draft, names, pair) for pair in agreements(draft.claims))
    for claim, name in pairs:
        yield from (_loaded(claim, name, word) for word in found(claim, "loaded"))
    yield from (_term(name, count) for name, count in _names(draft))


def found(claim: Drafted, listed: str) -> list[str]:
    """The words of a list that a statement has, as printed."""
    known = words(claim.language)
    pattern = rf"\b(?:{known.any_of(listed)})\b"
    return list(dict.fromkeys(m[0] for m in re.finditer(pattern, claim.text, re.IGNORECASE)))


def _entry(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _event(claim: Drafted, name: str) -> str:
    return _entry(
        "# Timeline",
        *above(claim),
        f"- when: {quoted(_when(claim))}  {GUESS}",
        f"  what: {quoted(f'{TODO}: what happened then')}",
        f"  claims: [{name}]",
    )


def _when(claim: Drafted) -> str:
    """The time of a statement without the word that leads to it: “on Monday” is Monday."""
    plain = rf"^(?:{words(claim.language).any_of('plain_leads')})\s+"
    return re.sub(plain, "", claim.as_of, flags=re.IGNORECASE)


def _agreement(draft: Draft, names: Sequence[str], pair: Pair) -> str:
    one, other = (draft.claims[place.claim] for place in (pair.one, pair.other))
    same = one.speakers[:1] == other.speakers[:1] != ()
    ids = [names[place.claim] for place in (pair.one, pair.other)]
    origin = "same" if same else "unclear"
    return _entry(
        "# Agreement: is it one origin, or two?",
        *(f"# {line(draft.claims, names, place)}" for place in (pair.one, pair.other)),
        f"- id: agree-{ids[0]}-{ids[1]}",
        f"  topic: {quoted(f'{TODO}: what both say')}",
        f"  claims: [{', '.join(ids)}]",
        f"  origin: {origin}  {GUESS}{', one speaker gives both' if same else ''}",
        f"  why: {quoted(f'{TODO}: why that is one origin, or two, or not to be told')}",
    )


def _loaded(claim: Drafted, name: str, word: str) -> str:
    """A loaded word; who quotes it or says it in his own voice is its owner, as a guess."""
    owner = claim.speakers[0] if claim.speakers else f"newsroom-{claim.source}"
    return _entry(
        "# Loaded word: if it judges, whose word is it?",
        *above(claim),
        f"- term: {quoted(word)}",
        f"  owner: {TODO}  {GUESS}: {owner}",
        f"  claim: {name}",
    )


def _term(name: str, count: int) -> str:
    return _entry(
        f"# Glossary: {count} times",
        f"- term: {quoted(name)}",
        f"  means: {quoted(f'{TODO}: two lines for a reader who does not know it')}",
    )


def _names(draft: Draft) -> Iterator[tuple[str, int]]:
    """Capitalised words inside sentences that are no speaker, the most frequent first."""
    people = {token.lower for one in draft.speakers for form in one.forms for token in tokens(form)}
    counts: Counter[str] = Counter()
    for claim in draft.claims:
        known = words(claim.language)
        times = known.any_word("days") | set(known.values("months"))
        if claim.language != "de":  # every noun has a capital there
            counts.update(_capitals(claim.text, people | times))
    frequent = [(name, count) for name, count in counts.items() if count >= _OFTEN]
    yield from sorted(frequent, key=lambda pair: (-pair[1], pair[0]))[:_MOST]


def _capitals(text: str, known: set[str]) -> Iterator[str]:
    inside = tokens(text)[1:]
    for is_name, run in groupby(inside, key=lambda token: token.text[0].isupper()):
        named = [token for token in run if token.lower not in known]
        if is_name and named:
            yield " ".join(token.text for token in named)
