"""docs/design.md is the map of the house: its rules are the ones that are cited, its rooms the ones that tests hold apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

from monitor.cli import COMMANDS
from monitor.config import schema
from monitor.model import FailureKind
from tests.docs.pages import ALL, ROOT, blocks, text
from tests.test_architecture import ALLOWED, FOUNDATION, PURE

DESIGN = ROOT / "docs/design.md"
CODE = ("monitor", "tests", "training", "bench", "soak", "docs")
# A rule's number, alone or with others; not a version of something, an amount, or a part of a longer number.
_RULE = r"(?:[3457]|1[0-6])\.[1-9]\d?"
_CITING = re.compile(
    rf"(?:DESIGN|[Rr][uè]gles?|[Rr]ules?|\(|\[|^|; |, |/ ?|\b(?:and|of|by|before) )\s*"
    rf"(?P<said>{_RULE}(?:(?:[-–/]|, ?| and | to ){_RULE})*)(?=[\s,;:)\].'’]|$)"
)
# A string or a comment of a module, as `tokenize` finds them, in a twentieth of its time.
_SAID = re.compile(r'''"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*''', re.S)
_SECTION = re.compile(r"(?:DESIGN §|\(§|, §|^§|§(?=\d+(?:[ ,;:).]|$)))(\d+)\b")
_FOREIGN = re.compile(r"(?:RFC \d+|UAX #\d+|TOML|Python|APScheduler|Unicode|WARC|sqlite|SQLite)[^.;)\n]*")


def rules() -> dict[str, str]:
    """Each rule's text, by its number: the item of the list that its anchor begins."""
    found = re.split(r'^- <a id="([\d.]+)"></a>', text(DESIGN), flags=re.M)
    return {
        number: re.split(r"^(?:#|$)", said, maxsplit=1, flags=re.M)[0]
        for number, said in zip(found[1::2], found[2::2], strict=True)
    }


def built() -> set[str]:
    """The rules that hold today, wholly or in part."""
    return {number for number, said in rules().items() if not said.startswith(f"**{number}** (not built)")}


@cache
def words_of(path: Path) -> tuple[str, ...]:
    """The comments and strings of a module, or the prose of a page: where rules are cited."""
    if path.suffix == ".md":
        return (re.sub(r"^```.*?^```", "", text(path), flags=re.M | re.S),)
    return tuple(said.strip("#\"'rfb ") for said in _SAID.findall(text(path)))


def cited(path: Path) -> Iterator[str]:
    """The numbers of the rules that *path* cites."""
    for words in words_of(path):
        for citing in _CITING.finditer(_FOREIGN.sub("", words)):
            yield from re.findall(_RULE, citing["said"])


def sources() -> list[Path]:
    here = [p for folder in CODE for p in sorted((ROOT / folder).rglob("*.py"))]
    return [*here, *(p for p in ALL if p != DESIGN)]


def test_every_rule_that_is_cited_stands_in_the_design() -> None:
    """Whoever meets a number in the code finds its rule."""
    numbers = rules().keys()
    assert [(str(p.relative_to(ROOT)), n) for p in sources() for n in cited(p) if n not in numbers] == []


def test_every_section_that_is_cited_stands_in_the_design() -> None:
    here = set(re.findall(r"^## (\d+)\. ", text(DESIGN), re.M))
    for path in sources():
        assert {n for words in words_of(path) for n in _SECTION.findall(_FOREIGN.sub("", words))} <= here, path


def test_rules_stand_once_and_in_order() -> None:
    numbers = re.findall(r'^- <a id="([\d.]+)"></a>\*\*([\d.]+)\*\* ', text(DESIGN), re.M)
    assert len(numbers) == text(DESIGN).count("<a id=")
    assert all(anchor == shown for anchor, shown in numbers)
    order = [tuple(map(int, anchor.split("."))) for anchor, _ in numbers]
    assert order == sorted(set(order))
    for (chapter, number), after in pairwise(order):
        assert after in ((chapter, number + 1), (chapter + 1, 1), (chapter + 2, 1), (chapter + 3, 1)), after


