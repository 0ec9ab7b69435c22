"""A fingerprint proves phrases of an article, refuses others, and does not contain the article."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from pydoc_data import topics

import pytest
from example_unit import ARTICLES, ROOT
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kzquiz import kinds
from kzquiz.evidence.article import Article, Words, norm, segments, split
from kzquiz.evidence.fingerprint import Fingerprint, FingerprintError, dump, make, read

pytestmark = pytest.mark.slow


@cache
def bare(name: str) -> Fingerprint:
    """The fingerprint of an example article, without phrases that are proved exactly."""
    return make(ARTICLES[name], cost=0)


@cache
def other_text() -> Words:
    """Some hundred thousand words of English prose that come with every Python."""
    return split(" ".join(topics.topics.values()))


@cache
def long_article() -> str:
    """A text of the size of a news article, in 25 paragraphs: the first unit's own words."""
    text = (ROOT / "content" / "kazakhstan-2022" / "differences.yaml").read_text("utf-8")
    words = [word for word in text.split() if word[0] not in "-#" and word[-1] != ":"][:600]
    return "\n\n".join(" ".join(words[at : at + 24]) for at in range(0, 600, 24))


# --- what stands there passes -------------------------------------------------------------------


@given(data=st.data())
def test_every_run_of_words_of_a_paragraph_passes_however_it_is_typed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(ARTICLES)))
    article = Article.of(ARTICLES[name])
    number = data.draw(st.integers(1, len(article.texts)))
    words = article.texts[number - 1].split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    space = data.draw(st.sampled_from([" ", "\u00a0", "  ", "\n"]))
    quote = space.join(words[start:end])
    quote = data.draw(
        st.sampled_from([quote, quote.upper(), f"“{quote}”", quote.replace("'", "’")])
    )
    if not split(quote).words:
        return
    assert article.match(quote, number) == "proved"
    assert bare(name).match(quote, number) == (
        "passed" if len(split(quote).words) >= 5 else "unsure"
    )
    assert make(ARTICLES[name], [quote], cost=0).match(quote, number) == "proved"


@given(data=st.data())
def test_words_may_be_left_out_with_an_ellipsis_and_put_in_with_brackets(
    data: st.DataObject,
) -> None:
    article = Article.of(ARTICLES["a"])
    number = data.draw(st.integers(1, len(article.texts)))
    words = article.texts[number - 1].split()
    first = data.draw(st.integers(2, len(words) - 5))
    cut = data.draw(st.integers(1, len(words) - first - 3))
    mark = data.draw(st.sampled_from(["[...]", "[…]", "…", "...", "[that is]"]))
    quote = f"{' '.join(words[:first])} {mark} {' '.join(words[first + cut :])}"
    assert article.match(quote, number) == "proved"
    assert bare("a").match(quote, number) in {"passed", "unsure"}


# --- what does not stand there is refused -------------------------------------------------------


def test_five_words_of_other_texts_pass_less_than_once_in_a_million() -> None:
    prints = [bare("a"), bare("b"), make(long_article(), cost=0)]
    tries = passes = 0
    for held in prints:
        other = held.coded(other_text())
        for codes in held.codes:
            runs = {codes[at : at + 3] for at in range(len(codes) - 2)}
            tries += len(other) - 2
            passes += sum(other[at : at + 3] in runs for at in range(len(other) - 2))
    # The test of the first letters of the words is not counted here.
    assert tries > 2_000_000
    assert passes / tries < 1e-6


def test_the_stated_chance_holds_for_every_size_of_paragraph() -> None:
    for words in (60, 130, 131, 1000, 1001, 8000):
        held = make(" ".join(f"word{n}" for n in range(words)), cost=0)
        assert words / 2 ** (3 * held.bits) < 1e-6
    with pytest.raises(FingerprintError, match="more than 10000 words"):
        make("word " * 10_001, cost=0)


