"""Gives the words that a rule looks for in the language of a text.

English ones are the patterns of the rule. Those of other languages are lists in
`kzquiz.languages.words`.
"""

from __future__ import annotations

import re
from typing import TypeVar

from kzquiz.check.engine.phrases import Phrases
from kzquiz.languages.words import rule_words

__all__ = ["NEGATIONS", "begins_in_tongue", "in_tongue", "whole_in_tongue"]

English = TypeVar("English", bound="re.Pattern[str] | Phrases")
NEGATIONS = "negations"
"""The list of words that deny, such as “not”."""


def in_tongue(english: English, tag: str, *lists: str) -> English | re.Pattern[str]:
    """Give the pattern for some lists of words in a language; the English one for English."""
    words = rule_words(tag)
    return words.written(*lists) if words else english


def whole_in_tongue(english: English, tag: str, *lists: str) -> English | re.Pattern[str]:
    """Give the same for texts that consist of one entry of the lists."""
    words = rule_words(tag)
    return words.whole(*lists) if words else english


def begins_in_tongue(english: English, tag: str, *lists: str) -> English | re.Pattern[str]:
    """Give the same for texts that begin with an entry of the lists."""
    words = rule_words(tag)
    return words.begins(*lists) if words else english
