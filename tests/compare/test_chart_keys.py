"""Units and people keep their keys over versions (DESIGN 5.14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings

from monitor.compare.charts.edits import compare_charts
from monitor.compare.charts.keys import Posts, person_keys, unit_keys
from monitor.compare.charts.sheet import cards_under_headings, without_twins
from monitor.compare.person_names import same_person
from monitor.model import Person
from tests import sweeps
from tests.compare.test_orgchart import TOWN, Branch, branches, chart, moved_achats, with_text, without


def counting() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"k{next(numbers)}"


def keyed(*versions: Branch) -> list[dict[str, str]]:
    """The key of each title in one version after the other."""
    fresh, before = counting(), list[tuple[object, Mapping[str, str]]]()
    found = []
    for version in versions:
        now = chart(version)
        keys = unit_keys(now, before, (), fresh)  # type: ignore[arg-type]
        before.insert(0, (now, keys))
        found.append({unit.title: keys[unit.id] for unit in now.units})
    return found


def test_a_unit_keeps_its_key_when_renamed_and_moved() -> None:
    """5.14."""
    first, moved, renamed = keyed(
        TOWN, moved_achats(), with_text(moved_achats(), ("Direction des achats", "Direction des achats publics"))
    )
    assert first == moved
    assert renamed["Direction des achats publics"] == first["Direction des achats"]
    assert len(set(first.values())) == len(first)


def test_a_unit_called_by_its_post_keeps_its_key_whoever_comes_into_it() -> None:
    """5.14: « Directrice » or « Directeur »; two who change places change posts."""
    first, second = keyed(
        {"Directeur des sports | Paul Roux": {}, "Directrice générale adjointe ressources | Anne Petit": {}},
        {"Directrice des sports | Anne Petit": {}, "Directeur général adjoint ressources | Paul Roux": {}},
    )
    assert list(first.values()) == list(second.values())
    first, second = keyed(
        {"Directeur général | Paul Roux": {}, "Directrice générale adjointe | Anne Petit": {}},
        {"Directrice générale | Anne Petit": {}, "Directeur général adjoint | Paul Roux": {}},
    )
    assert list(first.values()) == list(second.values()), "though its title is as like the other's as its own"


def test_a_unit_that_was_away_for_a_version_has_its_key_back() -> None:
    """5.14: as one that was not read once."""
    first, away, back = keyed(TOWN, without("Direction des sports"), TOWN)
    assert "Direction des sports" not in away
    assert back == first


def test_a_unit_renamed_on_a_sheet_drawn_anew_keeps_its_key_by_its_head() -> None:
    """5.14, 13.5: wherever the new sheet seems to hang it, where a word of both titles begins alike; else it is another unit."""
    first, second, third = keyed(
        {"Ville": {"Moyens": {"Service comptabilité | Eva ROUX": {}}, "Cadre de vie": {"Service voirie": {}}}},
        {"Ville": {"Moyens": {}, "Cadre de vie": {"Service voirie": {}, "Service exécution comptable | Eva ROUX": {}}}},
        {"Ville": {"Moyens": {"Service des sports | Eva ROUX": {}}, "Cadre de vie": {"Service voirie": {}}}},
    )
    assert second["Service exécution comptable"] == first["Service comptabilité"]
    assert third["Service des sports"] not in first.values()


def test_a_new_unit_has_a_key_of_its_own() -> None:
    """5.14: and one that another document of the day has is not given away."""
    first, second = keyed(without("Direction des sports"), TOWN)
    assert second["Direction des sports"] not in first.values()
    now, fresh = chart(TOWN), counting()
    known = unit_keys(now, (), (), fresh)
    assert not set(unit_keys(now, [(now, known)], known.values(), fresh).values()) & set(known.values())


def people(posts: Posts, fresh: Callable[[], str], *units: str) -> tuple[dict[str, list[str | None]], Posts]:
    """The people's keys of a chart of *units*, « Title | Name », by title; and the posts known after it."""
    now = chart({unit: {} for unit in units})
    found, new = person_keys(now, {unit.id: unit.title for unit in now.units}, posts, fresh)
    return {unit.title: found[unit.id] for unit in now.units}, {**posts, **new}


def test_a_person_keeps_the_key_however_the_name_is_printed_and_wherever_it_stands() -> None:
    """5.14: one key for a watch and folded name."""
    fresh = counting()
    first, posts = people({}, fresh, "Voirie | M. Luc PETIT", "Police | VACANT")
    second, _ = people(posts, fresh, "Police | Petit Luc", "Voirie | Mme Eva Roux")
    assert (first["Voirie"], first["Police"]) == (["k1"], [None])
    assert (second["Police"], second["Voirie"]) == (["k1"], ["k2"])


