"""Pages laid out in nested tables, a heading in one row and its text in the next (3.14, 3.15)."""

from __future__ import annotations

from monitor.model import Revision, SectionRecipe, Watch
from tests.quality.judging import kind, revision, verdict, watch

ROWS = "".join(
    f"<tr><td>{post}</td><td>{name}</td></tr>"
    for post, name in (
        ("Présidente", "Odile Marchais, route des Forges"),
        ("Vice-présidente", "Yvonne Chassagne, au moulin"),
        ("Trésorier", "Gontran Vial, rue du Port"),
        ("Archiviste", "Denise Barban, allée des Tilleuls"),
        ("Porte-drapeau", "Fernand Mazeyrol, quai Neuf"),
    )
)
COMMITTEE = (
    "<p>Le comité est élu tous les deux ans, lors du banquet de la Saint-Jean, par tous les membres.</p>"
    f"<table>{ROWS}</table><p>Les candidatures se déposent auprès de l’archiviste avant le premier octobre.</p>"
)
MEMORY = "<p>Le lavoir fut ouvert en 1834 et fermé en 1957.</p><p>La halle a été relevée par nos membres.</p>"
CONTACT = "<p>Écrire à Mme Marchais, 4 rue du Halage.</p>"


def _page(committee: str, *, memory: str = MEMORY, contact: str = CONTACT) -> str:
    def row(title: str, text: str) -> str:
        return f'<tr><td bgcolor="#003399"><h2>{title}</h2></td></tr><tr><td class="{title.split()[0].lower()}">{text}</td></tr>'

    inside = row("Mémoire", memory) + row("Comité de l’amicale", committee) + row("Contact", contact)
    return (
        "<html><head><title>L’amicale</title></head><body><table><tr><td><ul><li><a href=/a>Accueil</a></li><li><a href=/b>Port</a>"
        f"</li></ul></td><td><table><tr><td><h1>L’amicale</h1></td></tr>{inside}</table></td></tr></table></body></html>"
    )


def test_a_notice_in_a_cell_is_told_where_all_headings_of_the_page_still_stand() -> None:
    """3.15: what passed for the page's content was the cell alone, and an owner's sentence in it for a page that came empty."""
    for section in (SectionRecipe(item="comite", heading="Comité de l’amicale"), SectionRecipe(item="comite", css=("td.comité",))):
        of = watch(section, documents=())
        base = revision(_page(COMMITTEE), of)

        def told(text: str, of: Watch = of, base: Revision = base) -> str:
            return kind(verdict(text, of, base, before=_page(COMMITTEE)))

        assert told(_page("<p>L’activité a pris fin en juin.</p>")) in ("well", "odd")
        assert told(_page("<p>Erreur 500 : la base de données ne répond pas.</p>")) not in ("well", "odd")
        lone = (
            _page("<p>Contenu momentanément indisponible.</p>", memory="", contact="")
            .replace("<h2>", "<p>")
            .replace("</h2>", "</p>")
        )
        assert told(lone) not in ("well", "odd")


def test_headings_of_a_column_that_all_pages_share_say_of_none_that_it_is_itself() -> None:
    """3.15: they stand beside whatever came in the place of the text."""
    of = watch(SectionRecipe(item="comite", css=("div.texte",)), documents=())
    shared = "".join(f"<h3>{title}</h3><p>Voir la rubrique {title}.</p>" for title in ("Agenda", "Météo", "Marchés"))

    def page(text: str) -> str:
        return f"<title>L’amicale</title><body><div><div class=texte>{text}</div></div><aside>{shared}</aside></body>"

    base = revision(page(COMMITTEE), of)
    assert kind(verdict(page("<p>Une exception a été levée.</p>"), of, base, before=page(COMMITTEE))) == "empty"
