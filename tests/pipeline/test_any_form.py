"""Pictures, frames and office files watched like any document, over real visits (3.30, 3.31)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image

from tests.documents.drawn import packed, picture
from tests.documents.office import fixture, sheet, with_part, zipped_anew
from tests.documents.test_chart_forms import svg
from tests.documents.test_office import ENTITIES
from tests.pipeline.house import House
from tests.site import Page, Site

PICTURE = '<p><img src="/media/organigramme.png" alt="Organigramme des services"></p>'
FRAME = '<h2>Magazine</h2><iframe src="https://v.calameo.com/?bkcode={}" title="Valmont Mag" width="600"></iframe>'
ITEM = '\n[watch.documents.{name}]\nlink = "{link}"\nkind = "{kind}"\n'


def page(*parts: str) -> Page:
    prose = "<p>Les services de la ville et de la métropole travaillent ensemble depuis plusieurs années déjà.</p>"
    return Page(f"<html><title>Valmont</title><main><h1>Services</h1>{prose}{''.join(parts)}</main></html>".encode())


def of_picture(house: House, site: Site) -> None:
    house.configure(items=ITEM.format(name="chart", link="Organigramme", kind="orgchart"))
    site.pages["/"] = page(PICTURE)
    site.pages["/media/organigramme.png"] = Page(packed(picture()), content_type="image/png")


def test_a_picture_replaced_is_told_with_where_it_differs(house: House, site: Site) -> None:
    """3.30: it is found by its description, kept, and compared by what it shows."""
    of_picture(house, site)
    assert house.outcome() == "first"
    shown = house.show()["chart"]
    assert (shown["label"], shown["format"], shown["text"]) == ("Organigramme des services", "PNG", [])
    site.pages["/media/organigramme.png"] = Page(packed(picture("M. Hugo Blanc"), "JPEG", quality=80), content_type="image/jpeg")
    (change,) = house.check()["changes"]
    assert (change["change"], change["significance"], change["summary"]) == (
        "replaced",
        "substantive",
        "1 zone de l’image modifiée",
    )
    assert [region["page"] for region in change["regions"]] == [1]


def test_a_picture_that_another_item_shows_already_is_compared_all_the_same(house: House, site: Site) -> None:
    """3.30: what is known of its bytes says nothing of what stood at this place before; nor where it comes back."""
    names = ("premier", "second")
    house.configure(items="".join(ITEM.format(name=name, link=name.title(), kind="file") for name in names))
    site.pages["/"] = page(*(f'<p><img src="/media/{name}.png" alt="{name.title()} organigramme"></p>' for name in names))
    old, new = (Page(packed(picture(*who)), content_type="image/png") for who in ((), ("M. Hugo Blanc",)))
    site.pages["/media/premier.png"] = site.pages["/media/second.png"] = old
    assert house.outcome() == "first"
    for name, shown in (("premier", new), ("second", new), ("premier", old), ("second", old)):
        site.pages[f"/media/{name}.png"] = shown
        (change,) = house.check()["changes"]
        assert (change["item"], [region["page"] for region in change["regions"]]) == (name, [1])


def test_a_picture_packed_anew_or_resized_starts_no_alert(house: House, site: Site) -> None:
    """3.30: cosmetic `reencoded`, and the next visit asks no more of it."""
    of_picture(house, site)
    house.check()
    small = packed(picture(width=800), "WEBP", quality=80)
    site.pages["/media/organigramme.png"] = Page(small, content_type="image/webp")
    line = house.check()
    assert (line["outcome"], line["cosmetic"]) == ("unchanged", [{"item": "chart", "rule": "3.30 reencoded"}])
    assert house.outcome() == "unchanged"


@pytest.mark.parametrize(
    ("new", "suspect", "summary"),
    [
        (Image.new("RGB", (1, 1), "white"), "blank picture", "image vide à la place de l’ancienne"),
        (Image.new("RGB", (1200, 600), "white"), "blank picture", "image vide à la place de l’ancienne"),
        (picture(width=60), "1200x600 → 60x30 pixels", "image réduite à 60 × 30 pixels, illisible"),
    ],
    ids=["pixel", "sheet", "speck"],
)
def test_a_picture_that_shows_nothing_any_more_is_to_be_checked(
    house: House, site: Site, new: Image.Image, suspect: str, summary: str
) -> None:
    """3.15, 3.30: the chart did not become that; something stands in its place, and it is told."""
    of_picture(house, site)
    house.check()
    site.pages["/media/organigramme.png"] = Page(packed(new), content_type="image/png")
    (change,) = house.check()["changes"]
    assert (change["change"], change["suspect"], change["summary"]) == ("replaced", suspect, summary)


def test_a_thumbnail_beside_a_link_is_the_links(house: House, site: Site) -> None:
    """3.30: no link matches beside a picture that is a document; here one does."""
    of_picture(house, site)
    site.pages["/"] = page(PICTURE, '<p><a href="/media/organigramme.xlsx">Organigramme en tableau</a></p>')
    site.pages["/media/organigramme.xlsx"] = Page(fixture("staff-1.xlsx"))
    house.check()
    assert house.documents() == ["Organigramme en tableau"]


def test_a_frame_is_watched_by_its_address(house: House, site: Site) -> None:
    """3.30: nothing is asked of the service; another publication is another address, and its query says which."""
    house.configure(items=ITEM.format(name="mag", link="Valmont Mag", kind="file"))
    site.pages["/"] = page(FRAME.format("0001aaa"))
    assert house.outcome() == "first"
    shown = house.show()["mag"]
    assert (shown["format"], shown["url"], shown["sha256"]) == ("EMBED", "https://v.calameo.com/?bkcode=0001aaa", None)
    assert house.outcome() == "unchanged"
    site.pages["/"] = page(FRAME.format("0002bbb"))
    (change,) = house.check()["changes"]
    assert (change["change"], change["significance"]) == ("replaced", "substantive")
    assert (change["edits"][0]["before"], change["edits"][0]["after"]) == (
        "https://v.calameo.com/?bkcode=0001aaa",
        "https://v.calameo.com/?bkcode=0002bbb",
    )
    assert "Calaméo" in change["summary"]


def test_a_frame_that_is_shown_otherwise_is_the_same_publication(house: House, site: Site) -> None:
    """3.30: another page to begin with, a key, the service's other address for it: cosmetic, whatever the service adds next."""
    house.configure(items=ITEM.format(name="mag", link="Valmont Mag", kind="file"))
    site.pages["/"] = page(FRAME.format("0001aaa"))
    house.check()
    for shown in ("0001aaa&amp;authid=Zq8&amp;page=3", "0001aaa&amp;mode=viewer&amp;nouveau=1"):
        site.pages["/"] = page(FRAME.format(shown))
        assert house.outcome() == "unchanged"
    site.pages["/"] = page(FRAME.format("").replace("v.calameo.com/?bkcode=", "www.calameo.com/read/0001aaa"))
    assert house.outcome() == "unchanged"


