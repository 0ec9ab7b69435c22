"""A handmade quiz for the printable outputs: every shape with its variants, and hostile text."""

from __future__ import annotations

from kzquiz.model import (
    Blank,
    Cell,
    Choice,
    Comparison,
    Evidence,
    Gap,
    Item,
    Match,
    Option,
    Order,
    Prompt,
    Quiz,
    Reference,
    Rejected,
    Row,
    RubricLevel,
    Section,
    Shape,
    Side,
    Source,
    SourceCard,
    Step,
    Table,
    Target,
    TeacherNote,
    Term,
    Text,
)

HOSTILE = "<script>alert('x')</script> {{ 7 * 7 }} {% raw %} \"quoted\" & </style> &lt; ә ≈ ₸"

TROOPS = Evidence(
    claim="a9-troops",
    source="a",
    label="Source A",
    paragraph=9,
    place="par. 9",
    says="The head of the alliance told RIA Novosti that about 2,500 troops had been sent.",
    quote="about 2,500 troops",
    speakers=("the secretary-general of the CSTO", "RIA Novosti"),
    status="claim by officials",
)
DETAINED_A = Evidence(
    claim="a13-detained",
    source="a",
    label="Source A",
    paragraph=13,
    place="par. 13",
    says="The interior ministry put the people detained in Almaty at around 2,000.",
    quote="around 2,000 people had been detained",
    speakers=("the Kazakh interior ministry", "state television"),
    status="claim by officials",
    as_of="by Thursday",
    caveat="Source A, par. 6: The source says that the deaths could not be confirmed.",
)
DETAINED_B = Evidence(
    claim="b9-detained",
    source="b",
    label="Source B",
    paragraph=9,
    place="par. 9",
    says="The interior ministry said that more than 3,000 people had been detained.",
    quote="more than 3,000 detained",
    speakers=("the Kazakh interior ministry",),
    status="claim by officials",
)
WITNESSES = Evidence(
    claim="b4-square",
    source="b",
    label="Source B",
    paragraph=4,
    place="par. 4",
    says="Witnesses told TASS of more dead and wounded in the main square.",
    quote="",
    speakers=("witnesses", "TASS"),
    status="claim by witnesses",
    as_of="on Thursday",
)


def item(
    ident: str,
    stem: str,
    shape: Shape,
    *,
    instruction: str = "",
    evidence: tuple[Evidence, ...] = (TROOPS,),
    marks: int = 1,
    restated: str = "",
    marking: str = "",
    stimulus: tuple[Reference, ...] = (),
    warning: str = "",
    note: str = "",
    external: str = "",
) -> Item:
    """Make an item with feedback of its own and the rest as given."""
    return Item(
        id=ident,
        kind="any",
        skills=("read", "source"),
        level="core",
        stem=stem,
        shape=shape,
        feedback=f"The paragraph says so in plain words, and nothing else does ({ident}).",
        evidence=evidence,
        marks=marks,
        minutes=1.5 * marks,
        instruction=instruction,
        stimulus=stimulus,
        restated=restated,
        marking=marking,
        warning=warning,
        note=note,
        external=external,
    )


def options(*texts: str, correct: int | tuple[int, ...] = 0) -> tuple[Option, ...]:
    """Options with a reason each; ``correct`` are indexes."""
    right = (correct,) if isinstance(correct, int) else correct
    return tuple(
        Option(text, "right" if index in right else "wrong", why=f"Reason {index} about “{text}”.")
        for index, text in enumerate(texts)
    )


def scale(*texts: str, correct: int = 0) -> tuple[Option, ...]:
    """Options of a scale: only the right one has a reason."""
    return tuple(
        Option(text, "right", why=f"Reason {index} about “{text}”.")
        if index == correct
        else Option(text, "wrong")
        for index, text in enumerate(texts)
    )


KINDS = (
    "True conflict",
    "Later update",
    "Different scope",
    "Different speakers",
    "Different wording",
    "Cannot tell",
)


