"""What stands at the address instead of the page is judged by what is left of it, in whatever words (DESIGN 3.29).

Pages of several looks, notices and other pages in words that stand on no list, redesigns that keep the page, true removals.
"""

from __future__ import annotations

import pytest

from monitor.model import SectionRecipe
from tests import sweeps
from tests.quality import pages
from tests.quality.judging import BOTH, CHART_ONLY, SECTION_ONLY, kind, revision, verdict, watch

INTRO = "<p>Vous trouverez ici qui dirige quoi à la mairie, et comment joindre chaque direction pendant les heures d’ouverture.</p>"
NEWS = "".join(
    f'<li><a href="/breves/{n}">{what}</a>, <span>mardi {n} mai 2026</span></li>'
    for n, what in enumerate(["Le bac à sable est neuf", "Bal des pompiers", "Coupure d’eau rue Haute"], 3)
)


def _news_first(title: str, content: str) -> str:
    """A site of tables whose middle column holds the short news as well."""
    return (
        f"<html><head><title>{title} - Valmont-sur-Ource</title></head><body>"
        "<table width=100%><tr><td colspan=2><b>Valmont-sur-Ource</b>"
        f'<tr><td width=20%><a href="/a">Vivre</a><br><a href="/b">Bouger</a><td><h2>Brèves</h2><ul>{NEWS}</ul>{content}'
        "<tr><td colspan=2><small>Mairie, 1 place des Tilleuls</small></table></body></html>"
    )


def _application(title: str, content: str) -> str:
    """A page that scripts build into one root."""
    return (
        f'<!doctype html><html><head><title>{title} | Valmont</title><script src="/_a/main.js"></script></head><body>'
        f'<div id="__next"><div class="c1"><div class="c2"><a href="/">Valmont</a></div><div class="c3">{content}</div>'
        '<div class="c4"><p>© Valmont-sur-Ource</p></div></div></div></body></html>'
    )


def _same_title(title: str, content: str) -> str:
    """A site that gives all its pages one title."""
    return (
        "<!doctype html><html><head><title>Valmont-sur-Ource</title></head><body>"
        '<div class="tete"><a href="/">Valmont-sur-Ource</a></div>'
        f'<div class="corps">{content}</div><div class="bas"><p>1 place des Tilleuls</p></div></body></html>'
    )


LOOKS = {**pages.FRAMES, "news": _news_first, "application": _application, "same title": _same_title}
NOTICES = {
    "fr: back soon": ("Valmont-sur-Ource", "<h1>Nous revenons vite</h1><p>Le temps de ranger deux ou trois choses.</p>"),
    "fr: paint": ("Chut", "<h1>On repeint les murs</h1><p>Les pinceaux sont encore humides, laissez-les sécher jusqu’à jeudi.</p>"),
    "fr: crowd": ("Valmont", "<h2>Quel succès !</h2><p>Vous êtes des milliers à la porte. Comptez jusqu’à cent et rechargez.</p>"),
    "fr: wind": ("Oups", "<h1>Envolée !</h1><p>Cette feuille s’est décrochée de l’arbre. <a href='/'>Revenir au tronc</a></p>"),
    "fr: no heading": ("Valmont", "<p>La connexion avec nos machines est rompue. Nos équipes les cherchent dans la cave.</p>"),
    "en: quota": ("Plan limit", "<h1>This town has used up its visitors</h1><p>Come back on the first of next month.</p>"),
    "en: plugin": ("Valmont", "<h1>Gallery Pro could not start</h1><p>Licence key out of date. Ask whoever installed it.</p>"),
    "de: sleep": ("Valmont", "<h1>Unsere Seite schläft</h1><p>Morgen früh um sechs wird sie geweckt, kommen Sie dann wieder.</p>"),
    "es: nothing": ("Valmont", "<h1>Aquí no hay nadie</h1><p>La hoja que usted pide se cayó del cuaderno.</p>"),
}
POOL = "<h1>La piscine des Tilleuls</h1><h2>Horaires</h2>" + "".join(
    f"<p>Le bassin numéro {n} ouvre de dix heures à dix-neuf heures ; les bonnets sont obligatoires, prêtés à l’accueil.</p>"
    for n in range(1, 8)
)
HOME = (
    "<h1>Vivre à Valmont</h1><h2>En un clic</h2><ul><li><a href='/c'>Cantine</a></li><li><a href='/e'>Actes</a></li></ul>"
    "<h2>À ne pas manquer</h2><p>La foire aux oignons tient ses tables dimanche sous la halle.</p>"
    "<h2>Agenda</h2><p>Rien ce soir.</p>"
)


