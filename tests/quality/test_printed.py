"""What programs print word for word is no text, whatever word of it towns have; one word more and somebody wrote it (3.14)."""

from __future__ import annotations

from html import escape

import pytest

from monitor.quality.phrases import is_code
from monitor.quality.printed import printed_kind
from tests.quality import pages
from tests.quality.judging import SECTION_ONLY, kind, revision, verdict

PRINTED = {
    "bot_wall": [
        "Bestätigen Sie, dass Sie ein Mensch sind, indem Sie die folgende Aktion ausführen.",
        "Verifieer dat u een mens bent door de onderstaande actie uit te voeren.",
        "Verifica di essere un essere umano",
        "Verifique se você é humano concluindo a ação abaixo.",
        "L’URL richiesto è stato respinto. Consultare l’amministratore. Il vostro ID di supporto è: 1234567890123",
        "Die angeforderte URL wurde zurückgewiesen. Bitte wenden Sie sich an Ihren Administrator.",
        "Te veel verzoeken. Probeer het later opnieuw.",
        "Debe aceptar las cookies funcionales para ver este contenido.",
        "Access denied\nRay ID: 8a1b2c3d4e5f6071",
        "Additional security check is required\nI am human",
    ],
    "login_redirect": [
        "Non si dispone dei ruoli necessari per accedere a questa portlet.",
        "Sie sind nicht berechtigt, diese Ressource zu sehen.",
        "Questo contenuto è protetto da password. Inseriscila qui sotto per visualizzarlo.",
        "Siamo spiacenti… L’accesso ha richiesto troppo tempo. Il processo di autenticazione ricomincia.",
        "Le jeton de sécurité est invalide.",
        "Application Not Authorized to Use CAS",
    ],
    "maintenance": [
        "Limite di banda superato",
        "Délai d’attente de la passerelle dépassé",
        "Briefly unavailable for scheduled maintenance. Check back in a minute.",
        "Momentanément indisponible en raison d’une maintenance planifiée. Vérifiez à nouveau dans un instant.",
        "Attention : un problème technique (serveur SQL) empêche l’accès à cette partie du site. Merci de votre compréhension.",
        "502 Bad Gateway\nnginx/1.18.0",
        "Something went wrong\nCorrelation ID: 5d0e8a9f-1b2c-7000-9a3b-0c1d2e3f4a5b",
        "Error 503 Backend fetch failed\nGuru Meditation:\nXID: 1234567",
        "ERROR\nThe requested URL could not be retrieved\nConnection refused",
    ],
    "soft_404": [
        "Diese Seite scheint nicht zu existieren.",
        "De gevraagde bron is niet gevonden.",
        "Ci spiace, ma questo articolo è disponibile soltanto in inglese.",
        "Page Not Found\nReason: ID was not an accessible page",
    ],
    "redirected": ["U wordt doorgestuurd … Gebeurt er niets, klik dan hier.", "Se non succede nulla, fai clic qui."],
    "js_shell": ["Schakel JavaScript in uw browser in.", "Abilita JavaScript nel tuo browser."],
    "empty": [
        "No items found.",
        "Index of /annuaire\nParent Directory\nfiche.pdf",
        "Aggiungi un titolo qui\nFai clic su modifica per cambiare questo testo.",
        "Ich bin ein Textblock. Klicken Sie auf den Bearbeiten-Button, um diesen Text zu ändern.",
    ],
}
WRITTEN = [
    "Trop de demandes de jardins cette année : tirage au sort samedi.",
    "Si rien ne se passe, appuyez sur le bouton rouge.",
    "Momentanément indisponible en raison d’une maintenance planifiée.",
    "Too many requests. Names drawn on Saturday.",
    "This post is no longer available.",
    "ID du jeu de données : 6fa459ea-ee8a-3ca4-894e-db77e160355e",
    "Demandez le mot de passe à l’accueil. Saisissez le mot de passe ci-dessous.",
    "Revenez dans une minute.",
    "Ajoutez un titre ici.",
    "Check back in a minute at the desk, the guide is on her way.",
    "No items found in the park this week.",
    "Enter your name below.",
    "Die Anmeldung beginnt am 3. März.",
    "Falls nichts passiert, rufen Sie uns an.",
    "Zu viele Anfragen, bitte versuchen Sie es im Mai noch einmal.",
    "Für diesen Kurs ist JavaScript erforderlich.",
    "Demasiadas solicitudes. Inténtelo más tarde.",
    "Zu viele Anfragen. Danke für Ihr Interesse.",
    "Ihre Anfrage konnte nicht bearbeitet werden.",
    "Sie sind nicht berechtigt, vor der Schule zu parken.",
    "Uw aanvraag kan niet worden verwerkt.",
    "De lift is even niet beschikbaar wegens gepland onderhoud, neem de trap.",
    "Troppe richieste. Riprova lunedì.",
    "Non siete autorizzati a sostare davanti alla scuola.",
    "Si no ocurre nada, pulse el botón rojo otra vez.",
    "Esta entrada ya no está disponible.",
    "Se nada acontecer, carregue no botão vermelho.",
]


