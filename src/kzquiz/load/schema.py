"""The files of a unit besides its questions, as an author writes them (see docs/format.md)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from kzquiz import model
from kzquiz.kinds.base import AbsentTerms
from kzquiz.kinds.fields import (
    ClaimId,
    EverySourceId,
    Fields,
    Id,
    OwnerId,
    Phrase,
    Prose,
    Role,
    SourceId,
    SpeakerId,
    Written,
    wrong,
)
from kzquiz.model import DifferenceKind, Level, Origin, Part, Qualifier, Skill, Status

Own = Annotated[Prose, Role("prose")]
Record = Annotated[Prose, Role("record")]
Side = Literal["authorities", "protesters", "alliance", "foreign", "witnesses", "media", "newsroom"]
Age = Annotated[int, Field(ge=6, le=99)]
# Where the unit is online: no user, no spaces, and short enough for a code that phones can read.
Address = Annotated[
    str, Written(pattern=r"^https://[a-z0-9.-]+\.[a-z]{2,}(:\d+)?(/[!-?A-~]*)?$", max_length=200)
]
# A file of the unit folder, in a folder of it at most: never a way out of it.
FileName = Annotated[
    str, Written(pattern=r"^([A-Za-z0-9_-]+/)?[A-Za-z0-9_-]+\.txt$", max_length=120)
]


class SpeakerEntry(Fields):
    """Someone who says something: a person, a body, a newsroom."""

    id: Id
    name: Own
    role: Own
    side: Side
    aliases: list[Record] = []


class Label(Fields):
    """The one neutral label for a group of people."""

    group: Record
    label: Record
    instead_of: list[Record] = []


class TermEntry(Fields):
    """A glossary entry; ``external`` where neither source says what it means."""

    term: Annotated[Prose, Role("term")]
    means: Own
    external: bool = False


class LoadedTerm(Fields):
    """A loaded term, whose word it is, and where it stands."""

    term: Annotated[Phrase, Role("term")]
    owner: OwnerId
    claim: ClaimId


class Notes(Fields):
    """Standard notes, printed after the label of the source they are from."""

    unconfirmed: Own
    translation: Own | None = None


class Event(Fields):
    """An entry of the timeline; ``inferred_from`` where no source prints its date."""

    when: Own
    what: Own
    claims: list[ClaimId] = []
    inferred_from: list[ClaimId] = []


class NotStated(Fields):
    """Something a source, or ``both``, does not tell, and the terms whose absence proves it."""

    id: Id
    source: EverySourceId
    what: Own
    absent_terms: AbsentTerms


class AgreementEntry(Fields):
    """Claims that agree, and whether they have one origin."""

    id: Id
    topic: Own
    claims: Annotated[list[ClaimId], Field(min_length=2)]
    origin: Origin
    why: Own


class TeacherEntry(Fields):
    """What a teacher reads before the lesson."""

    lesson: Own
    expect: Own
    sensitivity: Own
    reading: list[Record] = []


class RecipeEntry(Fields):
    """A choice of questions: their ids in order, or what to filter by."""

    id: Id
    title: Own
    output: Literal["sheet", "deck"] = "sheet"
    questions: list[Id] | None = None
    skills: list[Skill] | None = None
    kinds: list[Record] | None = None
    levels: list[Level] | None = None
    at_most: Annotated[int, Field(ge=1)] | None = None


class UnitFile(Fields):
    """``unit.yaml``."""

    id: Id
    title: Own
    summary: Own
    language: Annotated[str, Written(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
    version: Record
    licence: Record
    age: Age
    address: Address | None = None
    speakers: Annotated[list[SpeakerEntry], Field(min_length=1)]
    labels: list[Label] = []
    glossary: list[TermEntry] = []
    loaded_terms: list[LoadedTerm] = []
    notes: Notes
    timeline: list[Event] = []
    not_stated: list[NotStated] = []
    agreements: list[AgreementEntry] = []
    teacher: TeacherEntry
    recipes: list[RecipeEntry] = []
    lint_ok: dict[str, Record] = {}


class SourceEntry(Fields):
    """An entry of ``sources.yaml``: what the copy says about itself and what it does not."""

    id: Id
    label: Record
    about: Own
    dateline: Record | None = None
    headline: Own | None = None
    sub_heading: Own | None = None
    stamps: list[Record] = []
    notices: list[Record] = []
    missing: list[Own] = []
    language: Record
    translated: Literal["yes", "no", "unknown"]
    sha256: Annotated[str, Written(pattern=r"^[0-9a-f]{64}$")]
    paragraphs: Annotated[int, Field(ge=1)]
    words: Annotated[int, Field(ge=1)]
    fingerprint: FileName | None = None
    lint_ok: dict[str, Record] = {}

    def to_model(self) -> model.Source:
        """The source as the outputs know it."""
        return model.Source(**_frozen(self))


class FigureEntry(Fields):
    """A quantity: one of ``value``, ``range``, ``word``."""

    value: int | None = None
    range: Annotated[list[int], Field(min_length=2, max_length=2)] | None = None
    word: Record | None = None
    qualifier: Qualifier = "exact"
    unit: Record | None = None
    category: Record | None = None
    place: Record | None = None

    @model_validator(mode="after")
    def _is_one_quantity(self) -> FigureEntry:
        if sum(part is not None for part in (self.value, self.range, self.word)) != 1:
            raise wrong(
                "figure",
                "a figure has one of “value”, “range” and “word”",
                "write a whole number as value, two as range, or a word such as “dozens”",
            )
        return self


class ClaimEntry(Fields):
    """An entry of ``claims.yaml``: one statement of one source."""

    id: Id
    source: SourceId
    paragraph: Annotated[int, Field(ge=1)]
    part: Part = "body"
    says: Own
    speakers: Annotated[list[SpeakerId], Field(min_length=1)]
    status: Status
    figure: FigureEntry | None = None
    as_of: Record | None = None
    quote: Annotated[Phrase, Role("quotation")] | None = None
    confirmation: ClaimId | None = None
    inferred_from: list[ClaimId] = []
    lint_ok: dict[str, Record] = {}

    @field_validator("quote")
    @classmethod
    def _is_a_phrase(cls, quote: str | None) -> str | None:
        most = 15
        if quote is not None and (words := len(quote.split())) > most:
            raise wrong(
                "long-quote",
                f"the quotation has {words} words; a phrase has at most {most}",
                "quote the words that matter and say the rest in “says”",
            )
        return quote

    def to_model(self) -> model.Claim:
        """The claim as the outputs know it."""
        values = _frozen(self)
        if self.figure is not None:
            values["figure"] = model.Figure(**_frozen(self.figure))
        return model.Claim(**values)


class DifferenceEntry(Fields):
    """An entry of ``differences.yaml``: claims side by side and what lies between them."""

    id: Id
    topic: Own
    kind: DifferenceKind
    also: list[DifferenceKind] = []
    claims: Annotated[list[ClaimId], Field(min_length=2)]
    why: Own
    reject: list[Own] = []
    settled_by: Own
    lint_ok: dict[str, Record] = {}

    def to_model(self) -> model.Difference:
        """The difference as the outputs know it."""
        return model.Difference(**_frozen(self))


def _frozen(entry: Fields) -> dict[str, Any]:
    """The fields that were given, lists as tuples: arguments for a record of the model.

    Left out is what the outputs have no use for: the files and silences of the checks.
    """
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name in type(entry).model_fields
        if name not in {"lint_ok", "fingerprint"} and (value := getattr(entry, name)) is not None
    }
