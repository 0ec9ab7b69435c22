"""The kind ``true-false-not-stated``: judge a statement about what one source says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, model_validator

from kzquiz.kinds.base import AbsentTerms, Question, Stem, Why
from kzquiz.kinds.facts import Facts
from kzquiz.kinds.field_errors import field_error, require_distinct
from kzquiz.kinds.fields import AuthoredText, Fields, Prose, Role, SourceId
from kzquiz.model import Choice, Item, Option, Verdict

Answer = Literal["true", "false", "not-stated"]


def _as_answer(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


class ArguableVerdict(Fields):
    """A verdict that can be argued as well as the key, and the reason for it."""

    key: Annotated[Answer, BeforeValidator(_as_answer)]
    why: Why


class TrueFalseNotStated(Question):
    """A statement about ``source``; if it is not true, ``correction`` says what the source says."""

    kind: Literal["true-false-not-stated"]
    source: SourceId
    statement: Stem
    key: Annotated[Answer, BeforeValidator(_as_answer)]
    arguable: list[ArguableVerdict] = []
    correction: Annotated[Prose, Role("correction")] | None = None
    absent_terms: AbsentTerms | None = None

    @model_validator(mode="after")
    def _carries_its_proof(self) -> TrueFalseNotStated:
        if self.key != "true" and self.correction is None:
            raise field_error(
                "no-correction",
                "a statement that is not true needs “correction”",
                "say in a full sentence what the source does say; card backs print it",
                ("key",),
            )
        if self.key == "not-stated" and self.absent_terms is None:
            raise field_error(
                "no-absent-terms",
                "“not stated” needs “absent_terms”",
                "list two or more words that would stand in the source if it said so",
                ("key",),
            )
        argued = (answer.key for answer in self.arguable)
        require_distinct(argued, "verdict", "arguable", besides=(self.key,))
        return self

    def asserted(self, texts: Iterable[AuthoredText]) -> Iterator[AuthoredText]:
        """The correction, and the statement if it is true."""
        for text in texts:
            if text.role == "correction" or (text.at == ("statement",) and self.key == "true"):
                yield text

    def lower(self, facts: Facts) -> Item:
        """A `Choice` of three fixed options, with a line for the paragraph; 1 mark."""
        label = facts.sources[self.source].label
        judged: dict[Answer, tuple[Verdict, str]] = {self.key: ("right", self.feedback)}
        judged |= {answer.key: ("arguable", answer.why) for answer in self.arguable}
        options = tuple(
            Option(facts.say(f"verdict.{answer}"), *judged.get(answer, ("wrong", "")))
            for answer in get_args(Answer)
        )
        return self.item(
            facts,
            Choice(options, fixed=True, reason=facts.say("verdict.paragraph")),
            stem=self.statement,
            instruction=facts.say("verdict.instruction", source=label),
            restated=f"{facts.say(f'verdict.{self.key}')}. {self.correction}"
            if self.correction
            else "",
        )
