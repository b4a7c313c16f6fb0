"""A config.toml edited as a person would: text in, text out, all that is not meant left as it stands (DESIGN 4.5). Pure.

What a table holds is found by `statements`, so that all else keeps its bytes; tomlkit writes new tables and edits within one
statement. It is not given the whole file: it moves tables that stand between two of one list (its pull request 601), and loses
comments where an element is taken out. Each edit is parsed again and must mean just what it was to mean, else it is refused.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

from monitor.config import addresses
from monitor.config.reading import Where, at
from monitor.config.rules import matches
from monitor.config.statements import TomlStatement, statements
from monitor.errors import MonitorError
from monitor.i18n.locale import Text

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

GROUPS = ("sections", "documents")  # of a watch: tables of tables, each item below a header of its own


class CannotEdit(MonitorError):
    """The file is valid, but written in a way that this edit would not leave whole; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            Text("errors.config.unsafe"),
            remedy=Text("errors.config.unsafe_do"),
        )  # fmt: skip


# ------------------------------------------------------------------------------------------------------------------ whole edits


def with_watch(text: str, watch: Mapping[str, Any]) -> str:
    """*text* with one more [[watch]], at its end: there it takes no comment from anything else."""
    tree = tomllib.loads(text)
    expected = {**tree, "watch": [*tree.get("watch", []), dict(watch)]}
    inline = _holding(text, ("watch",))
    if inline is None:
        return _checked(_appended(text, block(watch)), expected)
    return _checked(_within(text, inline, lambda doc: _append(doc["watch"], dict(watch))), expected)


def without_watch(text: str, name: str) -> tuple[str, list[dict[str, Any]]]:
    """*text* without the watch *name*, and the [[alert]]s that told of no other one and went with it.

    Names and patterns of alerts that stand for no watch any more are taken out: the file would not be valid with them.
    """
    tree = tomllib.loads(text)
    text = _without(text, ("watch", _number(tree, name)))
    left = [_nfc(w["name"]) for w in tomllib.loads(text).get("watch", [])]
    gone: list[dict[str, Any]] = []
    for n, alert in reversed(list(enumerate(tree.get("alert", [])))):
        told = alert.get("watches", ["*"])
        dead = [i for i, pattern in enumerate(told) if pattern != "*" and not any(matches(_nfc(pattern), w) for w in left)]
        if dead and len(dead) == len(told):
            text = _without(text, ("alert", n))
            gone.append(alert)
        else:
            for i in reversed(dead):
                text = _without(text, ("alert", n, "watches", i))
    return text, gone[::-1]


def watch_block(text: str, name: str) -> str:
    """The lines of the watch *name* as they are written, by which it can be put back."""
    where = "watch", _number(tomllib.loads(text), name)
    holding = _holding(text, where)
    if holding is None:
        return "".join(statement.text for statement, kept in _table_apart(text, where) if not kept).strip("\r\n")
    import tomlkit

    return str(_at(tomlkit.parse(holding.text), holding, where).as_string()).strip()


def renamed(text: str, old: str, new: str) -> str:
    """*text* with the watch *old* called *new*; who was told of it still is."""
    tree = tomllib.loads(text)
    number = _number(tree, old)
    text = _with(text, ("watch", number, "name"), new)
    others = [_nfc(w["name"]) for n, w in enumerate(tree["watch"]) if n != number]
    for n, alert in enumerate(tree.get("alert", [])):
        told = [_nfc(pattern) for pattern in alert.get("watches", ["*"])]
        if not any(matches(p, old) for p in told):
            continue
        dead = [i for i, p in enumerate(told) if not any(matches(p, name) for name in [*others, new])]
        for i in dead:
            text = _with(text, ("alert", n, "watches", i), new)
        if not dead and not any(matches(p, new) for p in told):
            text = _with(text, ("alert", n, "watches", len(told)), new)
    return text


def readdressed(text: str, name: str, url: str, env_file: str | None) -> str:
    """*text* with the watch *name* at *url*, and with `env_file` where one is wanted."""
    if env_file is not None:
        text = _with_key(text, "monitor", "env_file", env_file)
    return _with(text, ("watch", _number(tomllib.loads(text), name), "url"), url)


def paused(text: str, name: str, until: date | None) -> str:
    """*text* with the watch *name* at rest: until that day, or until further notice."""
    return _with(text, ("watch", _number(tomllib.loads(text), name), "paused_until"), until or True)


def resumed(text: str, name: str) -> str:
    """*text* with the watch *name* visited again by its schedule; as it is where it was not at rest."""
    tree = tomllib.loads(text)
    number = _number(tree, name)
    for key in ("paused_until", "enabled"):
        if key in tree["watch"][number]:
            text = _without(text, ("watch", number, key))
    return text


