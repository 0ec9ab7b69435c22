"""Rules on the balance of a unit: skills, kinds, sources, sides, doubt and support.

Each rule says how many questions a unit needs before it applies. Shares are counted on the whole
unit, not on its sheets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.rules.set.shares import Bounds, share
from kzquiz.model import Match
from kzquiz.problems import Severity

_OFFICIALS = 6
_ONE_IS_FEW = 20
_SKILL = Bounds(10, most=0.4)
_SOURCE = Bounds(10, least=0.3)
_SEVERAL_SOURCES = Bounds(10, least=0.25)
_SUPPORTIVE = Bounds(8, 0.25, 0.75)
_RECALL = Bounds(10, most=0.6)
_KIND = Bounds(10, most=0.5)


@rule("ST04", "warning", UnitView)
def lopsided_skills(unit: UnitView) -> Iterator[Finding]:
    """A skill has only one question, or more than 40 percent of the questions.

    The first skill of each question counts. The rule applies to units of ten questions or more; to
    a skill with one question only in units of twenty or more. One question shows little about a
    learner's skill.

    Bad:
        times: 11
        question: {id: choice-request}

    Good:
        times: 3
        alone: true
        questions:
          - {id: choice-request}
          - {id: choice-left}
          - {id: tfn-gate}
          - {id: difference-left}
    """
    counted = Counter(question.item.skills[0] for question in unit.questions)
    total = counted.total()
    for skill, count in counted.items():
        message = f"{{}} questions are about “{unit.words.say(f'skill.{skill}')}”"
        yield from share(_SKILL, count, total, message, fewer="add questions on other skills")
        if count == 1 and total >= _ONE_IS_FEW:
            yield Finding(
                f"one question only is about “{unit.words.say(f'skill.{skill}')}”", "add another"
            )


@rule("ST05", "warning", UnitView, worst="error")
def neglected_source(unit: UnitView) -> Iterator[Finding]:
    """Too few questions cite a source, or too few questions compare sources.

    Three of ten questions should cite each source, and a quarter should rest on two sources:
    comparing is the purpose of a unit. A source that no question cites is an error. The rule
    applies to units of ten questions or more.

    Bad:
        times: 10
        alone: true
        question: {id: choice-request}

    Good:
        times: 5
        questions:
          - {id: choice-request}
          - {id: difference-left}
    """
    cited = [question.item.sources for question in unit.questions]
    counted, total = Counter(chain.from_iterable(cited)), len(cited)
    sources = unit.facts.sources.values()
    for source in sources:
        count = counted[source.id]
        message = f"{source.label} is cited by {{}} questions"
        severity: Severity | None = None if count else "error"
        yield from share(
            _SOURCE, count, total, message, more="ask more about it", severity=severity
        )
    if len(sources) > 1:
        several = sum(len(names) > 1 for names in cited)
        message, advice = (
            "{} questions rest on more than one source",
            "compare the sources more often",
        )
        yield from share(_SEVERAL_SOURCES, several, total, message, more=advice)


_SUPPORTED = frozenset({"reported-fact", "different-origins"})
_DOUBTED = frozenset({"true-conflict", "cannot-tell"})


@rule("ST06", "warning", UnitView)
def taught_cynicism(unit: UnitView) -> Iterator[Finding]:
    """Too few, or too many, keys say that something is well supported or compatible.

    If doubt is always right, learners become cynical instead of careful: they should recognise what
    is sound as well as what is not (MIST). The rule counts the keys of ``classify``,
    ``how-confirmed`` and ``difference``. A quarter to three quarters should be supportive: reported
    fact, different origins, and every kind of difference except true conflict and cannot tell. The
    rule applies from eight such keys on.

    Bad:
        times: 8
        alone: true
        question: {id: who-said-b}
        questions:
          - id: confirmed-flood
            statements:
              - {text: The sirens came late (Source B)., claims: [b3-sirens], key: witnesses-only}
              - {text: The gate was looked at., claims: [a3-inspected], key: officials-only}

    Good:
        times: 8
        questions:
          - {id: classify-flood}
          - {id: confirmed-flood}
          - {id: difference-left}
    """
    good = [name for question in unit.questions for name in _verdicts(question)]
    message = "{} verdicts call something supported or compatible"
    yield from share(
        _SUPPORTIVE,
        sum(good),
        len(good),
        message,
        fewer="ask about doubts",
        more="ask about more claims that hold",
    )


def _verdicts(question: QuestionView) -> Iterable[bool]:
    """For each key of a question that judges something: whether it is supportive."""
    shape = question.item.shape
    if isinstance(shape, Match) and any(target.id in _SUPPORTED for target in shape.targets):
        return [prompt.target in _SUPPORTED for prompt in shape.prompts]
    return [difference.kind not in _DOUBTED for difference in question.differences]


@rule("ST07", "hint", UnitView)
def much_recall(unit: UnitView) -> Iterator[Finding]:
    """More than 60 percent of the questions ask to read closely or to read numbers.

    In Bloom's terms these two skills are remembering and understanding; a unit is for weighing and
    comparing. The rule applies to units of ten questions or more.

    Bad:
        times: 10
        alone: true
        question: {id: tfn-gate}

    Good:
        times: 5
        questions:
          - {id: tfn-gate}
          - {id: difference-left}
          - {id: choice-request}
    """
    recall = sum(question.item.skills[0] in {"read", "figures"} for question in unit.questions)
    message = "{} questions ask to read closely or to read numbers"
    advice = "ask more about speakers, evidence and differences"
    yield from share(_RECALL, recall, len(unit.questions), message, fewer=advice)


@rule("ST11", "hint", UnitView)
def missing_kind(unit: UnitView) -> Iterator[Finding]:
    """The unit has no question of a kind that the method of kzquiz needs.

    Each of these habits has a kind of question: to ask who says so, what confirms it, how accounts
    differ, which words are loaded, what came first, what is not said. A unit without the kind does
    not train the habit.

    Bad:
        alone: true
        question: {id: choice-left}

    Good:
        question: {id: choice-left}
    """
    # The one rule that goes by names of kinds: its subject is which kinds a unit has.
    present = {question.kind for question in unit.questions}
    needed = ("who-said", "how-confirmed", "difference", "wording", "order", "open")
    for kind in needed:
        if kind not in present:
            yield Finding(f"no question is of the kind “{kind}”", f"kzquiz new question {kind}")
    silent = [q for q in unit.questions if q.stem_is_statement and q.absent_terms]
    if not silent:
        yield Finding(
            "no question has the key “not stated”", "ask about something that a source leaves out"
        )


@rule("ST12", "warning", UnitView)
def officials_only(unit: UnitView) -> Iterator[Finding]:
    """All speakers that the questions rest on are authorities of one group.

    A unit in which only authorities speak teaches their account. Authorities of another ``group``,
    such as another government, have one of their own. Newsrooms and other media do not
    count as speakers here. If the sources quote nobody else, say so in the teacher's note and
    silence this rule. It applies to units of six questions or more.

    Bad:
        times: 6
        alone: true
        question: {id: choice-left}

    Good:
        times: 6
        questions:
          - {id: choice-left}
          - {id: who-said-b}
    """
    speakers = unit.facts.speakers
    first = (
        speakers[claim.speakers[0]] for question in unit.questions for claim in question.claims
    )
    heard = {(one.side, one.group) for one in first if one.side not in {"newsroom", "media"}}
    one_voice = len(heard) == 1 and all(side == "authorities" for side, _ in heard)
    if len(unit.questions) >= _OFFICIALS and one_voice:
        yield Finding(
            "all questions rest on statements of the authorities",
            "ask about witnesses, other parties or other governments, or about who is not heard",
        )


@rule("ST13", "hint", UnitView)
def one_kind_of_question(unit: UnitView) -> Iterator[Finding]:
    """More than half of the questions are of one kind.

    With some variety learners go on reading the questions. The rule applies to units of ten
    questions or more.

    Bad:
        times: 10
        alone: true
        question: {id: choice-left}

    Good:
        times: 5
        questions:
          - {id: choice-left}
          - {id: tfn-gate}
          - {id: difference-left}
    """
    counted = Counter(question.kind for question in unit.questions)
    for kind, count in counted.items():
        message = f"{{}} questions are of the kind “{kind}”"
        yield from share(_KIND, count, counted.total(), message, fewer="ask in other ways too")
