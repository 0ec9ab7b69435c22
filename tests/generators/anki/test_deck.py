"""The deck in the real Anki backend, imported with the options of a student's Anki."""

from __future__ import annotations

import html
import io
import json
import zipfile
from types import SimpleNamespace

import deck_sample as sample
import genanki
import pytest
from deck_sample import AUTUMN, SPRING, build
from hypothesis import given
from hypothesis import strategies as st
from learner import Learner, rows, shown
from msgspec.structs import replace

from kzquiz.generators.anki import SHOWS, deck, notetypes, package
from kzquiz.generators.anki.deck import DeckError, LockError
from kzquiz.generators.anki.lock import Delta, TypeEntry, advance_notes
from kzquiz.model import Blank, Choice, Gap, Option, Options
from kzquiz.quiz.fallback import simplify_all

APKG, UPDATE = "flood.apkg", "flood-update.apkg"
ITEMS = sample.everything()
CARDS = len(simplify_all(ITEMS, SHOWS)[0])


# --- in Anki ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def first():
    return build(*ITEMS)


@pytest.fixture(scope="module")
def years(tmp_path_factory, first):
    """Go from autumn to spring once, and keep the state after each release."""
    learner = Learner(tmp_path_factory.mktemp("learner"))
    seen = SimpleNamespace(learner=learner)
    seen.taken = learner.take(first[APKG].data)
    seen.sides = {card.note()["Key"]: (card.question(), card.answer()) for card in learner.cards()}
    seen.fields = {card.note()["Key"]: dict(card.note().items()) for card in learner.cards()}
    seen.tags = learner.note("flood/people-left").tags
    seen.studied = learner.study("The flood")
    seen.before = learner.schedule()
    changed = [item for item in ITEMS if item.id not in ("who-came", "qualifier", "events")]
    changed.append(sample.short(feedback="Corrected in spring."))
    changed.append(replace(sample.order(), shape=_without_last_step()))
    changed.append(sample.item("brand-new", Choice(sample.OPTIONS)))
    seen.second = build(*changed, now=SPRING, lock=first["lock.json"].data, title="Renamed")
    seen.retaken = learner.take(seen.second[UPDATE].data)
    seen.after = learner.schedule()
    return seen


def _without_last_step():
    shape = sample.order().shape
    return replace(shape, steps=shape.steps[:-1])


@pytest.mark.slow
def test_every_card_arrives_once_in_the_order_of_the_quiz(years):
    assert years.taken == (CARDS, 0)
    assert len(years.sides) == CARDS
    assert years.studied[:2] == ["flood/who-asked", "flood/army-first"]  # the core comes first
    assert years.studied.index("flood/people-left") > years.studied.index("flood/who-came")


def test_no_side_is_empty_or_carries_left_over_markup(years):
    for key, sides in years.sides.items():
        for side in sides:
            assert len(shown(side).split()) > 1, key
            assert "{{" not in side, key
            assert "front of this card is blank" not in side
            assert "template has a problem" not in side
            assert "<!-- include" not in side


def test_fronts_ask_and_do_not_tell(years):
    front, back = map(shown, years.sides["flood/who-asked"])
    assert "Who asked for help, according to Source A?" in front
    assert all(option.text in front for option in sample.OPTIONS)
    assert "It came later." not in front
    assert "under water" not in front
    assert back.index("The mayor") < back.index("The first paragraph") < back.index("Source A, par")


def test_backs_say_who_says_it_as_of_when_and_how_sure(years):
    back = " ".join(shown(years.sides["flood/compared/b2-left.figure"][1]).split())
    for part in (
        "900",
        "the police → a news agency → Source B",
        "by Tuesday evening",
        "claim by officials",
        "this could not be confirmed",
        "about 900",
        "Source B, paragraph 2",
        "nine hundred",
    ):
        assert part in back
    assert "time not stated in the source" in shown(years.sides["flood/who-asked"][1])


@pytest.mark.parametrize(
    ("shape", "stays"),
    [
        (Choice(sample.OPTIONS), False),
        (Choice(sample.OPTIONS, kept="paper"), False),
        (Choice(sample.OPTIONS, kept="everywhere"), True),
        (Choice(sample.OPTIONS, fixed=True), True),
    ],
)
def test_a_card_mixes_all_options_but_a_scale_and_an_order_that_the_author_keeps(shape, stays):
    made = build(sample.item("kept", shape))
    ((fields,),) = rows(made[APKG].data, "select flds from notes")
    assert ("data-fixed" in fields) is stays


