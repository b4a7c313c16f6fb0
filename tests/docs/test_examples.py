"""docs/examples/: the alerts shown there are those that the program writes today."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from monitor.model import FailureKind
from monitor.report.typography import clean
from tests.docs.pages import ROOT

FOLDER = ROOT / "docs" / "examples"


@pytest.fixture(scope="module")
def made() -> Iterator[Any]:
    """docs/make_examples.py as a module."""
    sys.path.insert(0, str(ROOT / "docs"))
    yield importlib.import_module("make_examples")
    sys.path.remove(str(ROOT / "docs"))


def test_the_examples_are_what_the_program_says_today(made: Any) -> None:
    """After a change of words: make examples, and read them."""
    assert {p.name: p.read_text("utf-8") for p in FOLDER.iterdir()} == made.files()


def test_there_are_thirty_different_reports_and_every_kind_of_failure(made: Any) -> None:
    """Issue 5: one per kind of change and failure, in both languages."""
    for language in made.LANGUAGES:
        said = [r.message(language).text for reports in made.GROUPS.values() for r in reports()]
        assert len(said) == len(set(said)) >= 30
    assert made.every_kind() == set(get_args(FailureKind))


def test_every_example_can_be_read_aloud(made: Any) -> None:
    """No word said twice, no gap, no sentence without its end, nothing of the other language's typography."""
    for language in made.LANGUAGES:
        for reports in made.GROUPS.values():
            for report in reports():
                message = report.message(language)
                lead = " ".join(message.text.split("\n\n")[0].split(" "))
                assert lead.endswith("."), lead
                assert not re.search(r"\b(\w{3,}) \1\b|  |\{|\}|None|\.\.", f"{message.subject} {lead}"), lead
                assert clean(message.subject) == message.subject
                assert (" :" in message.text.replace("\u00a0:", "")) is False or language == "en"


def test_no_change_is_told_without_a_difference_that_its_reader_can_see(made: Any) -> None:
    """3.21: what changed stands in every alert of a change: marked words, a sentence on it, or what came and went."""
    for report in made.GROUPS["changes"]():
        for change in report.result.changes:
            text = report.message("en").text
            seen = [line for line in text.splitlines() if re.match(r"    [~+−↕•!]\u00a0", line)]
            assert seen or change.change in ("added", "removed", "restored"), report.name
