"""What a frame says in its own tag (`srcdoc`), as far as it is text of the page (DESIGN 3.28, 3.5). Pure.

Browsers show it as a document of its own, with titles, styles and names that are none of the page's. So it is read as one, and only
its lines stand in the page then, as plain paragraphs, entries and rows. Most such frames are no text: ads, players, forms, what
measures or asks. A frame is text where it stands amid that, is large enough to see, and holds nothing for a script or to press.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from monitor.expressions import expression
from monitor.extract.around.dialogs import CONSENT
from monitor.extract.elements.addresses import frame_of, is_tiny
from monitor.extract.elements.layout import words
from monitor.extract.elements.tree import Element, Node, names_of, parsed
from monitor.extract.lists import name_words, named
from monitor.model import Block
from monitor.normalize import key

if TYPE_CHECKING:
    from monitor.extract.page import Page

_LINES = words("p ul ol dl table blockquote h2 h3 h4 h5 h6")
_COLUMNS = ("body", "main", "article")
_ADS = named("ads") | named("frame_ads")
_AD_LABELS = named("ad_labels") | named("ad_labels_above")
_UNSEEN_NAMES = words("hidden invisible hide hid none sr sronly visually offscreen tracking tracker pixel analytics")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|(?:left|top|right|text-indent)\s*:\s*-\d{3,}"
    r"|position\s*:\s*fixed|clip(?:-path)?\s*:|(?<![\w-])(?:max-)?(?:width|height)\s*:\s*(?:1[0-6]|\d)(?:px|\s*(?:;|$|!))",
    re.I,
)
_LIVE = words("script form input button select textarea dialog canvas video audio object embed")
_ROLES = ("button", "dialog", "alertdialog", "alert", "status")
_MEASURED = expression(r"doubleclick|googlesyndication|adserv|adclick|[?&](?:utm_\w+|gclid|clickid)=", re.I)
_NEAR = 12  # pieces of what stands beside a frame, spaces included
_FIRST = 200  # elements of a box, among which its title is
_AROUND = 4  # boxes around it that may be called an ad's
_FILLED = "frame-document"  # a name of no element: selectors that count boxes find the same ones as before
_LABEL = 24  # characters of « Publicité » and what may stand around it
_LARGEST = 200_000  # characters of a document


def has_documents(html: str) -> bool:
    """Whether a frame of the page *html* may say in its own tag what it shows."""
    return "srcdoc" in html or "srcDoc" in html


class _Parse(Protocol):
    def __call__(self, text: str, url: str, *, framed: bool) -> Page: ...


def fill_frames(page: Element, url: str, parse: _Parse) -> bool:
    """Set the lines of their own documents, parsed by *parse*, in the place of frames of *page* from *url*; whether any is text."""
    filled = False
    for frame in page.find_all("iframe", srcdoc=True):
        document = str(frame["srcdoc"])
        if len(document) > _LARGEST or not document.strip() or not _is_seen(frame, url) or not _is_amid_text(frame):
            continue
        if _is_ad(frame) or not _is_plain(parsed(document)):
            continue
        if not (blocks := _read(parse(document, url, framed=True))):
            continue
        frame.name = _FILLED
        frame.cut_from(0)
        frame.put(_lines(blocks))
        filled = True
    return filled


def _is_seen(frame: Element, url: str) -> bool:
    """Whether *frame* is shown by its own tag, at a size to read, and no address stands behind it, as a player's does."""
    attrs = frame.attrs
    if is_tiny(frame) or frame_of(frame, url) or attrs.get("tabindex") == "-1":
        return False
    if attrs.get("aria-hidden") == "true" or _UNSEEN.search(str(attrs.get("style") or "")):
        return False
    return not name_words(names_of(frame)) & _UNSEEN_NAMES


def _is_amid_text(frame: Element) -> bool:
    """Whether *frame* stands amid lines of a text, or alone in a box that does."""
    one = frame
    while (around := one.parent) is not None and around.name not in _COLUMNS and _is_all_of(one, around):
        one = around
    if around is None:
        return False
    before, after = (any(map(_is_line, islice(some, _NEAR))) for some in (one.previous_siblings, one.next_siblings))
    if any(box.name in ("main", "article") or box.attrs.get("role") == "main" for box in one.parents):
        return before or after
    nearest = next((node for node in one.previous_siblings if isinstance(node, Element)), None)
    is_column = around.name == "body" or any(el.name == "h1" for el in islice(around.descendants, _FIRST))
    return nearest is not None and _is_line(nearest) and (after or not is_column)


