"""Lines that read on as one: names over two lines, « M. Jean-Marc de », « La Tour »; entries of a list; remarks in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from monitor.expressions import expression, remembered
from monitor.model.frozen import replace
from monitor.pdf.ink import bounds
from monitor.pdf.lines import Line, attached, had_room, in_one, same_look, same_style
from monitor.pdf.orgchart.vocabulary import (
    FIRST_NAMES,
    INTERIM,
    UNIT_WORDS,
    folded,
    is_chart_word,
    is_listed,
    is_role,
    is_vacant,
    latin,
    starts_like_unit,
)
from monitor.pdf.orgchart.words.name_forms import BORN_WORDS, CIVILITY, CIVILITY_WITHIN, PARTICLES, is_called_after, is_civility
from monitor.pdf.orgchart.words.people import is_name, named_in
from monitor.pdf.orgchart.words.sheet_words import NO_WORDS, SheetWords
from monitor.pdf.orgchart.words.wording import is_broken_count, is_contact, is_room, open_ended, unbulleted, without_numbers

# A civility or an initial without its name.
_ENDS_OPEN = latin(
    r"(?<![\w.])(?:(?:M|MM|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Mr|Mrs|Ms|Herr|Frau|Hr|Fr|Dr|[Mm]w|[Mm]evr|[Dd]hr|Sra?|Dña)\.?|(?:[A-ZÀ-Þ]\.-?){1,3}|[A-ZÀ-Þ]-?[A-ZÀ-Þ]\.)$"
)
_MARKS = (" : ", ": ", " – ", " — ", " | ", " · ", " • ", " / ", ", ", " (")  # between a title and a name
# What a name is broken at with another one, or with its post
_OPEN_MARK = re.compile(r"(?:[,/&|·•:]|\s[–—-]|\s(?:et|and|und|y|e|i|en|och|og|și))$")
_JOINING = expression(r"(?:&|/|\||et|and|und|y|e|i|en|och|og|și)\s")
_DIGITS = re.compile(r"\d[\d .]*")
_ENDS_IN_DIGITS = re.compile(r"[^\W\d] (\+?\d[\d .]*)$")
_DIALLED = range(8, 13)  # digits of a telephone number
_MARGIN_EM = 1.0  # what a box leaves free at either side of a full line, at most
_TITLES = frozenset(
    ("le", "la", "Docteur", "Docteure", "Professeur", "Professeure", "Dr.", "Dr", "Prof.", "Pr", "Pr.", "Drs.", "Ing.")
)
_DASHED = re.compile(r"[^\W\d_][–‐‑]$")
_NEAR_EM = 1.75  # between two lines that read on
_SURNAME = re.compile(r"^[^\W\d_]+(?:['’-][^\W\d_]+)*$")
_PART_OF_NAME = latin(r"^(?:[^\W\d_]+(?:['’-][^\W\d_]+)*,?|[A-ZÀ-Þ]\.)$")


def unbroken(
    lines: Sequence[Line], room: float = 0.0, within: float = 0.0, *, words: SheetWords = NO_WORDS, people: bool = False
) -> list[Line]:
    """*lines* with names, entries of lists and brackets that were broken over several made one each; titles stay as they are.

    *room*: how wide a line may be, where that is known; *within*: the box. *words*: of the sheet. *people*: nothing else is named.
    """
    whole: list[Line] = []
    lines = [replace(line, text=f"{line.text[:-1]}-") if _DASHED.search(line.text) else line for line in lines]  # « Coulon– »
    lines = _with_names_over_many_lines(lines, within)
    for place, line in enumerate(lines):
        last = whole[-1] if whole else line
        full = place > 0 and was_full(lines[place - 1], line, within)
        apart = not whole or not 0.5 * last.size < line.base - last.base <= _NEAR_EM * last.size
        if words.commas and ", " in last.text and "," in line.text and not last.text.endswith(","):
            apart = True  # « CARPENTIER, Mireille », « LEBRUN, Corinne »
        if (
            apart
            or is_room(line.text)
            or (is_called_after(last.text) and is_called_after(line.text))  # « Aile M. », « Tour Mme »
            or (words.is_cut(last.text, line.text) and (words.cut or not full))
            or words.is_whole(_after_mark(last.text)[1], line.text, full=full and within - last.frame.width > 0.3 * line.size)
        ):
            whole.append(line)
            continue
        titled = len(whole) > 1 and (not same_style(whole[-2], last) or is_name(whole[-2].text))
        given = people and _lacks_surname(last.text, line.text, words)
        headed = len(whole) > 1 or given or CIVILITY_WITHIN.match(last.text) is not None  # a box of names alone has no title
        titled = titled or (len(lines) == 2 and line.text.isupper())  # a cell that holds « Jean-Baptiste », « MARTIN »
        if (
            (
                same_look(last, line)
                and (
                    _reads_on(last, line)
                    or _goes_on(last, line, titled=titled)
                    or (last.colour == line.colour and words.are_one_name(last.text, line.text))
                    or _leads_to_name(last.text, line.text, headed=len(whole) > 1)
                    or (
                        room
                        and (full or not within or not is_name(last.text))
                        and _rest_of_name(last, line, room, final=place + 1 == len(lines), words=words)
                    )
                    or (
                        full
                        and _was_broken(
                            last,
                            line,
                            titled=headed,
                            may_grow=all(is_contact(other.text) for other in lines[place + 1 :])
                            and words.may_grow(last.text, line.text),
                            lacking=given or words.lacks(last.text, line.text),
                        )
                    )
                )
            )
            or (_is_said_behind(last, line) and not any(a.text[:2] == b.text[:2] == line.text[:2] for a, b in pairwise(lines)))
            or _surname_apart(last, line, [*lines[2:], None][0] if place == 1 else None, alone=titled or len(whole) == 1)
            or _goes_on_in_any_look(last, line, words)
        ):
            left = last.frame.x0 if unbulleted(last.text) is not None else min(last.frame.x0, line.frame.x0)
            one = in_one(last, line)
            whole[-1] = replace(one, frame=one.frame._replace(x0=left))  # an entry stands where its bullet does
        else:
            whole.append(line)
    return whole


def _with_names_over_many_lines(lines: Sequence[Line], within: float) -> Sequence[Line]:
    """*lines*, those of three or four full ones that name somebody only together joined: « Ana Ruiz », « Gil & Juan », « Sanz »."""
    if len(lines) < 3 or within <= 0:
        return lines
    found: list[Line] = []
    place = 0
    while place < len(lines):
        for many in (4, 3):
            span = lines[place : place + many]
            full = len(span) == many and all(
                was_full(a, b, within) and same_style(a, b) and 0 < b.base - a.base <= _NEAR_EM * a.size for a, b in pairwise(span)
            )
            apart = full and any(
                is_contact(line.text) or unbulleted(line.text) is not None or starts_like_unit(line.text) for line in span
            )
            named = named_in(" ".join(line.text for line in span)) if full and not apart else None
            if named is not None and named.sure and (len(named.people) > 1 or not any(is_name(line.text) for line in span)):
                text = reduce(attached, (line.text for line in span))
                found.append(replace(span[-1], text=text, frame=bounds([line.frame for line in span])))
                break
        else:
            span = lines[place : place + 1]
            found += span
        place += len(span)
    return found


def was_full(line: Line, below: Line, within: float) -> bool:
    """Whether the first word of the line *below* had no room at the end of *line*, in a box *within* wide."""
    return within > 0 and not had_room(line, below, within - 2 * _MARGIN_EM * line.size)


def _was_broken(first: Line, second: Line, *, titled: bool, may_grow: bool, lacking: bool) -> bool:
    """Whether a full line and the one below it are a name, or a title or post and a name, only together.

    « Enhetschef: Maj-Britt », « Åkerman »; « Ana Ruiz & », « Juan Gil »; « Paul Roy / Rocío », « Cano ». Where it is not *titled*,
    the words must show it: « Nelson Mandela », « House » may be a title. A whole name *may_grow* by a word, or be *lacking* it.
    """
    text, after = first.text, without_numbers(second.text)
    if first.colour != second.colour or first.angle != second.angle or is_contact(after) or is_contact(text):
        return False
    if unbulleted(text) is not None or unbulleted(after) is not None or starts_like_unit(after) or is_vacant(after):
        return False
    if without_numbers(text) != text or after.endswith(":"):
        return False  # « Frau Lappe (52 63) », « Fachbereiche: »
    said, joined = text.split(), attached(text, after)
    open_mark = _OPEN_MARK.search(text) or (len(said) > 1 and any(is_civility(" ".join(said[-last:])) for last in (1, 2)))
    # A name, or words that end with one behind a title and a mark
    if not (is_name(joined) or any(is_name(joined.partition(mark)[2]) for mark in _MARKS)):
        return False
    if open_mark or _JOINING.match(after):
        return True
    marked, behind = _after_mark(text)
    alone = (is_name(so_far(text)) or is_name(behind)) and not unfinished(behind)
    if ", " in text and is_name(text) and is_name(after):
        return False  # « CARPENTIER, Mireille », « LEBRUN, Corinne »
    if is_role(after):
        return is_name(marked) and is_role(f"{behind} {after}")  # « Ana Ruiz – Deputy », « Director »
    if is_name(after) and not lacking and (alone or not unfinished(behind)):
        return False
    words = after.split(" (")[0].split()
    if lacking and not any(folded(word) in UNIT_WORDS for word in words):
        return titled  # « M. Quoc Bao », « PHAM »
    return titled and after[:1].isupper() and not any(map(is_chart_word, words)) and (not alone or may_grow)


def _lacks_surname(name: str, by: str, words: SheetWords) -> bool:
    """Whether *name* is a civility and first names, and the name *by* below it neither: « D.ª María Dolores », « Romero Sanz ».

    Of two first names the second may be a surname, « Frau Zita Marin », but where several names of the sheet have three words.
    """
    first, below = named_in(name) if words.civil else None, named_in(by)
    if first is None or not first.civil or len(first.people) > 1 or below is None or below.civil:
        return False
    bare = [folded(word) for word in name.split() if not is_civility(word) and word[-1] != "."]
    given = bool(bare) and all(FIRST_NAMES.issuperset(word.split("-")) for word in bare) and (len(bare) == 1 or words.long_names)
    return given and folded(by.split()[0]) not in FIRST_NAMES


def _reads_on(first: Line, second: Line) -> bool:
    """Whether the end of an entry, of somebody's function or of a remark in brackets stands on the line below."""
    text, after = first.text, second.text
    if first.angle != second.angle or unbulleted(after) is not None:
        return False
    if text.count("(") > text.count(")"):
        return ")" in after or len(after) < 40
    if _DIGITS.fullmatch(after) and (number := _ENDS_IN_DIGITS.search(text)):
        return sum(map(str.isdigit, number[1] + after)) in _DIALLED  # « Ousmane Sow 05 61 », « 18 12 62 »
    if after[0] == "(" and after[-1] == ")" and is_name(after[1:-1]):
        return True  # « Bureau du courrier », « (Mme Roy) »
    vacant = is_vacant(f"{text} {after}") or is_vacant(f"{_after_mark(text)[1]} {after}")  # « Parcs – À », « pourvoir »
    if vacant or (folded(after).startswith("interim") and text.endswith(" par")):
        return True
    entry = unbulleted(text) is not None
    if not entry and not is_name(text) and not (after.startswith("(") and is_name(_after_mark(text)[1])):
        return _ENDS_OPEN.search(text) is not None and is_name(f"M. {after.split(' (')[0]}") and not is_contact(after)
    if is_contact(after) or CIVILITY_WITHIN.match(after):
        return entry and text.endswith((":", ","))
    if entry and _ENDS_OPEN.search(text) and is_name(f"M. {after.split(' (')[0]}"):
        return True
    if named_in(after) is not None and not after.startswith("("):
        return entry and (open_ended(text) or _ENDS_OPEN.search(text) is not None)
    hangs = entry and second.frame.x0 >= first.frame.x0 + 0.3 * first.size
    return hangs or after[:1].islower() or after.startswith("(") or (entry and open_ended(text))


