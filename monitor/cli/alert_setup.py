"""`monitor alerts setup`: who sends the mails and who gets them, asked or by options; written, and tried at once."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import click

from monitor.alerts.summary import tried
from monitor.cli.adding.write import known_config
from monitor.cli.options import config_option, option
from monitor.config import addresses, load_any, values
from monitor.config.editing import plain_recipients, with_mail
from monitor.config.reading import env_path
from monitor.config.saving import edit, keep_secrets
from monitor.config.template import template_with
from monitor.deliver.mail import (
    PROBED_S,
    Provider,
    Transport,
    answers,
    checked_on,
    is_plain,
    mail_exchangers,
    provider_by_exchangers,
    provider_of,
    providers,
    takes_tls,
)
from monitor.errors import wrap_os_errors
from monitor.model import Accepted, Config, Later, Smtp
from monitor.model.frozen import dataclass
from monitor.normalize import key as folded
from monitor.report.layout import Run
from monitor.terminal.output import localized, note, terminal, terminal_language

SECRETS, PASSWORD = "secrets.env", "SMTP_PASSWORD"
PATIENCE_S = 15.0  # for an answer, while somebody looks on
KEPT = "\0"  # no password: that the one of before stays as it is written
RELAY = Provider(id="relay", name="", host="", port=25, security="none", wants="none")
OTHER = Provider(id="other", name="", host="", port=587, security="starttls", wants="own")
PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What is to be written: the server, who sends, who is told. `password` None: the server wants none; KEPT: that of before."""

    host: str
    port: int
    security: str
    sender: str
    user: str | None
    password: str | None
    to: str


@click.command("setup", help=localized("help.alerts.setup_command"), short_help=localized("help.alerts.setup_summary"))
@option("--from", "sender", metavar="address", help="help.alerts.setup_from")
@option("--to", multiple=True, metavar="address", help="help.alerts.setup_to")
@option("--provider", type=click.Choice([*(one.id for one in providers()), RELAY.id, OTHER.id]), help="help.alerts.setup_provider")
@option("--host", help="help.alerts.setup_host")
@option("--port", type=click.IntRange(1, 65535), help="help.alerts.setup_port")
@option("--security", type=click.Choice(["starttls", "tls", "none"]), help="help.alerts.setup_security")
@option("--user", help="help.alerts.setup_user")
@option("--password-file", type=click.File("r", encoding="utf-8"), help="help.alerts.setup_password_file")
@option("--no-test", is_flag=True, help="help.alerts.setup_no_test")
@config_option
@click.pass_context
def setup(context: click.Context, /, config_path: Path, no_test: bool, **given: Any) -> int:
    """Ask for what no option says, where somebody can answer; write; send a test and say what the server answered."""
    outer = context.parent.params.get("config_path") if context.parent else None
    if context.get_parameter_source("config_path") is not click.core.ParameterSource.COMMANDLINE and outer is not None:
        config_path = outer
    config = known_config(config_path)
    tree = tomllib.loads(config_path.read_text("utf-8-sig")) if config_path.exists() else {}
    mail = _wanted(given, config, tree)
    _write(mail, config_path, config.smtp)
    _print_line(localized("cli.setup.written", file=config_path, to=_listed(mail.to)))
    if gone := [one for one in plain_recipients(tree).split(",") if one and one not in mail.to.split(",")]:
        _print_line(localized("cli.setup.no_longer", n=len(gone), to=_listed(",".join(gone))))
    if no_test:
        return 0
    # Send a sample to each recipient and say what the server answered.
    config = load_any(config_path, os.environ)
    wanted = set(mail.to.split(","))
    _print_line(localized("cli.setup.trying", host=mail.host, port=mail.port, n=round(PATIENCE_S)))
    verdicts = [
        tried(number, channel, config, Transport(channel, config, PATIENCE_S))
        for number, channel in enumerate(config.channels, 1)
        if channel.kind == "mail" and channel.to.removeprefix("mailto:") in wanted
    ]
    if all(isinstance(verdict, Accepted) for verdict in verdicts):
        _print_line(localized("cli.setup.well"))
        return 0
    if any(isinstance(verdict, Later) and verdict.cause == "silent" for verdict in verdicts):
        _print_line(localized("cli.setup.silent", host=mail.host, port=mail.port))
    _print_line(localized("cli.setup.again"))
    return 1


