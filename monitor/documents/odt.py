"""An OpenDocument text -> blocks in reading order, its tables as rows (ODF 1.3, part 3).

Comments and struck passages of tracked changes are left out, and so are fields that change by themselves (page numbers, dates
that are not fixed). A row or cell that is repeated thousands of times is how a program writes the empty rest of a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from monitor.documents.packed import Package, Unfit, attribute, digest, local, worn
from monitor.documents.painted import odf_looks, of_odt, spelt
from monitor.documents.placed import in_text, placed_digests
from monitor.model import Block, BlockKind
from monitor.pdf.struck import as_seen, block_of, marked, text_marked

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_PICTURES = re.compile(r"(?:Pictures|media)/.+")
_PARAGRAPHS: dict[str, BlockKind] = {"h": "heading", "p": "paragraph"}
_GONE = frozenset({"tracked-changes", "annotation", "annotation-end", "forms", "note-citation", "hidden-text", "ruby-text"})
_VOLATILE = frozenset(
    {"page-number", "page-count", "date", "time", "file-name", "modification-date", "modification-time", "print-date", "print-time",
     "editing-cycles", "editing-duration", "page-continuation", "creation-date", "creation-time", "word-count", "character-count",
     "paragraph-count"}
)  # fmt: skip
Striking: TypeAlias = Mapping[str, bool]  # name of a style -> whether it strikes its words out, where it says so
_MOST_REPEATED = 200  # times: more is no text that somebody wrote


def odt_blocks(package: Package) -> tuple[tuple[Block, ...], str]:
    """The text of *package*, and digests of its words and of what a viewer sees beside them."""
    check_open(package)
    content = package.xml(_CONTENT)
    body = next((e for e in content if local(e) == "body"), None)
    if body is None:
        raise Unfit(f"broken: {_CONTENT}")
    styles = package.xml(_STYLES) if package.has(_STYLES) else ()
    striking = striking_styles(styles, content)
    showing = _by_style(("display",), styles, content)
    # What a reader does not see goes: sections that are hidden, words whose style hides them (19.471, 20.372).
    for element in [e for root in (body, *styles) for e in root.iter() if local(e) in ("section", "span", "p", "h")]:
        if local(element) == "section":
            shown = attribute(element, "display")
            hidden = shown == "none" or (shown == "condition" and attribute(element, "is-hidden") == "true")
        else:
            hidden = not showing.get(attribute(element, "style-name") or "", True)
        if hidden:
            element.clear(keep_tail=True)
    blocks = list(_blocks(body, striking, in_list=False))
    known = {block.text for block in blocks}
    for margin in (e for one in styles for e in one.iter() if local(e) in ("header", "footer")):
        blocks += [b for b in _blocks(margin, striking, in_list=False) if b.text not in known]
        known |= {block.text for block in blocks}
    painted = of_odt(body, odf_looks(content))
    looks = [look for look, _ in painted]
    places = placed_digests(package, in_text(body, {}))
    wears = worn(package, spelt(painted), lambda name: _PICTURES.fullmatch(name) is not None, looks, each=True, places=places)
    return tuple(blocks), digest(as_seen(blocks)) + wears


def striking_styles(*roots: Iterable[Any]) -> Striking:
    """The styles in *roots* that strike their words out, and those that say they do not, by their names."""
    return _by_style(("text-line-through-style", "text-line-through-type"), *roots)


def _by_style(properties: Sequence[str], *roots: Iterable[Any]) -> Mapping[str, bool]:
    """By its name whether a style of *roots*, or that which it is based on, has one of *properties* and not as « none »."""
    own: dict[str, tuple[bool | None, str]] = {}
    for style in (e for root in roots for part in root for e in part.iter("{*}style")):
        said: bool | None = None
        for look in (e for e in style if local(e) == "text-properties"):
            values = [value for name in properties if (value := attribute(look, name))]
            said = any(value != "none" for value in values) if values else said
        own[attribute(style, "name") or ""] = said, attribute(style, "parent-style-name") or ""
    found: dict[str, bool] = {}
    for name in own:
        at, seen = name, set[str]()
        while at in own and at not in seen and own[at][0] is None:
            seen.add(at)
            at = own[at][1]
        if at in own and (inherited := own[at][0]) is not None:
            found[name] = inherited
    return found


def check_open(package: Package) -> None:
    """Raises Unfit for a file under a password."""
    if package.has(_MANIFEST) and any(local(e) == "encryption-data" for e in package.xml(_MANIFEST).iter()):
        raise Unfit("encrypted")


def _blocks(parent: Any, styles: Striking, *, in_list: bool) -> Iterator[Block]:
    for child in parent:
        name = local(child)
        if name in _PARAGRAPHS:
            text = paragraph_text(child, styles)
            if text:
                kind = _PARAGRAPHS[name]
                yield block_of("list_item" if in_list and kind == "paragraph" else kind, text)
            yield from (block for box in _boxes(child) for block in _blocks(box, styles, in_list=False))
        elif name == "table":
            yield from _rows(child, styles)
        elif name not in _GONE:
            yield from _blocks(child, styles, in_list=in_list or name == "list-item")


def _boxes(paragraph: Any) -> Iterator[Any]:
    """What is anchored in a paragraph and holds paragraphs of its own: text boxes, notes."""
    for child in paragraph:
        if local(child) in ("text-box", "note-body"):
            yield child
        elif local(child) not in _GONE:
            yield from _boxes(child)


def _rows(table: Any, styles: Striking) -> Iterator[Block]:
    """Its rows; a cell that spans several says in each what it says."""
    above: dict[int, tuple[int, str]] = {}  # by column how many rows more a cell above goes on, and what it says
    for row in _rows_of(table):
        cells: list[str] = []
        own = False
        going = {column: (more - 1, text) for column, (more, text) in above.items() if more > 1}
        for cell in row:
            name, times = local(cell), _times(cell, "number-columns-repeated")
            if name == "covered-table-cell":
                cells += [above.get(column, (0, ""))[1] for column in range(len(cells), len(cells) + times)]
            elif name == "table-cell":
                text = "\n".join(text_marked(block).replace("\t", " ") for block in _blocks(cell, styles, in_list=False))
                own = own or bool(text)
                if (spans := _times(cell, "number-rows-spanned")) > 1:
                    going[len(cells)] = spans - 1, text
                cells += [text] * times
        above = going
        if own:
            yield from [block_of("table_row", "\t".join(cells).rstrip("\t"))] * _times(row, "number-rows-repeated")


def _rows_of(table: Any) -> Iterator[Any]:
    for row in table:
        name = local(row)
        if name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows_of(row)
        elif name == "table-row":
            yield row


def _times(element: Any, name: str) -> int:
    said = attribute(element, name) or "1"
    return min(int(said), _MOST_REPEATED) if re.fullmatch(r"\d{1,9}", said) else 1


def paragraph_text(paragraph: Any, styles: Striking) -> str:
    """What a paragraph says, a line feed where it breaks, struck words marked (`pdf.struck`)."""
    lines = (" ".join(line.split()) for line in "".join(_parts(paragraph, styles, struck=False)).split("\n"))
    return "\n".join(lines).strip("\n")


def _parts(element: Any, styles: Striking, *, struck: bool) -> Iterator[str]:
    struck = styles.get(attribute(element, "style-name") or "", struck)
    yield marked((element.text or "").replace("\n", " "), struck=struck)
    for child in element:
        name = local(child)
        if name == "line-break":
            yield "\n"
        elif name in ("s", "tab"):
            yield " "
        elif name in _VOLATILE and attribute(child, "fixed") != "true":
            pass
        elif name not in _GONE and name not in ("text-box", "note-body"):
            yield from _parts(child, styles, struck=struck)
        yield marked((child.tail or "").replace("\n", " "), struck=struck)
