"""What the words of one line in a box say: a number or an address, an entry of a list, a title with a name behind it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from math import ceil

from monitor.expressions import expression, remembered
from monitor.model import Person
from monitor.model.frozen import replace
from monitor.pdf.lines import Line, same_look
from monitor.pdf.orgchart.vocabulary import (
    BEFORE_NOUN,
    FIRST_NAMES,
    INTERIM,
    folded,
    is_chart_word,
    is_listed,
    is_of_several,
    is_post_of_rank,
    is_role,
    is_vacant,
    level,
    starts_like_unit,
    word_pattern,
)
from monitor.pdf.orgchart.words.counts import is_staff_count
from monitor.pdf.orgchart.words.name_forms import (
    CALLED_AFTER,
    CIVILITY_WITHIN,
    PLACE_WORDS,
    has_capital_surname,
    is_called_after,
    is_first_name,
    is_particle,
    may_be_name,
)
from monitor.pdf.orgchart.words.people import BEFORE_POST, OFFICE, Named, is_name, is_of_absent, named_in

_BULLET = re.compile(r"""^(?:[^\w\s()\[\]{}«“”„"'‘’/&+,.;:!?@%…$€°<]|[\uf000-\uf0ff]|o(?=\s))\s*(?=\S)""")
_ORDINAL = expression(word_pattern("ordinals"))
_IN_SQUARE = re.compile(r"\[([^\[\]]*)\]")
_NEXT_EM = 1.75  # between two lines of one text
_SMALLER, _CODE = 0.9, 3  # times a title's letters: those listed under it; letters: « SIG » behind a post is no surname
_STEM, _ALIKE = 5, 0.7  # letters, and the share of the shorter word, that a post shares with what it heads
_TOLD_BY_COLON = 0.8  # how sure a name behind an unknown word is that of somebody
# « Leitung: Kern », « Leitung: von Tann »
_SURNAME = re.compile(r"(?P<post>[^:]{3,60}?)\s*:\s*(?P<name>(?:(?:[a-z]{1,4}|[dl]['’])\s+)*[^\W\d_][^\W\d_'’-]+(?:-[^\W\d_]+)?)")
_SURNAME_BEFORE = re.compile(r"(?P<name>(?:[a-z]{1,4}\s+)*[A-ZÀ-Þ][\w'’-]+),\s+(?P<post>[a-zà-ž].{3,59})")  # « Gautier, ingénieur »
_DASH = expression(r"^[-–—*·]\S")  # « -Service » is a bullet, « -3838 » an extension
_CONTACT = re.compile(word_pattern("contacts"), re.IGNORECASE)
_STREET = re.compile(word_pattern("streets"), re.IGNORECASE)
_WHOSE_NUMBER = re.compile(r"[^\W\d]+(?: [^\W\d]+)?\s?:\s*\+?\d[\d\s()/.–-]{5,}")  # « Secrétariat : 05 12 34 56 78 »
_ROOM = re.compile(word_pattern("rooms"), re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z\d][a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,12}")  # the rest of an address that a line broke
_HOUSE = re.compile(word_pattern("houses"), re.IGNORECASE)
# Before a way to reach somebody, in fonts of signs, too; « ✉ Courrier » is a title for all that
SIGN = re.compile("[☎☏✆✉⌂🕾🖂📞📟📠📧📨📩📱🌐📍🕐-🕧\\uf095\\uf0e0\\uf098\\uf1ac\\uf041\\uf0ac]\\ufe0f?\\s*(?=\\w)")
_DAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|(?:mon|tues|wednes|thurs|fri|satur)day|montag|dienstag|donnerstag|freitag|samstag"
    "|lunes|viernes|sábado|lunedì|venerdì|sabato|segunda|sexta|maandag|dinsdag|donderdag|vrijdag|zaterdag"
)
_HOURS = re.compile(
    r"\W*(?:(?:du|le|les|de|ouvert|ouverture|horaires|open|from|von)\b[\s:]*)*"
    rf"(?:{_DAYS})s?\b.*\d\s?(?:h(?:\s?\d\d)?\b|:\d\d|uhr\b)|\b(?:ouvert|fermé|open|closed|geöffnet|abiert|apert).*\b(?:{_DAYS})s?\b",
    re.IGNORECASE,
)
_OPENING = re.compile(word_pattern("opening hours").replace("{days}", _DAYS), re.IGNORECASE)
_ON_DAYS = re.compile(word_pattern("days alone").replace("{days}", _DAYS), re.IGNORECASE)
_WAY_TO_COME = re.compile(word_pattern("ways to come"), re.IGNORECASE)
_AT_HOUR = expression(r"\d\s?(?:h\b|h\s?\d\d|uhr\b|uur\b|[ap]m\b|[:.]\d\d)", re.IGNORECASE)
_INFORMED = re.compile(word_pattern("captions of information"))
_BUTTON = re.compile(word_pattern("buttons"), re.IGNORECASE)
_PARTS_OF_WAY = re.compile(r"\s*[,/]\s*|\s+[–—-]\s+")
_PHONE = word_pattern("telephones")
_NUMBERS_IN_BRACKETS = re.compile(rf"\s*\((?:[\d\s/.,:+*–-]|{_PHONE}|\b(?:p|int|n[°o])\b\.?)*\d(?:[\d\s/.,+*–-])*\)", re.IGNORECASE)
_TRAILING_NUMBERS = re.compile(
    rf"(?:[^\w()]|\b{_PHONE})*\(?\+?\d[\d\s()/.–-]{{2,}}$|[\s,–-]+(?:t[ée]l|fax)\.?\s*:?$|[\s,–-]+(?:[àa]\s+)?\d{{1,3}}\s?%$",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"^\d{3,6}\s?[–—:/|-]\s(?=[^\W\d])")
