"""Measures `kzquiz draft` on the annotated pairs of articles in `tests/draft/pairs`.

    .venv/bin/python benchmarks/drafting.py [--misses PAIR]
    .venv/bin/python benchmarks/drafting.py --unit content/UNIT [--articles DIR]

`tests/draft/pairs/README.md` says what is annotated. A drafted statement is a statement of the
truth if they have more than half of the shorter one in common; a figure is one if their spans
touch. Headlines are left out. `docs/draft.md` has the results.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from kzquiz.authoring.draft.claims import ArticleText, Draft, Drafted, draft
from kzquiz.authoring.draft.found import Found
from kzquiz.authoring.draft.hints import hints
from kzquiz.authoring.draft.lineup import printed
from kzquiz.authoring.draft.pairs import Place, nearest
from kzquiz.authoring.intake import decisions, take
from kzquiz.evidence.article import norm
from kzquiz.evidence.verifier import read_articles
from kzquiz.load import load
from kzquiz.numbers import figure_numbers

PAIRS = Path(__file__).parents[1] / "tests/draft/pairs"
Range = tuple[int, int]


@dataclass
class Counts:
    """Counts by name, summed over the pairs."""

    of: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> str:
        """One count as a share of another."""
        return (
            f"{self.of[part] / self.of[whole]:.3f} ({self.of[part]}/{self.of[whole]})"
            if self.of[whole]
            else "–"
        )


@dataclass(frozen=True)
class Truth:
    """A claim of the truth at its place in the file of its article."""

    entry: dict[str, Any]
    at: Range

    @property
    def figures(self) -> list[tuple[dict[str, Any], Range]]:
        """Its figures with their places."""
        span = self.entry["span"]
        return [
            (
                figure,
                (
                    self.at[0] + span.find(figure["span"]),
                    self.at[0] + span.find(figure["span"]) + len(figure["span"]),
                ),
            )
            for figure in self.entry.get("figures", [])
        ]


def block_starts(text: str) -> dict[int, int]:
    """The offset of each block of an article, numbered from 1."""
    starts = {}
    at = len(text) - len(text.lstrip("\n"))
    for number, block in enumerate(re.split(r"(\n\s*\n)", text.strip("\n"))):
        if number % 2 == 0:
            starts[number // 2 + 1] = at
        at += len(block)
    return starts


def truths(truth: dict[str, Any], texts: dict[str, str]) -> Iterator[Truth]:
    """The claims of the bodies of the articles."""
    for claim in truth["claims"]:
        if "part" in claim and claim["part"] != "body":
            continue
        text = texts[claim["source"]]
        starts = block_starts(text)
        at = text.index(claim["span"], starts[claim["block"]])
        yield Truth(claim, (at, at + len(claim["span"])))


def common(one: Range, other: Range) -> int:
    """How many characters two places share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def same_statement(one: Range, other: Range) -> bool:
    """Whether two places are one statement."""
    return common(one, other) * 2 > min(one[1] - one[0], other[1] - other[0])


class Drawn:
    """A draft of a pair, with every claim at its place in its file."""

    def __init__(self, made: Draft, texts: dict[str, str], blocks: dict[str, list[str]]) -> None:
        """Find the place of every claim. Raises ValueError for one that is not letter for letter."""
        self.claims = made.claims
        self.forms = {one.id: [*one.forms, one.name] for one in made.speakers}
        offsets = {source: self._offsets(texts[source], kept) for source, kept in blocks.items()}
        self.at = [self._place(one, offsets) for one in made.claims]
        self.body = [n for n, one in enumerate(made.claims) if one.part == "body"]
        for claim, (start, end) in zip(made.claims, self.at, strict=True):
            if texts[claim.source][start:end] != claim.text:
                message = f"a span is not verbatim: {claim.text}"
                raise ValueError(message)

    def _offsets(self, text: str, kept: list[str]) -> list[int]:
        at, found = 0, []
        for block in kept:
            at = text.index(block, at)
            found.append(at)
            at += len(block)
        return found

    def _place(self, one: Drafted, offsets: dict[str, list[int]]) -> Range:
        base = offsets[one.source][one.paragraph - 1]
        return base + one.span.start, base + one.span.end

    def figure_at(self, claim: int, figure: Found) -> Range:
        """The place of a figure in its file."""
        base = self.at[claim][0] - self.claims[claim].span.start
        return base + figure.span.start, base + figure.span.end


def words_of(name: str) -> set[str]:
    """The words of a name in lower case, without articles."""
    drop = {"the", "a", "an", "der", "die", "das", "ein", "eine", "mr", "ms", "mrs", "of", "in"}
    return set(re.findall(r"[^\W_]+", name.lower())) - drop


