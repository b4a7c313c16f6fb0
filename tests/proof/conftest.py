"""A town whose text and chart changed once, visited daily for three weeks afterwards; one for all tests of the room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from monitor.demo.server import page
from monitor.proof.bundle import proof_of_change
from monitor.proof.verify import Files
from tests.pipeline.house import House, stand
from tests.proof.browser import window
from tests.site import Page, Site

DAYS = 21


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Version 1, version 2 a day later, then a visit a day that finds nothing."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("town"), site)
        house.offset = -timedelta(days=DAYS + 2)
        house.check()
        house.later(days=1)
        site.pages["/"] = Page(page(noise=True, after=True))
        assert house.outcome() == "changed"
        for _ in range(DAYS):
            house.later(days=1)
            assert house.outcome() == "unchanged"
        yield house


@pytest.fixture(scope="session")
def proof(town: House) -> Files:
    """That the text changed."""
    with town.store() as store:
        change = next(one for one in store.changes("valmont") if one.change.item_kind == "section")
        return proof_of_change(store, change, made_at=town.now(), timezone="Europe/Paris")


@pytest.fixture(scope="package", autouse=True)
def _one_browser() -> Iterator[None]:
    """What the room opened is closed with it."""
    yield
    window.close()
