"""A town that changes the domain of its e-mail addresses changes every card of a page: that is one piece of news (10.8)."""

from __future__ import annotations

import re

import pytest

from monitor.compare.sections import compare_sections
from monitor.extract.page import Page
from monitor.model import Change, Language, Section
from monitor.report.lines import change_lines, plain
from monitor.report.ranking import first_of, number_of
from monitor.report.words import summary

STAFF = [("Jeanne Morel", "j.morel"), ("Paul Dupont", "p.dupont"), ("Ana Gil", "a.gil")]
CARD = "<h3>{0}</h3><p>Service {0}</p><p><a href=mailto:{1}>{1}</a></p>"
LINE = "<p>{0}, {1}</p>"


def changed(form: str, old: dict[str, str], new: dict[str, str], rest: tuple[str, str] = ("", "")) -> Change:
    """Staff with their addresses at the domains that each has in *old* and in *new*, then what else the page says."""
    sections = []
    for domains, said in zip((old, new), rest, strict=True):
        shown = "".join(form.format(name, f"{box}@{domains[box]}" if domains[box] else "–") for name, box in STAFF)
        page = Page.parse(f"<main><p>Le conseil.</p>{shown}{said}</main>", "https://valmont.example/")
        sections.append(Section(item="s", heading="Le conseil", blocks=page.blocks_of(page.main), found_by="heading"))
    change = compare_sections(sections[0], sections[1])
    assert change is not None
    return change


def lines(change: Change, language: Language = "fr") -> list[str]:
    return [re.sub("[\u00a0\u202f]", " ", plain(line)) for line in change_lines(change, language)]


def at(domain: str, **others: str) -> dict[str, str]:
    return {**{box: domain for _, box in STAFF}, **{box.replace("_", "."): other for box, other in others.items()}}


@pytest.mark.parametrize("form", [CARD, LINE])
def test_addresses_that_go_to_another_domain_are_one_line(form: str) -> None:
    change = changed(form, at("mairie-valmont.example"), at("valmont.example"))
    assert lines(change) == [
        "3 adresses électroniques changent de domaine : [mairie-valmont.example → valmont.example] (j.morel, p.dupont, a.gil)"
    ]
    assert lines(change, "en")[0].startswith("3 email addresses change their domain: [mairie-valmont.example → valmont.example]")
    assert (number_of([change], "fr"), first_of([change], "fr").is_news) == (1, True)
    assert re.sub("[\u00a0\u202f]", " ", summary(change, "fr")) == "domaine de 3 adresses électroniques modifié"


def test_what_else_changed_is_told_as_before() -> None:
    """Another mailbox, one address of another domain, and a sentence: each by itself."""
    new = at("valmont.example", a_gil="ailleurs.example")
    change = changed(CARD, at("ancien.example"), new, ("<p>Ouvert le lundi.</p>", "<p>Ouvert le mardi.</p>"))
    said = lines(change)
    assert "(j.morel, p.dupont)" in said[0]
    assert [line for line in said if "ailleurs" in line and "a.gil@" in line] and [line for line in said if "mardi" in line]
    assert len(said) == number_of([change], "fr") == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(at("a.example"), at("a.example", a_gil="b.example"), id="one address alone"),
        pytest.param(at("a.example", a_gil="b.example"), at("b.example", a_gil="a.example", p_dupont="a.example"), id="two ways"),
    ],
)
def test_an_address_alone_is_told_with_whose_it_is(old: dict[str, str], new: dict[str, str]) -> None:
    said = lines(changed(CARD, old, new))
    assert not [line for line in said if "domaine" in line] and any(line.startswith("Ana Gil : a.gil@") for line in said)


def test_a_mailbox_that_changes_with_its_domain_is_no_change_of_domain() -> None:
    form = "<p>{0}, accueil</p><p>{1}</p>"
    old, new = (
        changed(form, at("a.example"), at("b.example"), rest) for rest in (("", ""), ("<p>x@a.example</p>", "<p>y@b.example</p>"))
    )
    assert [len(lines(change)) for change in (old, new)] == [1, 2]


def test_of_many_mailboxes_the_first_are_named() -> None:
    rest = ["".join(f"<p>Lieu {n} : lieu{n}@{domain}</p>" for n in range(4)) for domain in ("a.example", "b.example")]
    (line,) = lines(changed(CARD, at("a.example"), at("b.example"), (rest[0], rest[1])))
    assert line.startswith("7 adresses") and line.endswith("(j.morel, p.dupont, a.gil, lieu0, lieu1…)")


def test_an_address_that_stands_in_several_cards_is_counted_and_named_once() -> None:
    """As does one that stands twice in a sentence (10.8)."""
    twice, shared = "<p>Écrire à x@{0}, ou encore à x@{0}.</p>", "<h3>Lieu {1}</h3><p>accueil@{0}</p>"
    old, new = ("".join(shared.format(domain, n) for n in range(3)) + twice.format(domain) for domain in ("a.example", "b.example"))
    (line,) = lines(change := changed(CARD, at("a.example"), at("a.example"), (old, new)))
    assert line == "2 adresses électroniques changent de domaine : [a.example → b.example] (accueil, x)"
    assert re.sub("[\u00a0\u202f]", " ", summary(change, "fr")) == "domaine de 2 adresses électroniques modifié"
    (old, new) = ("".join(shared.format(domain, n) for n in range(3)) for domain in ("a.example", "b.example"))
    (line,) = lines(changed(CARD, at("a.example"), at("a.example"), (old, new)))
    assert line == "1 adresse électronique change de domaine : [a.example → b.example] (accueil)"


def test_lines_whose_addresses_go_to_two_domains_are_told_each() -> None:
    lists = ["".join(f"<p>Lieu {n} : x{n}@{a}, y{n}@{b}</p>" for n in range(2)) for a, b in (("a.fr", "b.fr"), ("c.fr", "d.fr"))]
    said = lines(changed(CARD, at("z.example"), at("z.example"), (lists[0], lists[1])))
    assert len(said) == 2 and all("Lieu" in line for line in said)
