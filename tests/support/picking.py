"""Picks one of some things by chance, so that another thing among them changes few of the picks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

Thing = TypeVar("Thing")


def pick(things: Iterable[Thing], name: Callable[[Thing], str], seed: str) -> Thing:
    """The thing that wins a draw in which each has a lot of its own, made of name and seed."""
    return min(things, key=lambda thing: sha256(f"{seed}/{name(thing)}".encode()).digest())
