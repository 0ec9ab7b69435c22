"""Sheet and key, read as a browser reads them."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
from example_unit import ROOT
from msgspec.structs import replace
from sheet_sample import HOSTILE, TROOPS, hostile, item, options, sample, scale

from kzquiz.generators import answers, cutouts, teacher, worksheet
from kzquiz.generators.html.numbering import number
from kzquiz.model import (
    Blank,
    Cell,
    Choice,
    Comparison,
    Gap,
    Item,
    Match,
    Option,
    Options,
    Order,
    Paper,
    Prompt,
    Quiz,
    Rejected,
    Row,
    RubricLevel,
    Section,
    Shape,
    Step,
    Table,
    Target,
    TeacherNote,
    Text,
)
from kzquiz.quiz.compose import compose
from kzquiz.text import to_plain

OPTIONS = Options((ROOT / "templates",))
SHELLS = [worksheet, answers]
EVERY = [*SHELLS, cutouts, teacher]


def source(module, quiz: Quiz, options: Options = OPTIONS) -> str:
    (artifact,) = module.render(quiz, options)
    return artifact.data.decode()


def parse(html: str) -> Element:
    """Parse strictly: an error of HTML is an error here."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def with_class(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def entries(page: Element) -> dict[str, Element]:
    """The questions of a page by their anchor."""
    return {element.get("id", ""): element for element in with_class(page, "item")}


def quiz_of(*items: Item) -> Quiz:
    return replace(sample(), sections=(Section("One", items),))


def asked(shape: Shape) -> str:
    """The only question of a sheet, as text."""
    (entry,) = entries(parse(source(worksheet, quiz_of(item("q", "Stem", shape))))).values()
    return words(with_class(entry, "item-body")[0])


def keyed(shape: Shape) -> str:
    """The only question of a key, as text."""
    (entry,) = entries(parse(source(answers, quiz_of(item("q", "Stem", shape))))).values()
    return words(with_class(entry, "item-body")[0])


@pytest.fixture(scope="module")
def sheet() -> Element:
    return parse(source(worksheet, sample()))


@pytest.fixture(scope="module")
def key() -> Element:
    return parse(source(answers, sample()))


# --- both pages ---------------------------------------------------------------------------------


def test_the_full_sheet_has_a_plain_name_and_a_recipe_its_own():
    names = [
        [artifact.path for module in SHELLS for artifact in module.render(sample(name), OPTIONS)]
        for name in ("full", "lesson")
    ]
    assert names == [["worksheet.html", "answers.html"], ["lesson.html", "lesson-answers.html"]]


@pytest.mark.parametrize("module", EVERY)
def test_the_same_quiz_gives_the_same_bytes(module):
    assert source(module, sample()) == source(module, sample())


@pytest.mark.parametrize("module", EVERY)
def test_a_page_needs_nothing_from_elsewhere(module):
    html = source(module, sample())
    page = parse(html)
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "base"}
    html = html.replace("</", "").replace("http://www.w3.org/2000/svg", "")
    html = re.sub(r"'sha256-[^']+'", "", html)  # a hash may have two slashes, too
    assert not re.search(r"https?:|//|@import|url\(", html)
    assert page.get("lang") == "en"
    assert len(page.findall(".//style")) == 1


@pytest.mark.parametrize("module", EVERY)
def test_headings_do_not_jump_and_ids_are_unique(module):
    page = parse(source(module, sample()))
    levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("module", SHELLS)
def test_tables_name_their_rows_and_columns(module):
    page = parse(source(module, sample()))
    assert all(th.get("scope") in {"row", "col"} for th in page.iter("th"))
    assert all(words(th) for th in page.iter("th"))


@pytest.mark.parametrize("module", SHELLS)
@pytest.mark.parametrize("title", [HOSTILE, '"; } body { display: none } /*', "a\\"])
def test_hostile_text_stays_text(module, title):
    quiz = replace(
        sample(),
        title=title,
        heading=HOSTILE,
        summary=HOSTILE,
        licence=HOSTILE,
        version=HOSTILE,
        sections=(hostile(),),
        teacher=TeacherNote(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,)),
    )
    page = parse(source(module, quiz))
    assert page.find(".//script") is None
    (style,) = page.findall(".//style")
    assert "<" not in "".join(style.itertext())
    assert to_plain(title) in words(page.find(".//h1"))
    for entry in entries(page).values():
        assert HOSTILE in words(entry)
        assert "49" not in words(entry)