def test_a_difference_shows_both_sides_front_and_back(years):
    for side in years.sides["flood/people-left"]:
        assert sample.LEFT_EARLIER.says in shown(side)
        assert sample.LEFT.says in shown(side)


def test_figures_of_one_category_in_two_sources_are_drawn_on_the_back(years):
    front, back = years.sides["flood/people-left"]
    assert "<svg" not in front
    assert back.count("<svg") == 1
    assert "Source A, par. 3: at least 300 people, according to the mayor" in back
    assert "Source B, par. 2: about 900 people, according to the police; by Tuesday" in back
    assert "<svg" not in years.sides["flood/compared/b2-left.figure"][1]


def test_quotation_marks_within_a_quotation_are_single():
    evidence = replace(sample.LEFT, quote='called them “rioters” and "mobs"')
    made = build(sample.short(evidence=(evidence,)))
    ((fields,),) = rows(made[APKG].data, "select flds from notes")
    assert "“called them ‘rioters’ and ‘mobs’”" in fields


def test_a_false_statement_restates_the_truth(years):
    front, back = map(shown, years.sides["flood/army-first"])
    assert "not stated in Source A?" in front
    assert "Source A says that the mayor came first." in back
    assert "False." not in back


def test_a_cloze_with_two_deletions_is_one_card(years):
    front, back = map(shown, years.sides["flood/qualifier"])
    assert front.count("[...]") == 2
    assert "about" in back
    assert "around (for about)" in " ".join(back.split())


@pytest.mark.parametrize("name", ["hostile", "hostile-gap"])
def test_text_that_means_harm_stays_text(years, name):
    front, back = years.sides[f"flood/{name}"]
    assert front.count("<script>") == (name == "hostile")  # the template's own
    assert sample.HOSTILE in shown(front)
    assert shown(back).count(sample.HOSTILE) >= (12 if name == "hostile" else 5)
    assert "[anki:" not in front + back
    assert "<img" not in front + back


def test_tags_say_unit_skill_kind_level_and_sources(years):
    assert sorted(years.tags) == [
        "kzquiz::deck::challenge",
        "kzquiz::kind::choice",
        "kzquiz::level::core",
        "kzquiz::skill::read",
        "kzquiz::source::a",
        "kzquiz::source::b",
        "kzquiz::unit::flood",
    ]


def test_a_second_release_adds_updates_and_retires_and_duplicates_nothing(years):
    # The title stands on every card, so that renaming the unit changes all of them.
    assert years.retaken == (1, CARDS)
    assert years.learner.note("flood/who-came")["Why"] == '<p dir="auto">Corrected in spring.</p>'
    assert years.learner.note("flood/brand-new")
    assert len(years.after) == CARDS + 1
    facts = years.second[APKG].facts
    assert (facts["notes"], facts["added"], facts["retired"]) == (CARDS - 1, 1, 2)


def test_a_second_release_keeps_every_schedule(years):
    assert {guid: years.after[guid] for guid in years.before} == years.before


def test_retired_cards_go_blank_and_empty_cards_finds_just_them(years):
    retired = {
        years.learner.note("flood/qualifier").id,
        years.learner.note("flood/events/flood.help").id,
    }
    empty = years.learner.col.get_empty_cards()
    assert {note.note_id for note in empty.notes} == retired
    assert set(years.learner.col.find_notes("tag:kzquiz::unit::flood::retired")) == retired


def test_the_deck_keeps_its_first_name_and_says_what_it_is(years):
    decks = years.learner.col.decks
    assert [deck.name for deck in decks.all_names_and_ids() if deck.id != 1] == [
        "The flood",
        "The flood::Challenge",
        "The flood::Content warning",
    ]
    about = years.learner.col.render_markdown(decks.by_name("The flood")["desc"], sanitize=True)
    assert "Renamed" in about
    assert "[x](http://y)" in html.unescape(about)
    assert "import the newer file" in about


def test_a_new_learner_gets_no_blank_card(years, tmp_path):
    newcomer = Learner(tmp_path)
    newcomer.take(years.second[APKG].data)
    assert len(newcomer.cards()) == CARDS - 1
    assert not newcomer.col.get_empty_cards().notes
    newcomer.col.fix_integrity()  # “Check Database”
    assert len(newcomer.cards()) == CARDS - 1
    assert not newcomer.col.get_empty_cards().notes


