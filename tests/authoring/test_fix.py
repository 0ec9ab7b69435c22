"""`kzquiz check --fix` restores texts, shows its changes, and never guesses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from command_line import run
from example_unit import write_example_unit
from hypothesis import given
from hypothesis import strategies as st
from pasting import Spot, fate, leaves, pasted, restored, sentences, spots, wanted
from picking import pick

from kzquiz.authoring.fix import Fixed, fix_unit
from kzquiz.check import check
from kzquiz.load import load
from kzquiz.reader import parse

CHOICE = "questions/choice.yaml"
DIFFERENCES = "differences.yaml"
FEEDBACK = (
    "  feedback: >-\n    The figure keeps its qualifier and its time: about 200, on Monday night.\n"
)


@pytest.fixture
def unit(content: Path) -> Path:
    return content / "example"


def spoil(unit: Path, old: str, new: str, file: str = CHOICE) -> None:
    path = unit / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def mended(unit: Path) -> Fixed:
    """The result of --fix for a unit on disk, without writing it."""

    def read(overrides):
        return load(unit, unit.as_posix(), overrides)[1]

    def rules(overrides):
        found, problems = load(unit, unit.as_posix(), overrides)
        return problems + (check(found) if found else [])

    return fix_unit([read, rules])


def changes(unit: Path) -> list[str]:
    lines = mended(unit).diff().splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


# --- texts that YAML broke ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("He said: yes.", '"He said: yes."'),
        ("The first #1 of all.", '"The first #1 of all."'),
        ("Many wrote #freedom on walls.", '"Many wrote #freedom on walls."'),
        ('"Nobody" is whose word?', "'\"Nobody\" is whose word?'"),
        ('"Yes," he said, "all of it"', '\'"Yes," he said, "all of it"\''),
        ("'No' was the answer.", "\"'No' was the answer.\""),
        ("*Who* asked?", '"*Who* asked?"'),
        ("*All of it.*", '"*All of it.*"'),
        ("& so on", '"& so on"'),
        ("!Attention all of you", '"!Attention all of you"'),
        ("%5 of them", '"%5 of them"'),
        ("@akorda wrote it", '"@akorda wrote it"'),
        ("`tenge` is money", '"`tenge` is money"'),
        ("[Applause] They came.", '"[Applause] They came."'),
        ("{Applause} They came.", '"{Applause} They came."'),
        ("- Who asked?", '"- Who asked?"'),
        ("A folder C:\\new: yes", "'A folder C:\\new: yes'"),
        ("Two lines: one\n    and two", '"Two lines: one\n    and two"'),
        ('It\'s "so": yes', '>-\n    It\'s "so": yes'),
    ],
)
def test_a_text_is_put_in_quotes_letter_for_letter(unit, typed, written):
    spoil(unit, FEEDBACK, f"  feedback: {typed}\n")
    result = mended(unit).files[(unit / CHOICE).as_posix()]
    assert f"  feedback: {written}\n" in result[1].decode()
    found, problems = parse(result[1], CHOICE)
    assert problems == []
    assert found.get((1, "feedback")) == typed.replace("\n    ", " ")


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed",
    [
        '"Nobody knows',  # was the mark to be closed, or is it the text's?
        '"He said "yes" and left"',  # are the outer marks the author's or the text's?
        "'It's a quotation'",
        '"Russia",',
        "Who asked? #check this",  # a comment?
        "Who: asked # check this",
        "about 200 note: A comment",  # a line break may be missing
        "*who",
        "!!str text and more",
        "> 200 people",
        "[Applause]",
        ", and so on",
    ],
)
def test_what_can_be_read_in_two_ways_is_left_alone(unit, typed):
    spoil(unit, FEEDBACK, f"  feedback: {typed}\n")
    assert mended(unit).files == {}


def test_a_colon_in_an_entry_of_a_list_does_not_make_keys(unit):
    spoil(unit, "- One of the two", "- Paris: one of the two", "differences.yaml")
    assert changes(unit) == [
        "-    - Paris: one of the two figures must be wrong.",
        '+    - "Paris: one of the two figures must be wrong."',
    ]


def test_an_entry_of_a_list_with_two_colons_is_one_text(unit):
    spoil(unit, "- One of the two figures must be wrong.", "- Note: the count: 200", DIFFERENCES)
    assert changes(unit)[-1] == '+    - "Note: the count: 200"'


@pytest.mark.parametrize(
    "typed",
    [
        "\n    Remark: the count: about 200",  # a text on lines of its own
        "\n    - Remark: the count: about 200",
        "Many said\n  Remark:the count",  # a text that goes on where a key would begin
        "Many said\n  Remark: the count: about 200",
        "Who asked?\n  Remark: the count: about 200\n  note: 'Nobody knows",
        # A key of another group or of another kind, in an entry that cannot be read.
        "Who asked?\n  label: the count: about 200\n  note: 'Nobody knows",
        "Who asked?\n  points: the count: about 200\n  note: 'Nobody knows",
        "Who asked?\n  distractors:\n    - stem: the count: about 200\n  note: 'Nobody knows",
    ],
)
def test_no_marks_are_put_inside_what_may_be_one_text(unit, typed):
    spoil(unit, FEEDBACK, f"  feedback: {typed}\n")
    assert changes(unit) == []


def test_a_key_of_the_format_may_stand_in_a_text_where_it_can_be_no_key(unit):
    spoil(unit, FEEDBACK, "  feedback: Look at the key: about 200\n")
    assert changes(unit)[-1] == '+  feedback: "Look at the key: about 200"'


@pytest.mark.slow
def test_several_slips_in_one_entry_are_all_mended(unit):
    spoil(unit, FEEDBACK, "  feedback: *One*: two\n  note:Three #3: four\n  warning: [5] six\n")
    assert [line for line in changes(unit) if line.startswith("+")] == [
        '+  feedback: "*One*: two"',
        '+  note: "Three #3: four"',
        '+  warning: "[5] six"',
    ]


def test_a_slip_beside_one_that_cannot_be_mended_is_mended(unit):
    spoil(unit, FEEDBACK, '  feedback: One: two\n  note: "Nobody knows\n')
    assert changes(unit) == ["-  feedback: One: two", '+  feedback: "One: two"']


def test_a_slip_in_a_group_beside_one_that_cannot_be_mended_is_mended(unit):
    old = "    - text: about 12\n      role: other-span\n"
    spoil(unit, old, "    - text: One: two\n      role: other-span\n")
    spoil(unit, FEEDBACK, FEEDBACK + '  note: "Nobody knows\n')
    assert changes(unit) == ["-    - text: One: two", '+    - text: "One: two"']


# --- other slips that have one remedy ------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  stem: >-\n    How many", "\tstem: >-\n\t\tHow many"),
        ("    The figure keeps", "      The figure\n    keeps"),
        ("  level: core\n", "  level:core\n"),
        ("    - text: about 12\n", "    -text: about 12\n"),
        ("  level: core\n", "  levle: core\n"),
        ("  feedback: >-\n", "  fedback: >-\n"),
        ("  level: core\n", "  lеvel: core\n"),
    ],
)
def test_layout_and_misspelt_keys(unit, old, new):
    whole = (unit / CHOICE).read_bytes()
    spoil(unit, old, new)
    spoilt, result = mended(unit).files[(unit / CHOICE).as_posix()]
    assert spoilt != whole
    assert parse(result, CHOICE)[0].data == parse(whole, CHOICE)[0].data


def test_a_hidden_line_break_becomes_a_space(unit):
    spoil(unit, "its time: about", "its time:\u2028about")
    assert "its time: about" in changes(unit)[-1]


@pytest.mark.slow
def test_a_text_with_a_hidden_line_break_is_put_in_quotes_in_the_same_run(unit):
    spoil(unit, FEEDBACK, "  feedback: One\x85 two: three\n")
    assert changes(unit)[-1] == '+  feedback: "One  two: three"'
    (unit / CHOICE).write_bytes(mended(unit).files[(unit / CHOICE).as_posix()][1])
    assert mended(unit).files == {}


def test_a_key_that_could_be_two_others_is_left_alone(unit):
    spoil(unit, "  level: core\n", "  leaven: core\n")
    assert mended(unit).files == {}


@pytest.mark.slow
def test_a_paragraph_number_moves_to_where_the_fingerprint_finds_the_quotation(unit):
    spoil(
        unit,
        "- id: a2-request\n  source: a\n  paragraph: 2",
        "- id: a2-request\n  source: a\n  paragraph: 4  # see?",
        "claims.yaml",
    )
    assert changes(unit) == ["-  paragraph: 4  # see?", "+  paragraph: 2  # see?"]


def test_a_pinned_number_is_let_go(unit):
    spoil(unit, FEEDBACK, "  last: more than 350\n" + FEEDBACK)
    assert changes(unit) == ["-  last: more than 350"]


# --- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "side", "group"),
    [
        ("protesters", "party", "protesters"),
        ("alliance", "authorities", "alliance"),
        ("witnesses", "witness", ""),
    ],
)
def test_a_side_of_an_older_format_becomes_one_for_any_event(unit, old, side, group):
    spoil(unit, "    side: witness\n", f"    side: {old}\n", "unit.yaml")
    added = [f"+    group: {group}"] if group else []
    assert changes(unit) == [f"-    side: {old}", f"+    side: {side}", *added]


def test_a_side_of_an_older_format_in_braces_and_a_group_of_the_authors_own_are_kept(unit):
    block = "  - id: shopkeepers\n    name: shopkeepers in the old town\n"
    spoil(unit, block, "  - {id: x, name: x, role: x, side: protesters}\n" + block, "unit.yaml")
    spoil(unit, "    side: witness\n", "    side: alliance\n    group: own\n", "unit.yaml")
    assert changes(unit) == [
        "-  - {id: x, name: x, role: x, side: protesters}",
        "+  - {id: x, name: x, role: x, side: party, group: protesters}",
        "-    side: alliance",
        "+    side: authorities",
    ]


def test_a_side_that_may_be_several_is_left_to_the_author(unit):
    spoil(unit, "    side: witness\n", "    side: foreign\n", "unit.yaml")
    assert changes(unit) == []


@pytest.mark.slow
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_the_byte_order_mark_and_comments_stay(unit, mark, end):
    spoil(unit, FEEDBACK, '  # why?\n  feedback: It\'s "so": yes\n\n\n# the end')
    path = unit / CHOICE
    before = mark + path.read_bytes().replace(b"\n", end)
    path.write_bytes(before)
    _, after = mended(unit).files[path.as_posix()]
    old, new = b'feedback: It\'s "so": yes', b"feedback: >-" + end + b'    It\'s "so": yes'
    assert after == before.replace(old, new)


def test_characters_that_the_reader_takes_for_spaces_are_not_overwritten(unit):
    spoil(unit, FEEDBACK, "  feedback: One\x07two: three\n")
    assert mended(unit).files == {}


def test_a_unit_without_slips_is_left_alone(unit):
    assert mended(unit) == Fixed({}, ())


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_example_unit(tmp_path / "content")
    return tmp_path


PLAIN = "  feedback: Keep the word: about 200, on Monday\n"


def test_fix_shows_the_change_writes_it_and_a_second_run_finds_nothing(work):
    path = work / "content" / "example" / CHOICE
    path.chmod(0o640)
    spoil(path.parents[1], FEEDBACK, PLAIN)
    done = run(work, "check", "--fix")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == [f"--- content/example/{CHOICE}", f"+++ content/example/{CHOICE}"]
    assert "-  feedback: Keep the word: about 200, on Monday" in lines
    assert '+  feedback: "Keep the word: about 200, on Monday"' in lines
    assert lines[-2:] == ["1 mended", "no problems"]
    assert '  feedback: "Keep the word: about 200, on Monday"\n' in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o640
    again = run(work, "check", "--fix")
    assert again.stdout == "nothing to mend\nno problems\n"


@pytest.mark.slow
def test_diff_writes_nothing_and_what_is_left_is_reported(work):
    path = work / "content" / "example" / CHOICE
    spoil(path.parents[1], FEEDBACK, PLAIN)
    before = path.read_bytes()
    shown = run(work, "check", "--diff")
    assert shown.returncode == 1
    assert '+  feedback: "Keep the word: about 200, on Monday"' in shown.stdout
    assert "1 would be mended\n" in shown.stdout
    assert "1 may be mended by “kzquiz check --fix”" in run(work, "check").stdout
    assert path.read_bytes() == before
    spoil(path.parents[1], "level: core", "level: easy")
    left = run(work, "check", "--fix", "--format", "json")
    assert left.returncode == 1
    assert '"code": "unknown-value"' in left.stdout
    assert left.stdout.startswith("[")
    assert "1 mended" in left.stderr


# --- never wrong --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example_unit(tmp_path_factory.mktemp("content"))


def spot_of(folder: Path, key: str = "feedback") -> Spot:
    text = (folder / CHOICE).read_text("utf-8")
    head, _, tail = text.rpartition(FEEDBACK)
    return Spot(folder / CHOICE, (1, key), f"{head}  {key}: ", tail)


PIECES = st.sampled_from(
    [
        *"\"'#:*&!%@`[]{}|>-,?\\",
        ": ",
        " #",
        " #1",
        "word",
        "It's",
        "key: ",
        "note: ",
        " ",
        ".",
        "«a»",
    ]
)


@pytest.mark.slow
@given(st.lists(PIECES, min_size=1, max_size=8))
def test_whatever_is_pasted_is_restored_or_left_alone_and_mended_once(folder, pieces):
    sentence = "".join(pieces)
    spot = spot_of(folder)
    found = restored(folder, spot, sentence)
    assert found in (None, wanted(sentence))


@pytest.mark.slow
@given(st.lists(PIECES, min_size=1, max_size=6), st.lists(PIECES, min_size=1, max_size=6))
def test_a_second_run_changes_nothing_and_the_rest_of_the_file_keeps_its_data(folder, one, two):
    spot = spot_of(folder)
    broken = pasted(spot, "".join(one)).replace(b"about 12\n", "".join(two).encode() + b"\n", 1)
    name = spot.file.as_posix()

    def find(overrides):
        return load(folder, folder.as_posix(), {name: broken} | dict(overrides))[1]

    done = fix_unit([find], {name: broken})
    _, after = done.files.get(name, (broken, broken))
    assert fix_unit([lambda more: find({name: after} | dict(more))], {name: after}).files == {}
    before, _ = parse(broken, name)
    found, _ = parse(after, name)
    assert found.get((0,)) == before.get((0,))
    assert bool(done.files) == bool(done.done)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_pasted_sentences_are_never_restored_wrongly_and_mostly_restored(folder):
    """The figures of docs/format.md, with a third of the sentences."""
    everywhere = spots(folder)
    own, turned = sentences(240)
    fates: dict[str, Counter[str]] = {}
    for name, texts in (("own", own[::7]), ("turned", turned)):
        counted = fates[name] = Counter()
        for text in texts:
            spot = pick(everywhere, lambda spot: f"{spot.file.name}/{spot.name}", text)
            what = fate(spot, text)
            counted[what] += 1
            if what != "as pasted":
                found = restored(folder, spot, text)
                assert found in (None, wanted(text)), (spot.name, text, found)
                counted[f"{what}, restored"] += found is not None
    assert fates["own"]["broken, restored"] >= 0.95 * fates["own"]["broken"] > 0
    assert fates["turned"]["broken, restored"] >= 0.75 * fates["turned"]["broken"] > 0


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "typed",
    [
        "Remark: the count: about 200 people",
        "Remark: *Who* asked?",
        "Remark: 'No' he said",
        "Remark:the count: about 200",
        "- Remark: the count: about 200",
        "\n        Remark: the count: about 200",
        "\n        - Remark: the count: about 200",
        "Many said\n        Remark: the count: about 200",
    ],
)
def test_no_prose_field_of_any_nesting_gets_a_letter_that_nobody_typed(folder, typed):
    read_as = wanted(" ".join(line.strip() for line in typed.split("\n")))
    for spot in spots(folder):
        assert restored(folder, spot, typed) in (None, read_as), spot


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed", ["Bus # 5 to town", "It is so.\n            # 5 or 6", "# 5 to town"]
)
def test_no_prose_field_of_any_nesting_loses_its_end_without_a_word(folder, typed):
    for spot in spots(folder):
        broken = {spot.file.as_posix(): pasted(spot, typed)}
        problems = load(folder, folder.as_posix(), broken)[1]
        assert "comment-after-text" in {problem.code for problem in problems}, spot


def test_examples_write_their_sentences_in_block_style_which_needs_no_quoting(folder):
    for path in folder.rglob("*.yaml"):
        document, _ = parse(path.read_bytes(), path.name)
        for where, value in leaves(document):
            if isinstance(value, str) and value.endswith(".") and value.count(" ") > 2:
                place = document.place(where)
                head = document.line(place.line)[: place.column - 1]
                assert document.line(place.line)[place.column - 1] == ">" or head.endswith("- "), (
                    value
                )


# --- words, ids and numbers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "mended_line"),
    [
        ("claims.yaml", "status: witness-claim", "status: Witness claim", "status: witness-claim"),
        (DIFFERENCES, "kind: later-update", "kind: Later update", "kind: later-update"),
        ("claims.yaml", "  source: b\n", "  source: B\n", "  source: b"),
        ("claims.yaml", "speakers: [fire-service]", "speakers: fire-service",
         "speakers: [fire-service]"),
        ("claims.yaml", "speakers: [fire-service]", "speakers: [Fire service]",
         "speakers: [fire-service]"),
        ("claims.yaml", "{value: 200,", "{value: 15,000,", "{value: '15,000',"),
        ("claims.yaml", "{value: 200,", "{value: 1,234,500,", "{value: '1,234,500',"),
        (CHOICE, "level: core", "level: Core", "level: core"),
    ],
)  # fmt: skip
def test_a_word_an_id_or_a_number_that_is_certain_is_mended(unit, file, old, new, mended_line):
    spoil(unit, old, new, file)
    before, after = changes(unit)
    assert new.strip() in before
    assert mended_line.strip() in after


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("claims.yaml", "  source: b\n", "  source: C\n"),
        ("claims.yaml", "status: witness-claim", "status: witness"),
        ("claims.yaml", "speakers: [fire-service]", "speakers: Fire service"),
    ],
)
def test_a_word_or_id_that_is_a_guess_is_left_alone(unit, file, old, new):
    spoil(unit, old, new, file)
    assert changes(unit) == []
