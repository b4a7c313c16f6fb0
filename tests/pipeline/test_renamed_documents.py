"""A document whose label changes is the same document, and goes on being watched (DESIGN 3.9)."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.i18n.locale import locale_of
from monitor.report.config_hints import renamed_note
from monitor.report.words import summary
from tests.command import monitor
from tests.pipeline.house import House, pdf
from tests.site import Page, Site

PDF, NEW_PDF = "/media/2025-06/a4.pdf", "/media/2026-02/a3.pdf"  # no word of the recipe stands in them
ITEM = '[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "orgchart"\n'
PROSE = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plus de dix ans.</p>" * 3
HEAD = "<h2>Documents à télécharger</h2>"


def page(*parts: str, title: str = "Valmont") -> Page:
    body = f"<main><h1>{title}</h1>{PROSE}{''.join(parts)}</main>"
    return Page(f"<!doctype html><html lang=fr><head><title>{title}</title></head><body>{body}</body></html>".encode())


def link(label: str, url: str = PDF) -> str:
    return f'<ul><li><a href="{url}">{label}</a></li></ul>'


@pytest.fixture
def renamed(house: House, site: Site) -> House:
    """A town with one org chart, seen once."""
    house.configure(items=ITEM)
    site.pages[PDF], site.pages[NEW_PDF] = pdf(), pdf("organigramme-2026.pdf")
    site.pages["/"] = page(HEAD, link("Organigramme des services"))
    assert house.outcome() == "first"
    return house


def one(line: dict[str, Any]) -> dict[str, Any]:
    (change,) = line["changes"]
    assert line["failure"] is None and line["outcome"] == "changed"
    found: dict[str, Any] = change
    return found


def test_a_file_at_its_address_is_the_same_under_any_label(renamed: House, site: Site) -> None:
    """3.9: the new label is told, what it was looked for by too, and the next version is seen."""
    site.pages["/"] = page(HEAD, link("Qui fait quoi à la mairie"))
    line = renamed.check()
    change = one(line)
    assert (change["change"], change["significance"], change["wanted"]) == ("relabelled", "minor", ["Organigramme"])
    assert (change["edits"][0]["before"], change["edits"][0]["after"]) == (
        "Organigramme des services",
        "Qui fait quoi à la mairie",
    )
    assert line["relocated"] == ["organigramme"]
    assert renamed.outcome() == "unchanged"
    site.pages[PDF] = pdf("organigramme-2026.pdf")
    change = one(renamed.check())
    assert (change["change"], "suspect" in change) == ("replaced", False)
    assert any(edit["op"].startswith("person") for edit in change["edits"])


def test_what_is_to_be_written_tells_it_from_others_of_its_label(renamed: House, site: Site) -> None:
    """3.7, 3.9: the bare label would find the other one too."""
    site.pages["/media/autre.pdf"] = pdf("organigramme-2026.pdf")
    other = f"<h2>Agglomération</h2>{link('Qui fait quoi', '/media/autre.pdf')}"
    site.pages["/"] = page(HEAD, link("Organigramme des services"), "<h2>Agglomération</h2>")
    renamed.check()
    site.pages["/"] = page(HEAD, link("Qui fait quoi"), other)
    change = one(renamed.check())
    assert (change["wanted"], change["find_by"]) == (["Organigramme"], "Documents à télécharger – Qui fait quoi")
    (result,) = renamed_notes_of(renamed)
    assert 'link = "Documents à télécharger – Qui fait quoi"' in result
    renamed.configure(items=ITEM.replace('"Organigramme"', '"Documents à télécharger – Qui fait quoi"'))
    assert renamed.check().get("relocated") is None and renamed.documents() == ["Qui fait quoi"]


def renamed_notes_of(house: House) -> list[str]:
    """What `status` says of the documents that are followed."""
    with house.store() as store:
        return [renamed_note(it, locale_of("fr")) for it in store.renamed()]


def test_a_new_file_under_the_new_label_is_seen_too(renamed: House, site: Site) -> None:
    """3.9: it is known by the name that it had last."""
    site.pages["/"] = page(HEAD, link("Qui fait quoi à la mairie"))
    renamed.check()
    site.pages["/"] = page(HEAD, link("Qui fait quoi à la mairie", NEW_PDF))
    change = one(renamed.check())
    assert (change["change"], "suspect" in change) == ("replaced", False)


@pytest.mark.parametrize("head", [HEAD, "<h2>Documents de 2026</h2>"])
def test_a_new_file_under_another_label_in_the_same_place_is_to_be_checked(renamed: House, site: Site, head: str) -> None:
    """3.9, 3.15: seen twice, told with what differs, and marked; from then on it is the document."""
    site.pages["/"] = page(head, link("Qui fait quoi à la mairie", NEW_PDF))
    line = renamed.check()
    change = one(line)
    assert (change["change"], change["suspect"], change["wanted"]) == ("replaced", "in its place", ["Organigramme"])
    assert {e.get("field") for e in change["edits"]} >= {"label", "url"}
    assert any(edit["op"].startswith("person") for edit in change["edits"])
    assert "vérifier" in change["summary"]
    assert renamed.outcome() == "unchanged"
    site.pages[NEW_PDF] = pdf()
    assert one(renamed.check())["change"] == "replaced"


def test_the_same_bytes_at_another_address_under_another_label_are_the_same(renamed: House, site: Site) -> None:
    """3.9, 3.11: what is read tells that it is the document: nothing to check."""
    site.pages["/media/nouveau.pdf"] = pdf()
    site.pages["/"] = page(HEAD, link("Qui fait quoi à la mairie", "/media/nouveau.pdf"))
    change = one(renamed.check())
    assert (change["change"], change["significance"], "suspect" in change) == ("relabelled", "minor", False)
    assert {e["field"] for e in change["edits"]} == {"label", "url"}


def test_of_another_document_in_the_same_place_no_wall_of_edits_is_told(renamed: House, site: Site) -> None:
    site.pages["/media/marche.txt"] = Page(b"Le marche a lieu le samedi matin sous les halles.\n" * 20, content_type="text/plain")
    site.pages["/"] = page(HEAD, link("Le guide des commerces", "/media/marche.txt"))
    change = one(renamed.check())
    assert (change["suspect"], "wanted" in change) == ("no chart", False)
    assert {e.get("field") for e in change["edits"]} == {"label", "url"}
    assert "n’est plus un organigramme lisible" in change["summary"]


def test_of_a_text_in_the_same_place_the_place_is_told(renamed: House, site: Site) -> None:
    """3.9: where no chart is wanted."""
    renamed.configure(items=ITEM.replace("orgchart", "text"))
    assert renamed.outcome() == "unchanged"
    site.pages["/media/marche.txt"] = Page(b"Le marche a lieu le samedi matin sous les halles.\n" * 20, content_type="text/plain")
    site.pages["/"] = page(HEAD, link("Le guide des commerces", "/media/marche.txt"))
    change = one(renamed.check())
    assert change["suspect"] == "in its place"
    assert {e.get("field") for e in change["edits"]} == {"label", "url"}


@pytest.mark.few(1)
@pytest.mark.parametrize("media_type", ["text/plain", "image/png"])
def test_what_replaces_a_chart_and_is_none_is_to_be_checked(renamed: House, site: Site, media_type: str) -> None:
    """3.9, 3.12: under the chart's own name too, whether a text or a picture; a chart again, nothing is."""
    other = Page(_png() if media_type == "image/png" else b"Proces-verbal du conseil municipal.\n" * 20, content_type=media_type)
    path = "/media/autre.png" if media_type == "image/png" else "/media/autre.txt"
    site.pages[path] = other
    site.pages["/"] = page(HEAD, link("Organigramme des services", path))
    change = one(renamed.check())
    assert (change["change"], change["suspect"]) == ("replaced", "no chart")
    site.pages["/"] = page(HEAD, link("Organigramme des services", NEW_PDF))
    assert "suspect" not in one(renamed.check())


