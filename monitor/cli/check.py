"""`monitor check`: visit now, say what changed, send what is due."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from monitor.alerts.rounds import daily_work, pinged
from monitor.alerts.sending import notify_of_damage, send_due
from monitor.alerts.service import notify_service
from monitor.alerts.summary import print_damaged, print_sent, print_unborne_tags
from monitor.cli.exclusive import wake
from monitor.cli.options import FILE, config_option, described, duration_of, json_option, log_option, option, watches_argument
from monitor.decide.case import SET_BACK
from monitor.errors import DiskFull, MonitorError, StoreError
from monitor.i18n.typography import clean
from monitor.model import CheckResult, Config, Confirm, Watch
from monitor.model.frozen import replace
from monitor.pipeline.batch import check
from monitor.pipeline.doors import Doors
from monitor.pipeline.reread import reread_some
from monitor.records import chosen, due_watches, now, read_config
from monitor.report.as_json import result_json
from monitor.report.terminal import result_words
from monitor.store import Store
from monitor.terminal.logs import Form, into_file, set_up
from monitor.terminal.output import Progress, Waiting, json_line, localized, note, screen, speak, terminal_locale
from monitor.wiring import WAIT, working

log = logging.getLogger(__name__)

FAILED, CHANGED = 1, 10


@described("check")
@watches_argument
@option("--due", "only_due", is_flag=True, help="help.check.due")
@option("--exit-code", is_flag=True, help="help.check.exit_code")
@option(
    "--wait",
    callback=duration_of,
    default=f"{WAIT.total_seconds():.0f}s",
    show_default=True,
    metavar="duration",
    help="help.check.wait",
)
@log_option
@option("--log-file", type=FILE, metavar="file", help="help.check.log_file")
@config_option
@json_option
def command(
    names: Sequence[str],
    only_due: bool,
    exit_code: bool,
    wait: timedelta,
    log_format: Form | None,
    log_file: Path | None,
    config_path: Path,
    as_json: bool,
) -> int:
    """Parse, check, print, deliver; the status says how it went (DESIGN 4.3)."""
    if log_file is not None:
        into_file(log_file)
    set_up(logging.INFO if log_format else logging.WARNING, log_format or "lines")
    config = read_config(config_path)
    if log_file is not None:
        speak(config.language)
    print_unborne_tags(config)
    watches = chosen(config, names)
    if not watches and not only_due:
        note(localized("cli.check.all_rest", n=len(config.watches)))
    try:
        with working(config, wait=wait) as (doors, store):
            if only_due:
                watches = due_watches(store, watches, config)
            _say_clock(store, watches, config)
            with pinged(config, is_round=not names) as this_round:
                try:
                    results, unsaid = _check(watches, doors, store, config, named=bool(names), as_json=as_json)
                except Exception:
                    try:  # what waits is sent whatever happened before it, and the first trouble is the one that is told
                        print_sent(send_due(store, config, damaged=print_damaged, round_over=True), config)
                    except MonitorError as error:
                        log.info("not sent reason=%s", str(error.message))
                    except Exception:
                        log.exception("not sent")
                    raise
                notify_of_damage(results, config, now())
                print_sent(send_due(store, config, damaged=print_damaged, round_over=True), config)
                this_round.add(results)
            daily_work(store, config, now())
            reread_some(config.watches, doors)
    except StoreError as error:
        if not sys.stderr.isatty():  # else somebody reads it right now
            notify_service(config, "disk_full" if isinstance(error, DiskFull) else "database", error.message, now())
        raise
    wake(config)
    if unsaid or any(r.outcome == "failed" or r.failures for r in results):
        return FAILED
    return CHANGED if exit_code and any(r.outcome == "changed" for r in results) else 0


def _say_clock(store: Store, watches: Sequence[Watch], config: Config) -> None:
    """What a clock that was set back makes of the dates of this round: versions would stand before older ones (3.26)."""
    at, latest = now(), store.latest([watch.name for watch in watches])
    if latest is not None and latest - at > SET_BACK:
        zone, locale = config.timezone, terminal_locale()
        note(localized("cli.check.clock", latest=locale.moment(latest, zone), at=locale.moment(at, zone)))


def _check(
    watches: tuple[Watch, ...], doors: Doors, store: Store, config: Config, *, named: bool, as_json: bool
) -> tuple[list[CheckResult], list[str]]:
    """What came of each, and the names of those that could not be told of."""
    results: list[CheckResult] = []
    unsaid: list[str] = []
    one = clean(watches[0].title_of()) if len(watches) == 1 else ""
    busy = Waiting(localized("cli.check.visiting", one=one)) if one else Progress(len(watches))

    def confirming(watch: Watch, confirm: Confirm) -> None:
        """Say why a visit takes as long as it does: what is gone, or unlike itself, is looked at a second time (3.15)."""
        if not sys.stderr.isatty():
            return
        busy.clear()
        wait = watch.visiting.confirm_after
        span = terminal_locale().duration(wait) if wait.total_seconds() >= 120 else f"{wait.total_seconds():.0f} s"
        sections = {s.item for s in watch.recipe.sections}
        said = []
        for item in confirm.lost:
            name = clean(watch.title_of(item))
            said.append(localized("cli.check.no_section" if item in sections else "cli.check.no_document", name=name))
        for item in confirm.odd:
            name = clean(watch.title_of(item))
            said.append(localized("cli.check.other_text" if item in sections else "cli.check.other_link", name=name))
        note(localized("cli.check.to_confirm", title=clean(watch.title_of()), span=span, why=", ".join(said)))

    with busy if watches else nullcontext():
        for result in check(watches, replace(doors, confirming=confirming), named=named, progress=busy.show):
            busy.clear()
            results.append(result)
            try:
                if as_json:
                    words = json_line(result_json(result, config.language))
                else:
                    watch = config.watch(result.watch)
                    items = bool(result.changes or result.failures or result.recovered or result.cosmetic or result.flapping)
                    words = result_words(result, screen(config), store.called(result.watch, watch, items=items))
            except Exception:  # what cannot be worded is written all the same, and keeps no other from being told
                log.exception("bug watch=%s step=%s", result.watch, "print")
                unsaid.append(result.watch)
            else:
                print(words, flush=True)
    return results, unsaid
