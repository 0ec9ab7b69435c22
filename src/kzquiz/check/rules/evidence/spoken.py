"""Rules on words and statements in questions: whose they are, and whether that is given away."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.named import forms
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import Path, QuestionView, UnitView
from kzquiz.check.engine.words import has_phrase, tokens, word_set
from kzquiz.model import Claim

_FIRST_PERSON = word_set("i me my mine we us our ours")


@rule("EV46", "warning", UnitView)
def term_of_another(unit: UnitView) -> Iterator[Finding]:
    """A loaded term stands in another claim than the one named, or its owner is not who says it.

    Whose word it is decides what it shows: keys print the owner. It compares ``loaded_terms`` and
    the questions on a term with the speakers and the words of the claim.

    Bad:
        unit:
          loaded_terms:
            - {term: furious crowd, owner: mayor, claim: a2-crowd}

    Good:
        unit:
          loaded_terms:
            - {term: furious crowd, owner: newsroom-a, claim: a2-crowd}
    """
    for number, entry in enumerate(unit.info.loaded_terms):
        at = ("loaded_terms", number)
        yield from _of_term(unit, entry.term, entry.owner, entry.claim, "unit", at)
    for question in unit.questions:
        for text in question.of("term"):
            owner, claim = question.sibling(text, "owner"), question.sibling(text, "claim")
            if isinstance(owner, str) and isinstance(claim, str):
                yield from _of_term(unit, text.text, owner, claim, question.entry, text.at[:-1])


def _of_term(
    unit: UnitView, term: str, owner: str, name: str, entry: str, at: Path
) -> Iterator[Finding]:
    """A finding if a claim does not have a loaded term, or its owner does not say it."""
    claim = unit.facts.claims[name]
    article = unit.proofs[claim.source].article
    printed = article.texts[claim.paragraph - 1 : claim.paragraph] if article else ()
    own = f"{claim.quote} {claim.says}"
    elsewhere = (one for one in unit.facts.claims.values() if has_phrase(one.quote, term))
    other = next((one for one in elsewhere if one.source == claim.source), None)
    if not has_phrase(own, term) and (other or (printed and not has_phrase(printed[0], term))):
        help_ = f"“{other.id}” has it" if other else "name the claim that has it"
        message = f"“{term}” does not stand in the claim “{name}”"
        yield Finding(message, help_, (*at, "claim"), entry)
    elif owner not in (*claim.speakers, "unclear"):
        yield Finding(
            f"the owner of “{term}” is no speaker of the claim “{name}”",
            "name the one whose word it is, or the claim in which it is said",
            (*at, "owner"),
            entry,
        )


@rule("EV47", "error", QuestionView)
def spare_speaker_speaks(question: QuestionView) -> Iterator[Finding]:
    """A speaker who is offered as wrong did make one of the statements.

    The speaker is then right for that statement, and no wrong one is left to choose.

    Bad:
        question:
          id: said-a
          kind: who-said
          skill: source
          level: core
          source: a
          statements:
            - {text: The gate was looked at in spring., claim: a3-inspected}
            - {text: More boats may come., claim: a4-boats}
          spare: [water-board]
          feedback: Two speakers of one body.

    Good:
        question:
          id: said-a
          kind: who-said
          skill: source
          level: core
          source: a
          statements:
            - {text: The gate was looked at in spring., claim: a3-inspected}
            - {text: More boats may come., claim: a4-boats}
          spare: [fire-service]
          feedback: Two speakers of one body.
    """
    if not question.asks_speaker:
        return
    known = question.unit.facts
    spoken = {known.claims[t.claims[0]].speakers[0] for t in question.of("statement") if t.claims}
    for name in dict.fromkeys(question.question.all_ids("speaker")):
        if name in spoken and "todo" not in name.split("-"):  # SC08 reports ids of a skeleton
            yield Finding(
                f"{known.speakers[name].name} made one of the statements",
                "offer a speaker who made none",
                ("spare",),
            )


@rule("EV48", "warning", QuestionView)
def speaker_in_statement(question: QuestionView) -> Iterator[Finding]:
    """A statement whose speaker is asked for names the speaker.

    Learners can then match the two without the source. “We at the bank” names the bank, too: a
    statement in the first person with the noun of its speaker.

    Bad:
        question:
          id: said-a
          kind: who-said
          skill: source
          level: core
          source: a
          statements:
            - {text: The water board looked at the gate in spring., claim: a3-inspected}
            - {text: More boats may come., claim: a4-boats}
          spare: [fire-service]
          feedback: Two speakers of one body.

    Good:
        question:
          id: said-a
          kind: who-said
          skill: source
          level: core
          source: a
          statements:
            - {text: The gate was looked at in spring., claim: a3-inspected}
            - {text: More boats may come., claim: a4-boats}
          spare: [fire-service]
          feedback: Two speakers of one body.
    """
    if not question.asks_speaker:
        return
    for text in question.of("statement"):
        claim = question.unit.facts.claims[text.claims[0]] if text.claims else None
        if claim and (name := _printed_name(question.unit, claim, text.text)):
            yield Finding(
                f"the statement names “{name}”, who is asked for",
                "say it without the name",
                text.at,
            )


def _printed_name(unit: UnitView, claim: Claim, text: str) -> str:
    """The name of the first speaker of a claim that a text prints; empty if it prints none."""
    names = unit.names[claim.speakers[0]]
    known = (name for name in names if not name.islower() or " " in name)
    if printed := next((name for name in known if has_phrase(text, name)), ""):
        return printed
    there = set(tokens(text))
    nouns = {one.lower() for one in forms(names) if " " not in one} & there
    return "" if there.isdisjoint(_FIRST_PERSON) else min(nouns, default="")
