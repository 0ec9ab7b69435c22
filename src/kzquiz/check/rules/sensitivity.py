"""Rules on what may hurt: graphic detail, private persons, groups, the dead as a guessing game."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.prose import entries, mentioning, plain, word_set
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import CardView, QuestionView, QuizView, UnitView
from kzquiz.check.engine.words import outside_quotes, parted, spoken
from kzquiz.model import Choice, Item

_GRAPHIC = word_set(
    """behead beheads beheaded beheading beheadings decapitate decapitates decapitated
    decapitating decapitation corpse corpses mutilate mutilates mutilated mutilating
    mutilation torture tortures tortured torturing torturer massacre massacres massacred
    massacring slaughter slaughters slaughtered slaughtering bloody bloodied bloodiest
    bloodbath bloodshed bloodstained execute executes executed executing execution executions
    executioner rape rapes raped raping rapist suicide suicides suicidal dismember dismembered
    lynch lynched lynching gore gory severed charred entrails innards viscera eviscerate
    eviscerated disembowel disembowels disembowelled disembowelling disemboweled impale impales
    impaled impaling maim maims maimed maiming gouge gouged gouging flay flayed flaying crucify
    crucified crucifixion maggots cadaver cadavers"""
)
_GRAPHIC_WORD = expression(
    rf"\b(?:{'|'.join(sorted(_GRAPHIC))}|burne?d? alive|burnt alive"
    r"|blood[- ]soaked|pools? of blood|body parts|hacked to (?:death|pieces))\b",
    re.IGNORECASE,
)
_GRAPHIC_PARTS = word_set("alive blood parts hacked")  # of the phrases
_GRAPHIC_ANY = _GRAPHIC | _GRAPHIC_PARTS
_OLD_ENOUGH = 16
_DEATHS = expression(r"\b(kill|dead|died|death|injur|wounded|hurt|victim)", re.IGNORECASE)
_DIGIT = expression(r"\d")
# No look-behind: with one, the search would not skip to the next capital.
_NAME = expression(r"[A-Z][a-zà-ž]+(?:[ -][A-Z][a-zà-ž]+)+(?![\w-])")
_STARTS = expression(r"(?:^|[.!?:]\W*)[\"“]?\s*$")
_CAPITAL = expression(r"[A-Z][\w’'-]*")
_STARTERS = word_set(
    """A All An And Any As At Because Both But By Did Do Does During Each Every For From Had Has
    He Her His How If In It Its Many Most Neither No Nobody None Not Note Of On Once One Only
    Or Our Paragraph She Since So Some Source Sources That The Their There These They This
    Those Though Three To Two Under Was We Were What When Where Whether Which While Who Whom
    Whose Why With Without You Your"""
)
_COMMON = word_set(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December New Year North South East West
    Northern Southern Eastern Western Central European Union American United States Nations
    Kingdom Republic Ministry Minister President Government State Department Council Court
    Parliament University Institute Organization Organisation Group Party Bank Street Square
    River Sea Lake Mount City Hall Town Airport Station Church Mosque School Hospital Museum
    Park Watch Rights Human International National Press News Agency Radio Television Times
    Post Online Reasoning History Historian Literate Media Information"""
)
_PEOPLES = word_set(
    """Afghans Africans Albanians Algerians Americans Arabs Armenians Asians Australians Austrians
    Azerbaijanis Belarusians Belgians Brazilians Bulgarians Canadians Chechens Croats Czechs Danes
    Egyptians Estonians Europeans Finns Georgians Germans Greeks Hungarians Indians Iranians Iraqis
    Israelis Italians Kazakhs Kazakhstanis Koreans Kurds Latvians Lithuanians Mexicans Mongolians
    Moroccans Nigerians Norwegians Pakistanis Palestinians Poles Romanians Russians Serbs Spaniards
    Swedes Syrians Tajiks Tatars Turkmens Turks Ukrainians Uyghurs Uzbeks Westerners
    Buddhists Catholics Christians Hindus Jews Muslims Protestants Shiites Sikhs Sunnis
    atheists foreigners immigrants migrants refugees"""
)
_ALSO_ADJECTIVES = word_set(  # peoples only as “the Chinese”, “Chinese people”
    "British Chinese Dutch English French Irish Japanese Kyrgyz Polish Portuguese Spanish Swiss"
    " Turkish Vietnamese Welsh"
)
_PEOPLE_WORDS = frozenset(word.lower() for word in _PEOPLES | _ALSO_ADJECTIVES)
_COUNTED = word_set("some many most few several two three four five other both those these")
_GENERAL = expression(
    rf"\b(?:(?:(?P<how_many>\w+) )?(?:{'|'.join(sorted(_PEOPLES))})"
    rf"|[Tt]he (?:{'|'.join(sorted(_ALSO_ADJECTIVES))})"
    rf"|(?:(?P<how_many2>\w+) )?(?:{'|'.join(sorted(_ALSO_ADJECTIVES))}) people) "
    r"(?:are|were|want|always|never|all|hate|love|like|think|believe|cannot)\b"
)


