"""Writes a config.toml and loads it, for the tests of this room."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from monitor.config import load
from monitor.errors import ConfigError
from monitor.model import Config

MONITOR = '[monitor]\nlanguage = "en"\n'
WATCH = '[[watch]]\nname = "valmont"\nurl = "https://www.valmont.example/organigramme"\n'
SECTION = '[watch.sections.texte]\nheading = "Mutualisation des services"\n'
GOOD = MONITOR + WATCH + SECTION


def loaded(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Config:
    """The configuration that *text* is."""
    return load(written(folder, text), environ or {})


def mistakes(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """What is wrong with *text*: (message, remedy) each, the file called config.toml."""
    with pytest.raises(ConfigError) as caught:
        loaded(folder, text, environ)
    return [(message.replace(f"{folder}/", ""), remedy) for message, remedy in caught.value.mistakes]


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path
