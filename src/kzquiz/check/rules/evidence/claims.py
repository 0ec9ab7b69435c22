"""Rules on claims: the paragraph that a claim cites has its speakers, names and sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kzquiz.check.engine.grounds import Grounds, Place
from kzquiz.check.engine.named import capitals
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, Path
from kzquiz.check.engine.words import STOP, outside_quotes, tokens, word_list
from kzquiz.evidence.article import same_word
from kzquiz.languages.words import Words, alternatives, rule_words

_COLOURS = "red orange yellow green blue purple pink brown black white grey gray"
_COMPASS = (
    "north south east west northern southern eastern western northeast northwest southeast"
    " southwest"
)
_SENSES = (frozenset(word_list(_COLOURS)), frozenset(word_list(_COMPASS)))
"""Words of which a text that has one means no other."""
# “Before” and “after” are not here: “A before B” and “B after A” say the same.
_OPPOSITES = tuple(
    tuple(word_list(pair))
    for pair in (
        "earlier later", "above below", "upstream downstream", "inside outside", "rose fell",
        "risen fallen", "rise fall", "won lost", "winner loser", "opened closed",
        "largest smallest", "oldest youngest", "highest lowest", "increase decrease",
        "increased decreased", "fewer more",
    )
)  # fmt: skip


@rule("EV33", "warning", ClaimView, lists=("pronouns",))
def speaker_not_in_paragraph(view: ClaimView) -> Iterator[Finding]:
    """A speaker of a claim is not named in its paragraph.

    A claim is worth what its speaker is worth, and the chain of speakers is printed on keys and
    cards. A speaker counts as named by the name or another name, the surname, the noun of the role
    (“spokesperson”) or an abbreviation. Who is named in the two paragraphs before is taken for
    known, if the paragraph names no other speaker. Who only passes a statement on, or is the only
    speaker of the source, may be named anywhere in it, and so may the speaker of a headline. A
    newsroom does not name itself, nor does a speaker who publishes or writes the source.

    A fingerprint shows only that the whole article has no name of the speaker.

    Bad:
        claim:
          id: a5-repairs
          speakers: [mayor]

    Good:
        claim:
          id: a5-repairs
          speakers: [water-board]
    """
    grounds = Grounds(view)
    if view.claim.inferred_from:
        return
    for number, speaker in enumerate(grounds.speakers):
        place = grounds.speaker(speaker)
        where = view.claim.speakers.index(speaker.id)
        others = grounds.others_named if place in ("near", "by pronoun") else ()
        if others and not number and not grounds.names_a_speaker:
            yield Finding(
                f"{_the_place(grounds, place)} names {others[0].name}, and not {speaker.name}",
                f"name the speaker that {grounds.passage} names, if it is the one who says this",
                ("speakers", where),
            )
        if place not in ("elsewhere", "nowhere"):
            continue
        # Who carries a statement, or has a whole source, as in a post, is often named once; a
        # headline names few.
        once = number or view.claim.part == "headline" or grounds.is_only_speaker(speaker)
        if place == "elsewhere" and once:
            continue
        yield Finding(
            f"{_the_place(grounds, place)} does not name {speaker.name}",
            "name the speaker that the source names, or add the name that it uses to “aliases”",
            ("speakers", where),
        )


@rule("EV37", "warning", ClaimView, reads=("en",))
def name_not_in_source(view: ClaimView) -> Iterator[Finding]:
    """The “says” or the “place” of a claim has a name that the source does not print.

    Names are the facts that are mixed up most easily. Names of the unit's speakers and terms of the
    glossary may stand in any claim.

    Bad:
        claim:
          id: a2-request
          says: The mayor turned to the army in Lindhaven for boats.

    Good:
        claim:
          id: a2-request
          says: The mayor of Ostervik turned to the army for boats.
    """
    grounds = Grounds(view)
    if view.claim.inferred_from:
        return
    place = view.claim.figure.place if view.claim.figure else ""
    told: list[tuple[str, tuple[str, ...]]] = [
        (name, ("says",)) for name in capitals(outside_quotes(view.claim.says))
    ]
    told += [(name, ("figure", "place")) for name in capitals(f"in {place}") if place]
    for name, at in told:
        new = [word for word in tokens(name) if word.removesuffix("'s") not in grounds.known_words]
        if new and grounds.name(" ".join(new)) == "nowhere":
            yield Finding(
                f"“{name}” stands nowhere in {grounds.source.label}",
                "write the name that the source prints",
                at,
            )


@rule("EV38", "warning", ClaimView, worst="warning", lists=("colours", "directions"))
def another_sense(view: ClaimView) -> Iterator[Finding]:
    """The “says” of a claim has another colour or direction than its paragraph, or the opposite.

    In English the place and category of its figure are read, too. It is a warning for colours and
    points of the compass, and a hint for opposites such as earlier and later, which a sentence may
    turn round. It needs the article, in the language of the unit.

    Bad:
        claim:
          id: b6-worst
          says: No flood in the town's history was worse; the town lies above the river.

    Good:
        claim:
          id: b6-worst
          says: No flood in the town's history was worse; the town lies below the river.
    """
    grounds = Grounds(view)
    if not grounds.paragraph or grounds.tag != view.unit.tag:
        return
    says = outside_quotes(view.claim.says)
    if words := rule_words(grounds.tag):
        yield from _other_sense(says, grounds, words)
        return
    there = tokens(grounds.paragraph)
    figure = view.claim.figure
    told: list[tuple[str, Path]] = [(says, ("says",))]
    if figure:
        told += [(figure.place, ("figure", "place")), (figure.category, ("figure", "category"))]
    for text, at in told:
        for word, other, sure in opposite_in(tokens(text), there):
            yield Finding(
                f"“{word}” is not in {grounds.passage}, which has “{other}”",
                "say what the source says, if both speak of the same thing",
                at,
                severity=None if sure else "hint",
            )


def opposite_in(said: Sequence[str], there: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Words whose other colour, direction or opposite a passage has, and not the words.

    Gives each with the other word, and whether it is a colour or direction, of which a text means
    one.
    """
    for word in dict.fromkeys(said):
        for other in _others(word):
            if _has(there, other) and not _has(there, word) and not _has(said, other):
                yield word, other, any(word in sense for sense in _SENSES)
                break


