"""config.toml read, judged and built: a `Config`, or every mistake at once, each in a sentence with what to write instead.

A file of nothing but what most hold is judged by itself (`ordinary`). Judging another one loads pydantic and the CSS parser, 0.1 s
and more; building the values from a good file takes a millisecond. So one line beside the database remembers that a file was found
good (DESIGN §9): a digest of its bytes, the program's version and, cut to two bytes that betray nothing, of the values that come
from the environment. A stamp that is missing, old or cannot be written only means that the configuration is judged.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from monitor import __version__
from monitor.config.build import build, database
from monitor.config.ordinary import is_ordinary
from monitor.config.plain_words import assigned, key_of, names_of, schedule_of, value_of
from monitor.config.reading import (
    Mistake,
    Source,
    UnreadableConfig,
    Where,
    at,
    is_secret,
    key_shown,
    names,
    parsed,
    read,
    resolve,
    shown_row,
    with_env_file,
)
from monitor.config.rules import broken_rules
from monitor.config.statements import called, line_of, lines, statements
from monitor.errors import ConfigError
from monitor.expressions import expression
from monitor.files import create_anew
from monitor.i18n.locale import Foreign, Locale, language_of, locale_of
from monitor.model import Config, Language
from monitor.model.frozen import replace

_LANGUAGE = expression(r"""^\s*language\s*=\s*["'](fr|en)["']""", re.MULTILINE)


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """The configuration in *path*, `${NAME}` from *environ*. Raises `ConfigError` with every mistake, in the file's language."""
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
    source = _source(path, environ)
    environ = _with_file(source, environ)
    if known := _known(path, source, environ):
        return known
    if may_be_empty and not source.tree.get("watch"):
        return _with_hidden(_built_any(path, source, environ), source, environ)
    config = _with_hidden(build(path, _judged(source, environ), source.tree, environ), source, environ)
    stamp(config.database, digest(source.data, names(source.tree), environ))
    return config


def load_known(path: Path, environ: Mapping[str, str]) -> Config | None:
    """Return the configuration in *path* where this very one was found good before; nothing is judged, nothing heavy is loaded."""
    source = _source(path, environ)
    return _known(path, source, _with_file(source, environ))


def _known(path: Path, source: Source, environ: Mapping[str, str]) -> Config | None:
    """The same of *source*, read already; *environ*: with the file of `env_file`."""
    tree, unset = resolve(source.tree, environ)
    try:
        kept = database(path, tree)
    except (TypeError, AttributeError, RuntimeError):  # an unjudged file can't say; a folder holds no stamp
        kept = path.absolute().parent
    if unset or not is_stamped(kept, digest(source.data, names(source.tree), environ)):
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
        message = mistake_text(_as_meant(unreadable.mistake, text), file=str(path), language=_language(text, environ))
        raise ConfigError([message]) from unreadable


def _as_meant(mistake: Mistake, text: str) -> Mistake:
    """*mistake*, with the row to write instead where a row that is no TOML shows what its writer meant."""
    line = mistake.facts.get("line")
    if not isinstance(line, int) or not mistake.code.startswith("syntax") or mistake.code == "syntax_quotes":
        return mistake
    if mistake.code == "syntax_twice":
        return _as_written_twice(mistake, text)
    from monitor.config.schema import meant_by  # late, as in `_judged`

    rows = text.splitlines() or [""]
    meant = meant_by(rows[min(line, len(rows)) - 1], rows[: line - 1])
    if meant is None:
        return mistake
    said = shown_row([*rows[: line - 1], meant], line)
    hidden = {"shown": f"{key_shown(rows[line - 1])} = …"} if said.endswith("= …") else {}
    return Mistake((), "syntax_meant", {**mistake.facts, **hidden, "meant": said})


def _as_written_twice(mistake: Mistake, text: str) -> Mistake:
    """*mistake* with both lines of the first key or table that *text* has twice; as it is where only a part of a line repeats."""
    first = dict[tuple[str, Where], int]()
    for statement in statements(text):
        line = text.count("\n", 0, statement.start) + 1
        at_first = first.setdefault((statement.kind, statement.where), line)
        if statement.where and at_first < line:
            facts = {"line": line, "first": at_first}
            if statement.kind == "header":
                code = "table_twice" if len(statement.where) == 1 else "named_table_twice"
                return Mistake((), code, {**facts, "table": statement.text.split("#")[0].strip()})
            of_next = {"name": "[[watch]]", "url": "[[watch]]", "to": "[[alert]]"}.get(str(statement.where[-1]))
            code = "key_of_next_twice" if of_next else "key_twice"
            return Mistake((), code, {**facts, "key": statement.where[-1], "table": of_next})
    return mistake


def _judged(source: Source, environ: Mapping[str, str], but: tuple[str, ...] = ()) -> dict[str, Any]:
    """The tree with `${NAME}` replaced, or every mistake in the order of the file, *but* of some kinds."""
    tree, unset = resolve(source.tree, environ)
    if not unset and is_ordinary(tree) and all(mistake.code in but for mistake in broken_rules(tree)):
        return dict(tree)
    # Nothing in it is ours to extend: looking for plugins among all that is installed takes pydantic 5 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Late, alone of our own: it brings pydantic.
    from monitor.config.schema import mistakes_in

    unknown = {mistake.where for mistake in unset}
    found = [*unset, *(m for m in mistakes_in(tree) if m.where not in unknown and m.code not in but)]
    if found:
        raise ConfigError(_worded(found, source, _language(source.text, environ)))
    assert isinstance(tree, dict)
    return tree


def _worded(found: list[Mistake], source: Source, language: Language) -> list[tuple[str, str]]:
    where = lines(source.text)
    ordered = sorted(found, key=lambda m: line_of(m.where, where) or 0)
    worded = [mistake_text(m, file=str(source.path), language=language, written=source.tree, lines=where) for m in ordered]
    return list(dict.fromkeys(worded))


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


LONGEST_VALUE = 70
LONGEST_LIST = 24
TAKEN_FROM_VALUES = {"part", "detail", "scheme"}  # facts that repeat a value, which may have come from the environment
LISTED = ("watch", "alert", "correct")  # tables of which there are several
SUB_TABLED = ("[[watch]]", "[watch.documents.NAME]")
_BARE_ADDRESS = expression(r"[\w-]+(\.[\w-]+)+(/|$)")
# What a reader may copy, by key; any other key gets the bare form.
EXAMPLES: Mapping[str, str] = {
    "pause": 'pause = "1s"', "per_host": "per_host = 1", "concurrency": "concurrency = 8", "confirm_after": 'confirm_after = "30s"',
    "failure_alert_after": "failure_alert_after = 3", "jitter": 'jitter = "1m"', "connect_timeout": 'connect_timeout = "10s"',
    "read_timeout": 'read_timeout = "20s"', "visit_timeout": 'visit_timeout = "90s"', "max_page": 'max_page = "10 MB"',
    "max_document": 'max_document = "50 MB"', "page_timeout": 'page_timeout = "20s"',
    "document_timeout": 'document_timeout = "60s"', "max_document_memory": 'max_document_memory = "400 MB"',
    "max_document_pages": "max_document_pages = 2000", "every": 'every = "6h"', "schedule": 'schedule = "0 7 * * *"',
    "database": 'database = "snapshots/monitor.db"', "timezone": 'timezone = "Europe/Paris"',
    "name": 'name = "valmont-organigramme"',
    "url": 'url = "https://www.example.org/organigramme"', "css": 'css = "main .texte"', "exclude": 'exclude = [".partage"]',
    "ignore": "ignore = ['/\\d+ vues/']", "to": 'to = "mailto:redaction@example.org"', "on": 'on = ["change", "failure"]',
    "digest": 'digest = "daily"', "env_file": 'env_file = "secrets.env"',
    "public_url": 'public_url = "https://veille.example.org"', "ping": 'ping = "https://hc-ping.com/${PING_KEY}"',
    "timestamp": 'timestamp = "https://tsa.example.org/tsr"',
    "watches": 'watches = ["*"]', "host": 'host = "mail.example.org"', "port": "port = 587",
    "from": 'from = "Veille <veille@example.org>"', "unit": 'unit = "Direction des achats"',
    "headers": 'headers = { Accept-Language = "fr" }',
    "paused_until": "paused_until = 2026-12-31", "title": 'title = "Organigramme de Valmont"', "tags": 'tags = ["valmont"]',
    "user": 'user = "${SMTP_USER}"', "password": 'password = "${SMTP_PASSWORD}"', "secret": 'secret = "${HOOK_SECRET}"',
}  # fmt: skip


def mistake_text(
    mistake: Mistake, *, file: str, language: Language, written: Any = None, lines: Mapping[Where, int] | None = None
) -> tuple[str, str]:
    """(message, remedy) for one mistake: 'config.toml, line 12: watch "dijon": url: …', by *written*, without values of ${NAME}."""
    locale = locale_of(language)
    colon = locale.text("mistakes.colon")
    mistake = _unnamed(mistake)
    there = at(written, mistake.where)
    key = str(mistake.where[-1]) if mistake.where else ""
    key = str(mistake.where[-2]) if len(mistake.where) > 1 and isinstance(mistake.where[-1], int) else key
    value = _value(there, mistake.where, locale)
    facts = {**mistake.facts, "file": file, "value": value, "example": EXAMPLES.get(key, f'{key} = "…"')}
    if "${" in str(there):
        facts.update(dict.fromkeys(facts.keys() & TAKEN_FROM_VALUES, "…"))
    if "detail" in facts:
        facts["detail"] = Foreign(facts["detail"])
    if "field" in facts:
        facts["field"] = locale.text(f"mistakes.part.{facts['field']}")
    code = mistake.code
    if code == "duration" and key == "every" and (meant := schedule_of(str(there))):
        facts["meant"], code = meant, "cron_words"
    if code == "slashes" and isinstance(there, str) and "'" not in there and "${" not in there:
        facts["example"] = f"{key} = ['/{there}/']"
    if mistake.code == "a_list" and (meant := _line(mistake.where, key, there)):
        facts["example"] = meant
    if mistake.code == "to_mail":
        bare = str(there)
        facts["mail"] = "…" if "${" in bare else json.dumps(f"mailto:{bare}", ensure_ascii=False)
    facts["address"] = locale.text("mistakes.part.full_url")
    if isinstance(there, str) and _BARE_ADDRESS.match(there):
        facts["address"] = locale.text("mistakes.part.try_url", near_url=json.dumps(f"https://{there}", ensure_ascii=False))
    facts["hint"] = _hint(mistake, written, locale)
    line = line_of(mistake.where, lines or {}) or mistake.facts.get("line")
    place = locale.text("mistakes.line", file=file, line=line) if line else file
    where = called(mistake.where, written, colon)
    problem = locale.text(f"mistakes.{code}.what", **facts)
    return colon.join(part for part in (place, where, problem) if part), locale.text(f"mistakes.{code}.to_do", **facts)


def _unnamed(mistake: Mistake) -> Mistake:
    """*mistake*; where keys stand straight under `sections` or `documents`, that their name is missing."""
    for kind in ("sections", "documents"):
        if mistake.code == "a_table" and kind in mistake.where[-2:]:
            where = mistake.where[: mistake.where.index(kind) + 1]
            return Mistake(where, f"unnamed_{kind}", {"table": f"watch.{kind}"})
    return mistake


def _value(value: Any, where: Where, locale: Locale) -> str:
    """*value* as TOML, short; … for what is nobody's business."""
    if is_secret(where):
        return "…"
    if isinstance(value, dict):
        return locale.text("mistakes.part.table")
    if isinstance(value, list):
        return locale.text("mistakes.part.list")
    if isinstance(value, str):
        value = re.sub(r"//[^/@\s]*@", "//…@", value)
        return json.dumps(value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…", ensure_ascii=False)
    return json.dumps(value) if isinstance(value, bool | int | float) else str(value)


def _spoken(mistake: Mistake, asked: str, known: list[str], written: Any, locale: Locale) -> str | None:
    """What to write for a key or a table that is called by a French word, or another one; None: it is none that is known."""
    value, table = at(written, mistake.where), at(written, mistake.where[:-1])
    key = key_of(asked, known, table if isinstance(table, dict) else ())
    if key is not None:
        return locale.text("mistakes.part.write", meant=_line((*mistake.where[:-1], key), key, value) or f"{key} = …")
    for home, keys in mistake.facts.get("elsewhere", ()):  # type: ignore[attr-defined]
        if key := key_of(asked, keys):
            meant = _line((*mistake.where[:-1], key), key, value) or f"{key} = …"
            return locale.text("mistakes.part.write_under", meant=meant, home=home)
    return None


def _line(where: Where, key: str, value: Any) -> str | None:
    """What to write so that *key* has the value that was meant; None where that is no matter of one line."""
    if isinstance(value, dict):
        path = [*(str(step) for step in where if not isinstance(step, int)), *list(value)[: key in ("sections", "documents")]]
        return f"[[{key}]]" if key in LISTED else f"[{'.'.join(path)}]"
    if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        named = key in ("sections", "documents")
        return f"[{'.'.join(str(step) for step in where if not isinstance(step, int))}.NAME]" if named else f"[[{key}]]"
    if is_secret((*where, key)) or "${" in str(value):
        return f"{key} = …" if value is not None else None
    return assigned(key, value)


def _hint(mistake: Mistake, written: Any, locale: Locale) -> str:
    """Where a misplaced key belongs, else what was probably meant, else what is possible."""
    homes = mistake.facts.get("homes")
    if isinstance(homes, list) and homes:
        key = "mistakes.part.home_before" if homes[0] in SUB_TABLED else "mistakes.part.home"
        return locale.text(key, home=homes[0])
    near = mistake.facts.get("near") or mistake.facts.get("choices")
    known = [str(n) for n in near] if isinstance(near, list) else []
    asked = str(mistake.facts.get("key") or at(written, mistake.where))
    asked = asked.partition(":")[0] if mistake.code == "apprise_scheme" else asked
    key = next(str(step) for step in reversed(mistake.where) if isinstance(step, str)) if mistake.where else ""
    if mistake.code == "choice" and (meant := value_of(key, asked)):
        in_list = isinstance(mistake.where[-1], int)
        return locale.text("mistakes.part.write", meant=f'"{meant}"' if in_list else f'{key} = "{meant}"')
    if mistake.code == "unknown_key" and (spoken := _spoken(mistake, asked, known, written, locale)):
        return spoken
    import difflib

    folded = {**(names_of(known) if mistake.code == "unknown_key" else {}), **{k.casefold(): k for k in known}}
    close = difflib.get_close_matches(asked.casefold(), list(folded), n=1, cutoff=0.65)  # « fetch » is no slip of « watch »
    if close:
        return locale.text("mistakes.part.did_you_mean", guess=folded[close[0]])
    if mistake.code in ("timezone", "apprise_scheme"):
        return locale.text("mistakes.part.zones" if mistake.code == "timezone" else "mistakes.part.schemes")
    if 0 < len(known) <= LONGEST_LIST:
        return locale.text("mistakes.part.one_of", choices=", ".join(known))
    return locale.text("mistakes.part.leave_out")
