"""What heads the columns of a table: by words that are known, or as a row of labels that are none of what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.pdf.lines import joined
from monitor.pdf.orgchart.boxes import Holds, TextBox
from monitor.pdf.orgchart.people import is_name
from monitor.pdf.orgchart.vocabulary import KINDS, is_bare_post, is_vacant, level
from monitor.pdf.orgchart.wording import is_contact

_FEWEST = 3  # cells under a head
_MOSTLY = 0.6  # of them, those that name somebody
_NUMBER = re.compile(r"[\d ,.]+(?:\s?(?:etp|agents?|postes?|fte))?", re.IGNORECASE)
_LINKING = frozenset(("", "et", "ou", "de", "du", "des", "la", "le", "l", "d", "a", "and", "und", "of"))
_NAME_WORDS = """nom noms name names agent agents titulaire titulaires responsable responsables directeur directeurs directrice chef
chefs identite encadrant encadrants leitung leiter head manager interlocuteur interlocuteurs contact contacts personne personnes
nombre titular naam nome cognome apellidos employee
dipendente medewerker mitarbeiter beschaftigte"""
_FIRST_NAME_WORDS = "prenom prenoms vorname vornamen"
_POST_WORDS = """fonction fonctions poste postes intitule titre grade emploi qualite funktion function title role cargo functie
puesto qualifica funzione position job post stelle stanowisko posizione incarico"""
_ASIDE_WORDS = """telephone telephones tel tels courriel courriels mail mails e-mail email adresse adresses missions mission
effectif effectifs etp site sites localisation lieu etage portable mobile fax ligne numero n° batiment bureau observations
categorie cat telefon phone telefono attributions competences civilite civ anrede durchwahl
zimmer room extension email correo telefoon kamer stanza despacho fte quotite"""
_UNIT_WORDS = """entite affectation rattachement structure department departement team organisationseinheit abteilung ufficio
struttura unidad departamento afdeling organisatieonderdeel"""
_HEAD_WORDS = """rattachement rattache rattachee superieur superieure hierarchique hierarchie n+1 encadrant encadrante
responsable chef cheffe directeur directrice manager releve depend sous autorite encadre supervisor superior head boss reports
reporting under led unterstellt unterstellung vorgesetzter vorgesetzte vorgesetzt leiter leiterin leitung berichtet
ubergeordnet ubergeordnete unter depende dependencia jefe jefa jerarquico jerarquica reporta bajo depen cap dipende superiore
gerarchico responsabile capo dirigente riporta dipendenza hierarquico chefe chefia subordinado leidinggevende hoofd
rapporteert onder przelozony przelozona podlega kierownik nadrizeny vedouci sef subordonat rapporterar rapporterer refererer
overordnad overordnet leder esimies esihenkilo felettes vezeto amir bagli atasan"""
_HEADS_LINKING = """par by to an aan a al till til valt di della da do il van immediat immediate inmediato direct directe
directo line r in"""
# Of words over columns of those who are no heads: deputies, partners, whom to call.
_NO_HEADS = re.compile(
    r"supplean|adjoint|rempla|replac|interim|absen|abwesen|ausen|assen[tz]|afwezig|nieobecn|nepritom|franvaro|fravar|tavollet|referent"
    r"|conta[ct]|kontak|partena|partner|parceir|corresponda?n|interlocut|binome|relais|tuteur|mentor|parrain|assist|collab|colab|deput"
    r"|substitut|sustitu|sostitut|stand[ -]in|backup|back-up|alternat|buddy|liaison|enlace|vertret|ersatz|suplent|supplent|adjunt"
    r"|adjunct|vervang|waarnem|aanspreek|zastep|zastup|inlocui|stedfortr|stallforetr|ersatt|vikar|helyettes|kapcsolat|sijai|varahenk"
    r"|vekil|yardimci|irtibat|wakil|penggant|\b(?:acting|cover|vice|vize|secours|socio|opiekun|yhtey)"
)
_HEADS, _AMONG_HEADS = frozenset(_HEAD_WORDS.split()), frozenset(_HEADS_LINKING.split())
_NAMES, _FIRST_NAMES, _POSTS, _ASIDE, _UNITS = (
    frozenset(words.split()) for words in (_NAME_WORDS, _FIRST_NAME_WORDS, _POST_WORDS, _ASIDE_WORDS, _UNIT_WORDS)
)


def heading_holds(heading: str) -> Holds | None:
    """What a column holds by its heading; None where the words are no heading. « Adjoint » holds names."""
    if is_bare_post(heading):
        return "name"
    words = [word for word in re.split(r"[\s/,()'.-]+", heading) if word not in _LINKING]
    known = _NAMES | _FIRST_NAMES | _POSTS | _ASIDE | _UNITS | KINDS
    if not words or any(word not in known and word != "e-mail" for word in words):
        return None
    first = words[0]
    if first in ("nom", "name", "intitule", "titre") and any(word in KINDS for word in words):
        return "unit"  # « Nom du service »
    if any(word in _FIRST_NAMES for word in words):
        return "name" if any(word in _NAMES for word in words) else "first name"
    if first in _NAMES:
        return "name"
    if first in _POSTS:
        return "post"
    return "unit" if first in KINDS | _UNITS and first not in ("bureau", "mission", "missions") else "aside"


def heads_rows(heading: str) -> bool | None:
    """Whether a column headed *heading* says who heads each row, « Rattachement »; None where its words may say so."""
    if _NO_HEADS.search(heading):
        return False
    words = set(re.split(r"[\s/,()'’.:-]+", heading))
    return True if words & _HEADS and words <= _HEADS | _AMONG_HEADS | _LINKING | _NAMES | _POSTS | KINDS else None


def is_figure(text: str) -> bool:
    """Whether *text* is a telephone number, a room or a head count."""
    return _NUMBER.fullmatch(text) is not None


def may_head(row: Sequence[TextBox], columns: Sequence[Sequence[TextBox]]) -> bool:
    """Whether the first *row* of a table may name its *columns* in words that are not known here.

    It has a label for each and names nobody, and most cells of one of them do.
    """
    for text in (joined(cell.lines) for cell in row):
        if is_vacant(text) or is_contact(text) or is_figure(text) or is_name(text):
            return False
        if " " in text and level(text) is not None:
            return False  # « Direction générale » is a unit, « Direction » may be the head of a column of them
    under = [[is_name(joined(cell.lines)) for cell in cells if cell not in row] for cells in columns]
    return any(len(named) >= _FEWEST and sum(named) >= _MOSTLY * len(named) for named in under)