def test_a_name_in_two_posts_of_one_sheet_is_two_people_from_then_on() -> None:
    """5.14: who held a post before keeps the key, in whatever order they stand."""
    fresh = counting()
    _, posts = people({}, fresh, "Voirie | Luc Petit")
    both, posts = people(posts, fresh, "Police | Luc Petit", "Voirie | Luc Petit")
    alone, _ = people(posts, fresh, "Police | Luc Petit")
    assert both == {"Police": ["k2"], "Voirie": ["k1"]}
    assert alone == {"Police": ["k2"]}


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        pytest.param([["Voirie | Paul MARTIN"], ["Police | Martin PAUL"]], [["k1"], ["k2"]], id="another-family-name"),
        pytest.param([["Voirie | Paul Martin"], ["Police | MARTIN Paul"]], [["k1"], ["k1"]], id="capitals-are-added"),
        pytest.param([["Voirie | Mme ROUX"], ["Police | M. ROUX"], ["Police | Roux"]], [["k1"], ["k2"], ["k2"]], id="civilities"),
        pytest.param([["Voirie | Luc PETIT"], ["Police | M. Luc PETIT"]], [["k1"], ["k1"]], id="a-civility-is-added"),
        pytest.param([["Voirie | Hélène Noël"], ["Voirie | NOEL Helene"]], [["k1"], ["k1"]], id="accents-are-lost"),
        pytest.param(
            [["Voirie | J. Petit"], ["Voirie | Jean Petit"], ["Police | Jean Petit"]], [["k1"], ["k1"], ["k1"]], id="written-out"
        ),
        pytest.param(
            [["Voirie | J. Petit"], ["Voirie | Jean Petit"], ["Voirie | Jacques Petit"]], [["k1"], ["k1"], ["k2"]], id="a-second-j"
        ),
        pytest.param([["Voirie | J. Petit"], ["Police | Jean Petit"]], [["k1"], ["k2"]], id="another-form-in-another-post"),
        pytest.param(
            [["Voirie | M-P. ROUX"], ["Voirie | Marie-Paule ROUX"], ["Voirie | M.-P. Roux"], ["Voirie | Mme M-P. ROUX"]],
            [["k1"]] * 4,
            id="initials-that-begin-like-a-civility",
        ),
        pytest.param([["Voirie | M-P. ROUX"], ["Voirie | M. Paul ROUX"]], [["k1"], ["k2"]], id="initials-are-no-civility"),
        pytest.param(
            [["Voirie | Paul MARTIN", "Police | Martin PAUL"], ["Sports | Paul Martin"]], [["k1", "k2"], ["k3"]], id="either-of-two"
        ),
    ],
)
def test_a_key_is_one_persons_whatever_forms_the_name_has(sheets: list[list[str]], told: list[list[str]]) -> None:
    """5.14, 13.5: what the sheet tells apart is two people; what may be either of two is somebody by himself."""
    fresh, posts, found = counting(), Posts(), list[list[str | None]]()
    for sheet in sheets:
        keys, posts = people(posts, fresh, *sheet)
        found.append([key for held in keys.values() for key in held])
    assert found == told


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        pytest.param("Rose Lefort", "Rose GARNIER | née Lefort", ["k1", "k1", "k1"], id="married"),
        pytest.param("Mme M. LEFORT", "Mme M. GARNIER | née Lefort", ["k1", "k1", "k1"], id="married-initial"),
        pytest.param("Rose Lefort", "Mme R. GARNIER | née Lefort", ["k1", "k1", "k1"], id="married-and-shortened"),
        pytest.param("Paul Lefort", "Mme R. GARNIER | née Lefort", ["k1", "k2", "k2"], id="married-into-the-post"),
        pytest.param("Rose Lefrot", "Rose Lefort", ["k1", "k1", "k1"], id="a-slip-is-mended"),
        pytest.param("Rose Leffort", "Rose Lefort", ["k1", "k1", "k1"], id="a-letter-written-twice"),
        pytest.param("Mme R. LEFROT", "Lefort Rose", ["k1", "k1", "k1"], id="a-slip-is-mended-as-the-initial-is-written-out"),
        pytest.param("Mme R. LEFROT", "Lefort Anne", ["k1", "k2", "k2"], id="another-initial-and-a-slip"),
        pytest.param("Rose Lefort", "Rose Garnier", ["k1", "k2", "k2"], id="another-name-and-nothing-said"),
        pytest.param("M. Paul Martin", "Mme Paule Martin", ["k1", "k2", "k2"], id="another-civility"),
        pytest.param("Mme Lefrot", "M. Lefort", ["k1", "k2", "k2"], id="another-civility-and-a-slip"),
        pytest.param("Louis Petit", "Louise Petit", ["k1", "k2", "k2"], id="another-first-name"),
        pytest.param("Jean Martin", "Jean Marin", ["k1", "k2", "k2"], id="another-family-name-a-letter-less"),
        pytest.param("Camille Bernard", "Camille Besnard", ["k1", "k2", "k2"], id="another-family-name-of-one-other-letter"),
    ],
)
def test_who_is_named_otherwise_since_keeps_the_key_from_then_on(first: str, then: str, told: list[str]) -> None:
    """5.14: by what the sheet says, « née Lefort », or as a slip that is mended; then without a word of it, in capitals."""
    fresh, posts, found = counting(), Posts(), list[str | None]()
    name, _, role = then.partition(" | ")
    for printed, said in ((first, None), (name, role or None), (name.upper(), None)):
        now = chart({"Voirie": {}})
        sheet = replace(now, units=(replace(now.units[0], people=(Person(name=printed, role=said),)),))
        keys, new = person_keys(sheet, {sheet.units[0].id: "Voirie"}, posts, fresh)
        posts |= new
        found += keys[sheet.units[0].id]
    assert found == told


