"""The command line: one file per command, imported when it is called (DESIGN §4)."""

from __future__ import annotations

import gc
import importlib

import click

from monitor import __version__
from monitor.terminal.say import localized

COMMANDS = (  # in the order of a newcomer's day; what each does: `help.NAME.summary`
    "demo", "init", "add", "outline", "check", "run", "status", "schedule", "import", "history", "show", "diff", "careers",
    "search", "serve", "coverage", "orgchart", "compare", "verify", "stamp", "export", "reread", "backup", "doctor",
    "pause", "resume", "rename", "remove", "alerts", "install", "uninstall", "docs",
)  # fmt: skip


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
        """As click does, with a suggestion for a mistyped name."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        import difflib

        close = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = localized("cli.program.did_you_mean", guess=close[0]) if close else ""
        said = localized("cli.program.no_command", name=name)
        raise click.UsageError(said + hint, ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(localized("cli.program.commands")):
            formatter.write_dl([(name, localized(f"help.{name}.summary")) for name in COMMANDS])


def _name_values(command: click.Command) -> None:
    """Say in the reader's language what options take that have no word of their own: click names their types in English."""
    for option in command.params:
        if (
            isinstance(option, click.Option)
            and option.metavar is None
            and not (option.is_flag or isinstance(option.type, click.Choice))
        ):
            kind = "number" if isinstance(option.type, click.types.IntParamType) else "text"
            option.metavar = localized(f"help.metavar.{kind}")
    if isinstance(command, click.Group):
        command.subcommand_metavar = localized("help.metavar.subcommand_optional")
        for subcommand in command.commands.values():
            _name_values(subcommand)


@click.group(
    cls=LazyGroup,
    subcommand_metavar=localized("help.metavar.subcommand"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=localized("help.program.command"),
)
@click.version_option(__version__, prog_name="monitor", help=localized("help.program.version"))
def command() -> None:
    """The group; each command is a file beside this one."""