def test_who_imports_the_old_file_after_the_new_one_has_no_blank_card(years, first, tmp_path):
    newcomer = Learner(tmp_path)
    newcomer.take(years.second[APKG].data)
    newcomer.take(first[APKG].data)
    newcomer.col.fix_integrity()
    assert not newcomer.col.get_empty_cards().notes
    assert len(newcomer.cards()) == CARDS + 1  # the retired ones as they were, to be answered


def test_who_takes_the_new_file_without_the_update_keeps_retired_cards_as_they_were(
    years, first, tmp_path
):
    learner = Learner(tmp_path)
    learner.take(first[APKG].data)
    old = list(learner.note("flood/qualifier").fields)
    learner.take(years.second[APKG].data)
    assert list(learner.note("flood/qualifier").fields) == old
    learner.take(years.second[UPDATE].data)
    assert len(learner.col.get_empty_cards().notes) == 2


def test_without_retired_cards_there_is_no_file_for_updates(first):
    assert set(first) == {APKG, "lock.json", "CHANGES.md"}


@pytest.mark.parametrize("change", [{"warning": "It is sad."}, {"level": "challenge"}])
def test_a_warning_or_a_level_given_later_leaves_no_empty_deck(change, tmp_path):
    short = sample.item("a", Choice(sample.OPTIONS))
    old = build(short)
    new = build(replace(short, **change), now=SPRING, lock=old["lock.json"].data)
    folders = [tmp_path / name for name in ("learner", "newcomer")]
    for folder in folders:
        folder.mkdir()
    learner, newcomer = map(Learner, folders)
    learner.take(old[APKG].data)
    for one in (learner, newcomer):
        one.take(new[APKG].data)
        names = {entry.name for entry in one.col.decks.all_names_and_ids()} - {"Default"}
        assert names == {"The flood"}
        assert len(one.cards('deck:"The flood"')) == 1


def test_a_card_that_joins_the_core_is_there_for_newcomers_and_stays_for_learners(tmp_path):
    core = sample.item("a", Choice(sample.OPTIONS))
    joining = sample.item("b", Choice(sample.OPTIONS))
    old = build(core, replace(joining, level="challenge"))
    new = build(core, joining, now=SPRING, lock=old["lock.json"].data)
    folders = [tmp_path / name for name in ("learner", "newcomer")]
    for folder in folders:
        folder.mkdir()
    learner, newcomer = map(Learner, folders)
    learner.take(old[APKG].data)
    for one in (learner, newcomer):
        one.take(new[APKG].data)
    assert len(learner.cards('deck:"The flood::Challenge"')) == 1
    assert len(learner.cards()) == len(newcomer.cards()) == 2
    names = {entry.name for entry in newcomer.col.decks.all_names_and_ids()} - {"Default"}
    assert names == {"The flood"}


def test_each_unit_keeps_its_own_look_whichever_deck_comes_last(tmp_path):
    decks = {}
    for unit in ("flood", "storm"):
        style = tmp_path / unit / "anki" / "style.css"
        style.parent.mkdir(parents=True)
        style.write_text(f".card {{ --look: {unit}; }}")
        quiz = replace(sample.quiz(*ITEMS[:1], title=f"The {unit}"), unit=unit, identity=unit)
        options = Options((tmp_path / unit, *sample.TEMPLATES), AUTUMN)
        decks[unit] = next(iter(deck.render(quiz, options))).data
    for order in (("flood", "storm"), ("storm", "flood")):
        folder = tmp_path / order[0] / "learner"
        folder.mkdir()
        learner = Learner(folder)
        for unit in order:
            learner.take(decks[unit])
        looks = {card.note()["Key"]: card.question() for card in learner.cards()}
        assert len(looks) == 2
        assert all(f"--look: {key.partition('/')[0]};" in front for key, front in looks.items())


