"""What asks the readers of a page for their opinion is none of its text; what a form asks them is (DESIGN 3.5)."""

# ruff: noqa: E501 - markup is easier to check where it stands in one line

from __future__ import annotations

import pytest

from monitor.extract.page import Page

TEXT = "<h2>Services communs</h2><p>Sept services travaillent pour la ville et pour l’agglomération depuis 2019.</p>"


def shown(beside: str) -> list[str]:
    page = Page.parse(f"<title>V</title><main><h1>Mairie</h1>{TEXT}{beside}<p>Fin.</p></main>", "https://v.example/")
    return [block.text for block in page.blocks_of(page.main)]


PLAIN = shown("")


def asked(question: str, *answers: str, kind: str = "radio", before: str = "", after: str = "") -> str:
    ticked = "".join(f"<label><input type={kind} name=a> {answer}</label>" for answer in answers)
    return f"<form>{before}<p>{question}</p>{ticked}{after}<button>Envoyer</button></form>"


def pressed(line: str) -> str:
    return f"<div><p>Quelle salle ?</p>{line}<button>Voir</button><button>Effacer</button></div>"


USEFUL = "Cette page vous a-t-elle été utile ?"


@pytest.mark.parametrize(
    "asking",
    [
        pytest.param("<div><p>War diese Seite hilfreich?</p><button>Ja</button> <button>Nein</button></div>", id="two buttons"),
        pytest.param(
            "<fieldset><legend>Was this page useful?</legend><label><input type=radio> Yes</label>"
            "<label><input type=radio> No</label></fieldset>",
            id="a fieldset without a form",
        ),
        pytest.param("<p>Utile ?</p><button>Oui</button><button>Non</button>", id="without a box"),
        pytest.param(
            "<section><h2>Votre avis</h2><p>Avez-vous trouvé ?</p><form><label>Oui <input type=radio></label>"
            "<label>Non <input type=radio></label><textarea></textarea><input type=submit></form></section>",
            id="a form to tick",
        ),
        *(
            pytest.param(
                f"<form><fieldset><legend>{question}</legend><label><input type=radio> {yes}</label><label><input type=radio> {no}"
                f"</label></fieldset><label>{more} <textarea></textarea></label><button>OK</button></form>",
                id=f"a field beside it, {yes}",
            )
            for question, yes, no, more in (
                ("Hebt u gevonden wat u zocht?", "Ja", "Nee", "Uw opmerking"),
                ("Encontrou o que procurava?", "Sim", "Não", "O seu comentário"),
                ("Questa pagina le è stata utile?", "Sì", "No", "Il suo commento"),
            )
        ),
        *(
            pytest.param(
                f"<form><p>{question}</p><label><input type=radio> 1</label><label><input type=radio> 2</label><button>OK</button></form>",
                id=question,
            )
            for question in (
                "Que pensez-vous de notre site ?",
                "Cela vous a-t-il été utile ?",
                "Questa pagina è stata utile?",
                "Did you find what you were looking for?",
                "Was this page useful?",
                "Was deze pagina nuttig?",
                "How helpful was this page?",
                "Beantwoordt deze pagina uw vraag?",
                "Did this page help?",
                "Questa pagina Le è stata d’aiuto?",
            )
        ),
        *(
            pytest.param(asked("Ces informations vous ont-elles été utiles ?", *answers, kind=kind), id=" ".join(answers))
            for answers, kind in (
                (("Oui", "Non", "En partie"), "radio"),
                (("★★★★★", "★★★"), "radio"),
                (("1 étoile", "2 étoiles"), "radio"),
                (("😀", "🙁"), "checkbox"),
                (("Très utile", "Peu utile"), "radio"),
                (("1 sur 5", "2 sur 5"), "radio"),
                (("Plutôt oui", "Eher nein", "Más bien sí", "Acho que não", "Mostly yes", "Rather not", "Piuttosto sì"), "radio"),
            )
        ),
        pytest.param(asked("Cette page répond-elle à vos attentes ?", "Oui", "Eerder niet", kind="radio"), id="expectations"),
        pytest.param(
            "<form><p>Recevez la lettre de la ville chaque vendredi</p><input type=email><button>OK</button></form>",
            id="a form to write in",
        ),
        pytest.param(
            '<div><p>Emportez la mairie partout</p><a href="https://apps.apple.com/x">App Store</a></div>',
            id="an application to get",
        ),
        pytest.param('<div><a href="https://app-eu.readspeaker.com/x">Écouter ce texte</a></div>', id="a voice that reads it"),
        pytest.param('<div><a href="https://webreader.example/?lang=fr">Écouter la page</a></div>', id="a voice elsewhere"),
        pytest.param('<div><a href="https://lesen.example/?u=1">Seite anhören</a></div>', id="a German voice"),
    ],
)
def test_a_question_with_answers_to_press_is_no_text(asking: str) -> None:
    """3.5: its title goes with it."""
    assert shown(asking) == PLAIN


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            "<div><button>Qui paie ?</button><p>La ville.</p></div><div><button>Qui décide ?</button><p>Le conseil.</p></div>",
            ["La ville.", "Le conseil."],
            id="questions that open their answers",
        ),
        pytest.param("<div><p>Qui décide ?</p><p>Le conseil.</p></div>", ["Qui décide ?", "Le conseil."], id="no buttons"),
        pytest.param(
            "<div><p>Que fait le service ?</p><p>"
            + "Il conseille les communes. " * 12
            + "</p><button>Oui</button><button>Non</button></div>",
            ["Que fait le service ?"],
            id="a text with buttons under it",
        ),
    ],
)
def test_a_text_that_asks_and_answers_is_text(content: str, said: list[str]) -> None:
    """3.5: told by what it holds."""
    assert set(said) <= set(shown(content))


