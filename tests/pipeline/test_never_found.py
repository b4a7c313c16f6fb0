"""Never found is not lost: the words looked for and the nearest names of the page, and nothing that was not seen (DESIGN 3.22)."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.model import Language
from monitor.report.as_json import failure_json
from monitor.report.failures import failure_means, failure_seen, failure_title, outage, recovered
from tests.pipeline.house import House, html, pdf
from tests.site import Page, Site

MISSPELT = '[watch.sections.mutualisation]\nheading = "La mutualisation des service"\n'
CHART = '[watch.documents.organigramme]\nlink = "Organigramme"\n'


def never(line: dict[str, Any]) -> dict[str, Any]:
    failure: dict[str, Any] = line["failure"]
    return failure


def test_a_misspelt_heading_is_told_with_the_page_s_nearest(house: House, site: Site) -> None:
    """3.22: at once, without a second visit; the detail names the words and up to five headings, nearest first."""
    house.configure(items=MISSPELT + CHART)
    failure = never(house.check())
    assert (failure["kind"], failure["item"], failure["never"]) == ("item_missing", "mutualisation", True)
    assert failure["nearest"][0] == "La mutualisation des services"
    assert len(failure["nearest"]) <= 5
    assert all(name in failure["detail"] for name in ("La mutualisation des service\u202f»", *failure["nearest"]))
    assert never(house.check())["consecutive"] == 2
    assert [one.path for one in site.asked].count("/") == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_first_visit_says_nothing_that_was_not_seen(house: House, language: Language) -> None:
    """3.22: no version, no last time, no rescue."""
    house.configure(items=MISSPELT, language=language)
    result = house.results()[0]
    said = " ".join([failure_seen(result.failures[0].failure, language), failure_title(result.failures[0].failure, language)])
    assert "La mutualisation des services" in said
    for lie in ("plus sur", "dernière", "perdu", "no longer", "last", "lost", "lu", "read"):
        assert f" {lie} " not in f" {said} ", lie


def test_what_was_never_found_comes_for_the_first_time(house: House, site: Site) -> None:
    """3.22: its end is no return."""
    whole = site.pages["/"]
    site.pages["/"] = html(None, ("La mutualisation des services", "Autre chose"))
    house.check()
    site.pages["/"] = whole
    result = house.results()[0]
    (ended,) = result.recovered
    assert failure_json(ended)["never"] is True
    assert "première fois" in outage(ended, result, "fr", "Europe/Paris")
    assert "first time" in outage(ended, result, "en", "Europe/Paris")


def test_an_item_that_is_watched_no_more_is_not_found(house: House) -> None:
    """3.22: taken out of the configuration, it is neither found nor readable again: nobody has looked."""
    house.configure(items=MISSPELT + CHART)
    never(house.check())
    house.configure(items=CHART)
    result = house.results()[0]
    assert (result.recovered, result.failures) == ((), ())


def test_a_document_s_nearest_are_labels(house: House) -> None:
    """3.22."""
    house.configure(items='[watch.documents.plan]\nlink = "Organigrame"\n')
    failure = never(house.check())
    assert (failure["never"], failure["by"]) == (True, "document")
    assert any("rganigramme" in name for name in failure["nearest"])


def test_one_of_two_charts_that_nobody_could_read_is_not_kept(house: House, site: Site) -> None:
    """3.22: that the other one was read is no version of this one, and its first reading is no return."""
    links = "".join(f'<li><a href="/{name}.pdf">Organigramme de la {name}</a></li>' for name in ("ville", "communaute"))
    site.pages["/"] = Page(f"<main><h1>Organigrammes</h1><p>Deux organigrammes sont ici.</p><ul>{links}</ul></main>".encode())
    site.pages["/ville.pdf"] = pdf()
    house.configure(items=CHART)
    house.check()
    (failure,) = house.results()[0].failures
    assert failure.failure.facts["never_read"] is True
    assert "Aucune visite" in failure_means(failure.failure, 2, "fr")
    site.pages["/communaute.pdf"] = pdf("organigramme-2026.pdf")
    result = house.results()[0]
    assert result.failures == ()
    assert "lu pour la première fois" in recovered(result.recovered[0], (), "fr", "Europe/Paris")
    assert "read for the first time" in outage(result.recovered[0], result, "en", "Europe/Paris")
    del site.pages["/communaute.pdf"]
    (failure,) = house.results()[0].failures
    assert "never_read" not in failure.failure.facts
    assert "gardée" in failure_means(failure.failure, 2, "fr")


def test_a_chart_that_comes_back_and_cannot_be_read_was_read_before(house: House, site: Site) -> None:
    """3.22: its link went, and is there again over a broken file: an older version has it."""
    text = (
        "<main><h1>Organigrammes</h1><p>Des organigrammes sont ici, ou y seront bientôt ; ils changent chaque année.</p>{}</main>"
    )
    with_link = Page(text.format('<ul><li><a href="/ville.pdf">Organigramme de la ville</a></li></ul>').encode())
    site.pages |= {"/": with_link, "/ville.pdf": pdf()}
    house.configure(items=CHART)
    house.check()
    site.pages["/"] = Page(text.format("<ul></ul>").encode())
    assert [change.change for change in house.results()[0].changes] == ["removed"]
    house.check()
    site.pages["/"] = with_link
    del site.pages["/ville.pdf"]
    (failure,) = house.results()[0].failures
    assert "never_read" not in failure.failure.facts
