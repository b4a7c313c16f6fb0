"""kill -9 at every step between fetch and delivered: nothing is lost, and a repeat has the key of the first (10.1).

Real processes, a real page, a real mail server and a real webhook on loopback. Each round the page may change; `monitor check` is
started and killed: at a step drawn by lot, just before it or just after it, or at a moment drawn by lot. In the end all is sent,
and what arrived is held against what the database says has changed.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from soak import Summary
from tests.command import environment, monitor
from tests.configs import write_config
from tests.deliver.receivers import Hook, Mailbox, mail_server
from tests.deliver.sending import alert, mail
from tests.site import Page, Site

KILLS = 200
SLOWEST_S = 1.2  # of a killed process: a moment up to here is drawn
PEOPLE = ("a@valmont.example", "b@valmont.example")
ITEMS = '[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n'
STEPS = (
    "monitor.pipeline.batch:_read",
    "monitor.pipeline.batch:decide",
    "monitor.store.writing:write_snapshot",
    "monitor.store.writing:seal",
    "monitor.store.writing:put_alerts",
    "monitor.store.store:Store.write",
    "monitor.store.connection:Connection.run",
    "monitor.cli.check:send_due",
    "monitor.alerts.sending:put_notices",
    "monitor.alerts.outbox:claimed",
    "monitor.alerts.sending:worded",
    "monitor.alerts.outbox:_send",
    "monitor.deliver.mail:Transport.send",
    "monitor.deliver.webhook:send",
    "monitor.alerts.outbox:mark",
    "monitor.store.outbox:Outbox.delivered",
)
# `monitor check` that ends itself, as by a power cut, at the nth call of a step
KILLED = """
import importlib, os, signal, sys
where, when, nth = sys.argv[1], sys.argv[2], int(sys.argv[3])
module, _, path = where.partition(":")
holder = importlib.import_module(module)
*outer, name = path.split(".")
for part in outer:
    holder = getattr(holder, part)
original, calls = getattr(holder, name), 0
def cut(*given, **named):
    global calls
    calls += 1
    if calls == nth and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    came = original(*given, **named)
    if calls == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return came
setattr(holder, name, cut)
sys.argv = ["monitor", "check"]
from monitor.__main__ import main
main()
"""


@dataclass(slots=True)
class Outcome:
    """What came of a trial. `wrong`: a sentence for each promise that was not kept."""

    kills: int = 0
    rounds: int = 0
    changes: int = 0
    sent: int = 0
    repeats: int = 0
    lost: int = 0  # changes that somebody was never told of, and texts that are not in the database
    torn: int = 0  # databases that `verify` finds fault with
    steps: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def trial(kills: int, seed: int, folder: Path) -> Outcome:
    """Kill *kills* checks in *folder*, then let one finish and compare."""
    chance, outcome = random.Random(seed), Outcome()
    hook = Hook()
    with Site() as site, mail_server() as box:
        write_config(folder, site.url(), items=ITEMS, after=mail(box.port, ",".join(PEOPLE)) + alert(hook.url))
        version = 0
        while outcome.kills < kills:
            outcome.rounds += 1
            if chance.random() < 0.7:
                version += 1
                site.pages["/"] = page(version)
            _killed(folder, chance, outcome)
        version += 1
        site.pages["/"] = page(version)
        for command in (["check"], ["alerts", "send"]):
            if (done := monitor(*command, cwd=folder)).status:
                outcome.wrong.append(f"monitor {' '.join(command)}: {done.err}")
        _compare(folder, version, hook, box, outcome)
    hook.close()
    return outcome


def page(version: int) -> Page:
    """The watched page in its nth wording."""
    text = f"<p>La convention passe à l’avenant {version}, signé par la Ville et Ource Métropole pour les services communs.</p>"
    head = "<title>Valmont-sur-Ource</title></head><body><main><h1>Organigramme</h1>"
    section = f"<h2>La mutualisation des services</h2>{text}<p>Elle concerne douze directions.</p></main></body></html>"
    return Page(f"<!doctype html><html lang='fr'><head><meta charset='utf-8'>{head}{section}".encode())


def _killed(folder: Path, chance: random.Random, outcome: Outcome) -> None:
    """Start a check and kill it; one that was done before is no kill."""
    step, when = chance.choice(STEPS), chance.choice(["before", "after"])
    by_lot = chance.random() < 0.25
    nth = 0 if by_lot else chance.choice([1, 1, 2, 3]) if "run" not in step else chance.randrange(1, 40)
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, step, when, str(nth)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if by_lot:
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.1, SLOWEST_S))
        process.kill()
    if process.wait(60) == -9:
        outcome.kills += 1
        outcome.steps["a moment by lot" if by_lot else f"{when} {step.partition(':')[2]}"] += 1


def _compare(folder: Path, version: int, hook: Hook, box: Mailbox, outcome: Outcome) -> None:
    """Every change that was recorded reached every channel, under one key each; nothing else did."""
    with closing(sqlite3.connect(folder / "monitor.db")) as db:
        keys = dict(db.execute("SELECT key, channel FROM outbox"))
        alerts = dict(db.execute("SELECT key, json_extract(payload, '$.snapshot') FROM outbox WHERE kind = 'change'"))
        changed = {n for (n,) in db.execute("SELECT DISTINCT s.number FROM changes c JOIN snapshots s ON s.id = c.snapshot_id")}
        (left,) = db.execute("SELECT count(*) FROM outbox WHERE delivered_at IS NULL").fetchone()
        (text,) = db.execute("SELECT text FROM latest").fetchone()
    told = [(to[0], str(m["Message-ID"]).strip("<>").partition("@")[0]) for to, m in box.seen]
    told += [("hook", p.headers["idempotency-key"]) for p in hook.posted]
    outcome.changes, outcome.sent = len(changed), len(told)
    outcome.repeats = len(told) - len(set(told))
    wrong = outcome.wrong
    if f"avenant {version}," not in text:
        outcome.lost += 1
        wrong.append("the last wording of the page is not in the database")
    if left:
        wrong.append(f"{left} alerts are still not delivered")
    for receiver in (*PEOPLE, "hook"):
        heard = Counter(alerts[key] for key in {k for r, k in told if r == receiver} if key in alerts)
        if missing := changed - set(heard):
            outcome.lost += len(missing)
            wrong.append(f"{receiver} was never told of versions {sorted(missing)}")
        if twice := [number for number, count in heard.items() if count > 1]:
            wrong.append(f"{receiver} was told under several keys of versions {twice}")
    if unknown := {key for _, key in told} - keys.keys():
        wrong.append(f"{len(unknown)} messages came from no row")
    if monitor("verify", cwd=folder).status:
        outcome.torn += 1
        wrong.append("monitor verify finds the database damaged")


def main() -> Summary:
    """Print what came of `KILLS` kills."""
    seed, before = random.randrange(10**6), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = trial(KILLS, seed, Path(folder))
    print(json.dumps(outcome.steps, indent=2, sort_keys=True))
    seconds = time.monotonic() - before
    print(f"seed {seed}: {outcome.kills} kills in {outcome.rounds} rounds, {seconds:.0f} s")
    print(f"{outcome.changes} changes, {outcome.sent} messages, {outcome.repeats} of them repeats, each with the key of the first")
    return Summary(kills=outcome.kills, lost=outcome.lost, torn=outcome.torn, repeated=outcome.repeats, wrong=outcome.wrong)
