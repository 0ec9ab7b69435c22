"""Turns the validation errors of pydantic into problems that a teacher understands."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kzquiz.figures import FIGURES
from kzquiz.kinds.text_type import ID, respelt
from kzquiz.problems import SHOWN, Fix, Problem, did_you_mean
from kzquiz.reader import Document, quoting
from kzquiz.reader.confusables import lookalike, strange_letter

Path = tuple[str | int, ...]

_LONG = 4  # letters of a key that is long enough to be recognised when it is misspelt
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "dict_type": "keys with values (lines of “key: value”)",
    "model_type": "keys with values (lines of “key: value”)",
    "model_attributes_type": "keys with values (lines of “key: value”)",
}
_FORMS = {  # a part of the pattern, as in `kzquiz.authoring.json_schema`
    "-[a-z0-9]": "use small letters a to z, digits and single hyphens, such as “a9-troops”",
    ".txt": "write the name of a text file in the unit's folder, such as “fingerprints/a.txt”",
    "public-domain": "write quote, public-domain, or a licence by its short name: CC BY 4.0",
    "{64}": "a SHA-256 has 64 digits from 0 to 9 and a to f",
    "A-Za-z][^": f"write {FIGURES}",
    "[0-5]": "write minutes and seconds, or hours before them: 12:30 or 1:02:30",
    "https": "write a web address in plain letters: https://school.example.org/quiz.html",
    "{2,3}": "write a language tag such as “en” or “kk”",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "the number is too small", "write {bound} or more"),
    "less_than_equal": ("le", "the number is too large", "write {bound} or less"),
    "too_short": ("min_length", "the list is too short", "give {bound} entries or more"),
    "too_long": ("max_length", "the list is too long", "give at most {bound} entries"),
    "string_too_long": ("max_length", "the text is too long", "write at most {bound} characters"),
}


def problems(
    error: ValidationError,
    model: type[BaseModel],
    document: Document,
    base: Path,
    subject: str,
    room: int = SHOWN,
) -> Iterator[Problem]:
    """Turn a validation error into problems.

    ``base`` is the path of the validated data in the document. ``subject`` is its name for the
    author, such as “question x”. A missing key is not reported if an unknown key of the same group
    is obviously its misspelling. A nearest word is looked for in the first ``room`` problems only:
    each search compares a word with all that are known.
    """
    details = error.errors(include_url=False)
    mistyped = {
        (detail["loc"][:-1], near)
        for detail in details[: max(room, 0)]
        if detail["type"] == "extra_forbidden"
        for near in _near(str(detail["loc"][-1]), keys_of_group(model, detail["loc"][:-1]))
    }
    missing: dict[Path, list[str]] = {}
    for number, detail in enumerate(details):
        loc: Path = detail["loc"]
        if detail["type"] != "missing":
            near = did_you_mean if number < room else _no_advice
            yield _problem(detail, model, document, base, subject, near)
        elif (loc[:-1], str(loc[-1])) not in mistyped:
            missing.setdefault(loc[:-1], []).append(str(loc[-1]))
    for loc, keys in missing.items():
        inside = f" in “{loc[-1]}”" if loc and isinstance(loc[-1], str) else ""
        message = f"{subject} has no {_listed(f'“{key}”' for key in keys)}{inside}"
        advice = "add " + _listed(f"“{key}: …”" for key in keys)
        yield document.problem((*base, *loc), "missing-key", message, advice)


def keys_of_group(model: type[BaseModel], loc: Path) -> list[str]:
    """The keys of the group at the path ``loc`` in a model."""
    group: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, str) and group is not None:
            field = group.model_fields.get(step)
            group = _group(field.annotation) if field else None
    return list(group.model_fields) if group else []


def _no_advice(_word: str, _known: Iterable[str]) -> str:
    """Takes the place of `did_you_mean` where nobody would read it."""
    return ""


def _listed(words: Iterable[str]) -> str:
    """Join words as in a sentence.

    >>> _listed("abc"), _listed("ab"), _listed("a")
    ('a, b and c', 'a and b', 'a')
    """
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _problem(
    detail: Mapping[str, Any],
    model: type[BaseModel],
    document: Document,
    base: Path,
    subject: str,
    near: Callable[[str, Iterable[str]], str],
) -> Problem:
    loc: Path = tuple(detail["loc"])
    context: Mapping[str, Any] = detail.get("ctx", {})
    path = (*base, *loc)
    key = str(loc[-1]) if loc else ""
    match detail["type"]:
        case "extra_forbidden":
            known = keys_of_group(model, loc[:-1])
            advice = near(key, known) or "known here: " + ", ".join(known)
            message = f"no key “{key}” belongs here"
            right = _misspelt(key, known, document.get(path[:-1]))
            fix = document.rename_fix(path, right) if right else None
            found = document.problem(path, "unknown-key", message, advice, key=True)
            return replace(found, fix=fix)
        case "unknown_id":
            advice = near(context["value"], chain(context["known"], context["also"]))
            what = context["what"]
            fix = _respelt(document, path, context["value"], context["known"])
            return replace(
                document.problem(path, f"unknown-{what}", detail["msg"], advice), fix=fix
            )
        case "between_fields":
            return document.problem(
                (*path, *context["at"]),
                context["code"],
                f"{subject}: {detail['msg']}",
                context["advice"],
            )
        case "literal_error":
            return _unknown_word(detail, document, path, key)
        case _:
            return _wrong_value(detail, document, path, key)


def _unknown_word(detail: Mapping[str, Any], document: Document, path: Path, key: str) -> Problem:
    words = [
        word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")
    ]
    given = detail["input"]
    shown = given if isinstance(given, str) else document.raw(path)
    advice = did_you_mean(shown, words) or "known here: " + ", ".join(words)
    field = next((step for step in reversed(path) if isinstance(step, str)), key)
    found = document.problem(path, "unknown-value", f"“{shown}” is no {field}", advice)
    return replace(found, fix=_respelt(document, path, given, words))


def _respelt(document: Document, path: Path, given: object, known: Collection[str]) -> Fix | None:
    """The fix of a word or id that differs from a known one in capitals, spaces or ``_`` only."""
    right = respelt(given) if isinstance(given, str) else ""
    return document.value_fix(path, right) if right in known and right != given else None


def _wrong_value(detail: Mapping[str, Any], document: Document, path: Path, key: str) -> Problem:
    kind: str = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    named = f"“{key}”" if key and not key.isdigit() else "this entry"
    if detail["input"] is None or kind == "string_too_short":
        return document.problem(
            path, "empty", f"{named} is empty", "write its value after the colon"
        )
    if kind in _EXPECTED:
        given = _type_name(detail["input"])
        message = f"{named} must be {_EXPECTED[kind]}; here stands {given}"
        fix = _type_fix(kind, detail["input"], document, path)
        found = document.problem(path, "wrong-type", message, _type_advice(kind, detail["input"]))
        return replace(found, fix=fix)
    if kind in _BOUNDS:
        bound, message, advice = _BOUNDS[kind]
        return document.problem(
            path, "out-of-range", f"{named}: {message}", advice.format(bound=context[bound])
        )
    if kind == "string_pattern_mismatch" and (latin := lookalike(detail["input"])):
        message = f"{named} has a letter that only looks like a Latin one"
        message += f": {strange_letter(detail['input'])}"
        return document.problem(path, "bad-form", message, f"type it again: “{latin}”")
    if kind == "string_pattern_mismatch":
        return document.problem(
            path, "bad-form", f"{named} is not in the form asked for", _form(context)
        )
    return document.problem(path, "wrong-value", f"{named}: this value does not fit here", "")


def _form(context: Mapping[str, Any]) -> str:
    """What to write for a text that does not match the pattern of its field."""
    pattern = context["pattern"]
    return next(advice for part, advice in _FORMS.items() if part in pattern)


def _type_name(value: object) -> str:
    """The name of the type of a value, in a teacher's words."""
    match value:
        case bool():
            return f"“{'true' if value else 'false'}”"
        case int():
            return f"the number {value}"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a group of keys with values"