def same_speaker(forms: list[str], entry: dict[str, Any]) -> bool:
    """Whether a form of a drafted speaker is a form of one of the truth, or has all its words."""
    for mine in map(words_of, forms):
        for theirs in map(words_of, entry["forms"]):
            if mine and theirs and (mine == theirs or mine < theirs or theirs < mine):
                return True
    return False


def measure(folder: Path, counts: Counts) -> None:
    """Draft one pair and compare it with the truth."""
    truth = yaml.safe_load((folder / "truth.yaml").read_text("utf-8"))
    texts = {source: (folder / f"{source}.txt").read_text("utf-8") for source in truth["sources"]}
    taken = {source: take(text.encode()) for source, text in texts.items()}
    again = [ArticleText(source, one.blocks) for source, one in taken.items()]
    start = perf_counter()
    made = draft(again)
    counts.of["seconds"] += perf_counter() - start
    counts.of["identical"] += draft(again) == made
    counts.of["pairs"] += 1
    drawn = Drawn(made, texts, {s: [b.text for b in one.paragraphs] for s, one in taken.items()})
    wanted = list(truths(truth, texts))
    _statements(drawn, wanted, truth, counts)
    places = _figures(drawn, wanted, counts)
    _pairs(drawn, truth, places, counts)


def _statements(drawn: Drawn, wanted: list[Truth], truth: dict[str, Any], counts: Counts) -> None:
    speakers = {one["id"]: one for one in truth["speakers"]}
    options = []
    for n in drawn.body:
        claim = drawn.claims[n]
        for m, want in enumerate(wanted):
            if want.entry["source"] == claim.source and same_statement(drawn.at[n], want.at):
                options.append((common(drawn.at[n], want.at), n, m))
    mine, theirs = {}, {}
    for _, n, m in sorted(options, reverse=True):
        if n not in mine and m not in theirs:
            mine[n], theirs[m] = m, n
    for n in drawn.body:
        claim = drawn.claims[n]
        counts.of["claims drafted"] += 1
        counts.of["attributed drafted"] += bool(claim.speakers)
        want = wanted[mine[n]].entry if n in mine else None
        right = want is not None and _origin_fits(claim, want, drawn, speakers)
        counts.of["claims right"] += right
        counts.of["statements right"] += want is not None
        counts.of["attributed right"] += right and bool(claim.speakers)
        if want is not None:
            counts.of["status"] += 1
            counts.of["status right"] += want["status"] == claim.status
            chain = len(want["speakers"]) == len(claim.speakers) and right
            counts.of["chains"] += len(want["speakers"]) > 1
            counts.of["chains right"] += len(want["speakers"]) > 1 and chain
            if "as_of" in want or claim.as_of:
                counts.of["times"] += "as_of" in want
                counts.of["times drafted"] += bool(claim.as_of)
                mine_t, want_t = claim.as_of.lower(), str(want.get("as_of", "")).lower()
                counts.of["times right"] += bool(
                    mine_t and want_t and (mine_t in want_t or want_t in mine_t)
                )
        if not right:
            who = [s["id"] for s in want["speakers"]] if want else "no such statement"
            counts.misses.append(
                f"  claim {claim.source}{claim.paragraph} {claim.speakers} ≠ {who}: {claim.text[:110]!r}"
            )
    for m, want in enumerate(wanted):
        counts.of["claims wanted"] += 1
        counts.of["attributed wanted"] += bool(want.entry["speakers"])
        if m not in theirs:
            counts.misses.append(
                f"  not found {want.entry['id']} {[s['id'] for s in want.entry['speakers']]}: {want.entry['span'][:110]!r}"
            )
        # A statement that shares its sentence with another is found if its speaker is.
        inside = any(
            same_statement(drawn.at[n], want.at)
            and drawn.claims[n].source == want.entry["source"]
            and _origin_fits(drawn.claims[n], want.entry, drawn, speakers)
            for n in drawn.body
        )
        counts.of["claims covered"] += inside


def _origin_fits(
    claim: Drafted, want: dict[str, Any], drawn: Drawn, speakers: dict[str, Any]
) -> bool:
    if not want["speakers"] or not claim.speakers:
        return not want["speakers"] and not claim.speakers
    return same_speaker(drawn.forms[claim.speakers[0]], speakers[want["speakers"][0]["id"]])


