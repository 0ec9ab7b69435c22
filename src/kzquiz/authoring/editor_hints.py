"""What language servers for YAML need beyond a schema that is right: plain messages, skeletons.

They read a JSON Schema's ``required`` twice: to say what is missing, and to write the keys that are
needed when an author asks for them. For the first it has to wait until all keys are known (a key
that is misspelt is missing as well, and that would be two messages about one letter); the second
is said in ``defaultSnippets`` instead, with all values that a key may have to choose from. Their
own words for a wrong type are a programmer's: ``errorMessage`` and ``title`` replace them.
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


def tuned(schema: Mapping[str, Any], label: str = "") -> dict[str, Any]:
    """Tune every group of keys in a schema, this one too; ``label`` names its skeleton."""
    made = {name: _tuned(part) for name, part in schema.items()}
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
    """The closed list of values that a key takes, alone or in a list; none for any other key."""
    inner = part.get("items", part.get("anyOf", [part])[0])
    found: Sequence[object] = inner.get("enum", ())
    return found


def _tuned(part: Any) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(part, list):
        return [_tuned(entry) for entry in part]
    return tuned(part) if isinstance(part, dict) else part


def _body(part: Mapping[str, Any], stops: Iterator[int]) -> Any:  # noqa: ANN401 (any JSON)
    """The keys that are needed, each with a stop for the author's cursor."""
    if "properties" in part:
        return {name: _body(part["properties"][name], stops) for name in part.get("required", ())}
    if part.get("type") == "array":
        return [_body(part["items"], stops) for _ in range(part.get("minItems", 1))]
    words = [word for word in values(part) if isinstance(word, str)]
    if len(words) == 1:
        return words[0]
    stop = next(stops)
    return f"${{{stop}|{','.join(words)}|}}" if words else f"${stop}"
