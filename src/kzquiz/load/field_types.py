"""The types of fields in a unit's files: plain texts, addresses, names, time codes, languages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationInfo

from kzquiz.kinds.field_errors import field_error
from kzquiz.kinds.fields import LONGEST, Prose, Role, TextType, curly
from kzquiz.languages import UNSPACED, base, is_known, known
from kzquiz.text import to_plain


def _unmarked(text: str, _: ValidationInfo) -> str:
    return curly(to_plain(text))


# A text that is also printed where no markup can be, such as a title: it has none anywhere.
Plain = Annotated[str, TextType(_unmarked, max_length=LONGEST)]
OwnPlain = Annotated[Plain, Role("prose")]
PlainRecord = Annotated[Plain, Role("record")]
Own = Annotated[Prose, Role("prose")]
Record = Annotated[Prose, Role("record")]
Age = Annotated[int, Field(ge=6, le=99)]

# Where a source was found.
Link = Annotated[str, TextType(pattern=r"^https?://[!-~]+$", max_length=2000)]
# What may be done with a source: quote it, or print all of it.
Rights = Annotated[
    str,
    TextType(
        pattern=r"^(quote|public-domain|CC0 1\.0|CC BY(-NC)?(-SA|-ND)? [1-4]\.[05])$", max_length=20
    ),
]
# A file in the unit folder or in a folder of it; it cannot lead out of the unit folder.
FileName = Annotated[
    str, TextType(pattern=r"^([A-Za-z0-9_-]+/)?[A-Za-z0-9_-]+\.txt$", max_length=120)
]


# A time code of a recording: minutes and seconds, with hours before them if there are any.
_CODE = r"([1-9]\d?:[0-5]\d|[1-5]?\d):[0-5]\d"
TimeCode = Annotated[str, TextType(pattern=f"^{_CODE}$")]
TimeCodes = Annotated[
    str, TextType(pattern=f"^({_CODE}|none)( ({_CODE}|none))*$", max_length=LONGEST)
]


def _spaced(tag: str, _: ValidationInfo) -> str:
    """Refuse a language that does not divide its words: they cannot be counted or fingerprinted."""
    if name := UNSPACED.get(base(tag)):
        raise field_error(
            "unspaced-language",
            f"{name} is written without spaces between words, which kzquiz cannot count yet",
            "a unit can be in any language that divides its words with spaces",
        )
    return tag


def _worded(tag: str, _: ValidationInfo) -> str:
    """Refuse a language that has no file with words."""
    if not is_known(tag):
        raise field_error(
            "unknown-language",
            f"kzquiz has no words in “{tag}”",
            f"write one of these: {', '.join(known())}",
        )
    return tag


_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
Printed = Annotated[str, TextType(_worded, pattern=_TAG)]
"""A language in which kzquiz can print."""
SpacedLanguage = Annotated[str, TextType(_spaced, pattern=_TAG)]
"""The language of a unit."""
SourceLanguage = Annotated[str, TextType(_spaced, max_length=LONGEST), Role("record")]
"""The language of a source, as a tag or in words."""
