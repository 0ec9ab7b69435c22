"""What a card's answer rests on: one line that is seen, and below it the evidence, folded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kzquiz.generators.anki.markup import block, fold, inert, plain, prose
from kzquiz.generators.html.tongues import is_other
from kzquiz.generators.provenance import credit
from kzquiz.languages import Language, language
from kzquiz.model import Evidence, Item, Quiz
from kzquiz.pictures import figures

_IN_LINE = 2


def evidence(quiz: Quiz, item: Item) -> str:
    """Give the evidence of an item: who says it and where, in a line that opens the rest."""
    words = language(quiz.language)
    origins = {card.source.id: credit(card.source, words) for card in quiz.cards}
    once = {(piece.claim, piece.quote): piece for piece in item.evidence}
    if not once:
        return ""
    own = quiz.written_in or quiz.language
    proofs = (
        _proof(words, piece, origins.get(piece.source, ""), is_other(piece.language, own))
        for piece in once.values()
    )
    title = block("p", plain(quiz.title), "kz-context")
    line = f"{words.say('card.evidence')} {_line(words, tuple(once.values()))}"
    return fold(line, "".join((*_charts(words, item), *proofs, title)), "kz-evidence")


def _line(words: Language, pieces: tuple[Evidence, ...]) -> str:
    """Name the first places and their speakers: "Source A, par. 9: the mayor"."""
    places: dict[tuple[str, str], str] = {}
    for piece in pieces:
        places.setdefault((piece.label, piece.place), piece.speakers[0])
    named = [
        plain(f"{words.say('source.place', label=label, place=place)}: {who}")
        for (label, place), who in places.items()
    ]
    rest = len(named) - _IN_LINE
    more = f" · {words.count(rest, 'more')}" if rest > 0 else ""
    return " · ".join(named[:_IN_LINE]) + more


def _charts(words: Language, item: Item) -> Iterable[str]:
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
        picture = figures(pieces, f"kz-chart-{place}", words)
        yield f'<figure class="kz-chart">{inert(picture)}</figure>'


@lru_cache(2048)  # a unit has far fewer claims than cards that rest on them
def _proof(words: Language, piece: Evidence, origin: str, foreign: bool) -> str:  # noqa: FBT001 (cached by place)
    """Give one claim as proof. ``origin`` says where its source is from, empty if unknown.

    The quotation is ``foreign`` if it is in another language than the card.
    """
    quote = plain(words.quoted(piece.quote)) if piece.quote else ""
    # The last speaker may be the source itself: "the newsroom of source A".
    ends = any(piece.label.casefold() in speaker.casefold() for speaker in piece.speakers[-1:])
    links = piece.speakers if ends else (*piece.speakers, piece.label)
    chain = words.arrow.join(plain(link) for link in links)
    rows = (
        (words.say("card.speakers"), chain),
        (words.say("card.status"), plain(piece.status)),
        (words.say("card.as-of"), plain(piece.as_of) or words.say("card.no-time")),
        (words.say("card.confirmation"), prose(piece.caveat)),
        (words.say("card.source"), plain(origin)),
    )
    return (
        '<section class="kz-proof">'
        + block("h4", plain(_place(words, piece)))
        + block("p", prose(piece.says))
        + (block("p", quote, "kz-quote", piece.language if foreign else "") if quote else "")
        + "<dl>"
        + "".join(f'<dt>{name}</dt><dd dir="auto">{html}</dd>' for name, html in rows if html)
        + "</dl></section>"
    )


def _place(words: Language, piece: Evidence) -> str:
    place = piece.at or words.say("source.whole-paragraph", number=piece.paragraph)
    return words.say("source.place", label=piece.label, place=place)
