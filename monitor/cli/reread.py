"""`monitor reread`: the org charts kept, read again by today's reader."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from monitor.cli.options import config_option, json_option
from monitor.model import CHART_READER, NOT_KEPT
from monitor.pipeline.reread import Reread, reread_some
from monitor.terminal.say import json_line, pick
from monitor.wiring import read_config, recorded, working

LEFT = 1


@click.command(
    "reread",
    help=pick(
        fr="""\b
        monitor reread
        monitor reread dijon-organigramme --json

        Relit les organigrammes de toutes les versions gardées avec le lecteur d’aujourd’hui, à côté de ce qui est scellé :
        ce qui fut lu alors n’est pas modifié. check et run le font aussi, quelques documents à chaque passage ;
        interrompu, le travail reprend où il en était. Code de sortie 1 si un document n’a pas pu être relu.""",
        en="""\b
        monitor reread
        monitor reread dijon-organigramme --json

        Reads the org charts of all versions kept again, with today's reader, beside what is sealed: what was read then is not
        touched. check and run do so too, a few documents each time; cut off, the work goes on where it was.
        Exit status 1 where a document could not be read again.""",
    ),
)
@click.argument("names", metavar=pick(fr="[PAGE…]", en="[WATCH…]"), nargs=-1)
@config_option
@json_option
def command(names: Sequence[str], config_path: Path, as_json: bool) -> int:
    """Read all that is left, and say what could not be."""
    config = read_config(config_path)
    with working(config) as (doors, store):
        for name in names:
            recorded(store, config, name)
        done = reread_some(config.watches, doors, names=names or None, most=None)
    if as_json:
        unread = [{"watch": old.watch, "item": old.item, "sha256": old.sha256, "reason": why} for old, why in done.unread]
        print(json_line({"reader": CHART_READER, "read": done.read, "unread": unread}))
    else:
        print(_said(done))
    return LEFT if done.unread else 0


def _said(done: Reread) -> str:
    if not (done.read or done.unread):
        return pick(fr="Rien à relire.", en="Nothing to read again.")
    few = done.read < 2
    lines = [
        pick(
            fr=f"{done.read} document{'' if few else 's'} relu{'' if few else 's'}.",
            en=f"{done.read} document{'' if done.read == 1 else 's'} read again.",
        )
    ]
    for old, reason in done.unread:
        why = pick(fr="octets non conservés", en="bytes not kept") if reason == NOT_KEPT else reason
        lines.append(
            pick(
                fr=f"  {old.watch}, {old.item} : {why} ; la lecture d’alors reste, à vérifier",
                en=f"  {old.watch}, {old.item}: {why}; the reading of then stands, to be checked",
            )
        )
    return "\n".join(lines)
