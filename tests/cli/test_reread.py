"""`monitor reread`: what an older reader of org charts read is read again (7.6)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.model import CHART_READER
from tests.command import monitor
from tests.pipeline.house import House, stand
from tests.pipeline.test_new_chart_reader import CHART
from tests.site import Site


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Site() as site:
        yield stand(tmp_path, site)


def test_what_an_older_reader_read_is_read_again_once(house: House) -> None:
    """7.6: exit 0, counted; then there is nothing left."""
    house.configure(items=CHART)
    house.check()
    with closing(sqlite3.connect(house.config.database)) as db, db:
        db.execute("UPDATE items SET chart_reader = 1")
    first = monitor("reread", "--json", cwd=house.folder)
    assert (first.status, first.lines) == (0, [{"reader": CHART_READER, "read": 1, "unread": []}])
    again = monitor("reread", cwd=house.folder)
    assert (again.status, again.out.strip()) == (0, "Rien à relire.")
    assert monitor("verify", cwd=house.folder).status == 0


def test_what_cannot_be_read_again_is_named(house: House) -> None:
    """7.6, 4.3: exit 1; of an unknown watch 2."""
    house.configure(items=CHART)
    house.check()
    with closing(sqlite3.connect(house.config.database)) as db, db:
        db.execute("UPDATE items SET chart_reader = 1, blob = NULL")
        db.execute("UPDATE exchanges SET blob = NULL WHERE item IS NOT NULL")
        db.execute("DELETE FROM blobs WHERE id NOT IN (SELECT page FROM snapshots UNION SELECT page FROM state)")
    done = monitor("reread", "valmont", cwd=house.folder)
    assert done.status == 1
    assert done.says("valmont, organigramme\u00a0: octets non conservés")
    assert monitor("reread", "inconnue", cwd=house.folder).status == 2
