"""Makes the JSON Schemas of the content files, for the editors of authors.

They are made from the models that load the files, and fit the way language servers for YAML work:

* Prose may look like a number or like true and false (``key: 18``), because the loader takes it as
  text.
* ``if`` and ``then`` choose the keys of a question by its kind. So a slip gives one message about
  that kind, not one about each kind.
* References are replaced by the schema that they refer to, because language servers ignore a
  description beside a reference.
* A misspelt key gives one message, and an editor can write all required keys at once
  (`kzquiz.authoring.editor_hints`).

The draft is 07, which all language servers support.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from kzquiz import kinds
from kzquiz.authoring.descriptions import FIELDS, LEVELS, ROLES, owner
from kzquiz.authoring.editor_hints import values, with_hints
from kzquiz.authoring.kind_descriptions import KINDS
from kzquiz.kinds.base import Question
from kzquiz.kinds.fields import Fields, Id
from kzquiz.languages import FALLBACK, language
from kzquiz.load import schema as files
from kzquiz.model import DifferenceKind

FOLDER = "schemas"
"""The folder of the schemas in the content folder, so that they move with the units."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_ENTRIES: Mapping[str, type[Fields]] = {
    "sources": files.SourceEntry,
    "claims": files.ClaimEntry,
    "differences": files.DifferenceEntry,
}
_MEANINGS: tuple[Mapping[Any, str], ...] = (
    language(FALLBACK).group("skill"),
    language(FALLBACK).group("status"),
    language(FALLBACK).group("difference-means"),
    KINDS,
    LEVELS,
    ROLES,
)
_TEXT = ["string", "number", "boolean"]
_FORMS = {
    "-[a-z0-9]": "Small letters a to z, digits and single hyphens, such as a9-troops.",
    "public-domain": "quote, public-domain, or a Creative Commons licence such as CC BY 4.0.",
    "{64}": "A SHA-256 has 64 digits from 0 to 9 and a to f.",
    "A-Za-z][^": "A number as it is printed, such as 15,000, $2.5 million or 9:30 am.",
    ".txt": "The name of a text file of this unit, such as texts/a.txt.",
    "[0-5]": "Minutes and seconds, with hours before them if there are any: 12:30 or 1:02:30.",
    "https": "A web address in plain letters: https://school.example.org/quiz.html.",
    "{2,3}": "A language tag such as en or kk.",
}


def schemas() -> dict[str, bytes]:
    """The bytes of all schemas, by file name: ``unit.json``, …, ``questions.json``."""
    documents = {"unit": _titled("unit", with_hints(_model_schema(files.UnitFile)))}
    for name, model in _ENTRIES.items():
        documents[name] = _titled(
            name, {"type": "array", "items": with_hints(_model_schema(model))}
        )
    documents["questions"] = _titled("questions", _questions())
    return {
        f"{name}.json": (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()
        for name, document in documents.items()
    }


def is_schema(data: bytes, new: bytes) -> bool:
    """Whether a file is the schema ``new`` as this or another version of kzquiz writes it.

    >>> is_schema(b'{"$id": "unit"}', schemas()["unit.json"])
    False
    """
    try:
        here = json.loads(data)
    except (ValueError, RecursionError):
        return False
    made = json.loads(new)
    return isinstance(here, dict) and all(here.get(k) == made[k] for k in ("$schema", "title"))


def header(name: str, up: int = 1) -> str:
    """The first line of a content file, ``up`` folders below the content folder.

    >>> header("claims")
    '# yaml-language-server: $schema=../schemas/claims.json'
    """
    return f"# yaml-language-server: $schema={'../' * up}{FOLDER}/{name}.json"


def kind_schema(kind: str) -> dict[str, Any]:
    """The schema of one question of a kind."""
    return _model_schema(kinds.kind(kind))


def question_schema() -> dict[str, Any]:
    """The schema of the keys that questions of all kinds have."""
    return _model_schema(Question)


def keys(group: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str, bool]]:
    """The keys of a group: name, meaning, whether it is required. Also ``options[].text``."""
    for name, part in group["properties"].items():
        inner = part.get("items", part)
        words = [word for word in values(part) if isinstance(word, str)]
        meaning = part["description"] + (f" One of: {', '.join(words)}." if words else "")
        yield before + name, meaning, name in group.get("required", ())
        if "properties" in inner:
            yield from keys(inner, f"{before}{name}{'[]' if 'items' in part else ''}.")


# --- documents ----------------------------------------------------------------------------------


