"""What happened, in one phrase and in both languages: nothing that a newspaper would have to rewrite."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from monitor.i18n.catalogue import texts
from monitor.i18n.locale import locale_of
from monitor.i18n.typography import french
from monitor.model import Change, Edit, Failure, FailureKind, Language, Words, suspects
from monitor.model.suspects import ENTRIES, NO_CELLS
from monitor.normalize import visible
from monitor.report.edits import beside_counts, beside_line, split
from monitor.report.failures import failure_seen, failure_since, failure_title, failure_to_do
from monitor.report.lines import bracketed, change_lines, edit_lines, plain
from monitor.report.spans import Span
from monitor.report.words import cosmetic, flapping, reason, summary
from tests.report import examples as ex

SUMMARIES = [
    pytest.param(ex.section(ex.REWORDED), "1 phrase modifiée", "1 sentence reworded", id="reworded"),
    pytest.param(
        ex.section(ex.INSERTED, ex.DELETED), "1 passage ajouté, 1 supprimé", "1 passage added, 1 removed", id="came-and-went"
    ),
    pytest.param(
        ex.section(
            Edit(op="link", before="https://a.example/1", after="https://a.example/2", facts={"text": "Statuts"}),
            Edit(op="link", before="https://a.example/3", facts={"text": "Budget"}),
            Edit(op="picture", after="https://a.example/p.png", facts={"text": ""}),
            Edit(op="picture", after="https://a.example/q.png", facts={"text": ""}),
            Edit(op="struck", facts={"text": "12 €"}),
        ),
        "1 passage barré, 1 lien modifié, 1 lien disparu, 2 images apparues",
        "1 passage struck out, 1 link changed, 1 link gone, 2 pictures appeared",
        id="beside-the-words-what-came-went-and-changed",
    ),
    pytest.param(ex.section(Edit(op="dotted", facts={})), "1 changement", "1 change", id="an-op-of-later"),
    pytest.param(ex.section(ex.MOVED), "1 paragraphe déplacé", "1 paragraph moved", id="moved"),
    pytest.param(
        ex.document(Edit(op="delete", before="M. Bruno Martin"), Edit(op="insert", after="Mme Anne Durand\n")),
        "1 ligne ajoutée, 1 supprimée",
        "1 line added, 1 removed",
        id="names-are-no-sentences",
    ),
    pytest.param(ex.section(ex.HEADING), "titre de la section modifié", "section heading changed", id="heading"),
    pytest.param(ex.section(ex.DELETED, change="removed"), "section retirée", "section removed", id="section-removed"),
    pytest.param(
        ex.section(ex.REWORDED, change="restored", returns_to=3),
        "section de retour (version 3), 1 phrase modifiée",
        "section is back (version 3), 1 sentence reworded",
        id="section-restored",
    ),
    pytest.param(
        ex.section(ex.REWORDED, returns_to=11),
        "1 phrase modifiée, retour à la version 11",
        "1 sentence reworded, back to version 11",
        id="returns",
    ),
    pytest.param(ex.section(suspect="fr → it"), "texte désormais en italien", "text now in Italian", id="other-language"),
    pytest.param(ex.section(suspect="380 → 42 words"), "texte réduit à 42 mots sur 380", "text cut to 42 of 380 words", id="short"),
    pytest.param(
        ex.section(change="removed", suspect="its place stands empty"),
        "texte disparu, place restée vide",
        "text gone, its place left empty",
        id="place-left-empty",
    ),
    pytest.param(
        ex.section(suspect="all that followed is gone"), "fin de la page disparue", "the end of the page is gone", id="end-gone"
    ),
    pytest.param(
        ex.section(change="removed", suspect="in place of all: Fermé."),
        "texte remplacé par : « Fermé. »",
        "text replaced by: “Fermé.”",
        id="one-line-for-all",
    ),
    pytest.param(
        ex.section(suspect="nothing under: Tarifs"), "plus rien sous « Tarifs »", "nothing left under “Tarifs”", id="heading-bare"
    ),
    pytest.param(
        ex.section(suspect="few words under: Tarifs"),
        "texte sous « Tarifs » remplacé par quelques mots",
        "text under “Tarifs” replaced by a few words",
        id="few-words-under",
    ),
    pytest.param(ex.section(suspect="something new"), "contenu inhabituel", "unusual content", id="suspect"),
    pytest.param(
        ex.document(ex.SIZE), "nouveau fichier (203,05 ko → 210 ko)", "new file (203,05 ko → 210 ko)", id="file-with-sizes"
    ),
    pytest.param(ex.document(), "nouveau fichier", "new file", id="file"),
    pytest.param(
        ex.document(ex.LABEL, ex.REWORDED), "1 phrase modifiée, intitulé modifié", "1 sentence reworded, label changed", id="text"
    ),
    pytest.param(ex.document(ex.LABEL, change="relabelled"), "intitulé modifié", "label changed", id="relabelled"),
    pytest.param(
        ex.document(ex.ADDRESS, change="readdressed"),
        "adresse modifiée, même contenu",
        "address changed, same content",
        id="readdressed",
    ),
    pytest.param(
        ex.document(replace(ex.ADDRESS, before="/a.pdf", after="/b.pdf"), change="readdressed", unread=True),
        "adresse modifiée, son contenu n’a pas pu être lu",
        "address changed, its content could not be read",
        id="readdressed-unread",
    ),
    pytest.param(
        ex.document(replace(ex.ADDRESS, before="/a.pdf", after=None), change="readdressed", unread=True),
        "la page n’en donne plus l’adresse",
        "the page no longer gives its address",
        id="readdressed-hidden",
    ),
    pytest.param(
        ex.document(replace(ex.ADDRESS, before=None, after="/b.pdf"), change="readdressed", unread=True),
        "la page en donne maintenant l’adresse",
        "the page now gives its address",
        id="readdressed-shown",
    ),
    pytest.param(ex.document(change="removed"), "document retiré", "document removed", id="document-removed"),
    pytest.param(
        ex.document(change="restored", returns_to=3),
        "document de retour (version 3)",
        "document is back (version 3)",
        id="document-restored",
    ),
    pytest.param(
        ex.document(
            ex.unit("unit_added", "Service des achats"),
            ex.unit("unit_added", "Direction du numérique"),
            *(ex.unit("person_replaced", f"Direction {n}", before="Marie Roche", after="Paul Vidal") for n in range(3)),
        ),
        "2 services apparus, 3 responsables remplacés",
        "2 units appeared, 3 heads replaced",
        id="org-chart",
    ),
    pytest.param(
        ex.document(ex.unit("unit_moved", "Direction des achats", before="DGA Ressources", after="DGA Projets")),
        "1 direction déplacée",
        "1 unit moved",
        id="one-kind-of-unit",
    ),
    pytest.param(
        ex.document(
            ex.unit("unit_added", "Direction du port"),
            ex.unit("unit_added", "Direction des eaux"),
            ex.unit("unit_removed", "Direction des bois"),
            ex.unit("unit_renamed", "", before="Pôle A", after="Pôle culture"),
            ex.unit("unit_moved", "DGA Projets", before="Mairie", after="Métropole"),
            ex.unit("unit_moved", "DGA Ressources", before="Mairie", after="Métropole"),
        ),
        "2 directions apparues, 1 disparue, 1 pôle renommé, 2 DGA déplacées",
        "2 units appeared, 1 gone, 1 renamed, 2 moved",
        id="the-noun-where-it-changes",
    ),
    pytest.param(
        ex.document(
            ex.unit("unit_added", "Vie associative"),
            ex.unit("unit_added", "Bureau du courrier"),
            ex.unit("unit_removed", "Service des bois"),
        ),
        "2 services apparus, 1 disparu",
        "2 units appeared, 1 gone",
        id="mixed-kinds-are-services",
    ),
    pytest.param(
        ex.document(
            ex.unit("person_added", "Cabinet", after="Mme Anne Durand"),
            ex.unit("person_removed", "Culture", before="M. Paul Vidal"),
            ex.unit("person_removed", "Port", before="M. Luc Roche"),
        ),
        "1 nom apparu, 2 noms disparus",
        "1 new name, 2 names gone",
        id="came-and-left",
    ),
    pytest.param(
        ex.document(
            ex.unit("person_added", "Cabinet", after="Mme Anne Durand"),
            ex.unit("person_removed", "Culture", before="Mme Anne Durand"),
        ),
        "1 changement de poste",
        "1 change of post",
        id="from-one-post-to-another",
    ),
    pytest.param(
        ex.document(
            ex.unit("person_replaced", "Cabinet", before="Mme Roche", after="Paul Vidal"),
            ex.unit("person_replaced", "Culture", before="Mlle Morel", after="Paul Roux"),
        ),
        "2 responsables remplacées",
        "2 heads replaced",
        id="women-replaced",
    ),
    pytest.param(
        ex.document(
            ex.unit("person_replaced", "Cabinet", before="Mme Roche", after="Paul Vidal"),
            ex.unit("person_replaced", "Culture", before="M. Morel", after="Paul Roux"),
            ex.unit("person_replaced", "Port", before="M. Blanc", after="Mme Roux", role="directrice par intérim"),
        ),
        "2 responsables remplacés, 1 intérim",
        "2 heads replaced, 1 acting head",
        id="women-and-men-and-an-acting-head",
    ),
    pytest.param(
        ex.document(
            Edit(
                op="unit_moved",
                before="DGA Ressources",
                after="DGA Projets",
                facts={"unit": "Direction des achats", "uncertain": True},
            )
        ),
        "1 rattachement à vérifier",
        "1 move to be checked",
        id="a-doubtful-move-is-no-move",
    ),
    pytest.param(
        ex.document(Edit(op="redrawn", facts={"added": 40, "removed": 12, "kept": 8})),
        "refonte complète, 40 unités nouvelles, 12 disparues, 8 conservées",
        "redrawn from scratch, 40 new units, 12 gone, 8 kept",
        id="redrawn",
    ),
    pytest.param(
        ex.document(Edit(op="redrawn", facts={"added": 1, "removed": 1, "kept": 0})),
        "refonte complète, 1 unité nouvelle, 1 disparue, aucune conservée",
        "redrawn from scratch, 1 new unit, 1 gone, none kept",
        id="redrawn-nothing-kept",
    ),
    pytest.param(
        ex.document(Edit(op="redrawn", facts={"added": 0, "removed": 0, "kept": 19})),
        "redessiné, 19 unités conservées",
        "redrawn, 19 units kept",
        id="redrawn-all-kept",
    ),
    pytest.param(
        ex.document(Edit(op="redrawn", facts={"added": 0, "removed": 0, "kept": 19, "same": True})),
        "redessiné, mêmes services, mêmes responsables",
        "redrawn, same units, same people",
        id="redrawn-and-the-same",
    ),
    pytest.param(
        ex.document(
            Edit(op="redrawn", facts={"added": 0, "removed": 2, "kept": 19}),
            Edit(op="unit_removed", facts={"unit": "Service des eaux"}),
        ),
        "redessiné, 1 unité peut-être disparue, 19 conservées, 1 service disparu",
        "redrawn, 1 unit perhaps gone, 19 kept, 1 unit gone",
        id="redrawn-what-an-edit-tells-is-counted-there",
    ),
    pytest.param(
        ex.document(ex.unit("title_changed", "", before="Organigramme", after="Organigramme des services"), ex.LABEL),
        "titre du document modifié, intitulé modifié",
        "document title changed, label changed",
        id="title-and-label",
    ),
    pytest.param(
        ex.document(
            ex.unit("person_replaced", "Cabinet", before="Marie Roche"), ex.unit("person_replaced", "Culture", after="Paul Vidal")
        ),
        "1 poste devenu vacant, 1 poste pourvu",
        "1 post now vacant, 1 post filled",
        id="vacant",
    ),
    pytest.param(
        ex.document(ex.unit("title_changed", "", before="Organigramme - Juin 2025", after="Organigramme - Juin 2026")),
        "date du document modifiée (Juin 2025 → Juin 2026)",
        "document date changed (Juin 2025 → Juin 2026)",
        id="date",
    ),
    pytest.param(
        ex.document(
            ex.unit(
                "replace",
                "Cabinet",
                before="Marie Roche, Paul Vidal",
                after="Paul Vidal, Marie Roche",
                field="text",
                order="people",
            ),
            Edit(
                op="replace", before="Eaux, Parcs", after="Parcs, Eaux", facts={"field": "text", "unit": "Culture", "order": True}
            ),
        ),
        "ordre modifié sous 1 unité, ordre des noms modifié dans 1 unité",
        "order changed under 1 unit, order of names changed in 1 unit",
        id="order",
    ),
    *[
        pytest.param(
            ex.document(ex.unit("title_changed", "", before=f"Les services – {before}", after=f"Les services – {after}")),
            f"date du document modifiée ({before} → {after})",
            f"document date changed ({before} → {after})",
            id=f"date-{before}",
        )
        for before, after in (
            ("02/2024", "09/2024"),
            ("3. März 2024", "12. Juni 2025"),
            ("3 de marzo de 2024", "1 de junio de 2025"),
            ("1er mars 2024", "12 juin 2025"),
        )
    ],
    pytest.param(
        ex.document(regions=[{"page": 1, "bbox": [0, 0, 9, 9]}, {"page": 2, "bbox": [0, 0, 9, 9]}]),
        "2 zones de l’image modifiées",
        "2 areas of the picture differ",
        id="picture",
    ),
]


@pytest.mark.parametrize(("change", "french_words", "english_words"), SUMMARIES)
def test_a_change_is_summed_up_in_one_phrase(change: Change, french_words: str, english_words: str) -> None:
    """5, 5.3-5.5: how many sentences, units, people; the noun once; plural and gender right."""
    assert (summary(change, "fr"), summary(change, "en")) == (french(french_words), english_words)


def test_notes_say_what_is_odd_and_what_came_back() -> None:
    """3.15, 3.17: said before the edits; a reason that is not in the phrase book is shown as it is."""
    change = ex.section(ex.REWORDED, returns_to=11, suspect="the text is now in Italian")
    assert [plain(line) for line in change_lines(change, "en")[:2]] == [
        "to be checked: the text is now in Italian",
        "This is the text of version 11 again: the page is back to an earlier state.",
    ]


def test_a_document_that_came_back_is_no_text_and_one_that_went_is_nothing() -> None:
    """3.17, 3.23: of six documents that went at once, none « est celui de la version 9 »; a picture is no text."""
    back = plain(change_lines(ex.document(change="added", returns_to=9), "fr")[0])
    assert back == french("Ce document est celui de la version 9 : la page revient à un état déjà connu.")
    for gone in (ex.document(change="removed", returns_to=9), ex.section(change="removed", returns_to=9)):
        assert not any("9" in plain(line) for language in ("fr", "en") for line in change_lines(gone, language))


def test_what_is_odd_is_said_in_words() -> None:
    """3.15: "the document is now in Italian", not a wall of edits."""
    odds = ("fr → it", "380 → 42 words", "program text: {{ x }}", "program text gone: Fehler beim Laden", ENTRIES, NO_CELLS)
    said = [plain(change_lines(ex.section(suspect=odd), "fr")[0]) for odd in odds]
    assert said == [
        french("à vérifier : le texte n'est plus en français mais en italien"),
        french("à vérifier : il ne reste que 42 mots sur 380"),
        french("à vérifier : le texte d'un programme s'y trouve : « {{ x }} »"),
        french("à vérifier : le texte d'un programme n'y est plus : « Fehler beim Laden »"),
        french("à vérifier : plusieurs passages à la suite ont disparu, quelques mots ont pris leur place"),
        french("à vérifier : les cases du tableau sont là, mais ne disent plus rien"),
    ]


def test_every_reason_of_doubt_has_its_words_in_both_forms_and_languages() -> None:
    """3.15: alone it tells why a change is to be checked, in a summary what became of the item; what it quotes is in the former."""
    known = [value for name, value in vars(suspects).items() if name.isupper() and isinstance(value, str)]
    assert len(known) == 16
    odds = [f"{odd}: Tarifs 2026" if odd in suspects.QUOTING else odd for odd in known]
    odds += ["fr → it", "380 → 42 words", "12 / 380 old words", "900x500 → 40x40 pixels"]
    for language in get_args(Language):
        unsaid = locale_of(language).text("report.suspect_summary")
        told = [(reason(odd, language), summary(ex.section(suspect=odd), language)) for odd in odds]
        for odd, said in zip(odds, told, strict=True):
            assert odd not in said and unsaid not in said and (": Tarifs" not in odd or "Tarifs 2026" in said[0]), (odd, said)
        assert len({alone for alone, _ in told}) == len({short for _, short in told}) == len(odds), "no two are said alike"


def test_every_language_that_is_recognised_has_a_name() -> None:
    """3.15, as far as `quality` tells languages apart."""
    told_apart = [
        "ar",
        "br",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "eu",
        "fi",
        "fr",
        "he",
        "hu",
        "it",
        "ja",
        "ko",
        "nl",
        "oc",
        "pl",
        "pt",
        "ro",
        "ru",
        "sv",
        "th",
        "tr",
        "zh",
    ]
    assert told_apart == sorted(key.partition(".")[2] for key in texts("fr", "report") if key.startswith("language."))


# -------------------------------------------------------------------------------------------------------------------- failures


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", get_args(FailureKind))
def test_every_failure_has_words(kind: FailureKind, language: Language) -> None:
    """3, failure kinds: what was seen with its evidence, and what to do, each a whole sentence."""
    failure = Failure(kind=kind, detail="evidence 42")
    seen, do = failure_seen(failure, language), failure_to_do(failure, language)
    assert seen[0].isupper() and seen.endswith("(evidence 42).")
    assert do[0].isupper() and do.endswith(".")
    assert failure_title(failure, language)


FAILURES = [
    pytest.param(
        Failure(kind="http_error", detail="HTTP 503"),
        "erreur du site (HTTP 503)",
        "Le serveur a répondu par une erreur (HTTP 503).",
        id="503",
    ),
    pytest.param(
        Failure(kind="http_error", detail="Retry-After 2026-11-24T10:00:00Z"),
        "attente demandée par le site",
        "Le serveur a demandé d'attendre avant la prochaine visite, et ce délai n'est pas écoulé "
        "(Retry-After 2026-11-24T10:00:00Z).",
        id="held",
    ),
    pytest.param(
        Failure(kind="http_error", detail="HTTP 404"),
        "page introuvable (HTTP 404)",
        "Le serveur répond que la page n'existe pas ou plus (HTTP 404).",
        id="404",
    ),
    pytest.param(
        Failure(kind="soft_404", detail="« Page introuvable »"),
        "page introuvable",
        "Le site dit ne pas trouver la page surveillée (« Page introuvable »).",
        id="soft-404",
    ),
    pytest.param(
        Failure(kind="maintenance", detail=""),
        "site en maintenance",
        "Le site affiche un avis de maintenance ou de surcharge.",
        id="bare",
    ),
    pytest.param(
        Failure(kind="document_unreadable", detail="encrypted", item="organigramme"),
        "organigramme : document illisible",
        "« organigramme » : le document est arrivé, mais son contenu n'a pas pu être lu (chiffré, un mot de passe est demandé).",
        id="one-item",
    ),
]


@pytest.mark.parametrize(("failure", "title", "seen"), FAILURES)
def test_a_failure_says_what_was_seen(failure: Failure, title: str, seen: str) -> None:
    """The evidence stands in the sentence, page text as it is, its « » held to what they quote."""
    detail = failure.detail
    glued = detail.replace("« ", "«\u202f").replace(" »", "\u202f»")
    assert failure_title(failure, "fr") == french(title)
    assert failure_seen(failure, "fr") == french(seen.replace(f"({detail})", "(@)")).replace("@", glued)


@pytest.mark.parametrize("kind", ["http_error", "robots"])  # `robots`: as it was recorded before
def test_a_site_that_cannot_give_its_robots_txt_has_forbidden_nothing(kind: FailureKind) -> None:
    """14.4: the whole site is down, robots.txt with it; nobody is sent to ask it for leave, nor to set `robots = false`."""
    failure = Failure(kind=kind, detail="robots.txt: HTTP 503")
    assert failure_title(failure, "fr").startswith("robots.txt indisponible")
    assert failure_title(failure, "en").startswith("robots.txt unavailable")
    told = "à lire avant toute page ; rien d'autre ne lui a été demandé (HTTP 503)."
    assert failure_seen(failure, "fr") == french(f"Le site n'a pas pu donner son fichier robots.txt, {told}")
    assert failure_seen(failure, "en").endswith("nothing else was asked of it (HTTP 503).")
    assert failure_to_do(failure, "fr") == french("Rien, chaque visite réessaie ; si cela dure, prévenez le site.")
    assert failure_to_do(failure, "en") == "Nothing, every visit tries again; if it lasts, tell the site."


@pytest.mark.parametrize(
    ("kind", "detail", "title"),
    [
        ("robots", "Disallow /page", "visite refusée par robots.txt"),
        ("http_error", "HTTP 429", "trop de visites (robots.txt : HTTP 429)"),
    ],
)
def test_what_robots_txt_forbids_and_a_site_that_asks_for_patience_are_told_as_such(
    kind: FailureKind, detail: str, title: str
) -> None:
    """14.4: both are the site's wish, with advice of their own."""
    assert failure_title(Failure(kind=kind, detail=f"robots.txt: {detail}"), "fr") == french(title)


