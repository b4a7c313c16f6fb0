"""Where a name went out of one thing of a version, the others are proven as before, and none can be guessed (5.17, 5.21, 7.5)."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.demo.server import page
from monitor.errors import Unproven
from monitor.proof import verify
from monitor.proof.bundle import Period, proof_of_change, proof_unchanged
from monitor.proof.verify import Files
from tests.command import monitor
from tests.pipeline.house import House, stand
from tests.proof.browser import examined
from tests.proof.test_verifiers import as_json
from tests.site import Page, Site

ON_THE_CHART = "Denis Royer"  # and nowhere on the page


@pytest.fixture
def erased(town: House, tmp_path: Path) -> House:
    """The town, without one of those whom its chart names."""
    shutil.copytree(town.folder, tmp_path / "here")
    done = monitor("erase", "--person", ON_THE_CHART, "--json", cwd=tmp_path / "here")
    assert done.status == 0, done.err
    assert done.lines[0]["versions"] == [{"watch": "valmont", "snapshot": number} for number in (1, 2)]
    assert done.lines[0]["unprovable"] == []
    return House(tmp_path / "here", town.site, town.offset)


def of_change(house: House, kind: str) -> Files:
    with house.store() as store:
        change = next(one for one in store.changes("valmont") if one.change.item_kind == kind)
        return proof_of_change(store, change, made_at=house.now(), timezone="Europe/Paris")


def unchanged(house: House, item: str | None) -> Files:
    now = house.now()
    with house.store() as store:
        period = Period(watch="valmont", since=now - timedelta(days=9), until=now, allowed_gap=timedelta(days=2), item=item)
        return proof_unchanged(store, period, made_at=now)


def test_what_the_name_did_not_stand_in_is_proven_by_both_verifiers(erased: House, proof: Files, tmp_path: Path) -> None:
    after = of_change(erased, "section")
    found = verify.examine(after)
    assert found.problems == []
    assert any("[-efficacité-][+efficience+]" in one.fr for one in found.proven)
    assert [one.en for one in found.not_proven if "erased elsewhere" in one.en]
    assert {name for name in proof if "original" in name} == {name for name in after if "original" in name}
    assert examined(after, [{}], tmp_path) == [as_json(found)]
    assert unchanged(erased, "mutualisation")
    assert monitor("verify", cwd=erased.folder).status == 0


def test_what_it_stood_in_proves_nothing_any_more(erased: House) -> None:
    with pytest.raises(Unproven, match="something was erased from what would have to be shown"):
        of_change(erased, "document")
    for item in ("organigramme", None):
        with pytest.raises(Unproven, match="something was erased"):
            unchanged(erased, item)


def test_no_salt_is_left_by_which_a_guess_could_be_tested(erased: House, town: House) -> None:
    """With the salt, the hash of the item and the text around, a name could be tried until the digest fits."""
    with closing(sqlite3.connect(town.folder / "monitor.db")) as raw:
        salts = {salt for (salt,) in raw.execute("SELECT salt FROM snapshots")}
    assert len(salts) == 2 and all(salt.startswith("each:") for salt in salts)
    with closing(sqlite3.connect(erased.folder / "monitor.db")) as raw:
        assert raw.execute("SELECT DISTINCT salt FROM snapshots").fetchall() == [(None,)]
        kept, sealed = ({*raw.execute(f"SELECT snapshot_id, kind, position FROM {table}")} for table in ("salts", "digests"))
    assert {one for one in sealed - kept if one[1] == "item"} == {(1, "item", 1), (2, "item", 1)}
    data = b"".join(path.read_bytes() for path in erased.folder.iterdir() if path.is_file())
    assert not [salt for salt in salts if salt.encode() in data or salt.removeprefix("each:").encode() in data]


def test_a_name_that_stood_in_the_rest_takes_that_with_it(erased: House) -> None:
    """A second erasure, of words of the section."""
    done = monitor("erase", "--address", "efficience", "--json", cwd=erased.folder)
    assert done.status == 0, done.err
    assert done.lines[0]["unprovable"] == [{"watch": "valmont", "snapshot": 2}]
    with pytest.raises(Unproven, match="something was erased"):
        of_change(erased, "section")
    assert monitor("verify", cwd=erased.folder).status == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE salts SET salt = replace(salt, 'a', 'b')",
        "DELETE FROM salts WHERE kind = 'item'",
        "UPDATE blocks SET text = text || '!' WHERE kind <> 'title'",
    ],
)
def test_what_is_left_is_found_when_it_is_altered(erased: House, sql: str) -> None:
    with closing(sqlite3.connect(erased.folder / "monitor.db")) as raw, raw:
        raw.execute(sql)
    done = monitor("verify", "--json", cwd=erased.folder)
    assert done.status == 1
    assert "digest" in {problem["kind"] for problem in done.lines[0]["problems"]}


def test_versions_sealed_under_one_salt_for_all_go_on_and_lose_it_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """7.7: as earlier versions of the program wrote them."""
    monkeypatch.setattr("monitor.store.writing.fresh_salt", lambda: "0123456789abcdef" * 2)
    with Site() as site:
        house = stand(tmp_path, site)
        assert house.outcome() == "first"
        site.pages["/"] = Page(page(noise=True, after=True))
        assert house.outcome() == "changed"
    assert verify.examine(of_change(house, "section")).problems == []
    done = monitor("erase", "--person", ON_THE_CHART, "--json", cwd=house.folder)
    assert len(done.lines[0]["unprovable"]) == 2
    assert monitor("verify", cwd=house.folder).status == 0
    with pytest.raises(Unproven, match="something was erased"):
        of_change(house, "section")
