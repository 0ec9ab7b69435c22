"""The fields that authors write: their types, and for every text what it is for.

A group of keys is a pydantic model (`Fields`). Its texts carry a `Role`::

    class Event(Fields):
        text: Annotated[Prose, Role("statement")]
        claim: ClaimId

so that rules, the rights checks, skeletons and the tests that plant hostile texts find every text
of every kind by asking the models. A text field without a role is an error when its class is made.

Models are validated with a `Known` as context, so that an unknown claim, speaker, source or
difference is an error of the field that names it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Path = tuple[str | int, ...]
"""Where a value stands below its entry: ``("distractors", 1, "text")``."""

TextRole = Literal[
    "stem",  # the question as asked, and a true-false statement
    "statement",  # a statement or event that renders a claim, or a cloze text
    "heading",  # what a row of a table is called
    "phrase",  # a verbatim phrase that is asked about
    "term",  # a loaded term
    "key",  # a right answer
    "accept",  # a further right answer
    "correction",  # the fact restated
    "distractor",  # a wrong option
    "option",  # an option that is right or wrong, as the group beside it says
    "reject",  # an answer not to be accepted
    "why",  # the reason beside an option, statement or rejected answer
    "when",  # the time beside an event
    "feedback",
    "rubric",  # what a level looks for
    "sample",  # a sample answer
    "note",  # to the teacher
    "warning",
    "external",  # what is known from outside the sources
    "quotation",  # a verbatim phrase of a claim
    "absent-term",  # a word that would stand in a source if it told something
    "prose",  # the author's words outside questions
    "record",  # kept with the unit, read by no rule: a reference, a version, a name to search for
]
RefersTo = Literal["claim", "speaker", "source", "difference"]


class Role(Struct, frozen=True):
    """What the text of a field is for: ``Annotated[Prose, Role("stem")]``."""

    name: TextRole


class AuthoredText(Struct, frozen=True):
    """A text as its author wrote it, with markup.

    ``at`` is the path below the entry; ``claims`` are the ids that the group of keys around the
    text names, so that a statement is known with the claim it renders.
    """

    text: str
    role: TextRole
    at: Path
    claims: tuple[str, ...] = ()


class Known(Protocol):
    """The ids that a field may name: the keys of four mappings."""

    sources: Mapping[str, Any]
    speakers: Mapping[str, Any]
    claims: Mapping[str, Any]
    differences: Mapping[str, Any]


# --- field types --------------------------------------------------------------------------------


def _spelled(value: Any) -> Any:
    """Prose is text whatever it looks like: give back what the author typed."""
    if value is True or value is False:
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


class Written:
    """Marks a text field: stripped, not empty unless allowed, within ``limits``, then checked.

    ``limits`` are those of pydantic-core's string schema. The schema is made once, not at every
    field: the models have some 200 text fields, and composing pydantic's own markers at each
    cost a third of the time to build the unit.

    ``names`` tells what an id refers to; ``prose`` whether the text is free, not a form to keep to.
    """

    def __init__(
        self,
        check: Callable[[str, ValidationInfo], str] | None = None,
        names: RefersTo | None = None,
        **limits: Any,
    ) -> None:
        """Make the schema; ``check`` sees the text after ``limits`` held."""
        text = core_schema.str_schema(strip_whitespace=True, **({"min_length": 1} | limits))
        schema: CoreSchema = core_schema.no_info_before_validator_function(_spelled, text)
        if check is not None:
            schema = core_schema.with_info_after_validator_function(check, schema)
        self.schema = schema
        self.names = names
        self.prose = "pattern" not in limits

    def __get_pydantic_core_schema__(self, *_: Any) -> CoreSchema:
        """What pydantic asks a marker for."""
        return self.schema


_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LONGEST = 5000  # characters: two pages of print; what compares texts takes the square of it
_LONGEST_ID = 100
Prose = Annotated[str, Written(max_length=_LONGEST)]
Phrase = Annotated[str, Written(max_length=160)]
Id = Annotated[str, Written(pattern=_ID, max_length=_LONGEST_ID)]


def _known(names: RefersTo, among: Callable[[Known], Collection[str]], *also: str) -> Written:
    """An id; refuse one that names nothing. Without a context (the schema) anything goes."""

    def check(value: str, info: ValidationInfo) -> str:
        if info.context is None or value in also:
            return value
        if value not in (known := among(info.context)):
            raise unknown(names, value, known, also)
        return value

    return Written(check, names, pattern=_ID, max_length=_LONGEST_ID)


def unknown(
    what: str, value: str, known: Collection[str], also: tuple[str, ...] = ()
) -> PydanticCustomError:
    """The error for an id that names nothing; the loader adds the nearest known one."""
    # The ids are handed on, not copied: a file may have thousands of such errors.
    return PydanticCustomError(
        "unknown_id",
        "there is no {what} “{value}”",
        {"what": what, "value": value, "known": known, "also": also},
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


ClaimId = Annotated[str, _known("claim", lambda known: known.claims)]
SpeakerId = Annotated[str, _known("speaker", lambda known: known.speakers)]
SourceId = Annotated[str, _known("source", lambda known: known.sources)]
DifferenceId = Annotated[str, _known("difference", lambda known: known.differences)]
EverySourceId = Annotated[str, _known("source", lambda known: known.sources, "both")]
OwnerId = Annotated[str, _known("speaker", lambda known: known.speakers, "unclear")]


# --- groups of keys -----------------------------------------------------------------------------


class FieldParts(Struct, frozen=True):
    """What the fields of a group hold: texts by role, ids by what they name, further groups."""

    texts: Mapping[str, TextRole]
    ids: Mapping[str, RefersTo]
    groups: Mapping[str, type[Fields]]


class Fields(BaseModel):
    """A group of keys an author writes: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    parts: ClassVar[FieldParts] = FieldParts({}, {}, {})
    """What its fields hold, in the order of the fields."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Look through the fields once. Raises TypeError for a text without a role."""
        cls.parts = _parts(cls)

    def role_of(self, field: str) -> TextRole:
        """What a text field is for; a group in which that depends on another field says so here."""
        return self.parts.texts[field]

    def texts(self, at: Path = ()) -> Iterator[AuthoredText]:
        """Every text below this group, in the order of its fields; ``at`` is its own path."""
        texts, groups = self.parts.texts, self.parts.groups
        claims = tuple(self._ids("claim"))
        for name, value in self.__dict__.items():
            if not value:
                continue
            if name in texts:
                for key, text in _keyed(value):
                    yield AuthoredText(text, self.role_of(name), (*at, name, *key), claims)
            elif name in groups:
                for key, group in _keyed(value):
                    yield from group.texts((*at, name, *key))

    @classmethod
    def text_paths(cls, data: Any, at: Path = ()) -> Iterator[Path]:
        """Where texts belong in data that were read for this group, whether they fit or not."""
        for name, value in data.items() if isinstance(data, dict) else ():
            if name in cls.parts.texts:
                yield from ((*at, name, *key) for key, _ in _keyed(value))
            elif name in cls.parts.groups:
                for key, group in _keyed(value) if isinstance(value, list) else [((), value)]:
                    yield from cls.parts.groups[name].text_paths(group, (*at, name, *key))

    def named(self, what: RefersTo) -> Iterator[str]:
        """The ids of one sort that this group and those below it name, in the author's order."""
        ids, groups = self.parts.ids, self.parts.groups
        for name, value in self.__dict__.items():
            if name in groups and value:
                for _, group in _keyed(value):
                    yield from group.named(what)
            elif ids.get(name) == what and value:
                yield from (found for _, found in _keyed(value))

    def _ids(self, what: RefersTo) -> Iterator[str]:
        for name, refers in self.parts.ids.items():
            if refers == what and (value := self.__dict__[name]):
                yield from (found for _, found in _keyed(value))