def test_a_newcomer_that_is_no_chart_is_told_as_none(renamed: House, site: Site) -> None:
    """3.9: another document whose name has the words that a chart is looked for by."""
    site.pages["/media/note.txt"] = Page(b"Note du comite social sur les services.\n" * 20, content_type="text/plain")
    site.pages["/"] = page(HEAD, link("Organigramme des services"), link("Note sur l'organigramme (txt)", "/media/note.txt"))
    change = one(renamed.check())
    assert (change["change"], change["suspect"]) == ("added", "not a chart")


ARCHIVES = "<h2>Archives</h2>"
OTHERS = link("Rapport d'activité", "/media/r.pdf")


def by_label(line: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {change["label"]: change for change in line["changes"]}


def test_a_file_at_its_address_wins_over_another_of_its_old_name(renamed: House, site: Site) -> None:
    """3.9: what differs in it is told, the other is added; what to write keeps both, a line each in `doctor` too."""
    site.pages["/media/ccas.pdf"] = pdf()
    site.pages[PDF] = pdf("organigramme-2026.pdf")
    site.pages["/"] = page(HEAD, link("Qui fait quoi"), link("Organigramme du CCAS", "/media/ccas.pdf"))
    changes = by_label(renamed.check())
    ours, other = changes["Qui fait quoi"], changes["Organigramme du CCAS"]
    assert (ours["change"], ours["wanted"], ours["beside"]) == ("replaced", ["Organigramme"], "orgchart")
    assert any(edit["op"].startswith("person") for edit in ours["edits"])
    assert (other["change"], "wanted" in other) == ("added", False)
    lines = [line.strip() for line in monitor("doctor", "--offline", cwd=renamed.folder).out.splitlines()]
    start = lines.index("→ gardez [watch.documents.organigramme] dans config.toml et ajoutez dessous\u00a0:")
    more = "\n".join(lines[start + 1 : start + 4])
    assert more == '[watch.documents.organigramme-2]\nlink = "Qui fait quoi"\nkind = "orgchart"'
    renamed.configure(items=f"{ITEM}\n{more}\n")
    assert renamed.outcome() == "unchanged"
    for path in (PDF, "/media/ccas.pdf"):
        site.pages[path] = pdf("organigramme-2026.pdf" if path != PDF else "organigramme-2025.pdf")
        assert renamed.outcome() == "changed"


@pytest.mark.parametrize(
    "now",
    [
        link("Qui fait quoi", NEW_PDF) + OTHERS + ARCHIVES + link("Organisation 2025"),
        link("Qui fait quoi", NEW_PDF) + OTHERS + link("L'organisation de 2025"),
        link("Qui fait quoi", NEW_PDF) + OTHERS + ARCHIVES + link("Organigramme (ancien)"),
    ],
)
def test_where_a_newcomer_stands_in_the_place_of_a_file_both_are_watched(renamed: House, site: Site, now: str) -> None:
    """3.9, 3.15: the file moved under another heading or behind its neighbours; the newcomer is to be checked."""
    site.pages["/media/r.pdf"] = Page(b"Rapport\n" * 30, content_type="text/plain")
    site.pages["/"] = page(HEAD, link("Organigramme des services") + OTHERS)
    renamed.check()
    site.pages["/"] = page(HEAD, now)
    changes = by_label(renamed.check())
    new = changes.pop("Qui fait quoi")
    assert (new["change"], new["suspect"]) == ("added", "in its place, the old one elsewhere")
    (old,) = changes.values()
    assert (old["change"], old["significance"]) == ("relabelled", "minor")
    assert renamed.outcome() == "unchanged"
    site.pages["/"] = page(HEAD, now.replace(NEW_PDF, "/media/v3.pdf"))
    site.pages["/media/v3.pdf"] = pdf()
    change = one(renamed.check())
    assert (change["change"], change["label"], "suspect" in change) == ("replaced", "Qui fait quoi", False)


OURS = "Organigramme des services"


def titled(title: str, url: str = PDF) -> str:
    return f'<div><h3>{title}</h3><p><a href="{url}">Télécharger (PDF)</a></p></div>'


@pytest.mark.parametrize("name", [OURS, "Qui fait quoi"])
def test_a_document_under_a_heading_of_its_own_has_its_place_too(renamed: House, site: Site, name: str) -> None:
    """3.9: the heading that is its name is no place; what differs from the old file is told of the newcomer."""
    tariffs = titled("Tarifs", "/media/t.pdf")
    site.pages["/media/t.pdf"] = pdf()
    site.pages["/"] = page(HEAD, titled(OURS), tariffs)
    renamed.check()
    site.pages["/"] = page(HEAD, titled(name, NEW_PDF), tariffs, ARCHIVES, titled("Ancien document"))
    came = by_label(renamed.check())[name]
    if name == OURS:  # the words of the recipe find the new one
        assert (came["change"], "suspect" in came) == ("replaced", False)
    else:
        assert (came["suspect"], came["moved_to"]) == ("in its place, the old one elsewhere", "Archives")
    assert [edit["op"] for edit in came["edits"] if edit["op"].startswith("person")]


@pytest.mark.parametrize(
    ("new", "edits", "same"),
    [
        (pdf("organigramme-2026.pdf"), True, False),
        (pdf(), False, True),
        (Page(b"Tarifs de la piscine, de la salle et du camping\n" * 9, content_type="text/plain"), False, False),
    ],
)
def test_a_newcomer_is_set_against_the_file_in_whose_place_it_stands(
    renamed: House, site: Site, new: Page, edits: bool, same: bool
) -> None:
    """3.9: where it may be the next version, what differs is told; where it says the same, that; of anything else nothing."""
    site.pages["/media/r.pdf"] = Page(b"Rapport\n" * 30, content_type="text/plain")
    site.pages["/"] = page(HEAD, link(OURS) + OTHERS)
    renamed.check()
    site.pages[NEW_PDF] = new
    site.pages["/"] = page(HEAD, link("Qui fait quoi", NEW_PDF) + OTHERS + ARCHIVES + link("Organisation 2025"))
    came = by_label(renamed.check())["Qui fait quoi"]
    assert (came["change"], bool(came["edits"]), came.get("same_content", False)) == ("added", edits, same)


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("now", "new", "old", "there"),
    [
        (link("Qui fait quoi", NEW_PDF) + OTHERS + ARCHIVES + link(OURS), "Qui fait quoi", OURS, "Archives"),
        (link("Qui fait quoi", NEW_PDF) + OTHERS + link(OURS), "Qui fait quoi", OURS, None),
        (link(OURS, NEW_PDF) + OTHERS + ARCHIVES + link(OURS), OURS, OURS, "Archives"),
        (link(OURS, NEW_PDF) + OTHERS + ARCHIVES + link(f"Ancien {OURS}"), OURS, f"Ancien {OURS}", "Archives"),
    ],
)
def test_a_newcomer_is_seen_where_a_file_stood_that_the_words_still_find(
    renamed: House, site: Site, now: str, new: str, old: str, there: str | None
) -> None:
    """3.9, 3.15: the file is followed by its address, the newcomer beside it, and both are named."""
    site.pages["/media/r.pdf"] = Page(b"Rapport\n" * 30, content_type="text/plain")
    site.pages["/"] = page(HEAD, link(OURS) + OTHERS)
    renamed.check()
    site.pages["/"] = page(HEAD, now)
    line = renamed.check()
    came = next(change for change in line["changes"] if change["change"] == "added")
    assert (came["label"], came["suspect"]) == (new, "in its place, the old one elsewhere")
    assert (came["in_place_of"], came.get("moved_to")) == (old, there)
    assert came.get("beside") == ("orgchart" if new != OURS else None)
    assert [c["label"] for c in line["changes"] if c is not came] == ([old] if old not in (new, OURS) else [])
    assert renamed.outcome() == "unchanged"
    for path, label in ((PDF, old), (NEW_PDF, new)):
        site.pages[path] = pdf("organigramme-2026.pdf" if path == PDF else "organigramme-2025.pdf")
        assert one(renamed.check())["label"] == label


