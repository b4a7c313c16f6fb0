"""The command line: one file per command, imported when it is called (DESIGN §4)."""

from __future__ import annotations

import gc
import importlib
import shlex
import unicodedata
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

import click

from monitor import __version__
from monitor.terminal.output import localized

# In the order of a newcomer's days; what each does: `help.NAME.summary`.
GROUPS = {
    "begin": ("demo", "add", "alerts", "install", "uninstall", "init", "outline", "docs"),
    "daily": ("check", "run", "status", "schedule", "doctor"),
    "read": ("history", "show", "diff", "careers", "search", "serve", "coverage", "orgchart", "compare"),
    "change": ("pause", "resume", "rename", "remove", "import"),
    "keep": ("verify", "stamp", "export", "backup", "restore", "reread", "prune", "erase"),
}
COMMANDS = tuple(name for group in GROUPS.values() for name in group)
MODULES = {"import": "import_"}  # a command whose name is a word of Python


class LazyGroup(click.Group):
    """A group that knows its commands' names and one line of each, and imports a command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"monitor.cli.{MODULES.get(cmd_name, cmd_name)}").command
        assert isinstance(command, click.Command)
        _name_values(command)
        gc.freeze()
        gc.enable()
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; `help` is understood, and any other name answered with the line to type instead."""
        name, rest = args[0], args[1:]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        if folded(name) in ("help", "aide"):
            if rest and rest[0] in COMMANDS:
                return super().resolve_command(ctx, [rest[0], "--help"])
            # The program's help, as `--help` shows it.
            click.echo(ctx.get_help())
            ctx.exit()
        if folded(name) == "monitor":
            # The program's own name a second time: nothing is guessed from it, only from what stands behind it.
            said, (name, *rest) = localized("cli.program.program_twice"), rest or ["--help"]
            guess = name if name.startswith("-") else meant(name, "commands", COMMANDS, cutoff=0.7)
        else:
            said, guess = localized("cli.program.no_command", name=name), meant(name, "commands", COMMANDS, cutoff=0.7)
        hint = localized("cli.program.did_you_mean", guess=shlex.join(["monitor", *guess.split(), *rest])) if guess else ""
        raise click.UsageError(said + hint, ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        longest = max(map(len, COMMANDS))
        for group, names in GROUPS.items():
            with formatter.section(localized(f"cli.program.groups.{group}")):
                formatter.write_dl([(name.ljust(longest), localized(f"help.{name}.summary")) for name in names])


def spoken(table: str) -> dict[str, str]:
    """What people type in other words (`spoken.toml`), with what they mean by it."""
    import tomllib

    things = tomllib.loads(Path(__file__).with_name("spoken.toml").read_text("utf-8"))[table]
    return {word: thing for thing, words in things.items() for word in words.split()}


def meant(typed: str, table: str, names: Collection[str], *, cutoff: float) -> str | None:
    """The one of *names*, or of the things in *table*, that is called *typed* in French, in English or nearly so."""
    import difflib

    known = {**spoken(table), **{name: name for name in names}}
    close = difflib.get_close_matches(folded(typed), known, n=1, cutoff=cutoff)
    return known[close[0]] if close else None


def folded(word: str) -> str:
    """*word* in lower case, without accents, a hyphen for an apostrophe."""
    bare = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("’", "'").replace("'", "-")


def _name_values(command: click.Command) -> None:
    """Say in the reader's language what options take that have no word of their own: click names their types in English."""
    for option in command.params:
        if isinstance(option, click.Option) and isinstance(option.type, click.IntRange):
            option.get_help_extra = partial(_without_range, option.get_help_extra)  # type: ignore[method-assign]
        if (
            isinstance(option, click.Option)
            and option.metavar is None
            and not (option.is_flag or isinstance(option.type, click.Choice))
        ):
            kind = "number" if isinstance(option.type, click.types.IntParamType) else "text"
            option.metavar = localized(f"metavars.{kind}")
    if isinstance(command, click.Group):
        command.subcommand_metavar = localized("metavars.subcommand_optional")
        for subcommand in command.commands.values():
            _name_values(subcommand)


def _without_range(extra: Callable[[click.Context], Any], ctx: click.Context) -> Any:
    """*extra* without « 1<=x<=65535 », which is no sentence in any language: what is out of range is answered with it."""
    found = extra(ctx)
    found.pop("range", None)
    return found


@click.group(
    cls=LazyGroup,
    subcommand_metavar=localized("metavars.subcommand"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=localized("help.program.command"),
)
@click.version_option(__version__, prog_name="monitor", help=localized("help.program.version"))
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=localized("metavars.file"),
    help=localized("help.options.config"),
)
def command(config_path: Path | None) -> None:
    """The group; each command is a file beside this one, and finds `--config` before its name by `options.config_option`."""
