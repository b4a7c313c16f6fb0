"""Words that pass from one entry to its neighbour are told of both; lines wrapped otherwise are the same (DESIGN 5.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.words import passed_on
from tests.compare.test_said_of_whom import told

FORMS = {
    "list": ("<ul>{}</ul>", "<li>{}</li>"),
    "lines": ("{}", "<p>{}</p>"),
    "links": ("<ul>{}</ul>", "<li><a href=/a>{}</a></li>"),
    "table": ("<table>{}</table>", "<tr><td>{}</td><td>3</td></tr>"),
    "terms": ("<dl>{}</dl>", "<dt>{}</dt><dd>Rue du Gué</dd>"),
}
NAMES = ("Finances", "Achats", "Paie", "Voirie")


def page(form: str, *lines: str) -> str:
    around, line = FORMS[form]
    return around.format("".join(line.format(text) for text in lines))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "said", ["{} (mutualisé)", "{} : mutualisé", "{} – communauté", "{} (1)", "{}, vacant", "Service commun {}"]
)
@pytest.mark.parametrize(("gives", "gets"), [(0, 1), (1, 0), (2, 3), (0, 3)])
def test_what_passes_to_a_neighbour_is_told_of_both(form: str, said: str, gives: int, gets: int) -> None:
    """5.3: « ~ Finances [+Achats] (mutualisé) / − Achats »: Achats stood where it stood, and who is shared was not said."""
    before, after = ([said.format(name) if n == at else name for n, name in enumerate(NAMES)] for at in (gives, gets))
    lines = told(page(form, *before), page(form, *after))
    assert len(lines) == 2
    word = said.replace("{}", "").strip(" :–,")
    for at, sign in ((gives, "−"), (gets, "+")):
        (line,) = [line for line in lines if NAMES[at] in line and f"[{sign}" in line]
        assert word in line and not any(name in line for n, name in enumerate(NAMES) if n != at)


@given(st.lists(st.sampled_from("abcdefg"), min_size=4, max_size=12, unique=True), st.data())
def test_lines_wrapped_otherwise_pass_nothing_on(words: list[str], data: st.DataObject) -> None:
    """5.3: the same words in other lines: what a line gives away is its last word, and the first of the next."""
    one, other = (data.draw(st.integers(1, len(words) - 1)) for _ in range(2))
    assert not passed_on([words[:one], words[one:]], [words[:other], words[other:]]) or one == other
