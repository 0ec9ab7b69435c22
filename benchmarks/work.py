"""The work that is timed: the same choice questions, written for kzquiz and for each peer.

Questions of about 0.9 KB: a stem of its own, four options with reasons, feedback, four claims as
evidence. No two stems are alike, so that nothing is won by keeping what was made before.
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
PROOF = "Source A, par. 2: “asked the army for boats”"


@dataclass(frozen=True)
class Peer:
    """A tool that does a part of the work: how its input is written, and the command on it."""

    name: str
    program: str
    write: Callable[[Path, int], None]
    arguments: tuple[str, ...]
    most: int = 10_000  # questions; what takes minutes beyond is not worth the wait


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
    reasons = "".join(f"<p>{escape(why)}</p>" for why in OPTIONS.values())
    back = f"{KEY}{reasons}<p>{PROOF}</p>"
    for stem in stems(count):
        yield f"{escape(stem)}<ol>{options}</ol>", back


def yaml_deck(folder: Path, count: int) -> None:
    """Write a deck file of anki-yaml-tool."""
    config = {
        "name": "Choice",
        "deck-name": "Generated",
        "css": ".card { font-family: serif; }",
        "fields": ["Front", "Back"],
        "templates": [{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
    }
    lines = [f"config: {json.dumps(config)}", "data:"]
    for front, back in cards(count):
        lines += [f"  - front: {json.dumps(front)}", f"    back: {json.dumps(back)}"]
        lines.append("    tags: [generated]")
    (folder / "deck.yaml").write_text("\n".join(lines), "utf-8")


def json_deck(folder: Path, count: int) -> None:
    """Write the cards as JSON, for a script that hands them to genanki."""
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
        lines += [f"    *{PROOF}*", ""]
    (folder / "quiz.md").write_text("\n".join(lines), "utf-8")


PEERS = (
    Peer(
        "anki-yaml-tool (deck)",
        "anki-yaml-tool",
        yaml_deck,
        ("build", "--file", "deck.yaml", "--output", "peer.apkg"),
        most=100_000,
    ),
    Peer(
        "genanki from JSON (deck)", "python", json_deck, ("genanki_json.py", "deck.json"), 100_000
    ),
    Peer("text2qti (QTI file)", "text2qti", qti, ("quiz.txt",)),
    Peer("pandoc (HTML)", "pandoc", markdown, ("-s", "quiz.md", "-o", "quiz.html")),
)