_COUNTED = word_pattern("counted behind a number")
_COUNT = rf"(?:effectifs?\s*:?\s*\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?\s*{_COUNTED}(?!\w))"
_EXTENSION = re.compile(rf"[\s,;:–-]*(?:☎|✆|\uf028|\b{_PHONE})\s*:?\s*\d[\d\s./-]*$", re.IGNORECASE)
_DIALLED = re.compile(r"(?<=[^\W\d_])\s+(?:\+?\d{2,3}(?: \d{2,3}){2,4}|\d{2}(?:\.\d{2}){3,4})$")  # « Archives 03 80 12 34 56 »
_CUT_EXTENSION = re.compile(rf"\s*[–—:,;(-]\s*{_PHONE}\s*:?$", re.IGNORECASE)  # its number stands on the next line
_HEADCOUNT = re.compile(rf"\s*(?:[–—:-]\s*)?(?:\(\s*{_COUNT}\)|\[{_COUNT}\]|(?<!\w)\(?{_COUNT}\)?$)", re.IGNORECASE)
_FIELD = re.compile(word_pattern("fields"), re.I)
_BRACKET_AT_END = re.compile(r"\(([^()]+)\)$")
_BRACKET_BEHIND = re.compile(r"(?<=\w)\s*[(\[]([^()\[\]]+)[)\]]$")
_BEGINS_COUNTED = re.compile(rf"^\(?\s*{_COUNT}", re.IGNORECASE)
_ASIDE = re.compile(r"[–—-]\s+\S.*\s[–—-]")  # « – Entwurf/Ausführung – »
_CONNECTING_WORDS = """de du des d la le les l et à a au aux en pour par und für der die des von mit of and the zu zum zur
di del della dei delle dello degli ed do da dos das van voor och og för av pentru"""
_CONNECTING = frozenset(_CONNECTING_WORDS.split())
_AND = frozenset("yei")  # small letters: « Contratación y », « Edilizia e », « Obres i »
_POST_WORDS = 4  # a post is hardly longer
_ADJECTIVE = re.compile(r"(?:adjointe|deleguee|chargee)\b")
LEADERS = re.compile(r"\s*(?:[.…_·]{4,}|…{2,}|(?:[.·]\s?){4,})\s*")
_DOTTED = re.compile(r"[.…_·]")
_FEW_DOTS = re.compile(r"(?<=[^\W\d_]{3})\s*(?:(?:\.\s?){2,3}|…\s?)(?=[^\W\d_a-z])")
_ACTING = re.compile(rf"(?<=\w) (?=\([^()]+\)\)$)({INTERIM.pattern})\)$", re.IGNORECASE)
_LED = 3  # lines with leaders, of a list