def test_a_unit_published_with_the_shared_note_types_keeps_them(tmp_path):
    own = build(*ITEMS[:1])
    lock = json.loads(own["lock.json"].data)
    for kind, entry in lock["types"].items():
        entry["id"] = notetypes.NOTE_TYPES[kind].shared_id
    for entry in lock["notes"].values():
        del entry["place"]  # as a lock of that time
    data = json.dumps(lock).encode()
    first, second = build(*ITEMS[:1], lock=data), build(short_of(ITEMS[0]), now=SPRING, lock=data)
    assert json.loads(second["lock.json"].data)["types"] == lock["types"]
    learner = Learner(tmp_path)
    learner.take(first[APKG].data)
    learner.study("The flood")
    before = learner.schedule()
    assert learner.take(second[APKG].data) == (0, 1)
    assert learner.schedule() == before


def short_of(item):
    return replace(item, feedback="Corrected in spring.")


def test_a_new_look_reaches_old_cards(tmp_path):
    look = tmp_path / "anki"
    look.mkdir()
    (look / "style.css").write_text(".card { color: teal; }")
    restyled = build(
        *ITEMS[:1],
        now=SPRING,
        lock=build(*ITEMS[:1])["lock.json"].data,
        templates=(tmp_path, *sample.TEMPLATES),
    )
    learner = Learner(tmp_path)
    learner.take(build(*ITEMS[:1])[APKG].data)
    learner.take(restyled[APKG].data)
    (card,) = learner.cards()
    assert "teal" in card.question()
    assert restyled[APKG].facts["changed"] == 0


def restyled(folder, lock, now):
    look = folder / f"look-{now}" / "anki" / "style.css"
    look.parent.mkdir(parents=True)
    look.write_text(f".card {{ --look: {now}; }}")
    return build(*ITEMS[:1], now=now, lock=lock, templates=(look.parents[1], *sample.TEMPLATES))


def test_a_learners_own_look_holds_until_a_newer_one_is_released(tmp_path):
    first = build(*ITEMS[:1])
    learner = Learner(tmp_path)
    learner.take(first[APKG].data)
    models = learner.col.models
    own = models.by_name("kzquiz choice (flood)")
    own["css"] += " .card { font-size: 2em; }"
    models.update_dict(own)  # dated with today's clock
    today = models.by_name("kzquiz choice (flood)")["mod"] + 1
    older, newer = (restyled(tmp_path, first["lock.json"].data, now) for now in (SPRING, today))
    learner.take(older[APKG].data)
    assert "2em" in models.by_name("kzquiz choice (flood)")["css"]
    learner.take(newer[APKG].data)
    assert models.by_name("kzquiz choice (flood)")["css"] == f".card {{ --look: {today}; }}"


def test_a_learners_own_field_stops_updates_as_the_docs_say(tmp_path, first):
    learner = Learner(tmp_path)
    learner.take(first[APKG].data)
    models = learner.col.models
    own = models.by_name("kzquiz prompt (flood)")
    models.add_field(own, models.new_field("Mine"))
    models.update_dict(own)
    prompts = len(learner.cards('"note:kzquiz prompt (flood)"'))
    changed = [replace(item, feedback="New.") for item in ITEMS]
    second = build(*changed, now=SPRING, lock=first["lock.json"].data)
    learner.take(second[APKG].data, conflicting=prompts)
    assert "kzquiz prompt (flood)+" in {entry.name for entry in models.all_names_and_ids()}


# --- the lock -----------------------------------------------------------------------------------


def notes_of(artifacts):
    return json.loads(artifacts["lock.json"].data)["notes"]


def test_unchanged_content_gives_the_same_bytes_under_any_clock(first):
    again = build(*ITEMS, now=SPRING, lock=first["lock.json"].data)
    assert {path: made.data for path, made in again.items()} == {
        path: made.data for path, made in first.items()
    }
    assert again[APKG].facts["changed"] == 0


def test_one_edit_moves_one_time(first):
    edited = [replace(item, feedback="New.") if item.id == "who-came" else item for item in ITEMS]
    old, new = notes_of(first), notes_of(build(*edited, now=SPRING, lock=first["lock.json"].data))
    assert [guid for guid in new if new[guid] != old[guid]] == ["kzquiz:flood/who-came"]
    assert new["kzquiz:flood/who-came"]["mod"] == SPRING


def test_moving_a_question_changes_no_note(first):
    moved = build(*reversed(ITEMS), now=SPRING, lock=first["lock.json"].data)
    assert notes_of(moved) == notes_of(first)


