"""A property that is computed once, on first use.

`functools.cached_property` takes a lock until Python 3.12. Rules ask for some fifteen such
properties of each question, and the locks take a twentieth of the time of a check.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

__all__ = ["once"]

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 (a decorator, as `property`)
    """Decorate a method without arguments: its value is kept in the object.

    >>> class Day:
    ...     @once
    ...     def hours(self):
    ...         print("counted")
    ...         return 24
    >>> day = Day()
    >>> day.hours + day.hours
    counted
    48
    """

    def __init__(self, method: Callable[[Any], T]) -> None:
        """Take the method."""
        self._method, self.__doc__ = method, method.__doc__

    def __get__(self, instance: object, owner: type) -> T:
        """Compute the value and put it in the place of the property."""
        value = instance.__dict__[self._method.__name__] = self._method(instance)
        return value
