"""What a draft shows besides its entries: words that take something back, and standard notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kzquiz.authoring.draft.claims import Draft
from kzquiz.authoring.draft.context import found

_HEAD = """\
What else the articles show. Nothing of it is in the unit before you write it there. Claims stand
with their ids.
"""


def glance(draft: Draft, names: Sequence[str]) -> str:
    """The text of the file. ``names`` are the ids of the claims."""
    parts = (
        ("Words that take something back", list(_hedged(draft, names))),
        ("Standard notes (notes of unit.yaml)", list(_notes(draft, names))),
    )
    sections = (
        f"\n{title}\n\n" + "".join(f"  {one}\n" for one in lines) for title, lines in parts if lines
    )
    return _HEAD + "".join(sections)


def _hedged(draft: Draft, names: Sequence[str]) -> Iterator[str]:
    for claim, name in zip(draft.claims, names, strict=True):
        for word in found(claim, "hedges"):
            yield f"{word} ({name})"


def _notes(draft: Draft, names: Sequence[str]) -> Iterator[str]:
    """What the notes on missing confirmation and on translation are for."""
    for claim, name in zip(draft.claims, names, strict=True):
        if claim.caveat:
            yield (
                f"unconfirmed: {name} says so. A claim with “confirmation: {name}” has the note; "
                "the one before it has that as a guess."
            )
    for source, word in draft.translated.items():
        yield (
            f"translation: source {source} has the word “{word}”. If it is a translation, write "
            "“translated: yes” in sources.yaml and a note “translation” in unit.yaml."
        )
