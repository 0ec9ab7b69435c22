"""Rules on what sources.yaml tells of a source in the author's words: sort, days, language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from kzquiz.check.engine.moments import days_of_year
from kzquiz.check.engine.named import forms, names_one
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.timed import days_and_clocks
from kzquiz.check.engine.words import STOP, has_any, tokens, word_set
from kzquiz.expressions import expression
from kzquiz.languages import base
from kzquiz.model import Source, Speaker
from kzquiz.numbers import numbers

_SORTS: Mapping[str, tuple[str, ...]] = {
    "newspaper": ("newspaper", "local paper", "daily paper", "regional daily", "tabloid"),
    "news agency": ("news agency", "press agency", "wire service"),
    "press release": ("press release", "press office", "media release"),
    "post": ("post", "blog"),
    "letter": ("letter",),
    "newsletter": ("newsletter",),
    "notice": ("notice",),
    "leaflet": ("leaflet", "flyer", "brochure"),
    "magazine": ("magazine",),
    "broadcast": ("radio", "television", "broadcaster", "podcast"),
    "speech": ("speech",),
    "diary": ("diary",),
}  # fmt: skip
"""Sorts of texts, and the phrases by which a description names them."""
_AGO = expression(
    r"\b(?P<count>the|an?|one|[\w-]+) (?P<unit>day|week|month|year)s?"
    r" (?P<turn>after|later|before|earlier)\b"
)
_DAYS: Mapping[str, tuple[int, int]] = {
    "day": (1, 0), "week": (7, 4), "month": (30, 16), "year": (365, 200),
}  # fmt: skip
"""Unit of time → its days, and by how many days a text may round it."""
_SENDER = expression(r"\A[^\n]{0,60}?\((?P<name>[A-Z][^()\n]{1,40})\) ?[-–—]")
_WORD = expression(r"[^\W\d_]+")
_PERSON = expression(r"(?:(?:Mrs?|Ms|Miss|Dr)\.? )?[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+)?")
_YEAR = expression(r"\b(?:1[5-9]|20)\d\d\b")
_PART = 0.6
_FEW = 4
_IN_HAND: Mapping[str, tuple[str, ...]] = {
    "author": ("author", "writer", "byline", "wrote it"),
    "clock": ("hour", "clock time", "time of day", "time at which it was"),
    "year": ("year",),
    "day": ("date", "day of publication", "day on which it was", "when it was published"),
    "title": ("title", "headline"),
    "publisher": ("publisher",),
}
"""What a copy may lack → the words by which a list of what is missing names it."""
_OF_OTHERS = word_set("each every everybody he she they spoke surnames names friends witnesses")
# Short words that are in nearly every sentence of a language and hardly in another.
_EVERYDAY: Mapping[str, frozenset[str]] = {
    "en": word_set("the and of to was that with for is by from were it said has had not"),
    "de": word_set("der die und das den von mit ist im dem nicht ein eine auf für wurde sich"),
    "fr": word_set("le la les des et est une dans du que pour qui sur pas au par avec été"),
    "es": word_set("el los las que y del una por con para se su al fue como más pero"),
    "it": word_set("il che di e della per una con del sono è gli non alla nel più"),
    "pt": word_set("o os que e do da em um uma para com não dos das no na foi mais"),
    "nl": word_set("de het een en van dat is op te zijn voor met niet werd aan ook"),
    "pl": word_set("i w na z się że nie do jest to po jak był od przez"),
    "ru": word_set("и в на что не с по как из к был за это для о от было"),
    "kk": word_set("және бұл мен үшін деп болды бар оның сол бірақ туралы кейін"),
    "ar": word_set("في من على أن إلى عن التي الذي هذا مع كان ما بعد"),
}
_LEAST_WORDS, _SURER, _SHARE = 30, 3, 0.06


@rule("EV90", "warning", UnitView, reads=("en",))
def source_misdescribed(unit: UnitView) -> Iterator[Finding]:
    """The description of a source, or its publisher, does not fit what the unit knows of it.

    Sheets print both under the title. “A newspaper report” is not by a press office; “two weeks
    after the flood” is compared with the other dates of the unit. A publisher shares a word with
    the other names of its newsroom, is the sender in the first line of the article, and is no
    speaker who is only quoted in it.

    Bad:
        sources:
          - {id: a, published: 4 January 2022}
          - {id: b, published: 6 January 2022, about: A report written two weeks after the flood.}

    Good:
        sources:
          - {id: a, published: 4 January 2022}
          - {id: b, published: 6 January 2022, about: A report written two days after the flood.}
    """
    for source in unit.facts.sources.values():
        entry = f"source/{source.id}"
        rooms = _newsrooms(unit, source)
        said = _sorts(source.about)
        names = (name for room in rooms for name in (*unit.names[room.id], room.role))
        known = _sorts(" . ".join((source.publisher, source.title, *names)))
        if said and known and said.isdisjoint(known):
            yield Finding(
                f"“about” calls it a {min(said)}, and the unit a {min(known)} elsewhere",
                "make the two agree",
                ("about",),
                entry,
            )
        if phrase := _wrong_distance(unit, source):
            yield Finding(
                f"“{phrase}”: no other date of the unit is so far from “{_day_of(source)}”",
                "count the days again",
                ("about",),
                entry,
            )
        if wrong := _other_publisher(unit, source, rooms):
            yield Finding(
                f"“{source.publisher}” seems not to have published it: {wrong}",
                "name the publisher whose text it is",
                ("publisher",),
                entry,
            )


def _newsrooms(unit: UnitView, source: Source) -> tuple[Speaker, ...]:
    """The newsrooms that speak for themselves in a source."""
    speaking = {
        name
        for claim in unit.facts.claims.values()
        if claim.source == source.id
        for name in claim.speakers
    }
    speakers = unit.facts.speakers.values()
    rooms = [speaker for speaker in speakers if speaker.side == "newsroom"]
    named = [room for room in rooms if has_any(room.name, [source.label])]
    return tuple(named or [room for room in rooms if room.id in speaking])


def _sorts(text: str) -> frozenset[str]:
    """The sorts of texts that a description names, in small letters: “Evening Post” is a name."""
    words = f" {' '.join(_WORD.findall(text))} "
    return frozenset(
        sort
        for sort, names in _SORTS.items()
        if any(f" {name} " in words or f" {name}s " in words for name in names)
    )


def _day_of(source: Source) -> str:
    """The day of a source, as it is written: of its publication or its stamp."""
    return next((text for text in (source.published, *source.stamps) if days_of_year(text)), "")


def _wrong_distance(unit: UnitView, source: Source) -> str:
    """A phrase such as “two days after” in a description that fits no other date of the unit."""
    own = days_of_year(_day_of(source))
    others = [_day_of(one) for one in unit.facts.sources.values() if one.id != source.id]
    others += [claim.as_of for claim in unit.facts.claims.values()]
    others += [event.when for event in unit.info.timeline]
    known = {day for text in others for day in days_of_year(text)}
    for found in _AGO.finditer(source.about) if own and known else ():
        counts = [1] if found["count"] in ("the", "a", "an") else []
        counts += [int(number.value) for number in numbers(found["count"])]
        days, loose = _DAYS[found["unit"]]
        turn = 1 if found["turn"] in ("after", "later") else -1
        for count in counts:
            wanted = own[0] - turn * count * days
            if all(abs(day - wanted) > loose for day in known):
                return found[0]
    return ""


def _other_publisher(unit: UnitView, source: Source, rooms: tuple[Speaker, ...]) -> str:
    """Why the publisher of a source seems to be another; empty if nothing shows it."""
    own = {word for word in tokens(source.publisher) if word not in STOP}
    known = [alias for room in rooms for alias in room.aliases if alias not in unit.labels]
    # A newsroom may be a person, such as the reporter of a testimony.
    aliases = [one for one in known if not _PERSON.fullmatch(one)]
    if not own or base(source.language) != "en":
        return ""
    if aliases and own.isdisjoint(word for alias in aliases for word in tokens(alias)):
        return f"the unit calls its newsroom “{aliases[0]}”"
    article = unit.proofs[source.id].article
    for text in article.texts[:3] if article else ():
        sender = _SENDER.match(text)
        if sender and own.isdisjoint(tokens(sender["name"])):
            short = "".join(word[0] for word in source.publisher.split() if word[0].isupper())
            if short != sender["name"]:
                return f"its first line has “{sender['name']}”"
    return _is_all_of_another(unit, source)


def _is_all_of_another(unit: UnitView, source: Source) -> str:
    """Whether one speaker makes most claims of a source that names another as its publisher."""
    firsts = [one.speakers[0] for one in unit.facts.claims.values() if one.source == source.id]
    name, times = next(iter(Counter(firsts).most_common(1)), ("", 0))
    if times < max(_FEW, _PART * len(firsts)):
        return ""
    speaker = unit.facts.speakers[name]
    by = f"{source.publisher}\n{source.author}"
    if speaker.side in ("newsroom", "media") or names_one(by, forms(unit.names[name])):
        return ""
    return f"most of its claims are by {speaker.name}"


@rule("EV91", "warning", UnitView, reads=("en",))
def missing_and_given(unit: UnitView) -> Iterator[Finding]:
    """Something is listed as missing from a copy, and sources.yaml gives it.

    Learners read the list beside the title. One of the two is wrong.

    Bad:
        source: {id: a, published: "6 January 2022, 21:40", missing: [the hour of publication]}

    Good:
        source: {id: a, published: 6 January 2022, missing: [the hour of publication]}
    """
    for source in unit.facts.sources.values():
        dated = f"{source.published} {source.dateline} {' '.join(source.stamps)}"
        given = {
            "author": source.author,
            "clock": " ".join(time.raw for time in days_and_clocks(dated) if time.clock),
            "year": " ".join(_YEAR.findall(dated)),
            "day": dated if days_of_year(dated) else "",
            "title": source.title,
            "publisher": source.publisher,
        }
        for number, text in enumerate(source.missing):
            what = next((one for one, names in _IN_HAND.items() if has_any(text, names)), "")
            if what and given[what] and _OF_OTHERS.isdisjoint(tokens(text)):
                yield Finding(
                    f"“{text}” is listed as missing, and is “{given[what].strip()}”",
                    "take it out of one place",
                    ("missing", number),
                    f"source/{source.id}",
                )


@rule("EV92", "warning", UnitView)
def language_of_source(unit: UnitView) -> Iterator[Finding]:
    """The language that a source is said to be in is not that of its article.

    Rules read an article by the words of its language, and keys say in which language it is. The
    most common words of eleven languages are counted. It needs the article.

    Bad:
        source: {id: a, language: fr}

    Good:
        source: {id: a, language: en}
    """
    for source in unit.facts.sources.values():
        article = unit.proofs[source.id].article
        words = [word for text in article.texts for word in tokens(text)] if article else []
        if len(words) < _LEAST_WORDS or base(source.language) not in _EVERYDAY:
            continue
        counts = {tag: sum(word in known for word in words) for tag, known in _EVERYDAY.items()}
        best = max(counts, key=lambda tag: (counts[tag], tag))
        own = counts[base(source.language)]
        if counts[best] > _SHARE * len(words) and counts[best] > _SURER * own:
            yield Finding(
                f"“language: {source.language}”, and the article seems to be in “{best}”",
                f"write “language: {best}”, or is it another text?",
                ("language",),
                f"source/{source.id}",
            )
