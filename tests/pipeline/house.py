"""An installation in one folder, run in this process: all is real but the clock, which can be moved."""

from __future__ import annotations

import atexit
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pikepdf

from monitor.confine import Confined
from monitor.demo.server import page, site_file
from monitor.model import CheckResult, Config, DocumentCaps, DocumentContent, DocumentKind, Unreadable
from monitor.pipeline.batch import check
from monitor.records import chosen, read_config
from monitor.report.as_json import result_json, show_json
from monitor.store import Store
from monitor.wiring import working
from tests.configs import ITEMS, write_config
from tests.databases import put_new
from tests.site import Page, Site

PDF = "/media/organigramme-2025.pdf"
NEW_PDF = "/media/organigramme-2026.pdf"


class _Reader(Confined):
    """One warm child for all tests, which reads a file once: files are tested where they are read, here what becomes of them."""

    _read_before: ClassVar[dict[object, DocumentContent]] = {}

    def read(self, data: bytes, kind: DocumentKind, caps: DocumentCaps | None = None) -> DocumentContent | Unreadable:
        asked = (data, kind, caps and caps.pages)
        found = self._read_before.get(asked) or super().read(data, kind, caps)
        if isinstance(found, DocumentContent):
            self._read_before[asked] = found
        return found


READER = _Reader()
atexit.register(READER.close)


def html(text: bytes | None = None, *swaps: tuple[str, str], etag: str | None = None) -> Page:
    """The town's page, with *swaps* of its text; changing what it says changes its bytes, so give it a new ETag too."""
    body = page(noise=False, after=False) if text is None else text
    for old, new in swaps:
        assert old.encode() in body, old
        body = body.replace(old.encode(), new.encode())
    return Page(body, etag=etag)


def pdf(name: str = "organigramme-2025.pdf", *, etag: str | None = None, resaved: bool = False) -> Page:
    """A bundled org chart; *resaved*: other bytes, the same to look at."""
    body = site_file(name)
    if resaved:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(body)) as document:
            document.docinfo["/Producer"] = "Un autre export"
            document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        body = out.getvalue()
        assert body != site_file(name)
    return Page(body, content_type="application/pdf", etag=etag)


@dataclass(slots=True)
class House:
    """`check()` is one run of the program: everything is opened, used and closed again."""

    folder: Path
    site: Site
    offset: timedelta = timedelta(0)
    now: Callable[[], datetime] = field(init=False)

    def __post_init__(self) -> None:
        self.now = lambda: datetime.now(UTC) + self.offset

    def configure(self, *urls: str, items: str = ITEMS, more: str = "", after: str = "", language: str = "fr") -> None:
        write_config(self.folder, *(urls or (self.site.url(),)), items=items, more=more, after=after, language=language)

    @property
    def config(self) -> Config:
        return read_config(self.folder / "config.toml")

    def results(self, *names: str) -> list[CheckResult]:
        config = self.config
        with working(config, wait=timedelta(0), clock=self.now) as (doors, _):
            return list(check(chosen(config, names), replace(doors, pdf=READER), named=bool(names)))

    def checks(self, *names: str) -> list[dict[str, Any]]:
        """What `check --json` would print, a line a watch."""
        return [result_json(result, self.config.language) for result in self.results(*names)]

    def check(self, *names: str) -> dict[str, Any]:
        """The only line."""
        (line,) = self.checks(*names)
        return line

    def outcome(self) -> str:
        outcome: str = self.check()["outcome"]
        return outcome

    def later(self, **time: float) -> None:
        self.offset += timedelta(**time)

    def show(self, name: str = "valmont", number: int | None = None) -> dict[str, dict[str, Any]]:
        """The items of a snapshot by name, as `show --json` has them; the last of several documents of one name."""
        with self.store() as store:
            return {item["item"]: item for item in show_json(name, store.revision(name, number))["items"]}

    def documents(self) -> list[str]:
        with self.store() as store:
            return [d.link.label for d in store.revision("valmont").documents]

    def store(self) -> Store:
        return Store.open(self.config.database, readonly=True)

    def outbox(self) -> list[tuple[str, tuple[str, ...]]]:
        """Kind and items of every alert so far."""
        with self.store() as store:
            return [(row.kind, row.items) for row in reversed(store.outbox.recent(1000))]

    def asked(self, path: str = "/") -> list[dict[str, str]]:
        """The headers of the requests for *path*, names in lower case; then forgets them."""
        found = [{k.lower(): v for k, v in a.headers.items()} for a in self.site.asked if a.path == path]
        self.site.asked = [a for a in self.site.asked if a.path != path]
        return found


def stand(folder: Path, site: Site) -> House:
    """A house with one watch on a town that serves its page and its org chart."""
    site.pages["/"] = html(etag='"p1"')
    site.pages[PDF] = pdf(etag='"d1"')
    site.pages[NEW_PDF] = pdf("organigramme-2026.pdf")
    house = House(folder, site)
    house.configure()
    put_new(folder / "monitor.db")
    return house
