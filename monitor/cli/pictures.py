"""Pictures of pages, as several commands make and write them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click

from monitor.cli.options import F
from monitor.cli.say import pick
from monitor.compare.places import regions_json
from monitor.confine import Confined
from monitor.errors import MonitorError
from monitor.model import Change, ChangePictures, CheckResult, DocumentCaps, Mark, MarkedPage, Revision, Side
from monitor.pdf.picture import PagePicture
from monitor.pipeline.looks import look, look_regions
from monitor.pipeline.pictures import change_pictures, contents_of, has_pictures
from monitor.report.change_picture import marked_page
from monitor.report.numbering import numbers_of
from monitor.report.page_pictures import within
from monitor.store import Store

log = logging.getLogger(__name__)

_MAIL_BYTES = 2_000_000
_MAIL_PATIENCE = timedelta(seconds=5)  # for one page


def draw_marks(picture: PagePicture, marks: tuple[Mark, ...], *, number: int, side: Side) -> MarkedPage:
    """*picture* with *marks* on it."""
    return marked_page(picture.image(), marks, scale=picture.scale, number=number, side=side)


def pictures_between(store: Store, change: Change, old: Revision, new: Revision, pdf: Confined) -> ChangePictures | None:
    """The pages where *change* between two revisions is seen, from the bytes kept; None where it is seen on none."""
    contents = contents_of(change, old, new) if has_pictures(change) else None
    if contents is None:
        return None
    before, after = (store.kept(content.sha256) for content in contents)
    pages = contents[0].pages or 0, contents[1].pages or 0
    return change_pictures(change, before, after, pages=pages, numbers=numbers_of(change), pdf=pdf, draw=draw_marks)


Drawn = tuple[tuple[Change, ChangePictures], ...]


class PicturesOf:
    """The pictures that go with alerts: made once for each result, whoever it is told to. They never hold up an alert."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pdf = Confined(caps=DocumentCaps(timeout=_MAIL_PATIENCE))
        self._made: dict[tuple[str, int], Drawn] = {}

    def __enter__(self) -> PicturesOf:
        return self

    def __exit__(self, *error: object) -> None:
        self._pdf.close()

    def of(self, watch: str, result: CheckResult) -> Drawn:
        """Changes of *result* with the pages where they are seen, at most _MAIL_BYTES; none where that goes wrong."""
        number = result.snapshot or 0
        if (watch, number) not in self._made:
            try:
                self._made[watch, number] = self._make(watch, number, result) if number > 1 else ()
            except Exception:  # erased, broken, or a bug of ours: the words say it all
                log.exception("no pictures watch=%s snapshot=%d", watch, number)
                self._made[watch, number] = ()
        drawn = self._made[watch, number]
        return tuple((change, shown) for change in result.changes for other, shown in drawn if change == other)

    def _make(self, watch: str, number: int, result: CheckResult) -> Drawn:
        wanted = [change for change in result.changes if has_pictures(change)]
        if not wanted:
            return ()
        old, new = (self._store.revision(watch, n) for n in (number - 1, number))
        left, made = _MAIL_BYTES, list[tuple[Change, ChangePictures]]()
        for change in wanted:
            pictures = pictures_between(self._store, change, old, new, self._pdf)
            if pictures:
                made.append((change, within(pictures, left)))
                left -= sum(len(page.png) for pair in made[-1][1].pages for page in pair.sides)
        return tuple(made)


def with_regions(store: Store, change: Change, old: Revision, new: Revision, pdf: Confined) -> Change:
    """*change* with where the pictures differ, if it is of a document without any text and they are kept (DESIGN 5.5)."""
    contents = contents_of(change, old, new)
    if contents is None or contents[0].text or contents[1].text or change.facts.get("regions"):
        return change
    before, after = (store.kept(content.sha256) for content in contents)
    seen = look("file", *contents, before, after) if before is not None and after is not None else None
    found = regions_json(look_regions(seen, pdf)) if seen else []
    return replace(change, facts={**change.facts, "regions": found}) if found else change


def png_option(help_text: str) -> Callable[[F], F]:
    """--png: where pictures go."""
    return click.option(
        "--png",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=lambda context, parameter, value: _png_name(value),
        metavar="OUT.png",
        help=help_text,
    )


def _png_name(path: Path | None) -> Path | None:
    """*path* as given to --png. Raises BadParameter for another ending: one in .pdf is most likely the chart itself."""
    if path and path.suffix.lower() != ".png":
        raise click.BadParameter(pick(fr=f"{path} : le nom doit finir par .png", en=f"{path}: the name must end in .png"))
    return path


def write_png(path: Path, png: bytes) -> None:
    """Write a picture. Raises MonitorError where that can't be done."""
    try:
        path.write_bytes(png)
    except OSError as error:
        raise MonitorError(
            pick(fr=f"{path} : écriture impossible ({error.strerror})", en=f"{path}: can't be written ({error.strerror})"),
            remedy=pick(fr="choisissez un dossier où écrire", en="choose a folder that can be written to"),
        ) from error
