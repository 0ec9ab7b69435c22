"""Work beside work: a function that runs in a process of its own while its caller goes on.

By fork, which costs a millisecond and copies nothing; a pool of `multiprocessing` would import all
of kzquiz again, which takes longer than the work of most units.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from contextvars import Context
from functools import partial
from io import FileIO
from itertools import chain
from typing import Any, TypeVar

from kzquiz.progress import tell

S = TypeVar("S")
T = TypeVar("T")
_MOST = 256  # a ticket is a byte, so that no pipe can be too small for all of them


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin to work; give a function that waits for the result.

    ``work`` is to print nothing and to change nothing: what it does to the memory is lost, and
    where the system has no fork, or one processor, it runs when the result is asked for. What it
    raises is raised there too.
    """
    if not hasattr(os, "fork") or os.cpu_count() == 1:
        return work
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        Context().run(_hand_over, work, writer)  # a context in which nobody listens
    os.close(writer)

    def result() -> T:
        import pickle  # noqa: PLC0415 (with jinja2 here by then)

        with os.fdopen(reader, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError):
            handed: T = pickle.load(pipe)  # noqa: S301 (from our own child)
        _, status = os.waitpid(child, 0)
        # A child that failed, or that was ended for want of memory, has its work done again here.
        return work() if status else handed

    return result


def _hand_over(work: Callable[[], object], writer: int) -> None:
    """Work, hand the result over, and end the process; by status 1 if anything is raised."""
    import pickle  # noqa: PLC0415 (the parent goes on without)

    status = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(work(), pipe)  # a large page goes through as it is, uncopied
        status = 0
    finally:
        os._exit(status)


def shared(
    first: Callable[[], S], rest: Sequence[Callable[[], T]]
) -> tuple[Callable[[], S], list[Callable[[], T]]]:
    """Do all of this in two processes; give for each work a function that gives its result.

    The process beside this one begins with ``first``, this one with the rest; each then takes the
    next that is left. What raised is done again where its result is asked for, and raises there.
    """
    works: tuple[Callable[[], Any], ...] = (*rest, first)
    reader, writer = os.pipe()
    os.write(writer, bytes(range(min(len(rest), _MOST))))
    os.close(writer)
    with os.fdopen(reader, "rb", buffering=0) as tickets:
        left = _numbers(tickets, len(rest))
        theirs = beside(lambda: _done(works, chain([len(rest)], left)))
        try:
            done = _done(works, left) | theirs()
        finally:
            tickets.read(_MOST)  # where this process is stopped, nothing is left to the other
    *others, one = (
        partial(done.__getitem__, number) if number in done else work
        for number, work in enumerate(works)
    )
    return one, others


def _numbers(tickets: FileIO, end: int) -> Iterator[int]:
    """Give the numbers of works, as long as a ticket is left that nobody has taken."""
    while ticket := tickets.read(1):
        yield from range(ticket[0], end, _MOST)


def _done(works: Sequence[Callable[[], T]], numbers: Iterable[int]) -> dict[int, T]:
    done = {}
    for number in numbers:
        with suppress(Exception):
            done[number] = works[number]()
        tell(number + 1, len(works))
    return done
