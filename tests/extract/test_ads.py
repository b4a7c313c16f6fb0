"""What is paid for, and links to other pages under a bold line, are no words of a text; partners and papers are (DESIGN 3.5, 3.6)."""

# ruff: noqa: E501 - markup is easier to check where it stands in one line

from __future__ import annotations

import pytest

from monitor.extract.counters import ignored_parts
from monitor.extract.page import Page
from monitor.model import Block

TEXT = "<p>La digue de Valmont est relevée d’un mètre, et le chemin de halage rouvre aux piétons.</p><p>Le lavoir reste fermé.</p>"


def _shown(beside: str, *, soft: bool = False) -> list[object]:
    page = Page.parse(f"<title>V</title><main><h1>Digue</h1><h2>Travaux</h2>{TEXT}{beside}</main>", "https://v.example/")
    box = page.layout.box(page.main)
    assert box is not None
    runs = page.shown([(box.start, box.end, box.order)], pointed_at=not soft)
    return [(block.text, [picture.alt for picture in block.pictures]) for block in page.layout.gathered(runs)]


def _ad(around: str, label: str, rel: str = "sponsored") -> str:
    return around.format(label, f'<a rel="{rel}" href="https://boutique.example/?c=7"><img src=/7.png alt="Souliers Lenoir"></a>')


_SLOTS = ["<div><small>{}</small>{}</div>", "<aside><p>{}</p><p>{}</p></aside>", "<p><span>{}</span><br>{}</p>"]


@pytest.mark.parametrize("around", _SLOTS)
@pytest.mark.parametrize(
    ("label", "rel"),
    [("partenaire", "sponsored"), ("Lien partenaire", "nofollow sponsored"), ("Pubblicità", "nofollow"), ("Anzeige", "")],
)
def test_a_label_and_one_paid_link_are_an_ad(around: str, label: str, rel: str) -> None:
    """3.5: a known label over a picture that leads away, or over a link that says `rel="sponsored"`, whatever it shows."""
    assert _shown(_ad(around, label, rel)) == _shown("")


_OFFER = "<a href=https://{}>Souliers Lenoir, deux paires pour une</a>"


@pytest.mark.parametrize(
    "ad",
    [
        f"<div class=ad-slot><span>Publicité</span>{_OFFER.format('boutique.example/?c=7')}</div>",
        f"<div class=werbung><p>Anzeige</p><p>{_OFFER.format('boutique.example/?c=7')}</p></div>",
        f"<div class=banner-adv><small>Pubblicità</small>{_OFFER.format('boutique.example/?c=7')}</div>",
        f"<div><small>Advertisement</small>{_OFFER.format('ads.example/click?id=7')}</div>",
        f"<div class=x><div class=publi><b>Publicidad</b>{_OFFER.format('boutique.example')}</div></div>",
        f"<aside aria-label=Publicité><p>Annonce</p>{_OFFER.format('boutique.example')}</aside>",
        "<aside aria-label=Advertisement><iframe src=https://boutique.example/f title=Advertisement></iframe></aside>",
        "<div aria-label=Werbung><p>Souliers Lenoir</p><iframe src=https://boutique.example/f></iframe></div>",
        "<div><iframe src=https://boutique.example/f title='3rd party ad content'></iframe></div>",
    ],
)
def test_a_label_over_a_link_in_words_is_an_ad_where_more_says_so(ad: str) -> None:
    """3.5: what the box is called, where the link leads, what the box or its frame says to who does not see it."""
    assert _shown(ad) == _shown("")
    soft = _shown(ad, soft=True)
    assert soft == _shown("", soft=True)


