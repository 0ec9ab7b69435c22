"""`Question`, the base of all kinds.

A kind is a model of the fields that an author writes. Its method ``lower`` makes an `Item` of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from kzquiz.argued import argued
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.fields import (
    AuthoredText,
    ClaimId,
    Fields,
    Id,
    Prose,
    Role,
    TextRole,
)
from kzquiz.model import (
    Choice,
    DistractorRole,
    Evidence,
    Item,
    Level,
    Match,
    Prompt,
    Reference,
    Shape,
    Skill,
    Target,
)

Stem = Annotated[Prose, Role("stem")]
Key = Annotated[Prose, Role("key")]
Accepted = Annotated[Prose, Role("accept")]
Why = Annotated[Prose, Role("why")]
AbsentTerms = Annotated[list[Annotated[Prose, Role("absent-term")]], Field(min_length=2)]


class Cited(Fields):
    """Evidence: a claim, and a phrase to quote if the question asks about the wording."""

    claim: ClaimId
    quote: Annotated[Prose, Role("quotation")] | None = None


class Shown(Fields):
    """A sentence of a source for the front of a card: a claim, and words for it if not its own."""

    claim: ClaimId
    text: Annotated[Prose, Role("statement")] | None = None


class External(Fields):
    """Knowledge from outside the sources, and a reference for it."""

    what: Annotated[Prose, Role("external")]
    reference: Annotated[Prose, Role("record")]


class Reviewed(Fields):
    """The reviewer who answered the question without seeing the key, and the date."""

    by: Annotated[Prose, Role("record")]
    on: Annotated[Prose, Role("record")]


class Distractor(Fields):
    """A wrong option, its distractor role, and why it tempts."""

    text: Annotated[Prose, Role("distractor")]
    role: DistractorRole
    why: Why


class ArguableAnswer(Fields):
    """An answer that can be argued as well as the key, and the reason for it."""

    text: Annotated[Prose, Role("arguable")]
    why: Why


class RejectedAnswer(Fields):
    """An answer that a marker does not accept, and why."""

    text: Annotated[Prose, Role("reject")]
    why: Why


def as_list(value: Any) -> Any:
    """Take one text for a list of one."""
    return [value] if isinstance(value, str) else value


def _as_cited(value: Any) -> Any:
    return {"claim": value} if isinstance(value, str) else value


# --- the question -------------------------------------------------------------------------------


_ANSWERS: frozenset[TextRole] = frozenset({"key", "accept"})
_TRUE = _ANSWERS | {"correction"}


class Question(Fields):
    """The fields that every kind has. A subclass adds its own, and says how to make the item."""

    stem_key: ClassVar[str] = ""
    minutes_default: ClassVar[float] = 1.0

    id: Id
    was: Id | None = None
    kind: Id
    skill: Annotated[list[Skill], Field(min_length=1, max_length=2), BeforeValidator(as_list)]
    level: Level
    stem: Stem | None = None
    feedback: Annotated[Prose, Role("feedback")]
    evidence: list[Annotated[Cited, BeforeValidator(_as_cited)]] = []
    shows: (
        Annotated[list[Annotated[Shown, BeforeValidator(_as_cited)]], Field(max_length=2)] | None
    ) = None
    minutes: Annotated[int, Field(ge=1, le=40)] | None = None
    warning: Annotated[Prose, Role("warning")] | None = None
    external: External | None = None
    note: Annotated[Prose, Role("note")] | None = None
    reviewed: Reviewed | None = None
    lint_ok: dict[str, Annotated[Prose, Role("record")]] = {}

    def lower(self, facts: Facts) -> Item:
        """Make the item of this question; ``facts`` resolves the ids that it names."""
        raise NotImplementedError

    # --- what rules ask a question --------------------------------------------------------------

    keyed: ClassVar[bool] = True
    """Whether a key decides if an answer is right; False if a person has to judge it."""

    def asserted(self, texts: Iterable[AuthoredText]) -> Iterator[AuthoredText]:
        """The texts that the question gives out as true: they must agree with the evidence.

        They are those keys, further accepted answers, corrections, and statements that name a
        claim among its ``texts``.
        """
        for text in texts:
            if text.role in _TRUE or (text.role == "statement" and text.claims):
                yield text

    def cited(self) -> tuple[str, ...]:
        """Ids of the claims that the question names: in ``evidence``, then in the kind's fields."""
        return tuple(dict.fromkeys(self.all_ids("claim")))

    def evidence_in(self, facts: Facts) -> tuple[Evidence, ...]:
        """The evidence of the question: every claim that it names, once, in the author's order."""
        quotes = {entry.claim: entry.quote or "" for entry in self.evidence}
        return tuple(facts.evidence(claim, quotes.get(claim, "")) for claim in self.cited())

    def excerpt(self, facts: Facts) -> tuple[Reference, ...]:
        """The sentences that a card shows: those of ``shows``, or else the first claim cited.

        Without ``shows``, a sentence that has an answer in it, word for word, is left out.
        """
        if self.shows is not None:
            return tuple(facts.reference(shown.claim, shown.text or "") for shown in self.shows)
        first = (facts.reference(claim) for claim in self.cited()[:1])
        answers = [text.text for text in self.texts() if text.role in _ANSWERS]
        return tuple(one for one in first if not any(_has(one.text, each) for each in answers))

    def item(self, facts: Facts, shape: Shape, **own: Any) -> Item:
        """The item of this question: the common fields filled, ``own`` added or put in place."""
        common: dict[str, Any] = {
            "id": self.id,
            "was": self.was or "",
            "kind": self.kind,
            "skills": tuple(self.skill),
            "level": self.level,
            "stem": self.stem or (facts.say(self.stem_key) if self.stem_key else ""),
            "shape": shape,
            "excerpt": self.excerpt(facts),
            "feedback": self.feedback,
            "evidence": self.evidence_in(facts),
            "marks": 1,
            "minutes": float(self.minutes or self.minutes_default),
            "note": self.note or "",
            "warning": self.warning or "",
            "external": f"{self.external.what} ({self.external.reference})"
            if self.external
            else "",
            "language": facts.tag,
        }
        if self.minutes is not None:
            own.pop("minutes", None)
        made = common | own
        made["marking"] = " ".join(filter(None, (made.get("marking"), _on_arguable(shape, facts))))
        return Item(**made)


def _has(text: str, words: str) -> bool:
    """Whether a text has the words in it, as whole words, in capitals or not, marked or not."""
    text, wanted = text.replace("*", ""), words.replace("*", "")
    if _folded(wanted) not in _folded(text):  # as nearly always: to compile takes longer
        return False
    return bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text, re.IGNORECASE))


def _folded(text: str) -> str:
    """A text in which letters are alike that are alike for `re.IGNORECASE`."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def matching(
    facts: Facts, prompts: tuple[Prompt, ...], targets: tuple[Target, ...], ask: str
) -> Match:
    """A match whose targets may be used several times. ``ask`` is the key of its question."""
    called = facts.say("match.prompt")
    return Match(prompts, targets, ask=facts.say(ask), reuse=True, called=called)


def _on_arguable(shape: Shape, facts: Facts) -> str:
    """The line on marks for a question with answers that can be argued; none for others."""
    if not argued(shape):
        return ""
    if isinstance(shape, Choice) and shape.multiple:
        return facts.say("marking.arguable-box")
    return facts.say("marking.arguable")


class Asking(Question):
    """A question whose author must write the stem."""

    stem: Stem