EVIDENCE = [
    ("blocked_address", "intranet.example: loopback address", "intranet.example : adresse de bouclage"),
    ("connect", "ville.example: Connection refused", "ville.example : connexion refusée [Connection refused]"),
    ("tls", "ville.example: certificate has expired", "ville.example : certificat expiré [certificate has expired]"),
    ("dns", "ville.example: no answer in 10 s", "ville.example : pas de réponse en 10 s"),
    ("document_unreadable", "no %PDF header (text/html)", "sans en-tête %PDF (text/html)"),
    ("truncated", "512/1024 bytes", "512 octets sur 1024"),
    ("empty", "0 B", "0 octet"),
    ("timeout", "read: 20 s", "lecture : 20 s"),
    ("maintenance", "« Connection refused »", "« Connection refused »"),
    ("connect", "a cause nobody has worded", "a cause nobody has worded"),
]


@pytest.mark.parametrize(("kind", "detail", "words"), EVIDENCE)
def test_a_french_report_gives_the_evidence_in_french(kind: FailureKind, detail: str, words: str) -> None:
    """What the page itself says is quoted as it stands, and what has no translation too; English has it as it is stored."""
    assert failure_seen(Failure(kind=kind, detail=detail), "fr").endswith(f"({french(words)}).")
    if "«" not in detail:
        assert failure_seen(Failure(kind=kind, detail=detail), "en").endswith(f"({detail}).")