def graphic(text: str) -> str:
    """The first graphic word of a text, or nothing."""
    if _GRAPHIC_ANY.isdisjoint(parted(text)):
        return ""
    found = _GRAPHIC_WORD.search(text)
    return found[0] if found else ""


@lru_cache(maxsize=1)
def _graphic_questions(unit: UnitView) -> dict[str, str]:
    """Question entry → a graphic word in what is printed for it: its texts and its evidence."""
    found: dict[str, str] = {}
    for text in mentioning(unit, _GRAPHIC_ANY):
        if text.entry.startswith("question/") and (word := graphic(text.text)):
            found.setdefault(text.entry, word)
    claims = {
        claim.id: word
        for claim in unit.facts.claims.values()
        if (word := graphic(f"{claim.says} {claim.quote}"))
    }
    for question in unit.questions if claims else ():
        for claim in question.claims:
            if claim.id in claims:
                found.setdefault(question.entry, claims[claim.id])
    return found


@rule("SE01", "error", QuestionView)
def graphic_without_warning(question: QuestionView) -> Iterator[Finding]:
    """A graphic word stands in a question or its evidence, and there is no ``warning``.

    Nobody should meet a beheading unprepared, least of all at school. A question with a warning
    gets a deck of its own, and the sheet prints the warning. “Killed” and “wounded” are not
    graphic.

    Bad:
        question:
          id: choice-left
          feedback: The figure does not count the corpses that the river carried away.

    Good:
        question:
          id: choice-left
          feedback: The figure does not count the people who were killed that night.
    """
    word = _graphic_questions(question.unit).get(question.entry)
    if word and not question.question.warning:
        yield Finding(
            f"“{word}” is graphic, and the question has no warning",
            "leave the detail out: no skill needs it; or add “warning”",
            _where(question, word),
        )


def _where(question: QuestionView, word: str) -> tuple[str | int, ...]:
    return next((said.at for said in question.texts if word in said.text), ())


@rule("SE02", "error", QuestionView)
def too_graphic_for_age(question: QuestionView) -> Iterator[Finding]:
    """A graphic word stands in a unit for learners under 16.

    A warning does not make it fit for children.

    Bad:
        question:
          id: choice-left
          warning: One option speaks of torture.
          feedback: The figure does not count the people who were tortured.

    Good:
        unit: {age: 16}
        question:
          id: choice-left
          warning: The feedback speaks of torture.
          feedback: The figure does not count the people who were tortured.
    """
    word = _graphic_questions(question.unit).get(question.entry)
    if word and question.unit.info.age < _OLD_ENOUGH:
        yield Finding(
            f"“{word}” is graphic, and the unit is for age {question.unit.info.age}",
            f"leave the detail out, or raise the unit's age to {_OLD_ENOUGH}",
            _where(question, word),
        )


@rule("SE03", "warning", QuestionView)
def needless_graphic_detail(question: QuestionView) -> Iterator[Finding]:
    """A graphic word stands in a question whose evidence does without it.

    The key does not need it, so that it is there for effect.

    Bad:
        question:
          id: choice-left
          warning: One word is graphic.
          stem: How many people had left, after a bloody night, said the fire service in Source A?

    Good:
        question:
          id: choice-left
          stem: How many people had left, after the night, said the fire service in Source A?
    """
    if question.entry not in _graphic_questions(question.unit):
        return
    needed = graphic(" ".join(f"{piece.says} {piece.quote}" for piece in question.evidence))
    for said in question.texts:
        if said.role != "warning" and not needed and (word := graphic(said.text)):
            yield Finding(f"“{word}”: the evidence does not need it", "leave it out", said.at)


@rule("SE04", "warning", UnitView)
def graphic_in_front(unit: UnitView) -> Iterator[Finding]:
    """A graphic word stands on the front of a card, or in the first question of a sheet.

    A learner who opens the sheet or the deck should be able to turn away first.

    Bad:
        unit: {age: 16}
        question:
          id: choice-left
          warning: One word is graphic.
          stem: How many people had left, after a bloody night, said the fire service in Source A?

    Good:
        unit: {age: 16}
        question:
          id: choice-left
          warning: The feedback speaks of blood.
          feedback: It had been a bloody night, and the figure keeps its qualifier.
    """
    found = _graphic_questions(unit)
    if not found:
        return
    for card in unit.cards:
        if card.entry in found and (word := graphic(_front(card))):
            message = f"“{word}” stands on the front of a card"
            yield Finding(message, "move it to the back, or leave it out", (), card.entry)
    for quiz in unit.quizzes:
        if quiz.recipe.output == "sheet" and (first := _first(quiz)) in found:
            message = f"the first question of “{quiz.recipe.title}” is graphic"
            yield Finding(message, "put another one first", (), first)


