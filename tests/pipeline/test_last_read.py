"""A chart that comes back after a file in which nothing could be read is set against the last that could be (3.12, 3.23)."""

from __future__ import annotations

import io
from functools import cache

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from monitor.alerts.pictures import pictures_between
from monitor.model import Change
from monitor.report.lines import note_lines, plain
from monitor.report.words import summary
from tests.pipeline.house import PDF, READER, House, pdf
from tests.pipeline.test_any_form import page
from tests.site import Page, Site

LINK = f'<p><a href="{PDF}">Organigramme des services</a></p>'


@cache
def scan(shade: int = 200) -> Page:
    """A sheet without a word, as a scanner makes it."""
    out = io.BytesIO()
    Image.new("RGB", (600, 800), (shade, 230, 230)).save(out, "PDF")
    return Page(out.getvalue(), content_type="application/pdf")


@pytest.fixture
def watched(house: House, site: Site) -> House:
    house.configure(items='\n[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "orgchart"\n')
    site.pages["/"], site.pages[PDF] = page(LINK), pdf()
    assert house.outcome() == "first"
    return house


def change_of(house: House) -> Change:
    (result,) = house.results()
    (change,) = result.changes
    return change


def test_what_changed_behind_a_scan_is_told_with_the_next_chart(watched: House, site: Site) -> None:
    """3.12, 3.23: the edits since the version that could be read, which is named with when it was last seen."""
    site.pages[PDF] = pdf("organigramme-2026.pdf")
    direct = change_of(watched)
    site.pages[PDF] = scan()
    assert not change_of(watched).edits
    site.pages[PDF] = scan(150)
    assert change_of(watched).facts.get("compared_with") is None
    site.pages[PDF] = pdf()
    back = change_of(watched)
    assert back.facts["compared_with"]["snapshot"] == 2
    assert len(back.edits) == len(direct.edits)
    assert "nouveau fichier" not in summary(back, "fr")
    note = plain(note_lines(back, "fr")[-1])
    assert note.startswith("Le fichier d’avant était illisible. Ce qui a changé depuis la version 2, vue pour la dernière fois le ")


@pytest.mark.few(0)
def test_pictures_show_the_version_that_it_is_set_against(watched: House, site: Site) -> None:
    """13.7: the pages before are those of the chart, not of the scan."""
    site.pages[PDF] = scan()
    watched.check()
    site.pages[PDF] = pdf("organigramme-2026.pdf")
    change = change_of(watched)
    with watched.store() as store:
        (watch,) = [one.name for one in store.watches()]
        old, new = (store.revision(watch, number) for number in (change.version_before(3), 3))
        pictures = pictures_between(store, change, old, new, READER)
    assert old.snapshot == 1
    assert pictures and pictures.pages and pictures.pages[0].before and pictures.pages[0].before.marks


def test_the_chart_of_before_the_scan_is_said_to_be_the_same(watched: House, site: Site) -> None:
    site.pages[PDF] = scan()
    watched.check()
    site.pages[PDF] = pdf(resaved=True)
    back = change_of(watched)
    assert not back.edits and back.facts["compared_with"]["snapshot"] == 1
    assert "la même chose que la version 1" in " ".join(plain(line) for line in note_lines(back, "fr")) or back.returns_to == 1


def test_a_document_that_was_a_scan_when_it_went_is_set_against_its_words(watched: House, site: Site) -> None:
    """3.15: scan, link gone, chart."""
    site.pages[PDF] = scan()
    watched.check()
    site.pages["/"] = page()
    assert change_of(watched).change == "removed"
    site.pages["/"], site.pages[PDF] = page(LINK), pdf("organigramme-2026.pdf")
    back = change_of(watched)
    assert (back.change, back.facts["compared_with"]["snapshot"]) == ("restored", 1)
    assert any(edit.op.startswith("person") for edit in back.edits)


def test_a_notice_in_the_place_of_the_chart_does_not_hide_what_changed(watched: House, site: Site) -> None:
    """3.12: a file with words and no chart; where it is the chart's own list of words, its changes were told already."""
    out = io.BytesIO()
    sheet = Canvas(out)
    sheet.drawString(60, 700, "Le document est en cours de mise à jour par nos services.")
    sheet.save()
    site.pages[PDF] = Page(out.getvalue(), content_type="application/pdf")
    watched.check()
    site.pages[PDF] = pdf("organigramme-2026.pdf")
    back = change_of(watched)
    assert back.facts["compared_with"]["snapshot"] == 1
    assert any(edit.op.startswith("person") for edit in back.edits)


@pytest.mark.parametrize("then", ["organigramme-2025.pdf", "organigramme-2026.pdf"])
def test_a_new_link_that_cannot_be_read_is_perhaps_another_file(watched: House, site: Site, then: str) -> None:
    """3.26, 3.17: nobody has seen what is behind it; what is found there later is set against what was: no version returns."""
    site.pages["/"] = page('<p><a href="/b.pdf">Organigramme des services municipaux</a></p>')
    site.pages["/b.pdf"] = Page(b"", status=500)
    change = change_of(watched)
    assert (change.change, change.significance, change.facts) == ("replaced", "substantive", {"unread": True})
    assert summary(change, "fr") == "fichier peut-être remplacé, son contenu n’a pas pu être lu, intitulé modifié"
    site.pages["/b.pdf"] = pdf(then)
    if then == "organigramme-2025.pdf":
        assert watched.outcome() == "unchanged"
        return
    assert change_of(watched).edits
    site.pages["/b.pdf"] = pdf()
    back = change_of(watched)
    assert back.edits and back.returns_to is None  # version 1 had another link, and of version 2 nothing was read
