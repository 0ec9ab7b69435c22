"""The models of a unit's files, except its questions (see docs/format.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from kzquiz import model
from kzquiz.evidence.article import Article
from kzquiz.kinds.field_errors import field_error, require_distinct
from kzquiz.kinds.fields import (
    ClaimId,
    Fields,
    Id,
    Prose,
    Role,
    SourceId,
    SpeakerId,
    TextType,
)
from kzquiz.load.address import Address
from kzquiz.load.field_types import (
    Age,
    FileName,
    Link,
    Own,
    OwnPlain,
    PlainRecord,
    Printed,
    Record,
    Rights,
    SourceLanguage,
    SpacedLanguage,
    TimeCode,
    TimeCodes,
)
from kzquiz.load.figure_entry import FigureEntry
from kzquiz.load.unit_groups import (
    AgreementEntry,
    Event,
    Label,
    LoadedTerm,
    Notes,
    NotStated,
    TeacherEntry,
    TermEntry,
)
from kzquiz.model import (
    DifferenceKind,
    Level,
    Part,
    Reading,
    Skill,
    SpeakerSide,
    Status,
)
from kzquiz.outputs import OnRequest

OldSide = Literal["witnesses", "protesters", "alliance"]
OLD_SIDES: Mapping[OldSide, tuple[SpeakerSide, str]] = {
    "witnesses": ("witness", ""),
    "protesters": ("party", "protesters"),
    "alliance": ("authorities", "alliance"),
}
"""Sides of an older format: what they are now, and the group that they were."""


class SpeakerEntry(Fields):
    """Someone who makes statements: a person, a body, a newsroom."""

    id: Id
    was: Id | None = None
    name: OwnPlain
    role: OwnPlain
    side: Literal[SpeakerSide, OldSide]
    group: PlainRecord | None = None
    aliases: list[PlainRecord] = []

    def to_model(self) -> model.Speaker:
        """The speaker as the outputs use it."""
        values = _frozen(self)
        for old, (side, group) in OLD_SIDES.items():
            if self.side == old:
                values |= {"side": side, "group": self.group or group}
        return model.Speaker(**values)


class RecipeEntry(Fields):
    """A choice of questions: their ids in order, or filters."""

    id: Id
    title: OwnPlain
    output: Literal["sheet", "deck"] = "sheet"
    outputs: list[OnRequest] | None = None
    sources: Reading | None = None
    questions: list[Id] | None = None
    skills: list[Skill] | None = None
    kinds: list[Record] | None = None
    levels: list[Level] | None = None
    at_most: Annotated[int, Field(ge=1)] | None = None
    language: Printed | None = None

    @model_validator(mode="after")
    def _lists_each_question_once(self) -> RecipeEntry:
        require_distinct(self.questions or (), "question", "questions")
        return self


class UnitFile(Fields):
    """``unit.yaml``."""

    id: Id
    identity: Id | None = None
    title: OwnPlain
    summary: Own
    language: SpacedLanguage
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
    """An entry of ``sources.yaml``: what the copy of an article says about itself."""

    id: Id
    was: Id | None = None
    label: PlainRecord
    about: Own
    title: PlainRecord | None = None
    publisher: Record | None = None
    author: Record | None = None
    published: Record | None = None
    url: Link | None = None
    rights: Rights = "quote"
    attribution: Record | None = None
    text: FileName | None = None
    dateline: Record | None = None
    headline: Own | None = None
    sub_heading: Own | None = None
    stamps: list[Record] = []
    notices: list[Record] = []
    missing: list[Own] = []
    language: SourceLanguage
    translated: Literal["yes", "no", "unknown"]
    sha256: Annotated[str, TextType(pattern=r"^[0-9a-f]{64}$")] | None = None
    paragraphs: Annotated[int, Field(ge=1)] | None = None
    words: Annotated[int, Field(ge=1)] | None = None
    times: TimeCodes | None = None
    fingerprint: FileName | None = None
    lint_ok: dict[str, Record] = {}

    @model_validator(mode="after")
    def _has_its_text_or_its_hash(self) -> SourceEntry:
        counted = ("sha256", "paragraphs", "words")
        lacking = [f"“{key}”" for key in counted if getattr(self, key) is None]
        if self.text is None and lacking:
            raise field_error(
                "missing-key",
                f"{' and '.join(lacking)} must be given where the text is not part of the unit",
                "“kzquiz source replace” with the unit, this id and the article writes them",
            )
        return self

    @model_validator(mode="after")
    def _has_the_right_to_its_text(self) -> SourceEntry:
        if self.text is not None and self.rights == "quote":
            raise field_error(
                "rights",
                "a text may be part of the unit only if its rights allow that",
                "write “rights: public-domain”, or a Creative Commons licence such as “rights: CC "
                "BY 4.0”; if it is neither, take “text” out and keep the file in “articles”",
                ("text",),
            )
        if self.rights.startswith("CC BY") and self.attribution is None:
            raise field_error(
                "rights",
                f"{self.rights} asks for the author's name wherever the text is printed",
                "add “attribution: …”, as the author wants it to be written",
                ("rights",),
            )
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """The time code of each paragraph, empty for one without; none if it is no recording."""
        return tuple("" if code == "none" else code for code in (self.times or "").split())

    def to_model(self, text: str | None = None) -> model.Source:
        """The source as the outputs use it. ``text`` is that of a source that brings its own."""
        values = _frozen(self) | {"times": self.codes}
        if text is not None:
            article = Article.of(text)
            counts = {"paragraphs": len(article.parts), "words": len(text.split())}
            values = {"sha256": article.sha256, **counts, **values}
        return model.Source(**values)


class ClaimEntry(Fields):
    """An entry of ``claims.yaml``: one statement of one source."""

    id: Id
    was: Id | None = None
    source: SourceId
    paragraph: Annotated[int, Field(ge=1)] | None = None
    at: TimeCode | None = None
    part: Part = "body"
    says: Own
    speakers: Annotated[list[SpeakerId], Field(min_length=1)]
    status: Status
    figure: FigureEntry | None = None
    as_of: PlainRecord | None = None
    quote: Annotated[Prose, Role("quotation")] | None = None
    confirmation: ClaimId | None = None
    inferred_from: list[ClaimId] = []
    lint_ok: dict[str, Record] = {}

    @model_validator(mode="after")
    def _has_one_place(self) -> ClaimEntry:
        if (self.paragraph is None) == (self.at is None):
            raise field_error(
                "one-of-two",
                "a claim has either a “paragraph” or, in a recording, “at”",
                "write one of them: the number of the paragraph, or its time code",
                ("id",) if self.at is None else ("at",),
            )
        return self

    def to_model(self, times: Sequence[str]) -> model.Claim:
        """The claim as the outputs use it; ``times`` are the time codes of its source."""
        values = _frozen(self)
        if self.at is not None:
            values["paragraph"] = times.index(values.pop("at")) + 1
        if self.figure is not None:
            values["figure"] = self.figure.to_model()
        return model.Claim(**values)


class AlsoKind(Fields):
    """A kind of difference that can be argued, and the reason for it."""

    kind: DifferenceKind
    why: Own | None = None


def _as_kind(value: object) -> object:
    return {"kind": value} if isinstance(value, str) else value


class DifferenceEntry(Fields):
    """An entry of ``differences.yaml``: two or more claims and how they differ."""

    id: Id
    topic: Own
    kind: DifferenceKind
    also: list[Annotated[AlsoKind, BeforeValidator(_as_kind)]] = []
    claims: Annotated[list[ClaimId], Field(min_length=2)]
    why: Own
    reject: list[Own] = []
    settled_by: Own
    lint_ok: dict[str, Record] = {}

    @model_validator(mode="after")
    def _kinds_differ(self) -> DifferenceEntry:
        require_distinct((entry.kind for entry in self.also), "kind", "also", besides=(self.kind,))
        return self

    def to_model(self) -> model.Difference:
        """The difference as the outputs use it."""
        also = {entry.kind: entry.why or "" for entry in self.also}
        return model.Difference(**_frozen(self) | {"also": also})


_ONLY_CHECKED = frozenset({"lint_ok", "fingerprint", "text"})


def _frozen(entry: Fields) -> dict[str, Any]:
    """The fields that were given, with lists as tuples: the arguments for a record of the model.

    Fields that only the checks need are omitted: suppressions and names of files.
    """
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name in type(entry).model_fields
        if name not in _ONLY_CHECKED and (value := getattr(entry, name)) is not None
    }
