"""Check that every annotation of the pairs stands in its article.

It proves spans and ids only: that each span is in its block letter for letter, that ids are
unique and that every reference has its target. It does not judge whether an annotation is right.

Run: `python tests/draft/pairs/check_spans.py`. It writes what is wrong, and ends with 1 if
anything is.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
STATUSES = {
    "reported-fact",
    "official-claim",
    "party-claim",
    "witness-claim",
    "judgement",
    "prediction",
    "background",
}
QUALIFIERS = {"exact", "about", "at-least", "more-than", "less-than", "up-to"}
CLASSES = {
    "body",
    "headline",
    "sub-heading",
    "byline",
    "dateline",
    "stamp",
    "share",
    "advertisement",
    "caption",
    "related",
    "notice",
}


def blocks_of(path: Path) -> dict[int, str]:
    """Return the blocks of an article, numbered from 1."""
    found = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip("\n"))
    return dict(enumerate(found, 1))


def claim_faults(claim: dict[str, Any], block: str, speakers: set[str]) -> Iterator[str]:
    """Yield what is wrong with one claim, whose block is given."""
    if claim["span"] not in block:
        yield "the span is not in the block"
    if claim.get("as_of", "") not in block:
        yield "as_of is not in the block"
    if claim["status"] not in STATUSES:
        yield f"unknown status {claim['status']}"
    for speaker in claim["speakers"]:
        if speaker["id"] not in speakers:
            yield f"unknown speaker {speaker['id']}"
        if (speaker["printed"] or "") not in block:
            yield f"speaker {speaker['printed']} is not in the block"
    for figure in claim.get("figures", []):
        yield from figure_faults(figure, claim["span"])


def figure_faults(figure: dict[str, Any], span: str) -> Iterator[str]:
    """Yield what is wrong with one figure of the claim with this span."""
    if figure["span"] not in span:
        yield f"{figure['id']}: the span is not in the claim's span"
    if figure["qualifier"] not in QUALIFIERS:
        yield f"{figure['id']}: unknown qualifier"
    if len({"value", "range", "word"} & figure.keys()) != 1:
        yield f"{figure['id']}: needs one of value, range, word"


def source_faults(truth: dict[str, Any], texts: dict[str, dict[int, str]]) -> Iterator[str]:
    """Yield blocks without a class, unknown classes, and forms that no article prints."""
    for source, blocks in texts.items():
        classes = truth["sources"][source]["blocks"]
        if list(classes) != list(blocks):
            yield f"source {source}: classes for {list(classes)}, but blocks {list(blocks)}"
        if unknown := set(classes.values()) - CLASSES:
            yield f"source {source}: unknown classes {sorted(unknown)}"
    whole = "\n".join(block for blocks in texts.values() for block in blocks.values())
    for speaker in truth["speakers"]:
        for form in speaker["forms"]:
            if form not in whole:
                yield f"speaker {speaker['id']}: {form} is in no article"


def pair_faults(folder: Path) -> Iterator[str]:
    """Yield every fault of one pair."""
    truth = yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8"))
    texts = {source: blocks_of(folder / f"{source}.txt") for source in truth["sources"]}
    yield from source_faults(truth, texts)
    speakers = {speaker["id"] for speaker in truth["speakers"]}
    for claim in truth["claims"]:
        block = texts[claim["source"]][claim["block"]]
        for fault in claim_faults(claim, block, speakers):
            yield f"{claim['id']}: {fault}"
    claims = [claim["id"] for claim in truth["claims"]]
    figures = [figure["id"] for claim in truth["claims"] for figure in claim.get("figures", [])]
    for name, count in Counter(claims + figures).items():
        if count > 1:
            yield f"{name}: {count} times"
    for entry in truth["must_see"] + truth["other_differences"] + truth["look_alike"]:
        for name in entry.get("figures", entry.get("claims")):
            if name not in (figures if "figures" in entry else claims):
                yield f"{name}: no such id"


def main() -> int:
    """Check all pairs, write their faults, and return the exit code."""
    folders = sorted(path.parent for path in HERE.glob("*/truth.yaml"))
    faults = [f"{folder.name}: {fault}" for folder in folders for fault in pair_faults(folder)]
    sys.stdout.write(("\n".join(faults) or f"{len(folders)} pairs, no fault") + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
