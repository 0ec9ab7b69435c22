"""The languages of units."""

from __future__ import annotations


def base(tag: str) -> str:
    """The language of a tag, without its region or script.

    >>> base("en-GB"), base("KK")
    ('en', 'kk')
    """
    return tag.partition("-")[0].lower()
