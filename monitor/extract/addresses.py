"""Where a download link leads: href, and where that is no address what the element hides elsewhere (DESIGN 3.8). Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit

from monitor.extract.labels import EXTENSIONS

if TYPE_CHECKING:
    from bs4 import Tag

_IN_SCRIPT = re.compile(r"""(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\(|(?:window\.)?open\()\s*['"]([^'"]+)['"]""")
_LINE_ENDS = re.compile(r"[\t\r\n]")
_QUOTED = re.compile(r"""['"]([^'"\s]+)['"]""")
_EXTENSION = re.compile(r"\.(" + "|".join(EXTENSIONS) + r")$", re.I)
_PLACES = re.compile(
    r"/(?:download|downloads|telecharge(?:r|ment|ments)?|dumpfile|getfile|get_file|attachments?|fileadmin|uploads?|bitstream|"
    r"_?documents?/\d+|media/\d+(?:/download)?|pieces?-jointes?|phocadownload)(?:/|$|\.)|[?&;](?:download|telecharger|file|fichier|doc|document|"
    r"attachment_id|docid|eid=dumpfile|task=download|task=document\.download)\b",
    re.I,
)
_NAMED = (
    "data-href",
    "data-url",
    "data-file",
    "data-download",
    "data-document",
    "data-link",
    "data-src",
    "data-pdf",
    "data-path",
    "data-uri",
)


LONGEST = 8_000  # characters of an address (RFC 9110 § 4.1 asks for as many); a longer one leads nowhere

# Most addresses of most pages are this plain: no segment is empty or begins with a dot, no character needs an escape. They are what
# `urljoin` and `urlsplit` make of them, without the cost of those, which are asked fifteen times and more for each link.
_PLAIN_PATH = r"(?:/[A-Za-z0-9_%~-][A-Za-z0-9_.%~+-]*)+/?"
_PLAIN_QUERY = r"[A-Za-z0-9_.%~+=&/-]+"
_PLAIN_BELOW = re.compile(rf"{_PLAIN_PATH}(?:\?{_PLAIN_QUERY})?")
_PLAIN = re.compile(rf"(?:(https?)://([A-Za-z0-9.-]+(?::\d+)?))?({_PLAIN_PATH})(?:\?({_PLAIN_QUERY}))?")


@lru_cache(maxsize=64)  # the page's own address, and that of the link that is being asked about
def split(url: str) -> SplitResult | None:
    """*url* in its parts; None where it is no address, as `http://[`."""
    if plain := _PLAIN.fullmatch(url):
        return SplitResult(plain[1] or "", plain[2] or "", plain[3], plain[4] or "", "")
    try:
        return urlsplit(url)
    except ValueError:
        return None


def parted(url: str) -> SplitResult:
    """*url* in its parts, all of them empty where it is none."""
    return split(url) or SplitResult("", "", "", "", "")


def href_of(el: Tag, base: str) -> str | None:
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


def hidden_address(el: Tag, base: str) -> str | None:
    """The address in *el*'s data attributes or script, None where there is none."""
    attrs = {k: str(v) for k, v in el.attrs.items() if isinstance(v, str)}
    for name in _NAMED:
        if name in attrs and _could_be_address(attrs[name]):
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


def form_address(form: Tag, base: str) -> str | None:
    """Where *form* asks for its file: its action, with the hidden fields where it asks by GET. None for another kind of form."""
    fields = form.find_all("input")
    if any(str(f.get("type") or "text").lower() not in ("hidden", "submit", "button", "image") for f in fields):
        return None  # a search, a login, a letter to the mayor
    url = absolute(str(form.get("action") or ""), base)
    if url is None or str(form.get("method") or "get").lower() != "get":
        return url
    hidden = [(str(f["name"]), str(f.get("value") or "")) for f in fields if f.get("type") == "hidden" and f.get("name")]
    return url if not hidden else urlsplit(url)._replace(query=urlencode(hidden), fragment="").geturl()


def _could_be_address(value: str) -> bool:
    value = value.strip()
    return bool(value) and not re.search(r"[\s{}<>]", value) and ("/" in value or bool(_EXTENSION.search(value.split("?")[0])))


def _is_clearly_address(value: str) -> bool:
    value = value.strip()
    if re.search(r"[\s{}<>]", value):
        return False
    return (value.startswith(("http://", "https://", "/", "./", "../")) and len(value) > 2) or leads_to_file(value)


def leads_to_file(url: str) -> bool:
    """Whether *url* looks like a file's: by an extension in its path or query, or by the place where such files are kept."""
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
