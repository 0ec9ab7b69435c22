"""The input that is timed: the same choice questions, written for kzquiz and for each peer.

A question has about 0.9 KB: a stem, four options with reasons, feedback, four claims as evidence.
No two stems are alike, so that no cache helps. The cards of a peer have what a card of kzquiz has:
options, reasons, and for each claim its statement, its quotation, its speakers and its time. kzquiz
looks the claims up; for a peer they are written out.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path

from kzquiz import kinds

_WORDS = Path(__file__).with_name("words.txt").read_text("utf-8")
_ADJECTIVES, _THINGS, _PLACES = (line.split() for line in _WORDS.splitlines())

OPTIONS: Mapping[str, str] = {
    "Mayor Ilse Brandt": (
        "Paragraph 2 names her, in the newsroom's own voice and without saying how it knows."
    ),
    "The head of the water board": "He tells how many boats will come; he did not ask for them.",
    "The fire service": "It counts the people who have left; nothing is said about a request.",
    "Source A does not say": "It does, in the first sentence of paragraph 2.",
}
KEY, *WRONG = OPTIONS
CLAIMS = ("a2-request", "a2-crowd", "a1-flooded", "b6-worst")
_FILE = 5_000
_NAMES = ("source", "says", "quote", "who", "status", "as-of")
PROOFS = tuple(
    dict(zip(_NAMES, proof, strict=True))
    for proof in (
        (
            "Source A, paragraph 2",
            "The mayor turned to the army for boats.",
            "asked the army for boats",
            "the newsroom of Source A",
            "fact as reported",
            "time not stated",
        ),
        (
            "Source A, paragraph 2",
            "Many residents came to the town hall, and two of its windows were broken.",
            "A furious crowd gathered",
            "the newsroom of Source A",
            "fact as reported",
            "time not stated",
        ),
        (
            "Source A, paragraph 1",
            "On Monday night the river flooded the old town because a sluice gate did not hold.",
            "after a sluice gate failed",
            "the newsroom of Source A",
            "fact as reported",
            "Monday night",
        ),
        (
            "Source B, paragraph 6",
            "In the newsroom's words no flood in the town's history was worse.",
            "the worst flood in the history of the town",
            "the newsroom of Source B",
            "background",
            "time not stated",
        ),
    )
)
_CONFIG = {
    "name": "Choice",
    "deck-name": "Generated",
    "css": ".card { font-family: serif; }",
    "fields": ["Front", "Back"],
    "templates": [{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
}


@dataclass(frozen=True)
class Peer:
    """A tool that does a part of the work: the function that writes its input, and its command."""

    name: str
    program: str
    write: Callable[[Path, int], None]
    arguments: tuple[str, ...]
    most: int = 10_000  # questions; beyond that it takes minutes


def stems(count: int) -> Iterator[str]:
    """Give ``count`` stems that differ from each other in most of eight words."""
    for number in range(count):
        pick = iter(sha256(f"{number}".encode()).digest())
        sights = (
            f"the {_word(_ADJECTIVES, pick)} {_word(_THINGS, pick)} in the "
            f"{_word(_ADJECTIVES, pick)} {_word(_PLACES, pick)}"
            for _ in range(2)
        )
        seen = " and ".join(sights)
        yield f"Who asked the army for boats, according to Source A? Think of {seen}."


def _word(words: Sequence[str], pick: Iterator[int]) -> str:
    return words[next(pick) % len(words)]


def unit(folder: Path, count: int) -> None:
    """Write a unit of kzquiz, below ``content/example``, of at most `_FILE` questions a file."""
    made = folder / "content" / "example"
    shutil.copytree(Path(kinds.__file__).parent / "unit", made)
    (made / "questions").mkdir()
    wrong = "".join(
        f"    - text: {text}\n      role: other-span\n      why: >-\n        {OPTIONS[text]}\n"
        for text in WRONG
    )
    questions = [
        f"- id: q-{number}\n  kind: choice\n  skill: source\n  level: core\n"
        f"  stem: >-\n    {stem}\n"
        f"  key: {KEY}\n  distractors:\n{wrong}  last: {WRONG[-1]}\n"
        f"  feedback: >-\n    {OPTIONS[KEY]}\n  evidence: [{', '.join(CLAIMS)}]\n"
        for number, stem in enumerate(stems(count))
    ]
    for start in range(0, count, _FILE):
        path = made / "questions" / f"from-{start:06}.yaml"
        path.write_text("\n".join(questions[start : start + _FILE]), "utf-8")


def cards(count: int) -> Iterator[tuple[str, str]]:
    """Give front and back of each question as a card of HTML."""
    options = "".join(f"<li>{escape(text)}</li>" for text in OPTIONS)
    reasons = "".join(f"<p>{escape(text)}: {escape(why)}</p>" for text, why in OPTIONS.items())
    proofs = "".join(
        f"<h4>{proof['source']}</h4><p>{escape(proof['says'])}</p><p>“{proof['quote']}”</p>"
        f"<p>{proof['who']} · {proof['status']} · {proof['as-of']}</p>"
        for proof in PROOFS
    )
    back = f"{KEY}{reasons}{proofs}"
    for stem in stems(count):
        yield f"{escape(stem)}<ol>{options}</ol>", back


def yaml_facts(folder: Path, count: int) -> None:
    """Write a deck file of anki-yaml-tool as its users do: each text in a field of its own."""
    facts = {f"{letter}": text for letter, text in zip("abcd", OPTIONS, strict=True)}
    facts |= {f"why-{letter}": why for letter, why in zip("abcd", OPTIONS.values(), strict=True)}
    for number, proof in enumerate(PROOFS, 1):
        facts |= {f"{name}-{number}": text for name, text in proof.items()}
    back = "".join(f"<p>{{{{{name}}}}}</p>" for name in facts)
    card = {"name": "Card", "qfmt": "{{stem}}", "afmt": back}
    config = {**_CONFIG, "fields": ["stem", *facts], "templates": [card]}
    lines = [f"config: {json.dumps(config)}", "data:"]
    note = [f"    {name}: >-\n      {text}" for name, text in facts.items()]
    for stem in stems(count):
        lines += [f"  - stem: >-\n      {stem}", *note, "    tags: [generated]"]
    (folder / "facts.yaml").write_text("\n".join(lines), "utf-8")


def yaml_html(folder: Path, count: int) -> None:
    """Write a deck file of anki-yaml-tool with two fields of ready HTML."""
    lines = [f"config: {json.dumps(_CONFIG)}", "data:"]
    for front, back in cards(count):
        lines += [f"  - front: {json.dumps(front)}", f"    back: {json.dumps(back)}"]
        lines.append("    tags: [generated]")
    (folder / "html.yaml").write_text("\n".join(lines), "utf-8")


def json_deck(folder: Path, count: int) -> None:
    """Write the cards as JSON, for ``genanki_json.py``."""
    (folder / "deck.json").write_text(json.dumps(list(cards(count))), "utf-8")


def qti(folder: Path, count: int) -> None:
    """Write a quiz of text2qti."""
    lines = ["Quiz title: Generated", ""]
    for number, stem in enumerate(stems(count), 1):
        lines += [f"{number}.  {stem}", f"... {OPTIONS[KEY]}"]
        for letter, (text, why) in zip("abcd", OPTIONS.items(), strict=True):
            lines += [f"{'*' if text == KEY else ''}{letter})  {text}", f"... {why}"]
        lines.append("")
    (folder / "quiz.txt").write_text("\n".join(lines), "utf-8")


def markdown(folder: Path, count: int) -> None:
    """Write sheet and key as Markdown, for pandoc."""
    lines = ["# Generated", ""]
    for number, stem in enumerate(stems(count), 1):
        lines += [f"{number}. {stem}", ""]
        for letter, (text, why) in zip("ABCD", OPTIONS.items(), strict=True):
            lines += [f"    {letter}. **{text}** {why}", ""]
        for proof in PROOFS:
            lines += [f"    **{proof['source']}** {proof['says']} “{proof['quote']}”", ""]
            lines += [f"    {proof['who']} · {proof['status']} · {proof['as-of']}", ""]
    (folder / "quiz.md").write_text("\n".join(lines), "utf-8")


PEERS = (
    Peer(
        "anki-yaml-tool (deck)",
        "anki-yaml-tool",
        yaml_facts,
        ("build", "--file", "facts.yaml", "--output", "facts.apkg"),
    ),
    Peer(
        "anki-yaml-tool, ready HTML (deck)",
        "anki-yaml-tool",
        yaml_html,
        ("build", "--file", "html.yaml", "--output", "html.apkg"),
    ),
    Peer(
        "genanki from JSON (deck)", "python", json_deck, ("genanki_json.py", "deck.json"), 100_000
    ),
    Peer("text2qti (QTI file)", "text2qti", qti, ("quiz.txt",)),
    Peer("pandoc (HTML)", "pandoc", markdown, ("-s", "quiz.md", "-o", "quiz.html")),
)
