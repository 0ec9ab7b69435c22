"""The rule on small numbers and ranks: those that a text gives a thing are those of the sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kzquiz.check.engine.fit import passages
from kzquiz.check.engine.moments import MONTHS
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, UnitView
from kzquiz.check.engine.words import STOP, norm, outside_quotes, tokens, word_list
from kzquiz.evidence.article import without_ending

_RANKS = word_list(
    "first second third fourth fifth sixth seventh eighth ninth tenth last final previous"
)
_COUNTS = word_list("two three four five six seven eight nine ten eleven twelve")
_AS_WORDS = {str(number): word for number, word in enumerate(_COUNTS, 2)}
_SORTS = {**dict.fromkeys(_RANKS, "rank"), **dict.fromkeys(_COUNTS, "count")}
_FRAME = frozenset(
    map(
        without_ending,
        word_list(
            "source report text account article newspaper version statement claim thing time point"
            " reason word sentence speaker question side figure number fact name voice kind step"
            " part paragraph way other others more fewer day hour minute week month year person"
            " people half place reading group piece later earlier longer"
        ),
    )
) | {without_ending(month) for month in MONTHS}
"""What a text on texts counts itself, and spans of time, which are reckoned from others."""
_LEAST = 3


@rule("EV89", "warning", Entry, reads=("en",))
def number_of_another(entry: Entry) -> Iterator[Finding]:
    """A text gives a thing a small number or a rank, and the sources only others.

    *Four students* where they have *three students*, the *last working day* where they have the
    *first*. The words of unit.yaml, of the descriptions of sources, of differences and claims are
    compared with all articles, which must be at hand.

    Bad:
        unit: {summary: The army sends boats to a town in which three windows were broken.}

    Good:
        unit: {summary: The army sends boats to a town in which two windows were broken.}
    """
    unit = entry.unit
    if entry.question is not None or not passages(unit):
        return
    for part in entry.parts:
        if not _compared(part):
            continue
        for word, noun in _pairs(outside_quotes(part.text)):
            known = _printed(unit).get((_SORTS[word], noun), frozenset())
            if known and word not in known:
                yield Finding(
                    f"“{word} {noun} …”: the sources have {', '.join(sorted(known))}",
                    "give the number of the sources, if it is the same thing",
                    part.at,
                )


def _compared(part: AuthoredText) -> bool:
    return part.at[0] not in ("glossary", "settled_by", "reject", "labels", "missing")


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """The small numbers and ranks of a text, each with the words after it, without endings."""
    words = [_AS_WORDS.get(word, word) for word in tokens(norm(text))]
    for number, word in enumerate(words):
        if word not in _SORTS:
            continue
        after = words[number + 1 : number + 3]
        for noun in after:
            stem = without_ending(noun.removesuffix("'s"))
            plain = {noun, noun.removesuffix("s"), stem}
            if noun in STOP or noun.isdigit() or noun in _SORTS or plain & _FRAME:
                break
            if len(noun) > _LEAST:
                yield word, stem


@lru_cache(maxsize=2)
def _printed(unit: UnitView) -> Mapping[tuple[str, str], frozenset[str]]:
    """Sort of number and thing → the words for its numbers or ranks in articles and claims."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for proof in unit.proofs.values():
        for text in proof.article.texts if proof.article else ():
            for word, noun in _pairs(text):
                found[_SORTS[word], noun].add(word)
    return {key: frozenset(words) for key, words in found.items()}
