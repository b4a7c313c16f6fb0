"""Spells over versions that were made by hand, for what a whole town seldom shows (DESIGN 5.14, 7.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare.charts.careers import follow
from monitor.compare.charts.spells import Careers, KeyedChart, PostSpell, Version
from monitor.compare.person_names import _as_misread
from monitor.model import Block, OrgChart, Person, Unit
from monitor.pdf.orgchart.vocabulary import FIRST_NAMES
from tests import sweeps

Row = tuple[str, str | None, int, int | None, int | None]


def unit(title: str, *people: str, parent: str | None = None, sure: float = 1.0, roles: Sequence[str] = ()) -> Unit:
    named = [
        Person(name="" if name == "VACANT" else name, vacant=name == "VACANT", role=role or None, confidence=sure)
        for name, role in zip(people, [*roles, *[""] * len(people)], strict=False)
    ]
    return Unit(id=title, title=title, people=tuple(named), parent=parent, confidence_parent=sure, page=1, bbox=(0, 0, 1, 1))


def version(number: int, *units: Unit, text: str = "", unread: int = 0, old: bool = False) -> Version:
    """A sheet of *units*; a unit's key is the first word of its title, a person's the name."""
    chart = OrgChart(title=None, date=None, pages=1, structured=True, reason=None, units=units)
    keyed = KeyedChart(
        chart=chart,
        units={u.id: u.title.split()[0] for u in units},
        people={u.id: [p.name or None for p in u.people] for u in units},
        text=(Block("paragraph", text),) if text else (),
    )
    return Version(number=number, charts=(keyed,) if units else (), unread=unread, old=old)


def followed(*versions: Version) -> Careers:
    careers = Careers()
    for one in versions:
        careers = follow(careers, one)
    return careers


def rows(*versions: Version) -> list[Row]:
    return [(p.unit, p.name, p.first, p.last, p.after) for p in followed(*versions).posts]


ROUX, PETIT = unit("Voirie", "Eva Roux"), unit("Voirie", "Luc Petit")


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        pytest.param([version(1, ROUX), version(2, ROUX)], [("Voirie", "Eva Roux", 1, None, None)], id="still-there"),
        pytest.param(
            [version(1, ROUX), version(2, PETIT)],
            [("Voirie", "Eva Roux", 1, 1, 2), ("Voirie", "Luc Petit", 2, None, None)],
            id="another",
        ),
        pytest.param(
            [version(1, ROUX), version(2, unread=1), version(3, PETIT)],
            [("Voirie", "Eva Roux", 1, 1, 3), ("Voirie", "Luc Petit", 3, None, None)],
            id="unread-between-two",
        ),
        pytest.param(
            [version(1, ROUX), version(2, unread=1), version(3, ROUX)],
            [("Voirie", "Eva Roux", 1, None, None)],
            id="unread-within",
        ),
        pytest.param(
            [version(1, ROUX), version(2, unit("Voirie", "VACANT")), version(3, ROUX)],
            [("Voirie", "Eva Roux", 1, 1, 2), ("Voirie", None, 2, 2, 3), ("Voirie", "Eva Roux", 3, None, None)],
            id="vacant-and-back",
        ),
        pytest.param(
            [version(1, ROUX), version(2, unit("Voirie et réseaux", "Eva Roux", parent=None))],
            [("Voirie et réseaux", "Eva Roux", 1, None, None)],
            id="renamed",
        ),
        pytest.param(
            [version(1, ROUX), version(2, unit("Voirie"), text="Voirie Secrétariat Eva Roux")],
            [("Voirie", "Eva Roux", 1, None, None)],
            id="still-printed-though-not-read",
        ),
        pytest.param(
            [version(1, ROUX), version(2, PETIT, text="Voirie Luc Petit Secrétariat Eva Roux")],
            [("Voirie", "Eva Roux", 1, 1, 2), ("Voirie", "Luc Petit", 2, None, None)],
            id="somebody-else-has-come-whatever-is-printed-elsewhere",
        ),
        pytest.param(
            [
                version(1, unit("Voirie", "Eva Roux"), unit("Paie")),
                version(2, unit("Voirie"), unit("Paie", "Eva Roux"), text="Voirie Paie Eva Roux"),
                version(3, unit("Voirie"), unit("Paie"), text="Voirie Paie Eva Roux"),
            ],
            [("Paie", "Eva Roux", 2, None, None), ("Voirie", "Eva Roux", 1, 1, 2)],
            id="printed-once-is-one-post-the-newest",
        ),
        pytest.param(
            [
                version(1, *(unit(title, f"Eva {title}") for title in ("Paie", "Voirie", "Police", "Sport"))),
                version(2, *(unit(title, f"Eva {title}", roles=["Directrice"]) for title in ("Paie", "Voirie", "Police", "Sport"))),
            ],
            [(title, f"Eva {title}", 1, None, None) for title in ("Paie", "Voirie", "Police", "Sport")],
            id="a-sheet-that-begins-to-say-who-heads-each",
        ),
        pytest.param(
            [
                version(n, *(unit(title, f"Eva {title}", roles=[role]) for title in ("Paie", "Voirie", "Police", "Sport")))
                for n, role in enumerate(("Responsable", "Directrice"), 1)
            ],
            [(title, f"Eva {title}", 1, None, None) for title in ("Paie", "Voirie", "Police", "Sport")],
            id="a-sheet-that-says-in-other-words-who-heads-each",
        ),
        pytest.param(
            [
                version(1, *(unit(t, f"Eva {t}", roles=["par intérim"]) for t in ("Paie", "Voirie", "Police"))),
                version(2, *(unit(t, f"Eva {t}") for t in ("Paie", "Voirie", "Police"))),
            ],
            [(t, f"Eva {t}", *span) for t in ("Paie", "Voirie", "Police") for span in ((1, 1, 2), (2, None, None))],
            id="no-longer-for-the-time-being",
        ),
        pytest.param(
            [
                version(1, unit("Voirie", "Eva Roux", roles=["directrice"])),
                version(2, unit("Voirie", "Eva Roux", roles=["cheffe"])),
            ],
            [("Voirie", "Eva Roux", 1, 1, 2), ("Voirie", "Eva Roux", 2, None, None)],
            id="another-role",
        ),
        pytest.param(
            [version(1, unit("Voirie", "Mme Eva Roux")), version(2, unit("Voirie", "E. Roux"))],
            [("Voirie", "E. Roux", 1, None, None)],
            id="another-form-of-the-name",
        ),
        pytest.param(
            [version(1, unit("Voirie", "Paul ROUX")), version(2, unit("Voirie", "Jean-Paul ROUX"))],
            [("Voirie", "Paul ROUX", 1, 1, 2), ("Voirie", "Jean-Paul ROUX", 2, None, None)],
            id="one-of-two-first-names-is-somebody-else",
        ),
        *[
            pytest.param(
                [version(1, unit("Voirie", one)), version(2, unit("Voirie", other))],
                [("Voirie", one, 1, 1, 2), ("Voirie", other, 2, None, None)],
                id=f"{other}-is-not-{one}",
            )
            for one, other in (
                ("Jean Castel", "Mme Jeanne Castel"),
                ("M. Jean Castel", "Mme Jeanne Castel"),
                ("Mario Vidal", "Maria Vidal"),
                ("CASTEL Daniel", "CASTEL Danielle"),
            )
        ],
        *[
            pytest.param(
                [version(1, unit("Voirie", one)), version(2, unit("Voirie", other))],
                [("Voirie", other, 1, None, None)],
                id=f"{other}-was-{one}",
            )
            for one, other in (
                ("M. Stephan Castel", "M. Stéphane Castel"),
                ("Jean Durant", "Jean Durand"),
                ("Cathrine Roux", "Catherine Roux"),
            )
        ],
        pytest.param([version(1, unit("Voirie", "Eva Roux", sure=0.4))], [], id="hardly-a-person"),
        pytest.param([version(1, unit("Voirie", "Mme E."))], [], id="an-initial-is-nobody"),
        pytest.param(
            [version(1, ROUX, old=True), version(2, PETIT), version(3, PETIT)],
            [("Voirie", "Eva Roux", 1, 1, 3), ("Voirie", "Luc Petit", 2, None, None)],
            id="nothing-ends-between-two-readers",
        ),
        pytest.param(
            [version(1, unit("Voirie", "VACANT", "VACANT")), version(2, unit("Voirie", "VACANT"))],
            [("Voirie", None, 1, None, None), ("Voirie", None, 1, 1, 2)],
            id="one-of-two-vacant-posts-is-gone",
        ),
    ],
)
def test_spells(versions: Sequence[Version], expected: list[Row]) -> None:
    """5.14, 7.6."""
    assert sorted(rows(*versions), key=str) == sorted(expected, key=str)


def test_of_two_documents_one_that_cannot_be_read_ends_nothing_of_its_own() -> None:
    """5.14, 3.9: an item of two charts, of which one is not read today."""
    one, other = version(1, ROUX).charts[0], version(1, unit("Police", "Jo Dubois")).charts[0]
    both = Version(number=1, charts=(one, other))
    half = Version(number=2, charts=(one,), unread=1)
    whole = Version(number=3, charts=(one,))
    assert [(p.unit, p.last, p.after) for p in followed(both, half).posts] == [("Voirie", None, None), ("Police", 1, None)]
    assert [(p.unit, p.last, p.after) for p in followed(both, half, whole).posts] == [("Voirie", None, None), ("Police", 1, 3)]


def test_a_document_that_leaves_the_page_is_gone_until_it_is_back() -> None:
    """5.14: what it showed goes on when it is back."""
    away = followed(version(1, ROUX), Version(number=2, charts=(), gone=True))
    back = follow(away, version(3, ROUX))
    assert (away.gone, back.gone) == (2, None)
    assert [(p.first, p.last, p.after) for p in back.posts] == [(1, None, None)]


def test_a_unit_has_a_spell_for_each_title_and_place() -> None:
    """5.14: a move read with little confidence is none."""
    head, other = unit("DGS"), unit("Pôle")
    versions = (
        version(1, head, other, unit("Voirie", parent="DGS")),
        version(2, head, other, unit("Voirie et réseaux", parent="DGS")),
        version(3, head, other, unit("Voirie et réseaux", parent="Pôle")),
        version(4, head, other, replace(unit("Voirie et réseaux", parent="DGS"), confidence_parent=0.3)),
    )
    spells = [(u.title, u.parent, u.first, u.after) for u in followed(*versions).units if u.unit_key == "Voirie"]
    assert spells == [
        ("Voirie", "DGS", 1, 2),
        ("Voirie et réseaux", "DGS", 2, 3),
        ("Voirie et réseaux", "Pôle", 3, None),
    ]


OTHER = unit("Paie", "Jo Caron"), unit("Police", "Max Noir"), unit("Sport", "Lea Blanc"), unit("Eau", "Noé Vert")


def slip(*people: str) -> Unit:
    return unit("Voirie", *people, sure=0.7)


@pytest.mark.parametrize(
    "between",
    [
        pytest.param(slip("Luc Petit"), id="somebody-else"),
        pytest.param(slip("VACANT"), id="vacant"),
        pytest.param(slip("Eva Rouxx"), id="a-letter-more"),
        pytest.param(unit("Voirie", "Eva Roux", sure=0.7, roles=["Adjointe"]), id="a-role"),
        pytest.param(replace(unit("Voirie et", "Eva Roux", sure=1.0), confidence_title=0.6), id="a-broken-title"),
    ],
)
@pytest.mark.parametrize("ends", [0, 1, 3])
def test_one_unsure_reading_between_two_sure_ones_ends_nothing(between: Unit, ends: int) -> None:
    """5.14: the spell goes on, to be checked; nobody is invented, no title is left behind. *ends*: versions after it."""
    before = [version(n, ROUX, *OTHER) for n in (1, 2)]
    after = [version(n, ROUX, *OTHER) for n in range(4, 4 + ends)]
    careers = followed(*before, version(3, between, *OTHER), *after)
    spells = [p for p in careers.posts if p.unit_key == "Voirie"]
    if ends:
        (spell,) = spells
        assert (spell.unit, spell.name, spell.first, spell.after, spell.certain) == ("Voirie", "Eva Roux", 1, None, False)
        assert [(u.title, u.first, u.after) for u in careers.units if u.unit_key == "Voirie"] == [("Voirie", 1, None)]
    else:  # the newest version is told as it was read
        assert spells[-1].doubted == 3 and not spells[-1].certain


def held(*names: str) -> list[str | None]:
    """Who held a post of which the sheets, one after the other, have these names, each surely."""
    seen = [version(n, unit("Mercados", name), *OTHER) for n, name in enumerate(names, 1)]
    return [p.name for p in followed(*seen).posts if p.unit_key == "Mercados"]


@pytest.mark.parametrize(
    ("name", "misread"),
    [
        ("Rubén Zabala", "Riibén Zabala"),
        ("Mme Claire Bernard", "Mme Claire Bemard"),
        ("Emma Vidal", "Ernma Vidal"),
        ("Josiane Lebon", "Jo5iane Leb0n"),
    ],
)
def test_a_name_that_a_machine_misread_once_is_nobody(name: str, misread: str) -> None:
    """5.14: letters that poor text has for others, on one sheet between two that have the name as it is; no longer than that."""
    assert held(name, misread, name) == [name]
    assert held(name, misread, misread, name) == [name, misread, name]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Rubén Zabala", "Rocío Zabala"),
        ("Mme Julie Martin", "M. Julien Martin"),
        ("M. Martin Dupont", "Mme Martine Dupont"),
        ("Jean Lefèvre", "Jeanne Lefèvre"),
        ("Mme Michèle Roux", "M. Michel Roux"),
        ("Michèle Roux", "Michel Roux"),
        ("Louise Noir", "Louis Noir"),
        ("M. C. Bernard", "Mme C. Bemard"),
    ],
)
def test_who_held_a_post_between_two_readings_of_another_is_somebody(name: str, other: str) -> None:
    """5.14: a name that is told apart by more than what poor text takes for another letter, or by the civility, is a person's."""
    assert held(name, other, name) == [name, other, name]


