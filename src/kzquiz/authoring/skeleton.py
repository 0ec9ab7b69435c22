"""A question of a kind as YAML: the keys of the kind's example, with TODO for every text.

Ids are those of the unit's own claims, speakers and differences where it has fitting ones. Prose is
in block style, which needs no quotation marks whatever the author writes.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from kzquiz import kinds
from kzquiz.authoring.json_schema import kind_schema
from kzquiz.authoring.known_ids import Claim, Ground
from kzquiz.reader import parse

_WIDTH = 96
_STATEMENTS = {"statements": 2, "events": 3, "rows": 2}  # lists with a claim in each entry
# Texts that say more than the name of their key: the checks ask for a source, a question mark or
# some words there, and a skeleton has to build.
_TEXTS = {
    "stem": "TODO: what does {label} say about … ?",
    "feedback": "TODO: say in a sentence or two why the key is right",
    "looks_for": "TODO: what an answer of this level does with both sources and their paragraphs",
    "sample": "TODO: an answer of this level as a student would write it",
    "cloze": "TODO: a sentence from {label} with one [[word|another right word]] left out",
    "term": "TODO",
}
_CHOSEN = ("key", "level", "role")  # values of a closed list that the author has to choose


def skeleton(kind: str, name: str, ground: Ground) -> str:
    """A list with one question of a kind, with the id ``name``. It ends with a line end."""
    document, _ = parse(kinds.example(kind).encode(), kind)
    example = document.get((0,)) if document else None
    assert isinstance(example, dict)  # noqa: S101 (the examples are tested)
    lines = list(_Filler(kind, ground).group(example | {"id": name}, kind_schema(kind)))
    first, *rest = lines
    return "\n".join([f"- {first}", *(f"  {line}" if line else "" for line in rest)]) + "\n"


class _Filler:
    """One question in the making: which claims it has used, which texts were named already."""

    def __init__(self, kind: str, ground: Ground) -> None:
        self._kind = kind
        self._ground = ground
        self._source = self._one_source()
        self._given: dict[str, str] = {}  # claim of the example -> claim of the unit
        self._texts: dict[str, str] = {}  # text of the example -> TODO
        self._count: Counter[str] = Counter()

    def group(self, example: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
        """The lines of a group of keys."""
        for key, value in example.items():
            yield from self._key(key, value, schema["properties"][key], example)

    def _key(
        self,
        key: str,
        value: Any,  # noqa: ANN401 (any example)
        schema: Mapping[str, Any],
        example: Mapping[str, Any],
    ) -> Iterator[str]:
        ids = self._ids(key, value)
        if ids is not None:
            yield f"{key}: {_plain(ids)}"
        elif key in _CHOSEN and "enum" in schema:
            if key == "key" and self._kind == "classify":
                value = self._category(example["claim"])
            values = dict.fromkeys(_plain(word) for word in schema["enum"])
            yield f"{key}: {_plain(value)}  # choose: {', '.join(values)}"
        elif isinstance(value, dict):
            yield f"{key}:"
            yield from _indented(self.group(value, schema))
        elif isinstance(value, list) and key not in {"skill", "columns"}:
            yield f"{key}:"
            yield from self._list(key, value, schema["items"])
        elif isinstance(value, str) and "enum" not in schema and key not in {"id", "skill"}:
            yield from self._explained(key, value, schema)
            yield f"{key}: >-"
            yield f"  {self._todo(key, value)}"
        else:
            yield f"{key}: {_plain(value)}"

    def _list(self, key: str, values: Sequence[Any], schema: Mapping[str, Any]) -> Iterator[str]:
        if key in _STATEMENTS:
            values = values[: max(_STATEMENTS[key], len(self._fitting()))]
        for value in values:
            if isinstance(value, dict):
                first, *rest = self.group(value, schema)
                # A comment before the first key of an entry stands before its dash.
                while first.startswith("#"):
                    yield f"  {first}"
                    first, *rest = rest
                yield f"  - {first}"
                yield from _indented(rest, 4)
            else:
                yield from _indented(self._explained(key, value, schema))
                yield from ("  - >-", f"    {self._todo(key, value)}")

    # --- texts ----------------------------------------------------------------------------------

    def _todo(self, key: str, example: str) -> str:
        if example not in self._texts:
            self._count[key] += 1
            name = "cloze" if (self._kind, key) == ("cloze", "text") else key
            text = _TEXTS.get(name, f"TODO: {key.replace('_', ' ')}")
            # A letter tells repeated texts apart; a number would ask for a claim that gives it.
            letter = f" {ascii_uppercase[self._count[key] - 1]}" if self._count[key] > 1 else ""
            self._texts[example] = text.format(label=f"Source {self._source.upper()}") + letter
        return self._texts[example]

    def _explained(self, key: str, example: str, schema: Mapping[str, Any]) -> Iterator[str]:
        """What the key means and an example, as comments, the first time that it comes."""
        if self._count[f"#{key}"]:
            return
        self._count[f"#{key}"] += 1
        texts = [schema["description"]] if "description" in schema else []
        for text in (*texts, f"For example: {' '.join(example.split())}"):
            yield from textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")

    # --- ids ------------------------------------------------------------------------------------

    def _ids(self, key: str, value: Any) -> str | list[str] | None:  # noqa: ANN401 (any example)
        """The unit's own ids for a key that takes ids; None for any other key."""
        found: str | list[str] | None = None
        match key:
            case "source":
                found = self._source
            case "claim":
                found = self._claim(value)
            case "claims" | "evidence":
                found = list(dict.fromkeys(map(self._claim, value)))
            case "difference":
                found = next(iter(self._ground.differences), "todo-difference")
            case "owner":
                found = self._owner()
            case "spare":
                found = [self._spare()]
            case "given":
                cells = (cell.rpartition(".") for cell in value)
                found = [f"{self._given[c]}.{name}" for c, _, name in cells if c in self._given]
        return found

    def _claim(self, example: str) -> str:
        """The unit's claim that takes the place of one of the example, the same each time."""
        if example not in self._given:
            free = [c for c in self._fitting() if c.id not in self._given.values()]
            # The examples' claims are named after their source: two sources stay two.
            same = (claim.id for claim in free if claim.source == example[0])
            found = next(same, free[0].id if free else f"todo-claim-{len(self._given) + 1}")
            self._given[example] = found
        return self._given[example]

    def _fitting(self) -> list[Claim]:
        """The claims that a question of this kind may ask about, the best first."""
        wants_one_source = self._kind in {"who-said", "true-false-not-stated"}
        found = [
            claim
            for claim in self._ground.claims
            if claim.source == self._source or not wants_one_source
        ]
        best = {"compare": lambda claim: claim.has_figure, "wording": lambda claim: claim.has_quote}
        if self._kind in best:
            found.sort(key=lambda claim: not best[self._kind](claim))
        return found

    def _one_source(self) -> str:
        """The source that a question about one source is about: the first with two claims."""
        by_source = Counter(claim.source for claim in self._ground.claims)
        sources = self._ground.sources
        enough = (source for source in sources if by_source[source] > 1)
        return next(enough, sources[0] if sources else "a")

    def _used(self) -> list[Claim]:
        return [claim for claim in self._ground.claims if claim.id in self._given.values()]

    def _owner(self) -> str:
        """Whoever says the claim that is asked about."""
        speakers = [speaker for claim in self._used() for speaker in claim.speakers]
        return next(iter(speakers), "unclear")

    def _spare(self) -> str:
        """Someone who said none of the statements."""
        spoke = {claim.speakers[0] for claim in self._used() if claim.speakers}
        return next((s for s in self._ground.speakers if s not in spoke), "todo-speaker")

    def _category(self, example: str) -> str:
        """The category of a statement by the status of its claim."""
        wanted = self._given.get(example, "")
        status = next((c.status for c in self._ground.claims if c.id == wanted), "")
        if status in {"judgement", "prediction"}:
            return status
        return "claim" if status.endswith("claim") else "reported-fact"


def _indented(lines: Iterator[str] | Sequence[str], by: int = 2) -> Iterator[str]:
    return (" " * by + line for line in lines)


def _plain(value: object) -> str:
    """A value that needs no quotation marks: an id, a word of a closed list, a whole number."""
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)
