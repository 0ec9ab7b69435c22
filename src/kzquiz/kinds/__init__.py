"""The list of the kinds of question. Each kind is a module here, with an example beside it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.resources import files

from kzquiz.kinds.base import Question
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error, unknown_id

_CLASSES: Mapping[str, str] = {
    "choice": "Choice",
    "select-all": "SelectAll",
    "true-false-not-stated": "TrueFalseNotStated",
    "cloze": "Cloze",
    "short-answer": "ShortAnswer",
    "who-said": "WhoSaid",
    "classify": "Classify",
    "how-confirmed": "HowConfirmed",
    "compare": "Compare",
    "difference": "Difference",
    "order": "Order",
    "wording": "Wording",
    "missing": "Missing",
    "open": "Open",
}
KINDS: tuple[str, ...] = tuple(_CLASSES)


def kind(name: str) -> type[Question]:
    """The model of a kind. Raises KeyError for a name that is no kind.

    Its module is imported on first use, because each import costs some milliseconds.
    """
    module = import_module(f"kzquiz.kinds.{name.replace('-', '_')}")
    model: type[Question] = getattr(module, _CLASSES[name])
    return model


def example(name: str) -> str:
    """The example of a kind: a list of one or more questions, as YAML.

    The first line of the file is left out: it is the path to the schema, right for that file only.
    """
    text = (files(__name__) / f"{name.replace('-', '_')}.yaml").read_text("utf-8")
    return text.split("\n", 1)[1] if text.startswith("# yaml-language-server:") else text


__all__ = ["KINDS", "Facts", "Question", "example", "field_error", "kind", "unknown_id"]
