"""Whose names texts hold, by what stands beside them, and whose they do not (5.17)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from monitor.erasure.named import (
    _LEAD,
    _PLACE,
    _POST,
    NameEvidence,
    _beginnings,
    _found,
    _signs,
    mail_words,
    names_people,
)
from monitor.erasure.personal_words import AFTER_POST, LED, PLACE
from monitor.erasure.withheld import GONE, Withheld
from monitor.model import Block, Change, Edit, Revision, Section

LETTERS = r"[^\W\d_]+"


def withheld(*texts: str, lines: list[Block] | None = None) -> Withheld:
    """What is withheld of a history that says *texts* and nothing else."""
    named = NameEvidence()
    for text in texts:
        named.read(text)
    named.read_lines(lines or [])
    return Withheld(named.all_names(), *map(frozenset[str], (named.small, named.cells, named.places, named.nouns)))


@pytest.mark.parametrize(
    "text",
    [
        "Le maire Grzybowski préside.",
        "Le directeur, Grzybowski, reçoit le lundi.",
        "La cheffe de service Grzybowski répond.",
        "GRZYBOWSKI, directrice des sports",
        "Grzybowski – responsable voirie",
        "Responsable voirie – Grzybowski",
        "Contact : Grzybowski (03 80 00 00 00)",
        "Présents : Oyarzabal, Grzybowski et Quemeneur.",
        "Signé le 3 mars : Grzybowski",
        "Rendez-vous avec Grzybowski le lundi",
        "Remplacé par Grzybowski en mai.",
        "Le mot de Grzybowski",
        "Depuis le 1er mars, Grzybowski y travaille.",
        "Oyarzabal et Grzybowski sont absents.",
        "Jean Oyarzabal et Grzybowski animent l’atelier.",
        "Bureau de Paul (Grzybowski)",
        "Présents : I. Grzybowski / J. Jankelev",
        "Grzybowski : 03 80 12 34 56",
        "d.grzybowski@ville.example",
        "Écrire à grzybowski@ville.example.",
        "Équipe : Mme Oyarzabal, Grzybowski",
        "organigramme-paul-grzybowski.pdf",
        "le chef : Grzybowski ; le chef grzybowski est joignable",
    ],
)
def test_a_surname_that_stands_alone_is_known_by_what_is_beside_it(text: str) -> None:
    """5.17: a post, a label, a verb, another name, a mailbox, the name of a file."""
    assert "grzybowski" not in withheld(text).text(text).casefold()


@pytest.mark.parametrize(
    "elsewhere", ["Cabinet de Grzybowski", "Fiche GRZYBOWSKI", "/docs/grzybowski.pdf", "Le pôle Grzybowski-Roux"]
)
def test_what_is_a_name_once_is_one_everywhere(elsewhere: str) -> None:
    """5.17: in titles, labels, addresses."""
    assert "grzybowski" not in withheld("Mme Grzybowski est nommée.").text(elsewhere).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "La rue Martin et la place Rose sont fermées en mars.",
        "École Jules Ferry, salle Camille Claudel",
        "Le service Eau et Assainissement rejoint le pôle Cadre de Vie.",
        "Le Conseil Municipal se réunit le lundi 3 mars.",
        "Les communes de Dijon, Chenôve et Longvic mutualisent.",
        "Ouvert à Dijon, mairie de Dijon",
        "Contact : mairie@ville.example, etat-civil@ville.example",
        "Directrice : poste vacant",
        "Équipe : Accueil, État civil, Élections",
        "Agent territorial, catégorie B",
        "Chef de projet Numérique",
        "Cabinet du maire",
        "Marché de Noël, Fête de la Musique",
        "organigramme-services-2026.pdf",
        "Réclamation auprès de la CNIL",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    """5.17: streets, services, posts, places, months; also where people are called so."""
    known = withheld(text, "M. Paul Martin", "Mme Rose Avril")
    assert known.text(text) == text
    assert known.block(text) == text


def test_columns_that_name_people_are_known_by_their_heads() -> None:
    """5.17: every table of a text by its own, given and family name as one, and what looks like no name."""
    rows = ["Nom\tPrénom\tService", "EZZAHRAOUI\tNour\tPort", "Équipement\tResponsable", "Piscine\tBouvardel", "Stade\tdelannoyer"]
    known = withheld(lines=[Block("table_row", row) for row in rows])
    said = known.value(["Nour Ezzahraoui", "Piscine", "N. Ezzahraoui", "Bouvardel"])
    assert said == [GONE, "Piscine", GONE, GONE]
    assert names_people("Nom et prénom") and names_people("Agent") and not names_people("Nom du service")


def test_a_mailbox_that_is_nobodys_is_shown() -> None:
    assert mail_words("p.durand") == ["p", "durand"] and mail_words("lopez") == ["lopez"]
    assert mail_words("service.eau") == mail_words("contact") == mail_words("secretariat-dgs") == []


@pytest.mark.parametrize(
    "text",
    [
        "VAUZELLES (Tancrède)",
        "Tancrède, Vauzelles",
        "selon VAUZELLES, Tancrède est absent",
        "Prénom : Tancrède ; nom : Vauzelles",
        "Nom : VAUZELLES\nPrénom : Tancrède",
        "Nom\tVauzelles",
        "Prénom\tTancrède",
        "Tancrède\tDirecteur\tVAUZELLES",
        "TancrÃ¨de Vauzelles",
        "T\u200bancrède Vauzelles",
        "tel:Vauzelles%20Tancr%C3%A8de",
        "#TancrèdeVauzelles",
        "@tancredevauzelles",
        "tvauzelles",
        "t-vauzelles",
    ],
)
@pytest.mark.parametrize("elsewhere", ["un vauzelles et une tancrède", "Vau\u00adzelles, 𝐯auzelles, &vauzelles;"])
def test_a_known_name_goes_in_every_form(text: str, elsewhere: str) -> None:
    """5.17: each name in every form, with cells and keys, also where its words are common ones."""
    said = withheld("Mme Tancrède Vauzelles", elsewhere).text(text)
    assert "vauzelles" not in said.casefold() and "tancr" not in said.casefold()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Un trousseau de clés", "Un trousseau de clés"),
        ("Trousseau de clés perdu", "Trousseau de clés perdu"),
        ("compte trousseau", "compte trousseau"),
        ("@trousseau et trousseau@ville.fr", "…"),
        ("compte tvauzelles", "compte …"),
        ("Tvauzelles", "Tvauzelles"),
    ],
)
def test_a_word_that_may_be_what_a_user_is_called_stays_where_it_is_a_word(text: str, shown: str) -> None:
    """5.17: T. Rousseau is known, and « trousseau » is a noun somewhere."""
    said = withheld("Mme Théa Rousseau", "M. Tancrède Vauzelles", "On cherche le trousseau.").text(text)
    assert said == shown or (shown == GONE and "trousseau" not in said)


def test_columns_of_given_and_family_names_are_read_whatever_else_the_words_mean() -> None:
    """5.17: « Rose Fontaine », in rows whose cells are one line, too; a vacancy is nobody."""
    known = NameEvidence()
    head, vacant = "N°\tNom\tFonction\tPrénom", "8\tPoste vacant\tAgent\t—"
    rows = (head, "7\tFONTAINE\tAgente\tRose", vacant, "9\tPetit\tAgent\tNguyệt")
    known.read_lines([Block("table_row", row) for row in rows])
    assert known.all_names() == {"Rose FONTAINE", "Nguyệt Petit"}
    shown = Withheld(known.all_names(), frozenset({"petit", "rose", "fontaine"}))
    assert shown.names_people("9 Petit Agent Nguyệt") and not shown.names_people("Petit agent")
    row = Edit(
        op="replace", before="7 Fontaine Agente Rose", after="7 Fontaine Cheffe Rose", facts={"parts": [{"column": "Fonction"}]}
    )
    change = Change(item="i", item_kind="section", change="edited", significance="substantive", edits=(row,))
    assert "Rose" not in repr(shown.change(change))


def test_a_row_that_begins_with_a_post_is_no_head_of_columns() -> None:
    """5.17: « Présidente » may head a column of people, but not where the cell below « Nom » is somebody's name."""
    head, rows = "Fonction\tNom\tCommune", ("Présidente\tIdoia Grzybowska\tVesoul", "Membre\tOyarzabal Ttikia\tRoche")
    known = NameEvidence()
    known.read_lines([Block("table_row", row) for row in (head, *rows, "Service Public\tMaire\tAn", "Eau\tQuemeneur\t2020")])
    assert known.all_names() == {"Idoia Grzybowska", "Oyarzabal Ttikia", "Quemeneur"}


