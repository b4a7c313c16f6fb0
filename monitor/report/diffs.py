"""Two snapshots side by side in the formats of `monitor diff`: text, unified, html (json: as_json.diff_json). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from itertools import zip_longest

from monitor.compare.sections import pieces
from monitor.compare.text.blocks import edits_between
from monitor.expressions import expression
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import clean, held
from monitor.model import Called, Change, ChangePictures, Document, Edit, Language, Revision, Section
from monitor.model.frozen import dataclass
from monitor.model.shapes import machine_time
from monitor.report.chart_edits import is_of_chart, is_of_field
from monitor.report.chart_statements import statement_lines
from monitor.report.display_names import changes_as_called
from monitor.report.layout import Run, Terminal
from monitor.report.lines import note_lines
from monitor.report.page import rendered, web_address
from monitor.report.page_pictures import ShownPictures, shown_pictures
from monitor.report.passages import Passage, passages
from monitor.report.spans import as_read
from monitor.report.terminal import change_report
from monitor.report.words import summary

_NOT_IN_NAMES = expression(r"[\s/\\]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two snapshots of a watch side by side. `page_sha256`: hex digests of their pages, None where not known."""

    watch: str
    old: Revision
    new: Revision
    changes: tuple[Change, ...]
    page_sha256: tuple[str | None, str | None] = (None, None)


def diff_text(comparison: Comparison, to: Terminal, called: Called | None = None) -> str:
    """The comparison for a terminal: which versions, then each change. *called*: by these titles; None: by names."""
    old, new = comparison.old, comparison.new
    page = clean(called.page if called else comparison.watch)
    title = to.locale.text("report.diff_title", watch=page, before=old.snapshot, after=new.snapshot)
    times = " → ".join(to.locale.moment(r.taken_at, to.timezone) for r in (old, new))
    head = [to.put(Run(title, "strong")), to.put(Run(times, "quiet"))]
    if not comparison.changes:
        return "\n".join([*head, "", to.put(Run(to.locale.text("report.diff_none")))])
    changes = changes_as_called(comparison.changes, called) if called else comparison.changes
    return "\n\n".join(["\n".join(head), *(change_report(c, to, whole=True) for c in changes)])


# ------------------------------------------------------------------------------------------------------------------- unified


def diff_unified(old: Revision, new: Revision, locale: Locale | None = None) -> str:
    """A unified diff of all items, a file each ("mutualisation@12"), a block a line; *locale*: for what is struck (3.28)."""
    before, after = _by_item(_files(old, locale)), _by_item(_files(new, locale))
    chunks: list[str] = []
    for item in dict.fromkeys([*before, *after]):
        # None where it does not exist. Several of one name are numbered.
        for number, pair in enumerate(zip_longest(before.get(item, ()), after.get(item, ())), start=1):
            sides = tuple(zip(pair, (old, new), strict=True))
            name = item if number == 1 else f"{item}-{number}"
            a_name, b_name = ("/dev/null" if lines is None else f"{name}@{revision.snapshot}" for lines, revision in sides)
            a, b = ([f"{clean(line)}\n" for line in lines or ()] for lines, _ in sides)
            chunks += unified_diff(a, b, a_name, b_name, machine_time(old.taken_at), machine_time(new.taken_at))
    return "".join(chunks)


def _by_item(files: Iterable[tuple[str, list[str]]]) -> dict[str, list[list[str]]]:
    grouped: dict[str, list[list[str]]] = {}
    for item, lines in files:
        grouped.setdefault(_NOT_IN_NAMES.sub("_", clean(item)), []).append(lines)
    return grouped


def _files(revision: Revision, locale: Locale | None) -> Iterator[tuple[str, list[str]]]:
    for section in revision.sections:
        yield section.item, section_texts(section, locale, heading=True)
    for document in revision.documents:
        link, content = document.link, document.content
        facts = (link.label, link.format, link.size_text, link.url, content and f"sha256 {content.sha256}")
        yield document.item, [*[clean(f) for f in facts if f], *document_texts(document, locale)]


