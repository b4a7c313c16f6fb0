"""Names of people in a line of text: with a civility, a surname in capitals, an initial, or bare."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from monitor.model import Person
from monitor.model.frozen import dataclass, replace
from monitor.pdf.orgchart.vocabulary import (
    INTERIM,
    UNIT_WORDS,
    folded,
    is_bare_post,
    is_chart_word,
    is_given,
    is_listed,
    is_listed_no_name,
    is_no_name,
    is_post_of_rank,
    is_role,
    is_vacant,
    latin,
)

_CIVILITY = latin(
    r"^(?:(?:Monsieur|Madame|M\.|Mme)\s+l[ea]\s+(?:Professeure?|Docteure?|Pr|Dr)\b\.?|MM?\.|Mmes?\.?|Mlles?\.?|Mr\.?|Mrs\.?|Ms\.?|Monsieur|Madame|Mademoiselle|MME\.?|MLLE|MR\.?|MONSIEUR|MADAME|Dra?\.?|Pr\.?|Prof\.|Maître|Me\.?|Herr|Frau|Hr\.?|Fr\.|M(?=\s+[A-ZÀ-Þ])"
    r"|Sra?\.|Srta\.|Señora?|Dña\.|Don|Doña|Lic\.|Licda\.|Ing\.|Arq\.|Mtr[oa]\.|Abog\.|D\.?[ªº]\.?|Dhr\.|Mevr?\.|Mw\.|Mevrouw|De\s+heer|Sig\.(?:ra|na)?|Dott?\.(?:ssa)?|Avv\.|Dl\.|Dna\.|Dnul|Doamna|Domnul"
    r"|Sn\.|mgr|inż\.|mgr\s+inż\.|Mgr\.|Bc\.|JUDr\.|MUDr\.|PhDr\.|RNDr\.|Drs?\.|Dra\.|Ir\.|Hj?\.|C\.P\.|Eng[.ºª]+|Profª|Engr\.|Atty\.|Cllr\.?|Councillor|Hon\."
    r"|Rev\.|Shri|Smt\.?|Datuk|Encik|Puan|Capt\.|Sgt\.|Alhaji|Hajia|Mallam|Chief(?=\s+\(?(?:Mrs|Mr|Ms|Dr)\b)"
    r"|dr(?=\s)|Dna|Dl|Fru|Herra|Rouva|Fil\.\s+dr\.?|(?i:dhr|mw|mevr|drs|ir|ing|dr|prof|mgr|inż|mag|dipl|lic|arch|geom|rag|barr|arc|surv)\.[ªº]?"
    r"|(?:Lt-)?(?:Colonel|Col\.|Lcl|Cdt|Commandant|Capitaine|Cne|Lieutenant|Lt|Ltn|Adjudant|Adj\.|Sergent|Major)(?:-chef|-colonel)?"
    r"|(?:MinDirig|MinDir|MDirig|MDg|MD|MinR|LMR|MR|RDir|RD|ORR|RR|VLR|BD|Reg\.?Dir\.?)(?:['’]?in)?(?=\s+(?:Dr\.|[A-ZÀ-Þ][a-zà-ÿß])))"
    r"(?:\s+(?:Dr|Prof|Pr|drs?|mgr|\((?:Mrs?|Ms|Mme|Frau)\.?\)|\([A-Z]{2,4}\)|[A-ZÀ-Þ]?[a-zà-ž]{2,5}\.[ªº]?(?:-[A-ZÀ-Þ][a-z]{1,4}\.)?))*\s+(?=\S)",
)
_PLAIN = re.compile(
    r"^(?:M\b|MM|MME|MLLE|MR|MONSIEUR|MADAME|Mme|Mlle|Mr|Monsieur|Madame|Mademoiselle|Herr|Frau|Hr|Fr"
    r"|Mrs|Ms|Mw|Dhr|Mevr?|Mevrouw|De\s+heer|D\.?[ªº]|Dña|Doña|Don|Señora?|Sra?)(?!\w)"
)
CIVILITY_WITHIN = latin(
    r"(?<!\w)(?:(?:Monsieur|Madame|M\.|Mme)\s+l[ea]\s+(?:Professeure?|Docteure?|Pr|Dr)\b\.?|MM?\.|Mmes?|Mlles?|MME|MLLE|MONSIEUR|MADAME|Monsieur|Madame|Herr|Frau|Hr\.?|Fr\.|Dr\."
    r"|Mr|Mrs|Ms|Dhr\.|Mevr?\.|Mw\.|Mevrouw|D\.?ª|Dña\.|Sra?\.|Dra\.|Eng\.[ºª]|Prof\.[ªº]?|Sig\.(?:ra|na)?|Dott\.(?:ssa)?"
    r"|Dna|Dl\.|Fru|mgr(?:\s+inż\.)?)\s+(?=[A-ZÀ-Þ])"
)
_PARTICLE_WORDS = """mc de du des d la le les von van vom der den dem zu zur zum di da do dos das del della al el ben bin ould y e
ter ten v d af op t"""
BORN_WORDS = frozenset(("nee", "ne", "epouse", "epse", "ep", "veuve", "vve", "geb", "geborene"))  # between two surnames of one
PARTICLES = BORN_WORDS.union(_PARTICLE_WORDS.split())
_SMALL_PARTICLES = frozenset(("ar", "an", "mac", "degli", "delle", "dalla", "dello"))  # in small letters: no « Mac Donald »
_AND_FAMILY = frozenset(("i", "eta"))  # before a second family name: « Núria Casals i Prat », but « Parcs i Jardins »
_ARTICLES = frozenset(("Le", "La", "Les", "Du", "Des", "Aux"))
_SURNAMES_TOO = frozenset(("Le", "LE", "Do", "DO"))  # particles that are whole surnames, too: « Mme Thu Hà Le »
_PARENTHESES = re.compile(r"\s*\((?!(?:Mrs?|Ms|Mme|Frau)\.?\)|(?<=\w\w\. \()[A-Z]{2,4}\) [A-Z])([^()]*)\)")  # not « Ing. (FH) »
_SEPARATORS = latin(
    r"\s*(?:/|;|\s&\s|\s+et\s+|\s+und\s+|,)\s*|(?<=\))\s+(?=[A-ZÀ-Þ])|(?<=\w)\s+(?=(?:M\.|Mme|Mlle|Monsieur|Madame|Herr|Frau)\s+[A-ZÀ-Þ])"
)
_JOINED = re.compile(r"\s+(?:and|y|e|i|og|och|ve|en|dan|și|oraz|és|ja|\+)\s+")
_APART = latin(r"\)\s+[A-ZÀ-Þ]")  # « Paul Roux (adjoint) Anne Roy »
_ROLE_COLON = re.compile(r"^(?P<role>[^:]{3,60}?)\s*:\s*(?P<name>\S.*)$")
_SURNAMES_OF_POSTS = frozenset(("chef", "maire", "adjoint", "secretaire", "manager", "head", "leiter", "hoofd"))
_FORMER = re.compile(r"(?:n[ée]e|[ée]pouse|ex)[\s-]+(?=[A-ZÀ-Þ])")  # « (née Lefort) »
# « Anne Roy, dite « Nono » », « Anne "Nono" Roy »
_CALLED = latin(
    r"""(?:,?\s*\bdite?\s+)?(?:«\s*[A-ZÀ-Þ][^«»]{1,20}?\s*»|"[A-ZÀ-Þ][^"]{1,20}"|“[A-ZÀ-Þ][^“”]{1,20}”|„[A-ZÀ-Þ][^„“”]{1,20}[“”])"""
)
_HOURS = re.compile(r"(?:a )?(?:mi-|plein |tiers |demi-?)?temps\b")  # « (mi-temps) » is no post
BEFORE_POST = re.compile(r"\s+[–—/|·-]\s+(?=[^:]{3,60}:)|\s*[,;]\s+(?=[^:,;]{3,60}:)")
_ROLE_BEFORE = re.compile(r"^(?P<role>[^:]{3,60}?)\s(?:[–—/|·-])\s(?P<name>\S.*)$")
_ROLE_AFTER = re.compile(r"^(?P<name>[^,–—/|·]{4,60}?)\s*(?:,|\s[–—/|·-])\s*(?P<role>\S.*)$")
_TAIL = re.compile(r"^(?P<name>\S+(?:\s\S+){1,4}?)\s(?P<tail>[a-zà-ž][\w.]+(?:\s[a-zà-ž][\w.]*){0,2})$")
_LETTERS = re.compile(r"^[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?$")
_ELIDED = re.compile(r"^(?:[dDlL]|Mc|O)'")
_INITIAL = latin(r"^[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)*$|^[A-ZÀ-Þ]-?[A-ZÀ-Þ]\.$|^(?:Ch|Chr|Fr|Ph|Th)\.$")
# « I.Durand », « PY.de La Tour »
_ABBREVIATED = latin(r"^(?:[A-ZÀ-Þ]\.){2,}$|^[^\W\d_]{2,6}\.$")
_GLUED = latin(r"^((?:[A-ZÀ-Þ]\.-?){1,3}|[A-ZÀ-Þ]-?[A-ZÀ-Þ]\.)(?=[A-ZÀ-Þ][\w'’]|(?:de|du|des|van|von|le|la|d['’])\b)")
_DEGREES = latin(r"(?:,\s*(?:[A-ZÀ-Þ][A-Za-z]?\.?){2,5}\.?)+$")  # « , MBA », « , C.P.A. »
_ABSTRACT = re.compile(r"(?:ions?|ances|ung|ungen|schaft|amt|heit|keit|verwaltung|dienste?|wesen)$")
_PATRONYMIC = re.compile(r"[а-яіїє]{3}(?:вич|вна|ична|ович)$")  # « Орлова Татьяна Павловна »
_IN_THE = re.compile(r"(?<=\s)[io]n (?='t\b|der\b|den\b|het\b)")  # « Roos in 't Veld »
_SHORT = 4  # letters: « Hung » ends like no noun
_IN_BRACKETS = re.compile(r"^\(([^()]+)\)$")  # « (Claire Roy) » under a title
_FOR_NOW = re.compile(r"(?P<how>(?:par )?int[ée]rim)(?: assurée?)?\s*(?::|par)\s*(?P<name>\S.+)", re.IGNORECASE)
_STEAD = re.compile(
    r"(?:remplac[ée]|suppl[ée]{2})e?s? par |(?:replaced|covered) by |(?:vertreten|ersetzt) durch |sostituit[oa] da ", re.IGNORECASE
)
_LEFT = re.compile(  # folded: « Poste vacant depuis le départ de Mme Roy », « Retirement of Ms Roy »
    r"(?P<empty>(?:poste |stelle )?(?:vacante?|vakant|unbesetzt)\b[\w ']{0,30}? )?(?:the )?"
    r"(?:depart|retraite|mutation|demission|departure|retirement|resignation|weggang|ausscheiden|jubilacion|pensionamento)"
    r"(?: (?:a la|en) retraite)? (?:de |d'|of |von )(?P<name>[^:;,]+?)(?P<soon> [–—-] .+)?"
)
_NOBODY = re.compile(r"^N\.?\s?N\.?$")  # nomen nescio stands where a name would, and is kept as printed
_FOOTNOTE = re.compile(r"\s*(?:\*+\)?|\(?[¹²³⁴⁵⁶⁷⁸⁹\d]{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]+\)?)$")