def _read() -> Section:
    single = Choice(
        options(
            "The president of Kazakhstan asked the alliance for it.",
            "Russia decided it alone, without being asked by anybody in Kazakhstan.",
            "The mayor of Almaty asked Moscow.",
            "The source does not say.",
        )
    )
    return Section(
        "Read closely",
        (
            item(
                "who-asked",
                "According to *both* sources, who asked the CSTO to step in?",
                single,
                instruction="Choose one answer.",
                evidence=(TROOPS, DETAINED_B),
                note="Ask the class which paragraph names him as the one who asked.",
            ),
            item(
                "told-troops",
                "What does Source A tell about the troops that were sent?",
                Choice(
                    options(
                        "How many were sent, roughly",
                        "In which cities they are",
                        "Who gave the figure",
                        "What they cost",
                        correct=(0, 2),
                    ),
                    multiple=True,
                ),
                instruction="Tick every answer that is right: one or more.",
                marking="1 mark if every box is right, half a mark if one is wrong.",
            ),
            item(
                "tf-number",
                "The number of troops sent was final.",
                Choice(
                    (
                        Option("True", "wrong"),
                        Option("False", "right", why="It could rise."),
                        Option("Not stated", "wrong"),
                    ),
                    fixed=True,
                    reason="Paragraph",
                ),
                instruction="True, false or not stated in Source A?",
                restated="False. The head of the alliance said the figure could still rise.",
            ),
            item(
                "gap-two",
                "Fill in what is missing.",
                Gap(
                    (
                        "According to ",
                        Blank("blank-1", "the interior ministry", ("the ministry",)),
                        ", ",
                        Blank("blank-2", "around", ("about", "approximately")),
                        " 2,000 people had been detained in Almaty *by Thursday*.",
                    )
                ),
                marks=2,
                evidence=(DETAINED_A,),
            ),
            item(
                "short-mission",
                "How long was the mission expected to last, in the words of the alliance's head?",
                Text(
                    answers=("days or weeks", "a short time: days, perhaps weeks"),
                    reject=(Rejected("months", "no paragraph speaks of months"),),
                ),
                instruction="Answer in at most 15 words.",
            ),
        ),
    )


def _source() -> Section:
    speakers = Match(
        prompts=(
            Prompt("a9-troops", "About 2,500 soldiers have been sent.", "csto", evidence=(TROOPS,)),
            Prompt(
                "a13-detained",
                "Around 2,000 people have been detained in Almaty.",
                "ministry",
                why="It was read out on state television, which only carries it.",
                evidence=(DETAINED_A,),
            ),
            Prompt("a12-dead", "Dozens were killed as they tried to storm buildings.", "police"),
        ),
        targets=(
            Target("police", "a police spokesperson in Almaty"),
            Target("csto", "the secretary-general of the CSTO"),
            Target("spare", "the president of Kazakhstan"),
            Target("ministry", "the Kazakh interior ministry"),
        ),
        ask="Who said this, according to Source A?",
    )
    confirmed = Match(
        prompts=(
            Prompt(
                "a9-troops", "About 2,500 troops belong to the force.", "same", evidence=(TROOPS,)
            ),
            Prompt(
                "b4-square", "More people died in the square.", "witnesses", evidence=(WITNESSES,)
            ),
            Prompt("b9-detained", "More than 3,000 people have been detained.", "officials"),
            Prompt("b12-net", "The internet was shut down in the whole country.", "newsroom"),
        ),
        targets=(
            Target("different", "Both newsrooms, different origins"),
            Target("same", "Both newsrooms, one origin"),
            Target("officials", "Officials only"),
            Target("witnesses", "Witnesses only"),
            Target("newsroom", "The newsroom, naming nobody"),
            Target("said", "The source says: not confirmed"),
        ),
        ask="What stands behind this statement?",
        reuse=True,
    )
    status = Match(
        prompts=(
            Prompt("a3-hall", "The city hall in Almaty was set on fire on Wednesday.", "fact"),
            Prompt("b10-blame", "Terrorists trained abroad are behind the unrest.", "claim"),
            Prompt("a2-challenge", "It is the hardest test of the president so far.", "judgement"),
            Prompt("b16-short", "The mission will be over in days or weeks.", "prediction"),
        ),
        targets=(
            Target("fact", "Fact as reported"),
            Target("claim", "Claim by a party"),
            Target("judgement", "Judgement"),
            Target("prediction", "Prediction"),
        ),
        ask="What kind of statement is this?",
        reuse=True,
    )
    chain = Order(
        steps=(
            Step("csto", "the secretary-general of the CSTO", evidence=(TROOPS,)),
            Step("ria", "RIA Novosti", evidence=(TROOPS,)),
            Step("source-a", "Source A", evidence=(TROOPS,)),
        ),
        ask="Whose words come earlier?",
        shown=(2, 0, 1),
    )
    return Section(
        "Who says so, and how do we know?",
        (
            item(
                "who-said",
                "Who said what?",
                speakers,
                instruction="Match each statement with the one who made it, according to Source A. "
                "Some speakers may be left over, some may speak twice.",
                evidence=(TROOPS, DETAINED_A),
                marks=3,
                warning="One statement speaks of people killed.",
            ),
            item(
                "behind",
                "What stands behind each statement?",
                confirmed,
                instruction="Tick one box in each row.",
                evidence=(TROOPS, WITNESSES),
                marks=4,
            ),
            item(
                "status",
                "Fact, claim, judgement or prediction?",
                status,
                instruction="Tick one box in each row.",
                marks=4,
            ),
            item(
                "chain",
                "How did this statement reach Source A?",
                chain,
                instruction="Number the links, from the first speaker to the one you read.",
                stimulus=(Reference("Source A, par. 9", "About 2,500 troops were sent."),),
                marks=2,
                external="The CSTO has six members (its own charter).",
            ),
        ),
    )


