"""11.2: reading a page is bounded in time and memory, and a page over a bound fails alone."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from monitor.confine import Confined
from monitor.demo.server import page
from monitor.model import Failure, PageFindings, Visiting, WatchState
from monitor.pipeline import page as page_module
from monitor.pipeline.findings import Judged
from monitor.pipeline.page import findings
from monitor.pipeline.page_wire import findings_from_wire, to_wire
from monitor.report.words import failure_seen, failure_to_do
from tests.pipeline.house import House
from tests.quality.judging import BOTH, answer
from tests.site import Page, Site


def of_tags(number: int, tag: str = "<b>x</b>") -> bytes:
    """The town's page, whose text goes on with so many *tags*."""
    return page(noise=False, after=False).replace(b"</main>", tag.encode() * number + b"</main>")


def test_a_page_that_takes_too_long_fails_alone_and_names_the_setting(house: House, site: Site) -> None:
    """11.1, 11.2: its watch has a failure, the others are read and told."""
    site.pages["/heavy"] = Page(of_tags(200_000))
    house.configure(site.url("/heavy"), site.url(), more='page_timeout = "1s"')
    began = time.monotonic()
    heavy, other = house.checks()
    assert time.monotonic() - began < 15
    (failure,) = heavy["failures"]
    assert (failure["kind"], failure["detail"]) == ("timeout", "1 s allowed (page_timeout)")
    assert other["outcome"] == "first"


def test_a_page_that_takes_too_much_memory_names_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """11.2: `too_large`; the next page is read."""
    monkeypatch.setattr(page_module, "_LEAST_MEMORY", 300_000_000)
    visiting = Visiting(max_page=1_000_000, page_timeout=timedelta(seconds=60))
    with Confined() as reader:
        found = findings(_question(of_tags(1, "<br>" * 600_000)), reader, visiting)
        assert found == Failure(kind="too_large", detail="out of memory: 300 MB allowed (max_page)")
        assert isinstance(findings(_question(of_tags(5_000)), reader, visiting), PageFindings)


def test_the_confined_reading_is_the_same() -> None:
    """All that is found and judged comes over the pipe, a failure's facts too."""
    body = of_tags(5_000, '<p>Une note <a href="/n.pdf">liée</a>, <del>rayée</del><br>à suivre.</p>')
    with Confined() as reader:
        for question in (_question(body), _question(body.replace(b"Mutualisation", b"Autre"))):
            assert findings(question, reader, Visiting()) == question.findings()


@pytest.mark.parametrize("said", [{}, {"found": []}, {"found": 3}, {"found": [["x"] * 7] * 7}], ids=str)
def test_an_answer_that_is_none_is_refused(said: dict[str, object]) -> None:
    """What comes from the process that met the page is checked, not believed."""
    with pytest.raises(ValueError, match="not a reading"):
        findings_from_wire(said)


def test_every_finding_survives_the_pipe() -> None:
    found = _question(page(noise=True, after=False)).findings()
    assert found.extraction and found.extraction.sections
    assert findings_from_wire(to_wire(found)) == found


def test_an_ordinary_page_starts_no_process() -> None:
    """DESIGN §9: ordinary pages pay nothing."""
    with Confined() as reader:
        findings(_question(page(noise=True, after=False)), reader, Visiting())
        assert reader._pages.pid is None


def test_both_languages_say_what_to_raise() -> None:
    failure = Failure(kind="timeout", detail="20 s allowed (page_timeout)")
    assert failure_seen(failure, "fr").startswith("La lecture de la page a pris plus de temps")
    assert "page_timeout" in failure_seen(failure, "en")
    assert "config.toml" in failure_to_do(failure, "fr")


def _question(
    body: bytes,
) -> Judged:
    return Judged(watch=BOTH, state=WatchState(watch="w"), answer=answer(body), last_page=None)
