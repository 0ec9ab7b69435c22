"""What a platform can carry of a quiz, and the report on what it cannot.

Each module of a format declares its `Platform`. Nothing is cut to fit and nothing left out without
a line: on the terminal, and in ``NAME-report.txt`` beside the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from kzquiz.argued import argued
from kzquiz.model import Artifact, Choice, Remark
from kzquiz.outputs import file_name
from kzquiz.quiz.fallback import MOST_OPTIONS, Form, form_of, simplify

if TYPE_CHECKING:
    from kzquiz.model import Item, Options, Quiz

_SIMPLER: Mapping[tuple[Form, Form], str] = {
    ("match", "choice"): "it is split, one question for each statement",
    ("order", "choice"): "it is split, one question for each two neighbours",
    ("order", "match"): "each step is matched with its place",
    ("gap", "text"): "it asks for each gap by itself",
    ("table", "match"): "each cell is matched with its answer",
    ("table", "text"): "it asks for each cell by itself",
}


class Why(Struct, frozen=True):
    """What a question loses, or why it does not fit: words that may hold for many questions.

    The ``detail`` is what differs between them, such as a number.
    """

    text: str
    detail: str = ""

    def __str__(self) -> str:
        """Give the text with its detail in brackets."""
        return _with_detail(self.text, self.detail)


def _with_detail(text: str, detail: str) -> str:
    return f"{text} ({detail})" if detail else text


def _nothing(_item: Item) -> Iterable[Why]:
    return ()


_TOO_MANY = "it has more options than the {} that {} takes"
_ABOUT = "What {} carries of it. The numbers are those of the sheet."
ALL_TICKED = "wrong ticks take nothing away, so every box ticked earns all marks"
"""What a question with several right answers loses where no answer has negative marks."""


class Platform(Struct, frozen=True, kw_only=True):
    """What a platform can carry.

    ``shows`` has the forms of questions that it can show, each with what is lost of such a question
    there, "" for nothing. Other forms are simplified by `kzquiz.quiz.fallback`. A choice with more
    than ``most_options`` does not fit; 0 stands for any number. ``everywhere`` is what every
    question loses. ``credits`` are the forms in which an answer that can be argued earns marks; the
    platform ``explains`` if it shows reasons. ``loses`` says what else one question loses, and
    ``refuses`` why else it does not fit.
    """

    title: str
    shows: Mapping[Form, str]
    everywhere: tuple[str, ...] = ()
    most_options: int = 0
    credits: frozenset[Form] = frozenset()
    explains: bool = True
    loses: Callable[[Item], Iterable[Why]] = _nothing
    refuses: Callable[[Item], Iterable[Why]] = _nothing

    def pieces(self, item: Item) -> tuple[Item, ...]:
        """A question in the forms that the platform shows, also where they do not fit."""
        return simplify(item, frozenset(self.shows), self.most_options or MOST_OPTIONS)[0]

    def refused(self, item: Item) -> Iterator[Why]:
        """Why a question in a form that the platform shows does not fit."""
        count = len(item.shape.options) if isinstance(item.shape, Choice) else 0
        if 0 < self.most_options < count:
            yield Why(_TOO_MANY.format(self.most_options, self.title), str(count))
        yield from self.refuses(item)


class Loss(Struct, frozen=True):
    """What a question loses on a platform, or why it is left out there."""

    question: str
    whys: tuple[Why, ...]
    left_out: bool = False

    def __str__(self) -> str:
        """Give all of it in one line."""
        return "; ".join(map(str, self.whys))


class Carried(Struct, frozen=True):
    """The questions that go to a platform, and what is lost on the way."""

    items: tuple[Item, ...]
    losses: tuple[Loss, ...]

    def facts(self, items: Sequence[Item]) -> dict[str, int]:
        """Count for a file with these questions: what it has, and how many lose something."""
        left_out = {loss.question for loss in self.losses if loss.left_out}
        degraded = {loss.question for loss in self.losses} - left_out
        counts = {"degraded": len(degraded), "left out": len(left_out)}
        return totals(items) | {name: count for name, count in counts.items() if count}


def totals(items: Sequence[Item]) -> dict[str, int]:
    """Count questions and marks."""
    return {"questions": len(items), "marks": sum(item.marks for item in items)}


def carry(quiz: Quiz, platform: Platform) -> Carried:
    """Give the questions of a quiz as a platform can show them, and what is lost."""
    items: list[Item] = []
    losses: list[Loss] = []
    for item in quiz.items:
        pieces = platform.pieces(item)
        refused = [(piece, tuple(platform.refused(piece))) for piece in pieces]
        kept = [piece for piece, whys in refused if not whys]
        items += kept
        for piece, whys in refused:
            if whys:
                name = " ".join(filter(None, (item.id, piece.part)))
                losses.append(Loss(name, whys, left_out=True))
        if not pieces:
            why = Why(f"{platform.title} has no question of this sort")
            losses.append(Loss(item.id, (why,), left_out=True))
        lost = tuple(dict.fromkeys(_lost(item, kept, platform)))
        if lost:
            losses.append(Loss(item.id, lost))
    return Carried(tuple(items), tuple(losses))


def _lost(item: Item, pieces: Sequence[Item], platform: Platform) -> Iterator[Why]:
    """What is lost of a question in its pieces on a platform."""
    form = form_of(item.shape)
    for piece in pieces:
        shown = form_of(piece.shape)
        if shown != form:
            count = f"{len(pieces)} questions" if len(pieces) > 1 else ""
            yield Why(_SIMPLER[form, shown], count)
        if what := platform.shows[shown]:
            yield Why(what)
        yield from platform.loses(piece)
        if argued(item.shape) and shown not in platform.credits:
            told = (
                "only its reason is told" if platform.explains else "and nothing tells its reason"
            )
            yield Why(f"an answer that can be argued earns no marks, {told}")
    shape = item.shape
    if pieces and isinstance(shape, Choice) and shape.reason and "reason" not in platform.shows:
        yield Why(f"there is no line for “{shape.reason}”, so the choice alone earns the marks")


def report(
    output: str, quiz: Quiz, options: Options, platform: Platform, carried: Carried
) -> Artifact:
    """Write ``NAME-report.txt``: each question that is carried whole, degraded or left out.

    Questions have the numbers of the sheet before their ids.
    """
    losses = carried.losses
    numbers = {item.id: f"{number} {item.id}" for number, item in enumerate(quiz.items, 1)}
    touched = {_item_of(loss) for loss in losses}
    whole = [named for name, named in numbers.items() if name not in touched]
    told = {loss: f"{numbers[_item_of(loss)]}{_piece_of(loss)}: {loss}" for loss in losses}
    lines = [f"{quiz.title}: {quiz.heading}", _ABOUT.format(platform.title), ""]
    if platform.everywhere:
        lines += _listed("Of every question", platform.everywhere)
    lines += _listed("Whole", whole)
    lines += _listed("Degraded", (told[one] for one in losses if not one.left_out))
    lines += _listed("Left out", (told[one] for one in losses if one.left_out))
    every = (Remark(f"{platform.title}: every question: {one}") for one in platform.everywhere)
    path = companion(output, quiz, options, "report.txt")
    remarks = (*every, *_remarks(platform, losses))
    return Artifact(path, "\n".join(lines).encode(), remarks=remarks)


def _item_of(loss: Loss) -> str:
    return loss.question.partition(" ")[0]


def _piece_of(loss: Loss) -> str:
    _, space, piece = loss.question.partition(" ")
    return space + piece


def _remarks(platform: Platform, losses: Iterable[Loss]) -> Iterator[Remark]:
    """Say each loss of each question."""
    for loss in losses:
        how = "left out" if loss.left_out else "degraded"
        for why in loss.whys:
            about = _with_detail(loss.question, why.detail)
            yield Remark(f"{platform.title}: {how}: {why.text}", about)


def _listed(head: str, entries: Iterable[str]) -> list[str]:
    found = list(entries)
    return [f"{head}: {len(found)}", *(f"  {entry}" for entry in found), ""]


def companion(output: str, quiz: Quiz, options: Options, name: str) -> str:
    """Name a file that goes with that of an output: ``lesson-moodle-report.txt``."""
    return f"{file_name(output, quiz, options).rpartition('.')[0]}-{name}"
