"""Progress of long work: a stage goes through its parts with `each`, a listener hears how many.

A stage does not know who listens, nor whether anyone does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Listener = Callable[[int, int], None]
"""Called with how many parts are done, and of how many."""

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


def each(parts: Sequence[T]) -> Iterator[T]:
    """Give the parts one by one, and report after each how many are done.

    >>> with listening(lambda done, of: print(f"{done} of {of}")):
    ...     found = list(each("ab"))
    1 of 2
    2 of 2
    """
    if _LISTENER.get() is None:
        yield from parts
        return
    for number, part in enumerate(parts, 1):
        yield part
        report(number, len(parts))


def report(done: int, of: int) -> None:
    """Report how many parts are done, and of how many, where `each` is not used."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(done, of)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Call a listener with every report while the block runs."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
