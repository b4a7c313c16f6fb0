"""docs/examples/: the alerts shown there are those that the program writes today."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Literal, get_args

import pytest

from monitor.i18n.typography import clean
from monitor.model import FailureKind
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
    """10.6: one per kind of change and failure, in both languages."""
    for language in made.LANGUAGES:
        said = [r.message(language).text for reports in made.GROUPS.values() for r in reports()]
        assert len(said) == len(set(said)) >= 30
    assert made.every_kind() == set(get_args(FailureKind))


def test_every_example_can_be_read_aloud(made: Any) -> None:
    """No word said twice, no gap, no sentence without its end, nothing of the other language's typography."""
    for language in made.LANGUAGES:
        for report in _every(made):
            message = report.message(language)
            lead = " ".join(message.text.split("\n\n")[0].split(" "))
            assert lead.endswith("."), lead
            assert not re.search(r"\b(\w{3,}) \1\b|  |\{|\}|None|\.\.", f"{message.subject} {lead}"), lead
            assert clean(message.subject) == message.subject and len(message.subject) <= 110
            assert language == "en" or not re.search(r"\S [:;!?](?=\s)|« ", message.text)


def test_the_text_says_everything_that_the_html_says(made: Any) -> None:
    """10.5: every heading, sentence, line, label and digest of the HTML, of every kind of alert; and its preview."""
    for language in made.LANGUAGES:
        for report in _every(made):
            message = report.message(language)
            page, text = Blocks(message.html), "".join(message.text.split())
            assert len(page.blocks) >= 3
            assert [b for b in page.blocks if "".join(b.split()) not in text] == [], report.name
            assert set(re.findall(r"\w{2,}", page.preview)) <= set(re.findall(r"\w{2,}", message.text)), report.name
            assert "".join(Blocks(message.fragment).blocks) == "".join(page.blocks)


def test_the_html_can_be_heard_and_read_anywhere(made: Any) -> None:
    """A language, one h1, no level skipped, no table, nothing from elsewhere, both colour schemes; under what Gmail cuts off."""
    for language in made.LANGUAGES:
        for report in _every(made):
            html = report.message(language).html
            page = Blocks(html)
            assert f'<html lang="{language}">' in html and 'name="color-scheme" content="light dark"' in html
            assert page.tags.count("h1") == 1 and "h2" not in page.tags[: page.tags.index("h1")]
            assert not {"table", "img", "script", "link", "font"} & set(page.tags)
            assert page.preview, report.name
            assert len(html.encode()) < 102_000


class Blocks(HTMLParser):
    """The text of each paragraph, heading and item of a mail, and its hidden preview."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.blocks: list[str] = []
        self.preview = ""
        self._into: Literal["preview", "block"] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("p", "h1", "h2", "li"):
            self.blocks.append("")
            self._into = "block"
        elif tag == "div":
            self._into = "preview" if "display:none" in (dict(attrs).get("style") or "") else None

    def handle_endtag(self, tag: str) -> None:
        self._into = None if tag in ("p", "h1", "h2", "li", "div") else self._into

    def handle_data(self, data: str) -> None:
        if self._into == "preview":
            self.preview += data
        elif self._into == "block":
            self.blocks[-1] += data
        else:
            assert not data.strip() or self.tags[-1] in ("title", "style"), data


def _every(made: Any) -> Iterator[Any]:
    for reports in made.GROUPS.values():
        yield from reports()


def test_no_change_is_told_without_a_difference_that_its_reader_can_see(made: Any) -> None:
    """3.21: what changed stands in every alert of a change: marked words, a sentence on it, or what came and went."""
    for report in made.GROUPS["changes"]():
        for change in report.result.changes:
            text = report.message("en").text
            seen = [line for line in text.splitlines() if re.match(r"    ([~+−↕•!]|\d+\.)\u00a0", line)]
            seen += re.findall(r"should\s+be\s+checked: .", text)  # why, which is then all that is said of it, once (3.15)
            assert seen or change.change in ("added", "removed", "restored"), report.name
