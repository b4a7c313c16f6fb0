"""The pages that people read, and what stands in them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from monitor.cli import COMMANDS
from monitor.cli import command as monitor

ROOT = Path(__file__).resolve().parents[2]
ALL = sorted(p for pattern in ("*.md", "docs/**/*.md", "snapshots/*.md", ".github/**/*.md") for p in ROOT.glob(pattern))
READMES = (ROOT / "README.md", ROOT / "README.fr.md")
FRENCH = [p for p in ALL if p.name.endswith(".fr.md")]
ENGLISH = [p.with_name(p.name.replace(".fr.md", ".md")) for p in FRENCH]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STOPS = {">", ">>", "|", "&&", ";", "2>&1"}


def text(page: Path) -> str:
    return page.read_text("utf-8")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of *page* that are in *language*."""
    return [code for tag, code in _BLOCK.findall(text(page)) if tag == language]


def prose(page: Path) -> str:
    """*page* without its code, links kept as their texts."""
    bare = re.sub(r"`[^`\n]*`", "x", _BLOCK.sub("", text(page)))
    return re.sub(r"\]\([^)]*\)", "]", bare)


def calls(page: Path) -> Iterator[list[str]]:
    """The arguments of each `monitor …` in the code blocks of *page*, and of each that stands in its sentences as code."""
    lines = [line for language in ("sh", "") for block in blocks(page, language) for line in block.splitlines()]
    inline = re.findall(r"`(monitor [^`\n]*)`", _BLOCK.sub("", text(page)))
    for line in [*lines, *inline]:
        words = _words(line)
        for at, word in enumerate(words):
            if word == "monitor" or word.endswith("bin/monitor"):
                rest = words[at + 1 :]
                yield rest[: next((n for n, w in enumerate(rest) if w in _STOPS), len(rest))]
                break


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()


def parsed(arguments: list[str]) -> tuple[str, list[str]]:
    """The command that *arguments* name, as "alerts send", and the names of the options they give. Raises click's usage errors.

    Values are not looked at: the files of an example need not be there.
    """
    command: click.Command = monitor
    context = click.Context(command, info_name="monitor")
    path: list[str] = []
    given: list[str] = []
    while True:
        options, rest, order = command.make_parser(context).parse_args(list(arguments))
        given += [p.name or "" for p in order if isinstance(p, click.Option)]
        if not isinstance(command, click.Group) or not rest:
            _complain_of_missing(command, options)
            if rest and not isinstance(command, click.Group):
                raise click.UsageError(f"unexpected: {rest}")
            return " ".join(path), given
        found = command.get_command(context, rest[0])
        if found is None:
            raise click.UsageError(f"no command {rest[0]}")
        path.append(rest[0])
        command, arguments = found, rest[1:]
        context = click.Context(command, parent=context, info_name=path[-1])


def _complain_of_missing(command: click.Command, options: dict[str, object]) -> None:
    for parameter in command.params:
        if isinstance(parameter, click.Argument) and parameter.required and not options.get(parameter.name or ""):
            raise click.UsageError(f"missing: {parameter.name}")


def options() -> set[str]:
    """Every option of every command, as it is typed; but for --help, which stands in each."""
    found: set[str] = set()
    waiting: list[click.Command] = [monitor]
    while waiting:
        command = waiting.pop()
        found |= {o for p in command.params if isinstance(p, click.Option) for o in p.opts if o.startswith("--")}
        if command is monitor:
            waiting += [c for c in (monitor.get_command(click.Context(monitor), n) for n in COMMANDS) if c]
        elif isinstance(command, click.Group):
            waiting += command.commands.values()
    return found