def _titled(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"$schema": _DRAFT, "title": f"kzquiz: {name}.yaml", **schema}


def _questions() -> dict[str, Any]:
    common = with_hints(question_schema())["properties"]
    definitions: dict[str, Any] = {f"any.{name}": part for name, part in common.items()}
    for name in kinds.KINDS:
        definitions[name] = model = with_hints(kind_schema(name), name)
        for key, part in model["properties"].items():
            # The schema of a key that all kinds share is written once.
            if part == common.get(key):
                model["properties"][key] = {"$ref": f"#/definitions/any.{key}"}
    kind = _with_meanings({"enum": list(kinds.KINDS)}) | {"description": FIELDS["Question"]["kind"]}
    choose = [
        {
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": {"$ref": f"#/definitions/{name}"},
        }
        for name in kinds.KINDS
    ]
    item = {"type": "object", "required": ["kind"], "properties": {"kind": kind}, "allOf": choose}
    return {"type": "array", "items": item, "definitions": definitions}


def _model_schema(model: type[Fields]) -> dict[str, Any]:
    """The schema of a model, with the schemas of all models in it in place of references."""
    document = _Schema(by_alias=False).generate(model.__pydantic_core_schema__)
    parts = document.pop("$defs", {})
    written: dict[str, Any] = _inlined(document, parts)
    return written


def _inlined(node: Any, parts: Mapping[str, Any]) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(node, list):
        return [_inlined(entry, parts) for entry in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        rest = {key: value for key, value in node.items() if key not in {"$ref", "nullable"}}
        found = _inlined(parts[node["$ref"].rsplit("/", 1)[1]], parts) | rest
        return found | {"type": ["object", "null"]} if "nullable" in node else found
    return {key: _inlined(value, parts) for key, value in node.items()}


# --- pieces -------------------------------------------------------------------------------------


class _Schema(GenerateJsonSchema):
    """Pydantic's generator, with the types that the loader accepts in place of its own."""

    def field_title_should_be_set(self, _: object) -> bool:
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> dict[str, Any]:
        found: dict[str, Any] = {"type": _TEXT}
        if pattern := schema.get("pattern"):
            form = next(form for part, form in _FORMS.items() if part in str(pattern))
            found |= {"pattern": pattern, "patternErrorMessage": form}
        elif schema.get("min_length"):
            found |= {"pattern": r"\S", "patternErrorMessage": "This is empty: write the text."}
        longest = schema.get("max_length")
        return found | {"maxLength": longest} if longest else found

    def bool_schema(self, _: core_schema.BoolSchema) -> dict[str, Any]:
        return {"enum": [True, False, "yes", "no"]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> dict[str, Any]:
        return _with_meanings({"enum": list(schema["expected"])})

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        found = dict(self.generate_inner(schema["schema"]))
        if "$ref" in found:
            return found | {"nullable": True}
        if "enum" in found:
            return found | {"enum": [*found["enum"], None]}
        types = found["type"]
        return found | {"type": [*(types if isinstance(types, list) else [types]), "null"]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        found = dict(self.generate_inner(schema["schema"]))
        default = schema.get("default")
        return found | {"default": default} if isinstance(default, (str, int)) else found

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> dict[str, Any]:
        inner: dict[str, Any] = dict(self.generate_inner(schema["schema"]))
        match schema["function"]["function"].__name__:
            case "as_list":
                # With “if” an editor would not offer the values after the colon.
                return {"anyOf": [inner["items"], inner]}
            case "_as_cited":
                claim = self.generate_inner(get_args(Id)[1].schema)
                return {"if": {"type": "object"}, "then": inner, "else": claim}
            case "_as_kind":
                kind = _with_meanings({"enum": list(get_args(DifferenceKind))})
                return {"if": {"type": "object"}, "then": inner, "else": kind}
            case "_as_answer":
                return inner | {"enum": [True, False, *inner["enum"]]}
            case "_as_correct":
                return inner | {"enum": [True, False, *inner["enum"], "yes", "no"]}
        return inner

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        found = dict(self.generate_inner(schema["schema"]))
        found["properties"] = {
            name: {"description": FIELDS[owner(schema["cls"], name)][name], **part}
            for name, part in found["properties"].items()
        }
        return found | {"additionalProperties": False}


def _with_meanings(schema: dict[str, Any]) -> dict[str, Any]:
    """Add the meanings of the values, if they have any."""
    values = schema["enum"]
    known = next((words for words in _MEANINGS if set(words) == set(values)), None)
    return schema | {"enumDescriptions": [known[value] for value in values]} if known else schema