@pytest.mark.parametrize("row", ["Présidente\tMarie-Ange CUENOT\tVillers-sous-Lizon", "Eau\tKévin LAMBERT\tRoche-lez-Beaupré"])
def test_a_name_amid_a_row_is_withheld_whatever_stands_beside_it(row: str) -> None:
    """5.17: capitals tell which is the family name, a given one or not; and cells are cells, also in the row's one line."""
    section = Section(item="s", heading=None, blocks=(Block("table_row", row),), found_by="css")
    at = datetime(2026, 3, 1, tzinfo=UTC)
    revision = Revision(snapshot=1, taken_at=at, url="https://valmont.example/", sections=(section,), documents=())
    for known in (withheld(row), Withheld(())):
        assert [block.text for block in known.revision(revision).sections[0].blocks] == [GONE]
    assert withheld("Place Jean LAMBERT").text("Place Jean LAMBERT") == "Place Jean LAMBERT"
    assert not {"CUENOT", "LAMBERT"} & set(withheld(row).text(row.replace("\t", " ")).split())


def test_what_is_left_of_a_text_is_withheld_block_by_block() -> None:
    """5.17: as blocks of a version are, where nobody is known by name yet."""
    stands = ["Hector Grange", "Rue Basse"]
    change = Change(item="i", item_kind="section", change="edited", significance="substantive", facts={"stands": stands})
    assert Withheld(()).change(change).facts["stands"] == [GONE, "Rue Basse"]


