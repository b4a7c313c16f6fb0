"""A service that lives: `monitor run` beside pages that change and fail, channels that refuse for a while, kills and restarts.

Real processes and a schedule of seconds. In the end what every channel was told is held against what the pages said (10.1), and
what `status` said meanwhile against what they had said by then (3.26).
"""

from __future__ import annotations

import json
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soak import Summary
from tests.command import environment, monitor
from tests.configs import write_config
from tests.deliver.receivers import Hook, Mailbox, mail_server
from tests.deliver.sending import alert, mail
from tests.site import Page, Site

WATCHES, SECONDS = 30, 170.0
CALM_S = 15.0  # at the end all pages and channels are well, and what waits has time to come
LONGEST_S = 240  # more, for changes to come
ITEMS = '[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n'
TAGGED = 3  # each third page has the tag of a channel
TROUBLES = (
    Page(b"<title>Erreur</title><h1>Erreur</h1>", 500),
    Page(b"<title>Maintenance</title><h1>Site en maintenance</h1><p>Nous revenons.</p>"),
    Page(b"<html><body><main><h1>Organigramme</h1><h2>La mutualisation des services</h2><p>La conv"),
)
_AVENANT = re.compile(r"avenant (\d+)\b")
Told = tuple[str, int]  # a page and its version


@dataclass(slots=True)
class Outcome:
    """What came of a trial. `wrong`: a sentence for each promise that was not kept."""

    kills: int = 0
    asked: int = 0  # how often `status` was
    changes: int = 0
    repeats: int = 0
    lost: int = 0
    torn: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Town:
    """The pages: which version each shows, since when, and until when it is in trouble."""

    site: Site
    names: list[str]
    chance: random.Random
    kills: int = 0  # of the service
    versions: dict[str, int] = field(default_factory=dict)
    shown: dict[str, tuple[int, int]] = field(default_factory=dict)  # the requests and the kills before that version came
    trouble_until: dict[str, float] = field(default_factory=dict)

    def show(self, name: str) -> None:
        """*name* as it is when it is well."""
        version = self.versions.setdefault(name, 1)
        text = f"<p>La convention passe à l’avenant {version}, signé par la Ville et la Métropole pour leurs services.</p>"
        head = f"<title>Organigramme de {name}</title></head><body><main><h1>Organigramme</h1>"
        section = f"<h2>La mutualisation des services</h2>{text}<p>Elle concerne douze directions.</p></main></body></html>"
        self.shown[name] = self._asked(name), self.kills
        self.site.pages[f"/{name}"] = Page(f"<!doctype html><html lang='fr'><head><meta charset='utf-8'>{head}{section}".encode())

    @property
    def changes(self) -> int:
        """How many versions came after the first ones."""
        return sum(newest - 1 for newest in self.versions.values())

    def _asked(self, name: str) -> int:
        return sum(asked.path == f"/{name}" for asked in self.site.asked)

    def _is_recorded(self, name: str) -> bool:
        """Whether a visit saw the version of *name* and ended: it was asked for again, and each kill may have broken off one."""
        asked, kills = self.shown[name]
        return self._asked(name) - asked >= 2 + self.kills - kills

    def step(self, now: float, *, calm: bool) -> None:
        """Whatever happens to one page now."""
        for name, until in list(self.trouble_until.items()):
            if calm or now > until:
                del self.trouble_until[name]
                self.show(name)
        name, lot = self.chance.choice(self.names), self.chance.random()
        if calm or name in self.trouble_until or not self._is_recorded(name):
            return
        if lot < 0.6:
            self.versions[name] += 1
            self.show(name)
        elif lot < 0.7:
            self.trouble_until[name] = now + self.chance.uniform(2, 20)
            self.site.pages[f"/{name}"] = self.chance.choice(TROUBLES)


