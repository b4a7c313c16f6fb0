"""Mail to a real server on loopback (RFC 5321, RFC 5322): what arrives, and what becomes of what does not."""

from __future__ import annotations

import html as html_module
import re
from email import message_from_bytes
from email.policy import default

import pytest

from monitor.deliver.mail import send
from monitor.model import Accepted, Later, Message, Refused
from tests.deliver.receivers import Mailbox, mail_server
from tests.deliver.sending import changed, mail, sent, states
from tests.pipeline.house import House


def test_each_recipient_gets_a_message_of_its_own(house: House, mailbox: Mailbox) -> None:
    """DESIGN §6: `to` of mailto: may name several; 10.1: each once, and none sees the others."""
    changed(house, mail(mailbox.port, "a@valmont.example,b@ource.example,a@valmont.example"))
    assert sent(house) == [Accepted(), Accepted()]
    assert sorted(recipients for recipients, _ in mailbox.seen) == [["a@valmont.example"], ["b@ource.example"]]
    assert len({message["Message-ID"] for _, message in mailbox.seen}) == 2
    message = next(message for recipients, message in mailbox.seen if recipients == ["a@valmont.example"])
    assert message["To"] == "a@valmont.example"
    assert message["From"] == "Veille de Valmont <veille@valmont.example>"
    assert "Valmont-sur-Ource" in message["Subject"]
    assert re.fullmatch(r"<[0-9a-f]{32}@valmont\.example>", message["Message-ID"])
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "fr")
    assert message.get_content_type() == "multipart/alternative"
    assert sent(house) == []


def test_the_text_says_what_the_html_says(house: House, mailbox: Mailbox) -> None:
    """3.21, 10.5: the difference is in both, and nothing is in the HTML alone."""
    changed(house, mail(mailbox.port))
    sent(house)
    text, rich = (part.get_content() for part in mailbox.seen[0][1].iter_parts())
    assert "efficacité" in text and "efficience" in text
    assert "http" not in rich.replace(house.site.url(), "")  # nothing is loaded from elsewhere
    body = re.sub(r"<(style|title)\b.*?</\1>", " ", rich, flags=re.DOTALL)
    seen = html_module.unescape(re.sub(r"<[^>]+>", " ", body))
    words = set(re.findall(r"[\wé’]{3,}", seen))
    assert words - set(re.findall(r"[\wé’]{3,}", text)) == set()


def test_a_page_cannot_write_headers(house: House, mailbox: Mailbox) -> None:
    """RFC 5322 §2.2: what a page says stays in subject and body, whatever line ends it holds."""
    evil = "Organigramme&#13;&#10;Bcc: victime@example.org&#10;&#10;<b>x</b>&#133;&#8232;Bcc: y@example.org de la ville"
    changed(house, mail(mailbox.port), ("Organigramme de la ville", evil), ("3,4 ko", "3,9 ko"))
    assert sent(house) == [Accepted()]
    ((recipients, message),) = mailbox.seen
    assert recipients == ["redaction@valmont.example"]
    assert message["Bcc"] is None
    head = mailbox.raw[0].partition(b"\r\n\r\n")[0]
    assert not re.search(rb"(?im)^bcc", head)


def test_a_folded_subject_keeps_its_spaces(house: House, mailbox: Mailbox) -> None:
    """RFC 2047 §6.2, 3.21: the space between two encoded words is no space; each that is meant is within one."""
    house.configure(after=mail(mailbox.port))
    (channel,) = house.config.channels
    said = "Vaubrière – Conseil : Document du scrutin de la régie de l’eau potable, 1 ligne déplacée par la mairie"
    subjects = [f"{'x' * before} {said}" for before in range(0, 60, 7)]
    for subject in subjects:
        assert send(channel, Message(subject=subject, text="Texte.\n"), key="k", config=house.config) == Accepted()
    heads = [raw.partition(b"\r\n\r\n")[0] for raw in mailbox.raw]
    assert [str(message_from_bytes(head, policy=default)["Subject"]) for head in heads] == subjects
    assert all(len(line) <= 78 for head in heads for line in head.split(b"\r\n"))