def test_two_new_frames_are_not_the_one_that_went(house: House, site: Site) -> None:
    """3.9: what went is back once at most, and another publication under the same heading is a new one."""
    house.configure(items=ITEM.format(name="mag", link="Valmont Mag", kind="file"))
    new = FRAME.format("0002bbb") + FRAME.format("0003ccc")
    for back in ("", FRAME.format("0001aaa&amp;page=2")):
        site.pages["/"] = page(FRAME.format("0001aaa"))
        house.check()
        site.pages["/"] = page()
        assert [c["change"] for c in house.check()["changes"]] == ["removed"]
        site.pages["/"] = page(new, back)
        assert [c["change"] for c in house.check()["changes"]] == ["added", "added", *(["restored"] if back else [])]


def test_a_staff_list_is_told_by_its_rows(house: House, site: Site) -> None:
    """3.31: zipped anew it says nothing, changed it says who."""
    house.configure(items=ITEM.format(name="staff", link="Liste", kind="table"))
    site.pages["/"] = page('<p><a href="/liste.xlsx">Liste du personnel</a></p>')
    site.pages["/liste.xlsx"] = Page(fixture("staff-1.xlsx"))
    assert house.outcome() == "first"
    site.pages["/liste.xlsx"] = Page(zipped_anew(fixture("staff-1.xlsx")))
    line = house.check()
    assert (line["outcome"], line["cosmetic"]) == ("unchanged", [{"item": "staff", "rule": "3.11 re-export"}])
    site.pages["/liste.xlsx"] = Page(fixture("staff-2.xlsx"))
    (change,) = house.check()["changes"]
    assert change["summary"] == "3 lignes ajoutées\u202f; Durand Claire, service Achats → Finances"
    assert house.show()["staff"]["text"][1]["text"].startswith("Civilité\tNom")


