"""`${NAME}` in a watch's address and headers: the values go out to its server, all that is kept and shown has the names. Pure.

Who asks and who reads a page fills the values in, and puts names back into what came of it (DESIGN §6). A value is looked for as
a part of an address: at its own place in the watch's address, whatever it is; elsewhere where it is long enough to be told from a
word. In a page's words it is looked for only where it can be nothing but a secret.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import SplitResult, quote, unquote, unquote_plus, urlsplit, urlunsplit

from monitor.expressions import expression
from monitor.model import Block, Placeholders
from monitor.model.frozen import rebuilt, replace

Value = TypeVar("Value")
HIDDEN = "…"
_MARK = expression(r"\$\{(\w+)(?::([^{}]+))?\}")
_ADDRESS = expression(r"https?://[^\s\"'<>]+", re.I)
_LONG, _LONGEST = 6, 20  # characters: found anywhere in an address; too long for a word
# Strings that are addresses, or that our own fetching says: the world's words stand in all others.
_OURS = frozenset({"url", "final_url", "redirects", "request_headers", "response_headers", "detail"})
_EXACT = frozenset({"content", "validators", "sha256", "digests"})  # bytes' own text, what goes back as received, and hashes


def shown_address(written: str, asked: str) -> str:
    """Return the address *written* with `${NAME}`s as it is kept. *asked*: the real one.

    One that is a value as a whole keeps what links and politeness need of it: "https://www.example.org/${NAME}".
    """
    if not _MARK.fullmatch(written):
        return written
    parts = urlsplit(asked)
    return f"{parts.scheme}://{parts.netloc}/{written}"


def with_names(of: Placeholders | None, value: Value, *, kept: bool = False) -> Value:
    """Return *value* (texts, tuples, mappings, frozen values) with names for values; the very same object where none is in it.

    *kept*: it comes from the database, where names are ours. Those that the world writes into an address are not: the values would
    be sent there. What documents say stays as it is, and so do bytes: they are evidence.
    """
    if of is None:
        return value
    known = of

    def change(field: str, text: str) -> str:
        ours = field in _OURS
        if ours and not kept and "${" in text:  # what looks like a name of ours, and is none
            names = {name for name, _ in known.values}
            text = _MARK.sub(lambda mark: f"%24{mark[0][1:]}" if mark[1] in names else mark[0], text)
        return _named(known, text, ours=ours)

    changed: Value = _walked(value, change, of.headers)
    return changed


def address_with_names(of: Placeholders | None, url: str) -> str:
    """Return the address *url*, as it was asked for, with names for values."""
    return url if of is None else _named(of, url, ours=True)


def with_values(of: Placeholders | None, value: Value) -> Value:
    """Return *value* as it was before `with_names`, with the values of today."""
    if of is None:
        return value
    changed: Value = _walked(value, lambda field, text: _filled(of, text, field in _OURS or "://" in text), frozenset())
    return changed


def address_with_values(of: Placeholders | None, url: str) -> str:
    """Return the address *url* as its server is asked for it."""
    return url if of is None else _filled(of, url, encode=True)


def traces(of: Placeholders) -> tuple[str, ...]:
    """By what to know a row that was written with the values: the address that was asked for, and values that are no words."""
    telling = [value for _, value in of.values if is_telling(value)]
    return tuple(dict.fromkeys([of.asked.partition("#")[0], *telling, *(quote(value, safe="") for value in telling)]))


def is_whole(of: Placeholders) -> bool:
    """Whether one value is the whole address."""
    return _whole(of) is not None


def is_telling(value: str) -> bool:
    """Whether *value* can be nothing but a secret, in whatever text it stands: long, and no word."""
    if len(value) >= _LONGEST:
        return True
    mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value) and not any(c.isspace() for c in value)
    return mixed and len(value) >= _LONG + 2


# ------------------------------------------------------------------------------------------------------------------------ texts


def _filled(of: Placeholders, text: str, encode: bool) -> str:
    if "${" not in text:
        return text
    whole = _whole(of)
    if whole:
        shown, asked = urlsplit(of.address), urlsplit(of.asked)

        def as_asked(found: re.Match[str]) -> str:
            parts = urlsplit(found[0])
            if parts.path != shown.path:
                return found[0]
            query, fragment = parts.query or asked.query, parts.fragment or asked.fragment
            return urlunsplit(parts._replace(path=asked.path, query=query, fragment=fragment))

        text = _ADDRESS.sub(as_asked, text)
    values = dict(of.values)

    def value(mark: re.Match[str]) -> str:
        name, part = mark[1], mark[2]
        if name not in values or (part and name != whole):
            return mark[0]
        if part:
            return dict(_parts_of_whole(of)).get(part, mark[0])
        return quote(values[name], safe="") if encode and name != whole else values[name]

    return _MARK.sub(value, text)


def _named(of: Placeholders, text: str, *, ours: bool) -> str:
    if "://" in text:
        text = _ADDRESS.sub(lambda found: _named_in_place(of, found[0]), text)
    elif ours and text.startswith("/") and " " not in text:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(of.asked))
        text = _named_in_place(of, origin + text).removeprefix(origin)
    # (name, value), the longest first.
    whole = _whole(of)
    parts = [(f"{whole}:{key}", unquote_plus(value)) for key, value in _parts_of_whole(of) if not key.isdigit()] if whole else []
    for name, value in sorted([*of.values, *parts], key=lambda pair: -len(pair[1])):
        encoded = quote(value, safe="")
        if is_telling(value) or (ours and len(value) >= _LONG):
            text = _pattern(value).sub(f"${{{name}}}", text)
        elif len(encoded) >= max(_LONG, len(value) + 1):  # as no word is written
            text = text.replace(encoded, f"${{{name}}}")
    return text


@lru_cache(maxsize=256)
def _pattern(value: str) -> re.Pattern[str]:
    """*value* as a component, each of its characters percent-encoded or not, or twice, as in an address within an address."""
    before = r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=%25[0-9A-Fa-f]{2}))(?<!\$\{)"
    signs = []
    for sign in value:
        encoded = "".join(f"%(?:25)?(?i:{byte:02X})" for byte in sign.encode("utf-8", "surrogatepass"))
        signs.append(rf"(?:{re.escape(sign)}|{encoded}{'|[+]' if sign == ' ' else ''})")
    return re.compile(before + "".join(signs) + r"(?![A-Za-z0-9])")


# -------------------------------------------------------------------------------------------------- an address beside the watch's


def _whole(of: Placeholders) -> str | None:
    """The name whose value is the whole address, if one is."""
    mark = _MARK.fullmatch(urlsplit(of.address).path.removeprefix("/"))
    return mark[1] if mark and dict(of.values).get(mark[1], "").strip() == of.asked else None


def _parts_of_whole(of: Placeholders) -> list[tuple[str, str]]:
    """What `${NAME:…}` means: the first 1, 2, … parts of the path, and the values of the query by their keys."""
    asked = urlsplit(of.asked)
    path = asked.path.strip("/").split("/")
    pairs = [pair.partition("=") for pair in asked.query.split("&")]
    return [*((str(n), "/".join(path[:n])) for n in range(1, len(path))), *((key, value) for key, _, value in pairs if value)]


def _named_in_place(of: Placeholders, url: str) -> str:
    """*url* with names where it goes the same way as the watch's own address, as far as it does."""
    try:
        here, asked, shown = urlsplit(url), urlsplit(of.asked), urlsplit(of.address)
        first, second = ((parts.hostname or "").removeprefix("www.") for parts in (here, asked))
        if first != second:
            return url
    except ValueError:
        return url
    if whole := _whole(of):
        return urlunsplit(_named_in_whole(of, whole, here, asked))
    steps = zip(here.path.split("/"), asked.path.split("/"), shown.path.split("/"), strict=False)
    path = here.path.split("/")
    for at, (step, real, name) in enumerate(steps):
        if unquote(step) != unquote(real):
            break
        path[at] = name if "${" in name else step
    pairs = zip(asked.query.split("&"), shown.query.split("&"), strict=True)
    names = {unquote_plus(real): name for real, name in pairs if "${" in name}
    query = [names.get(unquote_plus(pair), pair) for pair in here.query.split("&")]
    fragment = shown.fragment if "${" in shown.fragment and unquote(here.fragment) == unquote(asked.fragment) else here.fragment
    netloc = shown.netloc if "${" in shown.netloc and here.netloc == asked.netloc else here.netloc
    return urlunsplit(here._replace(netloc=netloc, path="/".join(path), query="&".join(query), fragment=fragment))


