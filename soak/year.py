"""A year in minutes: many watches under an injected clock, with changes, faults, restarts and clock changes.

The schedule, the pipeline and the store are the real ones; only the web and the clock are ours. What the web says is a function of
the time, so that what should be in the database can be reckoned without the program (`Expected`) and compared.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from monitor.model import (
    Channel,
    DocumentCaps,
    DocumentContent,
    DocumentKind,
    DocumentLink,
    DocumentRecipe,
    Failure,
    Fetched,
    FetchFailed,
    FetchOutcome,
    HttpFacts,
    NotModified,
    Outcome,
    PageCaps,
    Past,
    Recipe,
    Schedule,
    SectionRecipe,
    Unreadable,
    Validators,
    Visiting,
    Watch,
)
from monitor.pipeline.batch import check
from monitor.pipeline.doors import Doors
from monitor.schedule import next_visit
from monitor.store import InstanceLock, Store
from soak import Summary

PARIS = "Europe/Paris"
ZONE = ZoneInfo(PARIS)
TIMES = ("0 0", "30 2", "0 3", "59 2", "15 4", "0 5", "0 6", "0 7", "30 7", "0 8", "45 8", "59 23")  # minute hour
BLIP = timedelta(seconds=10)  # shorter than `confirm_after`: gone when looked at again
CHANNEL = Channel(key="webhook-soak", kind="webhook", to="https://valmont.example/hook", on=("change",))


# ------------------------------------------------------------------------------------------------------------------- the town


@dataclass(frozen=True, slots=True)
class Fault:
    """From *start* to *end* the page is not what it should be."""

    kind: str  # 503, timeout, truncated, maintenance, blip
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Truth:
    """What a page says at any time: its text and its document change at known moments, faults lie over it."""

    texts: tuple[datetime, ...]
    documents: tuple[datetime, ...]
    faults: tuple[Fault, ...]

    def version(self, at: datetime) -> tuple[int, int]:
        """Of text and document."""
        return sum(t <= at for t in self.texts), sum(t <= at for t in self.documents)

    def fault(self, at: datetime) -> str | None:
        return next((f.kind for f in self.faults if f.start <= at < f.end), None)


@dataclass(slots=True)
class Clock:
    at: datetime

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass(slots=True)
class Town:
    """`doors.Web` without a network; its bytes differ at every visit, as those of real pages do, or it answers 304."""

    truths: dict[str, Truth]
    clock: Clock
    asked: Iterator[int] = field(default_factory=itertools.count)

    def page(self, watch: Watch, *, validators: Validators, deadline: datetime, named: bool) -> FetchOutcome:
        at, truth = self.clock.now(), self.truths[watch.name]
        text, document = truth.version(at)
        fault, etag = truth.fault(at), f'"{text}-{document}"'
        if fault in ("503", "timeout"):
            kind, detail = ("http_error", "HTTP 503") if fault == "503" else ("timeout", "20 s")
            return FetchFailed(kind=kind, detail=detail, at=at)  # type: ignore[arg-type]
        if fault is None and validators.etag == etag:
            return NotModified(http=_http(watch.url, at, 304), validators=validators)
        body = _page(watch.name, text, document, fault, next(self.asked))
        with_etag = Validators(etag=etag if fault is None and hash_of(watch.name) % 4 else None)
        return _fetched(
            watch.url,
            body,
            at,
            "text/html; charset=utf-8",
            with_etag,
            cut=f"{len(body)}/9000 bytes" if fault == "truncated" else None,
        )

    def document(
        self, watch: Watch, link: DocumentLink, *, validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome | None:
        at = self.clock.now()
        version = self.truths[watch.name].version(at)[1]
        return _fetched(
            link.url or "", _document(watch.name, version), at, "application/vnd.oasis.opendocument.spreadsheet", Validators()
        )


_Said = TypeVar("_Said")


class Reader:
    """`doors.PdfReader` for files that are no PDFs."""

    def read(self, data: bytes, kind: DocumentKind, caps: DocumentCaps | None = None) -> DocumentContent | Unreadable:
        return DocumentContent(sha256=hashlib.sha256(data).hexdigest(), size=len(data), media_type="application/octet-stream")

    def picture(self, data: bytes, *, page: int, dpi: float, within: bool = False) -> Unreadable:
        return Unreadable(detail="no PDF")

    def page(self, question: bytes, understood: Callable[[dict[str, Any]], _Said], caps: PageCaps) -> _Said | Failure:
        raise NotImplementedError("no page of the town is large")


def hash_of(name: str) -> int:
    """A number that is the same in every run, which `hash` is not."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])


