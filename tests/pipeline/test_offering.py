"""What a page offers is asked within the caps of every page, and is the same wherever it was read (DESIGN 4.5, 11.2)."""

from __future__ import annotations

from datetime import timedelta

from monitor.confine import Confined
from monitor.demo.server import page
from monitor.model import Failure, Visiting
from monitor.pipeline.page import findings, is_heavy
from monitor.pipeline.preview import Offered, Offering
from tests.quality.judging import URL, answer

BODY = page(noise=True, after=False)


def question(body: bytes) -> Offering:
    return Offering(answer=answer(body), asked=URL, sections=("mutualisation", "budget"), documents=("Organigramme",))


def test_a_heavy_page_offers_the_same_as_a_light_one() -> None:
    heavy = BODY + b"<!--" + b"<i>" * 9_000 + b"-->"
    assert is_heavy(heavy) and not is_heavy(BODY)
    with Confined() as reader:
        there = findings(question(heavy), Offered, reader, Visiting())
    assert there == question(BODY).findings()
    assert isinstance(there, Offered)
    assert there.headings == (("mutualisation", "La mutualisation des services"), ("budget", "budget"))
    assert there.kinds == (("Organigramme", "text"),)


def test_a_page_that_takes_too_long_is_a_failure() -> None:
    with Confined() as reader:
        found = findings(question(b"<div>" * 100_000), Offered, reader, Visiting(page_timeout=timedelta(seconds=0.2)))
    assert isinstance(found, Failure) and found.kind == "timeout"
