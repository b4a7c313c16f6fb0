"""What the documents show in Python does what they say (§21)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.command import environment
from tests.configs import write_config
from tests.docs.pages import ROOT, text
from tests.site import Site


def test_a_check_can_be_made_in_python(tmp_path: Path, town: Site) -> None:
    """§21: what `monitor check` does, without the command line."""
    (example,) = re.findall(r"```python\n(.*?)```", text(ROOT / "docs/design.md"), re.S)
    write_config(tmp_path, town.url())
    said = [
        subprocess.run([sys.executable, "-c", example], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [done.stdout for done in said] == ["valmont first []\n", "valmont unchanged []\n"]