def test_every_place_within_the_design_is_there() -> None:
    """Links to rules and headings, as GitHub names them."""
    page = text(DESIGN)
    places = set(re.findall(r'<a id="([\d.]+)">', page))
    places |= {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", page, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= places


def test_the_rooms_are_those_of_the_architecture_test() -> None:
    """What each may import, and which are pure."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (yes)? ?\| ?([^|]*)\|$", text(DESIGN), re.M)
    assert {room: set(re.findall(r"`(\w+)`", may)) for room, _, may in rows} == ALLOWED
    assert {room for room, pure, _ in rows if pure} == set(PURE)
    said = re.findall(r"the foundation: ([^.]+)\.", " ".join(text(DESIGN).split()))
    assert set(re.findall(r"`(\w+)`", said[0])) == FOUNDATION


def test_the_commands_are_those_of_the_program() -> None:
    """In the order of `monitor --help`; one that is built leaves the list of those that are not (docs/design.md, §4)."""
    here, planned = re.search(r"^## 4\. .*?\n\n(.*?) Not built:(.*?)\n\n", text(DESIGN), re.M | re.S).groups()  # type: ignore[union-attr]
    assert re.findall(r"`([a-z]+)`", here) == list(COMMANDS)
    assert set(re.findall(r"`([a-z]+)`", planned)) & set(COMMANDS) == set()


def test_the_failure_kinds_are_those_of_the_program() -> None:
    said = text(DESIGN).partition("\n### Failure kinds\n")[2].partition(". ")[0]
    assert sorted(re.findall(r"`(\w+)`", said)) == sorted(get_args(FailureKind))


def test_keys_that_are_not_built_are_not_in_the_configuration() -> None:
    planned = text(DESIGN).partition("\n## 6. ")[2].partition("\nNot built: ")[2].partition(", and ")[0]
    keys = {
        name
        for table in (schema.MonitorTable, schema.WatchTable, schema.SectionTable, schema.DocumentTable, schema.AlertTable)
        for name in table.model_fields
    }
    assert set(re.findall(r"`(\w+)`", planned)) & keys == set()


def test_every_file_that_the_design_names_is_there() -> None:
    """`monitor/deliver/NAME.py` stands for one to be written."""
    named = set(re.findall(r"`((?:monitor|tests|docs|training)/[\w./]+)`", text(DESIGN)))
    assert len(named) > 20
    assert {n for n in named if "NAME" not in n and not (ROOT / n).exists()} == set()


def test_the_json_that_the_design_shows_is_json() -> None:
    """Each example is one line of `check --json`, its keys in the program's order (5.1-5.5)."""
    (shown,) = blocks(DESIGN, "json")
    line = json.loads(shown)
    assert list(line) == ["watch", "checked_at", "outcome", "snapshot", "failure", "changes"]
    edits = [edit for change in line["changes"] for edit in change["edits"]]
    assert [e["op"] for e in edits] == ["replace", "unit_moved"]
    words = edits[0]["words"]
    assert "".join(w for mark, w in words if mark in "=-") == edits[0]["before"]
    assert "".join(w for mark, w in words if mark in "=+") == edits[0]["after"]


def test_nothing_cites_what_is_not_in_the_repository() -> None:
    """A rule or a decision record, never the number of a task or a page that its reader has not got."""
    elsewhere = re.compile(r"\b[Ii]ssues?,? \d|\b(?:CRAFT|ORGCHARTS|MEASURED)\b")
    ours = [p for p in sources() if p != Path(__file__)]
    cited = [(str(p.relative_to(ROOT)), said[0]) for p in ours for words in words_of(p) for said in elsewhere.finditer(words)]
    assert [c for c in cited if c != ("tests/deliver/receivers.py", "issue 2")] == []  # aiosmtpd's


def test_every_rule_that_is_built_is_cited_by_a_test() -> None:
    """Whoever changes a rule finds the tests that hold it."""
    tests = [p for p in sources() if p.is_relative_to(ROOT / "tests") and p != Path(__file__)]
    assert sorted(built() - {number for path in tests for number in cited(path)}) == []


def test_a_rule_that_the_program_cites_is_not_called_unbuilt() -> None:
    """Who builds a rule, or a part of it, says here what is so."""
    program = [p for p in sources() if p.is_relative_to(ROOT / "monitor")]
    assert {number for path in program for number in cited(path)} - built() == set()


def test_every_name_of_the_walks_is_there() -> None:
    """§20: a module below `monitor`, and what it defines."""
    walks = text(DESIGN).partition("\n## 20. ")[2]
    named = set(re.findall(r"`((?:[a-z_]+\.)+\w+)`", walks))
    assert len(named) > 30
    assert sorted(n for n in named if not _is_defined(n)) == []


def _is_defined(name: str) -> bool:
    parts, folder = name.split("."), ROOT / "monitor"
    while parts and (folder / parts[0]).is_dir():
        folder, parts = folder / parts[0], parts[1:]
    module = folder / f"{parts[0]}.py"
    source, names = (text(module), parts[1:]) if module.exists() else (text(folder / "__init__.py"), parts)
    return all(re.search(rf"^ *(?:def|class) {n}\b", source, re.M) for n in names)
