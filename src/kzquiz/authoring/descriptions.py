"""What every key of a unit's files means, in a sentence: for the JSON Schemas and docs/kinds.md.

Keys are grouped by the models in `kzquiz.load.schema` and `kzquiz.kinds`. The keys of the kinds are
in `kzquiz.authoring.kind_descriptions`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kzquiz.authoring import kind_descriptions
from kzquiz.authoring.kind_descriptions import ABSENT, WHY_ARGUABLE

_CLAIMS = "Ids of claims (claims.yaml)."
_LINT_OK = "Findings of kzquiz check that are accepted here: the code of the rule, and the reason."
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
        "absent_terms": ABSENT,
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
        "language": (
            "The language of the printed words, if it is not the unit's: ru for English texts with"
            " Russian instructions."
        ),
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
        "why": "Why a student might choose it, and why it is wrong.",
    },
    "ArguableAnswer": {
        "text": "An answer that is not the key and can be argued.",
        "why": WHY_ARGUABLE,
    },
    "RejectedAnswer": {
        "text": "An answer that gets no mark.",
        "why": "Why it is not accepted.",
    },
    **kind_descriptions.FIELDS,
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


def owner(model: type, key: str) -> str:
    """The name in `FIELDS` of the class that explains a key: the model or one that it inherits.

    Raises KeyError, which says what to write, if the key is explained nowhere.
    """
    classes = [(base.__module__.rpartition(".")[2], base) for base in model.__mro__]
    names = [
        name
        for module, base in classes
        for name in (f"{module.replace('_', '-')}.{base.__name__}", base.__name__)
    ]
    found = next((name for name in names if key in FIELDS.get(name, {})), None)
    if found is None:
        where, name = ("kind_", names[0]) if _is_of_kind(model) else ("", names[1])
        message = f'kzquiz.authoring.{where}descriptions: FIELDS["{name}"] needs "{key}": "…"'
        raise KeyError(message)
    return found


def _is_of_kind(model: type) -> bool:
    return model.__module__.startswith("kzquiz.kinds.") and not model.__module__.endswith(
        (".base", ".fields")
    )
