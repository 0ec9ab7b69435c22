"""Rules on whole groups, and on numbers of dead or hurt people as a guessing game."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.phrases import phrases
from kzquiz.check.engine.prose import Entry
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.voice import in_own_voice
from kzquiz.check.engine.words import word_set
from kzquiz.expressions import expression

# --- groups -------------------------------------------------------------------------------------

_PEOPLES = word_set(
    """Afghans Africans Albanians Algerians Americans Arabs Armenians Asians Australians Austrians
    Azerbaijanis Belarusians Belgians Brazilians Bulgarians Canadians Chechens Croats Czechs Danes
    Egyptians Estonians Ethiopians Europeans Finns Georgians Germans Greeks Hungarians Indians
    Iranians Iraqis Israelis Italians Kazakhs Kazakhstanis Kenyans Koreans Kurds Latvians
    Lithuanians Mexicans Mongolians Moroccans Nigerians Norwegians Pakistanis Palestinians Poles
    Romanians Russians Serbs Somalis Spaniards Sudanis Swedes Syrians Tajiks Tatars Turkmens Turks
    Ukrainians Uyghurs Uzbeks Westerners Buddhists Catholics Christians Hindus Jews Muslims
    Protestants Shiites Sikhs Sunnis"""
)
_OUTSIDERS = word_set("atheists foreigners immigrants migrants refugees")
_ALSO_ADJECTIVES = word_set(  # a people only in “the Chinese”, “Chinese people”
    "British Chinese Dutch English French Irish Japanese Kyrgyz Polish Portuguese Spanish Sudanese"
    " Swiss Turkish Vietnamese Welsh"
)
# Words before it that limit the group: “two Germans”, “thousands of Syrians”.
_SOME = word_set("some many most few several two three four five six other both those these of no")
_WORD_BEFORE = expression(r"([\w,.]+) $")
_GENERAL = phrases(
    " ".join(sorted(_PEOPLES)),
    *(f"(?i:{name})" for name in sorted(_OUTSIDERS)),
    *(rf"{name}(?: people|(?<=[Tt]he {name}))" for name in sorted(_ALSO_ADJECTIVES)),
    then=r" "
    r"(?:always|never|all (?!over|across|around|through|\w+ed\b)|hate|love|want|think|believe"
    r"|cannot|like (?!to be\b)"
    # A report says what happened to people or where they are: “were rescued”, “are in the camp”.
    r"|(?:are|were) (?!(?:(?:also|not|now|still|being|all|\w+ly) )*(?:\w+ed|\w+ing|\w+n|held|told"
    r"|left|sent|put|hit|hurt|shot|met|kept|found|brought|cut|set|stuck|safe|dead|home|homeless"
    r"|back|able|unable|free|likely|first|last|among|at|in|on|near|under|from|with|without|out|to|there|here"
    r"|\d[\d,.]*|an? (?:ethnic |religious |small |large )?(?:minority|majority|people))\b))",
    flags=0,
)


@rule("SE07", "warning", Entry, reads=("en",))
def group_generalised(entry: Entry) -> Iterator[Finding]:
    """A text says what a whole people or religious group is, wants or does.

    “Russians want” is never true of all Russians. Say who it was: a government, an army, a speaker.
    Quotations are ignored, and so is what happened to people: “Syrians were rescued”.

    Bad:
        question:
          id: choice-left
          feedback: Germans are careful, so the figure keeps its qualifier.

    Good:
        question:
          id: choice-left
          feedback: The German government said so, and the figure keeps its qualifier.
    """
    for text, found in in_own_voice(entry, _GENERAL):
        before = _WORD_BEFORE.search(found.string[: found.start()])
        how_many = before[1].lower() if before else ""
        definite = how_many == "the" and found[0].split()[0].lower() in _OUTSIDERS
        if definite or how_many in _SOME or how_many[:1].isdigit():
            continue
        yield Finding(
            f"“{found[0].strip()}” speaks of a whole group",
            "say who it was: a government, a speaker, some people",
            text.at,
        )


# --- the dead -----------------------------------------------------------------------------------

_DIGIT = expression(r"\d")
_DEATHS = expression(
    r"\b(?:kill(?:ed|ings?)|dead|deaths?|died|injur\w+|wounded|hurt|victims?|casualt(?:y|ies)"
    r"|fatalit(?:y|ies))\b",
    re.IGNORECASE,
)


@rule("SE08", "hint", QuestionView, reads=("en",))
def deaths_as_guess(question: QuestionView) -> Iterator[Finding]:
    """A choice asks how many people were killed or hurt, and its options are numbers.

    Picking a number of dead is a guessing game, and drills a figure that may be only one party's.
    It is better to ask who gave the figure, for what time, and how it differs from another.

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
