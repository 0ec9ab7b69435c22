"""Takes each block of an article for a part: by its place, form and length, and by known words.

Only a short block is left out, unless the file says that it belongs to the page. The author sees
what each block was taken for and has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kzquiz.authoring.intake.blocks import Block, Part, RawBlock
from kzquiz.authoring.intake.bylines import is_byline, is_name_above
from kzquiz.authoring.intake.facts import Facts
from kzquiz.authoring.intake.phrases import phrases

_CRUMBS = re.compile(r"[^>›»/|·•]{1,30}(?:\s[>›»/|·•]\s[^>›»/|·•]{1,30}){2,}")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
# The credit of a picture at the end of a block: “[Jon Alder/Nordpress]”, “(AP Photo)”.
_CREDIT_END = re.compile(
    r"[\[(][^\])\n]{2,60}(?:/[^\])\n]{2,40}|\b(?:photo|images|handout)\b[^\])\n]{0,40})[\])]\s*$",
    re.IGNORECASE,
)
# “OSTERVIK, March 4 (Nordpress) — Water …”: a place, perhaps a date and an agency, and a dash.
_DATELINE = re.compile(
    r"(?P<line>(?P<place>[^\W\d_]{2,}\.?(?:[ '-][^\W\d_]{2,}\.?){0,3})"
    r"(?:,[^—–\n()]{2,40})?(?:\s*\([^)\n]{2,40}\))?)\s*(?:[—–]|\s-{1,2}\s)\s*(?=\S)"
)
# A credit behind a caption: “City Broadcast/J. Ode”, “Archive photo”.
_CREDIT_LINE = re.compile(r"(?:\n|[.!?]\s)[^\n.!?/]{2,40}/[^\n!?/]{2,40}\s*$")
# A label and a few words at the end of a block: “The mole after the storm. Photo: S. Vik”.
_LAST_LABEL = re.compile(
    r"(?:[.!?]\s+|\n|^)(?:[^\W\d_]+['’]s\s)?([^\W\d_]+):\s[^!?:\n]{2,40}?\.?\s*$"
)
_LABEL = re.compile(r"\s*[:—–]\s+|\.\s+")  # behind “Advertisement”
_SIGNS = " :.-–—*·|[]()"  # around the label of an advertisement
_PLACE = 3  # letters of a place: “UN —” is none
_CREDIT = 3  # words of “Archive photo”
_LINE = 40  # words of a headline, sub-heading or caption at most
_CROSSHEAD = 8  # words of a sub-heading inside the text
_HEADING = 5  # words of “What to read next on this”
_NEAR = 8  # blocks at the beginning or end in which a byline stands
_STAMP = 4  # words of a stamp that are no date: “Last updated by our desk”
_DATED = 3  # numbers of a date: day, month, year


def classify(raws: Iterable[RawBlock]) -> tuple[Block, ...]:
    """Take each block for a part of the article, or of the page around it."""
    facts = [Facts.of(raw) for raw in raws]
    parts = [_by_itself(one) for one in facts]
    _links_below_related(facts, parts)
    _bylines(facts, parts)
    _head(facts, parts)
    _crossheads(facts, parts)
    return tuple(
        Block(one.raw.text, part or "body", one.raw.at)
        for one, part in zip(facts, parts, strict=True)
    )


def lines(blocks: Iterable[Block]) -> Iterator[tuple[int, int | None, Block]]:
    """Each block with its number and the number of its paragraph; None if it is left out."""
    paragraph = 0
    for number, block in enumerate(blocks, 1):
        paragraph += block.is_kept
        yield number, paragraph if block.is_kept else None, block


def dateline(blocks: Sequence[Block]) -> str:
    """The dateline of an article, as printed: a block of its own, or before the first paragraph.

    >>> dateline([Block("LODE, March 4 (Nordpress) — Water poured in.", "body")])
    'LODE, March 4 (Nordpress)'
    """
    alone = next((block.text for block in blocks if block.part == "dateline"), "")
    first = next((block.text for block in blocks if block.part == "body"), "")
    found = _dateline(first)
    return alone or (found["line"].strip() if found else "")


def _dateline(text: str) -> re.Match[str] | None:
    """The dateline at the beginning of a text: its place is in capitals."""
    found = _DATELINE.match(text)
    return found if found and found["place"].isupper() and len(found["place"]) >= _PLACE else None


# --- a block by itself --------------------------------------------------------------------------


def _by_itself(one: Facts) -> Part | None:
    """What a block is by its own words and form; None if its place decides."""
    if one.raw.at:
        return "body"
    return _left_out(one) or _kept(one)


def _left_out(one: Facts) -> Part | None:
    if _is_advert(one):
        return "advertisement"
    page = one.raw.hint == "page"
    if (page or one.is_short) and (_is_share(one) or _is_count(one)):
        return "share line"
    link = one.is_short and (not one.is_sentence or ":" in one.plain)
    head = one.raw.text.strip().partition("\n")
    listed = bool(head[2]) and len(head[0].split()) <= _HEADING and len(one.words) <= _LINE
    if (page or link or listed) and one.starts(phrases().related):
        return "related links"
    crumbs = bool(_CRUMBS.fullmatch(one.plain)) and not _is_stamp(one)
    around = one.is_short and (_is_navigation(one) or crumbs)
    return "navigation" if page or around else None


def _is_navigation(one: Facts) -> bool:
    """Whether a block begins as menus and footers do; of the sentences only a claim of rights."""
    rights = one.starts(("©", "copyright"))
    return one.starts(phrases().navigation) and (rights or not one.is_sentence)


def _kept(one: Facts) -> Part | None:
    if one.raw.hint == "stamp" or (one.raw.hint != "item" and _is_stamp(one)):
        return "stamp"
    if one.raw.hint == "caption" or (one.raw.hint != "title" and _is_caption(one)):
        return "caption"
    if len(one.words) <= _LINE and one.starts(phrases().notice):
        return "notice"
    if _is_dateline(one):
        return "dateline"
    return "headline" if one.raw.hint == "title" else None


def _is_advert(one: Facts) -> bool:
    head, *rest = _LABEL.split(one.plain, maxsplit=1)
    labelled = bool(rest) and one.is_short
    label = one.raw.text.strip().partition("\n")[0]
    return (
        (len(one.words) <= _LINE and label.lower().strip(_SIGNS) in phrases().advertisement)
        or (labelled and head in phrases().advertisement)
    )  # fmt: skip


@cache
def _share_words() -> frozenset[str]:
    return frozenset(word for phrase in phrases().share for word in phrase.split())


@cache
def _counted_words() -> frozenset[str]:
    return frozenset(word for phrase in phrases().counted for word in phrase.split())


def _is_share(one: Facts) -> bool:
    """Whether a block is a row of share buttons: two thirds of its words are theirs, or all."""
    if one.is_sentence or not one.words:
        return False
    known = sum(word.strip(".") in _share_words() or word.isdigit() for word in one.words)
    if one.starts(phrases().share_starts):
        return known * 3 >= len(one.words) * 2
    return len(one.words) > 1 and known == len(one.words)


def _is_count(one: Facts) -> bool:
    """Whether a block counts what readers did: “1,204 likes”, “38 replies · 5 reposts”."""
    counted = [word for word in one.words if not word[0].isdigit()]
    known = all(word.strip(".") in _counted_words() for word in counted)
    return bool(counted) and known and len(counted) < len(one.words)


def _is_stamp(one: Facts) -> bool:
    """Whether a block is a date or a time, with or without a word such as “Updated”."""
    if not one.is_short:
        return False
    words = [word.strip(".") for word in one.words]
    numbers = [word for word in words if any(map(str.isdigit, word))]
    named = [word for word in words if word in phrases().months or word in phrases().days]
    if not numbers:
        return False
    known = {*phrases().dates, *_counted_words(), *numbers}
    rest = [word for word in words if word not in known]
    if one.starts(phrases().stamp):
        return len(rest) <= (_STAMP // 2 if one.is_sentence else _STAMP)
    if named and len(numbers) > 1 and not one.is_sentence:
        return len(rest) <= _STAMP  # “Coast Radio, 7 June 2031, 14:05”
    dated = bool(named) or len(numbers) >= _DATED or bool(_CLOCK.search(one.plain))
    return not rest and dated


def _is_caption(one: Facts) -> bool:
    head, colon, _ = one.plain.partition(":")
    labelled = bool(colon) and head.strip() in phrases().caption
    bare = one.is_short and not one.is_sentence and one.starts(("photo by", "getty images"))
    last = _LAST_LABEL.search(one.raw.text.lower())
    credited = last is not None and last[1] in phrases().caption
    return len(one.words) <= _LINE and (
        labelled or credited or bare or bool(_CREDIT_END.search(one.raw.text))
        or bool(_CREDIT_LINE.search(one.raw.text)) or _ends_as_caption(one)
    )  # fmt: skip


def _ends_as_caption(one: Facts) -> bool:
    """Whether a block ends with a credit of few words: “The court. Archive photo”."""
    last = re.split(r"[.!?\n]\s*", one.plain.rstrip("."))[-1].split()
    return (
        one.is_short
        and not one.is_sentence
        and len(last) <= _CREDIT
        and any(word in phrases().caption for word in last)
    )


def _is_dateline(one: Facts) -> bool:
    """Whether a block is a dateline alone: a place in capitals with a date or an agency."""
    text = one.raw.text.strip(" .—–-")
    found = _dateline(f"{text} — x") if one.is_short and not one.raw.hint else None
    return found is not None and found.end() > len(text) and ("," in text or "(" in text)


# --- a block among others -----------------------------------------------------------------------


def _links_below_related(facts: Sequence[Facts], parts: list[Part | None]) -> None:
    """Below a heading such as “Related stories” all lines are links until a sentence comes."""
    below = False
    for number, one in enumerate(facts):
        if parts[number] == "related links":
            # In “Read more: Dam opened in Norvik” heading and link stand in one block.
            below = ":" not in one.plain.rstrip(":") and len(one.words) <= _HEADING
        elif parts[number] is None and below and not one.is_sentence and len(one.words) <= _LINE:
            parts[number] = "related links"
        elif parts[number] is None:
            below = False


def _bylines(facts: Sequence[Facts], parts: list[Part | None]) -> None:
    for number, one in enumerate(facts):
        near = number < _NEAR or number >= len(facts) - _NEAR
        if parts[number] is None and near and (one.raw.hint == "byline" or is_byline(one)):
            parts[number] = "byline"
            if number and parts[number - 1] is None and is_name_above(facts[number - 1], one):
                parts[number - 1] = "byline"


def _head(facts: Sequence[Facts], parts: list[Part | None]) -> None:
    """Find headline and sub-headings: the lines before the first sentence of the text."""
    last = max(
        (n for n, one in enumerate(facts) if parts[n] is None and one.is_sentence), default=0
    )
    head = []
    for number in range(last):
        if parts[number] in {None, "headline"}:
            if not _is_line(facts[number]):
                break
            head.append(number)
    if not head:
        return
    first = next((n for n in head if parts[n] == "headline"), head[0])
    for number in head:
        if parts[number] is None:
            parts[number] = "headline" if number == first else "sub-heading"


def _is_line(one: Facts) -> bool:
    """Whether a block may be a headline or sub-heading."""
    other = one.is_sentence or one.raw.hint == "item" or _dateline(one.raw.text)
    return not other and 1 < len(one.words) <= _LINE


def _crossheads(facts: Sequence[Facts], parts: list[Part | None]) -> None:
    """A heading inside the text is a sub-heading: marked as one, or a short line before a sentence.

    The last block is never one.
    """
    for number, one in enumerate(facts[:-1]):
        if parts[number] is None and (
            one.raw.hint == "heading" or _is_crosshead(number, facts, parts)
        ):
            parts[number] = "sub-heading"


def _is_crosshead(number: int, facts: Sequence[Facts], parts: Sequence[Part | None]) -> bool:
    one = facts[number]
    around = [n for n in (number - 1, number + 1) if n >= 0]
    among = all(parts[n] is None and facts[n].is_sentence for n in around)
    bare = one.raw.hint == "" and "\n" not in one.raw.text and one.plain[-1:].isalnum()
    return among and bare and len(one.words) <= _CROSSHEAD
