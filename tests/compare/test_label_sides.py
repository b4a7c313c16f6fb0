"""On which side of a name its post stands is one custom of a list, not of its neighbours (DESIGN 3.25)."""

from __future__ import annotations

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Block, Section
from monitor.report.lines import change_lines, plain

ELECTED = (
    ("Anne Brunel", "Adjointe au maire", "finances"),
    ("Luc Castan", "Adjoint au maire", "travaux"),
    ("Odile Framery", "Conseillère municipale", "sport"),
    ("Jean Vasseur", "Conseiller municipal", "jeunesse"),
    ("Paule Dorval", "Conseillère municipale"),  # a line less
)
HEADS = (("M. Anselme Bouvreuil", "Finances"), ("Mme Yvette Campistron", "Ressources humaines"), ("M. Luc Petit", "Voirie"))
HEADED, BOLD = "<div><h4>{}</h4>{}</div>", "<div><p><strong>{}</strong></p>{}</div>"
MEETING = "<p>Réunion publique le 12 mai.</p>"


def read(html: str) -> Section:
    page = Page.parse(f"<main><h3>Les élus</h3>{html}</main>", "https://valmont.example/")
    return Section(item="s", heading="Le conseil", blocks=page.blocks_of(page.main), found_by="heading")


def cards(people: tuple[tuple[str, ...], ...], card: str) -> str:
    return "".join(card.format(name, "".join(f"<p>{line}</p>" for line in lines)) for name, *lines in people)


def told(old: str, new: str) -> list[str]:
    change = compare_sections(read(old), read(new))
    return [" ".join(plain(line).split()) for line in change_lines(change, "fr")] if change else []


@pytest.mark.parametrize("card", [HEADED, BOLD])
@pytest.mark.parametrize("gone", range(len(ELECTED)))
def test_who_leaves_hands_no_post_to_a_neighbour(card: str, gone: int) -> None:
    """« « finances » passe de Luc Castan à Odile Framery »: it was the last line of the card before, of somebody who stays."""
    left = ELECTED[:gone] + ELECTED[gone + 1 :]
    for before, after in ((ELECTED, left), (left, ELECTED)):
        said = told(cards(before, card), cards(after, card))
        assert said == [" · ".join(ELECTED[gone])]


@pytest.mark.parametrize("card", [HEADED, BOLD])
def test_a_line_above_the_first_card_gives_nobody_another_post(card: str) -> None:
    page = cards(HEADS, card)
    assert told(page, MEETING + page) == ["Réunion publique le 12 mai."]
    assert told(MEETING + page, page) == ["Réunion publique le 12 mai."]


@pytest.mark.parametrize("card", [HEADED, BOLD])
def test_two_who_exchange_their_posts_are_told(card: str) -> None:
    """As before: the names changed places, the posts stay."""
    (first, one), (second, other), *rest = HEADS
    said = told(cards(HEADS, card), cards(((second, one), (first, other), *rest), card))
    assert said == [
        f"« {one} » passe de {first} à {second}".replace("de Mme", "de Mme"),
        f"« {other} » passe de {second} à {first}",
    ]


SERVICES = (
    ("Finances", "Budget et dette", "Luc Petit"),
    ("Paie", "Salaires et carrières", "Anne Roy"),
    ("Voirie", "Rues", "Zoé Marin"),
)
TITLED = "<h4>{}</h4><p>{}</p><p>{}</p>"


def services(form: str, *people: str) -> str:
    return "".join(form.format(title, does, person) for (title, does, _), person in zip(SERVICES, people, strict=True))


@pytest.mark.parametrize(
    "form",
    [
        TITLED,
        "<p><strong>{}</strong></p><p>{}</p><p>{}</p>",
        TITLED.replace("<p>{}</p><p>", "<p>{}.</p><p>"),
        "<h4>{0}</h4><p>{2}</p>",
    ],
)
@pytest.mark.parametrize(("at", "title"), [*enumerate(("Finances", "Paie", "Voirie"))])
def test_a_new_head_is_the_one_of_the_title_above(form: str, at: int, title: str) -> None:
    """« « Paie » passe de Luc Petit à Nina Costa »: the next heading is over the next service, and nobody's post but its own."""
    people = [person for *_, person in SERVICES]
    gone, people[at] = people[at], "Nina Costa"
    (said,) = told(services(form, *(person for *_, person in SERVICES)), services(form, *people))
    passes = f"« {title} » passe de {gone} à Nina Costa".replace("de Anne", "d’Anne")
    assert said in (passes, f"{title} : [{gone} → Nina Costa]")