def _print_line(text: str) -> None:
    """One line for the person, in as many as the terminal needs."""
    note(terminal(sys.stderr, terminal_language(), "UTC").put(Run(text)) if sys.stderr.isatty() else text)


def _listed(recipients: str) -> str:
    return recipients.replace(",", ", ")


# ---------------------------------------------------------------------------------------------------------------- what is wanted


def _wanted(given: Mapping[str, Any], config: Config, tree: Mapping[str, Any]) -> Mail:
    """What options say, else what is asked; on a terminal each question proposes what config.toml has."""
    known = config.smtp
    sender = _ask("cli.setup.ask_from", "--from", known.sender if known else "", _sender, given["sender"])
    address = parseaddr(sender)[1]
    server = _Server(given, known)
    while isinstance(provider := server.provider(address), str):  # another address is to send
        sender, address = provider, parseaddr(provider)[1]
    if provider not in (RELAY, OTHER):
        # What a person must know of *provider* before its server takes mails.
        known_by = "cli.setup.provider" if provider.source else "cli.setup.provider_unchecked"
        _print_line(localized(known_by, name=provider.name, host=provider.host, port=provider.port, day=checked_on()))
        if provider.wants == "app":
            _print_line(localized("cli.setup.app_password", page=provider.page or ""))
        if provider.id in ("outlook", "microsoft365", "free", "infomaniak", "ovh"):
            _print_line(localized(f"cli.setup.note.{provider.id}"))
    host, port, security = server.address(provider)
    same = known if known and (known.host, parseaddr(known.sender)[1]) == (host, address) else None
    password = server.password(provider, kept=bool(same and same.password))
    if provider is OTHER and not password and security == "starttls" and not given["security"]:
        _print_line(localized("cli.setup.trying", host=host, port=port, n=round(PROBED_S)))
        if is_plain(host, port):
            security = "none"  # nothing secret goes there, and the server knows no other way
            _print_line(localized("cli.setup.relay_plain", host=host))
    return Mail(
        host=host,
        port=port,
        security=security,
        sender=sender,
        user=(given["user"] or (same.user if same else None) or address) if password else None,
        password=password or None,
        to=_ask("cli.setup.ask_to", "--to", plain_recipients(tree) or address, _recipients, ",".join(given["to"])),
    )