@pytest.mark.parametrize(
    "now",
    [
        link("Qui fait quoi", NEW_PDF) + link(OURS) + OTHERS,
        OTHERS + link("Qui fait quoi", NEW_PDF) + link(OURS),
        link("Plan", NEW_PDF) + link(OURS) + OTHERS + ARCHIVES + link("Plan de 2025", "/media/p25.pdf"),
        ARCHIVES + link("Qui fait quoi", NEW_PDF) + HEAD + link(OURS) + OTHERS,
        OTHERS + ARCHIVES + link(OURS),
    ],
)
def test_what_comes_above_a_file_that_stays_is_none_of_it(renamed: House, site: Site, now: str) -> None:
    """3.9: nor what comes into a list that was sorted anew; a file that moved alone is the same."""
    site.pages["/media/r.pdf"] = Page(b"Rapport\n" * 30, content_type="text/plain")
    site.pages["/"] = page(HEAD, link(OURS) + OTHERS)
    renamed.check()
    site.pages["/"] = page(HEAD, now)
    assert renamed.outcome() == "unchanged"


def test_an_archived_file_is_replaced_by_what_bears_its_name_in_its_place(renamed: House, site: Site) -> None:
    """3.9: the words of the recipe find the new version, and what differs is told."""
    site.pages["/"] = page(HEAD, link("Organigramme 2026", NEW_PDF), ARCHIVES, link("Version de 2025"))
    change = one(renamed.check())
    assert (change["change"], change["label"], "suspect" in change) == ("replaced", "Organigramme 2026", False)


