"""The data model between kinds and outputs: sources and claims, items, a quiz, files to write.

A kind (what an author writes) makes an `Item`; a generator makes files of items. Each item has one
of the answer shapes of `Shape`, a closed union: a generator matches on it and ends with
`assert_never`, so that mypy names every output that lacks a new shape. All of it is in one module,
because kinds and outputs share nothing else. Data is frozen (`msgspec.Struct`; docs/why.md says
why).

Texts marked *prose* have inline markup (``*emphasis*``, ``**strong**``);
`kzquiz.text` turns them into HTML or plain text. All other texts are plain.

The ``name`` of a shape is also the name of its template files and of its row in the script of the
quiz page. A test checks that no shape lacks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import ClassVar, Literal, Protocol, get_args

from msgspec import Struct, field

from kzquiz.languages import FALLBACK, Language, language
from kzquiz.languages.words import knowing
from kzquiz.languages.words import words as number_words

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
SpeakerSide = Literal[
    "authorities",
    "party",
    "organisation",
    "expert",
    "witness",
    "public",
    "media",
    "newsroom",
    "foreign",  # of an older format: somebody from abroad, official or not
]
PaperSize = Literal["a4", "letter"]
Reading = Literal["full", "cards", "none"]
DistractorRole = Literal["misread", "other-span", "other-source", "no-support"]
Verdict = Literal["right", "arguable", "wrong"]
ShapeName = Literal["choice", "match", "order", "gap", "table", "text"]

SKILLS: tuple[Skill, ...] = get_args(Skill)
LEVELS: tuple[Level, ...] = get_args(Level)
DIFFERENCES: tuple[DifferenceKind, ...] = get_args(DifferenceKind)

Amount = int | Decimal
"""A number, exact: floats would print 0.1 + 0.2 as 0.30000000000000004."""
UNCOUNTED = frozenset({"clock", "ratio"})
"""Units of figures that count nothing: their numbers mean nothing alone."""
NO_NOUNS = UNCOUNTED | {"year"}
"""Units that are no nouns to print after a number."""


class Permanent(Struct, frozen=True, kw_only=True):
    """What has an ``id`` by which learners' devices know cards.

    ``was`` is the id under which it was published, empty if its author never changed that.
    """

    id: str
    was: str = ""

    @property
    def key(self) -> str:
        """The id that never changes."""
        return self.was or self.id


class Speaker(Permanent, frozen=True):
    """A person or body that says something. ``name`` can be used in the middle of a sentence.

    ``side`` is where the speaker stands in the event, ``group`` a grouping of the author's own.
    """

    id: str
    name: str
    role: str
    side: SpeakerSide
    aliases: tuple[str, ...] = ()
    group: str = ""


class Source(Permanent, frozen=True):
    """A description of an article; it does not have the text.

    ``label`` is its printed name (``Source A``). ``sha256``, ``paragraphs`` and ``words`` are those
    of the text. ``stamps``, ``notices``: short texts that the page prints beside the article.
    ``missing``: what the copy lacks. ``title``, ``publisher``, ``author``, ``published`` and
    ``url`` are empty where the copy does not state them. ``rights`` is ``quote``,
    ``public-domain`` or the name of a licence; ``attribution`` is what that asks to be printed.
    ``times``: the time code of each paragraph (``12:30``), if it is the transcript of a recording.
    """

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
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    rights: str = "quote"
    attribution: str = ""
    times: tuple[str, ...] = ()

    def at(self, paragraph: int) -> str:
        """The time code of a paragraph of a recording; empty if it has none."""
        return self.times[paragraph - 1] if 0 < paragraph <= len(self.times) else ""

    def passage(self, *paragraphs: int) -> str:
        """Paragraphs in a message: ``paragraph 3 and 5``, ``the passage at 12:30``."""
        if any(map(self.at, paragraphs)):
            return f"the passage at {' and '.join(self.at(n) or f'par. {n}' for n in paragraphs)}"
        return f"paragraph {' and '.join(map(str, paragraphs))}"

    @property
    def free(self) -> bool:
        """Whether the whole text may be printed."""
        return self.rights != "quote"


class Figure(Struct, frozen=True):
    """A quantity as one source gives it: one of ``value``, ``range`` (low, high) or ``word``.

    ``written`` is the value or range in print if the digits alone are not enough: ``$2.5 million``.
    The value of a clock time is in minutes after midnight, that of a ratio its quotient.
    """

    value: Amount | None = None
    range: tuple[Amount, Amount] | None = None
    word: str = ""
    written: str = ""
    qualifier: Qualifier = "exact"
    unit: str = ""
    category: str = ""
    place: str = ""

    def amount(self, words: Language | None = None) -> str:
        """The quantity in print, without its qualifier: ``2,500``, ``3 to 5`` or the word.

        ``words`` are those of the language to print in, English by default.
        """
        if self.written:
            return self.written
        if self.value is not None:
            return in_print(self.value, self.unit, words)
        if self.range is not None:
            low, high = (in_print(end, self.unit, words) for end in self.range)
            return (words or _english()).say("figure.range", low=low, high=high)
        return self.word

    def with_unit(self, words: Language | None = None) -> str:
        """The quantity in print, with qualifier and unit: ``about 2,500 people``, ``34.3%``."""
        return self._qualified(self.amount_with_unit(words), words)

    def amount_with_unit(self, words: Language | None = None) -> str:
        """The quantity in print, with its unit and without its qualifier: ``2,500 people``."""
        own = self.unit in NO_NOUNS or self.unit in self.written or "%" in self.written
        unit = "" if own or (self.word and not self._is_counted(words)) else self.unit
        return f"{self.amount(words)} {unit}".strip()

    def _is_counted(self, words: Language | None) -> bool:
        """Whether the word stands before its unit: “two metres”, while “dozens people” is wrong."""
        tag = (words or _english()).tag
        if tag not in knowing("numbers"):
            return False
        known = number_words(tag).any_word("numbers", "scales", "one", "and")
        return known.issuperset(self.word.casefold().replace("-", " ").split())

    def printed(self, words: Language | None = None) -> str:
        """The quantity in print, with its qualifier: ``about 2,500``."""
        return self._qualified(self.amount(words), words)

    def _qualified(self, amount: str, words: Language | None) -> str:
        return (words or _english()).say(f"figure.{self.qualifier}", amount=amount)

    def __str__(self) -> str:
        """The quantity in English print, with its qualifier."""
        return self.printed()


def _english() -> Language:
    return language(FALLBACK)


def in_print(value: Amount, unit: str = "", words: Language | None = None) -> str:
    """A number in print: ``2,500``; without a comma if it is a year, with a colon for a clock.

    >>> in_print(2500, "people"), in_print(2022, "year"), in_print(570, "clock")
    ('2,500', '2022', '9:30')
    """
    if unit == "clock":
        hour, minute = divmod(int(value), 60)
        return f"{hour}:{minute:02}"
    return str(value) if unit == "year" else (words or _english()).number(value)


class Claim(Permanent, frozen=True):
    """One statement of one source.

    ``says`` is the statement in the author's words, ``quote`` a verbatim phrase of it. ``speakers``
    is the chain of speaker ids, originator first. ``confirmation`` is the id of the claim by which
    the source says that it could not confirm this one. ``inferred_from`` are the ids of claims, if
    no source prints this one.
    """

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
    """Two or more claims that differ, and how.

    ``also`` are other kinds that can be argued, each with its reason (prose, empty if the author
    gives none), ``reject`` readings that are wrong, ``settled_by`` is what would decide which claim
    is right.
    """

    id: str
    topic: str
    kind: DifferenceKind
    claims: tuple[str, ...]
    why: str
    settled_by: str
    also: Mapping[DifferenceKind, str] = field(default_factory=dict)
    reject: tuple[str, ...] = ()


# --- items: what an output shows ----------------------------------------------------------------


class Evidence(Struct, frozen=True):
    """A claim in print form, for the line of evidence under an answer.

    ``claim`` and ``source`` are ids. ``speakers`` are printed names, originator first. ``caveat``
    is the source's sentence that it could not confirm the claim, empty if it has none. ``at`` is
    the time code of its paragraph in a recording, ``place`` says where it stands, as printed.
    ``language`` is that of the source.
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
    at: str = ""
    place: str = ""
    language: str = ""

    @property
    def mark(self) -> str:
        """What stands in the margin there: the number of the paragraph, or the time code."""
        return self.at or str(self.paragraph)


