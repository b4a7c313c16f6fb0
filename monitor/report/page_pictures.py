"""Pictures of pages for a report: what is seen on each in words, and what a page of HTML needs to show them. Pure."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from monitor.compare.places import edit_place
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import clean, shortened
from monitor.model import NOT_KEPT, Change, ChangePictures, Edit, Language, MarkedPage, PagePair, Picture, Side
from monitor.model.frozen import dataclass, replace
from monitor.report.chart_statements import numbers_of

_MOST_NAMED = 20  # marks of one page whose units an alt text names
_LABEL = 80  # characters of a unit's label in it


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """One picture as a template needs it."""

    side: Side
    title: str  # "Avant"
    alt: str
    source: str  # data: or cid:
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPair:
    title: str  # "Page 1"
    pages: tuple[ShownPage, ...]
    absent: str  # the page is missing on one side; "": it is not


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPictures:
    """The pictures of one change; `notes` say what is wanting."""

    pairs: tuple[ShownPair, ...]
    key: str  # how outlines and numbers are to be read; "": nothing is outlined
    notes: tuple[str, ...]


def shown_pictures(pictures: ChangePictures, change: Change, language: Language) -> ShownPictures | None:
    """Return *pictures* for a page of HTML that holds them itself; None where there is nothing to show or say."""
    locale = locale_of(language)
    if not pictures.pages and not pictures.problem:
        return None
    pairs = []
    for pair in pictures.pages:
        absent = "" if pair.before and pair.after else locale.text("report.page_gone" if pair.before else "report.page_new")
        pages = tuple(
            ShownPage(
                side=page.side,
                title=locale.text(f"report.diff_{page.side}"),
                alt=picture_alt(page, change, locale.language),
                source="data:image/png;base64," + base64.b64encode(page.png).decode("ascii"),
                width=page.width,
                height=page.height,
            )
            for page in pair.sides
        )
        other = pair.before and pair.after and pair.before.page != pair.page
        number = f"{pair.before.page} → {pair.page}" if pair.before and other else pair.page
        pairs.append(ShownPair(title=locale.text("report.page_number", page=number), pages=pages, absent=absent))
    return ShownPictures(pairs=tuple(pairs), key=_key(pictures, change, locale), notes=tuple(_notes(pictures, locale)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedPictures:
    """The pictures of one change as they go with a message; `key` and `notes` as in ShownPictures."""

    pictures: tuple[Picture, ...]
    captions: tuple[str, ...]  # "Page 1, avant", of each
    key: str
    notes: tuple[str, ...]


def attached_pictures(pictures: ChangePictures, change: Change, language: Language, *, prefix: str) -> AttachedPictures:
    """Return *pictures* for a message; their names begin with *prefix* (ASCII), which is to be unique in it."""
    locale = locale_of(language)
    pages = [page for pair in pictures.pages for page in pair.sides]
    attached = tuple(
        Picture(
            name=f"{prefix}{locale.text(f'report.page_file_{page.side}', page=page.page)}.png",
            png=page.png,
            alt=picture_alt(page, change, language),
        )
        for page in pages
    )
    return AttachedPictures(
        pictures=attached,
        captions=tuple(locale.text(f"report.page_{page.side}", page=page.page) for page in pages),
        key=_key(pictures, change, locale),
        notes=tuple(_notes(pictures, locale)),
    )


def within(pictures: ChangePictures, most: int) -> ChangePictures:
    """Return *pictures* without the last pages that would take them over *most* bytes; they count as not shown."""
    size, kept = 0, list[PagePair]()
    for pair in pictures.pages:
        size += sum(len(page.png) for page in pair.sides)
        if size > most:
            break
        kept.append(pair)
    return replace(pictures, pages=tuple(kept), more=pictures.more + len(pictures.pages) - len(kept))


def picture_alt(page: MarkedPage, change: Change, language: Language) -> str:
    """What is seen on *page*: which page it is, and what is outlined on it, by number and name."""
    locale = locale_of(language)
    where = locale.text(f"report.page_{page.side}", page=page.page)
    if not page.marks:
        return locale.text(
            "report.picture_whole" if any(edit.op == "redrawn" for edit in change.edits) else "report.picture_no_marks", where=where
        )
    numbered = sorted({number for mark in page.marks for number in mark.numbers})
    if not numbered:
        return locale.text("report.picture_words", where=where)
    numbers = numbers_of(change)
    of = {number: [change.edits[n] for n, told in numbers.items() if told == number] for number in numbered[:_MOST_NAMED]}
    named = [_named(number, edits, page.side, change, locale) for number, edits in of.items()]
    more = [locale.text("report.count.more_marks", n=len(numbered) - _MOST_NAMED)] if len(numbered) > _MOST_NAMED else []
    return locale.text(f"report.picture_{page.side}", where=where, marks=locale.text("report.semicolon").join([*named, *more]))


def _named(number: int, edits: Sequence[Edit], side: Side, change: Change, locale: Locale) -> str:
    """A number with the boxes that have it on that side."""
    if change.facts.get("regions"):
        return locale.text("report.picture_region", number=number)
    labels: dict[str, None] = {}
    was = {e.after: e.before for e in edits if e.op == "unit_renamed"} if side == "before" else {}  # every edit has the new title
    for edit in edits:
        title = edit.after if edit.op == "unit_renamed" else edit.facts.get("unit")
        label = shortened(clean(str((title if edit.op == "unit_removed" else was.get(title, title)) or "")), _LABEL)
        if label and edit_place(edit, side):
            labels[label] = None
    return locale.text("report.picture_mark", number=number, unit=locale.listed([locale.quoted(label) for label in labels]))


def _key(pictures: ChangePictures, change: Change, locale: Locale) -> str:
    marks = [mark for pair in pictures.pages for page in pair.sides for mark in page.marks]
    if not any(mark.numbers for mark in marks):  # lines of a box have no number in the list
        return locale.text("report.pictures_key_bare") if marks else ""
    return locale.text("report.pictures_key_regions" if change.facts.get("regions") else "report.pictures_key")


def _notes(pictures: ChangePictures, locale: Locale) -> Iterator[str]:
    if pictures.problem == NOT_KEPT:
        yield locale.text("report.pictures_not_kept")
    elif pictures.problem:
        yield locale.text("report.pictures_problem", detail=clean(pictures.problem))
    if pictures.more:
        yield locale.text("report.count.pictures_more", n=pictures.more)