def _base(look: str) -> str:
    return LOOKS[look](pages.TITLE, f"<h1>{pages.TITLE}</h1>{INTRO}{pages.DOCUMENT}{pages.SECTION}")


@sweeps.over({"notice": list(NOTICES), "look": list(LOOKS)})
def test_a_notice_in_words_that_nobody_listed_is_a_failure(notice: str, look: str) -> None:
    """3.29: for as long as it lasts; never a loss, whatever is watched."""
    before, now = _base(look), LOOKS[look](*NOTICES[notice])
    by_box = watch(SectionRecipe(item="texte", css=("main", ".corps", ".c3", "#content", "body")), documents=())
    found = [verdict(now, of, revision(before, of), before=before) for of in (BOTH, SECTION_ONLY, CHART_ONLY, by_box)]
    assert all(v.failure and v.failure.kind in ("empty", "maintenance", "soft_404") for v in found), [kind(v) for v in found]


@pytest.mark.parametrize("look", list(LOOKS))
@pytest.mark.parametrize(("title", "content"), [("La piscine des Tilleuls", POOL), ("Accueil", HOME)], ids=["pool", "home"])
def test_another_page_at_the_address_is_a_failure_with_both_titles(title: str, content: str, look: str) -> None:
    """3.29: `other_page`, never a row of `removed`."""
    before, now = _base(look), LOOKS[look](title, content)
    for of in (BOTH, SECTION_ONLY, CHART_ONLY):
        found = verdict(now, of, revision(before, of), before=before)
        assert kind(found) == "other_page"
        assert found.failure is not None
        old, new = found.failure.facts["titles"]
        assert old != new


@pytest.mark.parametrize("look", list(LOOKS))
@pytest.mark.parametrize(
    "left",
    [
        pytest.param("", id="the heading and a line"),
        pytest.param("<p>Le plan des services est en cours de réécriture.</p>", id="a note instead"),
        pytest.param(f"<h2>Les élus</h2>{POOL[36:]}", id="another text instead"),
    ],
)
def test_a_page_that_only_lost_its_items_has_lost_them(left: str, look: str) -> None:
    """3.15, 3.29: a page of its own, however short: to be confirmed, then `removed`."""
    before, now = _base(look), LOOKS[look](pages.TITLE, f"<h1>{pages.TITLE}</h1>{INTRO}{left}")
    assert [kind(verdict(now, of, revision(before, of), before=before)) for of in (BOTH, SECTION_ONLY, CHART_ONLY)] == ["lost"] * 3


@pytest.mark.parametrize("new", list(LOOKS))
@pytest.mark.parametrize("old", list(LOOKS))
def test_a_redesign_is_not_another_page(old: str, new: str) -> None:
    """3.29: another look, another title, h1 reworded, half of the text new: the items stand, so it is the page."""
    before = _base(old)
    prose = (
        f"<p>{pages.PROSE[0]}</p><p>Depuis le printemps, deux agents de plus instruisent les demandes des communes voisines.</p>"
    )
    content = f"<h1>Qui fait quoi à la mairie ?</h1>{pages.DOCUMENT}<h3>La mutualisation des services</h3>{prose}"
    now = LOOKS[new]("Qui fait quoi", content)
    assert kind(verdict(now, BOTH, revision(before, BOTH), before=before)) in ("well", "odd")


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param("", id="alone"),
        pytest.param('<div class="spinner">Chargement…</div>', id="spinner"),
        pytest.param(
            '<div role="dialog"><h2>Vos choix</h2><p>Ce site dépose des fichiers sur votre appareil.</p></div>', id="modal"
        ),
        pytest.param("<noscript>Activez JavaScript.</noscript>", id="noscript"),
    ],
)
def test_a_root_without_its_text_is_a_shell(beside: str) -> None:
    """3.29: whatever stands beside it."""
    now = (
        "<!doctype html><html><head><title>L’organigramme | Valmont</title></head><body>"
        f'<div id="__next"></div>{beside}<script src="/_a/main.js"></script></body></html>'
    )
    assert kind(verdict(now, BOTH, revision(_base("application"), BOTH), before=_base("application"))) == "js_shell"


