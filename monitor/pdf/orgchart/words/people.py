"""Names of people in a line of text: with a civility, a surname in capitals, an initial, or bare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from monitor.expressions import expression, remembered
from monitor.model import Person
from monitor.model.frozen import dataclass, replace
from monitor.pdf.orgchart.vocabulary import (
    DEPUTY,
    INTERIM,
    folded,
    is_abolished,
    is_bare_post,
    is_chart_word,
    is_listed,
    is_listed_no_name,
    is_no_name,
    is_post_of_rank,
    is_role,
    is_vacant,
    latin,
    starts_like_unit,
    without_note,
    word_pattern,
)
from monitor.pdf.orgchart.words.name_forms import (
    ABBREVIATED,
    CIVILITY,
    NO_SIGN,
    PARTICLES,
    Form,
    begins_with_letters,
    has_capital_surname,
    is_by_post,
    is_called_after,
    is_civility,
    is_first_name,
    is_namesake,
    is_particle,
    name_form,
)

_PARENTHESES = re.compile(r"\s*\((?!(?:Mrs?|Ms|Mme|Frau)\.?\)|(?<=\w\w\. \()[A-Z]{2,4}\) [A-Z])([^()]*)\)")  # not « Ing. (FH) »
_SEPARATORS = latin(
    r"\s*(?:/|;|\s&\s|\s+et\s+|\s+und\s+(?!zu[mr]?\s)|,)\s*|(?<=\))\s+(?=[A-ZÀ-Þ])|(?<=\w)\s+(?=(?:M\.|Mme|Mlle|Monsieur|Madame|Herr|Frau)\s+[A-ZÀ-Þ])"
)
_JOINED = re.compile(r"\s+(?:and|y|e|i|og|och|ve|en|dan|și|oraz|és|ja|\+)\s+|\s+(?P<dash>[–—-])\s+")
_APART = latin(r"\)\s+[A-ZÀ-Þ]")  # « Paul Roux (adjoint) Anne Roy »
_ROLE_COLON = re.compile(r"^(?P<role>[^:]{3,60}?)\s*:\s*(?P<name>\S.*)$")
_SURNAMES_OF_POSTS = frozenset(("chef", "maire", "adjoint", "secretaire", "manager", "head", "leiter", "hoofd"))
_FORMER = expression(r"(?:n[ée]e|[ée]pouse|ex)[\s-]+(?=[A-ZÀ-Þ])")  # « (née Lefort) »
# « Anne Roy, dite « Nono » », « Anne "Nono" Roy »
_CALLED = latin(
    r"""(?:,?\s*\bdite?\s+)?(?:«\s*[A-ZÀ-Þ][^«»]{1,20}?\s*»|"[A-ZÀ-Þ][^"]{1,20}"|“[A-ZÀ-Þ][^“”]{1,20}”|„[A-ZÀ-Þ][^„“”]{1,20}[“”])"""
)
_QUOTES = frozenset('«"“„')
_HOURS = re.compile(r"(?:a )?(?:mi-|plein |tiers |demi-?)?temps\b")  # « (mi-temps) » is no post
BEFORE_POST = re.compile(r"\s+[–—/|·-]\s+(?=[^:]{3,60}:)|\s*[,;]\s+(?=[^:,;]{3,60}:)")
_ROLE_BEFORE = re.compile(r"^(?P<role>[^:]{3,60}?)\s(?:[–—/|·-])\s(?P<name>\S.*)$")
_ROLE_AFTER = re.compile(r"^(?P<name>[^,–—/|·:]{4,60}?)\s*(?P<mark>[,:]|\s[–—/|·-])\s*(?P<role>\S.*)$")
# What posts are called for short, some of them units too: only beside names; no surname begins like the first.
OFFICE = re.compile(r"D(?:G[A-Z]{0,3}|S[A-Z]{1,3}|RH|AF)|RAF|ASVP|ATSEM")
# « BSc », « PhD », « DipTP », « CiLCA », but not « McKAY », « LeROY »
_BEFORE_SURNAME = r"Ma?c|Fitz|St|[DL][aeo]|D[iu](?!p)|V[ao]n|A[blp]|El"
_LETTERS_OF_ONE = r"[A-Z]{2,3}[a-z]{1,3}|[A-Z][a-z]{1,4}[A-Z]{1,2}|[A-Z][a-z]{1,4}[B-DF-HJ-NP-TV-XZ]{3}|[A-Z][a-z][A-Z]{3}"
_DEGREE = rf"(?:(?!{_BEFORE_SURNAME})(?:{_LETTERS_OF_ONE}))(?: \([Hh]ons\))?"
_LEARNED = re.compile(rf"(?P<name>(?:\S+ ){{2,5}}?|)(?P<degrees>{_DEGREE}(?:,? (?:{_DEGREE}|[A-Z]{{2,6}}))*)")
_SHORT_POST = expression(rf"{OFFICE.pattern}|[B-DF-HJ-NP-TV-XZ]{{2,5}}")  # a surname has a vowel
_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_HONOURS = """mba mpa mph ma msc ba bsc beng meng llb llm jd md do phd dphil edd cpa cfa ca aca acca fca cma cipfa cipd cgma pmp rn
pe peng obe mbe cbe dbe kbe qc kc esq jp dl frics mrics mice fice riba arb ing eur"""
DEGREES = frozenset(_HONOURS.split())  # behind a name and a comma they are printed with it
_TERM = expression(word_pattern("terms"))
_TAIL = re.compile(r"^(?P<name>\S+(?:\s\S+){1,4}?)\s(?P<tail>[a-zà-ž][\w.]+(?:\s[a-zà-ž][\w.]*){0,2})$")
_IN_BRACKETS = re.compile(r"^\(((?:[^()]|\([^()]*\))+)\)$")  # « (Claire Roy) », « (Dr Roy (intérim)) » under a title
_POST_IN_BRACKETS = re.compile(r"(?P<head>[^()]{4,}?)\s*\((?P<post>(?P<role>[^():]{3,60}?)\s*:\s*[^():]+)\)")
_FOR_NOW = re.compile(r"(?P<how>(?:par )?int[ée]rim)(?: assurée?)?\s*(?::|par)\s*(?P<name>\S.+)", re.IGNORECASE)
_STEAD = re.compile(word_pattern("in the stead of"), re.IGNORECASE)
_FOR_ABSENT = re.compile(word_pattern("for the absent"), re.IGNORECASE)
_LEFT = re.compile(word_pattern("left"))
_INTERIM = re.compile(r"int\.?")  # in brackets behind a name; elsewhere « interne »
_NOBODY = re.compile(r"^N\.?\s?N\.?$")  # nomen nescio stands where a name would, and is kept as printed
_OF_SEVERAL = re.compile(r"(?:Mmes|MM|Mesdames|Messieurs|Mlles)\.?\s+(?=[A-ZÀ-Þ])")  # « Mmes Roy et Petit »
_CIVIL_BEHIND = re.compile(
    r"(?P<name>[A-ZÀ-Þ][^,()]*)(?P<mark>,?\s+\(?)(?P<civility>M\.|Mme|Mlle|Mrs?|Ms|Frau|Herr)\)?"
)  # « Roy (Mme) »