@pytest.mark.parametrize(
    "text",
    [
        f"<div class=anzeige><p>Anzeige</p><p>{_OFFER.format('polizei.example')}</p></div>",
        f"<div class=ad-slot><span>Publicité</span><p>Avis : {_OFFER.format('marches.example')}, jusqu’au 3 mars</p></div>",
        f"<div class=ad><h3>Publicité</h3><p>{_OFFER.format('prefecture.example')}</p></div>",
        "<div class=ad-slot><span>Publicité</span><a href=/arretes>Arrêtés de la semaine</a></div>",
        f"<div aria-label='Publicité des actes'><p>{_OFFER.format('prefecture.example')}</p></div>",
        "<div aria-label=Publicité><p>Acte du 3 mars</p><a href=/actes/3>Règlement</a></div>",
        f"<div><span>Publicité</span>{_OFFER.format('adsl.example')}</div>",
        f"<section aria-label=Publicité><p>Acte du 3 mars</p>{_OFFER.format('telerecours.example')}</section>",
    ],
)
def test_what_is_made_public_is_text(text: str) -> None:
    """3.5: acts are given « publicité », and a report is an « Anzeige »."""
    assert _shown(text) != _shown("")


@pytest.mark.parametrize(
    "text",
    [
        _ad(_SLOTS[0], "partenaire", "noopener"),
        '<p>Avec le soutien de <a rel=sponsored href="https://banque.example/">la Banque</a></p>',
        "<ul>" + "".join(_ad("<li>{}{}</li>", "") for _ in "abc") + "</ul>",
        "<div>" + "".join(_ad("<div>{}{}</div>", "").replace("c=7", f"c={n}") for n in "abc") + "</div>",
        "<div>" + "".join(_ad("<div>{}{}</div>", "").replace("c=7", f"c={n}") for n in range(40)) + "</div>",
        "<p>Anzeige</p><p>Wer bauen will, reicht sie beim Bauamt ein.</p>",
        '<div><p>Annonce</p><p><a href="https://marches.example/3">Réfection de la halle</a></p></div>',
        '<div><p>Anzeige</p><p><a href="https://polizei.example/">Onlinewache Weststadt</a></p></div>',
        _ad(_SLOTS[1], "Mécène principal"),
        _ad("<div><p>{}</p><p>{}</p></div>", "Billetterie"),
        _ad("<div><h3>Parrain du festival</h3>{}{}</div>", ""),
    ],
)
def test_who_is_thanked_or_announced_is_text(text: str) -> None:
    """3.5: partners stand in a list or a sentence, and an « annonce » is a notice of the town's."""
    assert _shown(text) != _shown("")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("<ul><li><span>Markt</span></li><li><span>Reclame</span></li></ul>", "Reclame"),
        ("<ul><li><span>Affichage</span></li><li><span>Publicité</span></li></ul>", "Publicité"),
        ("<table><tr><td><p>Werbung</p></td><td>12 Euro</td></tr><tr><td>Zirkus</td><td>9 Euro</td></tr></table>", "Werbung"),
        ("<div class=team><p>Werbung</p><p>Jana Roth</p></div>", "Werbung"),
    ],
)
def test_what_a_town_rules_and_who_does_it_is_no_label(text: str, word: str) -> None:
    """3.5: a label has what it is of beside it; an entry of a list, a cell and a card's title are text."""
    assert word in str(_shown(text))


_PAGES = [
    f"<a href=/noticias/{n}>{said}</a>" for n, said in enumerate(("Rouverture du gué", "Le marché du port", "Un banc de plus"))
]
_ITEMS, _LINES, _PARTS = ("".join(f"<{tag}>{one}" for one in _PAGES) for tag in ("li", "br", "p"))


@pytest.mark.parametrize(
    "shape",
    [
        f"<p><b>{{}}</b></p><ul>{_ITEMS}</ul>",
        f"<b>{{}}</b><ul>{_ITEMS}</ul>",
        f"<p><b>{{}}</b>{_LINES}</p>",
        f"<p><b>{{}}</b></p>{_PARTS}",
    ],
)
@pytest.mark.parametrize(
    "title", ["Leia também", "Potrebbero interessarti", "Lees ook", "Dernières pages consultées", "Meer nieuws"]
)
def test_links_to_pages_under_a_bold_line_are_boilerplate(title: str, shape: str) -> None:
    """3.5: the line has no level, and its links rotate; what calls itself news stays in what a user points at."""
    is_news = title.endswith("nieuws")
    assert _shown(shape.format(title), soft=is_news) == _shown("", soft=is_news)


