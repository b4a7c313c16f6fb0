"""Lines and names of keys: what an error points at."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.reading import Where
from monitor.config.statements import called, line_of, lines

TEXT = '''\
# a comment with [brackets] and "quotes
[monitor]
pause = "1s" # [[x]]
text = """
[not.a.table]
key = 1
"""

[[watch]]
name = "a"
headers = { X = "[", Y = "}" }
css = [
  "a[href='x']",   # ] not the end
  "b",
]
[watch.sections."élus 1"]
heading = 'it''s'
[[watch.documents.d.correct]]
unit = "x"
[[watch.documents.d.correct]]
unit = "y"

[[watch]]
name = "b"
documents.o.link = "self"
'''.replace("'it''s'", "'its'")


@pytest.mark.parametrize(
    ("where", "line"),
    [(("monitor",), 2), (("monitor", "pause"), 3), (("monitor", "text"), 4), (("watch", 0), 9), (("watch", 0, "headers", "Y"), 11),
     (("watch", 0, "css", 1), 12), (("watch", 0, "sections", "élus 1", "heading"), 17),
     (("watch", 0, "documents", "d", "correct", 1, "unit"), 21),
     (("watch", 1, "name"), 24), (("watch", 1, "documents", "o", "link"), 25), (("watch", 1, "url"), 23), (("nowhere",), None)],
)  # fmt: skip
def test_a_key_is_found_at_its_line_or_that_of_its_table(where: Where, line: int | None) -> None:
    assert line_of(where, lines(TEXT)) == line


def paths(tree: Any, where: Where = ()) -> list[Where]:
    """Every key of tables, not of what lies inside a value in brackets."""
    found: list[Where] = []
    for key, value in tree.items() if isinstance(tree, dict) else ():
        found.append((*where, key))
        found += paths(value, (*where, key))
        for i, element in enumerate(value) if isinstance(value, list) else ():
            found += paths(element, (*where, key, i))
    return found


KEYS = st.sampled_from(["a", "b", "c-d", '"é x"'])
VALUES = st.sampled_from(['"x"', "'[#'", "[1, 2]", "[\n # ]\n 1,\n]", '"""\n[a]\nb = 1"""', "{}", "'''\n\"\n'''", '"\\"#"'])
STATEMENTS = st.one_of(
    st.tuples(KEYS, VALUES).map(" = ".join),
    st.lists(KEYS, min_size=1, max_size=3).map(lambda k: f"[{'.'.join(k)}]"),
    st.lists(KEYS, min_size=1, max_size=2).map(lambda k: f"[[{'.'.join(k)}]] # x"),
    st.just("# a = 1"),
)


@given(st.lists(STATEMENTS, max_size=8))
def test_every_key_of_a_file_that_parses_has_a_line(statements: list[str]) -> None:
    text = "\n".join(statements)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    known = lines(text)
    assert [p for p in paths(tree) if line_of(p, known) is None] == []
    rows = text.split("\n")
    assert all(str(next(s for s in reversed(p) if isinstance(s, str))) in rows[line - 1] for p, line in known.items())


TREE = {"watch": [{"name": "valmont"}, {}], "alert": [{}]}


@pytest.mark.parametrize(
    ("where", "said"),
    [((), ""), (("watch", 0, "sections", "texte", "heading"), 'watch "valmont": sections.texte.heading'),
     (("watch", 1, "url"), "watch 2: url"),
     (("watch", 0), 'watch "valmont"'), (("monitor", "pause"), "[monitor] pause"), (("smtp",), "[smtp]"),
     (("alert", 0, "on", 1), "alert 1: on[2]"),
     (("watches",), "watches")],
)  # fmt: skip
def test_a_place_is_called_as_its_reader_would(where: Where, said: str) -> None:
    assert called(where, TREE) == said
