"""The narrow waist: what a unit knows about its sources, and the items that every output shows.

Everything is frozen data (`msgspec.Struct`; why is in docs/why.md). Kinds (what an author writes)
are lowered into `Item`; generators turn items into files. Between them stand the answer shapes
of `Shape`, a closed union: a generator matches on it and ends with `assert_never`, so that mypy
names every output a new shape would miss.

Texts marked *prose* are inline Markdown (``*emphasis*``, ``**strong**``, backslash escapes);
`kzquiz.text` turns them into HTML or plain text. Everything else is plain text.

The ``name`` of a shape is that of its files of templates and of its row in the script of the quiz
page; a test walks the union and finds what is missing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from msgspec import Struct, field

# --- sources, claims, differences ---------------------------------------------------------------

Status = Literal[
    "reported-fact",
    "official-claim",
    "party-claim",
    "witness-claim",
    "judgement",
    "prediction",
    "background",
]
Qualifier = Literal["exact", "about", "at-least", "more-than", "less-than", "up-to"]
DifferenceKind = Literal[
    "true-conflict", "later-update", "scope", "attribution", "wording", "cannot-tell"
]
Part = Literal["body", "headline", "sub-heading", "notice", "stamp"]
Origin = Literal["same", "different", "unclear"]
Level = Literal["core", "stretch", "challenge"]
Skill = Literal[
    "read", "source", "evidence", "corroborate", "figures", "status", "language", "context"
]
PaperSize = Literal["a4", "letter"]
DistractorRole = Literal["misread", "other-span", "other-source", "no-support"]
ShapeName = Literal["choice", "match", "order", "gap", "table", "text"]

SKILLS: Mapping[Skill, str] = {
    "read": "Read closely",
    "source": "Who says so?",
    "evidence": "How do we know?",
    "corroborate": "What do others say?",
    "figures": "Read the numbers",
    "status": "Fact, claim or opinion?",
    "language": "Weigh the words",
    "context": "When and where?",
}
LEVELS: tuple[Level, ...] = ("core", "stretch", "challenge")

STATUS_NAMES: Mapping[Status, str] = {
    "reported-fact": "fact as reported",
    "official-claim": "claim by officials",
    "party-claim": "claim by a party",
    "witness-claim": "claim by witnesses",
    "judgement": "judgement",
    "prediction": "prediction",
    "background": "background",
}
DIFFERENCE_NAMES: Mapping[DifferenceKind, str] = {
    "true-conflict": "True conflict",
    "later-update": "Later update",
    "scope": "Different scope",
    "attribution": "Different speakers",
    "wording": "Different wording",
    "cannot-tell": "Cannot tell",
}
DIFFERENCE_MEANINGS: Mapping[DifferenceKind, str] = {
    "true-conflict": "both cannot be right about the same thing, and a party stands behind each",
    "later-update": "the same quantity or state at a later time",
    "scope": "another category, place or period",
    "attribution": "other speakers, whose statements fit together or cannot be compared",
    "wording": "the same content in another word, qualifier, tense or rounding",
    "cannot-tell": "the texts do not give enough to say",
}
QUALIFIER_WORDS: Mapping[Qualifier, str] = {
    "exact": "",
    "about": "about",
    "at-least": "at least",
    "more-than": "more than",
    "less-than": "less than",
    "up-to": "up to",
}


class Speaker(Struct, frozen=True):
    """A person or body that says something. ``name`` reads well in mid-sentence."""

    id: str
    name: str
    role: str
    side: str
    aliases: tuple[str, ...] = ()


class Source(Struct, frozen=True):
    """What a copy of an article says about itself; never its text."""

    id: str
    label: str
    about: str
    language: str
    translated: str
    sha256: str
    paragraphs: int
    words: int
    dateline: str = ""
    headline: str = ""
    sub_heading: str = ""
    stamps: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Figure(Struct, frozen=True):
    """A quantity as one source gives it: one of ``value``, ``range`` (low, high) or ``word``."""

    value: int | None = None
    range: tuple[int, int] | None = None
    word: str = ""
    qualifier: Qualifier = "exact"
    unit: str = ""
    category: str = ""
    place: str = ""

    @property
    def amount(self) -> str:
        """The bare quantity in print: ``2,500``, ``3 to 5`` or the word itself."""
        if self.value is not None:
            return f"{self.value:,}"
        if self.range is not None:
            return f"{self.range[0]:,} to {self.range[1]:,}"
        return self.word

    def __str__(self) -> str:
        """The quantity with its qualifier: ``about 2,500``."""
        return f"{QUALIFIER_WORDS[self.qualifier]} {self.amount}".strip()


class Claim(Struct, frozen=True):
    """One statement of one source. ``speakers`` is the chain of speaker ids, originator first."""

    id: str
    source: str
    paragraph: int
    says: str
    speakers: tuple[str, ...]
    status: Status
    part: Part = "body"
    figure: Figure | None = None
    as_of: str = ""
    quote: str = ""
    confirmation: str = ""
    inferred_from: tuple[str, ...] = ()


class Difference(Struct, frozen=True):
    """Two or more claims side by side, and the one kind of difference between them."""

    id: str
    topic: str
    kind: DifferenceKind
    claims: tuple[str, ...]
    why: str
    settled_by: str
    also: tuple[DifferenceKind, ...] = ()
    reject: tuple[str, ...] = ()


# --- items: what an output shows ----------------------------------------------------------------


class Evidence(Struct, frozen=True):
    """A claim as the foot of an answer, every name resolved and in print form.

    ``speakers`` are printed names, originator first; ``caveat`` is what the source says about
    confirmation, empty where it says nothing.
    """

    claim: str
    source: str
    label: str
    paragraph: int
    says: str
    quote: str
    speakers: tuple[str, ...]
    status: str
    as_of: str = ""
    caveat: str = ""
    figure: Figure | None = None


class Reference(Struct, frozen=True):
    """A piece of a source shown with the question: where it stands, and words (prose)."""

    label: str
    text: str
    quoted: bool = False


class Option(Struct, frozen=True):
    """One option of a `Choice`; ``why`` tells why it is right, or why it tempts (prose)."""

    text: str
    correct: bool
    why: str = ""
    last: bool = False


class Choice(Struct, frozen=True, tag=True):
    """Tick one option, or with ``multiple`` every right one.

    ``fixed`` options keep the author's order (scales); others are shuffled by `quiz.compose`,
    except that numbers are sorted. ``reason`` labels a line to write the ground on ("Paragraph").
    """

    name: ClassVar[ShapeName] = "choice"

    options: tuple[Option, ...]
    multiple: bool = False
    fixed: bool = False
    reason: str = ""


class Target(Struct, frozen=True):
    """What a prompt is matched with: a speaker, a category."""

    id: str
    text: str


class Prompt(Struct, frozen=True):
    """One statement to be matched; ``id`` is stable in its item, ``target`` is the key's id."""

    id: str
    text: str
    target: str
    why: str = ""
    evidence: tuple[Evidence, ...] = ()


