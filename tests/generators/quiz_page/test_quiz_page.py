"""The quiz page, read by a parser; `test_quiz_page_browser` plays it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from example_unit import ROOT
from msgspec.structs import replace
from reading import BLOCKS
from sheet_sample import DETAINED_A, HOSTILE, TROOPS, hostile, item, options, sample

from kzquiz.generators.quiz_page import render
from kzquiz.load import Unit
from kzquiz.model import (
    Choice,
    Item,
    Match,
    Option,
    Options,
    Order,
    Prompt,
    Quiz,
    Section,
    SourceCard,
    Step,
    Target,
    Text,
)
from kzquiz.quiz.compose import compose
from kzquiz.text import to_plain

pytestmark = pytest.mark.slow

OPTIONS = Options((ROOT / "templates",))


def source(made: Quiz, options: Options = OPTIONS) -> str:
    (artifact,) = render.render(made, options)
    return artifact.data.decode()


def parse(html: str) -> Element:
    """Parse strictly: an error of HTML is an error here."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def words(element: Element) -> str:
    """The text of an element, with a space between blocks."""

    def parts(one: Element) -> Iterator[str]:
        edge = " " if one.tag in BLOCKS else ""
        yield edge + (one.text or "")
        for child in one:
            yield from parts(child)
            yield child.tail or ""
        yield edge

    return " ".join("".join(parts(element)).split())


def quiz_of(*items: Item) -> Quiz:
    return replace(sample(), sections=(Section("One", items),))


def questions(page: Element) -> list[Element]:
    (form,) = [form for form in page.iter("form") if form.get("id") == "quiz"]
    return [li for ol in form.iter("ol") if ol.get("class") == "items" for li in ol]


def answers(made: Quiz) -> list[Element]:
    """The feedback of each question of a quiz, in the order of the questions."""
    page = parse(source(made))
    return [div for div in page.iter("div") if div.get("class") == "answer"]


def keys(made: Quiz) -> list[str | None]:
    return [question.get("data-key") for question in questions(parse(source(made)))]


def rests_on(answer: Element) -> list[str]:
    """The evidence of an answer or a part of it: the ids of the claims."""
    return [f"c{number}" for number in answer.get("data-claims", "").split()]


def shown(element: Element) -> str:
    """The text of an element before the script runs, without hidden parts."""
    bare = deepcopy(element)
    for one in list(bare.iter()):
        if one is not bare and one.get("hidden") is not None:
            one[:], one.text = [], ""
    return words(bare)


@pytest.fixture(scope="module")
def page() -> Element:
    return parse(source(sample()))


# --- the file -----------------------------------------------------------------------------------


def test_the_full_quiz_has_a_plain_name_and_a_recipe_its_own():
    names = [a.path for name in ("full", "lesson") for a in render.render(sample(name), OPTIONS)]
    assert names == ["quiz.html", "lesson-quiz.html"]


def test_the_same_quiz_gives_the_same_bytes():
    assert source(sample()) == source(sample())


def test_the_policy_allows_the_one_script_and_the_one_style_by_hash_and_nothing_else(page):
    html = source(sample())
    (policy,) = [m.get("content", "") for m in page.iter("meta") if m.get("http-equiv")]
    assert "default-src 'none'" in policy
    # Pictures may be in the page itself, such as a school's logo in a template of its own.
    assert not re.search(r"unsafe|https?:|data:|\*", policy.replace("; img-src data:;", ";"))
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_the_page_needs_nothing_from_elsewhere(page):
    html = source(sample())
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"link", "img", "iframe", "object", "base"}
    assert not re.search(r"https?:|@import|url\(|fetch\(|XMLHttp|import\(", html)
    for element in page.iter():
        inline = {name for name in element.attrib if name == "style" or name.startswith("on")}
        assert not inline, element.tag
        assert element.get("href", "#").startswith("#")


def test_the_page_of_the_unit_is_small_enough_to_be_sent_around(kazakhstan: Unit):
    (artifact,) = render.render(compose(kazakhstan), OPTIONS)
    assert len(artifact.data) < 300_000
    assert artifact.facts == {"questions": len(kazakhstan.questions)}


def test_a_change_of_content_changes_the_key_of_what_is_kept_and_a_change_of_style_does_not(
    tmp_path: Path,
):
    def key(made: Quiz, options: Options = OPTIONS) -> str | None:
        body = parse(source(made, options)).find("body")
        assert body is not None
        assert body.get("data-unit") == "kazakhstan-2022"
        return body.get("data-content")

    style = tmp_path / "quiz" / "style.css"
    style.parent.mkdir()
    style.write_text("body { color: red; }", "utf-8")
    own = Options((tmp_path, *OPTIONS.templates))
    assert "body { color: red; }" in source(sample(), own)
    assert key(sample()) == key(sample(), own)
    asked = quiz_of(item("q", "Another?", Text(("yes",))))
    assert key(sample()) != key(asked)
    # The feedback counts as well.
    assert key(asked) != key(quiz_of(replace(asked.items[0], feedback="For another reason.")))
    assert key(asked) != key(quiz_of(replace(asked.items[0], shape=Text(("yes", "indeed")))))


