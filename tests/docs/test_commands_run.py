"""The commands of the how-to pages do what the pages say they do, one after the other on one installation (15.1)."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from monitor.demo.server import page, site_file
from tests.cli.town import changed, serve
from tests.command import monitor
from tests.configs import ITEMS, write_config
from tests.docs.pages import ROOT, blocks, calls, text
from tests.site import Site

PAGES = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("watching", "alerts", "running"))]
FIRST = ("import", "check")  # what the others look at
LAST = ("pause", "resume", "rename", "remove")
# do not end by themselves, or have tests of their own
ELSEWHERE = ("run", "demo", "add", "serve", "install", "uninstall", "stamp", "erase", "prune", "restore")
# The hash shown there is none of this installation's; in the period shown nobody visited it.
ANSWERS_NO = {("verify", "--newest"), ("export", "valmont")}


def shown() -> list[list[str]]:
    """The calls of all pages that are whole, each once, in an order in which each finds what it needs."""
    found = [
        c for p in PAGES for c in calls(p) if c and c[0] not in ELSEWHERE and list(c[:2]) != ["alerts", "setup"] and _is_whole(c)
    ]
    once = [list(c) for c in dict.fromkeys(map(tuple, found))]
    return sorted(once, key=lambda c: (c[0] not in FIRST, FIRST.index(c[0]) if c[0] in FIRST else 0, c[0] in LAST))


def _is_whole(arguments: list[str]) -> bool:
    """In sentences stand names of commands without what they need; `init` and git repositories have tests of their own."""
    needy = arguments[0] in ("compare", "diff", "import", "outline", "show", "orgchart")
    if needy and (len(arguments) == 1 or arguments[1] == "--format"):
        return False
    return arguments[0] != "init" and not {"NAME", "--git"} & set(arguments)


@pytest.fixture
def installation(tmp_path: Path, town: Site) -> Path:
    """A folder with everything that the pages name: two watches, a channel, captures, charts, saved pages."""
    serve(town, "/", "/dijon")
    feed = '\n[[alert]]\nto = "atom:feeds/watch.xml"\n'
    config = write_config(tmp_path, town.url(), town.url("/dijon"), items=ITEMS + 'kind = "orgchart"\n', after=feed)
    config.write_text(config.read_text("utf-8").replace("valmont-2", "dijon-organigramme"), "utf-8")
    for name in ("captures", "backup"):
        (tmp_path / name).mkdir()
    (manifest,) = blocks(ROOT / "docs/watching.md", "json")
    captures = tmp_path / "captures"
    (captures / "manifest.jsonl").write_text(manifest, "utf-8")
    (captures / "2023-06-01.html").write_bytes(page(noise=False, after=False))
    (captures / "2026-01-12.html.gz").write_bytes(gzip.compress(page(noise=False, after=True)))
    (captures / "2023.pdf").write_bytes(site_file("organigramme-2025.pdf"))
    for name in ("chart.pdf", "chart-2025.pdf"):
        (tmp_path / name).write_bytes(site_file("organigramme-2025.pdf"))
    (tmp_path / "chart-2026.pdf").write_bytes(site_file("organigramme-2026.pdf"))
    for name in ("page.html", "before.html"):
        shutil.copy(captures / "2023-06-01.html", tmp_path / name)
    (tmp_path / "after.html").write_bytes(changed().body)
    return tmp_path


def here(argument: str, town: Site) -> str:
    """*argument* as it is called on this installation."""
    if argument.startswith("https://www.example.org"):
        return town.url()
    changes = {
        "12": "1",
        "my-page": "valmont",
        "my-page@2": "valmont@2",
        "Mutualisation des services": "La mutualisation des services",
    }
    argument = argument.replace("=5c1f…", f"=5c1f{'0' * 60}")
    return changes.get(argument, argument.removeprefix("/") if argument.startswith("/backup/") else argument)


def told(asked: list[list[str]], folder: Path) -> list[tuple[list[str], int, str]]:
    """Each command of *asked*, run in *folder* in this order, with its status and what it printed."""
    answers = [monitor(*arguments, cwd=folder, timeout=600) for arguments in asked]
    return [(arguments, done.status, done.out + done.err) for arguments, done in zip(asked, answers, strict=True)]


def test_the_commands_shown_run(installation: Path, town: Site) -> None:
    """Status 0, or 1 where the example's own question has no for an answer; never wrong usage, never a trace."""
    asked = [[here(a, town) for a in arguments] for arguments in shown()]
    asked = [["remove", "ource"] if a == ["remove", "valmont"] else a for a in asked]  # as it is called by then
    assert len(asked) > 35
    answers = told(asked, installation)
    assert [t for t in answers if t[1] != (1 if tuple(t[0][:2]) in ANSWERS_NO else 0)] == []
    assert [t for t in answers if "Traceback" in t[2] or not (t[2] or t[0][0] in ("check", "diff"))] == []


def test_json_has_the_keys_that_the_design_lists(installation: Path, town: Site) -> None:
    """§5, what the other commands print: a key more is written down, a key less is a breaking change."""
    table = text(ROOT / "docs/design.md").partition("### What the other commands print\n")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", table, re.M))
    needs = {
        "diff": ["valmont"],
        "search": ["service"],
        "outline": ["page.html"],
        "doctor": ["--offline"],
        "erase": ["--person", "Hélène Morel", "--dry-run"],
        "prune": ["--before", "2026-06-01", "--dry-run"],
    }
    town.pages["/"] = changed()
    asked = [["import", "valmont", "captures/manifest.jsonl"], ["check"], *([c, *needs.get(c, []), "--json"] for c in rows)]
    printed = {a[0]: json.loads(said.splitlines()[0]) for a, _, said in told(asked, installation)[2:]}
    assert {c: list(line) for c, line in printed.items()} == {c: re.findall(r"`(\w+)`", keys) for c, keys in rows.items()}
