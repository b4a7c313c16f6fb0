"""A page that tries to command the mail program, the browser, the chat and the feed reader (10.7), on every channel."""

from __future__ import annotations

import html as html_module
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from monitor.model import Accepted
from tests.deliver.receivers import Hook, Mailbox, Posted
from tests.deliver.sending import alert, changed, mail, sent
from tests.docs.pages import ROOT, blocks
from tests.pipeline.house import PDF, House

PLAIN = {
    "headers": "Vu\r\nBcc: victime@example.org\r\n\r\n<p>x</p>",
    "html": "<script>alert(1)</script><img src=https://evil.example/p.png onerror=alert(1)><a href=javascript:x>ici</a></del>",
    "markdown": "[ici](https://evil.example) ![](https://evil.example/p.png) **gras** `code` # titre",
    "mentions": "@everyone @here <!channel> <@U123>",
    "controls": "a\x1b[31mrouge\x07\x00\x85\u2028b",
    "bidi": "facture \u202egpj.exe\u202c \u2066caché\u2069 \u200fdroite",
    "zero-width": "pay\u200bpal\ufeff\u2060",
    "long-word": "Donau" * 2_000,
    "xml": "]]>&amp;<!ENTITY x \ufffe\uffff",
    "template": "{{ 7*7 }} {watch} %s ${HOOK_SECRET}",
}
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
hostile = pytest.mark.parametrize("said", PLAIN.values(), ids=PLAIN)


def hostile_change(house: House, channels: str, said: str) -> None:
    """A section and the label of a document both say *said*."""
    code = "".join(f"&#{ord(c)};" for c in said)
    changed(
        house, channels, ("efficacité", code), ("Organigramme de la ville", f"Organigramme {code} de la ville"), ("3,4 ko", "9 ko")
    )
    assert set(sent(house)) == {Accepted()}


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def harmless(page: str, url: str) -> None:
    """No tag of the page's, no address but the watched one and its document's, nothing that is loaded or run."""
    tags = Tags(page)
    assert {tag for tag, _ in tags.found} <= {
        "html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "p", "ul", "li", "span", "del", "ins", "a", "code",
    }  # fmt: skip
    assert {a["href"] for tag, a in tags.found if tag == "a"} <= {url, url + PDF[1:]}
    assert not any(name.startswith("on") or name == "src" for _, a in tags.found for name in a)
    assert not FORBIDDEN.search(page.replace("\n", ""))


@pytest.mark.few(5)
@hostile
def test_no_channel_obeys_a_page(house: House, mailbox: Mailbox, hook: Hook, said: str) -> None:
    """One change, told by mail, webhook, chat and feed."""
    chat = f"json://127.0.0.1:{hook.port}/chat"
    hostile_change(house, mail(mailbox.port) + alert(hook.url) + alert(chat) + alert("atom:veille.xml"), said)
    url = house.site.url()
    _mail(mailbox, url)
    posted = {p.path: p for p in hook.posted}
    _webhook(posted["/hook"])
    _chat(posted["/chat"])
    _feed(house, url)


def _mail(mailbox: Mailbox, url: str) -> None:
    """RFC 5322 §2.2, RFC 2047: parsed back as a mail program would."""
    ((recipients, message),) = mailbox.seen
    assert recipients == ["redaction@valmont.example"]
    assert not {k.lower() for k in message} & {"bcc", "cc", "reply-to"}
    assert len(message["Subject"]) <= 110 and not FORBIDDEN.search(message["Subject"])
    text, rich = (part.get_content().replace("\r\n", "\n") for part in message.iter_parts())
    harmless(rich, url)
    assert not FORBIDDEN.search(text.replace("\n", ""))
    assert max(len(line) for line in mailbox.raw[0].split(b"\r\n")) <= 998  # RFC 5321 §4.5.3.1.6
    assert all(len(line) <= 78 for line in text.splitlines() if not re.match(r"  \S+.*(?:\S{60}|monitor |Z$)", line))


def _webhook(posted: Posted) -> None:
    """Subject and text as for people; the changes hold the page's own words, as JSON."""
    body = json.loads(posted.body)
    assert not FORBIDDEN.search(body["subject"] + body["text"].replace("\n", ""))
    assert not any("\r" in v or "\n" in v for v in posted.headers.values())


def _chat(posted: Posted) -> None:
    """What any of Apprise's services is handed; the gaps that take commands apart are ours."""
    body = json.loads(posted.body)
    shown = body["title"] + body["message"]
    assert not FORBIDDEN.search(shown.replace("\r", "").replace("\n", "").replace("\u200b", ""))
    assert not re.search(r"@everyone|@here|<!channel|<@U|<script|\]\(http", shown)


def _feed(house: House, url: str) -> None:
    """XML 1.0 and, in it, HTML."""
    root = ET.parse(house.folder / "veille.xml").getroot()
    (content,) = root.iter("{http://www.w3.org/2005/Atom}content")
    harmless(str(content.text), url)


def test_text_and_html_of_a_hostile_page_say_the_same(house: House, mailbox: Mailbox) -> None:
    """Escaped once and no more: what a reader sees in one part stands in the other."""
    hostile_change(house, mail(mailbox.port), PLAIN["html"])
    text, rich = (part.get_content() for part in mailbox.seen[0][1].iter_parts())
    assert "<script>alert(1)</script>" in text
    assert "<script>alert(1)</script>" in html_module.unescape(rich)


@pytest.mark.parametrize("page", ["alerts.md", "alerts.fr.md"])
def test_the_verifier_of_the_documentation_takes_a_real_delivery(house: House, hook: Hook, page: str) -> None:
    """5.12: the ten lines that are shown, on what arrived; not with another secret, nor with one byte changed."""
    scope: dict[str, Any] = {}
    exec(blocks(ROOT / "docs" / page, "python")[0], scope)
    genuine: Callable[..., bool] = scope["is_genuine"]
    changed(house, alert(hook.url, 'secret = "s3cr3t"'))
    assert sent(house) == [Accepted()]
    (posted,) = hook.posted
    signed = posted.headers["monitor-signature"]
    assert genuine("s3cr3t", signed, posted.body)
    assert not genuine("autre", signed, posted.body)
    assert not genuine("s3cr3t", signed, posted.body[:-1] + b" }")
