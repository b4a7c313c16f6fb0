"""§19 of the design is followed to the letter in a copy of the program: what it names is all that a new channel takes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.command import ROOT, environment

MODULE = '''"""A file that gets a line of JSON for each alert."""

import json

from monitor.model import Accepted, Channel, Config, Delivery, Message


def send(channel: Channel, message: Message, *, key: str, config: Config) -> Delivery:
    path = config.path.parent / channel.to.removeprefix("lines:")
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"key": key, "subject": message.subject}) + "\\n")
    return Accepted()
'''
LINES = {  # file: (what stands there, what is put before it)
    "deliver/__init__.py": ('    "feed": ', '    "lines": "monitor.deliver.lines",\n'),
    "model/terms.py": ('"apprise"]', '"lines", '),
    "config/addresses.py": (
        '    if scheme[1].lower() == "atom":',
        '    if scheme[1].lower() == "lines":\n        return "lines"\n',
    ),
}
CONFIG = """
[[watch]]
name = "valmont"
url = "https://www.valmont.example/"
[watch.sections.mutualisation]
heading = "Mutualisation"

[[alert]]
to = "lines:alerts.jsonl"
"""


def test_a_channel_is_a_file_and_three_lines(tmp_path: Path) -> None:
    """Its module, its line in `CHANNELS`, its word in `ChannelKind`, its scheme in `channel`: `monitor alerts test` sends to it."""
    copy = tmp_path / "monitor"
    shutil.copytree(ROOT / "monitor", copy, ignore=shutil.ignore_patterns("__pycache__", "site"))
    (copy / "deliver" / "lines.py").write_text(MODULE, encoding="utf-8")
    for name, (there, before) in LINES.items():
        text = (copy / name).read_text(encoding="utf-8")
        assert text.count(there) == 1, name
        (copy / name).write_text(text.replace(there, before + there), encoding="utf-8")
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    env = environment({"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"})
    command = [sys.executable, "-m", "monitor", "alerts", "test"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = (tmp_path / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line).keys() == {"key", "subject"}
