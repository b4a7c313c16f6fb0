"""11.2: reading a page is bounded in time and memory, and a page over a bound fails alone."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.confine import Confined
from monitor.demo.server import page
from monitor.extract.outline import Outline
from monitor.model import Failure, PageFindings, Visiting, WatchState
from monitor.pipeline import page as page_module
from monitor.pipeline.page import FetchedPage, findings, from_wire, is_heavy, to_wire
from monitor.pipeline.preview import Outlined
from monitor.pipeline.visit import Visit
from monitor.report.failures import failure_seen, failure_to_do
from tests.pipeline.house import House
from tests.quality.judging import BOTH, NOW, answer
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
    assert time.monotonic() - began < 30
    (failure,) = heavy["failures"]
    assert (failure["kind"], failure["detail"]) == ("timeout", "1 s allowed (page_timeout)")
    assert other["outcome"] == "first"


def test_a_page_that_takes_too_much_memory_names_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """11.2: `too_large`; the next page is read."""
    monkeypatch.setattr(page_module, "_LEAST_MEMORY", 300_000_000)
    visiting = Visiting(max_page=1_000_000, page_timeout=timedelta(seconds=60))
    with Confined() as reader:
        found = findings(_question(of_tags(1, "<br>" * 600_000)), PageFindings, reader, visiting)
        assert found == Failure(kind="too_large", detail="out of memory: 300 MB allowed (max_page)")
        assert isinstance(findings(_question(of_tags(5_000)), PageFindings, reader, visiting), PageFindings)


def test_the_confined_reading_is_the_same() -> None:
    """All that is found and judged comes over the pipe, a failure's facts too."""
    body = of_tags(20, '<p>Une note <a href="/n.pdf">liée</a>, <del>rayée</del><br>à suivre.</p>' + "<div>" * 20)
    assert is_heavy(body)
    with Confined() as reader:
        for question in (_question(body), _question(body.replace(b"Mutualisation", b"Autre"))):
            assert findings(question, PageFindings, reader, Visiting()) == question.findings()


@pytest.mark.parametrize("said", [{}, {"found": []}, {"found": 3}, {"found": [["x"] * 7] * 7}], ids=str)
def test_an_answer_that_is_none_is_refused(said: dict[str, object]) -> None:
    """What comes from the process that met the page is checked, not believed."""
    with pytest.raises(ValueError, match="not a reading"):
        from_wire(PageFindings, said)


def test_every_finding_survives_the_pipe() -> None:
    found = _question(page(noise=True, after=False)).findings()
    assert found.extraction and found.extraction.sections
    assert from_wire(PageFindings, to_wire(found)) == found


def test_an_ordinary_page_starts_no_process() -> None:
    """DESIGN §9: ordinary pages pay nothing."""
    with Confined() as reader:
        findings(_question(page(noise=True, after=False)), PageFindings, reader, Visiting())
        assert reader._pages.pid is None


def test_both_languages_say_what_to_raise() -> None:
    failure = Failure(kind="timeout", detail="20 s allowed (page_timeout)")
    assert failure_seen(failure, "fr").startswith("La lecture de la page a pris plus de temps")
    assert "page_timeout" in failure_seen(failure, "en")
    assert "config.toml" in failure_to_do(failure, "fr")


def _question(
    body: bytes,
) -> FetchedPage:
    return FetchedPage(watch=BOTH, state=WatchState(watch="w"), answer=answer(body), last_page=None)


@pytest.mark.parametrize(
    ("body", "heavy"),
    [
        pytest.param(b"<div>" * 300 + b"</div>" * 300, True, id="deep"),
        pytest.param(b"<b>x" * 300, True, id="unclosed"),
        pytest.param(b"<p>x<br>" * 3_000, False, id="paragraphs-without-end"),
        pytest.param(b"<div>x</div>" * 3_000, False, id="side-by-side"),
        pytest.param(b"a < b " * 7_000, False, id="no-tags"),
        pytest.param(b"x" * 500_001, True, id="long"),
    ],
)
def test_what_is_read_elsewhere(body: bytes, heavy: bool) -> None:
    """11.2: elements within each other without end are a heavy page's, however short it is."""
    assert is_heavy(body) is heavy


