"""Pages that say why what was asked for is not shown, and what comes next (DESIGN 5.11, 11.7)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.i18n.catalogue import texts
from monitor.model import Language
from monitor.store import Store, connection
from monitor.web.pages import STATUS
from tests.pipeline.house import House
from tests.web.conftest import Visitor, served


@pytest.fixture
def house(town: House, tmp_path: Path) -> House:
    """A copy of the town's installation, to do things to."""
    shutil.copytree(town.folder, tmp_path / "town")
    return House(tmp_path / "town", town.site, town.offset)


@pytest.fixture
def reader(house: House) -> Iterator[Visitor]:
    yield from served(house)


def test_a_database_that_another_program_holds_is_said_and_when_to_come_back(
    house: House, reader: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = connection.patiently
    monkeypatch.setattr(connection, "patiently", lambda action, patience: waiting(action, patience / 50))
    with closing(sqlite3.connect(house.config.database)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("PRAGMA user_version = 0")
        other.commit()
        told = reader.get("/watch/valmont?view=all")
        assert (told.status_code, told.headers["Retry-After"]) == (503, "10"), told.text
        assert "La base de données est occupée" in told.text and 'href="/watch/valmont?view=all"' in told.text
        assert "<code>monitor doctor</code>" in told.text
    assert reader.get("/watch/valmont").status_code == 200


def test_a_database_that_was_there_is_not_taken_for_one_without_a_visit(house: House, reader: Visitor) -> None:
    """3.26: « aucune visite jusqu’ici » is for a time before the first one."""
    database = house.config.database
    assert reader.get("/").status_code == 200
    away = database.rename(database.with_suffix(".away"))
    for path in ("/", "/watch/valmont", "/data/monitor"):
        told = reader.get(path)
        assert told.status_code == 503 and "n’est plus là" in told.text and "Aucune visite" not in told.text
    away.rename(database)
    assert reader.get("/").status_code == 200


@pytest.mark.parametrize(("change", "said"), [("+ 1", "plus récente que le programme"), ("abîmée", "n’a pas pu être lue")])
def test_a_database_that_this_program_cannot_read_is_told_apart(house: House, reader: Visitor, change: str, said: str) -> None:
    database = house.config.database
    with Store.open(database):
        pass
    if change == "+ 1":
        with closing(sqlite3.connect(database)) as db, db:
            db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', 'm9999_later', '')")
    else:
        database.write_bytes(b"no database" * 1000)
    told = reader.get("/")
    assert told.status_code == 503 and said in told.text, told.text


def test_an_address_that_leads_nowhere_leads_on(visitor: Visitor) -> None:
    told = visitor.get("/watch/valmon/9999")
    link = '<a href="/watch/valmont">Ce qui a changé sur «\u202fL’organigramme ville et métropole – Valmont-sur-Ource\u202f»</a>'
    assert told.status_code == 404 and link in told.text and 'action="/search"' in told.text
    assert 'href="/watch/' not in visitor.get("/change/9999").text
    sent = visitor.client.post("/watch/valmont")
    assert sent.status_code == 405 and "se lisent seulement" in sent.text


def test_under_a_strangers_name_nothing_is_shown_but_why(visitor: Visitor) -> None:
    """5.15: the page has its style, and no link that would be answered the same."""
    told = visitor.get("/watch/valmont", Host="veille.example:8000")
    assert told.status_code == 421 and "<code>monitor serve --name veille.example</code>" in told.text
    assert "Valmont" not in told.text and "<a " not in told.text.replace('<a class="skip"', "")
    style = told.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert visitor.get(style, Host="veille.example").headers["content-type"].startswith("text/css")
    assert "$(reboot)" not in visitor.get("/", Host="$(reboot)").text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_message_has_a_title_and_a_sentence(language: Language) -> None:
    have = texts(language, "web")
    assert [kind for kind in STATUS for part in ("title", "text") if f"message.{kind}.{part}" not in have] == []
