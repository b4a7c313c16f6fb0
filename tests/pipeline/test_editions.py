"""A town puts its new chart above the old one, which stays: what changed is told, and nobody is there twice (3.9, 5.14)."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from monitor.model import CheckResult
from monitor.report.alert import alert_message
from monitor.report.words import summary
from tests.pipeline.house import NEW_PDF, PDF, House, pdf
from tests.pipeline.test_any_form import page
from tests.site import Site
from tests.web.conftest import served

OLD, NEW = (f'<li><a href="{path}">Organigramme {year}</a></li>' for path, year in ((PDF, 2025), (NEW_PDF, 2026)))


def printed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def told(house: House, site: Site) -> CheckResult:
    house.configure(items='\n[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "orgchart"\n')
    site.pages["/"], site.pages[PDF], site.pages[NEW_PDF] = page(f"<ul>{OLD}</ul>"), pdf(), pdf("organigramme-2026.pdf")
    assert house.outcome() == "first"
    site.pages["/"] = page(f"<ul>{NEW}{OLD}</ul>")
    (result,) = house.results()
    return result


def test_nobody_holds_a_post_by_what_is_proposed(house: House, site: Site) -> None:
    """5.14: « Projet d’organigramme » beside the chart in force begins no spell; once it bears its label, it does."""
    house.configure(items='\n[watch.documents.organigramme]\nlink = "Organigramme"\nkind = "orgchart"\n')
    old, project, now = (
        f'<p><a href="{path}">{label}</a></p>'
        for path, label in ((PDF, "Organigramme"), (NEW_PDF, "Projet d’organigramme"), (NEW_PDF, "Organigramme"))
    )
    site.pages["/"], site.pages[PDF], site.pages[NEW_PDF] = page(old), pdf(), pdf("organigramme-2026.pdf")
    house.outcome()
    posts = list[set[tuple[str, str]]]()
    for shown in (old + project, now):
        site.pages["/"] = page(shown)
        (result,) = house.results()
        assert len(next(change for change in result.changes if change.edits).edits) >= 3
        with house.store() as store:
            spells = [spell for spell in store.spells("people") if spell.person and spell.current]
        assert len(spells) == len({(spell.person, spell.unit) for spell in spells})
        posts.append({(spell.person or "", spell.path[-1] if spell.path else "") for spell in spells})
        assert len({spell.first_seen for spell in spells}) <= len(posts)
    assert posts[0] != posts[1]


def test_what_the_new_edition_changes_is_told_in_words_and_in_the_alert(told: CheckResult) -> None:
    """3.9: not « document ajouté » alone: who opens the two sheets side by side would see what this reader is not told."""
    (change,) = (one for one in told.changes if one.item == "organigramme")
    assert change.change == "added"
    assert change.facts["edition_of"] == "Organigramme 2025"
    assert printed(summary(change, "fr")).startswith("document ajouté ; par rapport à « Organigramme 2025 » : 1 direction déplacée")
    mail = printed(alert_message(told, kind="change", watch="valmont", url="", language="fr", timezone="Europe/Paris").text)
    assert "« Organigramme 2026 » ; par rapport à « Organigramme 2025 » : " in mail
    assert "Ce qui change par rapport à « Organigramme 2025 », qui reste sur la page :" in mail
    assert len(change.edits) == 3


def test_the_page_of_the_change_shows_both_sheets(told: CheckResult, house: House) -> None:
    """13.7: the pages before are those of the edition that stays on the page."""
    change = next(one for one in told.changes if one.item == "organigramme")
    for visitor in served(house):
        shown = BeautifulSoup(visitor.get(f"/change/{change.id}").text, "lxml")
        heading, pictures = shown.h1, [str(image["src"]) for image in shown.select("main img")]
        assert heading is not None
        assert printed(heading.get_text()).startswith(
            "Document ajouté : « Organigramme 2026 » ; par rapport à « Organigramme 2025 » : "
        )
        assert {"before-1.png", "after-1.png"} <= {src.rpartition("/")[2] for src in pictures}
        assert all(visitor.get(src).headers["content-type"] == "image/png" for src in pictures)


def test_nobody_is_there_twice_because_the_old_sheet_is_kept(told: CheckResult, house: House) -> None:
    """5.14: who is on both sheets was there before; who is on the old one alone is there no more."""
    with house.store() as store:
        people = [spell for spell in store.spells("people") if spell.person]
    assert len(people) == len({(spell.person, spell.unit) for spell in people})