def test_who_is_read_once_in_a_post_that_was_doubted_before_is_somebody() -> None:
    """5.14, 3.27: only a sure spell goes on over a name read unsurely, and only where it is read surely again."""
    doubted = version(1, unit("Voirie", "Eva Roux", sure=0.7), *OTHER)
    for versions in (
        (doubted, version(2, slip("Luc Petit"), *OTHER), version(3, ROUX, *OTHER)),
        (version(1, ROUX, *OTHER), version(2, slip("Luc Petit"), *OTHER), version(3, slip("Eva Roux"), *OTHER)),
    ):
        names = [p.name for p in followed(*versions).posts if p.unit_key == "Voirie"]
        assert names == ["Eva Roux", "Luc Petit", "Eva Roux"]


def test_of_a_doubted_vacancy_nothing_goes_on_over_a_sheet_that_shows_nobody() -> None:
    """5.14: no name stands between that could be a slip."""
    vacant = unit("Voirie", "VACANT", sure=0.7)
    seen = followed(version(1, vacant, *OTHER), version(2, unit("Voirie"), *OTHER), version(3, unit("Voirie", "VACANT"), *OTHER))
    assert [(p.first, p.after) for p in seen.posts if p.unit_key == "Voirie"] == [(1, 2), (3, None)]


