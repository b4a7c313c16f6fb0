"""The history pages over an old database: how long the server works at each and how heavy it is (§9).

The visits are as close together as `bench.aged` makes them, up to the moment at which the pages are asked for, so that every
line of time is full. `make bench ONLY=history N=20000` chooses how many versions.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

from bench import aged, growth
from bench.measure import how_many
from monitor.config import load
from monitor.store import Store

VERSIONS, FEW = 100_000, growth.YOUNG  # the fewer are those that `growth` has made a moment before
NAME = "valmont"
AIM_MS, AIM_KB = 100, 100  # server time; the page without its pictures and style
AIMED = ("home", "home, long ago", "watch", "watch, one item", "watch, long ago", "change", "change, long ago")
_ROUNDS = 5


def run(folder: Path, *, quick: bool = False) -> dict[str, tuple[float, float]]:
    """Print what each page costs, in milliseconds and kilobytes; *quick*: of a younger database."""
    versions = how_many(FEW if quick else VERSIONS)
    path = folder / "config.toml"
    path.write_text(aged.CONFIG.format(url="http://127.0.0.1:9"), "utf-8")
    config = load(path, {})
    growth.grown(config.watches[0], versions, config.database)
    found = measured(path)
    for name, (milliseconds, kilobytes) in found.items():
        aim = f" (aims ≤ {AIM_MS} ms, ≤ {AIM_KB} kB)" if name in AIMED else ""
        print(f"history pages, {versions} versions, {name}: {milliseconds:.0f} ms, {kilobytes:.0f} kB{aim}")
    return found


def measured(path: Path) -> dict[str, tuple[float, float]]:
    """The least processor time of several requests in milliseconds, and the size in kilobytes, of each kind of page."""
    from starlette.testclient import TestClient

    from monitor.web.site import Site

    config = load(path, {})
    addresses, now = _addresses(config.database)
    site = Site(lambda: config, now=lambda: now)
    found = {}
    with TestClient(site.app(), base_url="http://127.0.0.1") as client:
        for name, address in addresses.items():
            costs = []
            for _ in range(_ROUNDS):
                before = time.process_time()
                answer = client.get(address, headers={"Accept-Language": "fr"})
                costs.append(time.process_time() - before)
                assert answer.status_code == 200, address
            found[name] = (1000 * min(costs), len(answer.content) / 1000)
    site.close()
    return found


def _addresses(database: Path) -> tuple[dict[str, str], datetime]:
    with Store.open(database, readonly=True) as store:
        newest = store.snapshot(NAME)
        change = store.changes(limit=1)[0].id
        unit = store.spells("units", NAME)[0].unit_key
        person = next(spell.person_key for spell in store.spells("people", NAME) if spell.person_key)
    number, watch = newest.number, f"/watch/{NAME}"
    pages = {
        "home": "/",
        "home, long ago": f"/?before={change // 2}",
        "watch": watch,
        "watch, one item": f"{watch}?item=mutualisation",
        "watch, long ago": f"{watch}?before={number // 2}",
        "change": f"/change/{change}",
        "change, long ago": f"/change/{change // 2}",
        "version": f"{watch}/{number}",
        "version, long ago": f"{watch}/{number // 2}",
        "two versions": f"{watch}/{number}/compare?with={number // 2}",
        "chart": f"{watch}/orgchart",
        "unit": f"{watch}/unit/{unit}",
        "person": f"{watch}/person/{person}",
        "search": "/search?q=services",
        "search, nothing": "/search?q=hippopotame",
        "feed": "/feed.xml",
    }
    return pages, newest.taken_at + timedelta(hours=1)