class Reference(Struct, frozen=True):
    """A piece of a source that is shown with the question.

    ``label`` is its place (``Source A, par. 9``), ``text`` is prose; ``quoted`` if it is verbatim,
    in the ``language`` of the source.
    """

    label: str
    text: str
    quoted: bool = False
    language: str = ""


class Arguable(Struct, frozen=True):
    """An answer that can be argued as well as the key: it earns the marks with a good reason.

    ``answer`` is the id of a target if it is one of a `Prompt`, or else prose. ``why`` is the
    reason, prose.
    """

    answer: str
    why: str


class Option(Struct, frozen=True):
    """One option of a `Choice`.

    ``text`` and ``why`` (why it is right, can be argued, or tempts) are prose. ``last``: it stays
    last when options are shuffled. An option of a scale means the same in every question:
    ``means`` says what, and ``example`` gives an invented example (both prose, for a legend).
    """

    text: str
    verdict: Verdict
    why: str = ""
    last: bool = False
    means: str = ""
    example: str = ""

    @property
    def correct(self) -> bool:
        """Whether it is the key, or one of several keys."""
        return self.verdict == "right"

    @property
    def arguable(self) -> bool:
        """Whether it is no key and can be argued; ``why`` is the reason."""
        return self.verdict == "arguable"


