"""DESIGN 3.5, 3.28: what a page's own style elements do to its classes."""

from __future__ import annotations

import pytest

from monitor.extract.elements.styles import read_styles
from monitor.extract.elements.tree import parsed


def _styled(css: str, html: str) -> tuple[bool, bool]:
    """(hidden, struck) of the first element of *html*."""
    body = parsed(html).find("body")
    el = body.find() if body is not None else None
    assert el is not None
    styles = read_styles([("", css)])
    return styles.hides(el), styles.strikes(el)


@pytest.mark.parametrize(
    ("css", "html", "expected"),
    [
        pytest.param(".a{display:none}", '<p class="a">', (True, False), id="hidden"),
        pytest.param(".a { visibility : HIDDEN !important }", '<p class="b a">', (True, False), id="visibility"),
        pytest.param(".a{text-decoration: line-through}", '<p class="a">', (False, True), id="struck"),
        pytest.param(".a{text-decoration-line:underline line-through}", '<p class="a">', (False, True), id="of several lines"),
        pytest.param("h1, .a, .b{display:none}", '<p class="b">', (True, False), id="a list of selectors"),
        pytest.param("p.a{display:none}", '<li class="a">', (False, False), id="of another tag"),
        pytest.param("p.a{display:none}", '<p class="a">', (True, False), id="of this tag"),
        pytest.param("/* .a{display:none} */ .b{color:red}", '<p class="a">', (False, False), id="in a comment"),
        pytest.param("@media print{.a{display:none} .b{color:red}}", '<p class="a">', (False, False), id="a medium"),
        pytest.param("@media print{.a{display:none}} .b{display:none}", '<p class="b">', (True, False), id="after a medium"),
        pytest.param('@charset "utf-8"; .a{display:none}', '<p class="a">', (True, False), id="after a statement"),
        pytest.param('.x{content:"}"} .a{display:none}', '<p class="a">', (True, False), id="a brace in a string"),
        pytest.param(".a{display:none} .a{display:block}", '<p class="a">', (False, False), id="a later rule"),
        pytest.param(".a{color:red; display:none; display:flex}", '<p class="a">', (False, False), id="a later declaration"),
        pytest.param(".a{display:none} .a.open{display:block}", '<p class="a open">', (False, False), id="several classes"),
        pytest.param(".a.b{display:block} .a{display:none}", '<p class="a b">', (False, False), id="more specific"),
        pytest.param(".a{display:none} .a.open{display:block}", '<p class="a">', (True, False), id="not all of the classes"),
        pytest.param(".menu .a{display:none}", '<p class="a">', (False, False), id="inside another element"),
        pytest.param(".a:hover{display:none}", '<p class="a">', (False, False), id="a state"),
        pytest.param(".a{display:none} i:checked ~ .a{display:block}", '<p class="a">', (False, False), id="shown when ticked"),
        pytest.param(".a{display:none} .open .a{display:flex}", '<p class="a">', (False, False), id="shown when opened"),
        pytest.param(".a{display:none} .a .b{display:flex}", '<p class="a">', (True, False), id="another one is shown"),
        pytest.param(
            ".a{display:none} @media (min-width:9em){.b{color:red} .a{display:flex}}",
            '<p class="a">',
            (False, False),
            id="on a wide screen",
        ),
        pytest.param(
            ".a{display:none} @media (max-width:9em){.a{display:flex}}", '<p class="a">', (True, False), id="on a narrow one"
        ),
        pytest.param(".a{display:none} @media print{.a{display:block}}", '<p class="a">', (True, False), id="on paper"),
        pytest.param(".a{color:red} }} { .a", '<p class="a">', (False, False), id="rubbish"),
        pytest.param(".a{color:red; .b{display:none}}", '<p class="a">', (False, False), id="nested"),
    ],
)
def test_a_rule_for_one_class_is_read(css: str, html: str, expected: tuple[bool, bool]) -> None:
    assert _styled(css, html) == expected


def test_the_sheets_of_a_page_are_read_once_for_all_that_have_them() -> None:
    """DESIGN §9: the pages of a site have the same ones; another order, or another medium, is another reading (3.5)."""
    hiding, showing = ("", ".volet{display:none}"), ("", ".volet{display:block}")
    el = parsed('<p class="volet">').find("p")
    assert el is not None
    assert read_styles([hiding, showing]) is read_styles(iter([hiding, showing]))
    assert [read_styles(sheets).hides(el) for sheets in ([hiding, showing], [showing, hiding])] == [False, True]
    assert not read_styles([("print", hiding[1])]).hides(el)
