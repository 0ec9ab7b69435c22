"""Rules on answers: the question does not give the key away, and the sources have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.verbatim import absent_terms
from kzquiz.check.engine.words import (
    STOP,
    bare,
    has_phrase,
    norm,
    sentences,
    tokens,
)
from kzquiz.expressions import expression

_PAIRS = 2
_CAPITAL = expression(r"(?<![.!?:“\"‘] )(?<!^)\b(?!X-ray)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")


@rule("EV14", "warning", UnitView, worst="error")
def absent_term_present(unit: UnitView) -> Iterator[Finding]:
    """An absent term does occur in the source, or nothing proves that it does not.

    “Not stated” is proved by terms that the source would use if it said so, and does not use. A
    term that the source prints is an error. A term that it prints with another ending is a warning:
    “warn” is found in “warned”. Set phrases are no match: “ordered” is not found in “in order to”.

    Bad:
        question:
          id: tfn-sirens
          absent_terms: [siren, alarm, boats]

    Good:
        question:
          id: tfn-sirens
          absent_terms: [siren, alarm, warn]
    """
    for name, terms in absent_terms(unit):
        proof = unit.proofs[name]
        if not proof:
            continue
        for entry, at, term in terms:
            if proof.is_absent(term):
                continue
            if found := proof.occurs(term):
                where = unit.facts.sources[name].passage(*found)
                printed = proof.article is None or proof.proved(term)
                yield Finding(
                    f"“{term}” occurs in {proof.label}, {where}"
                    + ("" if printed else ", with another ending"),
                    "take another term, or another key: the source may say it",
                    at,
                    entry,
                    "error" if printed else None,
                )
            else:
                yield Finding(
                    f"it is not proved that “{term}” occurs nowhere in {proof.label}",
                    "make the fingerprint again with “kzquiz fingerprint”, which proves it",
                    at,
                    entry,
                )


@rule("EV15", "warning", QuestionView, worst="error")
def answer_in_its_question(question: QuestionView) -> Iterator[Finding]:
    """The question prints its own key.

    Learners can then answer without the source, and learn nothing. It is an error for a key of two
    content words or more. It is a warning for one word, which may have another sense in the
    question, and for another name of the speaker who is the key. A sentence that offers the key
    beside another option (“Was it A or B?”) is fine. A small word such as “about” counts only if it
    is alone or before a number.

    Bad:
        question:
          id: short-basis
          stem: On whose word does the inspection by the water board rest in Source A?

    Good:
        question:
          id: short-basis
          stem: On whose word does the March inspection rest in Source A?
    """
    shown = question.front
    for key in question.keys if question.asks_fact else ():
        for words in (key.text, *_other_names(question, key.text)):
            if _prints_key(shown, words) and not _offered(question, shown, words):
                named = "" if words == key.text else f"as “{words}” "
                long = words == key.text and _content_words(words) >= _PAIRS
                yield Finding(
                    f"the key “{key.text}” stands {named}in the question",
                    "put the question in other words, or ask for something else",
                    next((t.at for t in question.shown if _prints_key(t.text, words)), ("stem",)),
                    severity="error" if long else None,
                )
                break


@rule("EV27", "warning", QuestionView, reads=("en",))
def outside_knowledge(question: QuestionView) -> Iterator[Finding]:
    """The key has a name that no cited source has, and the question has no “external”.

    A key never needs knowledge from outside the sources. If such knowledge is mentioned, “external”
    gives a reference for it.

    Bad:
        question:
          id: short-basis
          key: the water board under Director Harald Quist

    Good:
        question:
          id: short-basis
          key: the water board
    """
    if question.question.external or not question.asks_fact:
        return
    for key in question.keys:
        for name in _CAPITAL.findall(key.text):
            words = (word.removesuffix("'s") for word in tokens(name))
            new = [word for word in words if word not in _vocabulary(question.unit)]
            if new and not _may_be_in_source(question, new):
                yield Finding(
                    f"“{name}” stands in no cited source",
                    "ask for what the sources say, or add “external” with a reference",
                    key.at,
                )


# --- vocabulary --------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def _vocabulary(unit: UnitView) -> frozenset[str]:
    """The words of the unit's claims, speakers and glossary, and stop words."""
    info, facts = unit.info, unit.facts
    texts = [text for claim in facts.claims.values() for text in (claim.says, claim.quote)]
    texts += [claim.as_of for claim in facts.claims.values()]
    texts += [text for names in unit.names.values() for text in names]
    texts += [speaker.role for speaker in facts.speakers.values()]
    texts += [entry.term for entry in info.glossary if not entry.external]
    texts += [*unit.labels, *unit.words.group("difference").values()]
    return frozenset(word for text in texts for word in tokens(text)) | STOP


def _may_be_in_source(question: QuestionView, words: Iterable[str]) -> bool:
    """Whether one cited source may contain all of the words."""
    proofs = {question.unit.proofs[claim.source] for claim in question.claims}
    return any(all(proof.may_contain(word) for word in words) for proof in proofs)


def _other_names(question: QuestionView, key: str) -> Iterator[str]:
    """The other names of the speaker whom a key names."""
    wanted = bare(key)
    for names in _names(question.unit).get(wanted, ()):
        yield from (name for name in names if bare(name) != wanted)


@lru_cache(maxsize=2)
def _names(unit: UnitView) -> Mapping[str, list[tuple[str, ...]]]:
    """Each name of a speaker, bare → all names of those who have it."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for names in unit.names.values():
        for name in dict.fromkeys(map(bare, names)):
            found.setdefault(name, []).append(names)
    return found


def _content_words(text: str) -> int:
    return sum(word not in STOP for word in tokens(text))


def _prints_key(shown: str, key: str) -> bool:
    """Whether a text has a key. A stop word counts only if it is alone or before a number."""
    wanted = bare(key)
    if not has_phrase(shown, wanted):
        return False
    if " " in wanted or wanted not in STOP:
        return True
    return (
        re.search(rf"\b{re.escape(wanted)}\b\W*(?:\d|[^\w\s?]|$)", norm(shown).lower()) is not None
    )


def _offered(question: QuestionView, shown: str, key: str) -> bool:
    """Whether a sentence has the key and a distractor."""
    return any(
        has_phrase(sentence, bare(key)) and has_phrase(sentence, bare(distractor.text))
        for sentence in sentences(shown)
        for distractor in question.distractors
    )