def plain_recipients(tree: Mapping[str, Any]) -> str:
    """The mail addresses, with commas between, of the one [[alert]] that says nothing but where to; "" where none or several do."""
    number = _plain_alert(tree)
    return "" if number is None else ",".join(addresses.recipients(tree["alert"][number]["to"]))


def _plain_alert(tree: Mapping[str, Any]) -> int | None:
    """Which [[alert]] `with_mail` wrote before, or could have."""
    alerts = list(enumerate(tree.get("alert", ())))
    found = [n for n, one in alerts if one.keys() == {"to"} and re.match(r"mailto:[^$?]+$", str(one["to"]), re.I)]
    return found[0] if len(found) == 1 else None


def with_mail(text: str, smtp: Mapping[str, Any], env_file: str | None, alert: Mapping[str, Any]) -> str:
    """*text* with *smtp* as its [smtp], `env_file` where one is wanted, and *alert* in the place of the one it wrote before.

    An [[alert]] that says more than where to is somebody's own: it stays, and *alert* is added, unless told already.
    """
    tree = tomllib.loads(text)
    if env_file is not None:
        text = _with_key(text, "monitor", "env_file", env_file)
    if "smtp" not in tree:
        text = _checked(_appended(text, _table("[smtp]", smtp)), {**tomllib.loads(text), "smtp": dict(smtp)})
    else:
        for key in tree["smtp"].keys() - smtp.keys():
            text = _without(text, ("smtp", key))
        for key, value in smtp.items():
            if tree["smtp"].get(key) != value:
                text = _with(text, ("smtp", key), value)
    if any(one.get("to") == alert["to"] for one in tree.get("alert", [])):
        return text
    if (number := _plain_alert(tree)) is not None:
        return _with(text, ("alert", number, "to"), alert["to"])
    now = tomllib.loads(text)
    inline = _holding(text, ("alert",))
    expected = {**now, "alert": [*now.get("alert", []), dict(alert)]}
    if inline is not None:
        return _checked(_within(text, inline, lambda doc: _append(doc["alert"], dict(alert))), expected)
    return _checked(_appended(text, _table("[[alert]]", alert)), expected)


def _with_key(text: str, table: str, key: str, value: Any) -> str:
    """*text* with *key* in the table, which is made at the end where there is none."""
    tree = tomllib.loads(text)
    if table in tree:
        return text if tree[table].get(key) == value else _with(text, (table, key), value)
    return _checked(_appended(text, _table(f"[{table}]", {key: value})), {**tree, table: {key: value}})


def _table(header: str, values: Mapping[str, Any]) -> str:
    import tomlkit

    return f"{header}\n{tomlkit.dumps(dict(values))}"


def _number(tree: Mapping[str, Any], name: str) -> int:
    return next(n for n, w in enumerate(tree["watch"]) if _nfc(w["name"]) == _nfc(name))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# -------------------------------------------------------------------------------------------------------------------- one value


def _with(text: str, where: Where, value: Any) -> str:
    """*text* with *value* at *where*: instead of the one there, else below the table's `name` or header, or at a list's end."""
    tree = deepcopy(tomllib.loads(text))
    _put(at(tree, where[:-1]), where[-1], value)
    holding = _holding(text, where)
    if holding is not None:
        return _checked(_within(text, holding, lambda doc: _put(_at(doc, holding, where[:-1]), where[-1], value)), tree)
    import tomlkit

    name = _holding(text, (*where[:-1], "name")) or next(
        (s for s in statements(text) if s.kind == "header" and s.where == where[:-1]), None
    )
    if name is None:
        raise CannotEdit
    written = name.text
    indent = written[: len(written) - len(written.lstrip(" \t"))]
    line = indent + tomlkit.dumps({str(where[-1]): value})
    before = text[: name.end] + ("" if written.endswith("\n") else "\n")
    return _checked(before + (line if written.endswith("\n") else line.rstrip("\n")) + text[name.end :], tree)


def _without(text: str, where: Where) -> str:
    """*text* without what stands at *where*: a key's line, a table with all below it, or a part of a value."""
    tree = deepcopy(tomllib.loads(text))
    del at(tree, where[:-1])[where[-1]]
    holding = _holding(text, where)
    if holding is None:
        parts = _table_apart(text, where)
        left = "".join(statement.text for statement, kept in parts if kept)
        at_end = bool(parts) and not parts[-1][1] and not text.endswith("\n")
        return _checked(left.removesuffix("\n") if at_end else left, tree)
    if holding.where == where:
        return _checked(text[: holding.start] + text[holding.end :], tree)

    def take_out(doc: TOMLDocument) -> None:
        del _at(doc, holding, where[:-1])[where[-1]]

    return _checked(_within(text, holding, take_out), tree)


def _holding(text: str, where: Where) -> TomlStatement | None:
    """The key's statement within whose value *where* lies, or would; None: it stands below a header, or nowhere."""
    keys = [s for s in statements(text) if s.kind == "key" and s.where == where[: len(s.where)]]
    return max(keys, key=lambda s: len(s.where), default=None)


