"""Rules on attribution: a claim keeps its speaker, and a word the language it was said in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.named import has_form, telling
from kzquiz.check.engine.phrases import having
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, QuestionView, UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import bare, has_any, sentences, tokens
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.languages.words import rule_words
from kzquiz.model import Claim, Status

CLAIMED: frozenset[Status] = frozenset({"official-claim", "party-claim", "witness-claim"})
_EXACT = having(
    "word words term terms expression expressions phrase phrases put",
    r"\b(?:(?:which|what)(?: exact)? (?:words?|terms?|expressions?|phrases?) (?:did|does|do) "
    r"(?!source|the (?:text|report|newsroom|article))"
    r"|(?:his|her|its|their) (?:exact|own|very) words"
    r"|how (?:did|does|do) (?!source|the (?:text|report|newsroom|article))[^?]*? (?:put|word"
    r"|phrase) (?:it|this|that)\b)",
)
_WHO = expression(
    r"\W*(?:(?:on|by|to|from|in|of|for|according to) )?(?:who|whom|whose)\b", re.IGNORECASE
)
_REFERS = expression(
    r"(?:he|she|they|it)\b(?! (?:was|were|is|are|has been)\b)|according to\b", re.IGNORECASE
)
_TRANSLATED = expression("translat", re.IGNORECASE)
_NAME = expression(r"[^\W\d_][\w-]*")
_SOURCES = (
    "paragraph", "both sources", "the two sources", "neither source", "all sources",
    "the three sources", "no source",
)  # fmt: skip


@rule("EV09", "warning", QuestionView, lists=("who", "sources"))
def attribution_missing(question: QuestionView) -> Iterator[Finding]:
    """A question on a claim by a party does not name the speaker.

    “26 people were killed” states a fact; “26 people were killed, the ministry said” reports a
    claim. So the question, its options or its answer names the speaker, or says whose account it
    asks about (“according to Source A”, “paragraph 9”). The surname is enough. A question that asks
    who said something cannot name the speaker, and is fine. The evidence that is printed under the
    key names all speakers, but learners see it too late.

    Bad:
        question:
          id: choice-left
          stem: How many people had left their homes on Monday night?

    Good:
        question:
          id: choice-left
          stem: How many people had left their homes on Monday night, in the fire service's count?
    """
    if not question.asks_fact or not question.claims:
        return
    claimed = [claim for claim in question.claims if claim.status in CLAIMED]
    if len(claimed) < len(question.claims) or _asks_who(question.stem, question.unit.tag):
        return
    texts = [question.front, question.item.instruction]
    texts += [text.text for text in (*question.options, *question.answers)]
    shown = " \n".join(texts)
    named = any(_names_in(shown, question.unit, claim) for claim in claimed)
    if not named and not _names_source(shown, question.unit):
        speakers = question.unit.names[claimed[0].speakers[0]]
        yield Finding(
            "nobody is named who says this",
            f"name {speakers[0]}, or the source that reports it",
            question.stem_at,
        )


@rule("EV09b", "warning", ClaimView, lists=("persons",))
def claim_without_speaker(view: ClaimView) -> Iterator[Finding]:
    """The “says” of a claim by a party names no speaker, so that it reads as a fact.

    Source cards and keys print “says” as a sentence on its own, under its source. So a speaker who
    publishes the source need not be named again, nor does one whom the claim before names, in the
    same paragraph; and “She said …” is read as a report.

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
    own = not view.unit.publishers[claim.source].isdisjoint(claim.speakers)
    own = own or view.unit.facts.speakers[claim.speakers[0]].side == "newsroom"
    refers = _refers(claim.says, view.unit.tag) or _goes_on(view.unit, claim)
    if claim.status in CLAIMED and not (own or refers or _names_in(claim.says, view.unit, claim)):
        yield Finding(
            "“says” does not name the speaker",
            f"name {view.unit.names[claim.speakers[0]][0]}, or another name of the chain",
            ("says",),
        )


@rule("EV18", "warning", QuestionView, lists=("exact_words", "translations"))
def translated_word_as_own(question: QuestionView) -> Iterator[Finding]:
    """A question asks for a speaker's exact word, and the source may be a translation.

    The printed word may be the translator's. Ask which word the source prints, or say in the
    feedback that it may be a translation.

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
    tag = question.unit.tag
    may_ask = tag != FALLBACK or _EXACT.may_be_among(question.vocabulary)
    if not may_ask or not in_tongue(_EXACT, tag, "exact_words").search(question.stem):
        return
    sources = {question.unit.facts.sources[claim.source] for claim in question.claims}
    translated = in_tongue(_TRANSLATED, tag, "translations")
    mentioned = any(translated.search(text.text) for text in question.texts)
    if not mentioned and any(source.translated != "no" for source in sources):
        yield Finding(
            "the speaker may have used another language",
            "ask which word the source prints, or say that it may be a translation",
            ("stem",),
        )


# --- names -------------------------------------------------------------------------------------


def _asks_who(stem: str, tag: str) -> bool:
    if words := rule_words(tag):
        return bool(words.written("who").search(stem))
    return any(map(_WHO.match, sentences(stem)))


def _refers(text: str, tag: str) -> bool:
    """Whether a text begins with a word for somebody who is known: “She said …”."""
    if words := rule_words(tag):
        return bool(tokens(text)) and tokens(text)[0] in words.set("persons")
    return bool(_REFERS.match(text))


def _names_in(text: str, unit: UnitView, claim: Claim) -> bool:
    """Whether a text names a speaker of a claim: by a name that the unit gives, or the surname."""
    names = [name for speaker in claim.speakers for name in unit.names[speaker]]
    if lists := rule_words(unit.tag):
        return has_form(text, [word for name in names for word in telling(name)], lists)
    surnames = {name.split()[-1] for name in names if name.split()[-1][0].isupper()}
    words = set(_NAME.findall(text))
    return not surnames.isdisjoint(words) or has_any(text, map(bare, names))


def _goes_on(unit: UnitView, claim: Claim) -> bool:
    """Whether the claim before is of the same speaker and paragraph, and names the speaker."""
    ids = list(unit.facts.claims)
    at = ids.index(claim.id)
    before = unit.facts.claims[ids[at - 1]] if at else claim
    same = (before.source, before.paragraph) == (claim.source, claim.paragraph)
    same = same and before.id != claim.id and before.speakers[0] == claim.speakers[0]
    return same and (_names_in(before.says, unit, before) or _goes_on(unit, before))


def _names_source(text: str, unit: UnitView) -> bool:
    """Whether a text attributes something to a source: “Source A”, “paragraph”."""
    if has_any(text, unit.labels):
        return True
    if words := rule_words(unit.tag):
        return bool(words.written("sources").search(text))
    return has_any(text, _SOURCES)
