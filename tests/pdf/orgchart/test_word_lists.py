"""The words by which charts are read, as data: `words.txt` (13.1, 13.3)."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.pdf.orgchart import vocabulary

FOLDER = Path(vocabulary.__file__).parent


def test_each_list_is_asked_for_and_no_blank_at_the_end_of_a_line_is_of_an_expression() -> None:
    """Editors strip such blanks, and a name that comes twice hides a list (13.1)."""
    lines = (FOLDER / "words.txt").read_text(encoding="utf-8").splitlines()
    names = [line[1:-1] for line in lines if line.startswith("[")]
    asked = "".join(path.read_text(encoding="utf-8") for path in (*FOLDER.glob("*.py"), FOLDER.parent / "unmapped.py"))
    made = [re.sub(r"\{\w+\}", ".+", name) for name in re.findall(r'word_(?:list|pattern)\(f?["\']([^"\']+)["\']\)', asked)]

    assert [line for line in lines if line != line.strip()] == []
    assert [line for line in lines if line.startswith("[") and not line.endswith("]")] == []
    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if not any(re.fullmatch(one, name) for one in made)] == []


def test_a_dash_is_no_first_name_and_has_nobody_heard() -> None:
    """All names are in Latin letters: of what stays in others, however it is written, none needs be heard (§9)."""
    vocabulary._first_names_heard.cache_clear()

    assert not any(map(vocabulary.is_given.__wrapped__, ("–", "ŋuyen", "jean·ne")))
    assert vocabulary._first_names_heard.cache_info().currsize == 0
    assert vocabulary.is_given.__wrapped__("татьяна") and all(map(str.isascii, vocabulary._first_names_heard()))