def test_who_was_on_a_sheet_before_is_nobodys_slip() -> None:
    """5.14: « Mme Amaud » had another post before that of « Mme Arnaud » was hers once."""
    names = ["Mme Léa Arnaud", "Mme Léa Amaud", "Mme Léa Arnaud"]
    seen = [version(n, unit("Voirie", name), unit("Crèche", names[1]), *OTHER) for n, name in enumerate(names, 1)]
    assert [p.name for p in followed(*seen).posts if p.unit_key == "Voirie"] == names


def test_no_two_given_names_are_apart_by_what_a_machine_takes_for_another_letter() -> None:
    """5.14: so that nobody is taken for a slip; of all names that are known one pair is, of two ends of the world."""
    alike: dict[str, set[str]] = {}
    for name in FIRST_NAMES:
        alike.setdefault(_as_misread(name), set()).add(name)
    assert [names for names in alike.values() if len(names) > 1] == [{"kusuma", "kusiima"}]


def test_what_is_sure_and_what_lasts_is_no_slip() -> None:
    """5.14: a sure reading in between, two unsure ones, or a sheet of which little is sure."""
    elsewhere = version(3, PETIT, *OTHER)
    twice = [version(n, slip("Luc Petit"), *OTHER) for n in (3, 4)]
    assert [p.name for p in followed(version(2, ROUX, *OTHER), elsewhere, version(5, ROUX, *OTHER)).posts].count("Luc Petit") == 1
    assert [p.name for p in followed(version(2, ROUX, *OTHER), *twice, version(5, ROUX, *OTHER)).posts].count("Luc Petit") == 1
    doubtful = [replace(u, people=tuple(replace(p, confidence=0.6) for p in u.people)) for u in OTHER]
    unsure = followed(version(2, ROUX, *doubtful), version(3, slip("Luc Petit"), *doubtful), version(5, ROUX, *doubtful))
    assert [p.name for p in unsure.posts].count("Luc Petit") == 1