def section_texts(section: Section, locale: Locale | None = None, *, heading: bool = False) -> list[str]:
    """The blocks of *section*, with its heading first where asked; with a *locale*, what is struck out in them is said."""
    texts = [as_read(b, locale) if locale else b.text for b in section.blocks]
    return [section.heading, *texts] if heading and section.heading else texts


def document_texts(document: Document, locale: Locale | None = None) -> list[str]:
    """The blocks of a document's text, as `section_texts` has them; none where it has none or was not read."""
    return [as_read(b, locale) if locale else b.text for b in document.content.text or ()] if document.content else []


# ---------------------------------------------------------------------------------------------------------------------- html


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A change as the template needs it."""

    anchor: str
    item: str
    label: str
    summary: str
    notes: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    pictures: ShownPictures | None


def diff_html(
    comparison: Comparison, language: Language, timezone: str, pictures: Mapping[int, ChangePictures] | None = None
) -> str:
    """One self-contained, accessible HTML page without scripts, with a policy; *pictures*: pages by a change's place."""
    locale = locale_of(language)
    old, new = comparison.old, comparison.new
    sides = [
        {
            "name": locale.text(name),
            "at": locale.text("report.diff_version_at", number=r.snapshot, moment=locale.moment(r.taken_at, timezone)),
            "machine": machine_time(r.taken_at),
            "sha256": sha256,
        }
        for name, r, sha256 in zip(("report.diff_before", "report.diff_after"), (old, new), comparison.page_sha256, strict=True)
    ]
    return rendered(
        "diff.html.j2",
        locale=locale,
        title=locale.text("report.diff_title", watch=clean(comparison.watch), before=old.snapshot, after=new.snapshot),
        watch=clean(comparison.watch),
        address=clean(new.url),
        link=web_address(new.url),
        old=old,
        new=new,
        sides=sides,
        changes=[
            _Shown(
                anchor=f"change-{n + 1}",
                item=clean(change.item),
                label=clean(change.label or ""),
                summary=held(summary(change, language)),
                notes=tuple(map(Passage, (*note_lines(change, language, timezone), *statement_lines(change, language)))),
                passages=text_with_edits(change, [edit for edit in change.edits if not is_of_chart(edit)], old, new, language),
                pictures=shown_pictures(pictures[n], change, language) if pictures and n in pictures else None,
            )
            for n, change in enumerate(comparison.changes)
        ],
    )


def text_with_edits(
    change: Change, edits: Sequence[Edit], old: Revision, new: Revision, language: Language, *, departures: bool = False
) -> tuple[Passage, ...]:
    """The text around *edits*, those of *change* that are about words, with them in place; () where there are none.

    Where the same text is an org chart too, what its statements are about differs in it as well and is marked there: nothing that
    changed is among the blocks that did not (3.31).
    """
    if not edits:
        return ()
    sides = [next((s for s in revision.sections if s.item == change.item), None) for revision in (old, new)]
    if change.item_kind == "section" and any(map(is_of_chart, change.edits)) and sides[0] and sides[1]:
        kept = [edit for edit in edits if is_of_field(edit) or edit.op not in ("insert", "delete", "replace", "move")]
        edits = edits_between(pieces(sides[0]), pieces(sides[1]))
        for edit in kept:  # a field, which has no place, before all
            _, at = edit.facts.get("at") or (None, None)
            behind = (n for n, e in enumerate(edits) if not at or ((own := e.facts["at"][1]) and own[0] > at[0]))
            edits.insert(next(behind, len(edits)), edit)
    before, after = (texts_around(change, revision) for revision in (old, new))
    return passages(edits, before, after, language, departures=departures, shown=texts_around(change, new, locale_of(language)))


def texts_around(change: Change, revision: Revision, locale: Locale | None = None) -> Sequence[str]:
    """The blocks that stand around a change's edits, as `section_texts` has them; a document's where no other has its name."""
    if change.item_kind == "section":
        return next((section_texts(s, locale) for s in revision.sections if s.item == change.item), [])
    documents = [d for d in revision.documents if d.item == change.item]
    return document_texts(documents[0], locale) if len(documents) == 1 and not documents[0].tree else []
