"""The outputs: each has a module here with ``render(quiz, options)``, and a record in `OUTPUTS`.

A generator knows items and shapes, never kinds. It does not shuffle and writes no file. The records
are in `kzquiz.outputs`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kzquiz.outputs import OUTPUTS

if TYPE_CHECKING:
    from kzquiz.model import Generator


class NotInstalledError(Exception):
    """This machine lacks what an output needs; the message says what, and how to get it."""


def generator(output: str) -> Generator:
    """Give the generator of an output. Its module is imported on first use.

    Raises KeyError for an unknown output.
    """
    module = import_module(f"kzquiz.generators.{OUTPUTS[output].module}")
    render: Generator = module.render
    return render
