"""Reads how a speaker is named: a person or a body, the noun that names it, and its side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kzquiz.authoring.draft.clauses import Token, all_roles, tokens
from kzquiz.languages.words import Words
from kzquiz.model import SpeakerSide

_SIDES: tuple[tuple[SpeakerSide, str], ...] = (
    ("media", "media"),
    ("expert", "experts"),
    ("authorities", "authorities"),
    ("organisation", "organisations"),
    ("party", "parties"),
    ("witness", "witnesses"),
)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
_AS_LATIN = (
    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya a g k n o u u h i"
)
_LATIN = dict(zip(_CYRILLIC, _AS_LATIN.split(), strict=True))
_LONGEST_ID = 40
_LONG_ENOUGH = 4  # letters of a German noun at the end of another one


def slug(name: str) -> str:
    """An id of a name, in plain letters.

    >>> slug("the Fire Service"), slug("МЧС")
    ('the-fire-service', 'mchs')
    """
    plain = "".join(_LATIN.get(sign, sign) for sign in name.lower()).replace("_", "")
    plain = (
        unicodedata.normalize("NFKD", plain.replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    return "-".join(re.findall("[a-z0-9]+", plain))[:_LONGEST_ID].strip("-")


def side(text: str, words: Words, known: SpeakerSide = "party") -> SpeakerSide:
    """Guess on which side somebody stands, from the words that name him and what he is."""
    lower = [token.lower for token in tokens(text)]
    compounds = words.language == "de"
    for name, listed in _SIDES:
        entries = words.set(listed)
        if any(word in entries for word in lower):
            return name
        ends = tuple(entry for entry in entries if len(entry) >= _LONG_ENOUGH)
        if compounds and any(word.endswith(ends) for word in lower):
            return name
    return known


def kind_of_body(name: str, words: Words) -> str:
    """What an agency, paper or broadcaster is, if its name says so: “news agency”."""
    found = [noun for noun in words.list("media") if f" {noun} " in f" {name.lower()} "]
    proper = bool(proper_name(name, words))
    return max(found, key=len) if found and proper else ""


def proper_name(name: str, words: Words) -> frozenset[str]:
    """The words of a proper name in a description: “Nordpress” of “the news agency Nordpress”.

    “Radio Lode” and “the Lode Post” are two.
    """
    if words.language == "de":  # every noun has a capital there
        return frozenset()
    found = [t for t in tokens(without_article(name, words)) if t.text[0].isupper()]
    roles = [t.lower in all_roles(words) for t in found]
    return frozenset() if all(roles) else frozenset(t.lower for t in found)


def without_article(printed: str, words: Words) -> str:
    """A name without the article before it."""
    first, _, rest = printed.partition(" ")
    return rest if rest and first.lower() in words.set("articles") else printed


def body_and_person(name: str, words: Words) -> tuple[str, str]:
    """Words that name a body, and the name of a person among or instead of them."""
    parts = tokens(name)
    first = next((n for n, token in enumerate(parts) if token.lower in words.set("of")), 0)
    named = parts[:first]
    if len(named) > 1 and all(
        _is_name(named, n) and not _is_title(token.lower, words) for n, token in enumerate(named)
    ):
        return "", name[: named[-1].end]  # “Ida Cole of the bank”
    run = len(parts)
    while run > 0 and _is_name(parts, run - 1):
        run -= 1
    person = parts[run:]
    titles = [n for n, token in enumerate(person) if _is_title(token.lower, words)]
    person = person[titles[-1] + 1 :] if titles and titles[-1] + 1 < len(person) else person
    if not person:
        return _body_of(name, words), ""
    alone = len(person) == 1 and not parts[: len(parts) - 1]
    titled = len(person) < len(parts)
    known = _is_title(person[-1].lower, words)
    lone_body = alone and (person[0].text.isupper() or person[0].lower in all_roles(words))
    if lone_body or known or (words.language == "de" and alone and not titled):
        return _body_of(name, words), ""
    return "", name[person[0].start : person[-1].end]


def _is_name(parts: Sequence[Token], at: int) -> bool:
    token = parts[at]
    return (
        token.text[0].isupper()
        and len(token.text) > 1
        and not (
            token.text.isupper() and len(token.text) > 1 and token.text.isalpha() and len(parts) > 1
        )
    )


def _is_title(word: str, words: Words) -> bool:
    if word in words.set("titles") or word in all_roles(words):
        return True
    named = all_roles(words) | words.set("titles")
    roles = tuple(entry for entry in named if len(entry) > 4)  # noqa: PLR2004 (no short ends)
    return words.language == "de" and word.endswith(roles)


def _body_of(name: str, words: Words) -> str:
    """The body for which an unnamed spokesman speaks; else the name itself."""
    parts = tokens(name)
    for number, token in enumerate(parts):
        if token.lower in words.set("spokesmen"):
            after = name[token.end :].split(maxsplit=1)
            before = name[: token.start].strip()
            if before:
                return without_article(before, words)
            if after and len(after) > 1 and after[0].lower() in words.set("of"):
                return without_article(after[1], words)
            if after and number == 0 and words.language == "ru":
                return " ".join(after)
    return name


def head_noun(body: str, words: Words) -> str:
    """The noun that names a body: the last word before “of”, in lower case."""
    parts = [token.lower for token in tokens(body) if token.is_word]
    ends = words.set("of") | words.set("ends_name")
    cut = next((n for n, word in enumerate(parts) if n and word in ends), len(parts))
    known = [word for word in parts[:cut] if word in all_roles(words)]
    if words.language == "ru":
        return known[0] if known else parts[0]
    return parts[cut - 1] if cut else ""
