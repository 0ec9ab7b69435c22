"""What every key of a unit's files means, in a sentence: for the JSON Schemas and docs/kinds.md.

Keys are grouped by the models in `kzquiz.load.schema` and `kzquiz.kinds`; a test names a field
without a description. A model of a kind's module has the name of the kind before its own:
``order.Event``.
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

_CLAIMS = "Ids of claims (claims.yaml)."
_LINT_OK = "Findings of kzquiz check that are accepted here: the code of the rule, and the reason."
_WHY_OPTION = "Why a student might choose it, and why it is wrong."
_ARGUABLE = "Other answers that can be argued, each with its reason: they get the marks with it."
_WHY_ARGUABLE = "The reason for it, in a sentence; it is printed with the answer."
_ABSENT = "Two or more words that would stand in the source if it told this; none of them does."
_WAS = "The id under which it was published, if you gave it another: students keep their progress."
_ID = "A permanent name: small letters, digits and single hyphens. Once published it never changes."

FIELDS: Mapping[str, Mapping[str, str]] = {
    # --- unit.yaml
    "UnitFile": {
        "id": "The name of the unit's folder. Permanent.",
        "identity": "Tells the unit's cards from those of every other unit anywhere; written by "
        "kzquiz new unit. Permanent.",
        "title": "Printed on every sheet and on the deck.",
        "summary": "One or two neutral sentences on the event and the sources.",
        "language": "The language of the unit, as a tag: en.",
        "version": "The edition, printed on every output: 2026.1.",
        "licence": "The licence of the unit, printed on every output: CC BY 4.0.",
        "age": "The youngest age the unit is meant for.",
        "address": "Where the unit is online, printed on sheets as a QR code: https://…",
        "speakers": "Everyone who says anything: people, bodies, and each newsroom.",
        "labels": "The one neutral label for each group of people.",
        "glossary": "Words that students may not know, explained in two lines.",
        "loaded_terms": "Loaded words of the sources, and whose words they are.",
        "notes": "Standard notes that are printed where they apply.",
        "timeline": "What happened when.",
        "not_stated": "What one or more sources do not tell.",
        "agreements": "Claims that agree, and whether they come from one origin.",
        "teacher": "What a teacher reads before the lesson.",
        "recipes": "Sheets and a deck made of some of the questions.",
        "lint_ok": _LINT_OK,
    },
    "SpeakerEntry": {
        "id": _ID,
        "was": _WAS,
        "name": "As it reads in the middle of a sentence: the fire service.",
        "role": "Who this is, in a few words.",
        "side": "Where the speaker stands: authorities, a party to the event, an organisation, an "
        "expert, a witness, the public, media, a newsroom.",
        "group": "A grouping of your own: protesters, the alliance, the away team.",
        "aliases": "Other names that the sources use.",
    },
    "Label": {
        "group": "The group of people.",
        "label": "The neutral word that the unit uses for it.",
        "instead_of": "Loaded words that it replaces.",
    },
    "TermEntry": {
        "term": "The word or name.",
        "means": "What it means, in two lines at most.",
        "external": "true if no source says what it means.",
    },
    "LoadedTerm": {
        "term": "The loaded word, as the source prints it.",
        "owner": "Id of the speaker whose word it is, or unclear.",
        "claim": "Id of the claim in which it stands.",
    },
    "Notes": {
        "unconfirmed": "Printed with every claim that the source says was not confirmed.",
        "translation": "Printed where a source is a translation.",
    },
    "Event": {
        "when": "The time, as a source prints it.",
        "what": "What happened, in a sentence.",
        "claims": "Ids of the claims that tell of it.",
        "inferred_from": "Ids of the claims the date is inferred from, if no source prints it.",
    },
    "NotStated": {
        "id": _ID,
        "source": "Id of the source, a list of ids, or all.",
        "what": "What it does not tell, in a sentence.",
        "absent_terms": _ABSENT,
    },
    "AgreementEntry": {
        "id": _ID,
        "topic": "What the claims agree on.",
        "claims": _CLAIMS,
        "origin": "Whether the claims come from the same origin.",
        "why": "How we know about the origin.",
    },
    "TeacherEntry": {
        "lesson": "How to run the lesson.",
        "expect": "What students will probably say and find hard.",
        "sensitivity": "What may upset someone, and how to handle it.",
        "reading": "Titles for further reading.",
    },
    "RecipeEntry": {
        "id": "The name of the files: lesson makes lesson.html and lesson-answers.html.",
        "title": "Printed at the top.",
        "output": "sheet (a worksheet and its key) or deck.",
        "outputs": "Files for platforms and PDF, made of a sheet besides the usual files.",
        "sources": "What a sheet prints to read from: full texts, cards that retell them, or none.",
        "questions": "Ids of questions, in this order; instead of the filters below.",
        "skills": "Only questions whose first skill is one of these.",
        "kinds": "Only questions of these kinds.",
        "levels": "Only questions of these levels.",
        "at_most": "At most so many questions.",
    },
    # --- sources.yaml
    "SourceEntry": {
        "id": "a, b, c …",
        "was": _WAS,
        "label": "How students read of it: Source A.",
        "about": "In your own words: what kind of text, how long, what it says of itself.",
        "title": "The title of the text, letter for letter.",
        "publisher": "Who published it: a newspaper, an agency, an office.",
        "author": "Who wrote it, as the text says.",
        "published": "When it was published, as the copy says.",
        "url": "Where it can be read: https://…",
        "rights": "What may be done with it: quote (the default), public-domain, or a licence such "
        "as CC BY 4.0.",
        "attribution": "What a licence asks to be printed with the text.",
        "text": "The file with the whole text, where rights allow to print it: texts/a.txt.",
        "dateline": "The place at the start of the text, as printed.",
        "headline": "What the headline says, in your own words.",
        "sub_heading": "What the line under the headline says, in your own words.",
        "stamps": "Times and dates on the page, as printed.",
        "notices": "Notices on the page, such as one on machine translation.",
        "missing": "What the copy does not say about itself: author, date, publisher.",
        "language": "The language of the text: en.",
        "translated": "Whether the text was translated: yes, no or unknown.",
        "sha256": "The SHA-256 of the file, written by kzquiz new unit and kzquiz source; not "
        "needed with text.",
        "paragraphs": "How many paragraphs the text has; an empty line ends one.",
        "words": "How many words the text has.",
        "times": "The time code of each paragraph of a recording, with spaces between them; none "
        "for a paragraph without.",
        "fingerprint": "The file that proves quotations without the article.",
        "lint_ok": _LINT_OK,
    },
    # --- claims.yaml
    "ClaimEntry": {
        "id": "Permanent. Source, paragraph, a word: a9-troops.",
        "was": _WAS,
        "source": "Id of the source that states it.",
        "paragraph": "The number of the paragraph, from 1.",
        "at": "In place of paragraph, in a recording: its time code, such as 12:30.",
        "part": "Where in the source it stands.",
        "says": "The statement in your own words, with its speaker, as one neutral sentence.",
        "speakers": "Ids: who said it first, then all who passed it on. The newsroom only where it "
        "speaks in its own voice.",
        "status": "What kind of statement it is.",
        "figure": "The number in it, with everything that belongs to the number.",
        "as_of": "The time the statement holds for, as printed: by Thursday.",
        "quote": "At most 15 words, letter for letter from the source; never a whole sentence. Of "
        "a free source more.",
        "confirmation": "Id of the claim, in the same source, that says this was not confirmed.",
        "inferred_from": "Ids of the claims it is inferred from, if no source states it.",
        "lint_ok": _LINT_OK,
    },
    "FigureEntry": {
        "value": "A number as it is printed: 18, 15,000, -2.5, 34.3%, $2.5 million, 45 minutes, "
        "3:1, 9:30 am. Write one of value, range and word.",
        "range": "Two numbers, the smaller first: [3, 5].",
        "word": "A number in words: dozens.",
        "qualifier": "The small word at the number.",
        "unit": "What the number counts in: people, percent.",
        "category": "What exactly is counted; the same words wherever the same is counted.",
        "place": "The place it was counted for.",
    },
    # --- differences.yaml
    "DifferenceEntry": {
        "id": _ID,
        "topic": "What the claims are about.",
        "kind": "How the claims differ.",
        "also": "Further kinds that can be argued, each with its reason.",
        "claims": "Ids of two or more claims.",
        "why": "A sentence or two: why it is this kind.",
        "reject": "Wrong readings, a sentence each.",
        "settled_by": "What information would settle it.",
        "lint_ok": _LINT_OK,
    },
    "AlsoKind": {
        "kind": "The kind that can be argued as well.",
        "why": "The reason for it, in a sentence; the difference's own “why”, if left out.",
    },
    # --- questions
    "Question": {
        "id": _ID,
        "was": _WAS,
        "kind": "The kind of question; it decides which other keys there are.",
        "skill": "The skill it trains; two at most, as [figures, source].",
        "level": "How hard it is.",
        "stem": "The question. It stands alone and names its source.",
        "feedback": "Why the key is right; it teaches.",
        "evidence": "What the key rests on: ids of claims, or a claim with a quote.",
        "shows": "What its card shows of the sources, if not the first claim it cites: ids of "
        "claims, or a claim with a text of your own that does not give the key away; [] if the "
        "stem has all that is needed.",
        "minutes": "How long it takes, if unusual.",
        "warning": "Printed before the question, if it may upset someone.",
        "external": "Knowledge from outside the sources.",
        "note": "A note for the teacher, printed in the key.",
        "reviewed": "Who answered the question afresh with the key hidden, and when.",
        "lint_ok": _LINT_OK,
    },
    "Cited": {
        "claim": "Id of the claim.",
        "quote": "The words of the source that the question asks about.",
    },
    "Shown": {
        "claim": "Id of the claim.",
        "text": "What the card shows of it, in your own words; the claim's “says”, if left out.",
    },
    "External": {"what": "What one needs to know.", "reference": "Where it is from."},
    "Reviewed": {"by": "Who, as initials or a role.", "on": "The date."},
    "Distractor": {
        "text": "The wrong answer.",
        "role": "What makes it tempting.",
        "why": _WHY_OPTION,
    },
    "ArguableAnswer": {
        "text": "An answer that is not the key and can be argued.",
        "why": _WHY_ARGUABLE,
    },
    "RejectedAnswer": {
        "text": "An answer that gets no mark.",
        "why": "Why it is not accepted.",
    },
    "choice.Choice": {
        "key": "The right answer.",
        "distractors": "Two to four wrong answers.",
        "arguable": _ARGUABLE,
        "last": "The option that always stays last, letter for letter: The source does not say.",
        "key_place": "Keeps the options in the order of the file, with the key in this place: 2.",
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
        "absent_terms": _ABSENT + " Needed where the key is not-stated.",
    },
    "true-false-not-stated.ArguableVerdict": {
        "key": "true, false or not-stated.",
        "why": _WHY_ARGUABLE,
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
        "why": _WHY_ARGUABLE,
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
        "why": _WHY_ARGUABLE,
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
        "why": _WHY_ARGUABLE,
    },
    "missing.Missing": {
        "points": "Two to six things that the sources leave out.",
        "asks": "How many of them are asked for.",
    },
    "missing.Point": {"text": "What is left out.", "absent_terms": _ABSENT},
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

LEVELS: Mapping[str, str] = {
    "core": "for everyone",
    "stretch": "for most",
    "challenge": "for those who want more",
}
ROLES: Mapping[str, str] = {
    "misread": "a wrong reading of the right passage",
    "other-span": "true of another passage of this source",
    "other-source": "true of another source",
    "no-support": "no source supports it",
}