@pytest.mark.parametrize("named", ["Sterenn Derrien", "Xhevahire Krasniqi", "Dragoljub Petrović", "Anne-Laure Le Goff"])
@pytest.mark.parametrize("other", ["Titouan Emily-Roudaut, 02 98 00 00 11", "poste vacant, 02 98 00 00 11"])
@pytest.mark.parametrize("row", ["Marchés publics", "Accueil"])
def test_what_a_withheld_block_says_line_by_line_is_withheld_too(named: str, other: str, row: str) -> None:
    """5.17: a name in a cell of its own, which nothing beside it tells; the row, which is nobody's, stays, and so do figures."""
    known = NameEvidence()
    known.read(f"{row}\t{other}")  # so that all that tells of the other one is what it looks like in its line
    shown = Withheld(known.all_names())
    said = f"{named}, 02 98 00 00 11"
    part = {"row": row, "before": said, "after": other, "words": [["-", named], ["+", other[:12]], ["=", ", 02 98 00 00 11"]]}
    called = {"row": named, "column": named, "before": "02 98 00 00 11", "after": "02 98 00 00 12"}
    facts = {"parts": [part, called]}
    edit = Edit(op="replace", before=f"{row} : {said} M. {named}", after=f"{row} : {other}", words=(("-", said),), facts=facts)
    change = Change(item="i", item_kind="section", change="edited", significance="substantive", edits=(edit,))
    told = shown.change(change)
    assert not re.search("|".join(named.split()), repr(told)), told
    first, second = told.edits[0].facts["parts"]
    assert (first["row"], first["before"]) == (row, GONE)
    assert (second["row"], second["before"], second["after"]) == (GONE, called["before"], called["after"])


def test_two_words_and_a_comma_before_a_telephone_are_somebody() -> None:
    """5.17: in a line or cell of their own; a service is nobody, and one word may be a town."""
    known = NameEvidence()
    for said in ("Jeunesse\tXhevahire Krasniqi, 02 98 00 00 11", "Affaires scolaires, 02 98 00 00 12", "Kerlann, 02 98 00 00 13"):
        known.read(said)
    assert known.all_names() == {"Xhevahire Krasniqi"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Délégation à Marie-Ange Kerdoncuff-Irigoin (PDF)", "Délégation à … (PDF)"),
        ("Nguyệt Kerdoncuff est là", "… est là"),
        ("La directrice Kerdoncuff", "La directrice …"),
        ("Rue Solenne Kerdoncuff", "Rue Solenne Kerdoncuff"),
    ],
)
def test_what_stands_right_beside_a_family_name_goes_with_it(text: str, shown: str) -> None:
    """5.17: given names that no list has, the other half of a double name."""
    assert withheld("Mme Kerdoncuff", "").text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Le rousseau et la rose",
        "La rose, le marchand de journaux",
        "Marché\tMarchand ambulant\tRose des vents",
        "Marchand\tPlace du marché",
        "e-marchand en ligne",
        "Nombre : Marchand",
        "Rose des vents (marchands)",
    ],
)
def test_ordinary_words_of_a_known_name_stay(text: str) -> None:
    """5.17: others are unharmed: a name that is also common words goes where both parts say it."""
    assert withheld("Mme Rose Marchand", "la rose du marchand").text(text) == text


