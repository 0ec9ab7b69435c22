"""Rules on what is filed beside a claim or a speaker: category, place and side are its own."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.fit import passages
from kzquiz.check.engine.named import has_form, has_words
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import ClaimView, UnitView
from kzquiz.check.engine.words import STOP, bare, has_phrase, tokens, word_set
from kzquiz.expressions import expression
from kzquiz.languages.words import rule_words
from kzquiz.model import Claim, Speaker

_OF_STATE = word_set("police ministry court prosecutor government army inspectorate")
_NOT_OF_STATE = word_set(
    "union shopkeeper shopper landlord resident neighbour neighbor passenger customer visitor"
    " student worker company firm charity campaigner protester owner singer musician farmer"
    " eyewitness witness newspaper agency-reporter"
)
_BY_THEMSELVES = word_set(
    "landlord landlady neighbour neighbor passenger tourist tenant shopper eyewitness mother father"
)
_SPEAKS_FOR = expression(
    r"\b(?:speaks? for|spokes(?:man|woman|person) (?:of|for)|head of|heads|leads|leader of"
    r"|director of|chief executive of|president of|chair(?:man|woman)? of|lawyer (?:of|for)"
    r"|secretary of)\s+(?P<whom>(?:the )?[^,;.()]+)"
)
_SHORT = 3


@rule("EV72", "warning", ClaimView, lists=("endings",))
def figure_misfiled(view: ClaimView) -> Iterator[Finding]:
    """The category or place of a figure has no word of its claim or paragraph, or is another's.

    Tables and sums compare the figures of one category. Two figures of one source, speaker and
    time with one category cannot have two values. Places and categories are compared with the
    paragraph, which needs the article.

    Bad:
        claim:
          id: a4-boats
          figure: {value: 12, unit: boats, category: people who left their homes}

    Good:
        claim:
          id: a4-boats
          figure: {value: 12, unit: boats, category: boats sent by the army}
    """
    claim, unit, figure = view.claim, view.unit, view.claim.figure
    if figure is None or not passages(unit):
        return
    article = unit.proofs[claim.source].article
    paragraph = article.texts[claim.paragraph - 1 : claim.paragraph] if article else ()
    told = "\n".join(
        (*paragraph, claim.says, claim.as_of, unit.facts.sources[claim.source].dateline)
    )
    for name, text in (("category", figure.category), ("place", figure.place)):
        words = [word for word in tokens(text) if word not in STOP and len(word) > _SHORT]
        lists = rule_words(unit.tag) if unit.tag == unit.tag_of(claim.source) else None
        has = has_form(told, words, lists) if lists else any(has_words(told, [w]) for w in words)
        if words and not has:
            yield Finding(
                f"no word of “{text}” is in the claim or its paragraph",
                f"name the {name} by words of the claim",
                ("figure", name),
                severity="hint" if name == "category" else None,
            )
    if figure.place and (there := _place_elsewhere(unit, claim, figure.place)):
        yield Finding(
            f"“{figure.place}” is in {there}, and not in that of the claim",
            "name the place that the paragraph gives",
            ("figure", "place"),
            severity="hint",
        )
    twin = next((other for other in _alike(unit, claim) if _differs(claim, other)), None)
    if twin:
        yield Finding(
            f"“{twin.id}” gives another number for the same category, place and time",
            "give the two other categories, or their times",
            ("figure", "category"),
        )


def _place_elsewhere(unit: UnitView, claim: Claim, place: str) -> str:
    """Where the source has a place word for word, if the paragraph and the claim have not."""
    source, article = unit.facts.sources[claim.source], unit.proofs[claim.source].article
    texts = article.texts if article else ()
    own = "\n".join((*texts[claim.paragraph - 1 : claim.paragraph], claim.says, claim.quote))
    words = [word for word in tokens(place) if word not in STOP]
    if len(words) > 1 and not has_words(own, words) and not has_phrase(own, place):
        for number, text in enumerate(texts, 1):
            if has_phrase(text, place):
                return f"{source.passage(number)}"
    return ""


def _alike(unit: UnitView, claim: Claim) -> Iterator[Claim]:
    """The other claims with a figure of the same source, speaker, category, place and time."""
    compared = {one for group in unit.differences_of.get(claim.id, ()) for one in group.claims}
    for other in unit.facts.claims.values():
        if other.id not in compared | {claim.id} and _counted(other) == _counted(claim):
            yield other


def _counted(claim: Claim) -> tuple[object, ...]:
    """What the figure of a claim counts: its source, speakers, time, category and place."""
    figure = claim.figure
    if figure is None or not figure.category:
        return (claim.id,)
    return (claim.source, claim.speakers, claim.as_of, figure.category, figure.place)


def _differs(claim: Claim, other: Claim) -> bool:
    one, two = claim.figure, other.figure
    return (
        one is not None
        and two is not None
        and (one.value, one.range, one.word) != (two.value, two.range, two.word)
    )


@rule("EV73", "warning", UnitView, lists=("authorities", "witnesses", "parties", "media"))
def side_against_role(unit: UnitView) -> Iterator[Finding]:
    """The side of a speaker does not fit the role: a shopkeeper is no authority.

    Keys of the questions on confirmation, and the checks of status and chains, follow the side.
    Who heads or speaks for another speaker of the unit stands on that speaker's side.

    Bad:
        unit:
          speakers:
            - {id: fire-service, name: the fire service, role: rescue, side: authorities}
            - {id: mayor, name: Mayor Ilse Brandt, role: head, side: authorities}
            - {id: water-board, name: the water board, role: body, side: authorities}
            - {id: water-board-head, name: the head of the board, role: head, side: authorities}
            - {id: nordpress, name: Nordpress, role: news agency, side: media}
            - {id: radio-lode, name: Radio Lode, role: radio, side: media}
            - {id: newsroom-a, name: the newsroom of Source A, role: newsroom, side: newsroom}
            - {id: newsroom-b, name: the newsroom of Source B, role: newsroom, side: newsroom}
            - {id: shopkeepers, name: shopkeepers, role: owners of shops, side: authorities}

    Good:
        unit: {age: 12}
    """
    for number, speaker in enumerate(unit.info.speakers):
        told = set(tokens(f"{speaker.role} {speaker.name}"))
        if lists := rule_words(unit.tag):
            state = told & lists.set("authorities")
            private = told & lists.any_word("witnesses", "parties", "media")
        else:
            words = {word.removesuffix("s") for word in told}
            state, private = words & _OF_STATE, words & _NOT_OF_STATE
        if speaker.side == "authorities" and private and not state:
            wrong = f"the role has “{min(private)}”"
        elif speaker.side in ("party", "witness", "public") and state and not private:
            wrong = f"the role has “{min(state)}”"
        elif speaker.side in ("organisation", "expert") and (alone := _BY_THEMSELVES & told):
            wrong = f"the role has “{min(alone)}”"
        elif other := _spoken_for(unit, unit.facts.speakers[speaker.id]):
            wrong = f"{other.name}, whom the role speaks for, is of the side “{other.side}”"
        else:
            continue
        yield Finding(
            f"the side is “{speaker.side}”, and {wrong}",
            "choose the side on which the speaker stands",
            ("speakers", number, "side"),
        )


def _spoken_for(unit: UnitView, speaker: Speaker) -> Speaker | None:
    """The speaker of another side whom somebody heads or speaks for, by name or role."""
    if speaker.side in ("newsroom", "media"):
        return None
    for text in (speaker.role, speaker.name):
        for found in _SPEAKS_FOR.finditer(text):
            whom = f"{bare(found['whom'])} "
            for other in unit.facts.speakers.values():
                names = (bare(name) for name in unit.names[other.id])
                named = any(name and whom.startswith(f"{name} ") for name in names)
                if named and other.id != speaker.id:
                    other_side = other.side not in ("newsroom", "media", speaker.side)
                    return other if other_side else None
    return None
