"""verify.html in a real browser, on proofs that a test makes."""

from __future__ import annotations

import base64
import html
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from monitor.proof.bundle import verifier_html
from monitor.proof.verify import Files


class _Window:
    """One for all tests of the room: to open it takes longer than most of them."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._page: Page | None = None
        self.said: list[str] = []

    def page(self) -> Page:
        """It, and nothing that was said in it before."""
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        if executable is None:
            pytest.skip("no browser here")
        if self._page is None:
            self._playwright = sync_playwright().start()
            self._page = self._playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"]).new_page()
            self._page.on("console", lambda message: self.said.append(message.text))
            self._page.on("pageerror", lambda error: self.said.append(str(error)))
        self.said.clear()
        return self._page

    def close(self) -> None:
        if self._playwright:
            self._playwright.stop()
        self._playwright = self._page = None


window = _Window()


def ran(script: str, tmp_path: Path, *, until: str) -> str:
    """What the page looks like, as HTML, once *script* has run in it and there is what the selector *until* names."""
    path = tmp_path / "verify.html"
    path.write_text(verifier_html().decode().replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    page = window.page()
    page.goto(path.as_uri())
    page.wait_for_selector(until, state="attached", timeout=170_000)
    assert window.said == []
    return page.content()


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
    shown = re.search(r'<pre id="found">(.*?)</pre>', ran(script, tmp_path, until="#found"), re.DOTALL)
    assert shown, "the page did not come to an end"
    found: list[dict[str, Any]] = json.loads(html.unescape(shown.group(1)))
    return found