def test_a_newcomer_elsewhere_is_none_of_a_renamed_file(renamed: House, site: Site) -> None:
    """3.9: one that stays where it was has nothing in its place."""
    site.pages["/media/g.pdf"] = pdf()
    site.pages["/"] = page(HEAD, link("Qui fait quoi"), link("Guide", "/media/g.pdf"), ARCHIVES, link("Plan", "/media/p.pdf"))
    change = one(renamed.check())
    assert (change["change"], change["label"], "suspect" in change) == ("relabelled", "Qui fait quoi", False)


@pytest.mark.parametrize(
    ("came", "change"),
    [
        (link("Organigrammes 2026 des services", NEW_PDF) + link("Annuaire 2026", "/media/a26.pdf"), "relabelled"),
        (link("Guide des commerces", "/media/g.pdf") + link("Plan de la ville", "/media/p.pdf"), "removed"),
        (link("Annuaire 2025", "/media/a25.pdf"), "removed"),
    ],
)
def test_of_several_that_came_the_one_of_its_name_took_its_place(house: House, site: Site, came: str, change: str) -> None:
    """3.9: what cannot be told apart is no successor; what stood there before is none."""
    house.configure(items=ITEM.replace('"Organigramme"', '"Organigramme 2025"'))
    for path in (PDF, NEW_PDF, "/media/a25.pdf", "/media/a26.pdf", "/media/g.pdf", "/media/p.pdf"):
        site.pages[path] = pdf()
    site.pages["/"] = page(HEAD, link("Organigramme 2025 des services") + link("Annuaire 2025", "/media/a25.pdf"))
    assert house.outcome() == "first"
    site.pages["/"] = page(HEAD, came)
    assert one(house.check())["change"] == change


