"""The errors of fields that pydantic cannot find itself: unknown ids, fields that do not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pydantic_core import PydanticCustomError

__all__ = ["field_error", "require_distinct", "unknown_id"]


def unknown_id(
    what: str, value: str, known: Collection[str], also: tuple[str, ...] = ()
) -> PydanticCustomError:
    """The error for an id that names nothing; the loader adds the nearest known id."""
    # The ids are handed on, not copied: a file may have thousands of such errors.
    return PydanticCustomError(
        "unknown_id",
        "there is no {what} “{value}”",
        {"what": what, "value": value, "known": known, "also": also},
    )


def field_error(
    code: str, message: str, advice: str, at: tuple[str | int, ...] = ()
) -> PydanticCustomError:
    """The error for fields that do not fit together; ``at`` is the path below the question."""
    return PydanticCustomError(
        "between_fields",
        "{message}",
        {"message": message, "code": code, "advice": advice, "at": at},
    )


def require_distinct(
    values: Iterable[str], what: str, at: str, besides: Iterable[str] = ()
) -> None:
    """Refuse two equal values in a list of the question, or one that is also in ``besides``.

    Raises the error of the field ``at``.
    """
    seen = set(besides)
    for number, value in enumerate(values):
        if value in seen:
            raise field_error(
                "twice",
                f"the {what} “{value}” stands here twice",
                "take one of them out",
                (at, number),
            )
        seen.add(value)