def _named_in_whole(of: Placeholders, whole: str, here: SplitResult, asked: SplitResult) -> SplitResult:
    if unquote(here.path) == unquote(asked.path) and here.query == asked.query:
        return here._replace(path=f"/${{{whole}}}", query="", fragment="" if here.fragment == asked.fragment else here.fragment)
    path, steps, real = here.path, here.path.strip("/").split("/"), asked.path.strip("/").split("/")
    shared = 0
    while shared < min(len(steps), len(real) - 1) and steps[shared] and unquote(steps[shared]) == unquote(real[shared]):
        shared += 1
    if shared:
        path = "/".join(["", f"${{{whole}:{shared}}}", *here.path.split("/")[shared + 1 :]])
    names = {f"{key}={unquote_plus(value)}": f"{key}=${{{whole}:{key}}}" for key, value in _parts_of_whole(of) if not key.isdigit()}
    return here._replace(path=path, query="&".join(names.get(unquote_plus(pair), pair) for pair in here.query.split("&")))


# ----------------------------------------------------------------------------------------------------------------------- values


def _walked(value: Any, change: Callable[[str, str], str], private: frozenset[str], field: str = "") -> Any:
    """*value* with every text changed; what holds none that changes is the same object."""
    if isinstance(value, str):
        return change(field, value)
    if field == "request_headers" and private and value and isinstance(value[0], tuple):
        value = tuple((name, HIDDEN if name.lower() in private else said) for name, said in value)
    walked = rebuilt(value, lambda one, name: _walked(one, change, private, name or field), _EXACT)
    if isinstance(value, Block) and value.struck and walked.text != value.text:
        struck = tuple((len(change("", value.text[:i])), len(change("", value.text[:j]))) for i, j in value.struck)
        return replace(walked, struck=struck)
    return walked
