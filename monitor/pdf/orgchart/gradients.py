"""Gradients drawn step by step, as nested or neighbouring fills -> one fill each: office programs write no shading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor.pdf.ink import Path

_LEAST = 5  # fills: fewer may be boxes in a box
_STEP = 24  # of 255: how far the colours of two neighbours are apart at most
_SLACK = 0.8  # points


def with_gradients_joined(paths: Iterable[Path]) -> Iterator[Path]:
    """*paths* with every run of fills that shrink or go on by steps of colour made one."""
    run: list[Path] = []
    for path in paths:
        if run and not _goes_on(run, path):
            yield from _joined(run)
            run = []
        if path.fill is None or path.stroke is not None:
            yield from _joined(run)
            run = []
            yield path
        else:
            run.append(path)
    yield from _joined(run)


def _goes_on(run: Sequence[Path], path: Path) -> bool:
    last = run[-1]
    if path.fill is None or last.fill is None or path.stroke is not None:
        return False
    if max(abs(a - b) for a, b in zip(path.fill, last.fill, strict=True)) > _STEP:
        return False
    if len(run) == 1:
        return _shrinks(last, path) or _shrinks(path, last) or _follows(last, path)
    return _shrinks(last, path) if not _follows(run[-2], last) else _follows(last, path)


def _shrinks(outer: Path, inner: Path) -> bool:
    """Whether *inner* lies in *outer* and reaches no further on one side at least."""
    return outer.box.encloses(inner.box, _SLACK) and inner.box.area < outer.box.area - 0.1


def _follows(one: Path, next_one: Path) -> bool:
    """Whether the second is a strip that goes on beside or beneath the first, as long as it."""
    a, b = one.box, next_one.box
    if abs(a.x0 - b.x0) + abs(a.x1 - b.x1) <= _SLACK:
        return abs(b.top - a.bottom) <= _SLACK or abs(a.top - b.bottom) <= _SLACK
    if abs(a.top - b.top) + abs(a.bottom - b.bottom) <= _SLACK:
        return abs(b.x0 - a.x1) <= _SLACK or abs(a.x0 - b.x1) <= _SLACK
    return False


def _joined(run: Sequence[Path]) -> Iterator[Path]:
    """One fill for a run: the whole of its strips; else the first, which its steps lie in, though they may stick out of it."""
    if len(run) < _LEAST:
        yield from run
        return
    first, middle = run[0], run[len(run) // 2]
    box = first.box
    if _follows(first, run[1]):
        last = run[-1].box
        box = box._replace(
            x0=min(box.x0, last.x0), top=min(box.top, last.top), x1=max(box.x1, last.x1), bottom=max(box.bottom, last.bottom)
        )
        yield middle._replace(box=box, steps=(), order=first.order)
    else:
        yield first._replace(fill=middle.fill)