def test_sheet_and_key_number_alike_through_all_sections(sheet, key):
    numbers = [
        {anchor: words(with_class(entry, "number")[0]) for anchor, entry in entries(page).items()}
        for page in (sheet, key)
    ]
    assert numbers[0] == numbers[1]
    assert list(numbers[0].values()) == [str(n) for n in range(1, len(sample().items) + 1)]


def test_every_stem_stands_on_both(sheet, key):
    for entry in (entry for part in number(sample()) for entry in part.entries):
        for page in (sheet, key):
            assert to_plain(entry.item.stem) in words(entries(page)[entry.anchor])


def test_pieces_of_one_question_have_anchors_of_their_own():
    whole = item("q", "Stem", Text(("a",)))
    page = parse(source(worksheet, quiz_of(replace(whole, part="a1"), replace(whole, part="b2"))))
    assert list(entries(page)) == ["q-q--a1", "q-q--b2"]


def test_a_template_of_the_project_wins_over_the_bundled_one(tmp_path):
    (tmp_path / "worksheet").mkdir()
    (tmp_path / "worksheet" / "gap.html").write_text(
        "{% macro ask(shape) %}<p>our own gap</p>{% endmacro %}", "utf-8"
    )
    quiz = quiz_of(item("g", "Stem", Gap(("x",))), item("t", "Stem", Text(("a",))))
    html = source(worksheet, quiz, Options((tmp_path, *OPTIONS.templates)))
    assert "our own gap" in html
    assert 'class="line"' in html


# --- the sheet ----------------------------------------------------------------------------------


def test_the_sheet_has_room_for_name_class_date_and_score(sheet):
    assert [words(li) for li in with_class(sheet, "fields")[0]] == [
        "Name",
        "Class",
        "Date",
        f"Score / {sample().marks}",
    ]


UNSEEN = "for the teacher only"
TOLD_TO_NOBODY: tuple[Shape, ...] = (
    Choice((Option("a", "right", why=UNSEEN), Option("b", "wrong", why=UNSEEN))),
    Match(
        (Prompt("p", "a", "t", UNSEEN, (replace(TROOPS, says=UNSEEN),)),),
        (Target("t", "b"),),
        ask="Who?",
    ),
    Order((Step("s", "a", UNSEEN), Step("t", "b")), ask="First?"),
    Gap(("a", Blank("blank-1", UNSEEN, (UNSEEN,)))),
    Table(("a",), (Row("r", "b", (Cell("c", UNSEEN, accept=(UNSEEN,)),)),)),
    Text((UNSEEN,), (Rejected(UNSEEN, UNSEEN),), (RubricLevel(UNSEEN, 2, UNSEEN, UNSEEN),)),
)


@pytest.mark.parametrize("shape", TOLD_TO_NOBODY, ids=lambda shape: type(shape).__name__)
def test_the_sheet_tells_nothing_that_only_the_key_may_tell(shape):
    hidden = dict.fromkeys(("restated", "feedback", "marking", "note", "external"), UNSEEN)
    evidence = (replace(TROOPS, quote=UNSEEN, caveat=UNSEEN),)
    quiz = replace(
        quiz_of(replace(item("q", "Stem", shape), evidence=evidence, **hidden)),
        comparisons=(Comparison(UNSEEN, UNSEEN, (), UNSEEN, UNSEEN),),
        agreements=(Comparison(UNSEEN, UNSEEN, (), UNSEEN),),
        teacher=TeacherNote(UNSEEN, UNSEEN, UNSEEN, (UNSEEN,)),
    )
    assert UNSEEN in source(answers, quiz)
    assert UNSEEN not in source(worksheet, quiz)


def test_no_option_is_marked_as_the_key():
    texts = ("one and another thing", "two and another thing", "three and another thing")
    pages = [
        source(worksheet, quiz_of(item("q", "Stem", Choice(options(*texts, correct=index)))))
        for index in range(3)
    ]
    assert pages[0] == pages[1] == pages[2]


def test_blanks_are_of_one_width_whatever_the_answer():
    page = parse(source(worksheet, sample()))
    (gap,) = with_class(page, "gap")
    assert words(gap) == "According to , 2,000 people had been detained in Almaty by Thursday."
    assert [dict(blank.attrib) for blank in with_class(gap, "blank")] == [{"class": "blank"}] * 2


def test_source_cards_number_their_paragraphs_and_tell_what_the_copy_is(sheet):
    cards = with_class(sheet, "card")
    assert [words(card.find("h2")) for card in cards] == ["Source A", "Source B"]
    assert [words(par) for par in with_class(cards[0], "par")] == [str(n) for n in range(1, 15)]
    about = words(with_class(cards[1], "about")[0])
    for part in ("MOSCOW", "“Updated: January 07, 2022”", "“Powered by", "publisher; author"):
        assert part in about