CONSENT = (
    "<div class='zz'><h2>Votre vie privée compte</h2><p>Avec nos 214 partenaires, nous déposons des traceurs et des cookies "
    "pour mesurer l’audience. Vous pouvez accepter, refuser ou personnaliser vos choix.</p><a href='#'>Tout accepter</a> "
    "<a href='#'>Tout refuser</a></div>"
)


@pytest.mark.parametrize("look", list(LOOKS))
@pytest.mark.parametrize("content", [CONSENT, f"{CONSENT}<div class='m'></div>"], ids=["alone", "main emptied"])
def test_a_request_for_consent_in_place_of_the_page_is_a_wall(content: str, look: str) -> None:
    """3.29: the words choose the kind."""
    before, now = _base(look), LOOKS[look](pages.TITLE, content)
    found = verdict(now, BOTH, revision(before, BOTH), before=before)
    assert kind(found) in ("bot_wall", "empty"), found


@pytest.mark.parametrize("look", ["semantic", "grid", "same title"])
def test_a_short_page_that_lost_its_document_has_lost_it(look: str) -> None:
    """3.14, 3.15: all that it said beside its document still stands, however little: it is not empty, and the loss is told."""
    line = "<p>Un seul plan est affiché ici.</p>"
    before, now = (LOOKS[look](pages.TITLE, f"<h1>{pages.TITLE}</h1>{line}{left}") for left in (pages.DOCUMENT, ""))
    assert kind(verdict(now, CHART_ONLY, revision(before, CHART_ONLY), before=before)) == "lost"


BY_BOX = watch(SectionRecipe(item="mutualisation", css=("#contenu",)), documents=())
ENGLISH = (
    "<h1>How the town is run</h1><h2>Sharing of services</h2>"
    "<p>The town and the metropolitan area have shared their services since 2011, in order to limit what both of them spend.</p>"
    "<p>The purchasing office works for the two of them, and a joint committee meets twice a year to look at the accounts.</p>"
)
FRENCH = (
    f"<h1>{pages.TITLE}</h1><h2>La mutualisation des services</h2>"
    "<p>La ville et la métropole ont mis en commun leurs services depuis 2011, pour limiter ce que chacune des deux dépense.</p>"
    "<p>La direction des achats travaille pour les deux, et une commission mixte se réunit deux fois par an sur les comptes.</p>"
)


@pytest.mark.parametrize("more", [pytest.param(0, id="short"), pytest.param(8, id="long")])
def test_a_page_that_answers_in_another_language_is_told_as_that(more: int) -> None:
    """3.15 before 3.29: found where it was, in its old shape; by heading alone it is another page, never « maintenance »."""
    old = FRENCH + "<p>Chaque année, le conseil vote la part de la ville et celle de la métropole.</p>" * more
    new = ENGLISH + "<p>Every year the council votes on the share of the town and on that of the area.</p>" * more
    before, now = pages.semantic(pages.TITLE, old), pages.semantic("How the town is run", new)
    found = verdict(now, BY_BOX, revision(before, BY_BOX), before=before)
    assert (kind(found), [reason for _, reason in found.odd]) == ("odd", ["fr → en"])
    assert kind(verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) == "other_page"


@pytest.mark.parametrize("turned", [False, True])
def test_under_one_title_and_heading_a_page_in_another_language_took_nothing_away(turned: bool) -> None:
    """3.15, 3.29: what the two have in common is the site's; of a page in two languages that loses one, the loss is told."""
    top = "<h1>Valmont</h1><h2>Downloads</h2><p>Tel. 0100</p>"
    sides = [top + text.partition("</h1>")[2] for text in (FRENCH, ENGLISH)]
    before, now = (pages.semantic("Valmont-sur-Ource", side) for side in (reversed(sides) if turned else sides))
    of = watch(SectionRecipe(item="s", heading="Sharing of services" if turned else "La mutualisation des services"), documents=())
    found = verdict(now, of, revision(before, of), before=before)
    assert found.failure is not None and found.failure.kind == "other_page"
    assert len(set(found.failure.facts["titles"])) == 2
    both = pages.semantic("Valmont-sur-Ource", sides[0] + sides[1].replace(top, ""))
    left = pages.semantic("Valmont-sur-Ource", sides[0 if turned else 1])
    assert kind(verdict(left, of, revision(both, of), before=both)) == "lost"