Form: TypeAlias = Literal["civility", "vacant", "capitals", "first name", "initials", "post", "look", "noun", "short"]
OPEN = 0.6  # how sure it is that somebody is one, or has what may be a neighbour's post
_ABBREVIATED_POST = 0.8  # how sure somebody is one behind words of which the last is cut short
_NO_SIGN: frozenset[Form | None] = frozenset((None, "look", "noun", "short"))
_LIKELIHOOD: dict[Form, float] = {
    "civility": 0.99,
    "vacant": 0.98,
    "capitals": 0.97,
    "first name": 0.96,
    "initials": 0.95,
    "post": 0.93,
    "look": 0.75,
    "noun": 0.6,
    "short": 0.6,
}


@dataclass(frozen=True, slots=True)
class Named:
    """People in a line. `form`: what shows that it is a name, the weakest of several; "look": only its capitals do.

    "noun": its surname is in capitals, but what would be the first name ends like a noun, « Maïté », « Médiation »: only where the
    names of a page are set like it is it one. "short": a surname or initials alone, as all boxes of the sheet end with.
    """

    people: tuple[Person, ...]
    form: Form

    @property
    def sure(self) -> bool:
        """Whether more than the look of its words says that it is a name."""
        return self.form not in ("look", "noun", "short")

    @property
    def civil(self) -> bool:
        """Whether it can't be anything else: a civility, or the words for a vacant post."""
        return self.form in ("civility", "vacant")


