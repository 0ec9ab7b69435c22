"""Gathers who speaks in the articles of an event: one speaker for all forms of a name.

“Odile Brandt”, “Brandt” and “the mayor” are one person if the articles say so. A body is known by
the noun that names it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from kzquiz.authoring.draft.clauses import Token, tokens
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


class Speaker(Struct):
    """Somebody who speaks: an id, the forms as printed, what he is, and his side as a guess."""

    id: str
    name: str
    forms: list[str]
    role: str = ""
    side: SpeakerSide = "party"
    is_person: bool = False


class Speakers:
    """The speakers of the articles so far. `of` gives the one that a form names."""

    def __init__(self) -> None:
        """Begin without any."""
        self.known: list[Speaker] = []

    def of(self, printed: str, role: str, words: Words) -> Speaker:
        """Give the speaker that some printed words name; a new one if none is known."""
        printed = " ".join(printed.split())
        if genitive := words.list("genitive"):
            printed = re.sub(rf"(?<=\w\w\w)(?:{'|'.join(genitive)})$", "", printed)
        own = _without_article(printed, words)
        body, person = _parts(own, words)
        named = self._named_body(own, words)
        title = own.removesuffix(person).strip() if person and own.endswith(person) else ""
        is_body = title.rpartition(" ")[2].lower() in words.set("body_nouns")
        if person and (named or is_body or side(own, words) == "media"):
            body, person = own, ""  # “the agency Nordpress” is no person
        if person:
            found = self._person(person, words)
        else:
            found = named or self._with_role(body, words) or self._body(body, words)
            found = found or self._of_kind(body, words)
        if found is None:
            name = person or (own.removeprefix(title).strip() if is_body else printed)
            base = name if is_body else person or body
            found = Speaker(self._free_id(base), name, [], is_person=bool(person))
            self.known.append(found)
        if printed not in found.forms:
            found.forms.append(printed)
        if person and len(person) > len(found.name):
            found.name = person
        said = role or title
        if said and len(said) > len(found.role):
            found.role = _without_article(said, words)
        if not person and not found.role:
            found.role = _kind(own, words)
        found.side = side(f"{found.role} {' '.join(found.forms)}", words, found.side)
        return found

    def _named_body(self, own: str, words: Words) -> Speaker | None:
        """The body that is known by a proper name: “Nordpress” after “the agency Nordpress”."""
        name = _capitals(own, words)
        bodies = (one for one in self.known if not one.is_person)
        return next(
            (one for one in bodies if name and name == _capitals(one.forms[0], words)), None
        )

    def _person(self, name: str, words: Words) -> Speaker | None:
        last = name.rsplit(maxsplit=1)[-1]
        for one in self.known:
            if one.is_person and words.same(one.name.split()[-1].lower(), last.lower()):
                first, other = name.split(maxsplit=1)[0], one.name.split()[0]
                both = len(name.split()) > 1 and len(one.name.split()) > 1
                if not both or words.same(first.lower(), other.lower()):
                    return one
        return None

    def _with_role(self, body: str, words: Words) -> Speaker | None:
        """The one person whose office these words name: “the mayor”."""
        noun = _head(body, words)
        if noun not in words.set("offices") or self._exact(body, words):
            return None
        fits = [
            one
            for one in self.known
            if one.is_person and any(words.same(noun, t.lower) for t in tokens(one.role))
        ]
        return fits[-1] if fits else None

    def _of_kind(self, body: str, words: Words) -> Speaker | None:
        """The one body of a kind: “the company” after “the shipping company Moe Line”."""
        if " " in body:
            return None
        fits = [
            one
            for one in self.known
            if not one.is_person
            and _capitals(one.name, words)
            and any(words.same(body.lower(), token.lower) for token in tokens(one.role))
        ]
        return fits[0] if len(fits) == 1 else None

    def _exact(self, body: str, words: Words) -> Speaker | None:
        lower = body.lower()
        return next(
            (
                one
                for one in self.known
                if not one.is_person
                and any(_without_article(form, words).lower() == lower for form in one.forms)
            ),
            None,
        )

    def _body(self, body: str, words: Words) -> Speaker | None:
        if exact := self._exact(body, words):
            return exact
        mine = [t.lower for t in tokens(body)]
        for one in self.known:
            if one.is_person:
                continue
            other = [t.lower for t in tokens(_without_article(one.forms[0], words))]
            short, long = sorted((mine, other), key=len)
            if all(any(words.same(a, b) for b in long) for a in short) and words.same(
                _head(body, words), _head(_without_article(one.forms[0], words), words)
            ):
                return one
        return None

    def _free_id(self, name: str) -> str:
        base = slug(name) or "speaker"
        taken = {one.id for one in self.known}
        number = 2
        free = base
        while free in taken:
            free, number = f"{base}-{number}", number + 1
        return free


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


def _kind(name: str, words: Words) -> str:
    """What an agency, paper or broadcaster is, if its name says so: “news agency”."""
    found = [noun for noun in words.list("media") if f" {noun} " in f" {name.lower()} "]
    proper = bool(_capitals(name, words))
    return max(found, key=len) if found and proper else ""


def _capitals(name: str, words: Words) -> frozenset[str]:
    """The words of a proper name in a description: “Nordpress” of “the news agency Nordpress”.

    “Radio Lode” and “the Lode Post” are two.
    """
    if words.language == "de":  # every noun has a capital there
        return frozenset()
    found = [t for t in tokens(_without_article(name, words)) if t.text[0].isupper()]
    roles = [t.lower in _all_roles(words) for t in found]
    return frozenset() if all(roles) else frozenset(t.lower for t in found)


def _without_article(printed: str, words: Words) -> str:
    first, _, rest = printed.partition(" ")
    return rest if rest and first.lower() in words.set("articles") else printed


def _parts(name: str, words: Words) -> tuple[str, str]:
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
    lone_body = alone and (person[0].text.isupper() or person[0].lower in _all_roles(words))
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
    if word in words.set("titles") or word in _all_roles(words):
        return True
    named = _all_roles(words) | words.set("titles")
    roles = tuple(entry for entry in named if len(entry) > 4)  # noqa: PLR2004 (no short ends)
    return words.language == "de" and word.endswith(roles)


def _all_roles(words: Words) -> frozenset[str]:
    listed = (
        "authorities",
        "witnesses",
        "experts",
        "parties",
        "organisations",
        "media",
        "spokesmen",
    )
    return frozenset().union(*(words.set(name) for name in listed))


def _body_of(name: str, words: Words) -> str:
    """The body for which an unnamed spokesman speaks; else the name itself."""
    parts = tokens(name)
    for number, token in enumerate(parts):
        if token.lower in words.set("spokesmen"):
            after = name[token.end :].split(maxsplit=1)
            before = name[: token.start].strip()
            if before:
                return _without_article(before, words)
            if after and len(after) > 1 and after[0].lower() in words.set("of"):
                return _without_article(after[1], words)
            if after and number == 0 and words.language == "ru":
                return " ".join(after)
    return name


def _head(body: str, words: Words) -> str:
    """The noun that names a body: the last word before “of”, in lower case."""
    parts = [token.lower for token in tokens(body) if token.is_word]
    ends = words.set("of") | words.set("ends_name")
    cut = next((n for n, word in enumerate(parts) if n and word in ends), len(parts))
    known = [word for word in parts[:cut] if word in _all_roles(words)]
    if words.language == "ru":
        return known[0] if known else parts[0]
    return parts[cut - 1] if cut else ""