@dataclass(frozen=True, slots=True)
class _Server:
    """How the server that sends is found: by what options gave, by what config.toml has, else by asking."""

    given: Mapping[str, Any]
    known: Smtp | None

    def address(self, provider: Provider) -> tuple[str, int, str]:
        """Name, port and security: as options say, as *provider* has it, else found out, or asked."""
        # What config.toml has, as it may be answered: « smtp.mairie.example:2525 », the port where it is none of the usual ones.
        known = self.known
        had = "" if known is None else known.host if known.port in PORTS.values() else f"{known.host}:{known.port}"
        host = self.given["host"] or provider.host or _ask("cli.setup.ask_host", "--host", had, _host)
        port, security = self.given["port"], self.given["security"] or provider.security
        name, colon, number = host.rpartition(":")
        if colon and ":" not in name and number.isdecimal():
            host, port = name, port or int(number)
        if port is None and provider in (RELAY, OTHER) and not self.given["security"]:
            port = self.port(host, provider)
        if not self.given["security"] and port:
            security = {465: "tls", 25: "none"}.get(port, security)
        if provider is RELAY and not self.given["security"]:
            _print_line(localized("cli.setup.trying", host=host, port=port or provider.port, n=round(PROBED_S)))
            security = "starttls" if takes_tls(host, port or provider.port) else "none"
            _print_line(localized("cli.setup.relay_tls" if security == "starttls" else "cli.setup.relay_plain", host=host))
        return host, port or (provider.port if security == provider.security or provider is RELAY else PORTS[security]), security

    def port(self, host: str, provider: Provider) -> int | None:
        """The first of the usual ports at which *host* answers; where it does at none, what somebody says; None: nobody asks."""
        if not sys.stdin.isatty():
            return None
        usual = sorted(PORTS.values(), key=lambda one: one != provider.port)
        if self.known is not None and self.known.host == host:
            usual = [self.known.port, *usual]
        if (answering := next((one for one in usual if answers(host, one)), None)) is not None:
            return answering

        def number(text: str) -> str:
            if text.strip().isdecimal() and 0 < int(text) < 65536:
                return text.strip()
            raise click.UsageError(localized("cli.setup.a_number", most=65535))

        listed = ", ".join(map(str, sorted(set(usual))))
        _print_line(localized("cli.setup.no_answer", host=host, ports=listed))
        return int(_ask("cli.setup.ask_port", "--port", str(usual[0]), number))

    def provider(self, address: str) -> Provider | str:
        """Whose server sends: as an option says, else as the address tells, else as somebody picks; or the address that they would
        rather have written, by which the question comes again.
        """
        all_ = {one.id: one for one in (*providers(), RELAY, OTHER)}
        if self.given["provider"]:
            return all_[self.given["provider"]]
        if self.given["host"]:
            return OTHER
        if found := provider_of(address):
            return found
        present = None
        if self.known is not None and parseaddr(self.known.sender)[1] == address:
            present = next((one for one in all_.values() if one.host == self.known.host), OTHER if self.known.user else RELAY)
        elif found := provider_by_exchangers(mail_exchangers(address)):
            _print_line(localized("cli.setup.by_domain", address=address, name=found.name))
            return found
        if not sys.stdin.isatty():
            if present is not None:
                return present
            raise click.UsageError(localized("cli.setup.which_server", names=", ".join(all_)))
        choices = list(all_.values())
        _print_line(localized("cli.setup.ask_provider", address=address))
        names = [one.name or localized(f"cli.setup.{one.id}") for one in choices]
        for number, name in enumerate(names, 1):
            note(f"  {number:>2}  {name}")
        proposal = str(choices.index(present) + 1) if present else ""
        while True:
            answer = _prompt(proposal) or proposal
            if answer.isdecimal() and 0 < int(answer) <= len(choices):
                return choices[int(answer) - 1]
            named = [one for one, name in zip(choices, names, strict=True) if len(answer) > 1 and folded(answer) in folded(name)]
            if len(named) == 1:
                return named[0]
            if "@" in answer:
                try:
                    return _sender(answer)
                except click.UsageError as wrong:
                    _print_line(wrong.message)
                    continue
            _print_line(localized("cli.setup.a_provider", most=len(choices)))

    def password(self, provider: Provider, *, kept: bool) -> str:
        """The password, or KEPT; "" only where the server wants none, which is said where it might. *kept*: there is one."""
        if self.given["password_file"] is not None:
            written = _as_meant(self.given["password_file"].readline())
            if not written:
                raise click.UsageError(localized("cli.setup.empty_password", file=self.given["password_file"].name))
            return written
        if provider.wants == "none" or (self.given["security"] == "none" and not kept):
            return ""
        if os.environ.get(PASSWORD):
            return os.environ[PASSWORD]
        may_lack = provider is OTHER
        if not sys.stdin.isatty():
            if kept or may_lack:
                return KEPT if kept else ""
            raise click.UsageError(localized("cli.setup.no_password", name=PASSWORD))
        _print_line(localized("cli.setup.ask_password"))
        if kept or may_lack:
            _print_line(localized("cli.setup.enter_keeps" if kept else "cli.setup.enter_for_none"))
        while True:
            typed = click.prompt("", default="", show_default=False, hide_input=True, err=True, prompt_suffix=" > ")
            if written := _as_meant(typed) or (KEPT if kept else ""):
                return written
            if may_lack:
                _print_line(localized("cli.setup.without_password"))
                return ""
            _print_line(localized("cli.setup.needs_password", name=provider.name))