def _goes_on_in_any_look(first: Line, second: Line, known: SheetWords = NO_WORDS) -> bool:
    """Whether a name, or the post behind it, goes on with words that may be set otherwise: posts often are, and lines mix both.

    « Mme Roy, directrice générale des », « services ». « Directrice : Mme », « ROY ». « Claire », « ROY, directrice ».
    « Nour BEN », « OMAR, directeur ». « Claire PERRIN- », « LACAZE ». « Mme Roy », « (par intérim) ». *known*: of the sheet.
    """
    text, after = first.text, without_numbers(second.text)
    if first.angle != second.angle or unbulleted(after) is not None or is_contact(after):
        return False
    if after and not BORN_WORDS.isdisjoint(folded(word).strip(".") for word in (text.split()[-1], after.split()[0])):
        joined = attached(text, after)  # « ROY épouse », « PETIT Claire »
        return is_name(joined) or is_name(_after_mark(joined)[1])
    before, name = _after_mark(text)
    bare = after.strip("() ,")
    given = name.isupper() and FIRST_NAMES.issuperset(folded(bare).split("-")) and is_name(f"{name} {bare}")
    if before and given and not second.bold:
        return True  # « • Achats – DUFOUR », « Claire »
    hyphened = name[1:].endswith("-") and FIRST_NAMES.issuperset(map(folded, [name[:-1].split()[-1], *after.split()[:1]]))
    cut = before and (hyphened or (text.count("(") > text.count(")") and ")" in after))
    if cut and is_name(_after_mark(attached(text, after))[1].partition(")")[0]):
        return True  # « Achats : Marie- », « Laure Roche »; « ACHATS (Camille », « ROCHE) »
    if unbulleted(text) is not None:  # « • Achats, Mme Rose », « Le Bihan », of which the title alone is bold; « • Achats, M. O. »
        open_from = initials.start() if (initials := _ENDS_OPEN.search(name)) else len(name)
        opened = initials is not None and is_civility(name[:open_from].strip() or "M.") and is_name(f"M. {bare}")  # not « pôle B. »
        lacking = opened or _only_first_name(name if CIVILITY_WITHIN.match(name) else f"M. {name}")
        return bool(before) and lacking and not second.bold and (opened or _goes_on(first, second, titled=True))
    if is_broken_count(text, after):
        return True
    if second.bold and not first.bold and not any(map(is_role, (text, after.partition(", ")[2]))):
        return False  # a title under a name
    named = named_in(text)
    if named is not None and named.sure:
        role = named.people[-1].role
        if INTERIM.fullmatch(bare) or (after.startswith("(") and is_role(bare)):
            return True
        if role and text.endswith(role) and named_in(after) is None:
            return after[:1].islower() or (open_ended(role) and (same_look(first, second) or not starts_like_unit(after)))
    if text.count("(") > text.count(")") and ")" in after and is_name(text.rpartition(" (")[0]):
        return True
    if is_role(text) and open_ended(text) and after[:1].islower():
        return is_name(f"{text} {after}")
    if text.endswith("-"):
        joined = attached(text, after)
        whole = known.named_in(so_far(joined)) or known.named_in(so_far(_after_mark(joined)[1]))
        begun = known.named_in(text.rstrip("-"))
        return after[:1].isupper() and begun is not None and begun.sure and whole is not None and whole.sure
    surname, mark, _ = after.partition(min((mark for mark in _MARKS if mark in after), key=after.index, default="\n"))
    if not mark and after.endswith((",", "-", "–", "(")):
        surname, mark = after.rstrip(" ,–(-"), after[-1]  # « Claire », « ROY, » above « directrice »
    words = surname.split()
    if not 1 <= len(words) <= 3 or any(not _SURNAME.match(word) for word in words) or is_role(after):
        return False
    civil = CIVILITY_WITHIN.split(text)[-1] if CIVILITY_WITHIN.search(text) else ""
    if any(map(is_listed if civil else is_chart_word, words)):
        return False
    if _ENDS_OPEN.search(text):
        return is_name(f"M. {surname}")
    if named_in(after) is not None or not is_name(f"{_after_mark(text)[1]} {surname}"):
        return False
    upper = surname.isupper() and text.split()[-1].isupper() and bool(mark)
    if civil and mark and known.lacks(civil, surname):
        return True  # « M. Duc Minh », « TRAN, par intérim »
    set_so = civil.isupper() <= surname.isupper() and abs(first.size - second.size) <= 0.06 * first.size
    if civil and ((set_so and _only_first_name(f"M. {civil}")) or (civil.isupper() and _only_first_name(f"M. {surname}"))):
        return True  # « Mme Claire », « ROY »; « M. ROY », « Jeanne »; but not « Mme DENIS », « Énergie »
    if upper:
        return True
    return bool(mark or before) and (unfinished(name) or text.endswith(","))


