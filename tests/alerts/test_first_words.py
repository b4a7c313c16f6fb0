"""A mail about a text that is to be checked shows words of it (3.15, 3.21)."""

from __future__ import annotations

from pathlib import Path

from monitor.alerts.pictures import PicturesOf
from monitor.alerts.sending import worded
from tests.deliver.sending import mail
from tests.pipeline.house import stand
from tests.site import Page, Site

OLD = (
    "<p>Les achats, les finances, les ressources humaines et le droit sont assurés par des directions communes.</p>"
    "<p>Chaque commune verse une participation qui dépend du nombre de ses habitants et de ses agents.</p>"
    "<p>Un rapport est présenté chaque année au conseil, qui en débat et qui peut y renoncer avec un préavis de six mois.</p>" * 3
)
FIRST = "Une convention nouvelle fixe désormais qui paie quoi, pour combien de temps et sous quel contrôle."
NEW = f"<p>{FIRST}</p><p>Elle crée un comité où siègent trois maires, deux directrices et une représentante du personnel.</p>"


def _page(text: str) -> Page:
    rest = "<h2>Contact</h2><p>La mairie vous accueille du lundi au vendredi, place du marché, de neuf heures à midi.</p>"
    body = f"<main><h1>Valmont</h1><h2>Mutualisation</h2><div>{text}</div>{rest}</main>"
    return Page(f"<title>Valmont</title>{body}".encode())


def test_the_first_new_words_of_a_text_written_anew_are_in_the_mail(tmp_path: Path) -> None:
    """3.15, 3.21: in the mail alone; what is recorded has no wall of edits."""
    with Site() as site:
        house = stand(tmp_path, site)
        items = '\n[watch.sections.mutualisation]\nheading = "Mutualisation"\n'
        house.configure(items=items, after=mail(9))
        for text in (OLD, NEW):
            site.pages["/"] = _page(text)
            line = house.check()
    (change,) = line["changes"]
    assert (change["suspect"].endswith("old words"), change["edits"]) == (True, [])
    with house.store() as store, PicturesOf(store) as pictures:
        (row,) = (row for row in store.outbox.recent(9) if row.kind == "change")
        message = worded(store, house.config, pictures, [row], house.config.channels[0])
    text = " ".join(message.text.split())
    assert FIRST in text and text.count("vérifier") == 1 and "comité" not in text
    assert message.html and message.html.count("est à vérifier") == 1 and "! à vérifier" not in text
