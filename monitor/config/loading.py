"""config.toml read, judged and built: a `Config`, or every mistake at once.

Judging loads pydantic and the CSS parser, 0.1 s and more; building the values from a good file takes a millisecond. So one line
beside the database remembers that a file was found good (DESIGN §9): a digest of its bytes, the program's version and, cut to two
bytes that betray nothing, of the values that come from the environment. A stamp that is missing, old or cannot be written only
means that the configuration is judged.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from monitor import __version__
from monitor.config.build import build, database
from monitor.config.env_file import with_env_file
from monitor.config.mistakes import Mistake
from monitor.config.reading import Source, UnreadableConfig, names, parsed, read, resolve, shown_row
from monitor.config.statements import line_of, lines
from monitor.config.words import said
from monitor.errors import ConfigError
from monitor.files import create_anew
from monitor.i18n.locale import language_of
from monitor.model import Config, Language

_LANGUAGE = re.compile(r"""^\s*language\s*=\s*["'](fr|en)["']""", re.MULTILINE)


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Return the configuration in *path*, `${NAME}` taken from *environ*.

    Raises `ConfigError` with every mistake at once, in the file's own language where that can be read, else that of *environ*.
    """
    source = _source(path, environ)
    environ = _with_file(source, environ)
    tree = _judged(source, environ)
    return _with_hidden(build(path, tree, source.tree, environ), source, environ)


def load_any(path: Path, environ: Mapping[str, str]) -> Config:
    """Return the same as `load`; that no page is watched is no mistake, as where the first is about to be added."""
    source = _source(path, environ)
    environ = _with_file(source, environ)
    return _with_hidden(_built_any(path, source, environ), source, environ)


def judged(path: Path, data: bytes, environ: Mapping[str, str]) -> Config:
    """Return the same as `load_any` of *data*, which is to be written to *path*."""
    source = parsed(path, data)
    return _built_any(path, source, _with_file(source, environ))


def _built_any(path: Path, source: Source, environ: Mapping[str, str]) -> Config:
    tree = _judged(source, environ, but=("no_watch",))
    return build(path, {"watch": [], **tree}, {"watch": [], **source.tree}, environ)


def load_cached(path: Path, environ: Mapping[str, str], *, may_be_empty: bool = False) -> Config:
    """Return the same as `load`, sooner where this very configuration was found good before (`stamp`).

    *may_be_empty*: that no page is watched is no mistake, as where what was seen is asked for after the last was removed.
    """
    if known := load_known(path, environ):
        return known
    source = _source(path, environ)
    environ = _with_file(source, environ)
    if may_be_empty and not source.tree.get("watch"):
        return _with_hidden(_built_any(path, source, environ), source, environ)
    config = _with_hidden(build(path, _judged(source, environ), source.tree, environ), source, environ)
    stamp(config.database, digest(source.data, names(source.tree), environ))
    return config


def load_known(path: Path, environ: Mapping[str, str]) -> Config | None:
    """Return the configuration in *path* where this very one was found good before; nothing is judged, nothing heavy is loaded."""
    source = _source(path, environ)
    environ = _with_file(source, environ)
    tree, unset = resolve(source.tree, environ)
    if unset or not is_stamped(_database(path, tree), digest(source.data, names(source.tree), environ)):
        return None
    return _with_hidden(build(path, tree, source.tree, environ), source, environ)


def _with_hidden(config: Config, source: Source, environ: Mapping[str, str]) -> Config:
    """*config*, knowing what it must never show: the values that came from the environment."""
    return replace(config, hidden=tuple(dict.fromkeys(environ[name] for name in names(source.tree))))


def _with_file(source: Source, environ: Mapping[str, str]) -> Mapping[str, str]:
    """*environ*, and what the file of `env_file` has beside it."""
    try:
        return with_env_file(source.path, source.tree, environ)
    except UnreadableConfig as unreadable:
        raise ConfigError(_worded([unreadable.mistake], source, _language(source.text, environ))) from unreadable


def _source(path: Path, environ: Mapping[str, str]) -> Source:
    try:
        return read(path)
    except UnreadableConfig as unreadable:
        text = path.read_text("utf-8", "replace") if path.is_file() and unreadable.mistake.code != "unreadable" else ""
        message = said(_as_meant(unreadable.mistake, text), file=str(path), language=_language(text, environ))
        raise ConfigError([message]) from unreadable


def _as_meant(mistake: Mistake, text: str) -> Mistake:
    """*mistake*, with the row to write instead where a row that is no TOML shows what its writer meant."""
    line = mistake.facts.get("line")
    if not isinstance(line, int) or not mistake.code.startswith("syntax") or mistake.code == "syntax_quotes":
        return mistake
    from monitor.config.schema import meant_by  # late, as in `_judged`

    rows = text.splitlines() or [""]
    meant = meant_by(rows[min(line, len(rows)) - 1], rows[: line - 1])
    if meant is None:
        return mistake
    said = shown_row([*rows[: line - 1], meant], line)
    hidden = {"shown": rows[line - 1].partition("=")[0].strip() + " = …"} if said.endswith("= …") else {}
    return Mistake((), "syntax_meant", {**mistake.facts, **hidden, "meant": said})


def _judged(source: Source, environ: Mapping[str, str], but: tuple[str, ...] = ()) -> dict[str, Any]:
    """The tree with `${NAME}` replaced, or every mistake in the order of the file, *but* of some kinds."""
    from monitor.config.schema import mistakes_in  # late, alone of our own: brings pydantic, which a known file never needs

    tree, unset = resolve(source.tree, environ)
    unknown = {mistake.where for mistake in unset}
    found = [*unset, *(m for m in mistakes_in(tree) if m.where not in unknown and m.code not in but)]
    if found:
        raise ConfigError(_worded(found, source, _language(source.text, environ)))
    assert isinstance(tree, dict)
    return tree


def _worded(found: list[Mistake], source: Source, language: Language) -> list[tuple[str, str]]:
    where = lines(source.text)
    ordered = sorted(found, key=lambda m: line_of(m.where, where) or 0)
    worded = [said(m, file=str(source.path), language=language, written=source.tree, lines=where) for m in ordered]
    return list(dict.fromkeys(worded))


def _database(path: Path, tree: Any) -> Path:
    """Where the database lies, as far as an unjudged file can say; a folder where it can't, which holds no stamp."""
    try:
        return database(path, tree)
    except (TypeError, AttributeError, RuntimeError):
        return path.absolute().parent


def _language(text: str, environ: Mapping[str, str]) -> Language:
    """The file's own language, else the terminal's."""
    own = _LANGUAGE.search(text)
    if own:
        return "fr" if own[1] == "fr" else "en"
    return language_of(environ)


SUFFIX = ".config-ok"


def digest(data: bytes, names: Iterable[str], environ: Mapping[str, str]) -> str:
    """Return what stands for a configuration of these bytes under these variables."""
    values = "\0".join(f"{name}={environ.get(name, '')}" for name in sorted(set(names)))
    return f"{hashlib.sha256(__version__.encode() + b'|' + data).hexdigest()}-{hashlib.sha256(values.encode()).hexdigest()[:4]}"


def is_stamped(database: Path, digest: str) -> bool:
    """Whether the configuration was found good before."""
    try:
        return _file(database).read_text("ascii") == digest
    except (OSError, UnicodeDecodeError):
        return False


def stamp(database: Path, digest: str) -> None:
    """Write that it is good, for this user only; nothing where there is no database yet, or no permission."""
    if not database.is_file():
        return
    new = _file(database).with_name(f"{_file(database).name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            with os.fdopen(create_anew(new), "w", encoding="ascii") as file:
                file.write(digest)
            new.replace(_file(database))
        finally:
            new.unlink(missing_ok=True)


def _file(database: Path) -> Path:
    return database.parent / f"{database.name}{SUFFIX}"  # also beside a path that ends in no name, which is judged later
