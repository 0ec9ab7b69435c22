"""Pasted texts about any event become a unit that is checked, printed, imported and answered.

The events are invented: a match with a score and minutes, a storm told by a weather service, a
company and a video, and a vote with percentages, money and a post.
"""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest
import yaml
from command_line import run
from reading import readable

from kzquiz.evidence import fingerprint
from kzquiz.model import Artifact

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).parent
UNITS = ("match", "storm", "council")
FILES = {
    "deck": "{unit}.apkg",
    "worksheet": "worksheet.html",
    "answers": "answers.html",
    "quiz": "quiz.html",
}


@pytest.fixture(autouse=True)
def _quick_fingerprints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fingerprints with a fast hash, because a slow one takes seconds for each article."""
    monkeypatch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))


def begin(folder: Path, unit: str) -> str:
    """Make a unit of its pasted texts; give what is printed about their blocks."""
    articles = sorted((FIXTURES / unit).glob("*.txt"))
    named = [word for path in articles for word in ("--article", str(path))]
    done = run(folder, "new", "unit", unit, *named)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def write(folder: Path, unit: str) -> Path:
    """Write the unit as its author would: the TODOs of its sources, and all other files."""
    made, written = folder / "content" / unit, FIXTURES / unit / "written"
    own = {
        entry["id"]: entry
        for entry in yaml.safe_load((written / "sources.yaml").read_text("utf-8"))
    }
    sources = yaml.safe_load((made / "sources.yaml").read_text("utf-8"))
    whole = [source | own[source["id"]] for source in sources]
    (made / "sources.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
    shutil.rmtree(made / "questions")
    (made / "questions").mkdir()
    for name in ("unit", "claims", "differences", "questions"):
        shutil.copy(written / f"{name}.yaml", made / ("questions" if name == "questions" else ""))
    return made


def outputs(folder: Path, unit: str) -> dict[str, str]:
    """Build the unit; give the text of its outputs, as their readers read them."""
    done = run(folder, "build", unit)
    assert (done.returncode, done.stderr) == (0, "")
    built = folder / "decks" / unit
    return {
        output: readable(output, [Artifact(name, (built / name).read_bytes())])
        for output, file in FILES.items()
        for name in [file.format(unit=unit)]
    }


@pytest.fixture
def made(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    begin(tmp_path, request.param)
    write(tmp_path, request.param)
    done = run(tmp_path, "check", request.param)
    assert (done.returncode, done.stdout, done.stderr) == (0, "no problems\n", ""), done.stdout
    return outputs(tmp_path, request.param)


def shows(texts: dict[str, str], wanted: dict[str, tuple[str, ...]]) -> None:
    """Every output has every one of its texts."""
    missing = {
        output: [part for part in parts if part not in texts[output]]
        for output, parts in wanted.items()
    }
    assert not any(missing.values()), missing


@pytest.mark.parametrize("made", ["match"], indirect=True)
def test_a_match_with_a_score_and_minutes_reaches_every_output(made: dict[str, str]) -> None:
    shows(
        made,
        {
            "worksheet": (
                "<li> Dateline: HALDEN, Saturday",
                "<li> From: Tove Lindqvist. “Late goal sends Brackwater Rovers through”",
                "<li> Time stamp: “Published: 8 June 2024, 9:15 pm”",
                "<p> 4 After the first half it was 2-0 for Halden",
                "<li> A the 88th minute\n<li> B the 74th minute\n<li> C the 89th minute",
                "<tr> People, first report (Source A) | | 4,318 people | the newsroom of",
            ),
            "answers": (
                "| A the 88th minute |",
                "| True conflict + reason | | A 6 · B 6 |",
                "Row 2: about · 5,000 people · the club Halden Athletic",
                "off their player” — Halden coach Jo Varga → Radio Halden",
            ),
            "quiz": ("<label> the 89th minute", "<li> 2-0 or 2-0 to Halden"),
            "deck": ('<p class="kz-key" dir="auto">the 88th minute</p>', "Rovers captain Mina"),
        },
    )


@pytest.mark.parametrize("made", ["storm"], indirect=True)
def test_a_storm_told_by_three_sources_reaches_every_output(made: dict[str, str]) -> None:
    shows(
        made,
        {
            "worksheet": (
                "<h2> Source C",
                "The words of a video that a resident filmed at night, with time codes.",
                "<p> 4 The forecaster Dana Holm said that the wind would turn to the west",
                "<li> E Others only: a party (a company, too), an organisation, an expert",
                "<p> Source C, 0:21 The resident Maren guessed that the water stood",
                "<li> A 1,250\n<li> B 12,500\n<li> C 25,000",
            ),
            "answers": (
                "| 1 D, 2 C | | A 3 · C 0:48 |",
                "“no siren” — the resident Maren · claim by witnesses",
                "| 1 D, 2 B, 3 B | | A 3 · B 4 · C 0:48 |",
                "Row 2: none · two metres · the resident Maren",
            ),
            "quiz": ("<h2> Source C", "<label> 12,500", "“Trees and not water” the power company"),
            "deck": ('<p class="kz-key" dir="auto">12,500</p>', "the forecaster Dana Holm"),
        },
    )


@pytest.mark.parametrize("made", ["council"], indirect=True)
def test_a_vote_with_money_percentages_and_a_post_reaches_every_output(
    made: dict[str, str],
) -> None:
    shows(
        made,
        {
            "worksheet": (
                "<p> 3 The council decided to buy the old brewery for 2.4 million euros.",
                "<li> A 8.5%\n<li> B 56%\n<li> C 61%",  # sorted by value
                "Aalders stated that none of the 412 people asked",
            ),
            "answers": (
                "| €2.4 million | 2,400,000 euros | A 3 |",
                "| Different scope + reason | | A 6 · B 3 |",
                "“61% of residents” — the Ellerby Tenants’ Association",
            ),
            "quiz": ("<label> 56%", "<li> €2.4 million or 2,400,000 euros"),
            "deck": ('<p class="kz-key" dir="auto">56%</p>', "€2.4 million"),
        },
    )


@pytest.mark.parametrize("unit", UNITS)
def test_what_belongs_to_the_page_is_no_paragraph(unit: str, tmp_path: Path) -> None:
    listed = begin(tmp_path, unit)
    copies = "".join(
        path.read_text("utf-8") for path in (tmp_path / "articles" / unit).glob("*-numbered.txt")
    )
    for noise in ("Advertisement", "Skip to", "Share", "Accept cookies", "Read ", "Follow us"):
        assert noise not in copies, copies
    assert "left out" in listed


PLANTED = [
    ("storm", "a4-wind", "says", "Holm said that the wind would turn to the east.", "EV38"),
    ("storm", "a4-wind", "speakers", ["brandes"], "EV33"),
    ("storm", "a3-gusts", "says", "The Meteorological Office expects 130 miles an hour.", "EV35"),
    ("storm", "a3-warning", "as_of", "from 7 p.m. on Wednesday", "EV36"),
    ("storm", "a3-warning", "as_of", "from 9 p.m. on Tuesday", "EV36"),
    ("storm", "b2-homes", "says", "Nordgrid counted 12,500 homes up to Ellerby.", "EV37"),
    ("storm", "c3-siren", "speakers", ["holm"], "EV33"),
    ("match", "a5-second-half", "says", "Ruth Keller scored for Rovers, as did Ada Lund.", "EV37"),
    ("match", "a6-corner", "speakers", ["castellane", "radio-halden"], "EV33"),
    ("match", "a3-score", "says", "Rovers beat Halden before 4,813 people.", "EV34"),
    ("match", "a3-goal", "figure", {"value": 89, "unit": "minutes"}, "EV06b"),
    ("council", "a3-share", "says", "With 15 of 25 votes, 56 percent were for it.", "EV34"),
    ("council", "a5-worth", "figure", {"value": "$1.6 million", "qualifier": "up-to"}, "EV35"),
    ("council", "a6-survey", "speakers", ["aalders"], "EV33"),
    ("council", "b3-north", "says", "Aalders said that nobody in the south was asked.", "EV38"),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of the units as their authors wrote them."""
    folders = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprint, "make", partial(fingerprint.make, cost=0))
        for unit in UNITS:
            folders[unit] = tmp_path_factory.mktemp(unit)
            begin(folders[unit], unit)
            write(folders[unit], unit)
    return folders


@pytest.mark.parametrize(("unit", "claim", "key", "value", "code"), PLANTED)
def test_a_claim_that_its_paragraph_does_not_bear_out_is_found(
    unit: str, claim: str, key: str, value: object, code: str, written: dict[str, Path]
) -> None:
    path = written[unit] / "content" / unit / "claims.yaml"
    before = path.read_text("utf-8")
    claims = yaml.safe_load(before)
    next(entry for entry in claims if entry["id"] == claim)[key] = value
    path.write_text(yaml.safe_dump(claims, allow_unicode=True), "utf-8")
    try:
        done = run(written[unit], "check", unit, "--select", code, "--format", "json")
    finally:
        path.write_text(before, "utf-8")
    found = json.loads(done.stdout)
    assert {problem["code"] for problem in found} == {code}, found