def test_a_failure_says_since_when() -> None:
    """Times stand in the configured time zone."""
    assert (
        failure_since(ex.SERVICE_DOWN, "fr", ex.PARIS)
        == "Depuis le 21\u00a0novembre\u00a02026 à 8\u00a0h\u00a000, 3 échecs de suite."
    )
    assert failure_since(ex.SERVICE_DOWN, "en", "UTC") == "Since 21\u00a0November\u00a02026, 07:00, 3 failures in a row."
    assert failure_since(ex.NO_DOCUMENT, "fr", ex.PARIS) == "C’est le premier échec."


def test_a_hidden_difference_says_what_it_is() -> None:
    """3.11: the rule that hid it, in words; a rule nobody has worded yet still has its number."""
    assert cosmetic("mutualisation", "3.10", "fr") == french(
        "différence non signalée dans mutualisation : apostrophes, guillemets, tirets ou espaces"
    )
    address = "an address written differently, leading to the same place"
    assert cosmetic("organigramme", "3.11 address", "en") == f"difference not reported in organigramme: {address}"
    assert cosmetic("organigramme", "9.9 new", "en") == "difference not reported in organigramme: a difference that no reader sees"


def test_flapping_is_one_sentence() -> None:
    """3.17"""
    assert flapping(ex.ALTERNATING, "fr", ex.PARIS) == french(
        "La page alterne entre 3 versions (11, 12 et 13) depuis le 20\u00a0novembre\u00a02026 ; ces retours ne sont plus signalés."
    )


