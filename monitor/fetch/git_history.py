"""The versions of one file in a git repository, as a scraper left them: one capture per commit (DESIGN 5.8)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from monitor.errors import MonitorError, Said
from monitor.fetch.captures import Capture, CapturedFile

GIT_TIMEOUT_S = 120


def git_captures(repository: Path, path: str) -> Iterator[Capture]:
    """The captures of *path*, oldest first, at their commits' times; of two commits in one second the later one counts.

    Deleted versions are left out, and those that were a link. Raises MonitorError where git or the file is not to be had.
    """
    log = _git(repository, "log", "--format=%x00%H %cI", "--raw", "--reverse", "--diff-filter=ACMRT", "--", path).decode()
    commits = dict(_commit(entry) for entry in log.split("\0") if _is_file(entry))
    if commits:
        _check_is_file(repository, f"{list(commits.values())[-1]}:./{path}")
    for number, (time, commit) in enumerate(commits.items(), 1):
        at = datetime.fromisoformat(time).astimezone(UTC)
        content_type = "application/pdf" if path.lower().endswith(".pdf") else "text/html"
        file = CapturedFile(load=partial(_git, repository, "show", f"{commit}:./{path}"), content_type=content_type)
        yield Capture(line=number, at=at, page_file=file)


def _commit(entry: str) -> tuple[str, str]:
    """Time and name of the commit that *entry* of the log tells of."""
    commit, _, time = entry.partition("\n")[0].partition(" ")
    return time, commit


def _is_file(entry: str) -> bool:
    """Whether *entry* tells of a plain file: ":100644 100644 <old> <new> M"; a link is 120000, a submodule 160000."""
    modes = [line.split(" ")[1] for line in entry.splitlines() if line.startswith(":")]
    return any(mode.startswith("100") for mode in modes)


def _check_is_file(repository: Path, name: str) -> None:
    if _git(repository, "cat-file", "-t", name).strip() != b"blob":
        raise MonitorError(
            Said(fr=f"{repository} : {name} est un dossier", en=f"{repository}: {name} is a folder"),
            remedy=Said(fr="nommez un fichier : --path FICHIER", en="name one file: --path FILE"),
        )


def _git(repository: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, timeout=GIT_TIMEOUT_S, check=True)
    except FileNotFoundError as error:
        raise MonitorError(Said(fr="git n’est pas installé", en="git is not installed"), remedy="apt install git") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise MonitorError(f"{repository}: {said}", remedy="monitor import WATCH --git REPOSITORY --path FILE") from error
    except subprocess.TimeoutExpired as error:
        raise MonitorError(
            Said(
                fr=f"{repository} : git a mis plus de {GIT_TIMEOUT_S} s", en=f"{repository}: git took longer than {GIT_TIMEOUT_S} s"
            )
        ) from error
    return done.stdout
