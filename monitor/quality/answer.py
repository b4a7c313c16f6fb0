"""The answer itself: is it whole, is it text, is it readable (DESIGN 3.13), did the visit end where it was asked (3.14)? Pure."""

from __future__ import annotations

import re
from codecs import utf_8_decode
from collections.abc import Iterable
from functools import partial
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from monitor.expressions import expression
from monitor.model import DocumentLink, Extraction, Failure, Fetched, Revision, Section
from monitor.normalize import canonical

if TYPE_CHECKING:
    from monitor.extract.page import Page

_MAGIC = {
    b"%PDF-": "application/pdf", b"PK\x03\x04": "application/zip", b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif", b"RIFF": "image/webp", b"\x1f\x8b": "application/gzip", b"\xd0\xcf\x11\xe0": "application/msword",
    b"7z\xbc\xaf": "application/x-7z-compressed", b"Rar!": "application/x-rar-compressed", b"\x7fELF": "application/x-elf",
    b"MZ\x90": "application/x-msdownload", b"wOF": "font/woff", b"ID3": "audio/mpeg", b"OggS": "application/ogg",
    b"\x00\x00\x01\x00": "image/x-icon",
}  # fmt: skip
_CONTROLS = bytes([*range(9), *range(14, 27)])
_TAGS = re.compile(rb"<(?:!doctype|html|head|body|title|div|p|h[1-6]|table|meta|span|a|section|article|main|ul|br)\b", re.I)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(rss|feed|urlset|sitemapindex|opml|svg)\b", re.I | re.S
)
_ANY_TAG = re.compile(r"<[a-zA-Z!?/]")
_NOT_HTML = re.compile(
    r"^\s*(?:image|audio|video|font)/|^\s*application/(?!xhtml|xml)|^\s*text/(?:css|csv|javascript|calendar)", re.I
)
_END = re.compile(r"</(?:html|body)\s*>", re.I)
_PAIRED = ("div", "main", "section", "article", "ul", "ol", "table", "form", "script", "footer", "header", "nav", "aside")
MOJIBAKE = expression("\ufffd|Ã[\u0080-\u00bf\u2018-\u201e©¨ªîïôûç§ ]|â\u20ac[\u2122\u0153\u009d\u201c\u201d]|Â[«»\u00a0°]")
_LEADS = ("\ufffd", "Ã", "â\u20ac", "Â")  # with which one of them begins: cheap to look for
_ENTITY = expression(r"&(?:#\d{2,6}|#x[\da-f]{2,6}|[a-z]{2,8});", re.I)
_SHOWN_TAG = expression(r"</?(?:p|[uo]l|li|h[1-6]|br|strong|em|b|i|a|t[rdh]|table|tbody|div|span)\b[^<>\n]{0,200}>", re.I)
_WORD = re.compile(r"\w+")
_ENOUGH_MARKS = 3  # one replacement character may be the author's own


def unusable(fetched: Fetched, text: str, decode_problem: str | None) -> Failure | None:
    """Why these bytes are no page at all: an error's status, nothing, a binary, broken text. None: they are one."""
    status = fetched.http.status
    if status >= 400:
        return Failure(kind="http_error", detail=f"HTTP {status}")
    if kind := binary_type(fetched.body, fetched.content_type):
        return Failure(kind="wrong_type", detail=kind)
    if not fetched.body or fetched.body.isspace() or not text.lstrip("\ufeff \t\r\n\0"):
        return (
            Failure(kind="truncated", detail=fetched.cut) if fetched.cut else Failure(kind="empty", detail=f"{len(fetched.body)} B")
        )
    if kind := data_type(text):
        return Failure(kind="wrong_type", detail=kind)
    return Failure(kind="encoding", detail=decode_problem) if decode_problem else None


def data_type(text: str) -> str | None:
    """The media type of *text* that is data for programs, JSON or XML, whatever its header says; None: it may be a page."""
    start = text[:1024].lstrip("\ufeff \t\r\n")
    if start.startswith("<?xml"):
        return None if _TAGS.search(text[:65536].encode("utf-8", "replace")) else "application/xml"
    if not start.startswith(("{", "[", '"')):
        return None
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return None
    return "application/json"


