"""`python -m monitor.service`: the processes that `monitor run` starts (`service.workers`); nothing for people to call.

    judge FILE                            whether a config.toml has mistakes; they are said, and one that has none is remembered
    prepare FILE                          the same, and a database with its tables of this version
    visits --config-fd N --lock-fd N      orders on standard input, one a line; answers on standard output
    alerts --config-fd N --lock-fd N      sends what is due
    notify FILE KIND DETAIL [ENGLISH]     tells the channels of the service itself; of two details the first is French

Orders: `check NAME…`, answered by `begun NAME`, `resting NAME`, `done NAME` for each and `over`; `record KIND NAME DETAIL…`,
answered by `recorded NAME`. `more`: the time for sending was over before all was sent. `stopped KIND DETAIL`: the database takes
nothing. The end of standard input is the end of the work.
"""

from __future__ import annotations

import argparse
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import cast

from monitor.alerts.rounds import daily_work, pinged
from monitor.alerts.sending import close_rounds, notify_of_damage, send_due
from monitor.alerts.service import Detail, notify_service
from monitor.alerts.summary import print_damaged, print_sent, print_unborne_tags
from monitor.config import load_cached, load_known
from monitor.errors import DatabaseBusy, DiskFull, Exhausted, MonitorError, StoreError
from monitor.model import Config, Failure, FailureKind
from monitor.model.frozen import replace
from monitor.pipeline.batch import check, record_failure
from monitor.pipeline.reread import reread_some
from monitor.records import now, read_config
from monitor.schedule import next_visit, rests
from monitor.service.workers import end_in_time, shared_config
from monitor.store import InstanceLock, Store, inherit_lock
from monitor.terminal.hiding import hide
from monitor.terminal.logs import FORM, set_up
from monitor.terminal.output import error_text, localized, note, rendered
from monitor.wiring import at_work

log = logging.getLogger(__name__)

GAP = timedelta(minutes=2)  # between two visits of one round


class Stop(BaseException):
    """The parent has closed our standard input, or is dead. No Exception: what libraries catch wholesale must not catch this."""


def main() -> None:
    """Do one kind of work and exit with its status."""
    set_up(logging.INFO, "json" if os.environ.get(FORM) == "json" else "lines")
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}")
    parser.add_argument("work", choices=["judge", "prepare", "visits", "alerts", "notify"])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--config-fd", type=int)
    parser.add_argument("--lock-fd", type=int)
    arguments = parser.parse_args()
    try:
        _work(arguments)
    except Stop:
        sys.exit(0)
    except MonitorError as error:
        note(error_text(error), logging.ERROR)
        sys.exit(error.exit_status)


def _work(arguments: argparse.Namespace) -> None:
    match arguments.work:
        case "judge":
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends us, without a word, with who called us
            print_unborne_tags(read_config(arguments.file))
        case "prepare":
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            config = read_config(arguments.file)
            print_unborne_tags(config)
            with InstanceLock(config.database, wait=timedelta(0), command="monitor run"):
                _open_patiently(config)
            if load_known(arguments.file, os.environ) is None:
                read_config(arguments.file)  # remembers that it is good, now that there is a database to remember it beside
        case "notify":
            kind, *words = arguments.words
            detail: Detail = dict(zip(("fr", "en"), words, strict=True)).__getitem__ if len(words) > 1 else words[0]
            notify_service(load_cached(arguments.file, os.environ), kind, detail, now(), said={})  # who calls knows how often
        case work:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for our parent
            signal.signal(signal.SIGTERM, _stop)
            inherit_lock(arguments.lock_fd)
            answers = _answers()
            config = shared_config(arguments.config_fd)
            hide(config)
            os.close(arguments.config_fd)
            _serve(work, config, answers)


def _open_patiently(config: Config) -> None:
    """Bring the database up to date, however long another program has it locked: a service never ends for that (DESIGN 4.3)."""
    said = False
    while True:
        try:
            Store.open(config.database).close()
            return
        except DatabaseBusy as busy:
            if not said:
                waiting = localized("cli.worker.waiting")
                note(f"monitor: {rendered(busy.message)}\n  → {waiting}", logging.WARNING)
                said = True


def _answers() -> int:
    """Standard output for answers alone: what anything else prints goes to standard error."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


def _serve(work: str, config: Config, answers: int) -> None:
    say = _Saying(answers)
    try:
        if work == "visits":
            _visits(config, _orders(), say)
        else:
            _orders()
            with Store.open(config.database, create=False) as store:  # gone is gone: an empty one would pass for well
                done = send_due(store, config, damaged=print_damaged)
                print_sent(done, config)
                if done and store.outbox.due(now()):
                    say("more", "")
                else:
                    daily_work(store, config, now())
    except (StoreError, Exhausted) as error:
        kind = "disk_full" if isinstance(error, DiskFull) else "machine" if isinstance(error, Exhausted) else "database"
        say("stopped", f"{kind} {' '.join(error_text(error).split())}")


def _visits(config: Config, orders: Iterator[str], say: Callable[[str, str], None]) -> None:
    watches = {w.name: w for w in config.watches}
    with at_work(config, create=False) as (doors, store):
        doors = replace(doors, tell=say)
        for order in orders:
            verb, *words = order.split()
            if verb == "check":
                named = [watches[name] for name in words if name in watches]
                with pinged(config, is_round=bool(named)) as this_round:
                    for result in check(named, doors):  # each is logged, and told of by `doors.tell`
                        this_round.add([result])
                        notify_of_damage([result], config, now())
                # Unless pages of the same round are still to be visited: `jitter` and a slow server spread them over minutes.
                pasts, at = store.pasts(config.watches), now()
                awake = [w for w in config.watches if not rests(w, at, config.timezone)]
                visits = {w.name: visit.at for w in awake if (visit := next_visit(w, pasts[w.name], at, config.timezone))}
                if not any(next_at <= at + GAP for next_at in visits.values()):
                    close_rounds(store, config, now(), over=True, coming=visits)
                say("over", "")
                reread_some(config.watches, doors)
            else:
                kind, name, *detail = words
                if name in watches:
                    record_failure(watches[name], Failure(kind=cast("FailureKind", kind), detail=" ".join(detail)), doors)
                say("recorded", name)


class _Saying:
    """Says how a visit stands, from any thread: a line is one write, and those of less than a page are never torn (POSIX write)."""

    def __init__(self, answers: int) -> None:
        self._answers = answers

    def __call__(self, verb: str, of: str) -> None:
        with suppress(BrokenPipeError):  # our parent is dead: the end of standard input tells us, too
            os.write(self._answers, f"{verb} {of}\n".encode())


def _orders() -> Iterator[str]:
    """The lines of standard input; its end is a SIGTERM to ourselves, whatever we are doing."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=read, daemon=True).start()
    return iter(lines.get, None)


def _stop(number: int, frame: FrameType | None) -> None:
    """Once is enough. What is under way is abandoned."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    end_in_time()
    raise Stop


if __name__ == "__main__":
    main()
