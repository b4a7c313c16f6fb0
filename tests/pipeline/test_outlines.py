"""DESIGN §9: a visit that finds nothing new knows but the outline of the past, and comes to what one comes to that knows all."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from monitor.decide import judgement
from monitor.model import WatchState
from monitor.pipeline import batch
from monitor.store import Store
from tests.pipeline.house import PDF, House, html, pdf, stand
from tests.site import Page, Site

PAGES = (
    html(etag='"p1"'),
    html(),
    html(None, ("</body>", "<!-- 7 --></body>")),
    html(None, ("</body>", "<p>Le marché de Noël</p></body>")),
    html(None, ("Quatorze communes", "Quinze communes"), etag='"p2"'),
    html(None, ("La mutualisation des services", "La mutualisation"), etag='"p3"'),
    html(None, ("organigramme-2025.pdf", "organigramme-2026.pdf")),
    Page(b"<html><body><h1>Page introuvable</h1></body></html>", status=404),
    Page(status=503),
)
FILES = (pdf(etag='"d1"'), pdf(), pdf(resaved=True), pdf("organigramme-2026.pdf", etag='"d2"'), Page(status=404))
ALONE = """
[watch.sections.texte]
css = "main"
"""


def timeless(said: object) -> str:
    """*said* as JSON, but for times."""
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "then", json.dumps(said))


def written(house: House) -> dict[str, list[tuple[Any, ...]]]:
    """What visits leave behind, but for times and what is drawn by lot."""
    with closing(sqlite3.connect(house.config.database)) as db, db:
        return {
            table: db.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
            for table, columns in {
                "checks": "source, outcome, count, snapshot, cosmetic, failures, flapping",
                "episodes": "item, kind, detail, consecutive, alerted, ended_at IS NULL",
                "snapshots": "number, page, url, states",
                "items": "snapshot_id, kind, item, heading, text_id, label, url, content_id",
            }.items()
        }


@pytest.mark.few("alone")
@pytest.mark.parametrize("items", [None, ALONE], ids=["documents", "alone"])
def test_an_outline_is_enough_or_is_not_used(
    tmp_path: Path, site: Site, items: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two installations watch the same town through all that may happen to it: one of them always knows all."""
    houses = []
    for name in ("outlined", "whole"):
        (tmp_path / name).mkdir()
        houses.append(stand(tmp_path / name, site))
        if items is not None:
            houses[-1].configure(items=items)
    chance, outlines, used = random.Random(str(items)), Store.outlines, 0
    for _ in range(14):
        site.pages["/"] = chance.choice((site.pages["/"], *PAGES))
        site.pages[PDF] = chance.choice((site.pages[PDF], *FILES))
        for _ in range(chance.choice([1, 2, 2])):
            monkeypatch.setattr(Store, "outlines", outlines)
            first = timeless(houses[0].check())
            monkeypatch.setattr(Store, "outlines", lambda store, watches: {})
            assert first == timeless(houses[1].check())
            used += '"unchanged"' in first
    assert used
    assert timeless(written(houses[0])) == timeless(written(houses[1]))


@pytest.mark.parametrize("kind", ["304", "same", "around"])
def test_a_quiet_visit_reads_no_text(house: House, site: Site, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by validators, nor by the same bytes, nor where only what stands around the region is new."""
    house.configure(items=ALONE)
    site.pages["/"] = html(etag='"p1"') if kind == "304" else html()
    house.check()
    if kind == "around":
        site.pages["/"] = html(None, ("</body>", "<p>Le marché de Noël</p></body>"))

    def asked(store: Store, watch: object) -> WatchState:
        raise AssertionError("all that is known was asked for")

    monkeypatch.setattr(Store, "state", asked)
    assert house.outcome() == "unchanged"


def test_a_plan_that_says_more_than_nothing_new_is_made_by_who_knows_all(
    house: House, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever an outline led to, it is not written unless it is that all is as it was."""
    house.check()
    decide, seen = judgement.decide, []

    def decided(state: WatchState, *args: Any, **named: Any) -> Any:
        seen.append(state.outlined)
        return decide(state, *args, **named)

    monkeypatch.setattr(batch, "decide", decided)
    monkeypatch.setattr(batch, "_is_quiet", lambda plan: False)
    assert house.outcome() == "unchanged"
    assert seen == [True, False]
    assert len(house.asked("/")) == 2, "asked for once a visit"
