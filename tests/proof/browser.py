"""verify.html in a real browser, on proofs that a test makes."""

from __future__ import annotations

import base64
import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from monitor.proof.bundle import verifier_html
from monitor.proof.verify import Files


def ran(script: str, tmp_path: Path) -> str:
    """What the page looks like, as HTML, once *script* has run in it."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no browser here")
    page = tmp_path / "verify.html"
    page.write_text(verifier_html().decode().replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-logging=stderr",
         f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=600000", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=170, check=False,
    )  # fmt: skip
    assert "CONSOLE" not in done.stderr, done.stderr
    return done.stdout


def examined(proof: Files, changed: Sequence[dict[str, bytes | None]], tmp_path: Path) -> list[dict[str, Any]]:
    """What the page's own `examine` says of *proof* with each of *changed* in it (None: taken out)."""
    packed = {name: base64.b64encode(data).decode() for name, data in proof.items()}
    swaps = [{k: v if v is None else base64.b64encode(v).decode() for k, v in one.items()} for one in changed]
    script = f"""
    const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0)), proof = {json.dumps(packed)};
    (async () => {{
      const all = new Map(Object.entries(proof).map(([name, text]) => [name, bytes(text)])), found = [];
      for (const swap of {json.dumps(swaps)}) {{
        const files = new Map(all);
        for (const [name, text] of Object.entries(swap)) if (text === null) files.delete(name); else files.set(name, bytes(text));
        found.push(await examine(files));
      }}
      const out = document.createElement("pre");
      out.id = "found";
      out.textContent = JSON.stringify(found);
      document.body.append(out);
    }})();"""
    shown = re.search(r'<pre id="found">(.*?)</pre>', ran(script, tmp_path), re.DOTALL)
    assert shown, "the page did not come to an end"
    found: list[dict[str, Any]] = json.loads(html.unescape(shown.group(1)))
    return found