def _other_sense(says: str, grounds: Grounds, words: Words) -> Iterator[Finding]:
    """The same in a language whose words are data: those of one sense have one value."""
    for sense in ("colours", "directions"):
        said, there = _senses(sense, says, words), _senses(sense, grounds.paragraph, words)
        for value in said.keys() - there.keys():
            if others := [word for other, word in there.items() if other not in said]:
                yield Finding(
                    f"“{said[value]}” is not in {grounds.passage}, which has “{others[0]}”",
                    "say what the source says, if both speak of the same thing",
                    ("says",),
                )


def _senses(name: str, text: str, words: Words) -> dict[Decimal, str]:
    """The words of a list of senses in a text, by the value of each sense."""
    return {
        value: found[0]
        for word, value in words.values(name).items()
        if (found := re.search(rf"(?<!\w)(?:{alternatives([word])})(?!\w)", text, re.IGNORECASE))
    }


def _others(word: str) -> Iterator[str]:
    """The words that mean something else of the same sort."""
    for sense in _SENSES:
        if word in sense:
            yield from sorted(sense - {word})
    for pair in _OPPOSITES:
        if word in pair:
            yield from (other for other in pair if other != word)


def _has(words: Iterable[str], wanted: str) -> bool:
    """Whether words have a word, with any ending unless it is short."""
    return any(word == wanted or (word not in STOP and same_word(wanted, word)) for word in words)


def _the_place(grounds: Grounds, place: Place) -> str:
    label = grounds.source.label
    return label if place == "nowhere" else f"{label}, {grounds.passage},"