def test_a_plain_text_is_compared_by_its_words(house: House, site: Site) -> None:
    """3.31: other line ends, another encoding and lines broken elsewhere are no change; a word is one."""
    house.configure(items=ITEM.format(name="avis", link="Avis", kind="text"))
    site.pages["/"] = page('<p><a href="/avis.txt">Avis au public</a></p>')
    said = "Avis au public\n\nL’enquête est ouverte du 2 au 30 mars.\nElle a lieu en mairie.\n"
    site.pages["/avis.txt"] = Page(said.encode(), content_type="text/plain")
    assert house.outcome() == "first"
    again = said.replace("mars.\nElle", "mars. Elle").replace("\n", "\r\n").encode("cp1252")
    site.pages["/avis.txt"] = Page(again, content_type="text/plain")
    assert house.outcome() == "unchanged"
    site.pages["/avis.txt"] = Page(said.replace("30 mars", "15 avril").encode(), content_type="text/plain")
    (change,) = house.check()["changes"]
    (edit,) = change["edits"]
    assert ("30 mars" in edit["before"], "15 avril" in edit["after"]) == (True, True)


def test_a_csv_is_known_by_its_name(house: House, site: Site) -> None:
    """3.31: its bytes are plain text."""
    house.configure(items=ITEM.format(name="staff", link="Liste", kind="table"))
    site.pages["/"] = page('<p><a href="/liste.csv">Liste du personnel</a></p>')
    site.pages["/liste.csv"] = Page(fixture("staff-1.csv"), content_type="text/plain")
    house.check()
    site.pages["/liste.csv"] = Page(fixture("staff-2.csv"), content_type="text/plain")
    (change,) = house.check()["changes"]
    assert change["edits"][0] == {
        "op": "cell_changed", "before": "Achats", "after": "Finances", "key": "Durand Claire", "column": "Service"
    }  # fmt: skip


FATAL = "<br />\n<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] in /var/www/export.php:12\nStack trace:\n#0 a, b\n"


@pytest.mark.parametrize(
    ("name", "sent", "quoted"),
    [
        pytest.param("staff-1.csv", FATAL, "<b>Fatal error</b>", id="what a program writes"),
        pytest.param("staff-1.csv", "Service momentanement indisponible\n", "Service momentanement", id="a notice"),
        pytest.param("staff-1.csv", "Veuillez revenir lundi, merci", "revenir lundi", id="a notice in words of its own"),
        pytest.param("staff-1.csv", '{"error": "quota", "code": 429}', "quota", id="an answer for programs"),
        pytest.param("staff-1.csv", '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>', "NoSuchKey", id="of a store"),
        pytest.param("staff-1.xlsx", "Service unavailable", "Service unavailable", id="of a spreadsheet"),
    ],
)
def test_a_notice_in_the_place_of_a_table_is_a_failure(house: House, site: Site, name: str, sent: str, quoted: str) -> None:
    """3.14, 3.22: no row is lost that an error hides; the table is kept as it was, and what came instead is quoted."""
    house.configure(items=ITEM.format(name="staff", link="Liste", kind="table"))
    site.pages["/"] = page(f'<p><a href="/{name}">Liste du personnel</a></p>')
    site.pages[f"/{name}"] = Page(fixture(name), content_type="text/csv")
    assert house.outcome() == "first"
    site.pages[f"/{name}"] = Page(sent.encode(), content_type="text/csv")
    failed = house.check()
    assert (failed["changes"], [(f["kind"], quoted in f["detail"]) for f in failed["failures"]]) == (
        [],
        [("document_unavailable", True)],
    )
    site.pages[f"/{name}"] = Page(fixture("staff-2.csv"), content_type="text/csv")
    assert {edit["op"] for edit in house.check()["changes"][0]["edits"]} >= {"cell_changed"}


def test_another_table_or_its_heads_alone_is_no_notice(house: House, site: Site) -> None:
    """3.14: a file that has cells of the old one, or rows of its own, is another version of it."""
    house.configure(items=ITEM.format(name="staff", link="Liste", kind="table"))
    site.pages["/"] = page('<p><a href="/liste.csv">Liste du personnel</a></p>')
    site.pages["/liste.csv"] = Page(fixture("staff-1.csv"))
    house.check()
    heads = fixture("staff-1.csv").splitlines()[0]
    site.pages["/liste.csv"] = Page(heads)
    assert {edit["op"] for edit in house.check()["changes"][0]["edits"]} == {"row_removed"}
    site.pages["/liste.csv"] = Page(b"Rue;Page\nHaute;a.php\nBasse;b.php\nNeuve;c.php\n")
    assert {edit["op"] for edit in house.check()["changes"][0]["edits"]} >= {"row_added"}