@remembered
def _leads_to_name(text: str, after: str, *, headed: bool) -> bool:
    """Whether a title or a post stands on two lines with the name of who has it, the mark between them on either.

    « Directrice générale des », « services : Mme Roy » where it is *headed*: a title stands above it.
    « Pôle mobilités », « – M. Roy ». « Jeunesse : », « Mme Roy ». « Entretien des », « écoles : Mme Roy ».
    """
    post, mark, name = after.partition(" : ")
    if headed and mark and ":" not in text and is_role(text) and unbulleted(after) is None:
        goes_on = post[:1].islower() or open_ended(text)
        if goes_on and (is_name(name) or unfinished(name) or _ENDS_OPEN.search(name)):
            return True
    if named_in(text) is not None:
        return False
    marked = after[:2] in ("– ", "— ", "- ", ": ", "| ") and (unbulleted(text) is None or text[0] not in "–—-")
    marked = marked and not starts_like_unit(after[2:])  # « – Service voirie : M. Roy » is an entry below
    if marked and (is_name(after[2:]) or folded(after.split()[-1]).strip(".") in BORN_WORDS):
        return True  # the title of an entry it hardly is
    if unbulleted(after) is not None:
        return False
    if text.endswith((" :", " –", " —", " -", " ·", " •", " |")) and text[0] not in "–—-" and not is_contact(text):
        return is_name(after.partition(" (")[0]) or unfinished(after)
    before, name = _after_mark(after)
    if not before[:1].islower() or is_role(before) or is_role(text) or _after_mark(text)[0]:
        return False
    name = name.removesuffix(")") if "(" not in name else name
    return open_ended(text) and (is_name(name) or unfinished(name))


