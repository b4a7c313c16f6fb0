"""Datasette's pages under /data/, where it is installed: tables, and queries that anybody can ask (DESIGN 5.11, record 21).

Datasette reads the file of the database by itself, so SQLite decides what of it: every statement is asked about before it runs, and
what the pages do not show (bytes, alerts, HTTP headers, who was erased, free pages of the file) is refused whatever the statement
is. Its pages are ours, in the visitor's language: no script, no style in a page, the same policy.
"""

from __future__ import annotations

import asyncio
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from monitor.i18n.typography import held
from monitor.report.careers import ABOVE
from monitor.store.rows import dumps
from monitor.web.pages import style
from monitor.web.words import Words

if TYPE_CHECKING:
    from datasette.app import Datasette

DATABASE = "monitor"  # its name in addresses, whatever the file is called
ALLOWED = 204  # the answer of a guard that has nothing against a request
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):[\d.]+Z")
_STRUCK = "monitor_struck"  # the name by which Datasette knows `_cell`
_LONGEST_VALUE = 2_000_000  # bytes of a text that a statement may make
_MOST_BYTES = 20_000_000  # of all that it returns
_SETTINGS = {
    "allow_download": False,  # the file has what is refused below
    "default_cache_ttl": 0,  # what is erased is not shown again by a browser
    "max_returned_rows": 1000,
    "num_sql_threads": 1,
    "sql_time_limit_ms": 1000,
    "suggest_facets": False,
}

_SHOWN = frozenset(
    ("latest", "revisions", "timeline", "people", "units", "chart_units", "watches", "snapshots", "changes", "edits")
)  # by their names
_BELOW = frozenset(
    (
        "text_blocks", "items", "texts", "blocks", "contents", "readings", "chart_keys", "checks", "episodes", "careers",
        "post_spells", "unit_spells", "sightings", "stretches", "recipes", "search_config", "json_each",
        "json_tree", "sqlite_master", "sqlite_schema",
    )
)  # fmt: skip  # what views are made of; their columns say nothing that pages do not
_OF_STATE = frozenset(("watch_id", "newest_at", "snapshot_id"))
_BLANK = frozenset(("salt", "digest"))  # read as NULL: against them what was erased could be tried
_PRAGMAS = frozenset(
    (
        "data_version", "database_list", "foreign_key_list", "index_info", "index_list", "index_xinfo", "schema_version",
        "table_info", "table_list", "table_xinfo",
    )
)  # fmt: skip

_QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))  # by name {"sql", "filled"}


class DataPages:
    """The pages as an application. *guard*: answers ALLOWED where a request may go on, else what it is answered; *database*: the
    file of this moment; *frame*: what our frame wants to know of a request besides its words.
    """

    def __init__(
        self,
        guard: Callable[[Request], Response],
        database: Callable[[], Path],
        words: Callable[[Request], Words],
        frame: Callable[[Request], dict[str, Any]],
    ) -> None:
        self._guard = guard
        self._database = database
        self._words = words
        self._frame = frame
        self._made: dict[str, tuple[tuple[Path, int], Datasette, Any]] = {}
        self._making = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        words = self._words(request)
        answer = await run_in_threadpool(self._guard, request)
        raw = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1").partition("?")[0]
        path = raw.removeprefix(words.prefix).removeprefix("/data")  # Datasette puts what is before in front of it again
        if answer.status_code == ALLOWED and path.startswith("/-/"):
            answer = Response("404\n", 404, media_type="text/plain")  # what Datasette says of itself: files, plugins, permissions
        elif answer.status_code == ALLOWED and request.method not in ("GET", "HEAD"):
            answer = Response("405\n", 405, media_type="text/plain")
        if answer.status_code != ALLOWED:
            await answer(scope, receive, send)
            return
        path = path if path != "/" else f"/{DATABASE}"  # the only one
        frame, file = self._frame(request), self._database()
        async with self._making:
            which = (file, file.stat().st_ino)
            made = self._made.get(words.language)
            if made is None or made[0] != which:  # another file has taken its place
                if made is not None:
                    _close(made[1])
                pages = await run_in_threadpool(_datasette, file, words, frame)
                made = self._made[words.language] = (which, pages, pages.app())
        await made[2]({**scope, "path": path, "raw_path": path.encode("latin-1"), "root_path": ""}, receive, send)

    def close(self) -> None:
        """End its threads and connections."""
        for _, pages, _ in self._made.values():
            _close(pages)