@lru_cache(maxsize=20_000)  # most lines of a new version are those of the last one
def named_in(text: str) -> Named | None:
    """The people that *text* names and nothing else, roles beside their names included; None where it is something else."""
    bare = _FOOTNOTE.sub("", text).strip(" •*-–—,").replace("[", "(").replace("]", ")")
    whole_in_brackets = _IN_BRACKETS.match(bare)
    bare = whole_in_brackets[1] if whole_in_brackets else bare
    left = _LEFT.fullmatch(folded(bare))
    if left and _form(re.split(r" [–—-] ", bare[left.start("name") :])[0], has_role=False) not in _NO_SIGN:
        known = left["empty"] or is_vacant((left["soon"] or "").strip(" –—-"))
        return Named((Person(name="", vacant=True, confidence=1.0 if known else _LIKELIHOOD["look"]),), "vacant")
    bare = _STEAD.sub("", bare) if _STEAD.match(bare) else bare
    if (plain := " ".join(_CALLED.sub(" ", bare).split())) != bare:
        found = named_in(plain)
        return found if found is not None and found.form in ("civility", "capitals", "first name") else None
    role, rest = (None, bare) if is_vacant(bare) else _role_apart(bare)
    if is_vacant(rest):
        return Named((Person(name=rest if _NOBODY.match(rest) else "", role=role, vacant=True),), "vacant")
    several = _several_posts(bare)
    if several is not None:
        return several
    joined = _JOINED.split(rest)
    if len(joined) == 2 and all(" " in part and _form(part, has_role=False) not in _NO_SIGN for part in joined):
        rest = " & ".join(joined)  # « Ana Ruiz y Juan Gil », but not « Santiago Ramón y Cajal »
    whole = None if (_APART.search(rest) or " & " in rest) and _several(rest, role) else _one(rest, role)
    found = whole or _several(rest, role)
    if (
        found is not None
        and role
        and (role[-2:-1].islower() or " " in role)
        and role.endswith(".")
        and not is_role(role)
        and f"{role} {rest}" in bare
    ):
        return replace(
            found, people=tuple(replace(p, confidence=_ABBREVIATED_POST) for p in found.people)
        )  # « Cuisine éc. Jules Ferry », « Cuisine centrale C.C.A.S. Jules Ferry »
    return found


