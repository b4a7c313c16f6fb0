"""Two files given to `compare` (DESIGN 5.7): what each is taken for, and what is said of it."""

from __future__ import annotations

import pytest

from monitor.model import Change, Failure
from monitor.pipeline.two_files import ComparedDocuments, compare_documents
from monitor.pipeline.two_pages import compare_pages
from monitor.report.lines import change_lines, plain
from tests.pipeline.house import READER

MINUTES = "Présents : A. Morel, {}\nAbsents : C. Roy, {}\nLe quorum est atteint, la séance est ouverte.\n"
TABLE = "nom;poste\nDurand;chef\nPetit;{}\n"
COMMAS = 'name,post\n"Durand, Anne",head\n"Petit, Jean",{}\n'


def compared(old: str, new: str) -> Change:
    found = compare_documents(old.encode(), new.encode(), READER)
    assert isinstance(found, ComparedDocuments) and not isinstance(found, Failure)
    return found.change


@pytest.mark.parametrize(
    ("text", "sides", "said"),
    [
        (MINUTES, (("B. Petit", "D. Simon"), ("D. Simon", "B. Petit")), "replace"),
        (TABLE, (("agent",), ("agente",)), "cell_changed"),
        (COMMAS, (("clerk",), ("deputy",)), "cell_changed"),
    ],
)
def test_a_list_of_names_is_no_table(text: str, sides: tuple[tuple[str, ...], tuple[str, ...]], said: str) -> None:
    """3.31: a comma with a space behind it is a writer's, not a table's."""
    change = compared(*(text.format(*side) for side in sides))
    assert {edit.op for edit in change.edits} == {said}, [plain(line) for line in change_lines(change, "fr")]


def test_a_page_with_the_same_words_in_another_colour_is_the_same() -> None:
    """3.11: of a page, or a text, nothing is compared but its words."""
    page = "<!doctype html><title>x</title><main><p>Les services de la ville sont ouverts {} au public.</p><p>{}</p></main>"
    prose = "La direction des finances a préparé le budget de la commune pour l'année qui vient, et le conseil l'a voté en mars."
    change = compared(*(page.format(f"<b style='color:{colour}'>du lundi</b>", prose) for colour in ("red", "blue")))
    assert change.significance == "cosmetic"


def test_what_a_page_shows_struck_out_is_told() -> None:
    """3.28: of two whole pages too, of words that stay and of words that come."""
    page = "<!doctype html><title>x</title><main><h1>Règlement</h1><p>Les chiens sont {} dans le parc.</p>{}</main>"
    change = compared(
        page.format("admis", ""), page.format("<s>admis</s>", "<p><del>Une muselière est demandée le dimanche.</del></p>")
    )
    assert [e.facts["text"] for e in change.edits if e.op == "struck"] == ["admis", "Une muselière est demandée le dimanche."]


def test_where_a_link_of_a_saved_page_leads_is_compared() -> None:
    """5.7, 3.28: a relative address too, told as it is written there."""
    page = "<!doctype html><title>x</title><main><h1>Règlement</h1><p>Le <a href='{}'>règlement</a> du parc est voté.</p></main>"
    sides = ("/docs/2025.pdf", "/docs/2026.pdf")
    old, new = (page.format(side).encode() for side in sides)
    change = compare_pages(old, new, READER, heading="Règlement")
    assert isinstance(change, Change)
    assert [(edit.op, edit.before, edit.after) for edit in change.edits] == [("link", *sides)]


def test_where_a_picture_of_a_saved_page_is_is_told_as_the_file_says() -> None:
    """5.7, 3.23: no host that the program put before it."""
    page = "<!doctype html><title>x</title><main><h1>Règlement</h1><p>Le parc{}</p><p>Le pré{}</p><p>Le bois</p></main>"
    mark = " <img src=/m.png alt='Fermé'>"
    old, new = (page.format(*of).encode() for of in ((mark, ""), ("", mark)))
    change = compare_pages(old, new, READER, heading="Règlement")
    assert isinstance(change, Change)
    assert "invalid" not in str(change.edits)


def test_a_menu_of_the_old_file_that_is_text_of_the_new_one_is_no_news() -> None:
    """3.5, 5.7: two saved pages are told as the same two at two visits."""
    labels = ("Voter un budget", "Acheter à plusieurs", "Signaler un trou", "Payer les agents")
    page = "<!doctype html><title>x</title><main><h1>Parc</h1><p>Le parc ouvre à huit heures toute l’année.</p>{}</main>"
    links = "".join("<{0}>" + f"<a href=/{n}>{label}</a>" + "</{0}>" for n, label in enumerate(labels))
    sides = f"<nav>{links.format('span')}</nav>", f"<div>{links.format('p')}</div>"
    old, new = (page.format(side).encode() for side in sides)
    for one, other in ((old, new), (new, old)):
        assert compare_pages(one, other, READER, heading="Parc") is None


def test_a_section_under_another_title_is_told_in_the_new_file() -> None:
    """3.4, 5.7: at a visit it would be found by its words."""
    text = "<p>Le parc ouvre à huit heures toute l’année.</p><p>Il ferme au coucher du soleil.</p><h2>Contact</h2><p>Mairie</p>"
    old, new = (
        f"<!doctype html><title>x</title><main><h1>Ville</h1><h2>{h}</h2>{text}</main>".encode() for h in ("Parc", "Jardin")
    )
    change = compare_pages(old, new, READER, heading="Parc")
    assert isinstance(change, Change)
    assert [(edit.op, edit.before, edit.after) for edit in change.edits] == [("replace", "Parc", "Jardin")]