def test_a_cut_file_is_a_failure_of_its_own(house: House, site: Site) -> None:
    """3.16: half a spreadsheet is no new one."""
    house.configure(items=ITEM.format(name="staff", link="Liste", kind="table"))
    site.pages["/"] = page('<p><a href="/liste.xlsx">Liste du personnel</a></p>')
    site.pages["/liste.xlsx"] = Page(fixture("staff-1.xlsx"))
    house.check()
    site.pages["/liste.xlsx"] = Page(fixture("staff-1.xlsx")[:3000])
    line = house.check()
    assert (line["outcome"], line["changes"], line["failure"]["kind"]) == ("unchanged", [], "document_unreadable")


HOSTILE = [
    pytest.param(lambda: sheet(("A1", "Nom"), ("XFD1048576", "x")), "max_document_memory", id="a cell far away"),
    pytest.param(
        lambda: with_part(fixture("rules-1.docx"), "word/document.xml", b" " * 130_000_000), "120 MB unpacked", id="zip bomb"
    ),
    pytest.param(lambda: with_part(fixture("rules-1.odt"), "content.xml", ENTITIES), "entities declared", id="XML entities"),
    pytest.param(lambda: svg("<g>" * 300 + "</g>" * 300), "broken", id="a deep drawing"),
    pytest.param(lambda: packed(Image.new("1", (8_000, 8_000))), "50 million allowed", id="a huge picture"),
]


@pytest.mark.parametrize(("data", "evidence"), HOSTILE)
def test_a_hostile_file_costs_nothing_but_itself(house: House, site: Site, data: Callable[[], bytes], evidence: str) -> None:
    """11.1, 11.2: its failure says why, and what else the visit found is committed."""
    house.configure(items="".join(ITEM.format(name=name, link=name.title(), kind="file") for name in ("liste", "bilan")))
    site.pages["/"] = page('<p><a href="/liste.xlsx">Liste</a> <a href="/bilan.xlsx">Bilan</a></p>')
    site.pages["/liste.xlsx"] = site.pages["/bilan.xlsx"] = Page(fixture("staff-1.xlsx"))
    assert house.outcome() == "first"
    site.pages["/liste.xlsx"], site.pages["/bilan.xlsx"] = Page(data()), Page(fixture("staff-2.xlsx"))
    line = house.check()
    assert [change["item"] for change in line["changes"]] == ["bilan"]
    (failure,) = line["failures"]
    assert (failure["item"], failure["kind"]) == ("liste", "document_unreadable") and evidence in failure["detail"]
    assert house.check()["changes"] == []


CARDS = "<h2>Organigramme</h2><div class='unit'><h3>{0}</h3><p>Mme Anne Roux</p><div class='below'>{1}</div></div>"
CARD = "<div class='unit'><h3>{}</h3><p>{}</p></div>"
UNITS = (("Direction des achats", "M. Jean Petit"), ("Direction de l'eau", "Mme Eve Noir"), ("Direction des sports", "M. Luc Vert"))


def cards(units: tuple[tuple[str, str], ...]) -> str:
    return CARDS.format("Direction générale des services", "".join(CARD.format(*unit) for unit in units))


def test_a_chart_of_cards_is_told_as_a_chart(house: House, site: Site) -> None:
    """3.31: `kind = "orgchart"` on a section; show has its chart, in another order it says the same, as a list too."""
    house.configure(items='\n[watch.sections.chart]\nheading = "Organigramme"\nkind = "orgchart"\n')
    site.pages["/"] = page(cards(UNITS))
    house.check()
    shown = house.show()["chart"]["orgchart"]
    titles = {unit["id"]: unit["title"] for unit in shown["units"]}
    assert shown["structured"] and [titles.get(unit["parent"] or "") for unit in shown["units"]] == [
        None,
        *["Direction générale des services"] * 3,
    ]
    site.pages["/"] = page(cards(UNITS[::-1]))
    assert house.outcome() == "unchanged"
    items = "".join(f"<li>{title}<br>{name}</li>" for title, name in UNITS)
    site.pages["/"] = page(
        f"<h2>Organigramme</h2><ul><li>Direction générale des services<br>Mme Anne Roux<ul>{items}</ul></li></ul>"
    )
    line = house.check()
    assert (line["outcome"], line["cosmetic"]) == ("unchanged", [{"item": "chart", "rule": "3.31 form"}])
    site.pages["/"] = page(cards(((UNITS[0][0], "Mme Rose Blanc"), *UNITS[1:])))
    (change,) = house.check()["changes"]
    assert (change["item_kind"], change["change"], [edit["op"] for edit in change["edits"]]) == (
        "section",
        "edited",
        ["person_replaced"],
    )
    assert change["summary"] == "1 responsable remplacé"
    with house.store() as store:
        assert store.verify() == []