def test_what_the_answers_of_a_scale_mean_stands_with_the_first_question_that_has_them():
    scale = Choice(
        (
            Option("True conflict", "right", means="both cannot be right", example="“1”; “2”"),
            Option("Cannot tell", "wrong", means="too little said", example="“some”; “40”"),
        ),
        fixed=True,
    )
    other = Choice(options("first of them all", "second of them"))
    page = parse(
        source(
            worksheet,
            quiz_of(item("q", "S", other), item("r", "S", scale), item("s", "S", scale)),
        )
    )
    legends = {name: with_class(entry, "legend") for name, entry in entries(page).items()}
    assert [len(found) for found in legends.values()] == [0, 1, 0]
    assert words(legends["q-r"][0]) == (
        "True conflict: both cannot be right (invented example: “1”; “2”); "
        "Cannot tell: too little said."
    )


@pytest.mark.parametrize(
    ("stem", "told"),
    [("Which term is loaded?", "loaded"), ("Which qualifier stands there?", "qualifier")],
)
def test_a_word_of_the_task_is_explained_on_the_sheets_that_use_it(stem, told):
    shape = Choice(options("first of them all", "second of them"))
    (how,) = with_class(parse(source(worksheet, quiz_of(item("q", stem, shape)))), "how")
    assert [words(b) for b in how.iter("strong")] == [told]
    (how,) = with_class(parse(source(worksheet, quiz_of(item("q", "Who said so?", shape)))), "how")
    assert not list(how.iter("strong"))


def test_a_sheet_without_cards_and_glossary_has_neither():
    page = parse(source(worksheet, replace(sample(), cards=(), glossary=())))
    assert not with_class(page, "sources")
    assert not with_class(page, "glossary")
    assert "Read the sources first" not in words(page)


def test_the_sheet_can_be_asked_to_leave_out_the_texts_to_read_from():
    page = parse(source(worksheet, replace(sample(), reading="none")))
    assert not with_class(page, "sources")
    assert not with_class(page, "glossary")
    assert with_class(page, "fields")


def test_a_version_says_so_in_title_head_footer_and_name():
    quiz = replace(sample("lesson"), variant="B")
    for module, name in ((worksheet, "lesson-b.html"), (answers, "lesson-b-answers.html")):
        (artifact,) = module.render(quiz, OPTIONS)
        page = parse(artifact.data.decode())
        assert artifact.path == name
        assert words(page.find(".//title")).endswith(", version B")
        assert "Version B" in words(page.find(".//header"))
        assert "version B" in words(page.find(".//style"))


def test_paper_and_large_print_are_set_on_the_page():
    plain = source(worksheet, sample())
    large = replace(OPTIONS, paper=Paper("letter", 24))
    (artifact,) = worksheet.render(sample(), large)
    assert artifact.path == "worksheet-24pt.html"
    assert "size: A4;" in plain
    assert "size: letter;" in artifact.data.decode()
    assert "html { font-size: 24pt; }" in artifact.data.decode()


def test_pictures_with_answers_are_in_the_file_for_the_teacher_only(kazakhstan):
    lesson = compose(kazakhstan, next(each for each in kazakhstan.recipes if each.id == "lesson"))
    for module in SHELLS:
        assert not with_class(parse(source(module, lesson)), "pictures")
    page = parse(source(teacher, compose(kazakhstan)))
    titles = [words(each.find("h2")) for each in with_class(page, "pictures")]
    assert titles == ["The figures by source", "What happened when"]
    drawn = page.findall(".//{*}svg")
    assert len(drawn) > 5
    assert all(words(svg.find("{*}title")) for svg in drawn)


def test_an_address_is_printed_in_words_and_as_a_code():
    quiz = replace(sample(), address="https://school.example.org/quiz.html")
    for module in SHELLS:
        page = parse(source(module, quiz))
        (link,) = with_class(page, "online")
        assert link.find("p/a").get("href") == quiz.address
        assert words(link.find("p")) == "Practise online: school.example.org/quiz.html"
        assert words(link.find("{*}svg/{*}title")) == f"QR code: {quiz.address}"
    assert not with_class(parse(source(worksheet, sample())), "online")