def _is_said_behind(first: Line, second: Line) -> bool:
    """Whether somebody is named behind a mark below an entry, in whatever look: « • Service paie », « – Anne Roy »."""
    if second.text[:2] == ", ":
        return is_name(second.text[2:]) and named_in(_after_mark(first.text)[1]) is None
    behind = second.text[:2] in ("– ", "— ", "- ") and unbulleted(first.text) is not None and first.text[0] not in "–—-"
    set_in = second.frame.x0 >= first.frame.x0 - 0.3 * first.size
    unit = starts_like_unit(second.text[2:])  # « – Service voirie : M. Roy » is an entry below
    return behind and set_in and not unit and is_name(second.text[2:]) and named_in(_after_mark(first.text)[1]) is None


def _surname_apart(first: Line, second: Line, below: Line | None, *, alone: bool) -> bool:
    """« Claire », « DUBOIS »: first name and surname on lines of their own, in one colour.

    Over a title in the same box, which is *below* them; or where the first name stands *alone*, and the surname in another weight.
    Or « DUBOIS », « Claire » in one look, where that makes a name.
    """
    if alone and same_style(first, second) and first.text.isupper():
        surname = all(_SURNAME.match(word) and not is_chart_word(word) for word in first.text.split()) and not is_role(first.text)
        if surname and not second.text.isupper() and _only_first_name(f"M. {second.text}"):
            return is_name(f"{first.text} {second.text}")
    if first.colour != second.colour or not _only_first_name(f"M. {first.text}") or not is_name(f"{first.text} {second.text}"):
        return False
    if (first.text.isupper() and not second.text.isupper() and is_name(second.text)) or CIVILITY.match(second.text):
        return False  # « SAMU » is no first name of Dr Léa Roy
    if below is not None and (not same_style(below, first) or starts_like_unit(below.text)):
        return True
    heavier = abs(first.size - second.size) <= 0.06 * first.size and first.bold != second.bold
    return alone and heavier and not is_role(second.text) and second.text[:1].isupper() and len(second.text.split()) <= 3