class Choice(Struct, frozen=True, tag=True):
    """Tick one option, or with ``multiple`` every right one.

    ``fixed`` options are a scale and keep their order. `quiz.compose` sorts other options if they
    are quantities of one kind, and shuffles them if not. ``kept`` says where they stay in the
    author's order: on paper, where an author has placed the key, or everywhere. ``reason`` is the
    label of a line for the reason (``Paragraph``), empty if there is none.
    """

    name: ClassVar[ShapeName] = "choice"

    options: tuple[Option, ...]
    multiple: bool = False
    fixed: bool = False
    reason: str = ""
    kept: Literal["", "paper", "everywhere"] = ""


class Target(Struct, frozen=True):
    """What prompts are matched with: a speaker, a category.

    ``means`` says what a category means, in a few words (prose).
    """

    id: str
    text: str
    means: str = ""


class Prompt(Struct, frozen=True):
    """One statement to match. ``id`` is permanent, ``target`` is the id of the right target.

    ``arguable`` are other targets that can be argued.
    """

    id: str
    text: str
    target: str
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    arguable: tuple[Arguable, ...] = ()


class Match(Struct, frozen=True, tag=True):
    """Match each prompt with a target. ``reuse``: a target may be used for several prompts.

    ``ask`` is the question for one prompt alone ("Who said this, according to source A?").
    ``called`` is what a prompt is called where its source cannot be named ("Statement").
    """

    name: ClassVar[ShapeName] = "match"

    prompts: tuple[Prompt, ...]
    targets: tuple[Target, ...]
    ask: str
    reuse: bool = False
    called: str = ""


class Step(Struct, frozen=True):
    """One event, or one speaker of a chain, to put in order. The key prints ``when``."""

    id: str
    text: str
    when: str = ""
    evidence: tuple[Evidence, ...] = ()


