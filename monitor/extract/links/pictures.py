"""Pictures on a page and frames of publishing services, as documents (DESIGN 3.30). Pure.

One is a document only where no link matches beside it: the picture beside a link to a PDF is the PDF's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from urllib.parse import parse_qsl, unquote

from monitor.expressions import expression
from monitor.extract.elements.addresses import absolute, extension_of, frame_of, href_of, largest_source, parted
from monitor.extract.elements.labels import chart_word, read
from monitor.extract.elements.tree import Element, classes_of
from monitor.extract.page import Page
from monitor.extract.reading.drawings import is_ornament, look_of, wordless
from monitor.model import EMBED, DocumentLink
from monitor.model.frozen import dataclass
from monitor.normalize import drawing_address, is_drawing, publisher

_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "webp", "svg", "tif", "tiff", "bmp", "avif"})
_LEAST = (120, 80)  # pixels: what is shown smaller is an icon
_FEW = 3  # pictures: of more the one that is the chart is not to be told
_SIDE = re.compile(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*$")
_PLACED = {
    "issuuembed": ("data-configid", "https://e.issuu.com/embed.html#"),
    "genially-embed": ("id", "https://view.genially.com/"),
}
_VIEWERS = expression(
    r"/(?:gview|viewer|viewerng/viewer|pdf-?viewer|web/viewer\.html|view\.html)\b|viewer\.html|/op/(?:embed|view)\.aspx", re.I
)
_OF_FILE = ("url", "file", "src", "pdf", "doc")


@dataclass(frozen=True)
class Shown:
    """A picture or a frame. `caption`, `alt`, `title`: "" where it has none; `heading`: the nearest above it."""

    el: Element
    url: str
    format: str
    caption: str
    alt: str
    title: str
    heading: str

    @cached_property
    def label(self) -> str:
        """What it is called (3.30): its caption, alternative text, title, else the heading above, the service, the file."""
        own = next((label for said in (self.caption, self.alt, self.title) if (label := read(said).label)), "")
        return own or self.heading or publisher(self.url) or ("svg" if is_drawing(self.url) else _file_name(self.url))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a recipe's `link` is looked for in; the heading only where nothing else is said of it."""
        name = "" if is_drawing(self.url) else _file_name(self.url)  # the page's, which says nothing of the drawing
        return (self.caption, self.alt, self.title, name, publisher(self.url) or "", self.label)

    @property
    def may_be_chart(self) -> bool:
        """Whether something about it speaks of an org chart."""
        return any(chart_word(text) for text in self.texts)

    def link(self, item: str) -> DocumentLink:
        """The same as a document of *item*."""
        return DocumentLink(item=item, label=self.label, format=self.format, size_text=None, url=self.url)


def all_shown(page: Page, heading_before: Callable[[Element], str | None]) -> list[Shown]:
    """Every picture and frame of the page's content, in its order; ornaments, icons and what only illustrates a link left out."""
    elements = (
        *page.body.find_all(["img", "iframe", "embed", "object"]),
        *page.body.find_all(class_=list(_PLACED)),
        *wordless(page.body),
    )
    shown: list[Shown] = []
    for el in elements:
        around = next((p for p in el.parents if page.layout.box(p) is not None), None)
        if around is None or page.is_hidden(around) or page.is_around(around) or page.is_boilerplate(around):
            continue
        found: tuple[str, str] | None  # address and format
        if el.name == "svg":  # without words, and without an address of its own: it gets one that tells what it shows
            found = None if is_ornament(el) else (drawing_address(page.url, look_of(el)), EMBED)
        else:
            found = _picture(page, el) if el.name in ("img", "embed", "object") else _frame(page, el)
        if found is None:
            continue
        url, form = found
        figure = el.find_parent("figure")
        caption = figure.find("figcaption") if figure is not None else None
        titled = el.find("title", recursive=False) if el.name == "svg" else None
        shown.append(
            Shown(
                el=el,
                url=url,
                format=form,
                caption=page.text_of(caption) if caption is not None else "",
                alt=" ".join(str(el.get("alt") or el.get("aria-label") or "").split()),
                title=" ".join((titled.get_text() if titled is not None else str(el.get("title") or "")).split()),
                heading=heading_before(el) or "",
            )
        )
    return shown


def _picture(page: Page, el: Element) -> tuple[str, str] | None:
    """Address and format of the picture that *el* shows, or that it is a small copy of; None for an ornament."""
    if el.get("role") in ("presentation", "none") or el.get("aria-hidden") == "true":
        return None
    sides = [_SIDE.match(str(el.get(name) or "")) for name in ("width", "height")]
    if any(side and int(side[1]) < least for side, least in zip(sides, _LEAST, strict=True)):
        return None
    url = largest_source(el, page.base) if el.name == "img" else href_of(el, page.base)
    if url is None or (el.name != "img" and extension_of(url) not in _PICTURES):
        return None
    link = el.find_parent("a")
    leads_to = href_of(link, page.base) if link is not None else None
    if leads_to is not None:
        if extension_of(leads_to) not in _PICTURES:
            return None  # it illustrates a link, which tells more of what it leads to
        url = leads_to
    return url, (extension_of(url) or "image").upper()


def _frame(page: Page, el: Element) -> tuple[str, str] | None:
    """Address and format of what a service publishes within the page, or of the file that a viewer shows."""
    placed = next((_PLACED[name] for name in classes_of(el) if name in _PLACED), None)
    if placed is not None:
        attribute, before = placed
        url = f"{before}{el[attribute]}" if el.get(attribute) else None
    else:
        frame = frame_of(el, page.base)
        url = frame.url if frame else None
    if url is None:
        return None
    parts = parted(url)
    if _VIEWERS.search(parts.path):  # is asked to show a file: « docs.google.com/gview?url=… », « viewer.html?file=… »
        asked = (absolute(value, page.base) for name, value in parse_qsl(parts.query) if name.lower() in _OF_FILE)
        file = next((file for file in asked if file and extension_of(file)), None)
        if file is not None:
            return file, (extension_of(file) or "pdf").upper()
    return (url, EMBED) if publisher(url) else None


def _file_name(url: str) -> str:
    return unquote(parted(url).path).rstrip("/").rsplit("/", 1)[-1]


def offered(shown: list[Shown], *, spoken_of: bool) -> Iterator[Shown]:
    """Those that somebody may want to watch without having named them: frames, files within the page, what is called a chart.

    *spoken_of*: the page is about an org chart; where nothing is called one, its few pictures may be it, whatever they are called.
    """
    called = any(one.may_be_chart for one in shown)
    pictures = [one for one in shown if one.el.name in ("img", "svg")]
    unnamed = pictures if spoken_of and not called and len(pictures) <= _FEW else []
    yield from (
        one
        for one in shown
        if one.el.name in ("iframe", "object", "embed")
        or (one.format == EMBED and one.el.name != "svg")
        or one.may_be_chart
        or one in unnamed
    )
