"""Rules on what a claim makes of its sentence: denials, doubts and reasons are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.assertions import assertions
from kzquiz.check.engine.cited import paragraphs_of
from kzquiz.check.engine.fit import fit, marks, passages
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, QuestionView, UnitView
from kzquiz.check.engine.tongues import NEGATIONS, in_tongue
from kzquiz.check.engine.words import norm, sentences
from kzquiz.expressions import expression
from kzquiz.model import Claim

_DENIES = expression(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|cannot|unable)\b"
    r"(?!(?: \w+)? (?:before|until|more|less|fewer|later)\b)|n['’]t\b"
)
_DENIES_BROADLY = expression(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|cannot|without|deni|deny|reject|refus"
    r"|rul(?:e|es|ed|ing) out|lack|fail|against|exclud|only|but|except|kept|keep|stop|prevent"
    r"|avoid|miss|forbid|forbad|ban|prohibit|declin|oppos|dispute|contradict|doubt|question"
    r"|silen|less|few|hardly|barely|rather|instead|other than|too|un\w|in(?:capab|nocen|visib)|im"
    r"possib|still|yet to|far from|free of|alone|empty|closed|safe|intact|differ)"
    r"|\bend(?:ed|s)?\b|n['’]t\b|less\b|\bdis[a-z]{4}"
)
_HEDGES = expression(
    r"\b(?:suspects?|suspected|might|possibl[ey]|perhaps|probabl[ey]|likely|reportedly|allegedly"
    r"|alleged|presumably|apparently)\b"
)
_HEDGES_BROADLY = expression(
    r"\b(?:suspect|suspicion|believe|belief|think|thought|may|might|could|can|possib|perhaps"
    r"|probab|likely|appear|seem|report|alleg|presum|apparent|estimat|guess|assum|expect|hope|fear"
    r"|opinion|view|judge|if|whether|would|should|some|about|around|unclear|uncertain|not|no"
    r"|doubt|put|impression|opin|risk|plan|suppos|open)|[“\"?]"
)
_REASON = expression(r"\b(?:because|in order to|so as to|out of (?:fear|shame|anger|greed))\b")
_REASONS = expression(
    r"\b(?:because|since|as|so|to|for|after|due|owing|therefore|thus|reason|cause|by|with|that|thanks"
    r"|if|when|while)\b|[:;]"
)
_CLAUSE = expression(
    r"[,;:—]\s|\s(?:and|but|because|although|though|while|which|whom?|whose|that|if|when)\s"
)
_READ = (NEGATIONS, "denials", "denied_broadly", "hedges", "doubts", "because", "reasons")
"""The lists that a language needs: what denies, doubts and gives a reason."""
_DOUBTS = ("hedges", "doubts", "denials", "about")
_AGREE = "make the answer and the source agree"
_LEAST = 3.0
_FEW = 2


@rule("EV66", "warning", ClaimView, lists=_READ)
def denial_lost(view: ClaimView) -> Iterator[Finding]:
    """The “says” of a claim has lost the “not” or the doubt of its sentence, or has one too many.

    Cards and keys would print the opposite of the source. The clause of the article that fits the
    claim best is compared with it, so the article must be at hand.

    Bad:
        claim: {id: a3-unchecked, says: During the night somebody independent could check that.}

    Good:
        claim: {id: a3-unchecked, says: During the night it remained unchecked.}
    """
    claim = view.claim
    article = view.unit.proofs[claim.source].article
    if article is None or not 0 < claim.paragraph <= len(article.texts) or claim.inferred_from:
        return
    paragraph = article.texts[claim.paragraph - 1]
    clause = _clause(view.unit, claim, paragraph).lower()
    says, tag, printed = norm(claim.says).lower(), view.unit.tag, view.unit.tag_of(claim.source)
    if _denies(printed).search(clause) and not _denies_broadly(tag).search(says):
        yield Finding(
            f"the source denies it: “{clause.strip()}”", "keep the denial of the source", ("says",)
        )
    elif claim.status not in ("judgement", "prediction") and (
        (hedge := in_tongue(_HEDGES, printed, "hedges").search(clause))
        and not in_tongue(_HEDGES_BROADLY, tag, *_DOUBTS).search(says)
    ):
        yield Finding(f"the source says “{hedge[0]}”", "keep its doubt", ("says",))
    elif (reason := in_tongue(_REASON, tag, "because").search(says)) and not in_tongue(
        _REASONS, printed, "because", "reasons"
    ).search(norm(paragraph).lower()):
        yield Finding(
            f"“{reason[0]}”: the paragraph gives no reason", "say what the source says", ("says",)
        )


@rule("EV74", "warning", QuestionView, lists=_READ)
def answer_against_claim(question: QuestionView) -> Iterator[Finding]:
    """What a question gives out as true denies what its claims say, or the other way round.

    The clause of the cited paragraphs that fits the key, correction or true statement best is
    compared with it: one has a “not” or “never”, the other none. Opposites such as early and late
    are hints. The articles must be at hand.

    Bad:
        question:
          id: tfn-gate
          kind: true-false-not-stated
          skill: read
          level: core
          source: a
          statement: The mayor never asked the army for boats.
          key: true
          feedback: Paragraph 2 has it.
          evidence: [a2-request]

    Good:
        question:
          id: tfn-gate
          kind: true-false-not-stated
          skill: read
          level: core
          source: a
          statement: The mayor asked the army for boats.
          key: true
          feedback: Paragraph 2 has it.
          evidence: [a2-request]
    """
    if not passages(question.unit):
        return
    for text in assertions(question):
        told = "\n".join(paragraphs_of(question.unit, text.claims))
        clause = _nearest(question.unit, text.text, told).lower()
        said = norm(text.text).lower()
        if not clause:
            continue
        is_statement, tag = text.at == question.stem_at, question.unit.tag
        denies, broadly = _denies(tag), _denies_broadly(tag)
        if is_statement and denies.search(said) and not broadly.search(clause):
            yield Finding(f"the source does not deny it: “{clause.strip()}”", _AGREE, text.at)
        elif denies.search(clause) and not broadly.search(said):
            yield Finding(f"the source denies it: “{clause.strip()}”", _AGREE, text.at)


def _denies(tag: str) -> re.Pattern[str]:
    return in_tongue(_DENIES, tag, NEGATIONS)


def _denies_broadly(tag: str) -> re.Pattern[str]:
    return in_tongue(_DENIES_BROADLY, tag, NEGATIONS, "denials", "denied_broadly")


def _clause(unit: UnitView, claim: Claim, paragraph: str) -> str:
    """The clause of a paragraph that a claim renders: the one quoted, or the one that fits best."""
    quote = norm(claim.quote).strip("\"'").lower()
    quoted = (one for one in _clauses(paragraph) if quote in one.lower())
    return next(quoted, _CLAUSE.split(quote)[0]) if quote else _nearest(unit, claim.says, paragraph)


def _nearest(unit: UnitView, text: str, paragraph: str) -> str:
    """The clause of a paragraph that fits a text best; empty if none fits well."""
    words = marks(text)
    best = max(_clauses(paragraph), key=lambda one: fit(unit, words & marks(one)), default="")
    shared = words & marks(best)
    return best if len(shared) >= _FEW and fit(unit, shared) >= _LEAST else ""


@lru_cache(maxsize=1024)
def _clauses(paragraph: str) -> tuple[str, ...]:
    blocks = paragraph.split("\n")
    found = (s for block in blocks for s in sentences(norm(block)))
    return tuple(clause for sentence in found for clause in _CLAUSE.split(sentence) if clause)
