"""Rules on graphic detail: it needs a warning, a reason and an age, and must not come first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kzquiz.check.engine.phrases import phrases
from kzquiz.check.engine.printed import CardView, QuizView, cards, quizzes
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.shapes import options_of
from kzquiz.check.engine.subjects import Path, QuestionView, UnitView
from kzquiz.check.engine.voice import is_name
from kzquiz.check.engine.words import without_markup, word_list
from kzquiz.expressions import expression

_OLD_ENOUGH = 16
_BODY = word_list(
    "body bodies remains bone bones flesh skin head heads hand hands arm arms leg legs limb limbs"
    " finger fingers feet"
)
_GRAPHIC = phrases(
    """
    behead beheads beheaded beheading beheadings decapitate decapitates decapitated decapitating
    decapitation decapitations corpse corpses cadaver cadavers maggots mutilate mutilates mutilated
    mutilating mutilation mutilations torture tortures tortured torturing torturer torturers
    massacre massacres massacred massacring slaughter slaughters slaughtered slaughtering bloody
    bloodied bloodiest bloodbath bloodshed bloodstained execute executes executed executing
    execution executions executioner executioners rape rapes raped raping rapist rapists suicide
    suicides suicidal dismember dismembered entrails innards viscera eviscerate eviscerated
    disembowel disembowels disemboweled disembowelled disemboweling disembowelling impale impales
    impaled impaling maim maims maimed maiming flay flays flayed flaying crucify crucified
    crucifixion lynched lynching lynchings""",
    "burned alive",
    "burnt alive",
    "blood[- ]soaked",
    "pool of blood",
    "pools of blood",
    "body parts",
    "hacked to (?:death|pieces)",
    # Lynch and Gore are surnames.
    *("(?-i:lynch)", "(?-i:gore)", "(?-i:gory)"),
    # Links are severed, woods are charred, prices are gouged.
    *(rf"{done} (?:human )?(?:{'|'.join(_BODY)})" for done in ("severed", "charred")),
    *(f"{part} (?:was |were )?(?:severed|charred)" for part in _BODY),
    *(rf"{done} (?:out\b|(?:\w+ )?eyes?)" for done in ("gouge", "gouged", "gouging")),
)

# Things that are executed, and animals that are slaughtered. No preposition may come between:
# prisoners are executed “on the orders” of someone.
_PLANS = (
    r"(?:plans?|orders?|strateg(?:y|ies)|warrants?|contracts?|budgets?|agreements?|treat(?:y|ies)"
    r"|deals?|trades?|polic(?:y|ies)|programmes?|programs?|projects?|operations?|missions?|codes?"
    r"|documents?|searches|landings?|manoeuvres?|maneuvers?|reforms?|decisions?|commands?"
    r"|instructions?|tasks?|payments?|transactions?|designs?|rescues?|mandates?|evacuations?"
    r"|attacks?|raids?|coups?)"
)
_ANIMALS = (
    r"(?:animals?|cattle|cows?|calves|pigs?|hogs?|sheep|lambs?|goats?|chickens?|hens?|poultry"
    r"|birds?|turkeys?|ducks?|geese|horses?|camels?|reindeer|livestock|herds?|flocks?|minks?)"
)
_BETWEEN = (
    r"(?:(?!(?:by|on|in|under|without|after|before|for|at|during|of|from|with|as|and|like)\b)"
    r"[\w’',-]+ ){0,4}?"
)
_BEING = r"(?:(?:has|have|had|was|were|is|are|be|been|being|not|later|then|\w+ly) )*"
_OTHER_SENSE = expression(
    rf"\bexecut(?:e[sd]?|ing|ions? of) {_BETWEEN}{_PLANS}\b"
    rf"|\b{_PLANS} {_BEING}executed\b|\b(?:well|poorly|badly)[- ]executed\b"
    rf"|\bslaughter(?:s|ed|ing)? (?:of )?{_BETWEEN}{_ANIMALS}\b"
    rf"|\b{_ANIMALS} {_BEING}slaughtered\b"
    r"|\b(?:oilseed|winter) rape\b|\brape (?:oil|seeds?|fields?|crops?|plants?)\b"
    r"|\btortured (?:path|history|relationship|logic|prose|negotiations?|metaphors?|process)\b"
    r"|\b(?:political|economic|electoral|commercial|financial|career) suicide\b"
    r"|\bsuicide (?:prevention|hotlines?|helplines?)\b"
    r"|\bmutilated (?:ballots?|bank ?notes?|notes|coins?|papers?|passports?|documents?)\b"
    r"|\bcorpse (?:flowers?|plants?)\b|\bdecapitation strikes?\b"
    r"|(?-i:\bBloody [A-Z][a-z]+)|\b(?:car|vehicle|aircraft|aeroplane|lorry|truck) body parts\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def graphic(text: str) -> str:
    """The first graphic word of a text; empty if there is none. Names do not count."""
    if not _GRAPHIC.search(text):  # as in nearly all texts
        return ""
    rest = _OTHER_SENSE.sub("—", text)
    return next((found[0] for found in _GRAPHIC.finditer(rest) if not is_name(found)), "")


@lru_cache(maxsize=1024)
def _printed(question: QuestionView) -> tuple[str, Path]:
    """The first graphic word in the texts or the evidence of a question, and the path of its text.

    Both are empty if there is none.
    """
    for text in question.texts if _GRAPHIC.may_be_among(question.vocabulary) else ():
        if word := graphic(text.text):
            return word, text.at
    return next(_graphic_claims(question), ""), ()


def _graphic_claims(question: QuestionView) -> Iterator[str]:
    """The first graphic word of each claim that a question cites, where there is one."""
    told = _told(question.unit)
    return (told[claim.id] for claim in question.claims if claim.id in told)


@lru_cache(maxsize=2)
def _told(unit: UnitView) -> Mapping[str, str]:
    """The graphic claims of a unit: id → the first graphic word."""
    claims = unit.facts.claims.values()
    words = {claim.id: graphic(f"{claim.says} {claim.quote}") for claim in claims}
    return {claim: word for claim, word in words.items() if word}


@rule("SE01", "warning", QuestionView, reads=("en",))
def graphic_without_warning(question: QuestionView) -> Iterator[Finding]:
    """A question or its evidence has a graphic word, and the question has no “warning”.

    Nobody should read about a beheading unprepared, least of all at school. The sheet prints the
    warning, and a question with one is in a deck of its own. “Killed” and “wounded” are not
    graphic. Names are ignored, and so are plans that are executed and links that are severed.

    Bad:
        question:
          id: choice-left
          feedback: The figure does not count the corpses that the river carried away.

    Good:
        question:
          id: choice-left
          feedback: The figure does not count the people who were killed that night.

    Good:
        question:
          id: choice-left
          feedback: The fire service executed its plan although its phone lines were severed.
    """
    word, at = _printed(question)
    if word and not question.question.warning:
        yield Finding(
            f"“{word}” is graphic, and the question has no warning",
            "leave the detail out: no skill needs it; or add “warning”",
            at,
        )


@rule("SE02", "warning", QuestionView, reads=("en",))
def too_graphic_for_age(question: QuestionView) -> Iterator[Finding]:
    """A question has a graphic word, and the unit is for learners under 16.

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
    word, at = _printed(question)
    if word and question.unit.info.age < _OLD_ENOUGH:
        yield Finding(
            f"“{word}” is graphic, and the unit is for age {question.unit.info.age}",
            f"leave the detail out, or raise the unit's age to {_OLD_ENOUGH}",
            at,
        )