_SURELY_ONE = frozenset({"civility", "capitals", "first name", "initials", "vacant"})  # no place is named so
_LONGEST_PARTICLE = 4  # letters: « de », « von », « para »
OPEN = 0.6  # how sure it is that somebody is one, or has what may be a neighbour's post
_ABBREVIATED_POST = 0.8  # how sure somebody is one behind words of which the last is cut short
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


@remembered  # most lines of a new version are those of the last one
def named_in(text: str) -> Named | None:
    """The people that *text* names and nothing else, roles beside their names included; None where it is something else."""
    bare = (text := without_note(text)).strip(" •*-–—,").replace("[", "(").replace("]", ")")
    whole_in_brackets = _IN_BRACKETS.match(bare)
    bare = whole_in_brackets[1] if whole_in_brackets else bare
    left = _LEFT.fullmatch(folded(bare))
    if left and name_form(re.split(r" [–—-] ", bare[left.start("name") :])[0], has_role=False) not in NO_SIGN:
        known = left["empty"] or is_vacant((left["soon"] or "").strip(" –—-"))
        return Named((Person(name="", vacant=True, confidence=1.0 if known else _LIKELIHOOD["look"]),), "vacant")
    bare = _STEAD.sub("", bare) if _STEAD.match(bare) else bare
    if is_by_post(bare) or is_of_absent(bare) or (is_called_after(bare) and not is_vacant(bare)):
        return None
    behind = _CIVIL_BEHIND.fullmatch(bare)
    if behind and name_form(f"{behind['civility']} {behind['name']}", has_role=False) == "civility":
        known = any(map(is_listed, behind["name"].split())) or is_role(behind["name"])  # « Secrétariat de Mme »
        wing = behind["mark"].isspace() and name_form(behind["name"], has_role=False) in NO_SIGN  # « Roy M. », « Beauséjour M. »
        return None if known else Named((Person(name=behind["name"], confidence=OPEN if wing else 1.0),), "civility")
    shared = _OF_SEVERAL.match(bare)
    sharing = [part for part in _SEPARATORS.split(bare[shared.end() :]) if part] if shared else []
    if len(sharing) > 1 and all(name_form(f"Mme {part}", has_role=False) == "civility" and not is_listed(part) for part in sharing):
        return Named(tuple(Person(name=part) for part in sharing), "civility")
    called = not _QUOTES.isdisjoint(bare)
    if (plain := " ".join((_CALLED.sub(" ", bare) if called else bare).split())) != bare:
        found = named_in(plain)
        return found if found is not None and found.form in ("civility", "capitals", "first name") else None
    if (learned := _LEARNED.fullmatch(bare)) is not None:  # « Jane Roe BSc (Hons) MRTPI »
        held = named_in(learned["name"].rstrip(" ,")) if learned["name"] else None
        return held and replace(held, people=tuple(replace(p, role=p.role or learned["degrees"]) for p in held.people))
    role, rest = (None, bare) if is_vacant(bare) else _role_apart(bare)
    if is_vacant(rest):
        return Named((Person(name=rest if _NOBODY.match(rest) or is_abolished(rest) else "", role=role, vacant=True),), "vacant")
    several = _several_posts(bare)
    if several is not None:
        return several
    joint = _JOINED.search(rest)
    joined = [rest[: joint.start()], rest[joint.end() :]] if joint else []
    forms = [name_form(part, has_role=False) if " " in part else None for part in joined]
    two = joint is not None and NO_SIGN.isdisjoint(forms)
    rest = " & ".join(joined) if two else rest  # « Ana Ruiz y Juan Gil », but not « Santiago Ramón y Cajal »
    whole = None if (_APART.search(rest) or " & " in rest) and _several(rest, role) else _one(rest, role)
    found = whole or _several(rest, role)
    if found is None:
        return None
    sure = min(_sureness(role, rest, bare), OPEN if role is None and is_namesake(rest) else 1.0)
    if two and joint is not None and joint["dash"]:  # « Mme Roy – M. Petit », « Anne ROY – Paul PETIT »
        names = [CIVILITY.sub("", name) for name in joined]
        capitals = [any(len(word) > 2 and word.isupper() for word in name.split()) for name in names]
        shown = {(name != whole, upper) for name, whole, upper in zip(names, joined, capitals, strict=True)}
        alike = len(shown) == 1 and (False, False) not in shown
        sure = sure if alike else min(sure, OPEN)  # « Mme Roy – Jules Ferry »: only one of the two need be there
    if sure < 1.0:
        found = replace(found, people=tuple(replace(p, confidence=sure) for p in found.people))
    return _deputies_apart(found)


