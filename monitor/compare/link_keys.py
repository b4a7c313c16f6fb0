"""Links as compared: where they lead, which picture is which file, how large a file they say it is (DESIGN 3.11, 3.28). Pure.

Addresses are without what is drawn anew for each visitor.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from monitor.expressions import expression
from monitor.model import Edit, Link, Section
from monitor.normalize import may_have_figure

# Query keys that say who came from where, in which session, or which copy a cache may give out; never what is shown.
_ASIDE = expression(
    r"(?:utm|mtm|matomo|pk|piwik|hsa|oly|vero|ns|trk|at)_\w+|xtor|[a-z]*clid|gclsrc|igsh(?:id)?|mc_[ce]id|_g[al]\w*|_hs\w+|yclid|"
    r"(?:php|asp|jsp?)?\.?sess(?:ion)?_?id\w*|jsessionid|aspsessionid\w*|s?sid|cfid|cftoken|oscsid|zenid|"
    r"_wpnonce|nonce|csrf\w*|token|chash|no_?cache|cache\w*|cb|_|rnd|rand(?:om)?|itok|ts|timestamp|mtime|modified|hash|etag",
    re.I,
)
# Of a visit where the value is drawn, and is no date or number of a file: « ?session=2025-2 » is the council's.
_OF_VISIT = expression(r"(?:user|map|web)?_?(?:sess(?:ion)?|visitor)(?:_?(?:id|key|hash))?", re.I)
_MADE_UP = expression(
    r"(?!.*(?:19|20)\d\d)(?=.{16})\d*(?:[a-z]+\d+){5,}[a-z]*|"
    r"(?!(?:19|20)\d{4})(?=.*\d)(?=.*[a-f].*[a-f])[\da-f]{16,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}",
    re.I,
)
# What lets one in for a while. Names that say it are enough; others are a signature beside a moment at which it ends.
_SIGNING = expression(r"x-(?:amz|goog)-[\w-]+|hdn(?:ts|ea|tl)|__(?:token|gda)__|key-pair-id", re.I)
_SIGNATURE = expression(r"signature|sig|hmac|md5|token|st", re.I)
_SIGNED = expression(r"(?=.*\d)(?=.*[a-z]).{6,}|[\w~%+/=-]{20,}", re.I)
_ENDS = expression(r"e|exp|expir(?:es|y|ation)|se|ske|skt|st|ttl|valid_?(?:from|to|until)", re.I)
_OF_AZURE = expression(r"s(?:[vrpet]|ig|pr|ip|kt|ks|kv|koid|ktid)")
_MOMENT = expression(r"1\d{9}(?:\d{3})?|20\d\d-\d\d-\d\dT[\d:.]+Z?", re.I)
_SENT_ON = expression(r"u|url|q|to|target|dest(?:ination)?|redirect(?:_?u(?:rl|ri))?|link|out|goto|r|next", re.I)
_RANDOM = expression(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w~.-]{24,}")  # drawn anew for each visitor
# Plain, as Cloudflare hides it in all languages, as people hide it.
_MAIL = expression(r"\S@\S|\[email.protected\]|\s?[\[({](?:at|arobase|a)[\])}]\s?", re.I)
_VERSIONED = expression(r"v|ver|version|rev|revision|build|t", re.I)
_VERSION = expression(r"[\d._-]+|[0-9a-f]{6,}", re.I)
_DRAWN = expression(r"(?=.*\d)(?=.*[a-z])[0-9a-f-]{10,}|(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w~.-]{16,}")
_PATH_SESSION = expression(r";(?:jsessionid|phpsessid|sid)=[^/?#]*|/\((?:[A-Z]\([\w-]{16,}\))+\)", re.I)
_DIGEST = expression(r"[-._](?=[0-9a-f]*\d)[0-9a-f]{8,}$", re.I)
_VARIANT = expression(
    r"(?:[-_]\d{2,5}x\d{2,5}|[-_@.]\d(?:\.\d)?x|-scaled|-rotated|[-_](?:min|thumb|thumbnail|small|medium|large))$", re.I
)
_EXTENSION = expression(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|jfif)$", re.I)


# A film by its player: of a list of them the address says which list
_FILM = expression(
    r"(?:https?:)?//(?:www\.)?(youtube(?=-nocookie\.com/embed/|\.com/embed/)[\w.-]+|player\.vimeo\.com/video)/(?:embed/)?"
    r"(?!videoseries)([\w-]+)/?(?:\?(?!(?:.*&)?list=).*)?$",
    re.I,
)


def frame_key(url: str) -> str:
    """Return what a frame shows, as compared: of a film's player the film, with cookies or without; else as `link_key`."""
    if film := _FILM.match(url):
        return f"{film[1][:7].lower()} {film[2]}"
    return link_key(url)