@remembered
def is_contact(text: str) -> bool:
    """Whether *text* is a number, an address or a room rather than a title."""
    if bullet := SIGN.match(text) or _BULLET.match(text):
        text = text[bullet.end() :]
    marks = "".join(text.split())
    if sum(map(str.isdigit, marks)) >= 3 and sum(not c.isalpha() for c in marks) >= 0.6 * len(marks):
        return True
    whole = any(kind.fullmatch(text) for kind in (_WHOSE_NUMBER, _BUTTON, _ON_DAYS))
    if whole or _HOURS.match(text) or any(kind.search(text) for kind in (_CONTACT, _STREET)):
        return True
    parts = _PARTS_OF_WAY.split(text.strip())  # « Bât. B – bureau 312 »
    way = len(parts) > 1 and all(_ROOM.fullmatch(part) or _HOUSE.fullmatch(part) for part in parts)
    return way or bool(_DOMAIN.fullmatch(text)) or not any(map(str.isalnum, marks))


def is_information(lines: Sequence[str]) -> bool:
    """Whether *lines* say when or how to come, write or call, and nothing else: « Accueil du lundi au vendredi, de 8 h à 12 h ».

    Under « Adresse », « Horaires », « Getting here » whatever has a figure does. « Accueil » over a telephone is a unit, as may be
    « Bus 12 » and « Équipe du lundi au mercredi », where no hours are told.
    """
    caption, mark, behind = lines[0].partition(":")
    captioned = _INFORMED.fullmatch(folded(caption.strip())) is not None
    rest = [*([behind] if mark and behind.strip() else []), *lines[1:]] if captioned else [*lines]

    def opens(text: str) -> bool:
        said = _OPENING.search(text) or _HOURS.match(text)
        return bool(said) and (not starts_like_unit(text) or any(map(_AT_HOUR.search, rest)))

    told = (is_contact(o) or opens(o) or _WAY_TO_COME.search(o) or (captioned and any(map(str.isdigit, o))) for o in rest)
    return bool(rest) and all(told) and (captioned or any(map(opens, rest)))


@remembered
def is_room(text: str) -> bool:
    """Whether *text* may say where somebody sits: « Bureau 12 », which may be a unit's title, too."""
    return bool(_ROOM.fullmatch(text.strip(" –—-,()")))


def is_listed_under(line: Line | None, title: Line | None) -> bool:
    """Whether *line* is smaller than a bold *title*, and not bold: it is listed under that one."""
    if line is None or title is None:
        return False
    return title.bold and not line.bold and line.size < 0.95 * title.size


def is_lighter(line: Line, title: Line) -> bool:
    """Whether *line* is set less heavily than *title*, or in smaller letters: what is listed under it is."""
    return line.bold < title.bold or line.size < _SMALLER * title.size


def lists_tasks(text: str) -> bool:
    """Whether *text* is of several things and calls none a unit: what a unit does, « Écoles, crèches », « Voirie, propreté »."""
    return "," in text and level(text) is None


def set_flush(line: Line | None, other: Line | None) -> bool:
    """Whether two lines are set alike and begin at one place, or have one middle."""
    if line is None or other is None or not same_look(line, other):
        return False
    return min(abs(line.frame.x0 - other.frame.x0), abs(line.frame.cx - other.frame.cx)) <= 0.5 * line.size


def is_place(title: str) -> bool:
    """Whether *title* is a kind of place, or several, « École maternelle », « Crèches », « Städtische Grundschule »."""
    words = re.split(r"[-'\s]+", folded(title))
    return any(o in PLACE_WORDS or o.removesuffix("s") in PLACE_WORDS for o in (words[0], words[-1], " ".join(words[:2])))


def with_names_in_round_brackets(lines: Sequence[Line]) -> Sequence[Line]:
    """*lines* with round brackets for square ones around somebody, on one or two: « Paie [M. Roy] », « [Mme Inès », « Caron] »."""

    def is_somebody(text: str) -> bool:
        return is_name(text) or INTERIM.fullmatch(text) is not None

    found = list(lines)
    for place, line in enumerate(lines if any("[" in line.text for line in lines) else ()):
        text = _IN_SQUARE.sub(lambda held: f"({held[1]})" if is_somebody(held[1]) else held[0], found[place].text)
        before, bracket, begun = text.rpartition("[")
        under = (n for n in range(place + 1, len(lines)) if 0 < lines[n].base - line.base <= _NEXT_EM * line.size)
        below = next((n for n in under if lines[n].frame.x0 < line.frame.x1 and line.frame.x0 < lines[n].frame.x1), None)
        if bracket and "]" not in begun and below is not None and "]" in lines[below].text:
            end, _, after = lines[below].text.partition("]")
            if is_somebody(f"{begun} {end}"):
                text, found[below] = f"{before}({begun}", replace(lines[below], text=f"{end}){after}")
        found[place] = replace(line, text=text) if text != line.text else found[place]
    return found