def _deputies_apart(found: Named) -> Named:
    """*found*; where a deputy's post behind a name names others, « Anne Roy, adjoint : Paul Petit », these are people, too."""
    people = list[Person]()
    for person in found.people:
        *own, said = BEFORE_POST.split(person.role or "")  # « directrice, adjoint : Paul Petit »
        held = named_in(said) if person.name and DEPUTY.match(folded(said)) else None
        others = held.people if held and held.form in _SURELY_ONE else ()
        posts = {other.role or "" for other in others if not is_namesake(other.name)}
        told = all(is_role(post) and len(post.split()[-1]) > _LONGEST_PARTICLE for post in posts)  # no « assistante de Mme Roy »
        people += [replace(person, role=", ".join(own) or None), *others] if posts and told else [person]
    return replace(found, people=tuple(people))


def _sureness(role: str | None, name: str, text: str) -> float:
    """How sure it is that *role*, before or behind *name* in *text*, is one: no « Cuisine éc. », « PETIT » or « Dijon »."""
    subject = _behind_surname(text)
    if not role or is_role(role):
        return OPEN if subject and not (role or is_role(subject[0]) or INTERIM.search(subject[0])) else 1.0
    if role.endswith(".") and (role[-2:-1].islower() or " " in role) and f"{role} {name}" in text:
        return _ABBREVIATED_POST  # « Cuisine éc. Jules Ferry », « Cuisine centrale C.C.A.S. Jules Ferry »
    mark = text[len(name) : -len(role)].strip() if text.startswith(name) and text.endswith(role) else ""
    surname = role.isupper() and role.isalpha() and not _SHORT_POST.fullmatch(role)  # « Anne ROY, LY » may be two
    place = mark in ("–", "—", "-") and role[0].isupper() and role[-1].isalpha() and not role.isupper()  # « Mme ROY – Dijon »
    return OPEN if (mark == "," and surname) or place or subject == (role, name) else 1.0