def is_bare(text: str) -> bool:
    """Whether *text* has no tag at all, and so no end to lack: what a server says itself, « no healthy upstream »."""
    return _ANY_TAG.search(text) is None


def binary_type(body: bytes, content_type: str) -> str | None:
    """The media type of a *body* that is no page, whatever its header says; None for text that may be one."""
    start = body[:1024].lstrip()
    magic = next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)
    if magic:
        return magic
    if body[:3] in (b"\xff\xfe<", b"\xfe\xff\x00") or body[1:2] == b"\0" or body[:1] == b"\0":
        return None if b"<" in body[:64] else "application/octet-stream"  # UTF-16, with or without its mark
    if len(start) - len(start.translate(None, _CONTROLS)) > len(start) * 0.05:
        return "application/octet-stream"
    if feed := _FEED.match(start):
        name = feed[1].decode().lower()
        return "image/svg+xml" if name == "svg" else f"application/{name}+xml"
    first = body[:1024]
    if not _TAGS.search(body[:65536].replace(b"\0", b"")):  # no tag in any encoding
        odd = b"\0" in first  # bytes that no text has: NUL, or others than UTF-8 without white space
        try:
            utf_8_decode(first, "strict", False)
        except UnicodeDecodeError:
            odd = odd or 50 * len(first.split()) < len(first)
        if odd:
            return "application/octet-stream"
    if _NOT_HTML.search(content_type) and not _TAGS.search(body[:65536]):
        return content_type.split(";")[0].strip().lower()
    return None


def ends_early(fetched: Fetched, text: str, *, last_page_closed: bool | None) -> str | None:
    """How the page ended too early, None where it did not (DESIGN 3.13).

    `last_page_closed`: whether the last good page had its closing tags; None: not known. Then only a page that leaves elements open
    is called cut, for `</body></html>` may be left out (HTML § 13.1.2.4).
    """
    if fetched.cut:
        return fetched.cut
    if _END.search(text, max(0, len(text) - 65536)) or _END.search(text) or last_page_closed is False:
        return None
    if not last_page_closed:
        low = text.lower()
        torn = low.rfind("<") > low.rfind(">") or low.rfind("<!--") > low.rfind("-->")
        if not torn and all(len(re.findall(rf"<{tag}\b", low)) <= low.count(f"</{tag}") for tag in _PAIRED):
            return None  # nothing was left open
    return f"{len(fetched.body)} B, no </html>"


def is_closed(text: str) -> bool:
    """Whether a page's *text* has a closing tag of html or body: what `ends_early` wants to know of the last good page."""
    return _END.search(text, max(0, len(text) - 1000)) is not None or _END.search(text) is not None


def holds_all_items(page: Page, extraction: Extraction, last: Revision | None) -> bool:
    """Whether every wanted item of a cut page is closed before the cut: something follows it, or it ends as it did before."""
    if extraction.missing:
        return False
    shown = _squeezed(t for t, hidden in zip(page.layout.texts, page.hidden_in, strict=True) if hidden < 0)
    old = {s.item: s for s in last.sections} if last else {}
    for section in extraction.sections:
        end = section.blocks[-1].text if section.blocks else section.heading or ""
        known = old.get(section.item)
        ends_as_before = known is not None and bool(known.blocks) and canonical(known.blocks[-1].text) == canonical(end)
        if not ends_as_before and not _is_followed(shown, _squeezed([end])):
            return False
    if last is not None and len(extraction.documents) < len(last.documents):
        return False
    return all(_is_followed(shown, _squeezed([d.label])) for d in extraction.documents)


def _is_followed(shown: str, end: str) -> bool:
    at = shown.rfind(end)
    return at >= 0 and bool(end) and at + len(end) < len(shown)


def _squeezed(texts: Iterable[str]) -> str:
    return "".join(canonical(" ".join(texts)).split())


def is_garbled(extraction: Extraction, last: Revision | None) -> str | None:
    """The marks of wrong decoding in the items, where the last ones had none: « Ã© » for é, or U+FFFD. None: clean.

    Or of what a program wrote wrongly: letters that became « ? », and markup and entities that are read as text.
    """
    known = {section.item: section for section in last.sections} if last else {}
    pairs = ((known[section.item].text, section.text) for section in extraction.sections if section.item in known)
    wrong = (_written_wrongly(old, new) for old, new in pairs if old != new)
    if said := next(filter(None, wrong), None):
        return said
    text = _all_text(extraction.sections, extraction.documents)
    marks = MOJIBAKE.findall(text) if any(lead in text for lead in _LEADS) else []
    if len(marks) < _ENOUGH_MARKS:
        return None
    if last and MOJIBAKE.search(_all_text(last.sections, [d.link for d in last.documents])):
        return None
    return f"{len(marks)} × {marks[0]!r}"


