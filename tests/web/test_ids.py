"""Each change has an id, the same wherever it is told; alerts lead to its page (5.2, 5.15, §6)."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.command import monitor
from tests.deliver.receivers import mail_server
from tests.deliver.sending import mail
from tests.pipeline.house import House, html
from tests.site import Site

PUBLIC = "https://veille.example/histoire"
SECTION = '[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n'
WORDS = {"fr": ("Ce changement : ", "Tous les changements : "), "en": ("This change: ", "All changes: ")}


@pytest.mark.few("round-fr", "daily-en")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("every", ["round", "daily"])
def test_a_digest_leads_to_the_page_of_each_change(tmp_path: Path, language: str, every: str) -> None:
    """5.15, §6: in a mail of several checks the address stands with each change, in the text and in the HTML."""
    edited = {"/": "efficience", "/deux": "rapidité"}
    with Site() as site, mail_server() as mailbox:
        house = House(tmp_path, site)
        site.pages |= {path: html(etag='"p1"') for path in edited}
        after = mail(mailbox.port).rstrip() + f'\nlanguage = "{language}"\ndigest = "{every}"\n'
        house.configure(*map(site.url, edited), items=SECTION, more=f'public_url = "{PUBLIC}"\n', after=after)
        monitor("check", cwd=tmp_path)
        monitor("alerts", "send", cwd=tmp_path)
        mailbox.seen.clear()
        site.pages |= {path: html(None, ("efficacité", word), etag='"p2"') for path, word in edited.items()}
        told = {line["watch"]: line["changes"][0]["id"] for line in monitor("check", "--json", cwd=tmp_path).lines}
        monitor("alerts", "send", cwd=tmp_path)
    ((_, message),) = mailbox.seen
    this, every_one = WORDS[language]
    text, shown = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    plain = text.replace("\u202f", " ").replace("\xa0", " ").replace("\r\n", "\n")
    cards = [(plain[: at.start()], int(at[1])) for at in re.finditer(rf"\n    {this}{PUBLIC}/change/(\d+)\n", plain)]
    ids = {re.findall(r"→ (\w+)\]", before)[-1]: number for before, number in cards}
    assert ids == {"efficience": told["valmont"], "rapidité": told["valmont-2"]}
    assert f"  {every_one}{PUBLIC}/\n" in plain
    assert re.findall(rf'href="{PUBLIC}(/\S*)"', shown) == [*(f"/change/{number}" for _, number in cards), "/"]


def test_a_change_has_one_id_everywhere(tmp_path: Path) -> None:
    """5.2: in check, history, diff, export, and at the end of the address of its page; 5.15: alerts lead there."""
    with Site() as site:
        house = House(tmp_path, site)
        site.pages["/"] = html(etag='"p1"')
        feed = '\n[[alert]]\nto = "atom:feed.xml"\nlanguage = "en"\n'
        house.configure(
            items=SECTION,
            more='public_url = "https://veille.example/histoire/"\n',
            after=feed,
        )
        assert monitor("check", "--json", cwd=tmp_path).lines[0]["outcome"] == "first"
        site.pages["/"] = html(None, ("efficacité", "efficience"), etag='"p2"')
        (checked,) = monitor("check", "--json", cwd=tmp_path).lines[0]["changes"]
    (told,) = [change for line in monitor("history", "--json", cwd=tmp_path).lines for change in line["changes"]]
    (compared,) = monitor("diff", "valmont", "--json", cwd=tmp_path).lines[0]["changes"]
    exported = monitor("export", "--format", "json", "-o", "-", cwd=tmp_path).lines[-1]["changes"][0]
    assert isinstance(checked["id"], int)
    assert [one["id"] for one in (told, compared, exported)] == [checked["id"]] * 3
    monitor("alerts", "send", cwd=tmp_path)
    written = (tmp_path / "feed.xml").read_text("utf-8")
    assert f"https://veille.example/histoire/change/{checked['id']}" in written and ET.fromstring(written) is not None
    assert monitor("verify", cwd=tmp_path).status == 0
