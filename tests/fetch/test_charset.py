"""A page's bytes become the text its author wrote, or say why they can't be trusted (DESIGN 3.13)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch import charset
from monitor.fetch.charset import BYTE_TO_CHAR, Decoded, codec, decode, encoding_named, is_sound
from tests import sweeps
from tests.shared import shared

FR = "Le conseil d’agglomération décide : « l’égalité » à Noël, où ça ? Cœur de ville – naïve, çà et là… Œuvre, ÉTÉ, ÂGE."
DE = "Die Größe der Straße wächst: „Übergänge“ für Bürger – schöne Grüße aus Österreich, ÄÖÜ, süß."
EN = "The council’s “shared services” – a café, naïve résumés, £20 or €25… Section §4, 20 °C, ½ price, © Valmont."
UTF8 = "text/html; charset=utf-8"
LATIN = "text/html; charset=iso-8859-1"


def page(text: str, meta: str = "") -> str:
    declaration = f'<meta charset="{meta}">' if meta else ""
    return f"<!doctype html><html><head>{declaration}<title>Valmont</title></head><body><p>{text}</p></body></html>"


def doubled(data: bytes) -> bytes:
    """*data*, UTF-8, read as browsers read windows-1252 and encoded again."""
    return data.decode("latin-1").translate(BYTE_TO_CHAR).encode()


def wide(text: str) -> bytes:
    return text.encode("utf-16")


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "how", "repaired"),
    [
        pytest.param(page(FR).encode(), UTF8, "utf-8", "header", False, id="header"),
        pytest.param(page(FR, "utf-8").encode(), "text/html", "utf-8", "meta", False, id="meta"),
        pytest.param(page(FR).encode(), "", "utf-8", "content", False, id="undeclared utf-8"),
        pytest.param(page(FR).encode("utf-8-sig"), "text/html; charset=latin1", "utf-8", "bom", False, id="BOM before header"),
        pytest.param(page(FR).encode("cp1252"), 'x;Charset="ISO-8859-1"', "windows-1252", "header", False, id="latin1"),
        pytest.param(page(FR, "iso-8859-1").encode("cp1252"), "", "windows-1252", "meta", False, id="meta latin1"),
        pytest.param(page(FR).encode("cp1252"), "", "windows-1252", "content", False, id="undeclared 1252"),
        pytest.param(page(FR, "utf-8").encode("cp1252"), UTF8, "windows-1252", "content", True, id="1252 that says utf-8"),
        pytest.param(page(FR, "iso-8859-1").encode(), LATIN, "utf-8", "content", True, id="utf-8 that says latin1"),
        pytest.param(doubled(page(FR).encode()), UTF8, "utf-8", "header", True, id="doubly encoded"),
        pytest.param(page(FR).encode().decode("latin-1").encode(), UTF8, "utf-8", "header", True, id="doubly by latin1"),
        pytest.param(doubled(doubled(page(FR).encode())), UTF8, "utf-8", "header", True, id="three times"),
        pytest.param(wide(page(FR)), "text/html", "utf-16le", "bom", False, id="utf-16"),
        pytest.param(page(FR).encode("utf-16-be"), "text/html; charset=utf-16be", "utf-16be", "header", False, id="be"),
        pytest.param(page(FR).encode("utf-16-le"), UTF8, "utf-16le", "content", False, id="utf-16 that says utf-8"),
        pytest.param(page(FR, "utf-16").encode(), "", "utf-8", "meta", False, id="utf-16 said in ASCII"),
        pytest.param(
            ('<?xml version="1.0" encoding="ISO-8859-15"?>' + page("Cœur à 25 €")).encode("iso-8859-15"),
            "", "iso-8859-15", "meta", False, id="XML declaration",
        ),
        pytest.param(b"<!-- <meta charset=koi8-r> -->" + page(FR, "utf-8").encode(), "", "utf-8", "meta", False, id="comment"),
        pytest.param(page(FR).encode(), "text/html; charset=utf-7", "utf-8", "content", False, id="a label nobody may choose"),
    ],
)  # fmt: skip
def test_the_text_comes_back(body: bytes, content_type: str, encoding: str, how: str, repaired: bool) -> None:
    got = decode(body, content_type)
    assert (got.encoding, got.how, got.repaired, got.problem) == (encoding, how, repaired, None)
    assert (FR in got.text) or ("Cœur à 25 €" in got.text)


SENTENCES = [s for text in (FR, DE, EN) for s in text.replace("…", "….").split(".") if s.strip()]
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map(". ".join)
WAYS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda t: t.encode(),
    "cp1252": lambda t: t.encode("cp1252"),
    "utf-16": wide,
    "utf-16-le": lambda t: t.encode("utf-16-le"),
    "doubled": lambda t: doubled(t.encode()),
    "doubled by latin-1": lambda t: t.encode().decode("latin-1").encode(),
    "three times": lambda t: doubled(doubled(t.encode())),
}
HEADERS = [
    "",
    "text/html",
    UTF8,
    "text/html; charset=ISO-8859-1",
    "text/html; charset=windows-1252",
    "text/html; charset=x-unknown",
]


class TestProperties:
    """One for each sentence of 3.13 that this function answers for."""

    @given(
        text=texts,
        way=st.sampled_from(sorted(WAYS)),
        header=st.sampled_from(HEADERS),
        meta=st.sampled_from(["", "utf-8", "latin1"]),
    )
    @settings(max_examples=sweeps.times(50, 500), deadline=None)
    def test_however_encoded_and_declared_it_is_the_same_text(self, text: str, way: str, header: str, meta: str) -> None:
        whole = page(text, meta)
        got = decode(WAYS[way](whole), header)
        assert (got.text, got.problem) == (whole, None)

    @given(
        st.binary(max_size=400),
        st.sampled_from([*HEADERS, "text/html; charset=shift_jis", "text/html; charset=utf-16", ";charset=gbk"]),
    )
    @settings(max_examples=sweeps.times(50, 500), deadline=None)
    def test_any_bytes_give_a_text_that_can_be_stored(self, body: bytes, header: str) -> None:
        decode(body, header).text.encode("utf-8")

    @given(texts)
    @settings(max_examples=50, deadline=None)
    def test_a_text_that_is_right_is_left_alone(self, text: str) -> None:
        assert decode(page(text).encode(), UTF8) == Decoded(text=page(text), encoding="utf-8", how="header")

    @given(text=texts, at=st.integers(min_value=0))
    @settings(max_examples=sweeps.times(50, 500), deadline=None)
    def test_a_cut_within_a_character_is_no_problem_of_encoding(self, text: str, at: int) -> None:
        body = page(text).encode()
        got = decode(body[: at % len(body)], UTF8)
        assert page(text).startswith(got.text)
        assert got.problem is None


def test_a_few_stray_bytes_are_read_as_they_were_meant() -> None:
    """An old include in windows-1252 is mended; a character that a teaser cut in half is lost and shown so."""
    body = page(FR * 5).encode() + "<footer>©\u00a0Réalisé".encode("cp1252") + b" par l'universit\xc3...</footer>"
    got = decode(body, UTF8)
    assert (got.encoding, got.repaired, got.problem) == ("utf-8", True, None)
    assert got.text.endswith("<footer>©\u00a0Réalisé par l'universit\ufffd...</footer>")


def test_a_broken_import_in_a_sound_template_is_mended() -> None:
    body = (page("Accès rapides → démarches, été… İstanbul").encode()) + doubled(f"<p>{FR}</p>".encode())
    got = decode(body, UTF8)
    assert FR in got.text
    assert "démarches, été… İstanbul" in got.text
    assert (got.repaired, got.problem) == (True, None)


@pytest.mark.parametrize("text", ["MANHÃ…", "SOCIÉTÉ\u00a0: L’ÂGE", "“É”", "Ä»", "Âge, Ãlvaro, âge €", "Ã©", "ÉCOLE\u00a0» Â Ã"])
def test_capitals_before_punctuation_are_no_double_encoding(text: str) -> None:
    """Each is valid UTF-8 when read backwards somewhere, and right as it stands."""
    assert text in decode(page(f"{text} – {FR}").encode(), UTF8).text


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(page(FR * 3).replace("é", "\ufffd").encode(), "U+FFFD", id="replacement characters"),
        pytest.param(page(FR * 3).replace("’", "'").encode("ascii", "replace"), "× ?", id="question marks"),
        pytest.param(page("→ " + "Il est Ã l'ordre, dÃ©jÃ lÃ bas, Ã cÃ´tÃ©. " * 3).encode(), "× Ã", id="half of it folded"),
        pytest.param(page(FR.replace("’", "'") * 3).encode("mac_roman", "ignore"), "utf-8 ≠", id="Mac"),
        pytest.param(page(FR.replace("’", "'") * 3).encode("cp850", "ignore"), "utf-8 ≠", id="DOS"),
        pytest.param(page("Добрый день, городской совет. " * 3).encode("cp1251"), "utf-8 ≠", id="another script than declared"),
    ],
)
def test_text_that_is_lost_is_a_problem(body: bytes, problem: str) -> None:
    """3.13: else a failure, `encoding`; never a change."""
    got = decode(body, UTF8)
    assert got.problem
    assert problem in got.problem


def test_a_page_with_a_lost_letter_or_two_and_links_with_queries_is_well() -> None:
    links = "".join(f'<a href="index.php?id={n}&a?b">x</a>' for n in range(40))
    assert decode(page(f"l\ufffdt\ufffd {FR}" + links).encode(), UTF8).problem is None
    assert decode(page("Plain words only." + links).encode(), UTF8).problem is None


def test_every_label_means_a_codec_that_python_has() -> None:
    for label in (
        "latin1",
        "ISO-8859-15",
        "Shift_JIS",
        "x-sjis",
        "gb2312",
        "big5",
        "euc-kr",
        "windows-874",
        "macintosh",
        "utf-16",
        "KOI8-U",
    ):
        name = encoding_named(label)
        assert name
        assert b"a".ljust(2, b"\0" if "16" in name else b"a").decode(codec(name))
    assert [encoding_named(label) for label in ("utf-7", "hex", "unicode_escape", "")] == [None] * 4


@pytest.mark.parametrize(
    ("label", "name", "letters"),
    [
        pytest.param("ISO_8859-9:1989", "windows-1254", "ğış", id="Turkish, by the register's whole name"),
        pytest.param("iso-ir-101", "iso-8859-2", "Łódź ", id="Polish, by its number"),
        pytest.param("x-mac-ukrainian", "x-mac-cyrillic", "їєґ", id="Ukrainian, of old Macintoshes"),
        pytest.param("ksc_5601", "euc-kr", "시장", id="Korean"),
        pytest.param("gb_2312", "gb18030", "市长", id="Chinese"),
        pytest.param("utf8mb4", "utf-8", "é€", id="a database's word, which no standard has"),
    ],
)
def test_each_label_of_the_standard_is_known(label: str, name: str, letters: str) -> None:
    """3.13, WHATWG Encoding §4.2: told by its label alone a page reads as a browser reads it."""
    assert encoding_named(label) == name
    body = f"<p>{letters * 40}</p>".encode(codec(name))
    assert decode(body, f"text/html; charset={label}").text == body.decode(codec(name))


@pytest.mark.parametrize("label", ["iso-2022-kr", "hz-gb-2312", "replacement", "x-user-defined"])
def test_what_browsers_refuse_is_no_label(label: str) -> None:
    assert encoding_named(label) is None


def test_pages_for_development_that_are_decoded_wrongly_read_right() -> None:
    """`fail.charset_latin1_as_utf8`: none, or a failure of kind encoding."""
    root = shared("pages") / "dijon"
    for line in (root / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "charset" not in row["id"]:
            continue
        got = decode((root / row["file"]).read_bytes(), row["response"]["content_type"])
        base = decode((root / row["base"]).read_bytes(), row["response"]["content_type"])
        assert got.problem is None
        assert got.text.count("é") >= base.text.count("é") * 0.9


@given(
    st.sampled_from([FR * 4, DE * 4, EN * 4, FR * 2 + "Ã©" * 4, "g?n?ral " * 20 + FR]),
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 3), st.sampled_from(["é", "\ufffd", "Ã", "’", "?", "\xa0"])), max_size=4
    ),
    st.sampled_from(["", UTF8, LATIN]),
    st.sampled_from(["utf-8", "cp1252"]),
)
def test_a_sound_page_is_told_sooner_and_said_to_be_the_same(
    text: str, swaps: list[tuple[int, int, str]], header: str, encoding: str
) -> None:
    """DESIGN §9: the short cut for UTF-8 in which nothing may be wrong is the long way."""
    for at, length, put in swaps:
        text = text[:at] + put + text[at + length :]
    body = text.encode(encoding, "ignore")
    short = decode(body, header)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charset, "_sound", lambda body: None)
        assert short == decode(body, header)
    assert is_sound(body, header) or not short.sound