# --- structure ----------------------------------------------------------------------------------


def test_headings_do_not_jump_and_ids_are_unique(page):
    levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_question_is_a_fieldset_under_its_stem_and_holds_its_answer_hidden(page):
    for element, item_ in zip(questions(page), sample().items, strict=True):
        fieldset, answer = element
        assert fieldset.tag == "fieldset"
        assert fieldset[0].tag == "legend"
        assert words(fieldset[0]).startswith(to_plain(item_.stem))
        assert answer.get("hidden") is not None
        assert to_plain(item_.feedback) in words(answer)
        assert to_plain(item_.feedback) not in shown(page)


def test_every_question_names_its_shape_its_level_and_its_skill(page):
    for element, item_ in zip(questions(page), sample().items, strict=True):
        assert element.get("data-shape") == item_.shape.name
        assert element.get("data-level") == item_.level
        assert element.get("data-skill") == item_.skills[0]


def test_every_field_has_a_label(page):
    labelled = {field for label in page.iter("label") for field in label.iter()}
    for field in page.iter():
        if field.tag in {"input", "textarea", "select"}:
            assert field in labelled or field.get("aria-label")


def test_what_only_the_script_can_do_is_hidden_without_it(page):
    for name in ("home", "bar"):
        (element,) = [e for e in page.iter() if e.get("id") == name]
        assert element.get("hidden") is not None
    buttons = [b for q in questions(page) for b in q.iter("button")]
    assert not buttons


def test_the_sources_stand_open_to_be_read_and_the_page_says_that_it_is_practice(page):
    (sources,) = [e for e in page.iter("details") if e.get("id") == "sources"]
    assert sources.get("open") is not None
    assert "None of the deaths could be confirmed" in words(sources)
    assert "This is practice, not a test" in words(page)


def test_who_reads_without_the_script_is_told_where_the_answers_stand(page):
    assert "stand in the answer key (answers.html)" in words(page)
    assert "the answer key (lesson-answers.html)" in words(parse(source(sample("lesson"))))


# --- answers ------------------------------------------------------------------------------------


def test_an_answer_links_to_its_claims_of_which_all_there_is_to_tell_is_hidden():
    made = quiz_of(item("q", "Stem?", Text(("x",)), evidence=(DETAINED_A,)))
    (answer,) = answers(made)
    (cited,) = rests_on(answer)
    page = parse(source(made))
    (claim,) = [e for e in page.iter("span") if e.get("id") == cited]
    assert shown(claim) == DETAINED_A.says
    (note,) = page.iter("small")
    for text in (
        DETAINED_A.quote,
        " → ".join(DETAINED_A.speakers),
        DETAINED_A.status,
        DETAINED_A.as_of,
        DETAINED_A.caveat,
    ):
        assert text in words(note)


def test_a_claim_stands_once_however_often_it_is_cited_and_whatever_is_quoted_of_it():
    own = replace(TROOPS, quote="2,500 troops had been sent")
    items = [item(f"q{n}", "Stem?", Text(("x",))) for n in range(3)]
    items.append(item("other", "Stem?", Text(("x",)), evidence=(own,)))
    made = quiz_of(*items)
    assert source(made).count(TROOPS.says) == 1
    *same, other = map(words, answers(made))
    assert not any("2,500 troops had been sent" in text for text in same)
    assert "2,500 troops had been sent" in other


def test_a_claim_is_marked_in_the_paragraph_that_tells_it(kazakhstan: Unit):
    made = compose(kazakhstan)
    page = parse(source(made))
    (sources,) = [e for e in page.iter("details") if e.get("id") == "sources"]
    text = shown(sources)
    for card in made.cards:
        for _, prose in card.paragraphs:
            assert to_plain(prose) in text


def test_a_claim_that_no_card_tells_is_kept_apart_from_what_is_read():
    silence = replace(TROOPS, claim="a-silence", says="Source A names no commander.")
    (card, _) = sample().cards
    longer = replace(card, paragraphs=((9, f"Before. {TROOPS.says} After."),))
    made = quiz_of(item("q", "Stem?", Text(("x",)), evidence=(TROOPS, silence)))
    page = parse(source(replace(made, cards=(longer,))))
    spans = {shown(s).split(".")[0]: s.get("class") for s in page.iter("span") if s.get("id")}
    assert spans == {TROOPS.says[:-1]: None, "Source A names no commander": "aside"}
    assert f"9 Before. {TROOPS.says}" in shown(page)


def test_a_source_without_a_card_still_holds_what_is_cited_of_it():
    page = parse(source(replace(quiz_of(item("q", "Stem?", Text(("x",)))), cards=())))
    (sources,) = [e for e in page.iter("details") if e.get("id") == "sources"]
    assert "Source A" in words(sources)
    assert TROOPS.says in words(sources)


