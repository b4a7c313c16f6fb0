"""What stands beside somebody's name: posts, labels, verbs, heads of columns; and what is no name (DESIGN 5.17). Pure.

French and English. Patterns are of texts as written, words are folded.
"""

from __future__ import annotations

import re

from monitor.i18n.particles import particles

LETTER = r"[^\W\d_]"
UPPER = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽƠƯȘȚẠ-Ỹ]"
WORD = rf"(?:K/)?{UPPER}(?:{LETTER}|[’'](?={LETTER}))+(?:[-‐‑]{LETTER}{{2,}})*"
PARTICLE = (
    r"(?:de la|de|du|des|d[’']|le|la|van der|van den|van|von|der|den|di|da|do|dos|del|della|al|el|ben|bin|ter|ten|ibn"
    r"|(?:ar|an|mac|degli|delle|dalla|dello|[io][np] [’']t)(?=\s))"
)
# « Laia Roig i Font »: the second family name; behind two words, as « Cultura i Esports » is nobody
_AND_FAMILY = rf"(?:\s(?:i|y|e|eta)\s(?:{PARTICLE}\s?)?{WORD})?"
_INITIAL = rf"{UPPER}\.(?:[-\s]?{UPPER}\.)*|{UPPER}(?=[\s-])"
_AFTER = rf"(?:\s{UPPER}\.(?:[-\s]?{UPPER}\.)?)?"
_BEFORE = rf"(?:(?:{_INITIAL})\s?)?(?:(?!l[ae]\s){PARTICLE}\s?)?"
NAME = rf"{_BEFORE}{WORD}(?:(?:\s(?:{PARTICLE}\s?){{0,2}}{WORD}){{1,3}}{_AND_FAMILY})?{_AFTER}"

_POST = (
    r"(?:(?:vice-|co-|sous-|ex-)?(?:maire|mairesse|préfète?|adjointe?|directeur|directrice|chef|cheffe|cheffes|chefs|responsables?|secrétaire"
    r"|présidente?|élue?|conseill(?:er|ère)|référente?|déléguée?|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|gestionnaire"
    r"|assistante?|chargée?|agente?|attachée?|animat(?:eur|rice)|ingénieure?|technicien(?:ne)?|juriste|interlocut(?:eur|rice)"
    r"|titulaire|suppléante?|intérimaire|collègue|collaborat(?:eur|rice)|docteure?|maître|professeure?|encadrante?|archiviste"
    r"|régisseu(?:r|se)|médiat(?:eur|rice)|policier|policière|gardien(?:ne)?|instructeur|instructrice|dgs|dga|dst|drh"
    r"|manager|head|director|mayor|deputy|officer|clerk))"
)
_OF_POST = (
    r"(?:\s+(?:de la|de l[’']|de|du|des|d[’'])\s?[a-zà-ÿ-]{3,}"
    r"|\s+(?:adjointe?|générale?|déléguée?|municipale?|technique|administrati(?:f|ve)|artistique|principale?|territoriale?))"
)
_LABEL = (
    rf"(?:{_POST}s?|équipes?|contacts?|signée?|présente?s?|excusée?s?|absente?s?|rapporteur\w*|rapporteuse\w*|rédact\w+|rédigé\w*"
    r"|noms?(?: et prénoms?| de famille)?|prénoms? et noms?|auteurs?|autrices?|participante?s?|membres?|élue?s|suivie? par"
    r"|à contacter|s[’']adresser à|renseignements?|permanence|astreinte|int[ée]rim|intervenante?s?|animé\w* par|visa"
    r"|pour le maire|p\.\s?o\.|ont voté[^:]*|votants?|pouvoirs?|procurations?|photos?|crédits?|team|staff|author|signed|written by)"
)
_LEADS = (
    r"(?:rendez-vous avec|voir avec|entretien avec|contacter|contactez|joindre|joignez|appeler|appelez|remercier?|remercie|merci à"
    r"|félicite|remplacer?|succède à|succédera à|recrute|auprès de|bienvenue à|nommée?|nommer|née?|épouse|veuve|c/o"
    r"|(?:signé|remplacé|suivi|assuré|dirigé|animé|piloté|présenté|rédigé|porté|confié|occupé|tenu|géré|encadré)(?:e|es|s)?"
    r" (?:par|à)|par délégation,|t[ée]l\.?\s?:?|(?:bureau|secrétariat|assistante?|équipe|cabinet|liste|arrivée|départ|recrutement"
    r"|intérim|fiche|photo|page|profil|cv|interview|nomination|courrier|lettre|note|permanence|poste|décision|réponse|procuration"
    r"|intervention|absence|remarque|question|vœu|présence|avis|succession|remplacement|suppléance|dossier|agenda|portrait|mot) de)"
)
_DOES = (
    r"(?:y\s+|n[’']y\s+|en\s+|l[’']y\s+)?(?:travaille|dirige|quitte|rejoint|remplace|succède|assure|préside|anime|gère|pilote"
    r"|coordonne|encadre|signe|reçoit|prend|part|devient|occupe|siège|représente|exerce|habite|est\s+(?:nommée?|joignable|absente?"
    r"|remplacée?|élue?|chargée?|recrutée?|promue?|partie?|en congé|à la retraite)"
    r"|a\s+(?:pris ses fonctions|été (?:nommée?|élue?|recrutée?|promue?)|quitté)|,?\s*\d\d ans)"
)
_OF_A_PLACE = (
    r"(?:villes?|mairies?|communes?|métropole|agglomération|département|région|gare|quartiers?|bourg|village|canton|pays|port|île"
    r"|université|préfecture|aéroport|chu|hôpital|maires?|mairesse|habitante?s|conseil municipal)\s+(?:de|d[’']|du|des)\s?"
)
_STREETS = (
    r"rue|avenue|av|place|boulevard|bd|quai|impasse|allées?|chemin|route|square|cours|esplanade|passage|ruelle|rond-point|écoles?"
    r"|collège|lycée|gymnase|stade|salle|parc|jardin|pont|quartier|saint|sainte|st|ste|san|santa|hôtel|château|musée|théâtre"
    r"|piscine|médiathèque|bibliothèque|espace|résidence|crèche|maison|centre|halle|fontaine|tour|porte|église|cathédrale|bois"
    r"|forêt|lac|cimetière|promenade|street|square|road|lane"
)
_GAP = r"[ \u00a0\u202f-]+"

