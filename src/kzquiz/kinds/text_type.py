"""The type of the text fields that authors write."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import ValidationInfo
from pydantic_core import CoreSchema, core_schema

RefersTo = Literal["claim", "speaker", "source", "difference"]


def _spelled(value: Any) -> Any:
    """The text that the author typed, even if YAML reads it as a number or as true or false."""
    if value is True or value is False:
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


_PARTS = re.compile(r"[^\s_-]+")
_OPENING = re.compile(r"""(?<![^\s(\[{/“‘—–-])"(?=\S)""")
_SINGLE = re.compile(r"""(?<![^\s(\[{/“—–-])'(?=\S)([^'\n]*[^\s'])'(?!\w)""")


def respelt(text: str) -> str:
    """A word or id with the capitals, spaces and ``_`` of ids.

    >>> respelt("Witness claim"), respelt("source_b")
    ('witness-claim', 'source-b')
    """
    return "-".join(_PARTS.findall(text.casefold()))


def curly(text: str) -> str:
    r"""The text with curly quotation marks and apostrophes, so that both sorts print alike.

    >>> curly('The "crowd" wasn\'t the workers\' \'mob\'.')
    'The “crowd” wasn’t the workers’ ‘mob’.'
    """
    if '"' in text:
        text = _OPENING.sub("“", text).replace('"', "”")
    if "'" in text:
        text = _SINGLE.sub(r"‘\1’", text).replace("'", "’")
    return text


def _as_printed(value: str, _: ValidationInfo) -> str:
    return curly(value)


class TextType:
    """The type of a text field: stripped, not empty unless ``limits`` allow it, then checked.

    ``limits`` are those of pydantic-core's string schema. ``names`` is the sort of entry that an id
    refers to. ``prose`` is True for free text, False for a text with a pattern.

    The schema is made once for each type: the models have some 200 text fields, and composing
    pydantic's own markers at each took a third of the time of a build.
    """

    def __init__(
        self,
        check: Callable[[str, ValidationInfo], str] | None = None,
        names: RefersTo | None = None,
        before: Callable[[Any, ValidationInfo], Any] | None = None,
        **limits: Any,
    ) -> None:
        """Make the schema; ``before`` gets what is written, ``check`` a text within ``limits``."""
        text = core_schema.str_schema(strip_whitespace=True, **({"min_length": 1} | limits))
        schema: CoreSchema = core_schema.no_info_before_validator_function(_spelled, text)
        if before is not None:
            schema = core_schema.with_info_before_validator_function(before, schema)
        if check is not None:
            schema = core_schema.with_info_after_validator_function(check, schema)
        self.schema = schema
        self.names = names
        self.prose = "pattern" not in limits

    def __get_pydantic_core_schema__(self, *_: Any) -> CoreSchema:
        """The schema, as pydantic's protocol for markers wants it."""
        return self.schema


ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST = 5000  # characters: two pages of print; comparing texts takes time by the square of it
LONGEST_ID = 100
Prose = Annotated[str, TextType(_as_printed, max_length=LONGEST)]
Phrase = Annotated[str, TextType(_as_printed, max_length=160)]
Id = Annotated[str, TextType(pattern=ID, max_length=LONGEST_ID)]
