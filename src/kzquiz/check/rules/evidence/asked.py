"""Rules on what a question asks about: its claims, and the passage on its card, tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.cited import paragraphs_of
from kzquiz.check.engine.fit import best_claim, fit, marks, marks_of_claims, passages
from kzquiz.check.engine.named import capitals, has_words
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.words import STOP, has_phrase, tokens

_NOTHING, _LEAST, _SOME, _FEW = 1.0, 4.0, 2.0, 2


@rule("EV77", "warning", QuestionView, reads=("en",))
def asked_about_another(question: QuestionView) -> Iterator[Finding]:
    """The stem names only somebody, or a place, whom the cited paragraphs do not have.

    Another person was put into the question, or another claim is cited. Another paragraph of the
    unit has the name. A stem that also has a name of its claims may compare the two. It needs the
    articles.

    Bad:
        question: {id: choice-left, stem: "How many had left on Monday night, as Ilse Brandt said?"}

    Good:
        question: {id: choice-request, stem: "What did Ilse Brandt ask for, in Source A?"}
    """
    unit = question.unit
    if not question.claims or question.absent_terms or not passages(unit):
        return
    names = [name.removesuffix("’s").removesuffix("'s") for name in capitals(question.stem)]
    told = _told(question) if names else ""
    strange = [name for name in names if not has_words(told, _words(name))]
    if strange and len(strange) == len(names) and _is_printed(unit, strange[0]):
        yield Finding(
            f"“{strange[0]}” is in no cited claim, nor in its paragraph",
            "ask about somebody who is, or cite another claim",
            question.stem_at,
        )


def _words(name: str) -> list[str]:
    return [word for word in tokens(name) if word not in STOP]


def _told(question: QuestionView) -> str:
    """The cited paragraphs, with the names of their speakers and what their sources are called."""
    unit = question.unit
    sources = [unit.facts.sources[claim.source] for claim in question.claims]
    speakers = [
        name for claim in question.claims for one in claim.speakers for name in unit.names[one]
    ]
    called = (text for one in sources for text in (one.label, one.title, one.author, one.publisher))
    return "\n".join((*paragraphs_of(unit, question.claims), *speakers, *called))


def _is_printed(unit: UnitView, name: str) -> bool:
    articles = (proof.article for proof in unit.proofs.values())
    return any(has_phrase(text, name) for article in articles if article for text in article.texts)


@rule("EV78", "warning", QuestionView)
def evidence_apart(question: QuestionView) -> Iterator[Finding]:
    """The evidence of a question, or the passage on its card, has none of the question's words.

    The wrong id was written. Stem, answers, feedback and reasons are compared with the only claim
    and its paragraph: these share nothing, and another claim has several of the words. A passage
    that a card shows and that is not cited shares something with the question, too. Names of
    speakers do not count. It needs the articles.

    Bad:
        question: {id: choice-request, evidence: [b6-worst]}

    Good:
        question: {id: choice-request, evidence: [a2-request]}
    """
    unit, own = question.unit, question.question
    if question.absent_terms or not (own.evidence or own.shows) or not passages(unit):
        return
    named = list(own.all_ids("claim"))
    only_shown = {one.claim for one in own.shows or () if named.count(one.claim) == 1}
    cited = [claim.id for claim in question.claims if claim.id not in only_shown]
    true = (
        text.text for text in question.texts if text.role != "distractor" and text.at[0] != "shows"
    )
    words = marks("\n".join((question.stem, *true))) - _names(unit)
    shared = words & frozenset().union(*(_of_claim(unit, claim) for claim in cited))
    if len(cited) == len(own.evidence) == 1 and fit(unit, shared) < _NOTHING:
        best, gained = best_claim(unit, words - shared, cited)
        if len(gained) >= _FEW and fit(unit, gained) >= _LEAST:
            yield Finding(
                f"“{cited[0]}” has nothing of what the question is about",
                f"is “{best}” meant, which has “{'”, “'.join(sorted(gained))}”?",
                ("evidence",),
            )
    for number, shown in enumerate(own.shows or ()):
        printed = marks(shown.text) if shown.text else marks_of_claims(unit)[shown.claim]
        here = fit(unit, words & printed)
        if shown.claim in only_shown and here < _NOTHING and fit(unit, shared) >= _SOME:
            yield Finding(
                f"the card shows “{shown.claim}”, which has nothing of what the question is about",
                "show a claim that the question cites",
                ("shows", number),
            )


@lru_cache(maxsize=2)
def _names(unit: UnitView) -> frozenset[str]:
    """The marks of names of speakers, which say nothing of what a claim is about."""
    names = (name for names in unit.names.values() for name in names)
    return frozenset().union(*(marks(name) for name in (*names, *unit.labels)))


@lru_cache(maxsize=2048)
def _of_claim(unit: UnitView, name: str) -> frozenset[str]:
    """The marks of a claim and of its paragraph."""
    claim = unit.facts.claims[name]
    place = (claim.source, claim.paragraph)
    there = (one.marks for one in passages(unit) if (one.source, one.paragraph) == place)
    return marks_of_claims(unit)[name].union(*there)
