"""`monitor doctor`: everything an administrator would look at, and how to mend what is wrong. Writes nothing, sends nothing."""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from monitor.alerts.summary import unborne_tag
from monitor.cli.examine import Finding, Level, database, files, finding_of, machine, of_error, warning, well, wrong
from monitor.cli.options import config_option, described, json_option, option
from monitor.config import load
from monitor.config.addresses import apprise_knows
from monitor.config.values import BadValue
from monitor.confine import Confined
from monitor.decide.alerts import unborne_tags
from monitor.decide.case import missing_item
from monitor.deliver.feed import file_of
from monitor.errors import MonitorError
from monitor.fetch import Fetcher
from monitor.i18n.locale import Foreign
from monitor.i18n.typography import clean
from monitor.model import Channel, Config, Failure, Reading, Smtp, Validators, Watch, WatchState
from monitor.model.frozen import replace
from monitor.normalize import key
from monitor.pipeline.visit import Visit, of_bug, read, read_again
from monitor.records import now, visited
from monitor.report.failures import failure_seen, failure_to_do
from monitor.report.layout import Run, Style, Terminal, painted
from monitor.report.words import reason as oddity
from monitor.store import Store
from monitor.terminal.hiding import hide
from monitor.terminal.logs import set_up
from monitor.terminal.output import json_line, localized, terminal, terminal_language, terminal_locale
from monitor.wiring import network

FAILED = 1
MARGIN = 16  # cells before what is said
MARKS: dict[Level, tuple[str, Style]] = {"ok": ("✓", "good"), "warning": ("!", "new"), "error": ("✗", "bad")}
_TOML = re.compile(r"\[|[\w.-]+ ?= ?\S")  # how a line of config.toml begins


@described("doctor")
@option("--offline", is_flag=True, help="help.doctor.offline")
@config_option
@json_option
def command(offline: bool, config_path: Path, as_json: bool) -> int:
    """Print each finding as soon as it is known, then how many there are."""
    set_up()
    to = terminal(sys.stdout, terminal_language(), "UTC")
    found: list[Finding] = []
    for finding in findings(config_path, offline=offline):
        found.append(finding)
        print(json_line(asdict(finding)) if as_json else _text(finding, to), flush=True)
    errors, warnings = (sum(f.level == level for f in found) for level in ("error", "warning"))
    if not as_json:
        count = localized(
            "doctor.found", errors=localized("doctor.errors", n=errors), warnings=localized("doctor.warnings", n=warnings)
        )
        print("\n" + to.put(Run(count if errors or warnings else localized("doctor.nothing_wrong"), "strong")))
    return FAILED if errors else 0


def findings(path: Path, *, offline: bool) -> Iterator[Finding]:
    """What needs no configuration first; without one there is nothing more to look at."""
    yield from machine()
    try:
        config = load(path, os.environ)
    except MonitorError as error:
        yield from of_error("config", error)
        return
    hide(config)
    watched = localized("doctor.watched", n=len(visited(config)))
    told = localized("doctor.told", n=len(config.channels))
    yield well("config", localized("doctor.configured", file=config.path, watched=watched, told=told, timezone=config.timezone))
    if config.public_url and not config.contact:
        remedy = f'{localized("doctor.no_contact_do")}\ncontact = "mailto:veille@example.org"'
        yield warning("config", localized("doctor.no_contact", url=config.public_url), remedy)
    yield from files(config)
    yield from database(config, now())
    yield from tags(config)
    if not offline:
        yield from pages(config, now)
        yield from channels(config)


def _text(finding: Finding, to: Terminal) -> str:
    mark, style = MARKS[finding.level]
    name = localized(f"doctor.names.{finding.check}")
    room = " " * MARGIN
    said: Style = "plain" if finding.level == "ok" else style
    lines = to.put(Run(clean(finding.said), said), first=room)
    head = painted([Run(mark, style), Run(f" {name:<{MARGIN - 2}}", "quiet")], colour=to.colour)
    remedy = [  # it may end with lines for config.toml, each a line here too, whole: they are there to be copied
        f"{room}  {clean(line)}"
        if n and _TOML.match(line)
        else to.put(Run(clean(line)), first=f"{room}{'  ' if n else '→ '}", rest=f"{room}  ")
        for n, line in enumerate(finding.remedy.splitlines())
    ]
    return "\n".join((f"{head}{lines.removeprefix(room)}", *remedy))


