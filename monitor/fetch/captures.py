"""Past captures as a web of their own: what was seen then, answered as if it were visited then (DESIGN 5.8).

A manifest may come from anybody: its files stay inside its folder, and are read under the caps that hold for the network too
(DESIGN §6).
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

from monitor.errors import MonitorError, refused, wrap_os_errors
from monitor.fetch.body import Body, read_body
from monitor.fetch.errors import FetchError
from monitor.i18n.locale import Text
from monitor.model import DocumentLink, Fetched, FetchFailed, FetchOutcome, HttpFacts, Validators, Watch
from monitor.model.frozen import dataclass, field
from monitor.normalize import address_key
from monitor.placeholders import address_with_values, with_names

LAST_YEAR = 9999  # waits are added to a visit's time, and no later date exists
HTML, PDF = "text/html", "application/pdf"
CAPTURED = frozenset({".html", ".htm", ".xhtml", ".pdf"})  # files that a whole path in a manifest may name
LONGEST_LINE = 1_000_000  # characters; with a thousand documents a line has some 100,000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedFile:
    """One file as it was captured. `load` gives its bytes when asked, so that a thousand captures need not lie in memory.

    It is handed the most bytes that are wanted, and raises FetchError `too_large` for more.
    """

    load: Callable[[int], bytes]
    url: str | None = None
    status: int = 200
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One manifest line: `doors.Web` as it was at `at`."""

    line: int
    at: datetime
    page_file: CapturedFile
    documents: Mapping[str, tuple[CapturedFile, ...]] = field(default_factory=dict)
    answered: dict[str, bool] = field(default_factory=dict)  # of each document asked for: whether one of its files was handed over

    def page(self, watch: Watch, *, validators: Validators, deadline: datetime, named: bool) -> FetchOutcome:
        """The captured page; a status of 400 and more is the failure it was."""
        asked = address_with_values(watch.placeholders, watch.url)
        return with_names(watch.placeholders, _answer(self, asked, self.page_file, watch.visiting.max_page))

    def document(
        self, watch: Watch, link: DocumentLink, *, validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome | None:
        """The captured file of that address, or the item's only one; None where the capture has none."""
        files = self.documents.get(link.item, ())
        asked = address_with_values(watch.placeholders, link.url or watch.url)
        wanted = address_key(asked) if link.url else ""
        found = next((f for f in files if f.url and address_key(f.url) == wanted), None)
        alone = files[0] if len(files) == 1 and files[0].url is None else None
        captured = found or alone
        self.answered[link.item] = self.answered.get(link.item, False) or captured is not None
        if captured is None:
            return None
        return with_names(watch.placeholders, _answer(self, asked, captured, watch.visiting.max_document))


def _answer(capture: Capture, url: str, captured: CapturedFile, most: int) -> FetchOutcome:
    try:
        body = captured.load(most)
    except FetchError as error:
        return FetchFailed(kind=error.kind, detail=error.detail, at=capture.at)
    except (OSError, MonitorError) as error:  # a file or a commit that is gone
        return FetchFailed(kind="truncated", detail=f"{type(error).__name__}: {error}", at=capture.at)
    headers = {"content-type": captured.content_type, **{k.lower(): v for k, v in captured.headers.items()}}
    http = HttpFacts(
        url=url,
        final_url=captured.url or url,
        status=captured.status,
        request_headers=(),
        response_headers=tuple((k, v) for k, v in headers.items() if v),
        redirects=(),
        started_at=capture.at,
        finished_at=capture.at,
    )
    if captured.status >= 400:
        return FetchFailed(kind="http_error", detail=f"HTTP {captured.status}", at=capture.at, http=http)
    validators = Validators(etag=headers.get("etag"), last_modified=headers.get("last-modified"))
    return Fetched(
        http=http, body=body, sha256=hashlib.sha256(body).hexdigest(), content_type=headers["content-type"], validators=validators
    )


def _bytes(path: Path, most: int) -> bytes:
    """The file, `.gz` read through. Raises FetchError: `too_large` for more than *most* bytes, `truncated` for broken gzip."""
    with path.open("rb") as file:
        encoding, length = ("gzip", None) if path.suffix == ".gz" else ("", path.stat().st_size)
        body: Body = read_body(iter(partial(file.read, _CHUNK), b""), encoding=encoding, length=length, max_bytes=most, cut_by=())
    if body.cut:
        raise FetchError("truncated", body.cut)
    return body.data


class BadCapture(ValueError):
    """A line of a manifest that is no capture; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def read_manifest(path: Path) -> Iterator[Capture | tuple[int, str | Text]]:
    """The captures of *path* in its order; a line that is none comes as (line number, what is wrong)."""
    with wrap_os_errors(path, remedy=Text("errors.fetch.no_json_do")):
        lines = path.open(encoding="utf-8-sig", errors="surrogateescape")  # a line in another encoding is one faulty line
    number = 0
    with lines:
        while text := lines.readline(LONGEST_LINE + 1):
            number += 1
            if len(text) > LONGEST_LINE:  # than any capture's: no more than that of it is in memory at once
                while len(text) > LONGEST_LINE and not text.endswith("\n"):
                    text = lines.readline(LONGEST_LINE + 1)
                yield number, Text("errors.fetch.too_long", most=LONGEST_LINE)
            elif text.strip():
                yield _line(path.parent, number, text)


def _line(folder: Path, number: int, text: str) -> Capture | tuple[int, str | Text]:
    try:
        said = json.loads(text)
        documents = dict[str, tuple[CapturedFile, ...]]()
        for item, files in (said.get("documents") or {}).items():
            # A document of which no type is told is taken for a PDF where it is called one, or nothing; else its bytes tell
            endings = (PurePath(str(f["file"]).lower().removesuffix(".gz")).suffix for f in files)
            kinds = [PDF if ending in ("", ".pdf") else "" for ending in endings]
            documents[item] = tuple(map(partial(_file, folder), files, kinds))
        at = datetime.fromisoformat(said["time"])
        if at.tzinfo is None:
            raise BadCapture(Text("errors.fetch.no_time_zone", time=said["time"]))
        if at.year >= LAST_YEAR:
            raise BadCapture(Text("errors.fetch.too_late", time=said["time"]))
        return Capture(line=number, at=at.astimezone(UTC), page_file=_file(folder, said["page"], HTML), documents=documents)
    except json.JSONDecodeError as error:
        column = error.colno
        return number, Text("errors.fetch.no_json", column=column)
    except BadCapture as error:
        return number, error.text
    except KeyError as error:
        return number, Text("errors.fetch.missing_key", key=error.args[0])
    except (ValueError, TypeError, AttributeError, OverflowError, RuntimeError) as error:  # the last: links in a circle
        return number, Text("errors.fetch.bad_value", error=error)
    except OSError as error:
        return number, refused(error.filename, error)


def _file(folder: Path, said: Mapping[str, Any], content_type: str) -> CapturedFile:
    # Raises BadCapture or another ValueError for what would only be met while the capture is read; None stands for left out.
    for key in ("file", "url", "content_type"):
        if said.get(key) is not None and not isinstance(said[key], str):
            raise BadCapture(Text("errors.fetch.not_a_text", key=key))
        (said.get(key) or "").encode()  # a lone surrogate can't be stored
    urlsplit(said.get("url") or "")
    if any(not isinstance(value, str) for value in (said.get("headers") or {}).values()):
        raise TypeError(f"headers {said['headers']!r}: not strings")
    # Links are followed; what is read is kept, and shown. A whole path is taken where it names a page or a document, as tools
    # write manifests about captures that lie elsewhere; what a stranger's manifest would be after (keys, passwords, configurations)
    # has no such name, and no link leads to it.
    name = said["file"]
    path = (folder / name).resolve()
    if ".." in Path(name).parts or not (Path(name).is_absolute() or path.is_relative_to(folder.resolve())):
        raise BadCapture(Text("errors.fetch.outside", name=name))
    kinds = {Path(one.removesuffix(".gz")).suffix.lower() for one in (name, path.name)}
    if Path(name).is_absolute() and not kinds <= CAPTURED:
        raise BadCapture(Text("errors.fetch.no_capture", name=name, kinds=", ".join(sorted(CAPTURED))))
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
    return CapturedFile(
        load=partial(_bytes, path),
        url=said.get("url"),
        status=int(said.get("status") or 200),
        content_type=said.get("content_type") or content_type,
        headers=said.get("headers") or {},
    )