def test_a_vacant_post_of_which_nothing_was_read_once_goes_on() -> None:
    """5.14: no words tell that nobody holds it; of a name the sheet tells."""
    vacant, silent = unit("Voirie", "VACANT"), unit("Voirie")
    assert rows(version(1, vacant), version(2, silent), version(3, vacant)) == [("Voirie", None, 1, None, None)]
    named = rows(version(1, ROUX), version(2, silent, text="Voirie"), version(3, ROUX))
    assert named == [("Voirie", "Eva Roux", 1, 1, 2), ("Voirie", "Eva Roux", 3, None, None)]


@settings(max_examples=sweeps.times(30, 400), deadline=None)
@given(
    heads=st.lists(st.sampled_from(["Eva Roux", "Luc Petit", "VACANT"]), min_size=2, max_size=8),
    at=st.integers(1, 7),
    read=st.sampled_from(["Zoé Gris", "VACANT", "Luc Petit", "Eva Roux"]),
)
def test_a_slip_never_adds_a_person_nor_moves_a_date(heads: list[str], at: int, read: str) -> None:
    """5.14: with one version read unsurely between two that show the same, the spells are those of a sure reading."""
    at = min(at, len(heads) - 1)
    true = [*heads[:at], heads[at - 1], heads[at - 1], *heads[at:]]

    def told(noisy: bool) -> list[Row]:
        shown = (slip(read) if noisy and n == at else unit("Voirie", who) for n, who in enumerate(true))
        return sorted((r for r in rows(*(version(n, u, *OTHER) for n, u in enumerate(shown, 1))) if r[0] == "Voirie"), key=str)

    assert told(noisy=True) == told(noisy=False)


def test_what_was_doubtful_once_is_not_certain() -> None:
    """5.14, 3.27: of the person in every version of the spell, of the place in the newest."""

    def certain(*sure: float) -> bool:
        (spell,) = followed(*(version(n, unit("Voirie", "Eva Roux", sure=s)) for n, s in enumerate(sure, 1))).posts
        assert isinstance(spell, PostSpell)
        return spell.certain

    assert (certain(1.0, 1.0), certain(0.8, 1.0), certain(1.0, 0.8)) == (True, False, False)


def test_a_post_is_no_more_certain_than_the_title_of_its_head() -> None:
    """5.14, 3.27: the path names it."""
    head = replace(unit("Direction"), confidence_title=0.8)
    found = followed(version(1, head, unit("Voirie", "Eva Roux", parent="Direction")))
    (post,) = found.posts
    assert (post.path, post.certain) == (("Direction",), False)
    assert [(one.title, one.certain) for one in found.units if one.parent] == [("Voirie", False)]
    found = followed(version(1, replace(head, confidence_title=1.0), unit("Voirie", "Eva Roux", parent="Direction")))
    assert all(post.certain for post in found.posts) and all(one.certain for one in found.units)


@pytest.mark.parametrize(("one", "other"), [("Paul MARTIN", "Martin PAUL"), ("Mme ROUX", "M. ROUX")])
def test_two_people_whose_names_are_folded_alike_have_a_spell_each(one: str, other: str) -> None:
    """5.14, 3.23: one key, as `chart_keys` gives for the same words, and two people."""

    def shown(number: int, name: str) -> Version:
        made = version(number, unit("Voirie", name))
        return replace(made, charts=(replace(made.charts[0], people={"Voirie": ["key"]}),))

    assert rows(shown(1, one), shown(2, other)) == [("Voirie", one, 1, 1, 2), ("Voirie", other, 2, None, None)]


@pytest.mark.parametrize(("printed", "ends"), [("Voirie Luc Petit", 2), ("Voirie Eva Roux", None), ("Voirie E. Roux", None)])
def test_of_a_unit_that_was_not_read_the_holder_stays_as_long_as_the_name_is_printed(printed: str, ends: int | None) -> None:
    """5.14: a line was lost, and the former holder went on to the last version, beside the name of who came."""
    others = [unit("Sports", "Ada Simon"), unit("Eau", "Luc Morin")]
    text = f"Sports Ada Simon Eau Luc Morin {printed}"
    versions = [version(1, ROUX, *others), version(2, *others, text=text), version(3, *others, text=text)]
    assert [row for row in rows(*versions) if row[0] == "Voirie"] == [("Voirie", "Eva Roux", 1, 1 if ends else None, ends)]


@pytest.mark.parametrize(
    "names",
    [
        ("Anne MARTIN", "Anne MARTIN-DUVAL"),
        ("Mme MARTIN", "Mme MARTIN-DUVAL", "Mme DUVAL"),
        ("Anne MARTIN", "Martin-Duval Anne"),  # in a sheet that another program drew
        ("Mme R. LEFROT", "LEFORT Rose"),
        ("Marie-Paule ROUX", "M-P. ROUX", "Mme Marie-Paule ROUX"),  # no Mr P.
    ],
)
def test_who_bears_another_name_since_is_one_person_in_one_spell(names: tuple[str, ...]) -> None:
    """5.14: under the name that is printed last, and not certain, as the first version prints another one."""
    careers = followed(*(version(n, unit("Voirie", name)) for n, name in enumerate(names, 1)))
    assert rows(*(version(n, unit("Voirie", name)) for n, name in enumerate(names, 1))) == [("Voirie", names[-1], 1, None, None)]
    assert [(spell.certain, spell.doubted) for spell in careers.posts] == [(False, 2)]