def test_the_hash_that_is_committed_is_the_slow_one() -> None:
    held = make("one two three four five")
    assert held.cost == 13
    assert held.codes != make("one two three four five", cost=0).codes
    assert held.match("two three four", 1) == "unsure"
    assert make("one two three four five").codes == held.codes


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_a_changed_word_is_refused_nearly_always(name: str) -> None:
    article, held = Article.of(ARTICLES[name]), bare(name)
    random.seed(7)
    kept = Counter[str]()
    for number, part in enumerate(article.parts, 1):
        for at in range(len(part.words) - 4):
            quote = list(part.words[at : at + 5])
            for place in range(5):
                for word in ("residents", "hundreds", "boat", "said", "not", "several", "1,000"):
                    if word not in quote:
                        changed = " ".join([*quote[:place], word, *quote[place + 1 :]])
                        verdict = held.match(changed, number)
                        where = "end" if place in {0, 4} else "middle"
                        kept[where] += verdict != "refused"
                        kept[f"{where} tries"] += 1
    assert kept["end"] <= kept["end tries"] / 200
    assert kept["middle"] <= kept["middle tries"] / 2000


def test_a_quotation_across_two_paragraphs_is_refused() -> None:
    first, second = Article.of(ARTICLES["a"]).parts[:2]
    quote = " ".join((*first.words[-3:], *second.words[:3]))
    assert {bare("a").match(quote, n) for n in range(1, 6)} == {"refused"}


@pytest.mark.parametrize(
    ("term", "absent"),
    [
        ("siren", True), ("rust", True), ("dams", True), ("Tuesday", True), ("helicopter", True),
        ("sluice", False), ("poured", False), ("pouring", False), ("inspect", False),
        ("fire service", False), ("MAYOR", False), ("Radio Lode", False), ("200", False),
    ],
)  # fmt: skip
def test_absence_is_proved_and_never_for_a_word_that_occurs(term: str, absent: bool) -> None:  # noqa: FBT001
    held = make(ARTICLES["a"], terms=[term], cost=0)
    assert bool(Article.of(ARTICLES["a"]).occurs(term)) != absent
    assert held.is_absent(term) == ("proved" if absent else "unsure")
    if not absent:
        assert bare("a").is_absent(term) == "unsure"


def test_most_absent_words_are_proved_without_being_named_beforehand() -> None:
    held, article = make(long_article(), cost=0), Article.of(long_article())
    words = {word for word in other_text().words if word.isalpha()}
    absent = [word for word in words if len(word) > 4 and not article.occurs(word)]
    proved = sum(held.is_absent(word) == "proved" for word in absent)
    assert proved / len(absent) > 0.6


# --- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(ARTICLES))
def test_the_file_is_small_and_the_same_every_time(name: str) -> None:
    phrases = ["about 200 people", "not in it"]
    text = dump(make(ARTICLES[name], phrases, ["helicopter"], cost=0))
    assert text == dump(make(ARTICLES[name], reversed(phrases), ["helicopter"], cost=0))
    assert read(text) == make(ARTICLES[name], phrases, ["helicopter"], cost=0)
    assert len(text) < 2 * len(ARTICLES[name])
    assert len(dump(make(long_article(), cost=0))) < 3000


@pytest.mark.slow
def test_the_fingerprints_beside_the_example_unit_are_those_of_its_articles() -> None:
    folder = Path(kinds.__file__).parent / "unit" / "fingerprints"
    for name, text in ARTICLES.items():
        kept = read((folder / f"{name}.txt").read_text("utf-8"))
        assert replace(kept, proofs={}) == make(text)


@pytest.mark.parametrize(
    "text",
    ["", "kzquiz fingerprint 2\n", "kzquiz fingerprint 1\n", "kzquiz fingerprint 1\nsha256 zz\n"],
)
def test_a_file_that_is_none_says_so(text: str) -> None:
    with pytest.raises(FingerprintError, match="fingerprint"):
        read(text)


def test_marks_spaces_and_dashes_are_made_one() -> None:
    assert norm("“a” ‘b’ c–d e\u00a0f\u200b …") == "\"a\" 'b' c-d e f ..."


# --- the text cannot be rebuilt -----------------------------------------------------------------