@dataclass(slots=True)
class Service:
    """`monitor run` in *folder*, killed and started again; `at`: when it was last started."""

    folder: Path
    at: float = 0.0
    said_before: int = 0  # bytes of the log that earlier ones wrote
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / "run.log").open("ab") as log:
            self.said_before = log.tell()
            command = [sys.executable, "-m", "monitor", "run"]
            env = environment({"PYTHONWARNINGS": "default"})  # a socket that SIGTERM leaves open is no trace in the log
            self.process = subprocess.Popen(command, cwd=self.folder, env=env, stdout=log, stderr=log)
        self.at = time.monotonic()

    def end(self, how: signal.Signals) -> int:
        """Its exit status. SIGTERM is sent to one that hears it: where a machine has much to do, a start takes seconds."""
        assert self.process is not None
        while how is signal.SIGTERM and time.monotonic() < self.at + 30 and self.process.poll() is None:
            if b" started watches=" in (self.folder / "run.log").read_bytes()[self.said_before :]:
                break
            time.sleep(0.05)
        self.process.send_signal(how)
        return self.process.wait(30)


def trial(
    seed: int, folder: Path, *, watches: int = WATCHES, seconds: float = SECONDS, calm_s: float = CALM_S, changes: int = 0
) -> Outcome:
    """Let a service live in *folder* for *seconds*, on a slow machine until the pages have made so many *changes*; then compare."""
    chance, outcome = random.Random(seed), Outcome()
    now_hook, round_hook, tag_hook = hooks = Hook(), Hook(), Hook()
    with Site() as site, mail_server() as box:
        town = Town(site, [f"page-{n:02}" for n in range(watches)], chance)
        for name in town.names:
            town.show(name)
        channels = mail(box.port, "a@valmont.example") + alert(now_hook.url) + alert(round_hook.url, 'digest = "round"')
        channels += alert(tag_hook.url, 'tags = ["troisieme"]')
        _configure(folder, town, channels)
        service = Service(folder)
        service.start()
        end, asked_at = time.monotonic() + seconds, time.monotonic()
        patience = end + LONGEST_S
        while (now := time.monotonic()) < end or (town.changes < changes and now < patience):
            if town.changes < changes and now < patience:
                end = max(end, now + calm_s + 1)
            calm = end - now < calm_s
            town.step(now, calm=calm)
            _disturb(service, town, hooks, box, calm=calm)
            if now > asked_at:
                asked_at = now + 5
                outcome.wrong += _lies(folder, town, service)
                outcome.asked += 1
            time.sleep(chance.uniform(0.05, 0.2))
        if status := service.end(signal.SIGTERM):
            outcome.wrong.append(f"the service ended with status {status}")
        for command in (["check"], ["alerts", "send"]):
            if (done := monitor(*command, cwd=folder)).status:
                outcome.wrong.append(f"monitor {' '.join(command)}: {done.err}")
        _compare(folder, town, {"now": now_hook, "round": round_hook, "tag": tag_hook}, box, outcome)
    for hook in hooks:
        hook.close()
    return outcome


def _configure(folder: Path, town: Town, channels: str) -> None:
    path = write_config(folder, *map(town.site.url, (f"/{name}" for name in town.names)), items=ITEMS, after=channels)
    said = path.read_text("utf-8").replace('schedule = "0 7 * * *"', 'every = "4s"')
    for n, name in enumerate(town.names):
        old = "valmont" if n == 0 else f"valmont-{n + 1}"
        tags = '\ntags = ["troisieme"]' if n % TAGGED == 0 else ""
        said = said.replace(f'name = "{old}"\n', f'name = "{name}"{tags}\n')
    path.write_text(said, "utf-8")


