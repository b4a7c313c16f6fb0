"""First the answer itself: whole, text, readable (DESIGN 3.13)."""

from __future__ import annotations

import pytest

from monitor.model import Extraction
from monitor.quality.answer import binary_type, is_closed
from monitor.quality.verdict import Verdict, judge
from tests.quality import pages
from tests.quality.judging import BOTH, SECTION_ONLY, answer, kind, read, revision, verdict

NOTHING = Extraction(sections=(), documents=(), missing=BOTH.recipe.items)


def of_bytes(body: bytes, content_type: str = "text/html", status: int = 200) -> Verdict:
    """What is said of *body*, which was never a page."""
    fetched = answer(body, content_type=content_type, status=status)
    return judge(
        page=None, fetched=fetched, text=body.decode("latin-1"), decode_problem=None, extraction=NOTHING, last=None, watch=BOTH
    )


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        pytest.param(b"", "text/html", "empty", id="nothing"),
        pytest.param(b"\r\n  \n", "text/html", "empty", id="only space"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "text/html; charset=utf-8", "wrong_type", id="a PDF said to be HTML"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "text/html", "wrong_type", id="a picture"),
        pytest.param(b"PK\x03\x04\x14\0", "text/html", "wrong_type", id="an office document"),
        pytest.param(bytes(range(32)) * 40, "text/html", "wrong_type", id="bytes of no known kind"),
        pytest.param(b'{"error": "unavailable"}', "application/json", "wrong_type", id="JSON"),
        pytest.param(b"col;col\n1;2\n", "text/csv", "wrong_type", id="a table"),
        pytest.param(b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "text/html", "wrong_type", id="a feed"),
    ],
)
def test_what_is_no_page_is_told_by_its_bytes(body: bytes, content_type: str, expected: str) -> None:
    """3.13: an empty page, a binary served as HTML."""
    assert kind(of_bytes(body, content_type)) == expected


def test_html_under_a_wrong_header_is_a_page() -> None:
    """The header can lie both ways."""
    assert binary_type(b"<!doctype html><html><body><p>Valmont</p>", "application/octet-stream") is None
    assert binary_type("<html>".encode("utf-16"), "text/html") is None


def test_an_error_status_is_one_though_the_page_looks_well() -> None:
    """An imported capture may hold a 404 (5.8)."""
    found = verdict(pages.base("semantic"), BOTH, None, status=404)
    assert found.failure is not None
    assert (found.failure.kind, found.failure.detail) == ("http_error", "HTTP 404")


def test_text_that_can_not_be_decoded_for_certain_is_a_failure() -> None:
    """3.13: repaired if that is certain, else `encoding`."""
    assert kind(verdict(pages.base("semantic"), BOTH, None, problem="utf-8: 12 bytes")) == "encoding"


def test_items_decoded_twice_on_the_server_are_a_failure() -> None:
    """3.13: the frame may be well and the text from the database not."""
    twice = pages.base("semantic")
    for prose in pages.PROSE:
        twice = twice.replace(prose, prose.encode().decode("cp1252"))
    last = revision(pages.base("semantic"), BOTH)
    assert (kind(verdict(twice, BOTH, last)), kind(verdict(twice, BOTH, None))) == ("encoding", "encoding")


WHOLE = pages.base("semantic")
IN_SECTION = WHOLE.index("Elle est revue")
BEHIND_ITEMS = WHOLE.index("<footer>")
BEHIND_LAST_P = WHOLE.index("</p>", WHOLE.index(pages.PROSE[2])) + 4
BEFORE_SECTION = WHOLE.index("<h2>La mutualisation")


@pytest.mark.parametrize("closed", [True, None], ids=["the last page was closed", "unknown"])
@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(IN_SECTION, "truncated", id="inside the section"),
        pytest.param(IN_SECTION - 40, "truncated", id="inside a word of it"),
        pytest.param(BEFORE_SECTION, "truncated", id="before it"),
        pytest.param(BEHIND_ITEMS, "well", id="after everything wanted"),
        pytest.param(WHOLE.index("</html>"), "well", id="the last tag only"),
    ],
)
def test_a_cut_page_is_well_only_where_every_item_is_closed(at: int, expected: str, closed: bool | None) -> None:
    """3.13: closing tags missing that the last good page had; well when something follows each item."""
    last = revision(WHOLE, BOTH)
    assert kind(verdict(WHOLE[:at], BOTH, last, closed=closed)) == expected
    assert kind(verdict(WHOLE[:at], BOTH, last, cut="1200/4000 bytes")) == expected


def test_a_cut_right_behind_a_paragraph_that_was_not_the_last_is_truncated() -> None:
    """3.13: nothing follows it, and it did not end so before."""
    at = WHOLE.index("</p>", WHOLE.index("Elle est revue")) + 4
    assert kind(verdict(WHOLE[:at], SECTION_ONLY, revision(WHOLE, SECTION_ONLY), closed=True)) == "truncated"
    assert kind(verdict(WHOLE[:at], SECTION_ONLY, None)) == "truncated"


def test_a_section_that_ends_as_it_did_was_not_cut() -> None:
    """3.13: its last paragraph is whole, though nothing follows."""
    assert kind(verdict(WHOLE[:BEHIND_LAST_P], SECTION_ONLY, revision(WHOLE, SECTION_ONLY), closed=True)) == "well"


def test_a_page_that_never_had_its_closing_tags_is_whole() -> None:
    """HTML § 13.1.2.4: they may be left out."""
    page = WHOLE.replace("</body></html>", "")
    assert not is_closed(page)
    last = revision(page, BOTH)
    assert [kind(verdict(page, BOTH, past, closed=closed)) for past, closed in [(None, None), (last, False), (last, None)]] == [
        "well"
    ] * 3


def test_a_document_fewer_on_a_cut_page_is_no_removal() -> None:
    """3.13: the second may stand behind the cut."""
    second = pages.DOCUMENT.replace("Mai 2026", "Mai 2025").replace("mai-2026", "mai-2025")
    page = pages.semantic(pages.TITLE, f"<h1>{pages.TITLE}</h1>{pages.DOCUMENT}{pages.SECTION}<h2>Archives</h2>{second}")
    last = revision(page, BOTH)
    assert len(last.documents) == 2
    assert kind(verdict(page[: page.index(second)] + "<p>Voir", BOTH, last, closed=True)) == "truncated"


def test_the_pages_of_this_test_hold_what_they_should() -> None:
    """A guard: both items are found on the whole page."""
    assert read(WHOLE, BOTH)[1].missing == ()