@remembered
def unbulleted(text: str) -> str | None:
    """*text* without its bullet; None where it has none, or says behind it how somebody is reached."""
    found = _BULLET.match(text)
    if found is None or not any(c.isalpha() for c in text[found.end() :]) or _ASIDE.fullmatch(text) or is_contact(text):
        return None
    if _DASH.match(text) and (text[1].isdigit() or text[:2] == "*)"):
        return None
    return text[found.end() :]


@remembered
def without_remarks(text: str) -> str:
    """*text* without numbers in brackets, extensions and head counts; "" where it is nothing else, or only goes on from one."""
    if _BEGINS_COUNTED.match(text) or is_of_absent(text) or is_staff_count(text):
        return ""
    field = _FIELD.match(text)  # « Fonction : Directrice »
    text = text[field.end() :] if field and (is_role(text[field.end() :]) or is_name(text[field.end() :])) else text
    bracket = _BRACKET_BEHIND.search(text)  # « Service paie (2A, 3B) »
    text = text[: bracket.start()] if bracket and (bracket[1].isdigit() or is_staff_count(bracket[1])) else text
    return _DIALLED.sub("", _EXTENSION.sub("", _HEADCOUNT.sub("", _NUMBERS_IN_BRACKETS.sub("", text)))).strip()


@remembered
def without_extension(text: str) -> str:
    """*text* without the telephone extension at its end: « Direction des sports – poste 12 34 »."""
    return _CUT_EXTENSION.sub("", _EXTENSION.sub("", text))


@remembered
def is_broken_count(text: str, after: str) -> bool:
    """Whether a head count in brackets begins at the end of *text* and ends in *after*: « Archives (21 », « ETP) »."""
    before, bracket, begun = text.rpartition("(")
    return bool(before and bracket) and ")" not in begun and _BEGINS_COUNTED.match(f"({begun} {after}") is not None


@remembered
def without_numbers(text: str) -> str:
    """*text* without the telephone numbers at its end, or the extension before it."""
    bare = _NUMBERS_IN_BRACKETS.sub("", _LEADING_NUMBER.sub("", text))
    cut = _TRAILING_NUMBERS.sub("", bare)
    return bare if cut.count("(") > cut.count(")") and bare.endswith(")") else cut  # « M. Roy (jusqu'au 31/12/2026) »


@remembered
def open_ended(label: str) -> bool:
    """Whether a title can't end here: « Direction de la », « Finances, », « Europa- », « Petite »."""
    last = folded(label).replace("'", " ").split()[-1:] or [""]
    cut = folded(label) in BEFORE_NOUN or label.endswith((",", ";", "-", "’", "'", "/", "&", " :", ":"))
    lettered = len(last[0]) == 1 and label[-1:].isupper() and not label.isupper()  # « Service paie A »
    return cut or (last[0] in _AND and label[-1:].islower()) or (last[0] in _CONNECTING and not lettered)


def is_cut_off(above: str, below: str) -> bool:
    """Whether the title or entry that the line *above* ends in surely goes on *below*."""
    return open_ended(above) or below[:1].islower() or above.count("(") > above.count(")")


def goes_with(above: str, below: str) -> bool:
    """Whether the line *below* is of the title or entry *above* it: this is cut off, or that a remark in brackets."""
    return below[:1] == "(" or is_cut_off(above, below)


def ends_with_somebody(text: str) -> bool:
    """Whether brackets that may hold a name close *text*: « Team Personeel (Wendy van Dijk) », « (Els Bakker) »."""
    found = _BRACKET_AT_END.search(text)
    return found is not None and (named_in(found[1]) is not None or may_be_name(found[1]))


def is_unit_with_head(named: Named) -> bool:
    """Whether what stands before a name is the title of a unit, no post: « Service paie : Mme Roy »."""
    role = named.people[0].role
    return role is not None and starts_like_unit(role) and not is_role(role)


def agrees(label: str, text: str) -> bool:
    """« DIRECTION GÉNÉRALE », « ADJOINTE RESSOURCES »: the adjective goes with the title, it names no post."""
    return bool(_ADJECTIVE.match(folded(text))) and folded(label).endswith(("generale", "direction", "mission"))


