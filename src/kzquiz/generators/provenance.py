"""Where a source is from, as all outputs print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzquiz.languages import Language
    from kzquiz.model import Source


def credit(source: Source, words: Language) -> str:
    """Give author, title, publisher and date, as far as they are stated; plain text.

    >>> from kzquiz.languages import language
    >>> from kzquiz.model import Source
    >>> bare = ("a", "Source A", "", "en", "no", "", 1, 1)
    >>> ice = Source(*bare, title="Ice", publisher="The Times", published="May 1912")
    >>> credit(ice, language("en"))
    '“Ice”. The Times, May 1912'
    """
    printed = words.comma.join(filter(None, (source.publisher, source.published)))
    title = words.quoted(source.title) if source.title else ""
    return ". ".join(filter(None, (source.author, title, printed)))


def rights(source: Source, words: Language) -> str:
    """Give the rights of a source, if they are free, and its attribution, if it has one."""
    names = {"quote": "", "public-domain": words.say("source.public-domain")}
    name = names.get(source.rights, source.rights)
    return ": ".join(filter(None, (name, source.attribution)))


def unstated(source: Source, words: Language) -> tuple[str, ...]:
    """Give what the copy does not state about itself: what the author says it lacks.

    If the author gives no list, it is what is not known of its origin.
    """
    known = {
        words.say("source.no-title"): source.title,
        words.say("source.no-author"): source.author,
        words.say("source.no-publisher"): source.publisher,
        words.say("source.no-date"): source.published,
    }
    if source.missing or not (any(known.values()) or source.free):
        return source.missing
    return tuple(name for name, value in known.items() if not value)