class Attack:
    """The most likely text of each paragraph: a beam search over a dictionary, by frequency.

    The attacker knows everything but the article: the format, the key, and a dictionary with the
    frequencies of words and of pairs of words, from which the field of first letters strikes out
    what cannot be. ``evaluations`` counts the hashes it needs.
    """

    def __init__(self, held: Fingerprint, text: Words, size: int, width: int) -> None:
        counts = Counter(word for word in text.words if word.isalpha())
        words = [word for word, _ in counts.most_common(size) if held.may_contain(word)]
        total = sum(counts.values())
        self.held, self.words, self.width = held, words, width
        self.likely = {word: math.log(counts[word] / total) for word in words}
        self.after: dict[str, dict[str, float]] = defaultdict(dict)
        pairs = Counter(pairwise(text.words))
        for (one, two), count in pairs.most_common(30_000):
            if two in self.likely:
                self.after[one][two] = math.log(count / counts[one]) if counts[one] else 0.0
        self.evaluations = 0

    def paragraphs(self) -> Iterator[tuple[str, ...]]:
        for codes in self.held.codes:
            paths = [(0.0, (one, two)) for one in self.words[:40] for two in self.words[:40]]
            for code in codes:
                grown = sorted(self._grown(paths, code), reverse=True)[: self.width]
                # Every path was wrong: go on with the most likely words.
                paths = grown or [(s, (*p, word)) for s, p in paths[:5] for word in self.words[:40]]
            yield paths[0][1]

    def _grown(
        self, paths: list[tuple[float, tuple[str, ...]]], code: str
    ) -> Iterator[tuple[float, tuple[str, ...]]]:
        for score, path in paths[: self.width]:
            one, two = path[-2:]
            known = self.after.get(two, {})
            for word in dict.fromkeys((*known, *self.words[:300])):
                self.evaluations += 1
                read_as = Words((one, two, word), (f"{one} {two}", f"{two} {word}"))
                if self.held.coded(read_as) == code:
                    yield score + known.get(word, self.likely[word] - 2), (*path, word)


def right(guesses: Iterator[tuple[str, ...]], article: Article) -> float:
    """The share of content words (five letters or more) at the right place."""
    same = [
        one == two
        for guess, part in zip(guesses, article.parts, strict=True)
        for one, two in zip(guess, part.words, strict=False)
        if len(two) > 4
    ]
    return sum(same) / len(same)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_a_dictionary_of_common_words_does_not_rebuild_the_text() -> None:
    article = Article.of(long_article())
    held = replace(make(long_article(), cost=0), codes=make(long_article(), cost=0).codes[:8])
    attack = Attack(held, other_text(), 4000, 60)
    share = right(attack.paragraphs(), replace(article, parts=article.parts[:8]))
    # A third of the article, one word in fifty, even if a hash cost nothing; it costs 25 ms.
    assert share < 0.05
    assert attack.evaluations > 500_000


def test_words_known_from_a_printed_quotation_lead_to_many_next_words() -> None:
    held = make(long_article(), cost=0)
    part = Article.of(long_article()).parts[3]
    words = {word for word in other_text().words if word.isalpha()}
    fits = [
        sum(
            held.coded(split(f"{part.words[at]} {part.words[at + 1]} {word}")) == held.codes[3][at]
            for word in words
        )
        for at in range(5)
    ]
    assert min(fits) >= 3


def test_a_proof_names_only_what_was_asked_for() -> None:
    text = dump(make(ARTICLES["a"], ["asked the army for boats"], ["helicopter"], cost=0))
    assert text.count(":") == 2
    assert (
        dump(make(ARTICLES["a"], ["asked the navy for boats"], ["boats"], cost=0)).count(":") == 0
    )


def test_the_pieces_of_a_quotation_are_read_in_order() -> None:
    assert list(segments("one two [...] three four")) == [("one two ", " three four")]
    assert Article.of(ARTICLES["a"]).match("asked the army [...] boats", 2) == "proved"
    for held in (Article.of(ARTICLES["a"]), bare("a")):
        assert held.match("asked the army for boats [...] Mayor Ilse Brandt", 2) == "refused"