# ------------------------------------------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("at", "french_words", "english_words"),
    [
        (
            datetime(2026, 11, 24, 7, 0, tzinfo=UTC),
            "24\u00a0novembre\u00a02026 à 8\u00a0h\u00a000",
            "24\u00a0November\u00a02026, 08:00",
        ),
        (datetime(2026, 7, 31, 22, 5, tzinfo=UTC), "1er\u00a0août\u00a02026 à 0\u00a0h\u00a005", "1\u00a0August\u00a02026, 00:05"),
    ],
    ids=["winter", "summer-midnight"],
)
def test_times_are_said_in_the_configured_zone(at: datetime, french_words: str, english_words: str) -> None:
    """6, timezone: displayed times; the first of the month is « 1er »."""
    assert (locale_of("fr").moment(at, ex.PARIS), locale_of("en").moment(at, ex.PARIS)) == (french_words, english_words)


def test_numbers_sizes_durations_and_lists() -> None:
    say, tell = locale_of("fr"), locale_of("en")
    assert [say.number(n) for n in (0, 1234567, 2.5)] == ["0", "1\u202f234\u202f567", "2,5"]
    assert [say.size(n) for n in (999, 1500, 207_923, 1_250_000, 999_999)] == [
        "999\u00a0octets", "1,5\u00a0ko", "208\u00a0ko", "1,2\u00a0Mo", "1\u00a0Mo",
    ]  # fmt: skip
    assert [
        say.duration(timedelta(**span)) for span in ({"days": 119}, {"days": 57}, {"days": 3}, {"hours": 1}, {"seconds": 9})
    ] == [
        "3 mois",
        "57 jours",  # « 1 mois » would be half of it
        "3 jours",
        "1 heure",
        "moins d’une minute",
    ]
    assert [tell.text("report.count.failures", n=n) for n in (0, 1, 2)] == ["0 failures", "1 failure", "2 failures"]
    assert [say.text("report.count.failures", n=n) for n in (0, 1, 2)] == ["0 échec", "1 échec", "2 échecs"]
    assert [say.listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a et b", "a, b et c"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Elle est gratuite. Elle reste ouverte.", 2),
        ("M. Dupont et Mme. Roy dirigent le service.", 1),
        ("Le service est facturé 2 000 € depuis l’art. 5 du schéma ! Pourquoi ? Parce que.", 3),
        ("Direction générale", 1),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(text: str, number: int) -> None:
    """5: a summary counts sentences; titles before names end none."""
    assert len(split(text)) == number


