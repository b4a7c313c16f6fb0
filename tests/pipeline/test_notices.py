"""A notice on the page itself is told, however the section is found (3.6)."""

from __future__ import annotations

import pytest

from tests.pipeline.house import House
from tests.site import Page, Site

TEXT = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plus de dix ans.</p>" * 3


def page(*above: str, noise: int = 0) -> Page:
    frame = f"<header><p>{noise} lecteurs en ce moment à la mairie</p></header>"
    body = f"{frame}<main>{''.join(above)}<h1>Valmont</h1><h2>Services</h2><div id=s>{TEXT}</div></main>"
    return Page(f"<!doctype html><html lang=fr><head><title>Valmont</title></head><body>{body}</body></html>".encode())


@pytest.mark.parametrize("way", ['heading = "Services"', 'css = "#s"'])
def test_a_notice_comes_and_goes(house: House, site: Site, way: str) -> None:
    """3.6, 3.17: seen though all that is watched stands as it was, and not by the digest of a glance alone."""
    house.configure(items=f"[watch.sections.services]\n{way}\n")
    site.pages["/"] = page()
    assert house.outcome() == "first"
    site.pages["/"] = page("<div role=alert><p>Alerte canicule : buvez de l'eau.</p></div>", noise=3)
    assert house.outcome() == "unchanged"
    notice = "<div role=alert><p>Cette page n'est plus à jour.</p></div>"
    site.pages["/"] = page(notice, noise=4)
    (change,) = house.check()["changes"]
    assert [(e["op"], e["after"]) for e in change["edits"]] == [("insert", "Cette page n'est plus à jour.")]
    site.pages["/"] = page(notice, noise=5)
    assert house.outcome() == "unchanged"
    site.pages["/"] = page(noise=6)
    (change,) = house.check()["changes"]
    assert (change["edits"][0]["op"], change["returns_to"]) == ("delete", 1)


@pytest.mark.parametrize("beside", ["<p>Ce site dépose des cookies.</p>", "<style>.page{margin:0}</style>", "<p>→ ½ Œuvres</p>"])
def test_what_stands_beside_a_notice_hides_none(house: House, site: Site, beside: str) -> None:
    """3.6: the words around it, whose digest a glance takes, are others than its own sentence."""
    house.configure(items='[watch.sections.services]\ncss = "#s"\n')
    notice = "<p>Cette rubrique est en cours de révision par le service.</p>"
    site.pages["/"] = page(beside)
    assert house.outcome() == "first"
    site.pages["/"] = page(notice, beside, noise=1)
    (change,) = house.check()["changes"]
    assert change["edits"][0]["op"] == "insert"
    site.pages["/"] = page(notice, beside, noise=2)
    assert house.outcome() == "unchanged"
    site.pages["/"] = page(notice.replace("révision", "refonte"), beside, noise=3)
    assert house.outcome() == "changed"
