"""Says a mistake in a sentence, in French or English, and what to write instead."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from monitor.config.mistakes import Mistake, Where, at, is_secret
from monitor.config.spoken import assigned, key_of, names_of, schedule_of, value_of
from monitor.config.statements import called, line_of
from monitor.i18n.locale import Foreign, Locale, locale_of
from monitor.model import Language

LONGEST_VALUE = 70
LONGEST_LIST = 24
TAKEN_FROM_VALUES = {"part", "detail", "scheme"}  # facts that repeat a value, which may have come from the environment
LISTED = ("watch", "alert", "correct")  # tables of which there are several
SUB_TABLED = ("[[watch]]", "[watch.documents.NAME]")
_BARE_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+(/|$)")
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


def said(
    mistake: Mistake, *, file: str, language: Language, written: Any = None, lines: Mapping[Where, int] | None = None
) -> tuple[str, str]:
    """Return (message, remedy) for one mistake: "config.toml, line 12: watch "dijon": url: …".

    *written* is the parsed file before `${NAME}` was replaced, so that nothing from the environment can show.
    """
    locale = locale_of(language)
    colon = locale.text("mistakes.colon")
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
    if mistake.code == "duration" and key == "every" and (meant := schedule_of(str(there))):
        facts["example"] = meant
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
    problem = locale.text(f"mistakes.{mistake.code}.what", **facts)
    return colon.join(part for part in (place, where, problem) if part), locale.text(f"mistakes.{mistake.code}.to_do", **facts)


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
        return f"[[{key}]]"
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
    close = difflib.get_close_matches(asked.casefold(), list(folded), n=1, cutoff=0.6)
    if close:
        return locale.text("mistakes.part.did_you_mean", guess=folded[close[0]])
    if mistake.code in ("timezone", "apprise_scheme"):
        return locale.text("mistakes.part.zones" if mistake.code == "timezone" else "mistakes.part.schemes")
    if 0 < len(known) <= LONGEST_LIST:
        return locale.text("mistakes.part.one_of", choices=", ".join(known))
    return locale.text("mistakes.part.leave_out")
