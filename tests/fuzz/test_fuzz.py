"""16.2: whatever strangers and users write, each room ends in a value or in one of its own errors. `make fuzz` tries much more.

Every finding becomes a test of its own where its room is tested; here nothing is known but that nothing breaks.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.config import load
from monitor.errors import ConfigError
from monitor.model import Config, Document, DocumentContent, LastPage, Message, PageFindings, Revision, Unreadable, WatchState
from monitor.normalize import address_key, canonical, key, pieces, storable, tokens, visible
from monitor.pipeline.page import FetchedPage, from_wire, to_wire
from tests.configs import ITEMS, MONITOR, WATCH
from tests.deliver.test_feed import entries, put
from tests.pdf import pdfs
from tests.pipeline.house import PDF, READER, stand
from tests.quality.judging import BOTH, NOW, URL, answer
from tests.site import Page, Site

EXAMPLES = 1_000 if os.environ.get("FUZZ") else 20
fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
whole = settings(max_examples=max(2, EXAMPLES // 20), deadline=None, suppress_health_check=list(HealthCheck))

_TAGS = (
    "html head body main article section div span p h1 h2 h3 ul ol li dl dt dd table thead tr td th caption a b "
    "strong del ins br hr nav header footer aside details summary button form input select option label iframe img "
    "svg text picture figure template noscript script style title base link meta object embed dialog menu "
)
TAGS = _TAGS.split()
_NAMES = "id class href src alt title role hidden style aria-hidden aria-controls aria-expanded colspan rowspan lang data-target "
NAMES = _NAMES.split()
WORDS = ("La mutualisation des services", "Organigramme", "PDF", "203 ko", "12/03/2026", "Mentions légales", "Cookies", "Accepter")
VALUES = (
    "",
    "#",
    "#a",
    "/x.pdf",
    "http://[",
    "javascript:x",
    "menu footer",
    "sr-only",
    "display:none",
    "99999999999",
    "a b\x00",
    "%ZZ",
)
words = st.sampled_from(WORDS) | st.text(st.characters(), max_size=12)
attributes = st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=5)).map(lambda a: f' {a[0]}="{a[1]}"')
opened = st.tuples(st.sampled_from(TAGS), st.lists(attributes, max_size=3)).map(lambda t: f"<{t[0]}{''.join(t[1])}>")
closed = st.sampled_from(TAGS).map(lambda name: f"</{name}>")
odd = st.sampled_from(
    ("<!--", "-->", "<![CDATA[", "]]>", "<?xml ?>", "&#xD800;", "&#0;", "&nbsp;", "<", ">", '"', "\x00", "\ufeff")
)
markup = st.lists(words | opened | closed | odd, max_size=60).map("".join)


@fuzzed
@given(markup, markup, st.sampled_from(("utf-8", "utf-16", "latin-1", "cp1252")))
def test_pages(one: str, other: str, encoding: str) -> None:
    """Decoding, extraction and judgement of a page, and of another in its place; and what the confined reader would say."""
    before, after = (text.encode(encoding, "xmlcharrefreplace" if "1" in encoding else "replace") for text in (one, other))
    first = FetchedPage(watch=BOTH, state=WatchState(watch="w"), answer=answer(before), last_page=None).findings()
    assert from_wire(PageFindings, to_wire(first)) == first
    if first.extraction is None:
        return
    documents = tuple(Document(link=link, content=None) for link in first.extraction.documents)
    last = Revision(snapshot=1, taken_at=NOW, url=URL, sections=first.extraction.sections, documents=documents)
    kept = LastPage(body=before, content_type="text/html")
    second = FetchedPage(watch=BOTH, state=WatchState(watch="w", last=last), answer=answer(after), last_page=kept).findings()
    assert isinstance(second, PageFindings)
    assert not second.undecided


@fuzzed
@given(st.text(st.characters()))
def test_texts(raw: str) -> None:
    """What is compared is the same when it is folded again, and can be stored."""
    assert canonical(canonical(raw)) == canonical(raw)
    for said in (storable(raw), storable(visible(raw)), storable(key(raw)), storable(address_key(raw))):
        said.encode()
    assert list(pieces(raw)) is not None and list(tokens(raw)) is not None


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A PDF with some of its bytes replaced, and perhaps an end of its own."""
    data = bytearray(draw(st.sampled_from((pdfs.letter(), pdfs.scan(), pdfs.nested_groups(2, 2), pdfs.mapped("D83D")))))
    for _ in range(draw(st.integers(0, 12))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.booleans()) else bytes(data)


@fuzzed
@given(damaged())
def test_documents(data: bytes) -> None:
    assert isinstance(READER.read(data, "text"), DocumentContent | Unreadable)


lines = st.sampled_from((*ITEMS.splitlines(), "[[alert]]", 'to = "mailto:a@example.org"', "[[watch]]", 'every = "6h"', "[monitor]"))
written = st.lists(
    lines | st.tuples(st.sampled_from(NAMES), st.text(max_size=9)).map(" = ".join) | st.text(max_size=20), max_size=8
)


@fuzzed
@given(written)
def test_configurations(more: list[str]) -> None:
    """A configuration, or every mistake in it at once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        head = MONITOR.format(language="fr", read_timeout="9s", visit_timeout="9s", more="")
        text = head + WATCH.format(name="valmont", url=URL, items=ITEMS) + "\n".join(more)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            assert isinstance(load(path, {}), Config)
        except ConfigError as error:
            assert error.mistakes


@fuzzed
@given(st.text(st.characters()), st.text(st.characters()))
def test_feeds(subject: str, text: str) -> None:
    """Whatever a message says, the feed is one."""
    with tempfile.TemporaryDirectory() as folder:
        said = Message(subject=subject, text=text, fragment=text, payload={"checked_at": "2026-11-24T07:00:00.000Z"}, link=URL)
        put(Path(folder), said, "a")
        assert len(entries(Path(folder) / "veille.xml")) == 1


_ODD_CODES = "0000 0009 000A 001B 0085 00AD 200B 202E 2028 D800 DE00 D83DDE00 FFFE FEFF 0041 "
ODD_CODES = _ODD_CODES.split()


@whole
@given(st.lists(st.sampled_from(ODD_CODES), max_size=4), words)
def test_a_document_on_its_way_to_the_reader(code_points: list[str], label: str) -> None:
    """From the bytes of a PDF through the database to what is shown and told, as one."""
    with tempfile.TemporaryDirectory() as folder, Site() as site:
        house = stand(Path(folder), site)
        house.configure(after='\n[[alert]]\nto = "atom:veille.xml"\n')
        house.check()
        site.pages[PDF] = Page(pdfs.mapped("".join(code_points) or "0041", "un A ici"), content_type="application/pdf")
        shown = f"Organigramme {label}".encode("utf-8", "replace")
        site.pages["/"] = Page(site.pages["/"].body.replace(b"Organigramme de la ville", shown))
        house.later(hours=1)
        line = house.check()
        assert "internal_error" not in json.dumps(line)
        json.dumps(house.show(), ensure_ascii=False).encode()
