"""The fixed answers of two kinds, for rules that need no more of them than the names."""

from __future__ import annotations

from typing import Literal

Category = Literal["reported-fact", "claim", "judgement", "prediction"]
"""What a statement is, in a question of the kind ``classify``."""

Ground = Literal[
    "different-origins",
    "same-origin",
    "officials-only",
    "witnesses-only",
    "others-only",
    "newsroom-only",
    "said-unconfirmed",
]
"""Who stands behind a statement, in a question of the kind ``how-confirmed``."""
