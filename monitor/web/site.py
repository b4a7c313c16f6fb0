"""`monitor serve`: answers requests from the database, read only (5.11, 5.15).

Every page works without a script and loads nothing from elsewhere. What pages once said is escaped, what was received is a
download.
"""

from __future__ import annotations

import ipaddress
import logging
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.alerts.pictures import pictures_between
from monitor.confine import Confined
from monitor.errors import MonitorError, NothingFound, Unproven
from monitor.model import ChangePictures, Config, Language
from monitor.model.frozen import replace
from monitor.report.change_picture import ON_A_SCREEN, close_up
from monitor.store import Store
from monitor.web.change import versions_apart
from monitor.web.comparing import comparison
from monitor.web.context import Seen
from monitor.web.data import ALLOWED, DataPages
from monitor.web.pages import STATUS, Kind, again_at, kind_of, message_page, named_host, near_watch, style
from monitor.web.views import (
    about_page,
    at_day,
    card_picture,
    change_page,
    changes_file,
    document_file,
    feed,
    home_page,
    icon,
    number_of,
    orgchart_page,
    page_file,
    person_page,
    proof_file,
    rights_page,
    search_page,
    shown,
    snapshot_page,
    style_sheet,
    unit_page,
    watch_page,
    watches_page,
)
from monitor.web.withholding import KnownNames, WithheldStore, part_of, withholding
from monitor.web.words import Words

log = logging.getLogger(__name__)

POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
LANGUAGE = "lang"  # the cookie that remembers a visitor's choice
HIGHEST = 2**53  # of any number in an address
MOST_DRAWN = 32  # changes whose pictures are kept
_FOR_ANYBODY = (f"/{style()}", "/icon.svg", "/favicon.ico")  # the look, whatever name it is asked for under
LEARNING_S = 2.0  # that a visitor waits for names to be known before they are told that it takes longer

Reading = Callable[[Seen, Request], Response]