def _compare() -> Section:
    order = Order(
        steps=(
            Step("b22-fuel", "The price of fuel goes up.", "New Year's Day"),
            Step("a3-hall", "The city hall in Almaty is set on fire.", "Wednesday", (DETAINED_A,)),
            Step("a1-troops", "Foreign troops arrive.", "Thursday", (TROOPS,)),
            Step("b7-order", "The president says that order is largely back.", "Friday"),
        ),
        ask="Which came first?",
        shown=(2, 0, 3, 1),
    )
    table = Table(
        columns=("Figure", "Qualifier", "Who says so", "As of"),
        rows=(
            Row(
                "a13-detained",
                "People detained (Source A)",
                (
                    Cell("figure", "2,000", given=True),
                    Cell("qualifier", "about", accept=("around",)),
                    Cell("speaker", "the Kazakh interior ministry"),
                    Cell("as-of", "by Thursday", given=True),
                ),
                (DETAINED_A,),
            ),
            Row(
                "b9-detained",
                "People detained (Source B)",
                (
                    Cell("figure", "3,000"),
                    Cell("qualifier", "more than", given=True),
                    Cell("speaker", "the Kazakh interior ministry"),
                    Cell("as-of", "not stated"),
                ),
                (DETAINED_B,),
            ),
        ),
    )
    wording = Table(
        columns=("Loaded term", "Whose word is it?", "Neutral wording"),
        rows=(
            Row(
                "b9-criminals",
                "“armed criminals” (Source B, par. 9)",
                (
                    Cell("term", "criminals"),
                    Cell("owner", "the interior ministry, in quotation marks"),
                    Cell("neutral", "armed people", accept=("people with weapons",)),
                ),
            ),
        ),
    )
    return Section(
        "Compare the two",
        (
            item(
                "order",
                "What happened first?",
                order,
                instruction="Number the boxes, 1 for the earliest.",
                marking="1 mark for each neighbouring pair in the right order.",
                marks=3,
            ),
            item(
                "table",
                "What does each source say about the people detained?",
                table,
                instruction="Fill in the empty cells, with “not stated” where nothing is.",
                evidence=(DETAINED_A, DETAINED_B),
                marks=5,
            ),
            item(
                "detained-kind",
                "People detained: what kind of difference lies between the two?",
                Choice(scale(*KINDS, correct=2), fixed=True, reason="Reason"),
                instruction="Tick one kind and give your reason.",
                stimulus=(
                    Reference("Source A, par. 13", "Around 2,000 people were detained in Almaty."),
                    Reference("Source B, par. 9", "more than 3,000 detained", quoted=True),
                ),
                evidence=(DETAINED_A, DETAINED_B),
                restated="Different scope: one figure is for Almaty, the other names no place.",
                marking="1 mark for the kind, 1 for a reason that names what both say.",
                marks=2,
            ),
            item(
                "wording",
                "Find the loaded term, say whose word it is, and put it in neutral words.",
                wording,
                marks=3,
            ),
            item(
                "missing",
                "What would you need to know that neither source tells?",
                Text(
                    answers=(
                        "How many people took part in the protests",
                        "What the detained people are accused of",
                        "What the protesters themselves say",
                    ),
                    lines=3,
                    parts=3,
                ),
                instruction="Name 3.",
                marking="1 mark for each point that the sources indeed leave out.",
                marks=3,
            ),
            item(
                "open",
                "Two news reports give 2,500 as the size of the force. Is the figure confirmed?",
                Text(
                    rubric=(
                        RubricLevel(
                            "Proficient", 2, "names the one origin", "Both go back to RIA."
                        ),
                        RubricLevel("Emergent", 1, "notices a common speaker", "Both quote him."),
                        RubricLevel("Basic", 0, "counts the reports", "Two say so, so it is."),
                    ),
                    lines=8,
                ),
                instruction="Write three to six sentences and name the paragraphs you rely on.",
                marks=2,
            ),
        ),
    )


