"""What the rules of `kzquiz.authoring.intake.classify` ask of a block: its words and its form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from kzquiz.authoring.intake.blocks import RawBlock

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")
_SHORT = 14  # words of a block that may be something else than body


class Facts(Struct, frozen=True):
    """A block, its text and its words in lower case, and whether it ends as a sentence does."""

    raw: RawBlock
    plain: str
    words: tuple[str, ...]
    is_sentence: bool

    @classmethod
    def of(cls, raw: RawBlock) -> Facts:
        """Find the facts of a block."""
        plain = " ".join(raw.text.split())
        words = tuple(_WORD.findall(plain.lower()))
        return cls(raw, plain.lower(), words, bool(_SENTENCE_END.search(plain)))

    @property
    def is_short(self) -> bool:
        """Whether it has few words, as all that is not body has."""
        return len(self.words) <= _SHORT

    def starts(self, beginnings: Sequence[str]) -> bool:
        """Whether it begins with one of these words, perhaps after a sign."""
        plain = self.plain.lstrip(" *•·-–—>›»|[(")
        return any(
            plain.startswith(start) and not plain[len(start) : len(start) + 1].isalpha()
            for start in beginnings
        )