def _http(url: str, at: datetime, status: int) -> HttpFacts:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Server", "soak"))
    return HttpFacts(
        url=url, final_url=url, status=status, request_headers=(("User-Agent", "soak"),), response_headers=headers, redirects=(),
        started_at=at, finished_at=at,
    )  # fmt: skip


def _fetched(url: str, body: bytes, at: datetime, media: str, validators: Validators, *, cut: str | None = None) -> Fetched:
    digest = hashlib.sha256(body).hexdigest()
    return Fetched(http=_http(url, at, 200), body=body, sha256=digest, content_type=media, validators=validators, cut=cut)


def _document(name: str, version: int) -> bytes:
    return b"PK\x03\x04" + f"{name} {version} ".encode() * 200


def sentence(name: str, version: int) -> str:
    """The one sentence of the section that changes."""
    return f"À la version {version}, la mutualisation de {name} porte sur {version + 3} services communs."


def _page(name: str, text: int, document: int, fault: str | None, nonce: int) -> bytes:
    menu = "".join(f'<li><a href="/rubrique-{n}">Rubrique {n}</a></li>' for n in range(30))
    head = f'<!doctype html><html lang="fr"><head><meta name="csrf" content="{nonce}"><title>{name}</title></head>'
    head += f"<body><nav><ul>{menu}</ul></nav>"
    if fault == "maintenance":
        return f"{head}<main><h1>Site en maintenance</h1><p>Nous revenons bientôt.</p></main></body></html>".encode()
    intro = (
        "<h1>Organisation</h1><p>"
        + "Les services de la ville de Valmont-sur-Ource travaillent pour vous, chaque jour. " * 4
        + "</p>"
    )
    if fault == "blip":
        return f"{head}<main>{intro}</main></body></html>".encode()
    kept = "<p>" + "Les communes de la métropole mettent leurs moyens en commun depuis longtemps. " * 3 + "</p>"
    section = f"<h2>La mutualisation</h2>{kept}<p>{sentence(name, text)}</p>"
    if fault == "truncated":
        return f"{head}<main>{intro}{section}"[: -len(sentence(name, text)) // 2].encode()
    link = '<p><a href="/media/budget.ods">Budget des services communs</a> (ODS)</p>'
    return f"{head}<main>{intro}{section}<h2>Documents</h2>{link}</main><footer>Valmont</footer></body></html>".encode()


# ---------------------------------------------------------------------------------------------------------- what should happen


@dataclass(frozen=True, slots=True)
class Story:
    """One trial: the watches, what their pages say, when the service is up."""

    watches: tuple[Watch, ...]
    truths: dict[str, Truth]
    start: datetime
    up: tuple[tuple[datetime, datetime], ...]  # from, to; in order, nothing visited between them
    seed: int

    @property
    def end(self) -> datetime:
        return self.up[-1][1]


def story(*, watches: int, start: date, days: int, seed: int) -> Story:
    """A trial made by chance, the same for the same *seed*."""
    chance = random.Random(seed)
    begin = datetime.combine(start, datetime.min.time(), UTC) + timedelta(hours=12)
    made = tuple(_watch(f"commune-{n:03}", TIMES[n % len(TIMES)]) for n in range(watches))
    truths = {watch.name: _truth(chance, watch, begin, days) for watch in made}
    return Story(watches=made, truths=truths, start=begin, up=_up(chance, begin, days), seed=seed)


def _watch(name: str, at: str) -> Watch:
    recipe = Recipe(
        sections=(SectionRecipe(item="mutualisation", heading="La mutualisation"),),
        documents=(DocumentRecipe(item="budget", link="Budget"),),
        hash="soak",
    )
    visiting = Visiting(pause=timedelta(0), confirm_after=timedelta(seconds=30))
    return Watch(name=name, url=f"https://{name}.example/", schedule=Schedule(cron=f"{at} * * *"), recipe=recipe, visiting=visiting)


def _truth(chance: random.Random, watch: Watch, begin: datetime, days: int) -> Truth:
    """About ten changes of the text and three of the document a year; a fault a month, for hours or days; six blips a year."""

    def moments(mean_days: float) -> Iterator[datetime]:
        at = begin + timedelta(days=chance.expovariate(1 / mean_days) + 0.5)
        while at < begin + timedelta(days=days):
            yield at.replace(microsecond=0)
            at += timedelta(days=chance.expovariate(1 / mean_days))

    kinds = ("503", "timeout", "truncated", "maintenance")
    faults = [Fault(chance.choice(kinds), at, at + timedelta(hours=chance.choice([2, 12, 30, 80]))) for at in moments(30)]
    blips = [next(p for p in planned(*time_of(watch), at, at + timedelta(days=2)) if p > at) for at in moments(60)]
    faults += [Fault("blip", at, at + BLIP) for at in blips]
    return Truth(texts=tuple(moments(36)), documents=tuple(moments(120)), faults=tuple(faults))


def _up(chance: random.Random, begin: datetime, days: int) -> tuple[tuple[datetime, datetime], ...]:
    """A restart about every ten days, at once or after a rest of minutes to days, as of a machine asleep."""
    up, at, end = [], begin, begin + timedelta(days=days)
    while at < end:
        stop = min(end, at + timedelta(days=chance.uniform(4, 16)))
        up.append((at, stop))
        at = stop + chance.choice([timedelta(0), timedelta(minutes=7), timedelta(hours=9), timedelta(days=2, hours=3)])
    return tuple(up)


def time_of(watch: Watch) -> tuple[int, int]:
    """Hour and minute of a daily schedule."""
    assert watch.schedule.cron is not None
    minute, hour, *_ = watch.schedule.cron.split()
    return int(hour), int(minute)


@dataclass(slots=True)
class Expected:
    """What should be in the database of one watch, reckoned without the program."""

    outcomes: list[Outcome] = field(default_factory=list)  # of its visits, in order
    versions: list[tuple[int, int]] = field(default_factory=list)  # of its snapshots, in order


def expected(told: Story, watch: Watch) -> Expected:
    found, truth = Expected(), told.truths[watch.name]
    for at in visits(told, watch):
        fault, version = truth.fault(at), truth.version(at)
        if fault not in (None, "blip"):
            found.outcomes.append("failed")
        elif found.versions and version == found.versions[-1]:
            found.outcomes.append("failed" if fault == "blip" else "unchanged")
        else:
            found.outcomes.append("changed" if found.versions else "first")
            found.versions.append(version)
    return found


def visits(told: Story, watch: Watch) -> Iterator[datetime]:
    """When *watch* is visited: at once, then at its time once a day, what was missed once when the service is back."""
    yield told.start
    last = told.start
    for since, until in told.up:
        if any(last < p <= since for p in planned(*time_of(watch), last, since)):
            yield since
            last = since
        for at in planned(*time_of(watch), last, until):
            if max(since, last) < at < until:
                yield at
                last = at


def planned(hour: int, minute: int, since: datetime, until: datetime) -> Iterator[datetime]:
    """That time of day in Paris, on every day once; an hour that does not come counts as if the clock had not been changed."""
    day = since.astimezone(ZONE).date()
    while day <= until.astimezone(ZONE).date():
        yield datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)
        day += timedelta(days=1)


