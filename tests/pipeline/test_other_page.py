"""Another page or a notice at the address is a failure for as long as it lasts, set beside the page kept last (DESIGN 3.29)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.pipeline.house import House
from tests.site import Page, Site

POOL = (
    "<!doctype html><html><head><title>La piscine - Valmont</title></head><body><main><h1>La piscine</h1>"
    + "".join(f"<p>Le bassin numéro {n} ouvre de dix heures à dix-neuf heures, bonnet obligatoire.</p>" for n in range(12))
    + "</main></body></html>"
)
NOTICE = "<!doctype html><html><head><title>Valmont</title></head><body><main><h1>On repeint les murs</h1></main></body></html>"


def test_another_page_is_told_with_both_titles_and_never_removed(house: House, site: Site) -> None:
    """3.29, 5.2: the stored page is the witness; when the page is back, nothing had changed."""
    whole = site.pages["/"]
    house.check()
    site.pages["/"] = Page(POOL.encode())
    lines = [house.check() for _ in range(3)]
    assert [(line["outcome"], line["failure"]["kind"], line["changes"]) for line in lines] == [("failed", "other_page", [])] * 3
    assert lines[2]["failure"]["titles"][1] == "La piscine - Valmont"
    assert lines[2]["failure"]["consecutive"] == 3
    site.pages["/"] = whole
    line = house.check()
    assert (line["outcome"], line["failure"], line["snapshot"]) == ("unchanged", None, 1)


@pytest.mark.parametrize("visits", [1, 4])
def test_a_notice_in_no_listed_words_is_a_failure_as_long_as_it_lasts(house: House, site: Site, visits: int) -> None:
    """3.29: a second visit that shows the same confirms no loss."""
    house.check()
    site.pages["/"] = Page(NOTICE.encode())
    lines = [house.check() for _ in range(visits)]
    assert {(line["outcome"], line["failure"]["kind"]) for line in lines} == {("failed", "empty")}


BOX = '[watch.sections.mutualisation]\ncss = ".bloc-texte"\n'
REWRITTEN = "<p>Chaque commune garde désormais son propre personnel, choisi et payé par elle seule, sans aucun accord.</p>" * 3


@pytest.mark.parametrize(("text", "change"), [(REWRITTEN, "edited"), (None, "restored")], ids=["another text", "the same text"])
def test_another_text_where_a_removed_one_stood_is_a_rewriting(house: House, site: Site, text: str | None, change: str) -> None:
    """3.29: a selector says only where to look; the new text is suspect, and followed from then on. Never silence."""
    house.configure(items=BOX)
    whole = site.pages["/"].body.decode()
    start = whole.index('<section class="bloc-texte">')
    end = whole.index("</section>", start) + len("</section>")
    house.check()
    site.pages["/"] = Page((whole[:start] + whole[end:]).encode())
    assert [c["change"] for c in house.check()["changes"]] == ["removed"]
    new = whole[start:end] if text is None else f'<section class="bloc-texte">{text}</section>'
    site.pages["/"] = Page((whole[:start] + new + whole[end:]).encode())
    line = house.check()
    assert [c["change"] for c in line["changes"]] == [change]
    assert ("old words" in (line["changes"][0].get("suspect") or "")) == (change == "edited")
    site.pages["/"] = Page((whole[:start] + new.replace("commune", "ville", 1) + whole[end:]).encode())
    line = house.check()
    assert [(c["change"], len(c["edits"])) for c in line["changes"]] == [("edited", 1)]
    with house.store() as store:
        assert store._db.value("SELECT count(*) FROM removed") == 0  # it is watched again


def test_a_section_that_cannot_be_read_for_now_is_kept(house: House, site: Site) -> None:
    """3.14, 3.16: what stands under its heading is its failure; the other items are told, and it goes on afterwards."""
    rest = "<h2>Les élus</h2>" + 3 * "<p>Le conseil compte trente-neuf membres, élus pour six ans.</p>"
    text = 2 * "<p>Sept services travaillent pour la ville et pour la métropole, sous une direction unique.</p>"

    def page(communs: str, elus: str) -> Page:
        body = f"<main><h1>Valmont</h1><h2>Les services communs</h2>{communs}{elus}</main>"
        return Page(f"<!doctype html><html lang=fr><head><title>Valmont</title></head><body>{body}</body></html>".encode())

    house.configure(
        items='[watch.sections.communs]\nheading = "Les services communs"\n[watch.sections.elus]\nheading = "Les élus"\n'
    )
    site.pages["/"] = page(text, rest)
    assert house.outcome() == "first"
    site.pages["/"] = page("<p>Chargement en cours…</p>", rest)
    line = house.check()
    assert (line["outcome"], line["failure"]["kind"], line["failure"]["item"]) == ("failed", "js_shell", "communs")
    site.pages["/"] = page("<p>Chargement en cours…</p>", rest.replace("trente-neuf", "trente-sept"))
    line = house.check()
    assert (line["outcome"], [c["item"] for c in line["changes"]]) == ("changed", ["elus"])
    site.pages["/"] = page(text.replace("Sept", "Huit"), rest.replace("trente-neuf", "trente-sept"))
    line = house.check()
    assert [(c["item"], c["change"], "suspect" in c) for c in line["changes"]] == [("communs", "edited", False)]


def test_what_little_is_left_of_a_text_is_quoted(house: House, site: Site) -> None:
    """3.15, 3.21: what went is counted, no wall; the few words that stand there now are told."""
    page = (
        "<html><title>Valmont</title><main><h1>Services</h1><p>{}</p><h2>Mutualisation</h2><p>{}</p>"
        "<h2>Contact</h2><p>{}</p></main></html>"
    )
    hours = "La mairie vous accueille du lundi au vendredi, de neuf heures à dix-sept heures, place du marché."
    before = "Les services de la ville et de la métropole travaillent ensemble : informatique, achats, juridique et finances."
    house.configure(items='\n[watch.sections.mutualisation]\nheading = "Mutualisation"\n')
    site.pages["/"] = Page(page.format(hours, before, hours[::-1]).encode())
    assert house.outcome() == "first"
    site.pages["/"] = Page(page.format(hours, "Les services travaillent.", hours[::-1]).encode())
    (change,) = house.check()["changes"]
    assert change["suspect"] == "16 → 3 words"
    assert [edit["after"] for edit in change["edits"]] == ["Les services travaillent."]


def test_a_list_that_stays_empty_for_two_days_is_told_as_emptied(house: House, site: Site) -> None:
    """3.14, 3.15, promise 1: the posts are filled; it failed for ever, and what else was taken off was never told."""
    posts = "".join(
        f"<li>{post}, à pourvoir dès septembre, à temps plein</li>" for post in ("Jardinier", "Cuisinière", "Agent de voirie")
    )
    text = "<p>La commune publie ici ses offres.</p><p>Les candidatures sont à adresser au maire.</p><p>Nos postes :</p>"
    around = "<p>Le conseil compte onze élus, qui se réunissent une fois par mois.</p>" * 3
    whole = f"<title>Valmont</title><main><h1>Valmont</h1><h2>Offres</h2>{text}<ul>{posts}</ul><h2>Les élus</h2>{around}</main>"
    house.configure(items='[watch.sections.offres]\nheading = "Offres"\n')
    site.pages["/"] = Page(whole.encode())
    house.check()
    site.pages["/"] = Page(whole.replace(posts, "").encode())
    told = []
    for _ in range(4):
        house.offset += timedelta(days=1)
        line = house.check()
        told.append((line["outcome"], [(e["op"], e["before"][:9]) for change in line["changes"] for e in change["edits"]]))
    gone = [("delete", "Jardinier"), ("delete", "Cuisinièr"), ("delete", "Agent de ")]
    assert told == [("failed", []), ("failed", []), ("changed", gone), ("unchanged", [])]
