"""Rules on numbers in questions: they keep their qualifier, and come from a claim of the unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import lru_cache

from kzquiz.check.engine.assertions import (
    QUALIFIED,
    Assertion,
    assertions,
    claim_numbers,
    counts_texts,
    numbers_of,
    qualifier_name,
)
from kzquiz.check.engine.cited import claims_of
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.reckoned import CUSTOMARY, can_reckon
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.words import has_phrase, outside_quotes
from kzquiz.expressions import expression
from kzquiz.languages.words import rule_words
from kzquiz.model import Qualifier
from kzquiz.numbers import Number, figure_numbers, numbers
from kzquiz.qualifiers import has_qualifier

_SMALL = 10
_EXPLAINING = frozenset({"feedback", "why", "note", "sample", "prose"})
_YEAR = expression(r"\b(?:1[89]|20)\d\d\b")
_AGAIN = expression(r"\b(?:the|these|those)\s+$", re.IGNORECASE)
_ASKS = r"(?= (?:how|what|which|____))"
_IN_STEM: dict[Qualifier, re.Pattern[str]] = {
    "about": expression(rf"\b(?:about|around|roughly|approximately|nearly|almost|some){_ASKS}"),
    "at-least": expression(
        rf"\b(?:at least|no fewer than){_ASKS}|\bminimum\b|\bhow (?:many|much)\b[^?]* (?:or more"
        r"|at least)\b"
    ),
    "more-than": expression(rf"\b(?:more than|over|above){_ASKS}|\bexceed"),
    "less-than": expression(rf"\b(?:less than|fewer than|under|below){_ASKS}"),
    "up-to": expression(rf"\b(?:up to|at most|no more than){_ASKS}|\bmaximum\b"),
}


@rule("EV07", "error", QuestionView, lists=QUALIFIED)
def qualifier_lost(question: QuestionView) -> Iterator[Finding]:
    """A number has lost the qualifier of its source, or has another one.

    “18”, “at least 18” and “about 18” are three different figures. Words that mean the same may
    replace one another: around, about, some, roughly. A qualifier in the stem counts (“about how
    many …?”). A text that has given the figure with its qualifier may go on with “the 200”.

    It is an error if a right answer differs from the figure of a claim that it cites. It is a
    warning in a stem or a reason, for a number that only the wording or quotation of a claim has,
    and if the word may be no qualifier (“talks about 200 people”). Feedback is not read: it may
    explain what the bare number would say.

    Bad:
        question: {id: choice-left, key: "200"}

    Good:
        question: {id: choice-left, key: some 200}
    """
    tag = question.unit.tag
    right_answers = assertions(question)
    for assertion in (*right_answers, *_stems(question), *_reasons(question)):
        found = numbers(assertion.text, tag)
        if not found:  # as in most texts
            continue
        known: dict[Decimal, set[Qualifier]] = {}
        for number in numbers_of(question, assertion.claims):
            known.setdefault(number.value, set()).update(
                one for one in (number.qualifier, number.leans) if one
            )
        whole = {n.value for n in found if n.has(known.get(n.value, ()))}
        for number in found:
            right = known.get(number.value, {number.qualifier})
            worked_out = number.spelled and can_reckon(question.claims, "", number.value, tag)
            if counts_texts(assertion.text, number, tag) or worked_out:
                continue
            again = number.value in whole and _given_again(assertion.text[: number.start], tag)
            stem = question.front.lower()
            if number.has(right) or again or _asked_with(stem, right, number, tag):
                continue
            wanted = " or ".join(sorted(qualifier_name(one) for one in right))
            written = qualifier_name(number.qualifier)
            yield Finding(
                f"{number.raw} has {written} here; the source has {wanted}",
                "keep the qualifier: it is part of the figure",
                assertion.at,
                severity=None
                if assertion.role != "accept"
                and assertion in right_answers
                and _of_figure(assertion, number, tag)
                else "warning",
            )


@rule("EV32", "warning", Entry)
def number_from_nowhere(entry: Entry) -> Iterator[Finding]:
    """Feedback, a reason, a sample or a note gives a number that no claim of the unit gives.

    Learners remember the feedback, and teachers their notes. They may use any figure of the unit,
    the figures in “external”, which have a reference, and what follows from the cited claims or
    from other numbers in the text: “37 of 240 is 15 percent”. Numbers up to 10 pass: they mostly
    count what the text itself names, as in “two of the options”. It is a hint in a sample answer
    and in the notes for the lesson, which may have more steps and outside knowledge.

    Bad:
        question:
          id: choice-left
          feedback: The figure keeps its qualifier. In the end 4,300 people had to leave.

    Good:
        question:
          id: choice-left
          feedback: The figure keeps its qualifier. A day later it is more than 350.
    """
    unit, question = entry.unit, entry.question
    if entry.entry.startswith(("claim/", "source/")):
        return  # EV34 and EV39 compare these with the article
    known, tag = _unit_numbers(unit), unit.tag
    if question and (external := question.of("external")):
        known = known.union(n.value for text in external for n in numbers(text.text, tag))
    for text in entry.parts:
        # A rejected reading of a difference is wrong on purpose.
        aside = text.at[0] in ("speakers", "glossary") or (not question and text.at[0] == "reject")
        if text.role not in _EXPLAINING or aside or text.at[-1] == "when":
            continue
        for number in numbers(text.text, tag):
            if number.value <= _SMALL or _is_rounded(number, known):
                continue
            year = has_phrase(_years(unit), number.raw)
            told = "\n".join((text.text, *_reasons_cited(entry)))
            if not year and not can_reckon(claims_of(entry, text), told, number.value, tag):
                advice = "give a figure of the unit's claims, or add the claim"
                message = f"no claim of the unit gives the number {number.raw}"
                guess = text.role == "sample" or text.at[0] == "teacher"
                yield Finding(message, advice, text.at, severity="hint" if guess else None)


def _reasons_cited(entry: Entry) -> Iterator[str]:
    """The reasons of the differences that a question asks about, from which it may reckon."""
    return (one.why for one in entry.question.differences) if entry.question else iter(())


def _is_rounded(number: Number, known: Collection[Decimal]) -> bool:
    """Whether a number is known, or is a bound or round form of one: “more than a thousand”."""
    if number.qualifier in ("more-than", "at-least"):
        return any(number.value <= one < number.value * 2 for one in known)
    if number.qualifier in ("less-than", "up-to"):
        return any(number.value / 2 < one <= number.value for one in known)
    near = number.value / 10 if number.qualifier == "about" else 0
    return any(abs(one - number.value) <= near for one in known)


def _stems(question: QuestionView) -> Iterator[Assertion]:
    """The stem, which may repeat figures; none if it is a statement that may be false."""
    if not question.stem_is_statement:
        for text in question.of("stem"):
            yield Assertion(text.text, text.role, text.at, question.claims)


def _reasons(question: QuestionView) -> Iterator[Assertion]:
    """Why an answer is right, wrong or arguable, without what it quotes."""
    for text in question.of("why"):
        yield Assertion(outside_quotes(text.text), text.role, text.at, question.claims)


# --- the figures of the unit --------------------------------------------------------------------


@lru_cache(maxsize=4)
def _unit_numbers(unit: UnitView) -> frozenset[Decimal]:
    """The numbers of all claims, and those that everybody may use."""
    claims = unit.facts.claims.values()
    return CUSTOMARY.union(
        number.value
        for claim in claims
        for number in claim_numbers(claim, unit.tag, unit.tag_of(claim.source))
    )


@lru_cache(maxsize=4)
def _years(unit: UnitView) -> str:
    """The years that the articles at hand print."""
    articles = (proof.article for proof in unit.proofs.values() if proof.article)
    return " ".join(year for one in articles for text in one.texts for year in _YEAR.findall(text))


def _given_again(before: str, tag: str) -> bool:
    """Whether a number goes on with one that was given with its qualifier: “the 200”."""
    return bool(rule_words(tag) or _AGAIN.search(before))


def _of_figure(assertion: Assertion, number: Number, tag: str) -> bool:
    """Whether a number is the figure of a claim, and its qualifier is certain."""
    figures = (claim.figure for claim in assertion.claims if claim.figure)
    values = {given.value for figure in figures for given in figure_numbers(figure, tag)}
    return number.value in values and not number.unsure


def _asked_with(stem: str, right: set[Qualifier], number: Number, tag: str) -> bool:
    """Whether the stem has the qualifier that a bare number needs: “about how many …?”."""
    if number.qualifier != "exact":
        return False
    if words := rule_words(tag):
        return any(has_qualifier(stem, one, words) for one in right)
    return any(_IN_STEM[one].search(stem) for one in right if one != "exact")