def test_a_picture_under_another_description_is_the_same(house: House, site: Site) -> None:
    """3.9, 3.30."""
    house.configure(items=ITEM.replace("orgchart", "file"))
    site.pages["/media/o.png"] = Page(_png(), content_type="image/png")
    site.pages["/"] = page(HEAD, '<p><img src="/media/o.png" alt="Organigramme" width="900" height="600"></p>')
    assert house.outcome() == "first"
    site.pages["/"] = page(HEAD, '<p><img src="/media/o.png" alt="Schéma des directions" width="900" height="600"></p>')
    change = one(house.check())
    assert (change["change"], change["label"], change["wanted"]) == ("relabelled", "Schéma des directions", ["Organigramme"])


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image, ImageDraw

    drawn = Image.new("RGB", (900, 600), "white")
    ImageDraw.Draw(drawn).rectangle((100, 100, 300, 200), outline="black", width=4)
    ImageDraw.Draw(drawn).text((120, 140), "Direction", fill="black")
    out = BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def test_a_mistyped_link_adopts_nothing(renamed: House, site: Site) -> None:
    """3.9, 3.19: what a new recipe does not find is its own doing, and told as a failure."""
    renamed.configure(items=ITEM.replace('"Organigramme"', '"Organigrame"'))
    for label in ("Organigramme des services", "Qui fait quoi à la mairie"):
        site.pages["/"] = page(HEAD, link(label))
        line = renamed.check()
        assert (line["outcome"], line["failure"]["kind"]) == ("unchanged", "item_missing") or line["outcome"] == "failed"
        assert "relocated" not in line


