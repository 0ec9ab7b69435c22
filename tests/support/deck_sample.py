"""A handmade quiz for the deck: every answer shape, and hostile text in every field."""

from __future__ import annotations

from pathlib import Path

from example_unit import ROOT
from msgspec.structs import replace

from kzquiz.generators.anki import deck
from kzquiz.languages import language
from kzquiz.model import (
    Artifact,
    Blank,
    Cell,
    Choice,
    Evidence,
    Figure,
    Gap,
    Item,
    Match,
    Option,
    Options,
    Order,
    Prompt,
    Quiz,
    Reference,
    Rejected,
    Row,
    RubricLevel,
    Section,
    Shape,
    Step,
    Table,
    Target,
    Text,
)

TEMPLATES = (ROOT / "templates",)
AUTUMN, SPRING = 1_700_000_000, 1_710_000_000
HOSTILE = "<script>alert(1)</script> {{c1::x}} }} a::b ]]> \" ' &amp; [sound:x.mp3] [$]y[/$] שלום"

FLOOD = Evidence(
    claim="a1-flooded",
    source="a",
    label="Source A",
    paragraph=1,
    place="par. 1",
    says="The newsroom reported that the old town was flooded.",
    quote="under water",
    speakers=("the newsroom of source A",),
    status="fact as reported",
)
LEFT = Evidence(
    claim="b2-left",
    source="b",
    label="Source B",
    paragraph=2,
    place="par. 2",
    says="The police said that about 900 people had left.",
    quote="about 900",
    speakers=("the police", "a news agency"),
    status="claim by officials",
    as_of="by Tuesday evening",
    caveat="Source B, par. 4: this could not be confirmed",
    figure=Figure(value=900, qualifier="about", unit="people", category="people who left"),
)
LEFT_EARLIER = replace(
    FLOOD,
    claim="a3-left",
    paragraph=3,
    place="par. 3",
    says="The mayor said that 300 people or more had left.",
    quote="",
    speakers=("the mayor",),
    status="claim by officials",
    figure=Figure(value=300, qualifier="at-least", unit="people", category="people who left"),
)
OPTIONS = (
    Option("The mayor", "right"),
    Option("The army", "wrong", why="It came later."),
    Option("The river board", "wrong", why="It only measures."),
    Option("The source does not say", "wrong", last=True),
)


def item(name: str, shape: Shape, **own: object) -> Item:
    common = Item(
        id=name,
        kind="choice",
        skills=("read",),
        level="core",
        stem="Who asked for help, according to Source A?",
        shape=shape,
        feedback="The first paragraph names the mayor.",
        evidence=(FLOOD,),
        marks=1,
        minutes=1.0,
    )
    return replace(common, **own)  # type: ignore[arg-type]


def difference() -> Item:
    options = tuple(
        Option(name, "right" if kind == "later-update" else "wrong", why=f"What {name} means.")
        for kind, name in language("en").group("difference").items()
    )
    sides = (
        Reference("Source A, par. 3", LEFT_EARLIER.says),
        Reference("Source B, par. 2", LEFT.says),
    )
    return item(
        "people-left",
        Choice(options, fixed=True, reason="Reason"),
        stem="People who left: what kind of difference?",
        instruction="Tick one kind.",
        stimulus=sides,
        evidence=(LEFT_EARLIER, LEFT),
        restated="Later update: the count grew.",
    )


def true_false() -> Item:
    options = tuple(
        Option(name, "right" if name == "False" else "wrong")
        for name in ("True", "False", "Not stated")
    )
    return item(
        "army-first",
        Choice(options, fixed=True, reason="Paragraph"),
        stem="The army came first.",
        instruction="True, false or not stated in Source A?",
        restated="False. Source A says that the mayor came first.",
    )


def match() -> Item:
    prompts = (
        Prompt("a1-flooded", "The old town was flooded.", "newsroom-a", "It is its own.", (FLOOD,)),
        Prompt("b2-left", "About 900 people had left.", "police", "", (LEFT,)),
    )
    names = ("newsroom-a", "mayor", "police", "army", "board", "shops", "agency")
    targets = tuple(Target(name, f"Speaker {name}") for name in names)
    return item(
        "speakers",
        Match(prompts, targets, "Who said this?", called="Statement"),
        marks=2,
        minutes=2.0,
    )