def _several_posts(text: str) -> Named | None:
    """« Resp. : Anne Roy – Adj. : Paul Petit »: people with a post and a colon before each."""
    parts = BEFORE_POST.split(text)
    posts = [_ROLE_COLON.match(part) for part in parts] if len(parts) > 1 else []
    found = [named_in(part) for part, post in zip(parts, posts, strict=False) if post and is_role(post["role"])]
    named = [one for one in found if one is not None and one.sure]
    if len(parts) < 2 or len(named) < len(parts):
        return None
    return Named(tuple(person for one in named for person in one.people), named[0].form)


def _role_apart(text: str) -> tuple[str | None, str]:
    """« Directrice : Mme Caron », « Mme Caron, directrice » -> role and name; the role may be "" no more than None."""
    stands_in = _FOR_NOW.fullmatch(text)
    if stands_in and _form(stands_in["name"], has_role=False) not in _NO_SIGN:
        return text[: stands_in.start("name")].strip(" :"), stands_in["name"]  # « Intérim assuré par Anne Roy »
    before = _ROLE_COLON.match(text)
    if before and (is_role(before["role"]) or _CIVILITY.match(before["name"])):
        return before["role"].strip(), before["name"]
    before = _ROLE_BEFORE.match(text)
    if before and is_role(before["role"]) and _form(before["name"], has_role=False) not in _NO_SIGN:
        return before["role"].strip(), before["name"]
    after = _ROLE_AFTER.match(text)
    others = after["role"].split(", ") if after else []  # in a list, somebody else may come after a post
    if after and all(_form(part, has_role=False) in _NO_SIGN for part in others):
        form = _form(after["name"], has_role=False)
        word = after["role"]  # « Adviseur »: a post in a language of which little is known; no « Estela Rojo, Blanca »
        unknown = form == "initials" and " " not in word and word[1:].islower() and len(word) > 4 and not is_first_name(word)
        cut_short = word[-2:-1].islower() and _is_abbreviation(word.split()[0])  # « Aline ROY – Coord. »
        if is_role(word) or unknown or (form not in _NO_SIGN and (word[0].islower() or cut_short)):
            return word.strip(), after["name"]
    said = text.split()
    for cut in range(2, len(said)):
        held = " ".join(said[cut:])
        if said[cut][0].islower() and is_role(held) and _form(" ".join(said[:cut]), has_role=False) not in _NO_SIGN:
            return held, " ".join(said[:cut])  # « Mme Roy directrice du pôle », when two lines were made one
    words = said if is_role(text) and not _CIVILITY.match(text) else []
    for cut in range(1, min(len(words), 8)):
        rest = " ".join(words[cut:])
        name = INTERIM.sub("", _PARENTHESES.sub("", rest)).strip()
        if _is_abbreviation(words[cut]) and _form(name.partition(" ")[2], has_role=False) in ("civility", "first name"):
            continue  # « Responsabile E.Q. », « Anna Bini »
        whole = cut - next((back for back in range(cut) if not _is_abbreviation(words[cut - 1 - back])), 0)
        told = (whole <= 2 and is_role(words[whole - 1])) or is_post_of_rank(" ".join(words[:whole]))
        if _CIVILITY.match(rest) or (told and _form(name, has_role=False) not in _NO_SIGN):
            return " ".join(words[:cut]).strip(" :–—-,("), rest
    least = 1 if text.find(" ") > 4 and _form(text, has_role=False) not in _NO_SIGN else 2  # « Coord. Aline ROY »
    for cut in range(least, min(len(said), 6)):
        post, rest = said[:cut], " ".join(said[cut:])
        known = any(map(is_listed, post[:-1])) or is_civility(post[0]) or not post[0][0].isupper()
        if _is_abbreviation(post[-1]) and not known and _form(rest, has_role=False) in ("civility", "first name"):
            return " ".join(post), rest  # « Istruttore dir. Anna Bini »
    return _post_behind(text) or (None, text)