def test_reading_ends_with_the_visit() -> None:
    """§6: visit_timeout is for page, documents and reading together."""
    with Confined() as reader:
        left = timedelta(seconds=0.3)
        found = findings(_question(of_tags(100_000)), PageFindings, reader, Visiting(), left)
    assert found == Failure(kind="timeout", detail="visit_timeout")
    assert replace(Visiting().document_caps, left=left).waited == left


@pytest.mark.parametrize(("after_s", "left_s"), [(0, 90), (80, 10), (95, 1)])
def test_what_is_left_of_a_visit(after_s: int, left_s: int) -> None:
    """§6: what arrived at the last moment has a second to be read."""
    later = NOW + timedelta(seconds=after_s)
    visit = Visit(watch=BOTH, state=WatchState(watch="w"), web=None, pdf=None, at=NOW, now=lambda: later)  # type: ignore[arg-type]
    assert visit.left == timedelta(seconds=left_s)


def test_outline_has_the_same_caps() -> None:
    """11.2: the same outline, or the failure that names the setting."""
    question = Outlined(body=of_tags(1, "<h2>Budget</h2><div>" * 300 + "<p>Voté.</p>"), content_type="", url="https://a.example/")
    with Confined() as reader:
        assert findings(question, Outline, reader, Visiting()) == question.findings()
        long = replace(question, body=of_tags(200_000))
        found = findings(long, Outline, reader, Visiting(page_timeout=timedelta(seconds=1)))
    assert found == Failure(kind="timeout", detail="1 s allowed (page_timeout)")


@pytest.mark.few("SIGSEGV")
@pytest.mark.parametrize("killed_by", [signal.SIGKILL, signal.SIGSEGV], ids=lambda s: s.name)
def test_a_reader_that_is_killed_is_its_pages_failure(asked: threading.Event, killed_by: signal.Signals) -> None:
    """11.1: the kernel, out of memory, kills whom it likes; the next page gets another reader."""
    with Confined() as reader, ThreadPoolExecutor(max_workers=1) as pool:
        assert isinstance(findings(_question(of_tags(5_000)), PageFindings, reader, Visiting()), PageFindings)
        pid = reader._pages.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)  # it is at the page when it is killed, however fast it reads
        asked.clear()
        reading = pool.submit(findings, _question(of_tags(5_000)), PageFindings, reader, Visiting())
        assert asked.wait(60)
        os.kill(pid, killed_by)
        os.kill(pid, signal.SIGCONT)
        assert reading.result(timeout=60) == Failure(kind="internal_error", detail=f"crash: {killed_by.name}")
        assert isinstance(findings(_question(of_tags(5_000)), PageFindings, reader, Visiting()), PageFindings)


@given(
    st.lists(
        st.sampled_from([b"<div>", b"</div>", b"<P>", b"</p>", b"<x-1>", b"</SPAN>", b"<br>", b"<b>", b"</b>", b"<", b"</1>"]),
        max_size=60,
    ),
    st.integers(1, 40),
)
def test_depth_is_counted_as_tags_open_and_close(tags: list[bytes], few: int) -> None:
    """11.2: an end tag of nothing closes nothing, elements that need none open nothing; counting signs only says less (§9)."""
    depth = deepest = 0
    for tag in tags:
        if tag.startswith(b"</"):
            depth = max(0, depth - (tag != b"</1>"))
        elif tag.lower() not in (b"<p>", b"<br>", b"<"):
            depth += 1
        deepest = max(deepest, depth)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_module, "_FEW", few)
        for limit in range(deepest + 2):
            patch.setattr(page_module, "_DEEP", limit)
            assert page_module._is_deep(b"".join(tags)) is (deepest > limit)