class Match(Struct, frozen=True, tag=True):
    """Match each prompt with a target. ``reuse``: a target may serve any number of prompts.

    ``ask`` is the question for one prompt alone ("Who said this, according to source A?").
    """

    name: ClassVar[ShapeName] = "match"

    prompts: tuple[Prompt, ...]
    targets: tuple[Target, ...]
    ask: str
    reuse: bool = False


class Step(Struct, frozen=True):
    """One event or link to be put in order; ``when`` is printed with the key."""

    id: str
    text: str
    when: str = ""
    evidence: tuple[Evidence, ...] = ()


class Order(Struct, frozen=True, tag=True):
    """Put steps in order. ``steps`` is the key; ``shown`` are their indexes as presented.

    ``ask`` is the question for two neighbours alone ("Which came first?").
    """

    name: ClassVar[ShapeName] = "order"

    steps: tuple[Step, ...]
    ask: str
    shown: tuple[int, ...] = ()


class Blank(Struct, frozen=True):
    """A deletion: the key and the further accepted answers."""

    id: str
    answer: str
    accept: tuple[str, ...] = ()


class Gap(Struct, frozen=True, tag=True):
    """A text with deletions, in reading order: prose pieces and blanks."""

    name: ClassVar[ShapeName] = "gap"

    pieces: tuple[str | Blank, ...]


class Cell(Struct, frozen=True):
    """One cell of a table: printed (``given``) or asked for. ``ask`` is its question alone."""

    id: str
    answer: str
    given: bool = False
    ask: str = ""
    accept: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """A row: its heading, one cell a column, and what its cells rest on."""

    id: str
    label: str
    cells: tuple[Cell, ...]
    evidence: tuple[Evidence, ...] = ()


class Table(Struct, frozen=True, tag=True):
    """Fill in a table. A table of one row is one question, not one a cell."""

    name: ClassVar[ShapeName] = "table"

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Rejected(Struct, frozen=True):
    """An answer a marker may meet and should not accept, and why."""

    text: str
    why: str


class RubricLevel(Struct, frozen=True):
    """One level of a rubric, with a sample answer."""

    name: str
    points: int
    looks_for: str
    sample: str


class Text(Struct, frozen=True, tag=True):
    """Write an answer: ``answers`` are the key, then what else is right.

    ``parts`` is how many separate points are asked for; ``lines`` how much room they need in all.
    A text with a ``rubric`` is marked by it and has no single key.
    """

    name: ClassVar[ShapeName] = "text"

    answers: tuple[str, ...] = ()
    reject: tuple[Rejected, ...] = ()
    rubric: tuple[RubricLevel, ...] = ()
    lines: int = 1
    parts: int = 1


