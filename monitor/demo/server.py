"""The town of Valmont-sur-Ource on loopback: one page in several states, served as a real web server would."""

from __future__ import annotations

import hashlib
import http.server
import threading
from importlib.resources import files
from string import Template
from types import TracebackType
from typing import Literal

from monitor.model.frozen import dataclass

PATH = "/votre-mairie/organigramme/"
Scene = Literal["before", "noise", "after", "maintenance"]

_NOISE = {
    False: {
        "today": "lundi 5 janvier 2026",
        "visits": "51 563",
        "shares": "12",
        "news_id": "424",
        "clock": "07:00:02",
        "build": "3412",
    }
    | {"news": "Le conseil municipal du 25 janvier en direct", "news_date": "5 janvier 2026", "nonce": "pghodvpNVkGlVEjm"},
    True: {
        "today": "mardi 6 janvier 2026",
        "visits": "51 987",
        "shares": "13",
        "news_id": "431",
        "clock": "07:00:04",
        "build": "3413",
    }
    | {"news": "Collecte des sapins : les points d’apport", "news_date": "6 janvier 2026", "nonce": "Zk81xQ0aTtLw22mB"},
}
_CONTENT = {
    False: {"label": "Organigramme de la ville et de la métropole – juin 2025", "size": "3,4 ko", "file": "organigramme-2025.pdf"},
    True: {
        "label": "Organigramme de la ville et de la métropole – janvier 2026",
        "size": "3,5 ko",
        "file": "organigramme-2026.pdf",
    },
}


def site_file(name: str) -> bytes:
    """The bytes of a bundled file."""
    return files("monitor.demo").joinpath("site", name).read_bytes()


def page(*, noise: bool, after: bool) -> bytes:
    """The page with *noise*, today's boilerplate and apostrophes, nothing a reader calls a change, and the content *after*."""
    prose = site_file("prose-after.txt" if after else "prose-before.txt").decode()
    if noise:
        prose = prose.replace("’", "'").replace(" ; ", "\u202f; ")
    paragraphs = "\n".join(f"    <p>{p}</p>" for p in prose.strip().split("\n\n"))
    return Template(site_file("page.html").decode()).substitute(_NOISE[noise], **_CONTENT[after], prose=paragraphs).encode()


@dataclass(frozen=True, slots=True)
class Served:
    status: int
    body: bytes
    content_type: str = "text/html; charset=utf-8"


def answer(scene: Scene, path: str) -> Served:
    """What the town's server says to a request for *path* in *scene*."""
    if path == PATH and scene == "maintenance":
        return Served(200, site_file("maintenance.html"))
    if path == PATH:
        return Served(200, page(noise=scene == "noise", after=scene == "after"))
    if path.startswith("/media/organigramme-20") and path.endswith(".pdf") and path.count("/") == 2:
        return Served(200, site_file(path.rsplit("/", 1)[-1]), "application/pdf")
    return Served(404, b"Not found", "text/plain")


class Town:
    """A server of its own thread on a free port; `scene` may change between visits."""

    def __init__(self) -> None:
        self.scene: Scene = "before"
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{PATH}"

    def __enter__(self) -> Town:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(town: Town) -> type[http.server.BaseHTTPRequestHandler]:
    class DemoHandler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the terminal belongs to the demo."""

        def do_GET(self) -> None:
            said = answer(town.scene, self.path)
            etag = '"' + hashlib.sha256(said.body).hexdigest()[:16] + '"'
            unchanged = said.status == 200 and self.headers.get("If-None-Match") == etag
            self.send_response(304 if unchanged else said.status)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", said.content_type)
            self.send_header("Content-Length", "0" if unchanged else str(len(said.body)))
            self.end_headers()
            if not unchanged:
                self.wfile.write(said.body)

    return DemoHandler
