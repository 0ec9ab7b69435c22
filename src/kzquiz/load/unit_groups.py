"""The groups of keys in ``unit.yaml`` that are not speakers and recipes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from kzquiz.kinds.base import AbsentTerms, as_list
from kzquiz.kinds.fields import ClaimId, EverySourceId, Fields, Id, OwnerId, Phrase, Role
from kzquiz.load.field_types import Own, Plain, Record
from kzquiz.model import Origin


class Label(Fields):
    """The one neutral label for a group of people."""

    group: Record
    label: Record
    instead_of: list[Record] = []


class TermEntry(Fields):
    """A glossary entry; ``external`` if no source says what the term means."""

    term: Annotated[Plain, Role("term")]
    means: Own
    external: bool = False


class LoadedTerm(Fields):
    """A loaded term, the speaker whose word it is, and the claim that has it."""

    term: Annotated[Phrase, Role("term")]
    owner: OwnerId
    claim: ClaimId


class Notes(Fields):
    """Standard notes; each is printed after the label of the source that it is about."""

    unconfirmed: Own
    translation: Own | None = None


class Event(Fields):
    """An entry of the timeline; ``inferred_from`` if no source prints its date."""

    when: Own
    what: Own
    claims: list[ClaimId] = []
    inferred_from: list[ClaimId] = []


class NotStated(Fields):
    """Something that sources do not state, and the absent terms that prove it.

    ``source`` has ids; ``both`` or ``all`` is every source of the unit.
    """

    id: Id
    source: Annotated[list[EverySourceId], Field(min_length=1), BeforeValidator(as_list)]
    what: Own
    absent_terms: AbsentTerms


class AgreementEntry(Fields):
    """Claims that agree, and whether they have the same origin."""

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
