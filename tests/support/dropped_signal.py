"""Runs a command during which SIGTERM comes where Python drops exceptions.

python tests/support/dropped_signal.py check
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from typing import Any

from kzquiz import cli, load


class _Dropping:
    def __del__(self) -> None:
        signal.raise_signal(signal.SIGTERM)


def _interrupted(real: Callable[..., Any]) -> Callable[..., Any]:
    def loads(*args: Any, **options: Any) -> Any:
        _Dropping()
        time.sleep(1)  # a command has work to do
        return real(*args, **options)

    return loads


if __name__ == "__main__":
    load.load = _interrupted(load.load)
    cli.main()