def is_title(said: str, posts: Container[str]) -> bool:
    """Whether what stands before a name is a unit's title or a post that tells it; *posts*: that stand so in several boxes."""
    words = said.split()
    if said.endswith(".") or folded(said) in posts:
        return False  # « Istruttore dir. »
    return len(words) > 2 and not is_post_of_rank(said) if is_role(said) else len(words) > 2 or any(map(is_chart_word, words))


def label_and_people(text: str) -> tuple[str, list[Person]]:
    """The title and the people named after it, a post between being theirs: « Culture – Directrice : Mme Roy »."""
    label, people = _label_and_people(text)
    title, post = post_apart(label) if people else (label, None)
    return title, [replace(person, role=person.role or post) for person in people]


def is_said_again(title: str, text: str) -> bool:
    """Whether *text* names who heads *title* behind the same words, or behind one made of them: « Urbaniste : Mme Roy »."""
    before, people = label_and_people(text)
    if len(people) != 1 or ":" not in text or not before[:1].isupper():
        return False
    said, words = folded(before), folded(title).replace("-", " ").split()
    if said == folded(title):
        return True  # « Finances », « Finances : Mme Roy »
    if not said.isalpha() or is_chart_word(before) or said.rstrip("es") in [word.rstrip("es") for word in words]:
        return False
    least = [(word, max(_STEM, ceil(_ALIKE * min(len(said), len(word))))) for word in words]
    return any(len(word) >= letters and said.startswith(word[:letters]) for word, letters in least)


def teams_listed(texts: Sequence[str]) -> frozenset[str]:
    """Jobs of several before one name among units with theirs: « Voirie : M. Roy », « Animateurs : Mme Petit »."""
    told = [label_and_people(unbulleted(text) or text) for text in texts if ":" in text]
    units = [label for label, people in told if label and people and not is_role(label)]
    return frozenset(label for label, people in told if len(units) > 1 and len(people) == 1 and label and is_of_several(label))


def post_apart(label: str) -> tuple[str, str | None]:
    """« Culture – Directrice », « Culture (Directrice : » -> the title, and the post behind it if there is one."""
    for mark in (" – ", " - ", " : ", " ("):
        title, found, post = label.rstrip(" :–—-").rpartition(mark)
        if found and title and is_role(post) and len(post.split()) <= _POST_WORDS:
            return title, post
    return label, None


def post_before_title(label: str, posts: Container[str]) -> tuple[str | None, str]:
    """« Directeur – Direction des flottes » -> the post that any head has, or None, and the title; *posts*: of the sheet."""
    for mark in (" – ", " — ", " - ", " : ", " / "):
        post, found, title = label.partition(mark)
        if found and _ORDINAL.match(folded(post)):
            return None, label  # « 2e adjoint – Écoles » is what one is called, as « 3e adjoint – Voirie » is
        if found and is_role(post) and len(post.split()) <= _POST_WORDS and not starts_like_unit(post):
            own = is_post_of_rank(post) or folded(post) in posts
            if starts_like_unit(title) or (own and not is_role(title) and title[:1].isupper()):
                return post, title
    return None, label


@remembered
def _label_and_people(text: str) -> tuple[str, Sequence[Person]]:
    within = CIVILITY_WITHIN.search(text)
    if within and within.start() > 0:
        label, name = text[: within.start()], without_numbers(text[within.start() :])
        if label.count("(") > label.count(")") and name.endswith(")"):
            label, name = label.strip(" ("), name[:-1]
        people = people_in(name)
        if people and label.strip(" :–—-(,|·•"):
            return label.strip(" :–—-(,|·•"), people
    cuts = [text.partition(mark) for mark in (" : ", " – ", " — ", " - ", " · ", " • ", " | ", " / ", ": ", ", ")]
    if any(map(is_chart_word, cuts[-1][0].split())) and not is_role(text) and has_capital_surname(text.split(", ")[-1].split()):
        cuts.append(text.rpartition(", "))  # « Patrimoine, archives, Inès CARON », but not « Écoles, crèches, Jules Ferry »
    for label, mark, name in cuts:
        if ":" in name and label and not is_role(label) and (people := posted_people(name)):
            return label.strip(), people  # « Hauptamt : Leitung: Kern »
        named = named_in(without_numbers(name)) if mark and label.strip() else None
        shown = named is not None and (named.civil or (has_capital_surname(name.split()) and not label.isupper()))
        if named and mark == ", " and is_place(label) and not (shown or is_called_after(label)):
            continue  # « Bibliothèque, Paul Éluard », but « Médiathèque Nelson MANDELA, Anne ROY »
        if named and named.sure and not (mark == ", " and not named.civil and (whole := named_in(text)) and whole.sure):
            words = folded(label).replace("'", " ").split()  # « Site : … », « À l’École : … »
            of_place = not any(map(is_chart_word, words)) or not CALLED_AFTER.isdisjoint(words[-1:])
            unknown = ":" in mark and not named.civil and not is_role(label) and of_place
            return label.strip(), [replace(p, confidence=_TOLD_BY_COLON) for p in named.people] if unknown else list(named.people)
    bracketed = re.match(r"^(?P<label>.{3,}?)\s*\((?P<name>[^()]+)\)$", text) if text.endswith(")") else None
    named = named_in(bracketed["name"]) if bracketed else None
    certain = named is not None and (named.civil or named.form == "initials")
    if not bracketed or not named or not named.sure:
        return text, []
    words = folded(bracketed["label"]).split()  # « École (Jules Ferry) », « Caroline (Jeff City) » may be no person's
    called_so = len(words) <= 2 and (words[0] in PLACE_WORDS or all(word in FIRST_NAMES for word in words))
    return (text, []) if called_so and not certain else (bracketed["label"], list(named.people))