def test_a_line_that_says_much_of_what_it_leads_to_ends_the_links_under_a_bold_line() -> None:
    """3.5: what follows « Lees ook » is passed over as long as it is one link each, with a line or two of what that leads to."""
    told = "Le compteur est relevé chaque année au mois de mai par un agent de la régie, qui laisse un avis aux absents. " * 3
    links = "<p><a href=/x/1>Le gué</a></p><p><a href=/x/2>Le puits</a> {}</p><p><a href=/x/3>Le four</a></p>"
    shown = [str(_shown(f"<p><b>Lees ook</b></p>{links.format(said)}")) for said in ("Un point d’eau.", told)]
    assert [[name in text for name in ("Le gué", "Le puits", "Le four")] for text in shown] == [[False] * 3, [False, True, True]]


@pytest.mark.parametrize(
    "text",
    [
        "<p><b>Voir aussi</b><br><a href=/r.pdf>Règlement (PDF)</a></p>",
        "<p><b>Voir aussi</b> <a href=/eau>la page sur l’eau</a></p>",
        "<p><b>Voir aussi</b><br><a href=/eau>L’eau</a><br>Le compteur est relevé en mai.</p>",
        "<p><b>Voir aussi</b><br><a href=/eau>L’eau</a> : elle se paie en mai<br><a href=/bois>Le bois</a> : en juin</p>",
        "<b>Nos services</b><ul><li><a href=/eau>L’eau</a></li><li><a href=/bois>Le bois</a></li></ul>",
        "<p><b>Posts</b><br><a href=/lee>L’eau: Ann Lee</a><br><a href=/fry>Le bois: Tom Fry</a></p>",
        "<h3>Posts</h3><ul><li><a href=/lee>L’eau: Ann Lee</a></li><li><a href=/fry>Le bois: Tom Fry</a></li></ul>",
        "<b>Dans cette rubrique</b><ul><li><a href=/eau>L’eau</a></li><li><a href=/bois>Le bois</a></li></ul>",
        "<b>Infos</b><ul><li><a href=/eau>L’eau</a></li></ul>",
        "<b>Les plus lus</b><ul><li><a href=/eau>L’eau, de Luc Morel</a></li></ul>",
        "<h3>Vus récemment</h3><ul><li><a href=/bois>Le bois</a></li></ul>",
        "<p><b>Agenda</b><br><a href=/eau>L’eau, 12 mars 2026</a></p>",
    ],
)
def test_papers_sentences_and_services_under_a_bold_line_are_text(text: str) -> None:
    """3.5: what a line of links leads to, and what stands beside them, says whether they are the text's."""
    links = text.count("<a ")
    assert sum(said in str(_shown(text, soft=True)) for said in ("Règlement", "la page", "L’eau", "Le bois")) == links


OF_OFFICES = [
    ("Direction de l’eau", "Service des cimetières"),
    ("Bauamt", "Fachdienst Kultur"),
    ("Mme Vasseur", "M. Le Goff, archiviste"),
    ("Luc Aubry – délégué aux écoles", "Nadia Ferrand, première adjointe"),
    ("Karim Oudin (voirie)", "Service des sports"),
]
OF_PAGES = [
    ("Le budget 2026", "Service des sports"),
    ("Service des sports : les inscriptions ouvrent", "Service des cimetières"),
    ("Emma Petit", "Les élus"),
    ("Rose, la fleur de mai", "Olive, la fête d’octobre"),
    ("Bains Douches, le programme", "La Roseraie"),
    ("Fête Nationale : le programme", "Forum Associations – demandez votre stand"),
    ("Town Hall: open day", "Bin Collections: what changes"),
]