def _disturb(service: Service, town: Town, hooks: tuple[Hook, ...], box: Mailbox, *, calm: bool) -> None:
    """Perhaps kill the service, or have a channel refuse or take again; *calm*: all is well from now on."""
    if calm:
        box.answers = ["250 OK"]
        for hook in hooks:
            hook.status = 204
        return
    lot, choice = town.chance.random(), town.chance.choice
    if lot < 0.02 and time.monotonic() - service.at > 1:
        service.end(choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
        town.kills += 1
        service.start()
    elif lot < 0.04:
        choice(hooks).status = choice([204, 500, 503])
    elif lot < 0.05:
        box.answers = [choice(["250 OK", "451 later"])]


def _lies(folder: Path, town: Town, service: Service) -> Iterator[str]:
    """What `status` says that is not so."""
    assert service.process is not None
    done = monitor("status", "--json", cwd=folder)
    if done.status or service.process.poll() is not None:
        yield f"status ended with {done.status}, the service with {service.process.returncode}: {done.err}"
        return
    (said,) = done.lines
    if said["service"] is None and time.monotonic() - service.at > 30:
        yield "status does not see the service that runs"
    for one in said["watches"]:
        if (one["snapshot"] or 0) > town.versions[one["watch"]]:
            yield f"status has version {one['snapshot']} of {one['watch']}, which shows {town.versions[one['watch']]}"
        for failure in one["failures"]:
            if failure["kind"] in ("internal_error", "database_damaged"):
                yield f"{one['watch']} failed of a fault of ours: {failure}"


def _told_of(payload: dict[str, Any]) -> Iterator[Told]:
    """The changes that a webhook's message tells, of one check or of several."""
    for check in payload.get("checks", [payload]):
        for change in check.get("changes", ()):
            for edit in change["edits"]:
                if found := _AVENANT.search(edit.get("after") or ""):
                    yield check["watch"], int(found[1])


def _compare(folder: Path, town: Town, hooks: dict[str, Hook], box: Mailbox, outcome: Outcome) -> None:
    """Every version that a page showed is recorded, and was told once on every channel that has to do with it."""
    truth = {(name, number) for name, newest in town.versions.items() for number in range(2, newest + 1)}
    tagged = {f"page-{n:02}" for n in range(0, len(town.names), TAGGED)}
    with closing(sqlite3.connect(folder / "monitor.db")) as db:
        rows = db.execute(
            "SELECT key, json_extract(payload, '$.watch'), json_extract(payload, '$.snapshot') FROM outbox WHERE kind = 'change'"
        ).fetchall()
        (left,) = db.execute("SELECT count(*) FROM outbox WHERE delivered_at IS NULL").fetchone()
    outcome.changes, outcome.kills = town.changes, town.kills
    if left:
        outcome.wrong.append(f"{left} alerts are still not delivered")
    by_key = {key: (watch, number) for key, watch, number in rows}
    sent = [str(message["Message-ID"]).strip("<>").partition("@")[0] for _, message in box.seen]
    told = {"mail": Counter(by_key[key] for key in set(sent) if key in by_key)}
    outcome.repeats = len(sent) - len(set(sent))
    for name, hook in hooks.items():
        messages = {posted.headers["idempotency-key"]: json.loads(posted.body) for posted in hook.posted}
        outcome.repeats += len(hook.posted) - len(messages)
        told[name] = Counter(one for payload in messages.values() for one in _told_of(payload))
    for name, heard in told.items():
        due = {one for one in truth if name != "tag" or one[0] in tagged}
        outcome.lost += len(missing := due - set(heard))
        more = [one for one, times in heard.items() if times > 1 or one not in due]
        if missing or more:
            outcome.wrong.append(f"{name}: never told of {sorted(missing)}, told twice or without a cause of {sorted(more)}")
    _, found, trace = (folder / "run.log").read_text("utf-8").partition("Traceback (most")
    if found:
        outcome.wrong.append(f"the log of the service has a traceback: {trace[:4000]}")
    if monitor("verify", cwd=folder).status:
        outcome.torn += 1
        outcome.wrong.append("monitor verify finds the database damaged")


def main() -> Summary:
    """Print what came of it."""
    seed = random.randrange(10**6)
    with tempfile.TemporaryDirectory() as folder:
        outcome = trial(seed, Path(folder))
    print(f"seed {seed}: {outcome.kills} kills, {outcome.changes} changes, status asked {outcome.asked} times")
    return Summary(kills=outcome.kills, lost=outcome.lost, torn=outcome.torn, repeated=outcome.repeats, wrong=outcome.wrong)