def _is_abbreviation(word: str) -> bool:
    """« E.Q. », « dir. », but no « Dott. », « ép. » or « J. »: letters before a whole name that end a post."""
    return _ABBREVIATED.match(word) is not None and not is_civility(word) and not is_particle(word)


def _post_behind(text: str) -> tuple[str, str] | None:
    """« Odile MOREAU Directrice », « ROY Paul Chef de service » -> post and name; no « Jean Paul Maire »."""
    words = text.split()
    for cut in range(2, min(len(words), 8)):
        post, name = " ".join(words[cut:]), _PARENTHESES.sub("", " ".join(words[:cut]))
        said = INTERIM.sub("", _PARENTHESES.sub("", post)).strip()
        if not (words[cut][0].isupper() and words[cut][1:].islower() and (is_bare_post(said) or is_post_of_rank(said))):
            continue
        first, *others = name.split()
        parts = others if is_civility(first) else [first, *others]
        surname = folded(words[cut]) not in _SURNAMES_OF_POSTS or not all(map(is_first_name, parts)) or _capital_surname(parts)
        if len(parts) > 1 and surname and _form(name, has_role=False) not in _NO_SIGN:
            return post, " ".join(words[:cut])
    return None


def _one(text: str, role: str | None) -> Named | None:
    notes = [note.strip() for note in _PARENTHESES.findall(text)]
    interim = INTERIM.search(_PARENTHESES.sub("", text))
    name = INTERIM.sub("", _PARENTHESES.sub("", text)).strip(" ,:–—-")
    said = (
        role
        or next((note for note in notes if note and not note[0].isdigit() and not _HOURS.match(folded(note))), None)
        or (interim.group().strip("() ") if interim else None)
    )
    former = next((note for note in notes if role and is_role(role) and _FORMER.match(note)), None)
    said = f"{role} ({former})" if former else said
    if is_vacant(name):
        if any(map(is_vacant, notes)):
            return None  # « Recrutement (vacant) »: the service
        stands_in = next((found for note in notes if (found := _FOR_NOW.fullmatch(note))), None)
        deputy = _one(stands_in["name"], stands_in["how"]) if stands_in else None
        if deputy is not None and deputy.sure:
            return replace(
                deputy, people=(Person(name="", role=role, vacant=True), *deputy.people)
            )  # « vacant (intérim : Mme Roy) »
        return Named((Person(name="", role=None if said and is_vacant(said) else said, vacant=True),), "vacant")
    form = _form(name, has_role=role is not None)
    behind = _TAIL.match(name) if form is None and said is None else None
    if behind and not any(len(word) < 4 or folded(word) in PARTICLES or is_chart_word(word) for word in behind["tail"].split()):
        known = _form(behind["name"], has_role=False)
        if known not in _NO_SIGN:
            name, said, form = behind["name"], behind["tail"], known  # « Ana Popescu interimar »
    if form in ("look", "noun") and role is not None and is_role(role):
        form = "post"  # « Directrice : Roselyne Bazin », « Roselyne Bazin, directrice »
    return None if form is None else Named((Person(name=name, role=said),), form)


