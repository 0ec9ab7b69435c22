"""Which elements of the pages have a handler: by their class, or else by their tag."""

from __future__ import annotations

from collections.abc import Mapping

from kzquiz.generators.word import questions, reading, tables
from kzquiz.generators.word.flow import entries, run_in, styled, together
from kzquiz.generators.word.page import Handler, Handlers

_BY_CLASS: Mapping[str, Handler] = {
    "kicker": reading.spread("Kicker"),
    "section-head": reading.spread("Heading 1"),
    "instruction": styled("Instruction"),
    "how": styled("Instruction"),
    "about": reading.about,
    "reading": reading.reading,
    "glossary": reading.glossary,
    "drawn": reading.drawn,
    "questions": questions.questions,
    "fields": questions.fields,
    "item": questions.item,
    "cut": questions.item,
    "item-head": questions.stem,
    "warning": styled("Content Note"),
    "stimulus": questions.stimulus,
    "legend": run_in("Legend"),
    "row": questions.choice_row,
    "write-on": questions.write_on,
    "line": questions.answer_line,
    "options": questions.options,
    "match": questions.match,
    "prompts": entries("Statement"),
    "targets": entries("Target"),
    "steps": entries("Step"),
    "points": entries("Point"),
    "gap": styled("Text with Gaps"),
    "cards": questions.cards,
    "answers": tables.answers,
    "run-in": run_in("Answer"),
    "whys": entries("Evidence"),
    "any": entries("Evidence"),
    "evidence": entries("Evidence"),
    "pairs": entries("Pair"),
    "tags": styled("Tags"),
    "compared": together,
}
_BY_TAG: Mapping[str, Handler] = {
    "header": reading.header,
    "h1": styled("Title"),
    "h2": questions.heading,
    "h3": styled("Heading 2"),
    "ul": tables.bullets,
    "table": tables.grid,
}
HANDLERS = Handlers(_BY_CLASS, _BY_TAG)