def _rest_of_name(first: Line, second: Line, room: float, *, final: bool, words: SheetWords) -> bool:
    """Whether a name goes on with words that had no room on its line: « Jean-Baptiste OULD », « AHMED », a surname in capitals.

    « Voirie – Zeynep », « Tuğba Koç »: what stands behind a title and a mark. A first name alone wants the words below. What could
    be a whole name gets one more where the box ends with it: « Voirie – Emine Nur », « Doğan ».
    """
    before, name = _after_mark(first.text)
    parts = second.text.split()
    if len(parts) <= 2 and first.frame.width + second.frame.width + 0.3 * first.size > room:
        surname = all(_SURNAME.match(word) and word.isupper() and len(word) > 2 and not is_chart_word(word) for word in parts)
        other = is_name(second.text) or is_role(second.text)  # somebody else, or « CONCEJAL DELEGADO »
        surname = surname and not other and first.text.split()[-1].isupper()
        if surname and is_name(first.text) and is_name(f"{first.text} {second.text}"):
            return True
    if not before or first.angle != second.angle or had_room(first, second, room):
        return False
    # Behind « Payroll : Morag » what only ends like a noun, « Thistlethwaite », may be a surname.
    is_no_name = is_listed if " " not in name and _only_first_name(f"M. {name}") else is_chart_word
    if not 1 <= len(parts) <= 4 or any(not _PART_OF_NAME.match(word) or is_no_name(word) for word in parts) or is_role(second.text):
        return False
    if not is_name(f"{name} {second.text}") or (is_name(first.text) and is_name(second.text)):
        return False
    if CIVILITY_WITHIN.match(name) and words.may_grow(name, second.text) and not CIVILITY_WITHIN.match(second.text):
        return True  # « Sports : M. Duc », « Minh Tran »
    if len(name.split()) == 1 and named_in(name) is None:
        return _only_first_name(f"M. {name}") or (name.isupper() and _only_first_name(f"M. {parts[-1]}"))
    return final and len(parts) == 1 and is_name(name)


