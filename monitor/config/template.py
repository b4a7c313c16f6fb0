"""The commented config.toml that `monitor init` writes, in French or English; valid as written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from monitor.model import Language

EXAMPLE = "https://www.example.org/organigramme"


def template(language: Language, url: str | None = None) -> str:
    """Return a config.toml that watches *url*, or an example address to be replaced.

    What the page holds is not known here: all of its main text is watched, or the document itself where *url* leads to a PDF.
    """
    address = EXAMPLE if url is None else url.strip() if "://" in url else f"https://{url.strip()}"
    is_document = urlsplit(address).path.lower().endswith(".pdf")
    parts = _parts(language)
    url_text = json.dumps(address.replace("$", "$$"), ensure_ascii=False)  # a dollar of the page's own
    watch = parts["watch"].format(name=watch_name(address), url=url_text)
    return parts["head"] + watch + parts["document" if is_document else "page"] + parts["tail"]


def template_with(language: Language, watch: str) -> str:
    """Return a config.toml with *watch*, a whole [[watch]] as text; "": none."""
    parts = _parts(language)
    return parts["head"] + (f"\n{watch}" if watch else "") + parts["tail"]


def _parts(language: Language) -> dict[str, str]:
    """The parts of the file by their names, each from behind its line « #: name »."""
    text = Path(__file__).with_name(f"template.{language}.toml").read_text(encoding="utf-8")
    _, *parts = re.split(r"^#: (\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def watch_name(address: str) -> str:
    """Return a name for a page's watch, from the host and the last part of the path: "valmont-organigramme"."""
    parts = urlsplit(address)
    host = re.sub(r"^(www\d?|m)\.", "", parts.hostname or "page")
    town = host.rpartition(".")[0] if "." in host and not re.fullmatch(r"[\d.]+", host) else host
    last = [p for p in re.split(r"[/.]", re.sub(r"\.\w{2,5}$", "", parts.path)) if p][-1:]
    words = re.findall(r"[a-z0-9]+", "-".join([town, *last]).lower())
    return "-".join(words)[:60].strip("-") or "page"
