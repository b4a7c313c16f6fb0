"""What each address shows: values into templates, feeds, and what was received as downloads (5.11). Reads only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor import __version__
from monitor.i18n.typography import clean
from monitor.model.frozen import replace
from monitor.model.shapes import machine_time
from monitor.proof.bundle import packed, proof_of_change
from monitor.report.lines import plain
from monitor.report.subjects import is_called
from monitor.web import careers, change, charts, home, version, watch
from monitor.web.card import card
from monitor.web.context import Entry, Seen, entry, newest_first
from monitor.web.pages import STATIC, page, plain_page, rights
from monitor.web.rows import csv_text
from monitor.web.words import Words

NEWEST = 50  # changes in a feed
DOWNLOAD = "default-src 'none'; sandbox"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def shown(template: str, seen: Seen, request: Request, values: dict[str, Any], here: str = "") -> Response:
    return HTMLResponse(page(template, seen.words, **{**request.state.frame, "here": here, **values}))


def home_page(seen: Seen, request: Request) -> Response:
    return shown("home.html.j2", seen, request, home.home(seen, number_of(request.query_params.get("before"))), "home")


def watches_page(seen: Seen, request: Request) -> Response:
    return shown("watches.html.j2", seen, request, home.every_watch(seen), "watches")


def watch_page(seen: Seen, request: Request) -> Response:
    query = request.query_params
    values = watch.watch(
        seen, request.path_params["name"], query.get("item") or None, query.get("major") == "1", number_of(query.get("before"))
    )
    return shown("watch.html.j2", seen, request, values)


def at_day(seen: Seen, request: Request) -> Response:
    """Lead to the version that stood at the end of a day."""
    name = request.path_params["name"]
    found = _stood_at(seen, request, request.query_params.get("day", ""))
    return found if isinstance(found, Response) else RedirectResponse(seen.words.to("watch", name, found), 303)


def _stood_at(seen: Seen, request: Request, day: str) -> int | Response:
    """The number of the version of a watch that stood at the end of *day*; a page that says why there is none."""
    name, words, at = request.path_params["name"], seen.words, _end_of(day, seen.words.timezone)
    if at is None and not seen.store.watches(name):
        raise HTTPException(404)
    found = watch.version_at(seen, name, at) if at else words.phrase("no_day_text")
    if isinstance(found, int):
        return found
    back = {"url": words.to("watch", name), "text": seen.title(name)}
    return plain_page(words, request.state.frame, 404, words.phrase("not_yet" if at else "no_day"), found, [back])


def change_page(seen: Seen, request: Request, drawn: change.Drawing) -> Response:
    values = change.change(seen, request.path_params["id"], drawn, pairs=request.query_params.get("view") == "pairs")
    found = values["tree"]
    values["tree"] = charts.tree(found[0], found[1], seen.words) if found else ()
    values["tree_unsure"] = bool(found) and charts.all_unsure(found[0])
    values["address"] = lasting(seen, request, "change", request.path_params["id"])
    values["card"] = lasting(seen, request, "change", request.path_params["id"], "card.png")
    return shown("change.html.j2", seen, request, values)


def card_picture(seen: Seen, request: Request) -> Response:
    """The change as a picture that others show beside its address."""
    stored = seen.store.change(request.path_params["id"])
    words, text = seen.words, seen.withheld.text if seen.withheld else str
    window = change.window(seen, stored)
    of = entry(seen, stored)
    png = card(text(f"{of.page} · {of.item}"), text(words.headline(stored.change)), text(window), words.phrase("site"))
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, no-cache"})


def lasting(seen: Seen, request: Request, *steps: object) -> str:
    """The address of a page of ours for others and for later: where the configuration says that the pages stand, else as this
    visitor reaches it; of a page that will be a file, its place among those.
    """
    path = replace(seen.words, prefix="").to(*steps)
    if seen.config.public_url:
        return seen.config.public_url + path
    if seen.static:
        return f"{'' if seen.words.language == seen.config.language else seen.words.language + '/'}{path[1:]}.html"
    return address_of(seen, request, seen.words.prefix + path)


def address_of(seen: Seen, request: Request, path: str) -> str:
    """The whole address of one of our pages as this visitor reaches it."""
    return path if seen.static else f"{request.url.scheme}://{request.headers.get('host', '')}{path}"


def snapshot_page(seen: Seen, request: Request) -> Response:
    return shown(
        "snapshot.html.j2", seen, request, version.snapshot(seen, request.path_params["name"], request.path_params["number"])
    )


def orgchart_page(seen: Seen, request: Request) -> Response:
    asked = request.query_params.get("at", "")
    at = _end_of(asked, seen.words.timezone) if asked else None
    of_version = request.query_params.get("version", "")
    number = number_of(of_version)
    if of_version and (asked or number is None):
        raise HTTPException(404)
    if asked and isinstance(told := _stood_at(seen, request, asked), Response):
        return told
    return shown("orgchart.html.j2", seen, request, charts.orgchart(seen, request.path_params["name"], at, asked, number))


def unit_page(seen: Seen, request: Request) -> Response:
    return shown("unit.html.j2", seen, request, careers.unit(seen, request.path_params["name"], request.path_params["key"]))


def person_page(seen: Seen, request: Request) -> Response:
    return shown("person.html.j2", seen, request, careers.person(seen, request.path_params["name"], request.path_params["key"]))


def search_page(seen: Seen, request: Request) -> Response:
    if not seen.names:
        raise HTTPException(404)
    return shown("search.html.j2", seen, request, version.search(seen, request.query_params.get("q", "")[:300]), "search")


def about_page(seen: Seen, request: Request) -> Response:
    return shown("about.html.j2", seen, request, {}, "about")


def rights_page(seen: Seen, request: Request) -> Response:
    """What people who are named can ask for, and what they are answered: a document of ours, nothing of a page in it."""
    heading, text = rights(seen.words.language)
    return shown("rights.html.j2", seen, request, {"heading": heading, "text": text}, "about")


def feed(seen: Seen, request: Request) -> Response:
    """Atom of all watches, of one, or of those of a tag; 304 where nothing was added since (RFC 9110 §13)."""
    name, tag = request.path_params.get("name"), request.path_params.get("tag")
    if tag is None:
        found = seen.store.changes(name, limit=NEWEST)
    else:  # the newest of the watches that the configuration gives that tag
        names = [w.name for w in seen.config.watches if tag in w.tags]
        if not names:
            raise HTTPException(404)
        known = {one.name for one in seen.store.watches()}
        of_tag = [one for watch in names if watch in known for one in seen.store.changes(watch, limit=NEWEST)]
        found = tuple(sorted(of_tag, key=newest_first)[:NEWEST])
    version_ = f'"{max((one.id for one in found), default=0)}-{seen.words.language}"'
    # A proxy that packs the answer makes the tag a weak one, and it is compared as such (RFC 9110 §13.1.2).
    held = request.headers.get("if-none-match", "")
    if held.strip() == "*" or version_ in {one.strip().removeprefix("W/") for one in held.split(",")}:
        return Response(status_code=304, headers={"ETag": version_})
    public = seen.config.public_url
    if public:  # an entry keeps its id by whatever name its reader reaches us (RFC 4287 §4.2.6)
        seen = replace(seen, words=replace(seen.words, prefix=""))
    origin = public or address_of(seen, request, "")
    words = seen.words
    here, page_of, title = words.to("feed.xml"), words.to(), words.phrase("feed_title")
    if name:
        here, page_of, title = (
            words.to("watch", name, "feed.xml"),
            words.to("watch", name),
            words.phrase("feed_of", page=seen.title(name)),
        )
    elif tag:
        here, page_of, title = words.to("tag", tag, "feed.xml"), words.to("watches"), words.phrase("feed_of", page=clean(tag))
    text = seen.withheld.text if seen.withheld else str
    body = _atom([(entry(seen, one), one.taken_at) for one in found], words, origin, (here, page_of, title), text)
    return Response(body, media_type="application/atom+xml", headers={"ETag": version_, "Cache-Control": "no-cache"})


def _atom(
    entries: Sequence[tuple[Entry, datetime]],
    words: Words,
    origin: str,
    about: tuple[str, str, str],
    shown: Callable[[str], str] = str,
) -> bytes:
    """*entries* as an Atom feed (RFC 4287), each with its time, newest first. *origin*: "https://host".

    *about*: the feed's address, its page's, its title; *shown*: what is written of a text.
    """
    here, page, title = about
    feed = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": words.language})
    _add(feed, "id", origin + here)
    _add(feed, "title", shown(title))
    _add(feed, "updated", machine_time(entries[0][1] if entries else _NEVER))
    _add(feed, "link", rel="self", type="application/atom+xml", href=origin + here)
    _add(feed, "link", rel="alternate", type="text/html", href=origin + page)
    _add(_add(feed, "author"), "name", words.phrase("site"))
    _add(feed, "generator", "city-page-monitor", version=__version__)
    for one, at in entries:
        item = _add(feed, "entry")
        _add(item, "id", origin + one.url)
        is_named = one.names or is_called(one.page, one.item)  # an alert's subject says it once, too
        named = f"{one.page} — {one.sentence}" if is_named else f"{one.page} — {one.item} — {one.sentence}"
        _add(item, "title", shown(named), type="text")
        _add(item, "updated", machine_time(at))
        _add(item, "link", rel="alternate", type="text/html", href=origin + one.url)
        said = [(one.item, one.counts or one.sentence)]  # then each line, in text that has no marks
        said += [(words.phrase(f"kind_{change.KINDS[line.mark]}") if line.mark in "+-" else "", plain(line)) for line in one.lines]
        lines = [words.locale.text("report.about", item=of, summary=text) if of else text for of, text in said]
        _add(item, "summary", shown("\n".join(lines)), type="text")
    ET.register_namespace("", _ATOM)
    made: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", {key: _NO_XML.sub("\ufffd", value) for key, value in attributes.items()})
    if text is not None:
        child.text = _NO_XML.sub("\ufffd", text)
    return child


def page_file(seen: Seen, request: Request) -> Response:
    name, number = request.path_params["name"], request.path_params["number"]
    kept = seen.store.page_of(name, number)
    if kept is None:
        raise HTTPException(404)
    return _download(kept[0], f"{name}-{number}.html")


def document_file(seen: Seen, request: Request) -> Response:
    name, number, place = (request.path_params[key] for key in ("name", "number", "place"))
    documents = seen.store.revision(name, number).documents
    content = documents[place].content if place < len(documents) else None
    kept = seen.store.kept(content.sha256) if content else None
    if content is None or kept is None:
        raise HTTPException(404)
    ending = ".pdf" if content.media_type == "application/pdf" else ""
    return _download(kept, f"{name}-{number}-{documents[place].link.item}{ending}")


def changes_file(seen: Seen, request: Request) -> Response:
    """The changes of a page as the table that `export --format csv` writes: of its newest versions (DESIGN 5.16)."""
    name = request.path_params["name"]
    seen.store.watch_id(name)
    text = "".join(csv_text(seen, [name], watch.IN_TABLE))
    return _download(text.encode("utf-8-sig"), f"{name}.csv", media_type="text/csv; charset=utf-8")


def proof_file(seen: Seen, request: Request) -> Response:
    """The proof of a change, to be checked offline (DESIGN 5.21); it holds what was received, and so the names (5.17)."""
    if not seen.names:
        raise HTTPException(404)
    change = seen.store.change(request.path_params["id"])
    files = proof_of_change(seen.store, change, made_at=seen.words.now, timezone=seen.words.timezone, language=seen.words.language)
    name = f"{change.watch}-{change.snapshot}-{seen.words.phrase('proof_file')}"
    return _download(packed(files, name), f"{name}.zip")


def _download(data: bytes, name: str, media_type: str = "application/octet-stream") -> Response:
    """Bytes as received: never shown as a page of ours, whatever they say they are."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": DOWNLOAD,
        "Cache-Control": "private, no-cache",
    }
    return Response(data, media_type=media_type, headers=headers)


def icon(request: Request) -> Response:
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response((STATIC / "icon.svg").read_bytes(), media_type="image/svg+xml", headers=headers)


def style_sheet(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2].partition("-")[0]
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response((STATIC / f"{name}.css").read_bytes(), media_type="text/css", headers=headers)


def number_of(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def _end_of(day: str, timezone: str) -> datetime | None:
    """The last moment of *day* ("2024-03-12"); None where it is none."""
    try:
        wanted = date.fromisoformat(day)
        return datetime.combine(wanted + timedelta(days=1), time(0), tzinfo=ZoneInfo(timezone)) - timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        return None
