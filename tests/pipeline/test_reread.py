"""A new recipe re-reads what is stored first: our own change never looks like the page's (DESIGN 3.19)."""

from __future__ import annotations

import pytest

from tests.pipeline.house import PDF, House, html, pdf
from tests.site import Page, Site

BOXED = '\n[watch.sections.mutualisation]\ncss = ".bloc-texte"\n\n[watch.documents.organigramme]\nlink = "Organigramme"\n'
MORE = (
    '\n[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n\n[watch.sections.vues]\ncss = ".meta"\n'
    '\n[watch.documents.organigramme]\nlink = "Organigramme"\n'
)
TWO = """
[watch.sections.mutualisation]
heading = "{}"
"""
EDIT = ("efficacité", "efficience")


def settled(house: House) -> None:
    """The new reading is kept: the next check asks conditionally again."""
    house.asked()
    house.asked(PDF)
    line = house.check()
    assert (line["outcome"], line["failure"]) == ("unchanged", None)
    assert house.asked()[0].get("if-none-match") == '"p1"'
    assert house.asked(PDF)[0].get("if-none-match") == '"d1"'


def test_a_selector_instead_of_a_heading_changes_nothing(house: House) -> None:
    """3.19: and the re-read state is kept, with the page's bytes, under a number of its own."""
    house.check()
    house.configure(items=BOXED)
    house.asked()
    line = house.check()
    assert (line["outcome"], line["changes"], line["failure"]) == ("unchanged", [], None)
    assert "if-none-match" not in house.asked()[0]  # a 304 would vouch for a reading that was never made
    settled(house)


def test_another_section_of_the_same_name_changes_nothing(house: House, site: Site) -> None:
    """3.19: the user points elsewhere; what is shown from then on is what he points at."""
    house.check()
    house.configure(items=MORE.replace('heading = "La mutualisation des services"', 'css = ".actualites"'))
    assert house.outcome() == "unchanged"
    assert "conseil municipal" in str(house.show()["mutualisation"]["blocks"])
    settled(house)
    site.pages["/"] = html(None, ("en direct", "en différé"))
    assert [(c["item"], c["change"]) for c in house.check()["changes"]] == [("mutualisation", "edited")]


def test_a_selector_changed_beside_the_same_heading_is_obeyed(house: House) -> None:
    """3.4, 3.19: the old text must not win over what the user wrote."""
    both = '\n[watch.sections.mutualisation]\nheading = "La mutualisation des services"\ncss = "{}"\n'
    house.configure(items=both.format(".bloc-texte"))
    house.check()
    house.configure(items=both.format(".actualites"))
    assert house.outcome() == "unchanged"
    assert "conseil municipal" in str(house.show()["mutualisation"]["blocks"])


def test_a_new_item_is_added_silently_and_then_watched(house: House, site: Site) -> None:
    """3.20: one added by a new recipe is silent."""
    house.check()
    house.configure(items=MORE)
    line = house.check()
    assert (line["outcome"], line["changes"], line["failure"]) == ("unchanged", [], None)
    assert "vues" in str(house.show()["vues"]["blocks"])
    settled(house)


def test_an_item_taken_out_goes_silently(house: House) -> None:
    """3.19: and its failures with it."""
    house.configure(items=MORE)
    house.check()
    house.configure()
    line = house.check()
    assert (line["outcome"], line["changes"], line["failure"]) == ("unchanged", [], None)
    assert list(house.show()) == ["mutualisation", "organigramme"]
    settled(house)


def test_a_change_of_the_page_meanwhile_is_still_told(house: House, site: Site) -> None:
    """3.19: the stored page is re-read, so that the page's own change shows under the new recipe too."""
    house.check()
    house.configure(items=MORE)
    site.pages["/"] = html(None, EDIT, etag='"p2"')
    line = house.check()
    assert [(c["item"], c["change"], c["summary"]) for c in line["changes"]] == [("mutualisation", "edited", "1 phrase modifiée")]
    assert house.outcome() == "unchanged"