def test_a_refused_login_is_refused_and_retried_once_mended(house: House) -> None:
    """RFC 4954 §6: 535; a person must mend it, and then nothing is lost."""
    with mail_server(user="veille") as box:
        changed(house, mail(box.port, user="veille"))
        (verdict,) = sent(house)
        assert isinstance(verdict, Refused)
        assert verdict.detail.startswith("535 ")
        assert "secret" not in verdict.detail
    ((state, attempts, _),) = states(house)
    assert (state, attempts) == ("failed", 1)


@pytest.mark.parametrize("answer", ["451 Plus tard", "421 Trop de connexions"])
def test_a_server_that_says_later_gets_the_same_message_id_later(house: House, mailbox: Mailbox, answer: str) -> None:
    """RFC 5321 §4.2.1: 4yz may work later; one minute at first, and no sooner by itself."""
    mailbox.answers = [answer, "250 OK"]
    changed(house, mail(mailbox.port))
    (verdict,) = sent(house)
    assert isinstance(verdict, Later)
    assert states(house)[0][0] == "pending"
    assert sent(house, everything=False) == []
    house.later(minutes=2)
    assert sent(house, everything=False) == [Accepted()]
    first, second = (message["Message-ID"] for _, message in mailbox.seen)
    assert first == second


def test_all_recipients_refused_for_good_is_refused(house: House, mailbox: Mailbox) -> None:
    """RFC 5321 §4.2.1: 5yz will not work later; who was refused is said."""
    mailbox.refused = {"redaction@valmont.example": "550 Inconnu"}
    changed(house, mail(mailbox.port))
    (verdict,) = sent(house)
    assert isinstance(verdict, Refused)
    assert verdict.detail == "550 Inconnu"


def test_one_recipient_refused_is_said_and_the_others_get_it_once(house: House, mailbox: Mailbox) -> None:
    mailbox.refused = {"b@ource.example": "550 Inconnu"}
    changed(house, mail(mailbox.port, "a@valmont.example,b@ource.example"))
    assert [type(verdict) for verdict in sent(house)] == [Accepted, Refused]
    assert [recipients for recipients, _ in mailbox.seen] == [["a@valmont.example"]]
    assert sent(house) == []


def test_an_address_that_is_not_ascii_goes_as_far_as_the_server_can(house: House) -> None:
    """RFC 3490: a domain always; RFC 6531: a name only where the server takes it, and the reason is not a missing log-in."""
    with mail_server(utf8=False) as box:
        changed(house, mail(box.port, "redaction@vallée.example,étienne@valmont.example"))
        arrived, refused = sent(house)
        assert [recipients for recipients, _ in box.seen] == [["redaction@xn--valle-esa.example"]]
    assert arrived == Accepted()
    assert isinstance(refused, Refused)
    assert (refused.cause, "SMTPUTF8" in refused.detail) == ("recipient", True)


@pytest.mark.parametrize(
    ("sender", "verdict"),
    [("Vallée <veille@vallée.example>", Accepted()), ("véille@valmont.example", "sender")],
)
def test_a_sender_that_is_not_ascii_goes_as_far_as_the_server_can(house: House, sender: str, verdict: object) -> None:
    with mail_server(utf8=False) as box:
        changed(house, re.sub('from = ".*"', f'from = "{sender}"', mail(box.port)))
        (answer,) = sent(house)
        assert [m["From"] for _, m in box.seen] == (["Vallée <veille@xn--valle-esa.example>"] if answer == Accepted() else [])
    assert (answer.cause if isinstance(answer, Refused) else answer) == verdict


def test_a_mail_server_that_is_down_is_later(house: House) -> None:
    """Promise 1: its alert is always delivered, through dead mail servers."""
    with mail_server() as box:
        port = box.port
    changed(house, mail(port))
    (verdict,) = sent(house)
    assert isinstance(verdict, Later)
    assert states(house)[0][:2] == ("pending", 1)


def test_a_server_without_starttls_gets_no_message(house: House, mailbox: Mailbox) -> None:
    """§6: security = "starttls" is never given up silently."""
    changed(house, mail(mailbox.port).replace('security = "none"', 'security = "starttls"'))
    (verdict,) = sent(house)
    assert isinstance(verdict, Refused)
    assert mailbox.seen == []
