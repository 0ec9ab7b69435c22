"""What all kinds share: the fields every author writes, and how references become evidence.

A kind is a pydantic model of the author's fields with one method, ``lower``, that makes an `Item`.
Models are validated with a `Facts` as context, so that an unknown claim, speaker, source or
difference is an error of the field that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kzquiz.model import (
    STATUS_NAMES,
    Claim,
    Difference,
    Evidence,
    Item,
    Level,
    Reference,
    Role,
    Shape,
    Skill,
    Source,
    Speaker,
)


class Facts(Struct, frozen=True, dict=True):
    """What a question may refer to, by id, and how a claim reads as evidence."""

    sources: Mapping[str, Source]
    speakers: Mapping[str, Speaker]
    claims: Mapping[str, Claim]
    differences: Mapping[str, Difference]
    unconfirmed: str = ""

    @cached_property
    def _shown(self) -> dict[tuple[str, str], Evidence]:
        return {}

    def place(self, claim_id: str) -> str:
        """Where a claim stands: ``Source A, par. 9``."""
        claim = self.claims[claim_id]
        return f"{self.sources[claim.source].label}, par. {claim.paragraph}"

    def speaker(self, claim_id: str) -> str:
        """The printed name of a claim's originator."""
        return self.speakers[self.claims[claim_id].speakers[0]].name

    def evidence(self, claim_id: str, quote: str = "") -> Evidence:
        """A claim as evidence, every name resolved; ``quote`` replaces the claim's own phrase."""
        # Many questions rest on the same claim: they share what it is printed from.
        found = self._shown.get((claim_id, quote))
        if found is None:
            found = self._shown[claim_id, quote] = self._evidence(claim_id, quote)
        return found

    def _evidence(self, claim_id: str, quote: str) -> Evidence:
        claim = self.claims[claim_id]
        source = self.sources[claim.source]
        caveat = ""
        if claim.confirmation:
            caveat = f"{self.place(claim.confirmation)}: {self.unconfirmed}"
        return Evidence(
            claim=claim.id,
            source=source.id,
            label=source.label,
            paragraph=claim.paragraph,
            says=claim.says,
            quote=quote or claim.quote,
            speakers=tuple(self.speakers[speaker].name for speaker in claim.speakers),
            status=STATUS_NAMES[claim.status],
            as_of=claim.as_of,
            caveat=caveat,
            figure=claim.figure,
        )

    def reference(self, claim_id: str, text: str = "") -> Reference:
        """A claim to be shown with a question: where it stands and what it says."""
        return Reference(self.place(claim_id), text or self.claims[claim_id].says)


# --- field types --------------------------------------------------------------------------------


def _spelled(value: Any) -> Any:
    """Prose is text whatever it looks like: give back what the author typed."""
    if value is True or value is False:
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


class Written:
    """Marks a text field: stripped, not empty unless allowed, within ``limits``, then checked.

    ``limits`` are those of pydantic-core's string schema. The schema is made once, not at every
    field: the 18 models have some 200 text fields, and composing pydantic's own markers at each
    cost a third of the time to build the unit.
    """

    def __init__(
        self, check: Callable[[str, ValidationInfo], str] | None = None, **limits: Any
    ) -> None:
        """Make the schema; ``check`` sees the text after ``limits`` held."""
        text = core_schema.str_schema(strip_whitespace=True, **({"min_length": 1} | limits))
        schema: CoreSchema = core_schema.no_info_before_validator_function(_spelled, text)
        if check is not None:
            schema = core_schema.with_info_after_validator_function(check, schema)
        self.schema = schema

    def __get_pydantic_core_schema__(self, *_: Any) -> CoreSchema:
        """What pydantic asks a marker for."""
        return self.schema


_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Prose = Annotated[str, Written()]
Phrase = Annotated[str, Written(max_length=160)]
Id = Annotated[str, Written(pattern=_ID)]


def _known(what: str, among: Callable[[Facts], Collection[str]], *also: str) -> Written:
    """An id; refuse one that names nothing. Without a context (the schema) anything goes."""

    def check(value: str, info: ValidationInfo) -> str:
        if not isinstance(info.context, Facts) or value in also:
            return value
        if value not in (known := among(info.context)):
            raise unknown(what, value, (*known, *also))
        return value

    return Written(check, pattern=_ID)


