"""The quiz that the files for platforms are made of."""

from __future__ import annotations

import pytest

from kzquiz.load import Unit
from kzquiz.model import Quiz
from kzquiz.quiz.compose import compose


@pytest.fixture(scope="session")
def quiz(example: Unit) -> Quiz:
    return compose(example)