def _within(text: str, statement: TomlStatement, change: Callable[[TOMLDocument], object]) -> str:
    """*text* with *statement* changed, which tomlkit reads as a file by itself."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        doc = tomlkit.parse(statement.text)
        change(doc)
        return text[: statement.start] + tomlkit.dumps(doc) + text[statement.end :]
    except (TOMLKitError, ValueError, TypeError, LookupError) as error:
        raise CannotEdit from error


def _at(doc: Any, statement: TomlStatement, where: Where) -> Any:
    """What stands at *where* of the file, in the *doc* of its statement."""
    for step in where[len(statement.table) :]:
        doc = doc[step]
    return doc


def _put(holder: Any, step: str | int, value: Any) -> None:
    if isinstance(step, int) and step == len(holder):
        _append(holder, value)
    else:
        holder[step] = value


def _append(array: Any, value: Any) -> None:
    import tomlkit

    if isinstance(value, dict) and not isinstance(array, list):
        raise CannotEdit
    if isinstance(value, dict) and hasattr(array, "as_string"):
        inline = tomlkit.inline_table()
        inline.update(value)
        value = inline
    array.append(value)


# --------------------------------------------------------------------------------------------------------------------- a table


def block(watch: Mapping[str, Any]) -> str:
    """A [[watch]] as a part of a file: its keys, then a table for each section and document."""
    import tomlkit

    parts = ["[[watch]]\n", *(tomlkit.dumps({key: _plain(value)}) for key, value in watch.items() if key not in GROUPS)]
    for group in GROUPS:
        for name, item in watch.get(group, {}).items():
            lists = {k: v for k, v in item.items() if isinstance(v, list) and v and all(isinstance(one, Mapping) for one in v)}
            path = f"watch.{group}.{tomlkit.key(name).as_string()}"
            parts += [f"\n[{path}]\n", *(tomlkit.dumps({k: _plain(v)}) for k, v in item.items() if k not in lists)]
            for key, tables in lists.items():
                for table in tables:
                    parts += [f"\n[[{path}.{key}]]\n", *(tomlkit.dumps({k: _plain(v)}) for k, v in table.items())]
    return "".join(parts)


def _plain(value: Any) -> Any:
    """*value* as it is written on one line."""
    import tomlkit

    if not isinstance(value, Mapping):
        return value
    inline = tomlkit.inline_table()
    inline.update(value)
    return inline


def _appended(text: str, added: str) -> str:
    """*added* after a blank line. A file whose last line has no end keeps it so: taking it out again gives the bytes of before."""
    if not text:
        return added
    return f"{text}\n{added}" if text.endswith("\n") else f"{text}\n\n{added[:-1]}"


def _table_apart(text: str, where: Where) -> list[tuple[TomlStatement, bool]]:
    """The statements of *text*, each with whether it stays where the table at *where* goes.

    With it go the one blank line above it and the comments that are its own: what stands within it, what directly follows its last
    line, what stands right above its header, and tables of its own that are commented out. A comment that a blank line parts from
    it stays: it may be about something else.
    """
    all_ = list(statements(text))
    keep = [True] * len(all_)
    # Where statements of the table stand together, the first and the last but comments: TOML lets others between.
    runs: list[tuple[int, int]] = []
    for n, statement in enumerate(all_):
        if statement.kind not in ("header", "key") or statement.table[: len(where)] != where:
            continue
        if runs and all(s.table[: len(where)] == where for s in all_[runs[-1][1] : n]):
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    for first, last in runs:
        start = first
        while all_[first].where == where and start and all_[start - 1].kind == "comment":
            start -= 1
        start = start or first  # comments that begin the file are about all of it
        end, n = last, last + 1  # its own comments are those of its last line, and its tables that are commented out
        while n < len(all_):
            stop = n
            while stop < len(all_) and all_[stop].kind == "comment":
                stop += 1
            if stop == n or (stop < len(all_) and all_[stop].kind == "header"):
                break  # nothing here, or the comment of what follows
            if n != last + 1 and not re.match(rf"\s*#\s*\[+{where[0]}\.", all_[n].text):
                break  # no table of its own
            end, n = stop - 1, stop
            while n < len(all_) and all_[n].kind == "blank":
                n += 1
        keep[start : end + 1] = [False] * (end + 1 - start)
        if start and all_[start - 1].kind == "blank":
            keep[start - 1] = False
        while not any(keep[:start]) and end + 1 < len(all_) and all_[end + 1].kind == "blank":
            end += 1
            keep[end] = False
    return [*zip(all_, keep, strict=True)]


def _checked(text: str, expected: Mapping[str, Any]) -> str:
    """*text*, where it means what was *expected*; an empty list of tables and none are the same."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CannotEdit from error
    if {k: v for k, v in found.items() if v != []} != {k: v for k, v in expected.items() if v != []}:
        raise CannotEdit
    return text
