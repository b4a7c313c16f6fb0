"""What stands beside somebody's name: posts, labels, verbs, heads of columns; and what is no name (DESIGN 5.17). Pure.

French and English. Patterns are of texts as written, words are folded.
"""

from __future__ import annotations

import re
from pathlib import Path

from monitor.expressions import lists_in
from monitor.i18n.particles import particles

_word_list, _word_pattern = lists_in(Path(__file__).with_name("words.txt"))

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

_POST = _word_pattern("posts")
_OF_POST = _word_pattern("what goes on behind a post")
_LABEL = (
    rf"(?:{_POST}s?|équipes?|contacts?|signée?|présente?s?|excusée?s?|absente?s?|rapporteur\w*|rapporteuse\w*|rédact\w+|rédigé\w*"
    r"|noms?(?: et prénoms?| de famille)?|prénoms? et noms?|auteurs?|autrices?|participante?s?|membres?|élue?s|suivie? par"
    r"|à contacter|s[’']adresser à|renseignements?|permanence|astreinte|int[ée]rim|intervenante?s?|animé\w* par|visa"
    r"|pour le maire|p\.\s?o\.|ont voté[^:]*|votants?|pouvoirs?|procurations?|photos?|crédits?|team|staff|author|signed|written by)"
)
_LEADS = _word_pattern("what leads to a name")
_DOES = _word_pattern("what somebody does")
_OF_A_PLACE = _word_pattern("before a place's name")
_STREETS = _word_pattern("streets and houses")
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
POST_STEMS = tuple(_word_list("stems of posts"))
LEAD_STEMS = tuple(_word_list("stems of what leads to a name"))
PLACE_STEMS = tuple(_word_list("stems of places"))

BOXES = frozenset(_word_list("mailboxes of nobody"))  # of a mailbox that is nobody's
NO_NAMES = frozenset(_word_list("words that are no names"))  # that begin a sentence, or stand where names stand
HEADS = frozenset(_word_list("heads of columns of people"))  # of columns that name people
PARTICLES = particles("usual", "rare", "small", "loose", "between")  # « L. » is an initial here


def whole_end(text: str, end: int) -> int:
    """Where a name ends in *text* of which what is known ends at *end*."""
    while found := FURTHER.match(text, end):
        end = found.end()
    return end
