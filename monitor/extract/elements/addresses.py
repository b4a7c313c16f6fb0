"""Where a download link leads: href, else what the element hides elsewhere (3.8); what others lead to or show (3.28). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit

from monitor.expressions import expression
from monitor.extract.elements.labels import EXTENSIONS, chart_word
from monitor.extract.elements.tree import Element
from monitor.extract.lists import any_of, named
from monitor.model import Frame, Image
from monitor.normalize import key

_IN_SCRIPT = expression(r"""(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|(?:window\.)?open\()\s*['"]([^'"]+)['"]""")
_PROTECTED = re.compile(r"(?:https?://[^/]+)?/cdn-cgi/l/email-protection(?:#([0-9a-f]*))?", re.I)
_CODE = re.compile(r"(?:[0-9a-f]{2}){6,160}", re.I)
_LINE_ENDS = re.compile(r"[\t\r\n]")
_QUOTED = re.compile(r"""['"]([^'"\s]+)['"]""")
_EXTENSION = expression(r"\.(" + "|".join(EXTENSIONS) + r")$", re.I)
_PAPER = expression(r"\.(?:pdf|docx?|od[tsp]|rtf|xls[xm]?|csv|pp[ts]x?|zip|epub)$", re.I)  # what is opened to be read
_PLACES = expression(
    r"/(?:download|downloads|telecharge(?:r|ment|ments)?|dumpfile|getfile|get_file|attachments?|fileadmin|uploads?|bitstream|"
    r"_?documents?/\d+|media/\d+(?:/download)?|pieces?-jointes?|phocadownload)(?:/|$|\.)|"
    r"[?&;](?:download|telecharger|file|fichier|doc|document|attachment_id|docid|wpdmdl|eid=dumpfile|task=download|"
    r"task=document\.download|export=download|(?:output|format|exportformat)=(?:pdf|csv|tsv|xlsx|ods|docx|odt|pptx|odp|svg))\b|"
    r"/export/(?:pdf|csv|xlsx|ods|docx|odt|pptx|odp|svg)$",
    re.I,
)
_NAMED = (
    "data-href", "data-url", "data-file", "data-download", "data-document", "data-link", "data-src", "data-pdf", "data-path",
    "data-uri",
)  # fmt: skip
_SCRIPTS = ("onclick", "href")
_OPENING = re.compile(
    r"source|data-(?:(?!print|ga|track|label)[a-z]+-)*(?:href|url|uri|src|file|pdf|docs?|document|download|link|path|source|o)"
)
_OF_VISIT = re.compile(r"/(?:(?:page|export|print|pdf|impression)[-_]?(?:\d{1,6}[-_])?)?\d{9,}\.\w+$", re.I)


LONGEST = 8_000  # characters of an address (RFC 9110 § 4.1 asks for as many); a longer one leads nowhere

# Most addresses of most pages are this plain: no segment is empty or begins with a dot, no character needs an escape. They are what
# `urljoin` and `urlsplit` make of them, without the cost of those, which are asked fifteen times and more for each link.
_PLAIN_PATH = r"(?:/[A-Za-z0-9_%~-][A-Za-z0-9_.%~+-]*)+/?"
_PLAIN_QUERY = r"[A-Za-z0-9_.%~+=&/-]+"
_PLAIN_BELOW = re.compile(rf"{_PLAIN_PATH}(?:\?{_PLAIN_QUERY})?")
_PLAIN = re.compile(rf"(?:(https?)://([A-Za-z0-9.-]+(?::\d+)?))?({_PLAIN_PATH})(?:\?({_PLAIN_QUERY}))?")


_KEPT = 300  # characters of an address of which it is kept what it is: a longer one is no menu's


def split(url: str) -> SplitResult | None:
    """*url* in its parts; None where it is no address, as `http://[`."""
    return (_split if len(url) <= _KEPT else _split.__wrapped__)(url)


@lru_cache(maxsize=1024)  # the page's own address, that of the link that is being asked about, and the menu of the site
def _split(url: str) -> SplitResult | None:
    if plain := _PLAIN.fullmatch(url):
        return SplitResult(plain[1] or "", plain[2] or "", plain[3], plain[4] or "", "")
    try:
        return urlsplit(url)
    except ValueError:
        return None


def parted(url: str) -> SplitResult:
    """*url* in its parts, all of them empty where it is none."""
    return split(url) or SplitResult("", "", "", "", "")


def bare(url: str) -> str:
    """*url* as another may carry it: without scheme, www, query, fragment and closing slash."""
    parts = parted(url if url.startswith("http") else f"//{url}")
    return f"{parts.netloc.lower().removeprefix('www.')}{unquote(parts.path)}".rstrip("/")


def href_of(el: Element, base: str) -> str | None:
    """The absolute http(s) address of *el*'s href (src or data of an embedded one), None where it is `#`, a script or so."""
    raw = (
        el.get("href")
        or (el.get("data") if el.name == "object" else None)
        or (el.get("src") if el.name in ("iframe", "embed") else None)
    )
    return absolute(str(raw), base) if raw else None


def absolute(raw: str, base: str) -> str | None:
    """*raw* against *base*; None where it is no address of its own: empty, a fragment, mailto:, javascript:, data:."""
    raw = _LINE_ENDS.sub("", raw).strip()
    if not raw or raw.startswith("#") or len(raw) > LONGEST:
        return None
    if _PLAIN_BELOW.fullmatch(raw) and (site := _site(base)):
        return site + raw
    try:
        url = urljoin(base, raw)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url.replace(" ", "%20") if parts.scheme in ("http", "https") and parts.netloc else None


@lru_cache(maxsize=64)  # of a page one
def _site(base: str) -> str:
    """Scheme and host of *base*, "" where it is no http(s) address."""
    parts = parted(base)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""


def is_protected(html: str) -> bool:
    """Whether there may be an address in the page *html* that `unprotect` makes legible."""
    return "email" in html and ("cfemail" in html or "email-protection#" in html)


def unprotect(page: Element) -> None:
    """Put back the mail addresses of *page* that Cloudflare has replaced by « [email protected] », in a new code each time."""
    for el in page.find_all():
        link = _PROTECTED.fullmatch(str(el.attrs.get("href") or ""))
        code = el.attrs.get("data-cfemail")
        leads_to = _uncoded(str(link[1] or code or "")) if link else ""
        if leads_to:
            el.attrs["href"] = f"mailto:{leads_to}"
        address = _uncoded(str(code or ""))
        if address:
            el.cut_from(0)
            el.put([address])


def _uncoded(code: str) -> str:
    """The address in *code*, hexadecimal: each byte of it by exclusive or with the first; "" where there is none."""
    if not _CODE.fullmatch(code):
        return ""
    first, *rest = bytes.fromhex(code)
    address = bytes(byte ^ first for byte in rest).decode("utf-8", "replace")
    return address if "@" in address and address.isprintable() else ""


def hidden_address(el: Element, base: str) -> str | None:
    """The address in *el*'s data attributes or script, None where there is none."""
    attrs = {k: str(v) for k, v in el.attrs.items() if isinstance(v, str)}
    for name in _NAMED:
        value = attrs.get(name, "").strip()
        may_be = value and not re.search(r"[\s{}<>]", value)
        if may_be and ("/" in value or _EXTENSION.search(value.split("?")[0])):
            return absolute(attrs[name], base)
    for name, value in attrs.items():
        if name.startswith("data-") and _is_clearly_address(value):
            return absolute(value, base)
    return _from_script(attrs.get("onclick", ""), base) or _from_script(attrs.get("href", ""), base)


def _from_script(script: str, base: str) -> str | None:
    if match := _IN_SCRIPT.search(unquote(script)):
        return absolute(match[1], base)
    if script.startswith(("#", "http")):
        return None
    return next((absolute(raw, base) for raw in _QUOTED.findall(unquote(script)) if _is_clearly_address(raw)), None)


def opened_file(el: Element, base: str) -> str | None:
    """The file to read that *el*, no link, opens by a script or shows in a viewer of its own; None where it opens none.

    Only what an attribute for that names by its extension: where else a script leads may be another place each time.
    """
    for name, value in el.attrs.items():
        if not isinstance(value, str) or "/" not in value or not (name in _SCRIPTS or _OPENING.fullmatch(name)):
            continue
        raws = _QUOTED.findall(unquote(value)) if name in _SCRIPTS else [value]
        urls = (absolute(raw, base) for raw in raws if not re.search(r"[\s{}<>]", raw))
        if found := next((url for url in urls if url and is_paper(url)), None):
            return found
    return None


def lasting_file(el: Element, base: str) -> str | None:
    """The same, but for one called by the second at which it is asked for, as a page that is printed: « page-1733000000.pdf »."""
    return url if (url := opened_file(el, base)) and not _OF_VISIT.search(url) else None


def is_paper(url: str) -> bool:
    """Whether *url* is by its extension a file to read."""
    return _PAPER.search(unquote(parted(url).path)) is not None


def form_address(form: Element, base: str) -> str | None:
    """Where *form* asks for its file: its action, with the hidden fields where it asks by GET. None for another kind of form."""
    fields = form.find_all("input")
    if any(str(f.get("type") or "text").lower() not in ("hidden", "submit", "button", "image") for f in fields):
        return None  # a search, a login, a letter to the mayor
    url = absolute(str(form.get("action") or ""), base)
    if url is None or str(form.get("method") or "get").lower() != "get":
        return url
    hidden = [(str(f["name"]), str(f.get("value") or "")) for f in fields if f.get("type") == "hidden" and f.get("name")]
    return url if not hidden else urlsplit(url)._replace(query=urlencode(hidden), fragment="").geturl()


def _is_clearly_address(value: str) -> bool:
    value = value.strip()
    if re.search(r"[\s{}<>]", value):
        return False
    return (value.startswith(("http://", "https://", "/", "./", "../")) and len(value) > 2) or leads_to_file(value)


def leads_to_file(url: str) -> bool:
    """Whether *url* looks like a file's: by an extension in its path or query, or by the place where such files are kept."""
    return (_leads_to_file if len(url) <= _KEPT else _leads_to_file.__wrapped__)(url)


@lru_cache(maxsize=2048)  # the pages of a site have one menu
def _leads_to_file(url: str) -> bool:
    parts = parted(url)
    if _EXTENSION.search(unquote(parts.path).rstrip("/")):
        return True
    if parts.query and any(_EXTENSION.search(value) for _, value in parse_qsl(parts.query)):
        return True
    return bool(_PLACES.search(f"{parts.path}?{parts.query}" if parts.query else parts.path)) and not re.search(
        r"\.(?:html?|aspx)$", parts.path, re.I
    )


def extension_of(url: str) -> str | None:
    """The extension in *url*'s path, "pdf"; None for a page."""
    match = _EXTENSION.search(unquote(parted(url).path).rstrip("/"))
    return match[1].lower() if match else None


def same_place(one: str, other: str) -> bool:
    """Whether two addresses are one page's, whatever their scheme, query, fragment and closing slash."""
    a, b = parted(one), parted(other)
    return (a.netloc.lower(), unquote(a.path).rstrip("/")) == (b.netloc.lower(), unquote(b.path).rstrip("/"))


# --------------------------------------------------------------------------------------------- what an element leads to or shows

_SPACE = re.compile(r"\s+")
# Addresses that only a script of the page can read (Cloudflare, TYPO3, Joomla): they may differ by visit.
_SCRAMBLED = expression(r"/cdn-cgi/l/email-protection|[?&]eid=(?:mail|email)|^(?:javascript|data|blob|about|vbscript):", re.I)
_SCHEME = expression(r"[a-z][a-z0-9+.-]*:", re.I)
_PIXELS = expression(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*$")
_PICTURE = expression(r"\.(?:jpe?g|png|gif|webp|avif|tiff?)$", re.I)
_OF_ICONS = expression(r"/(?:icons?|icones?|picto\w*|sprites?|themes?|assets)/", re.I)
_OF_PAGE = re.compile(
    r"(?i)\s*qr.?code\s+(?:de|of|zu|van|di)?\s*(?:la|cette|this|the|dieser|der|deze|questa|esta)\s+(?:page|seite|pagina|página)\s*"
)  # a picture of the page's own address
_SMALL = 16  # pixels: a bullet, a spacer, a counting pixel
_HELD_BACK = ("data-src", "data-lazy-src", "data-original", "data-litespeed-src", "data-echo", "data-ll-status-src", "data-url")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")


def link_address(el: Element, base: str) -> str | None:
    """Where *el* leads, absolute, mail and telephone included; None for a place on this page, a script, a scrambled address."""
    href = str(el.attrs.get("href") or "")
    if _PLAIN_BELOW.fullmatch(href) and len(href) <= LONGEST and "mail" not in href.lower() and (site := _site(base)):
        return site + href  # as most: no scheme, no white space, nothing scrambled
    raw = _SPACE.sub(" ", href).strip()
    if not raw or raw.startswith("#") or _SCRAMBLED.search(raw):
        return None
    if _SCHEME.match(raw) and not raw.lower().startswith(("http:", "https:")):
        return raw
    if "@" in raw and (named := raw.rpartition("/")[2]).partition("@")[0] and named == el.get_text().strip():
        return f"mailto:{named}"  # written without its scheme, so that it leads nowhere: what is meant is what is read
    return absolute(raw, base)


def shows_file(url: str) -> bool:
    """Whether *url* is a file's, a picture's too."""
    return leads_to_file(url) or _PICTURE.search(parted(url).path) is not None


def name_of_link(el: Element) -> str:
    """What a link without words is called: by its label, its title, or its picture's description."""
    own = el.attrs.get("aria-label") or el.attrs.get("title") or (el.attrs.get("alt") if el.name == "area" else "")
    inner = own or next((img.get("alt") for img in el.find_all("img") if img.get("alt")), "")
    return _SPACE.sub(" ", str(inner)).strip()


def picture_of(el: Element, base: str) -> Image | None:
    """The picture that *el* shows; None for ornaments, what is too small to see, and `data:` alone.

    One with alt="" is none where it has a title or a caption, or its file is called an org chart: editors forget to describe it.
    """
    attrs = el.attrs
    alt = attrs.get("alt")
    if attrs.get("role") in ("presentation", "none") or attrs.get("aria-hidden") == "true" or is_tiny(el):
        return None
    if alt and (_OF_PAGE.fullmatch(str(alt)) or _of_link().fullmatch(str(alt))):
        return None
    url = next((found for raw in sources_of(el) if (found := absolute(raw, base))), None)
    if url and alt is not None and not str(alt).strip() and not str(attrs.get("title") or "").strip():
        figure = el.find_parent("figure")
        caption = figure.find("figcaption") if figure is not None else None
        called = chart_word(unquote(url.rpartition("/")[2])) and not _OF_ICONS.search(url)
        if not (called or (caption is not None and caption.get_text(strip=True))):
            return None
    return Image(_SPACE.sub(" ", str(alt or "")).strip(), url) if url else None


@cache
def _of_link() -> re.Pattern[str]:
    """What a sign beside a link says of how that opens, and nothing of what is there: « lien externe », “opens in a new tab”."""
    icon, beside = r"(?:icône|icone|icon|symbol|icona|icono|pictogramme?)\W+(?:(?:de|du|d.|di)\W*)?", any_of("window", "lines")
    return expression(rf"\W*(?:{icon})?{beside}\W*", re.I)


def areas_of(img: Element) -> Iterator[tuple[Element, str]]:
    """The parts of the picture *img* that have a name, each with that: those of the map that it uses."""
    named = str(img.attrs.get("usemap") or "").lstrip("#")
    root = img
    while named and root.parent is not None:
        root = root.parent
    used = next((one for one in root.find_all("map") if named in (one.attrs.get("name"), one.attrs.get("id"))), None)
    if named and used is not None:
        yield from ((area, name) for area in used.find_all("area") if (name := name_of_link(area)))


def largest_source(el: Element, base: str) -> str | None:
    """The address of the largest copy of a picture that the page names; None where it has none of its own (`data:` alone)."""
    sets = [str(el.attrs[name]) for name in _SETS if el.attrs.get(name)]
    sized: list[tuple[float, str]] = []  # the addresses of a srcset, each with its width or density
    for one in (one for listed in sets for one in re.split(r",\s+", listed.strip())):
        raw, _, said = one.strip().rstrip(",").partition(" ")
        size = re.fullmatch(r"(\d+(?:\.\d+)?)[wx]", said.strip())
        if raw and size and not raw.lower().startswith("data:"):
            sized.append((float(size[1]), raw))
    chosen = [raw for _, raw in sorted(sized, key=lambda one: -one[0])][:1]
    return next((found for raw in (*chosen, *sources_of(el)) if (found := absolute(raw, base))), None)


def frame_of(el: Element, base: str) -> Frame | None:
    """What *el* shows or plays, a page, a file, a recording; None where it shows nothing: no address, too small to see, an ad."""
    if is_tiny(el) or el.attrs.get("aria-hidden") == "true":
        return None
    raws = [str(el.attrs[name]) for name in (*_HELD_BACK, "data" if el.name == "object" else "src") if el.attrs.get(name)]
    raws += [str(source.attrs.get("src") or "") for source in (el.find_all("source") if el.name in ("audio", "video") else ())]
    url = next((found for raw in raws if (found := absolute(raw, base))), None)
    title = _SPACE.sub(" ", str(el.attrs.get("title") or "")).strip()
    return Frame(title, url) if url and key(title) not in _ads() else None


@cache
def _ads() -> frozenset[str]:
    """What frames are called that show ads: Google's, too, by its own words."""
    return named("ad_labels") | named("ad_labels_above") | {"3rd party ad content", "publicite tierce", "ad", "ads"}


def is_tiny(el: Element) -> bool:
    sides = [_PIXELS.match(str(el.attrs.get(name) or "")) for name in ("width", "height")]
    return any(side and int(side[1]) <= _SMALL for side in sides)


def sources_of(el: Element) -> Iterator[str]:
    """Addresses of a picture, the likeliest first: one that is loaded later stands beside a placeholder in `src`."""
    attrs = el.attrs
    yield from (str(attrs[name]) for name in _HELD_BACK if attrs.get(name))
    src = str(attrs.get("src") or "").strip()
    if src and not src.lower().startswith("data:"):
        yield src
    sets = [str(attrs[name]) for name in _SETS if attrs.get(name)]
    if el.parent is not None and el.parent.name == "picture":
        sources = el.parent.find_all("source")
        sets += [str(source.get(name)) for source in sources for name in _SETS if source.get(name)]
    for listed in sets:
        first = listed.strip().split()
        if first and not first[0].lower().startswith("data:"):
            yield first[0].rstrip(",")
