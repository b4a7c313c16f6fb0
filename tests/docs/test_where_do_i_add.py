"""§19 of the design is followed to the letter in a copy of the program: what it names is all that something new takes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT, environment, monitor
from tests.pdf.orgchart.charts import Box, Pen, Style

Edits = Mapping[str, tuple[str, str]]  # of a file of the program: what stands there, and what is put before it

CONFIG = """
[[watch]]
name = "valmont"
url = "https://www.valmont.example/"
[watch.sections.mutualisation]
heading = "Mutualisation"
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "monitor", tmp_path / "monitor", ignore=shutil.ignore_patterns("site"))  # compiled, as far as it is
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def edit(copy: Path, edits: Edits) -> None:
    for name, (there, before) in edits.items():
        file = copy / "monitor" / name
        text = file.read_text(encoding="utf-8")
        assert text.count(there) == 1, name
        file.write_text(text.replace(there, before + there), encoding="utf-8")


def run(copy: Path, *arguments: str, language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """The copy's own command."""
    env = environment({"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": language, "LANG": language})
    command = [sys.executable, "-m", "monitor", *arguments]
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


# ---------------------------------------------------------------------------------------------------------------------- a channel

CHANNEL = '''"""A file that gets a line of JSON for each alert."""

import json

from monitor.model import Accepted, Channel, Config, Delivery, Message


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    path = config.path.parent / channel.to.removeprefix("lines:")
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"key": key, "subject": message.subject}) + "\\n")
    return Accepted()
'''
OF_A_CHANNEL: Edits = {
    "deliver/__init__.py": ('    "feed": ', '    "lines": "monitor.deliver.lines",\n'),
    "model/terms.py": ('"apprise"]', '"lines", '),
    "config/addresses.py": (
        '    if scheme[1].lower() == "atom":',
        '    if scheme[1].lower() == "lines":\n        return "lines"\n',
    ),
}


def test_a_channel_is_a_file_and_three_lines(copy: Path) -> None:
    """Its module, its line in `CHANNELS`, its word in `ChannelKind`, its scheme in `channel`: `monitor alerts test` sends to it."""
    (copy / "monitor" / "deliver" / "lines.py").write_text(CHANNEL, encoding="utf-8")
    edit(copy, OF_A_CHANNEL)
    (copy / "config.toml").write_text(CONFIG + '[[alert]]\nto = "lines:alerts.jsonl"\n', encoding="utf-8")
    run(copy, "alerts", "test")
    (line,) = (copy / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line).keys() == {"key", "subject"}


# --------------------------------------------------------------------------------------------------------------------- a sentence

OF_A_SENTENCE: Edits = {
    "i18n/fr/cli.py": (
        '        "no_command":',
        '        "rests": ("l\'arrêt de {what} : {n} page", "l\'arrêt de {what} : {n} pages"),\n',
    ),
    "i18n/en/cli.py": (
        '        "no_command":',
        '        "rests": ("{what}\'s rest: {n} page", "{what}\'s rest: {n} pages"),\n',
    ),
    "cli/pause.py": (
        "    title = watch.title_of()",
        '    note(localized("cli.program.rests", what=watch.name, n=len(config.watches)))\n',
    ),
}


@pytest.mark.few("fr")
@pytest.mark.parametrize(
    ("language", "said"),
    [("fr_FR.UTF-8", "l’arrêt de valmont\u00a0: 1 page"), ("en_GB.UTF-8", "valmont’s rest: 1 page")],
    ids=["fr", "en"],
)
def test_a_sentence_is_a_key_in_two_tables(copy: Path, language: str, said: str) -> None:
    """Typed with ordinary spaces and apostrophes, it is set right, and `n` chooses its form."""
    edit(copy, OF_A_SENTENCE)
    assert said in run(copy, "pause", "valmont", language=language).stderr.splitlines()


# ----------------------------------------------------------------------------------------------------- a rule for reading charts

OF_A_RULE: Edits = {
    "pdf/orgchart/choice/parents.py": (
        "\ndef _under_apex(",
        '''
def _by_name(boxes: Sequence[Node], votes: Votes) -> None:
    """« Antenne, Direction de la culture » hangs under the unit that it names."""
    for node in boxes:
        for other in boxes:
            if other is not node and other.label and other.label in node.label:
                votes.hang(node, other, "named", CLEAR)

''',
    ),
    "i18n/fr/evidence.py": ('        "rule page title":', '        "rule named": "il le nomme",\n'),
    "i18n/en/evidence.py": ('        "rule page title":', '        "rule named": "it names it",\n'),
}
ITS_PLACE: Edits = {"pdf/orgchart/choice/parents.py": ("    _under_apex(boxes, votes)\n", "    _by_name(boxes, votes)\n")}


def chart(last: str) -> bytes:
    """A head, two directions on its net, and a third box near the first of them, which no stroke joins to anything."""
    pen = Pen(Style(), (842, 595))
    pen.titled()
    below = [Box("Direction des sports", "Bruno Roche"), Box("Direction de la culture", "Karim Benhamou")]
    head = Box("Direction générale des services", "Claire Aubert", below=below)
    pen.box(head, 321, 60, 200)
    for box, x in zip(below, (100, 550), strict=True):
        pen.box(box, x, 160, 160)
    pen.link_down(head)
    pen.box(Box(last, "Odile Lemaître"), 110, 260, 140)
    return pen.saved()


def test_a_rule_on_parents_is_a_vote_with_a_weight_and_words(copy: Path) -> None:
    """Called at its place in `set_parents`; alone it says that some rule speaks, which nearness may outweigh."""
    (copy / "named.pdf").write_bytes(chart("Antenne, Direction de la culture"))
    (copy / "other.pdf").write_bytes(chart("Antenne nord"))
    before = monitor("orgchart", "other.pdf", "--json", cwd=copy).out
    edit(copy, OF_A_RULE)
    edit(copy, ITS_PLACE)
    file = copy / "monitor" / "pdf" / "orgchart" / "choice" / "weights.json"
    weights: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for turn in ("first", "second"):  # as `make train` writes them, once charts that show the case are among those it learns from
        weights[turn]["rule named"] = 3.0
    file.write_text(json.dumps(weights), encoding="utf-8")
    said = run(copy, "orgchart", "named.pdf", "--explain", language="en_GB.UTF-8").stdout
    assert re.search(r"Antenne, Direction de la culture.*\n +↳ under “Direction de la culture” \(0.9\d\): it names it", said)
    assert run(copy, "orgchart", "other.pdf", "--json").stdout == before
