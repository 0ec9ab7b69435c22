"""Rules on the text of a question: short, clear, one thing at a time, no opinion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.patterns import find, findings, stem_of
from kzquiz.check.engine.phrases import NOT, Phrases, having, phrases
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.shapes import has_statements
from kzquiz.check.engine.subjects import QuestionView
from kzquiz.check.engine.tongues import NEGATIONS, begins_in_tongue, in_tongue
from kzquiz.check.engine.voice import own_voice
from kzquiz.check.engine.words import outside_quotes, sentences, tokens, word_list
from kzquiz.check.rules.items.cues import absolutes, in_evidence
from kzquiz.expressions import expression
from kzquiz.languages import FALLBACK
from kzquiz.problems import Severity

_OPINION = phrases(
    "should",
    "do you (?:think|believe|agree|feel)",
    *(f"{verb} it (?:right|wrong|fair)" for verb in ("is", "was")),
    "in your (?:opinion|view)",
)
_TO_KNOW = expression(
    r"\bshould (?:you|one|we|readers|a reader) (?:know|notice|find out|check|compare|ask)\b"
)
_SAYS = (
    r"\b(?:sa(?:y|ys|id)|t(?:old|ells?)|asks?|asked|writes?|wrote|states?|stated|thinks?|thought"
    r"|believes?|believed|wants?|wanted|demand(?:s|ed)?|recommend(?:s|ed)?|advis(?:e|es|ed)"
    r"|urg(?:e|es|ed)|insist(?:s|ed)?|argu(?:e|es|ed)|warn(?:s|ed)?|suggest(?:s|ed)?|explain(?:s|ed)?"
    r"|agreed?|rul(?:e|es|ed)|order(?:s|ed)?|decid(?:e|es|ed)|propos(?:e|es|ed)|call(?:s|ed)|whether)\b"
)
_ATTRIBUTED = expression(
    rf"\baccording to\b|{_SAYS}.*\bshould\b|\bshould\b.*,.*{_SAYS}", re.IGNORECASE
)
_JUDGED = phrases(
    "best worst fairest",
    "most (?:important|reliable|likely|accurate|trustworthy|credible|convincing|neutral|balanced"
    "|significant|relevant|plausible|objective|persuasive)",
)
_SUPERLATIVE = phrases(
    "strongest weakest clearest",
    r"most (?:serious|precise|complete|\w+(?:ing|ful|ive|ous|able|ible))",
)
_MEASURED: tuple[tuple[Phrases, str, Severity | None], ...] = (
    (_JUDGED, "best", None),
    (_SUPERLATIVE, "strongest", "hint"),
)
_CRITERION = phrases(
    "because judged say says said measured call calls called describe describes described named"
    " rated",
    "according to",
    "by (?:the|its|how|naming|what)",
    "in terms of",
    "going by",
)
_PRONOUN = having(
    "he she it they this that these those his her their",
    r"\A\s*(?!It (?:rained|snowed|took)\b|(?:His|Her|Their) (?:Majest|Royal|Excellenc|Holiness))"
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Their)\b(?! (?:is|was) it)",
    flags=0,
)
_POINTER = phrases(
    "",
    *(
        f"{word} {where}"
        for where in ("above", "below")
        for word in word_list(
            "mentioned shown see seen as the quoted described listed named given question questions"
            " item items text texts article articles passage passages statement statements table"
            " tables"
        )
    ),
    # The word after it shows if it is a place (above the river, below 5 degrees).
    then=r"(?!-| (?:the|an?|its?|his|her|their|this|that|these|those|all|any|most|sea|ground|water"
    r"|average|zero|freezing|normal|\d|(?-i:[A-Z])))",
)
_TWO_IN_ONE = expression(r";|, and (?!so\b)|\bbecause\b", re.IGNORECASE)
_LIST = expression(r",(?: (?!\w+ed\b)[\w’'-]+){1,3}\Z")
_DENIED = phrases(f"not cannot neither {NOT}", "no one", r"no(?!\.? ?\d)")
_LONG, _TOO_LONG = 40, 60


@rule("IW19", "warning", QuestionView)
def long_stem(question: QuestionView) -> Iterator[Finding]:
    """The stem has more than 60 words; more than 40 is a hint.

    A long stem keeps weaker readers from showing what they know (H 13, H 16). Quoted words do not
    count. Open questions may have a long stem.

    Bad:
        question:
          id: choice-left
          stem: >-
            On the night on which the river rose and the old part of the town, which has been there
            for so many years and has seen so many floods that nobody counts them any more, stood
            under water, there was a fire service, and this fire service had a figure, and the
            figure, which Source A prints, was for the people who had left: how high was it?

    Good:
        question:
          id: choice-left
          stem: How many people had left, according to the fire service in Source A?
    """
    if not question.keyed:
        return
    size = len(tokens(outside_quotes(question.stem)))
    if size > _LONG:
        yield Finding(
            f"the stem has {size} words",
            "keep what is needed to answer",
            question.stem_at,
            severity=None if size > _TOO_LONG else "hint",
        )


@rule("IW24", "warning", QuestionView, lists=("opinions",))
def opinion_with_key(question: QuestionView) -> Iterator[Finding]:
    """A question with a key asks what the learner thinks or what should be done.

    An opinion has no key (H 6), and a unit takes no side. Open questions may ask for one. A
    question may ask what should be done according to a speaker; “according to” or a verb of saying
    shows that.

    Bad:
        question:
          id: choice-left
          stem: Should the fire service have moved more people, going by Source A?

    Good:
        question:
          id: choice-left
          stem: What should residents do, according to the fire service in Source A?
    """
    if not question.keyed:
        return
    tag = question.unit.tag
    may_ask = tag != FALLBACK or _OPINION.may_be_among(question.vocabulary)
    for sentence in sentences(own_voice(question.stem)) if may_ask else ():
        found = in_tongue(_OPINION, tag, "opinions").search(sentence)
        attributed = in_tongue(_ATTRIBUTED, tag, "say", "according", "according_after")
        if found and not attributed.search(sentence) and not _TO_KNOW.search(sentence):
            yield Finding(
                f"“{found[0]}” seems to ask for an opinion, and the question has a key",
                "ask what the source says, name who says it, or make the question an “open” one",
                question.stem_at,
            )
            return


@rule("IW25", "warning", QuestionView, lists=("best", "criteria"))
def best_without_criterion(question: QuestionView) -> Iterator[Finding]:
    """The stem asks for the best, the most important or the most reliable, without a criterion.

    Two good learners may use two criteria, and both would be right. “The strongest” or “the most
    serious” is a hint, as such things can be measured: the strongest earthquake.

    Bad:
        question:
          id: choice-left
          stem: Which figure of Source A is the most reliable?

    Good:
        question:
          id: choice-left
          stem: Which figure of Source A is the most reliable, judged by how many people counted?
    """
    if not question.keyed:
        return
    advice = "name the measure, or ask for something that the source shows"
    tag = question.unit.tag
    for english, name, severity in _MEASURED:
        pattern = in_tongue(english, tag, name)
        for finding in findings(
            question, stem_of(question), pattern, "“{}”, by what measure?", advice, severity
        ):
            if not find(in_tongue(_CRITERION, tag, "criteria"), question.stem):
                yield finding


@rule("IW28", "warning", QuestionView, lists=("pointers", "dangling"))
def dangling_reference(question: QuestionView) -> Iterator[Finding]:
    """The stem starts with “He”, “It” or “These”, or refers to something above or below.

    A question has to be clear on its own: a card has nothing above it, and other sheets have other
    questions before it (H 14; Matuschak, prompts are precise). Questions with statements of their
    own may say “these”. “Above the river” is no reference.

    Bad:
        question:
          id: choice-left
          stem: He counted how many people in Source A?

    Good:
        question:
          id: choice-left
          stem: How many people did the fire service count in Source A?
    """
    stem, tag = stem_of(question), question.unit.tag
    pointer, pronoun = (
        in_tongue(_POINTER, tag, "pointers"),
        begins_in_tongue(_PRONOUN, tag, "dangling"),
    )
    yield from findings(
        question, stem, pointer, "“{}” points outside the question", "name what you mean"
    )
    if not has_statements(question.item.shape):
        yield from findings(question, stem, pronoun, "“{}”: who or what?", "start with the name")


@rule("IW23", "warning", QuestionView, lists=("because", NEGATIONS, "absolutes", "absolutes_mild"))
def muddled_statement(question: QuestionView) -> Iterator[Finding]:
    """A true-false statement has two parts, a negation or an absolute word.

    Of two parts, one may be true and one false. A negation makes the answer “false” a double
    negative. A statement with an absolute word is nearly always false (Frisbie & Becker on
    true-false items). A list (“Lode, Brenn, and Ostervik”) has no second part, and an absolute word
    of a cited claim is fine.

    Bad:
        question:
          id: tfn-gate
          statement: The gate failed because nobody had looked at it.

    Good:
        question:
          id: tfn-gate
          statement: Source A gives the number of people who left.
    """
    if not question.stem_is_statement:
        return
    stem, advice = stem_of(question), "say one thing, positively"
    two, denied = (
        "the statement has two things at once (“{}”)",
        "the statement has a negation (“{}”)",
    )
    tag = question.unit.tag
    twice, denies = in_tongue(_TWO_IN_ONE, tag, "because"), in_tongue(_DENIED, tag, NEGATIONS)
    yield from findings(question, stem, twice, two, advice, unless=_ends_list)
    # Careful authors write these, too, where the source does.
    yield from findings(question, stem, denies, denied, advice, "hint")
    for absolute, _ in absolutes(tag):
        message, cited = "the statement has an absolute (“{}”)", in_evidence(question)
        yield from findings(question, stem, absolute, message, advice, "hint", unless=cited)


def _ends_list(match: re.Match[str]) -> bool:
    """Whether “, and” is before the last name of a list, not before a second sentence."""
    return match[0].startswith(",") and bool(_LIST.search(match.string[: match.start()]))
