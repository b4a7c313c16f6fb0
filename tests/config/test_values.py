"""Durations, sizes, names and patterns (DESIGN §6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import values
from monitor.config.values import BadValue


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("1.5h", 5400), ("30m", 1800), ("6h", 21600), ("2 d", 172800), ("0s", 0), ("500ms", 0.5), ("1h 30min", 5400),
     ("1,5 h", 5400), ("1 j", 86400), ("2w", 1209600)],
)  # fmt: skip
def test_a_duration_is_a_number_and_a_unit(text: str, seconds: float) -> None:
    """§6"""
    assert values.duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "duration"), ("30", "duration"), ("s", "duration"), ("-1s", "duration"), ("1 year", "duration"), ("1H", "duration"),
     ("1s30", "duration"), ("٣s", "duration"), ("367 d", "duration_long"), ("9" * 400 + "s", "duration_long")],
)  # fmt: skip
def test_anything_else_is_no_duration(text: str, code: str) -> None:
    """§6: an error with its reason, never a guess."""
    with pytest.raises(BadValue, match=f"^{code}$"):
        values.duration(text)


@given(st.integers(0, 366 * 86400))
def test_every_number_of_seconds_can_be_said(seconds: int) -> None:
    assert values.duration(f"{seconds} s") == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("10 MB", 10**7),
        ("10 MiB", 10 * 2**20),
        ("500 kB", 500_000),
        ("10 Mo", 10**7),
        ("1.5 kio", 1536),
        ("512B", 512),
        ("2,5 Go", 25 * 10**8),
    ],
)
def test_a_size_is_decimal_or_binary_in_french_or_english(text: str, size: int) -> None:
    """§6"""
    assert values.size(text) == size


@pytest.mark.parametrize(
    ("text", "code"),
    [("10", "size"), ("MB", "size"), ("10 octets", "size"), ("-1 MB", "size"), ("0 MB", "size_range"), ("9999 GB", "size_range")],
)
def test_anything_else_is_no_size(text: str, code: str) -> None:
    """§6"""
    with pytest.raises(BadValue, match=f"^{code}$"):
        values.size(text)


@pytest.mark.parametrize("text", ["valmont", "élus-2026", "a.b_c", "2", "x" * 80])
def test_a_name_of_letters_and_digits_is_taken(text: str) -> None:
    assert values.name(text) == text


@pytest.mark.parametrize("text", ["", "a b", "../etc", "-rf", ".hidden", "a/b", "a@2", "a*", "x" * 81, "a\n", "_x"])
def test_a_name_that_could_not_be_a_file_or_an_option_is_refused(text: str) -> None:
    """Names are file names, addresses and arguments."""
    with pytest.raises(BadValue, match="name_letters"):
        values.name(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("\\d+", "slashes"), ("//", "slashes"), ("/(/", "regex_open"), ("/.*/", "regex_everything"), ("/[^@]*/", "regex_everything")],
)
def test_a_pattern_stands_between_slashes_and_leaves_something(text: str, code: str) -> None:
    """3.6: ignore = ["/regex/"]; what hides everything would hide every change."""
    with pytest.raises(BadValue, match=f"^{code}$"):
        values.pattern(text)


def test_a_selector_must_be_one_that_can_be_carried_out() -> None:
    """3.3"""
    assert values.selector("main > .texte:not(.x) h2 + p") == "main > .texte:not(.x) h2 + p"
    for broken in ("h1[", "..x", "", "  ", "a:foo", "p >"):
        with pytest.raises(BadValue):
            values.selector(broken)


@pytest.mark.parametrize(
    ("text", "code", "part", "at"),
    [
        ("//div[@id='x']", "css_xpath", "//div[@id='x']", 1),
        ("p {color: red}", "css_rule", "{color: red}", 3),
        ("@media p", "css_rule", "@media p", 1),
        ("main [class=a", "css_attribute", "[class=a", 6),
        ("a[href=/x/y]", "css_attribute", "[href=/x/y]", 2),
        ("main ..texte", "css_class", "..texte", 6),
        ("#1abc", "css_id", "#1abc", 1),
        ("p:", "css_colon", ":", 2),
        ("main:contain(foo)", "css_pseudo", ":contain", 5),
        ("p:--x", "css_pseudo", ":--x", 2),
        ("p:nth-child(foo)", "css_argument", ":nth-child(foo)", 2),
        ("p:has()", "css_argument", ":has()", 2),
        ("p::before", "css_element", "::before", 2),
        ("p)", "css_close", ")", 2),
        ("p:not(.a", "css_open", "a", 8),
        ("main >", "css_side", ">", 6),
        ("> p", "css_side", "> p", 1),
        ("div > > p", "css_side", "> p", 7),
        ("main,, p", "css_side", ", p", 6),
        ("[x]p", "css_tag", "p", 4),
        ("p%", "css", "%", 2),
    ],
)
def test_what_is_wrong_with_a_selector_is_told_with_its_place(text: str, code: str, part: str, at: int) -> None:
    """15.3: in our words, of the character that the reader sees; what the library says is English for programmers."""
    with pytest.raises(BadValue, match=f"^{code}$") as wrong:
        values.selector(text)
    assert wrong.value.facts == {"part": part, "at": at}


@pytest.mark.parametrize(
    ("text", "code", "part", "at"),
    [
        ("/(vues/", "regex_open", "(vues", 2),
        ("/[vues/", "regex_bracket", "[vues", 2),
        ("/vues)/", "regex_close", ")", 6),
        ("/a**/", "regex_repeat", "*", 4),
        ("/+33/", "regex_repeat", "+33", 2),
        ("/[z-a]/", "regex_backwards", "z-a]", 3),
        ("/a{5,2}/", "regex_backwards", "5,2}", 4),
        (r"/\q/", "regex_escape", r"\q", 2),
        ("/(?<x)/", "regex", "?<x)", 3),
    ],
)
def test_what_is_wrong_with_an_expression_is_told_with_its_place(text: str, code: str, part: str, at: int) -> None:
    """15.3: the same of a regular expression; its first slash is character 1."""
    for read in (values.pattern, values.link):
        with pytest.raises(BadValue, match=f"^{code}$") as wrong:
            read(text)
        assert wrong.value.facts == {"part": part, "at": at}


@given(st.from_regex(values._PLAIN_SELECTOR.pattern, fullmatch=True))
def test_a_selector_of_tags_names_and_classes_needs_no_library_to_be_believed(text: str) -> None:
    """3.3, §9: what is taken without asking the one that knows all of CSS is none that it refuses."""
    import soupsieve

    assert soupsieve.compile(text) and values.selector(text) == text


@given(st.text(max_size=20))
def test_no_text_makes_a_reader_fall_over(text: str) -> None:
    """Every reader returns or says what is wrong."""
    for reader in (values.duration, values.size, values.name, values.pattern, values.link, values.timezone, values.selector):
        try:
            reader(text)
        except BadValue as wrong:
            assert wrong.code