@pytest.mark.parametrize("title", ["À lire aussi", "Das könnte Sie auch interessieren", "Related content"])
def test_pages_announced_with_a_line_each_are_no_text(title: str) -> None:
    """3.5: in a box that a selector picks out, too."""
    cards = "".join(f'<div><h4><a href="/{n}">La page {n}</a></h4><p>Le plan numéro {n} est en ligne.</p></div>' for n in range(3))
    assert shown(f"<div><h3>{title}</h3>{cards}</div>") == PLAIN
    kept = shown(f'<div><h3>{title}</h3><a href="/f.pdf">Le plan (PDF)</a></div>')
    assert kept != PLAIN
    assert shown('<ul class="related-information"><li><a href="/f.pdf">Le plan (PDF, 96 Ko)</a></li></ul>') != PLAIN
    assert shown('<ul class="related-information"><li><a href="/f">Une autre page</a></li></ul>') == PLAIN


MAIL = "<form><input type=email><button>OK</button></form>"
NAMES = ("Jean Petit", "Ada Colin", "Ivo Rambert", "Léo Brun", "Zoé Lacroix", "Max Weber")
TABLE = "<table>" + "".join(f"<tr><td>{name}</td><td>03 80 11 22 3{n}</td></tr>" for n, name in enumerate(NAMES)) + "</table>"


def _names(*names: str) -> str:
    return "".join(f"<li>{name}</li>" for name in names)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            f"<div><p>Alerte : eau non potable.</p>{MAIL}</div>",
            f"<div><p>Alerte levée : eau potable.</p>{MAIL}</div>",
            id="an alert",
        ),
        pytest.param(
            f"<div><p>Inscription en mairie jusqu'au 28 mars.</p>{MAIL}</div>",
            f"<div><p>Inscription en mairie jusqu'au 14 mars.</p>{MAIL}</div>",
            id="a term",
        ),
        pytest.param(
            "<p>Entrée : 4 € <select><option>1<option>2</select></p>",
            "<p>Entrée : 6 € <select><option>1<option>2</select></p>",
            id="a price beside a choice",
        ),
        pytest.param(
            "<label><input type=checkbox> Communes (12)</label>",
            "<label><input type=checkbox> Communes (13)</label>",
            id="a number that is counted",
        ),
        *(
            pytest.param(
                f"<form><p>{question}</p><label><input type={kind}>Un voisin</label><label><input type={kind}>Une école</label>{send}</form>",
                f"<form><p>{question}</p><label><input type={kind}>Un voisin</label><label><input type={kind}>Un club</label>{send}</form>",
                id=f"{question} {send}",
            )
            for question, kind, send in (
                ("Qui êtes-vous ?", "radio", "<button>Suivant</button>"),
                ("Wer sind Sie?", "checkbox", "<input type=submit><input type=reset>"),
                ("Vous êtes :", "radio", "<input type=text><button>OK</button>"),
                ("Avez-vous trouvé un objet ?", "radio", "<button>Oui</button><button>Non</button>"),
            )
        ),
        pytest.param(
            "<form><p>Quelle salle ?</p><select><option>Rose : 20 €<option>Bleue</select><button>Voir</button><button>Effacer</button></form>",
            "<form><p>Quelle salle ?</p><select><option>Rose : 25 €<option>Bleue</select><button>Voir</button><button>Effacer</button></form>",
            id="a list to choose from",
        ),
        pytest.param(
            "<details><summary>Catégorie A <b>+</b></summary><p>x</p></details>",
            "<details><summary>Catégorie A <b>−</b></summary><p>x</p></details>",
            id="a mark",
        ),
        pytest.param(
            f"<div><h3>Bureau</h3>{TABLE}</div><div><h3>Commission</h3><ul>{_names(*NAMES)}</ul></div>",
            f"<div><h3>Bureau</h3>{TABLE}</div><div><h3>Commission</h3><ul>{_names(*NAMES[:-1])}</ul></div>",
            id="who leaves the second of two lists of the same people",
        ),
    ],
)
def test_what_a_form_a_choice_or_a_second_list_stands_beside_is_read(old: str, new: str) -> None:
    """Promise 1: a town writes beside these; left out as what serves a list, its edits were never told."""
    assert shown(old) != shown(new)


