"""Rules on options that give the answer away by their length or their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kzquiz.check.engine.patterns import Pattern, findings
from kzquiz.check.engine.phrases import phrases
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.words import content_words, has_phrase, tokens
from kzquiz.expressions import expression
from kzquiz.problems import Severity

STRONG = phrases(
    "always never completely absolutely totally entirely impossible solely exclusively undoubtedly",
    "under no circumstances",
    "in all cases",
)
"""Absolute words: a statement with one is nearly never true."""

PLAIN = phrases("everyone nobody nothing")
"""Absolute words that reports often use: “nobody was hurt”."""

_WEAK = phrases("all none only every")
_VAGUE = phrases(
    "frequently often rarely seldom sometimes usually generally commonly typically somewhat partly"
)
_ABOUT_THE_SOURCE = expression(r"\bnot (say|state|tell|give|stated)\b|\bnobody\b", re.IGNORECASE)
_MANY_WORDS = 6
_THREE = 3
_LONG, _LONGER, _MUCH_LONGER = 25, 1.25, 1.5
_OUTLIER, _SHORT, _OUTLIER_LEAST, _SHORT_OF = 2.0, 0.4, 20, 15


def absolutes(tag: str) -> tuple[tuple[Pattern, Severity | None], ...]:
    """The patterns of absolute words in a language, each with the severity of a finding."""
    strong, plain = in_tongue(STRONG, tag, "absolutes"), in_tongue(PLAIN, tag, "absolutes_mild")
    return ((strong, None), (plain, "hint"))


def in_evidence(question: QuestionView, *also: str) -> Callable[[re.Match[str]], bool]:
    """A test whether matched words are in a claim that the question cites, or in ``also``."""

    def sound(match: re.Match[str]) -> bool:
        said = (text for claim in question.claims for text in (claim.says, claim.quote))
        return any(has_phrase(text, match[0]) for text in (*also, *said))

    return sound


@rule("IW04", "warning", QuestionView, lists=("absolutes", "absolutes_mild"))
def absolute_term(question: QuestionView) -> Iterator[Finding]:
    """An option has “always”, “never”, “completely” or another absolute word.

    Learners who know tests cross such options out, because they are nearly never true (H 28a,
    NBME). Quoted words are ignored, and so are words that the stem or a cited claim has. “Nobody”,
    “nothing” and “everyone” are a hint, as reports often use them (“nobody was hurt”). “All”,
    “only” and “every” are a hint in a long option.

    Bad:
        question:
          id: choice-request
          key: The sources always agree on it

    Good:
        question:
          id: choice-request
          key: The sources agree on it
    """
    sound = in_evidence(question, question.stem)
    for pattern, severity in absolutes(question.unit.tag):
        yield from findings(
            question,
            question.options,
            pattern,
            "“{}” lets learners cross the option out without reading the source",
            "say it without the absolute, or quote the source",
            severity,
            unless=sound,
        )
    if not _WEAK.may_be_among(question.option_vocabulary):
        return
    long = [option for option in question.options if len(tokens(option.text)) >= _MANY_WORDS]
    message = "“{}” may give this option away"
    weak = list(
        findings(question, long, _WEAK, message, "see whether it can go", "hint", unless=sound)
    )
    if len(weak) * 2 <= len(question.options):
        yield from weak


@rule("IW05", "hint", QuestionView, lists=("frequencies",))
def vague_frequency(question: QuestionView) -> Iterator[Finding]:
    """An option says “often”, “sometimes”, “usually” or “partly”.

    Readers understand very different amounts by such words, so that more than one answer can be
    defended (NBME). A word of a cited claim is fine.

    Bad:
        question:
          id: choice-left
          key: often about 200

    Good:
        question:
          id: choice-left
          key: about 200
    """
    yield from findings(
        question,
        question.options,
        in_tongue(_VAGUE, question.unit.tag, "frequencies"),
        "“{}” means something else to every reader",
        "say how often, or quote the source",
        unless=in_evidence(question),
    )


@rule("IW06", "warning", QuestionView)
def key_longest(question: QuestionView) -> Iterator[Finding]:
    """The key is much longer than every distractor.

    Authors often make the right answer more exact than the others, and learners know that (H 24, H
    28d, NBME). The rule applies to a key of 25 characters or more that is half as long again as the
    longest distractor; from a quarter on it is a hint.

    Bad:
        question:
          id: choice-request
          key: Mayor Ilse Brandt, who spoke for the council of the town that night
          last: null
          distractors:
            - {text: The water board, role: other-span, why: It did not ask.}
            - {text: The fire service, role: other-span, why: It did not ask.}

    Good:
        question:
          id: choice-request
          key: Mayor Ilse Brandt
    """
    if not question.single:
        return
    key = len(question.keys[0].text)
    longest = max(len(option.text) for option in question.distractors)
    if key >= _LONG and key >= _LONGER * longest:
        yield Finding(
            f"the key has {key} characters, the longest distractor {longest}",
            "shorten the key, or give a distractor as much detail",
            question.keys[0].at,
            severity=None if key >= _MUCH_LONGER * longest else "hint",
        )


@rule("IW07", "hint", QuestionView)
def length_outlier(question: QuestionView) -> Iterator[Finding]:
    """One option is much longer or shorter than the others.

    Learners look first at an option that stands out (H 24). An option that says that the source
    does not say it is not counted.

    Bad:
        question:
          id: choice-left
          distractors:
            - {text: more than 350 people who lived in the old town, role: misread, why: No.}
            - {text: about 12, role: other-span, why: That is the number of boats.}

    Good:
        question:
          id: choice-left
          key: about 200
    """
    options = [o for o in question.options if not _ABOUT_THE_SOURCE.search(o.text)]
    if len(options) < _THREE:
        return
    sizes = sorted(len(option.text) for option in options)
    middle = (sizes[len(sizes) // 2] + sizes[(len(sizes) - 1) // 2]) / 2
    for option in options:
        size = len(option.text)
        if (size >= _OUTLIER * middle and size >= _OUTLIER_LEAST) or (
            size <= _SHORT * middle and middle >= _SHORT_OF
        ):
            yield Finding(
                f"“{option.text}” stands out by its length",
                "make the options equally long",
                option.at,
            )


@rule("IW08", "hint", QuestionView)
def word_only_in_stem_and_key(question: QuestionView) -> Iterator[Finding]:
    """A content word of the stem is in the key and in no distractor.

    The repeated word leads to the key without reading (“clang association”; H 28b, NBME). Names of
    speakers and terms of the glossary do not count, and stems that name the options are fine.

    Bad:
        question:
          id: choice-request
          stem: Who asked the army for rubber boats, according to Source A?
          key: The owner of the rubber boats

    Good:
        question:
          id: choice-request
          stem: Who asked the army for rubber boats, according to Source A?
          key: Mayor Ilse Brandt
    """
    if not question.single or len(question.options) < _THREE:
        return
    stem, key = question.stem, question.keys[0]
    if sum(option.text.lower() in stem.lower() for option in question.options) > 1:
        return
    shared = content_words(stem) & content_words(key.text) - _names(question.unit)
    for option in question.distractors:
        shared -= content_words(option.text)
    if shared:
        yield Finding(
            f"“{min(shared)}…” stands in the stem and in the key, but in no distractor",
            "use another word in one place, or the same word in a distractor",
            key.at,
        )


@lru_cache(maxsize=1)
def _names(unit: UnitView) -> frozenset[str]:
    """The content words of the names of speakers and the terms of the glossary."""
    names = [name for all_names in unit.names.values() for name in all_names]
    names += [entry.term for entry in unit.info.glossary]
    return frozenset(word for name in names for word in content_words(name))
