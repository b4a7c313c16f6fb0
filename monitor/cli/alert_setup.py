"""`monitor alerts setup`: who sends the mails and who gets them, asked or by options; written, and tried at once."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from monitor.alerts.summary import tried
from monitor.cli.adding.write import known_config
from monitor.cli.options import config_option
from monitor.config import addresses, load_any
from monitor.config.editing import with_mail
from monitor.config.env_file import env_path
from monitor.config.saving import edit, keep_secrets
from monitor.config.template import template_with
from monitor.deliver.mail import takes_tls
from monitor.deliver.providers import Provider, checked_on, provider_of, providers
from monitor.errors import MonitorError, refused
from monitor.model import Accepted, Config
from monitor.model.frozen import dataclass
from monitor.terminal.say import localized, note, terminal_language

SECRETS, PASSWORD = "secrets.env", "SMTP_PASSWORD"
RELAY = Provider(id="relay", name="", host="", port=25, security="none", wants="none")
OTHER = Provider(id="other", name="", host="", port=587, security="starttls", wants="own")
PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What is to be written: the server, who sends, who is told. `password` None: the server wants none."""

    host: str
    port: int
    security: str
    sender: str
    user: str | None
    password: str | None
    to: str


@click.command("setup", help=localized("help.alerts.setup_command"))
@click.option("--from", "sender", metavar=localized("help.metavar.address"), help=localized("help.alerts.setup_from"))
@click.option("--to", multiple=True, metavar=localized("help.metavar.address"), help=localized("help.alerts.setup_to"))
@click.option(
    "--provider",
    type=click.Choice([*(one.id for one in providers()), RELAY.id, OTHER.id]),
    help=localized("help.alerts.setup_provider"),
)
@click.option("--host", help=localized("help.alerts.setup_host"))
@click.option("--port", type=click.IntRange(1, 65535), help=localized("help.alerts.setup_port"))
@click.option("--security", type=click.Choice(["starttls", "tls", "none"]), help=localized("help.alerts.setup_security"))
@click.option("--user", help=localized("help.alerts.setup_user"))
@click.option("--password-file", type=click.File("r", encoding="utf-8"), help=localized("help.alerts.setup_password_file"))
@click.option("--no-test", is_flag=True, help=localized("help.alerts.setup_no_test"))
@config_option
@click.pass_context
def setup(context: click.Context, /, config_path: Path, no_test: bool, **given: Any) -> int:
    """Ask for what no option says, where somebody can answer; write; send a test and say what the server answered."""
    outer = context.parent.params.get("config_path") if context.parent else None
    if context.get_parameter_source("config_path") is not click.core.ParameterSource.COMMANDLINE and outer is not None:
        config_path = outer
    config = known_config(config_path)
    mail = _wanted(given, config)
    _write(mail, config_path)
    note(localized("setup.written", file=config_path, to=mail.to))
    return 0 if no_test else _tried(mail, config_path)


# ---------------------------------------------------------------------------------------------------------------- what is wanted


def _wanted(given: Mapping[str, Any], config: Config) -> Mail:
    sender = given["sender"] or _ask("setup.ask_from", "--from", config.smtp.sender if config.smtp else "")
    address = _address(sender)
    provider = _provider(given, address)
    if provider.page or provider.id not in (RELAY.id, OTHER.id):
        _explain(provider)
    host = given["host"] or provider.host or _ask("setup.ask_host", "--host", "")
    security, port = given["security"] or provider.security, given["port"]
    if not given["security"] and given["port"]:
        security = {465: "tls", 25: "none"}.get(port, security)
    if provider is RELAY and not given["security"]:
        security = "starttls" if takes_tls(host, port or provider.port) else "none"
        note(localized("setup.relay_tls" if security == "starttls" else "setup.relay_plain", host=host))
    port = port or (provider.port if security == provider.security or provider is RELAY else PORTS[security])
    password = _password(given, provider)
    to = ",".join(given["to"]) or _ask("setup.ask_to", "--to", address)
    return Mail(
        host=host.strip(),
        port=port,
        security=security,
        sender=sender.strip(),
        user=(given["user"] or address) if password else None,
        password=password or None,
        to=",".join(_address(one) for one in to.split(",") if one.strip()),
    )


def _address(text: str) -> str:
    """The bare mail address in *text*; UsageError where there is none."""
    found = re.search(r"[^\s<>,;]+@[^\s<>,;]+", text)
    if found is None:
        raise click.UsageError(localized("setup.no_address", text=text.strip()))
    return found[0]