class Site:
    """The pages over one configuration. *config*: that of this moment; *index*: search engines may come.

    *without_names*: people are withheld everywhere (DESIGN 5.17). *static*: the pages are to be files: no forms, search,
    feeds (5.16). *only*: these watches and no others.
    """

    def __init__(
        self,
        config: Callable[[], Config],
        *,
        prefix: str = "",
        names: Collection[str] = (),
        index: bool = False,
        without_names: bool = False,
        static: bool = False,
        only: frozenset[str] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._config = config
        self._prefix = prefix.rstrip("/")
        self._names = {name.lower() for name in names}
        self._index = index
        self._known = KnownNames() if without_names else None
        self._learning: threading.Thread | None = None
        self._static = static
        self._only = only
        self._now = now
        self._drawn: OrderedDict[int, ChangePictures | None] = OrderedDict()
        self._removals: object = None  # of the database when they were drawn
        self._pdf = Confined()
        self._drawing = threading.Lock()
        self._held: Path | None = None  # the database that was read last: without it the first visit is not still to come
        self._shared: Store | None = None
        self._before: tempfile.TemporaryDirectory[str] | None = None  # holds a database without a visit, once one was wanted
        # Tables have names and what belongs to no watch, and no file can ask them anything (5.16, 5.17).
        offered = not (without_names or static or only is not None) and find_spec("datasette") is not None
        self._data = (
            DataPages(
                self._read(lambda seen, request: Response(status_code=ALLOWED), of_file=True),
                lambda: config().database,
                lambda request: self._words(request, config()),
                lambda request: self._frame(request, config()),
            )
            if offered
            else None
        )

    def start(self) -> None:
        """Learn whose names to withhold, before anybody asks: of a long history that takes a minute."""
        if self._known is not None:
            self._learning = threading.Thread(target=self._learn, args=(self._known,), daemon=True)
            self._learning.start()

    def _learn(self, known: KnownNames) -> None:
        config = self._config()
        known.learn(config)
        database = config.database
        if not database.exists():
            return
        try:
            with Store.open(database, create=False, readonly=True, now=self._now) as store:
                known.of(store)
        except MonitorError as error:  # whoever asks is told of it
            log.warning("names not learnt detail=%s", error.message)

    def close(self) -> None:
        """End the process that draws, and what was read for all pages."""
        self._pdf.close()
        if self._shared is not None:
            self._shared.close()
        if self._before is not None:
            self._before.cleanup()
        if self._data is not None:
            self._data.close()

    def app(self) -> ASGIApp:
        """The application; addresses below the prefix reach it with or without the prefix, as proxies differ."""
        tables = f"{self._prefix}/data/"
        robots = "User-agent: *\n" + ("Disallow:\n" if self._index else "Disallow: /\n")
        routes = [
            Route("/", self._read(home_page)),
            Route("/watches", self._read(watches_page)),
            Route("/watch/{name}", self._read(watch_page)),
            Route("/watch/{name}/feed.xml", self._read(feed)),
            Route("/watch/{name}/at", self._read(at_day)),
            Route("/watch/{name}/changes.csv", self._read(changes_file)),
            Route("/watch/{name}/orgchart", self._read(orgchart_page)),
            Route("/watch/{name}/unit/{key}", self._read(unit_page)),
            Route("/watch/{name}/person/{key}", self._read(person_page)),
            Route("/watch/{name}/{number:int}", self._read(snapshot_page)),
            Route("/watch/{name}/{number:int}/page", self._read(page_file)),
            Route("/watch/{name}/{number:int}/file/{place:int}", self._read(document_file)),
            Route("/watch/{name}/{number:int}/compare", self._read(self._compare)),
            Route("/change/{id:int}", self._read(lambda seen, request: change_page(seen, request, self._pictures))),
            Route("/change/{id:int}/{side}-{page:int}-{near:int}.png", self._read(self._picture)),
            Route("/change/{id:int}/{side}-{page:int}.png", self._read(self._picture)),
            Route("/change/{id:int}/proof", self._read(proof_file)),
            Route("/change/{id:int}/card.png", self._read(card_picture)),
            Route("/search", self._read(search_page)),
            Route("/feed.xml", self._read(feed)),
            Route("/tag/{tag}/feed.xml", self._read(feed)),
            Route("/about", self._read(about_page)),
            Route("/about/rights", self._read(rights_page)),
            Route("/lang/{language}", self._choose),
            *([Route("/data", lambda request: RedirectResponse(tables, 308)), Mount("/data", self._data)] if self._data else []),
            Route("/" + style(), style_sheet),
            Route("/" + style("data"), style_sheet),
            Route("/icon.svg", icon),
            Route("/favicon.ico", icon),  # what browsers ask for by themselves
            Route("/robots.txt", lambda request: PlainTextResponse(robots)),
        ]
        handlers: dict[Any, Any] = dict.fromkeys((HTTPException, Exception), self._failed)
        return _Frame(Starlette(routes=routes, exception_handlers=handlers), self)

    # -------------------------------------------------------------------------------------------------------------- requests

    def _read(self, view: Reading, *, of_file: bool = False) -> Callable[[Request], Response]:
        """Answer with *view*; what is not there is 404, what is damaged is said and not shown.

        Before the first visit there is no database: the pages are those of an empty one, but where *view* needs the file itself.
        """

        def answer(request: Request) -> Response:
            config = self._config()
            words = self._words(request, config)
            if any(isinstance(one, int) and one > HIGHEST for one in request.path_params.values()):
                raise HTTPException(404)
            if self._learning is not None:
                self._learning.join(LEARNING_S)
                if self._learning.is_alive():
                    return self._message(request, "learning")
            try:
                known = of_file or config.database.exists()
                if not known and config.database == self._held:
                    return self._message(request, "gone")
                with self._store(config.database if known else None) as store:
                    self._held = config.database if known else None
                    seen = Seen(store=store, config=config, words=words, static=self._static)
                    request.state.frame = self._frame(request, config)
                    if self._only is not None:
                        seen = part_of(seen, self._only)
                    if self._known is not None:
                        seen = withholding(seen, self._known)
                        request.state.frame |= {"withheld": seen.withheld, "names": False}
                    try:
                        return view(seen, request)
                    except (NothingFound, HTTPException) as error:
                        if isinstance(error, HTTPException) and error.status_code != 404:
                            raise
                        return self._message(request, "not_found", seen=seen)
            except NothingFound:
                return self._message(request, "not_found")
            except Unproven as error:
                return self._message(request, "unproven", why=words.locale.render(error.message))
            except MonitorError as error:
                if not config.database.exists() and config.database != self._held:
                    return self._message(request, "empty")
                kind = kind_of(error) if config.database.exists() else "gone"
                log.error("%s path=%s detail=%s", kind, request.url.path, error.message)
                return self._message(request, kind)

        answer.__name__ = getattr(view, "__name__", "answer")
        return answer

    def _store(self, database: Path | None) -> AbstractContextManager[Store]:
        """*database*, or one without a visit, to be read; pages that are written down share it: a version is looked over once."""
        if self._shared is not None:
            return nullcontext(self._shared)
        if database is None:
            with self._drawing:
                if self._before is None:
                    self._before = tempfile.TemporaryDirectory(prefix="monitor-serve-")
                    Store.open(Path(self._before.name, "empty.db")).close()
            database = Path(self._before.name, "empty.db")
        store = Store.open(database, create=False, readonly=True, now=self._now, one_thread=not self._static)
        self._shared = store if self._static else None
        return nullcontext(store) if self._static else store

    def _words(self, request: Request, config: Config) -> Words:
        """In the language that the visitor chose, else which the browser asks for, else the configuration's."""
        wanted: list[tuple[float, int, Language]] = []
        for place, part in enumerate(request.headers.get("accept-language", "")[:200].lower().split(",")):
            tag, _, rest = part.partition(";")
            try:
                weight = float(rest.strip().removeprefix("q=") or 1)
            except ValueError:
                weight = 0.0
            wanted += [(-weight, place, language) for language in get_args(Language) if tag.strip().startswith(language)]
        chosen = [language for language in get_args(Language) if request.cookies.get(LANGUAGE) == language]
        language = chosen[0] if chosen else min(wanted)[2] if wanted else config.language
        return Words(language=language, timezone=config.timezone, now=self._now(), prefix=self._prefix)

    def _frame(self, request: Request, config: Config, here: str = "") -> dict[str, Any]:
        return {
            "names": self._known is None,
            "withheld": None,
            "static": self._static,
            "data": self._data is not None,
            "robots": not self._index,
            "contact": (config.contact_shown or config.contact or "").removeprefix("mailto:"),
            "path": request.scope["path"] + (f"?{request.url.query}" if request.url.query else ""),
            "here": here,
            "bare": False,
        }

    def _message(self, request: Request, kind: Kind, *, why: str = "", seen: Seen | None = None) -> Response:
        """The page that says why what was asked for is not shown, and what comes next."""
        config, path = self._config(), request.scope["path"]
        words = self._words(request, config)
        names = [watch.name for watch in config.watches if self._only is None or watch.name in self._only]
        near = near_watch(path, names) if kind == "not_found" else ""
        if near and path.rstrip("/") == f"/watch/{near}":  # it is not misspelt, there is nothing of it yet
            kind, why, near = "unvisited", seen.title(near) if seen else near, ""
        return message_page(
            kind,
            words,
            self._frame(request, config),
            again=again_at(words, path, request.url.query) if STATUS[kind] == 503 and request.method in ("GET", "HEAD") else "",
            near=(near, seen.title(near) if seen else near) if near else None,
            why=why,
        )

    def misdirected(self, request: Request) -> Response:
        """What a request is answered that names somebody else's host."""
        return self._message(request, "host", why=named_host(request.headers.get("host", "")) or "NAME")

    def _failed(self, request: Request, error: Exception) -> Response:
        """What is said of a request that cannot be answered; what is no answer of HTTP's own is a bug of ours."""
        if isinstance(error, HTTPException):
            return self._message(request, "read_only" if error.status_code == 405 else "not_found")
        log.error("bug path=%s", request.url.path, exc_info=error)
        return self._message(request, "broken")

    def _choose(self, request: Request) -> Response:
        """Remember the language, and go back to where the visitor was; never to another site."""
        to = request.query_params.get("to", "/")
        there = to if to.startswith("/") and not to.startswith(("//", "/\\")) and not urlsplit(to).netloc else "/"
        answer = RedirectResponse(self._prefix + quote(there, safe="/?&=%-._~"), 303)
        if request.path_params["language"] in ("fr", "en"):
            answer.set_cookie(
                LANGUAGE, request.path_params["language"], max_age=31_536_000, path=self._prefix or "/", samesite="lax"
            )
        return answer

    def allows(self, host: str) -> bool:
        """Whether a request may name us so: a name of ours or an address; any other is somebody else's name that leads here."""
        name = urlsplit(f"//{host}").hostname or ""
        if name in self._names or name == "localhost":
            return True
        try:
            return bool(ipaddress.ip_address(name))
        except ValueError:
            return False

    def headers(self) -> list[tuple[bytes, bytes]]:
        """What every answer carries besides its own."""
        common = [
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]
        return common if self._index else [*common, (b"x-robots-tag", b"noindex, nofollow")]

    @property
    def prefix(self) -> str:
        return self._prefix

    # -------------------------------------------------------------------------------------------------- what needs the drawer

    def _picture(self, seen: Seen, request: Request) -> Response:
        """A page of a document before or after a change, what became of it outlined; or the part that one number is at."""
        if not seen.names:
            raise HTTPException(404)
        change_id, number = request.path_params["id"], request.path_params["page"]
        drawn = self._pictures(seen.store, change_id)
        pairs = drawn.pages if drawn else ()
        found = next(
            (side for pair in pairs for side in pair.sides if (side.side, side.page) == (request.path_params["side"], number)), None
        )
        if found is None:
            raise HTTPException(404)
        near = request.path_params.get("near")
        png = found.png if near is None else close_up(found, near)
        if png is None:
            raise HTTPException(404)
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, no-cache"})

    def _pictures(self, store: Store, change_id: int) -> ChangePictures | None:
        with self._drawing:  # one at a time: the drawer is one process
            if (removals := store.removals()) != self._removals:  # who was erased is in no picture that is kept (5.17)
                self._drawn.clear()
                self._removals = removals
            if change_id not in self._drawn:
                stored = store.change(change_id)
                old, new = (
                    store.revision(stored.watch, n) for n in (stored.change.version_before(stored.snapshot), stored.snapshot)
                )
                self._drawn[change_id] = pictures_between(store, stored.change, old, new, self._pdf, most_bytes=ON_A_SCREEN)
                while len(self._drawn) > MOST_DRAWN:
                    self._drawn.popitem(last=False)
            self._drawn.move_to_end(change_id)
            return self._drawn[change_id]

    def _compare(self, seen: Seen, request: Request) -> Response:
        """Any two versions set against each other."""
        name, number = request.path_params["name"], request.path_params["number"]
        other = number_of(request.query_params.get("with"))
        if other is None or other == number:
            raise HTTPException(404)
        old, new = sorted((other, number))
        known = seen.config.watch_or_name(name)
        # People are compared too, and withheld from the result.
        store = seen.store.whole if isinstance(seen.store, WithheldStore) else seen.store
        with self._drawing:
            found = comparison(store, known, old, new, lambda: self._pdf)
        if seen.withheld:
            told = tuple(map(seen.withheld.change, found.changes))
            found = replace(found, changes=told, old=seen.withheld.revision(found.old), new=seen.withheld.revision(found.new))
        values = versions_apart(seen, found, pairs=request.query_params.get("view") == "pairs")
        return shown("compare.html.j2", seen, request, values)


class _Frame:
    """What holds for every request: the prefix is taken off, the name it comes under is judged, headers are added."""

    def __init__(self, app: Starlette, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        prefix = self._site.prefix
        if prefix and (scope["path"] == prefix or scope["path"].startswith(prefix + "/")):
            scope = {**scope, "path": scope["path"][len(prefix) :] or "/"}
        refuses = not self._site.allows(host) and scope["path"] not in _FOR_ANYBODY

        async def answer(message: Any) -> None:
            if message["type"] == "http.response.start":
                named = {name.lower() for name, _ in message["headers"]}
                own = [
                    (b"content-security-policy", POLICY.encode()),
                    (b"cache-control", b"no-cache"),
                    (b"vary", b"Accept-Language, Cookie"),
                ]
                added = [pair for pair in [*own, *self._site.headers()] if pair[0] not in named]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        if refuses:
            told = await run_in_threadpool(self._site.misdirected, Request(scope, receive))
            await told(scope, receive, answer)
        else:
            await self._app(scope, receive, answer)
