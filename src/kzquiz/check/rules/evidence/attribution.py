"""EV: who says so: attribution kept, caveats kept where they belong, origins not sold as two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, QuestionView, TextRole, UnitView
from kzquiz.check.engine.words import outside_quotes, sentences, tok
from kzquiz.model import Claim, Status

CLAIMED: frozenset[Status] = frozenset({"official-claim", "party-claim", "witness-claim"})
_SURE = expression(
    r"\b(?:confirmed|proven|proved|proves|verified|established|in fact|undoubtedly|certainly"
    r"|definitely|for certain|(?:it|that|this) is (?:certain|sure|a fact)|(?:beyond|without|no)"
    r"(?: any| all)? doubt)\b",
    re.IGNORECASE,
)
_DENIED = expression(
    r"\b(?:not|no|never|neither|nor|nobody|none|cannot|without|whether|if|unless|until|before|only"
    r"|instead|would|could|can|how|rather|less|un\w+)\b|n't\b|n’t\b",
    re.IGNORECASE,
)
_EXACT = expression(
    r"\b(?:(?:which|what)(?: exact)? (?:words?|terms?|expressions?|phrases?) (?:did|does|do) "
    r"(?!source|the (?:text|report|newsroom|article))"
    r"|(?:his|her|its|their) (?:exact|own|very) words"
    r"|how (?:did|does|do) (?!source|the (?:text|report|newsroom|article))[^?]*? (?:put|word"
    r"|phrase) (?:it|this|that)\b)",
    re.IGNORECASE,
)
_TRUE_ROLES: tuple[TextRole, ...] = ("key", "correction", "feedback", "why")


@rule("EV09", "error", QuestionView)
def attribution_missing(question: QuestionView) -> Iterator[Finding]:
    """A claim by a party is asked about, or given as the answer, and nobody says it.

    “26 people were killed” is a fact; “26 people were killed, the ministry said” is a statement.
    Question, options or answer name the speaker, or ask for a source's account (“according to
    Source A”, “paragraph 9”). The line of evidence under the key names the chain by itself.

    Bad:
        question:
          id: choice-left
          stem: How many people had left their homes on Monday night?

    Good:
        question:
          id: choice-left
          stem: How many people had left their homes on Monday night, in the fire service's count?
    """
    if not question.asks_fact:
        return
    claimed = [claim for claim in question.claims if claim.status in CLAIMED]
    if not claimed or len(claimed) < len(question.claims):
        return
    texts = [question.front, question.item.instruction]
    texts += [said.text for said in (*question.options, *question.answers)]
    words = _spaced(" \n".join(texts))
    named = any(_names_in(words, question.unit, claim) for claim in claimed)
    if not named and not any(_spaced(label) in words for label in _said_by(question.unit)):
        speakers = question.unit.names[claimed[0].speakers[0]]
        yield Finding(
            "nobody is named who says this",
            f"name {speakers[0]}, or the source that reports it",
            question.stem_at,
        )


@rule("EV09b", "warning", ClaimView)
def claim_without_speaker(view: ClaimView) -> Iterator[Finding]:
    """A claim by a party reads as a fact: “says” names none of its speakers.

    “says” is printed on source cards and keys as a sentence of its own.

    Bad:
        claim:
          id: a1-left
          says: Some 200 residents were no longer at home.

    Good:
        claim:
          id: a1-left
          says: The fire service said that some 200 residents were no longer at home.
    """
    claim = view.claim
    if claim.status in CLAIMED and not _names_in(_spaced(claim.says), view.unit, claim):
        yield Finding(
            "“says” does not name the speaker",
            f"name {view.unit.names[claim.speakers[0]][0]}, or another name of the chain",
            ("says",),
        )


@rule("EV10", "error", QuestionView)
def unconfirmed_sold_as_fact(question: QuestionView) -> Iterator[Finding]:
    """A text calls a claim confirmed, proven or a fact that its source could not confirm.

    The note that the source prints goes with the claim to every key and card by itself; the
    author's words must not take it back.

    Bad:
        question:
          id: short-basis
          feedback: The inspection in March is confirmed by the body that is responsible.

    Good:
        question:
          id: short-basis
          feedback: The inspection in March is not confirmed; the body speaks about its own work.
    """
    if not any(claim.confirmation for claim in question.claims):
        return
    for said in question.of(*_TRUE_ROLES):
        for sentence in sentences(outside_quotes(said.text)):
            match = _SURE.search(sentence)
            if match and not left_open(sentence.replace(match[0], "", 1)):
                yield Finding(
                    f"“{match[0]}”: the source says that this could not be confirmed",
                    "say who says it instead",
                    said.at,
                )


@rule("EV10b", "warning", UnitView)
def caveat_on_one_of_two(unit: UnitView) -> Iterator[Finding]:
    """Of two claims of one source that count the same thing, only one stands under its caveat.

    A caveat covers what it covers (content guide, section 1, principle 4): figures of one category
    are covered together or not at all.

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
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in unit.facts.claims.values():
        if claim.figure and claim.figure.category:
            groups.setdefault((claim.source, claim.figure.category), []).append(claim)
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
    """A claim is limited by a caveat that another source prints, or by itself.

    What one newsroom could not confirm says nothing about the other's report (content guide,
    section 1, principle 4).

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


@rule("EV18", "warning", QuestionView)
def translated_word_as_own(question: QuestionView) -> Iterator[Finding]:
    """A question asks for a speaker's exact word where the text may be a translation.

    The word printed may be a translator's. Ask which word the source prints, or say in the feedback
    that it may be a translation.

    Bad:
        question:
          id: short-basis
          stem: Which word did Mayor Brandt use for the water board?
          key: careless
          evidence: [b4-careless]

    Good:
        question:
          id: short-basis
          stem: Which word does Source B print as the mayor's for the water board?
          key: careless
          evidence: [b4-careless]
    """
    if not _EXACT.search(question.stem):
        return
    sources = {question.unit.facts.sources[claim.source] for claim in question.claims}
    told = any("translat" in said.text.lower() for said in question.texts)
    if not told and any(source.translated != "no" for source in sources):
        yield Finding(
            "the speaker may have used another language",
            "ask which word the source prints, or say that it may be a translation",
            ("stem",),
        )


# --- names -------------------------------------------------------------------------------------


def left_open(sentence: str) -> bool:
    """Tell whether a sentence denies, doubts or asks."""
    return "?" in sentence or bool(_DENIED.search(sentence))


def _names_in(words: str, unit: UnitView, claim: Claim) -> bool:
    return any(_spaced(name) in words for speaker in claim.speakers for name in unit.names[speaker])


def _said_by(unit: UnitView) -> Iterator[str]:
    """The ways to name a source as the one that says something."""
    for label in unit.labels:
        yield from (f"according to {label}", f"in {label}", f"{label} says", f"{label} reports")
        yield from (f"going by {label}", f"{label} give", f"{label} gives", f"{label} has")
    yield from ("paragraph", "both sources", "the two sources", "neither source")


def _spaced(text: str) -> str:
    """Words between blanks, without a leading article and ’s: for looking names up in texts."""
    words = " ".join(word.removesuffix("'s") for word in tok(text))
    return f" {words.removeprefix('the ')} "