def _provider(given: Mapping[str, Any], address: str) -> Provider:
    known = {one.id: one for one in (*providers(), RELAY, OTHER)}
    if given["provider"]:
        return known[given["provider"]]
    if given["host"]:
        return OTHER
    if found := provider_of(address):
        return found
    if not sys.stdin.isatty():
        raise click.UsageError(localized("setup.which_server", names=", ".join(known)))
    choices = list(known.values())
    note(localized("setup.ask_provider", address=address))
    for number, one in enumerate(choices, 1):
        note(f"  {number:>2}  {one.name or localized(f'setup.{one.id}')}")
    while True:
        answer = _prompt("")
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            return choices[int(answer) - 1]
        note(localized("setup.a_number", most=len(choices)))


def _explain(provider: Provider) -> None:
    """What a person must know of *provider* before its server takes mails."""
    note(localized("setup.provider", name=provider.name, host=provider.host, port=provider.port, day=checked_on()))
    if provider.wants == "app":
        note(localized("setup.app_password", page=provider.page or ""))
    if provider.id in ("outlook", "microsoft365", "free", "infomaniak", "ovh"):
        note(localized(f"setup.note.{provider.id}"))


def _password(given: Mapping[str, Any], provider: Provider) -> str:
    """The password; "" where the server wants none, or where nobody can be asked for one."""
    if given["password_file"] is not None:
        written: str = given["password_file"].readline().rstrip("\r\n")
    elif provider.wants == "none" or given["security"] == "none":
        return ""
    elif os.environ.get(PASSWORD):
        return os.environ[PASSWORD]
    elif sys.stdin.isatty():
        note(localized("setup.ask_password"))
        written = click.prompt("", default="", show_default=False, hide_input=True, err=True, prompt_suffix=" > ")
    elif provider is OTHER:
        return ""
    else:
        raise click.UsageError(localized("setup.no_password", name=PASSWORD))
    spaced = re.fullmatch(r"\s*[a-z]{4}(?: [a-z]{4}){3}\s*", written)  # as Google prints them; the spaces do not belong to it
    return written.replace(" ", "").strip() if spaced else written


def _ask(key: str, option: str, proposal: str) -> str:
    if not sys.stdin.isatty():
        if proposal:
            return proposal
        raise click.UsageError(localized("setup.missing", option=option))
    note(localized(key))
    while not (answer := _prompt(proposal) or proposal):
        note(localized("setup.something"))
    return answer


def _prompt(proposal: str) -> str:
    shown = f"[{proposal}]" if proposal else ""
    answer: str = click.prompt(shown, default="", show_default=False, err=True, prompt_suffix=" > ")
    return answer.strip()


# ---------------------------------------------------------------------------------------------------------------- writing, trying


def _write(mail: Mail, path: Path) -> None:
    """The password into the file of `env_file`, then the rest into config.toml, made where there is none."""
    if not path.exists():
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(template_with(terminal_language(), ""))
        except OSError as error:
            raise MonitorError(refused(path, error)) from error
    tree = tomllib.loads(path.read_text("utf-8-sig"))
    smtp: dict[str, Any] = {"host": mail.host, "port": mail.port, "security": mail.security}
    if mail.security == "none" and not addresses.is_loopback(mail.host):
        smtp["allow_plain"] = True
    env_file: str | None = None
    if mail.password is not None:
        named = re.fullmatch(r"\$\{(\w+)\}", str(tree.get("smtp", {}).get("password", "")))
        name = named[1] if named else PASSWORD
        smtp |= {"user": mail.user, "password": f"${{{name}}}"}
        known = tree.get("monitor", {}).get("env_file")
        env_file = None if known else SECRETS
        keep_secrets(env_path(path, tree) or path.absolute().with_name(SECRETS), {name: mail.password})
        note(localized("setup.secret", file=known or SECRETS))
    smtp["from"] = mail.sender
    edit(path, lambda text: with_mail(text, smtp, env_file, {"to": f"mailto:{mail.to}"}), os.environ)


def _tried(mail: Mail, path: Path) -> int:
    """Send a sample to each recipient and say what the server answered."""
    config = load_any(path, os.environ)
    wanted = set(mail.to.split(","))
    verdicts = [
        tried(number, channel, config)
        for number, channel in enumerate(config.channels, 1)
        if channel.kind == "mail" and channel.to.removeprefix("mailto:") in wanted
    ]
    if all(isinstance(verdict, Accepted) for verdict in verdicts):
        note(localized("setup.well"))
        return 0
    note(localized("setup.again"))
    return 1
