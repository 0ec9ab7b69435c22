"""Runs ``kzquiz`` in a process of its own, with bounds of processor time and memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource

SECONDS = 60  # of processor time: a hang, also on a slow machine
MEMORY = 1_000_000_000  # bytes of address space


def bounded(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run ``kzquiz`` in a folder. A process that needs too much is ended, or gets MemoryError."""
    return subprocess.run(
        [sys.executable, "-m", "kzquiz.cli", *args],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=5 * SECONDS,
        preexec_fn=bound,
    )


def bound() -> None:
    """Bound this process."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
