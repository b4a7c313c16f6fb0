"""The versions of one file in a git repository, as a scraper left them: one capture per commit (DESIGN 5.8).

The repository is a stranger's: its configuration can name programs (gpg.program, textconv, core.fsmonitor, a promisor remote
`ext::…`) that git would start. So only its objects are read, through `objects/info/alternates` of an empty repository of our own
(gitrepository-layout(5)), whose configuration is ours; a commit-graph beside the objects is a stranger's word on what
they say, and not asked. Nothing is fetched, whatever is missing.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.errors import MonitorError
from monitor.fetch.captures import Capture, CapturedFile
from monitor.fetch.errors import FetchError
from monitor.i18n.locale import Foreign, Text
from monitor.model.frozen import dataclass

GIT_TIMEOUT_S = 120
# What git would read besides a repository, or do by itself, is named away.
_ALONE = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
_FILE_MODE = "100"  # of "100644" and "100755"; a link is 120000, a submodule 160000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """The file as one commit left it. `blob`: the object's name; None: it is no plain file there, or gone."""

    at: datetime
    blob: str | None


@contextmanager
def git_history(repository: Path, path: str) -> Iterator[list[Capture]]:
    """The captures of *path*, oldest first, at their commits' times; of two commits in one second the later one counts.

    Deleted versions are left out, and those that were a link. A bare repository will do. The captures can be read inside the
    `with`. Raises MonitorError where git or the file is not to be had.
    """
    with TemporaryDirectory(prefix="monitor-git-") as folder:
        history = _History(repository, Path(folder))
        versions = {v.at: v.blob for v in history.versions(path)}
        content_type = "application/pdf" if path.lower().endswith(".pdf") else "text/html"
        yield [
            Capture(line=number, at=at, page_file=CapturedFile(load=partial(history.content, blob), content_type=content_type))
            for number, (at, blob) in enumerate(versions.items(), 1)
            if blob
        ]


class _History:
    """A repository's objects, seen from an empty one in *own* that holds none itself."""

    def __init__(self, repository: Path, own: Path) -> None:
        self._repository = repository
        common = self._asked("--path-format=absolute", "--git-common-dir")
        object_format = self._asked("--show-object-format")
        self._head = self._asked("--verify", "HEAD^{commit}")
        self._prefix = "" if self._asked("--is-bare-repository") == "true" else self._asked("--show-prefix")
        self._own = own
        self._run("init", "--quiet", "--bare", "--template=", f"--object-format={object_format}", str(own), folder=own)
        objects = Path(common) / "objects"
        (own / "objects" / "info").mkdir(exist_ok=True)
        # C-quoted, so that a line feed or a quotation mark in a folder's name is part of it.
        path = os.fsencode(objects)
        quoted = b"".join(b"\\" + bytes([c]) if c in b'\\"' else b"\\%03o" % c if c < 32 or c > 126 else bytes([c]) for c in path)
        (own / "objects" / "info" / "alternates").write_bytes(b'"' + quoted + b'"\n')
        shallow = Path(common) / "shallow"  # where a shallow clone's history begins; without it the first parent seems lost
        if shallow.is_file():
            (own / "shallow").write_bytes(shallow.read_bytes())

    def versions(self, path: str) -> Iterator[_Version]:
        """Every commit that touched *path*, oldest first. Raises MonitorError where *path* is a folder."""
        name = f"{self._prefix}{path}"
        log = self._objects(
            "log", "-z", "--format=%x01%cI", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "--reverse",
            "--diff-filter=ACMRTD", self._head, "--", name,
        )  # fmt: skip
        for entry in os.fsdecode(log).split("\x01")[1:]:
            time, *facts = entry.replace("\n", "\0").split("\0")
            # A log entry with -z: ":mode mode blob blob status", behind it the file's name
            changed = [(fact.split(" "), file) for fact, file in pairwise(filter(None, facts)) if fact.startswith(":")]
            if any(file != name for _, file in changed):
                raise MonitorError.of("errors.fetch.is_folder", repository=self._repository, path=path)
            blob = next((f[3] for f, _ in changed if f[1].startswith(_FILE_MODE)), None)
            yield _Version(at=datetime.fromisoformat(time).astimezone(UTC), blob=blob)

    def content(self, blob: str, most: int) -> bytes:
        """The bytes of *blob*. Raises FetchError `too_large` for more than *most*, MonitorError where it is not there."""
        size = int(self._objects("cat-file", "-s", blob))
        if size > most:
            raise FetchError("too_large", f"{size} bytes, {most} allowed")
        return self._objects("cat-file", "blob", blob)

    def _asked(self, *arguments: str) -> str:
        """What rev-parse says of the repository itself: it looks up names and starts nothing."""
        return os.fsdecode(self._run("rev-parse", *arguments, folder=self._repository)).removesuffix("\n")

    def _objects(self, *arguments: str) -> bytes:
        return self._run(f"--git-dir={self._own}", "-c", "core.commitGraph=false", *arguments, folder=self._own)

    def _run(self, *arguments: str, folder: Path) -> bytes:
        env = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), **_ALONE}
        try:
            done = subprocess.run(
                ["git", *arguments], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True,
                timeout=GIT_TIMEOUT_S, check=True,
            )  # fmt: skip
        except (FileNotFoundError, NotADirectoryError) as error:
            if not folder.is_dir():
                raise self._trouble(error.strerror or str(error)) from error
            raise MonitorError(Text("errors.fetch.no_git"), remedy="apt install git") from error
        except OSError as error:
            raise self._trouble(error.strerror or str(error)) from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
            raise self._trouble(said) from error
        except subprocess.TimeoutExpired as error:
            raise MonitorError(Text("errors.fetch.git_slow", repository=self._repository, git_timeout_s=GIT_TIMEOUT_S)) from error
        return done.stdout

    def _trouble(self, said: str) -> MonitorError:
        why = Foreign(said)
        return MonitorError(Text("errors.system.refused", path=self._repository, why=why), remedy=Text("errors.fetch.git_do"))
