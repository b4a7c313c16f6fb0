"""`monitor docs`: the how-to pages, the man page and the completion of shells, wherever the program is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from monitor import __version__
from monitor.cli import COMMANDS, meant
from monitor.cli import command as program
from monitor.errors import NothingFound
from monitor.i18n.typography import clean
from monitor.terminal.output import localized, terminal_language

PAGES = ("readme", "watching", "alerts", "running", "people", "configuration", "database", "changes")
SHELLS = ("bash", "zsh", "fish")
_INSTALLED = Path(__file__).parents[1] / "pages"  # put into the wheel by pyproject.toml
_CHECKOUT = Path(__file__).parents[2]
_SOURCES = {"readme": "README.md", "database": "snapshots/README.md", "changes": "CHANGELOG.md"}  # the others: docs/NAME.md


@click.command("docs", help=localized("help.docs.command"))
@click.argument("page", required=False, metavar=localized("metavars.page_optional"))
@click.option("--man", is_flag=True, help=localized("help.docs.man"))
@click.option("--completion", type=click.Choice(SHELLS), help=localized("help.docs.completion"))
def command(page: str | None, man: bool, completion: str | None) -> None:
    """Print what is asked for; a page goes through a pager on a terminal."""
    if completion:
        from click.shell_completion import get_completion_class

        kind = get_completion_class(completion)
        assert kind is not None  # SHELLS are click's
        print(kind(program, {}, "monitor", "_MONITOR_COMPLETE").source())
    elif man:
        print(_man(), end="")
    elif page is None:
        for name in PAGES:
            first = next((line for line in _file(name).read_text("utf-8").splitlines() if line.startswith("# ")), "")
            print(f"monitor docs {name:<14} {clean(first.removeprefix('# '))}")
    else:
        called = meant(page, "pages", PAGES, cutoff=0.75)
        if called is None:
            raise click.UsageError(localized("cli.docs.no_page", page=page, pages=", ".join(PAGES)))
        text = _file(called).read_text("utf-8")
        if sys.stdout.isatty():
            click.echo_via_pager(text)
        else:
            print(text, end="")


def _file(page: str) -> Path:
    """The page in the language of the terminal, where it has one of that language."""
    names = [f"{page}.md"]
    if terminal_language() == "fr":
        names.insert(0, f"{page}.fr.md")
    for name in names:
        source = _SOURCES.get(page, f"docs/{page}.md")
        for path in (_INSTALLED / name, _CHECKOUT / (source.removesuffix(".md") + name.removeprefix(page))):
            if path.is_file():
                return path
    raise NothingFound.of("cli.docs.missing", page=page)


# ------------------------------------------------------------------------------------------------------------------- man page


def _man() -> str:
    """A man page (groff_man(7)) of every command and option, made of their help."""
    context = click.Context(program, info_name="monitor")
    lines = [
        f'.TH MONITOR 1 "" "city-page-monitor {__version__}"',
        *_section(localized("cli.docs.name"), [f"monitor \\- {_roff(localized('cli.docs.what'))}"]),
        *_section(localized("cli.docs.synopsis"), [".B monitor", _roff(localized("metavars.subcommand"))]),
        *_section(localized("cli.docs.description"), list(_help(program))),
    ]
    for name in COMMANDS:
        found = program.get_command(context, name)
        if found is not None:
            lines += _of_command(found, f"monitor {name}", context)
    files = [".TP", ".I config.toml", _roff(localized("cli.docs.config_file"))]
    lines += _section(
        localized("cli.docs.files"), [*files, ".TP", ".B $MONITOR_CONFIG", _roff(localized("cli.docs.config_variable"))]
    )
    return "\n".join(lines) + "\n"


def _section(title: str, lines: list[str]) -> list[str]:
    return [f".SH {_roff(title.upper())}", *lines]


def _of_command(found: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    context = click.Context(found, info_name=name.rpartition(" ")[2], parent=parent)
    usage = " ".join(found.collect_usage_pieces(context))
    yield from _section(name, [f".B {name}", _roff(usage), ".PP", *_help(found)])
    for option in found.params:
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record is not None:
            yield from (".TP", f".B {_roff(record[0])}", _roff(record[1]))
    for sub in found.commands.values() if isinstance(found, click.Group) else ():
        yield from _of_command(sub, f"{name} {sub.name}", context)


def _help(found: click.Command) -> Iterator[str]:
    """The help, its examples as they are typed."""
    for paragraph in (found.help or "").split("\n\n"):
        as_typed = paragraph.startswith("\b")
        lines = [line.strip() for line in paragraph.removeprefix("\b").strip().splitlines()]
        yield from (".PP", *((".nf", *map(_roff, lines), ".fi") if as_typed else map(_roff, lines)))


def _roff(text: str) -> str:
    """*text* for groff: no request, no escape of its own."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