def test_a_page_without_its_end_is_told_in_the_language_of_the_reader() -> None:
    """3.13"""
    failure = Failure(kind="truncated", detail="86 B, no </html>")
    assert "sans </html>" in failure_seen(failure, "fr") and "no </html>" in failure_seen(failure, "en")


def test_of_an_emptied_page_nothing_is_said_to_stand_in_its_place() -> None:
    """3.14, 3.26: what is quoted of it is its own title."""
    left = Failure(kind="empty", detail="0 < 60 « Nos services »")
    assert failure_seen(left, "fr") == french("La page est arrivée presque sans texte (« Nos services »).")
    assert failure_seen(left, "en") == "The page came with hardly any text (“Nos services”)."
    assert "autre chose à la place" in failure_seen(Failure(kind="empty", detail="« Pause »"), "fr")


def test_one_word_that_is_left_is_told_in_the_singular() -> None:
    """10.9"""
    assert [reason(f"380 → {n} words", "fr") for n in (1, 2)] == ["il ne reste que 1 mot sur 380", "il ne reste que 2 mots sur 380"]
    assert [reason(f"380 → {n} words", "en") for n in (1, 2)] == ["only 1 of 380 words is left", "only 2 of 380 words are left"]


def test_a_label_with_the_new_date_of_its_document_is_no_second_news() -> None:
    """10.8: « date du document modifiée (Mars 2031 → Juin 2031), intitulé modifié » said one thing twice."""
    title = Edit(op="title_changed", before="Organigramme – Mars 2031", after="Organigramme – Juin 2031")
    for before, after, more in (
        ("Organigramme - mars 2031", "Organigramme - juin 2031", ""),
        ("Organigramme - mars 2031", "Organigramme - mai 2031", ", intitulé modifié"),
        ("Organigramme - mars 2031", "Organigramme des services - juin 2031", ", intitulé modifié"),
    ):
        label = Edit(op="replace", before=before, after=after, facts={"field": "label"})
        said = summary(ex.document(title, label), "fr").replace("\u00a0", " ")
        assert said == f"date du document modifiée (Mars 2031 → Juin 2031){more}"