SITE, FORMAT, AID = (
    "Quand visitez-vous le site gallo-romain ?",
    "Quel format pour la page du bulletin ?",
    "Cette aide vous concerne-t-elle ?",
)
CHOICES = [
    *(
        (asked(SITE, "Matin : 5 €", "Soir : 7 €", kind=kind), asked(SITE, "Matin : 6 €", "Soir : 7 €", kind=kind))
        for kind in ("radio", "checkbox")
    ),
    (asked(FORMAT, "A4 : 20 €", "A5 : 10 €"), asked(FORMAT, "A4 : 25 €", "A5 : 10 €")),
    (asked(AID, "Salarié", "Retraité"), asked(AID, "Salarié", "Étudiant")),
    (asked(AID, "Oui", "Non"), asked("Cette aide vous est-elle ouverte ?", "Oui", "Non")),
    (asked(AID, "Oui, dès 60 ans", "Non"), asked(AID, "Oui, dès 65 ans", "Non")),
    (asked("Qui écrit sur le site ?", "Mme Roy", "M. Petit"), asked("Qui écrit sur le site ?", "Mme Roy", "M. Grand")),
    (asked("Qui tient cette page ?", "Ada Colin", "Ivo Brun"), asked("Qui tient cette page ?", "Ada Colin", "Léo Brun")),
    (asked("Avez-vous vu ce site gallo-romain ?", "Oui", "Non"), asked("Avez-vous vu ce site néolithique ?", "Oui", "Non")),
    (asked("Cette page du journal ?", "Sport", "Culture"), asked("Cette page du journal ?", "Sport", "Voirie")),
    (asked("Does this content suit you?", "Basic £5", "Full £9"), asked("Does this content suit you?", "Basic £6", "Full £9")),
    (asked("Gefällt Ihnen die Seite?", "Mit Karte: 3 €", "Ohne"), asked("Gefällt Ihnen die Seite?", "Mit Karte: 4 €", "Ohne")),
    (asked("Questa pagina è utile?", "Per il Comune", "Per me"), asked("Questa pagina è utile?", "Per la scuola", "Per me")),
    (
        asked(USEFUL, "Oui", "Non", after="<p>Réponse sous 8 jours.</p>"),
        asked(USEFUL, "Oui", "Non", after="<p>Réponse sous 15 jours.</p>"),
    ),
    (asked(USEFUL, "Oui", "Non", after="<p>Écrire à Mme Roy</p>"), asked(USEFUL, "Oui", "Non", after="<p>Écrire à M. Grand</p>")),
    (
        asked(USEFUL, "Oui", "Non", before="<p>Guichet fermé le 3 mars.</p>"),
        asked(USEFUL, "Oui", "Non", before="<p>Guichet fermé le 9 mars.</p>"),
    ),
    (asked(USEFUL, "Oui : 2 €", "Non"), asked(USEFUL, "Oui : 3 €", "Non")),
    (
        asked("Avez-vous trouvé ce que vous cherchez ?", "À la mairie", "Non"),
        asked("Avez-vous trouvé ce que vous cherchez ?", "À l’école", "Non"),
    ),
    (asked("Did you find this wallet?", "Yes", "No"), asked("Did you find this watch?", "Yes", "No")),
    (asked("Cette prime vous a été utile ?", "Oui", "Non"), asked("Cette carte vous a été utile ?", "Oui", "Non")),
    (pressed("<p>Rose : 20 €</p>"), pressed("<p>Rose : 25 €</p>")),
    (pressed("<p>One day £20</p>"), pressed("<p>One day £25</p>")),
]


