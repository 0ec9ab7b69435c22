"""Writes drafted claims as entries of claims.yaml, each with its sentence as a comment.

The entries stand in the working copy, which stays on this computer: only there the sentences may
be (docs/design-notes.md). What is guessed is marked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from pydantic import ValidationError

from kzquiz.authoring.draft.claims import Drafted, phrase
from kzquiz.authoring.draft.clauses import tokens
from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.names import slug
from kzquiz.authoring.draft.speakers import DraftedSpeaker
from kzquiz.languages.words import Words, words
from kzquiz.load.figure_entry import FigureEntry
from kzquiz.numbers import numbers
from kzquiz.reader.confusables import MISLEADING

GUESS = "# guess"
TODO = "TODO"
_WIDTH = 98
_ID_WORD = 14  # letters of the word in an id
# Which figure of a statement is that of the claim; its dates are in as_of.
_ORDER = ("count", "percent", "money", "score", "length", "duration", "clock", "year")
_PLAIN = re.compile(r"[^\W_][\w %.,;’“”()/-]*[\w%).”]|\w")
_NO_TEXT = re.compile(r"(?:true|false|null|yes|no|[\d.,:-]+)", re.IGNORECASE)


def ids(claims: Sequence[Drafted], taken: Iterable[str] = ()) -> list[str]:
    """An id for every claim: source, paragraph, and a word of what it states."""
    used = set(taken)
    found = []
    for claim in claims:
        base = f"{claim.source}{claim.paragraph}-{_word(claim)}"
        name, number = base, 2
        while name in used:
            name, number = f"{base}-{number}", number + 1
        used.add(name)
        found.append(name)
    return found


def _word(claim: Drafted) -> str:
    """A word that tells a claim from others: what its figure counts, else its longest word."""
    known = words(claim.language)
    counted = claim.figures[0].category.split()[-1:] if claim.figures else []
    stop = known.set("common") | known.set("ends_name") | known.set("say")
    rest = [t.text for t in tokens(claim.text) if t.is_word and t.lower not in stop]
    longest = sorted((text for text in rest if not text[0].isdigit()), key=len, reverse=True)
    slugs = (slug(text)[:_ID_WORD].strip("-") for text in (*counted, *longest[:1]))
    return next((text for text in slugs if text), "claim")


def entry(claim: Drafted, name: str, caveat: str = "") -> str:
    """The entry of a claim, with its sentence as a comment above it.

    ``caveat`` is the id of the claim that says it could not be confirmed.
    """
    lines = [*above(claim), f"- id: {name}", f"  source: {claim.source}", f"  {_place(claim)}"]
    if claim.part != "body":
        lines.append(f"  part: {claim.part}")
    lines.append(f"  says: {TODO}")
    chain = ", ".join(claim.speakers) or f"newsroom-{claim.source}"
    unsure = "" if not claim.speakers else f"  {GUESS}"
    before = "" if claim.sure else ", from a sentence before"
    lines.append(f"  speakers: [{chain}]{unsure}{before}")
    lines.append(f"  status: {claim.status}  {GUESS}")
    lines += _figures(claim)
    if claim.as_of:
        lines.append(f"  as_of: {quoted(claim.as_of)}")
    if caveat:
        lines.append(f"  confirmation: {caveat}  {GUESS}")
    if text := phrase(claim):
        lines.append(f"  {'' if _asks_for_quotation(claim) else '# '}quote: {quoted(text)}")
    return "\n".join(lines) + "\n"


def _asks_for_quotation(claim: Drafted) -> bool:
    """Whether the wording matters: a qualified figure, a verdict, a loaded word.

    A unit may print no more than a part of an article, so not every claim can have a quotation.
    """
    loaded = words(claim.language).set("loaded")
    qualified = any(one.qualifier != "exact" for one in claim.figures)
    said = {token.lower for token in tokens(claim.text)}
    return qualified or claim.status == "judgement" or bool(said & loaded)


def above(claim: Drafted) -> list[str]:
    """The sentence of a claim and its place, as comments."""
    text = MISLEADING.sub(" ", " ".join(claim.text.split()))
    where = f"{claim.source.upper()} {claim.at or claim.paragraph}"
    return [f"# {line}" for line in wrap(f"{where}: {text}", _WIDTH, break_long_words=False)]


def _place(claim: Drafted) -> str:
    return f"at: {claim.at}" if claim.at else f"paragraph: {claim.paragraph}"


def quoted(text: str) -> str:
    """A text as a value in YAML, in quotation marks where it needs them."""
    plain = MISLEADING.sub(" ", " ".join(text.split()))
    if _PLAIN.fullmatch(plain) and not _NO_TEXT.fullmatch(plain) and ": " not in plain:
        return plain
    return json.dumps(plain, ensure_ascii=False)


# --- figures ------------------------------------------------------------------------------------


def _figures(claim: Drafted) -> Iterator[str]:
    """The line of the first figure, and the others as comments, as a number without a noun is."""
    known = words(claim.language)
    shown = [one for one in claim.figures if one.measure in _ORDER]
    shown.sort(key=lambda one: _ORDER.index(one.measure))
    for number, one in enumerate(shown):
        printed = claim.text[one.span.start - claim.span.start : one.span.end - claim.span.start]
        line = _figure(one, printed, known)
        bare = one.measure == "year" or (one.measure == "count" and not one.category)
        yield f"  # also: {line}" if number or bare else f"  figure: {line}  {GUESS}"


def _figure(found: Found, printed: str, known: Words) -> str:
    """A figure as a mapping in one line."""
    rest = {}
    if found.qualifier != "exact":
        rest["qualifier"] = found.qualifier
    unit = "year" if found.measure == "year" else found.unit
    for amount in _amounts(found, printed, known):
        for keep in (unit, ""):
            fields = {**amount, **rest, **({"unit": keep} if keep else {})}
            if found.category:
                fields["category"] = found.category
            if found.place:
                fields["place"] = found.place
            if _is_read(fields):
                return "{" + ", ".join(f"{key}: {_value(fields[key])}" for key in fields) + "}"
    return "{word: " + _value(" ".join(printed.split())) + "}"


def _amounts(found: Found, printed: str, known: Words) -> Iterator[dict[str, str | list[str]]]:
    """The ways to write a figure down, the best first; not every one can be read."""
    if found.range:
        yield {"range": list(found.range)}
    elif found.word or found.unit == "share" or not _is_proved(found, printed, known):
        yield {"word": " ".join((found.word or printed).split())}
    elif found.measure == "clock":
        yield {"value": found.value.lstrip("0") if found.value[1] != ":" else found.value}
    else:
        own = "" if known.language != "en" else re.sub(r"^\D*?(?=[$€£¥\d])", "", printed)
        for text in (own, found.value):
            if text and re.search(r"\d", text):
                yield {"value": " ".join(text.split())}


def _is_proved(found: Found, printed: str, known: Words) -> bool:
    """Whether the rules read the number in its words, too: “half an hour” gives them none."""
    if known.language != "en" or found.measure not in {"count", "duration"}:
        return True
    return found.value == "0" or any(one.value == found.amount for one in numbers(printed))


def _is_read(fields: dict[str, str | list[str]]) -> bool:
    try:
        FigureEntry.model_validate(fields)
    except ValidationError:
        return False
    return True


def _value(value: str | list[str]) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if re.fullmatch(r"\d+", value):
        return value
    plain = re.fullmatch(r"[^\W_][\w .’%-]*", value) and not _NO_TEXT.fullmatch(value)
    return value if plain else json.dumps(value, ensure_ascii=False)


# --- speakers -----------------------------------------------------------------------------------


def speaker(one: DraftedSpeaker) -> str:
    """The entry of a speaker, as in unit.yaml; his forms are aliases."""
    name = one.name if one.is_person else _lowered(one.name)
    lines = [f"- id: {one.id}", f"  name: {quoted(name)}"]
    role = one.role or f"{TODO}: who that is"
    lines.append(f"  role: {quoted(role)}  {GUESS}" if one.role else f"  role: {quoted(role)}")
    lines.append(f"  side: {one.side}  {GUESS}")
    forms = dict.fromkeys(_lowered(form) if not one.is_person else form for form in one.forms)
    others = [form for form in forms if form.lower() != name.lower()]
    if others:
        lines.append(f"  aliases: [{', '.join(_value(form) for form in others)}]")
    return "\n".join(lines) + "\n"


def _lowered(name: str) -> str:
    """A name as it stands in the middle of a sentence: “the police”."""
    first, gap, rest = name.partition(" ")
    known = words("en")
    small = known.any_word("articles", "witnesses", "experts", "authorities", "parties")
    return first.lower() + gap + rest if first.lower() in small else name