def doubted(people: Iterable[Person]) -> list[Person]:
    """*people*, each no surer than who may be somebody else's."""
    return [replace(person, confidence=min(person.confidence, OPEN)) for person in people]


def is_name(text: str) -> bool:
    """Whether *text* names somebody, by more than the look of its words, and nothing else."""
    named = named_in(text)
    return named is not None and named.sure


def writes_surname_first(names: Sequence[str]) -> bool:
    """Whether most of *names* with a known first name have it behind."""
    ends = [(text.split()[0], text.rstrip(" ,").split()[-1]) for text in names if named_in(text) is not None]
    reversed_ = {
        first for first, last in ends if is_first_name(last) and not is_first_name(first)
    }  # « Sis » before all is no surname
    usual = sum(is_first_name(first) and not is_first_name(last) for first, last in ends)
    return len(reversed_) >= max(3, 4 * usual)


@remembered
def is_of_absent(text: str) -> bool:
    """Whether *text* tells whom somebody stands in for, who is away: « en remplacement de Mme Roy », “maternity cover for …”."""
    found = _FOR_ABSENT.fullmatch(text.strip(" ()"))
    return found is not None and name_form(found["name"], has_role=False) not in NO_SIGN


def _several_posts(text: str) -> Named | None:
    """« Resp. : Anne Roy – Adj. : Paul Petit », « Anne Roy (adjoint : Paul Petit) »: people with a post and a colon before each."""
    if ":" not in text:
        return None
    beside = _POST_IN_BRACKETS.fullmatch(text)
    if beside:
        both = [named_in(beside["head"]), named_in(beside["post"]) if is_role(beside["role"]) else None]
        named = [one for one in both if one is not None and one.sure]
        return Named(tuple(person for one in named for person in one.people), named[0].form) if len(named) == 2 else None
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
    if stands_in and name_form(stands_in["name"], has_role=False) not in NO_SIGN:
        return text[: stands_in.start("name")].strip(" :"), stands_in["name"]  # « Intérim assuré par Anne Roy »
    before = _ROLE_COLON.match(text)
    named = before and name_form(before["role"].split(", ")[0], has_role=False) not in NO_SIGN  # « M. PETIT, adjointe : Mme COSTA »
    if before and not named and (is_role(before["role"]) or CIVILITY.match(before["name"]) or INTERIM.match(before["role"])):
        post, other = before["role"].strip(), None if is_by_post(before["name"]) else _post_behind(before["name"])
        return (f"{post}, {other[0]}", other[1]) if other else (post, before["name"])  # « Responsable : ROY Anne Directrice »
    before = _ROLE_BEFORE.match(text)
    if before and is_role(before["role"]) and name_form(before["name"], has_role=False) not in NO_SIGN:
        return before["role"].strip(), before["name"]
    after = _ROLE_AFTER.match(text)
    others = after["role"].split(", ") if after else []  # in a list, somebody else may come after a post
    if after and (named or all(name_form(part, has_role=False) in NO_SIGN for part in others)):
        form = name_form(after["name"], has_role=False)
        word = after["role"]  # « Adviseur »: a post in a language of which little is known; no « Estela Rojo, Blanca »
        unknown = form == "initials" and " " not in word and word[1:].islower() and len(word) > 4 and not is_first_name(word)
        cut_short = word[-2:-1].islower() and _is_abbreviation(word.split()[0])  # « Aline ROY – Coord. »
        listed = after["mark"] == ","  # « M. PETIT, ROY » are two people, « Anne PETIT, DRH » is one
        full = sum(not is_civility(part) for part in after["name"].split()) > 1 and not (
            is_first_name(word) or folded(word) in DEGREES
        )
        abbreviated = (_ABBREVIATION if full else _SHORT_POST).fullmatch(word) is not None
        # Behind a colon or a dash and a name with a civility or a surname in capitals a word may be what somebody does
        plain = word[0].isupper() and word.replace(" ", "").isalpha() and len(word.split()) < 4
        trade = not listed and plain and _is_marked(after["name"]) and not (starts_like_unit(word) or named_in(word))
        trade = trade and not (any(map(is_chart_word, word.split())) or is_vacant(word))
        short = (abbreviated and (full or not listed)) or trade
        if (
            is_role(word)
            or is_role(f"the {word}")
            or unknown
            or (form not in NO_SIGN and (word[0].islower() or cut_short or short))
        ):
            return word.strip(), after["name"]
    said = text.split()
    for cut in range(2, len(said)):
        if not said[cut][0].islower() or _is_abbreviation(said[cut - 1]):
            continue
        surname = is_particle(said[cut]) and any(word[0].isupper() for word in said[cut + 1 : cut + 4])  # « Rosa de la Fuente »
        if surname or name_form(" ".join(said[:cut]), has_role=False) in NO_SIGN:
            continue
        held = " ".join(said[cut:])
        if is_role(held) or INTERIM.search(held) or _TERM.match(folded(held)):
            post, name = _post_behind(" ".join(said[:cut])) or ("", " ".join(said[:cut]))  # « Anne ROY Directrice p.i. »
            return f"{post} {held}".strip(), name  # « Mme Roy directrice du pôle », when two lines were made one
    words = said if (is_role(text) or OFFICE.match(text)) and not CIVILITY.match(text) else []
    for cut in range(1, min(len(words), 8)):
        rest = " ".join(words[cut:])
        name = INTERIM.sub("", _PARENTHESES.sub("", rest)).strip()
        if _is_abbreviation(words[cut]) and name_form(name.partition(" ")[2], has_role=False) in ("civility", "first name"):
            continue  # « Responsabile E.Q. », « Anna Bini »
        whole = cut - next((back for back in range(cut) if not _is_abbreviation(words[cut - 1 - back])), 0)
        held = " ".join(words[:whole])
        told = (whole <= 2 and is_role(words[whole - 1])) or OFFICE.fullmatch(held) or is_post_of_rank(held)
        if CIVILITY.match(rest) or (told and name_form(name, has_role=False) not in NO_SIGN):
            return " ".join(words[:cut]).strip(" :–—-,(|·•"), rest
    return _abbreviated_before(text) or _post_behind(text) or _behind_surname(text) or (None, text)