def test_a_former_name_beside_a_new_one_is_no_role() -> None:
    """5.14, 13.5: « née Lefort » neither ends a spell nor is told as what somebody does; with it a role may stand."""
    sheets = (
        version(1, unit("Voirie", "Rose Lefort", roles=["Directrice"])),
        version(2, unit("Voirie", "Rose Garnier", roles=["Directrice (née Lefort)"])),
    )
    (spell,) = followed(*sheets).posts
    assert (spell.name, spell.role, spell.first, spell.after) == ("Rose Garnier", "Directrice", 1, None)
    assert len(rows(version(1, unit("Voirie", "Rose Lefort")), version(2, unit("Voirie", "Rose Garnier")))) == 2


def test_a_role_that_says_what_the_unit_is_called_is_none() -> None:
    """5.14: « Directrice générale des services » of the « Direction générale des services », on one of two sheets."""
    sheets = [
        unit("Direction générale des services", "Eva Roux", roles=[role]) for role in ("", "Directrice générale des services")
    ]
    assert len(rows(version(1, sheets[0]), version(2, sheets[1]))) == 1


@pytest.mark.parametrize("other", ["p.i.", "intérim", "Directrice par intérim", "(f.f.)"])
def test_for_the_time_being_is_one_role_in_whatever_words(other: str) -> None:
    """5.14: « par intérim », « p.i. »; whoever is confirmed has a spell of her own."""
    acting = [unit("Voirie", "Eva Roux", roles=[role]) for role in ("par intérim", other)]
    assert len(rows(version(1, acting[0]), version(2, acting[1]))) == 1
    assert len(rows(version(1, acting[1]), version(2, ROUX))) == 2


def test_units_of_one_kind_that_get_a_word_for_their_heads_are_a_custom_of_the_sheet() -> None:
    """5.14: « Responsable » beside the heads of the directions, whatever the many services under them say of theirs."""

    def sheet(number: int, role: str) -> Version:
        heads = [("Direction de l'eau", "Eva Roux"), ("Direction des parcs", "Luc Petit"), ("Direction des sports", "Ana Gil")]
        services = [(f"Service {n}", f"Paul N{n}oble") for n in "abcdefghijklmnopq"]
        units = [unit(title, name, roles=[role]) for title, name in heads] + [unit(title, name) for title, name in services]
        shown = version(number, *units)
        keyed = replace(shown.charts[0], units={u.id: u.title for u in units})
        return replace(shown, charts=(keyed,))

    assert {(p.first, p.after) for p in followed(sheet(1, ""), sheet(2, "Responsable")).posts} == {(1, None)}


def test_a_sheet_that_ended_to_print_posts_goes_on_without_them_however_few_are_left() -> None:
    """5.14: three heads lose their « Directeur » at once; that one of them leaves later is nothing to the others."""
    first = [
        unit(title, name, roles=["Directeur"])
        for title, name in (("Voirie", "Eva Roux"), ("Parcs", "Luc Petit"), ("Eaux", "Ana Gil"))
    ]
    bare = [unit("Voirie", "Eva Roux"), unit("Parcs", "Luc Petit"), unit("Eaux", "Ana Gil")]
    told = rows(version(1, *first), version(2, *bare), version(3, *bare[:2], unit("Eaux", "Paul Caron")))
    assert sorted((title, name, begun) for title, name, begun, _, _ in told) == [
        ("Eaux", "Ana Gil", 1),
        ("Eaux", "Paul Caron", 3),
        ("Parcs", "Luc Petit", 1),
        ("Voirie", "Eva Roux", 1),
    ]


def test_a_word_for_heads_that_several_units_share_is_one_in_whatever_language() -> None:
    """5.14: « Jefe de servicio », « Jefa de servicio » unprinted by another hand, end nothing; « en funciones » stays."""
    heads = (
        ("Compras", "Ana Gil", "jefa"),
        ("Tributos", "Luis Soto", "jefe"),
        ("Limpieza", "Eva Roca", "jefa"),
        ("Padrón", "Leo Paz", "jefe"),
    )
    first = [unit(title, name, roles=[f"{word} de servicio"]) for title, name, word in heads]
    acting = unit("Museo", "Inés Vega", roles=["jefa de servicio en funciones"])
    bare = [unit(title, name) for title, name, _ in heads]
    told = rows(version(1, *first, acting), version(2, *bare, unit("Museo", "Inés Vega", roles=["en funciones"])))
    assert {(begun, after) for _, _, begun, _, after in told} == {(1, None)}
    told = rows(version(1, *first, acting), version(2, *bare, unit("Museo", "Inés Vega")))
    assert sorted((begun, after) for title, _, begun, _, after in told if title == "Museo") == [(1, 2), (2, None)]


def test_the_only_head_of_a_sheet_that_ends_to_print_posts_goes_on_as_doubtful() -> None:
    """5.14: one « Directeur » among names, and then none: that the post ended is not certain. Of two it is one's own."""
    names = [unit("Parcs", "Luc Petit"), unit("Eaux", "Ana Gil"), unit("Sport", "Paul Caron")]
    head, bare = unit("Voirie", "Eva Roux", roles=["Directrice"]), unit("Voirie", "Eva Roux")
    one = followed(version(1, head, *names), version(2, bare, *names), version(3, bare, *names)).posts
    assert [(p.unit, p.first, p.after, p.certain) for p in one if p.unit == "Voirie"] == [("Voirie", 1, None, False)]
    assert all(p.certain for p in one if p.unit != "Voirie")

    other = unit("Police", "Jean Bois", roles=["Directeur"])
    two = followed(version(1, head, other, *names), version(2, bare, other, *names)).posts
    assert [(p.first, p.after, p.certain) for p in two if p.unit == "Voirie"] == [(1, 2, True), (2, None, True)]


