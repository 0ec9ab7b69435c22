"""The languages of units: every printed word, in a file for each language, and its grammar.

``en.yaml`` is the pattern: the other files have the same keys with the same names in braces. A text
that counts something is a list of forms, by the plural categories of Unicode CLDR (``one``,
``few``, ``many`` …). A language that has no file gets the English words, and so does a language
for a group of texts that it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from kzquiz.languages.plurals import Plural, plural

FOLDER = Path(__file__).parent
FALLBACK = "en"
UNSPACED: Mapping[str, str] = {
    "bo": "Tibetan",
    "ja": "Japanese",
    "km": "Khmer",
    "lo": "Lao",
    "my": "Burmese",
    "th": "Thai",
    "yue": "Cantonese",
    "zh": "Chinese",
}
"""Languages whose words are not divided by spaces, by tag."""
_NAME = re.compile(r"\{\w+\}")
_TELLING = 8  # letters between the names of a text by which it is known
_STRAIGHT = re.compile(r'"([^"]*)"')
Text = str | Mapping[str, str]
Number = Callable[[str], str]


class Language(Struct, frozen=True, eq=False):
    """The words and signs of a language.

    ``tag`` is its BCP 47 tag, ``name`` its own name. ``quotes`` are the outer and the inner
    quotation marks, opening and closing. ``decimal`` and ``thousands`` are the separators in
    numbers, ``comma`` and ``semicolon`` those of lists, ``colon`` stands after a head.
    """

    tag: str
    name: str
    rtl: bool
    quotes: tuple[str, str, str, str]
    decimal: str
    thousands: str
    comma: str
    semicolon: str
    colon: str
    texts: Mapping[str, Text]
    plural: Plural

    @property
    def arrow(self) -> str:
        """An arrow between spaces, from one to the next in the direction of reading."""
        return " ← " if self.rtl else " → "

    def say(self, key: str, /, **values: object) -> str:
        """The text of a key, such as ``sheet.name``, with the values of its names in braces.

        Raises KeyError for a key that the language has not.
        """
        text = self.texts[key]
        if not isinstance(text, str):
            message = f"{key} counts something: use count"
            raise TypeError(message)
        return text.format(**values) if values else text

    def get(self, key: str, default: str) -> str:
        """The text of a key, or another text if the language has none."""
        text = self.texts.get(key, default)
        return text if isinstance(text, str) else default

    def count(self, amount: int, noun: str) -> str:
        """A number with its noun: ``2 marks``. The forms are under ``count``.

        >>> language("en").count(1, "mark"), language("en").count(2, "mark")
        ('1 mark', '2 marks')
        """
        forms = self.texts[f"count.{noun}"]
        if isinstance(forms, str):
            return forms.format(n=amount)
        return forms.get(self.plural(amount), forms["other"]).format(n=amount)

    def number(self, value: object) -> str:
        """A number with the separators of the language: ``2,500.5``."""
        whole, point, rest = f"{value:,}".partition(".")
        return whole.replace(",", self.thousands) + (self.decimal + rest if point else "")

    def owns(self, text: str) -> bool:
        """Whether a text is one of the language's own, with the values of its names in braces.

        >>> language("en").owns("Who said what?"), language("en").owns("Who opened the gate?")
        (True, False)
        """
        return any(_own(self).fullmatch(one) for one in (text, text.removesuffix(".")))

    def quoted(self, text: str) -> str:
        """Put text in quotation marks; those inside it become inner ones.

        >>> language("en").quoted('called it a “riot” and "over"')
        '“called it a ‘riot’ and ‘over’”'
        """
        outer, close, inner, inner_close = self.quotes
        within = _STRAIGHT.sub(rf"{inner}\1{inner_close}", text)
        within = within.replace(outer.strip(), inner).replace(close.strip(), inner_close)
        return f"{outer}{within}{close}"

    def head(self, text: str) -> str:
        """A text before what it heads: with a colon, if it is no question.

        >>> language("en").head("Sample answer"), language("en").head("Who says so?")
        ('Sample answer:', 'Who says so?')
        """
        return text if text.endswith(("?", "؟")) else f"{text}{self.colon}"

    def place(self, paragraph: int, at: str = "") -> str:
        """Where in a source something stands: ``par. 9``, in a recording its time ``12:30``."""
        return at or self.say("source.paragraph", number=paragraph)

    def listed(self, names: Sequence[str]) -> str:
        """Names in a list: ``A, B and C``."""
        *others, last = names
        if not others:
            return last
        return self.say("page.list", first=self.comma.join(others), last=last)

    def group(self, name: str) -> Mapping[str, Any]:
        """The texts of a group, such as ``skill``, by their names in it."""
        start = f"{name}."
        return {
            key.removeprefix(start): text
            for key, text in self.texts.items()
            if key.startswith(start)
        }

    def words(self, key: str) -> tuple[str, ...]:
        """The words of a text that is a list, divided by bars."""
        return tuple(filter(None, self.say(key).split(" | ")))

    def short(self, label: str) -> str:
        """The label of a source without the word for a source before or after it.

        >>> language("en").short("Source A"), language("en").short("The Source, page 1")
        ('A', 'The Source, page 1')
        """
        word = self.say("source.word")
        return label.removeprefix(word).removesuffix(word).strip() or label


@cache
def _own(words: Language) -> re.Pattern[str]:
    """The texts of a language. A text with few words between its names would match any other."""
    forms = [
        form
        for text in words.texts.values()
        for form in ([text] if isinstance(text, str) else text.values())
    ]
    fixed = [form for form in forms if not _NAME.search(form)]
    named = [form for form in forms if len(_NAME.sub("", form)) >= _TELLING and _NAME.search(form)]
    listed = [part for form in fixed for part in form.split(" | ")]
    parts = [re.escape(one) for one in {*fixed, *listed}]
    parts += [".+?".join(map(re.escape, _NAME.split(form))) for form in named]
    return re.compile("|".join(sorted(parts)), re.DOTALL)


def base(tag: str) -> str:
    """The language of a tag, without its region or script.

    >>> base("en-GB"), base("KK")
    ('en', 'kk')
    """
    return tag.partition("-")[0].lower()


def language(tag: str) -> Language:
    """The words of a language, or the English ones if it has no file (see `is_known`)."""
    name = base(tag)
    return _read(name if is_known(name) else FALLBACK)


def is_known(tag: str) -> bool:
    """Whether there is a file with the words of a language."""
    return base(tag) in known()


@cache
def known() -> tuple[str, ...]:
    """The languages that have a file, by tag."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


@cache
def _read(tag: str) -> Language:
    data = dict(file_of(tag))
    about = data.pop("language")
    texts = {
        f"{group}.{name}": text for group, texts in data.items() for name, text in texts.items()
    }
    return Language(
        tag=tag,
        name=about["name"],
        rtl=about["direction"] == "rtl",
        quotes=tuple(about["quotes"]),
        decimal=about["decimal"],
        thousands=about["thousands"],
        comma=about["comma"],
        semicolon=about["semicolon"],
        colon=about["colon"],
        texts=texts if tag == FALLBACK else {**_read(FALLBACK).texts, **texts},
        plural=plural(tag),
    )


def file_of(tag: str) -> Mapping[str, Mapping[str, Any]]:
    """The file of a language: its groups of texts, and ``language``, what is said about it."""
    from yaml import CBaseLoader, load  # noqa: PLC0415 (only where something is printed)

    data: Mapping[str, Mapping[str, Any]] = load(
        (FOLDER / f"{tag}.yaml").read_text("utf-8"),
        Loader=CBaseLoader,  # noqa: S506 (texts only)
    )
    return data