@remembered
def _is_abbreviation(word: str) -> bool:
    """« E.Q. », « dir. », but no « Dott. », « ép. » or « J. »: letters before a whole name that end a post."""
    return ABBREVIATED.match(word) is not None and not is_civility(word) and not is_particle(word)


def _abbreviated_before(text: str) -> tuple[str, str] | None:
    """« Coord. Aline ROY », « Istruttore dir. Anna Bini » -> post and name; no « C.L.S.H. Jules Ferry »."""
    if "." not in text:
        return None
    said = text.split()
    dotted = text[: text.find(" ")].count(".") > 2
    least = 1 if text.find(" ") > 4 and (dotted or name_form(text, has_role=False) not in NO_SIGN) else 2
    for cut in range(least, min(len(said), 6)):
        if not _is_abbreviation(said[cut - 1]):
            continue
        post, rest = said[:cut], " ".join(said[cut:])
        known = any(map(is_listed, post[:-1])) or is_civility(post[0]) or not post[0][0].isupper()
        if cut == 1 and dotted and not (OFFICE.fullmatch(post[0].replace(".", "")) or _is_marked(rest)):
            continue
        if not known and name_form(rest, has_role=False) in ("civility", "first name"):
            return " ".join(post), rest
    return None


def _is_marked(name: str) -> bool:
    """Whether a civility or a surname in capitals shows that *name* is somebody's."""
    words = name.split()
    upper = any(len(word) > 1 and word.isupper() for word in words) and any(
        is_first_name(word) for word in words if not word.isupper()
    )
    return upper or CIVILITY.match(name) is not None or has_capital_surname(words)