def test_a_notice_in_another_language_is_no_translation() -> None:
    """3.29: what stands in the box has not the shape of the text that stood there, or says what it is."""
    before = pages.semantic(pages.TITLE, FRENCH + "<ul>" + "<li>Un service commun.</li>" * 9 + "</ul>")
    notice = (
        "<h1>We are sorry</h1><p>The site is temporarily unavailable because of scheduled maintenance work. Our teams are doing "
        "all that they can to bring it back as soon as possible; please try again later in the day, and thank you.</p>"
    )
    now = pages.semantic("We are sorry", notice)
    assert kind(verdict(now, BY_BOX, revision(before, BY_BOX), before=before)) == "maintenance"


CARDS = {
    "cards": '<div class="c"><h2><a href="/{n}">{title}</a></h2><p>{line}</p></div>',
    "a list": "<li><a href='/{n}'>{title}</a><p>{line}</p></li>",
    "hits": "<article><h3>{title}</h3><p>{line}</p><a href='/{n}'>Lire</a></article>",
}


@pytest.mark.parametrize("look", list(pages.FRAMES))
@pytest.mark.parametrize("card", CARDS)
def test_a_page_that_names_the_old_one_on_a_card_is_another_page(card: str, look: str) -> None:
    """3.29: the rubric above it, or a search: the old title stands on it, below a title of its own, and all was « retirée »."""
    before = pages.FRAMES[look](pages.TITLE, f"<h1>{pages.TITLE}</h1>{INTRO}{pages.SECTION}")
    names = ((pages.TITLE, "Qui fait quoi."), ("Le conseil", "Les élus."), ("Les marchés", "Ce que la ville achète."))
    listed = "".join(CARDS[card].format(n=n, title=title, line=line) for n, (title, line) in enumerate(names))
    listed = f"<ul>{listed}</ul>" if card == "a list" else listed
    now = pages.FRAMES[look]("Votre mairie", f"<h1>Votre mairie</h1>{listed}")
    assert verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before).failure is not None
    anew = pages.FRAMES[look](
        "Votre mairie", f"<h1>Votre mairie</h1><h2>{pages.TITLE}</h2>{INTRO}<h2>Les élus</h2><p>Ils sont 39.</p>"
    )
    assert kind(verdict(anew, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) == "lost"


REWRITTEN = {
    "closed": (f"{pages.TITLE} : fermeture", "<h2>{title}</h2><p>Ils ferment leurs portes le 3 mars.</p>"),
    "merged": (
        "La vie en ville",
        "<h3>{title}</h3><p>Fermés jusqu’en mai.</p><h3>Le foyer</h3><p>Ouvert.</p><h3>La halle</h3><p>Close.</p>",
    ),
    "new slogan": ("Bienvenue chez vous", "<h2>{title}</h2><p>Le restaurant a été confié à une association du quartier.</p>"),
}


@pytest.mark.parametrize("look", ["semantic", "divs"])
@pytest.mark.parametrize("way", REWRITTEN)
def test_a_page_written_anew_above_the_old_title_is_no_other_page(way: str, look: str) -> None:
    """3.29, 3.15: a title of its own above, the old one below, over a text that leads nowhere: it was a page without its text."""
    before = pages.FRAMES[look](pages.TITLE, f"<h1>{pages.TITLE}</h1>{INTRO}{pages.SECTION}")
    title, body = REWRITTEN[way]
    now = pages.FRAMES[look](title, f"<h1>{title}</h1>{body.format(title=pages.TITLE)}")
    assert kind(verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) == "lost"


SIDE = "".join(
    f"<div class=callout><h3>{title}</h3>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    for title, lines in {
        "Actualités": (
            "Le marché de Noël s’installe place Haute",
            "Travaux rue des Tanneurs : déviation",
            "Inscriptions au conservatoire",
        ),
        "Agenda": ("Loto des aînés", "Conseil municipal"),
        "Météo": ("Mardi 1 décembre 2026",),
    }.items()
)