def test_the_key_is_the_place_of_the_right_option_and_every_other_one_has_its_reason():
    made = quiz_of(item("q", "Stem?", Choice(options("first", "second", "third", correct=1))))
    (question,) = questions(parse(source(made)))
    assert [words(option) for option in question.iter("label")] == ["first", "second", "third"]
    boxes = [(box.get("type"), box.get("name")) for box in question.iter("input")]
    assert boxes == [("radio", "1")] * 3
    assert keys(made) == ["2"]
    (answer,) = answers(made)
    reasons = [(int(li.get("value") or 0), words(li)) for li in answer.iter("li")]
    assert reasons == [(1, "Reason 0 about “first”."), (3, "Reason 2 about “third”.")]


def test_what_only_a_hash_has_ordered_may_be_ordered_anew_for_each_pupil():
    targets = (Target("t1", "Alpha"), Target("t2", "Beta"))
    prompts = (Prompt("p1", "First", "t2"), Prompt("p2", "Second", "t1"))
    last = Option("neither of them", "wrong", last=True)
    steps = (Step("s1", "one"), Step("s2", "two"))
    shapes = {
        "words": Choice((*options("red", "blue"), last)),
        "numbers": Choice(options("12 boats", "40 boats", "7 boats")),
        "scale": Choice(options("true", "false"), fixed=True),
        "match": Match(prompts, targets, ask="Which?"),
        "reused": Match(prompts, targets, ask="Which?", reuse=True),
        "order": Order(steps, ask="Which?"),
        "text": Text(("yes",)),
    }
    made = quiz_of(*(item(name, "Stem?", shape) for name, shape in shapes.items()))
    free = [q.get("data-shuffle") is not None for q in questions(parse(source(made)))]
    assert free == [name in {"words", "match", "order"} for name in shapes]
    stays = [words(e) for e in parse(source(made)).iter("label") if "data-last" in e.attrib]
    assert stays == ["neither of them"]


def test_what_the_choices_of_a_scale_mean_is_told_once():
    def scale(right: int) -> Choice:
        return Choice(
            tuple(
                Option(name, "right" if place == right else "wrong", means=f"Meaning of {name}.")
                for place, name in enumerate(("Scope", "Wording"))
            ),
            fixed=True,
        )

    html = source(quiz_of(item("q1", "Stem?", scale(0)), item("q2", "Stem?", scale(1))))
    assert html.count("Meaning of Scope.") == 1
    assert "What the choices mean" in html


def test_a_prompt_knows_its_target_and_tells_why():
    shape = Match(
        (
            Prompt("p1", "First", "t2", "Because one.", (TROOPS,)),
            Prompt("p2", "Second", "t1", "Because two."),
        ),
        (Target("t1", "Alpha"), Target("t2", "Beta")),
        ask="Which?",
    )
    made = quiz_of(item("q", "Stem?", shape))
    assert keys(made) == ["2 1"]
    (answer,) = answers(made)
    first, second = answer.iter("li")
    assert (words(first), words(second)) == ("Because one.", "Because two.")
    assert [len(rests_on(one)) for one in (first, second)] == [1, 0]


def test_an_answer_that_compares_figures_names_their_picture_which_is_folded(example: Unit):
    made = compose(example)
    page = parse(source(made))
    (folded,) = [e for e in page.iter("details") if e.get("id") == "pictures"]
    assert folded.get("open") is None
    assert folded.get("hidden") is not None
    drawn = {figure.get("id") for figure in folded.iter("figure")}
    assert drawn == {"figures-1", "figures-2", "timeline"}
    named = {
        (item_.id, chart)
        for item_, answer in zip(made.items, answers(made), strict=True)
        for chart in answer.get("data-figures", "").split()
    }
    assert ("confirmed-flood", "2") in named
    assert ("difference-left", "1") in named
    assert len(named) == 4


# --- hostile text -------------------------------------------------------------------------------


def test_hostile_text_stays_text():
    made = sample()
    made = replace(
        made,
        unit="hostile",
        title=HOSTILE,
        summary=HOSTILE,
        licence=HOSTILE,
        sections=(hostile(),),
        cards=(SourceCard(replace(made.cards[0].source, about=HOSTILE), ((9, HOSTILE),)),),
    )
    html = source(made)
    page = parse(html)
    assert len(list(page.iter("script"))) == 1
    assert len(list(page.iter("style"))) == 1
    assert "{{ 7 * 7 }}" in words(page)
    assert "alert('x')" in words(page)
    # In the footer of the printed page they are a CSS string.
    escaped = html.count("&lt;script&gt;alert(") + html.count(r"\00003cscript\00003ealert(")
    assert html.count("alert(") == escaped


def test_hostile_evidence_and_labels_stay_text():
    evil = replace(
        TROOPS, label=HOSTILE, says=HOSTILE, quote=HOSTILE, speakers=(HOSTILE,), as_of=HOSTILE
    )
    html = source(quiz_of(item("q", "Stem?", Text((HOSTILE,)), evidence=(evil,))))
    assert len(list(parse(html).iter("script"))) == 1
    assert html.count("alert(") == html.count("&lt;script&gt;alert(")


def test_a_quiz_without_questions_still_makes_a_page():
    assert not questions(parse(source(replace(sample(), sections=(), cards=(), glossary=()))))