Shape = Choice | Match | Order | Gap | Table | Text


class Item(Struct, frozen=True):
    """One question, ready for any output.

    ``id`` is the question's permanent id; ``part`` names the piece where `quiz.fallback` split a
    larger question (a claim or event id, never a position). ``stem``, ``restated`` and ``feedback``
    are prose. ``restated`` is the answer as a sentence that stands alone, where the key alone would
    mislead. ``kind`` is for tags and statistics: no generator asks for it.
    """

    id: str
    kind: str
    skills: tuple[Skill, ...]
    level: Level
    stem: str
    shape: Shape
    feedback: str
    evidence: tuple[Evidence, ...]
    marks: int
    minutes: float
    part: str = ""
    instruction: str = ""
    stimulus: tuple[Reference, ...] = ()
    restated: str = ""
    marking: str = ""
    note: str = ""
    warning: str = ""
    external: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources the item rests on, sorted."""
        return tuple(sorted({evidence.source for evidence in self.evidence}))


# --- a quiz and what is made of it --------------------------------------------------------------


class Term(Struct, frozen=True):
    """A glossary entry; ``external`` where neither source says what it means."""

    term: str
    means: str
    external: bool = False


class SourceCard(Struct, frozen=True):
    """A source to read from, in the author's own words: (paragraph number, prose) pairs."""

    source: Source
    paragraphs: tuple[tuple[int, str], ...]


class Side(Struct, frozen=True):
    """A claim in an overview: where it stands and what it says."""

    label: str
    paragraph: int
    says: str


class Comparison(Struct, frozen=True):
    """A difference or an agreement, for the teacher's overview on the key."""

    topic: str
    kind: str
    sides: tuple[Side, ...]
    why: str
    settled_by: str = ""


class Moment(Struct, frozen=True):
    """An event of the timeline: when, what (plain text), and which sources tell of it.

    ``sources`` are labels, ``claims`` the ids of the claims it rests on; ``inferred`` where no
    source prints the time.
    """

    when: str
    what: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    inferred: bool = False


class TeacherNote(Struct, frozen=True):
    """What a teacher reads before the lesson (prose), and titles for further reading."""

    lesson: str = ""
    expect: str = ""
    sensitivity: str = ""
    reading: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """Items under one heading, in the order printed."""

    title: str
    items: tuple[Item, ...]


class Quiz(Struct, frozen=True):
    """Items selected, ordered and shuffled; the same for sheet, key, page and deck.

    ``variant`` is the letter of a sheet's version (``version`` is that of the unit). ``figures``
    are groups of claims whose figures are to be seen together. ``background`` are the events that
    a sheet may print: no question rests on them. ``address``: where the unit is online.
    """

    unit: str
    name: str
    title: str
    heading: str
    summary: str
    language: str
    version: str
    licence: str
    age: int
    sections: tuple[Section, ...]
    cards: tuple[SourceCard, ...]
    glossary: tuple[Term, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    agreements: tuple[Comparison, ...] = ()
    figures: tuple[tuple[Evidence, ...], ...] = ()
    timeline: tuple[Moment, ...] = ()
    background: tuple[Moment, ...] = ()
    teacher: TeacherNote = TeacherNote()
    variant: str = ""
    address: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def marks(self) -> int:
        """Marks in total."""
        return sum(item.marks for item in self.items)

    @property
    def minutes(self) -> int:
        """Working time in whole minutes."""
        return round(sum(item.minutes for item in self.items))


class Paper(Struct, frozen=True):
    """How sheets are printed.

    ``large_print`` is the least size of letters in points, 0 for ordinary print; ``source_cards``
    whether a sheet has the texts to read from.
    """

    size: PaperSize = "a4"
    large_print: int = 0
    source_cards: bool = True


class Options(Struct, frozen=True):
    """What a build may vary besides the quiz.

    ``templates``: folders searched in this order. ``now``: build time in epoch seconds. ``lock``:
    the bytes of the deck's lock file, None where there is none yet. ``deck``: the bytes of the
    deck that was built last, None where there is none.
    """

    templates: tuple[Path, ...]
    now: int = 0
    lock: bytes | None = None
    deck: bytes | None = None
    paper: Paper = Paper()


class Artifact(Struct, frozen=True):
    """A file to be written: its path below the unit's output folder, with ``/``, and its bytes.

    ``facts``: numbers on the file by name, for a table. ``counts``: names of facts that count the
    changes of this build; they are 0 in a build without changes. ``told``: lines that report these
    changes. ``basis``: the bytes of the older file that this one was made from and may replace,
    even if somebody edited it.
    """

    path: str
    data: bytes
    facts: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    counts: frozenset[str] = frozenset()
    basis: bytes | None = None


class Generator(Protocol):
    """An output: one function from a quiz to files."""

    def __call__(self, quiz: Quiz, options: Options, /) -> Iterable[Artifact]:
        """Render the quiz."""
        ...