def _type_advice(kind: str, value: object) -> str:
    """The advice for a value of a wrong type; ``kind`` is a type of error in `_EXPECTED`."""
    if kind == "string_type":
        if _is_pair(value):
            return "if this is one text with a colon in it, put it in quotation marks"
        return "write one text; put it in quotation marks if its brackets belong to it"
    if kind.startswith("int"):
        return "write digits only, such as 3"
    if kind.startswith("bool"):
        return "write true or false, without quotation marks"
    if kind == "list_type":
        return "write each entry in a line of its own that starts with “- ”, or all in [ ]"
    return "write its keys in lines of their own, indented more than this one"


def _type_fix(kind: str, given: object, document: Document, path: Path) -> Fix | None:
    """The fix of a value of a wrong type, if one is certain."""
    if kind == "string_type" and _is_pair(given):
        return quoting.quote_pair(document.source.text, document.offset(path))
    # “speakers: the-mayor” is a list of one id.
    if kind == "list_type" and isinstance(given, str) and re.fullmatch(ID, given):
        return document.value_fix(path, f"[{given}]")
    return None


def _is_pair(value: object) -> bool:
    # “- Paris: the capital” is read as a key and a value, but the author meant one text.
    return isinstance(value, dict) and len(value) == 1


def _misspelt(key: str, known: Iterable[str], group: object) -> str:
    """The only known key that differs by one letter from ``key`` and is not used; else empty."""
    used = group if isinstance(group, dict) else ()
    near = [name for name in known if name not in used and _one_letter_apart(key, name)]
    return near[0] if len(near) == 1 and len(key) >= _LONG else ""


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is wrong, added or missing, or two neighbours are swapped.

    >>> [_one_letter_apart("stem", word) for word in ("stme", "tem", "stems", "step", "last")]
    [True, True, True, True, False]
    """
    head = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    at = min(len(one), len(other)) if head is None else head
    rest, end = one[at:], other[at:]
    swapped = rest[:2] == end[:2][::-1] and rest[2:] == end[2:]
    return swapped or rest[1:] == end[1:] or rest[1:] == end or rest == end[1:]


def _near(word: str, known: Iterable[str]) -> Iterator[str]:
    advice = did_you_mean(word, known)
    return (name for name in known if f"“{name}”" in advice)


def _group(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as ``list[…]``, ``Annotated[…]`` or ``… | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Annotated, Union, types.UnionType):
        return next((found for part in get_args(annotation) if (found := _group(part))), None)
    return None
