"""`monitor alerts`: what waits to be sent, what was sent, what could not be."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from monitor.cli.options import config_option, json_option
from monitor.cli.say import pick, terminal
from monitor.cli.sending import send_rows
from monitor.cli.wiring import now, read_config, reading, working
from monitor.model import Accepted, Delivery
from monitor.pipeline.outbox import Row
from monitor.report.outbox import alert_json, alerts_table


@click.group(
    "alerts",
    invoke_without_command=True,
    help=pick(
        fr="""\b
        monitor alerts
        monitor alerts send
        monitor alerts retry

        Les alertes en attente, remises ou refusées ; « send » tente celles qui attendent, « retry » aussi les refusées.""",
        en="""\b
        monitor alerts
        monitor alerts send
        monitor alerts retry

        Alerts that wait, were delivered or refused; “send” tries all that wait, at once, “retry” the refused too.""",
    ),
)
@config_option
@json_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help=pick(fr="Au plus tant de lignes.", en="At most so many lines."),
)
@click.pass_context
def command(context: click.Context, config_path: Path, as_json: bool, limit: int) -> None:
    """List the newest alerts where no subcommand is named."""
    if context.invoked_subcommand:
        return
    config = read_config(config_path)
    with reading(config) as store:
        rows = store.outbox.recent(limit)
    shown = {c.key: c.shown for c in config.channels}
    if as_json:
        for row in rows:
            print(json.dumps(alert_json(row, shown.get(row.channel, row.channel)), ensure_ascii=False))
    else:
        print(
            alerts_table(
                [(row, shown.get(row.channel, row.channel)) for row in rows], terminal(sys.stdout, config.language, config.timezone)
            )
        )


@command.command("send", help=pick(fr="Tente d’envoyer tout ce qui attend.", en="Tries to send all that waits."))
@config_option
@click.pass_context
def send(context: click.Context, config_path: Path) -> int:
    """Send what is pending, whatever its wait (DESIGN 5.12)."""
    config = read_config(_path(context, config_path))
    with working(config) as (_, store):
        store.outbox.release()  # we hold the lock: who claimed them is dead
        return _status(send_rows(store.outbox.pending(), store, config))


@command.command(
    "retry", help=pick(fr="Reprend les alertes refusées, et envoie tout.", en="Takes up refused alerts again, and sends all.")
)
@config_option
@click.pass_context
def retry(context: click.Context, config_path: Path) -> int:
    """Send again what was given up, once its cause is mended."""
    config = read_config(_path(context, config_path))
    with working(config) as (_, store):
        store.outbox.release()
        store.outbox.reopen(now())
        return _status(send_rows(store.outbox.pending(), store, config))


def _status(done: list[tuple[Row, Delivery]]) -> int:
    return 0 if all(isinstance(verdict, Accepted) for _, verdict in done) else 1


def _path(context: click.Context, path: Path) -> Path:
    """--config where it was given: after the subcommand, or before it."""
    given = context.get_parameter_source("config_path") is click.core.ParameterSource.COMMANDLINE
    outer: Path = path if given or context.parent is None else context.parent.params["config_path"]
    return outer