def test_what_programs_print_is_known_by_whole_sentences_names_and_numbers() -> None:
    """3.14: in seven languages, of the kind that it is; of owners' sentences in the same words none is."""
    told = {said: printed_kind(said.split("\n")) for sayings in PRINTED.values() for said in sayings}
    assert told == {said: sort for sort, sayings in PRINTED.items() for said in sayings}
    assert {said: found for said in WRITTEN if (found := printed_kind([said]))} == {}
    assert printed_kind(["No items found."], of_all=False) is None  # a list of several lost its last entry


@pytest.mark.parametrize("below", ["", "<p>Les communes voisines y ont part.</p>"])
def test_what_is_printed_in_the_place_of_a_text_fails_and_what_is_written_does_not(below: str) -> None:
    """3.14: also where a line of the text stands below it; the same was told as a change to be checked, or as plain news."""
    before = pages.semantic(pages.TITLE, f"<h1>{pages.TITLE}</h1>{pages.SECTION}{below}<h2>Les élus</h2><p>{pages.PROSE[0]}</p>")
    last = revision(before, SECTION_ONLY)
    for said, fails in [
        ("Limite di banda superato", True),
        ("Délai d’attente de la passerelle dépassé", True),
        ("L’URL richiesto è stato respinto. Il vostro ID di supporto è: 1234567890123", True),
        ("Verifica di essere un essere umano", True),
        ("Zu viele Anfragen. Danke für Ihr Interesse.", False),
        ("Trop de demandes de jardins cette année : tirage au sort samedi.", False),
    ]:
        now = before.replace("".join(f"<p>{line}</p>" for line in pages.PROSE), f"<p>{said}</p>", 1)
        assert (kind(verdict(now, SECTION_ONLY, last, before=before)) not in ("odd", "lost", "well")) == fails, said


CODES = [
    "[[+services:default=`…`]] [[*pagetitle]]",
    "<%= render partial: 'services/liste' %>",
    "Liquid error (sections/equipe line 12): Could not find asset snippets/carte.liquid",
    "#1146 - Table 'mairie.services' doesn't exist",
    "(1146, \"Table 'commune.pages' doesn't exist\")",
    "jinja2.exceptions.TemplateNotFound: services/list.html",
    "ENOENT: no such file or directory, open '/var/www/data/services.json'",
    '{exp:channel:entries channel="services" limit="20"}',
    "Error: Cannot find module './routes/equipe'",
]
NO_CODES = [
    "Voir www.metropole.fr/services ou https://www.metropole.fr/a/b.html",
    "Écrire à jean_dupont@ville.fr ou à anne_marie@ville.fr",
    "Les services eau/assainissement et loisirs/culture sont réunis",
    "Ligne 12 du tram, fichier « plan_2026.pdf », arrêté n° 2026/063",
    "Le dossier 'finances/RH' est clos (2025)",
    "Mitarbeiter_innen und Bürger_innen, Mo/Di, und/oder",
    "Les sites 'mairie.fr' et 'metropole.fr' sont réunis",
    "Réservations : ville_de_lens sur Instagram, hashtag #2026, salle #101, compte prets_lens",
    "Voir le fichier 'docs/reglement.pdf' du guide, ou \"/docs/reglement.odt\"",
    "La salle [[Europe]] et les associations [[voir règlement]] {voir annexe 2}",
    "Écrire sur 'mairie.fr' à ville_de_lens, plan docs/plan_general.pdf",
]


@pytest.mark.parametrize("place", ["<h2>La mutualisation des services</h2>{}", "{}"])
def test_a_line_in_letters_of_programs_in_the_place_of_a_text_is_no_news(place: str) -> None:
    """3.14: it was known as a program's, and yet each old line was told as removed; what people write has hardly such signs."""
    before = pages.semantic(pages.TITLE, f"<h1>{pages.TITLE}</h1>{pages.SECTION}<h2>Les élus</h2><p>{pages.PROSE[0]}</p>")
    last = revision(before, SECTION_ONLY)
    for said in CODES:
        whole = f"<h1>{pages.TITLE}</h1>{place.format(f'<p>{escape(said)}</p>')}<h2>Les élus</h2><p>{pages.PROSE[0]}</p>"
        now = pages.semantic(pages.TITLE, whole)
        assert kind(verdict(now, SECTION_ONLY, last, before=before)) not in ("odd", "lost", "well"), said
    assert [said for said in NO_CODES if is_code(said)] == []