def test_a_document_that_is_a_picture_is_said_to_be_one() -> None:
    """5.5: « la structure du document n'est pas lisible » was said of a plan that has none."""
    regions = [{"page": 1, "bbox": [0, 0, 9, 9]}]
    (line,) = change_lines(ex.document(regions=regions), "fr")
    assert plain(line).replace("\u00a0", " ") == "le document est une image, sans texte à lire : 1 zone de l’image modifiée, page 1"


def test_of_a_short_cell_that_differs_here_and_there_both_versions_are_read_whole() -> None:
    """3.24: « [14 → 13] h [+30] - 17 h » has to be put together."""

    def lines(before: str, after: str, words: Words) -> list[str]:
        part = {"row": "Mardi", "column": "Heures", "before": before, "after": after, "words": words}
        edit = Edit(op="replace", before=before, after=after, words=words, facts={"parts": [part]})
        return [plain(line).replace("\u202f", " ").replace("\u00a0", " ") for line in edit_lines(edit, "fr")]

    words: Words = (("-", "14"), ("+", "13"), ("=", " h "), ("+", "30 "), ("=", "- 17 h"))
    assert lines("14 h - 17 h", "13 h 30 - 17 h", words) == ["Mardi, colonne « Heures » : [14 h - 17 h → 13 h 30 - 17 h]"]
    assert lines("9 h", "9 h, sauf le 1er", (("=", "9 h"), ("+", ", sauf le 1er"))) == [
        "Mardi, colonne « Heures » : 9 h[+, sauf le 1er]"
    ]


