"""The rule on quotation marks: the words in them are in a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.named import forms
from kzquiz.check.engine.prose import Entry, EntryText
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.words import (
    may_quote,
    norm,
    outside_quotes,
    quotations,
    sentences,
    tokens,
    word_set,
)
from kzquiz.check.rules.evidence.quotations import PROVE
from kzquiz.problems import Severity

_ONE_IN = 6
_SMALL_WORDS = word_set("a an and at by de for from in la le of on or the to with")
_LABELS = ("difference", "status", "qualifier", "category", "verdict")
_AUTHOR_ROLES = word_set(
    "stem statement heading key arguable correction why feedback note prose when"
)


@rule("EV17", "warning", Entry, worst="error")
def invented_quotation(entry: Entry) -> Iterator[Finding]:
    """Words in quotation marks are in no source of the unit.

    Double quotation marks say that a source prints these words. For words of your own use
    *emphasis*, or put the term into the glossary. It is an error if the sentence gives the words to
    somebody, or if a source prints nearly the same; a hint if nobody is named, as the words may be
    an example of the author's. It is a warning for a single word, and for words that look like a
    name or a title (“The Raft of the Medusa”). Wrong options and rejected answers may quote
    anything, feedback may quote the options of its own question, and a question without a key may
    put a sentence up for discussion.

    Bad:
        question:
          id: short-basis
          feedback: >-
            The board calls this “routine upkeep of the dykes”, and speaks about its own work.

    Good:
        question:
          id: short-basis
          feedback: >-
            The board says that the gate “had been inspected in March” and speaks of its own work.
    """
    proofs = entry.unit.proofs.values()
    if not all(proofs):
        return  # the words may be in the source that has neither article nor fingerprint
    allowed = _allowed(entry.unit)
    for text in _quoting(entry):
        for _, words in quotations(text.text):
            plain = norm(words).lower().strip(" .,;:!?")
            if plain in allowed or not tokens(plain) or plain in _options(text.question):
                continue
            # Words that are proved for one source need no slow search in the others.
            if any(proof.proved(words) for proof in proofs):
                continue
            verdicts = {proof.verdict(words) for proof in proofs}
            if verdicts == {"refused"}:
                yield Finding(
                    f"“{words}” is in quotation marks and stands in no source",
                    "quote word for word, or use *emphasis* for words of your own",
                    text.at,
                    severity=_severity(entry.unit, text, words),
                )
            elif "passed" not in verdicts:
                message = f"it is not proved that a source prints “{words}”"
                yield Finding(message, PROVE, text.at)


def _severity(unit: UnitView, text: EntryText, words: str) -> Severity:
    """An error for words that are given to somebody, or are a source's with a slip; else a hint."""
    passages = (proof.article.texts for proof in unit.proofs.values() if proof.article)
    if any(nearly(words, passage) for texts in passages for passage in texts):
        return "error"
    discussed = text.role == "stem" and text.question is not None and not text.question.keyed
    sentence = next((one for one in sentences(text.text) if words in one), text.text)
    if discussed or not _owners(unit).search(outside_quotes(sentence)):
        return "hint"
    return "warning" if len(tokens(words)) == 1 or _is_title(words) else "error"


def nearly(words: str, passage: str) -> bool:
    """Whether a passage has words with one or two changed, of six or more.

    >>> nearly("our records show no trace of any call", "Our systems show no trace of any call.")
    True
    """
    wanted, there = tokens(words), tokens(passage)
    allowed = len(wanted) // _ONE_IN
    if not allowed or len(set(wanted) & set(there)) < len(wanted) - allowed:
        return False
    matched = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched) >= len(wanted) - allowed


@lru_cache(maxsize=1)
def _owners(unit: UnitView) -> re.Pattern[str]:
    """A pattern for whoever a quotation may be given to: speakers, surnames, sources, a verb."""
    names = {name for names in unit.names.values() for name in (*names, *forms(names))}
    longest = sorted(map(re.escape, (*names, *unit.labels)), key=len, reverse=True)
    return re.compile(
        rf"\b(?:{'|'.join(longest)}|says|said|calls|called|writes|wrote)\b", re.IGNORECASE
    )


def _is_title(words: str) -> bool:
    """Whether the words look like a name or title: two capitals or more, small words aside."""
    large = [word for word in words.split() if word.lower().strip(",.") not in _SMALL_WORDS]
    return len(large) > 1 and all(word[0].isupper() for word in large)


@lru_cache(maxsize=16)
def _options(question: QuestionView | None) -> frozenset[str]:
    """The answers of a question, which its feedback may quote."""
    texts = question.of("key", "arguable", "distractor", "reject", "term") if question else ()
    return frozenset(norm(text.text).lower().strip(" .,;:!?") for text in texts)


@lru_cache(maxsize=1)
def _allowed(unit: UnitView) -> frozenset[str]:
    """What may be quoted though no source prints it, in lower case."""
    # Names of answers and values of the format: quoted as names, not as words of a source.
    named = (pair for group in _LABELS for pair in unit.words.group(group).items())
    labels = frozenset(name.lower() for pair in named for name in pair)
    return labels | unit.terms | {term.term.lower() for term in unit.info.loaded_terms}


def _quoting(entry: Entry) -> Iterator[EntryText]:
    """The texts with quotation marks in the author's voice: no wrong options, false statements."""
    for text in entry.texts if may_quote(entry.text) else ():
        if not may_quote(text.text) or text.role not in _AUTHOR_ROLES:
            continue
        if not wrong_on_purpose(text):
            yield text
