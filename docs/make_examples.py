"""Write docs/examples/: what the program says of each kind of change and failure, in both languages.

    .venv/bin/python docs/make_examples.py        (or: make examples)

They are those of docs/example_reports.py and example_notices.py, worded by the program as it is today; a test holds the files
to it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from example_notices import Notice, notices  # noqa: E402
from example_reports import Report, changes, every_kind, failures, others  # noqa: E402

from monitor.model import Language  # noqa: E402

__all__ = ["GROUPS", "LANGUAGES", "every_kind", "files"]

FOLDER = ROOT / "docs" / "examples"
ENDINGS: dict[Language, str] = {"fr": ".fr", "en": ""}
LANGUAGES: tuple[Language, ...] = ("fr", "en")
GROUPS: dict[str, Callable[[], Iterator[Report | Notice]]] = {
    "changes": changes,
    "failures": failures,
    "others": others,
    "notices": notices,
}
PAGES = {  # as HTML too
    "section": "section edited",
    "orgchart": "org chart: units and heads",
    "failure": "http error",
    "digest": "digest: three changes",
}
HEADS: dict[Language, str] = {
    "fr": "Ce que dit le programme : un message de chaque sorte. Écrit par make examples\u202f; la ville n’existe pas.",
    "en": "What the program says: one message of each kind. Written by make examples; the town does not exist.",
}
SUBJECT: dict[Language, str] = {"fr": "Objet\u00a0: ", "en": "Subject: "}
RULE = "=" * 72


def files() -> dict[str, str]:
    """Name -> content of every file of docs/examples/."""
    made: dict[str, str] = {}
    for language in LANGUAGES:
        named: dict[str, Report | Notice] = {}
        for group, reports in GROUPS.items():
            listed = list(reports())
            named |= {report.name: report for report in listed}
            made[f"{group}{ENDINGS[language]}.txt"] = _text(listed, language)
        for page, name in PAGES.items():
            made[f"{page}{ENDINGS[language]}.html"] = named[name].message(language).html or ""
    return made


def _text(reports: list[Report | Notice], language: Language) -> str:
    parts = [HEADS[language]]
    for number, report in enumerate(reports, 1):
        message = report.message(language)
        parts.append(f"{RULE}\n{number}. {report.name}\n{RULE}\n\n{SUBJECT[language]}{message.subject}\n\n{message.text}")
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = files()
    for stale in set(FOLDER.iterdir()) - {FOLDER / name for name in made}:
        stale.unlink()
    for name, content in made.items():
        (FOLDER / name).write_text(content, "utf-8")
    print(FOLDER, len(made))


if __name__ == "__main__":
    main()
