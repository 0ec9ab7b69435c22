"""The types of the fields that authors write, and the role of every text.

A group of keys is a pydantic model (`Fields`). Each of its text fields has a `Role`::

    class Event(Fields):
        text: Annotated[Prose, Role("statement")]
        claim: ClaimId

By the roles, rules, rights checks, skeletons and tests find every text of every kind. A text field
without a role is an error when its class is made.

Models are validated with a `Known` as context: an id that names no claim, speaker, source or
difference is then an error of the field that has it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Protocol,
    Union,
    get_args,
    get_origin,
)

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, ValidationInfo

from kzquiz.kinds.field_errors import unknown_id
from kzquiz.kinds.text_type import (
    ID,
    LONGEST,
    LONGEST_ID,
    Id,
    Phrase,
    Prose,
    RefersTo,
    TextType,
    curly,
    respelt,
)

__all__ = [
    "LONGEST", "AuthoredText", "ClaimId", "DifferenceId", "EverySourceId", "FieldParts", "Fields",
    "Id", "KnownIds", "OwnerId", "Path", "Phrase", "Prose", "RefersTo", "Role", "SourceId",
    "SpeakerId", "TextRole", "TextType", "curly",
]  # fmt: skip

Path = tuple[str | int, ...]
"""The path of a value below its entry: ``("distractors", 1, "text")``."""

TextRole = Literal[
    "stem",  # the question as asked, or a true-false statement
    "statement",  # a statement or event that renders a claim, or a cloze text; read like a key
    "heading",  # the name of a table row
    "phrase",  # a verbatim phrase that is asked about
    "term",  # a loaded term
    "key",  # a right answer
    "accept",  # a further right answer, as learners may write it; few rules read it
    "arguable",  # an answer that can be argued
    "correction",  # the fact restated
    "distractor",  # a wrong option; the rules on options read it beside the key
    "option",  # an option; another key of its group says whether it is right
    "reject",  # an answer not to be accepted
    "why",  # why an option, statement or answer is right or wrong; its figures have to be told
    "when",  # the time of an event
    "feedback",
    "rubric",  # what a level of a rubric looks for
    "sample",  # a sample answer of the best level
    "weaker-sample",  # a sample answer of a lower level, in a learner's words
    "note",  # to the teacher
    "warning",
    "external",  # knowledge from outside the sources
    "quotation",  # a verbatim phrase of a claim
    "absent-term",  # a word that a source would have if it said something
    "prose",  # the author's words outside questions
    "record",  # no prose, and read by no rule: a reference, a version, a name to search for
]


class Role(Struct, frozen=True):
    """The role of a text field: ``Annotated[Prose, Role("stem")]``."""

    name: TextRole


class AuthoredText(Struct, frozen=True):
    """A text as its author wrote it, with markup.

    ``at`` is its path below the entry. ``claims`` are the ids of the claims that its group of keys
    names: for a statement, the claims that it renders.
    """

    text: str
    role: TextRole
    at: Path
    claims: tuple[str, ...] = ()


class KnownIds(Protocol):
    """The ids that a field may name, as the keys of four mappings."""

    sources: Mapping[str, Any]
    speakers: Mapping[str, Any]
    claims: Mapping[str, Any]
    differences: Mapping[str, Any]


# --- field types --------------------------------------------------------------------------------


def _id_type(names: RefersTo, among: Callable[[KnownIds], Collection[str]], *also: str) -> TextType:
    """The type of an id of one of ``among`` or ``also``. Without a context it is not looked up."""

    def check(value: str, info: ValidationInfo) -> str:
        if info.context is None or value in also:
            return value
        if value not in (known := among(info.context)):
            raise unknown_id(names, value, known, also)
        return value

    def respell(value: Any, info: ValidationInfo) -> Any:
        """Report “Source B” as an unknown id near “source-b”, not as one in a wrong form."""
        known = among(info.context) if info.context is not None else ()
        if isinstance(value, str) and value not in known and respelt(value) in known:
            raise unknown_id(names, value, known, also)
        return value

    return TextType(check, names, before=respell, pattern=ID, max_length=LONGEST_ID)


ClaimId = Annotated[str, _id_type("claim", lambda known: known.claims)]
SpeakerId = Annotated[str, _id_type("speaker", lambda known: known.speakers)]
SourceId = Annotated[str, _id_type("source", lambda known: known.sources)]
DifferenceId = Annotated[str, _id_type("difference", lambda known: known.differences)]
EverySourceId = Annotated[str, _id_type("source", lambda known: known.sources, "both", "all")]
OwnerId = Annotated[str, _id_type("speaker", lambda known: known.speakers, "unclear")]


# --- groups of keys -----------------------------------------------------------------------------


class FieldParts(Struct, frozen=True):
    """The fields of a group: texts with roles, ids with what they refer to, groups in it.

    ``readable`` are the names of texts and groups, in the order of the fields. ``naming`` has what
    its ids, and those of the groups in it, refer to: sort → the names of these ids and groups.
    """

    texts: Mapping[str, TextRole]
    ids: Mapping[str, RefersTo]
    groups: Mapping[str, type[Fields]]
    readable: tuple[str, ...] = ()
    naming: Mapping[RefersTo, tuple[str, ...]] = {}


class Fields(BaseModel):
    """A group of keys that an author writes: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    parts: ClassVar[FieldParts] = FieldParts({}, {}, {})
    """Its fields by sort, in order."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Fill `parts`. Raises TypeError for a text without a role."""
        cls.parts = _parts(cls)

    def role_of(self, field: str) -> TextRole:
        """The role of a text field. Overridden if another field decides it."""
        return self.parts.texts[field]

    def texts(self, at: Path = ()) -> Iterator[AuthoredText]:
        """Every text in this group and those in it, in the order of fields; ``at`` is its path."""
        claims = tuple(self._ids("claim")) if self.parts.ids else ()
        values = self.__dict__
        for name in self.parts.readable:
            value = values[name]
            if isinstance(value, str):
                yield AuthoredText(value, self.role_of(name), (*at, name), claims)
            elif value:
                for key, part in _keyed(value):
                    if isinstance(part, str):
                        yield AuthoredText(part, self.role_of(name), (*at, name, *key), claims)
                    else:
                        yield from part.texts((*at, name, *key))

    @classmethod
    def text_paths(cls, data: Any, at: Path = ()) -> Iterator[Path]:
        """Where texts belong in data that were read for this group, whether they fit or not."""
        for name, value in data.items() if isinstance(data, dict) else ():
            if name in cls.parts.texts:
                yield from ((*at, name, *key) for key, _ in _keyed(value))
            elif name in cls.parts.groups:
                for key, group in _keyed(value) if isinstance(value, list) else [((), value)]:
                    yield from cls.parts.groups[name].text_paths(group, (*at, name, *key))

    def all_ids(self, sort: RefersTo) -> Iterator[str]:
        """The ids of one sort that this group and those in it name, in the order of fields."""
        for name in self.parts.naming.get(sort, ()):
            if value := self.__dict__[name]:
                for _, found in _keyed(value):
                    if isinstance(found, Fields):
                        yield from found.all_ids(sort)
                    else:
                        yield found

    def _ids(self, sort: RefersTo) -> Iterator[str]:
        for name, refers in self.parts.ids.items():
            if refers == sort and (value := self.__dict__[name]):
                yield from (found for _, found in _keyed(value))


