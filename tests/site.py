"""A real web server on loopback whose pages a test sets and changes between visits."""

from __future__ import annotations

import http.server
import threading
from dataclasses import dataclass, field
from types import TracebackType

BASE = "http://127.0.0.1"


@dataclass(slots=True)
class Page:
    """One answer; with an ETag it answers 304 to who has it."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    etag: str | None = None


@dataclass(slots=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]


class Site:
    """`site.pages["/x"] = Page(...)`, `site.url("/x")`, `site.asked`; 404 for what it has not."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.date: str | None = None  # what it says the time is; None: the truth
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def url(self, path: str = "/") -> str:
        return f"{BASE}:{self._server.server_port}{path}"

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(site: Site) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, format: str, *args: object) -> None:
            """Tests read `site.asked` instead."""

        def date_time_string(self, timestamp: float | None = None) -> str:
            return site.date or super().date_time_string(timestamp)

        def do_GET(self) -> None:
            site.asked.append(Asked(self.path, dict(self.headers.items())))
            page = site.pages.get(self.path, Page(b"<h1>404</h1>", 404))
            same = page.etag is not None and self.headers.get("If-None-Match") == page.etag
            self.send_response(304 if same else page.status)
            if page.etag:
                self.send_header("ETag", page.etag)
            for name, value in {"Content-Type": page.content_type, **page.headers}.items():
                self.send_header(name, value)
            if not same:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            if not same:
                self.wfile.write(page.body)

    return Handler