def test_a_name_that_says_one_word_twice_is_compared() -> None:
    """13.5: it stopped the comparing of all."""
    assert not same_person("Martin Martin", "Mme Claire Martin")
    assert same_person("Martin Martin", "Martin J. Martin")


@pytest.mark.parametrize("times", [2])
@settings(max_examples=sweeps.times(20, 300), deadline=None)
@given(branches, branches)
def test_no_two_units_of_one_chart_share_a_key(times: int, one: Branch, other: Branch) -> None:
    """5.14: whatever the charts are."""
    for found in keyed_by_id(*[one, other] * times):
        assert len(set(found.values())) == len(found)


def keyed_by_id(*versions: Branch) -> list[dict[str, str]]:
    fresh, before = counting(), list[tuple[object, Mapping[str, str]]]()
    for version in versions:
        now = chart(version)
        before.insert(0, (now, unit_keys(now, before, (), fresh)))  # type: ignore[arg-type]
    return [dict(keys) for _, keys in before]


def test_a_card_under_a_heading_of_its_title_is_one_unit_with_it() -> None:
    """5.14: drawn by another hand, the unit is there once; who heads it and what hangs under it stay the same posts."""
    fresh, posts = counting(), Posts()
    twice = chart({"Maire | Zoé Roux": {"Pôle Ville": {"Pôle  ville | Anne Petit": {}, "Service paie | Luc Noir": {}}}})
    once = chart({"Maire | Zoé Roux": {"Pôle Ville | Anne Petit": {"Service paie | Luc Noir": {}}}})
    first = unit_keys(twice, (), (), fresh)
    second = unit_keys(once, [(twice, first)], (), fresh)
    heading, card = (unit.id for unit in twice.units if unit.title.startswith("Pôle"))
    (same,) = (unit.id for unit in once.units if unit.title.startswith("Pôle"))
    assert second[same] == first[heading] != first[card]
    people, posts = person_keys(twice, first, posts, fresh)
    assert people[heading] == people[card] == person_keys(once, second, posts, fresh)[0][same]
    assert not compare_charts(twice, once)


def test_a_card_is_one_with_its_heading_only_where_it_is_the_only_one_and_nobody_heads_that() -> None:
    """5.14, 3.23: two cards of one title under it are two units, and so is one under a unit that has people of its own."""
    alone = chart({"Maire | Zoé Roux": {"Pôle Ville": {"Pôle  ville | Anne Petit": {}}}})
    assert [u.people[0].name for u in without_twins(alone).units] == ["Zoé Roux", "Anne Petit"]
    unlike: tuple[Branch, ...] = (
        {"Pôle  ville | Anne Petit": {}, "PÔLE VILLE | Luc Noir": {}},
        {"Pôle  ville": {}},
        {"Pôle vie | Anne Petit": {}},
    )
    for under in unlike:
        several = chart({"Maire | Zoé Roux": {"Pôle Ville": under}})
        assert not cards_under_headings(several) and without_twins(several) is several
    headed = chart({"Maire | Zoé Roux": {"Pôle Ville | Luc Noir": {"Pôle  ville | Anne Petit": {}}}})
    assert not cards_under_headings(headed) and without_twins(headed) is headed