def _keyed(value: Any) -> list[tuple[Path, Any]]:
    """The values of a list or dictionary, or the one value, each with the rest of its path."""
    if isinstance(value, list):
        return [((number,), part) for number, part in enumerate(value)]
    if isinstance(value, dict):
        return [((key,), part) for key, part in value.items()]
    return [((), value)]


def _parts(model: type[Fields]) -> FieldParts:
    texts: dict[str, TextRole] = {}
    ids: dict[str, RefersTo] = {}
    groups: dict[str, type[Fields]] = {}
    for name, info in model.model_fields.items():
        prose = False
        for mark in (*info.metadata, *_marks(info.annotation)):
            if isinstance(mark, Role):
                texts[name] = mark.name
            elif isinstance(mark, TextType):
                prose |= mark.prose
                if mark.names:
                    ids[name] = mark.names
            elif isinstance(mark, type) and issubclass(mark, Fields):
                groups[name] = mark
        if prose and name not in texts:
            message = f'{model.__name__}.{name} is a text without a role: Annotated[…, Role("…")]'
            raise TypeError(message)
    readable = tuple(name for name in model.model_fields if name in texts or name in groups)
    naming: dict[RefersTo, tuple[str, ...]] = {}
    for name in model.model_fields:
        refers = [ids[name]] if name in ids else []
        for sort in (*refers, *(groups[name].parts.naming if name in groups else ())):
            naming[sort] = (*naming.get(sort, ()), name)
    return FieldParts(texts, ids, groups, readable, naming)


def _marks(annotation: Any) -> Iterator[Any]:
    """The types and markers in an annotation, inside lists, dictionaries and unions too."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from annotation.__metadata__
        yield from _marks(annotation.__origin__)
    elif origin in (list, dict, Union, types.UnionType):
        for part in get_args(annotation):
            yield from _marks(part)
    else:
        yield annotation
