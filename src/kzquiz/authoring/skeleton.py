"""Writes the skeleton of a question: the keys of the kind's example, with TODO for every text.

The kind's model knows which keys are texts, with their roles, and which are ids. The ids are those
of the unit's own claims, speakers and differences, if it has any that fit. Prose is in block style,
so that the author needs no quotation marks.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any, get_args

from kzquiz import kinds
from kzquiz.authoring.json_schema import kind_schema
from kzquiz.authoring.known_ids import Claim, IdsOfUnit
from kzquiz.authoring.suggest import (
    claims_with_grounds,
    figures_to_compare,
    ground,
    loaded_term,
)
from kzquiz.kinds import Question
from kzquiz.kinds.fields import Fields, RefersTo, TextRole
from kzquiz.kinds.targets import Category, Ground
from kzquiz.reader import parse

_WIDTH = 96
_CATEGORIES = set(get_args(Category))
_GROUNDS = set(get_args(Ground))
# Texts with more than the name of their key. A skeleton must build, and the checks expect a source,
# a question mark or some words in these.
_TEXTS: Mapping[TextRole, str] = {
    "stem": "TODO: what does {label} say about … ?",
    "feedback": "TODO: say in a sentence or two why the key is right",
    "rubric": "TODO: what an answer of this level does with both sources and their paragraphs",
    "sample": "TODO: an answer of this level as a student would write it",
    "term": "TODO",
}
_DELETION = "[["
_DELETED = "TODO: a sentence from {label} with one [[word|another right word]] left out"
_CHOSEN = (
    "key",
    "level",
    "role",
)  # keys with a closed list of values: the author has to choose one


def skeleton(kind: str, name: str, known: IdsOfUnit) -> str:
    """Give a YAML list with one question of a kind, whose id is ``name``."""
    document, _ = parse(kinds.example(kind).encode(), kind)
    example = document.get((0,)) if document else None
    assert isinstance(example, dict)  # noqa: S101 (the examples are tested)
    filler = _Filler(kinds.kind(kind), known)
    lines = list(filler.group(example | {"id": name}, kind_schema(kind), kinds.kind(kind)))
    first, *rest = lines
    return "\n".join([f"- {first}", *(f"  {line}" if line else "" for line in rest)]) + "\n"


_LATER = {"arguable", "shows"}  # what an author adds after thinking: no skeleton can suggest it


class _Filler:
    """Fills in one question, and remembers the claims and texts that it has used."""

    def __init__(self, kind: type[Question], known: IdsOfUnit) -> None:
        self._known = known
        self._asks_one_source = "source" in kind.parts.ids.values()
        self._roles = frozenset(_roles(kind))
        self._source = self._one_source()
        self._asks_grounds = any(map(_has_ground, kind.parts.groups.values()))
        self._loaded = loaded_term(known) if "phrase" in self._roles else None
        self._claims_for: dict[str, str] = {}  # claim of the example: claim of the unit
        self._texts: dict[str, str] = {}  # text of the example: its TODO
        self._count: Counter[str] = Counter()

    def group(
        self, example: Mapping[str, Any], schema: Mapping[str, Any], model: type[Fields]
    ) -> Iterator[str]:
        """The lines of a group of keys."""
        for key, value in example.items():
            if key in _LATER:
                continue
            yield from self._key(key, value, schema["properties"][key], example, model)

    def _key(
        self,
        key: str,
        value: Any,  # noqa: ANN401 (any example)
        schema: Mapping[str, Any],
        example: Mapping[str, Any],
        model: type[Fields],
    ) -> Iterator[str]:
        role, group = model.parts.texts.get(key), model.parts.groups.get(key)
        if refers := model.parts.ids.get(key):
            yield f"{key}: {_plain(self._ids(refers, value))}"
        elif group and isinstance(value, list) and isinstance(value[0], str):
            # Evidence in short: claims without a phrase.
            yield f"{key}: {_plain(self._ids('claim', value))}"
        elif key in _CHOSEN and "enum" in schema:
            if set(schema["enum"]) == _CATEGORIES:
                value = self._category(example["claim"])
            elif set(schema["enum"]) == _GROUNDS:
                value = self._ground(example["claims"]) or value
            values = dict.fromkeys(_plain(word) for word in schema["enum"])
            yield f"{key}: {_plain(value)}  # choose: {', '.join(values)}"
        elif group and isinstance(value, dict):
            yield f"{key}:"
            yield from _indented(self.group(value, schema, group))
        elif group:
            yield f"{key}:"
            yield from self._entries(value, schema, group)
        elif role:
            yield from self._prose(key, value, schema, role)
        else:
            yield f"{key}: {_plain(value)}"

    def _prose(
        self,
        key: str,
        value: str | list[str],
        schema: Mapping[str, Any],
        role: TextRole,
    ) -> Iterator[str]:
        if isinstance(value, str):
            yield from self._explained(key, value, schema)
            yield f"{key}: >-"
            yield f"  {self._quoted(role) or self._todo(key, value, role)}"
        elif role == "record":
            yield f"{key}: {_plain(self._cells(value))}"
        else:
            yield f"{key}:"
            for text in value:
                yield from _indented(self._explained(key, text, schema["items"]))
                yield from ("  - >-", f"    {self._todo(key, text, role)}")

    def _entries(
        self, values: Sequence[Any], schema: Mapping[str, Any], model: type[Fields]
    ) -> Iterator[str]:
        if "claim" in model.parts.ids.values():  # no more statements than there are claims
            values = values[: max(schema["minItems"], len(self._fitting()))]
        for value in values:
            first, *rest = self.group(value, schema["items"], model)
            # A comment on the first key of an entry is written before the dash.
            while first.startswith("#"):
                yield f"  {first}"
                first, *rest = rest
            yield f"  - {first}"
            yield from _indented(rest, 4)

    # --- texts ----------------------------------------------------------------------------------

    def _quoted(self, role: TextRole) -> str:
        """The loaded term that is asked about, or a phrase that has it."""
        if self._loaded is None or role not in {"phrase", "term"}:
            return ""
        quotes = (claim.quote for claim in self._known.claims if claim.id == self._loaded.claim)
        term = self._loaded.term
        return next((q for q in quotes if role == "phrase" and term in q), term)

    def _todo(self, key: str, example: str, role: TextRole) -> str:
        if example not in self._texts:
            self._count[key] += 1
            plain = f"TODO: {key.replace('_', ' ')}"
            # The stem of a true-false question is a statement and has no question mark.
            text = plain if role == "stem" != key else _TEXTS.get(role, plain)
            if _DELETION in example:
                text = _DELETED
            # Repeated texts get a letter. A number would be reported as a number without evidence.
            letter = f" {ascii_uppercase[self._count[key] - 1]}" if self._count[key] > 1 else ""
            self._texts[example] = text.format(label=f"Source {self._source.upper()}") + letter
        return self._texts[example]

    def _explained(self, key: str, example: str, schema: Mapping[str, Any]) -> Iterator[str]:
        """The meaning of the key and an example, as comments, where the key occurs first."""
        if self._count[f"#{key}"]:
            return
        self._count[f"#{key}"] += 1
        texts = [schema["description"]] if "description" in schema else []
        for text in (*texts, f"For example: {' '.join(example.split())}"):
            yield from textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")

    # --- ids ------------------------------------------------------------------------------------

    def _ids(self, refers: RefersTo, value: Any) -> str | list[str]:  # noqa: ANN401 (any example)
        """The unit's own ids in place of those of the example."""
        match refers:
            case "source":
                return self._source
            case "difference":
                return next(iter(self._known.differences), "todo-difference")
            case "speaker":  # a list has speakers who said none of the statements
                return [self._spare()] if isinstance(value, list) else self._owner()
            case "claim" if isinstance(value, list):
                return list(dict.fromkeys(map(self._claim, value)))
        return self._claim(value)

    def _cells(self, values: Sequence[str]) -> list[str]:
        """The cells of a table, ``claim.column``, with the unit's claims."""
        cells = (cell.rpartition(".") for cell in values)
        return [f"{self._claims_for[c]}.{name}" for c, _, name in cells if c in self._claims_for]

    def _claim(self, example: str) -> str:
        """The unit's claim in place of one of the example: always the same one."""
        if example not in self._claims_for:
            free = [c for c in self._fitting() if c.id not in self._claims_for.values()]
            # Claims of the examples begin with their source, so two sources stay two.
            same = (claim.id for claim in free if claim.source == example[0])
            found = next(same, free[0].id if free else f"todo-claim-{len(self._claims_for) + 1}")
            self._claims_for[example] = found
        return self._claims_for[example]

    def _fitting(self) -> list[Claim]:
        """The claims that a question of this kind may ask about, the most suitable first."""
        found = [
            claim
            for claim in self._known.claims
            if claim.source == self._source or not self._asks_one_source
        ]
        if "heading" in self._roles:  # rows of a table of figures
            return figures_to_compare(found)
        if self._asks_grounds:
            return claims_with_grounds(self._known)
        if "phrase" in self._roles:
            asked = self._loaded.claim if self._loaded else ""
            found.sort(key=lambda claim: (claim.id != asked, not claim.quote))
        return found

    def _one_source(self) -> str:
        """The source that a question about one source is about: the first with two claims."""
        by_source = Counter(claim.source for claim in self._known.claims)
        sources = self._known.sources
        enough = (source for source in sources if by_source[source] > 1)
        return next(enough, sources[0] if sources else "a")

    def _used(self) -> list[Claim]:
        return [claim for claim in self._known.claims if claim.id in self._claims_for.values()]

    def _owner(self) -> str:
        """Whose word a loaded term is, else a speaker of the claims that the question uses."""
        if self._loaded:
            return self._loaded.owner
        speakers = [speaker for claim in self._used() for speaker in claim.speakers]
        return next(iter(speakers), "unclear")

    def _spare(self) -> str:
        """A speaker who said none of the statements."""
        originators = {claim.speakers[0] for claim in self._used() if claim.speakers}
        return next((s for s in self._known.speakers if s not in originators), "todo-speaker")

    def _ground(self, examples: Sequence[str]) -> str | None:
        """What stands behind a statement, from the chains of its claims."""
        wanted = set(map(self._claim, examples))
        return ground([claim for claim in self._known.claims if claim.id in wanted], self._known)

    def _category(self, example: str) -> str:
        """The category of a statement, from the status of its claim."""
        wanted = self._claims_for.get(example, "")
        status = next((c.status for c in self._known.claims if c.id == wanted), "")
        if status in {"judgement", "prediction"}:
            return status
        return "claim" if status.endswith("claim") else "reported-fact"


def _has_ground(group: type[Fields]) -> bool:
    """Whether an entry of a kind is keyed by what stands behind it."""
    return any(set(get_args(one.annotation)) == _GROUNDS for one in group.model_fields.values())


def _roles(model: type[Fields]) -> Iterator[TextRole]:
    """The roles of all texts of a model and of the groups in it."""
    yield from model.parts.texts.values()
    for group in model.parts.groups.values():
        yield from _roles(group)


def _indented(lines: Iterator[str] | Sequence[str], by: int = 2) -> Iterator[str]:
    return (" " * by + line for line in lines)


def _plain(value: object) -> str:
    """A value that needs no quotation marks: an id, a word of a closed list, a whole number."""
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)