@pytest.mark.parametrize("title", ["<h3>Voir aussi</h3>", "<h4>Pages associées</h4>", "<p>Siehe auch</p>", "<b>À lire aussi</b>"])
def test_links_that_each_name_an_office_or_who_holds_one_are_text(title: str) -> None:
    """3.5: under whatever title; where one of them leads to another page, they are none."""
    shape = title + "<ul><li><a href=/x/1>{}</a></li><li><a href=/x/2>{}</a></li></ul>"
    for links in (*OF_OFFICES, *OF_PAGES):
        assert all(link in str(_shown(shape.format(*links))) for link in links) == (links in OF_OFFICES), links
    assert "services" not in str(
        _shown("<h3>Nos services</h3><nav><a href=/x/1>Bauamt</a> <a href=/x/2>Mme Vasseur</a></nav>", soft=True)
    )
    assert "Direction" not in str(_shown("<h3>Voir aussi</h3><ul><li><a href=/x/1>Direction de l’eau</a></li></ul>"))


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("Consultado em 02/03", True),
        ("Pagina bekeken op 2 maart 2026", True),
        ("Page viewed on 2 March 2026", True),
        ("Vous avez consulté cette page le 02/03/2026", True),
        ("Consulté le 2 mars 2026", False),
        ("Visto el 12/03/2026", False),
        ("Abgerufen am 12.03.2026", False),
        ("1,204 page views", True),
        ("1.204 visualizações da página", True),
        ("Paginaweergaven: 1 204", True),
        ("Ouvert le 2 mars 2026", False),
        ("Le comité, consulté le 2 mars 2026", False),
        ("Réunion publique le 02/03", False),
        ("12 consultations de la PMI", False),
    ],
)
def test_when_this_page_was_read_and_how_often_is_not_compared(line: str, counts: bool) -> None:
    """3.6: where a word says that somebody was consulted, or a place opened, on that day, it is."""
    text = Block(kind="paragraph", text="Le chemin rouvre aux piétons.")
    seen = Block(kind="paragraph", text=line)
    assert bool(ignored_parts((text, text, seen), ())) is counts
    named = "page" in line.lower() or "página" in line or "pagina" in line.lower()  # else of the visit at the end alone
    title = Block(kind="heading", text="Comité")
    assert bool(ignored_parts((text, title, seen), ())) is bool(ignored_parts((text, seen, text), ())) is (counts and named)
    assert not ignored_parts((text, Block(kind="table_row", text=f"Comité\t{line}"), text), ())


_NEWS = [("la-piscine", "Horaires de la piscine", "1er décembre 2026"), ("le-marche", "Marché de nuit", "2 décembre 2026")]
_RUNS = [
    "<section><h3>{}</h3><ul>{}</ul></section>",
    "<h3>{}</h3><ul>{}</ul>",
    "<div><h3>{}</h3><div>{}</div></div>",
]


def _dated(
    title: str, folder: str, shape: str, entries: list[tuple[str, str, str]], entry: str = "<li><a href=/{}>{}</a> <time>{}</time>"
) -> str:
    return shape.format(title, "".join(entry.format(f"{folder}/{slug}", *said) for slug, *said in entries))


@pytest.mark.parametrize("shape", _RUNS)
@pytest.mark.parametrize(
    ("title", "folder"),
    [("À la une", "page"), ("In focus", "news"), ("Im Blickpunkt", "aktuelles/2026"), ("Uitgelicht", "nl/nieuws")],
)
def test_dated_links_to_news_that_end_a_text_are_none_of_it(title: str, folder: str, shape: str) -> None:
    """3.5: the title says so or all addresses do, in a list or one by one, in a box of their own or behind the text."""
    assert _shown(_dated(title, folder, shape, _NEWS)) == _shown("")
    articles = "<article><a href=/{}><h4>{}</h4></a><p>{}</p></article>"
    assert _shown(_dated(title, folder, shape.replace("ul>", "div>"), _NEWS, articles)) == _shown("")


