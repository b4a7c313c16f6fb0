"""`monitor alerts setup` on a pseudo terminal and by options, with a real mail server (§6, 10.2, 11.5)."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest

from monitor.deliver.providers import checked_on, provider_of, providers
from tests.cli.dialogue import dialogue
from tests.command import monitor
from tests.deliver.receivers import mail_server

COMMENTED = """# gardez-moi
[monitor]
language = "fr"   # la langue

[[watch]]
name = "v"
url = "https://v.example/"

[watch.sections.t]
heading = "T"
"""


def config(folder: Path) -> Path:
    path = folder / "config.toml"
    path.write_text(COMMENTED, "utf-8")
    return path


def test_it_asks_writes_and_tries(tmp_path: Path) -> None:
    """Asked on a terminal: the password goes to a private file, all else into config.toml, and a test to the recipient."""
    path = config(tmp_path)
    with mail_server(user="veille@valmont.example", password="le mot d'été") as box:
        options = ("--host", "127.0.0.1", "--port", str(box.port), "--security", "none")
        answers = ["veille@valmont.example", "redaction@valmont.example, maire@valmont.example"]
        done = dialogue("alerts", "setup", *options, "--password-file", str(secret(tmp_path)), cwd=tmp_path, answers=answers)
    assert done.status == 0, done.out
    assert sorted(recipients[0] for recipients, _ in box.seen) == ["maire@valmont.example", "redaction@valmont.example"]
    assert "250" in done.out and "le mot d'été" not in done.out
    text = path.read_text("utf-8")
    assert text.startswith(COMMENTED.replace("[monitor]\n", '[monitor]\nenv_file = "secrets.env"\n'))
    tree = tomllib.loads(text)
    assert tree["smtp"] == {
        "host": "127.0.0.1",
        "port": box.port,
        "security": "none",
        "user": "veille@valmont.example",
        "password": "${SMTP_PASSWORD}",
        "from": "veille@valmont.example",
    }
    assert tree["alert"] == [{"to": "mailto:redaction@valmont.example,maire@valmont.example"}]
    env = tmp_path / "secrets.env"
    assert stat.S_IMODE(env.stat().st_mode) == 0o600


def secret(folder: Path) -> Path:
    path = folder / "mot-de-passe.txt"
    path.write_text("le mot d'été\n", "utf-8")
    return path


def test_options_alone_do_the_same_and_again_changes_only_what_differs(tmp_path: Path) -> None:
    path = config(tmp_path)
    with mail_server() as box:
        fixed = ["--from", "veille@valmont.example", "--host", "127.0.0.1", "--port", str(box.port), "--security", "none"]
        assert monitor("alerts", "setup", *fixed, "--to", "a@valmont.example", cwd=tmp_path).status == 0
        once = path.read_text("utf-8")
        assert monitor("alerts", "setup", *fixed, "--to", "a@valmont.example", cwd=tmp_path).status == 0
        assert path.read_text("utf-8") == once
        assert monitor("alerts", "setup", *fixed, "--to", "b@valmont.example", cwd=tmp_path).status == 0
    assert path.read_text("utf-8") == once + '\n[[alert]]\nto = "mailto:b@valmont.example"\n'
    assert "allow_plain" not in once and "password" not in once
    assert [recipients[0][0] for recipients, _ in box.seen] == ["a", "a", "b"]


def test_a_refused_password_is_said_with_the_servers_words(tmp_path: Path) -> None:
    config(tmp_path)
    with mail_server(user="veille@valmont.example", password="un autre") as box:
        fixed = ["--from", "veille@valmont.example", "--host", "127.0.0.1", "--port", str(box.port), "--security", "none"]
        done = monitor(
            "alerts", "setup", *fixed, "--to", "a@valmont.example", "--password-file", str(secret(tmp_path)), cwd=tmp_path
        )
    assert done.status == 1
    assert "535" in done.out
    assert "le mot d'été" not in done.out + done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "--from"),
        (["--from", "veille"], "veille"),
        (["--from", "veille@mairie.example"], "--provider"),
        (["--from", "veille@gmail.com"], "--password-file"),
        (["--from", "veille@mairie.example", "--host", "127.0.0.1", "--to", "personne"], "personne"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_written(tmp_path: Path, options: list[str], said: str) -> None:
    """Without a terminal; exit status 2 (4.3)."""
    path = config(tmp_path)
    done = monitor("alerts", "setup", *options, cwd=tmp_path)
    assert (done.status, path.read_text("utf-8")) == (2, COMMENTED)
    assert said in done.err


def test_providers_are_data_with_a_date() -> None:
    """Each has what a mail needs; a domain is one provider's."""
    assert checked_on().year >= 2026
    assert {"gmail", "outlook", "ovh", "orange", "free", "infomaniak"} <= {one.id for one in providers()}
    domains = [domain for one in providers() for domain in one.domains]
    assert len(domains) == len(set(domains))
    assert all((one.page is not None) == (one.wants == "app") for one in providers())
    assert {(one.port, one.security) for one in providers()} <= {(587, "starttls"), (465, "tls")}
    found = provider_of("Jeanne.Martin@GMAIL.com")
    assert found is not None and found.host == "smtp.gmail.com"
    assert provider_of("maire@valmont.example") is None


def test_before_there_is_a_configuration_it_makes_one(tmp_path: Path) -> None:
    with mail_server() as box:
        fixed = ["--from", "v@valmont.example", "--host", "127.0.0.1", "--port", str(box.port), "--security", "none"]
        assert monitor("alerts", "setup", *fixed, "--to", "a@valmont.example", cwd=tmp_path).status == 0
    assert tomllib.loads((tmp_path / "config.toml").read_text("utf-8"))["alert"] == [{"to": "mailto:a@valmont.example"}]
    assert len(box.seen) == 1