STAFF = [
    unit(title, name) for title, name in (("Voirie", "Eva Roux"), ("Parcs", "Luc Petit"), ("Eaux", "Ana Gil"), ("Sport", "Léo Bac"))
]


@pytest.mark.parametrize(
    ("silent", "ended"),
    [
        pytest.param(("Voirie", "Parcs", "Eaux", "Sport"), (), id="nobody"),
        pytest.param(("Voirie", "Parcs", "Eaux"), ("Léo Bac",), id="a-unit-that-is-gone"),
        pytest.param(("Voirie", "Parcs", "Eaux", "Sport:VACANT"), ("Léo Bac",), id="printed-as-vacant"),
        pytest.param(
            ("Voirie:Rose Noir", "Parcs", "Eaux", "Sport"), ("Eva Roux", "Luc Petit", "Ana Gil", "Léo Bac"), id="one-who-is-new"
        ),
    ],
)
def test_a_sheet_that_withholds_its_names_tells_of_nobody_that_they_left(silent: Sequence[str], ended: Sequence[str]) -> None:
    """5.14: between two sheets that name everybody; who is another one on the next was last seen on the one before."""
    between = version(2, *(unit(title, *([name] if name else [])) for title, _, name in (said.partition(":") for said in silent)))
    told = followed(version(1, *STAFF), between).posts
    assert {(p.name, p.last, p.after) for p in told if p.first == 1} == {
        (name, 1, 2 if name in ended else None) for name in ("Eva Roux", "Luc Petit", "Ana Gil", "Léo Bac")
    }
    if not ended:
        then = followed(version(1, *STAFF), between, version(3, *STAFF[:3], unit("Sport", "Rose Noir"))).posts
        assert {(p.name, p.first, p.last, p.after, p.certain) for p in then} == {
            *((name, 1, None, None, True) for name in ("Eva Roux", "Luc Petit", "Ana Gil")),
            ("Léo Bac", 1, 1, 3, True),
            ("Rose Noir", 3, None, None, True),
        }


def test_who_heads_a_part_of_a_unit_that_was_split_while_names_were_withheld_goes_on_there() -> None:
    """5.14: in doubt. A promotion, or a move to a unit that is no new part of the old one, is another post, for certain."""
    old, sport = unit("Sport et culture, direction", "Léo Bac"), unit("Sport", "Rose Noir")
    goes_on, ends = [(1, 0, False)], [(1, 3, True), (3, 0, True)]
    culture = unit("Service de la culture", "Léo Bac")
    head, other = (unit(old.title, "Léo Bac", roles=[role]) for role in ("Directeur", "Secrétaire"))
    cases = {
        "a part": ([old], [sport, culture], goes_on),
        "the same role": ([head], [sport, unit("Culture", "Léo Bac", roles=["Directeur"])], goes_on),
        "another role": ([other], [sport, unit("Culture", "Léo Bac", roles=["Directeur"])], ends),
        "another subject": ([old], [sport, unit("Tourisme", "Léo Bac")], ends),
        "a kind of unit only": ([old], [sport, unit("Direction", "Léo Bac")], ends),
        "no other part": ([old], [unit("Sport et loisirs", "Rose Noir"), culture], ends),
        "the old unit is there": ([old], [replace(sport, title="Sport et culture"), sport, culture], ends),
        "a unit that another one headed": ([old, unit("Service de la culture", "Rose Noir")], [sport, culture], ends),
        "the old title stands there unread": ([old], [sport, culture], ends),
        "a second post": ([old], [unit("Sport", "Léo Bac"), culture], [(1, 0, True), (3, 0, True)]),
        "one of two posts": ([old, unit("Fêtes et culture", "Léo Bac")], [sport, unit("Fêtes"), culture], [*goes_on, ends[0]]),
    }
    for said, (before, now, expected) in cases.items():
        between = version(2, *(unit(one.title) for one in (*STAFF[:3], *now)))
        last = version(3, *STAFF[:3], *now, text=old.title if "unread" in said else "")
        told = followed(version(1, *STAFF[:3], *before), between, last, replace(last, number=4)).posts
        assert sorted((p.first, p.after or 0, p.certain) for p in told if p.name == "Léo Bac") == sorted(expected), said
    at_once = followed(version(1, *STAFF[:3], old), version(2, *STAFF[:3], sport, culture)).posts
    assert {(p.first, p.after) for p in at_once if p.name == "Léo Bac"} == {(1, 2), (2, None)}
    vacant = [
        version(1, *STAFF, unit("Fêtes et culture", "VACANT")),
        version(2, *map(unit, ("Voirie", "Parcs", "Eaux", "Sport", "Fêtes"))),
    ]
    told = followed(*vacant, version(3, *STAFF, unit("Fêtes", "Rose Noir"), unit("Culture", "VACANT"))).posts
    assert [(p.first, p.after) for p in told if p.unit == "Culture"] == [(3, None)]


def test_a_sheet_that_begins_to_print_what_few_heads_are_called_ends_nothing() -> None:
    """5.14: two at once, each alone in a unit; a third one, among several of a unit, says who heads it, before and after."""
    team = unit("Paie", "Zoé Faur", "Max Lang", roles=["Responsable", "Adjoint"])
    with_words = [unit(u.title, u.people[0].name, roles=["Directeur"]) for u in STAFF[:2]]
    told = followed(version(1, *STAFF, team), version(2, *with_words, *STAFF[2:], team)).posts
    assert {(p.first, p.after, p.certain) for p in told} == {(1, None, True)}
    alone = followed(version(1, *STAFF, team), version(2, with_words[0], *STAFF[1:], team)).posts
    assert [(p.first, p.after) for p in alone if p.unit == "Voirie"] == [(1, 2), (2, None)]


