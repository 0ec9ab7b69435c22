"""Rules on the author's own voice: neutral words, owned quotations, plain verbs of saying.

References: Recasens et al. (2013) on framing and on report verbs; Bender et al., *Writing and
Reporting for the Media* (“said” is neutral). General lists of loaded words find one loaded word in
ten and are wrong two times in three (measured on BABE), so that these rules take the unit's own
lists: ``loaded_terms``, ``labels`` and ``speakers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kzquiz.check.engine.expressions import expression
from kzquiz.check.engine.prose import EntryText, forms, mentioning, phrase, plain, word_set
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import QuestionView, UnitView
from kzquiz.check.engine.words import outside_quotes, quotations, sentences

# What is copied from a source, what a weak learner might write, what is not to be accepted.
_NOT_OWN = frozenset({"phrase", "term", "reject"})
_SAMPLES = frozenset({("rubric", "emergent", "sample"), ("rubric", "basic", "sample")})
_PRONOUNS = expression(r"\b(he|she|they|his|her|hers|their|its|whose|who)\b", re.IGNORECASE)
_SPEAKING = (
    r"newsrooms?|ministry|government|police|officials?|authorities|president|spokes\w+|minister"
    r"|army|protesters?|witnesses|residents?|reports?|reporters?|sources?(?: [a-z])?|paragraph \d+"
    r"|headline|sub-heading"
)
_SLANTED = sorted(
    word_set(
        "claimed claims admitted admits revealed reveals confessed confesses insisted insists"
        " boasted boasts conceded concedes alleged alleges"
    )
)
_BASES = sorted(word_set("claim admit reveal confess insist boast concede allege"))
_MODALS = (
    r"(?:had to|has to|have to|must|will|would|could|may|might|can(?:not)?|did(?: not)?"
    r"|does(?: not)?|do(?: not)?|refused? to|(?:was|were) (?:forced|made) to)"
)
_ADVERBS = r"(?:has|had|have|also|then|later|again|repeatedly|openly|publicly|even|just|now|still)"
_NEUTRAL_VERBS = "said, told, stated, reported or according to"


def _own(text: EntryText) -> bool:
    """Whether the text is in the author's voice: a question on a term is about others' words."""
    about_words = text.question is not None and text.question.of("term")
    return not about_words and text.role not in _NOT_OWN and text.at not in _SAMPLES


@rule("LW01", "error", UnitView)
def loaded_term_in_own_voice(unit: UnitView) -> Iterator[Finding]:
    """A loaded term of the unit stands outside quotation marks.

    In the author's voice the word becomes the author's verdict, and a neutral unit has none. The
    terms are those of ``loaded_terms``, in any form. The kind ``wording`` is about them and passes.

    Bad:
        question:
          id: choice-left
          stem: How many people of the furious crowd had left, according to Source A?

    Good:
        question:
          id: choice-left
          stem: How many people of what Source A calls a “furious crowd” had left?
    """
    terms = _loaded(unit)
    if not terms:
        return
    pattern = _any_of(terms)
    for text in mentioning(unit, _words(terms)):
        if _own(text) and (found := pattern.search(outside_quotes(plain(text.text)))):
            yield Finding(
                f"“{found[0]}” is a loaded term, here in the author's own voice",
                "put it into quotation marks and say whose word it is, or use a neutral word",
                text.at,
                text.entry,
            )


@rule("LW02", "warning", UnitView)
def quoted_term_without_owner(unit: UnitView) -> Iterator[Finding]:
    """A loaded term is quoted, and the sentence does not say whose word it is.

    Quotation marks alone leave the reader to guess who speaks, or look like the author's irony. A
    speaker, a source or a newsroom in the sentence is enough; for options and statements the stem
    may name it. ``wording`` and ``who-said``, which ask for the owner, pass.

    Bad:
        question:
          id: choice-left
          feedback: The “furious crowd” is not counted here.

    Good:
        question:
          id: choice-left
          feedback: The “furious crowd”, in the words of Source A, is not counted here.
    """
    terms = _loaded(unit)
    if not terms:
        return
    pattern, owners = _any_of(terms), _owners(unit)
    for text in mentioning(unit, _words(terms)):
        asked = text.question is not None and text.question.asks_speaker
        if not _own(text) or asked or text.at[-1] in {"topic", "title"}:
            continue
        term = _unowned(plain(text.text), pattern, owners)
        if term and not owners.search(_stem_of(text)):
            yield Finding(
                f"“{term}” is quoted, but whose word is it?",
                "name the speaker or the source in the same sentence",
                text.at,
                text.entry,
            )


def _unowned(text: str, pattern: re.Pattern[str], owners: re.Pattern[str]) -> str:
    if not any(pattern.search(quoted) for _, quoted in quotations(text)):
        return ""
    before = ""
    for sentence in sentences(text):
        term = next((t for _, t in quotations(sentence) if pattern.search(t)), "")
        # “Their word” refers back to an owner named before.
        voice = outside_quotes(sentence)
        told = owners.search(voice) or (_PRONOUNS.search(voice) and owners.search(before))
        if term and not told:
            return term
        before += sentence
    return ""


def _stem_of(text: EntryText) -> str:
    """The stem, where the text is read together with it."""
    if text.question is None or text.role in {"stem", "feedback", "note"}:
        return ""
    return plain(text.question.stem)


@rule("LW03", "warning", UnitView)
def slanted_verb(unit: UnitView) -> Iterator[Finding]:
    """A speaker “claimed”, “admitted” or “revealed”, in the author's own voice.

    Such verbs say whether to believe the speaker: “admitted” presumes guilt, “claimed” doubts,
    “revealed” vouches. “Said” leaves it open. Nouns (“a claim by a party”) and quotations pass.

    Bad:
        question:
          id: choice-left
          feedback: The fire service claimed that about 200 people had left.

    Good:
        question:
          id: choice-left
          feedback: The fire service said that about 200 people had left; it is a claim by a party.
    """
    pattern = _slanted(unit)
    for text in mentioning(unit, (*_SLANTED, *_BASES, "pointed")):
        if text.role in _NOT_OWN or text.at in _SAMPLES:
            continue
        if found := pattern.search(outside_quotes(plain(text.text))):
            verb = found["verb"] or found[0].split()[-1]
            yield Finding(
                f"“{verb}” takes sides about what the speaker said",
                f"write {_NEUTRAL_VERBS}",
                text.at,
                text.entry,
            )


@rule("LW05", "warning", UnitView)
def other_name_for_group(unit: UnitView) -> Iterator[Finding]:
    """A group of people is called something else than its neutral label.

    One group, one name: another one suggests other people, or a verdict. ``labels`` has the label
    and what it stands instead of. Quotations and the kind ``wording`` pass; loaded terms are LW01.

    Bad:
        question:
          id: choice-left
          stem: How many people of the mob had left, according to Source A?

    Good:
        question:
          id: choice-left
          stem: How many residents had left, according to Source A?
    """
    loaded = {term.lower() for term in _loaded(unit)}
    instead = {
        name.lower(): entry.label
        for entry in unit.info.labels
        for name in entry.instead_of
        if name.lower() not in loaded
    }
    if not instead:
        return
    patterns = [(_any_of((name,)), label) for name, label in instead.items()]
    for text in mentioning(unit, _words(tuple(instead))):
        if not _own(text) or text.role == "accept" or text.at[0] == "speakers":
            continue
        voice = outside_quotes(plain(text.text))
        for pattern, label in patterns:
            if found := pattern.search(voice):
                yield Finding(
                    f"“{found[0]}” stands for people whom this unit calls “{label}”",
                    f"write “{label}”, or quote the one who says “{found[0]}”",
                    text.at,
                    text.entry,
                )


# --- patterns from the unit's lists -------------------------------------------------------------


def _loaded(unit: UnitView) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.term for entry in unit.info.loaded_terms))


@lru_cache(maxsize=256)
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(terms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(phrase(term) for term in longest)})\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def _words(terms: tuple[str, ...]) -> frozenset[str]:
    """The longest word of each term, in all its forms: where none stands, no term does."""
    longest = (max(re.split(r"[\W_]+", plain(term).lower()), key=len) for term in terms)
    return frozenset(form for word in longest for form in forms(word))


def _names(unit: UnitView) -> str:
    names = {plain(name) for names in unit.names.values() for name in names}
    names |= {plain(label) for label in unit.labels}
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=1)
def _owners(unit: UnitView) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_names(unit)}|{_SPEAKING})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _slanted(unit: UnitView) -> re.Pattern[str]:
    who = rf"{_names(unit)}|{_SPEAKING}|he|she|they|who"
    verbs, bases = "|".join((*_SLANTED, "pointed out")), "|".join(_BASES)
    return re.compile(
        rf"\b(?:{who})(?: \([^)]*\))?(?:, [^,.;]*,)?(?: {_ADVERBS}){{0,2}} (?P<verb>{verbs})\b"
        rf"|\b(?:they|who|officials|witnesses|authorities) (?:also )?(?:{bases})\b"
        rf"|\b(?:{who}) {_MODALS} (?:also )?(?:{bases})\b",
        re.IGNORECASE,
    )


# --- reading level ------------------------------------------------------------------------------

_SYLLABLE = expression(r"[aeiouy]+")
_WORDS = expression(r"[A-Za-z]+")
_ENOUGH_WORDS = 15
_ABOVE = 2


@rule("RD01", "hint", QuestionView)
def hard_to_read(question: QuestionView) -> Iterator[Finding]:
    """The stem is two school years or more above the age of the unit.

    Reading level by Flesch and Kincaid, with syllables counted as groups of vowels, on stems of 15
    words or more. Age 14 is taken for grade 9. Long names raise the figure, so that this is no more
    than a hint.

    Bad:
        question:
          id: choice-left
          stem: >-
            Considering organisational responsibilities, which numerical approximation regarding
            residents' evacuation did municipal firefighting representatives communicate on Monday
            evening, according to Source A?

    Good:
        question:
          id: choice-left
          stem: >-
            On Monday night the fire service said how many people had left the old part of the town.
            How many were they, according to Source A?
    """
    text = outside_quotes(question.stem)
    words = _WORDS.findall(text)
    if len(words) < _ENOUGH_WORDS:
        return
    syllables = sum(_syllables(word.lower()) for word in words)
    grade = 0.39 * len(words) / len(sentences(text)) + 11.8 * syllables / len(words) - 15.59
    if grade > (target := question.unit.info.age - 5) + _ABOVE:
        yield Finding(
            f"the stem reads like grade {grade:.0f}, the unit is for grade {target}",
            "shorten the sentences, use common words",
            question.stem_at,
        )


@lru_cache(maxsize=8192)
def _syllables(word: str) -> int:
    count = len(_SYLLABLE.findall(word))
    if word.endswith("e") and not word.endswith("le") and count > 1:
        count -= 1
    return max(1, count)
