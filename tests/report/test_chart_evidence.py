"""5.6: why a chart was read as it was, in words that a person understands, in both languages."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

import monitor.pdf.orgchart as charts
from monitor.i18n.catalogue import texts
from monitor.model import Evidence, Explanation, Language, OrgChart, Person, PossibleParent, Unit, Weighed
from monitor.model.frozen import replace
from monitor.report.as_json import explanation_json
from monitor.report.chart_evidence import explained_lines, parent_chance, why_no_tree

LANGUAGES: tuple[Language, ...] = ("fr", "en")
BOTH = pytest.mark.parametrize("language", LANGUAGES)
FOLDER = Path(charts.__file__).parent
_VOTES = re.compile(r"\.(?:hang|cast)\(")


def unit(number: int, title: str, parent: str | None = None) -> Unit:
    return Unit(
        id=f"u{number}",
        title=title,
        people=(),
        parent=parent,
        confidence_parent=0.6,
        confidence_title=1.0,
        page=1,
        bbox=(0, 0, 1, 1),
    )


def weighed(chance: float, **evidence: float) -> Weighed:
    return Weighed(chance, tuple(Evidence(name.replace("_", " "), weight) for name, weight in evidence.items()))


UNITS = {u.id: u for u in (unit(1, "Direction"), unit(2, "Pôle " + "très " * 20 + "long"), unit(3, "Service", "u1"))}
SURE_TITLE = weighed(0.99, always=4.9)


def lines(*parents: PossibleParent, title: Weighed = SURE_TITLE, language: Language = "fr") -> list[str]:
    return words_of(UNITS["u3"], Explanation(title, parents), language)


def words_of(unit: Unit, explanation: Explanation, language: Language) -> list[str]:
    said = explained_lines(unit, explanation, UNITS, language)
    return [line.replace("\u202f", " ").replace("\u00a0", " ") for line in said]


# ----------------------------------------------------------------------------------------------------------- the words


def told(language: Language, table: str) -> set[str]:
    return {key.partition(".")[2] for key in texts(language, "evidence") if key.startswith(f"{table}.")}


@BOTH
def test_every_feature_that_weighs_has_words(language: Language) -> None:
    """What is learned anew and has no words yet is seen here, not by a reader."""
    learned = json.loads((FOLDER / "choice" / "weights.json").read_text(encoding="utf-8"))
    features = {*learned["first"], *learned["second"]} - {"alone"}  # the first weighing's chance, told by what made it
    assert features <= told(language, "parents")
    signs = json.loads((FOLDER / "choice" / "sureness.json").read_text(encoding="utf-8"))
    assert signs["title"].keys() | signs["title doubt"].keys() <= told(language, "titles")
    assert signs["link"].keys() - {"always"} <= told(language, "parents")
    assert signs["person"].keys() | signs["person doubt"].keys() | {"as it was read"} <= told(language, "people")


def test_every_rule_that_hangs_a_unit_has_words() -> None:
    """The rules are named where they cast their votes; words in both languages."""
    rules: set[str] = set()
    for module in (text for text in (path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py")) if _VOTES.search(text)):
        for call in ast.walk(ast.parse(module)):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ("hang", "cast"):
                rules.update(f"rule {a.value}" for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
    assert {"rule line", "rule stack", "rule page title"} <= rules
    assert [rules - told(language, "parents") for language in LANGUAGES] == [set(), set()]


@BOTH
def test_every_reason_for_no_tree_has_words(language: Language) -> None:
    """3.27: no reason that the command names is left without its sentence."""
    assert told(language, "reasons") == told(language, "short") >= {"scan", "unsure"}


# ----------------------------------------------------------------------------------------------------------- the lines


def test_a_line_says_where_how_likely_why_and_where_else() -> None:
    chosen = PossibleParent("u1", weighed(0.97, stroke_leads_here=1.5, one_rank_up=1.0))
    assert lines(chosen, PossibleParent(None, weighed(0.02, none=0.3))) == [
        "sous « Direction » (0,97) : un trait y mène, un rang au-dessus d’après l’intitulé ; sinon au sommet (0,02)"
    ]
    assert lines(chosen, language="en") == ["under “Direction” (0.97): a stroke leads there, one rank higher by its title"]


def test_what_speaks_as_much_for_another_parent_is_no_reason() -> None:
    chosen = PossibleParent("u1", weighed(0.95, above=2.0, one_rank_up=1.0))
    assert lines(chosen, PossibleParent("u2", weighed(0.005, above=2.0)), language="en") == [
        "under “Direction” (0.95): one rank higher by its title"
    ]


def test_the_rule_that_spoke_is_named() -> None:
    """« les règles de lecture le disent » tells nobody anything."""
    assert lines(PossibleParent("u1", weighed(0.95, by_rules=2.3, rule_line=0.2)), language="en") == [
        "under “Direction” (0.95): strokes lead there"
    ]
    assert lines(PossibleParent("u1", weighed(0.95, by_rules=2.3)), language="en") == [
        "under “Direction” (0.95): the reading rules say so"
    ]


def test_in_doubt_it_is_told_what_spoke_against_and_for_the_other() -> None:
    chosen = PossibleParent("u1", weighed(0.4, above=1.0, same_look=-0.8))
    other = PossibleParent(None, weighed(0.55, none=-0.3, **{"none:_highest": 0.9}))
    (line,) = lines(chosen, other, language="en")
    assert line == (
        "under “Direction” (0.40): above it; but the same look; chosen although less likely, for the tree as a whole; "
        "else at the top (0.55): the highest box"
    )


def test_people_in_doubt_are_told_with_what_makes_them_so() -> None:
    """3.27, 5.6: title, parent and person each have a chance of their own, and the reasons for it."""
    people = tuple(Person(name=name, vacant=not name, confidence=0.9) for name in ("Zoé Marin", "Cinéma Eldorado", ""))
    told = Explanation(
        SURE_TITLE,
        (PossibleParent("u1", weighed(0.97)),),
        (weighed(0.95, always=4.4), weighed(0.72, always=6.4, unknown_first_name=-2.9, by_look=-1.2), weighed(0.8, vacant=-1.0)),
    )
    _, *french = words_of(replace(UNITS["u3"], people=people), told, "fr")
    assert french == [
        "Cinéma Eldorado, à vérifier (0,72) : aucun prénom connu, seule la forme des mots en fait un nom",
        "poste vacant, à vérifier (0,80) : un poste dit vacant se lit moins sûrement qu’un nom",
    ]
    _, *english = words_of(replace(UNITS["u3"], people=people), told, "en")
    assert english[1] == "vacant post, to check (0.80): a post said to be vacant is read less surely than a name"


def test_nothing_is_told_as_certain_and_long_titles_are_cut() -> None:
    """3.27: 1 would claim more than any evidence gives."""
    (line,) = lines(PossibleParent("u2", weighed(0.9996)), language="en")
    assert line.endswith("…” (> 0.99)")
    assert len(line) < 80
    assert parent_chance(Explanation(SURE_TITLE, (PossibleParent("u1", weighed(0.5)),)), "fr") == "0,50"


def test_a_doubtful_title_has_a_line_of_its_own() -> None:
    doubtful = weighed(0.74, always=4.9, holds_a_name=-2.9, begins_like_a_unit=-0.2)
    assert lines(PossibleParent(None, weighed(0.9)), title=doubtful)[1:] == ["intitulé douteux (0,74) : semble contenir un nom"]


def test_what_has_no_words_is_told_by_its_name_made_harmless() -> None:
    """7.5: the child process is not believed."""
    (line,) = lines(PossibleParent("u1", Weighed(0.95, (Evidence("\x1b[31mnew", 2.0),))), language="en")
    assert line == "under “Direction” (0.95): \ufffd[31mnew"


def test_a_chart_without_a_tree_says_why() -> None:
    """3.27, 5.6: with the figures where there are some."""

    def chart(reason: str | None, *units: Unit) -> OrgChart:
        return OrgChart(title=None, date=None, pages=1, structured=reason is None, reason=reason, units=units)

    assert why_no_tree(chart(None), "en") is None
    assert why_no_tree(chart("unsure", *UNITS.values()), "en") == (
        "3 of 3 units are below 0.7: the tree below is a guess, and is not used"
    )
    assert "phrases" in (why_no_tree(chart("mostly prose"), "fr") or "")
    assert why_no_tree(chart("of later"), "en") == "of later"


def test_the_json_has_the_strongest_evidence_of_each_parent() -> None:
    """5.6."""
    many = Weighed(0.9, tuple(Evidence(f"f{number}", 9.0 - number) for number in range(9)))
    said = explanation_json(Explanation(SURE_TITLE, (PossibleParent("u1", many), PossibleParent(None, weighed(0.1)))))
    assert said["title"] == {"chance": 0.99, "evidence": [{"name": "always", "weight": 4.9}]}
    assert [(p["parent"], p["chance"], len(p["evidence"])) for p in said["parent"]] == [("u1", 0.9, 6), (None, 0.1, 0)]
    assert said["parent"][0]["evidence"][0] == {"name": "f0", "weight": 9.0}
