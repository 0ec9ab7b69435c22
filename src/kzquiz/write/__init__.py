"""Writes bytes to disk. Nothing else in kzquiz writes a file.

`hold` and `write` are for the output folder of builds; `edit`, `create` and `replace` are for the
files of a project (content, schemas, working copies). All of them first write every file beside its
target (they stage it), wait until it is on the disk, and then rename it.
"""

from __future__ import annotations

from kzquiz.write.folder import Held, Outcome, hold, keep, state, write
from kzquiz.write.journal import InTheWayError
from kzquiz.write.project import (
    Project,
    complete,
    create,
    current,
    edit,
    pending,
    refuse_others,
    replace,
)

__all__ = [
    "Held",
    "InTheWayError",
    "Outcome",
    "Project",
    "complete",
    "create",
    "current",
    "edit",
    "hold",
    "keep",
    "pending",
    "refuse_others",
    "replace",
    "state",
    "write",
]