def _close(pages: Datasette) -> None:
    if pages.executor is not None:
        pages.executor.shutdown()
    for database in pages.databases.values():
        if database._write_thread is not None:
            database._write_queue.put(_Last())
            database._write_thread.join()
        database.close()


class _Last:
    """A task that ends Datasette's thread of writes, which waits for the next one as long as the process runs."""

    def fn(self, connection: object) -> None:
        raise SystemExit


def _datasette(file: Path, words: Words, frame: dict[str, Any]) -> Datasette:
    """Datasette over *file*, with our templates, in the language of *words*."""
    from datasette import hookimpl, utils

    # Each asks by a connection of its own that Datasette never closes, of which Python 3.13 warns; both are known. And it has
    # every error in a function of a statement printed, for the whole process: what damaged bytes say is told in words.
    utils.sqlite._cached_sqlite_version, utils.detect_json1 = utils.sqlite.sqlite3.sqlite_version_info, lambda _=None: True
    utils.sqlite.sqlite3.enable_callback_tracebacks(False)

    from datasette.app import Datasette, pm
    from datasette.utils.sqlite import sqlite3
    from jinja2 import ChoiceLoader, Environment, PackageLoader

    # It would print each address that is refused, with all local values, into the log.
    pm.get_plugin("datasette.handle_exception").rich = None
    if not pm.has_plugin(_STRUCK):
        cells = ModuleType(_STRUCK)  # it asks a plugin for the name of its module
        cells.render_cell = hookimpl(_cell)  # type: ignore[attr-defined]
        pm.register(cells, _STRUCK)

    class Ours(PackageLoader):
        """Our templates under the names that Datasette asks for."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
            return super().get_source(environment, f"{template}.j2")

    queries = {
        name: {
            "sql": query["sql"],
            "title": words.text(f"data.query.{name}"),
            "description": words.text(f"data.about.{name}"),
            "first": {
                place: value.format(year=words.year(words.now), next_year=words.year(words.now) + 1)
                for place, value in query["filled"].items()
            },
        }
        for name, query in _QUERIES.items()
    }
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as db:
        found = db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        known = frozenset(name for (name,) in found)
    hidden = {table: {"allow": False} for table in known - _SHOWN}
    pages = Datasette(
        files=[],
        settings={**_SETTINGS, "base_url": words.to("data") + "/"},
        metadata={"databases": {DATABASE: {"queries": queries, "tables": hidden}}},
    )
    pages.remove_database("_memory")
    _closable(pages.databases["_internal"])
    pages.add_database(_only_shown(pages, file, known), name=DATABASE)
    environment = pages.jinja_env
    ours = [Ours("monitor.web", "templates/data"), PackageLoader("monitor.web"), PackageLoader("monitor.report")]
    environment.loader = ChoiceLoader([*ours, environment.loader])
    about = {name: words.text(f"data.table.{name}") for name in _SHOWN}
    titles = {name: words.text(f"data.titled.{name}") for name in _SHOWN}
    environment.filters["held"] = held  # as templates that are imported want it
    environment.globals.update(
        frame, about=about, titles=titles, w=words, phrase=words.phrase, style=style(), data_style=style("data")
    )
    return pages


def _closable(within: Any) -> None:
    """Have *within*, a database in memory, note what it opens, as Datasette does with files, and its thread end where told to."""
    connect, write = within.connect, within._execute_writes

    def noted(write: bool = False) -> Any:
        within._all_file_connections.append(opened := connect(write))
        return opened

    def ending() -> None:
        with suppress(SystemExit):
            write()

    within.connect, within._execute_writes = noted, ending


def _cell(value: object, column: str) -> Markup | None:
    """A moment to the minute, units one in another, words that an edit says were struck out (3.28); None: Datasette writes it.

    The whole of a moment is in its title, in CSV and in JSON.
    """
    if isinstance(value, str) and (at := _MOMENT.fullmatch(value)):
        return Markup('<time datetime="{0}" title="{0}">{1}\u00a0{2}</time>').format(value, at[1], at[2])
    if column == "path" and isinstance(value, str):
        try:
            steps = json.loads(value)
        except ValueError:
            return None
        return escape(ABOVE.join(map(str, steps)) or "—") if isinstance(steps, list) else None
    if column != "edit" or not isinstance(value, str) or not value.startswith('{"op":"struck"'):
        return None
    try:
        said = dumps(json.loads(value).get("text", ""))
    except ValueError:
        return None  # a damaged row, or a column of the reader's own
    before, key, after = value.partition('"text":')
    if not after.startswith(said):
        return None
    return escape(before + key) + Markup("<s>") + escape(said) + Markup("</s>") + escape(after[len(said) :])


def _only_shown(pages: Datasette, file: Path, known: frozenset[str]) -> Any:
    """The database as Datasette may open it. *known*: what tables and views it has."""
    from datasette.database import Database
    from datasette.utils.sqlite import sqlite3

    class OnlyShown(Database):  # type: ignore[misc]
        def connect(self, write: bool = False) -> Any:
            if write:
                raise sqlite3.OperationalError("read only")
            reader = _reader(file)
            reader.set_authorizer(_authorizer(known))
            self._all_file_connections.append(reader)
            return reader

        async def execute(self, sql: str, params: Any = None, **asked: Any) -> Any:
            """The page says what is wrong with a statement; the log need not."""
            return await super().execute(sql, params, **{**asked, "log_sql_errors": False})

        async def get_all_foreign_keys(self) -> dict[str, Any]:
            found = await super().get_all_foreign_keys()
            return {table: {way: _between_shown(keys) for way, keys in ways.items()} for table, ways in found.items()}

        async def foreign_keys_for_table(self, table: str) -> list[dict[str, Any]]:
            return _between_shown(await super().foreign_keys_for_table(table))

        async def table_names(self) -> list[str]:
            return [name for name in await super().table_names() if name in _SHOWN]

        async def view_names(self) -> list[str]:
            return [name for name in await super().view_names() if name in _SHOWN]

    return OnlyShown(pages, path=str(file), is_mutable=True)


def _reader(file: Path) -> Any:
    """A connection that writes nothing, and stops where what is asked for is more than a page can show."""
    from datasette.utils.sqlite import sqlite3

    class Rows(sqlite3.Cursor):  # type: ignore[misc]
        def _bounded(self) -> Iterator[Any]:
            room = _MOST_BYTES
            for row in self:
                room -= sum(len(value) for value in tuple(row) if isinstance(value, str | bytes))
                if room < 0:
                    raise sqlite3.OperationalError(f"more than {_MOST_BYTES // 1_000_000} MB")
                yield row

        def fetchmany(self, size: int = 1) -> list[Any]:
            return list(islice(self._bounded(), size))

        def fetchall(self) -> list[Any]:
            return list(self._bounded())

    class Reader(sqlite3.Connection):  # type: ignore[misc]
        def cursor(self, factory: Any = Rows) -> Any:
            return super().cursor(factory)

    reader = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, check_same_thread=False, factory=Reader)
    reader.execute("PRAGMA query_only = 1")
    reader.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    return reader


def _authorizer(known: frozenset[str]) -> Callable[..., int]:
    """What SQLite asks of each part of a statement (`sqlite3_set_authorizer`): may it be done, does it read NULL, or neither?

    By the table itself, never by the view that leads to it: a statement can give a part of its own the name of a view.
    """
    from datasette.utils.sqlite import sqlite3

    harmless = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
    yes, null, no = int(sqlite3.SQLITE_OK), int(sqlite3.SQLITE_IGNORE), int(sqlite3.SQLITE_DENY)

    def allowed(action: int, first: str | None, second: str | None, *_: str | None) -> int:
        name, column = (first or "").lower(), (second or "").lower()  # a table and its column, or a pragma and its value
        if action == sqlite3.SQLITE_PRAGMA:
            return yes if name in _PRAGMAS else no
        if action != sqlite3.SQLITE_READ:
            return yes if action in harmless else no
        if name in _SHOWN or name in _BELOW or name.removeprefix("pragma_") in _PRAGMAS:
            return null if column in _BLANK else yes
        if name == "state":
            return yes if column in (*_OF_STATE, "") else no
        return yes if not column and name not in known else no  # without a column: a part that the statement named itself

    return allowed


def _between_shown(keys: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of *keys* those between what is shown: rows are counted and named through them; without a column, to the `id`."""
    return [{**key, "other_column": key["other_column"] or "id"} for key in keys if key["other_table"] in _SHOWN]
