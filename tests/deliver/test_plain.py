"""What a page says is shown in a chat and commands nothing there (10.7)."""

from __future__ import annotations

import json
import re
from typing import Any

import apprise
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.addresses import apprise_knows
from monitor.deliver.chat import LOOKS, tamed, within, worded
from monitor.model import Message

GAP = "\u200b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@everyone", "@‸everyone"),
        ("(@here)", "(@‸here)"),
        ("x@channel", "x@‸channel"),
        ("écrire à contact@valmont.example", "écrire à contact@valmont.example"),
        ("<!channel> <@U123> <https://x.example|ici> <b>", "<‸!channel> <‸@‸U123> <‸https://x.example|ici> <‸b>"),
        ("3 < 4", "3 < 4"),
        ("[ici](https://x.example)", "[ici]‸(https://x.example)"),
        ("![](https://x.example/p.png)", "![]‸(https://x.example/p.png)"),
    ],
)
def test_no_mention_and_no_link_of_a_page_takes_effect(text: str, shown: str) -> None:
    """Anywhere: nobody is called, nothing is fetched; what is read stays the same."""
    assert tamed(text, "ntfy") == shown.replace("‸", GAP)
    assert tamed(text, "ntfy").replace(GAP, "") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*gras* _it_ `c` ~~x~~ ||secret|| \\", r"\*gras\* \_it\_ \`c\` \~\~x\~\~ \|\|secret\|\| \\"),
        ("# Titre\n> cité\n- un\n12. deux\n-3 °C", "\\# Titre\n\\> cité\n\\- un\n12\\. deux\n-3 °C"),
        ("[efficacité → efficience]", r"\[efficacité → efficience\]"),
        ("Page : https://x.example/a_b-c_d/", "Page : https://x.example/a_b-c_d/"),
        ("    ~ ligne", "\u00a0\u00a0\u00a0\u00a0\\~ ligne"),
        ("service-public", "service-public"),
    ],
)
def test_markdown_is_shown_as_it_is_written(text: str, shown: str) -> None:
    """On services that would act on it."""
    assert tamed(text, "discord") == shown


@given(st.text(), st.sampled_from(["discord", "ntfy"]))
def test_what_is_read_is_what_the_page_says(text: str, scheme: str) -> None:
    """Backslashes and gaps apart, nothing is added, taken away or moved."""
    text = re.sub(r"[\\\u200b\u00a0]", "", text)
    assert tamed(text, scheme).replace(GAP, "").replace("\\", "").replace("\u00a0", " ") == text


@given(st.text(min_size=0, max_size=200), st.integers(min_value=10, max_value=100))
def test_a_message_fits(text: str, limit: int) -> None:
    assert len(within(text, limit)) <= limit
    assert within(text, limit) == text or within(text, limit).endswith("…")


EVIL = "Ce texte [lien](https://evil.example/x) ![i](https://evil.example/p.png) *gras* <!channel> <@U123> @everyone # fin"
SERVICES = {
    "discord": "discord://123456789/abcdefghijkl",
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
    "telegram": "tgram://123456789:abcdefg_hijklmnop/12315544/",
    "mattermost": "mmost://host/3ccdd113474722377935511fc85d3dd4",
    "google-chat": "gchat://workspace/key/token",
    "zulip": "zulip://bot@org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/chan",
    "ntfy": "ntfy://host/t",
}


@pytest.mark.parametrize("url", SERVICES.values(), ids=SERVICES)
def test_each_service_is_sent_text_that_commands_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """10.7, as Apprise hands it to the service: no mention, no live link, no icon from elsewhere, within its limit."""
    sent = _sent(url, Message(subject=EVIL, text=f"{EVIL}\n" * 900), monkeypatch)
    assert "evil.example/p.png" in sent
    assert not re.search(r"@everyone|<!channel|<@U|(?<!\\)\]\(https", sent.replace("\\\\", "\\"))
    assert "github.com" not in sent
    (server,) = apprise.Apprise(url)
    assert len(worded(Message(subject=EVIL, text=f"{EVIL}\n" * 900), url, [server])[1]) <= server.body_maxlen


def _sent(url: str, message: Message, monkeypatch: pytest.MonkeyPatch) -> str:
    """The bodies of the requests that Apprise would make, as text."""
    apprise_knows(url)  # loads its plugins, silently
    bodies: list[str] = []

    class Answer:
        status_code, content, text = 200, b'{"ok":true}', '{"ok":true}'
        headers: dict[str, str] = {}  # noqa: RUF012

    def post(*_: object, **more: Any) -> Answer:
        body = more.get("data") or more.get("json") or ""
        bodies.append(json.dumps(json.loads(body) if isinstance(body, str | bytes) and body[:1] in ("{", b"{") else str(body)))
        return Answer()

    for name in ("post", "put", "request"):
        monkeypatch.setattr(f"requests.{name}", post)
    target = apprise.Apprise(url, asset=apprise.AppriseAsset(**LOOKS))
    title, body = worded(message, url, target)
    target.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT)
    assert bodies
    return " ".join(bodies)