@rule("SE03", "warning", QuestionView, reads=("en",))
def needless_graphic_detail(question: QuestionView) -> Iterator[Finding]:
    """A question has a graphic word that its evidence does not have.

    The key does not need the word; it is there for effect.

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
    if any(graphic(f"{piece.says} {piece.quote}") for piece in question.evidence):
        return
    for text in question.texts if _GRAPHIC.may_be_among(question.vocabulary) else ():
        if text.role != "warning" and (word := graphic(text.text)):
            yield Finding(f"“{word}”: the evidence does not need it", "leave it out", text.at)


@rule("SE04", "warning", UnitView, reads=("en",))
def graphic_in_front(unit: UnitView) -> Iterator[Finding]:
    """A graphic word is on the front of a card, or in the first question of a sheet.

    A learner who opens a sheet or a deck should be able to stop before reading it.

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
    for card in cards(unit):
        if word := graphic(_front(card)):
            message = f"“{word}” stands on the front of a card"
            yield Finding(message, "move it to the back, or leave it out", (), card.entry)
    for quiz in quizzes(unit):
        if quiz.recipe.output == "sheet" and (first := _graphic_first(quiz)):
            message = f"the first question of “{quiz.recipe.title}” is graphic"
            yield Finding(message, "put another one first", (), first)


def _graphic_first(quiz: QuizView) -> str:
    """The entry of the first question of a sheet if it is graphic, else empty."""
    return next((first.entry for first in quiz.questions[:1] if _printed(first)[0]), "")


def _front(card: CardView) -> str:
    options = (without_markup(option.text) for option in options_of(card.item.shape))
    return " ".join((card.front, *options))
