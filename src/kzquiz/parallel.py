"""Work in a second process, which is forked and ends with its work.

A fork takes a millisecond and copies nothing. A pool of `multiprocessing` would import kzquiz
again, which takes longer than the work of most units.
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

from kzquiz.progress import report

S = TypeVar("S")
T = TypeVar("T")
_TICKETS = 256  # a ticket is one byte: a pipe on any system has room for all of them


def run_in_background(work: Callable[[], T]) -> Callable[[], T]:
    """Start to work in a second process; give a function that waits for the result.

    ``work`` must print nothing, and what it changes in memory is lost. Where the system has no
    fork, or one processor only, it runs when the result is asked for. An error that it raises is
    raised there, too.
    """
    if not hasattr(os, "fork") or os.cpu_count() == 1:
        return work
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        Context().run(_send_result, work, writer)  # a context without a listener for progress
    os.close(writer)

    def result() -> T:
        import pickle  # noqa: PLC0415 (jinja2 has loaded it by then)

        with os.fdopen(reader, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError):
            received: T = pickle.load(pipe)  # noqa: S301 (from our own child)
        _, status = os.waitpid(child, 0)
        # The work of a child that failed, or was ended for want of memory, is done again here.
        return work() if status else received

    return result


def _send_result(work: Callable[[], object], writer: int) -> None:
    """Work, send the result, and end the process: with status 1 if anything was raised."""
    import pickle  # noqa: PLC0415 (the parent goes on without)

    status = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(work(), pipe)  # a large page is not copied on its way
        status = 0
    finally:
        os._exit(status)


def run_in_two_processes(
    first: Callable[[], S], rest: Sequence[Callable[[], T]]
) -> tuple[Callable[[], S], list[Callable[[], T]]]:
    """Run all functions in two processes; give for each a function that gives its result.

    The second process begins with ``first``, this one with ``rest``. Each then takes the next
    function that is left. A function that raised is run again where its result is asked for, and
    raises there.
    """
    works: tuple[Callable[[], Any], ...] = (*rest, first)
    reader, writer = os.pipe()
    os.write(writer, bytes(range(min(len(rest), _TICKETS))))
    os.close(writer)
    with os.fdopen(reader, "rb", buffering=0) as tickets:
        left = _numbers(tickets, len(rest))
        second = run_in_background(lambda: _results(works, chain([len(rest)], left)))
        try:
            done = _results(works, left) | second()
        finally:
            tickets.read(_TICKETS)  # if this process is stopped, nothing is left for the second
    *others, one = (
        partial(done.__getitem__, number) if number in done else work
        for number, work in enumerate(works)
    )
    return one, others


def _numbers(tickets: FileIO, end: int) -> Iterator[int]:
    """Give the numbers of functions for as long as there is a ticket that nobody has taken."""
    while ticket := tickets.read(1):
        yield from range(ticket[0], end, _TICKETS)


def _results(works: Sequence[Callable[[], T]], numbers: Iterable[int]) -> dict[int, T]:
    """Run functions by number; give the result of each that raised nothing."""
    done = {}
    for number in numbers:
        with suppress(Exception):
            done[number] = works[number]()
        report(number + 1, len(works))
    return done