@pytest.mark.parametrize("now", [0, AUTUMN - 1000, AUTUMN])
def test_a_slow_clock_still_moves_times_forward(first, now):
    edited = [replace(item, feedback="New.") for item in ITEMS]
    new = notes_of(build(*edited, now=now, lock=first["lock.json"].data))
    assert new["kzquiz:flood/who-came"]["mod"] == AUTUMN + 1


def test_no_clock_at_all_gives_a_time_that_anki_can_read():
    assert {mod for (mod,) in rows(build(*ITEMS, now=0)[APKG].data, "select mod from notes")} == {1}


def test_a_retired_question_may_come_back_word_for_word(first):
    kept = [item for item in ITEMS if item.id != "who-came"]
    gone = build(*kept, now=SPRING, lock=first["lock.json"].data)
    assert notes_of(gone)["kzquiz:flood/who-came"]["retired"] is True
    back = build(*ITEMS, now=SPRING, lock=gone["lock.json"].data)
    assert notes_of(back)["kzquiz:flood/who-came"] == {
        "hash": notes_of(first)["kzquiz:flood/who-came"]["hash"],
        "mod": SPRING + 1,
        "place": "core",
        "type": "prompt",
    }


def test_a_retired_id_is_never_given_to_another_question(first):
    kept = [item for item in ITEMS if item.id != "who-came"]
    gone = build(*kept, now=SPRING, lock=first["lock.json"].data)
    with pytest.raises(DeckError, match="“who-came” belonged to a card that was retired"):
        build(*kept, sample.short(stem="Another?"), lock=gone["lock.json"].data)


def test_a_published_question_cannot_become_another_type_of_card(first):
    with pytest.raises(DeckError, match="published as a prompt card and is now a choice card"):
        build(sample.item("who-came", Choice(sample.OPTIONS)), lock=first["lock.json"].data)


def test_two_cards_of_one_id_are_refused():
    with pytest.raises(DeckError, match="two cards would carry the id “who-came”"):
        build(sample.short(), sample.short())


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (sample.item("x", Choice((Option("a", "wrong"),))), "no right option"),
        (sample.item("x", Gap(("nothing",))), "leaves nothing out"),
        (sample.item("x", Gap((Blank("b", " "),))), "leaves nothing out"),
        (sample.short(stem=" "), "asks nothing"),
    ],
)
def test_a_card_that_could_not_be_studied_is_refused(item, message):
    with pytest.raises(DeckError, match=message):
        build(item)


def test_a_note_type_of_another_schema_is_refused(first, monkeypatch):
    changed = dict(notetypes.NOTE_TYPES)
    changed["prompt"] = replace(changed["prompt"], fields=(*changed["prompt"].fields, "More"))
    monkeypatch.setattr(notetypes, "NOTE_TYPES", changed)
    with pytest.raises(DeckError, match="“prompt” has other fields"):
        build(sample.item("a", Choice(sample.OPTIONS)), lock=first["lock.json"].data)


def test_the_published_schema_is_frozen():
    # Never edit these to make the test pass: learners' old cards would be left behind.
    assert {kind: notetypes.schema_hash(kind) for kind in notetypes.NOTE_TYPES} == {
        "choice": "521073efa7d1914d",
        "cloze": "c677f2b68c36fa1e",
        "prompt": "2a58da679ffdee42",
        "difference": "7060e23bc1304d0e",
    }
    assert [entry.shared_id for entry in notetypes.NOTE_TYPES.values()] == [
        1_641_427_201,
        1_641_427_202,
        1_641_427_203,
        1_641_427_204,
    ]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _: b"", "damaged"),
        (lambda data: data[:-40], "damaged"),
        (lambda data: b"\xff" + data, "damaged"),
        (lambda _: b"[]", "not a JSON object"),
        (lambda _: b"{}", "damaged"),
        (lambda data: data.replace(b'"mod": 1700000000', b'"mod": 0', 1), "damaged"),
        (lambda data: data.replace(b'"mod": 1700000000', b'"mod": "x"', 1), "damaged"),
        (lambda data: data.replace(b'"mod": 1700000000', b'"mod": 99999999999', 1), "damaged"),
        (lambda data: data.replace(b'"notes": {', b'"notes": [], "old": {'), "damaged"),
        (lambda data: data.replace(b'"unit"', b'"format": 1, "unit"'), "stands in it twice"),
        (lambda data: data.replace(b'"format": 1', b'"format": 2'), "newer kzquiz"),
        (lambda data: data.replace(b'"unit": "flood"', b'"unit": "fire"'), "belongs to the unit"),
        (lambda data: b"<<<<<<< ours\n" + data, "merge conflict"),
    ],
)
def test_a_lock_that_cannot_be_used_is_refused_with_advice(first, spoil, message):
    spoilt = spoil(first["lock.json"].data)
    assert spoilt != first["lock.json"].data
    with pytest.raises(LockError, match=message):
        build(*ITEMS, lock=spoilt)


