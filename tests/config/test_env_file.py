"""The file of `env_file`: values for ${NAME}, readable by systemd and a shell too (§6)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import load_cached
from monitor.config.reading import line_of, with_env_file, with_lines
from tests.config.writing import GOOD, loaded, mistakes, written

NAMED = GOOD.replace("[monitor]\n", '[monitor]\nenv_file = "secrets.env"\n')
HOOK = '[[alert]]\nto = "https://example.org/${HOOK}"\n'


def test_values_come_from_the_file_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").write_text("# ours\nexport HOOK='a b'\n\nOTHER = x # why\n", "utf-8")
    assert loaded(tmp_path, NAMED + HOOK).channels[0].to == "https://example.org/a%20b"
    assert loaded(tmp_path, NAMED + HOOK, {"HOOK": "c"}).channels[0].to == "https://example.org/c"
    assert loaded(tmp_path, NAMED + HOOK).hidden == ("a b",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, 'config.toml, line 2: [monitor] env_file: "secrets.env": there is no such file'),
        ("HOOK=a\nmot de passe\n", 'config.toml, line 2: [monitor] env_file: "secrets.env", line 2: not NAME=value'),
        (b"HOOK=\xe9\n", 'config.toml, line 2: [monitor] env_file: "secrets.env": cannot be read (UnicodeDecodeError)'),
    ],
)
def test_a_file_that_cannot_be_used_is_a_mistake_and_shows_nothing_of_it(
    tmp_path: Path, content: str | bytes | None, message: str
) -> None:
    """15.3: file, key, what is wrong; the line itself may be a secret."""
    if content is not None:
        (tmp_path / "secrets.env").write_bytes(content if isinstance(content, bytes) else content.encode())
    ((said, remedy),) = mistakes(tmp_path, NAMED + HOOK)
    assert said == message
    assert remedy and "mot de passe" not in said + remedy


def test_another_value_in_the_file_is_another_configuration(tmp_path: Path) -> None:
    """The stamp of a good configuration knows the values of the file, too."""
    path = written(tmp_path, NAMED + HOOK)
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots/monitor.db").touch()
    for value in ("a", "b"):
        (tmp_path / "secrets.env").write_text(f"HOOK={value}\n", "utf-8")
        assert load_cached(path, {}).channels[0].to == f"https://example.org/{value}"
        assert load_cached(path, {}).channels[0].to == f"https://example.org/{value}"


PASSWORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=30).map(str.strip)


@given(PASSWORDS)
def test_what_is_written_is_read(value: str) -> None:
    text = with_lines("# kept\nOTHER=1", {"SMTP_PASSWORD": value})
    assert text.startswith("# kept\nOTHER=1\nSMTP_PASSWORD=")
    assert with_lines(text, {"SMTP_PASSWORD": value}) == text


@pytest.mark.parametrize("value", ["abcd efgh", 'it\'s $5 \\ "quoted" `now`', "#1", "", "a#b", "été=1", "'x'"])
def test_a_shell_reads_the_same(tmp_path: Path, value: str) -> None:
    """A crontab that sources it gets the same value."""
    file = tmp_path / "secrets.env"
    file.write_text(line_of("SECRET", value), "utf-8")
    assert with_env_file(tmp_path / "config.toml", {"monitor": {"env_file": "secrets.env"}}, {})["SECRET"] == value
    shell = f'. "{file}"; printf %s "$SECRET"'
    said = subprocess.run(
        ["sh", "-c", shell], capture_output=True, text=True, encoding="utf-8", check=True, env={"PATH": os.defpath}
    )
    assert said.stdout == value