CONTACTS = "<ul><li>Finance: {}</li><li>Roads: Ann Lee</li><li>Parks: Tom Ray</li></ul>"
PROSE = "<p>The council meets every month in the great hall.</p>{}<p>Letters are answered within two weeks by its office.</p>"
LINES = "<h2>Who to ask</h2><p>Finance: {}</p><p>Roads: Ann Lee</p><p>Parks: Tom Ray</p>"
CHART = "<ul><li>Chief executive<br>Ms Ida Boyd<ul><li>Finance<br>Mr {}<ul><li>Payroll</li></ul></li><li>Roads</li></ul></li></ul>"


@pytest.mark.parametrize(
    ("body", "op"),
    [
        (PROSE.format(CONTACTS), "replace"),
        (PROSE.format(LINES), "replace"),
        (CONTACTS, "replace"),
        (CHART, "person_replaced"),
        ("<p>Our services at a glance, as of this year.</p>" + CHART, "person_replaced"),
    ],
    ids=["a list in a text", "lines in a text", "a list of one rank", "a chart", "a chart below a sentence"],
)
def test_a_page_is_a_chart_only_where_units_stand_below_units(body: str, op: str) -> None:
    """5.7: who named no chart has a text compared as a text; no « Finance: Jo Hart » is a unit that was renamed."""
    page = f"<!doctype html><html><head><title>x</title></head><body><main><h1>Town hall</h1>{body}</main></body></html>"
    change = compared(page.format("Jo Hart"), page.format("Lu Kent"))
    assert [edit.op for edit in change.edits] == [op], [plain(line) for line in change_lines(change, "en")]


SERVED = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "La direction des finances prépare le budget de la commune et suit les marchés publics avec les services.",
        "Le guichet unique est ouvert du lundi au vendredi de 9 h à 17 h, rue de la République.",
        "Les agents de la voirie entretiennent 120 kilomètres de rues, avec une équipe de nuit.",
    )
)
MAIN = "<main><h1>Ville</h1><h2>Services</h2>{}</main>"
FRAME = f"<!doctype html><html lang=fr><head><title>Services</title></head><body>{MAIN}</body></html>"


@pytest.mark.parametrize("heading", ["Services", None], ids=["a section", "whole pages"])
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>Le site est en maintenance, veuillez revenir plus tard.</p>", "maintenance"),
        ("<p>Veuillez confirmer que vous n’êtes pas un robot.</p>", "bot_wall"),
        ("", "empty"),
        ("<p>Le guichet unique est ouvert.</p>", "words"),
        (SERVED.replace("lundi", "mardi"), None),
    ],
    ids=["maintenance", "robots", "emptied", "few words left", "an edit"],
)
def test_two_pages_are_told_as_sure_as_two_visits_tell_them(body: str, said: str | None, heading: str | None) -> None:
    """3.14, 3.15, 5.7: what is no page of the site is a failure, what a visit would look at twice is to be checked."""
    old, new = FRAME.format(SERVED).encode(), FRAME.format(body).encode()
    found = compare_pages(old, new, READER, heading=heading) if heading else compare_documents(old, new, READER)
    change = found.change if isinstance(found, ComparedDocuments) else found
    if isinstance(change, Failure):
        assert (change.kind, change.facts["side"]) == (said, "after")
    else:
        assert isinstance(change, Change)
        assert (said or "") in (change.suspect or "") and bool(change.suspect) == bool(said)
        assert change.edits


def test_a_saved_page_that_is_not_itself_is_named_with_its_side() -> None:
    """3.20, 5.7: the first one as well, which a first visit would not take."""
    old, new = FRAME.format("<p>Service indisponible, réessayez plus tard.</p>").encode(), FRAME.format(SERVED).encode()
    found = compare_pages(old, new, READER, heading="Services")
    assert isinstance(found, Failure)
    assert (found.kind, found.facts["side"]) == ("maintenance", "before")


def test_of_a_few_words_nobody_says_that_others_are_not_the_page() -> None:
    """5.7: two files of a line each are compared, whatever a visit would make of so little."""
    old, new = (f"<!doctype html><title>x</title><h2>Services</h2><p>{word}</p>".encode() for word in ("Un", "Deux"))
    for found in (compare_pages(old, new, READER, heading="Services"), compared(old.decode(), new.decode())):
        assert isinstance(found, Change)
        assert [(edit.before, edit.after) for edit in found.edits] == [("Un", "Deux")]


def test_a_page_without_its_section_is_told_with_the_headings_it_has() -> None:
    """3.22, 5.7: of a page of the same site that lost it."""
    contact = f"<h2>Contact</h2>{SERVED.replace('e', 'é')}"
    old, new = FRAME.format(f"{SERVED}{contact}"), FRAME.format(contact).replace("<h2>Services</h2>", "")
    found = compare_pages(old.encode(), new.encode(), READER, heading="Services")
    assert isinstance(found, Failure)
    assert (found.kind, found.facts.get("nearest")) == ("item_missing", ["Ville", "Contact"])
