"""Finds who says a sentence: the words of attribution in it, and the speaker that they name.

There is no grammar in it, only verbs of saying, commas and quotation marks. So it is wrong now and
then; every speaker that it gives is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kzquiz.authoring.draft.clauses import LONGEST, Attribution, Clauses, named, tokens
from kzquiz.authoring.draft.sayings import Sayings
from kzquiz.authoring.draft.statements import Span
from kzquiz.languages.words import Words


def attributions(text: str, words: Words) -> tuple[Attribution, ...]:
    """Find the attributions of a sentence in order; ``text`` has its quotations blotted out.

    >>> from kzquiz.languages.words import words
    >>> def told(text: str) -> list[tuple[str, str, str]]:
    ...     return [(a.who, a.role, a.side) for a in attributions(text, words("en"))]
    >>> told("Moe, the mayor, said it rained.")
    [('Moe', 'the mayor', 'after')]
    >>> told("The rain went on all day, police said on Monday.")
    [('police', '', 'before')]
    """
    cut = tokens(text)
    found = [*Sayings(text, cut, words).by_phrases(), *_Verbs(text, cut, words).by_verbs()]
    found.sort(key=lambda one: (one.span.start, -one.span.end))
    kept: list[Attribution] = []
    for one in found:
        if not kept or (
            one.span.start >= kept[-1].span.end
            and not _is_reported(text, kept[-1].span, one.span, words)
        ):
            kept.append(one)
    return tuple(kept)


def _is_reported(text: str, before: Span, after: Span, words: Words) -> bool:
    """Whether a verb is a part of what somebody says: “it says that the law asks for more”."""
    between = tokens(text[before.end : after.start]) or tokens(text[after.start : after.end])
    rest = tokens(text[after.end :])
    that = words.set("that")
    says = bool(rest) and (rest[0].lower in that or rest[0].text[0] in "\x01:")
    paused = any(token.is_pause for token in between)
    return between[0].lower in that and not says and not paused


class _Verbs(Clauses, frozen=True):
    """A sentence in which verbs of saying are looked for."""

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
        if left > 0 and self.tokens[left].text == ")":  # “the Union (TWU) said”
            opening = (n for n in range(left - 1, 0, -1) if self.tokens[n].text == "(")
            left = next(opening, left + 1) - 1
        # “Police in Lode said”: the words skipped were no adverbs.
        return left if left >= 0 else at - 1

    def _before_verb(self, at: int, left: int) -> tuple[str, str, int, int] | None:
        done = self.words.set("be") | self.words.set("auxiliaries")
        done |= self.words.set("no_speakers") - self.words.set("pronouns")
        joined = left > 0 and self.tokens[left].lower in self.words.set("conjunctions")
        if joined and self.tokens[0].lower in self.words.set("persons"):
            return self.tokens[0].text, "", 0, at  # “He stood up and said that …”
        if left < 0 or self.tokens[left].is_pause or self.tokens[left].lower in done:
            return None
        first = self._clause_start(left)
        core = self._core(first, left)
        if body := self._body_in_front(core[0] if core else ""):
            return (*body, at)
        if core is None and self.tokens[0].lower in self.words.set("persons"):
            return self.tokens[0].text, "", 0, at  # “He stood up and said that …”
        return (*core, at) if core else None

    def _body_in_front(self, subject: str) -> tuple[str, str, int] | None:
        """“В компании, …, ущерб оценили”: the body in front speaks, and the subject is a thing."""
        leads = self.tokens[0].lower in self.words.set("at_body")
        if not leads or (subject and self._may_speak(subject)):
            return None
        end = self._name_end(1)
        if self.tokens[end + 1 : end + 2] and self.tokens[end + 1].text in '«“„"':
            closing = (n for n in range(end + 2, len(self.tokens)) if self.tokens[n].text in '»”“"')
            end = next(closing, end)  # “В компании «Полюс» …”
        who = self._text(1, end) if end >= 1 else ""
        return (who, "", 0) if who and self._may_speak(who) else None

    def _with_apposition(self, at: int, left: int) -> tuple[str, str, int, int] | None:
        """“Brandt, 54, the mayor, said”: the name stands before the commas around what he is."""
        if left < 1 or self.tokens[left].text != ",":
            return None
        end, last = left, left
        role = ""
        found = None
        while True:
            comma = next((n for n in range(end - 1, 0, -1) if self.tokens[n].is_pause), 0)
            if comma < 1 or self.tokens[comma].text != "," or last - comma > LONGEST:
                break
            if not self._is_apposition(comma + 1, end - 1):
                break
            role, end = self._text(comma + 1, end - 1) + (f", {role}" if role else ""), comma
            core = self._core(self._clause_start(end - 1), end - 1)
            if core and (found is None or self._may_speak(core[0])):
                found = (*named(core[0], role), core[2], at)
        return found

    def _is_apposition(self, first: int, last: int) -> bool:
        """Whether the words between two commas may say what somebody is."""
        if first > last or any(t.text[0] == "\x01" for t in self.tokens[first : last + 1]):
            return False
        opening = self.tokens[first]
        if opening.lower in self.words.set("relatives"):
            return True
        plain = takewhile(
            lambda token: token.lower not in self.words.set("relatives"),
            self.tokens[first : last + 1],
        )
        if any(token.lower in self.words.set("auxiliaries") for token in plain):
            return False
        age = first == last and opening.text.isdigit()
        name = all(t.text[0].isupper() or not t.is_word for t in self.tokens[first : last + 1])
        roles = any(self._is_role(t.lower) for t in self.tokens[first : last + 1])
        owner = any(t.text.endswith(("’s", "'s", "s'")) for t in self.tokens[first : last + 1])
        return age or name or roles or owner or opening.lower in self.words.set("articles")

    def _after_verb(self, at: int) -> tuple[str, str, int, int] | None:
        """“…, said Moe, the mayor”: the speaker stands behind the verb."""
        ends = self.words.any_word("ends_name", "that", "relatives") | self._times
        ends -= self.words.set("articles")
        first = self._past_time(at + 1)
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
            and (self.tokens[last].lower not in ends or self._is_capital(last))
        ):
            last += 1
        last -= 1
        if last < first or last - first >= LONGEST:
            return None
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if after and after.lower in self.words.set("auxiliaries") | self.words.set("that"):
            return None
        if self.tokens[first].lower in self.words.set("of") - self.words.set("articles"):
            return None
        return (*named(self._text(first, last), self._role_after(last + 1)), at, last)

    def _has_that(self, at: int) -> bool:
        """Whether “that” stands at a place, perhaps behind a comma."""
        after = self.tokens[at + (self.tokens[at].text == ",") :][:1]
        return bool(after) and after[0].lower in self.words.set("that")

    def _past_time(self, first: int) -> int:
        """The first token that is no adverb and no time: “сообщила в понедельник охрана”."""
        while first < len(self.tokens):
            after = self.tokens[first + 1 : first + 2]
            lead = self.tokens[first].lower in self.words.set("plain_leads")
            if lead and after and after[0].lower in self._times:
                first += 2
            elif self.tokens[first].lower in self.words.set("between"):
                first += 1
            else:
                break
        return first

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
        if after and (after.text[0] in "\x01:" or self._has_that(last + 1)):
            return True
        if after is None or after.text == ".":
            return first > 0 and self.tokens[first - 1].is_pause
        if last > at or (first > 0 and self.tokens[first - 1].is_pause and after.is_pause):
            left = self.tokens[at - 1]
            paused = left.is_pause or left.lower in self.words.set("inverting")
            return last == at or paused
        alone = verb not in self.words.set("of_things") or self._may_speak(who)
        return verb in self.words.set("reproach") and alone
