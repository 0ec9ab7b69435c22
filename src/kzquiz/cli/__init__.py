"""The command line: reads options, prints, chooses the exit code. Nothing else in kzquiz does.

One module a group of commands. Exit codes: 0 fine, 1 problems in content or lock file, 2 usage,
files that cannot be read or written, or a fault of kzquiz itself.
"""

from __future__ import annotations

from kzquiz.cli.app import application, main, process

__all__ = ["application", "main", "process"]
