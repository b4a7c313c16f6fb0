"""The history as a git repository: a commit for each snapshot, dated and worded, with its texts and files (5.16)."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from monitor.errors import MonitorError
from monitor.i18n.locale import Text
from monitor.i18n.typography import clean
from monitor.model import Revision
from monitor.report.lines import plain
from monitor.report.ranking import number_of
from monitor.report.spans import as_read
from monitor.web.context import Seen, entry
from monitor.web.rows import snapshots

BRANCH = "refs/heads/main"
AUTHOR = "city-page-monitor <city-page-monitor@localhost.invalid>"
_NOT_IN_NAMES = re.compile(r"[^\w.@+-]+")
_DONE = re.compile(r"^Snapshot: (\S+)@(\d+)$", re.MULTILINE)


def write_repository(seen: Seen, names: Sequence[str], folder: Path) -> int:
    """Make, or go on with, the repository in *folder*; returns how many commits were added. Raises MonitorError without git."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".git").exists():
        if any(folder.iterdir()):
            raise MonitorError.of("errors.export.no_repository", folder=folder, do=Text("errors.export.new_folder_do"))
        _git(folder, "init", "-q", "-b", "main")
    told = _git(folder, "log", "--format=%B", "main") if _git(folder, "rev-parse", "-q", "--verify", "main", fails=True) else ""
    done = {(name, int(number)) for name, number in _DONE.findall(told)}
    left = [(name, number) for name, number in snapshots(seen.store, names) if (_safe(name), number) not in done]
    left = in_order(seen, left)
    if not left:
        return 0
    with subprocess.Popen(
        ["git", "-C", str(folder), "fast-import", "--quiet", "--date-format=raw"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    ) as process:
        assert process.stdin is not None and process.stderr is not None
        with suppress(BrokenPipeError):  # what went wrong is on its stderr
            for piece in _commits(seen, left, goes_on=bool(done)):
                process.stdin.write(piece)
            process.stdin.close()
        said = process.stderr.read().decode(errors="replace").strip()
        status = process.wait()
    if status:
        raise MonitorError(Text("errors.export.git_said", said=said[:500]))
    _git(folder, "reset", "-q", "--hard", "main")
    return len(left)


def in_order(seen: Seen, left: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Versions of all watches by time, those of one by number, whatever its clock said: the last commit shows what stands."""
    reached, places = dict[str, datetime](), dict[tuple[str, int], datetime]()
    for name, number in sorted(left):
        at = seen.store.snapshot(name, number).taken_at
        places[name, number] = reached[name] = max(at, reached.get(name, at))
    return sorted(left, key=lambda one: (places[one], *one))


def _commits(seen: Seen, left: Sequence[tuple[str, int]], *, goes_on: bool) -> Iterator[bytes]:
    """What `git fast-import` reads."""
    for n, (name, number) in enumerate(left):
        (told,) = seen.store.history(name, before=number + 1, limit=1)
        when = f"{AUTHOR} {int(told.taken_at.timestamp())} +0000"
        yield f"commit {BRANCH}\nauthor {when}\ncommitter {when}\n".encode()
        # The sentence of the change, all lines of all changes, and which snapshot it is: its number and its link of the chain
        words, shown = seen.words, [entry(seen, one, whole=True) for one in told.changes]
        if told.erased:
            said = words.phrase("erased_short")
        elif len(shown) > 1:
            said = words.text("report.count.changes", n=number_of([one.change for one in told.changes], words.language))
        else:
            said = shown[0].sentence if shown else words.phrase("first_read")
        message = [f"{seen.title(name)} — {said}".replace("\n", " "), ""]
        for one in shown:
            message.append(words.phrase("about", item=one.item, summary=one.sentence))
            message += [f"  {line.mark} {plain(line)}".replace("\n", " ") for line in one.lines]
        message += [""] if shown else []
        message += [f"Snapshot: {_safe(name)}@{number}", f"Hash: {told.hash}", f"Source: {clean(told.url)}"]
        yield _data(("\n".join(message) + "\n").encode())
        if goes_on and n == 0:
            yield f"from {BRANCH}^0\n".encode()
        yield f"D {_safe(name)}\n".encode()
        for path, data in () if told.erased else _files(seen, name, number):
            yield f"M 100644 inline {_safe(name)}/{path}\n".encode() + _data(data)
        yield b"\n"


def _data(data: bytes) -> bytes:
    return b"data %d\n" % len(data) + data + b"\n"


def _files(seen: Seen, name: str, number: int) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of what a snapshot holds: the page, each section's text, each document's bytes and text."""
    revision: Revision = seen.revision(name, number)
    page = seen.store.page_of(name, number)
    if page is not None:
        yield "page.html", page[0]
    taken: set[str] = {"page.html"}
    for section in revision.sections:
        lines = [
            *([section.heading, ""] if section.heading else []),
            *(as_read(block, seen.words.locale) for block in section.blocks),
        ]
        yield _free(f"{_safe(section.item)}.txt", taken), _text(lines)
    for document in revision.documents:
        content = document.content
        if content is None:
            continue
        kept = seen.store.kept(content.sha256)
        ending = {"application/pdf": "pdf"}.get(content.media_type, "bin")
        if kept is not None:
            yield _free(f"{_safe(document.item)}.{ending}", taken), kept
        lines = [as_read(block, seen.words.locale) for block in content.text or ()]
        yield _free(f"{_safe(document.item)}.txt", taken), _text([document.link.label, "", *lines])


def _free(path: str, taken: set[str]) -> str:
    stem, dot, ending = path.rpartition(".")
    number = 1
    while path in taken:
        number += 1
        path = f"{stem}-{number}{dot}{ending}"
    taken.add(path)
    return path


def _safe(name: str) -> str:
    """*name* as part of a path that stays in its folder."""
    return _NOT_IN_NAMES.sub("_", name).lstrip(".") or "_"


def _text(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _environment() -> dict[str, str]:
    """What git sees of ours: no configuration and no repository of somebody else's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}


def _git(folder: Path, *arguments: str, fails: bool = False) -> str:
    """What git prints; "" where it may fail and does."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env=_environment(),
        )
    except FileNotFoundError as error:
        raise MonitorError.of("errors.export.no_git") from error
    if done.returncode and not fails:
        raise MonitorError(Text("errors.export.git_said", said=done.stderr.strip()))
    return "" if done.returncode else done.stdout