def _written_wrongly(old: str, new: str) -> str | None:
    """What shows that *new* is *old* escaped once more, or without the letters that ASCII has not; None: it may be somebody's."""
    there, here = (dict.fromkeys(text.splitlines()) for text in (old, new))
    gone, came = ([line for line in side if line not in other] for side, other in ((there, here), (here, there)))
    said = "\n".join(came)
    marks = [found for way in (_ENTITY, _SHOWN_TAG) for found in way.findall(said)]
    if len(marks) >= _ENOUGH_MARKS and not (_ENTITY.search(old) or _SHOWN_TAG.search(old)):
        was, meant = (set(_WORD.findall(text)) for text in ("\n".join(gone), _SHOWN_TAG.sub(" ", unescape(said))))
        if 2 * len(was & meant) >= len(was) > 0:  # who explains how pages are written says something else
            return f"{len(marks)} × {marks[0]!r}"
    masked = ((line, "".join(c if c.isascii() else "?" for c in line)) for line in gone if not line.isascii())
    lost = sum(mask.count("?") - line.count("?") for line, mask in masked if mask in here)
    return f"{lost} × ?" if lost >= _ENOUGH_MARKS else None


def _all_text(sections: Iterable[Section], documents: Iterable[DocumentLink]) -> str:
    return "\n".join([*(s.text for s in sections), *(d.label for d in documents)])


# --------------------------------------------------------------------------------------------------------- where the visit ended

_LOGIN = expression(
    r"(?:^|[/._-])(?:log-?in|sign-?in|signon|connexion|se-connecter|connecter|auth|authentification|authenticate|identification|oauth2?|sso|cas|saml|idp|"
    r"wp-login|authwall|checkpoint|openid|adfs|keycloak)(?:$|[/._?-])",
    re.I,
)
_LOST = expression(
    r"(?:^|[/._-])(?:404|not-?found|page-?not-?found|introuvable|page-?introuvable|notfound|page-?non-?trouvee|erreur-?404|error-?404)(?:$|[/._?-])",
    re.I,
)
_ERROR = re.compile(r"(?:^|/)(?:erreur|error|errors)(?:$|[/._?-])", re.I)
_DOWN = expression(r"(?:^|[/._-])(?:maintenance|indisponible|unavailable|waiting-?room|queue)(?:$|[/._?-])", re.I)
_FRONT = re.compile(
    r"(?:/[a-z]{2}(?:[-_][a-z]{2})?)?(?:/(?:accueil|home|index|welcome|start|startseite|inicio|portal))?"
)  # no path, too
_WALL = re.compile(r"(?:^|[/._-])(?:captcha|challenge|blocked|denied|sorry|consent)(?:$|[/._?-])", re.I)


def _where(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"/(?:index|default)\.\w{2,5}$", "/", unquote(parts.path)).rstrip("/").casefold()
    return host, path


def moved(asked: str, final: str) -> bool:
    """Whether *final* is another place than *asked*: not only another scheme, www, query, closing slash or case."""
    return _where(asked) != _where(final)


def _is_called(way: re.Pattern[str], url: str) -> bool:
    parts = urlsplit(url)
    return way.search(f"{parts.hostname or ''}{unquote(parts.path)}") is not None


is_login = partial(_is_called, _LOGIN)  # whether an address is where people log in,
is_maintenance = partial(_is_called, _DOWN)  # a page for a site that is closed,
is_wall = partial(_is_called, _WALL)  # a captcha's or a consent wall's


def is_not_found(url: str) -> bool:
    """Whether *url* is a page for what is not there."""
    return _LOST.search(urlsplit(url).path) is not None or _ERROR.search(urlsplit(url).path) is not None


def is_front(url: str) -> bool:
    """Whether *url* is a site's first page, that in one language too."""
    return _FRONT.fullmatch(_where(url)[1]) is not None