def test_a_recipe_changed_while_the_page_is_down_waits(house: House, site: Site) -> None:
    """3.16, 3.19: a failed visit changes nothing; the new recipe takes hold at the next good one."""
    house.check()
    good, site.pages["/"] = site.pages["/"], Page(b"", 503)
    house.configure(items=MORE)
    assert house.outcome() == "failed"
    site.pages["/"] = good
    assert (house.outcome(), list(house.show())) == ("unchanged", ["mutualisation", "vues", "organigramme"])
    settled(house)


def test_a_recipe_mended_after_a_redesign_is_compared_with_the_old_text(house: House, site: Site) -> None:
    """3.19: nothing found on the stored page: the next good visit is compared with the old text by likeness."""
    house.configure(items=BOXED)
    house.check()
    site.pages["/"] = html(None, ("bloc-texte", "c-prose"), EDIT, etag='"p2"')
    house.configure(items=BOXED.replace(".bloc-texte", ".c-prose"))
    line = house.check()
    assert [(c["item"], c["change"]) for c in line["changes"]] == [("mutualisation", "edited")]
    assert line["changes"][0]["summary"] == "1 phrase modifiée"
    assert house.outcome() == "unchanged"


def test_a_mistaken_selector_fails_and_its_mending_changes_nothing(house: House, site: Site) -> None:
    """3.19: our mistake is no removal."""
    house.configure(items='\n[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n')
    house.check()
    house.configure(items=TWO.format("Un titre que la page n’a jamais eu"))
    lines = [house.check() for _ in range(2)]
    assert all(c["change"] != "removed" for line in lines for c in line["changes"])
    house.configure(items='\n[watch.sections.mutualisation]\nheading = "La mutualisation des services"\n')
    assert house.check()["changes"] == []
    assert "efficacité" in str(house.show()["mutualisation"]["blocks"])


@pytest.mark.parametrize(("old", "new"), [("file", "orgchart"), ("orgchart", "text"), ("text", "file")])
def test_another_kind_of_document_is_read_from_the_stored_bytes(house: House, site: Site, old: str, new: str) -> None:
    """3.12, 3.19: the server answers 304, yet the chart's tree, or its text, is there to compare with."""
    kinds = '\n[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "{}"\n'
    house.configure(items=kinds.format(old))
    house.check()
    house.configure(items=kinds.format(new))
    line = house.check()
    assert (line["outcome"], line["changes"]) == ("unchanged", [])
    assert (house.show()["organigramme"]["orgchart"] is not None) == (new == "orgchart")
    settled(house)
    site.pages[PDF] = pdf("organigramme-2026.pdf")
    edits = house.check()["changes"][0]["edits"]
    assert any(e["op"].startswith(("unit_", "person_", "title_")) for e in edits) == (new == "orgchart")


def test_relative_links_of_the_stored_page_are_read_from_where_it_was_found(house: House, site: Site) -> None:
    """3.19: a watched address that redirects elsewhere does not readdress its documents when the recipe changes."""
    site.pages["/vieux/"] = Page(b"", 302, headers={"Location": "/neuf/page/"})
    site.pages["/neuf/page/"] = html(None, ('href="/media/', 'href="../media/'), etag='"p1"')
    site.pages["/neuf/media/organigramme-2025.pdf"] = pdf()
    house.configure(site.url("/vieux/"))
    house.check()
    house.configure(site.url("/vieux/"), items=BOXED)
    line = house.check()
    assert (line["outcome"], line["changes"], line["failure"]) == ("unchanged", [], None)


def test_another_pattern_for_the_same_documents_keeps_their_contents(house: House, site: Site) -> None:
    """3.19: what is held of an address is held of it whatever the item is called."""
    house.check()
    house.configure(items='\n[watch.documents.charte]\nlink = "/organigramme de la ville/"\n')
    line = house.check()
    assert (line["outcome"], line["changes"]) == ("unchanged", [])
    site.pages[PDF] = pdf("organigramme-2026.pdf")
    assert [(c["item"], c["change"]) for c in house.check()["changes"]] == [("charte", "replaced")]