def _same_amount(found: Found, figure: dict[str, Any]) -> bool:
    if "value" in figure:
        value = str(figure["value"])
        try:
            return Decimal(found.value or "NaN") == Decimal(value)
        except InvalidOperation:
            return found.value == value or (found.measure == "score" and found.word == value)
    if "range" in figure:
        return found.range is not None and [Decimal(e) for e in found.range] == [
            Decimal(str(e)) for e in figure["range"]
        ]
    return bool(found.word) and (
        found.word.lower() in str(figure["word"]).lower()
        or str(figure["word"]).lower() in found.word.lower()
    )


def _figures(drawn: Drawn, wanted: list[Truth], counts: Counts) -> dict[str, Place]:
    """Compare the figures; give the place of each that was found, by its id."""
    mine = [
        (Place(n, k), figure, drawn.figure_at(n, figure))
        for n in drawn.body
        for k, figure in enumerate(drawn.claims[n].figures)
    ]
    counts.of["figures drafted"] += len(mine)
    places: dict[str, Place] = {}
    used: set[Place] = set()
    for want in wanted:
        for figure, at in want.figures:
            counts.of["figures wanted"] += 1
            near = [
                (place, found)
                for place, found, here in mine
                if drawn.claims[place.claim].source == want.entry["source"]
                and common(here, at)
                and place not in used
            ]
            right = next(((p, f) for p, f in near if _same_amount(f, figure)), None)
            if right is None:
                counts.misses.append(
                    f"  figure {figure['id']} {figure['span']!r} ({[f.value or f.range or f.word for _, f in near]})"
                )
                continue
            place, found = right
            used.add(place)
            places[figure["id"]] = place
            counts.of["figures right"] += 1
            counts.of["qualifier right"] += found.qualifier == figure["qualifier"]
            if found.qualifier != figure["qualifier"]:
                counts.misses.append(
                    f"  qualifier {figure['id']} {figure['span']!r}: {found.qualifier}"
                )
            if figure.get("place"):
                counts.of["place"] += 1
                counts.of["place right"] += bool(words_of(figure["place"]) & words_of(found.place))
            counts.of["place drafted"] += bool(found.place)
            unit = str(figure.get("unit", "")).lower()
            counts.of["unit"] += bool(unit)
            counts.of["unit right"] += bool(unit) and (
                found.unit.lower() in unit or unit in found.unit.lower()
            )
    for place, found, _ in mine:
        if place not in used:
            counts.misses.append(
                f"  no figure: {drawn.claims[place.claim].source} {found.value or found.range or found.word!r} {found.unit} in {drawn.claims[place.claim].text[:90]!r}"
            )
    return places


def _pairs(drawn: Drawn, truth: dict[str, Any], places: dict[str, Place], counts: Counts) -> None:
    near = nearest(drawn.claims)
    for entry in truth["must_see"]:
        names = entry["figures"]
        one, other = (places.get(name) for name in names[:2])
        counts.of["must see"] += 1
        seen = (
            one is not None
            and other is not None
            and (
                any(pair.other == other for pair in near[one])
                or any(pair.other == one for pair in near[other])
            )
        )
        counts.of["must see seen"] += seen
        if not seen:
            counts.misses.append(f"  must see {names}: found {[n in places for n in names]}")
    false = [set(entry["figures"]) for entry in truth["look_alike"] if "figures" in entry]
    must = [set(entry["figures"]) for entry in truth["must_see"]]
    ids = {place: name for name, place in places.items()}
    for hint in hints(drawn.claims):
        pair = {ids.get(hint.one, "?"), ids.get(hint.other, "?")}
        counts.of["hints"] += 1
        counts.of["hints on look-alikes"] += any(pair <= one for one in false)
        counts.of["hints on must-see"] += any(pair <= one for one in must)
        if not any(pair <= one for one in must):
            one, other = (printed(drawn.claims[p.claim], p.figure) for p in (hint.one, hint.other))
            counts.misses.append(
                f"  hint {hint.reason} {sorted(pair)} {hint.score:.2f}: {one} / {other}"
            )
    counts.of["lines"] += sum(len(pairs) for pairs in near.values())


