"""Whether a document shows units at all: a report, a letter, a CV or the map of a site is no org chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from monitor.pdf.lines import Line
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.vocabulary import folded, is_chart_word, is_role, level, starts_like_unit
from monitor.pdf.orgchart.wording import same_look

_LONG = 45  # letters: a line of running text
_LEADING_EM = 1.9
_FEW, _MANY = 3, 0.25  # headings of a CV: so many different ones, and of all titles so large a share

_OF_A_CV = re.compile(
    r"(?:cv\b.*|curriculum(?: vitae)?|mon parcours|(?:work |mes )?experiences?(?: professionnelles?)?|experiencias?(?: laborales)?"
    r"|berufserfahrung|werdegang|formations?(?: et diplomes)?|diplomes?|etudes|education|educacion|ausbildung|langues|languages"
    r"|idiomas|sprachen|(?:mes )?competences?|skills|habilidades|kenntnisse|centres? d'interets?|loisirs|hobbies|interests"
    r"|certifications?|contact|contacto|me contacter|about(?: me)?|a propos(?: de moi)?|sobre mi|informacion personal"
    r"|informations personnelles|accueil|home)"
)


def running_letters(lines: Sequence[Line]) -> int:
    """How many letters stand in running text: long lines that go on in the middle of a sentence on the one below."""
    running: set[int] = set()
    ordered = sorted(lines, key=lambda line: (round(line.frame.x0), line.base))
    for upper, lower in pairwise(ordered):
        near = 0 < lower.base - upper.base <= _LEADING_EM * upper.size and abs(lower.frame.x0 - upper.frame.x0) <= upper.size
        if near and len(upper.text) >= _LONG and same_look(upper, lower) and lower.text[:1].islower():
            running.update((id(upper), id(lower)))
    return sum(len(line.text) for line in lines if id(line) in running)


def unit_share(nodes: Sequence[Node]) -> float:
    """The share of titles, those of lists left out, that are worded like one of a unit or post, or that name somebody."""
    titled = [node for node in nodes if not node.listed]
    return sum(map(_is_unit_like, titled)) / max(1, len(titled))


def _is_unit_like(node: Node) -> bool:
    words = any(is_chart_word(word) for word in node.label.split())
    return words or starts_like_unit(node.label) or is_role(node.label) or level(node.label) is not None or bool(node.people)


def is_cv(nodes: Sequence[Node]) -> bool:
    """Whether the titles are those of a CV, or of the site that shows one."""
    titles = [folded(node.label).strip(" :") for node in nodes if not node.listed]
    headings = {title for title in titles if _OF_A_CV.fullmatch(title)}
    return len(headings) >= _FEW and len(headings) >= _MANY * len(titles)
