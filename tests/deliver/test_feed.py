"""An Atom feed in a file: valid, whole at any moment, an entry per alert (RFC 4287)."""

from __future__ import annotations

import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import load
from monitor.deliver.feed import MOST, send
from monitor.errors import ConfigError
from monitor.model import Accepted, Channel, Config, Delivery, Language, Message, Refused
from tests.configs import write_config
from tests.deliver.sending import alert, changed, sent
from tests.pipeline.house import House
from tests.site import Page

ATOM = "{http://www.w3.org/2005/Atom}"
TITLE = "L’organigramme ville et métropole – Valmont-sur-Ource"  # what the page calls itself
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
START = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def channel(to: str, language: Language = "fr") -> Channel:
    return Channel(key="feed-0123456789ab", kind="feed", to=to, language=language)


def told(number: int = 0, text: str = "texte") -> Message:
    at = (START + timedelta(hours=number)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Message(subject=text, text=text, fragment=f"<p>{number}</p>", payload={"checked_at": at}, link="https://x.example/")


def put(folder: Path, message: Message, key: str, to: str = "atom:veille.xml") -> Delivery:
    config = cast(Config, SimpleNamespace(path=folder / "config.toml"))
    return send(channel(to), message, key=key, config=config)


def read(path: Path) -> ET.Element:
    """The feed, held to what RFC 4287 §4.1.1 and §4.1.2 require."""
    data = path.read_bytes()
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    root = ET.fromstring(data)
    assert root.tag == f"{ATOM}feed" and root.get(LANG) in ("fr", "en")
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert [len(element.findall(ATOM + n)) for n in ("id", "title", "updated")] == [1, 1, 1]
        assert URN.fullmatch(str(element.findtext(f"{ATOM}id")))
        assert RFC3339.fullmatch(str(element.findtext(f"{ATOM}updated")))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    for content in root.iter(f"{ATOM}content"):
        assert content.get("type") in ("html", "text") and len(content) == 0
    for link in root.iter(f"{ATOM}link"):
        assert link.get("rel") == "alternate" and str(link.get("href")).startswith("http")
    return root


def entries(path: Path) -> list[str | None]:
    return [e.findtext(f"{ATOM}title") for e in read(path).iter(f"{ATOM}entry")]


def test_a_change_becomes_an_entry(house: House) -> None:
    """10.1: through config.toml, check and outbox; the file is relative to config.toml, its folder is made."""
    changed(house, alert("atom:flux/veille.xml"))
    assert sent(house) == [Accepted()]
    root = read(house.folder / "flux" / "veille.xml")
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == (
        "Valmont-sur-Ource — La mutualisation des services\u00a0: "
        "«\u202f… l’[efficacité\u00a0→ efficience] de l’action publique.\u202f»"
    )
    content = str(entry.findtext(f"{ATOM}content"))
    assert "<del>efficacité</del>" in content and "<ins>efficience</ins>" in content
    assert "style=" not in content and "<html" not in content and "cid:" not in content
    assert entry.find(f"{ATOM}link").get("href") == house.site.url()  # type: ignore[union-attr]
    with house.store() as store:
        (row,) = store.outbox.recent(9)
        assert row.result is not None
        assert entry.findtext(f"{ATOM}updated") == row.result.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_the_newest_comes_first_and_what_is_beyond_the_most_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """200 entries, in the order of the visits, whatever that of the sending."""
    assert MOST == 200
    monkeypatch.setattr("monitor.deliver.feed.MOST", 20)
    numbers = list(range(23))
    for number in [*numbers[1::2], *numbers[::2]]:
        assert put(tmp_path, told(number, str(number)), f"key {number}") == Accepted()
    assert entries(tmp_path / "veille.xml") == [str(n) for n in reversed(numbers[3:])]


def test_a_repeat_replaces_itself(tmp_path: Path) -> None:
    """§2: at least once, the same key on a repeat; a reader sees one entry, under one id."""
    put(tmp_path, told(1, "un"), "a")
    put(tmp_path, told(2, "deux"), "b")
    before = [e.findtext(f"{ATOM}id") for e in read(tmp_path / "veille.xml").iter(f"{ATOM}entry")]
    put(tmp_path, told(1, "un, redit"), "a")
    assert entries(tmp_path / "veille.xml") == ["deux", "un, redit"]
    assert [e.findtext(f"{ATOM}id") for e in read(tmp_path / "veille.xml").iter(f"{ATOM}entry")] == before


@given(st.text(st.characters() | st.sampled_from("\x00\x0b\ufffe\uffff\ud800]]><&\r\n\u202e")))
@settings(deadline=None, max_examples=25)
def test_no_page_text_makes_it_invalid(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """XML 1.0 §2.2: control characters, lone surrogates and noncharacters are shown as such."""
    folder = tmp_path_factory.mktemp("feed")
    message = Message(subject=text, text=text, fragment=text, payload={"checked_at": "2026-11-24T07:00:00.000Z"})
    assert put(folder, message, "a") == Accepted()
    assert put(folder, told(1), "b") == Accepted()
    assert len(entries(folder / "veille.xml")) == 2


def test_the_file_keeps_its_permissions_and_a_link_its_target(tmp_path: Path) -> None:
    """A web server that may read it today may read it tomorrow."""
    public = tmp_path / "public"
    public.mkdir()
    (tmp_path / "veille.xml").symlink_to(public / "vrai.xml")
    put(tmp_path, told(), "a")
    (public / "vrai.xml").chmod(0o640)
    put(tmp_path, told(1), "b")
    assert (tmp_path / "veille.xml").is_symlink()
    assert stat.S_IMODE((public / "vrai.xml").stat().st_mode) == 0o640
    assert [p.name for p in public.iterdir()] == ["vrai.xml"]


def test_the_file_has_the_mode_of_the_configuration(tmp_path: Path, house: House) -> None:
    """§6: whatever mode it had, and whatever the umask."""
    changed(house, alert("atom:veille.xml", 'mode = "0640"'), ("efficacité", "qualité"))
    file = house.folder / "veille.xml"
    file.touch(0o600)
    sent(house)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640 and file.stat().st_size


@pytest.mark.parametrize(
    ("to", "mode"), [("atom:a.xml", "0444"), ("atom:a.xml", "0755"), ("atom:a.xml", "rw"), ("https://x.example/", "0644")]
)
def test_a_mode_that_no_feed_has_is_a_mistake(tmp_path: Path, to: str, mode: str) -> None:
    """§6: a file that the program can't write, one to be run, no octal number, and no file at all."""
    with pytest.raises(ConfigError, match=r"mode|droits"):
        load(write_config(tmp_path, "https://www.example.org/", after=alert(to, f'mode = "{mode}"')), {})


def test_a_crash_while_writing_leaves_the_old_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 1: a full disk or a kill loses neither the feed nor the alert, which stays pending."""
    put(tmp_path, told(1, "un"), "a")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert type(put(tmp_path, told(2, "deux"), "b")).__name__ == "Later"
    monkeypatch.undo()
    assert entries(tmp_path / "veille.xml") == ["un"]
    assert [p.name for p in tmp_path.iterdir()] == ["veille.xml"]


@pytest.mark.parametrize("there", [b"<html></html>", b"bonjour"], ids=["html", "text"])
def test_what_is_no_feed_is_not_overwritten(tmp_path: Path, there: bytes) -> None:
    """Somebody's file, by a mistake in config.toml."""
    (tmp_path / "veille.xml").write_bytes(there)
    verdict = put(tmp_path, told(), "a")
    assert isinstance(verdict, Refused) and "veille.xml" in verdict.detail
    assert (tmp_path / "veille.xml").read_bytes() == there


def test_an_empty_file_is_a_place_made_ready(tmp_path: Path) -> None:
    """`touch` and `chmod` before the first alert: nothing is lost, and the permissions stay."""
    path = tmp_path / "veille.xml"
    path.touch(mode=0o640)
    assert put(tmp_path, told(1, "un"), "a") == Accepted()
    assert (entries(path), path.stat().st_mode & 0o777) == (["un"], 0o640)


def test_a_folder_that_is_not_there_is_made_one_level_deep(tmp_path: Path) -> None:
    """Further up it is rather a disk that is not mounted."""
    assert put(tmp_path, told(), "a", "atom:flux/veille.xml") == Accepted()
    assert isinstance(put(tmp_path, told(), "a", "atom:loin/flux/veille.xml"), Refused)
    assert isinstance(put(tmp_path, told(), "a", "atom:flux"), Refused)


def test_two_languages_may_share_a_file(tmp_path: Path) -> None:
    config = cast(Any, SimpleNamespace(path=tmp_path / "config.toml"))
    send(channel("atom:veille.xml", "fr"), told(1, "un"), key="a", config=config)
    send(channel("atom:veille.xml", "en"), told(2, "two"), key="b", config=config)
    assert [e.get(LANG) for e in read(tmp_path / "veille.xml").iter(f"{ATOM}entry")] == ["en", "fr"]


@pytest.mark.parametrize("to", ["atom:", "atom:flux/", "atom://flux/veille.xml", "atom:.."])
def test_an_address_without_a_file_is_a_mistake_of_the_configuration(tmp_path: Path, to: str) -> None:
    """§6: said with what to write instead."""
    write_config(tmp_path, "https://www.valmont.example/", after=alert(to))
    with pytest.raises(ConfigError, match=r"config\.toml"):
        load(tmp_path / "config.toml", {})


def test_many_changes_are_one_feed(house: House) -> None:
    """A failing page, its return and a change: an entry each."""
    changed(house, alert("atom:veille.xml"))
    good = house.site.pages["/"]
    house.site.pages["/"] = Page(good.body.replace("employés".encode(), "salariés".encode()))
    house.check()
    assert sent(house) == [Accepted(), Accepted()]
    assert len(entries(house.folder / "veille.xml")) == 2
