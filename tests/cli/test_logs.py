"""Logs as lines or JSON, one line an event, keys in their order, no secret in any of them (12.6, DESIGN §6)."""

from __future__ import annotations

import io
import json
import logging
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import load
from monitor.terminal.hiding import Secrets, hide
from monitor.terminal.logs import Form, _Json, _Lines
from tests import sweeps
from tests.cli.town import ended, started, until
from tests.command import monitor
from tests.configs import write_config
from tests.site import Site

SECRETS = {
    "SMTP_PASSWORD": "pa$$w\u00f6rd/42 é",
    "HOOK_SECRET": "whsec_91d0c4a8",
    "HOOK_TOKEN": "T0K3N-in-the-path",
    "API_KEY": "k3y&with=signs",
    "NTFY": "sekrit-topic",
    "PROXY_PASSWORD": "pr0xy-pass",
    "PIN": "7q!9",
    "PING_UUID": "5f0a11b2-ping-uuid",
}
AFTER = """
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
user = "veille"
password = "${{SMTP_PASSWORD}}"
from = "veille@example.org"

[[alert]]
to = "mailto:redaction@example.org"

[[alert]]
to = "http://127.0.0.1:{port}/hook/${{HOOK_TOKEN}}?api_key=${{API_KEY}}"
secret = "${{HOOK_SECRET}}"

[[alert]]
to = "http://127.0.0.1:{port}/litteral/wh-literal-token"

[[alert]]
to = "ntfy://127.0.0.1:{port}/${{NTFY}}"
"""
HEADERS = 'headers = {{ Authorization = "Bearer lit3ral-bearer", X-Pin = "${{PIN}}" }}\n'
LITERAL = ("lit3ral-bearer", "wh-literal-token")