# ------------------------------------------------------------------------------------------------------------------- the trial


@dataclass(slots=True)
class Measured:
    """What the trial cost, day by day of its own time."""

    resident_mb: list[float] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)
    visited: int = 0
    restarts: int = 0

    def note(self) -> None:
        self.resident_mb.append(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)
        self.descriptors.append(len(list(Path("/proc/self/fd").iterdir())))

    def thirds(self) -> tuple[float, float]:
        """Median memory of the first third of the days and of the last, MB."""
        third = max(1, len(self.resident_mb) // 3)
        return statistics.median(self.resident_mb[:third]), statistics.median(self.resident_mb[-third:])

    def descriptor_thirds(self) -> tuple[int, int]:
        third = max(1, len(self.descriptors) // 3)
        return max(self.descriptors[:third]), max(self.descriptors[-third:])


def live(told: Story, database: Path) -> Measured:
    """Go through the whole story with the program's own schedule, pipeline and store."""
    measured, clock, chance = Measured(), Clock(told.start), random.Random(told.seed)
    town = Town(told.truths, clock)
    for since, until in told.up:
        clock.at = max(clock.at, since)
        while clock.at < until:  # a process of the service
            with _opened(database, town, clock) as (doors, store):
                measured.restarts += 1
                _process(told, doors, store, clock, until, measured, chance)
    return measured


@contextmanager
def _opened(database: Path, town: Town, clock: Clock) -> Iterator[tuple[Doors, Store]]:
    with InstanceLock(database, command="soak"), Store.open(database, now=clock.now) as store:
        yield Doors(web=town, pdf=Reader(), book=store, channels=(CHANNEL,), now=clock.now, sleep=clock.sleep), store


def _process(
    told: Story, doors: Doors, store: Store, clock: Clock, until: datetime, measured: Measured, chance: random.Random
) -> None:
    """Visit what is due, sleep until the next is, as `run` does; until the end, or until a batch is broken off in its middle."""
    agenda = Agenda(told.watches)
    while clock.at < until:
        batch, next_at = agenda.due(store, clock.at)
        if not batch:
            if next_at.date() > clock.at.date():
                measured.note()
            clock.at = min(next_at, until)
            continue
        blips = any(told.truths[w.name].fault(clock.at) == "blip" for w in batch)
        torn = len(batch) > 1 and not blips and chance.random() < 0.02
        results = check(batch, doors)
        for _ in itertools.islice(results, 1 if torn else None):
            measured.visited += 1
        results.close()  # type: ignore[attr-defined]  # what was under way is abandoned, as by a signal
        if torn:
            return


@dataclass(slots=True)
class Agenda:
    """When each watch is due, from its newest visit in the database; reckoned once for each of them."""

    watches: tuple[Watch, ...]
    known: dict[str, tuple[Past, datetime]] = field(default_factory=dict)

    def due(self, store: Store, now: datetime) -> tuple[list[Watch], datetime]:
        """The watches to visit now, and when the next will be."""
        pasts = store.pasts(self.watches)
        times = {w.name: self._next(w, pasts[w.name], now) for w in self.watches}
        return [w for w in self.watches if times[w.name] <= now], min(times.values())

    def _next(self, watch: Watch, past: Past, now: datetime) -> datetime:
        known = self.known.get(watch.name)
        if known is None or known[0] != past:
            planned = next_visit(watch, past, now, PARIS, spread=False)
            assert planned is not None
            known = self.known[watch.name] = past, planned.at
        return known[1]


# ------------------------------------------------------------------------------------------------------------------ the verdict


def faults(told: Story, store: Store) -> list[str]:
    """All that the database says otherwise than it should; [] where every visit and every change is there, once."""
    found = [fault for watch in told.watches for fault in _of_watch(told, watch, store)]
    alerts = sum(row.kind == "change" for row in store.outbox.recent(10**6))
    changes = sum(expected(told, w).outcomes.count("changed") for w in told.watches)
    if alerts != changes:
        found.append(f"{alerts} alerts of changes, {changes} changes")
    return [*found, *(f"verify: {p.watch} {p.detail}" for p in store.verify())]


def _of_watch(told: Story, watch: Watch, store: Store) -> Iterator[str]:
    wanted, covered = expected(told, watch), store.coverage(watch.name, told.start, told.end)
    planned_, there = len(wanted.outcomes), covered.checks
    if planned_ != there or not covered.exact:
        yield f"{watch.name}: {planned_} visits planned, {there} in coverage"
    numbers: tuple[tuple[Outcome, int], ...] = (("failed", covered.failed), ("changed", covered.changes))
    for what, there in numbers:
        if wanted.outcomes.count(what) != there:
            yield f"{watch.name}: {wanted.outcomes.count(what)} {what} expected, {there} in coverage"
    seen = [_version(store, watch.name, entry.snapshot) for entry in reversed(store.history(watch.name))]
    if seen != [(sentence(watch.name, t), hashlib.sha256(_document(watch.name, d)).hexdigest()) for t, d in wanted.versions]:
        yield f"{watch.name}: {len(seen)} versions recorded, not the {len(wanted.versions)} that there were"


def _version(store: Store, name: str, number: int) -> tuple[str, str | None]:
    """Of a snapshot the sentence that changes, and its document's digest."""
    revision = store.revision(name, number)
    content = revision.documents[0].content
    return revision.sections[0].blocks[-1].text, content.sha256 if content else None


def main() -> Summary:
    """200 watches for a year; prints what it cost."""
    told, before = story(watches=200, start=date(2026, 1, 15), days=365, seed=2026), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "monitor.db"
        measured = live(told, database)
        with Store.open(database, readonly=True) as store:
            wrong = faults(told, store)
            size = store.figures().database_bytes
    first, last = measured.thirds()
    opened, still = measured.descriptor_thirds()
    lasted = time.monotonic() - before
    outcomes = [o for w in told.watches for o in expected(told, w).outcomes]
    print(f"  200 watches, 365 days, {measured.restarts} processes, in {lasted:.0f} s")
    print(f"  visits planned {len(outcomes)}, made {measured.visited} and {len(outcomes) - measured.visited} of broken-off batches")
    print(f"  of these failed {outcomes.count('failed')}, changed {outcomes.count('changed')}; database {size / 1e6:.1f} MB")
    print(f"  memory {first:.1f} MB in the first third, {last:.1f} MB in the last: {100 * (last / first - 1):+.1f} %")
    print(f"  file descriptors at most {opened} in the first third, {still} in the last")
    lost = len(wrong)
    if last > 1.1 * first or still > opened:
        wrong.append("memory or file descriptors grew")
    return Summary(lost=lost, wrong=wrong)