@pytest.mark.parametrize("shape", _RUNS)
@pytest.mark.parametrize(
    ("title", "folder", "entries"),
    [
        ("À la une", "actu", [("a", "Arrêté de circulation", "1er mars 2026"), ("b", "La piscine", "2 mars 2026")]),
        ("Actes", "actu", [("a", "Délibération n° 12", "1er mars 2026"), ("b", "Délibération n° 14", "2 mars 2026")]),
        ("Conventions", "c", [("dole", "Avec Dole", "1er mars 2026"), ("poligny", "Avec Poligny", "2 mars 2026")]),
        ("Mutualisation", "actu", [("dole", "Convention avec Dole", "1er mars 2026"), ("b", "Avenant", "2 mars 2026")]),
        ("Aktuell", "news", [("a", "Vereinbarung mit Dole", "1. März 2026"), ("b", "Haushalt", "2. März 2026")]),
        ("Réunions", "page", [("a", "Comité de pilotage", "1er mars 2026"), ("b", "Bilan", "2 mars 2026")]),
        ("Calendrier", "agenda", [("a", "Comité de pilotage", "1er mars 2026"), ("b", "Bilan", "2 mars 2026")]),
        ("Nominations", "actu", [("a", "Anne Moss, directrice", "1er mars 2026"), ("b", "Luc Roy", "2 mars 2026")]),
        ("Les étapes", "actu", [("a", "Relèvement de la digue", "1er mars 2026"), ("b", "Bilan", "2 mars 2026")]),
        ("En savoir plus", "actu", [("a", "Le point", "1er mars 2026")]),
        ("Plans", "actu", [("plan.pdf", "Plan du gué", "1er mars 2026"), ("carte.pdf", "Carte", "2 mars 2026")]),
    ],
)
def test_dated_papers_meetings_and_files_that_end_a_text_are_its(
    title: str, folder: str, entries: list[tuple[str, str, str]], shape: str
) -> None:
    """3.5: what a body has to publish is told under any title, and so is what no address calls news."""
    said = str(_shown(_dated(title, folder, shape, entries)))
    assert all(name in said for _, name, _ in entries)


def test_a_picture_that_an_ad_server_shows_is_an_ad_whatever_stands_over_it() -> None:
    """3.5: sold, without a name, and from the host that it leads to; of a patron the town has the sign, and names it."""
    ad = '<div><p>{}</p><a rel="sponsored" href="https://regie.example/3"><img src="{}" alt="{}"></a></div>'
    assert _shown(ad.format("Offert par la mutuelle", "https://regie.example/3.gif", "")) == _shown("")
    for said in (
        ("Avec le soutien de la Banque", "/banque.png", "Banque de Valmont"),
        ("Avec le soutien de la Banque", "https://regie.example/3.gif", "Banque de Valmont"),
        ("La fête est payée par la Banque.", "https://regie.example/3.gif", ""),
    ):
        assert said[0] in str(_shown(ad.format(*said)))


@pytest.mark.parametrize("title", ["Zum gleichen Thema", "On the same subject", "Más sobre el mismo tema", "Sullo stesso tema"])
def test_links_on_the_same_subject_are_no_text(title: str) -> None:
    """3.5: cards under such a title rotate; « Les directions » over the same cards are content."""
    cards = "<div><h3>{}</h3><div><a href=/a><img src=a.jpg alt=''><span>Le gué</span></a><a href=/b>Le puits</a></div></div>"
    assert _shown(cards.format(title)) == _shown("")
    assert "Le gué" in str(_shown(cards.format("Les directions")))


@pytest.mark.parametrize("link", ["<a href='#haut'>Remonter</a>", "<a href='#top-of-page'>Zum Anfang</a>"])
def test_a_link_to_the_top_is_told_by_where_it_leads(link: str) -> None:
    """3.5: whatever it says; a place called so among others, or a link that leads on, is text."""
    assert _shown(f"<p>{link}</p>") == _shown("")
    assert "Les dix écoles" in str(_shown("<p><a href='#top-10'>Les dix écoles</a></p>"))


@pytest.mark.parametrize(
    ("address", "is_text"),
    [("/vie/page-nouvelle.html", True), ("/actu/le-gue", False), ("/news-12", False), ("/commune-nouvelle/gue", True)],
)
def test_a_card_is_news_by_the_folder_or_the_beginning_of_its_address(address: str, is_text: bool) -> None:
    """3.5: a service whose page is called « page-nouvelle » came into a list of cards, and nothing was told."""
    card = "<li class=teaser><h3><a href={}>{}</a></h3><p>Tarifs</p></li>"
    listed = f"<ul>{card.format(address, 'Le gué du moulin')}{card.format('/vie/puits', 'Le puits')}</ul>"
    assert ("Le gué" in str(_shown(listed, soft=True))) is is_text
