"""What is to be seen of a finished tree that tells which of its links, titles and people may be wrong (3.27). Pure.

A rule for a layout that it was not made for is wrong of many links at once, and sure of each: a dozen units under one head, heads
of their own rank and look, much else in doubt. Where most boxes look alike, or most titles tell no rank, that tells nothing.
What one title alone of a sheet shows, « Collecte et traitement Eaux pluviales » or a figure, is more often two titles read as one;
who stands where the head above has nobody may be that head. The weights are learned from sheets read at first sight
(training.doubts).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.model import SURE, Person
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.vocabulary import FIRST_NAMES, folded, is_chart_word, level, starts_like_unit
from monitor.pdf.orgchart.words.people import named_in

_LEVELS = {"not quite sure": 0.995, "less than sure": 0.98}
_MANY, _VERY_MANY = 7, 13  # under one head beside the one looked at
_MUCH_HUNG, _USUAL = 0.15, 0.4  # of the other units: those hung in doubt; those of which something is so that tells nothing then
_OF_SHEETS = ("no word of a chart", "ranks unknown", "set like its head")  # what whole sheets may have


def link_signs(nodes: Sequence[Node]) -> list[list[str]]:
    """Of each of *nodes*, those of a document, what speaks against its link."""
    others = max(1, len(nodes) - 1)
    ranks = {id(node): level(node.label) for node in nodes}
    looks = {id(node): (node.fill, round(2 * node.size), node.bold, round(node.border, 1), node.drawn) for node in nodes}
    under: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        under[id(node.parent)].append(node)
    ways = {head: Counter(node.how for node in below) for head, below in under.items()}
    doubted = sum(node.confidence < SURE for node in nodes)

    def of(node: Node) -> Iterator[str]:
        if doubted - (node.confidence < SURE) > _MUCH_HUNG * others:
            yield "much is doubted"
        yield from (sign for sign, most in _LEVELS.items() if node.confidence < most)
        if not any(map(is_chart_word, node.label.split())):
            yield "no word of a chart"
        below, head = len(under[id(node.parent)]) - 1, node.parent
        if below > _MANY:
            yield "one of many"
        if below > _VERY_MANY:
            yield "one of very many"
        if below and 2 * (below + 1 - ways[id(head)][node.how]) > below:
            yield "others hang otherwise"
        if head is None:
            return
        rank, above = ranks[id(node)], ranks.get(id(head))
        if rank is None or above is None:
            yield "ranks unknown"
        elif rank == above:
            yield "a head of its rank"
        shown = node.how == "indented" or (rank is not None and above is not None and rank > above)  # whatever the look
        if looks[id(node)] == looks.get(id(head)) and not shown:
            yield "set like its head"

    seen = [list(of(node)) for node in nodes]
    often = Counter(sign for signs in seen for sign in signs)
    usual = {sign for sign in _OF_SHEETS if often[sign] - 1 > _USUAL * others}
    return [[sign for sign in signs if sign not in usual] for signs in seen]


_RARE = 0.2  # of the other titles, or people, of a sheet: what no more of them show is unusual there
_SMALL = 4  # letters of « de », « und », « pour »
_CAPITALS = 0.3  # of the words behind these that have a capital: where more have, as in German, it tells nothing
_OFTEN = 3  # titles in one or two words that stand so often are heads of lists
_LONG = 2.2  # times as long as half of the titles
_MUCH, _MOST, _FEW = 0.25, 0.7, 0.3  # of the units
_TITLES, _ONE = 0.1, 0.8  # of the titles: those doubted; of the units with people: those with one
_MARKS = (" • ", "; ", "|")
_RANKING = re.compile(r"(?:generale?|adjointe?)s?")
_BRACKETS = re.compile(r"\([^()]*\)")
_LEADING_CODE = re.compile(r"^[A-ZÀ-Þ]{1,6}[ .-]?\d{1,3} [–—-] ")  # « DPE 3 – Sciences »
_OF_PEOPLE = ("stands often", "capital within", "a unit within", "no word of a chart")  # of a title, and told of its people too


def title_doubts(nodes: Sequence[Node]) -> list[list[str]]:
    """Of each of *nodes*, those of a document, what speaks against its title."""
    # Words within titles have small letters here: not where most behind « und » or « of » have a capital
    pairs = [pair for node in nodes if not node.label.isupper() for pair in pairwise(node.label.split())]
    behind = [word[:1].isupper() for small, word in pairs if small.islower() and len(small) <= _SMALL and word[:1].isalpha()]
    others, telling = max(1, len(nodes) - 1), sum(behind) <= _CAPITALS * len(behind)
    worded = [list(_worded(node.label, telling=telling)) for node in nodes]
    often = Counter(sign for signs in worded for sign in signs)
    titles = Counter(folded(node.label) for node in nodes)
    half = sorted(len(node.label) for node in nodes)[len(nodes) // 2] if nodes else 0
    sure = [min(n.confidence, n.title_confidence, n.parent.title_confidence if n.parent else 1.0) >= SURE for n in nodes]
    doubted, named = sure.count(False), sum(bool(node.people) for node in nodes)
    below, held = Counter(id(node.parent) for node in nodes), Counter(id(node.parent) for node in nodes if node.people)

    def of(node: Node, signs: Sequence[str], *, hung: bool) -> Iterator[str]:
        for sign in signs:
            if often[sign] - 1 <= _RARE * others:
                yield sign
            elif sign in ("capital within", "digits within"):
                yield f"{sign}, usual"
        if titles[folded(node.label)] > _OFTEN and len(node.label.split()) < _OFTEN:
            yield "stands often"
        if len(node.label) > _LONG * half:
            yield "long for this chart"
        if doubted - (not hung) > _MUCH * len(nodes):
            yield "links are doubted"
        if not node.drawn:
            yield "not drawn"
        if node.remarks:
            yield "remarks"
        row = below[id(node.parent)]  # with the node itself
        if node.parent is None:
            if row > 1:
                yield "second head"
        elif not node.people and 2 * held[id(node.parent)] > row:
            yield "siblings have somebody"
        if not node.people and named > _MOST * len(nodes) and not below[id(node)]:
            yield "others have somebody"

    return [list(of(node, signs, hung=hung)) for node, signs, hung in zip(nodes, worded, sure, strict=True)]


def person_doubts(nodes: Sequence[Node], titles: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """Of each of *nodes* and each of its people what speaks against these; *titles*: what speaks against their titles."""
    everybody = [person for node in nodes for person in node.people]
    spoken: dict[int, list[str]] = {}
    for person in everybody:  # what a name tells is unusual where others have it not
        words, signs = person.name.split(), list[str]()
        spoken[id(person)] = signs
        if words and not any(part in FIRST_NAMES for word in words for part in (folded(word), *map(folded, word.split("-")))):
            signs.append("unknown first name")
        if words and (named := named_in(person.name)) is not None and named.form == "look":
            signs.append("by look")
    often = Counter(sign for signs in spoken.values() for sign in signs)
    names = Counter(folded(person.name) for person in everybody if person.name)
    some, one = sum(bool(node.people) for node in nodes), sum(len(node.people) == 1 for node in nodes)
    headless = sum(bool(node.people) and node.parent is not None and not node.parent.people for node in nodes)
    doubted = sum(node.title_confidence < SURE for node in nodes)
    below, held = Counter(id(node.parent) for node in nodes), Counter(id(node.parent) for node in nodes if node.people)

    def of(person: Person, node: Node, against: Sequence[str]) -> Iterator[str]:
        yield from (sign for sign in spoken[id(person)] if often[sign] - 1 <= _RARE * max(1, len(everybody) - 1))
        yield from (f"title {sign}" for sign in against if sign in _OF_PEOPLE)
        if names[folded(person.name)] > 1:
            yield "named twice"
        if len(node.people) == 2 and not all(other.role for other in node.people):
            yield "one of two" if one < _ONE * some else "one of two, rare"
        if _FEW * len(nodes) <= some < (1 - _TITLES) * len(nodes):
            yield "most have somebody"
        if node.title_confidence < SURE:
            yield "title doubted"
        if doubted - (node.title_confidence < SURE) > _TITLES * len(nodes):
            yield "titles are doubted"
        if not node.drawn:
            yield "not drawn"
        if node.parent is not None and not node.parent.people and headless < _RARE * len(nodes):
            yield "head has nobody"
        if 3 * (held[id(node.parent)] - 1) < below[id(node.parent)] - 1:
            yield "siblings have nobody"

    return [[list(of(p, node, against)) for p in node.people] for node, against in zip(nodes, titles, strict=True)]


def _worded(label: str, *, telling: bool) -> Iterator[str]:
    """What the words of a title tell, which is unusual where others have it not."""
    words = label.split()
    kind = next((n for n, word in enumerate(words) if not (starts_like_unit(word) or _RANKING.fullmatch(folded(word)))), len(words))
    steps = list(pairwise(words[kind:]))  # behind « Direction générale adjointe », « Département »
    if telling and any(a.islower() and len(a) >= _SMALL and b[:1].isupper() and b[1:2].islower() for a, b in steps):
        yield "capital within"  # « Collecte et traitement Eaux pluviales »
    if any(b[:1].isupper() and starts_like_unit(b) and not (a.islower() and len(a) <= _SMALL) for a, b in steps):
        yield "a unit within"
    if any(mark in label for mark in _MARKS):
        yield "marks of a list"
    rest = _LEADING_CODE.sub("", label).split()[1:] if kind == 0 else words[kind + 1 :]
    if any(any(map(str.isdigit, word)) for word in _BRACKETS.sub(" ", " ".join(rest)).split()[:-1]):
        yield "digits within"
    if not any(map(is_chart_word, words)):
        yield "no word of a chart"
