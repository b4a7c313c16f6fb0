"""Columns of prose with a narrow gutter are read one after the other, whatever spaces justified text has (DESIGN 3.12)."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from monitor.model import DocumentContent
from monitor.pdf.read import read
from tests.pdf.pdfs import drawn

WORDS = "le pôle de la ville suit un plan que le maire fixe au mois de mars avec les élus et les agents"
FONT, SIZE, LEADING = "Times-Roman", 9.0, 11.0


def paragraph(seed: int, count: int = 60) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choices(WORDS.split(), k=count)).capitalize() + "."


def broken(text: str, width: float) -> list[str]:
    lines, line = list[str](), ""
    for word in text.split():
        if stringWidth(f"{line} {word}", FONT, SIZE) > width:
            lines.append(line.strip())
            line = ""
        line += f" {word}"
    return [*lines, line.strip()]


def columns(texts: Sequence[str], *, width: float, gutter: float, off: float = 0.0) -> list[str]:
    """What is read of *texts*, each justified in a column of its own; *off*: how much lower every second column begins."""

    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            x, y = 40 + number * (width + gutter), 760.0 - off * (number % 2)
            lines = broken(text, width)
            for place, line in enumerate(lines):
                words = line.split()
                free = width - sum(stringWidth(word, FONT, SIZE) for word in words)
                space = free / max(1, len(words) - 1) if place < len(lines) - 1 else 2.5
                canvas.setFont(FONT, SIZE)
                at = x
                for word in words:
                    canvas.drawString(at, y, word)
                    at += stringWidth(word, FONT, SIZE) + space
                y -= LEADING

    found = read(drawn(draw, size=A4), kind="text")
    assert isinstance(found, DocumentContent)
    return [block.text for block in found.text or ()]


@pytest.mark.parametrize("gutter", [9.0, 11.3, 13.0, 20.0])
@pytest.mark.parametrize("off", [0.0, 2.2])
@pytest.mark.parametrize("count", [2, 3])
def test_a_line_never_goes_over_a_gutter(gutter: float, off: float, count: int) -> None:
    """3.12: lines of both columns were run together, as words that stand nowhere."""
    texts = [paragraph(seed) for seed in range(count)]
    assert columns(texts, width=490 / count - gutter, gutter=gutter, off=off) == texts


@pytest.mark.parametrize("width", [120.0, 200.0, 400.0])
def test_wide_spaces_of_justified_text_are_no_gutter(width: float) -> None:
    """3.12: they lie elsewhere in each line."""
    assert columns([paragraph(7, 120)], width=width, gutter=0) == [paragraph(7, 120)]


def test_numbers_before_lines_stand_behind_no_gutter() -> None:
    """3.12: what stands left of it is no prose."""
    lines = [f"{n}. {paragraph(n, 8)}" for n in range(1, 9)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for n, line in enumerate(lines):
            number, _, text = line.partition(" ")
            canvas.drawString(40, 760 - 20 * n, number)
            canvas.drawString(58, 760 - 20 * n, text)

    found = read(drawn(draw, size=A4), kind="text")
    assert isinstance(found, DocumentContent)
    assert [block.text for block in found.text or ()] == lines
