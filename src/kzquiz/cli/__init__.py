"""The command line. It alone reads options, prints, and chooses the exit code.

Each module has a group of commands. Exit codes: 0 fine, 1 problems in the content or the lock file,
2 a command that was not understood, a file that cannot be read or written, or a fault of kzquiz.
"""

from __future__ import annotations

from kzquiz.cli.app import application, main, process

__all__ = ["application", "main", "process"]
