"""What a card's answer rests on: one line that is seen, and below it the evidence, folded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kzquiz.generators.anki.markup import block, fold, inert, plain, prose
from kzquiz.generators.provenance import credit
from kzquiz.model import Evidence, Item, Quiz
from kzquiz.pictures import figures
from kzquiz.text import quoted

_IN_LINE = 2


def evidence(quiz: Quiz, item: Item) -> str:
    """Give the evidence of an item: who says it and where, in a line that opens the rest."""
    origins = {card.source.id: credit(card.source) for card in quiz.cards}
    once = {(piece.claim, piece.quote): piece for piece in item.evidence}
    if not once:
        return ""
    proofs = (_proof(piece, origins.get(piece.source, "")) for piece in once.values())
    title = block("p", plain(quiz.title), "kz-context")
    line = f"Evidence: {_line(tuple(once.values()))}"
    return fold(line, "".join((*_charts(item), *proofs, title)), "kz-evidence")


def _line(pieces: tuple[Evidence, ...]) -> str:
    """Name the first places and their speakers: "Source A, par. 9: the mayor"."""
    places: dict[tuple[str, str], str] = {}
    for piece in pieces:
        places.setdefault((piece.label, piece.place), piece.speakers[0])
    named = [plain(f"{label}, {place}: {who}") for (label, place), who in places.items()]
    more = f" · {len(named) - _IN_LINE} more" if len(named) > _IN_LINE else ""
    return " · ".join(named[:_IN_LINE]) + more


def _charts(item: Item) -> Iterable[str]:
    """Draw the figures of one category that more than one source gives."""
    groups: dict[tuple[str, str], dict[str, Evidence]] = {}
    for piece in item.evidence:
        if piece.figure and piece.figure.category:
            group = groups.setdefault((piece.figure.category, piece.figure.unit), {})
            group.setdefault(piece.claim, piece)
    several = (
        tuple(group.values())
        for group in groups.values()
        if len({piece.source for piece in group.values()}) > 1
    )
    for place, pieces in enumerate(several, 1):
        # Ids need to be unique on one card only.
        picture = figures(pieces, f"kz-chart-{place}")
        yield f'<figure class="kz-chart">{inert(picture)}</figure>'


@lru_cache(2048)  # a unit has far fewer claims than cards that rest on them
def _proof(piece: Evidence, origin: str) -> str:
    """Give one claim as proof. ``origin`` says where its source is from, empty if unknown."""
    # The last speaker may be the source itself: "the newsroom of source A".
    ends = any(piece.label.casefold() in speaker.casefold() for speaker in piece.speakers[-1:])
    links = piece.speakers if ends else (*piece.speakers, piece.label)
    chain = " → ".join(plain(link) for link in links)
    rows = (
        ("Who says so", chain),
        ("Status", plain(piece.status)),
        ("As of", plain(piece.as_of) or "time not stated in the source"),
        ("Confirmation", prose(piece.caveat)),
        ("Source", plain(origin)),
    )
    return (
        '<section class="kz-proof">'
        + block("h4", plain(f"{piece.label}, {piece.at or f'paragraph {piece.paragraph}'}"))
        + block("p", prose(piece.says))
        + (block("p", plain(quoted(piece.quote)), "kz-quote") if piece.quote else "")
        + "<dl>"
        + "".join(f'<dt>{name}</dt><dd dir="auto">{html}</dd>' for name, html in rows if html)
        + "</dl></section>"
    )