FAR_OFF = timedelta(minutes=5)


def pages(config: Config, now: Callable[[], datetime]) -> Iterator[Finding]:
    """A finding or more for each page that is watched, in the order of the configuration, then one about the clock."""
    watches = visited(config)
    # What is known of each page, without what would let its server answer "not modified": its items are to be looked for.
    states = {w.name: WatchState(watch=w.name) for w in watches}
    with suppress(MonitorError), Store.open(config.database, create=False, readonly=True) as store:
        for name, state in store.states(watches).items():
            states[name] = replace(state, page_validators=Validators(), page_sha256=None, known=())
    offsets: list[timedelta] = []
    with (
        Fetcher(contact=config.contact, now=now, sleep=time.sleep) as web,
        Confined() as pdf,
        ThreadPoolExecutor(max_workers=max((w.visiting.concurrency for w in watches), default=1)) as pool,
    ):

        def visit(watch: Watch) -> Reading:
            at = now()
            try:
                doors = network(web, config)
                look = Visit(watch=watch, state=states[watch.name], web=doors, pdf=pdf, at=at, now=now, named=True)
                reading = read(look)
                if not reading.undecided:
                    return reading
                page = None  # the last good one, beside which `check` judges one that lacks its items
                with suppress(MonitorError), Store.open(config.database, create=False, readonly=True) as kept:
                    page = kept.newest_page(watch.name)
                return read_again(look, reading, page)
            except Exception as bug:  # a bug that one page meets must not hide what is wrong with the others
                return of_bug(watch, at, bug)

        for watch, reading in zip(watches, pool.map(visit, watches), strict=True):
            yield from _page(watch, reading)
            offsets += _offset(reading)
    if offsets:  # one server may be wrong; where the one in the middle is far off, we are
        off = timedelta(seconds=median(o.total_seconds() for o in offsets))
        if abs(off) <= FAR_OFF:
            yield well("clock", localized("doctor.clock_agrees"))
        else:
            span = terminal_locale().duration(abs(off))
            said = localized("doctor.clock_slow" if off > timedelta(0) else "doctor.clock_fast", span=span)
            yield warning("clock", said, "timedatectl set-ntp true")


def _page(watch: Watch, reading: Reading) -> Iterator[Finding]:
    failures = [reading.failure] if reading.failure else []
    never = {sought.item for sought in reading.sought}  # what no visit has found is told from what is lost (DESIGN 3.22)
    for item in reading.found.missing:
        lost = Failure(kind="item_missing", detail="", item=item)
        failures.append(missing_item(item, reading, never=True) if item in never else lost)
    failures += [d.failure for d in reading.documents if d.failure]
    for failure in failures:
        seen = failure_seen(failure, terminal_language())
        if failure.facts.get("never"):
            seen = terminal_locale().text("report.about", item=failure.item, summary=seen[0].lower() + seen[1:])
        yield wrong("page", f"{watch.name} — {seen}", failure_to_do(failure, terminal_language()))
    if not failures and reading.extraction is not None:
        items = len({s.item for s in reading.extraction.sections} | {d.item for d in reading.extraction.documents})
        yield well("page", f"{watch.name} — {localized('doctor.items', n=items)}")
    named = {section.item: section.heading for section in watch.recipe.sections if section.heading and not section.css}
    for section in reading.found.sections:
        wanted = named.get(section.item)
        if wanted and section.heading and key(wanted) != key(section.heading):  # followed under another one, or meant otherwise
            words = {"watch": watch.name, "wanted": wanted, "heading": section.heading, "item": section.item}
            yield finding_of(warning, "page", "doctor.other_heading", **words)
    finders: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for link in reading.found.documents:
        first, second = finders.setdefault(link.url, link.item) if link.url else link.item, link.item
        if first != second and (first, second) not in told:
            told.add((first, second))
            yield finding_of(
                warning, "page", "doctor.same_document", watch=watch.name, first=first, second=second, label=link.label
            )
    for item, reason in reading.odd:
        why = oddity(reason, terminal_language())
        yield warning("page", localized("doctor.odd", watch=watch.name, item=item, why=why), f"monitor outline {watch.url}")


