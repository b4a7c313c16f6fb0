"""`python docs/make_licences.py`: writes docs/licences.md from what is installed. A test holds the page against it.

The word of each package itself: its `License-Expression` (PEP 639), else `License`, else its classifiers.
"""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
KNOWN = frozenset(
    (
        "Apache-2.0",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CNRI-Python",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Public Domain",
    )
)  # read by somebody, and compatible with Apache-2.0 as we use them
_OTHERWISE = {  # how packages write what SPDX has a name for
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
_IN_THEIR_FILES = {"resvg-py": "MIT"}  # those whose metadata name none: what the LICENSE beside them is
_HEAD = """# Licences

The project is Apache-2.0. What it needs at run time, as `requirements.txt` pins it, and its extras, each under its own licence,
in the package's own word (`python docs/make_licences.py` writes this page from what is installed; a test holds it against that).
The wheels of lxml, pillow, pypdfium2, pyyaml and zstandard carry the C libraries that they are made for (libxml2, PDFium
and others), with their licences beside them; that of resvg-py the list of the Rust crates it is built of.

| Package | Licence |
|---|---|
"""


def packages() -> list[tuple[str, str]]:
    """Name and licence of each package of requirements.txt and of the extras for users, by name."""
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    wanted = [one for extra, needed in extras.items() if extra not in ("dev", "train", "all") for one in needed]
    names = sorted({*pinned, *(re.split(r"[^\w.-]", one)[0] for one in wanted)})
    return [(name, licence(metadata.metadata(name)) or _IN_THEIR_FILES.get(name, "")) for name in names]


def licence(said: metadata.PackageMetadata) -> str:
    """What *said* calls the licence, in SPDX's names where they are known; "" where it says nothing."""
    values = {key: said.get_all(key) or [] for key in ("License-Expression", "License", "Classifier")}
    classified = [c.rpartition(" :: ")[2] for c in values["Classifier"] if c.startswith("License :: ") and c != "OSI Approved"]
    written = [text.strip() for text in values["License"] if text.strip() and "\n" not in text.strip()]
    found = str((values["License-Expression"] or written or classified or [""])[0])
    return _OTHERWISE.get(found, found)


def is_known(said: str) -> bool:
    """Whether each part of a licence is one of KNOWN."""
    return all(part in KNOWN for part in re.split(r" (?:AND|OR) ", said))


def page() -> str:
    """The page, as it ought to be."""
    return _HEAD + "".join(f"| {name} | {said} |\n" for name, said in packages())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
