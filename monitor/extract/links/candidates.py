"""Which elements of a page may lead to a file: links, buttons, viewers, not menus and « Imprimer » (DESIGN 3.7). Pure."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import unquote

from monitor.expressions import expression
from monitor.extract.elements.addresses import extension_of, hidden_address, href_of, leads_to_file, parted, same_place
from monitor.extract.elements.labels import LabelParts, read
from monitor.extract.elements.tree import Element, names_of
from monitor.extract.links.cards import LONGEST_CARD, own_words
from monitor.extract.page import Page
from monitor.model.frozen import dataclass
from monitor.normalize import leads_to_publication, visible

_LINKS = ["a", "area", "button", "input", "iframe", "embed", "object"]
_ATTRIBUTES = ("data-href", "data-url", "data-file", "data-download", "onclick")
EMBEDDED = ("iframe", "embed", "object")

_HOLDERS = ["article", "main", "section", "blockquote", "figure"]
_ROLES = ("navigation", "contentinfo", "banner", "search", "menu", "menubar", "dialog")
_FILES = expression(r"download|telecharg|docu|file|fichier|pdf|attach|piece|media|ressource|resource|publication", re.I)
_SELF_SERVICE = expression(
    r"(?<![a-z])(?:print|printer|imprimer|impression|partager?|share|sharer|favori|favoris|bookmark|mailto|whatsapp|twitter|facebook|"
    r"linkedin|addtoany|pdf-?(?:page|version))(?![a-z])|window\.print",
    re.I,
)
_THIS_PAGE = expression(
    r"(?<!\w)(?:(?:cette|la|this|the)\s+page|imprimer|print|partager|share|envoyer\s+(?:par|à)|e-?mail)(?!\w)", re.I
)
_SHARERS = expression(r"(?:^|\.)(?:facebook|twitter|x|linkedin|whatsapp|pinterest|t|bsky|reddit|telegram)\.(?:com|me|app)$", re.I)
_TOGGLES = ("collapse", "tab", "pill", "dropdown", "offcanvas", "list", "button")


@dataclass(frozen=True)
class LinkCandidate:
    """One element that may lead to a file."""

    page: Page
    el: Element
    url: str | None  # its own address, or the one it hides
    proof: bool  # it looks like a file's link by itself

    @cached_property
    def own(self) -> tuple[LabelParts, str | None]:
        """What the element says: format and size, and its name where that is more than a call."""
        return own_words(self.page, self.el)

    @cached_property
    def identity(self) -> object:
        """Equal for two links to one document."""
        return file_address(self.url) if self.url else id(self.el)


def file_address(url: str) -> str:
    """*url* as far as it says which file: without its fragment, and where its path names a file without the visit's query."""
    parts = parted(url)
    if not parts.query:
        return parts._replace(fragment="").geturl()
    return parts._replace(query="" if extension_of(parts._replace(query="").geturl()) else parts.query, fragment="").geturl()


def candidates(page: Page) -> list[LinkCandidate]:
    """Every element that may lead to a file, in page order."""
    may_lead = (
        el
        for el in page.body.descendants
        if el.name in _LINKS or el.get("role") in ("button", "link") or any(a in el.attrs for a in _ATTRIBUTES)
    )
    return [one for el in may_lead if (one := candidate(page, el)) is not None]


