"""How far long work is: it goes through its pieces with `each`, and whoever listens is told.

The stages that take long know nothing of who listens, nor whether anyone does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Piece = TypeVar("Piece")
Listener = Callable[[int, int], None]

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


def each(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Give the pieces one by one, and tell after each how many are done, of how many.

    >>> with listening(lambda done, of: print(f"{done} of {of}")):
    ...     found = list(each("ab"))
    1 of 2
    2 of 2
    """
    if _LISTENER.get() is None:
        yield from pieces
        return
    for number, piece in enumerate(pieces, 1):
        yield piece
        tell(number, len(pieces))


def tell(done: int, of: int) -> None:
    """Tell how many pieces are done, of how many, where they are not gone through by `each`."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(done, of)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have a listener told while the block runs."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
