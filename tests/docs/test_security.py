"""SECURITY.md names a test for each attack: both languages the same, and each is there (11.8)."""

from __future__ import annotations

import re

import pytest

from tests.command import ROOT


def named(page: str) -> list[str]:
    return re.findall(r"`(tests/[\w/]+\.py::\w+)`", (ROOT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("test", named("SECURITY.md"))
def test_each_test_that_security_md_names_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_both_languages_name_the_same_tests() -> None:
    assert named("SECURITY.md") == named("SECURITY.fr.md") != []
