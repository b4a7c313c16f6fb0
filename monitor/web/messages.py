"""Pages that say why what was asked for is not shown, and what comes next: for who reads, and for who looks after the service."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from monitor.errors import Damaged, DatabaseBusy, MonitorError, NewerSchema, OlderSchema
from monitor.web.pages import page
from monitor.web.words import Words

Kind: TypeAlias = Literal[
    "empty", "not_found", "read_only", "unproven", "host",
    "damaged", "broken", "learning", "outdated", "newer", "busy", "gone", "unreadable",
]  # fmt: skip

STATUS: Mapping[Kind, int] = {
    "empty": 200,
    "not_found": 404,
    "read_only": 405,
    "unproven": 410,
    "host": 421,
    "damaged": 500,
    "broken": 500,
    "learning": 503,
    "outdated": 503,
    "newer": 503,
    "busy": 503,
    "gone": 503,
    "unreadable": 503,
}
_AGAIN: Mapping[Kind, int] = {"learning": 5, "busy": 10}  # seconds until it is worth asking again
_COMMAND = re.compile(r"(\bmonitor [a-z]+(?:[ \u00a0](?:--?[\w-]+(?:=\S+)?|[A-Z][A-Z-]{2,}|\S+\.\S+\w))*)")
_HOST = re.compile(r"[\w.-]{1,100}", re.ASCII)


def kind_of(error: MonitorError) -> Kind:
    """What readers are told of an *error* of the database."""
    match error:
        case Damaged():
            return "damaged"
        case OlderSchema():
            return "outdated"
        case NewerSchema():
            return "newer"
        case DatabaseBusy():
            return "busy"
    return "unreadable"


def message_page(
    kind: Kind, words: Words, frame: Mapping[str, Any], *, again: str = "", near: tuple[str, str] | None = None, why: str = ""
) -> Response:
    """The page of *kind*. *again*: the address that was asked for, where all others fail too; *near*: the name and
    title of the watch that it may have meant (`near_watch`); *why*: of what cannot be proven, what is missing; of a host, its name.
    """
    contact = words.say("about_contact", contact=frame["contact"]) if frame["contact"] else ""

    def said(part: str) -> Markup | None:
        key = f"message.{kind}.{part}"
        return _with_commands(words.say(key, contact=contact, why=why)) if words.locale.has(f"web.{key}") else None

    onward = {"url": again, "text": words.say("again")} if again else {"url": words.to(), "text": words.say("back")}
    answer = told_page(
        words,
        {**frame, "bare": kind == "host"},
        STATUS[kind],
        words.say(f"message.{kind}.title"),
        said("text"),
        links=[] if kind == "host" else [onward],
        reader=said("reader"),
        keeper=said("keeper"),
        trouble=STATUS[kind] >= 500 and kind != "learning",
        near=near,
        looks=kind == "not_found",
    )
    if kind in _AGAIN:
        answer.headers["Retry-After"] = str(_AGAIN[kind])
    if kind == "learning":
        answer.headers["Refresh"] = str(_AGAIN[kind])
    return answer


def told_page(
    words: Words,
    frame: Mapping[str, Any],
    status: int,
    heading: str,
    text: str | None,
    links: Sequence[Mapping[str, str]],
    **more: Any,
) -> Response:
    """A page of a heading and a sentence, and of *links* that lead on; *more*: of what the template may say besides."""
    values = {"reader": None, "keeper": None, "trouble": False, "near": None, "looks": False, **more}
    values |= {"heading": heading, "text": text, "links": links}
    return HTMLResponse(page("message.html.j2", words, **{**frame, **values}), status)


def _with_commands(text: str) -> Markup:
    parts = _COMMAND.split(text)  # commands are every other one
    return Markup("").join(Markup("<code>{}</code>").format(part) if n % 2 else escape(part) for n, part in enumerate(parts))


def named_host(host: str) -> str:
    """The name of a *host* as it can be written into a command; "" where it is none."""
    name = host.rpartition(":")[0] or host
    return name if _HOST.fullmatch(name) else ""


def near_watch(path: str, names: Sequence[str]) -> str:
    """That of *names* of watches whose pages *path* is one of, were there such a page, or which it misspells; "": none."""
    import difflib

    steps = path.strip("/").split("/")
    if len(steps) < 2 or steps[0] != "watch":
        return ""
    return next(iter(difflib.get_close_matches(steps[1], names, n=1)), "")


def again_at(words: Words, path: str, query: str) -> str:
    """The address of *path* with its *query*, as a link of a page."""
    return words.prefix + "?".join((quote(path), *filter(None, [query])))