def hostile() -> Section:
    """One item of every shape with text that must stay text."""
    text = HOSTILE
    shapes: tuple[Shape, ...] = (
        Choice((Option(text, "right", why=text), Option("b", "wrong", why=text))),
        Match((Prompt("p", text, "t", text),), (Target("t", text),), ask=text, reuse=True),
        Order((Step("s", text, text), Step("u", "other")), ask=text, shown=(1, 0)),
        Gap((text, Blank("blank-1", text, (text,)))),
        Table((text,), (Row("r", text, (Cell("c", text, given=True),)),)),
        Text((text, text), reject=(Rejected(text, text),)),
    )
    items = (
        item(
            f"hostile-{index}",
            text,
            shape,
            instruction=text,
            restated=text,
            marking=text,
            stimulus=(Reference(text, text, quoted=True),),
            warning=text,
            note=text,
            external=text,
        )
        for index, shape in enumerate(shapes)
    )
    return Section(text, tuple(items))


_RETOLD = """\
Troops of an alliance led by Russia have arrived in Kazakhstan after protests turned violent.
The president, in office for less than three years, faces a hard test. He had asked for help.
The soldiers were sent after the city hall of Almaty burned. The police count 18 dead of their own.
Clashes went on in Almaty on Thursday; people stayed at home and posted videos of smoke.
In the evening the interior ministry said that it held all government buildings in the city again.
None of the deaths could be confirmed independently at once.
The country has oil and uranium, but the average pay is 570 dollars a month, and many are angry.
The alliance calls its effort a peacekeeping mission, limited in time, to guard buildings.
Its secretary-general told RIA Novosti that about 2,500 troops were sent; there could be more.
It is the first time that the alliance has used its clause of mutual protection.
Russian state media showed soldiers boarding planes and driving in armoured vehicles.
A police spokesperson said that dozens were killed when they tried to storm buildings.
Officials reported about 1,000 injured, up to 400 in hospital and around 2,000 detained.
The police warned people near government buildings to stay indoors.
"""


def _card(ident: str, label: str, retold: list[str]) -> SourceCard:
    source = Source(
        id=ident,
        label=label,
        about="A news report in English, of about 550 words; it names no author.",
        language="en",
        translated="unknown",
        sha256="0" * 64,
        paragraphs=len(retold),
        words=550,
        dateline="MOSCOW",
        headline="says that troops have arrived while deadly protests go on",
        stamps=("Updated: January 07, 2022",) if ident == "b" else (),
        notices=("Powered by automated translation",) if ident == "b" else (),
        missing=("publisher", "author", "date of publication"),
    )
    return SourceCard(source, tuple(enumerate(retold, 1)))


def sample(name: str = "full") -> Quiz:
    """A whole unit's quiz, without hostile text."""
    retold = _RETOLD.splitlines()
    sides = (
        Side("Source A", 13, "Around 2,000 people were detained in Almaty."),
        Side("Source B", 9, "More than 3,000 people were detained; no place is given."),
    )
    return Quiz(
        unit="kazakhstan-2022",
        identity="kazakhstan-2022",
        name=name,
        title="Kazakhstan, January 2022: two reports, one week",
        heading="Who says what, and how do we know?",
        summary="Two news reports tell of protests in Kazakhstan and of foreign troops sent "
        "there. You will find out *who says what*, and where the two differ.",
        language="en",
        version="1.0",
        licence="CC BY 4.0",
        age=15,
        sections=(_read(), _source(), _compare()),
        cards=(_card("a", "Source A", retold), _card("b", "Source B", retold[::-1])),
        glossary=(
            Term("CSTO", "Collective Security Treaty Organization: an alliance led by Russia."),
            Term("RIA Novosti", "A news agency owned by the Russian state.", external=True),
        ),
        comparisons=(
            Comparison(
                "People detained",
                "Different scope",
                sides,
                "One figure is for Almaty, the other names no place.",
                "A ministry list by city and date.",
            ),
        ),
        agreements=(
            Comparison(
                "Size of the force",
                "One origin",
                sides,
                "Both quote one interview with one agency.",
            ),
        ),
        teacher=TeacherNote(
            lesson="40 minutes: 10 to read, 20 to work in pairs, 10 to compare.",
            expect="Most learners call every pair of figures that differ a conflict.",
            sensitivity="The reports speak of people killed. Some families may have been *there*.",
            reading=("Civic Online Reasoning", "Reading Like a Historian"),
        ),
    )
