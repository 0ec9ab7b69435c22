"""The rule on who told whom: the chain of a claim follows the words of claim and source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.fit import fit, marks, passages
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, UnitView
from kzquiz.check.engine.words import has_any, norm, outside_quotes, sentences, tokens
from kzquiz.expressions import expression
from kzquiz.model import Claim

# The one before the verb told the one after it, or has it from the one after it.
_TOLD = expression(r"\b(?:told|informed|notified|assured)\b")
_CITES = expression(r"\b(?:cites|citing|cited|quotes|quoting|quoted|referring to|refers to)\b")
_DENIED = expression(r"\b(?:not|never|nobody|no one|neither)\b|n['’]t\b")
_FROM = expression(r"\A\s*(?:by|in|as|for|with)\b")
_ORDER = expression(r"\A\s*(?:[\w’'-]+\s){1,4}(?:not )?to\b")
_WORDS = 8
_START = 6
_LEAST, _FEW = 3.0, 2


@rule("EV98", "warning", ClaimView, reads=("en",))
def told_by_another(view: ClaimView) -> Iterator[Finding]:
    """The chain of a claim turns round who told whom, or leaves out who passed it on.

    “A told B” and “B cites A” make A the originator and B the carrier. The “says” of the claim is
    read, and the sentence of its paragraph that fits it best. Whoever publishes a source passes on
    what others say in it, and so does not stand first in a longer chain.

    Bad:
        claim:
          id: b3-sirens
          says: Shopkeepers told the fire service that the sirens came an hour late.
          speakers: [fire-service, shopkeepers]

    Good:
        claim:
          id: b3-sirens
          says: Shopkeepers told the fire service that the sirens came an hour late.
          speakers: [shopkeepers, fire-service]
    """
    claim, unit = view.claim, view.unit
    if claim.inferred_from:
        return
    chain = list(claim.speakers)
    for first, then, text in _told(unit, claim):
        names = [unit.facts.speakers[one].name for one in (first, then)]
        turned = {first, then} <= set(chain) and chain.index(first) > chain.index(then)
        if turned or (first in chain and then not in chain):
            yield Finding(
                f"“{text}”: {names[0]} is the origin, and {names[1]} passes it on",
                "name the originator first, then all who passed it on",
                ("speakers",),
            )
            return
    if len(chain) > 1 and chain[0] in unit.publishers[claim.source]:
        yield Finding(
            f"{unit.facts.speakers[chain[0]].name} publishes the source, and stands first",
            "name the originator first, then all who passed it on",
            ("speakers",),
        )


def _told(unit: UnitView, claim: Claim) -> Iterator[tuple[str, str, str]]:
    """Who told whom, as ids of speakers, by what a claim says and by its sentence."""
    for text in (claim.says, _sentence(unit, claim)):
        plain = outside_quotes(norm(text))
        for pattern in (_TOLD, _CITES):
            for found in pattern.finditer(plain):
                before, after = plain[: found.start()], plain[found.end() :]
                passive = found[0] in ("cited", "quoted", "told") and _FROM.match(after)
                if passive or _ORDER.match(after) or _DENIED.search(" ".join(before.split()[-3:])):
                    continue
                one, other = _named_last(unit, before), _named_first(unit, after)
                if one and other and one != other:
                    told = (one, other) if pattern is _TOLD else (other, one)
                    yield (*told, f"{' '.join(before.split()[-3:])} {found[0]}".strip())


def _named_last(unit: UnitView, text: str) -> str:
    """The one speaker whom the last words of a text name; empty if it is none or several."""
    words = text.split()[-_WORDS:]
    return _only(unit, " ".join(words))


def _named_first(unit: UnitView, text: str) -> str:
    """The one speaker whom the first words of a text name."""
    return _only(unit, " ".join(re.split(r"[,;:]|\bthat\b", text, maxsplit=1)[0].split()[:_START]))


def _only(unit: UnitView, text: str) -> str:
    found = [name for name, names in _sayable(unit).items() if has_any(text, names)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=2)
def _sayable(unit: UnitView) -> dict[str, tuple[str, ...]]:
    """Speaker id → the names by which a sentence names the speaker, newsrooms aside."""
    return {
        speaker.id: tuple(one for one in unit.names[speaker.id] if tokens(one))
        for speaker in unit.facts.speakers.values()
        if speaker.side != "newsroom"
    }


@lru_cache(maxsize=4096)
def _sentence(unit: UnitView, claim: Claim) -> str:
    """The sentence of the paragraph of a claim that fits it best; empty if none fits well."""
    article = unit.proofs[claim.source].article
    if article is None or not passages(unit) or not 0 < claim.paragraph <= len(article.texts):
        return ""
    words = marks(f"{claim.says} {claim.quote}")
    found = sentences(article.texts[claim.paragraph - 1])
    best = max(found, key=lambda one: fit(unit, words & marks(one)), default="")
    shared = words & marks(best)
    return best if len(shared) >= _FEW and fit(unit, shared) >= _LEAST else ""
