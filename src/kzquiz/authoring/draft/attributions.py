"""Finds who says a sentence: the words of attribution in it, and the speaker that they name.

There is no grammar in it, only verbs of saying, commas and quotation marks. So it is wrong now and
then; every speaker that it gives is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from kzquiz.authoring.draft.statements import Span
from kzquiz.authoring.draft.words import Words

Side = Literal["before", "after", "both"]
"""Where the statement stands, seen from the attribution."""

_TOKEN = re.compile(
    r"\x01+|\d+(?:[.,:]\d+)*|(?:Mrs?|Ms|Dr|St|Prof|Gen)\.|[^\W\d_]+(?:[.’'-][^\W_]+)*|\S"
)
_LONGEST = 16  # words of a speaker
_FEW = 3  # words that may be a statement
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
    """

    span: Span
    who: str
    side: Side
    role: str = ""
    carriers: tuple[str, ...] = ()


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a sentence into words and signs."""
    return tuple(Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text))


def attributions(text: str, words: Words) -> tuple[Attribution, ...]:
    """Find the attributions of a sentence in order; ``text`` has its quotations blotted out.

    >>> from kzquiz.authoring.draft.words import words
    >>> def told(text: str) -> list[tuple[str, str, str]]:
    ...     return [(a.who, a.role, a.side) for a in attributions(text, words("en"))]
    >>> told("Moe, the mayor, said it rained.")
    [('Moe', 'the mayor', 'after')]
    >>> told("The rain went on all day, police said on Monday.")
    [('police', '', 'before')]
    """
    sentence = _Sentence(text, tokens(text), words)
    found = [*sentence.by_phrases(), *sentence.by_verbs()]
    found.sort(key=lambda one: (one.span.start, -one.span.end))
    kept: list[Attribution] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


class _Sentence(Struct, frozen=True):
    """A sentence in which attributions are looked for."""

    text: str
    tokens: tuple[Token, ...]
    words: Words

    # --- verbs of saying ------------------------------------------------------------------------

    def by_verbs(self) -> Iterator[Attribution]:
        """Find “X said”, “said X” and “X, who is Y, said”."""
        verbs = self.words.set("say")
        for at, token in enumerate(self.tokens):
            if token.lower in verbs and (found := self._at_verb(at)):
                yield found

    def _at_verb(self, at: int) -> Attribution | None:
        left = self._left_of(at)
        told = self.tokens[at].lower in self.words.set("told")
        found = self._with_apposition(at, left)
        inverted = left < 0 or self.tokens[left].is_pause
        inverted = inverted or self.tokens[left].lower in self.words.set("inverting")
        if found is None and not told and inverted:
            found = self._after_verb(at)
        found = found or self._before_verb(at, left)
        if found is None or not self._is_speaker(found[0]):
            return None
        who, role, first, last = found
        if not self._is_saying(at, first, last, who):
            return None
        span = Span(self.tokens[first].start, self.tokens[last].end)
        return Attribution(span, who, self._side(first, last), role, self._carriers(last))

    def _left_of(self, at: int) -> int:
        """The last token before a verb that is no adverb or time."""
        skipped = self.words.set("between") | self.words.set("days") | self.words.set("parts")
        left = at - 1
        while left >= 0 and (
            self.tokens[left].lower in skipped or self.tokens[left].lower.endswith("ly")
        ):
            left -= 1
        # “Police in Lode said”: the words skipped were no adverbs.
        return left if left >= 0 else at - 1

    def _before_verb(self, at: int, left: int) -> tuple[str, str, int, int] | None:
        done = self.words.set("be") | self.words.set("auxiliaries")
        done |= self.words.set("no_speakers") - self.words.set("pronouns")
        if left < 0 or self.tokens[left].is_pause or self.tokens[left].lower in done:
            return None
        first = self._clause_start(left)
        core = self._core(first, left)
        return (*core, at) if core else None

    def _core(self, first: int, last: int) -> tuple[str, str, int] | None:
        """The speaker among some tokens: the text, what it says of him, the first token."""
        ends = self.words.set("ends_name")
        while first <= last and (
            (self.tokens[first].lower in ends and not self._is_pronoun(first, last))
            or self.tokens[first].lower in self._times
            or not self.tokens[first].is_word
        ):
            first += 1
        if first > last or last - first >= _LONGEST:
            return None
        end = first
        while end < last and self.tokens[end + 1].lower not in ends:
            end += 1
        if self.tokens[first].lower in self._times:
            return None
        return self._text(first, end), "", first

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

    def _with_apposition(self, at: int, left: int) -> tuple[str, str, int, int] | None:
        """“Brandt, 54, the mayor, said”: the name stands before the commas around what he is."""
        if left < 1 or self.tokens[left].text != ",":
            return None
        end, last = left, left
        role = ""
        while True:
            comma = next((n for n in range(end - 1, 0, -1) if self.tokens[n].is_pause), 0)
            if comma < 1 or self.tokens[comma].text != "," or last - comma > _LONGEST:
                break
            if not self._is_apposition(comma + 1, end - 1):
                break
            role, end = self._text(comma + 1, end - 1) + (f", {role}" if role else ""), comma
        if not role:
            return None
        core = self._core(self._clause_start(end - 1), end - 1)
        return (*_named(core[0], role), core[2], at) if core else None

    def _is_apposition(self, first: int, last: int) -> bool:
        """Whether the words between two commas may say what somebody is."""
        if first > last or any(t.text[0] == "\x01" for t in self.tokens[first : last + 1]):
            return False
        opening = self.tokens[first]
        if opening.lower in self.words.set("relatives"):
            return True
        if any(t.lower in self.words.set("auxiliaries") for t in self.tokens[first : last + 1]):
            return False
        age = first == last and opening.text.isdigit()
        name = all(t.text[0].isupper() for t in self.tokens[first : last + 1])
        roles = any(self._is_role(t.lower) for t in self.tokens[first : last + 1])
        owner = any(t.text.endswith(("’s", "'s", "s'")) for t in self.tokens[first : last + 1])
        return age or name or roles or owner or opening.lower in self.words.set("articles")

    def _after_verb(self, at: int) -> tuple[str, str, int, int] | None:
        """“…, said Moe, the mayor”: the speaker stands behind the verb."""
        ends = self.words.any_word("ends_name", "that", "relatives") | self._times
        ends -= self.words.set("articles")
        first = at + 1
        while first < len(self.tokens) and self.tokens[first].lower in self.words.set("between"):
            first += 1
        if first + 1 < len(self.tokens) and self.tokens[first].lower in self.words.set("at_body"):
            end = self._name_end(first + 1)  # “сообщили в полиции”
            who = self._text(first + 1, end) if end > first else ""
            return (who, "", at, end) if who and self._may_speak(who) else None
        pronouns = self.words.set("pronouns")
        if first < len(self.tokens) and self.tokens[first].lower in pronouns:
            return self.tokens[first].text, "", at, first
        last = first
        while (
            last < len(self.tokens)
            and self.tokens[last].is_word
            and self.tokens[last].lower not in ends
        ):
            last += 1
        last -= 1
        if last < first or last - first >= _LONGEST:
            return None
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if after and after.lower in self.words.set("auxiliaries") | self.words.set("that"):
            return None
        if self.tokens[first].lower in self.words.set("of") - self.words.set("articles"):
            return None
        return (*_named(self._text(first, last), self._role_after(last + 1)), at, last)

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
        names = (
            "authorities",
            "witnesses",
            "experts",
            "parties",
            "organisations",
            "media",
            "spokesmen",
        )
        return any(word in self.words.set(name) for name in names)

    def _is_speaker(self, who: str) -> bool:
        first, _, rest = who.lower().partition(" ")
        if who.lower() in self.words.set("articles"):
            return False
        article = bool(rest) and first in self.words.set("articles")
        if (first in self.words.set("no_speakers") and not article) or who[0].isdigit():
            return False
        return any(map(str.isalpha, who))

    def _is_saying(self, at: int, first: int, last: int, who: str) -> bool:
        """Whether a verb that may be another word says something here."""
        verb = self.tokens[at].lower
        if verb not in self.words.set("weak"):
            return True
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if verb in self.words.set("nouns"):
            before = self.tokens[at - 1].lower if at else ""
            as_noun = self.words.any_word("ends_name", "of", "articles", "auxiliaries")
            return before not in as_noun and self._may_speak(who)
        if after and (after.text[0] in "\x01:" or after.lower in self.words.set("that")):
            return True
        if after is None or after.text == ".":
            return first > 0 and self.tokens[first - 1].is_pause
        if last > at or (first > 0 and self.tokens[first - 1].is_pause and after.is_pause):
            return last == at or self.tokens[at - 1].is_pause
        alone = verb not in self.words.set("of_things") or self._may_speak(who)
        return verb in self.words.set("reproach") and alone

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
        if not before or (said and before < _FEW and not quoted_before):
            return "after"
        paused = self.tokens[first - 1].is_pause
        rest = [t for t in after if t.is_word or t.text[0] == "\x01"]
        if not paused:
            return "after"
        goes_on = bool(after) and (
            after[0].lower in self.words.set("that") or after[0].text in ":\x01"
        )
        if goes_on or (len(rest) > _FEW and after[0].is_word and not self._is_addition(after)):
            return "after"
        return "both" if any(t.text[0] == "\x01" for t in after) else "before"

    def _is_addition(self, after: Sequence[Token]) -> bool:
        """Whether what follows only says when or where it was said: “on Monday in a statement”."""
        opening = self.words.set("ends_name") - self.words.any_word("pronouns", "no_speakers")
        return after[0].lower in opening | self._times

    # --- “according to” and the like ------------------------------------------------------------

    def by_phrases(self) -> Iterator[Attribution]:
        """Find “according to X” in its forms."""
        lower = self.text.lower()
        if self.words.list("according"):
            for match in re.finditer(rf"\b(?:{self.words.any_of('according')})(?=\s)", lower):
                if found := self._named_after(match.start(), match.end()):
                    yield found
        for match in re.finditer(rf"\b(?:{self.words.any_of('according_pronoun')})\b", lower):
            opening = next(n for n, t in enumerate(self.tokens) if t.start >= match.start())
            last = next(
                n for n in range(len(self.tokens) - 1, -1, -1) if self.tokens[n].end <= match.end()
            )
            pronoun = next(iter(self.words.list("pronouns")))
            yield Attribution(Span(match.start(), match.end()), pronoun, self._side(opening, last))
        if self.words.list("according_after"):
            for match in re.finditer(rf"\b(?:{self.words.any_of('according_after')})\b", lower):
                at = next(n for n, t in enumerate(self.tokens) if t.start >= match.start())
                first = self._clause_start(at - 1) if at else 0
                core = self._core(first, at - 1) if at else None
                if core and self._is_speaker(core[0]):
                    span = Span(self.tokens[core[2]].start, match.end())
                    yield Attribution(span, core[0], self._side(core[2], at))

        yield from self._quoted_as()
        yield from self._with_saying()

    def _quoted_as(self) -> Iterator[Attribution]:
        """“The agency quoted witnesses as saying”, “Moe was quoted as saying”."""
        if not self.words.list("quoted_as"):
            return
        verb = self.words.any_of("quoted_as")
        for match in re.finditer(
            rf"\b(?:{verb})(?:\s+(?P<who>[^,;:]+?))?\s+as\s+saying\b", self.text, re.IGNORECASE
        ):
            at = next(n for n, t in enumerate(self.tokens) if t.start >= match.start())
            left = at - 1
            while left > 0 and self.tokens[left].lower in self.words.set("be"):
                left -= 1
            core = self._core(self._clause_start(left), left) if left >= 0 else None
            if core is None:
                continue
            span = Span(self.tokens[core[2]].start, match.end())
            last = (
                next(
                    n
                    for n in range(len(self.tokens), 0, -1)
                    if self.tokens[n - 1].end <= match.end()
                )
                - 1
            )
            carriers = (core[0],) if match["who"] else ()
            who = match["who"] or core[0]
            yield Attribution(span, who, self._side(core[2], last), "", carriers)

    def _with_saying(self) -> Iterator[Attribution]:
        """“…, with police saying that …”."""
        forms = self.words.set("also_says_of")
        for at, token in enumerate(self.tokens):
            if token.lower not in forms:
                continue
            first = self._clause_start(at - 1) if at else 0
            with_ = next(
                (n for n in range(at - 1, first - 1, -1) if self.tokens[n].lower == "with"), None
            )
            core = self._core(with_ + 1, at - 1) if with_ is not None else None
            if core and with_ is not None and self._is_speaker(core[0]):
                span = Span(self.tokens[with_].start, token.end)
                yield Attribution(span, core[0], "after")

    def _named_after(self, start: int, end: int) -> Attribution | None:
        first = next((n for n, t in enumerate(self.tokens) if t.start >= end), len(self.tokens))
        last = self._name_end(first)
        if last < first:
            return None
        # In German a verb may follow: “Laut Polizei wurden …”.
        who = self._text(first, last)
        if not self._is_speaker(who) or self._is_plain(first, who):
            return None
        opening = next(n for n, t in enumerate(self.tokens) if t.start >= start)
        span = Span(start, self.tokens[last].end)
        before = sum(t.is_word or t.text[0] == "\x01" for t in self.tokens[:opening])
        side: Side = "after" if before < _FEW and not self._quoted(opening) else "before"
        named = _named(who, self._role_after(last + 1))
        return Attribution(span, named[0], side, named[1], self._carriers(last))

    def _quoted(self, before: int) -> bool:
        return any(t.text[0] == "\x01" for t in self.tokens[:before])

    def _is_plain(self, first: int, who: str) -> bool:
        """Whether a short word such as the German “so” stands before no speaker."""
        before = self.tokens[first - 1]
        if before.lower != "so":
            return False
        paused = first < 2 or self.tokens[first - 2].is_pause  # noqa: PLR2004 (the sign before it)
        named = who[0].isupper() or who.lower().split()[0] in self.words.set("articles")
        return not (paused and first > 1 and named)

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
        return min(last - 1, first + _LONGEST)

    def _ends_german_name(self, at: int) -> bool:
        """Whether a word in small letters after a noun is no part of a name: “Polizei kamen …”."""
        plain = self.tokens[at].text[0].islower() and self.tokens[at - 1].text[0].isupper()
        return plain and self.tokens[at].lower not in self.words.set("of")

    # --- carriers -------------------------------------------------------------------------------

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


def _named(who: str, role: str) -> tuple[str, str]:
    """The name and what it says of him; “the director, Henk Baum” has them the other way round.

    >>> _named("the director", "Henk Baum"), _named("Baum", "the director")
    (('Henk Baum', 'the director'), ('Baum', 'the director'))
    """
    swapped = bool(role) and all(part[0].isupper() for part in role.split() if part[0].isalpha())
    plain = any(part[0].islower() for part in who.split())
    return (role, who) if swapped and plain and role[0].isalpha() else (who, role)