def test_two_heads_who_exchange_their_services_are_told_by_these() -> None:
    """What a service does, the line between its title and its head, holds nobody."""
    luc, anne, zoe = (person for *_, person in SERVICES)
    assert told(services(TITLED, luc, anne, zoe), services(TITLED, anne, luc, zoe)) == [
        f"« Finances » passe de {luc} à {anne}",
        f"« Paie » passe d’{anne} à {luc}",
    ]


def test_a_function_between_title_and_name_is_told_with_the_title() -> None:
    function = "<h4>{0}</h4><p>{1}</p><p>{2}</p>"
    old = function.format("Finances", "Directeur", "Luc Petit") + function.format("Paie", "Adjoint", "Zoé Marin")
    assert told(old, old.replace("Luc Petit", "Nina Costa")) == ["« Finances, Directeur » passe de Luc Petit à Nina Costa"]


def test_who_signs_above_a_heading_holds_nothing_of_what_follows() -> None:
    page = "<p>Nous mettons nos forces en commun.</p><p>{}</p><h4>Services communs</h4><p>Ils sont neuf.</p>"
    (said,) = told(page.format("Luc Petit"), page.format("Nina Costa"))
    assert "Services communs" not in said


def test_a_name_above_its_title_in_one_card_holds_it() -> None:
    card = "<div class='card'><p>{2}</p><h4>{0}</h4><p>{1}</p></div>"
    luc, anne, zoe = (person for *_, person in SERVICES)
    assert told(services(card, luc, anne, zoe), services(card, anne, luc, zoe)) == [
        f"« Finances » passe de {luc} à {anne}",
        f"« Paie » passe d’{anne} à {luc}",
    ]


def test_the_heading_over_a_list_is_nobody_s_post() -> None:
    """« « Les responsables » passe de … »: it stands above the first label, and is over all of them."""
    card = "<div><p>{}</p><p>{}</p></div>"
    people = [("Finances", "M. Luc Petit"), ("Paie", "M. Jean Roy"), ("Voirie", "Mme Zoé Marin")]
    old = "<h4>Les responsables</h4>" + "".join(card.format(*one) for one in people)
    new = old.replace("M. Luc Petit", "Mme Anne Morel")
    assert told(old, new) == ["« Finances » passe de M. Luc Petit à Mme Anne Morel"]


def test_a_title_that_comes_with_a_line_is_one_line() -> None:
    """« + Archives » and « + Archives : … » were two for one panel; what came below a title that stands is told under that."""
    panel, other = "<h4>Achats</h4><p>Les marchés.</p>", "<h4>Archives</h4><p>Un service commun est créé.</p>"
    for old, new in ((panel, panel + other), (panel + other, panel)):
        assert told(old, new) == ["Archives · Un service commun est créé."]
    assert told(panel + "<h4>Archives</h4>", panel + other) == ["Archives : Un service commun est créé."]


OFFICES = ("Voirie", "Mme Brandt", "Sports", "M. Ebert", "Culture", "Mme Arndt", "Archives", "M. Vogt")


def lines_of(*texts: str, headings: tuple[str, ...]) -> Section:
    blocks = tuple(Block("heading" if text in headings else "paragraph", text) for text in texts)
    return Section(item="s", heading="Les services", blocks=blocks, found_by="heading")


@pytest.mark.parametrize("over", [("Mairie", "M. Böhme"), ("Secrétariat général", "Mme Böhme")])
def test_one_name_set_as_a_heading_puts_no_post_behind_those_of_the_others(over: tuple[str, str]) -> None:
    """The head of all is set large; below, each post stands before its name, as it would without him."""
    new = (*OFFICES[:1], "M. Thiele", *OFFICES[2:])
    change = compare_sections(lines_of(*over, *OFFICES, headings=over), lines_of(*over, *new, headings=over))
    assert change is not None
    assert [plain(line) for line in change_lines(change, "fr")] == ["«\u202fVoirie\u202f» passe de Mme Brandt à M. Thiele"]
    heads = OFFICES[1::2]  # but where most names are headings
    change = compare_sections(
        lines_of("Mme Böhme", *OFFICES, headings=heads), lines_of("Mme Böhme", *new, headings=(*heads, "M. Thiele"))
    )
    assert change is not None
    assert not any("Voirie" in plain(line) for line in change_lines(change, "fr"))
