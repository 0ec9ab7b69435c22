"""What a draft shows besides claims: times in order, loaded and hedged words, names to explain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from kzquiz.authoring.draft.claims import Draft, Drafted
from kzquiz.authoring.draft.clauses import tokens
from kzquiz.authoring.draft.entries import quoted
from kzquiz.languages.words import words

_HEAD = """\
What else the articles show, for the timeline, the glossary and the loaded terms of unit.yaml.
Nothing of it is in the unit before you write it there. Claims stand with their ids.
"""
_OFTEN = 2  # mentions of a name that may have to be explained
_MOST = 20  # names


def glance(draft: Draft, names: Sequence[str]) -> str:
    """The text of the file. ``names`` are the ids of the claims."""
    pairs = list(zip(draft.claims, names, strict=True))
    parts = (
        ("Times, in the order of the text", _times(pairs)),
        ("Loaded words, and whose they are (loaded_terms)", _loaded(pairs)),
        ("Words that take something back", _hedged(pairs)),
        ("Names that a reader may not know (glossary)", _names(draft)),
    )
    filled = ((title, list(lines)) for title, lines in parts)
    sections = (
        f"\n{title}\n\n" + "".join(f"  {one}\n" for one in lines)
        for title, lines in filled
        if lines
    )
    return _HEAD + "".join(sections)


def _times(pairs: Sequence[tuple[Drafted, str]]) -> Iterator[str]:
    for source, group in groupby(pairs, key=lambda pair: pair[0].source):
        for claim, name in group:
            if claim.as_of:
                yield f"{source.upper()}: {claim.as_of} ({name})"


def _loaded(pairs: Sequence[tuple[Drafted, str]]) -> Iterator[str]:
    """The loaded words as entries of unit.yaml; in quotation marks they are the speaker's."""
    for claim, name in pairs:
        for word in _found(claim, "loaded"):
            owner = claim.speakers[0] if claim.speakers else f"newsroom-{claim.source}"
            yield f"- {{term: {quoted(word)}, owner: {owner}, claim: {name}}}"


def _hedged(pairs: Sequence[tuple[Drafted, str]]) -> Iterator[str]:
    for claim, name in pairs:
        for word in _found(claim, "hedges"):
            yield f"{word} ({name})"


def _found(claim: Drafted, listed: str) -> list[str]:
    known = words(claim.language)
    pattern = rf"\b(?:{known.any_of(listed)})\b"
    return list(dict.fromkeys(m[0] for m in re.finditer(pattern, claim.text, re.IGNORECASE)))


def _names(draft: Draft) -> Iterator[str]:
    """Capitalised words inside sentences that are no speaker, the most frequent first."""
    people = {token.lower for one in draft.speakers for form in one.forms for token in tokens(form)}
    counts: Counter[str] = Counter()
    for claim in draft.claims:
        known = words(claim.language)
        times = known.any_word("days") | set(known.values("months"))
        if claim.language != "de":  # every noun has a capital there
            counts.update(_capitals(claim.text, people | times))
    frequent = [(name, count) for name, count in counts.items() if count >= _OFTEN]
    for name, count in sorted(frequent, key=lambda pair: (-pair[1], pair[0]))[:_MOST]:
        yield f"{name} ({count} times)"


def _capitals(text: str, known: set[str]) -> Iterator[str]:
    inside = tokens(text)[1:]
    for is_name, run in groupby(inside, key=lambda token: token.text[0].isupper()):
        found = [token for token in run if token.lower not in known]
        if is_name and found:
            yield " ".join(token.text for token in found)