def order() -> Item:
    steps = tuple(
        Step(name, f"Event {name}", when, (FLOOD,))
        for name, when in (("rain", "Monday"), ("gate", ""), ("flood", "Tuesday"), ("help", ""))
    )
    return item("events", Order(steps, ask="Which came first?"), marks=3)


def table() -> Item:
    rows = (
        Row(
            "a1-flooded",
            "Flooded (Source A)",
            (
                Cell("figure", "not stated", ask="Flooded: what is the figure?"),
                Cell("place", "x", given=True),
            ),
            (FLOOD,),
        ),
        Row(
            "b2-left",
            "Left",
            (Cell("figure", "900", accept=("nine hundred",)), Cell("place", "y")),
            (LEFT,),
        ),
    )
    return item("compared", Table(("Figure", "Place"), rows), marks=3)


def wording() -> Item:
    cells = (
        Cell("term", "drowned"),
        Cell("owner", "the mayor"),
        Cell("neutral", "flooded", ask="How can it be said neutrally?", accept=("under water",)),
        Cell("source", "Source A", given=True),
    )
    row = Row("a1-flooded", "“the drowned town”", cells, (FLOOD,))
    columns = ("Loaded term", "Whose word is it?", "Neutral wording", "Source")
    return item("drowned", Table(columns, (row,)), marks=3)


def gap(**own: object) -> Item:
    pieces = ("The police said that ", Blank("blank-1", "about", ("around",)), " 900 people ")
    return item("qualifier", Gap((*pieces, Blank("blank-2", "left"), ".")), evidence=(LEFT,), **own)


def short(**own: object) -> Item:
    shape = Text(("The mayor", "Mayor"), (Rejected("The army", "It came later."),))
    return item("who-came", shape, **own)


def paper_only() -> tuple[Item, ...]:
    rubric = (RubricLevel("Proficient", 2, "both sources", "…"),)
    return (
        item("open", Text(rubric=rubric)),
        item("missing", Text(("one", "two"), parts=2)),
        item("select", Choice(OPTIONS, multiple=True)),
    )


def hostile() -> Item:
    """Make a choice whose every text means harm."""
    proof = replace(
        LEFT, label=HOSTILE, says=HOSTILE, quote=HOSTILE, speakers=(HOSTILE,), status=HOSTILE
    )
    counted = Figure(word=HOSTILE, category=HOSTILE, place=HOSTILE)
    return item(
        "hostile",
        Choice((Option(HOSTILE, "right", why=HOSTILE + "!"), Option("b", "wrong"))),
        stem=HOSTILE,
        feedback=HOSTILE,
        stimulus=(Reference(HOSTILE, HOSTILE, quoted=True),),
        evidence=(
            replace(proof, as_of=HOSTILE, caveat=HOSTILE, figure=counted),
            replace(FLOOD, figure=counted),
        ),
        restated=HOSTILE + "?",
        external=HOSTILE,
        warning=HOSTILE,
    )


def hostile_gap() -> Item:
    pieces = (HOSTILE, Blank("blank-1", HOSTILE, (HOSTILE,)), HOSTILE)
    return item("hostile-gap", Gap(pieces), stem=HOSTILE, restated=HOSTILE)


def everything() -> tuple[Item, ...]:
    return (
        item("who-asked", Choice(OPTIONS)),
        difference(),
        true_false(),
        match(),
        order(),
        table(),
        wording(),
        gap(),
        short(),
        *paper_only(),
        hostile(),
        hostile_gap(),
    )


def quiz(*items: Item, title: str = "The flood", version: str = "1.0") -> Quiz:
    return Quiz(
        unit="flood",
        identity="flood",
        name="deck",
        title=title,
        heading="All cards",
        summary="Two texts on *one* flood. <b>[x](http://y)",
        language="en",
        version=version,
        licence="CC BY 4.0",
        age=14,
        sections=(Section("Core", items),),
        cards=(),
    )


def build(
    *items: Item,
    now: int = AUTUMN,
    lock: bytes | None = None,
    templates: tuple[Path, ...] = TEMPLATES,
    **of_quiz: str,
) -> dict[str, Artifact]:
    """Build a deck; give its artifacts by path."""
    made = deck.render(quiz(*items, **of_quiz), Options(templates, now, lock))
    return {artifact.path: artifact for artifact in made}