def unknown(what: str, value: str, known: Iterable[str]) -> PydanticCustomError:
    """The error for an id that names nothing; the loader adds the nearest known one."""
    return PydanticCustomError(
        "unknown_id",
        "there is no {what} “{value}”",
        {"what": what, "value": value, "known": tuple(known)},
    )


def wrong(
    code: str, message: str, advice: str, at: tuple[str | int, ...] = ()
) -> PydanticCustomError:
    """An error between fields: ``at`` is the path below the question to point at."""
    return PydanticCustomError(
        "between_fields",
        "{message}",
        {"message": message, "code": code, "advice": advice, "at": at},
    )


ClaimId = Annotated[str, _known("claim", lambda facts: facts.claims)]
SpeakerId = Annotated[str, _known("speaker", lambda facts: facts.speakers)]
SourceId = Annotated[str, _known("source", lambda facts: facts.sources)]
DifferenceId = Annotated[str, _known("difference", lambda facts: facts.differences)]
OwnerId = Annotated[str, _known("speaker", lambda facts: facts.speakers, "unclear")]


class Fields(BaseModel):
    """A group of keys an author writes: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Cited(Fields):
    """Evidence: a claim, and a phrase of it where the wording itself is asked."""

    claim: ClaimId
    quote: Phrase | None = None


class External(Fields):
    """Knowledge from outside the sources, and where it is from."""

    what: Prose
    reference: Prose


class Reviewed(Fields):
    """Who answered the question afresh, and when."""

    by: Prose
    on: Prose


class Distractor(Fields):
    """A wrong option, the role that makes it tempting, and why it tempts."""

    text: Prose
    role: Role
    why: Prose


class RejectedAnswer(Fields):
    """An answer that a marker does not accept, and why."""

    text: Prose
    why: Prose


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_cited(value: Any) -> Any:
    return {"claim": value} if isinstance(value, str) else value


# --- the question -------------------------------------------------------------------------------


class Question(Fields):
    """The fields of every kind. ``lower`` makes the item; everything derivable is derived here."""

    stem_default: ClassVar[str] = ""
    minutes_default: ClassVar[float] = 1.0

    id: Id
    kind: str
    skill: Annotated[list[Skill], Field(min_length=1, max_length=2), BeforeValidator(_as_list)]
    level: Level
    stem: Prose | None = None
    feedback: Prose
    evidence: list[Annotated[Cited, BeforeValidator(_as_cited)]] = []
    minutes: Annotated[int, Field(ge=1, le=40)] | None = None
    warning: Prose | None = None
    external: External | None = None
    note: Prose | None = None
    reviewed: Reviewed | None = None
    lint_ok: dict[str, Prose] = {}

    def lower(self, facts: Facts) -> Item:
        """Make the item this question is, its references resolved through ``facts``."""
        raise NotImplementedError

    def cited(self) -> tuple[str, ...]:
        """Ids of the claims the kind's own fields name, besides ``evidence``."""
        return ()

    def proof(self, facts: Facts) -> tuple[Evidence, ...]:
        """Everything the question rests on, each claim once, the author's order first."""
        quotes = {entry.claim: entry.quote or "" for entry in self.evidence}
        for claim in self.cited():
            quotes.setdefault(claim, "")
        return tuple(facts.evidence(claim, quote) for claim, quote in quotes.items())

    def item(self, facts: Facts, shape: Shape, **own: Any) -> Item:
        """The item with all common fields filled; ``own`` gives or replaces the rest."""
        common: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "skills": tuple(self.skill),
            "level": self.level,
            "stem": self.stem or self.stem_default,
            "shape": shape,
            "feedback": self.feedback,
            "evidence": self.proof(facts),
            "marks": 1,
            "minutes": float(self.minutes or self.minutes_default),
            "note": self.note or "",
            "warning": self.warning or "",
            "external": f"{self.external.what} ({self.external.reference})"
            if self.external
            else "",
        }
        if self.minutes is not None:
            own.pop("minutes", None)
        return Item(**(common | own))


class Asking(Question):
    """A question whose author writes the stem."""

    stem: Prose


def distinct(values: Iterable[str], what: str, at: str) -> None:
    """Refuse two equal entries in a list of the question.

    Raises the error for the field ``at``, naming the entry that stands twice.
    """
    seen: set[str] = set()
    for number, value in enumerate(values):
        if value in seen:
            raise wrong(
                "twice",
                f"the {what} “{value}” stands here twice",
                "take one of them out",
                (at, number),
            )
        seen.add(value)
