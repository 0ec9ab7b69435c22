"""Rules on the author's own voice: neutral words, quoted terms with their owner, neutral verbs.

References: Recasens et al. (2013) on framing and on report verbs; Bender et al., *Writing and
Reporting for the Media* (“said” is neutral). General lists of loaded words find one loaded word in
ten, and two of three findings are wrong (measured on the data set BABE). So these rules use the
lists of the unit: ``loaded_terms``, ``labels`` and ``speakers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kzquiz.check.engine.assertions import wrong_on_purpose
from kzquiz.check.engine.phrases import Phrases, phrases
from kzquiz.check.engine.prose import Entry, EntryText, plain
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.tongues import in_tongue
from kzquiz.check.engine.unit_lists import (
    any_of,
    loaded_terms,
    other_names,
    owners_of_words,
    speakers_before,
)
from kzquiz.check.engine.voice import in_own_voice, is_name, own_voice, quoted
from kzquiz.check.engine.words import has_phrase, sentences, tokens
from kzquiz.expressions import expression

# Copied from a source, or what a weak learner might write.
_NOT_OWN = frozenset({"phrase", "term", "reject", "weaker-sample"})
_ANSWERS = frozenset({"key", "arguable", "distractor", "option"})
_ASKS_WORD = expression(
    r"\b(?:which|what|how)\b[^?.]*\b(?:words?|terms?|phrases?|expressions?|names?|verbs?|nouns?"
    r"|adjectives?|call(?:s|ed)?|describe[sd]?|refers?)\b",
    re.IGNORECASE,
)
_PRONOUNS = expression(r"\b(he|she|they|his|her|hers|their|its|whose|who)\b", re.IGNORECASE)
# Somebody calls it so, who may be unknown to the unit: “Moyo’s word”, “they say”, “according to”.
_SAYING = expression(
    r"(?<!was )(?<!were )(?<!are )(?<!is )(?<!been )(?<!be )\b(?:calls?\b|called\b(?! \"\")|says?\b"
    r"|said\b|writes?\b|wrote\b|describe[sd]?\b(?! as)|speaks? of\b|spoke of\b|quotes\b)"
    r"|\b[Aa]ccording to\b|\b[Ii]n the words of\b"
    r"|['’]s? (?:own )?(?:words?|phrase|term|version|expression|name for)\b|[A-Z]\w+['’]s \"\""
)
# Things that are claimed, admitted or conceded in another sense: a victory, a patient, a defeat.
_NO_SAYING = (
    r"(?! (?:(?:the|a|an|any|no|its|their|more|his|her|all|some|new|sole|political|first|full"
    r"|about|up to|\d[\d,.]*) )*"
    r"(?:responsibility|victory|asylum|compensation|damages|benefits?|credit|refunds?|lives|life"
    r"|prize|title|throne|ownership|expenses|defeat|goals?|territory|ground|refugees|migrants"
    r"|patients|visitors|journalists|observers|inspectors|members|aid|students|pupils|foreigners"
    r"|(?:to )?(?:the |a )?(?:hospitals?|clinics?|university|school|intensive care|wards?))\b)"
)
_BASE = "claim admit reveal confess insist boast concede allege"
_SLANTED = phrases(
    f"""{_BASE} claimed claims admitted admits revealed reveals confessed confesses insisted insists
    boasted boasts conceded concedes alleged alleges pretended pretends exposed exposes""",
    "pointed out",
    then=_NO_SAYING,
)


def _own(text: EntryText) -> bool:
    """Whether a text is in the author's own voice.

    A question on a loaded term never is.
    """
    about_words = text.question is not None and text.question.of("term")
    return not about_words and text.role not in _NOT_OWN


def _retells(text: EntryText, found: re.Match[str]) -> bool:
    """Whether a statement with its source, “… (Source C)”, has words of the claim it renders."""
    question = text.question
    if text.role != "statement" or question is None:
        return False
    if not any(f"({label})" in text.text for label in question.unit.labels):
        return False
    claims = next((one.claims for one in question.of("statement") if one.at == text.at), ())
    return any(has_phrase(question.unit.facts.claims[one].quote, found[0]) for one in claims)


def _asked_word(text: EntryText) -> bool:
    """Whether a text is an answer to a question about words, or one that learners may write."""
    if text.role == "accept":
        return True
    asked = text.question is not None and text.role in _ANSWERS
    return asked and bool(_ASKS_WORD.search(own_voice(_stem_of(text))))


@rule("LW01", "warning", Entry, worst="error")
def loaded_term_in_own_voice(entry: Entry) -> Iterator[Finding]:
    """A loaded term of the unit is outside quotation marks.

    Without quotation marks the word is your own judgement, and a unit must be neutral. The terms
    are those of ``loaded_terms``. The term letter for letter is an error. Another form of its
    words, a name and a compound (“anti-mob”) are warnings. A question on the term itself is fine,
    and so are the options of a question that asks for a word.

    Bad:
        question:
          id: choice-left
          stem: How many people of the furious crowd had left, according to Source A?

    Good:
        question:
          id: choice-left
          stem: How many people of what Source A calls a “furious crowd” had left?
    """
    terms = loaded_terms(entry.unit)
    for text, found in in_own_voice(entry, any_of(terms)) if terms else ():
        if _own(text) and not _asked_word(text) and not _retells(text, found):
            named = is_name(found) and found[0] not in map(plain, terms)
            verbatim = tokens(found[0]) in map(tokens, terms)
            certain = verbatim and not named and not _in_compound(found)
            yield Finding(
                f"“{found[0]}” is a loaded term, here in the author's own voice",
                "put it into quotation marks and say whose word it is, or use a neutral word",
                text.at,
                severity="error" if certain else None,
            )


def _in_compound(found: re.Match[str]) -> bool:
    start, end = found.span()
    return "-" in (found.string[start - 1 : start], found.string[end : end + 1])


@rule("LW02", "warning", Entry, lists=("say", "according", "sources"))
def quoted_term_without_owner(entry: Entry) -> Iterator[Finding]:
    """A loaded term is quoted, and the sentence does not say whose word it is.

    With quotation marks alone, readers have to guess whose word it is, or take them for irony. A
    speaker, a source, a newsroom or a verb of saying in the sentence is enough. For options and
    statements the stem may name the owner. A question that asks for the owner is fine, and so is
    one on the term itself.

    Bad:
        question:
          id: choice-left
          feedback: The “furious crowd” is not counted here.

    Good:
        question:
          id: choice-left
          feedback: The “furious crowd”, in the words of Source A, is not counted here.
    """
    terms = loaded_terms(entry.unit)
    asked = entry.question is not None and entry.question.asks_speaker
    if not terms or asked:
        return
    pattern, owners = any_of(terms), owners_of_words(entry.unit)
    for part in entry.parts if pattern.may_be_among(entry.vocabulary) else ():
        term = _unowned(plain(part.text), pattern, owners, entry.unit.tag)
        text = entry.named(part)
        if term and term in plain(_quote_of(entry)):
            continue  # a claim is printed with its speaker
        if not term or not _own(text) or text.at[-1] in {"topic", "title"}:
            continue
        if not _owned(_stem_of(text), owners, entry.unit.tag):
            yield Finding(
                f"“{term}” is quoted, but whose word is it?",
                "name the speaker or the source in the same sentence",
                text.at,
            )


def _unowned(text: str, pattern: Phrases, owners: re.Pattern[str], tag: str) -> str:
    """The first loaded term that a text quotes without its owner; empty if there is none."""
    if not pattern.search(text) or not any(map(pattern.search, quoted(text))):
        return ""
    before = ""
    for sentence in sentences(text):
        term = next((words for words in quoted(sentence) if pattern.search(words)), "")
        # “Their word” refers to an owner who is named in a sentence before.
        refers = in_tongue(_PRONOUNS, tag, "pronouns", "persons", "his")
        refers_back = refers.search(own_voice(sentence)) and _owned(before, owners, tag)
        if term and not _owned(sentence, owners, tag) and not refers_back:
            return term
        before += sentence
    return ""


def _quote_of(entry: Entry) -> str:
    """The quotation of a claim; empty for any other entry."""
    what, _, name = entry.entry.partition("/")
    return entry.unit.facts.claims[name].quote if what == "claim" else ""


def _owned(text: str, owners: re.Pattern[str], tag: str) -> bool:
    """Whether a text says whose word something is."""
    voice = own_voice(text)
    saying = in_tongue(_SAYING, tag, "say", "according", "according_after", "sources")
    return bool(owners.search(voice) or saying.search(voice))


def _stem_of(text: EntryText) -> str:
    """The stem, for a text that is read together with it; else empty."""
    if text.question is None or text.role in {"stem", "feedback", "note"}:
        return ""
    return plain(text.question.stem)


@rule("LW03", "warning", Entry, reads=("en",))
def slanted_verb(entry: Entry) -> Iterator[Finding]:
    """A speaker “claimed”, “admitted” or “revealed”, outside quotation marks.

    Such verbs say whether to believe the speaker: “admitted” suggests guilt, “claimed” suggests
    doubt, “revealed” suggests that it is true. “Said” leaves it open. Nouns (“a claim by a party”),
    quotations and other senses (“claimed responsibility”, “admitted to hospital”) are fine.

    Bad:
        question:
          id: choice-left
          feedback: The fire service claimed that about 200 people had left.

    Good:
        question:
          id: choice-left
          feedback: The fire service said that about 200 people had left; it is a claim by a party.
    """
    after_past, after_base = speakers_before(entry.unit)
    for text, found in in_own_voice(entry, _SLANTED):
        subject = after_base if found[0].lower() in _BASE.split() else after_past
        before = found.string[: found.start()]
        if text.role not in _NOT_OWN and subject.search(before) and not wrong_on_purpose(text):
            yield Finding(
                f"“{found[0].split()[-1]}” takes sides about what the speaker said",
                "write said, told, stated, reported or according to",
                text.at,
            )


@rule("LW05", "warning", Entry)
def other_name_for_group(entry: Entry) -> Iterator[Finding]:
    """A group of people is not called by its neutral label.

    A second name for a group suggests other people, or a judgement. ``labels`` in unit.yaml has the
    label, and in “instead_of” the names not to use. Quotations and names are fine, and so are
    questions on a term and the options of a question that asks for a word. LW01 reports loaded
    terms.

    Bad:
        question:
          id: choice-left
          stem: How many people of the mob had left, according to Source A?

    Good:
        question:
          id: choice-left
          stem: How many residents had left, according to Source A?
    """
    others = other_names(entry.unit)
    for text, found in in_own_voice(entry, any_of(tuple(others))) if others else ():
        named = is_name(found) and found[0] not in others
        if not _own(text) or _asked_word(text) or text.at[0] == "speakers" or named:
            continue
        if found[0] in _quote_of(entry) or _retells(text, found):
            continue
        label = next(label for name, label in others.items() if any_of((name,)).fullmatch(found[0]))
        yield Finding(
            f"“{found[0]}” stands for people whom this unit calls “{label}”",
            f"write “{label}”, or quote the one who says “{found[0]}”",
            text.at,
        )