class Order(Struct, frozen=True, tag=True):
    """Put steps in order. ``steps`` are in the right order, ``shown`` are indexes in printed order.

    ``ask`` is the question for two neighbours alone ("Which came first?").
    """

    name: ClassVar[ShapeName] = "order"

    steps: tuple[Step, ...]
    ask: str
    shown: tuple[int, ...] = ()


class Blank(Struct, frozen=True):
    """A word left out: the key and the further accepted answers."""

    id: str
    answer: str
    accept: tuple[str, ...] = ()


BLANK = "____"
"""A blank as rules and cards write it in plain text."""


class Gap(Struct, frozen=True, tag=True):
    """Fill in the blanks of a text. ``pieces`` are prose and blanks, in reading order."""

    name: ClassVar[ShapeName] = "gap"

    pieces: tuple[str | Blank, ...]


class Cell(Struct, frozen=True):
    """One cell of a table, printed (``given``) or asked. ``ask`` is the question for it alone.

    ``accept`` are further right answers, ``arguable`` answers that can be argued.
    """

    id: str
    answer: str
    given: bool = False
    ask: str = ""
    accept: tuple[str, ...] = ()
    arguable: tuple[Arguable, ...] = ()


class Row(Struct, frozen=True):
    """A row of a table: its heading (``label``), a cell for each column, and its evidence."""

    id: str
    label: str
    cells: tuple[Cell, ...]
    evidence: tuple[Evidence, ...] = ()


class Table(Struct, frozen=True, tag=True):
    """Fill in a table. A table of one row is one question, not a question for each cell."""

    name: ClassVar[ShapeName] = "table"

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Rejected(Struct, frozen=True):
    """An answer that a marker should not accept, and why."""

    text: str
    why: str


class RubricLevel(Struct, frozen=True):
    """One level of a rubric, with a sample answer."""

    name: str
    points: int
    looks_for: str
    sample: str


class Text(Struct, frozen=True, tag=True):
    """Write an answer. ``answers`` are the key, then further right answers.

    ``arguable`` are answers that can be argued, ``reject`` answers that are wrong. ``parts`` is the
    number of separate points to write, ``lines`` the number of lines to write on. A text with a
    ``rubric`` is marked by it and has no key.
    """

    name: ClassVar[ShapeName] = "text"

    answers: tuple[str, ...] = ()
    reject: tuple[Rejected, ...] = ()
    rubric: tuple[RubricLevel, ...] = ()
    lines: int = 1
    parts: int = 1
    arguable: tuple[Arguable, ...] = ()


Shape = Choice | Match | Order | Gap | Table | Text


class Item(Permanent, frozen=True):
    """One question, ready for any output.

    ``stimulus`` is printed with it everywhere. ``excerpt`` has the sentences that it asks about,
    for an output that has no sources to read from.

    ``id`` is that of the question. ``part`` names a piece of it if `quiz.fallback` split it (the
    key of a claim or a speaker, never a position). ``stem``, ``restated`` and ``feedback``
    are prose. ``restated`` is the answer as a full sentence, if the key alone would mislead.
    ``marking`` and ``note`` are for the teacher. ``external`` is knowledge from outside the sources
    with its reference. ``kind`` is for tags and statistics: no generator may depend on it.
    ``language`` is that of its printed words.
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
    excerpt: tuple[Reference, ...] = ()
    restated: str = ""
    marking: str = ""
    note: str = ""
    warning: str = ""
    external: str = ""
    language: str = FALLBACK

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources of the evidence, sorted."""
        return tuple(sorted({evidence.source for evidence in self.evidence}))


# --- a quiz and what is made of it --------------------------------------------------------------


class Term(Struct, frozen=True):
    """A glossary entry; ``external`` if no source explains it."""

    term: str
    means: str
    external: bool = False


