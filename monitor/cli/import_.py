"""`monitor import`: past captures through the same pipeline, with their own dates (DESIGN 5.8)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path

import click

from monitor.cli.options import FILE, argument, config_option, described, json_option, option, watch_argument
from monitor.errors import MonitorError, NothingFound
from monitor.fetch.captures import Capture, read_manifest
from monitor.fetch.git_history import git_history
from monitor.i18n.locale import Text
from monitor.model import Watch, WatchState
from monitor.pipeline.importing import import_captures
from monitor.records import known_watch, read_config
from monitor.report.as_json import result_json
from monitor.report.terminal import result_words
from monitor.terminal.logs import set_up
from monitor.terminal.output import Progress, json_line, localized, note, rendered, screen
from monitor.wiring import working

NOT_ALL = 1


@described("import")
@watch_argument
@argument("manifest", type=FILE, required=False, metavar="manifest_optional")
@option("--git", "repository", type=click.Path(path_type=Path), help="help.import.git")
@option("--path", "file", help="help.import.path")
@config_option
@json_option
def command(name: str, manifest: Path | None, repository: Path | None, file: str | None, config_path: Path, as_json: bool) -> int:
    """Read the captures, leave out what is known, take the rest in order."""
    set_up()
    config = read_config(config_path)
    watch = known_watch(config, name)
    source: AbstractContextManager[Iterable[Capture | tuple[int, str | Text]]]
    if manifest and not repository:
        source = nullcontext(read_manifest(manifest))
    elif repository and file and not manifest:
        source = git_history(repository, file)
    else:
        raise click.UsageError(localized("cli.import.one_source"))
    with source as lines:
        captures, faulty = list[Capture](), 0
        for line in lines:
            if isinstance(line, Capture):
                captures.append(line)
            else:
                faulty += 1
                note(localized("cli.import.line_skipped", line=line[0], why=rendered(line[1])))
        captures.sort(key=lambda c: c.at)
        if repository and not captures:
            raise NothingFound(
                localized("cli.import.no_version", repository=repository, file=file),
                remedy=f"git -C {repository} ls-tree -r --name-only HEAD",
            )
        with working(config, wait=timedelta(0)) as (doors, store):
            fresh = _fresh(captures, store.state(watch), watch)
            with Progress(len(fresh), localized("cli.import.captures_read")) as progress:
                for done, result in enumerate(import_captures(watch, fresh, book=doors.book, pdf=doors.pdf), 1):
                    progress.clear()
                    if as_json:
                        print(json_line(result_json(result, config.language)))
                    else:
                        print(result_words(result, screen(config), store.called(watch.name, watch)), flush=True)
                    progress.show(done, len(fresh))
    # Documents of which files were given and none was ever handed over, as the page leads elsewhere
    read = {item for capture in fresh for item, found in capture.answered.items() if found}
    asked = [(item, file.url) for c in fresh for item in c.answered for file in c.documents.get(item, ()) if file.url]
    unread = {item: url for item, url in asked if item not in read}
    for item, url in unread.items():
        note(localized("cli.import.unlinked", item=item, url=url))
    note(
        localized(
            "cli.import.done",
            taken=localized("cli.import.taken", n=len(fresh)),
            skipped=localized("cli.import.known", n=len(captures) - len(fresh)),
            faulty=localized("cli.import.unreadable", n=faulty),
        )
    )
    return NOT_ALL if faulty or unread else 0


def _fresh(captures: list[Capture], state: WatchState, watch: Watch) -> list[Capture]:
    """Those later than the newest visit and than each other."""
    live = state.newest_live_at
    if live is not None and any(c.at <= live for c in captures):
        raise MonitorError.of("cli.import.visited_live", watch=watch.name)
    fresh, newest = [], state.newest_at
    for capture in captures:
        if newest is None or capture.at > newest:
            fresh.append(capture)
            newest = capture.at
    return fresh
