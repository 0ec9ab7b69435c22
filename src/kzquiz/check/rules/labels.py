"""Rules on the words of unit.yaml: neutral labels, the glossary, the standard notes."""

from __future__ import annotations

from collections.abc import Iterator

from kzquiz.check.engine.named import has_words
from kzquiz.check.engine.rule import Finding, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.check.engine.unit_lists import loaded_terms
from kzquiz.check.engine.words import STOP, bare, has_phrase, sentences, tokens, word_set
from kzquiz.expressions import expression

_DENIES = expression(
    r"\b(?:not?|nobody|none|never|nothing|neither|nor|cannot|without|unclear|unknown|open|whether"
    r"|fail(?:s|ed)?|unable|doubt\w*|only|un(?:confirm|verif|check|prov|certain|settl)\w*)\b"
    r"|n['’]t\b",
)
_JUDGING = word_set(
    "mob thug thugs terrorist terrorists hooligans criminals rioters looters extremists militants"
    " heroes traitors invaders horde troublemakers fanatics massacre slaughter carnage rampage"
    " chaos scandal disaster catastrophe tragedy disgrace regime"
)
_FILLING = word_set(
    "thing things something somebody someone kind sort type form"
    " that which what when where there used called means word term another other there happens"
)


@rule("LW06", "warning", UnitView, reads=("en",))
def label_not_neutral(unit: UnitView) -> Iterator[Finding]:
    """The neutral label of a group is itself a word that the unit avoids, or a loaded word.

    Every question uses the label, so it is neutral: no word of any “instead_of”, no loaded term,
    and no word such as “thugs” or “disaster”.

    Bad:
        unit:
          labels: [{group: those who came to the town hall, label: the mob, instead_of: [crowd]}]

    Good:
        unit:
          labels: [{group: those who came to the town hall, label: residents, instead_of: [mob]}]
    """
    avoided = {bare(name): name for entry in unit.info.labels for name in entry.instead_of}
    terms = {bare(term): term for term in loaded_terms(unit)}
    for number, entry in enumerate(unit.info.labels):
        label = bare(entry.label)
        loaded = next((word for word in label.split() if word in _JUDGING), "")
        wrong = avoided.get(label) or terms.get(label) or loaded
        if wrong:
            yield Finding(
                f"the label “{entry.label}” is not neutral: the unit avoids “{wrong}”"
                if wrong != loaded
                else f"the label “{entry.label}” is not neutral: “{wrong}” judges",
                "use a word that everybody concerned could accept",
                ("labels", number, "label"),
            )


@rule("LW07", "warning", UnitView, reads=("en",))
def term_explained_by_itself(unit: UnitView) -> Iterator[Finding]:
    """A glossary entry explains a term by the term, so that nobody learns from it.

    That is so if its first sentence has the term and hardly another word, or no word that is not
    one of the term.

    Bad:
        unit:
          glossary: [{term: levee, means: what a town has when there is a levee}]

    Good:
        unit:
          glossary: [{term: levee, means: a wall of earth beside a river that keeps water out}]
    """
    for number, entry in enumerate(unit.info.glossary):
        first = next(iter(sentences(entry.means)), "")
        means = [word for word in tokens(first) if word not in STOP | _FILLING]
        new = [word for word in means if not has_words(entry.term, [word])]
        if len(new) <= has_phrase(first, entry.term) and len(means) > len(new):
            yield Finding(
                f"“{entry.term}” is explained by itself",
                "explain it in words that learners know",
                ("glossary", number, "means"),
            )


@rule("LW08", "warning", UnitView, reads=("en",))
def note_says_otherwise(unit: UnitView) -> Iterator[Finding]:
    """The standard note on what is not confirmed does not say so, or names a source.

    It is printed after the label of each source that has such a caveat.

    Bad:
        unit: {notes: {unconfirmed: the source says that this has been confirmed.}}

    Good:
        unit: {notes: {unconfirmed: the source says that this has not been confirmed.}}
    """
    note = unit.info.notes.unconfirmed
    if not _DENIES.search(note):
        yield Finding(
            "the note does not say that something is not confirmed",
            "write what the source says of a claim that it could not confirm",
            ("notes", "unconfirmed"),
        )
    for name in ("unconfirmed", "translation"):
        text = getattr(unit.info.notes, name) or ""
        label = next((one for one in unit.labels if has_phrase(text, one)), "")
        if label and len(unit.labels) > 1:
            yield Finding(
                f"the note names {label}, and is printed with the claims of every source",
                "write “the source”",
                ("notes", name),
            )
