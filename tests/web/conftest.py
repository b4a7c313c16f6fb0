"""A town with a history, its pages served on loopback, and a browser for all who open them."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from monitor.service.pages import PageOptions, listening
from monitor.web.site import Site as Pages
from tests.pipeline.house import PDF, House, html, stand
from tests.pipeline.lookalikes import chart
from tests.site import Page, Site

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ITEMS = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"
[watch.documents.organigramme]
link = "Organigramme"
kind = "orgchart"
"""
TEXTS = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"
[watch.sections.contact]
heading = "Votre contact"
"""


class Visitor:
    """Somebody with a browser, who is sent to a page of the site."""

    def __init__(self, pages: Pages, port: int) -> None:
        self.pages = pages
        self.port = port
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, headers={"Accept-Language": "fr"})

    def get(self, path: str, **headers: str) -> httpx.Response:
        self.client.cookies.clear()
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """First reading, two quiet visits, a page that is away, then another text and a unit that moved; made once, only read."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("town"), site)
        house.configure(items=ITEMS)
        site.pages[PDF] = Page(chart("plain"), content_type="application/pdf")
        house.check()
        for _ in range(2):
            house.later(days=1)
            house.check()
        kept, site.pages["/"] = site.pages["/"], Page(b"<title>503</title><h1>Maintenance</h1>", status=503)
        house.later(days=1)
        house.check()
        site.pages["/"] = kept
        house.later(days=1)
        site.pages["/"] = html(None, ("efficacité", "<script>alert(1)</script>qualité"))
        site.pages[PDF] = Page(chart("moved"), content_type="application/pdf")
        house.check()
        yield house


def served(house: House, **options: object) -> Iterator[Visitor]:
    pages = Pages(lambda: house.config, now=house.now, **options)  # type: ignore[arg-type]
    listener = listening(PageOptions(host="127.0.0.1", port=0))
    server = uvicorn.Server(uvicorn.Config(pages.app(), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    visitor = Visitor(pages, listener.getsockname()[1])
    yield visitor
    visitor.client.close()
    server.should_exit = True
    thread.join(10)
    pages.close()


@pytest.fixture(scope="session")
def visitor(town: House) -> Iterator[Visitor]:
    yield from served(town)


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Fourteen pages whose text changed yesterday; two changed again today, in two texts each."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("busy"), site)
        paths = [f"/c{n}" for n in range(14)]
        house.configure(*(site.url(path) for path in paths), items=TEXTS)
        today = at = datetime(2027, 1, 15, 8, tzinfo=UTC)
        house.now = lambda: at
        contact = ("</main>", "<h2>Votre contact</h2><p>Le secrétariat général répond au 01 02 03 04 05.</p></main>")
        for days, changed in ((-30, range(14)), (-1, range(14)), (0, range(2))):
            at = today + timedelta(days=days)
            for n in changed:
                swaps = [contact] if days < 0 else [(contact[0], contact[1].replace("05", "99"))]
                word = ("efficacité", {-30: "efficacité", -1: "efficience", 0: "sobriété"}[days])
                site.pages[paths[n]] = html(None, word, *swaps)
            house.results()
        yield from served(house)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Gone with its file: while it runs, so does a loop in this thread, and others start loops of their own."""
    with sync_playwright() as playwright:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--disable-gpu", *root])
        yield chromium
        chromium.close()
