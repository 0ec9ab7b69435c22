"""Rules on slips in any text: a word that stands twice, an acronym that nobody explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.words import STOP, outside_quotes, word_set
from kzquiz.expressions import expression
from kzquiz.languages.words import rule_words

_DOUBLED = expression(r"(?<![\w.,'’-])((?>\w+(?:[-'’.,]\w+)*))\s+\1(?![\w'’-])", re.IGNORECASE)
_DOUBLED_WELL = word_set("had that did tuk cha pom bye ha")
_ACRONYM = expression(r"\b[A-Z]{3,}\b")
_ROMAN = expression(r"[IVX]+")
_VERBATIM = frozenset({"phrase", "term"})


@rule("IW29", "warning", Entry, lists=("doubled",))
def doubled_word(entry: Entry) -> Iterator[Finding]:
    """A word is twice in a row in a text.

    Readers trust a text with such mistakes less (H 11, H 12). Quotations are ignored, and so are
    “had had”, “that that” and names such as Wagga Wagga.

    Bad:
        question:
          id: choice-left
          feedback: The figure keeps its its qualifier and its time.

    Good:
        question:
          id: choice-left
          feedback: The qualifier that that figure has must be kept.
    """
    for text in entry.parts if _DOUBLED.search(entry.text) else ():
        if text.role in _VERBATIM:
            continue
        doubled = _DOUBLED.finditer(outside_quotes(text.text))
        slips = [found[0] for found in doubled if not _well_doubled(found, entry.unit.tag)]
        if slips:
            message = f"“{slips[0]}”: the word stands twice"
            if others := len(slips) - 1:
                message += f"; {others} more in this text"
            yield Finding(message, "take one out", text.at)


def _well_doubled(found: re.Match[str], tag: str) -> bool:
    """Whether a doubled word is correct: “had had”, “50 50”, “Source A a nurse”, “Wagga Wagga”."""
    first, second = found[0].split()
    words = rule_words(tag)
    well = words.set("doubled") if words else _DOUBLED_WELL
    if first == second:
        name = first.istitle() and first.lower() not in STOP
        return name or first.isdigit() or first.lower() in well
    return len(first) == 1  # a label and an article


@rule("IW30", "hint", UnitView)
def unexplained_acronym(unit: UnitView) -> Iterator[Finding]:
    """A question has an acronym such as CSTO that is not in the glossary.

    A learner who does not know the letters cannot understand the question (H 8). Each acronym is
    reported once, at its first use.

    Bad:
        question:
          id: choice-left
          stem: How many people had left, according to the OFS in Source A?

    Good:
        unit:
          glossary:
            - {term: Ostervik Fire Service (OFS), means: The fire service of the town.}
        question:
          id: choice-left
          stem: How many people had left, according to the OFS in Source A?
    """
    known = {word for entry in unit.info.glossary for word in _ACRONYM.findall(entry.term)}
    known |= {word for entry in unit.info.glossary for word in _ACRONYM.findall(entry.means)}
    for question in unit.questions:
        for text in question.of("stem", "statement", "key", "arguable", "distractor"):
            for word in _ACRONYM.findall(text.text):
                if word in known or _ROMAN.fullmatch(word) or word.lower() in STOP:
                    continue
                if f"({word})" not in text.text and not text.text.isupper():
                    known.add(word)
                    message = f"“{word}” is not in the glossary"
                    yield Finding(message, "explain it there", text.at, question.entry)
