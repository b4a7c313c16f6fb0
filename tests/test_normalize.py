"""What "the same text" means (DESIGN 3.1, 3.10, 3.11)."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor import normalize
from monitor.normalize import (
    WORD_END,
    address_key,
    canonical,
    ended_tokens,
    joined_spans,
    key,
    may_have_figure,
    may_have_figures,
    pieces,
    publication,
    storable,
    tokens,
    visible,
)

texts = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("aeé'’«»“”…-–—.,12  \u00a0\u202f\u00ad\u200b\u0301ʼ`")), max_size=60
)


def test_figures_set_small_behind_spaces_cost_what_they_are_long() -> None:
    """3.10: « ₂ » four hundred thousand times took more than a minute, the text up to each being copied."""
    began = time.process_time()
    assert canonical("₂ " * 400_000).startswith("₂ ₂")
    assert time.process_time() - began < 40


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("l’été", "l'été", id="apostrophe"),
        pytest.param("lʼété", "l'été", id="letter-that-looks-like-an-apostrophe"),
        pytest.param("“mot” „mot‟", '"mot" "mot"', id="quotes"),
        pytest.param("2023–2026 — fin", "2023-2026 - fin", id="dashes"),
        pytest.param("etc…", "etc...", id="ellipsis"),
        pytest.param("mutua\u00adlisation", "mutualisation", id="soft-hyphen"),
        pytest.param("\ufeffmot\u200bs", "mots", id="zero-width"),
        pytest.param("a\u00a0b\u202fc\u2009d\n e", "a b c d e", id="spaces"),
        pytest.param("e\u0301te\u0301", "été", id="nfd"),
        pytest.param("e\u200d\u0301", "é", id="an-accent-behind-an-invisible-character"),
        pytest.param("eﬃcacité", "efficacité", id="ligature"),
        pytest.param("du C₁₂H₂₂O₁₁ dans l’eau", "du C12H22O11 dans l'eau", id="low-figures"),
        pytest.param("Mᵐᵉ Brun, 1ʳᵉ adjointe, le 1ᵉʳ mai", "Mme Brun, 1re adjointe, le 1er mai", id="high-letters"),
        pytest.param("10³ m², 2ⁿ, le tarif¹, ₂", "10³ m², 2ⁿ, le tarif¹, ₂", id="exponents-and-notes-stay"),
        pytest.param("Éa 1,5 ; ?", "Éa 1,5 ; ?", id="case-accents-digits-punctuation-stay"),
    ],
)
def test_typography_is_folded_and_nothing_else(raw: str, expected: str) -> None:
    """3.10."""
    assert canonical(raw) == expected


@given(texts)
def test_folding_twice_is_folding_once(raw: str) -> None:
    """3.10."""
    assert canonical(canonical(raw)) == canonical(raw)
    assert visible(visible(raw)) == visible(raw)
    assert key(key(raw)) == key(raw)


@given(texts)
def test_what_is_canonically_equal_has_the_same_tokens(raw: str) -> None:
    """3.10: the hash and the word diff agree on what is the same."""
    assert tokens(canonical(raw)) == tokens(raw) == tokens(unicodedata.normalize("NFD", raw))


@given(texts)
def test_the_pieces_of_a_text_join_to_what_a_reader_sees(raw: str) -> None:
    keys, shown = pieces(visible(raw))
    assert "".join(shown) == visible(raw)
    assert len(keys) == len(shown)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("« mot »", '"mot"', id="quotes-with-and-without-space"),
        pytest.param("‘mot’", "“mot”", id="single-and-double-quotes"),
        pytest.param("mot :", "mot:", id="space-before-a-colon"),
        pytest.param("2023--2026", "2023–2026", id="two-hyphens"),
        pytest.param("1\u202f000", "1 000", id="thousands"),
    ],
)
def test_typography_around_words_is_no_difference(a: str, b: str) -> None:
    """3.10, 3.11."""
    assert tokens(a) == tokens(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ville", "ville"),
        ("élu", "elu"),
        ("2010", "2009"),
        ("oui.", "oui !"),
        ("handles Personal", "handlesPersonal"),
        ("1 000", "1000"),
    ],
)
def test_what_can_be_the_change_is_one(a: str, b: str) -> None:
    """3.10: never folded: case, accents, digits, other punctuation."""
    assert tokens(a) != tokens(b)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("l’efficacité, aujourd’hui.", ["l'", "efficacité", ",", "aujourd'hui", "."], id="elision"),
        pytest.param("We don’t", ["We", "don't"], id="contraction"),
        pytest.param("10 000,50 € à 12:30", ["10 000,50", "€", "à", "12:30"], id="numbers"),
        pytest.param("Saint-Apollinaire…", ["Saint", "-", "Apollinaire", "..."], id="compound"),
    ],
)
def test_a_text_is_cut_where_a_reader_would(raw: str, expected: list[str]) -> None:
    assert list(tokens(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("  « Mutualisation » des Services ", "mutualisation des services", id="quotes-case-space"),
        pytest.param("L’Œuvre – n° 3", "l oeuvre n 3", id="ligature-and-dash"),
        pytest.param("organigramme_juin-2023.pdf", "organigramme juin 2023 pdf", id="file-name"),
    ],
)
def test_headings_and_links_are_looked_for_without_case_accents_and_punctuation(raw: str, expected: str) -> None:
    """3.1, 3.7."""
    assert key(raw) == expected


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param(
            "http://ville.example/a.pdf", "https://ville.example:443/a.pdf?v=2#page=1", True, id="scheme-port-query-fragment"
        ),
        pytest.param("https://ville.example/%C3%A9t%C3%A9.pdf", "https://ville.example/été.pdf", True, id="percent-encoding"),
        pytest.param("https://ville.example/juin.pdf", "https://ville.example/juillet.pdf", False, id="path"),
        pytest.param("https://ville.example/a.pdf", "https://cdn.example/a.pdf", False, id="host"),
        pytest.param("https://ville.example:8080/a", "https://ville.example/a", False, id="port"),
        pytest.param("https://[broken", "https://[broken", True, id="broken"),
        pytest.param("https://ville.example/\ud800", "https://ville.example/?", False, id="half a character"),
    ],
)
def test_an_address_is_its_host_and_path(a: str, b: str, same: bool) -> None:
    """3.11: scheme, default port, query, fragment and percent-encoding of an address are cosmetic."""
    assert (address_key(a) == address_key(b)) is same


@given(st.text(st.characters(codec=None)))
def test_what_is_storable_can_be_stored(raw: str) -> None:
    """11.1: encodes as UTF-8, holds no NUL, and leaves alone what could be stored already."""
    kept = storable(raw)
    kept.encode("utf-8")
    assert "\0" not in kept and storable(kept) == kept
    if "\0" not in raw and not any("\ud800" <= c <= "\udfff" for c in raw):
        assert kept == raw


@pytest.mark.parametrize(
    ("raw", "kept"), [("a\ud83d\ude00b", "a😀b"), ("a\ud83db", "a\ufffdb"), ("a\udc00", "a\ufffd"), ("a\0b", "ab")]
)
def test_halves_of_a_character_are_joined_or_marked(raw: str, kept: str) -> None:
    """11.1."""
    assert storable(raw) == kept


ONE_PUBLICATION = {
    "Calaméo 000123456abcdef": (
        "https://v.calameo.com/?bkcode=000123456abcdef&mode=mini",
        "https://v.calameo.com/?bkcode=000123456abcdef&authid=Zq8&page=3&view=slide",
        "https://www.calameo.com/read/000123456abcdef",
        "https://fr.calameo.com/read/000123456abcdef?page=12",
    ),
    "Issuu valmont/mag_12": (
        "https://e.issuu.com/embed.html?d=mag_12&u=valmont&backgroundColor=%23fff",
        "https://issuu.com/valmont/docs/mag_12/4?e=0",
    ),
    "Issuu 123/456": ("https://e.issuu.com/embed.html#123/456", "https://e.issuu.com/embed.html?hideIssuuLogo=true#123/456"),
    "Genially 63f0a1b2c3d4e5": (
        "https://view.genially.com/63f0a1b2c3d4e5",
        "https://view.genial.ly/63f0a1b2c3d4e5/interactive-image-plan?autoplay=1&idSlide=7",
    ),
    "Canva DAFabc_12-x": (
        "https://www.canva.com/design/DAFabc_12-x/view?embed",
        "https://www.canva.com/design/DAFabc_12-x/Key/watch",
    ),
    "Prezi ab12cd34ef": (
        "https://prezi.com/embed/ab12cd34ef/?bgcolor=ffffff&lock_to_path=0&autoplay=0",
        "https://prezi.com/p/embed/ab12cd34ef/",
        "https://prezi.com/view/ab12cd34ef/",
        "https://prezi.com/p/ab12cd34ef/organigramme/",
    ),
    "Google 1AbCdEfGhIjKlMn": (
        "https://drive.google.com/file/d/1AbCdEfGhIjKlMn/preview",
        "https://drive.google.com/file/d/1AbCdEfGhIjKlMn/view?usp=sharing",
        "https://drive.google.com/open?id=1AbCdEfGhIjKlMn",
        "https://docs.google.com/document/d/1AbCdEfGhIjKlMn/pub?embedded=true",
        "https://docs.google.com/document/u/0/d/1AbCdEfGhIjKlMn/edit?rm=minimal#heading=h.1",
    ),
    "Google 2PACX-1vT-abcdefgh": (
        "https://docs.google.com/presentation/d/e/2PACX-1vT-abcdefgh/embed?start=false&loop=false&delayms=3000",
        "https://docs.google.com/presentation/d/e/2PACX-1vT-abcdefgh/pub?start=true",
    ),
    "Google 2PACX-sheet12345#7": (
        "https://docs.google.com/spreadsheets/d/e/2PACX-sheet12345/pubhtml?gid=7&single=true&widget=true",
    ),
    "Scribd 123456": (
        "https://www.scribd.com/embeds/123456/content?start_page=1&view_mode=scroll&access_key=key-x",
        "https://fr.scribd.com/document/123456/Organigramme",
    ),
    "Miro uXjVabc=": (
        "https://miro.com/app/live-embed/uXjVabc=/?moveToViewport=1,2,3,4&embedId=99",
        "https://miro.com/app/board/uXjVabc=/",
    ),
    "Power BI eyJrIjoi": ("https://app.powerbi.com/view?r=eyJrIjoi&pageName=Section2",),
    "Microsoft 9A!1": ("https://onedrive.live.com/embed?resid=9A!1&authkey=x&em=2",),
    "Yumpu 68": ("https://www.yumpu.com/fr/embed/view/68?ref=1", "https://www.yumpu.com/fr/document/read/68/organigramme"),
    "Prezi /unheard/of?docid=7": ("https://prezi.com/unheard/of?docId=7&autoplay=1",),
}


def test_a_publication_is_told_by_its_identity_however_it_is_shown() -> None:
    """3.30: pages, keys, colours and slides to begin with are no other publication; another sheet of a workbook is one."""
    found = {url: publication(url) for urls in ONE_PUBLICATION.values() for url in urls}
    expected = {url: name for name, urls in ONE_PUBLICATION.items() for url in urls}
    assert found == expected
    assert publication("https://www.example.org/read/1") is None


@given(st.text(alphabet="aé1 0,.:’'«»-\n\u202f\u00a0\u2028\u00ad\u200b\u0301\x1cx", max_size=60))
def test_tokens_are_the_keys_of_the_pieces(raw: str) -> None:
    """3.10: cut for comparing alone or with what is shown, a text has the same words."""
    assert tokens(raw) == tuple(pieces(visible(raw))[0])


@given(st.text(alphabet="aé1 0,.:’'«»-\n\u202f\u00a0\u2028\u00ad\u200b\u0301\x1c\x1fx٣", max_size=60))
def test_tokens_as_one_string_are_the_tokens(raw: str) -> None:
    """§9: what a text is hashed by is made of the same words, and none is lost or joined."""
    assert ended_tokens(raw) == "".join(f"{token}{WORD_END}" for token in tokens(raw))
    assert not any(WORD_END in token for token in tokens(raw))


@given(st.text(alphabet="aé1 0,.:’-\n\u202f\u00a0\u00ad\u200b\x1c\x1fx٣", max_size=20))
@example("a1 000 ")
def test_a_word_that_was_asked_for_before_has_the_same_tokens(raw: str) -> None:
    """3.10, §9: what is remembered of words is what a text of that word alone is cut into."""
    known = [tokens(raw), *(tokens(word) for word in raw.split())]
    assert known == [tuple(pieces(visible(one))[0]) for one in (raw, *raw.split())]
    assert [tokens(raw), *(tokens(word) for word in raw.split())] == known


@given(st.lists(st.text(alphabet="aé1 0,.’\n\u202f\u00a0\u200b\x1cx٣", max_size=20), max_size=6))
@example(["1", "000 habitants", "le 03 80 74 51 51", "l’eau", "", "2"])
def test_texts_are_cut_together_as_each_by_itself(raws: list[str]) -> None:
    """3.10, §9: a number does not go on from one text into the next."""
    assert ended_tokens(*raws) == "".join(map(ended_tokens, raws))


def test_no_figure_of_any_script_is_passed_over() -> None:
    """§9: a text is looked through for figures unless it has none for sure."""
    figures = [letter for code in range(0x110000) if re.fullmatch(r"\d", letter := chr(code))]
    assert all(may_have_figure(f"été {figure} œuvre") for figure in figures)
    assert not may_have_figure("L’été — « œuvre » … àéèù ½ № Ж Ω €\u202f")


@given(st.lists(st.text("aé1 ’٣日\0", max_size=4), max_size=5))
def test_figures_are_looked_for_in_many_texts_as_in_each(texts: list[str]) -> None:
    """§9"""
    assert may_have_figures(texts) == list(map(may_have_figure, texts))


@given(st.text("ab é’œ  \n\t\u00a0\u202f\u00ad\u200b\u2000\u2002\u0301e\u0374ʹʼ10\u180e\ufe0f日"))
def test_what_is_seen_is_the_same_where_little_has_to_be_looked_through(raw: str) -> None:
    """§9: asked of the letters first, a text without what is invisible or white is not searched for it."""
    composed = unicodedata.normalize("NFC", normalize._UNSEEN.sub("", raw)).replace("ʹ", "’").replace("ʼ", "’")
    assert normalize.visible(raw) == normalize._one_space(composed)


def test_the_letters_asked_for_are_those_that_the_patterns_find() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert set(filter(normalize._UNSEEN.fullmatch, every)) == normalize._NOT_SEEN
    assert set(filter(str.isspace, every)) == normalize._WHITE | {" "}


@given(texts)
def test_a_key_is_the_same_whichever_way_it_is_made(raw: str) -> None:
    """§9: letters of western alphabets are looked up, all others taken apart."""
    assert key(raw) == normalize._key(raw)


def test_each_western_letter_is_one_of_a_key_or_taken_apart() -> None:
    """The same of every one of them, between two letters and alone."""
    for letter in normalize._WESTERN:
        for raw in (letter, f"a{letter}b", f" {letter}\u0301 "):
            assert key(raw) == normalize._key(raw), raw


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([(8, 9), (0, 3)], [(0, 3), (8, 9)], id="in-their-order"),
        pytest.param([(0, 3), (3, 5)], [(0, 5)], id="those-that-touch"),
        pytest.param([(2, 9), (0, 3), (4, 5)], [(0, 9)], id="one-within-another"),
    ],
)
def test_what_is_left_out_of_a_text_is_cut_once(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    """(3.6) Counters, and names that are withheld, may overlap: no letter goes twice, and none between two of them."""
    assert joined_spans(spans) == expected
