"""Gathers who speaks in the articles of an event: one speaker for all forms of a name.

“Odile Brandt”, “Brandt” and “the mayor” are one person if the articles say so. A body is known by
the noun that names it.
"""

from __future__ import annotations

import re

from msgspec import Struct

from kzquiz.authoring.draft.clauses import tokens
from kzquiz.authoring.draft.names import (
    body_and_person,
    head_noun,
    kind_of_body,
    proper_name,
    side,
    slug,
    without_article,
)
from kzquiz.languages.words import Words
from kzquiz.model import SpeakerSide


class DraftedSpeaker(Struct):
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
        self.known: list[DraftedSpeaker] = []

    def of(self, printed: str, role: str, words: Words) -> DraftedSpeaker:
        """Give the speaker that some printed words name; a new one if none is known."""
        printed = " ".join(printed.split())
        if genitive := words.list("genitive"):
            printed = re.sub(rf"(?<=\w\w\w)(?:{'|'.join(genitive)})$", "", printed)
        own = without_article(printed, words)
        body, person = body_and_person(own, words)
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
            found = DraftedSpeaker(self._free_id(base), name, [], is_person=bool(person))
            self.known.append(found)
        if printed not in found.forms:
            found.forms.append(printed)
        if person and len(person) > len(found.name):
            found.name = person
        said = role or title
        if said and len(said) > len(found.role):
            found.role = without_article(said, words)
        if not person and not found.role:
            found.role = kind_of_body(own, words)
        found.side = side(f"{found.role} {' '.join(found.forms)}", words, found.side)
        return found

    def _named_body(self, own: str, words: Words) -> DraftedSpeaker | None:
        """The body that is known by a proper name: “Nordpress” after “the agency Nordpress”."""
        name = proper_name(own, words)
        bodies = (one for one in self.known if not one.is_person)
        return next(
            (one for one in bodies if name and name == proper_name(one.forms[0], words)), None
        )

    def _person(self, name: str, words: Words) -> DraftedSpeaker | None:
        last = name.rsplit(maxsplit=1)[-1]
        for one in self.known:
            if one.is_person and words.same(one.name.split()[-1].lower(), last.lower()):
                first, other = name.split(maxsplit=1)[0], one.name.split()[0]
                both = len(name.split()) > 1 and len(one.name.split()) > 1
                if not both or words.same(first.lower(), other.lower()):
                    return one
        return None

    def _with_role(self, body: str, words: Words) -> DraftedSpeaker | None:
        """The one person whose office these words name: “the mayor”."""
        noun = head_noun(body, words)
        if noun not in words.set("offices") or self._exact(body, words):
            return None
        fits = [
            one
            for one in self.known
            if one.is_person and any(words.same(noun, t.lower) for t in tokens(one.role))
        ]
        return fits[-1] if fits else None

    def _of_kind(self, body: str, words: Words) -> DraftedSpeaker | None:
        """The one body of a kind: “the company” after “the shipping company Moe Line”."""
        if " " in body:
            return None
        fits = [
            one
            for one in self.known
            if not one.is_person
            and proper_name(one.name, words)
            and any(words.same(body.lower(), token.lower) for token in tokens(one.role))
        ]
        return fits[0] if len(fits) == 1 else None

    def _exact(self, body: str, words: Words) -> DraftedSpeaker | None:
        lower = body.lower()
        return next(
            (
                one
                for one in self.known
                if not one.is_person
                and any(without_article(form, words).lower() == lower for form in one.forms)
            ),
            None,
        )

    def _body(self, body: str, words: Words) -> DraftedSpeaker | None:
        if exact := self._exact(body, words):
            return exact
        mine = [t.lower for t in tokens(body)]
        for one in self.known:
            if one.is_person:
                continue
            other = [t.lower for t in tokens(without_article(one.forms[0], words))]
            short, long = sorted((mine, other), key=len)
            if all(any(words.same(a, b) for b in long) for a in short) and words.same(
                head_noun(body, words), head_noun(without_article(one.forms[0], words), words)
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