def test_another_change_of_the_recipe_does_not_lose_the_document(renamed: House, site: Site) -> None:
    """3.9, 3.19: today's recipe found it on the stored page."""
    renamed.configure(items=ITEM.replace("orgchart", "text"))
    site.pages["/"] = page(HEAD, link("Qui fait quoi à la mairie"))
    assert one(renamed.check())["change"] == "relabelled"


def test_what_went_with_its_file_is_removed(renamed: House, site: Site) -> None:
    """3.15: and back under another label it is restored."""
    site.pages["/"] = page(HEAD, "<p>Bientôt ici.</p>")
    assert one(renamed.check())["change"] == "removed"
    site.pages["/"] = page(HEAD, link("Qui fait quoi à la mairie"))
    assert one(renamed.check())["change"] == "restored"


def test_one_of_several_under_another_label_is_still_watched(house: House, site: Site) -> None:
    """3.9: where none came in its place."""
    house.configure(items=ITEM)
    site.pages[PDF], site.pages["/media/m.pdf"] = pdf(), pdf("organigramme-2026.pdf")
    site.pages["/"] = page(HEAD, link("Organigramme ville"), link("Organigramme métropole", "/media/m.pdf"))
    assert house.outcome() == "first"
    site.pages["/"] = page(HEAD, link("Organigramme ville"), link("Les services de la métropole", "/media/m.pdf"))
    change = one(house.check())
    assert (change["change"], change["label"]) == ("relabelled", "Les services de la métropole")
    assert house.outcome() == "unchanged"


def test_an_error_page_with_a_file_of_its_own_is_none_of_the_document(renamed: House, site: Site) -> None:
    """3.9, 3.14: what stands in the place is no evidence for the page."""
    text = "<p>Page introuvable. La page demandée n'existe pas ou plus.</p>"
    body = f"<main><h1>Erreur 404</h1>{text}{link('Plan du site', '/media/plan.pdf')}</main>"
    site.pages["/"] = Page(f"<!doctype html><html><head><title>Erreur</title></head><body>{body}</body></html>".encode())
    site.pages["/media/plan.pdf"] = pdf("organigramme-2026.pdf")
    assert renamed.check()["outcome"] == "failed"


def test_a_document_that_is_back_says_what_it_says_otherwise(renamed: House, site: Site) -> None:
    """3.15, 5.4: what changed while it was away is told with its return, not at no visit."""
    site.pages["/"] = page(HEAD, "<p>Bientôt ici.</p>")
    assert one(renamed.check())["change"] == "removed"
    site.pages["/"], site.pages[PDF] = page(HEAD, link("Organigramme des services")), pdf("organigramme-2026.pdf")
    (result,) = renamed.results()
    (back,) = result.changes
    assert back.change == "restored"
    assert any(edit.op.startswith("person") for edit in back.edits)
    assert summary(back, "fr").startswith("document de retour, ")
