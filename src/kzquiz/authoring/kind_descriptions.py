"""What every kind of question asks, and what the keys of its own mean.

The keys that all kinds share are in `kzquiz.authoring.descriptions`. A model has the name of its
kind before its own: ``order.Event``.
"""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "choice": "One best answer among three to five options.",
    "select-all": "Three to six options, each of which is right or wrong on its own.",
    "true-false-not-stated": "One statement: does the named source say so, deny it, or not say?",
    "cloze": "A sentence in which a qualifier, a speaker or another word that matters is left out.",
    "short-answer": "A question that is answered in a few words.",
    "who-said": "Match statements with their speakers, or put the chain of one statement in order.",
    "classify": "Statements to sort: reported fact, claim, judgement or prediction.",
    "how-confirmed": "Statements to sort by what stands behind them.",
    "compare": "A table of claims to fill in: figure, qualifier, speaker, time.",
    "difference": "What kind of difference lies between two claims, and why?",
    "order": "Three to six events to put in order.",
    "wording": "Find the loaded term, say whose word it is, and put it in neutral words.",
    "missing": "What do the sources leave out?",
    "open": "An answer of some sentences, marked with a rubric.",
}

ABSENT = "Two or more words that would stand in the source if it told this; none of them does."
WHY_ARGUABLE = "The reason for it, in a sentence; it is printed with the answer."
_ARGUABLE = "Other answers that can be argued, each with its reason: they get the marks with it."

FIELDS: Mapping[str, Mapping[str, str]] = {
    "choice.Choice": {
        "key": "The right answer.",
        "distractors": "Two to four wrong answers.",
        "arguable": _ARGUABLE,
        "last": "The option that always stays last, letter for letter: The source does not say.",
        "key_place": "Keeps the options in the order of the file on paper, with the key in this "
        "place: 2. Cards and the quiz page mix them.",
        "keep_order": "true keeps this order on cards and on the quiz page, too.",
    },
    "select-all.SelectAll": {
        "options": "Three to six options.",
        "keep_order": "true keeps the options in the order of the file.",
    },
    "select-all.JudgedOption": {
        "text": "The option.",
        "correct": "true, false, or arguable.",
        "why": "Why it is right or wrong, or how it can be argued.",
    },
    "true-false-not-stated.TrueFalseNotStated": {
        "source": "Id of the one source the statement is about.",
        "statement": "A full sentence that says that something is so.",
        "key": "true, false or not-stated.",
        "arguable": _ARGUABLE,
        "correction": "What the source says, in a full sentence; needed unless the key is true.",
        "absent_terms": ABSENT + " Needed where the key is not-stated.",
    },
    "true-false-not-stated.ArguableVerdict": {
        "key": "true, false or not-stated.",
        "why": WHY_ARGUABLE,
    },
    "cloze.Cloze": {
        "text": "The sentence, with [[the word]] left out; more right answers after a bar: "
        "[[about|around]].",
    },
    "short-answer.ShortAnswer": {
        "key": "The right answer, 15 words at most.",
        "accept": "Other answers that get the mark.",
        "arguable": _ARGUABLE,
        "reject": "Answers that get no mark, and why.",
    },
    "who-said.WhoSaid": {
        "source": "Id of the source in which all statements stand.",
        "statements": "Two to six statements; the key is the first speaker of each claim.",
        "spare": "Ids of one or two speakers who said none of them.",
        "chain": "Instead of statements: one statement, whose speakers are put in order.",
    },
    "who-said.Statement": {
        "text": "The statement without its speaker.",
        "claim": "Id of the claim it is from.",
        "why": "What to notice about this speaker.",
    },
    "who-said.Chain": {
        "claim": "Id of a claim with two speakers or more.",
        "text": "The statement without any speaker.",
    },
    "classify.Classify": {"statements": "Two to six statements."},
    "classify.Classified": {
        "text": "The statement.",
        "claim": "Id of the claim it is from.",
        "key": "What kind of statement it is.",
        "why": "Why it is of this kind.",
        "arguable": _ARGUABLE,
    },
    "classify.ArguableCategory": {
        "key": "The kind that can be argued as well.",
        "why": WHY_ARGUABLE,
    },
    "how-confirmed.HowConfirmed": {"statements": "Two to six statements."},
    "how-confirmed.Grounded": {
        "text": "The statement.",
        "claims": "Ids of all claims that carry it.",
        "key": "What stands behind it.",
        "why": "How one can see that.",
        "arguable": _ARGUABLE,
    },
    "how-confirmed.ArguableGround": {
        "key": "The ground that can be argued as well.",
        "why": WHY_ARGUABLE,
    },
    "compare.Compare": {
        "rows": "Two to six rows, a claim each.",
        "columns": "What is asked about each claim.",
        "given": "Cells that are printed, as claim.column: a9-troops.figure.",
    },
    "compare.ComparedRow": {
        "label": "The heading of the row.",
        "claim": "Id of the claim its cells are read from.",
    },
    "difference.Difference": {
        "difference": "Id of a difference (differences.yaml); it has the key and the reason.",
        "claims": "Two to four of its claims to put side by side; its first two, if left out.",
    },
    "order.Order": {"events": "Three to six events, in the right order."},
    "order.Event": {
        "text": "What happened, without its time.",
        "claim": "Id of the claim that tells of it.",
        "when": "The time, for the key.",
    },
    "wording.Wording": {
        "claim": "Id of the claim in which the phrase stands.",
        "phrase": "At most 15 words of the source, letter for letter, with the term in it.",
        "term": "The loaded word or words, letter for letter.",
        "owner": "Id of the speaker whose word it is, or unclear.",
        "neutral": "A neutral wording.",
        "accept": "Other neutral wordings.",
        "arguable": _ARGUABLE,
    },
    "wording.ArguablePart": {
        "term": "Another word of the phrase that can be called loaded.",
        "owner": "Id of another speaker whose word it may be, or unclear.",
        "why": WHY_ARGUABLE,
    },
    "missing.Missing": {
        "points": "Two to eight things that the sources leave out.",
        "reject": "Answers that get no mark, and why.",
        "asks": "How many of them are asked for.",
    },
    "missing.Point": {"text": "What is left out.", "absent_terms": ABSENT},
    "open.Open": {
        "rubric": "What an answer of each level looks like.",
        "lines": "How many lines to write on.",
    },
    "open.Rubric": {
        "proficient": "An answer with 2 points.",
        "emergent": "An answer with 1 point.",
        "basic": "An answer without points.",
    },
    "open.LevelText": {
        "looks_for": "What an answer of this level does.",
        "sample": "An answer of this level, in a student's words.",
    },
}


def asks(kind: str) -> str:
    """What a kind asks. Raises KeyError, which says what to write, if nothing is said about it."""
    if kind not in KINDS:
        message = f'kzquiz.authoring.kind_descriptions: KINDS needs "{kind}": "…"'
        raise KeyError(message)
    return KINDS[kind]
