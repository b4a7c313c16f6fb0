"""Names for values in addresses: at the value's own place, or where it can be told from a word (DESIGN §6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.reading import as_shown, names, resolve
from monitor.model import Block, DocumentLink, Placeholders
from monitor.placeholders import address_with_names, address_with_values, is_telling, shown_address, with_names, with_values


def placeholders(written: str, **environ: str) -> Placeholders:
    asked, _ = resolve(written, environ, ("url",))
    values = tuple((name, environ[name]) for name in names(written))
    return Placeholders(address=shown_address(as_shown(written), asked), asked=asked, values=values)


PATH = placeholders("https://x.example/${TOKEN}/page", TOKEN="s3cr3t jeton")
QUERY = placeholders("https://x.example/page?key=${KEY}&lang=fr", KEY="a&b=1/2")
SHORT = placeholders("https://x.example/docs/${ID}/page?v=${V}", ID="a", V="fr")
WHOLE = placeholders("${PAGE}", PAGE="https://x.example/s3cr3t-9/pages/page.html?k=abc1234")


@pytest.mark.parametrize(
    ("known", "real", "shown"),
    [
        pytest.param(PATH, "https://x.example/s3cr3t%20jeton/page", "https://x.example/${TOKEN}/page", id="in-the-path"),
        pytest.param(PATH, "https://x.example/s3cr3t+jeton/a.pdf#x", "https://x.example/${TOKEN}/a.pdf#x", id="plus"),
        pytest.param(PATH, "http://cdn.example/f-s3cr3t%20jeton.pdf", "http://cdn.example/f-${TOKEN}.pdf", id="on-another-host"),
        pytest.param(
            PATH,
            "https://x.example/login?next=https%3A%2F%2Fx.example%2Fs3cr3t%2520jeton%2Fpage",
            "https://x.example/login?next=https%3A%2F%2Fx.example%2F${TOKEN}%2Fpage",
            id="an-address-within-an-address",
        ),
        pytest.param(PATH, "https://x.example/s3cr3t", "https://x.example/s3cr3t", id="only-a-part-of-the-value"),
        pytest.param(QUERY, "https://x.example/b.pdf?key=a%26b%3d1%2f2", "https://x.example/b.pdf?key=${KEY}", id="in-the-query"),
        pytest.param(SHORT, "https://x.example/docs/a/b.pdf?v=fr", "https://x.example/docs/${ID}/b.pdf?v=${V}", id="short"),
        pytest.param(SHORT, "https://x.example/a/fr/banane?w=fr", "https://x.example/a/fr/banane?w=fr", id="short-elsewhere"),
        pytest.param(SHORT, "https://other.example/docs/a/", "https://other.example/docs/a/", id="short-on-another-host"),
        pytest.param(WHOLE, "https://x.example/s3cr3t-9/pages/page.html?k=abc1234", "https://x.example/${PAGE}", id="whole"),
        pytest.param(WHOLE, "https://x.example/s3cr3t-9/b.pdf", "https://x.example/${PAGE:1}/b.pdf", id="beside-a-whole-one"),
        pytest.param(WHOLE, "https://x.example/b.pdf?k=abc1234", "https://x.example/b.pdf?k=${PAGE:k}", id="key-of-a-whole-one"),
    ],
)  # fmt: skip
def test_a_value_in_an_address_gives_way_to_its_name(known: Placeholders, real: str, shown: str) -> None:
    """DESIGN §6: stored and shown with the name."""
    assert address_with_names(known, real) == shown
    assert with_names(known, shown, kept=True) == shown


@pytest.mark.parametrize(
    ("known", "real"),
    [
        (PATH, "https://x.example/s3cr3t%20jeton/a.pdf"),
        (QUERY, "https://x.example/b.pdf?key=a%26b%3D1%2F2"),
        (SHORT, "https://x.example/docs/a/b.pdf?v=fr"),
        (WHOLE, WHOLE.asked),
        (WHOLE, "https://x.example/s3cr3t-9/b.pdf?k=abc1234"),
    ],
)
def test_a_name_is_asked_for_by_its_value(known: Placeholders, real: str) -> None:
    """What was found under a secret address can be asked for again."""
    assert address_with_values(known, address_with_names(known, real)) == real


@given(value=st.text(min_size=1, max_size=30), tail=st.from_regex(r"[a-z0-9/.-]{0,20}", fullmatch=True))
def test_whatever_the_value_it_comes_back(value: str, tail: str) -> None:
    """Encoded, decoded, short or strange: what is filled in at its own place is named again."""
    if "\0" in value or not value.strip() or not value.isprintable():
        return
    written = f"https://x.example/p/${{NAME}}/{tail}"
    known = placeholders(written, NAME=value)
    assert address_with_values(known, known.address) == known.asked
    if value not in (".", ".."):
        assert address_with_names(known, known.asked).startswith("https://x.example/p/${NAME}/")


def test_a_page_cannot_ask_for_a_value() -> None:
    """A stranger's link that holds our `${NAME}` is an address like any other: nothing is filled in."""
    link = DocumentLink(item="o", label="${TOKEN}", format=None, size_text=None, url="https://evil.example/${TOKEN}/o.pdf")
    kept = with_names(PATH, link).url
    assert kept is not None
    assert "s3cr3t" not in address_with_values(PATH, kept)


def test_a_word_in_a_text_stays_and_a_secret_does_not() -> None:
    """Texts are the page's: only what can be nothing but a secret is left out, and what is struck out stays struck out."""
    known = placeholders("https://x.example/${PAGE}/${TOKEN}", PAGE="organigramme", TOKEN="9f2c-jeton")
    block = Block("paragraph", "organigramme : 9f2c-jeton, 9f2c", struck=((15, 25), (27, 31)))
    named = with_names(known, block)
    assert (named.text, named.struck) == ("organigramme : ${TOKEN}, 9f2c", ((15, 23), (25, 29)))
    assert with_values(known, named) == block


def test_what_holds_no_value_is_the_same_object() -> None:
    """The way of every visit: nothing is copied."""
    link = DocumentLink(item="o", label="Organigramme", format="PDF", size_text=None, url="https://x.example/o.pdf")
    assert with_names(PATH, link) is link
    assert with_names(None, link) is link


@pytest.mark.parametrize(
    ("value", "telling"),
    [
        ("organigramme", False),
        ("2026-2027", False),
        ("20262027", False),
        ("9f2cjeton", True),
        ("a", False),
        ("un deux 3 mots", False),
    ],
)
def test_what_is_told_from_a_word(value: str, telling: bool) -> None:
    assert is_telling(value) is telling