@pytest.mark.parametrize(
    ("title", "elsewhere"),
    [
        ("Équipe de Sault", "Mairie, 2 place du Marché, 84390 Sault"),
        ("Équipe de Sault", "Le maire de Sault a signé la convention."),
        ("L’équipe de Sault", "Les habitants de Sault"),
        ("Liste de Sault", "Sault Agglomération compte douze communes."),
    ],
)
def test_a_town_that_is_known_as_one_stays_where_names_stand(title: str, elsewhere: str) -> None:
    """5.17: « Équipe de » is followed by a name or a town; what is told of the town elsewhere decides, a civility outweighs it."""
    assert withheld(title, elsewhere).text(title) == title
    assert "Sault" not in withheld(title, elsewhere, "Mme Sault").text(title)
    assert "Sault" not in withheld(title).text(title)


def test_the_name_of_the_site_is_a_town() -> None:
    """5.17: nobody is called so for that; who has a civility is."""
    named = NameEvidence()
    for text in ("Équipe de Sault", "Mme Villedieu"):
        named.read(text)
    for address in ("https://www.ville-sault.example/equipe", "https://villedieu.example/", "${PAGE_1}", "https://[::1]/"):
        named.read_host(address)
    assert named.all_names() == {"Mme Villedieu"}


@pytest.mark.parametrize(
    ("pattern", "sign"), [(AFTER_POST, _POST), (LED, _LEAD), (PLACE, _PLACE)], ids=["behind a post", "led", "place"]
)
def test_patterns_asked_where_their_words_begin_find_the_same(pattern: re.Pattern[str], sign: int) -> None:
    """§9: a long history is learnt in seconds because patterns are tried at few places; what they find is what they find alone."""
    text = (
        "Le vice-maire Paul Roux, la cheffe de service Nadia Petit et le directeur, Luc Amar\n"
        "Contacter Paul Roux, tél. Luc Amar, bureau de Nadia Petit, équipe de Jean Roux ; réponse de Lucien\n"
        "La mairie de Dijon, les communes d’Arceau et Beire, le primaire Paul, l’ex-directeur Hugo Bel\n"
        "Mairie de Sault et ville de Lys-lez-Lannoy, chefs Amar Luc, sous-directrice adjointe de la voirie Zoé Bel"
    )
    lowered = text.lower()
    telling = [(word, found) for word in set(re.findall(LETTERS, lowered)) if (found := _signs(word))]
    alone = [found[1] for found in pattern.finditer(text)]
    assert [found[1] for found in _found(pattern, text, _beginnings(lowered, telling), sign)] == alone
    assert len(alone) >= 3


def _changed(*edits: Edit, **facts: object) -> Change:
    return Change(item="a", item_kind="section", change="edited", significance="substantive", edits=edits, facts=facts)


def test_what_only_the_keeper_of_a_watch_can_use_is_withheld() -> None:
    """5.17, 3.6: lines that move, and expressions that were written for them, may name somebody in pieces."""
    moves = [{"line": "Garde : Oyarzabal, 12 h", "first": "Garde : Oyarzabal, 11 h", "times": 3}]
    shown = withheld("Le maire Oyarzabal préside.").change(_changed(moves=moves, ignored=["Oyarz.*"], words=4))
    assert dict(shown.facts) == {"words": 4}


@pytest.mark.parametrize("op", ["insert", "delete"])
def test_the_cells_of_a_row_that_names_somebody_go_with_it(op: str) -> None:
    """5.17, 3.24: none of them may be a name by itself, « Fontaine » or « Rose », and all are beside each other."""
    row = "Fontaine\tAgent\tOumar"
    edit = Edit(op=op, **{"after" if op == "insert" else "before": row}, facts={"cells": row.split("\t")})  # type: ignore[arg-type]
    [shown] = withheld("M. Oumar Fontaine accueille. La fontaine coule, une fontaine.").change(_changed(edit)).edits
    assert (shown.before, shown.after) == ((None, GONE) if op == "insert" else (GONE, None))
    assert shown.facts["cells"] == [GONE]


def test_an_edit_of_how_somebody_is_called_is_of_people() -> None:
    """5.17: it is counted, and neither name is told, though nothing else tells that they are names."""
    edit = Edit(op="replace", before="poste 12", after="poste 14", facts={"person": "poste"})
    shown = withheld().change(_changed(edit))
    assert shown.edits == ()
    assert shown.facts["people_withheld"] == 1