def test_the_lock_has_a_line_for_each_note(first):
    lines = first["lock.json"].data.decode().splitlines()
    assert sum(line.startswith('"kzquiz:') for line in lines) == CARDS
    assert lines == [line.rstrip() for line in lines]


@pytest.mark.slow
def test_changes_tell_a_version_from_the_next(first):
    assert first["CHANGES.md"].data.decode() == (
        "# The flood: changes to the deck\n\n## 1.0\n\nFirst release.\n"
    )
    kept = [item for item in ITEMS if item.id != "qualifier"]
    new = sample.item("new", Choice(sample.OPTIONS), stem="A *new* question?")
    second = build(*kept, new, lock=first["lock.json"].data, version="1.1")
    third = build(*ITEMS, lock=second["lock.json"].data, version="1.1")
    changes = second["CHANGES.md"].data.decode()
    assert "## 1.1\n\nAdded:\n\n- `new`: A new question?\n\nRetired:\n\n- `qualifier`\n" in changes
    assert changes.endswith(first["CHANGES.md"].data.decode().partition("\n\n")[2])
    assert "qualifier" not in third["CHANGES.md"].data.decode()


@pytest.mark.slow
@given(st.data())
def test_whatever_is_released_a_learner_ends_up_with_the_newest(data):
    """Random releases and the rule of the importer: a note is taken if its time is newer."""
    lock, learner, now = {}, {}, AUTUMN
    contents = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"))
    for content in data.draw(st.lists(contents, min_size=1, max_size=8)):
        now += data.draw(st.integers(-100, 100))
        built = {guid: ("choice", text) for guid, text in content.items()}
        try:
            lock, delta = advance_notes(lock, built, now)
        except DeckError:
            # The only reason is an id that came back with another question.
            assert any(lock[guid].retired for guid in built if guid in lock)
            continue
        assert advance_notes(lock, built, now + 99) == (lock, Delta())
        assert {guid for guid, entry in lock.items() if not entry.retired} == set(built)
        assert set(delta.added) <= set(built)
        if data.draw(st.booleans()):  # not everyone imports every release
            for guid, entry in lock.items():
                if guid not in learner or entry.mod > learner[guid].mod:
                    learner[guid] = entry
            assert learner == lock


# --- the package --------------------------------------------------------------------------------


def test_the_package_carries_nothing_of_the_machine(first):
    for entry in zipfile.ZipFile(io.BytesIO(first[APKG].data)).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.compress_type) == (3, zipfile.ZIP_DEFLATED)


def test_guids_are_the_permanent_ids(first):
    guids = {guid for (guid,) in rows(first[APKG].data, "select guid from notes")}
    assert guids == set(notes_of(first))
    assert "kzquiz:flood/speakers/b2-left" in guids


def test_cards_hang_on_the_field_that_genanki_would_find():
    found = notetypes.card_styles(sample.TEMPLATES, "en")
    for kind, permanent in notetypes.NOTE_TYPES.items():
        if permanent.cloze:
            continue
        fields = [{"name": name} for name in permanent.fields]
        plain = genanki.Model(1, "x", fields, [{"qfmt": found[kind].front}])
        ours = package._model(kind, found[kind], TypeEntry(1, "", "", 1), "x")  # noqa: SLF001
        assert ours._req == plain._req  # noqa: SLF001


def test_numbers_in_order_are_not_shuffled():
    def field(*texts):
        options = tuple(
            Option(text, "right" if not number else "wrong") for number, text in enumerate(texts)
        )
        return rows(build(sample.item("x", Choice(options)))[APKG].data, "select flds from notes")[
            0
        ][0]

    assert " data-fixed" in field("about 900", "1,200", "2,000")
    assert " data-fixed" not in field("900", "300", "2,000")
    assert " data-fixed" not in field("one", "two")