def _beside_news(content: str, title: str = pages.TITLE) -> str:
    """A site whose main content holds the news beside each text."""
    return (
        f"<html><head><title>{title} - Valmont</title></head><body><header><a href=/>Valmont</a></header>"
        f"<main><nav><ol><li><a href=/>Accueil</a></li><li>{pages.TITLE}</li></ol></nav>"
        f"<div class=row><div class=col-8>{content}</div><div class=col-4>{SIDE}</div></div></main><footer>Mairie</footer></html>"
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<div id=app></div>",
        "<h1>Le site se refait une beauté</h1><p>Nous revenons très vite. Merci de votre patience.</p>",
        "<h1>Petit souci technique</h1><p>Nos serveurs n’ont pas pu composer la page.</p>",
        "<p>Cette adresse ne mène nulle part.</p><p>Utilisez le menu ou la recherche pour continuer votre visite.</p>",
    ],
    ids=["nothing", "an application", "works", "an error", "no heading"],
)
def test_the_news_beside_a_text_is_no_text_that_is_left(content: str) -> None:
    """3.29: with its callouts, as before, the page was one that lost its items, under a title that stayed: each line removed."""
    before = _beside_news(f"<h1>{pages.TITLE}</h1>{INTRO}{pages.DOCUMENT}{pages.SECTION}")
    for of in (BOTH, SECTION_ONLY):
        found = verdict(_beside_news(content), of, revision(before, of), before=before)
        assert found.failure, kind(found)
        assert found.failure.kind in ("empty", "maintenance", "soft_404", "js_shell")


def test_a_text_beside_the_items_that_stays_is_the_page_s() -> None:
    """3.15: the counter-example: what the next column says in whole sentences is left of it, under the title that it had."""
    other = "<h2>Les conseils de quartier</h2>" + "".join(
        f"<p>Le conseil du quartier {n} se réunit chaque premier jeudi du mois à la maison des associations, et chacun y vient.</p>"
        for n in range(1, 5)
    )
    text = f"<h1>{pages.TITLE}</h1>{INTRO}{pages.DOCUMENT}{pages.SECTION}"
    before, now = (_beside_news(said).replace(SIDE, other) for said in (text, "<p>À venir.</p>"))
    assert kind(verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) == "lost"
    lost = _beside_news(f"<h1>{pages.TITLE}</h1>{INTRO}")  # who took the section out left the title
    assert kind(verdict(lost, SECTION_ONLY, revision(before, SECTION_ONLY), before=_beside_news(text))) == "lost"


LATEST = (
    "<h2>Actualités</h2><div><p>{}</p><p>Le marché ouvre le 12 décembre.</p><p>La piscine ferme du 20 au 27 décembre.</p></div>"
)


def _above_news(content: str, first: str = "Vœux du maire le 9 janvier.") -> str:
    """A site that has its news below each text, in no column."""
    head = f"<head><title>{pages.TITLE} - Valmont</title></head>"
    return f"<html>{head}<body><header><a href=/>Valmont</a></header><main>{content}{LATEST.format(first)}</main></html>"


@pytest.mark.parametrize(
    "content",
    [
        "<div>Une erreur est survenue, veuillez réessayer.</div>",
        "<h1>Ein Fehler ist aufgetreten</h1>",
        "<h1>Oups !</h1><p>7F3A</p>",
    ],
)
def test_news_under_their_title_are_no_text_that_is_left(content: str) -> None:
    """3.29: flat below the text, too: the error was told as what the page says now."""
    text = f"<h1>{pages.TITLE}</h1>{INTRO}{pages.SECTION}<h2>Contact</h2><p>Accueil : 01 02 03 04 05</p>"
    before = _above_news(text)
    assert verdict(_above_news(content), SECTION_ONLY, revision(before, SECTION_ONLY), before=before).failure


def test_what_its_owner_wrote_behind_news_that_stand_first_is_the_page_s() -> None:
    """3.15: a column of news under the title, then the text: lines behind the title of the news may be the page's."""
    news = "<div class='left'><h3>Actualités</h3><p>Loto des aînés.</p></div><div class='right'>{}</div>"
    before = pages.FRAMES["semantic"](pages.TITLE, f"<h1>{pages.TITLE}</h1>{news.format(pages.SECTION)}")
    now = before.replace(pages.SECTION, "<p>La mutualisation a pris fin le 31 décembre 2025.</p>")
    assert kind(verdict(now, SECTION_ONLY, revision(before, SECTION_ONLY), before=before)) == "lost"