def test_matches_and_orders_are_cut_out_under_the_numbers_of_the_sheet():
    page = parse(source(cutouts, sample()))
    cut = {section.get("id"): section for section in with_class(page, "cut")}
    wanted = {
        entry.anchor: entry
        for part in number(sample())
        for entry in part.entries
        if isinstance(entry.item.shape, Match | Order)
    }
    assert list(cut) == list(wanted)
    for anchor, entry in wanted.items():
        found = [words(card) for card in with_class(cut[anchor], "cards")[0]]
        shape = entry.item.shape
        texts = (
            [shape.steps[index].text for index in shape.shown]
            if isinstance(shape, Order)
            else [each.text for each in (*shape.targets, *shape.prompts)]
        )
        assert found == [f"{entry.number} {to_plain(text)}" for text in texts]


def test_a_sheet_without_matches_and_orders_has_nothing_to_cut_out():
    assert list(cutouts.render(quiz_of(item("q", "Stem", Text(("a",)))), OPTIONS)) == []


def test_options_are_lettered_in_presented_order():
    assert asked(Choice(options("long enough to stand", "x"))).endswith(
        "A long enough to stand B x"
    )


def test_a_fixed_scale_of_few_words_stands_in_a_row_without_letters():
    assert asked(Choice(scale("True", "False"), fixed=True, reason="Paragraph")).endswith(
        "True False Paragraph"
    )


@pytest.mark.parametrize(("count", "head"), [(4, "A oneB twoC threeD four"), (5, "ABCDE")])
def test_more_than_four_answers_of_a_grid_are_a_list_above_it(count, head):
    names = ("one", "two", "three", "four", "five")[:count]
    targets = tuple(Target(name, name) for name in names)
    shape = Match((Prompt("p", "It rains.", "two", ""),), targets, ask="Which?", reuse=True)
    (entry,) = entries(parse(source(worksheet, quiz_of(item("q", "Stem", shape))))).values()
    assert words(entry.find(".//thead")) == head
    listed = [words(each) for found in with_class(entry, "targets") for each in found]
    assert listed == ([] if count == 4 else ["A one", "B two", "C three", "D four", "E five"])


def test_options_with_a_reason_each_are_lettered_and_explained_however_short_and_fixed():
    shape = Choice(options("hopeful", "definite", "public", correct=1), fixed=True)
    assert asked(shape).endswith("A hopeful B definite C public")
    assert keyed(shape).startswith("Answer B definite")
    assert "A Reason 0 about “hopeful”. C Reason 2 about “public”." in keyed(shape)


def test_a_text_has_a_line_for_every_line_and_a_number_for_every_part():
    def lines(shape: Text) -> tuple[int, str]:
        (entry,) = entries(parse(source(worksheet, quiz_of(item("q", "Stem", shape))))).values()
        return len(with_class(entry, "line")), words(with_class(entry, "item-body")[0])

    assert lines(Text(("a",), lines=4)) == (4, "")
    assert lines(Text(("a", "b"), lines=6, parts=3)) == (6, "1 2 3")
    assert lines(Text(("a", "b"), lines=1, parts=2)) == (2, "1 2")


def test_given_cells_are_printed_and_the_others_left_empty(sheet):
    table = entries(sheet)["q-table"].find(".//table")
    rows = [[words(cell) for cell in row] for row in table.find("tbody")]
    assert rows[0] == ["People detained (Source A)", "2,000", "", "", "by Thursday"]


# --- the key ------------------------------------------------------------------------------------


def test_every_question_of_the_key_has_why_and_evidence(key):
    for entry in (entry for part in number(sample()) for entry in part.entries):
        text = words(entries(key)[entry.anchor])
        assert entry.item.feedback in text
        assert to_plain(entry.item.restated) in text
        assert entry.item.marking in text
        assert entry.item.note in text
        assert entry.item.external in text
        for found in entry.evidence:
            assert f"{found.label}, par. {found.paragraph}:" in text
            assert " → ".join(found.speakers) in text
            assert found.status in text
            assert (found.as_of or "time not stated") in text
            assert f"“{found.quote}”" in text if found.quote else True
            assert found.caveat in text


def test_evidence_of_a_prompt_stands_beside_it_and_only_there(key):
    text = words(entries(key)["q-who-said"])
    assert text.count("Source A, par. 9:") == 1
    assert "→ B the secretary-general of the CSTO." in text


def test_a_chain_cites_its_claim_once(key):
    assert words(entries(key)["q-chain"]).count("Source A, par. 9:") == 1