def candidate(page: Page, el: Element) -> LinkCandidate | None:
    """*el* as a candidate, None where it stands outside the text, opens a panel, or is the page's own print or share button."""
    if _is_chrome(page, el):  # as most links of most pages
        return None
    url = href_of(el, page.base) or hidden_address(el, page.base)
    kind = str(el.get("type") or "").lower()
    typed = kind.startswith(("application/", "image/", "text/csv")) and "html" not in kind
    proof = (
        "download" in el.attrs
        or (typed and el.name != "input")
        or (url is not None and leads_to_file(url) and not is_picture(el, url))
        or (url is not None and el.name == "a" and leads_to_publication(url))
    )
    if el.name in EMBEDDED and not (url and extension_of(url) == "pdf"):
        return None
    if el.name == "input" and str(el.get("type") or "").lower() not in ("submit", "button", "image"):
        return None
    opens_panel = "aria-expanded" in el.attrs or "aria-controls" in el.attrs or el.get("role") == "tab" or el.name == "summary"
    opens_panel = opens_panel or str(el.get("data-bs-toggle") or el.get("data-toggle") or "").lower() in _TOGGLES
    if not proof and (opens_panel or (url is None and not _asks_to_download(page, el))):
        return None
    if _is_self_service(page, el, url):
        return None
    if el.name not in ("a", "area", "input", "button", *EMBEDDED) and el.find(["a", "button"]) is not None and not proof:
        return None
    return LinkCandidate(page, el, url, proof)


def is_picture(el: Element, url: str) -> bool:
    """Whether the link only enlarges a picture that it shows."""
    return (
        extension_of(url) in ("jpg", "jpeg", "png", "gif", "webp", "svg")
        and "download" not in el.attrs
        and (el.name == "img" or el.find("img") is not None)
    )


def _asks_to_download(page: Page, el: Element) -> bool:
    """Whether *el*, which has no address, is a link for readers all the same: by its call, its name, or an attribute of its own."""
    if el.name == "a":
        return (
            not str(el.get("href") or "").strip().startswith("#")
            or str(el["href"]).strip() in ("#", "#!", "#0")
            or str(el["href"]).strip()[1:] not in page.anchors
        )
    box = page.layout.box(el)
    if box is not None and box.chars > LONGEST_CARD:
        return False
    said = visible(" ".join([page.text_of(el), *(str(el.get(a) or "") for a in ("value", "title", "aria-label"))]))
    words = read(said)
    return bool(words.format or words.size or re.search(r"t[ée]l[ée]charg|download|consulter|ouvrir|visualiser", said, re.I))


def _is_self_service(page: Page, el: Element, url: str | None) -> bool:
    """Whether *el* prints, saves or shares the page itself."""
    if _SELF_SERVICE.search(
        f"{names_of(el)} {el.get('onclick') or ''} {el.get('href') or ''}".replace(parted(page.url).path, "")
    ) and not (url and extension_of(url)):
        return True
    said = f"{page.text_of(el)} {el.get('title') or ''} {el.get('aria-label') or ''}"
    if len(said) < 120 and _THIS_PAGE.search(said) and not (url and extension_of(url)):
        return True
    if url is None:
        return False
    parts = parted(url)
    if same_place(url, page.url) or _SHARERS.search(parts.netloc):
        return True
    path = unquote(parted(page.url).path).rstrip("/")
    rest = unquote(f"{parts.path}?{parts.query}")
    return (
        len(path) > 1
        and path in rest
        and re.search(rf"{re.escape(path)}/?(?:$|[?&#])", rest) is not None  # « /x/organigramme-2025.pdf » is not « /organigramme »
        and not unquote(parts.path).startswith(f"{path}/")
        and not re.search(r"download|telecharg", rest, re.I)
    )


def _is_chrome(page: Page, el: Element) -> bool:
    """Whether *el* stands in a menu, breadcrumb, share bar, cookie banner or footer, or is hidden; a box of files does not."""
    visible = el if page.layout.box(el) is not None else el.parent
    if visible is None or page.is_hidden(visible) or page.is_around(visible):
        return True
    for around in (el, *el.parents):
        if around.name in ("main", "body"):
            break
        is_box = around.name in ("nav", "footer", "header") or around.get("role") in _ROLES
        if is_box and not (_FILES.search(names_of(around)) and around.name not in ("nav", "footer")):
            return around.name not in ("header", "footer") or around.find_parent(_HOLDERS) is None
    return page.is_hard(visible if visible.name != "button" else visible.parent or visible)
