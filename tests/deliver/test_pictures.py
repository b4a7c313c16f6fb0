"""The pages before and after inside a mail (10.5): attached inline, made once, never in the way of an alert."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from monitor.alerts import pictures as making
from monitor.model import Accepted
from tests.deliver.receivers import Hook, Mailbox
from tests.deliver.sending import alert, mail, sent
from tests.pipeline.house import PDF, House
from tests.pipeline.lookalikes import chart
from tests.site import Page

ITEMS = '\n[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "orgchart"\n'


def moved(house: House, after: str) -> None:
    """A unit moves in the chart that is watched."""
    house.configure(items=ITEMS, after=after)
    for way in ("plain", "moved"):
        house.site.pages[PDF] = Page(chart("moved" if way == "moved" else "plain"), content_type="application/pdf")
        line = house.check()
    assert line["outcome"] == "changed"


def parts(message: EmailMessage) -> dict[str, list[EmailMessage]]:
    found: dict[str, list[EmailMessage]] = {}
    for part in message.walk():
        assert isinstance(part, EmailMessage)
        found.setdefault(part.get_content_type(), []).append(part)
    return found


def test_the_pages_are_attached_inline_and_shown_by_the_html(house: House, mailbox: Mailbox) -> None:
    """RFC 2387, RFC 2392: the HTML names each by its Content-ID; RFC 2183: inline, with a file name."""
    moved(house, mail(mailbox.port))
    assert sent(house) == [Accepted()]
    ((_, message),) = mailbox.seen
    found = parts(message)
    images = found["image/png"]
    assert message.get_content_type() == "multipart/alternative"
    related = [part.get_content_type() for part in found["multipart/related"][0].iter_parts()]
    assert related == ["text/html", "image/png", "image/png"]
    assert [(i.get_content_disposition(), i.get_filename()) for i in images] == [
        ("inline", "page-1-avant.png"), ("inline", "page-1-apres.png"),
    ]  # fmt: skip
    html = found["text/html"][0].get_content()
    for image in images:
        assert f'src="cid:{image["Content-ID"].strip("<>")}"' in html
        assert image.get_content().startswith(b"\x89PNG")
    assert len(mailbox.raw[0]) < 2_000_000
    text = found["text/plain"][0].get_content()
    assert "Images jointes" in text and "Page 1, avant. Encadré en tirets" in " ".join(text.split())


def test_pictures_are_made_once_whoever_gets_them(house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = making.pictures_between

    def counted(*arguments: object) -> object:
        made.append("once")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "pictures_between", counted)
    moved(house, mail(mailbox.port, "a@valmont.example") + alert("mailto:b@ource.example") + alert("mailto:c@ource.example"))
    assert sent(house) == [Accepted()] * 3
    assert made == ["once"]
    assert [len(parts(message)["image/png"]) for _, message in mailbox.seen] == [2, 2, 2]


def test_a_picture_that_fails_holds_up_no_alert(house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 1."""

    def broken(*arguments: object) -> None:
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr(making, "pictures_between", broken)
    moved(house, mail(mailbox.port))
    assert sent(house) == [Accepted()]
    ((_, message),) = mailbox.seen
    found = parts(message)
    assert "image/png" not in found
    assert "Direction des achats" in found["text/plain"][0].get_content()


def test_what_is_no_mail_gets_no_pictures(house: House, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making.PicturesOf, "of", lambda *_: pytest.fail("nobody looks at them"))
    moved(house, alert(hook.url))
    assert sent(house) == [Accepted()]