def _offset(reading: Reading) -> list[timedelta]:
    """How far the server's clock was ahead of ours (RFC 9110 §6.6.1); a cache's old answer is left out (Age)."""
    http = reading.http
    headers = {name.lower(): value for name, value in http.response_headers} if http else {}
    if http is None or "age" in headers or "date" not in headers:
        return []
    try:
        said = parsedate_to_datetime(headers["date"])
    except ValueError:
        return []
    return [(said if said.tzinfo else said.replace(tzinfo=UTC)) - http.finished_at]


PATIENCE_S = 15.0
PORTS = {"http": 80, "https": 443}


def tags(config: Config) -> Iterator[Finding]:
    """A finding for each tag of an [[alert]] that leads to no page."""
    for found in unborne_tags(config.channels, config.watches):
        yield warning("channel", *unborne_tag(found))


def channels(config: Config) -> Iterator[Finding]:
    """A finding for the mail server, and one for each other channel."""
    if not config.channels:
        yield finding_of(warning, "channels", "doctor.nobody")
    if config.smtp and any(c.kind == "mail" for c in config.channels):
        yield _mail(config.smtp)
    for channel in config.channels:
        if channel.kind == "feed":
            # Its folder, or the one that it will be made in, must be writable: a new file takes the old one's place.
            folder = file_of(channel.to, config).parent
            there = folder if folder.exists() else folder.parent  # `deliver.feed` makes the last one
            if there.is_dir() and os.access(there, os.W_OK):
                yield well("channel", channel.shown)
            else:
                said = localized("doctor.feed_folder", channel=channel.shown, folder=folder)
                yield wrong("channel", said, localized("doctor.feed_folder_do"))
        elif channel.kind != "mail":
            yield _other(channel)


def _mail(smtp: Smtp) -> Finding:
    """Greeting, TLS, log-in, NOOP; nothing is sent."""
    where = f"{smtp.host}:{smtp.port}"
    tls = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=PATIENCE_S, context=tls)
            if smtp.security == "tls"
            else smtplib.SMTP(smtp.host, smtp.port, timeout=PATIENCE_S)
        ) as server:
            if smtp.security == "starttls":
                server.starttls(context=tls)
            if smtp.user:
                server.login(smtp.user, smtp.password or "")
            server.noop()
    except smtplib.SMTPAuthenticationError as error:
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        return wrong(
            "mail", localized("doctor.smtp_said", where=where, said=f"{error.smtp_code} {said}"), localized("doctor.smtp_login")
        )
    except smtplib.SMTPNotSupportedError as error:
        return wrong("mail", localized("doctor.smtp_said", where=where, said=Foreign(error)), localized("doctor.smtp_security"))
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or str(error)
        return finding_of(wrong, "mail", "doctor.smtp_tls", where=where, said=Foreign(reason), do=localized("doctor.smtp_host"))
    except (smtplib.SMTPException, OSError) as error:
        return wrong("mail", localized("doctor.smtp_said", where=where, said=Foreign(error)), localized("doctor.smtp_unreachable"))
    how = localized("doctor.smtp_in_clear") if smtp.security == "none" else smtp.security.upper()
    return well("mail", f"{where} ({how}{', ' + localized('doctor.smtp_accepted') if smtp.user else ''})")


def _other(channel: Channel) -> Finding:
    """Apprise must know the address; a host in it must have an address. Where it keeps a token instead, nothing is asked."""
    if channel.kind == "apprise":
        try:
            apprise_knows(channel.to)
        except BadValue:
            return finding_of(wrong, "channel", "doctor.apprise", channel=channel.shown)
    host = urlsplit(channel.shown).hostname
    if host is None or "…" in host:
        return well("channel", channel.shown)
    try:
        socket.getaddrinfo(host, PORTS.get(urlsplit(channel.to).scheme, 443))
    except (OSError, UnicodeError):
        return finding_of(wrong, "channel", "doctor.no_host", channel=channel.shown, host=host)
    return well("channel", channel.shown)
