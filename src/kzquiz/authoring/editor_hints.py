"""Adds to a JSON Schema what language servers for YAML need: plain messages and skeletons.

* ``required`` applies only if all keys are known. A misspelt key is also a missing one, and that
  would be two messages about one letter.
* ``defaultSnippets`` writes all required keys, with the values to choose from. Without it, a
  language server would write them from ``required``, without values.
* ``errorMessage`` and ``title`` replace the messages on wrong types, which are for programmers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

_PLAIN = {
    "string": "A text goes here: in quotes, or after “>-” on the next line.",
    "array": "A list goes here: each entry on a line of its own, after “- ”.",
    "integer": "A whole number goes here.",
}


def with_hints(schema: Mapping[str, Any], label: str = "") -> dict[str, Any]:
    """Give a schema with hints on every group of keys in it; ``label`` names its skeleton."""
    made = {name: _with_hints(part) for name, part in schema.items()}
    types = schema.get("type")
    first = types[0] if isinstance(types, list) else types
    if isinstance(first, str) and first in _PLAIN:
        made["errorMessage"] = _PLAIN[first]
    if schema.get("additionalProperties") is False:
        made["title"] = "keys with values"
        if needed := made.pop("required", None):
            made["if"] = {"propertyNames": {"enum": list(schema["properties"])}}
            made["then"] = {"required": needed}
            snippet = {"label": label or ", ".join(needed), "body": _body(schema, count(1))}
            made["defaultSnippets"] = [snippet]
    return made


def values(part: Mapping[str, Any]) -> Sequence[object]:
    """The values that a key may have, alone or in a list; empty if it may have any."""
    inner = part.get("items", part.get("anyOf", [part])[0])
    found: Sequence[object] = inner.get("enum", ())
    return found


def _with_hints(part: Any) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(part, list):
        return [_with_hints(entry) for entry in part]
    return with_hints(part) if isinstance(part, dict) else part


def _body(part: Mapping[str, Any], stops: Iterator[int]) -> Any:  # noqa: ANN401 (any JSON)
    """The body of a snippet: the required keys, each with a tab stop (``$1``) for the cursor."""
    if "properties" in part:
        return {name: _body(part["properties"][name], stops) for name in part.get("required", ())}
    if part.get("type") == "array":
        return [_body(part["items"], stops) for _ in range(part.get("minItems", 1))]
    words = [word for word in values(part) if isinstance(word, str)]
    if len(words) == 1:
        return words[0]
    stop = next(stops)
    return f"${{{stop}|{','.join(words)}|}}" if words else f"${stop}"
