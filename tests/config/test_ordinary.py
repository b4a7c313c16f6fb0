"""What is taken for good without pydantic is what the schema takes for good (DESIGN §9)."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from monitor.config.ordinary import is_ordinary
from monitor.config.schema import ConfigFile
from tests.config.writing import GOOD

MORE = """
[monitor]
database = "veille.db"
contact = "veille@valmont.example"
pause = "2s"
per_host = 2
robots = false
[[watch]]
name = "valmont"
url = "https://www.valmont.example/organigramme"
every = "6h"
tags = ["villes"]
enabled = true
[watch.sections.texte]
css = "main .texte"
[watch.documents.organigramme]
link = "/organi?gramme/"
kind = "orgchart"
[smtp]
host = "mail.valmont.example"
from = "Veille <veille@valmont.example>"
[[alert]]
to = "mailto:a@valmont.example"
watches = ["val*"]
digest = "daily"
"""
ODD: list[Any] = [
    "",
    " ",
    "x",
    "90s",
    "-1s",
    "https://u:p@a.example/",
    "mailto:",
    0,
    1,
    1001,
    -1,
    1.0,
    True,
    [],
    [1],
    ["x"],
    {},
    {"a": 1},
]


def refused(tree: Any) -> bool:
    try:
        ConfigFile.model_validate(tree)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("text", [GOOD, MORE])
def test_what_most_files_hold_is_ordinary(text: str) -> None:
    tree = tomllib.loads(text)
    assert is_ordinary(tree) and not refused(tree)


@pytest.mark.parametrize(
    "text", ['[monitor]\nproxy = "http://a.example"', "[watching]", '[[watch]]\nurl = "https://a.example/"', "watch = 1"]
)
def test_what_is_rare_or_wrong_is_left_to_the_schema(text: str) -> None:
    assert not is_ordinary(tomllib.loads(text))


@given(data=st.data())
def test_nothing_that_the_schema_refuses_is_ordinary(data: st.DataObject) -> None:
    tree = copy.deepcopy(tomllib.loads(data.draw(st.sampled_from([GOOD, MORE]))))
    place: Any = tree
    for _ in range(data.draw(st.integers(0, 4))):
        if isinstance(place, dict) and place:
            inner = place[data.draw(st.sampled_from(sorted(place)))]
        elif isinstance(place, list) and place:
            inner = place[0]
        else:
            break
        if not isinstance(inner, dict | list):
            break
        place = inner
    if isinstance(place, dict):
        key = data.draw(st.sampled_from([*sorted(place), "from", "css", "kind", "schedule", "language", "unknown"]))
        if data.draw(st.booleans()):
            place[key] = data.draw(st.sampled_from(ODD))
        else:
            place.pop(key, None)
    else:
        place[:] = data.draw(st.lists(st.sampled_from(ODD), max_size=2))
    assert not (is_ordinary(tree) and refused(tree))


def test_an_ordinary_file_is_loaded_without_pydantic(tmp_path: Path) -> None:
    """§9: it takes a quarter of the first start."""
    (tmp_path / "config.toml").write_text(MORE, "utf-8")
    code = "import sys; from pathlib import Path; from monitor.config import load; load(Path('config.toml'), {});"
    code += " print('pydantic' in sys.modules)"
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environ, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
