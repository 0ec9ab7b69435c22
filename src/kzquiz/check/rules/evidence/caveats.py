"""Rules on caveats: a claim that nobody could check is not told as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.phrases import phrases
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, QuestionView, TextRole, UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import outside_quotes, sentences
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.model import Claim

_SURE = phrases(
    "confirmed proven proved proves verified established undoubtedly certainly definitely",
    "in fact",
    "for certain",
    *(f"{what} is (?:certain|sure|a fact)" for what in ("it", "that", "this")),
    *(f"{none}(?: any| all)? doubt" for none in ("beyond", "without", "no")),
)
_DENIED = expression(
    r"\b(?:not|no|never|neither|nor|nobody|none|cannot|without|whether|if|unless|until|before|only"
    r"|instead|would|could|can|how|rather|less|un\w+)\b|n't\b|n’t\b",
    re.IGNORECASE,
)
_TRUE_ROLES: tuple[TextRole, ...] = ("key", "correction", "feedback", "why")


@rule("EV10", "warning", QuestionView, lists=("sure", "denials"))
def unconfirmed_sold_as_fact(question: QuestionView) -> Iterator[Finding]:
    """A text calls a claim confirmed, proven or a fact, but its source could not confirm it.

    Keys and cards print the source's caveat with the claim. The author's words must not
    contradict it.

    Bad:
        question:
          id: short-basis
          feedback: The inspection in March is confirmed by the body that is responsible.

    Good:
        question:
          id: short-basis
          feedback: The inspection in March is not confirmed; the body speaks about its own work.
    """
    tag = question.unit.tag
    if tag == FALLBACK and not _SURE.may_be_among(question.vocabulary):
        return
    if not any(claim.confirmation for claim in question.claims):
        return
    for text in question.of(*_TRUE_ROLES):
        if text.role == "why" and question.sibling(text, "role"):
            continue  # of a wrong option, which may be about another claim
        for sentence in sentences(outside_quotes(text.text)):
            match = in_tongue(_SURE, tag, "sure").search(sentence)
            if match and not left_open(sentence.replace(match[0], "", 1), tag):
                yield Finding(
                    f"“{match[0]}”: the source says that this could not be confirmed",
                    "say who says it instead",
                    text.at,
                )


@rule("EV10b", "warning", UnitView)
def caveat_on_one_of_two(unit: UnitView) -> Iterator[Finding]:
    """Two claims count the same thing, and only one of them has the source's caveat.

    A caveat covers all figures of one category, or none of them. The rule compares claims of one
    source and one speaker: a newsroom may have checked the count of one speaker and not that of
    another.

    Bad:
        claims:
          - id: a3-inspected
            figure: {value: 1, unit: gates, category: gates inspected}
          - id: a5-repairs
            figure: {word: two, unit: gates, category: gates inspected}

    Good:
        claims:
          - id: a3-inspected
            figure: {value: 1, unit: gates, category: gates inspected}
          - id: a5-repairs
            figure: {word: two, qualifier: at-least, unit: weeks, category: length of the repairs}
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in unit.facts.claims.values():
        if claim.figure and claim.figure.category:
            counted = (claim.source, claim.speakers[0], claim.figure.category)
            groups.setdefault(counted, []).append(claim)
    for claims in groups.values():
        caveats = [claim.confirmation for claim in claims if claim.confirmation]
        for claim in claims:
            if caveats and not claim.confirmation:
                yield Finding(
                    f"“{caveats[0]}” limits another claim of this category, and not this one",
                    f"add “confirmation: {caveats[0]}”, or give the two other categories",
                    ("figure", "category"),
                    f"claim/{claim.id}",
                )


@rule("EV10c", "error", ClaimView)
def caveat_of_another_source(view: ClaimView) -> Iterator[Finding]:
    """The “confirmation” of a claim names a caveat of another source, or the claim itself.

    A newsroom's caveat is about its own report, and says nothing about another newsroom's.

    Bad:
        claim: {id: b4-not-inspected, confirmation: a3-unchecked}

    Good:
        claim: {id: a3-inspected, confirmation: a3-unchecked}
    """
    claim = view.claim
    if not claim.confirmation:
        return
    caveat = view.unit.facts.claims[claim.confirmation]
    if caveat.source != claim.source or caveat.id == claim.id:
        yield Finding(
            f"“{caveat.id}” does not limit this claim: it is "
            + ("the claim itself" if caveat.id == claim.id else "of another source"),
            "name the caveat that the same source prints, or take the line out",
            ("confirmation",),
        )


def left_open(sentence: str, tag: str = FALLBACK) -> bool:
    """Whether a sentence in a language denies, doubts or asks something."""
    denied = in_tongue(_DENIED, tag, "denials")
    return "?" in sentence or "؟" in sentence or bool(denied.search(sentence))