def link_key(url: str) -> str:
    """Return where *url* leads, as compared: host, path and query without campaign, session, version and cache keys.

    Scheme, port, www., fragment, a slash at the end and percent-encoding don't count. Of a mail address the address, of a telephone
    its digits. An address that can't be taken apart stands for itself.
    """
    scheme, _, rest = url.partition(":")
    if scheme.lower() == "mailto":
        return f"mailto:{unquote(rest).partition('?')[0].strip().casefold()}"
    if scheme.lower() == "tel":
        return "tel:" + re.sub(r"[^\d+]", "", unquote(rest))
    if scheme.lower() not in ("http", "https"):
        return url.strip()
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    # A page that only sends on has one address in its query, « l.php?u=https%3A… »: that is where it leads.
    addresses = [v for k, v in parse_qsl(parts.query) if _SENT_ON.fullmatch(k) and v.lower().startswith(("http://", "https://"))]
    if len(addresses) == 1:
        return link_key(addresses[0])
    path = unicodedata.normalize("NFC", unquote(_PATH_SESSION.sub("", parts.path))).rstrip("/")
    # Without what lets in for a while, as stores of films and files sign their addresses anew for each visit
    said = parse_qsl(parts.query, keep_blank_values=True)
    names = {k for k, _ in said}
    ends = {k for k, v in said if _ENDS.fullmatch(k) and _MOMENT.fullmatch(v)}
    signs = {k for k, v in said if _SIGNATURE.fullmatch(k) and _SIGNED.fullmatch(v) and k not in ends}
    aside = {k for k in names if _SIGNING.fullmatch(k)}
    aside |= ends | signs if ends and (signs or "token" in names) else set()
    aside |= {"Policy", "Signature", "Expires"} if "Key-Pair-Id" in names else set()
    aside |= {k for k in names if _OF_AZURE.fullmatch(k)} if "sig" in names and "se" in ends else set()
    query = sorted(
        (k, v)
        for k, v in said
        if k not in aside
        and not (_ASIDE.fullmatch(k) or _RANDOM.fullmatch(v) or (_OF_VISIT.fullmatch(k) and _MADE_UP.fullmatch(v)))
        and not (_VERSIONED.fullmatch(k) and (not v or _VERSION.fullmatch(v)))
    )
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    return f"{host}{port}{quote(path, safe='/')}" + "".join(f"?{k}={v}" for k, v in query)


def is_mail_address(text: str) -> bool:
    """Whether *text* is one, plain or as sites hide it from robots: its link comes and goes with the hiding."""
    return _MAIL.search(text) is not None


def picture_name(url: str) -> str:
    """Return the file name of a picture, as compared: without query, extension, digest, and the size of a variant."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    name = unquote(parts.path).rstrip("/").rpartition("/")[2]
    if not _EXTENSION.search(name):  # a service that resizes: the picture stands in the query
        held = (unquote(value).partition("?")[0] for _, value in parse_qsl(parts.query))
        name = next((value.rpartition("/")[2] for value in held if _EXTENSION.search(value)), name)
    bare = _EXTENSION.sub("", unicodedata.normalize("NFC", name)).removeprefix("csm_")
    while (shorter := _VARIANT.sub("", _DIGEST.sub("", bare))) != bare and shorter:
        bare = shorter
    return bare.casefold()


def rewriting(old: str, new: str) -> tuple[str, str] | None:
    """Return (prefix before, prefix after) where two keys of links end alike: another host or folder. None where they don't."""
    before, after = old.split("/"), new.split("/")
    if ":" in before[0].partition("?")[0] and before[0].startswith(("mailto:", "tel:")):
        return None
    same = 0
    while same < min(len(before), len(after)) - 1 and before[-1 - same] == after[-1 - same]:
        same += 1
    return ("/".join(before[:-same]), "/".join(after[:-same])) if same else None


def is_drawn_anew(old: str, new: str) -> bool:
    """Whether two prefixes differ in their last folder alone, and both have there what programs draw: two links tell enough."""
    before, _, was = old.rpartition("/")
    after, _, now = new.rpartition("/")
    return before == after and _DRAWN.fullmatch(was) is not None and _DRAWN.fullmatch(now) is not None


def host_of(key: str) -> str:
    """The host of a link's key."""
    return key.partition("/")[0].partition("?")[0]


_SIZE = expression(  # begins with a set, which re looks for fast: before the first figure stands none
    r"\d(?<![\d.,]\d)\d*(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?\s?"
    r"(?:[kmgt]i?[ob]|(?:kilo|m[ée]ga|giga)?-?octets?|(?:kilo|mega)?bytes?|o)(?!\w)",
    re.I,
)
_BESIDE_LINK = expression(r"[^\w.!?]*(?:[^\W\d]{2,7}[^\w.!?]*)?")  # « (PDF, », « – taille : »


def only_sizes_differ(edit: Edit) -> bool:
    """Whether *edit* says of files how large they are, and nothing else: « (PDF, [180 → 181] Ko) »."""
    if edit.op != "replace" or not edit.before or not edit.after or not may_have_figure(edit.before):
        return False
    (before, some), (after, others) = _SIZE.subn("", edit.before), _SIZE.subn("", edit.after)
    return before == after and some == others > 0


def sized_links(edit: Edit, new: Section) -> list[Link]:
    """The links beside which stand the sizes that are all that *edit* changes; none where one stands elsewhere."""
    place = edit.facts["at"][1] if only_sizes_differ(edit) and "at" in edit.facts else None
    if place is None:
        return []
    links, found = [link for block in new.blocks[slice(*place)] for link in block.links if link.text], list[Link]()
    after = " ".join((edit.after or "").split())
    for then, now in zip(_SIZE.findall(" ".join((edit.before or "").split())), _SIZE.finditer(after), strict=False):
        if then != now[0]:
            ends = ((link, at + len(link.text)) for link in links if 0 <= (at := after.find(link.text)) <= now.start())
            near = next((link for link, end in ends if end >= now.end() or _BESIDE_LINK.fullmatch(after, end, now.start())), None)
            if near is None:
                return []
            found.append(near)
    return found