def test_a_name_that_is_spelt_otherwise_on_a_card_is_told(house: House, site: Site) -> None:
    """3.31, 5.5: its edit has the places of the boxes and no lines; looked through for a counter (3.6) it ended every visit."""
    house.configure(items='\n[watch.sections.chart]\nheading = "Organigramme"\nkind = "orgchart"\n')
    site.pages["/"] = page(cards(UNITS))
    house.check()
    site.pages["/"] = page(cards(((UNITS[0][0], "M. Jean Petit-Roux"), *UNITS[1:])))
    line = house.check()
    assert (line["outcome"], [c["summary"] for c in line["changes"]]) == ("changed", ["1 nom modifié"])


OUTLINE = "M{0},{1}l4,0 0,9 -4,0z"
LETTERS = [OUTLINE.format(20 + 7 * (n % 60), 30 + 14 * (n // 60)) for n in range(240)]


def outlined(letters: list[str], *, ids: str = "a", attributes: str = 'viewBox="0 0 460 200"') -> str:
    """A drawing whose letters are outlines, one path a word, as drawing programs write it that keep no text."""
    paths = "".join(f'<path id="{ids}{n}" clip-path="url(#{ids})" d="{" ".join(letters[n : n + 8])}"/>' for n in range(0, 240, 8))
    clip = f'<clipPath id="{ids}"><rect width="460" height="200"/></clipPath>'
    return f"<h2>Organigramme des services</h2><svg {attributes}>{clip}{paths}</svg>"


def test_a_drawing_without_words_is_a_picture_of_the_page(house: House, site: Site) -> None:
    """3.30: found by the heading above it; one letter in it is told, what no reader sees is not."""
    house.configure(items=ITEM.format(name="chart", link="Organigramme", kind="file"))
    site.pages["/"] = page(outlined(LETTERS))
    assert house.outcome() == "first"
    shown = house.show()["chart"]
    assert (shown["label"], shown["format"]) == ("Organigramme des services", "EMBED")
    spaced = [letter.replace(",", " ").replace("l4 0", "l4.000 0") for letter in LETTERS]
    site.pages["/"] = page(
        "<p>Ouvert lundi.</p>", outlined(spaced, ids="z9-", attributes='viewBox="0,0,460,200" width="600" class="b"')
    )
    assert house.outcome() == "unchanged"
    site.pages["/"] = page(outlined([*LETTERS[:99], LETTERS[99].replace("0,9", "0,5"), *LETTERS[100:]]))
    (change,) = house.check()["changes"]
    assert (change["change"], change["significance"], change["edits"]) == ("replaced", "substantive", [])
    assert change["summary"].startswith("le dessin de la page n’est plus le même\u00a0: comparé par ses traits")
    site.pages["/"] = page()
    assert [c["change"] for c in house.check()["changes"]] == ["removed"]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(outlined(LETTERS, attributes='viewBox="0 0 24 24"'), id="icon"),
        pytest.param(outlined(LETTERS, attributes='viewBox="0 0 460 200" width="24" height="24"'), id="shown small"),
        pytest.param(outlined(LETTERS, attributes='viewBox="0 0 460 200" aria-hidden="true"'), id="ornament"),
        pytest.param(outlined(LETTERS, attributes='viewBox="0 0 460 200" style="display:none"'), id="sprite"),
        pytest.param(f'<h2>Organigramme</h2><svg viewBox="0 0 512 512"><path d="{LETTERS[0]}"/></svg>', id="few strokes"),
        pytest.param(outlined(LETTERS).replace("<svg", "<nav><svg").replace("</svg>", "</svg></nav>"), id="menu"),
        pytest.param(outlined(LETTERS).replace("<svg", '<a href="/x"><svg').replace("</svg>", "</svg></a>"), id="link"),
    ],
)
def test_an_icon_or_ornament_is_no_document(house: House, site: Site, html: str) -> None:
    """3.30: by its size, its strokes, its place, and what the page says of it."""
    house.configure(items=ITEM.format(name="chart", link="Organigramme", kind="file"))
    site.pages["/"] = page(html)
    assert house.check()["failure"]["kind"] == "item_missing"


def test_a_drawing_beside_a_link_is_the_links(house: House, site: Site) -> None:
    """3.30: as a picture is."""
    house.configure(items=ITEM.format(name="chart", link="Organigramme", kind="file"))
    site.pages["/"] = page(outlined(LETTERS), '<p><a href="/o.csv">Organigramme (CSV)</a></p>')
    site.pages["/o.csv"] = Page(fixture("staff-1.csv"), content_type="text/csv")
    house.check()
    assert house.show()["chart"]["url"].endswith("/o.csv")
