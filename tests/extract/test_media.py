"""DESIGN 3.5: what a media query asks is answered for a reader on a desktop."""

from __future__ import annotations

import pytest

from monitor.extract.elements.media import holds


@pytest.mark.parametrize(
    "query",
    [
        "",
        "all",
        "only screen and (min-width: 64em)",
        "not print",
        "not all and (max-width: 800px)",
        "(width >= 60rem)",
        "(600px < width)",
        "(40em <= width <= 80em)",
        "print, (min-width: 1px)",
        "((min-width: 1px) and (hover)) or (unknown)",
        "(min-width: 768px) and (not (max-width: 1px))",
        "(max-aspect-ratio: 16/9)",
        "(prefers-color-scheme: light)",
        "not (prefers-reduced-motion)",
    ],
)
def test_it_holds_on_a_desktop(query: str) -> None:
    assert holds(query)


@pytest.mark.parametrize(
    "query",
    [
        "print",
        "speech",
        "(max-width: 63.9em)",
        "(width < 60rem)",
        "(40em <= width < 80em)",
        "(min-width: 768px) and (max-width: 991px)",
        "(orientation: portrait)",
        "(prefers-color-scheme: dark)",
        "(prefers-reduced-motion)",
        "screen and (-webkit-min-device-pixel-ratio: 2)",
        "not (hover)",
        "(unknown: 1)",
        "not (unknown: 1)",
        "screen and",
        "(((",
        ")(",
        "(min-width: calc(10px + 1em))",
        "(" * 5000,
    ],
)
def test_it_does_not_hold(query: str) -> None:
    """What is not known is not so, nor is its opposite."""
    assert not holds(query)