def _several(text: str, role: str | None) -> Named | None:
    parts = [part for part in _SEPARATORS.split(text) if part]
    if len(parts) % 2 == 0 and all(
        is_first_name(first) and not is_first_name(last) for last, first in zip(parts[::2], parts[1::2], strict=True)
    ):
        parts = [", ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=True)]  # « Roy, Claire, Petit, Paul »
    found = [_one(part, role) for part in parts]
    if len(parts) < 2 or any(one is None for one in found):
        return None
    certain = [one for one in found if one is not None]
    if any(one.sure for one in certain):  # beside a name, « Board Chair » may be a post in words that nobody told us
        certain = [
            one if one.sure else replace(one, people=tuple(replace(p, confidence=OPEN) for p in one.people)) for one in certain
        ]
    return Named(tuple(p for one in certain for p in one.people), min((one.form for one in certain), key=_LIKELIHOOD.__getitem__))


def _form(name: str, *, has_role: bool) -> Form | None:
    """What shows that *name* is one; None where nothing does."""
    last, comma, first = name.partition(", ")
    usual = last.isupper() and is_first_name(first)  # « MAIRE, Boris »
    may_be = UNIT_WORDS.isdisjoint(map(folded, _words(last))) if usual else not any(map(is_listed, _words(last)))
    if comma and _may_be_first(first, last) and _like_surname(_words(last)) and may_be:
        # « Durand, Isabelle »; « Yvonne, Akosua » may be two people, unless others of the chart are written so
        return "look" if is_first_name(last) and not last.isupper() else "first name"
    bare = _GLUED.sub(r"\1 ", _DEGREES.sub("", name))
    civility = _CIVILITY.match(bare)
    words = _words(bare[civility.end() :] if civility else bare)
    is_joined = len(words) > 3 - bool(civility) and words[-2] in _AND_FAMILY
    words = [*words[:-2], words[-1]] if is_joined else words
    if civility:
        other = CIVILITY_WITHIN.search(bare, civility.end())
        before = bare[civility.end() : other.start()].strip() if other else ""
        if other and before and not (other.group() == "M. " and is_first_name(before)):
            return None  # « Mme Roy M. Petit », but not « Mr John M. Smith »
        known = is_no_name if civility.group().strip().isupper() else is_listed_no_name
        whole = len(words) > 1 and (is_first_name(words[0]) or _INITIAL.match(words[0]))  # « Dr Anne Maire »
        if not _PLAIN.match(name) and any(known(word) for word in (words[1:-1] if whole else words)):
            return None  # « MD Finances »: a rank's letters may be an abbreviation of anything
        if words and (words[0].islower() or words[0] in ("LE", "LA")) and is_role(" ".join(words)):
            return None  # « Monsieur le Maire »
        return "civility" if 1 <= sum(not is_particle(word) for word in words) <= 6 and _like_surname(words) else None
    surname = len(words) == 2 and words[0].isupper() and not words[1].isupper() and is_first_name(words[1])  # « MAIRE Boris »
    if not 2 <= len(words) <= 6 or not _like_surname(words) or (is_role(name) and not surname):
        return None  # « Responsable de CENEVAL »
    parts = [part for word in words for part in word.split("-")]
    if not any(is_no_name(part) for part in parts):
        form = _bare_form(words, has_role=has_role)
        weak = form == "look" and (is_joined or not _SMALL_PARTICLES.isdisjoint(words))  # « Ti an Dud », « Gent Gran i Igualtat »
        return "noun" if weak else form
    listed = [part for part in parts if is_no_name(part) and is_listed(part)]
    return _form_with_listed(words, listed) if listed else _form_with_noun(words)


def _form_with_listed(words: list[str], listed: list[str]) -> Form | None:
    """« Boris MAIRE », « Cheikh Camara », « P. Maire »: one word of units, but none for a kind of them, may be a surname.

    « Prénom NOM » shows that it is; else only the other names of the page do.
    """
    if len(listed) > 1 or len(words) > 3 or listed[0] == words[0] != words[0].upper() or folded(listed[0]) in UNIT_WORDS:
        return None
    others = [word for word in words if word != listed[0]]
    first = all(is_first_name(word) for word in others if not is_particle(word))
    if first and listed[0].isupper() and len(listed[0]) > 3 and not any(word.isupper() for word in others):
        return "first name"
    named = first or (_INITIAL.match(words[0]) is not None and len(words) == 2)
    return "noun" if named and listed[0] != words[0] else None


def _form_with_noun(words: list[str]) -> Form | None:
    """« Marc ROUSSEAUX », « ROUSSELOT Maïté »: words that only end like nouns are names where the other one is seen to be one."""
    if _has_first_name(words):
        return "first name"
    if any(
        _INITIAL.match(one) and not any(_ABSTRACT.search(folded(word)) for word in others)
        for one, others in ((words[0], words[1:]), (words[-1], words[:-1]))
    ):
        return "initials"  # « D. Braithwaite », « Rousseaux R. »
    others = [word for word in words if not word.isupper()]
    if is_first_name(words[-1]) and len(words) == 2 and not any(_ABSTRACT.search(folded(word)) for word in words):
        return "noun"  # « L’Hermite Élodie »
    if not _capital_surname(words) or len(others) != 1:
        return None
    return "noun" if any(is_no_name(part) for part in others[0].split("-")) else "capitals"


def _bare_form(words: list[str], *, has_role: bool) -> Form | None:
    if _has_first_name(words):
        return "first name"
    if _capital_surname(words):
        return "capitals"
    if _INITIAL.match(words[0]) or (
        _INITIAL.match(words[-1]) and not is_particle(words[-2]) and any(len(word) > 2 for word in words[:-1])
    ):
        return "initials"
    proper = [w for w in words if not is_particle(w)]
    if len(proper) > 1 and len(proper[0]) <= 2 and proper[0].isupper():
        proper = [proper[0].title() + "x", *proper[1:]]  # « GP de Wet »
    lettered = all(len(w) >= 2 and w[1:].replace("-", "").replace("'", "").isalpha() for w in proper)
    # A word in capitals of more than three letters is no abbreviation
    capitalised = (
        2 <= len(proper) <= 4
        and (not any(w.isupper() for w in proper) or all(w.isupper() and len(w) > 3 for w in proper))
        and lettered
    )
    return "look" if has_role or capitalised else None


def _may_be_first(first: str, last: str) -> bool:
    """Whether what stands behind « ÅKERMAN, » or « Åkerman, » may be a first name: only behind capitals one that is unknown."""
    unknown = last.isupper() and not first.isupper() and len(first.split()) < 3 and _like_surname(_words(first))
    return is_first_name(first.strip()) or (unknown and not any(map(is_no_name, first.split())) and not is_role(first))


def may_be_name(text: str) -> bool:
    """Whether *text* may be a name, though nothing shows one: « Braithwaite Callum », « Marsh, Barnaby »."""
    words = _words(text.replace(",", "", 1))
    proper = [word for word in words if not is_particle(word)]
    known = any(is_listed_no_name(word) or (len(word) > _SHORT and _ABSTRACT.search(folded(word))) for word in words)
    return 2 <= len(proper) <= 5 and not (known or is_role(text) or is_vacant(text)) and _like_surname(words)


def is_particle(word: str) -> bool:
    """« de », « ’t »: what stands before a surname in lower case or capitals."""
    return word in _SMALL_PARTICLES or folded(word).strip("'.") in PARTICLES


def _words(name: str) -> list[str]:
    return _IN_THE.sub("", name.replace("’", "'")).split()


def _like_surname(words: list[str]) -> bool:
    """All of it letters, capitals first but for particles, ending with no particle."""
    proper = [w for w in words if not is_particle(w)]
    if words and words[-1] in _SURNAMES_TOO:
        proper.append(words[-1])
    elif not proper or folded(words[-1]) in PARTICLES or words[-1] in _SMALL_PARTICLES:
        return False
    bare = [_ELIDED.sub("", w) for w in proper]
    return bool(bare) and all(w[:1].isupper() and (_LETTERS.match(w) or _INITIAL.match(w)) for w in bare)


def _has_first_name(words: list[str]) -> bool:
    named_after = len(words) == 3 and any(_PATRONYMIC.search(folded(word)) for word in words[1:])
    return is_first_name(words[0]) or (words[0].isupper() and is_first_name(words[-1])) or named_after


def is_civility(text: str) -> bool:
    """Whether *text* is what stands before a name and nothing else: « Mme », « mgr inż. », « Dña. »."""
    found = _CIVILITY.match(f"{text} Xyz")
    return found is not None and found.end() == len(text) + 1


def is_first_name(word: str) -> bool:
    parts = folded(word).split("-")
    return all(map(is_given, parts)) or (len(parts) == 2 and any(map(is_given, parts)) and not any(map(is_chart_word, parts)))


def _capital_surname(words: list[str]) -> bool:
    """« Prénom NOM » or « NOM Prénom »: one part in capitals, one not, and no abbreviation."""
    capitals = [w for w in words if len(w.strip(".")) >= 2 and w.isupper() and not _ABBREVIATED.match(w)]
    others = [w for w in words if not w.isupper() and not is_particle(w)]
    if len(words) > 2 and words[0].isupper() and words[1] in _ARTICLES:
        return False  # « EHPAD Les Tilleuls »: no first name begins so
    long = any(len(w) > 3 or not w.isascii() for w in capitals)  # an abbreviation has no accent: « VŨ Van Hung »
    return bool(others) and long and (words[0] in others or words[-1] in others)
