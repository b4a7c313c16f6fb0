"""Whether a post of one version is the one that another shows: the same person, the role but for words that come and go. Pure."""

from __future__ import annotations

from collections import Counter

from monitor.compare.orgchart_match import title_words
from monitor.compare.orgchart_names import are_two_first_names, bore, misprints, nearly_same, same_person, tell_two
from monitor.compare.orgchart_words import (
    content_words,
    is_function,
    is_generic,
    is_interim,
    letters_key,
    post_key,
    without_interim,
)
from monitor.compare.spells import Found, PostSpell, Sheets
from monitor.model import Unit


def is_same(spell: PostSpell, found: Found, _: Sheets | None = None) -> bool:
    return is_there(spell, found) and _role(spell.role, found.unit) == _role(found.person.role, found.unit)


def is_same_role(spell: PostSpell, found: Found, sheets: Sheets) -> bool:
    """The same but for words of the role that were read into the title, or stand beside; or for the post of a vacant head."""
    if not is_there(spell, found):
        return False
    role = spell.role or found.person.role or ""
    if found.person.vacant and bool(spell.role) != bool(found.person.role) and is_head(role, sheets):
        return True  # of nobody it is no other post
    one, other = (Counter(content_words(role or "")) for role in (spell.role, found.person.role))
    gone, come = one - other, other - one
    title = title_words(found.unit)
    left = gone - title
    if is_interim([*left]) and not sheets.prints_together(found.person.name, spell.role or ""):
        return False  # « par intérim » that stands somewhere on the sheet is somebody else's
    return not come - title and (not left or sheets.prints_words(left))


def is_perhaps_same(spell: PostSpell, found: Found, sheets: Sheets) -> bool:
    """Another form of the name in the same post: « J. Petit », « Jean Petit »; or a slip of a letter: « Jaen Petit »."""
    if spell.unit_key != found.unit_key or not spell.name or found.person.vacant:
        return False
    one, other = spell.name, found.person.name
    slip = (nearly_same(one, other) or misprints(one, other)) and not are_two_first_names(one, other)
    same = slip or same_person(one, other) or bore(one, other, found.former)
    return same and _role(spell.role, found.unit) == _role(found.person.role, found.unit)


def is_same_but_for_posts(spell: PostSpell, found: Found, sheets: Sheets) -> bool:
    """The same, with the word for who heads a unit on one side only; « par intérim » is no such word."""
    roles = [content_words(role or "") for role in (spell.role, found.person.role)]
    heads, rests = zip(*(_parted(said, sheets) for said in roles), strict=True)
    return bool(heads[0]) != bool(heads[1]) and rests[0] == rests[1] and is_there(spell, found)


def is_same_in_other_words(spell: PostSpell, found: Found, sheets: Sheets) -> bool:
    """The same, called « Responsable » and « Directrice »."""
    roles = spell.role or "", found.person.role or ""
    return all(roles) and is_there(spell, found) and all(is_head(role, sheets) for role in roles)


def is_head(role: str, sheets: Sheets | None = None) -> bool:
    """Whether *role* says no more than that somebody heads the unit, as most of *sheets* do, and not for the time being."""
    heads, rest = _parted(content_words(role), sheets)
    return bool(heads) and not rest


def _parted(said: Counter[str], sheets: Sheets | None) -> tuple[Counter[str], Counter[str]]:
    """The words of a role that only say that somebody heads a unit, and the others: « Director », « en funciones »."""
    known = sheets.heads if sheets is not None else frozenset()
    heads = {word for word in said if (is_function([word]) or is_generic([word]) or word in known) and not is_interim([word])}
    return Counter({word: said[word] for word in heads}), Counter({word: n for word, n in said.items() if word not in heads})


def is_there(spell: PostSpell, found: Found) -> bool:
    if spell.unit_key != found.unit_key or spell.person_key != found.key:
        return False
    return not (spell.name and tell_two(spell.name, found.person.name))


def _role(role: str | None, unit: Unit) -> str:
    """A role as compared; one that only repeats what the unit is called is none; « p.i. » is « par intérim »."""
    post = without_interim(role or "")
    if post is not None and (not post or is_head(post)):
        return "interim"
    words = content_words(role or "")
    own = words <= title_words(unit) or post_key(role or "").replace("directeur", "direction") == post_key(unit.title)
    return "" if own else letters_key(role or "")