def test_the_key_of_each_shape():
    assert keyed(Choice(options("first of them all", "second of them"))).startswith(
        "Answer A first of them all"
    )
    assert keyed(Choice(options("a", "b", "c", correct=(0, 2)), multiple=True)).startswith(
        "Answer A a C c"
    )
    assert "Boxes from top to bottom: 3, 1, 2" in keyed(sampled("chain"))
    assert "Not accepted months" in keyed(sampled("short-mission"))
    assert "also: around" in keyed(sampled("table"))
    assert "Any 3 of:" in keyed(sampled("missing"))
    assert "Proficient 2 marks" in keyed(sampled("open"))


def sampled(name: str) -> Shape:
    """The shape of a question of the sample."""
    (found,) = (item.shape for item in sample().items if item.id == name)
    return found


def test_an_order_without_a_shown_order_stands_as_written():
    shape = replace(sampled("chain"), shown=())
    assert isinstance(shape, Order)
    assert "Boxes from top to bottom: 1, 2, 3" in keyed(shape)


def test_wrong_options_are_explained_and_the_key_is_not_told_twice(key):
    text = words(entries(key)["q-who-asked"])
    assert "B Reason 1" in text
    assert "Reason 0" not in text
    judged = words(entries(key)["q-told-troops"])
    assert "A right: Reason 0" in judged
    assert "B wrong: Reason 1" in judged


def marked(key: Element) -> list[list[str]]:
    """The rows of the grid to mark from: number, answer, credit, place, marks."""
    tables = with_class(key, "marking")
    return [[words(cell) for cell in row] for table in tables for row in table.findall("tbody/tr")]


def test_the_key_begins_with_a_grid_of_number_answer_credit_paragraph_and_marks(key):
    rows = marked(key)
    whole = sample().items
    assert [row[0] for row in rows] == [str(place) for place in range(1, len(whole) + 1)]
    assert [row[4] for row in rows] == [str(each.marks) for each in whole]
    assert rows[0][1].startswith("A ")
    assert rows[1][1:4] == ["A, C", "", "A 9"]
    assert rows[2][1].startswith("False")
    assert rows[5][1] == "1 B, 2 D, 3 A"
    assert all(row[1] for row in rows)
    assert not any("see the" in row[1] for row in rows)


def test_the_grid_names_what_else_counts_and_what_does_not():
    def credit(shape: Shape) -> str:
        (row,) = marked(parse(source(answers, quiz_of(item("q", "Stem", shape)))))
        return row[2]

    text = Text(("about", "around"), (Rejected("months", "The source says days."),))
    assert credit(text) == "around Not: months"
    assert credit(Gap(("Some ", Blank("a", "dozens", ("scores",))))) == "scores"
    row = Row("r", "", (Cell("c", "at least", accept=("no fewer than",)),))
    assert credit(Table(("Qualifier",), (row,))) == "no fewer than"


def test_the_grid_names_only_rows_of_a_table_that_have_something_to_fill_in():
    def row(name: str, *, given: bool) -> Row:
        cells = (Cell("a", f"word {name}", given=given), Cell("b", f"who {name}", given=given))
        return Row(name, f"Row {name}", cells)

    shape = Table(("Qualifier", "Who"), (row("x", given=True), row("y", given=False)))
    (marks,) = marked(parse(source(answers, quiz_of(item("q", "Stem", shape)))))
    assert marks[1] == "Row 2: word y · who y"


@pytest.mark.parametrize("answer", ["It is hard to tell.", "It is hard to tell"])
def test_an_answer_that_can_be_argued_ends_with_one_full_stop(answer: str):
    shape = Choice((Option("Yes", "right"), Option(answer, "arguable", "Nobody says.")))
    assert "It is hard to tell. Nobody says." in keyed(shape)


def test_letters_of_a_grid_agree_with_the_glance(sheet, key):
    entry = entries(sheet)["q-behind"]
    (above,) = with_class(entry, "targets")
    assert words(above[2]) == "C Officials only"
    table = entry.find(".//table")
    assert words(table.find("thead/tr")[3]) == "C"
    assert marked(key)[6][1] == "1 B, 2 D, 3 C, 4 E"


def test_what_is_the_same_for_the_whole_unit_is_in_the_file_for_the_teacher_only(key):
    text = words(parse(source(teacher, sample("full"))))
    for told in (
        "40 minutes: 10 to read",
        "Different scope. One figure is for Almaty",
        "Would settle it: A ministry list",
        "One origin. Both quote one interview",
    ):
        assert told in text
        assert told not in words(key)


def test_a_match_that_knows_no_target_is_no_reason_to_fail():
    shape = sample().sections[1].items[0].shape
    assert isinstance(shape, Match)
    assert "About 2,500 soldiers" in keyed(replace(shape, targets=()))
