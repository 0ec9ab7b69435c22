"""Work beside work: a function that runs in a process of its own while its caller goes on.

By fork, which costs a millisecond and copies nothing; a pool of `multiprocessing` would import all
of kzquiz again, which takes longer than the work of most units.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


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
        _hand_over(work, writer)
    os.close(writer)

    def result() -> T:
        import pickle  # noqa: PLC0415 (with jinja2 here by then)

        with os.fdopen(reader, "rb") as pipe:
            handed = pipe.read()
        _, status = os.waitpid(child, 0)
        # A child that failed, or that was ended for want of memory, has its work done again here.
        return work() if status else pickle.loads(handed)  # noqa: S301 (from our own child)

    return result


def _hand_over(work: Callable[[], object], writer: int) -> None:
    """Work, hand the result over, and end the process; by status 1 if anything is raised."""
    import pickle  # noqa: PLC0415 (the parent goes on without)

    status = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(pickle.dumps(work()))
        status = 0
    finally:
        os._exit(status)