def measure_unit(folder: Path, articles: Path, counts: Counts) -> None:
    """Draft a published unit from its texts, and count which of its claims the draft has.

    A claim is found if its quotation, or its figure, is in a drafted statement of its paragraph.
    """
    unit, _ = load(folder)
    if unit is None:
        message = f"{folder} cannot be read"
        raise ValueError(message)
    texts = {**read_articles(articles, unit.facts.sources.values()), **unit.texts}
    taken = {name: take(text.encode()) for name, text in texts.items()}
    kept = {
        name: one.decided(decisions(range(1, len(one.blocks) + 1), (), one))
        for name, one in taken.items()
    }
    made = draft([ArticleText(name, one.blocks) for name, one in kept.items()])
    names = {one.id: [*one.forms, one.name] for one in made.speakers}
    for claim in unit.facts.claims.values():
        near = [
            one
            for one in made.claims
            if (one.source, one.paragraph) == (claim.source, claim.paragraph)
        ]
        quote = norm(claim.quote).lower()
        if claim.source not in texts or not (quote or claim.figure):
            continue
        counts.of["unit claims"] += 1
        mine = [one for one in near if quote and quote in norm(one.text).lower()]
        amounts = (
            {number.value for number in figure_numbers(claim.figure)} if claim.figure else set()
        )
        counted = [f for one in near for f in one.figures if f.amount in amounts]
        mine = mine or [one for one in near if any(f.amount in amounts for f in one.figures)]
        counts.of["unit claims found"] += bool(mine)
        if amounts:
            counts.of["unit figures"] += 1
            counts.of["unit figures found"] += bool(counted)
            if claim.figure and claim.figure.qualifier != "exact":
                counts.of["unit qualifiers"] += 1
                counts.of["unit qualifiers found"] += any(
                    f.qualifier == claim.figure.qualifier for f in counted
                )
        if mine and claim.as_of:
            counts.of["unit times"] += 1
            wanted = words_of(claim.as_of)
            counts.of["unit times found"] += any(words_of(one.as_of) & wanted for one in mine)
        speaker = unit.facts.speakers[claim.speakers[0]]
        if mine and speaker.side != "newsroom":
            counts.of["unit speakers"] += 1
            entry = {"forms": [speaker.name, *speaker.aliases]}
            counts.of["unit speakers found"] += any(
                one.speakers and same_speaker(names[one.speakers[0]], entry) for one in mine
            )


UNIT_ROWS = (
    ("claims with a quotation or figure, drafted", "unit claims found", "unit claims"),
    ("speakers of these", "unit speakers found", "unit speakers"),
    ("figures of the unit", "unit figures found", "unit figures"),
    ("qualifiers", "unit qualifiers found", "unit qualifiers"),
    ("times of these claims", "unit times found", "unit times"),
)
ROWS = (
    ("figures, precision", "figures right", "figures drafted"),
    ("figures, recall", "figures right", "figures wanted"),
    ("qualifier of a figure found", "qualifier right", "figures right"),
    ("unit of a figure found", "unit right", "unit"),
    ("place of a figure found, where it has one", "place right", "place"),
    ("attribution, precision", "attributed right", "attributed drafted"),
    ("attribution, recall", "attributed right", "attributed wanted"),
    ("claims (statement and speaker), precision", "claims right", "claims drafted"),
    ("claims, recall", "claims right", "claims wanted"),
    ("claims, recall if a sentence may hold two", "claims covered", "claims wanted"),
    ("statements alone, precision", "statements right", "claims drafted"),
    ("statements alone, recall", "statements right", "claims wanted"),
    ("chains with a carrier", "chains right", "chains"),
    ("status", "status right", "status"),
    ("times, precision", "times right", "times drafted"),
    ("times, recall", "times right", "times"),
    ("differing figure within the two nearest", "must see seen", "must see"),
    ("hints that are differences to see", "hints on must-see", "hints"),
    ("drafts identical in a second run", "identical", "pairs"),
)


def main() -> None:
    """Print the table, and the misses of a pair if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--misses", default="", help="name of a pair whose misses are listed, or “all”"
    )
    parser.add_argument("--unit", type=Path, help="folder of a published unit, to be drafted")
    parser.add_argument("--articles", type=Path, default=Path("articles"), help="its texts")
    options = parser.parse_args()
    asked = options.misses
    total = Counts()
    if options.unit:
        measure_unit(options.unit, options.articles, total)
        for label, part, whole in UNIT_ROWS:
            sys.stdout.write(f"{label:45} {total.share(part, whole)}\n")
        return
    for folder in sorted(path.parent for path in PAIRS.glob("*/truth.yaml")):
        before = len(total.misses)
        measure(folder, total)
        if asked in (folder.name, "all"):
            sys.stdout.write(f"{folder.name}\n" + "\n".join(total.misses[before:]) + "\n")
    for label, part, whole in ROWS:
        sys.stdout.write(f"{label:45} {total.share(part, whole)}\n")
    sys.stdout.write(
        f"hints on pairs that do not differ             {total.of['hints on look-alikes']}\n"
    )
    sys.stdout.write(f"lines in all tables of nearest figures        {total.of['lines']}\n")
    sys.stdout.write(f"seconds for all pairs                         {total.of['seconds']:.2f}\n")


if __name__ == "__main__":
    main()