def _first(quiz: QuizView) -> str:
    return quiz.questions[0].entry if quiz.questions else ""


def _front(card: CardView) -> str:
    item: Item = card.item
    options = item.shape.options if isinstance(item.shape, Choice) else ()
    return " ".join((card.front, *(spoken(option.text) for option in options)))


@rule("SE06", "warning", UnitView)
def unknown_person(unit: UnitView) -> Iterator[Finding]:
    """A name of two words or more is printed that the unit does not know.

    A victim or bystander who once stood in a newspaper has not agreed to stand on a card for years.
    People in office who speak are in ``speakers``, others in the glossary with what they are; a
    name of a body or place belongs there too.

    Bad:
        question:
          id: choice-left
          feedback: Among the people who left was a baker, Joris Vandam, with two children.

    Good:
        question:
          id: choice-left
          feedback: Mayor Ilse Brandt is not counted among the people who left.
    """
    known = _known_names(unit)
    told: set[str] = set()
    for entry in entries(unit):
        for part in entry.parts if _NAME.search(entry.text) else ():
            for name, words in _names(part.text):
                if name in told or known.issuperset(words):
                    continue
                told.add(name)
                if entry.name != "unit" or part.at[0] == "timeline":
                    yield Finding(
                        f"“{name}”: is this a private person?",
                        "leave the name out; or add it to “speakers” or the glossary",
                        part.at,
                        entry.name,
                    )


def _names(text: str) -> Iterator[tuple[str, list[str]]]:
    """What looks like a name, and the words of it that have to be known.

    The first word of a sentence has a capital anyway, and need not be.
    """
    for found in _NAME.finditer(text):
        before = text[: found.start()][-1:]
        if before.isalnum() or before in {"-", "'", "’", "."}:
            continue
        words = re.split(r"[ -]", found[0])
        starts = words[0] in _STARTERS or _STARTS.search(text[: found.start()])
        yield found[0], words[1:] if starts else words


@lru_cache(maxsize=1)
def _known_names(unit: UnitView) -> frozenset[str]:
    """Every capitalised word that the unit says who or what it is."""
    info, texts = unit.info, list[str]()
    texts += [name for names in unit.names.values() for name in names]
    texts += [speaker.role for speaker in unit.facts.speakers.values()]
    texts += [text for entry in info.glossary for text in (entry.term, entry.means)]
    texts += [info.title, *unit.labels, *(entry.label for entry in info.labels)]
    found = {word for text in texts for word in _CAPITAL.findall(plain(text))}
    return _COMMON.union(part for word in found for part in re.split("[-']", word))


@rule("SE07", "warning", UnitView)
def group_generalised(unit: UnitView) -> Iterator[Finding]:
    """A whole people or faith is said to be, want or do something.

    “Russians want” is never so of all of them; a government, an army or a speaker is. Quotations
    pass.

    Bad:
        question:
          id: choice-left
          feedback: Germans are careful, so the figure keeps its qualifier.

    Good:
        question:
          id: choice-left
          feedback: The German government said so, and the figure keeps its qualifier.
    """
    for text in mentioning(unit, _PEOPLE_WORDS):
        found = _GENERAL.search(outside_quotes(text.text))
        counted = found and (found["how_many"] or found["how_many2"] or "").lower() in _COUNTED
        if found and not counted:
            yield Finding(
                f"“{found[0]}” speaks of a whole group",
                "say who it was: a government, a speaker, some people",
                text.at,
                text.entry,
            )


@rule("SE08", "hint", QuestionView)
def deaths_as_guess(question: QuestionView) -> Iterator[Finding]:
    """A choice asks for a number of people killed or hurt, among numbers.

    Ticking the dead off a list of numbers is a guessing game, and drills a figure that may be
    nobody's but one party's. Who gave it, as of when and how it differs from another is worth more.

    Bad:
        claims:
          - id: a1-left
            figure: {value: 200, qualifier: about, unit: people, category: people killed}
        question: {id: choice-left}

    Good:
        question: {id: choice-left}
    """
    if not question.single:
        return
    if not all(_DIGIT.search(o.text) for o in question.options):
        return
    for claim in question.claims:
        if claim.figure and _DEATHS.search(f"{claim.figure.category} {claim.figure.unit}"):
            yield Finding(
                "the number of people killed or hurt is guessed from numbers",
                "ask with “who-said”, “compare” or “difference”",
                ("stem",),
            )
            return
