"""`monitor alerts setup` on a pseudo terminal and by options, with a real mail server (§6, 10.2, 11.5)."""

from __future__ import annotations

import socket
import stat
import threading
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from monitor.cli import alert_setup
from monitor.deliver import mail
from monitor.deliver.mail import checked_on, mail_exchangers, provider_by_exchangers, provider_of, providers
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
        assert path.read_text("utf-8") == once.replace("mailto:a@", "mailto:b@")
        path.write_text(path.read_text("utf-8") + 'on = ["change"]  # le mien\n', "utf-8")
        own = path.read_text("utf-8")
        assert monitor("alerts", "setup", *fixed, "--to", "c@valmont.example", cwd=tmp_path).status == 0
    assert path.read_text("utf-8") == own + '\n[[alert]]\nto = "mailto:c@valmont.example"\n'
    assert "allow_plain" not in once and "password" not in once
    assert [recipients[0][0] for recipients, _ in box.seen] == ["a", "a", "b", "c"]


def test_what_was_mistyped_is_asked_again_and_put_right_by_a_second_run(tmp_path: Path) -> None:
    """A wrong address is asked for again at once; run again, Enter keeps what is right; who is told no more is said (10.2)."""
    path = config(tmp_path)
    with mail_server(user="veille@valmont.example", password="le mot d'été") as box:
        options = ("--host", "127.0.0.1", "--port", str(box.port), "--security", "none")
        answers = ["veille.valmont.example", "veille@valmont", "veille@valmont.example", "moi", "redactoin@valmont.example"]
        file = ("--password-file", str(secret(tmp_path)))
        first = dialogue("alerts", "setup", *options, *file, cwd=tmp_path, answers=answers)
        again = dialogue(
            "alerts", "setup", *options, cwd=tmp_path, answers=["", "", "redaction@valmont.example, maire@valmont.example"]
        )
    assert (first.status, again.status) == (0, 0), first.out + again.out
    assert first.says("« veille.valmont.example » n’est pas une adresse de courriel")
    assert first.says("« veille@valmont » : la fin de l’adresse manque")
    assert first.says("« moi » n’est pas une adresse de courriel")
    assert again.says("[redactoin@valmont.example] >")
    assert again.says("redactoin@valmont.example n’est plus prévenu.")
    tree = tomllib.loads(path.read_text("utf-8"))
    assert tree["alert"] == [{"to": "mailto:redaction@valmont.example,maire@valmont.example"}]
    assert [recipients[0].partition("@")[0] for recipients, _ in box.seen] == ["redactoin", "redaction", "maire"]


def test_an_address_at_the_next_question_corrects_the_one_before(tmp_path: Path) -> None:
    """10.2: who finds the slip only where the provider is asked for has a way back; what is no answer says so, and how to leave."""
    path = config(tmp_path)
    answers = ["veille@valmnot.example", "", "moi@", "veille@gmail.com", "secret", ""]
    done = dialogue("alerts", "setup", "--no-test", cwd=tmp_path, answers=answers)
    assert done.status == 0, done.out
    assert done.says("Une adresse remplace celle-ci ; Ctrl-C quitte, rien n’est écrit.")
    assert done.says("« moi@ » n’est pas une adresse de courriel")
    tree = tomllib.loads(path.read_text("utf-8"))
    assert (tree["smtp"]["from"], tree["smtp"]["host"]) == ("veille@gmail.com", "smtp.gmail.com")


def test_a_password_is_asked_for_until_there_is_one_and_kept_on_enter(tmp_path: Path) -> None:
    """What Enter alone means is said: a provider wants a password, another server may want none, an old one stays (11.5)."""
    path = config(tmp_path)
    with mail_server(user="veille@valmont.example", password="secret") as box:
        fixed = ("--host", "127.0.0.1", "--port", str(box.port), "--to", "a@valmont.example")
        none = dialogue("alerts", "setup", *fixed, "--no-test", cwd=tmp_path, answers=["veille@valmont.example", ""])
        assert none.says("Entrée seule : ce serveur n’en demande pas.") and none.says("Sans mot de passe, donc")
        path.write_text(COMMENTED, "utf-8")
        gmail = dialogue(
            "alerts", "setup", "--provider", "gmail", "--to", "a@valmont.example", "--no-test",
            cwd=tmp_path, answers=["veille@gmail.com", "", "abcd efgh ijkl mnop"],
        )  # fmt: skip
        assert gmail.says("Gmail n’envoie rien sans mot de passe.")
        assert (tmp_path / "secrets.env").read_text("utf-8") == "SMTP_PASSWORD=abcdefghijklmnop\n"
        written = path.read_text("utf-8"), (tmp_path / "secrets.env").read_text("utf-8")
        kept = dialogue("alerts", "setup", "--no-test", cwd=tmp_path, answers=["", "", ""])
    assert kept.says("celui de la dernière fois reste")
    assert (path.read_text("utf-8"), (tmp_path / "secrets.env").read_text("utf-8")) == written
    (tmp_path / "vide.txt").write_text("\n", "utf-8")
    empty = monitor("alerts", "setup", "--from", "v@gmail.com", "--password-file", "vide.txt", cwd=tmp_path)
    assert empty.status == 2 and empty.says("vide.txt : la première ligne est vide")


