"""Finds words that an author should not write. All rules with a word list use this."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from kzquiz.check.engine.phrases import Phrases
from kzquiz.check.engine.rule import Finding
from kzquiz.check.engine.subjects import AuthoredText, QuestionView
from kzquiz.check.engine.voice import is_name, own_voice
from kzquiz.expressions import expression
from kzquiz.problems import Severity

__all__ = ["find", "findings", "stem_of"]


_CAPITAL = expression(r" [A-Z][a-z]")
_HYPHEN_BEFORE = expression(r"\w-\Z")
_HYPHEN_AFTER = expression(r"-\w")
Test = Callable[[re.Match[str]], object]
Pattern = re.Pattern[str] | Phrases


def find(pattern: Pattern, text: str, unless: Test | None = None) -> re.Match[str] | None:
    """The first match in the author's own words: in no quotation, no name and no compound.

    A match for which ``unless`` is true is skipped.

    >>> nobody = re.compile(r"no|never", re.IGNORECASE)
    >>> find(nobody, "The group Never Again asked for a no-fly zone; “no”, said the minister.")
    """
    for match in pattern.finditer(own_voice(text)):
        if is_name(match) or _in_compound(match) or (unless and unless(match)):
            continue
        return match
    return None


def _in_compound(match: re.Match[str]) -> bool:
    """Whether the match is tied to another word: “no-fly”, “all-party”, “Never Again”."""
    text, found = match.string, match[0]
    before, after = text[: match.start()], text[match.end() :]
    title = found.istitle() and _CAPITAL.match(after)
    return bool(title or _HYPHEN_BEFORE.search(before) or _HYPHEN_AFTER.match(after))


def findings(  # noqa: PLR0913 (where, what, what to say)
    question: QuestionView,
    texts: Iterable[AuthoredText],
    pattern: Pattern,
    message: str,
    advice: str,
    severity: Severity | None = None,
    *,
    unless: Test | None = None,
) -> Iterator[Finding]:
    """A finding at each text of a question in which `find` finds the pattern.

    ``{}`` in ``message`` is replaced by the matched words.
    """
    words = question.option_vocabulary if texts is question.options else question.vocabulary
    if isinstance(pattern, Phrases) and not pattern.may_be_among(words):
        return
    for text in texts:
        if match := find(pattern, text.text, unless):
            yield Finding(message.format(match[0].strip(" ,.;")), advice, text.at, "", severity)


def stem_of(question: QuestionView) -> tuple[AuthoredText, ...]:
    """The printed stem, at the place where its author wrote it; as a list for `findings`."""
    return question.stem_texts