def _is_all_of(one: Element, around: Element) -> bool:
    return not any(node is not one and (isinstance(node, Element) or node.strip()) for node in around.contents)


def _is_line(node: Node) -> bool:
    return isinstance(node, Element) and node.name in _LINES and bool(node.get_text(strip=True))


def _is_ad(frame: Element) -> bool:
    """Whether *frame*, or a box close around it, is called an ad, or says so."""
    for box in (frame, *islice(frame.parents, _AROUND)):
        if box.name in _COLUMNS:
            break
        said = " ".join(str(box.attrs.get(name) or "") for name in ("name", "title", "aria-label"))
        if name_words(f"{names_of(box)} {box.attrs.get('name') or ''}") & _ADS or name_words(key(said)) & (_ADS | _AD_LABELS):
            return True
        if any(name.startswith(("data-ad", "data-google")) for name in box.attrs):
            return True
    return False


def _is_plain(document: Element) -> bool:
    """Whether nothing in *document* is for a script, to fill in or to press, and it says nothing that an ad does."""
    said = document.get_text("\n")
    if CONSENT.search(said) or any(key(line[:_LABEL]) in _AD_LABELS for line in said.split("\n")):
        return False
    for el in document.find_all(True):
        if el.name in _LIVE or (el.name == "meta" and "http-equiv" in el.attrs):
            return False
        if el.attrs.get("role") in _ROLES or any(name.startswith(("on", "data-ad")) for name in el.attrs):
            return False
        if el.name == "a" and (_MEASURED.search(str(el.attrs.get("href") or "")) or "sponsored" in str(el.attrs.get("rel") or "")):
            return False
    return True


def _read(page: Page) -> tuple[Block, ...]:
    """What is text of *page*, a frame's document in which no script will ever show what is hidden; the page is closed."""
    layout, whole = page.layout, page.layout.boxes[0]
    unseen = layout.within({b.order for b in layout.having((), ("class",)) if page.styles.hides(b.el)})
    runs = page.shown([(whole.start, whole.end, whole.order)])
    blocks = page.gathered([run for run in runs if page.hidden_in[run] < 0 and not unseen[layout.holder[run]]])
    page.close()
    words_of = "".join(block.text for block in blocks if not (block.links and block.text == block.links[0].text))
    return blocks if words_of.strip() else ()  # where all is a link, that is what one is to press


def _lines(blocks: tuple[Block, ...]) -> Iterator[Element]:
    """*blocks* as plain elements: entries in lists, rows in tables, all else as paragraphs, titles too."""
    around: Element | None = None
    for block in blocks:
        kind = {"list_item": ("ul", "li"), "table_row": ("table", "tr")}.get(block.kind)
        if kind is None or around is None or around.name != kind[0]:
            if around is not None:
                yield around
            around = Element(kind[0]) if kind else None
        line = Element(kind[1] if kind else "p")
        _fill(line, block)
        if around is None:
            yield line
        else:
            around.put([line])
    if around is not None:
        yield around


def _fill(line: Element, block: Block) -> None:
    """Put into *line* the words of *block*, its links where their words stand, its pictures and frames."""
    links = [link for link in block.links if link.text and link.text in block.text]
    for n, cell in enumerate(block.text.split("\t")):
        into = line
        if line.name == "tr":
            into = Element("td")
            line.put([into])
        elif n:
            into.put([" "])
        rest = cell
        while links and (at := rest.find(links[0].text)) >= 0:
            link = Element("a", {"href": links[0].url})
            link.put([links[0].text])
            into.put([*_with_breaks(rest[:at]), link])
            rest = rest[at + len(links.pop(0).text) :]
        into.put(_with_breaks(rest))
    last = line if line.name != "tr" else [*line.children][-1]
    for image in block.pictures:
        last.put([Element("img", {"alt": image.alt, "src": image.url})])
    for shown in block.frames:
        last.put([Element("iframe", {"title": shown.title, "src": shown.url})])


def _with_breaks(text: str) -> Iterator[Node]:
    for n, part in enumerate(text.split("\n")):
        if n:
            yield Element("br")
        if part:
            yield part