class SourceCard(Struct, frozen=True):
    """The text that learners read for a source: retold, or ``full``.

    ``paragraphs`` are pairs of a paragraph number and a text: prose in the author's words, or the
    plain text of the source.
    """

    source: Source
    paragraphs: tuple[tuple[int, str], ...]
    full: bool = False


class Side(Struct, frozen=True):
    """A claim in a comparison: label of its source, its place there, and what it says."""

    label: str
    place: str
    says: str


class Comparison(Struct, frozen=True):
    """A difference or an agreement between claims, for the overview on the teacher's key."""

    topic: str
    kind: str
    sides: tuple[Side, ...]
    why: str
    settled_by: str = ""


class Moment(Struct, frozen=True):
    """An event of the timeline: when and what (plain text).

    ``sources`` are the labels of the sources that report it, ``claims`` the ids of its claims.
    ``inferred``: no source prints the time.
    """

    when: str
    what: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    inferred: bool = False


class TeacherNote(Struct, frozen=True):
    """Notes for the teacher (prose), and titles for further reading.

    They are about the lesson, what to expect, and sensitivity.
    """

    lesson: str = ""
    expect: str = ""
    sensitivity: str = ""
    reading: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """Items under one heading, in printed order."""

    title: str
    items: tuple[Item, ...]


class Quiz(Struct, frozen=True):
    """A composed quiz: selected, ordered and shuffled items, the same for sheet, key, page, deck.

    ``unit`` is the id of the unit, by which files are named. ``identity`` is its permanent name, by
    which learners' devices know it: everything that they keep is stored under it.
    ``variant`` is the letter of a version of the sheet; ``version`` is the version of the unit.
    ``figures`` are groups of claims with figures to compare. ``address`` is the web address of the
    unit.
    ``reading`` says whether a sheet prints the texts of its ``cards``, and whether they are full.
    ``language`` is that of the printed words, ``written_in`` that of the author's texts.
    """

    unit: str
    identity: str
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
    teacher: TeacherNote = TeacherNote()
    variant: str = ""
    address: str = ""
    reading: Reading = "cards"
    written_in: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def marks(self) -> int:
        """The sum of the marks."""
        return sum(item.marks for item in self.items)

    @property
    def minutes(self) -> int:
        """The working time in minutes, rounded."""
        return round(sum(item.minutes for item in self.items))


class Paper(Struct, frozen=True):
    """How sheets are printed. ``large_print``: the least size in points, 0 for ordinary print."""

    size: PaperSize = "a4"
    large_print: int = 0


class Options(Struct, frozen=True):
    """What a generator needs besides the quiz.

    ``templates``: folders of templates, searched in this order. ``now``: build time in seconds
    since 1970. ``lock``: the bytes of the deck's lock file, None if there is none yet. ``deck``:
    the bytes of the deck of the last build, None if there is none.
    """

    templates: tuple[Path, ...]
    now: int = 0
    lock: bytes | None = None
    deck: bytes | None = None
    paper: Paper = Paper()


class Remark(Struct, frozen=True):
    """Something to tell when a file is made: a text, and the one question that it is about, if any.

    Remarks of one text are told in one line.
    """

    text: str
    about: str = ""


class Artifact(Struct, frozen=True):
    """A file to write: its path below the unit's output folder, with ``/``, and its bytes.

    ``facts`` are counts to print: name → number. ``changes`` are the names of those facts that
    count the changes of this build: they are 0 in a build without changes. ``remarks`` are to be
    printed. ``basis`` are the bytes of the old file that this one continues, None
    if it does not. A file with a basis may replace the old one even if somebody edited that: it was
    made from the edited bytes, so nothing is lost.
    """

    path: str
    data: bytes
    facts: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    changes: frozenset[str] = frozenset()
    basis: bytes | None = None


class Generator(Protocol):
    """An output: a function from a quiz to files."""

    def __call__(self, quiz: Quiz, options: Options, /) -> Iterable[Artifact]:
        """Render the quiz; give the files to write."""
        ...
