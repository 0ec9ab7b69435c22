"""The messages of an editor with the JSON Schemas on a file of a unit."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from example_unit import EXAMPLES, ROOT
from jsonschema import Draft7Validator

from kzquiz.authoring import json_schema

SCHEMAS = {name: json.loads(data) for name, data in json_schema.schemas().items()}
CONTENT = [
    *sorted((ROOT / "content").rglob("*.yaml")),
    *sorted(EXAMPLES.rglob("*.yaml")),
]


class Core(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: the core schema, in which only a few words are no text."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


def diagnostics(text: str, name: str) -> list[str]:
    """The messages of an editor on a file."""
    validator = Draft7Validator(SCHEMAS[name])
    data = yaml.load(text, Loader=Core)  # noqa: S506 (a safe loader with fewer types)
    return [error.message for error in validator.iter_errors(data)]


# Slips in the first example of a choice: the text that is replaced, the new text, and the message.
BROKEN = {
    "an unknown key": ("  level: core", "  lvel: core", "'lvel' was unexpected"),
    "a missing key": ("  level: core\n", "", "'level' is a required property"),
    "an unknown kind": ("kind: choice", "kind: choise", "'choise' is not one of"),
    "no kind": ("  kind: choice\n", "", "'kind' is a required property"),
    "an unknown skill": ("skill: source", "skill: sources", "'sources' is not valid under any of"),
    "an unknown role": ("role: misread", "role: misred", "'misred' is not one of"),
    "a list for a text": ("key: Mayor Ilse Brandt", "key: [Mayor, Brandt]", "is not of type"),
    "a text for a number": ("  last:", "  minutes: long\n  last:", "'long' is not of type"),
    "an id with a capital": ("id: choice-request", "id: Choice", "'Choice' does not match"),
    "a group for a text": ("[a2-request]", "[{clam: a2-request}]", "'clam' was unexpected"),
}