def shown(form: Form, say: Callable[[logging.Logger], None], name: str = "monitor.pipeline") -> str:
    """What *say* logs, in *form*."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Json() if form == "json" else _Lines())
    log = logging.Logger(name)
    log.addHandler(handler)
    say(log)
    return out.getvalue()


def test_a_line_is_event_and_facts_in_the_order_they_are_written() -> None:
    def say(log: logging.Logger) -> None:
        log.info("checked watch=%s outcome=%s snapshot=%s seconds=%s reason=%s", "valmont", "failed", None, 0.84, 'HTTP 503 "busy"')

    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO checked watch=valmont outcome=failed snapshot=- seconds=0\.84 "
        r'reason="HTTP 503 \\"busy\\""\n',
        shown("lines", say),
    )
    line = json.loads(shown("json", say))
    assert list(line) == ["time", "level", "event", "watch", "outcome", "snapshot", "seconds", "reason"]
    assert (line["event"], line["snapshot"], line["seconds"], line["reason"]) == ("checked", None, 0.84, 'HTTP 503 "busy"')


@settings(max_examples=sweeps.times(10, 500))
@given(st.text())
def test_whatever_the_world_says_stays_on_its_line_and_in_its_value(text: str) -> None:
    """10.7: page text is data in a log too."""
    for form in ("lines", "json"):
        said = shown(form, lambda log: log.warning("postponed alert=%d reason=%s", 3, text))
        assert said.count("\n") == 1 and said.endswith("\n") and len(said.splitlines()) == 1
        assert "\x1b" not in said
    assert list(json.loads(said)) == ["time", "level", "event", "alert", "reason"]


def test_a_library_s_message_is_a_fact_and_a_trace_looks_like_no_event() -> None:
    line = json.loads(shown("json", lambda log: log.warning("Job %s missed", "a=b"), name="apscheduler"))
    assert [*line][2:] == ["event", "logger", "text"] and line["text"] == "Job a=b missed"

    def fail(log: logging.Logger) -> None:
        try:
            raise ValueError("2026-01-01T00:00:00.000Z INFO checked watch=forged")
        except ValueError:
            log.exception("bug watch=%s", "valmont")

    first, *rest = shown("lines", fail).splitlines()
    assert first.endswith("ERROR bug watch=valmont") and all(line.startswith("    ") for line in rest)
    assert "ValueError" in json.loads(shown("json", fail))["trace"]


def configured(folder: Path, port: int, *urls: str, more: str = "") -> Path:
    return write_config(folder, *urls, items=HEADERS.format() + ITEMS, after=AFTER.format(port=port), more=more)


ITEMS = """
[watch.sections.mutualisation]
heading = "La mutualisation des services"
"""


@pytest.mark.parametrize(
    "encode", [str, lambda s: json.dumps(s), repr, lambda s: __import__("urllib.parse").parse.quote(s, safe="")]
)
def test_a_secret_is_left_out_in_whatever_form_it_turns_up(tmp_path: Path, encode: Callable[[str], str]) -> None:
    """§6: `${NAME}` never appears in logs; nor do literal ones."""
    more = 'proxy = "http://veille:${PROXY_PASSWORD}@127.0.0.1:9"\nping = "http://127.0.0.1:9/${PING_UUID}"'
    config = load(configured(tmp_path, 9, "http://127.0.0.1:9/", more=more), SECRETS)
    found = Secrets()
    found.hide(config)
    for secret in (*SECRETS.values(), *LITERAL):
        said = found.left_out(f"ConnectError: <{encode(secret)}> refused")
        assert secret not in said and encode(secret).strip("'\"") not in said, secret
        assert said.startswith("ConnectError: <") and said.endswith("> refused")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("GET https://anne:s3cr3t@example.org/a failed", "GET https://…@example.org/a failed"),
        ("https://example.org/x?a=1&access_token=abc123&b=2", "https://example.org/x?a=1&access_token=…&b=2"),
        ("https://example.org/x?sig=abc123", "https://example.org/x?sig=…"),
        ("headers: Authorization: Bearer abc", "headers: Authorization: …"),
        ("Set-Cookie: session=abc; path=/", "Set-Cookie: …"),
        ("https://example.org/x?page=2", "https://example.org/x?page=2"),
    ],
)
def test_what_looks_like_a_secret_is_left_out_though_nobody_said_so(text: str, left: str) -> None:
    assert Secrets().left_out(text) == left


@pytest.mark.parametrize("form", ["json", "lines"])
def test_check_logs_a_line_for_each_check_and_no_secret(tmp_path: Path, town: Site, form: str) -> None:
    """Every channel refuses, two pages fail: whatever is said about it holds none of the secrets."""
    more = 'failure_alert_after = 1\nping = "http://127.0.0.1:9/${PING_UUID}"'
    configured(tmp_path, 9, town.url(), town.url("/absente?token=${API_KEY}"), town.url("/autre"), more=more)
    done = monitor("check", "--log-format", form, cwd=tmp_path, env=SECRETS)
    assert done.status == 1
    checked = [line for line in done.err.splitlines() if "checked" in line and "watch" in line]
    assert len(checked) == 3 and "postponed" in done.err
    for secret in (*SECRETS.values(), *LITERAL):
        assert secret not in done.err, secret
    if form == "json":
        lines = [json.loads(line) for line in checked]
        keys = ["time", "level", "event", "watch", "outcome", "snapshot", "changes", "failure", "item", "seconds", "reason"]
        assert [list(line) for line in lines] == [keys] * 3
        by_name = {line["watch"]: line for line in lines}
        assert by_name["valmont"]["outcome"] == "first" and by_name["valmont-2"]["failure"] == "http_error"
        assert all(0 < line["seconds"] < 10 for line in lines)


def test_without_the_option_only_what_needs_somebody_is_logged(tmp_path: Path, town: Site) -> None:
    write_config(tmp_path, town.url())
    assert monitor("check", cwd=tmp_path).err == ""


def test_hiding_one_configuration_serves_every_line(tmp_path: Path) -> None:
    config = load(configured(tmp_path, 9, "http://127.0.0.1:9/"), SECRETS)
    hide(config)
    try:
        said = shown("lines", lambda log: log.error("undeliverable reason=%s", f"401 for {SECRETS['HOOK_TOKEN']}"))
        assert said.endswith('reason="401 for …"\n')
    finally:
        hide(load(write_config(tmp_path, "http://127.0.0.1:9/"), {}))


def test_the_secrets_of_a_configuration_before_are_left_out_too(tmp_path: Path) -> None:
    """12.4, 12.6: after an edit, or one that is refused, a worker may still go by the configuration before."""
    found = Secrets()
    found.hide(load(configured(tmp_path, 9, "http://127.0.0.1:9/"), SECRETS))
    found.hide(load(configured(tmp_path, 9, "http://127.0.0.1:9/"), SECRETS | {"NTFY": "another-topic"}))
    assert found.left_out("sekrit-topic, another-topic") == "…, …"


def test_a_json_log_is_json_to_its_last_line(tmp_path: Path, town: Site) -> None:
    """12.6: what is said to a person (greeting, mistakes, who holds the lock) is a line of the log as well."""
    config = write_config(tmp_path, town.url())
    with started("run", "--log-format", "json", cwd=tmp_path) as process:
        until(lambda: bool(town.asked))
        second = monitor("run", "--log-format", "json", cwd=tmp_path)
        _, _, err = ended(process, signal.SIGTERM)
    config.write_text("[[watch]\n")
    bad = monitor("run", "--log-format", "json", cwd=tmp_path)
    lines, held, mistakes = ([json.loads(line) for line in text.splitlines()] for text in (err, second.err, bad.err))
    assert {line["event"] for line in lines} >= {"note", "started", "stopped"}
    assert [(line["level"], str(process.pid) in line["text"]) for line in held] == [("error", True)]
    assert [(line["level"], "config.toml" in line["text"]) for line in mistakes] == [("error", True)]
