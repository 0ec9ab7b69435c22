"""The rule on sentences that name a source: that source has what they tell."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.fit import fit, marks, marks_of_source, passages
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import AuthoredText, UnitView
from kzquiz.check.engine.words import has_phrase, sentences
from kzquiz.expressions import expression

_LEAST, _TIMES = 3.0, 2
_TELLING = frozenset({"feedback", "why", "correction", "sample", "note", "arguable"})
_TELLING_PROSE = frozenset({"why", "settled_by", "expect", "lesson", "sensitivity"})
_CLAUSE = expression(r"[,;:] ")
_DENIES = expression(
    r"\b(?:not?|nothing|never|nobody|none|without|neither|nor|unlike|than|other|only|lacks?|silent"
    r"|missing|leaves?|cannot)\b|n[’']t\b",
)


@rule("EV63", "warning", Entry, reads=("en",))
def told_by_another_source(entry: Entry) -> Iterator[Finding]:
    """A sentence names a source that does not have what it tells, and another source has it.

    Learners look there in vain. The words, numbers and times of the sentence are compared with all
    articles, so they must be at hand. A sentence that names two sources, denies or compares is
    passed over.

    Bad:
        question:
          id: choice-left
          feedback: In Source B two windows of the hall were broken by the crowd.

    Good:
        question:
          id: choice-left
          feedback: In Source A two windows of the hall were broken by the crowd.
    """
    unit = entry.unit
    if not passages(unit) or not any(label in entry.text for label in unit.labels):
        return
    labels = {source.label: source.id for source in unit.facts.sources.values()}
    for part in entry.parts:
        tells = part.role in _TELLING or (part.role == "prose" and part.at[-1] in _TELLING_PROSE)
        if not tells or wrong_on_purpose(entry.named(part)):
            continue
        for sentence in _sentences(part):
            named = [label for label in labels if has_phrase(sentence, label)]
            if len(named) != 1 or _DENIES.search(sentence.lower()):
                continue
            if found := _elsewhere(unit, sentence, labels[named[0]]):
                other, words = found
                yield Finding(
                    f"{named[0]} has nothing of “{'”, “'.join(words)}”",
                    f"{unit.facts.sources[other].label} has: is that source meant?",
                    part.at,
                )


def _sentences(part: AuthoredText) -> Iterator[str]:
    """The sentences of a text; what is written on several claims has clauses on each."""
    for sentence in sentences(part.text):
        yield from _CLAUSE.split(sentence) if part.role == "prose" else (sentence,)


def _elsewhere(unit: UnitView, sentence: str, source: str) -> tuple[str, list[str]] | None:
    """The source that has what a sentence tells, and the words that the named one lacks."""
    words, own = marks(sentence), marks_of_source(unit, source)
    for other in unit.facts.sources:
        theirs = marks_of_source(unit, other)
        gained, lost = words & theirs - own, words & own - theirs
        several = len(gained) > 1 or any(word[0] in "=@" for word in gained)
        if several and fit(unit, gained) >= max(_LEAST, _TIMES * fit(unit, lost)):
            return other, sorted(word.lstrip("=@") for word in gained)
    return None
