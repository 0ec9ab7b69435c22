"""Writes how the figures of a draft line up: a table of all, and the pairs to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kzquiz.authoring.draft.claims import Drafted
from kzquiz.authoring.draft.entries import TODO, quoted
from kzquiz.authoring.draft.hints import REASONS, Hint, hints
from kzquiz.authoring.draft.pairs import WHOLE, FigureOfDraft, nearest

_TABLE = """\
Every figure of the articles, and below it those that may count the same: the two nearest in each
source. They are lined up by their words and their size. Nothing here says that they conflict:
check who says it, where, and when.
"""


def table(claims: tuple[Drafted, ...], names: Sequence[str]) -> str:
    """The table of all figures with their nearest, as text."""
    lines = [_TABLE]
    for place, pairs in nearest(claims).items():
        lines.append(f"\n{line(claims, names, place)}\n")
        lines += [f"    {line(claims, names, pair.other)}\n" for pair in pairs]
    same = list(_same(claims, names))
    if same:
        lines.append(
            "\n\nThe same number for what may be the same thing. Is it one origin, or two?\n"
        )
        lines += (f"\n{one}" for one in same)
    return "".join(lines)


def _same(claims: tuple[Drafted, ...], names: Sequence[str]) -> Iterator[str]:
    """Pairs of equal figures in two sources, with whether one speaker gives both."""
    for one, pairs in nearest(claims).items():
        for pair in pairs:
            first, other = claims[one.claim], claims[pair.other.claim]
            mine, theirs = first.figures[one.figure], other.figures[pair.other.figure]
            equal = mine.value == theirs.value != "" and mine.measure == theirs.measure
            if equal and one < pair.other and first.source != other.source:
                origin = first.speakers[:1] == other.speakers[:1] != ()
                yield f"{line(claims, names, one)}\n    {line(claims, names, pair.other)}\n" + (
                    "    one speaker gives both\n" if origin else ""
                )


def line(claims: tuple[Drafted, ...], names: Sequence[str], place: FigureOfDraft) -> str:
    """A figure or statement in a line: its claim, what it says, who says it, and when."""
    claim = claims[place.claim]
    who = ", ".join(claim.speakers) or f"newsroom-{claim.source}"
    time = f"; {claim.as_of}" if claim.as_of else ""
    return f"{names[place.claim]}: {printed(claim, place.figure)} ({who}{time})"


def printed(claim: Drafted, figure: int) -> str:
    """A figure as its sentence prints it, with what it counts; or the statement."""
    if figure == WHOLE:
        return " ".join(claim.text.split())
    found = claim.figures[figure]
    start, end = found.span.start - claim.span.start, found.span.end - claim.span.start
    text = " ".join(claim.text[start:end].split())
    said = found.value == "0" or found.category.lower() in text.lower()
    counted = text if said else f"{text} {found.category}"
    return f"{counted}, {found.place}" if found.place else counted


def differences(claims: tuple[Drafted, ...], names: Sequence[str]) -> Iterator[str]:
    """The entries of the differences to look at first, at most eight."""
    return (_entry(claims, names, hint) for hint in hints(claims))


def _entry(claims: tuple[Drafted, ...], names: Sequence[str], hint: Hint) -> str:
    ids = [names[place.claim] for place in (hint.one, hint.other)]
    comments = [f"# {line(claims, names, place)}" for place in (hint.one, hint.other)]
    return "\n".join(
        (
            f"# {REASONS[hint.reason]}",
            *comments,
            f"- id: d-{ids[0]}-{ids[1]}",
            f"  topic: {quoted(f'{TODO}: what both are about')}",
            f"  kind: {TODO}",
            f"  claims: [{', '.join(ids)}]",
            f"  why: {quoted(f'{TODO}: why it is of this kind')}",
            f"  settled_by: {quoted(f'{TODO}: what information would settle it')}",
            "",
        )
    )