def _goes_on(first: Line, second: Line, *, titled: bool) -> bool:
    """Whether a name goes on: « M. Jean-Marc de », « La Tour ». *titled*: a title of another look stands above it."""
    if second.base - first.base > 1.7 * first.size:
        return False
    if first.text.endswith("-"):
        named = named_in(so_far(_after_mark(attached(first.text, second.text))[1]))
        return named is not None and named.sure and len(named.people) == 1 and second.text[:1].isupper()
    before, name = _after_mark(first.text)
    given = folded(second.text.split()[0]) in FIRST_NAMES  # « Accueil : Mme Virginie », « DOS SANTOS », and no « ANNE ROY »
    surname_alone = second.text.isupper() and (_only_first_name(f"M. {first.text}") or (not given and unfinished(name)))
    if is_role(second.text) or unbulleted(second.text) is not None or (named_in(second.text) and not surname_alone):
        return False
    said, _, post = second.text.partition(", ")  # « Gilbert, directeur »
    said = said if is_role(post) else second.text
    words = INTERIM.sub("", re.sub(r"\s*\([^()]*\)?$", "", said)).split()
    if not words or len(words) > 3 or any(is_chart_word(word) for word in words) or not words[-1][0].isupper():
        return False
    plain = all(map(_SURNAME.match, (*words[:-1], words[-1].rstrip("-"))))
    named = named_in(so_far(f"{name} {' '.join(words)}")) if plain else None
    if named is None or not named.sure or len(named.people) != 1 or named.people[0].vacant:
        return False
    if CIVILITY_WITHIN.search(first.text) is not None:
        alone = named_in(first.text) or (named_in(name) if before else None)
        if alone is None or not alone.sure or _only_first_name(alone.people[0].name) or _ENDS_OPEN.search(first.text):
            return True
        # only the surname is in capitals, on a line of its own: « Mme DELAUNAY », « Françoise », or « Mme Solveig », « DELAUNAY »
        bare, upper = CIVILITY_WITHIN.split(first.text)[-1].split(), second.text.isupper()
        return len(bare) == 1 and upper != bare[0].isupper() and (upper or _only_first_name(f"M. {second.text}"))
    if before and is_role(before) and len(name.split()) == 1 and second.text.isupper() and not name.isupper():
        return True  # « Directrice : Roselyne », « BERGER »
    if before or first.text.endswith(","):
        surname_first = name.isupper() or name.endswith(",")
        return unfinished(name) or (surname_first and _only_first_name(f"M. {second.text}"))
    ends_open = folded(first.text.split()[-1]) in PARTICLES
    return titled and unfinished(first.text) and (ends_open or named_in(first.text) is None)


@remembered
def _after_mark(text: str) -> tuple[str, str]:
    """What stands before and after the last mark that a name may follow; ("", text) without one."""
    before, mark, name = max((text.rpartition(mark) for mark in _MARKS), key=lambda parts: len(parts[0]))
    return (before, name) if mark else ("", text)


def unfinished(name: str) -> bool:
    """« Claire », « Mme Claire », « Fatima Ben »: a first name, or a particle, wants a surname."""
    if is_civility(name):
        return True
    if folded(name.split()[-1] if name else "") in PARTICLES:
        return True
    if CIVILITY_WITHIN.match(name):
        return _only_first_name(name)
    return _only_first_name(f"M. {name}")


def so_far(name: str) -> str:
    """*name* without the particles or the hyphen at its end, which go on below: « Mme Marie-Antoinette de La », « Roche- »."""
    words = name.rstrip("-").split()
    while len(words) > 1 and folded(words[-1]) in PARTICLES:
        words.pop()
    return " ".join(words)


@remembered
def _only_first_name(name: str) -> bool:
    """« Mme Claire »: a civility and a first name want a surname."""
    words = [word for word in name.split() if word not in _TITLES]
    return len(words) == 2 and all(part in FIRST_NAMES for part in folded(words[1]).split("-"))
