"""What we lean on: pinned, licensed so that we may, audited honestly (§8)."""

from __future__ import annotations

import importlib.util
import re
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def script(path: str) -> Any:
    loader = SourceFileLoader("script", str(ROOT / path))
    spec = importlib.util.spec_from_loader("script", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


WELL = {"name": "httpx", "version": "0.28.1", "vulns": []}
HOLE = {"name": "jinja2", "version": "2.10", "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"]}]}
SKIPPED = {"name": "lxml", "skip_reason": "Dependency not found on PyPI and could not be audited: lxml (6.1.3)"}


@pytest.mark.parametrize(
    ("packages", "status", "said"),
    [
        pytest.param([WELL], 0, "1 of 1 pinned versions audited, 0 known", id="all asked, nothing known"),
        pytest.param([WELL, HOLE], 1, "jinja2 2.10: PYSEC-2019-217, mended in 2.10.1", id="something known"),
        pytest.param([WELL, SKIPPED], 2, "Not audited, the index has no data on them: lxml", id="not all asked"),
        pytest.param([HOLE, SKIPPED], 1, "1 of 2 pinned versions audited", id="something known, not all asked"),
        pytest.param([], 2, "0 of 0", id="nothing to ask about"),
        pytest.param(None, 2, "Not audited", id="no report"),
    ],
)
def test_an_audit_that_did_not_take_place_is_no_audit(packages: list[Any] | None, status: int, said: str) -> None:
    """pip-audit says "No known vulnerabilities found" where it asked about nothing at all."""
    told = script(".ci/audit").verdict(None if packages is None else {"dependencies": packages, "fixes": []})
    assert told[0] == status and any(said in line for line in told[1])


def test_the_list_of_licences_is_that_of_what_is_installed() -> None:
    """`docs/make_licences.py` writes it anew; every package that requirements.txt names is in it, with its own word."""
    made = script("docs/make_licences.py")
    listed = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    assert listed == made.page(), "run: python docs/make_licences.py"
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.M))
    offered = {"datasette", "python-calamine"}  # of the extras `data` and `office`
    assert {name for name, _ in made.packages()} == pinned | offered and {"cronsim", "regex"} <= pinned


def test_every_licence_is_one_that_we_may_build_on() -> None:
    """Permissive, or weak copyleft of files that we leave as they are (certifi); what is new has to be looked at by somebody."""
    made = script("docs/make_licences.py")
    assert {name: said for name, said in made.packages() if not made.is_known(said)} == {}


@pytest.mark.parametrize("said", ["AGPL-3.0-only", "GPL-3.0", "Proprietary", "UNKNOWN", "", "MIT AND GPL-2.0-only"])
def test_a_licence_that_nobody_has_looked_at_is_not_waved_through(said: str) -> None:
    assert not script("docs/make_licences.py").is_known(said)
