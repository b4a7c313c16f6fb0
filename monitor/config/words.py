"""Says a mistake in a sentence, in French or English, and what to write instead."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from monitor.config import words_en, words_fr
from monitor.config.mistakes import Mistake, Where, at, is_secret
from monitor.config.statements import called, line_of
from monitor.model import Language

LONGEST_VALUE = 70
LONGEST_LIST = 24
TAKEN_FROM_VALUES = {"part", "detail", "scheme"}  # facts that repeat a value, which may have come from the environment
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
    "digest": 'digest = "daily"', "ping": 'ping = "https://hc-ping.com/${PING_KEY}"',
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
    words = words_fr if language == "fr" else words_en
    colon = "\u00a0: " if language == "fr" else ": "
    problem, remedy = words.MISTAKES[mistake.code]
    facts = _facts(mistake, file, written, words.PARTS)
    line = line_of(mistake.where, lines or {}) or mistake.facts.get("line")
    place = f"{file}, {'ligne' if language == 'fr' else 'line'} {line}" if line else file
    where = called(mistake.where, written, colon)
    return colon.join(part for part in (place, where, problem.format(**facts)) if part), remedy.format(**facts)


def _facts(mistake: Mistake, file: str, written: Any, parts: Mapping[str, str]) -> dict[str, object]:
    """What the sentences' blanks are filled with."""
    key = str(mistake.where[-1]) if mistake.where else ""
    key = str(mistake.where[-2]) if len(mistake.where) > 1 and isinstance(mistake.where[-1], int) else key
    value = _value(at(written, mistake.where), mistake.where, parts)
    facts = {**mistake.facts, "file": file, "value": value, "example": EXAMPLES.get(key, f'{key} = "…"')}
    if "${" in str(at(written, mistake.where)):
        facts.update(dict.fromkeys(facts.keys() & TAKEN_FROM_VALUES, "…"))
    if "field" in facts:
        facts["field"] = parts[str(facts["field"])]
    facts["address"] = _address(at(written, mistake.where), parts)
    facts["hint"] = _hint(mistake, written, parts)
    return facts


def _value(value: Any, where: Where, parts: Mapping[str, str]) -> str:
    """*value* as TOML, short; … for what is nobody's business."""
    if is_secret(where):
        return "…"
    if isinstance(value, dict):
        return parts["table"]
    if isinstance(value, list):
        return parts["list"]
    if isinstance(value, str):
        value = re.sub(r"//[^/@\s]*@", "//…@", value)
        return json.dumps(value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…", ensure_ascii=False)
    return json.dumps(value) if isinstance(value, bool | int | float) else str(value)


def _address(value: Any, parts: Mapping[str, str]) -> str:
    """What to write for an address without its scheme."""
    if isinstance(value, str) and _BARE_ADDRESS.match(value):
        return parts["try_url"].format(near_url=json.dumps(f"https://{value}", ensure_ascii=False))
    return parts["full_url"]


def _hint(mistake: Mistake, written: Any, parts: Mapping[str, str]) -> str:
    """Where a misplaced key belongs, else what was probably meant, else what is possible."""
    homes = mistake.facts.get("homes")
    if isinstance(homes, list) and homes:
        return parts["home_before" if homes[0] in SUB_TABLED else "home"].format(home=homes[0])
    near = mistake.facts.get("near") or mistake.facts.get("choices")
    known = [str(n) for n in near] if isinstance(near, list) else []
    asked = str(mistake.facts.get("key") or at(written, mistake.where))
    asked = asked.partition(":")[0] if mistake.code == "apprise_scheme" else asked
    import difflib

    folded = {k.casefold(): k for k in known}
    close = difflib.get_close_matches(asked.casefold(), list(folded), n=1, cutoff=0.6)
    if close:
        return parts["did_you_mean"].format(guess=folded[close[0]])
    if mistake.code in ("timezone", "apprise_scheme"):
        return parts["zones" if mistake.code == "timezone" else "schemes"]
    return parts["one_of"].format(choices=", ".join(known)) if 0 < len(known) <= LONGEST_LIST else parts["leave_out"]