def _ask(key: str, option: str, proposal: str, reads: Callable[[str], str], given: str | None = None) -> str:
    """What *reads* makes of the option's value *given*, else of an answer; a person who mistypes is asked again."""
    if given:
        return reads(given)
    if not sys.stdin.isatty():
        if proposal:
            return reads(proposal)
        raise click.UsageError(localized("cli.setup.missing", option=option))
    _print_line(localized(key))
    while True:
        if not (answer := _prompt(proposal) or proposal):
            _print_line(localized("cli.setup.something"))
            continue
        try:
            return reads(answer)
        except click.UsageError as wrong:
            _print_line(wrong.message)


def _prompt(proposal: str) -> str:
    shown = f"[{proposal}]" if proposal else ""
    answer: str = click.prompt(shown, default="", show_default=False, err=True, prompt_suffix=" > ")
    return answer.strip()


def _sender(text: str) -> str:
    """*text* as `from` takes it: an address, alone or behind a name."""
    try:
        found = addresses.sender(text.strip())
    except values.BadValue:
        raise _no_address(text) from None
    return _whole(found, parseaddr(found)[1])


def _recipients(text: str) -> str:
    """The bare addresses in *text*, joined by commas; UsageError names the first part that is none."""
    parts = [part.strip() for part in re.split(r"[,;]|\s(?=\S+@)", text) if part.strip()]
    bare = [parseaddr(part)[1].removeprefix("mailto:") for part in parts]
    for part, address in zip(parts, bare, strict=True):
        if not addresses.is_mail(address):
            raise _no_address(part)
        _whole(part, address)
    return ",".join(dict.fromkeys(bare))


def _whole(text: str, address: str) -> str:
    """*text*, whose *address* has a whole domain: what ends before « .fr » was sent off too early. UsageError where it has none."""
    domain = address.rpartition("@")[2]
    if "." not in domain and ":" not in domain and domain != "localhost":
        raise click.UsageError(localized("cli.setup.no_domain", text=text.strip()))
    return text


def _host(text: str) -> str:
    try:
        return addresses.host(text.strip())
    except values.BadValue:
        raise click.UsageError(localized("cli.setup.no_host", text=text.strip())) from None


def _no_address(text: str) -> click.UsageError:
    return click.UsageError(localized("cli.setup.no_address", text=text.strip()))


def _as_meant(written: str) -> str:
    """A password without the line's end, and without the spaces between which Google prints its own; they do not belong to it."""
    written = written.rstrip("\r\n")
    if not written.strip() or re.fullmatch(r"\s*[a-z]{4}(?: [a-z]{4}){3}\s*", written):
        return written.replace(" ", "").strip()
    return written


# ---------------------------------------------------------------------------------------------------------------- writing, trying


def _write(mail: Mail, path: Path, known: Smtp | None) -> None:
    """The password into the file of `env_file`, then the rest into config.toml, made where there is none."""
    if not path.exists():
        with wrap_os_errors(path), path.open("x", encoding="utf-8") as file:
            file.write(template_with(terminal_language(), ""))
    tree = tomllib.loads(path.read_text("utf-8-sig"))
    smtp: dict[str, Any] = {"host": mail.host, "port": mail.port, "security": mail.security}
    if mail.security == "none" and not addresses.is_loopback(mail.host):
        smtp["allow_plain"] = True
    env_file: str | None = None
    if mail.password == KEPT:
        smtp |= {"user": mail.user, "password": tree["smtp"]["password"]}
    elif mail.password is not None:
        named = re.fullmatch(r"\$\{(\w+)\}", str(tree.get("smtp", {}).get("password", "")))
        name = named[1] if named else PASSWORD
        smtp |= {"user": mail.user, "password": f"${{{name}}}"}
        known = tree.get("monitor", {}).get("env_file")
        env_file = None if known else SECRETS
        keep_secrets(env_path(path, tree) or path.absolute().with_name(SECRETS), {name: mail.password})
        _print_line(localized("cli.setup.secret", file=known or SECRETS))
    smtp["from"] = mail.sender
    written = tree.get("smtp", {})
    before = {"host": known.host, "user": known.user, "from": known.sender} if known else {}
    smtp |= {key: written[key] for key, value in before.items() if "${" in str(written.get(key)) and smtp.get(key) == value}
    edit(path, lambda text: with_mail(text, smtp, env_file, {"to": f"mailto:{mail.to}"}), os.environ)
