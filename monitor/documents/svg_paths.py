"""The outlines of SVG's shapes as steps, and its transforms (SVG 2, 8 and 9)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from monitor.pdf.ink import PathStep

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_NUMBERS = re.compile(_NUMBER)
_PATH = re.compile(rf"([MmLlHhVvCcSsQqTtAaZz])|({_NUMBER})")
_CALL = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_MOST_STEPS = 400  # a path of more is a drawing, no box and no connector
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def product(one: Matrix, other: Matrix) -> Matrix:
    """*other* within the plane of *one*."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def transform_of(raw: str) -> Matrix:
    """The matrix of a `transform`; what can't be read moves nothing."""
    found = UNMOVED
    for name, inside in _CALL.findall(raw):
        n = [float(number) for number in _NUMBERS.findall(inside)]
        match name, len(n):
            case "matrix", 6:
                step: Matrix = (n[0], n[1], n[2], n[3], n[4], n[5])
            case "translate", 1 | 2:
                step = (1.0, 0.0, 0.0, 1.0, n[0], n[1] if len(n) > 1 else 0.0)
            case "scale", 1 | 2:
                step = (n[0], 0.0, 0.0, n[-1], 0.0, 0.0)
            case "rotate", 1 | 3:
                cos, sin = math.cos(math.radians(n[0])), math.sin(math.radians(n[0]))
                x, y = n[1:] or (0.0, 0.0)
                step = product(product((1.0, 0.0, 0.0, 1.0, x, y), (cos, sin, -sin, cos, 0.0, 0.0)), (1.0, 0.0, 0.0, 1.0, -x, -y))
            case "skewX" | "skewY", 1:
                lean = math.tan(math.radians(n[0]))
                step = (1.0, 0.0, lean, 1.0, 0.0, 0.0) if name == "skewX" else (1.0, lean, 0.0, 1.0, 0.0, 0.0)
            case _:
                step = UNMOVED
        found = product(found, step)
    return found


def outline(name: str, element: Any, length: Callable[[str | None], float]) -> Iterator[tuple[PathStep, ...]]:
    """The outlines of a shape, each closed or not; nothing for what is none."""

    def of(*names: str) -> list[float]:
        return [length(element.get(one)) for one in names]

    if name in ("rect", "image"):
        x, y, width, height = of("x", "y", "width", "height")
        if width > 0 and height > 0 and name == "rect":
            yield _ring([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    elif name in ("circle", "ellipse"):
        cx, cy, rx, ry = of("cx", "cy", *(("r", "r") if name == "circle" else ("rx", "ry")))
        yield _ring([(cx + rx * math.cos(t), cy + ry * math.sin(t)) for t in (math.pi * n / 12 for n in range(24))])
    elif name == "line":
        x1, y1, x2, y2 = of("x1", "y1", "x2", "y2")
        yield ("m", x1, y1), ("l", x2, y2)
    elif name in ("polyline", "polygon"):
        n = [float(number) for number in _NUMBERS.findall(element.get("points") or "")][: 2 * _MOST_STEPS]
        points = list(zip(n[::2], n[1::2], strict=False))
        if len(points) > 1:
            yield _ring(points) if name == "polygon" else tuple(("m" if i == 0 else "l", x, y) for i, (x, y) in enumerate(points))
    elif name == "path":
        yield from _path(element.get("d") or "")


def _ring(points: list[tuple[float, float]]) -> tuple[PathStep, ...]:
    steps: list[PathStep] = [("m" if n == 0 else "l", x, y) for n, (x, y) in enumerate(points)]
    return (*steps, ("z", *points[0]))


def _path(d: str) -> Iterator[tuple[PathStep, ...]]:
    """The parts of a path; one of too many steps is a drawing, and left out."""
    steps: list[PathStep] = []
    x = y = x0 = y0 = cx = cy = 0.0
    for op, n in _commands(d):
        up = op.upper()
        dx, dy = (x, y) if op.islower() else (0.0, 0.0)
        if up == "M":
            if len(steps) > 1:
                yield tuple(steps)
            x, y = n[0] + dx, n[1] + dy
            x0, y0, steps = x, y, [("m", x, y)]
        elif up == "Z":
            steps.append(("z", x0, y0))
            x, y = x0, y0
        elif up == "H":
            x = n[0] + dx
            steps.append(("l", x, y))
        elif up == "V":
            y = n[0] + dy
            steps.append(("l", x, y))
        elif up in "LT":
            x, y = n[0] + dx, n[1] + dy
            steps.append(("l", x, y))
        elif up == "A":
            end = n[5] + dx, n[6] + dy
            steps += [("c", x, y), ("c", *end), ("c", *end)]
            x, y = end
        else:
            places = [(n[i] + dx, n[i + 1] + dy) for i in range(0, len(n), 2)]
            if up == "S":
                places = [(2 * x - cx, 2 * y - cy), *places]
            elif up == "Q":
                places = [places[0], *places]
            steps += [("c", *place) for place in places]
            (cx, cy), (x, y) = places[-2], places[-1]
        if up not in "CSQ":
            cx, cy = x, y
        if len(steps) > _MOST_STEPS:
            return
    if len(steps) > 1:
        yield tuple(steps)


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; a repeated one stands for itself (after a move: a line)."""
    op, numbers = "", list[float]()
    for letter, number in _PATH.findall(d):
        if letter:
            op, numbers = letter, []
            if op in "Zz":
                yield op, []
            continue
        numbers.append(float(number))
        if op and len(numbers) == _TAKES[op.upper()]:
            yield op, numbers
            numbers = []
            op = {"M": "L", "m": "l"}.get(op, op)
