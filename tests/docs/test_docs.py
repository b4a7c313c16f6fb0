"""What the documents promise, the program keeps: commands, options, configurations, links, both languages (15.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.cli import COMMANDS
from monitor.config import load
from monitor.deliver.webhook import signature
from monitor.fetch.captures import Capture, read_manifest
from tests.docs.pages import ALL, ENGLISH, FRENCH, READMES, ROOT, blocks, calls, name, options, parsed, prose, text

WATCH = '[[watch]]\nname = "valmont"\nurl = "https://www.valmont.example/"\n'
SECTION = '[watch.sections.accueil]\nheading = "Accueil"\n'
OURS = [p for p in [*ENGLISH, *FRENCH] if not p.name.startswith("configuration")]
FOR_DEVELOPERS = [p for p in ALL if p.name == "CONTRIBUTING.md" or ".github" in p.parts]
by_name = pytest.mark.parametrize("page", ALL, ids=name)
in_both = pytest.mark.parametrize("pages", [ENGLISH, FRENCH], ids=["en", "fr"])
pairs = pytest.mark.parametrize(("english", "french"), list(zip(ENGLISH, FRENCH, strict=True)), ids=[name(p) for p in ENGLISH])


@in_both
def test_every_command_is_explained(pages: list[Path]) -> None:
    said = " ".join(text(p) for p in pages)
    assert [c for c in COMMANDS if not re.search(rf"(?:monitor|`) ?{c}\b", said)] == []


@in_both
def test_every_option_is_explained(pages: list[Path]) -> None:
    said = " ".join(text(p) for p in pages)
    assert sorted(o for o in options() if not re.search(rf"{o}\b", said)) == []


@pytest.mark.parametrize("page", [*OURS, *FOR_DEVELOPERS], ids=name)
def test_every_command_line_shown_is_one_that_the_program_takes(page: Path) -> None:
    for arguments in calls(page):
        parsed(arguments)


@by_name
def test_every_configuration_shown_loads(page: Path, tmp_path: Path) -> None:
    """DESIGN §6; what is only a part stands in a file with the rest."""
    for block in blocks(page, "toml"):
        path = tmp_path / "config.toml"
        path.write_text(_whole(block), "utf-8")
        assert load(path, dict.fromkeys(re.findall(r"\$\{(\w+)\}", block), "x")).watches, block


def _whole(block: str) -> str:
    if "[[watch]]" in block:
        return block
    return WATCH + block if block.startswith("[watch.") else f"{block}\n{WATCH}{SECTION}"


@by_name
def test_every_link_leads_to_something_that_is_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", text(page))
    local = [t.partition("#")[0] for t in targets if "://" not in t and not t.startswith("#")]
    assert [t for t in local if not (page.parent / t).exists()] == []


@by_name
def test_nothing_tells_of_the_machine_it_was_written_on(page: Path) -> None:
    assert re.findall(r"/(?:work|root|home|Users)/\S*|/tmp/\S+", text(page)) == []


def test_every_page_for_users_is_there_in_both_languages() -> None:
    alone = {"CHANGELOG.md", "CONTRIBUTING.md", "design.md", "licences.md"}  # for those who work on it; a list of names
    here = [p for p in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")] if p.name not in alone]
    assert sorted(here) == sorted({*ENGLISH, *FRENCH})


@pairs
def test_both_languages_are_built_alike(english: Path, french: Path) -> None:
    """The same headings, code and commands, in the same order."""
    assert _headings(english) == _headings(french)
    assert [len(blocks(english, kind)) for kind in ("sh", "toml", "json", "ini", "python", "")] == [
        len(blocks(french, kind)) for kind in ("sh", "toml", "json", "ini", "python", "")
    ]
    if english in OURS:
        assert [parsed(c) for c in calls(english)] == [parsed(c) for c in calls(french)]


@pairs
def test_both_languages_lead_to_the_same_places(english: Path, french: Path) -> None:
    def places(page: Path) -> set[str]:
        return {t.replace(".fr.", ".") for t in re.findall(r"\]\(([^)\s]+)\)", text(page))} - {english.name}

    assert places(english) == places(french)
    assert f"]({french.name})" in text(english)
    assert f"]({english.name})" in text(french)


def _headings(page: Path) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", re.sub(r"^```.*?^```", "", text(page), flags=re.M | re.S), re.M)]


@pytest.mark.parametrize("page", FRENCH, ids=name)
def test_french_is_set_as_french_is_set(page: Path) -> None:
    """Narrow no-break space before ; ! ? and inside « », no-break space before :, ’ as apostrophe."""
    assert (
        re.findall(r".{0,20}(?:[ \u00a0][;!?]|\d (?:\d{3}\b|h \d)|« |[ \u00a0]»|(?<![|-]) :(?=\s)|\w'\w|\.\.\.).{0,9}", prose(page))
        == []
    )


@pytest.mark.parametrize("page", [ROOT / "docs/alerts.md", ROOT / "docs/alerts.fr.md"], ids=name)
def test_the_webhook_verifier_shown_verifies(page: Path) -> None:
    """5.12: a genuine message, an altered one, another secret, an old one, nonsense."""
    scope: dict[str, Any] = {}
    exec(blocks(page, "python")[0], scope)
    genuine: Callable[..., bool] = scope["is_genuine"]
    body, at = '{"text":"é"}'.encode(), 1_795_541_134
    signed = signature("s3cret", body, at)
    assert genuine("s3cret", signed, body, at + 60)
    assert not genuine("s3cret", signed, body + b" ", at + 60)
    assert not genuine("secret", signed, body, at + 60)
    assert not genuine("s3cret", signed, body, at + 301)
    assert not any(genuine("s3cret", s, body, at) for s in ("", "t=1,v1=é", "v1=0", "t=x,v1=0", f"t={at}"))
    assert not genuine("s3cret", signed, body)


def test_the_manifest_shown_is_read(tmp_path: Path) -> None:
    """5.8."""
    for page in (ROOT / "docs/watching.md", ROOT / "docs/watching.fr.md"):
        (manifest,) = blocks(page, "json")
        for line in manifest.splitlines():
            for file in re.findall(r'"file": "([^"]+)"', line):
                (tmp_path / file).touch()
            assert json.loads(line)["time"]
        (tmp_path / "manifest.jsonl").write_text(manifest, "utf-8")
        assert all(isinstance(c, Capture) for c in read_manifest(tmp_path / "manifest.jsonl"))


def test_the_changelog_begins_with_what_is_not_released_yet() -> None:
    assert re.findall(r"^## (.+)$", text(ROOT / "CHANGELOG.md"), re.M)[0] == "Unreleased"


def test_every_decision_stands_in_the_list() -> None:
    """One page each in one form, numbered without a hole; the list has their titles."""
    records = sorted(p.name for p in (ROOT / "docs/decisions").glob("0*.md"))
    listed = re.findall(r"^(\d+)\. \[(.+)\]\((0\S+\.md)\)$", text(ROOT / "docs/decisions/README.md"), re.M)
    assert [file for _, _, file in listed] == records
    assert [int(number) for number, _, _ in listed] == [int(file[:4]) for file in records] == list(range(1, len(records) + 1))
    for number, title, record in listed:
        said = text(ROOT / "docs/decisions" / record)
        assert said.startswith(f"# {number}. {title}\n")
        assert [part for part in ("**Needed.**", "**Choice.**", "**Price.**") if part not in said] == []


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_the_pictures_of_a_readme_are_small_enough_to_load_at_once(readme: Path) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((\S+\.png)\)", text(readme))
    assert len(pictures) == 5  # the demo, and four pages
    for picture in pictures:
        data = (ROOT / picture).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert len(data) < 300_000
        assert int.from_bytes(data[20:24]) <= 1600  # pixels high, at twice the size it is shown


@pairs
def test_both_languages_say_as_much(english: Path, french: Path) -> None:
    """As many paragraphs, rows and items, with the same figures in them."""
    assert _parts(english) == _parts(french)
    assert _figures(english) == _figures(french)


def _parts(page: Path) -> tuple[int, int, int]:
    said = re.sub(r"^```.*?^```", "code", text(page), flags=re.M | re.S)
    return len(re.findall(r"\n\n+", said)), len(re.findall(r"^\|", said, re.M)), len(re.findall(r"^- ", said, re.M))


def _figures(page: Path) -> list[str]:
    """The numbers of a page's sentences as digits: "07:00", « 7 h 00 », "1,000" and « 1 000 » are set as each language does."""
    joined = re.sub(r"(?<=\d)(?:[.,:]|\u00a0(?:h|min)\u00a0|[\u00a0\u202f](?=\d{3}\b))(?=\d)", "", prose(page))
    return sorted(number.lstrip("0") or "0" for number in re.findall(r"\d+", joined))
