"""How sure a chart's readings are, and why: that a title is one of a unit printed here, that somebody has the post (3.27, 5.6).

The weights are learned: see training/sureness.py, which makes sureness.json.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from monitor.model import SURE, Evidence, Explanation, Person, PossibleParent, Unit, Weighed
from monitor.model.frozen import replace
from monitor.pdf.orgchart.arrangement.tree_signs import link_signs, person_doubts, title_doubts
from monitor.pdf.orgchart.choice.evidence import Candidate
from monitor.pdf.orgchart.choice.weighing import Choice, Model, contributions, learned
from monitor.pdf.orgchart.nodes import Node
from monitor.pdf.orgchart.units.doubts import DRAWN_ELSE
from monitor.pdf.orgchart.vocabulary import FIRST_NAMES, KINDS, THEME_WORDS, folded, is_chart_word, is_role, level, starts_like_unit
from monitor.pdf.orgchart.words.missions import sort_of
from monitor.pdf.orgchart.words.name_forms import CIVILITY_WITHIN, NO_SIGN, is_particle
from monitor.pdf.orgchart.words.people import named_in
from monitor.pdf.orgchart.words.titles import ends_with_date
from monitor.pdf.orgchart.words.wording import is_contact, open_ended

_FILE = Path(__file__).with_name("sureness.json")
_COUNTS = re.compile(r"\d[\d\s.,]*(?:\s[a-zß-öø-ÿ]{3}|\s?[kM]?€)")  # « 12 communes », « 2 M€ » count; « 2 Écoles » has a number
_DIALLED = re.compile(r"[☎✆]|(?:\d[ .]?){8,}")
_SEVERAL = 9  # words: a title that names somebody is shorter, « Secrétariat particulier de M. Roy »
_LONG, _MANY = 90, 4
_AMID = "begins in the middle"
_STRANGE = 0.25  # of the titles, those that look like names
_DOUBTED = 0.8  # the most that a title is sure which may end with somebody's name
_MOST = 0.8  # of the names with a civility, those with a first name where that is the habit
_IN_COLUMN = 0.96  # how sure a title is in a column of nothing but titles, of which only its words would not tell
_BODY = 1  # the rank of the posts that head a body
_PLAIN = frozenset(("begins like a unit", "no word of a chart", "short", "alone", "alone, with a name"))
_LEAST_LEFT = 0.72  # how sure stays what only the finished tree speaks against
_ALONE, _HEADS = "a name, perhaps", "a name, perhaps, over others"  # what a title may be that only looks like one
_LEAST_HELD = 0.1  # how much less sure a title is by holding a name, at least
_OTHERS = 2  # candidates told beside the chosen one
_LEAST = 0.005  # their chance
# Of the titles of a document, the share that is sure where it is understood, and of how many units it tells. Where it was less, on
# sets that nobody had worked on, one in nine of the facts given as sure was wrong, elsewhere one in two hundred.
_UNSURE, _MOST_UNSURE = 0.7, 0.5  # a confidence below which a unit is unsure; the share of them that a tree bears (DESIGN 3.27)
_UNDERSTOOD, _MEASURED, _MISREAD = 0.78, 15, 0.85
MISREAD = "few titles here are sure"


def set_sureness(nodes: Sequence[Node]) -> None:
    """Set, once, the confidence of every title and person of *nodes*, which are those of a whole document.

    What the reading doubted already stays doubted: a person's confidence is lowered by it.
    """
    weights = _weights()
    names = names_in(nodes)
    heads = {id(node.parent) for node in nodes}
    told = [title_signs(node, heads) for node in nodes]
    # where hardly anybody is named, and many titles look like names, these may be those of people in a language unknown to us
    strange = len(names.often) < _MANY and sum("looks like a name" in signs for signs in told) > _STRANGE * len(nodes)
    small = [node for node, signs in zip(nodes, told, strict=True) if _AMID in signs and not node.listed]
    amid = small if len(small) <= _STRANGE * len(nodes) else []  # where most titles begin so, none need be the end of another
    around = [[o for o in nodes if o is not one and o.page == one.page and o.box.encloses(one.box)] for one in amid]
    cut = {id(min(some, key=lambda o: o.box.area)) for some in around if some}
    ends = {id(one) for one, some in zip(amid, around, strict=True) if some}
    # The longer words of titles that surely are units', by who is in them or a word of charts; and of nobody's name
    surely = (node for node in nodes if (node.people and _is_headed(node)) or any(map(is_chart_word, node.label.split())))
    worded = {word for node in surely for word in folded(node.label).split() if len(word) > _MANY}
    worded -= {word for node in nodes for person in node.people for word in folded(person.name).split()}
    for node, signs in zip(nodes, told, strict=True):
        # « Bakary Touré », over others where people are named; but « Juridische Zaken » beside « Sociale Zaken », which has a head
        known = not worded.isdisjoint(folded(node.label).split())
        names_one = {_ALONE, *([_HEADS] if len(names.often) >= _MANY else [])} if not known else set[str]()
        names_one |= {"looks like a name"} if strange else set()
        signs = ["holds a name" if sign in names_one else sign for sign in signs]
        chance = likelihood(signs, weights["title"])
        if node.tabled and _PLAIN.issuperset(signs):
            chance = max(chance, _IN_COLUMN)
        # a telephone in it, or so many words that it is more than one title, with somebody named among them
        words = node.label.split()
        named = CIVILITY_WITHIN.search(node.label) is not None and len(words) >= _SEVERAL
        # « Bâtiment : Place du Marché », « Direction des sports : ROY »: a field and what it holds, or a title and more; not
        # « Pôle : Eau », « Pôle 2 : Eau », « DRH : Paie », where one unit is meant, as « Services : Eau, Paie » tells of some
        before, _, after = node.label.partition(":")
        if after.strip() and not (before.isupper() or any(map(str.isdigit, before))):
            named |= folded(before) not in KINDS or folded(before)[:-1] in KINDS
        several = named or len(words) > 2 * _SEVERAL or (_DIALLED.search(node.label) or _COUNTS.match(node.label)) is not None
        several |= not (node.drawn or node.people or node.is_head) and sort_of(node.label) in ("verb", "task")
        open_ = id(node) in cut or open_ended(node.label)  # its last words may be what is read as another unit
        node.title_confidence = round(min(chance, _DOUBTED) if node.doubted or several or open_ else chance, 2)
        # « Direction » may lack a word: that tells nothing of who stands below it
        whole = likelihood(set(signs) - {"short"}, weights["title"]) if "begins like a unit" in signs else chance
        node.unit_confidence = round(min(whole, _DOUBTED) if node.perhaps_none or several else max(whole, chance), 2)
        most = chance if id(node) in ends else 1.0  # the end of a title has nobody: who stands below it has what is above
        node.people = [
            replace(person, confidence=round(min(most, person.confidence * likelihood(seen, weights["person"])), 2))
            for person, seen in zip(node.people, [list(person_signs(p, node, names)) for p in node.people], strict=True)
        ]


def doubt_units(nodes: Sequence[Node]) -> None:
    """Lower the confidence of titles and people that the reading is sure of, where the finished tree speaks against them."""
    titles, people = _weights()["title doubt"], _weights()["person doubt"]
    against = title_doubts(nodes)
    for node, signs, spoken in zip(nodes, against, person_doubts(nodes, against), strict=True):
        chance = likelihood(signs, titles)
        if chance < SURE <= node.title_confidence:
            node.title_confidence = round(max(chance, _LEAST_LEFT), 2)
            node.unit_confidence = min(node.unit_confidence, node.title_confidence)
            node.title_against = tuple(sign for sign in signs if sign in titles)
        for place, (person, said) in enumerate(zip(node.people, spoken, strict=True)):
            chance = likelihood(said, people)
            if chance < SURE <= person.confidence:
                node.people[place] = replace(person, confidence=round(max(chance, _LEAST_LEFT), 2))
                node.people_against[person.name] = tuple(sign for sign in said if sign in people)


def doubt_links(nodes: Sequence[Node]) -> None:
    """Lower the confidence of sure parents that the finished tree speaks against, but for what a cell of the row says."""
    weights = _weights()["link"]
    for node, signs in zip(nodes, link_signs(nodes), strict=True):
        chance = likelihood(signs, weights)
        if chance < SURE <= node.confidence and node.under_sure < SURE:
            node.confidence = round(max(chance, _LEAST_LEFT), 2)
            node.against = tuple(sign for sign in signs if sign in weights)


def doubt_misread(nodes: Sequence[Node]) -> None:
    """Doubt all that *nodes*, those of a document, say where less than four in five titles are sure: it is of no known form.

    So it is where several people are told unsurely with a unit for their post, « Direction des finances »: it is read as theirs.
    """
    told = [
        node.title_confidence >= SURE for node in nodes if " " in node.label
    ]  # « Eau », « DSI »: one word tells little of any sheet
    posts = [person.role or "" for node in nodes for person in node.people if person.confidence < SURE]
    units = sum(level(post) is not None and starts_like_unit(post) and not is_role(post) for post in posts)
    unread = units >= _MEASURED / 2 and units >= (1 - _UNDERSTOOD) * len(nodes)
    if (len(told) < _MEASURED or sum(told) >= _UNDERSTOOD * len(told)) and not unread:
        return
    for node in nodes:
        node.title_against += (MISREAD,) if node.title_confidence > _MISREAD else ()
        node.title_confidence = min(node.title_confidence, _MISREAD)
        node.confidence = min(node.confidence, _MISREAD)
        node.people = [replace(person, confidence=min(person.confidence, _MISREAD)) for person in node.people]


def likelihood(signs: Iterable[str], weights: dict[str, float]) -> float:
    """The logistic of the sum of what each sign weighs."""
    return 1 / (1 + math.exp(-weights["always"] - sum(weights.get(sign, 0.0) for sign in signs)))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return weights


class PrintedNames(NamedTuple):
    """The names printed in a document: how often each is; whether nearly all with a civility have a first name, or none has."""

    often: Counter[str]
    given: bool
    surnames: bool


def names_in(nodes: Sequence[Node]) -> PrintedNames:
    """The names printed in the document."""
    people = [person.name for node in nodes for person in node.people if person.name]
    civil = [number for name in people if (number := _words_after_civility(name))]
    most = _MOST * len(civil)
    given, surnames = (len(civil) >= _MANY and sum(some) >= most for some in ([n > 1 for n in civil], [n == 1 for n in civil]))
    return PrintedNames(Counter(map(folded, people)), given, surnames)


def _words_after_civility(name: str) -> int:
    """« Mme Claire Roy » -> 2; 0 where no civility stands before a name."""
    civility = CIVILITY_WITHIN.match(name)
    return len(name[civility.end() :].split()) if civility else 0


def title_evidence(node: Node, heads: set[int]) -> dict[str, float]:
    """What each sign of a title adds to the log of its odds, with what is so of every title ("always")."""
    weights = _weights()["title"]
    signs = title_signs(node, heads)
    if not {_ALONE, _HEADS}.isdisjoint(signs) and node.title_confidence < likelihood(signs, weights) - _LEAST_HELD:
        signs.append("holds a name")
    told = {sign: weights.get(sign, 0.0) for sign in ("always", *signs)}
    lacking = _log_odds(_IN_COLUMN) - sum(told.values())
    if node.tabled and _PLAIN.issuperset(signs) and lacking > 0:
        told["in a column of titles"] = lacking
    excess = sum(told.values()) - _log_odds(_DOUBTED)
    told |= {sign: _weights()["title doubt"].get(sign, 0.0) for sign in node.title_against}
    for sign in {DRAWN_ELSE, MISREAD}.intersection(node.title_against):
        told[sign] = min(0.0, _log_odds(node.title_confidence) - sum(told.values()))
    return {**told, "may end with more": -excess} if node.doubted and excess > 0 else told


def person_evidence(person: Person, node: Node, names: PrintedNames) -> dict[str, float]:
    """What each sign of somebody in *node* adds to the log of the odds; "as it was read": what the reading itself took off."""
    weights = _weights()["person"]
    told = {sign: weights.get(sign, 0.0) for sign in ("always", *person_signs(person, node, names))}
    told |= {sign: _weights()["person doubt"][sign] for sign in node.people_against.get(person.name, ())}
    lacking = _log_odds(person.confidence) - sum(told.values())
    return {**told, "as it was read": lacking} if lacking < 0 else told


def _is_headed(node: Node) -> bool:
    """Whether somebody is in *node* whose name more than its look shows."""
    return any((one := named_in(person.name)) is None or one.form not in NO_SIGN for person in node.people)


def title_signs(node: Node, heads: Container[int]) -> list[str]:
    """What is to be seen of a title; *heads*: those that have something below them."""
    return list(_of_title(node, heads))


def _of_title(node: Node, heads: Container[int]) -> Iterator[str]:
    label = node.label
    words = label.split()
    set_apart = node.tabled or (node.apart and bool(node.people))
    if starts_like_unit(label) or level(label) is not None:
        yield "begins like a unit"
    elif is_role(label):
        yield "begins like a post"
    elif not any(is_chart_word(word) for word in words):
        yield "no word of a chart"
    named = named_in(label)
    looks = named is not None and named.form in NO_SIGN
    if node.people and label == node.people[0].name:
        yield "is a name"
    elif (
        CIVILITY_WITHIN.search(label)
        or (named is not None and not looks and (named.civil or not set_apart))
        or any(
            not set_apart
            and folded(first).split("-")[0] in FIRST_NAMES
            and last[:1].isupper()
            and not first.isupper()
            and not is_chart_word(last)
            for first, last in pairwise(words)  # « Claire ROY » within a title that is in no capitals
        )
    ):
        yield "holds a name"
    elif looks and not set_apart:
        bare = len(words) < _MANY and not any(is_particle(word) or is_chart_word(word) for word in words)
        if bare and not _is_headed(node):
            yield _HEADS if id(node) in heads else _ALONE  # « Bakary Touré »; « Saint Martin » over « Saint Clair »
        elif not (node.people or id(node) in heads):
            yield "looks like a name"  # « Centro de la Mujer »
    if label[:1].islower() or label[:1] in "()[],;:–-":
        yield _AMID
    if open_ended(label) or label.count("(") != label.count(")"):
        yield "ends in the middle"
    if is_contact(label) or ends_with_date(label) or any(word.isdigit() and len(word) > 2 for word in words):
        yield "numbers"
    if len(label) > _LONG:
        yield "long"
    if label.count(", ") == 1 and is_role(label.partition(", ")[2]):
        yield "ends like a post"
    heads_body = level(label) == _BODY and bool(node.people)  # « Maire », « Président », with who it is
    bare = len(words) == 1 and ((is_role(label) and not heads_body) or folded(label) in KINDS)
    own = node.drawn and not node.listed and _is_headed(node)  # alone in a box with who heads it « Secrétariat », « Eau » is whole
    own = own and folded(label) not in KINDS
    over_all = is_role(label) and node.parent is None and id(node) in heads  # « Gemeentesecretaris », with who it is
    own = own and (over_all or (is_chart_word(label) and (starts_like_unit(label) or not is_role(label))))
    whole = level(label) is not None or folded(label) in THEME_WORDS  # « DGS », « Eau »
    if not own and (not whole if len(label) < _MANY else bare):
        yield "short"
    if node.listed:
        yield "entry"
    if node.parent is None and id(node) not in heads:
        yield "alone, with a name" if node.people else "alone"


def person_signs(person: Person, node: Node, names: PrintedNames) -> Iterator[str]:
    """What is to be seen of somebody in a unit; *names*: how often each is printed."""
    named = named_in(person.name) if person.name else None
    yield "vacant" if person.vacant else f"by {named.form}" if named else "no name"
    words = [word for word in person.name.split() if not CIVILITY_WITHIN.match(f"{word} X")]
    bare = words and all(folded(part) in FIRST_NAMES for part in folded(words[0]).split("-")) and len(words) == 1
    alone = _words_after_civility(person.name) == 1
    bare, short = (
        bare and not (names.surnames and alone),
        names.given and alone,
    )  # « Herr Thomas » among « Frau Vogt », « Herr Kuhn »
    if not person.vacant and (bare or short or (words and words[-1].endswith((".", "-")))):
        yield "half a name"
    if len(words) > _MANY or any(word in person.name for word in (" et ", " & ", "(")):
        yield "more than a name"
    if person.role and not is_role(person.role):
        yield "post like a title" if any(is_chart_word(word) for word in person.role.split()) else "odd post"
    if person.role and len(person.role) > _LONG // 2:
        yield "long post"
    if len(node.people) >= _MANY:
        yield "one of many"
    elif len(node.people) > 1:
        yield "one of some"
    if person.name and names.often[folded(person.name)] > 1:
        yield "printed twice"
    if person.name and node.label.endswith(person.name):
        yield "is the title"
    signs = set(_of_title(node, {id(node)}))
    yield from (f"title {sign}" for sign in ("holds a name", "begins in the middle", "ends in the middle") if sign in signs)
    if node.listed:
        yield "in an entry"


def explanations(order: Sequence[Node], ids: Sequence[str], choices: Iterable[Choice]) -> dict[str, Explanation]:
    """For each of *order*, by its id, what spoke; *choices*: those of all pages."""
    names: dict[int, str | None] = {id(node): name for node, name in zip(order, ids, strict=True)}
    weighed = {id(choice.ballot.node): choice for choice in choices}
    heads = {id(node.parent) for node in order}
    model, printed = learned(), names_in(order)
    found: dict[str, Explanation] = {}
    for node, name in zip(order, ids, strict=True):
        parent, choice = names.get(id(node.parent)) if node.parent else None, weighed.get(id(node))
        if choice is None or _joined(choice.candidate.parent) is not node.parent:  # a rule over pages decided later
            evidence = (Evidence(f"rule {node.how}", round(_log_odds(node.confidence), 2)),) if node.how else ()
            parents = [PossibleParent(parent, Weighed(round(node.confidence, 2), evidence))]
        else:  # the chosen one and the likeliest others
            others = [c for c in choice.ballot.candidates if c is not choice.candidate and c.chance >= _LEAST]
            others.sort(key=lambda candidate: -candidate.chance)
            known = [c for c in others if c.parent is None or id(_joined(c.parent)) in names][:_OTHERS]
            parents = [PossibleParent(parent, _weighed(choice.candidate, model))]
            parents += [PossibleParent(names[id(_joined(c.parent))] if c.parent else None, _weighed(c, model)) for c in known]
        if node.against:
            weights = _weights()["link"]
            spoken = {**{one.name: one.weight for one in parents[0].weighed.evidence}, **{s: weights[s] for s in node.against}}
            parents[0] = PossibleParent(parent, Weighed(node.confidence, _strongest(spoken)))
        people = (Weighed(p.confidence, _strongest(person_evidence(p, node, printed))) for p in node.people)
        title = Weighed(node.title_confidence, _strongest(title_evidence(node, heads)))
        found[name] = Explanation(title, tuple(parents), tuple(people))
    return found


def _joined(node: Node | None) -> Node | None:
    """The unit of an earlier page that *node* is, where it is one."""
    while node is not None and node.same_as is not None:
        node = node.same_as
    return node


def _weighed(candidate: Candidate, model: Model) -> Weighed:
    return Weighed(round(candidate.chance, 3), _strongest(contributions(candidate, model)))


def _strongest(parts: Mapping[str, float]) -> tuple[Evidence, ...]:
    evidence = (Evidence(name, round(weight, 2)) for name, weight in parts.items())
    return tuple(sorted((e for e in evidence if e.weight), key=lambda e: -abs(e.weight)))


def is_unsure(units: Sequence[Unit]) -> bool:
    """Whether more of *units* are doubtful than a tree bears (DESIGN 3.27)."""
    return sum(unit.confidence < _UNSURE for unit in units) > _MOST_UNSURE * len(units)