def test_who_acts_no_longer_is_told_though_the_words_stand_elsewhere_on_the_sheet() -> None:
    """5.14: « par intérim » in a legend is not hers; right behind her name it was read as nobody's, and is."""
    acting, bare = unit("Voirie", "Eva Roux", roles=["par intérim"]), unit("Voirie", "Eva Roux")
    for text, rows_ in (("Voirie Eva Roux Légende * par intérim", 2), ("Voirie Eva Roux par intérim", 1)):
        assert len(followed(version(1, acting), version(2, bare, text=text)).posts) == rows_


def test_people_whom_one_sheet_alone_reads_in_other_units_are_nobody_there() -> None:
    """5.14, 3.27: three or more whose places are not sure, missed in their own posts; two of them may be there."""
    homes = [unit(u.title) for u in STAFF]
    others = ("Accueil", "Courrier", "Archives", "Hygiène")
    away = [unit(title) for title in others]

    def misread(count: int) -> Careers:
        wrong = [replace(unit(others[n], STAFF[n].people[0].name), confidence_parent=0.4) for n in range(count)]
        text = " ".join(f"{u.title} {u.people[0].name}" for u in STAFF)
        between = version(2, *homes[:count], *STAFF[count:], *wrong, *away[count:], text=text)
        return followed(version(1, *STAFF, *away), between, version(3, *STAFF, *away))

    assert not [p for p in misread(4).posts if p.first == 2]
    assert len([p for p in misread(2).posts if p.first == 2]) == 2


def test_a_vacant_head_called_otherwise_is_as_vacant_as_before() -> None:
    """5.14: « Directeur : poste vacant », « Poste vacant »."""
    told = rows(version(1, unit("Voirie", "VACANT", roles=["Directeur"])), version(2, unit("Voirie", "VACANT")))
    assert told == [("Voirie", None, 1, None, None)]


def test_names_that_most_units_get_at_once_are_no_certain_beginning() -> None:
    """5.14: the sheet, or its reader, did not tell till then who was there."""
    named = list(OTHER)
    bare = [replace(one, people=()) for one in named]
    assert [p.certain for p in followed(version(1, *bare), version(2, *named)).posts] == [False] * 4
    assert [p.certain for p in followed(version(1, *named)).posts] == [True] * 4
    late = (*named, ROUX), (*named, replace(ROUX, people=()))
    assert [p.certain for p in followed(version(1, *late[1]), version(2, *late[0])).posts] == [True] * 5


HOUSE = unit("Espace Aimé Césaire", "Eva Roux")


@pytest.mark.parametrize(
    "misread",
    [
        pytest.param([unit("Culture", "Espace Aimé Césaire")], id="a-title-as-who-is-in-the-unit-above"),
        pytest.param([unit("Culture", "Ana Blot"), unit("Espace", "Aimé Césaire")], id="its-end"),
        pytest.param([unit("Culture", "Ana Blot"), unit("Espace", "Aimé Césaire", "Eva Roux")], id="its-end-beside-who-is-in-it"),
    ],
)
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_title_of_another_version_is_nobodys_name(misread: list[Unit], at: int) -> None:
    """5.14: of a unit that holds somebody before and after, whole or its end, however surely read; else in doubt."""
    text = "Culture Ana Blot Espace Aimé Césaire Eva Roux"
    versions = [
        version(n, *(misread if n == at else [unit("Culture", "Ana Blot"), HOUSE]), *OTHER, text=" ".join([text, "Paie Jo Brun"]))
        for n in (1, 2, 3)
    ]
    posts = followed(*versions).posts
    houses = [p for p in posts if p.name in ("Aimé Césaire", "Espace Aimé Césaire")]
    assert "Eva Roux" in {p.name for p in posts} and not any(p.certain for p in houses)
    assert [p.first for p in houses] == {1: [1], 2: [], 3: [3]}[at]  # of the first and the last only one neighbour tells


WITH_HEAD, HEAD_IN_TITLE = unit("Direction", "Anne Roy", "Eva Roux"), unit("Direction Anne Roy", "Eva Roux")
CALLED, CULTURE, CALLED_SO = unit("Simone Veil", "Eva Roux"), unit("Culture", "Paul Roy"), unit("Culture", "Simone Veil")


@pytest.mark.parametrize(
    ("shown", "name", "expected"),
    [
        pytest.param([[WITH_HEAD], [HEAD_IN_TITLE]], "Anne Roy", [(1, 2)], id="the-first-version-is-not-lost"),
        *(
            pytest.param(
                [[HEAD_IN_TITLE if n == at else WITH_HEAD] for n in range(6)], "Anne Roy", [(1, None)], id=f"misread-at-{at}"
            )
            for at in (1, 2, 4)
        ),
        pytest.param([[HEAD_IN_TITLE], *[[WITH_HEAD]] * 5], "Anne Roy", [(2, None)], id="misread-first"),
        pytest.param([[HEAD_IN_TITLE]] * 3 + [[WITH_HEAD]] * 2, "Anne Roy", [(4, None)], id="misread-till-then"),
        pytest.param(
            [[unit("Ana Blot", "Eva Roux")], *[[unit("Culture", "Ana Blot", "Eva Roux")]] * 5], "Ana Blot", [(2, None)], id="whole"
        ),
        pytest.param([[CALLED, CULTURE], *[[CALLED, CALLED_SO]] * 3], "Simone Veil", [(2, None)], id="called-as-a-centre-is"),
        pytest.param(
            [[CALLED, CULTURE], [CALLED, CALLED_SO], [CALLED, CULTURE]], "Simone Veil", [(2, 3)], id="called-so-in-one-version"
        ),
    ],
)
def test_nobody_is_lost_by_a_title_that_is_read_surely(
    shown: list[list[Unit]], name: str, expected: list[tuple[int, int | None]]
) -> None:
    """5.14: who stands in the first version, in two, or beside a unit called so, has a row, but in doubt."""
    posts = followed(*(version(n, *units, *OTHER) for n, units in enumerate(shown, 1))).posts
    rows_of = [p for p in posts if p.name == name]
    assert [(p.first, p.after) for p in rows_of] == expected and not any(p.certain for p in rows_of)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        pytest.param(unit("Espace Aimé Césaire"), "Aimé Césaire", id="a-title-that-holds-nobody-had-perhaps-a-name-in-it"),
        pytest.param(unit("Espace Aimé Césaire", "Eva Roux"), "Mme Aimée CÉSAIRE", id="printed-as-a-name"),
        pytest.param(unit("Ana Blot", "Espace"), "Ana Blot", id="one-was-read-for-the-other-before"),
    ],
)
def test_who_was_read_as_a_title_before_is_somebody(before: Unit, name: str) -> None:
    """5.14: nobody is lost by a title that was misread till then."""
    seen = followed(version(1, before, *OTHER), version(2, unit("Espace", name), *OTHER))
    assert name in {p.name for p in seen.posts}


