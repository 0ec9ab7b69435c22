"""Finds who says a sentence in phrases such as “according to X”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from kzquiz.authoring.draft.clauses import FEW, Attribution, Clauses, Side, named
from kzquiz.authoring.draft.statements import Span


class Sayings(Clauses, frozen=True):
    """A sentence in which phrases are looked for that name a speaker."""

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

        for match in re.finditer(rf"\b(?:{self.words.any_of('citing')})(?=\s)", lower):
            if found := self._named_after(match.start(), match.end()):
                yield structs.replace(found, side="before", cited=True)
        yield from self._in_view()
        yield from self._quoted_as()
        yield from self._with_saying()

    def _in_view(self) -> Iterator[Attribution]:
        """“For director Moe that is “a wish list””: a quotation is the view of somebody."""
        if len(self.tokens) < FEW or self.tokens[0].lower not in self.words.set("view_leads"):
            return
        last = self._name_end(1)
        who = self._text(1, last) if last >= 1 else ""
        quotes = any(token.text[0] in '\x01“„«"' for token in self.tokens)
        if who and quotes and self._may_speak(who):
            name, role = named(who, self._role_after(last + 1))
            span = Span(self.tokens[0].start, self.tokens[last].end)
            yield Attribution(span, name, "after", role)

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
        side: Side = "after" if before < FEW and not self._quoted(opening) else "before"
        name, role = named(who, self._role_after(last + 1))
        return Attribution(span, name, side, role, self._carriers(last))

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
