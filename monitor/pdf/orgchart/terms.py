"""What stands under a name and tells of the post's terms: grade, pay, working time. It is no unit and nobody's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from monitor.pdf.lines import Line
from monitor.pdf.orgchart.people import named_in
from monitor.pdf.orgchart.vocabulary import folded

_LEAST_OFTEN = 3  # on a sheet: one such line may be a title like any other
_PART = re.compile(r"\s*[·•|/;()\[\]]\s*|,\s+|\s+[–—-]\s+")
_MONEY = r"(?:[£€$]|chf|eur|gbp|usd)"
_AMOUNT = rf"(?:{_MONEY}\s?)?\d[\d\s.,’']*k?\s?{_MONEY}?"
_THOUSANDS = r"\d{1,3}(?:[\s.,’']\d{3})+"
_PAY = re.compile(  # of a part, folded: « £35,000 », « entre 2 400 € et 2 900 € », « £35k-£40k »
    rf"(?:[a-z]+ ){{0,3}}(?:{_MONEY}\s?\d[\d\s.,’']*k?|\d[\d\s.,’']*k?\s?{_MONEY})"
    rf"(?:\s?[–—-]\s?{_AMOUNT}|\s[a-z]{{1,3}}\s{_AMOUNT})?(?:\s(?:brut|gross|net|p\.?\s?a\.?|par an|per annum|monatlich))?"
)
_RANGE = re.compile(rf"{_THOUSANDS}(?:\s?[–—-]\s?{_THOUSANDS})?")  # « 95,000 – 99,999 », whose currency is understood
_POSTS = r"(?:fte|etp|ept|vza|vzae|vk|vbe|equivalent\w*|etat\w*)"
_TIME = re.compile(  # at most one post: « 0.8 FTE », « ETP : 1,0 », « 80 % », « plein temps », « 28 h »
    rf"(?:100|\d{{1,2}}(?:[.,]\d+)?)\s?%|(?:1|[01][.,]\d{{1,2}})(?:\s?{_POSTS})?|{_POSTS}\s?:?\s?(?:1|[01][.,]\d{{1,2}})"
    r"|\d{1,2}(?:[.,h]\d{1,2})?\s?(?:h|hrs?|hours|heures|std\.?|stunden|horas|ore|uur)(?:\s?/\s?\w+)?"
    r"|(?:full|part)[ -]time|vollzeit|teilzeit|(?:temps|tps) (?:plein|complet|partiel|non complet)|plein temps|tc|tnc"
    r"|tempo (?:pieno|parziale|integral|inteiro|parcial)|(?:jornada|tiempo) (?:completa|completo|parcial)"
    r"|voltijds|deeltijds|pelny etat"
)
_AT_END = re.compile(rf".*\s(?:{_TIME.pattern})")  # « Emploi fonctionnel ETP 1.0 »
# « Grade 7 », « E 9c », « HEO », « A+ », « Cat. B »
_GRADE = re.compile(
    r"(?i:cat(?:\.|[ée]gorie)?|grade|level|band|stufe) ?[A-Z]\+?"
    r"|(?:[^\W\d]+ ){1,3}\d{1,2}|[A-Z]{1,4}\+?[ -]?\d{0,2}[a-z]?\+?|\d{1,2}[a-z]?"
)


def lines_of_terms(boxes: Collection[Sequence[Line]]) -> set[int]:
    """The lines, by `id`, that say on what terms somebody is employed; *boxes*: the lines of each box.

    Such a line stands below a name, once in a box, or alone in a cell, in several boxes: « £35,000 – £39,999 (1.0 FTE) », or a
    grade before a share of time, « HEO, Internal Audit, 60 % ». « Accueil – 1 ETP » is a service with its count.
    """
    paid, timed = list[Line](), list[Line]()
    several = 0
    for lines in boxes:
        found = [line for line in lines if _is_pay(line.text)]
        paid += found
        shares = [] if found else [place for place, line in enumerate(lines) if _ends_in_time(line.text)]
        several += len(shares) > 1
        if len(shares) == 1 and (len(lines) == 1 or (shares[0] > 0 and named_in(lines[shares[0] - 1].text) is not None)):
            timed.append(lines[shares[0]])
    graded = sum(_GRADE.fullmatch(_PART.split(line.text)[0].strip()) is not None for line in timed)
    told = paid if len(paid) >= _LEAST_OFTEN else []
    if len(timed) >= _LEAST_OFTEN and 2 * graded >= len(timed) and several * _LEAST_OFTEN <= len(timed):
        told += timed
    return {id(line) for line in told}


def _is_pay(text: str) -> bool:
    """Whether *text* is made of amounts and shares alone, money among them or two in thousands."""
    parts = [part for part in map(folded, _PART.split(text.strip(" :()"))) if part]
    amounts = [part for part in parts if _RANGE.fullmatch(part)]
    paid = any(map(_PAY.fullmatch, parts)) or len(re.findall(_THOUSANDS, " ; ".join(amounts))) > 1
    return paid and all(part in amounts or _PAY.fullmatch(part) or _TIME.fullmatch(part) for part in parts)


def _ends_in_time(text: str) -> bool:
    """Whether *text* has several parts, and the last is a share of working time."""
    parts = [part for part in map(folded, _PART.split(text)) if part]
    return len(parts) > 1 and (_TIME.fullmatch(parts[-1]) or _AT_END.fullmatch(parts[-1])) is not None
