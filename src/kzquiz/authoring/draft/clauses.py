"""Cuts a sentence into words and signs, and finds in it the names of those who may speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from kzquiz.authoring.draft.statements import Span
from kzquiz.languages.words import Words

Side = Literal["before", "after", "both"]
"""Where the statement stands, seen from the attribution."""

_TOKEN = re.compile(
    r"\x01+|\d+(?:[.,:]\d+)*|(?:Mrs?|Ms|Dr|St|Prof|Gen)\.|[^\W\d_]+(?:[.’'-][^\W_]+)*|\S"
)
LONGEST = 16  # words of a speaker
FEW = 3  # words that may be a statement
_PAUSES = frozenset(",;:—–-()\x01")


class Token(Struct, frozen=True):
    """A word, a sign, or something in quotation marks (blotted out)."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return self.text[0].isalnum()

    @property
    def is_pause(self) -> bool:
        """Whether it is a sign at which a clause ends, or something in quotation marks."""
        return self.text[0] in _PAUSES


class Attribution(Struct, frozen=True):
    """Words that say who says it: where they stand, the speaker, what he is, who passed it on.

    ``who`` may be a pronoun. ``carriers`` are agencies, papers or broadcasters as printed.
    ``cited``: another speaker of the sentence names him as his source.
    """

    span: Span
    who: str
    side: Side
    role: str = ""
    carriers: tuple[str, ...] = ()
    cited: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a sentence into words and signs."""
    return tuple(Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text))


class Clauses(Struct, frozen=True):
    """A sentence in which attributions are looked for; its quotations are blotted out."""

    text: str
    tokens: tuple[Token, ...]
    words: Words

    def _core(self, first: int, last: int) -> tuple[str, str, int] | None:
        """The speaker among some tokens: the text, what it says of him, the first token."""
        ends = self.words.set("ends_name")
        while first <= last and (
            (self.tokens[first].lower in ends and not self._is_pronoun(first, last))
            or self.tokens[first].lower in self._times
            or not self.tokens[first].is_word
        ):
            first += 1
        if first > last or last - first >= LONGEST:
            return None
        end = first
        while end < last and (self.tokens[end + 1].lower not in ends or self._is_capital(end + 1)):
            end += 1
        if self.tokens[first].lower in self._times:
            return None
        return self._text(first, end), "", first

    def _is_capital(self, at: int) -> bool:
        """Whether a word inside a sentence has a capital: “Per Lind” is no “per”."""
        opens = at == 0 or self.tokens[at - 1].text[0] in '\x01.!?:“„«"('
        times = self.tokens[at].lower in self._times
        longer = len(self.tokens[at].text) > 1 and not self.tokens[at].text.isupper()
        return longer and not opens and not times and self.tokens[at].text[0].isupper()

    def _is_pronoun(self, first: int, last: int) -> bool:
        return first == last and self.tokens[first].lower in self.words.set("pronouns")

    @property
    def _times(self) -> frozenset[str]:
        words = self.words
        return words.set("days") | words.set("parts") | words.set("near_days")

    def _text(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def _clause_start(self, at: int) -> int:
        """The first token of the clause that ends at a token."""
        stops = self.words.set("that") | self.words.set("conjunctions")
        while at > 0 and not self.tokens[at - 1].is_pause:
            if self.tokens[at - 1].lower in stops or self.tokens[at - 1].text in '.!?"':
                break
            at -= 1
        return at

    def _role_after(self, comma: int) -> str:
        """What stands between a comma after a name and the next comma, if it says what he is."""
        if comma >= len(self.tokens) or self.tokens[comma].text != ",":
            return ""
        end = comma + 1
        while (
            end < len(self.tokens)
            and not self.tokens[end].is_pause
            and self.tokens[end].text not in ".!?"
        ):
            end += 1
        if end == comma + 1:
            return ""
        first = self.tokens[comma + 1].lower
        name = all(t.text[0].isupper() for t in self.tokens[comma + 1 : end])
        known = name or first in self.words.set("articles") or self._is_role(first)
        return self._text(comma + 1, end - 1) if known else ""

    def _is_role(self, word: str) -> bool:
        return word in all_roles(self.words)

    def _is_speaker(self, who: str) -> bool:
        first, _, rest = who.lower().partition(" ")
        if who.lower() in self.words.set("articles"):
            return False
        article = bool(rest) and first in self.words.set("articles")
        if (first in self.words.set("no_speakers") and not article) or who[0].isdigit():
            return False
        return any(map(str.isalpha, who))

    def _may_speak(self, who: str) -> bool:
        """Whether somebody is a person or body, and not a thing: “the gate denied him a goal”."""
        parts = [token.lower for token in tokens(who)]
        if parts[0] in self.words.set("pronouns") or any(map(self._is_role, parts)):
            return True
        capital = [token for token in tokens(who)[1:] if token.text[0].isupper()]
        if self.words.language == "de":
            return sum(token.text[0].isupper() for token in tokens(who)) > 1
        return bool(capital) or (len(parts) == 1 and who[0].isupper())

    def _side(self, first: int, last: int) -> Side:
        """Where the statement is: before the attribution, after it, or around it."""
        if first and self.tokens[first - 1].lower in self.words.set("inverting"):
            first -= 1
        no_clause = self._times | self.words.set("ends_name") | self.words.set("articles")
        before = sum(
            t.text[0] == "\x01" or (t.is_word and t.lower not in no_clause)
            for t in self.tokens[:first]
        )
        quoted_before = any(t.text[0] == "\x01" for t in self.tokens[:first])
        if self.tokens[last].lower in self.words.set("told"):
            last = max(last, self._name_end(last + 1))
        after = self.tokens[last + 1 :]
        said = [t for t in after if t.is_word or t.text[0] == "\x01"]
        if not before or (said and before < FEW and not quoted_before):
            return "after"
        if self.tokens[first - 1].text == ";" and said:
            return "after"
        paused = self.tokens[first - 1].is_pause
        rest = [t for t in after if t.is_word or t.text[0] == "\x01"]
        if not paused:
            return "after"
        goes_on = bool(after) and (
            after[0].lower in self.words.set("that") or after[0].text in ":\x01"
        )
        if goes_on or (len(rest) > FEW and after[0].is_word and not self._is_addition(after)):
            return "after"
        return "both" if any(t.text[0] == "\x01" for t in after) else "before"

    def _is_addition(self, after: Sequence[Token]) -> bool:
        """Whether what follows only says when or where it was said: “on Monday in a statement”."""
        opening = self.words.set("ends_name") - self.words.any_word("pronouns", "no_speakers")
        return after[0].lower in opening | self.words.set("relatives") | self._times

    def _name_end(self, first: int) -> int:
        """The last token of a name that begins at a token; before it if there is none."""
        ends = self.words.set("ends_name") | self.words.set("auxiliaries") | self._times
        last = first
        while (
            last < len(self.tokens)
            and self.tokens[last].is_word
            and self.tokens[last].lower not in ends
        ):
            if self.tokens[last].lower in self.words.set("be"):
                break
            if self.words.language == "de" and last > first and self._ends_german_name(last):
                break
            last += 1
        return min(last - 1, first + LONGEST)

    def _ends_german_name(self, at: int) -> bool:
        """Whether a word in small letters after a noun is no part of a name: “Polizei kamen …”."""
        plain = self.tokens[at].text[0].islower() and self.tokens[at - 1].text[0].isupper()
        return plain and self.tokens[at].lower not in self.words.set("of")

    def _carriers(self, last: int) -> tuple[str, ...]:
        """The agencies, papers and broadcasters through which a statement came."""
        found: list[str] = []
        rest = self.text[self.tokens[last].end :]
        if self.words.list("in_quotation"):
            for match in re.finditer(
                rf"\b(?:{self.words.any_of('in_quotation')})\s+", rest.lower()
            ):
                first = next(
                    (
                        n
                        for n, t in enumerate(self.tokens)
                        if t.start >= self.tokens[last].end + match.end()
                    ),
                    len(self.tokens),
                )
                end = self._name_end(first)
                if end >= first:
                    found.append(self._text(first, end))
        told = self.tokens[last].lower in self.words.set("told")
        end = self._name_end(last + 1) if told else last
        if end > last:
            who = self._text(last + 1, end)
            media = any(t.lower in self.words.set("media") for t in tokens(who))
            if media or tokens(who)[-1].text[0].isupper():
                found.append(who)
        return tuple(found)


def named(who: str, role: str) -> tuple[str, str]:
    """The name and what it says of him; “the director, Henk Baum” has them the other way round.

    >>> named("the director", "Henk Baum"), named("Baum", "the director")
    (('Henk Baum', 'the director'), ('Baum', 'the director'))
    """
    swapped = bool(role) and all(part[0].isupper() for part in role.split() if part[0].isalpha())
    plain = any(part[0].islower() for part in who.split())
    return (role, who) if swapped and plain and role[0].isalpha() else (who, role)


def all_roles(words: Words) -> frozenset[str]:
    """The words for what somebody is who speaks."""
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
