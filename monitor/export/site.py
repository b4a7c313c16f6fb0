"""The pages of `monitor serve` as files that open without a server and without a script (DESIGN 5.16)."""

from __future__ import annotations

import asyncio
import posixpath
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from monitor.errors import MonitorError
from monitor.i18n.locale import Text
from monitor.model import Config, Language
from monitor.web.site import Site

MARK = ".city-page-monitor-site"  # in a folder that an export made, and may make again
_LINK = re.compile(r'(?P<before>\b(?:href|src)=")(?P<link>/[^"]*)(?P<after>")')
_CHANGE = re.compile(r"/change/\d+")
_ABSOLUTE = re.compile(r"[^\w.@-]+")


def write_site(
    config: Config, folder: Path, *, names: frozenset[str] | None, without_names: bool, told: Callable[[int], None] = lambda n: None
) -> tuple[int, tuple[str, ...]]:
    """Write every page that a link of the first one leads to into *folder*; returns how many files there are, and the
    addresses that a page leads to and that were not there: they are left out.

    *names*: of the watches that are in it, None: all. *told*: how many are written, now and then. A folder that another export made
    is replaced as a whole; any other that is not empty is refused.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise MonitorError.of("errors.export.no_site", folder=folder, do=Text("errors.export.new_folder_do"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    site = Site(lambda: config, without_names=without_names, static=True, only=names)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".site-") as made:
        try:
            number, missing = asyncio.run(_Crawl(site, Path(made), config.language, told).run())
        finally:
            site.close()
        (Path(made) / "robots.txt").write_text("User-agent: *\nDisallow: /\n", "utf-8")
        (Path(made) / MARK).write_text("", "utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        Path(made).chmod(0o755)
        shutil.copytree(made, folder)
    return number, missing


class _Crawl:
    """Asks for pages as a browser does, in both languages, and writes each with its links led to files."""

    def __init__(self, site: Site, folder: Path, language: Language, told: Callable[[int], None]) -> None:
        import httpx

        transport = httpx.ASGITransport(app=site.app())
        self._client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")
        self._folder = folder
        self._main = language
        self._told = told
        self._files: dict[tuple[Language, str], str] = {}
        self._waiting: dict[str, deque[tuple[Language, str]]] = {}  # by what is drawn for them: a change, or nothing
        self._pages: dict[str, set[str]] = {}  # that lead to a file

    async def run(self) -> tuple[int, tuple[str, ...]]:
        languages: tuple[Language, ...] = ("fr", "en")
        for language in languages:
            self._file(language, "/")
        written, missing = 0, dict[str, str]()
        async with self._client:
            while self._waiting:
                waiting = next(iter(self._waiting.values()))
                if not waiting:
                    del self._waiting[next(iter(self._waiting))]
                    continue
                language, path = waiting.popleft()
                answer = await self._client.get(path, headers={"Accept-Language": language})
                if answer.status_code in (404, 410) and path != "/":
                    missing[self._files[language, path]] = path
                    continue
                if answer.status_code != 200:
                    raise MonitorError(Text("errors.export.answer", path=path, status=answer.status_code))
                target = self._folder / self._files[language, path]
                target.parent.mkdir(parents=True, exist_ok=True)
                is_page = answer.headers["content-type"].startswith("text/html")
                target.write_bytes(self._led(answer.text, language, path).encode() if is_page else answer.content)
                written += 1
                self._told(written)
        for file in missing:
            # Nothing leads to a file that is not there: of a link its words stay, of a picture what stands for it
            for page in self._pages.get(file, ()):
                link = re.escape(escape(posixpath.relpath(file, posixpath.dirname(page) or ".")))
                linking = self._folder / page
                linking.write_text(re.sub(rf' (?:href|src)="{link}(?:#[^"]*)?"', "", linking.read_text("utf-8")), "utf-8")
        return written, tuple(dict.fromkeys(missing.values()))

    def _led(self, html: str, language: Language, path: str) -> str:
        """*html* with its links leading to files."""
        here = posixpath.dirname(self._files[language, path])

        def led(found: re.Match[str]) -> str:
            link = unescape(found["link"])
            where, _, fragment = link.partition("#")
            there, shown = language, where
            if where.startswith("/lang/"):
                query = dict(parse_qsl(urlsplit(where).query))
                there, shown = ("en" if "/lang/en" in where else "fr"), query.get("to", "/")
            target = self._file(there, shown)
            self._pages.setdefault(target, set()).add(self._files[language, path])
            file = posixpath.relpath(target, here or ".")
            return found["before"] + escape(file + (f"#{fragment}" if fragment else "")) + found["after"]

        return _LINK.sub(led, html)

    def _file(self, language: Language, link: str) -> str:
        """The file of an address; one that is new is asked for later."""
        if (language, link) not in self._files:
            # both languages have the same bytes there: pictures, style, what was received
            path = urlsplit(link).path
            shared = path.endswith((".png", ".css", ".svg", "/page")) or bool(re.search(r"/\d+/file/\d+$", path))
            first: Language = self._main if shared else language
            if (first, link) not in self._files:
                root = "" if first == self._main else f"{first}/"
                self._files[first, link] = root + _name(link)
                # All that shows a change is asked for together, so that its pictures are drawn once, however many there are
                drawn = _CHANGE.match(path)
                self._waiting.setdefault(drawn[0] if drawn else "", deque()).append((first, link))
            self._files[language, link] = self._files[first, link]
        return self._files[language, link]


def _name(link: str) -> str:
    """The name of the file of an address: "/watch/x?item=a" is "watch/x/index.item-a.html"."""
    parts = urlsplit(link)
    steps = [_ABSOLUTE.sub("_", unquote(step)).lstrip(".") or "_" for step in parts.path.strip("/").split("/") if step]
    query = parse_qsl(parts.query)
    if not steps:
        return "index" + _query(query) + ".html"
    last = steps[-1]
    if last.endswith((".png", ".css", ".svg")):
        return "/".join(steps)
    if len(steps) == 4 and last == "page":
        return "/".join(steps) + ".html.txt"  # what was received is never opened as a page of ours
    if len(steps) == 5 and steps[3] == "file":
        return "/".join(steps) + ".pdf"
    if last == "orgchart":
        key, value = query[0] if query else ("at", "index")
        return "/".join(steps) + "/" + _ABSOLUTE.sub("_", value if key == "at" else f"{key}-{value}") + ".html"
    if steps[0] == "watch" and len(steps) == 2:
        return "/".join(steps) + "/index" + _query(query) + ".html"
    return "/".join(steps) + _query(query) + ".html"


def _query(query: list[tuple[str, str]]) -> str:
    return "".join(f".{_ABSOLUTE.sub('_', key)}-{_ABSOLUTE.sub('_', value)}" for key, value in query)