STREET = re.compile(rf"\b(?i:{_STREETS}){_GAP}(?:(?i:de la|de|du|des|d[’']|le|la|les){_GAP}?)?(?:{WORD}{_GAP})?$")
PLACE = re.compile(rf"(?i:{_OF_A_PLACE})({WORD}(?:\s?(?:,|\bet\b)\s{WORD})*)")
# « 84390 Sault », « Sault Agglomération »: behind its postal code, before what it is the centre of.
POSTAL = re.compile(rf"\d{{5}}(?<!\d{{6}})\s+({WORD})")
CENTRE = re.compile(rf"({WORD})\s(?i:métropole|agglomération|agglo)\b")
POST = re.compile(rf"\b(?i:{_POST})\s+")
NEAR = 60  # characters in which stands what is right before a name
AFTER_POST = re.compile(rf"\b(?i:{_POST}){_OF_POST}{{0,3}}(?:\s+|,\s+)({NAME})")
BEFORE_POST = re.compile(
    rf"(?:^|[;:.\n\t•–—(]\s*|-\s+|\bde\s+)({NAME})\s*(?:,|\(|[-–—]\s)\s*(?i:le |la |l[’'])?(?i:{_POST})s?(?![\w-])"
)
LABELLED = re.compile(rf"(?<!\w)(?i:{_LABEL})\b[^:\n\t.]{{0,40}}?\s*:\s*([^\n\t]+)")
LED = re.compile(rf"\b(?i:{_LEADS})\s+(?:de\s+|d[’'])?({NAME})")
DOING = re.compile(rf"(?:^|[,;:.!?]\s+|\n|\t|\b(?:et|que|dont|où|quand|puis|car)\s+)({NAME})\s+{_DOES}\b")
DOES = re.compile(rf"\s{_DOES}\b")  # without which DOING finds nothing
BOTH_DO = re.compile(rf"({NAME})\s+(?:et|and|&)\s+({NAME})\s+(?:sont|ont|seront|étaient|vont|are|were|have|{LETTER}+ent)\b")
AMID = re.compile(rf"(?<=[\s’'])(?<![!?]\s)(?<![^l]\.\s){UPPER}")  # a capital that begins no sentence; « Tél. Dupont »
AND_CAPITAL = re.compile(rf"\s(?:et|and|&)\s+(?:{PARTICLE}\s?)?{UPPER}")  # without which BOTH_DO finds nothing
# « Yann Le Goff », « Noor van den Berg », « Anne de La Tour »: behind a given name a particle may have its capital, too.
GIVEN_FAMILY = re.compile(rf"({WORD})\s+\(?((?:(?i:{PARTICLE})\s(?:(?i:{PARTICLE})\s)?|(?:{PARTICLE}\s?)?){WORD}{_AND_FAMILY})\)?")
# What goes on behind a name that is known in part: « Mme Rosa Solé » of « Mme Rosa Solé i Àvila »
FURTHER = re.compile(rf"\s(?:(?:i|y|e|eta|ar|an|mac|degli|delle|dalla|dello|[io][np] [’']t)\s)+({WORD}(?:-{WORD})*)")
_PHONE = r"(?:\+33|0\d)[\s.]?\d"
PHONE = re.compile(_PHONE)  # without which BESIDE_PHONE finds nothing
# « Dupont : 02 … », « Anne Dupont, 02 … »; one word before a comma may as well be a town
BESIDE_PHONE = re.compile(rf"(?:^|[\n\t•|])\s*(?:({NAME})\s*(?::|\t|[–—-])?|(?=[^\t\n,]+[^\S\t\n][^\t\n,]+,)({NAME}),)\s*{_PHONE}")
BEHIND_POST = re.compile(rf"^[^\n\t:–—]{{0,20}}(?i:\b{_POST})\b[^\n\t:–—]{{0,40}}\s[–—-]\s({NAME})\s*(?:$|[(,;])")
IN_CELL = re.compile(rf"(?:^|\t)({NAME})\t(?i:{_POST})\b|^({NAME})\s(?i:{_POST})$")
AND_NAME = re.compile(rf"\s*(?:,|/|;|&|\bet\b|\band\b)\s*({NAME})(?!\s*:)")
INITIALLED = re.compile(rf"(?<![\w.])(?:{UPPER}\.(?:[-\s]?{UPPER}\.)?\s?)((?:{PARTICLE}\s?)?{WORD})|\b({UPPER}{{4,}})\s{UPPER}\.")
AN_INITIAL = re.compile(rf"{UPPER}\.|{UPPER}{{4}}")  # without which INITIALLED finds nothing
ITEM = re.compile(rf"\s*(?:{LETTER}{{1,8}}\.?\s)??({NAME})\s*(?:$|[(.!\d–—-]|:|t[ée]l)")
BETWEEN = re.compile(r"[,;/&•|]|\bet\b|\band\b|\s[–—-]\s")  # names of a list
LABEL = re.compile(r"\b(?:pr[ée])?noms?(?: d[e’'][^\W\d_]+(?: de famille)?| usuels?)?\s*[:=\t]\s*$", re.I)
MARKUP = re.compile(r"</?[a-z][^<>]{0,60}>", re.I)
BEHIND_COLON = re.compile(r":\s+([^:\n\t]{3,80})$", re.M)  # a list, or who holds what stands before
ENDS = re.compile(rf"(?<!\b{UPPER})(?<!Mme)(?<!Dr)\.(?:\s|$)")  # a sentence
_UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"  # within a word
SMALL = re.compile(rf"(?<![\w@./&=?#%{_UNSEEN}-])(?!{UPPER}){LETTER}{LETTER}+(?![\w@]|[./]\w)")  # in small letters, no address
_ARTICLES = r"(?:une?|les?|la|des|du|ces?|cette|cet|mon|ma|mes|ses|son|sa|nos|notre|vos|votre|leurs?|aux?|chaque|the|an?)"
COUNTED = re.compile(rf"\b(?i:{_ARTICLES})\s+(?!{UPPER})({LETTER}{{6,}})\b")  # a noun: no user is called so behind an article
ADDRESS = re.compile(r"([\w.+'’-]+)\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.I)
NOUN = re.compile(
    r"(?:erie|age|ages|ment|ments|ure|ures|theque|theques|isme|eur|eurs|euse|rium|ogie|ogies|aphie|aphies|ing|ings|tes|tion|tions"
    r"|al|ale|ales|aux|ence|ences|ance|ances|oir|oire|oires|ee|ees|if|ive|ives|ifs)$"
)

# What the words begin with of which a text has one where a pattern may find something: patterns are slow.
_POST_STEMS = """
maire adjoint direct chef responsable secrétaire présid élu conseill référent délégué coord gestionnaire assistant chargé
agent attaché animat ingénieur technicien juriste interlocut titulaire suppléant intérim collègue collabor doct maître profess
encadrant archiviste régiss médiat polic gardien instruct dgs dga dst drh manager head mayor deputy officer clerk
"""
POST_STEMS = tuple(_POST_STEMS.split())
_LEAD_STEMS = """
rendez contact joindre joignez appel merci voir permanence poste décision réponse procuration intervention absence remarque
question vœu présence avis né née épouse veuve tél tel remerci félicit rempla succ recrut signé suivi assuré dirigé animé
piloté présenté rédigé porté confié occupé tenu géré encadré auprès bureau secrétariat assistant équipe cabinet liste arrivée
départ bienvenue intérim fiche photo page profil cv interview nomin nomm courrier lettre note entretien suppléance dossier
agenda portrait mot délégation
"""
LEAD_STEMS = tuple(_LEAD_STEMS.split())
_PLACE_STEMS = """
ville mairie commune métropole agglom département région gare quartier bourg village canton pays port île université
préfecture aéroport chu hôpital maire habitant conseil
"""
PLACE_STEMS = tuple(_PLACE_STEMS.split())

_BOX_WORDS = """
contact contacts mairie accueil info infos information informations secretariat rh drh dgs dga dst webmaster web courrier
courriel mail poste noreply no reply ne pas repondre donotreply dpo rgpd cnil presse cabinet etat civil etatcivil police
municipale urbanisme ccas service services direction bureau support admin administration hello bonjour ville commune metropole
elections marches achats facturation compta comptabilite scolaire periscolaire jeunesse culture sport sports technique
techniques logement social mediatheque bibliotheque musee piscine ecole creche demarches vie associative associations
communication com newsletter abonnement postmaster abuse security privacy office team staff city council jobs recrutement
emploi stage stages
"""
BOXES = frozenset(_BOX_WORDS.split())  # of a mailbox that is nobody's
_NO_NAME_WORDS = """
elle il ils elles on nous vous je tu cela ceci ce cet cette ces celui celle ceux celles tout tous toute toutes chacun chacune
personne rien quiconque qui que quoi dont ou et mais donc or ni car si quand lorsque puis ensuite enfin aussi ainsi alors
apres avant pendant depuis pour par avec sans sous sur dans chez vers entre le la les un une des du de au aux son sa ses leur
leurs mon ma mes ton ta tes notre nos votre vos plusieurs certains certaines aucun aucune autre autres meme ici oui non voir
lire page date lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
octobre novembre decembre matin soir midi nom noms prenom prenoms agent agents poste postes bureau tel telephone fax mail
courriel adresse horaires ouvert ferme etat france europe union ministere republique region communaute interim vacant vacante
pourvoir recrutement nomination fonction fonctions grade categorie contact nord sud est ouest haut bas grand petit grande
petite nouveau nouvelle ancien ancienne premier premiere second seconde deuxieme troisieme principal principale adjoint
adjointe national nationale regional regionale departemental departementale territorial territoriale communautaire
metropolitain metropolitaine recenseur financier financiere juridique budgetaire operationnel operationnelle hospitalier
general generale the this that these those he she they we you it his her their our your all none new old first
"""
NO_NAMES = frozenset(_NO_NAME_WORDS.split())  # that begin a sentence, or stand where names stand
_HEAD_WORDS = """
nom noms prenom prenoms agent agents titulaire titulaires contact contacts referent referente referents responsable
responsables elu elue elus elues membre membres interlocuteur interlocutrice suppleant suppleante suppleants signataire auteur
redacteur candidat candidate candidats collaborateur collaboratrice occupant qui personne personnes directeur directrice chef
cheffe maire adjoint adjointe adjoints president presidente encadrant superieur hierarchique manager name names surname
employee employees staff who usage naissance famille complet first last given middle person people officer head director n n1
et ou and of the de du d l la le
"""
HEADS = frozenset(_HEAD_WORDS.split())  # of columns that name people
PARTICLES = particles("usual", "rare", "small", "loose", "between")  # « L. » is an initial here


def whole_end(text: str, end: int) -> int:
    """Where a name ends in *text* of which what is known ends at *end*."""
    while found := FURTHER.match(text, end):
        end = found.end()
    return end