def _post_behind(text: str) -> tuple[str, str] | None:
    """« Odile MOREAU Directrice », « ROY Paul Chef de service », « Anne ROY DRH » -> post and name; no « Jean Paul Maire »."""
    words = text.split()
    for cut in range(2, min(len(words), 8)):
        titled = words[cut][0].isupper() and words[cut][1:].islower()
        office = cut + 1 == len(words) and OFFICE.fullmatch(words[cut]) is not None
        cut_short = _is_abbreviation(words[cut]) and all(len(word) > 3 and _is_abbreviation(word) for word in words[cut:])
        if not (titled or office or cut_short):
            continue
        post = " ".join(words[cut:])
        name = _PARENTHESES.sub("", " ".join(words[:cut]))
        form = name_form(name, has_role=False)
        short = form == "noun" and begins_with_letters(name.split()) and is_role(post)  # « DIAZ Ouardia Directrice »
        if form in NO_SIGN and not short:
            continue
        said = INTERIM.sub("", _PARENTHESES.sub("", post)).strip()
        first, *others = name.split() or [""]
        parts = others if is_civility(first) else [first, *others]
        shown = len(parts) < len(words[:cut]) or has_capital_surname(parts)
        short = (office and has_capital_surname(parts)) or cut_short
        told = is_bare_post(said) or is_post_of_rank(said) or (shown and is_role(said))
        if not (shown and short) and not (titled and told):
            continue
        surname = folded(words[cut]) not in _SURNAMES_OF_POSTS or not all(map(is_first_name, parts)) or has_capital_surname(parts)
        if len(parts) > 1 and surname:
            return post, " ".join(words[:cut])
    return None


def _behind_surname(text: str) -> tuple[str, str] | None:
    """« M. Karim EL AMRANI Crèches » -> what stands behind the name, a word of units, and the name."""
    civility = CIVILITY.match(text)
    words = text[civility.end() if civility else 0 :].split()
    upper = [word.isupper() and len(word) > 1 and "." not in word for word in words]
    surname = upper.index(True) if True in upper else 1
    cut = next((n for n in range(surname + 1, len(words)) if not upper[n]), len(words))
    rest = words[cut:]
    if not rest or True in upper[cut:] or any(map(is_particle, words[cut - 1 : cut + 1])) or any(map(is_first_name, rest)):
        return None
    if True in upper:
        told = is_no_name(rest[0])
    else:
        told = civility is not None and is_first_name(words[0]) and is_listed_no_name(rest[0])
    held, name = " ".join(rest), text[: -len(" ".join(rest))].strip()
    told = told and rest[0][0].isupper() and "".join(rest).replace("-", "").isalpha()
    return (held, name) if told and name_form(name, has_role=False) in ("civility", "capitals", "first name") else None


def _one(text: str, role: str | None) -> Named | None:
    bare, notes = text, []
    if "(" in text:
        bare, notes = _PARENTHESES.sub("", text), [note.strip() for note in _PARENTHESES.findall(text) if note.strip()]
    given = notes[0] if len(notes) == 1 and is_first_name(notes[0]) and not text.endswith(")") else ""  # « J.J. (Jelle) Postma »
    within = INTERIM.search(bare)
    interim = within or next((found for note in notes if (found := INTERIM.fullmatch(note) or _INTERIM.fullmatch(note))), None)
    acting = interim.group().strip("() ") if interim else None
    name = (INTERIM.sub("", bare) if within else bare).strip(" ,:–—-")
    said = role or next((note for note in notes if not (note[:1].isdigit() or note == given or _HOURS.match(folded(note)))), None)
    posted = said and is_role(said) and not INTERIM.search(said)
    said = f"{said} {acting}" if posted and acting else said or acting  # « Chef : M. Roy par intérim »
    former = next((note for note in notes if role and is_role(role) and _FORMER.match(note)), None)
    said = f"{role} ({former})" if former else said
    if is_vacant(name):
        return Named((Person(name="", role=None if said and is_vacant(said) else said, vacant=True),), "vacant")
    form = name_form(name, has_role=role is not None)
    behind = _TAIL.match(name) if form is None and said is None else None
    if behind and not any(len(word) < 4 or folded(word) in PARTICLES or is_chart_word(word) for word in behind["tail"].split()):
        known = name_form(behind["name"], has_role=False)
        if known not in NO_SIGN:
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
    certain: list[Named] = []
    for part in parts if len(parts) > 1 else ():
        if (one := _one(part, role)) is None:
            return None
        certain.append(one)
    if not certain:
        return None
    if any(one.sure for one in certain):  # beside a name, « Board Chair » may be a post in words that nobody told us
        certain = [
            one if one.sure else replace(one, people=tuple(replace(p, confidence=OPEN) for p in one.people)) for one in certain
        ]
    return Named(tuple(p for one in certain for p in one.people), min((one.form for one in certain), key=_LIKELIHOOD.__getitem__))