def _keyed(value: Any) -> Iterator[tuple[Path, Any]]:
    """A value, or those of a list or of keys, each with the rest of its path."""
    if isinstance(value, list):
        yield from (((number,), part) for number, part in enumerate(value))
    elif isinstance(value, dict):
        yield from (((key,), part) for key, part in value.items())
    else:
        yield (), value


def _parts(model: type[Fields]) -> FieldParts:
    texts: dict[str, TextRole] = {}
    ids: dict[str, RefersTo] = {}
    groups: dict[str, type[Fields]] = {}
    for name, info in model.model_fields.items():
        prose = False
        for mark in (*info.metadata, *_marks(info.annotation)):
            if isinstance(mark, Role):
                texts[name] = mark.name
            elif isinstance(mark, Written):
                prose |= mark.prose
                if mark.names:
                    ids[name] = mark.names
            elif isinstance(mark, type) and issubclass(mark, Fields):
                groups[name] = mark
        if prose and name not in texts:
            message = f'{model.__name__}.{name} is a text without a role: Annotated[…, Role("…")]'
            raise TypeError(message)
    return FieldParts(texts, ids, groups)


def _marks(annotation: Any) -> Iterator[Any]:
    """Everything that an annotation is made of, inside lists, dictionaries and alternatives."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from annotation.__metadata__
        yield from _marks(annotation.__origin__)
    elif origin in (list, dict, Union, types.UnionType):
        for part in get_args(annotation):
            yield from _marks(part)
    else:
        yield annotation