@pytest.mark.parametrize(("old", "new"), CHOICES)
@pytest.mark.parametrize(
    "around", ["<div>{}</div>", "<section><h3>Réserver</h3>{}</section>", "<div class='wp-block-group form'><div>{}</div></div>"]
)
def test_a_choice_that_is_no_opinion_of_the_page_is_read(around: str, old: str, new: str) -> None:
    """3.5: a question is the page's own only with answers that say yes, no or how much; a price, a name, a day is none."""
    assert shown(around.format(old)) != shown(around.format(new))


def test_a_short_page_with_a_form_to_send_does_not_lie_over_itself() -> None:
    """3.1: « OK » behind a line to fill in answers no box that lies over the page."""
    form = "<form><p>Vous êtes :</p><label><input type=radio> Un voisin</label><input type=text><button>OK</button></form>"
    page = Page.parse(
        f"<title>V</title><div><p>La mairie</p><div><h2>Salle</h2><p>Elle se loue.</p>{form}</div><p>Fin.</p></div>",
        "https://v.example/",
    )
    box = page.tree.find("h2")
    assert box is not None
    assert not page.is_boilerplate(box)


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ('<div><a href="https://son.example/conseil-12-mars">Écouter la séance</a></div>', "Écouter la séance"),
        ('<div><a href="https://son.example/?id=12">Écouter l’émission du 12 mars</a></div>', "Écouter l’émission du 12 mars"),
        ('<div><a href="/page.mp3">Écouter le texte</a></div>', "Écouter le texte"),
        ('<div><a href="https://son.example/contes/12">Écouter le texte</a></div>', "Écouter le texte"),
    ],
)
def test_a_recording_to_listen_to_is_text(beside: str, said: str) -> None:
    """Counter-examples to a voice that reads the page: what is said, or an address of its own, is another thing (3.5)."""
    assert said in shown(beside)


ADDRESS = '<form action="/lettre"><label>Votre adresse <input type="email"></label><button>OK</button></form>'
TOLD = "<p>La commune répartit ses missions entre cinq directions, chacune sous l'autorité d'une directrice ou d'un directeur.</p>"
DATED_NEWS = (
    '<section><h3>En ce moment</h3><ul><li><a href="/actu/pont">Le pont rouvre</a> <time>1er décembre 2026</time></li>'
    '<li><a href="/actu/neige">La neige arrive</a> <time>2 décembre 2026</time></li></ul></section>'
)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Recevez la newsletter</p>",
        "<div><h4>L'essentiel dans votre boîte mail</h4></div>",
        "<p><strong>Unser Rundbrief</strong></p>",
        "<p>Ogni mese nella tua casella</p>",
        "",
    ],
)
def test_a_box_to_subscribe_by_is_no_text_and_makes_nothing_beside_it_text(line: str) -> None:
    """3.5: a line of the letter beside the form is of the form; news that ends the text is none of it, whatever such box follows."""
    plain = shown(f"<div>{TOLD}{DATED_NEWS}</div>")
    assert plain == shown(f"<div>{TOLD}</div>")
    assert shown(f"<div>{TOLD}{DATED_NEWS}<div><div>{line}{ADDRESS}</div></div></div>") == plain


@pytest.mark.parametrize(
    "line",
    [
        "Le service des voiries est fermé",
        "Attention aux courriels frauduleux",
        "La lettre de la ville ne paraît plus.",
        "Nouvelle lettre de la ville : 4 pages",
        "Inscriptions au vide-grenier",
    ],
)
def test_what_is_told_beside_a_form_to_subscribe_by_is_read(line: str) -> None:
    """3.5: a sentence, a figure, or what speaks of no letter that one is sent."""
    assert line in shown(f"<div>{TOLD}<div><p>{line}</p>{ADDRESS}</div></div>")