NAMES = {"Voirie": "Eva Roux", "Crèche": "Luc Petit", "Musée": "Ana Blot", "Stade": "Noé Gris"}


def heads(number: int, told: dict[str, str], roles: Sequence[str] = ()) -> Version:
    return version(number, *(unit(title, name, roles=roles) for title, name in told.items()), *OTHER)


def turned(told: dict[str, str], count: int) -> dict[str, str]:
    """*told* with the first *count* names each one unit further."""
    names = list(told.values())
    return dict(zip(told, [names[count - 1], *names[: count - 1], *names[count:]], strict=True))


@pytest.mark.parametrize("role", ["", "Responsable"])
def test_heads_that_are_all_read_with_their_neighbours_once_go_on(role: str) -> None:
    """5.14: three people or more, surely read, and back in their own units; the next version may print other words for heads."""
    seen = followed(heads(1, NAMES), heads(2, turned(NAMES, 4)), heads(3, NAMES, [role]))
    told = {(p.unit, p.name, p.first, p.after, p.certain) for p in seen.posts if p.unit in NAMES}
    assert told == {(title, name, 1, None, False) for title, name in NAMES.items()}


@pytest.mark.parametrize(
    "between",
    [
        pytest.param(heads(2, turned(NAMES, 2)), id="two-who-swap-posts-and-swap-back"),
        pytest.param(heads(2, turned(NAMES, 4), ["par intérim"]), id="printed-for-the-time-being"),
        pytest.param(
            heads(2, dict(zip(NAMES, ("Zoé Faur", "Max Lang", "Léo Brac", "Ida Pons"), strict=True))), id="others-on-no-other-sheet"
        ),
        pytest.param(heads(2, NAMES | {"Voirie": "Luc Petit", "Crèche": "Zoé Faur"}), id="one-who-is-back"),
    ],
)
def test_who_is_elsewhere_in_one_version_for_a_reason_is_told(between: Version) -> None:
    """5.14: what one version shows surely is a row, unless three or more have each other's places."""
    seen = followed(heads(1, NAMES), between, heads(3, NAMES))
    assert {(p.unit, p.name) for p in seen.posts if p.first == 2} == {
        (u.title, p.name) for u in between.charts[0].chart.units for p in u.people if NAMES.get(u.title, p.name) != p.name or p.role
    }


def test_who_moved_since_an_old_file_is_in_the_old_post_while_that_is_published_again() -> None:
    """5.14: what an earlier version showed is no misreading."""
    old = turned(NAMES, 4)
    seen = followed(heads(1, old), heads(2, NAMES), replace(heads(3, old), again=True), heads(4, NAMES))
    assert {(p.unit, p.name) for p in seen.posts if p.first == 3} == set(old.items())


def test_a_version_after_which_many_are_back_in_their_posts_is_in_doubt() -> None:
    """5.14: each row stands, none as certain; of one or two that are back the version between was surely read."""
    others = dict(zip(NAMES, ("Zoé Faur", "Max Lang", "Léo Brac", "Ida Pons"), strict=True))
    for count, certain in ((4, False), (2, True)):
        between = NAMES | {title: others[title] for title in [*NAMES][:count]}
        seen = followed(heads(1, NAMES), heads(2, between), heads(3, NAMES)).posts
        told = [(p.name, p.first, p.certain) for p in seen if p.unit == "Voirie"]
        assert told == [("Eva Roux", 1, certain), ("Zoé Faur", 2, certain), ("Eva Roux", 3, certain)]


def test_who_is_the_title_of_a_unit_in_a_later_version_was_perhaps_nobody() -> None:
    """5.14: of a name that lasted the row stands, to be checked."""
    misread, titled = unit("Crèche", "Early Years"), (unit("Crèche", "Luc Petit"), unit("Early Years", "Ana Blot"))
    seen = followed(version(1, misread, *OTHER), version(2, misread, *OTHER[1:]), version(3, *titled, *OTHER))
    assert [(p.last, p.certain) for p in seen.posts if p.name == "Early Years"] == [(2, False)]


def test_who_heads_all_is_certain_though_nothing_stands_above() -> None:
    """A root has no place to doubt: « .88 that it hangs under none » made of the one row about the head of all a doubted one."""

    def certain(parent: str | None) -> dict[str, bool]:
        head = replace(unit("DGS", "Claire Aubert"), confidence_parent=0.88)
        found = followed(*(version(n, head, unit("Finances", "Luc Petit", parent=parent)) for n in (1, 2)))
        return {post.unit: post.certain for post in found.posts}

    assert certain("DGS") == {"DGS": True, "Finances": True}
    assert certain(None) == {"DGS": False, "Finances": True}  # it may hang anywhere
