"""HTML of the pages from their templates; every value is escaped. Pure but for reading our own files.

Pages that say why what was asked for is not shown, and what comes next, are for who reads and for who looks after the service.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import quote

from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from monitor.errors import Damaged, DatabaseBusy, MonitorError, NewerSchema, OlderSchema
from monitor.i18n.typography import held
from monitor.model import Language
from monitor.web.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

STATIC = Path(__file__).with_name("static")
_FOLDERS = (Path(__file__).parents[1] / "pages", Path(__file__).parents[2] / "docs")  # as installed; in a checkout
_OTHER_LANGUAGE = re.compile(r"^\*\[.*?\]\(people(?:\.fr)?\.md\)\*$", re.M)
_OURS = re.compile(r"\[[^\]]+\]\((\w+)(?:\.fr)?\.md\)")  # other documents, which are not served
_TITLE = re.compile(r"^# (.+)$", re.M)


def page(template: str, words: Words, **values: Any) -> str:
    """The page of that template in the visitor's language; the frame of all wants `robots`, `contact`, `path` and `here`."""
    return _environment().get_template(template).render(w=words, phrase=words.phrase, style=style(), **values)


@cache
def style(name: str = "style") -> str:
    """The name of a style sheet: another one whenever it is another one, so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / f"{name}.css").read_bytes()).hexdigest()[:10]
    return f"{name}-{digest}.css"


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context

    @pass_context
    def shown(context: Context, value: Any) -> Any:
        """What a page writes of *value*: names are withheld where the page's `withheld` says so; our own addresses hold none."""
        withheld = context.get("withheld")
        return withheld.text(value) if withheld and type(value) is str and not value.startswith("/") else value

    made = Environment(
        loader=ChoiceLoader([PackageLoader("monitor.web"), PackageLoader("monitor.report")]),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["held"] = held
    return made


@cache
def rights(language: Language) -> tuple[str, str]:
    """The page for people who are named, as the documents have it (docs/people.md): its title, and its HTML without it."""
    from markdown_it import MarkdownIt  # the one page that needs it

    name = "people.fr.md" if language == "fr" else "people.md"
    text = next(folder / name for folder in _FOLDERS if (folder / name).is_file()).read_text("utf-8")
    title = _TITLE.search(text)
    assert title is not None
    body = _OURS.sub(r"`monitor docs \1`", _OTHER_LANGUAGE.sub("", text.replace(title[0], "", 1)))
    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return title[1], html


Kind: TypeAlias = Literal[
    "empty", "unvisited", "not_found", "read_only", "unproven", "host",
    "damaged", "broken", "learning", "outdated", "newer", "busy", "gone", "unreadable",
]  # fmt: skip

STATUS: Mapping[Kind, int] = {
    "empty": 200, "unvisited": 404, "not_found": 404, "read_only": 405, "unproven": 410, "host": 421, "damaged": 500,
    "broken": 500, "learning": 503, "outdated": 503, "newer": 503, "busy": 503, "gone": 503, "unreadable": 503,
}  # fmt: skip
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
    title of the watch that it may have meant (`near_watch`); *why*: of what cannot be proven, what is missing; of a host, its
    name; of a watch that waits for its first visit, its title.
    """
    contact = words.phrase("about_contact", contact=frame["contact"]) if frame["contact"] else ""

    def text_of(part: str) -> Markup | None:
        key = f"message.{kind}.{part}"
        if not words.locale.has(f"web.{key}"):
            return None
        parts = _COMMAND.split(words.phrase(key, contact=contact, why=why))  # commands are every other one
        return Markup("").join(Markup("<code>{}</code>").format(one) if n % 2 else escape(one) for n, one in enumerate(parts))

    onward = {"url": again, "text": words.phrase("again")} if again else {"url": words.to(), "text": words.phrase("back")}
    answer = plain_page(
        words,
        {**frame, "bare": kind == "host"},
        STATUS[kind],
        words.phrase(f"message.{kind}.title"),
        text_of("text"),
        links=[] if kind == "host" else [onward],
        reader=text_of("reader"),
        keeper=text_of("keeper"),
        trouble=STATUS[kind] >= 500 and kind != "learning",
        near=near,
        looks=kind == "not_found",
    )
    if kind in _AGAIN:
        answer.headers["Retry-After"] = str(_AGAIN[kind])
    if kind == "learning":
        answer.headers["Refresh"] = str(_AGAIN[kind])
    return answer


def plain_page(
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
