"""Two items that find one document: it is asked for once, and its changes are told once (3.9)."""

from __future__ import annotations

from monitor.cli.doctor import pages
from tests.pipeline.house import NEW_PDF, PDF, House, html, pdf
from tests.site import Site

TWO = """
[watch.documents.organigramme]
link = "Organigramme"

[watch.documents.schema]
link = "Organigramme de la ville"
kind = "orgchart"
"""


def test_the_first_reports_the_second_shows(house: House, site: Site) -> None:
    house.configure(items=TWO)
    assert house.check()["outcome"] == "first"
    assert len(house.asked(PDF)) == 1
    site.pages[PDF] = pdf("organigramme-2026.pdf", etag='"d2"')
    line = house.check()
    assert [(c["item"], c["change"]) for c in line["changes"]] == [("organigramme", "replaced")]
    assert len(house.asked(PDF)) == 1
    shown = house.show()
    assert shown["schema"]["sha256"] == shown["organigramme"]["sha256"] and shown["schema"]["orgchart"]
    assert house.outcome() == "unchanged"


def test_a_new_address_is_told_once(house: House, site: Site) -> None:
    house.configure(items=TWO)
    house.check()
    site.pages["/"] = html(None, (PDF, NEW_PDF), etag='"p2"')
    assert [c["item"] for c in house.check()["changes"]] == ["organigramme"]
    assert house.outcome() == "unchanged"


def test_doctor_says_which_of_them_tells(house: House) -> None:
    house.configure(items=TWO)
    (said,) = [f for f in pages(house.config, house.now) if f.check == "page" and f.level == "warning"]
    assert "organigramme" in said.said and "schema" in said.said and "schema" in said.remedy
