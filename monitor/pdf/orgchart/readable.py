"""Whether a document can be read as a chart at all: a scan has no text; a report, a CV or the map of a site shows no units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.pdf.ink import PageInk
from monitor.pdf.lines import Line, same_look
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role, level, starts_like_unit

_LEAST_LETTERS = 30
_ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWELS = frozenset("aeiouyаеиоуыэюяієαεηιουω")  # without accents
_LONG = 45  # letters: a line of running text
_LONGEST_TITLE = 300  # letters
_LEADING_EM = 1.9
_FEW, _MANY = 3, 0.25  # headings of a CV: so many different ones, and of all titles so large a share

_OF_A_CV = re.compile(
    r"(?:cv\b.*|curriculum(?: vitae)?|mon parcours|(?:work |mes )?experiences?(?: professionnelles?)?|experiencias?(?: laborales)?"
    r"|berufserfahrung|werdegang|formations?(?: et diplomes)?|diplomes?|etudes|education|educacion|ausbildung|langues|languages"
    r"|idiomas|sprachen|(?:mes )?competences?|skills|habilidades|kenntnisse|centres? d'interets?|loisirs|hobbies|interests"
    r"|certifications?|contact|contacto|me contacter|about(?: me)?|a propos(?: de moi)?|sobre mi|informacion personal"
    r"|informations personnelles|accueil|home)"
)


class Signs(NamedTuple):
    """What tells whether a page can be read: counts, and whether one picture fills it."""

    inked: int  # letters, without spaces
    odd: int  # of them, those that mean nothing
    words: int
    mute: int  # of them, those without a vowel
    paths: int
    pictured: bool


def signs_of(page: PageInk) -> Signs:
    letters = "".join([letter.text for letter in page.letters])
    words = _WORD.findall(folded(letters))
    return Signs(
        inked=len(letters.replace(" ", "")),
        odd=len(_ODD.findall(letters)),
        words=len(words),
        mute=sum(not _VOWELS.intersection(word) for word in words),
        paths=len(page.paths),
        pictured=any(picture.box.area > 0.3 * page.width * page.height for picture in page.pictures),
    )


def why_unreadable(signs: Sequence[Signs]) -> str | None:
    inked, odd, words, mute = (sum(s[n] for s in signs) for n in range(4))
    if inked < _LEAST_LETTERS:
        if any(s.pictured for s in signs):
            return "scan"
        return "outlined text" if sum(s.paths for s in signs) > 100 else "no text"
    return "garbled text" if odd > 0.08 * inked + 10 or mute > 0.3 * max(4, words) else None


def running_letters(lines: Sequence[Line]) -> int:
    """How many letters stand in running text: long lines that go on in the middle of a sentence on the one below."""
    running: set[int] = set()
    ordered = sorted(lines, key=lambda line: (round(line.frame.x0), line.base))
    for upper, lower in pairwise(ordered):
        near = 0 < lower.base - upper.base <= _LEADING_EM * upper.size and abs(lower.frame.x0 - upper.frame.x0) <= upper.size
        if near and len(upper.text) >= _LONG and same_look(upper, lower) and lower.text[:1].islower():
            running.update((id(upper), id(lower)))
    return sum(len(line.text) for line in lines if id(line) in running)


def prose_in(entries: Iterable[Node]) -> int:
    """How many letters stand in those of a list's entries that are sentences: a title has no full stop, however long it is."""
    labels = [node.label for node in entries if node.indent is not None]
    return sum(len(label) for label in labels if len(label) > _LONGEST_TITLE or (len(label) > _LONG and label.endswith((".", ";"))))


def unit_share(nodes: Sequence[Node]) -> float:
    """The share of titles, those of lists left out, that are worded like one of a unit or post, or that name somebody."""
    titled = [node for node in nodes if not node.listed]
    like = 0
    for node in titled:
        words = any(is_chart_word(word) for word in node.label.split())
        title = words or starts_like_unit(node.label) or is_role(node.label) or level(node.label) is not None
        like += title or bool(node.people)
    return like / max(1, len(titled))


def is_cv(nodes: Sequence[Node]) -> bool:
    """Whether the titles are those of a CV, or of the site that shows one."""
    titles = [folded(node.label).strip(" :") for node in nodes if not node.listed]
    headings = {title for title in titles if _OF_A_CV.fullmatch(title)}
    return len(headings) >= _FEW and len(headings) >= _MANY * len(titles)