def posted_people(text: str) -> list[Person]:
    """« Leitung: Kern / Stv. Leitung: N.N. »: those behind posts, of whom a surname may stand alone; else []."""
    people: list[Person] = []
    for part in BEFORE_POST.split(text):
        alone, named = surname_behind(part), named_in(part)
        if named is not None and named.sure:
            people.extend(named.people)
        elif alone is not None:
            people.append(alone)
        else:
            return []
    return people


def surname_behind(text: str) -> Person | None:
    """« Leitung: Kern », « Gautier, ingénieur », « DIRECTRICE MORANT »: whose surname stands alone at a post, or in capitals."""
    before_post = _SURNAME_BEFORE.fullmatch(text)
    found = before_post or _SURNAME.fullmatch(text)
    words = text.split() if text.isupper() else []
    held = [" ".join(words[:cut]) for cut in range(len(words))]
    at = max((cut for cut, post in enumerate(held) if is_post_of_rank(post) or OFFICE.fullmatch(post)), default=0)
    post, name = (found["post"], found["name"]) if found else (" ".join(words[:at]), " ".join(words[at:]))
    *before, surname = name.split() or [""]
    if not (at or is_role(post)) or not surname[:1].isupper() or not all(map(is_particle, before)):
        return None
    bare = surname.replace("-", "").replace("'", "").replace("’", "")
    if not found and not (len(bare) > _CODE and bare.isalpha()):
        return None
    given = before_post is None and "-" not in surname and is_first_name(surname)
    if given or is_listed(surname) or is_role(surname) or is_vacant(surname):
        return None
    return Person(name=name, role=post, confidence=_TOLD_BY_COLON)


def people_in(text: str) -> list[Person]:
    """The people of a list with functions behind their names: « Mme Aubry, cheffe de projet, M. Roy, directeur »; else []."""
    named = named_in(text)
    if named:
        return list(named.people) if named.sure else []
    people: list[Person] = []
    for part in re.split(r"\s*[,;]\s*", text):
        named = named_in(part)
        if named and named.sure:
            people.extend(named.people)
        elif people and people[-1].role is None and (part[:1].islower() or is_role(part)):
            people[-1] = replace(people[-1], role=part)
        else:
            return []
    return people


def without_leaders(lines: Sequence[Line]) -> list[Line]:
    """*lines* with a colon for the dots that lead to a name; « (Luc Roy (par intérim)) » becomes « (Luc Roy, par intérim) »."""
    lines = with_names_in_round_brackets(lines)
    texts = [_ACTING.sub(lambda held: f", {held[1].strip('()')})", line.text) for line in lines]
    leaders = [_DOTTED.search(text) is not None and LEADERS.search(text) is not None for text in texts]
    short = sum(leaders) >= _LED  # a long title among these leaves room for two dots, « Pôle culture. .Odile Roche »
    said = [
        (LEADERS if led else _FEW_DOTS).sub(" : ", text).strip(" :") if led or short else text
        for text, led in zip(texts, leaders, strict=True)
    ]
    return [replace(line, text=text) if text and text != line.text else line for line, text in zip(lines, said, strict=True)]