@pytest.mark.parametrize(
    ("language", "line", "counted"),
    [
        (
            "fr",
            "les deux textes que la page répétait ne diffèrent plus par ce passage : « Sports »",
            "2 passages par lesquels les deux textes répétés ne diffèrent plus",
        ),
        (
            "en",
            "the two texts that the page repeated no longer differ by this passage: “Sports”",
            "2 passages by which two repeated texts no longer differ",
        ),
    ],
)
def test_what_two_equal_texts_no_longer_differ_by_is_said(language: Language, line: str, counted: str) -> None:
    """3.28: « n’est plus dans un seul des deux » could be read as gone; the other text may itself be gone (3.23)."""
    edit = Edit(op="in_both", facts={"text": "Sports"})
    said = "".join(span.text for span in beside_line(edit, locale_of(language)).spans)
    assert (" ".join(said.split()), [*map(visible, beside_counts([edit, edit], locale_of(language)))]) == (line, [counted])


@pytest.mark.parametrize(
    ("language", "line", "counted"),
    [
        (
            "fr",
            "un passage n’est que dans l’un des deux textes que la page répète : « Sports »",
            "2 passages qui ne sont que dans l’un des deux textes répétés",
        ),
        (
            "en",
            "a passage stands in only one of the two texts that the page repeats: “Sports”",
            "2 passages in only one of two repeated texts",
        ),
    ],
)
def test_what_one_of_two_equal_texts_says_alone_is_said(language: Language, line: str, counted: str) -> None:
    """3.28, 13.6"""
    edit = Edit(op="in_one", facts={"text": "Sports"})
    said = "".join(span.text for span in beside_line(edit, locale_of(language)).spans)
    assert (" ".join(said.split()), [*map(visible, beside_counts([edit, edit], locale_of(language)))]) == (line, [counted])


def test_a_sign_that_came_stands_apart_from_the_mark_that_says_so() -> None:
    """3.23: « [+- Auray] » reads as one sign."""
    spans = [Span("=", "Port "), Span("+", "- Auray"), Span("=", ", "), Span("-", "−3"), Span("=", " et "), Span("+", "quai")]
    assert "".join(span.text for span in bracketed(spans)).replace("\u00a0", " ") == "Port [+ - Auray], [− −3] et [+quai]"