def test_a_domain_tells_by_its_mail_exchanger_who_has_its_mail() -> None:
    """A town's address says nothing of its provider; where its mail is delivered does. Asked of a real name server."""
    exchangers = {
        "valmont.example": [(10, "mx2.autre.example"), (1, "mx1.mail.ovh.net")],
        "ecole.example": [(0, "ecole-example.mail.protection.outlook.com")],
        "journal.example": [(5, "mail.journal.example")],
    }
    with name_server(exchangers) as resolver:
        found = {domain: mail_exchangers(f"v@{domain}", resolver) for domain in (*exchangers, "nulle-part.example")}
    assert found["valmont.example"] == ("mx1.mail.ovh.net", "mx2.autre.example")
    named = {domain: provider_by_exchangers(hosts) for domain, hosts in found.items()}
    assert {domain: one and one.id for domain, one in named.items()} == {
        "valmont.example": "ovh",
        "ecole.example": "microsoft365",
        "journal.example": None,
        "nulle-part.example": None,
    }
    assert provider_by_exchangers(["mx.fauxovh.net"]) is None


@contextmanager
def name_server(exchangers: dict[str, list[tuple[int, str]]]) -> Iterator[dns.resolver.Resolver]:
    """A resolver whose name server knows these mail exchangers, and nothing else."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                asked, who = line.recvfrom(4096)
                if not asked:
                    return
                answer = dns.message.make_response(dns.message.from_wire(asked))
                (question,) = answer.question
                known = exchangers.get(str(question.name).rstrip("."))
                if known:
                    texts = [f"{preference} {host}." for preference, host in known]
                    answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", "MX", *texts))
                else:
                    answer.set_rcode(dns.rcode.NXDOMAIN)
                line.sendto(answer.to_wire(), who)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], line.getsockname()[1]
    try:
        yield resolver
    finally:
        line.sendto(b"", line.getsockname())
        thread.join()
        line.close()


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
    assert {one.id for one in providers() if one.source} >= {"gmail", "outlook", "ovh", "infomaniak"}
    assert all(one.source is None or one.source.startswith("https://") for one in providers())


@pytest.mark.parametrize(("address", "said"), [("a@orange.fr", "que personne n’a vérifiés"), ("a@gmail.com", "vérifiés le")])
def test_settings_that_nobody_compared_are_said_to_be_so(tmp_path: Path, address: str, said: str) -> None:
    """10.2, 3.26: a date is a claim like any other."""
    asked = dialogue("alerts", "setup", "--no-test", cwd=tmp_path, answers=[address, "secret", ""], columns=120)
    assert said in asked.out, asked.out


def test_before_there_is_a_configuration_it_makes_one(tmp_path: Path) -> None:
    with mail_server() as box:
        fixed = ["--from", "v@valmont.example", "--host", "127.0.0.1", "--port", str(box.port), "--security", "none"]
        assert monitor("alerts", "setup", *fixed, "--to", "a@valmont.example", cwd=tmp_path).status == 0
    assert tomllib.loads((tmp_path / "config.toml").read_text("utf-8"))["alert"] == [{"to": "mailto:a@valmont.example"}]
    assert len(box.seen) == 1


def test_a_relay_at_another_port_is_asked_for_where_none_of_the_usual_ones_answers(tmp_path: Path) -> None:
    """10.2: its name may bring the port with it; a provider may be named; what is written is proposed by the next run."""
    path = config(tmp_path)
    with mail_server() as box:
        relay = "Un serveur de la mairie"
        answers = ["veille@valmont.example", relay, "127.0.0.1", "0", str(box.port), "maire@valmont.example"]
        asked = dialogue("alerts", "setup", cwd=tmp_path, answers=answers)
        named = dialogue("alerts", "setup", cwd=tmp_path, answers=["", "", f"127.0.0.1:{box.port}", ""])
        again = dialogue("alerts", "setup", cwd=tmp_path, answers=["", "", "", ""])
    assert (asked.status, named.status, again.status) == (0, 0, 0), asked.out
    assert "Sur quel port" in asked.out and "Sur quel port" not in named.out + again.out
    assert tomllib.loads(path.read_text("utf-8"))["smtp"]["port"] == box.port
    assert len(box.seen) == 3


def test_a_server_of_another_kind_without_password_nor_encryption_is_written_so(tmp_path: Path) -> None:
    """10.2: « another one », no password, no STARTTLS: found out before anything is written, and said."""
    path = config(tmp_path)
    with mail_server() as box:
        answers = ["veille@valmont.example", "Un autre", "127.0.0.1", str(box.port), "", "maire@valmont.example"]
        asked = dialogue("alerts", "setup", cwd=tmp_path, answers=answers)
    assert asked.status == 0, asked.out
    assert "ne propose pas de chiffrement" in " ".join(asked.out.split())
    assert tomllib.loads(path.read_text("utf-8"))["smtp"]["security"] == "none"
    assert len(box.seen) == 1


def test_a_server_that_takes_the_connection_and_says_nothing_is_waited_for_aloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """10.2, 15.3: what is waited for is said before, and the end comes soon, with what may be the matter."""
    assert max(mail.PROBED_S, alert_setup.PATIENCE_S) <= 15
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(mail, "PROBED_S", 0.4)
    monkeypatch.setattr(alert_setup, "PATIENCE_S", 0.4)
    path = config(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = ("--host", "127.0.0.1", "--port", str(silent.getsockname()[1]))
        who = ("--from", "veille@valmont.example", "--to", "redaction@valmont.example")
        began = time.monotonic()
        status = alert_setup.setup.main([*who, *host, "--config", str(path)], standalone_mode=False)
        took = time.monotonic() - began
    out, err = capsys.readouterr()
    assert status == 1 and took < 10
    assert err.count("Trying 127.0.0.1, port") == 2, err  # what it offers, and the test
    assert "in time" in out and "587" in err, (out, err)
