"""`monitor alerts`: what waits to be sent, what was sent, what could not be."""

from __future__ import annotations

import base64
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from monitor.alerts.pictures import PicturesOf
from monitor.alerts.sending import send_pending, worded
from monitor.alerts.summary import print_damaged, print_sent, tried
from monitor.cli import folded
from monitor.cli.alert_setup import setup
from monitor.cli.options import argument, config_option, json_option, option
from monitor.errors import Damaged, NothingFound
from monitor.model import Accepted, Channel, Config, Delivery, OutboxRow
from monitor.records import now, read_config, reading
from monitor.report.outbox import alert_heading, alert_json, alerts_table
from monitor.store.outbox import alert_damaged
from monitor.terminal.logs import set_up
from monitor.terminal.output import json_line, localized, note, screen
from monitor.wiring import working


class _Alerts(click.Group):
    """The group, which lists by itself: who asks for a list is told so."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but for words that mean the group's own listing, or what there is of another name."""
        said = folded(args[0])
        if args[0] not in self.commands and (meant := next((to for to, words in _MEANT.items() if said in words.split()), None)):
            hint = localized("cli.program.did_you_mean", guess=shlex.join(["monitor", *meant.split(), *args[1:]]))
            raise click.UsageError(localized("cli.program.no_command", name=args[0]) + hint, ctx)
        return super().resolve_command(ctx, args)


_MEANT = {
    "alerts": "list liste lister ls all toutes status etat",
    "alerts setup": "configurer config configure init add ajouter smtp mail courriel",
    "alerts test": "tester try essai essayer",
    "alerts send": "envoyer",
    "alerts show": "montrer afficher voir",
}


@click.group("alerts", cls=_Alerts, invoke_without_command=True, help=localized("help.alerts.command"))
@config_option
@json_option
@option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="help.alerts.limit")
@click.pass_context
def command(context: click.Context, config_path: Path, as_json: bool, limit: int) -> None:
    """List the newest alerts where no subcommand is named."""
    set_up()
    if context.invoked_subcommand:
        return
    config = read_config(config_path, may_be_empty=True)
    with reading(config) as store:
        rows, damaged, missing = store.outbox.recent(limit), store.outbox.damaged(limit), store.outbox.missing()
    shown = {c.key: c.shown for c in config.channels}
    if as_json:
        for row in rows:
            print(json_line(alert_json(row, shown.get(row.channel, row.channel), config.language)))
    elif rows or not (damaged or missing):
        print(alerts_table([(row, shown.get(row.channel, row.channel)) for row in rows], screen(config)))
    said = alert_damaged(damaged[0]) if damaged else missing
    if said:
        raise Damaged(said)


def _part(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    said = localized(f"help.alerts.{name}_command")
    return command.command(name, help=said, short_help=said)


@_part("send")
@config_option
@click.pass_context
def send(context: click.Context, config_path: Path) -> int:
    """Send what is pending, whatever its wait (DESIGN 5.12)."""
    config = read_config(_path(context, config_path), may_be_empty=True)
    with working(config) as (_, store):
        done = send_pending(store, config, damaged=print_damaged)
        given_up = {row.id for row in store.outbox.recent(-1) if row.state == "failed"} - {row.id for row, _ in done}
        status = _status(done, config, silent=bool(given_up))
        if given_up:
            note(localized("cli.alerts.given_up", n=len(given_up)))
        return status


_NUMBER = click.IntRange(min=1, max=2**63 - 1)  # as SQLite counts rows
_IDS = localized("cli.alerts.ids")


@_part("retry")
@click.argument("ids", type=_NUMBER, metavar=_IDS, nargs=-1)
@config_option
@click.pass_context
def retry(context: click.Context, ids: Sequence[int], config_path: Path) -> int:
    """Send again what was given up, once its cause is mended."""
    config = read_config(_path(context, config_path), may_be_empty=True)
    with working(config) as (_, store):
        for number in ids:
            row = store.outbox.find(number)
            if row is None:
                raise _no_alert(number)
            if row.delivered_at:
                note(localized("cli.alerts.delivered_already", number=number))
        store.outbox.reopen(now(), ids)
        return _status(send_pending(store, config, ids, damaged=print_damaged), config)


@_part("show")
@argument("number", type=_NUMBER, metavar="id")
@option(
    "--format", "form", type=click.Choice(["text", "html", "json"]), default="text", show_default=True, help="help.alerts.format"
)
@config_option
@click.pass_context
def show(context: click.Context, number: int, form: str, config_path: Path) -> None:
    """Word one alert as its channel is told it."""
    config = read_config(_path(context, config_path), may_be_empty=True)
    with reading(config) as store:
        row = store.outbox.find(number)
        if row is None:
            raise _no_alert(number)
        # A channel that config.toml no longer has: its alerts are shown in the language of the rest.
        channel = next((c for c in config.channels if c.key == row.channel), None) or Channel(
            key=row.channel, kind="mail", to="", shown=row.channel, language=config.language
        )
        with PicturesOf(store) as pictures:
            message = worded(store, config, pictures, (row,), channel)
    if form == "html":
        # The HTML as a page of its own: what a mail attaches is in it.
        html = message.html or ""
        for picture in message.pictures:
            html = html.replace(f"cid:{picture.cid}", f"data:image/png;base64,{base64.b64encode(picture.png).decode()}")
        print(html)
    elif form == "json":
        said = {
            **alert_json(row, channel.shown, config.language),
            "subject": message.subject,
            "text": message.text,
            "html": message.html,
            "attachments": [{"name": p.name, "alt": p.alt, "bytes": len(p.png)} for p in message.pictures],
            "payload": dict(message.payload),
        }
        print(json_line(said))
    else:
        to = screen(config)
        heading = alert_heading(row, channel.shown, message.subject, to, attached=[p.name for p in message.pictures])
        print(f"{heading}\n\n{message.text}", end="")


def _no_alert(number: int) -> NothingFound:
    return NothingFound.of("cli.alerts.no_alert", number=number)


@_part("test")
@argument("name", metavar="channel_optional", required=False)
@config_option
@click.pass_context
def test(context: click.Context, name: str | None, config_path: Path) -> int:
    """Send a sample, and say what each channel said; nothing of it goes through the database."""
    config = read_config(_path(context, config_path), may_be_empty=True)
    numbered = list(enumerate(config.channels, 1))
    chosen = [(n, c) for n, c in numbered if name is None or name in (str(n), c.shown, c.key, c.to)]
    if not numbered:
        raise NothingFound.of("cli.alerts.no_alerts", file=config.path)
    if not chosen:
        raise NothingFound(
            localized("cli.alerts.no_channel", name=name),
            remedy=localized("cli.alerts.channels") + ", ".join(f"{n} {c.shown}" for n, c in numbered),
        )
    verdicts = [tried(number, channel, config) for number, channel in chosen]
    return 0 if all(isinstance(verdict, Accepted) for verdict in verdicts) else 1


command.add_command(setup)


def _status(done: list[tuple[OutboxRow, Delivery]], config: Config, *, silent: bool = False) -> int:
    print_sent(done, config)
    if not done and not silent:
        note(localized("cli.alerts.nothing"))
    return 0 if all(isinstance(verdict, Accepted) for _, verdict in done) else 1


def _path(context: click.Context, path: Path) -> Path:
    """--config where it was given: after the subcommand, or before it."""
    given = context.get_parameter_source("config_path") is click.core.ParameterSource.COMMANDLINE
    outer: Path = path if given or context.parent is None else context.parent.params["config_path"]
    return outer
