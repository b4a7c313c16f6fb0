"""A whole revision against what a new visit shows, item by item (DESIGN 3.9-3.12, 3.20, 5.3, 5.4). Pure.

An item as one number, to see that it came back to an earlier state (DESIGN 3.17). What compares texts, some twenty modules, is
loaded where something was seen first or differs, as at few visits (§9).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, groupby
from operator import itemgetter

from monitor.compare.documents.of_one_name import compare_documents
from monitor.compare.link_keys import link_key
from monitor.expressions import expression
from monitor.model import EMBED, Block, Change, Document, Recipe, Revision, Section
from monitor.normalize import WORD_END, address_key, ended_tokens, publication


def compare(
    old: Revision,
    sections: Sequence[Section],
    documents: Sequence[Document],
    *,
    recipe: Recipe,
    removed_sections: Sequence[Section] = (),
    removed_documents: Sequence[Document] = (),
) -> tuple[Change, ...]:
    """Return every change of the items of *recipe*, in its order, cosmetic ones included with the rule that hides them.

    An item that is neither in *sections* nor in *documents* is `removed`; one that *old* does not have is `added`, or, where it is
    among the removed, `restored` with what differs from its last text. Items no longer in *recipe* are passed over.
    """
    changes: list[Change] = []
    watched = {link_key(d.link.url) for d in (*old.documents, *documents) if d.link.url}
    for section in recipe.sections:
        before, after, gone = (
            next((s for s in reading if s.item == section.item), None) for reading in (old.sections, sections, removed_sections)
        )
        if before and after:
            change = _between(before, after, watched)
            changes += [change] if change else []
        elif after and gone:
            changes.append(_whole(after, "restored", gone, after))
        elif after:
            changes.append(_whole(after, "added", None, after))
        elif before:
            changes.append(_whole(before, "removed", before, None))
    for document in recipe.documents:
        sides = ([d for d in side if d.item == document.item] for side in (old.documents, documents, removed_documents))
        changes += compare_documents(document.item, document.kind, *sides)
    return tuple(changes)


def _between(before: Section, after: Section, watched: Collection[str]) -> Change | None:
    if before.heading == after.heading and before.blocks == after.blocks:
        return None  # as `compare_sections` says of them first
    from monitor.compare.sections import compare_sections

    return compare_sections(before, after, watched)


def _whole(section: Section, change: str, old: Section | None, new: Section | None) -> Change:
    from monitor.compare.sections import pieces
    from monitor.compare.text.blocks import edits_between

    edits = edits_between(*(pieces(side) if side else [] for side in (old, new)))
    return Change(item=section.item, item_kind="section", change=change, significance="substantive", edits=tuple(edits))


_WORD, _FIELD = WORD_END, "\x1e"  # ASCII's own separators; `normalize` leaves neither in a token
# Letters of Latin-1, white space, and marks of which each is a token whatever stands beside it; points one by one, and
# apostrophes of elisions: not those of « don’t » and « aujourd’hui », beside no letter, behind more than an elision has.
_PLAIN_SIMPLE = [("’", "'"), *(zip("–—“”\u202f", '--"" ', strict=True))]
_LATIN = bytes(at for at in range(256) if chr(at).isalpha() and at not in b"\xaa\xb5\xba")
_ALONE = [bytes([mark]) for mark in b'-.",;:!?()[]{}/|&+*=<>%@#$\xa3\xa7\xb0']
_PARTED_SIMPLE = bytes.maketrans(b"\0 \n\t\r\xa0\xab\xbb", b"\x1f" * 6 + b'""')
_SIMPLE = _LATIN + b"".join(_ALONE) + b"' \n\t\r\xa0\xab\xbb"
_POINTS = expression(rb"\.\.")
_NO_ELISION = expression(  # begins with one letter, which re looks for fastest
    rb"'(?:(?<![%(of)s]')|(?<=[%(of)s]{9}')|(?![%(of)s])|(?i:(?=(?:s|t|re|ve|ll|m)(?![%(of)s]))|(?<=aujourd')(?=hui)))"
    % {b"of": re.escape(_LATIN)}
)


def digest(item: Section | Document) -> str:
    """Return a hex SHA-256 of *item* as compared: equal digests, nothing that a reader would call different.

    A document's is over what the page shows of it and its text; over its bytes where it has no text.
    """
    if isinstance(item, Section):
        from monitor.compare.sections import section_facts, section_tokens

        facts = section_facts(item)
        said = _WORD.join(section_tokens(item)) if item.ignored else _joined_tokens(item.heading or "", item.blocks)
        fields = [said, *([_WORD.join(facts)] if facts else [])]
    else:
        link, content = item.link, item.content
        place = link.url or ""
        if place:
            place = (publication(place) or link_key(place)) if link.format == EMBED else address_key(place)
        said = content.sha256 if content else ""
        if content and content.text:
            said = _joined_tokens("", content.text)
        fields = [_joined_tokens(link.label), _joined_tokens(link.size_text or ""), place, said]
    return hashlib.sha256(_FIELD.join(fields).encode("utf-8", "surrogatepass")).hexdigest()


def _joined_tokens(first: str, blocks: Iterable[Block] = ()) -> str:
    """The tokens of *first* and then of *blocks*, parted."""
    return ended_at_once([first, *[block.text for block in blocks]]).removesuffix(_WORD)


def ended_at_once(texts: Sequence[str]) -> str:
    """`normalize.ended_tokens` of *texts*, which is what is hashed of them, in half of the time.

    Most texts are letters and marks of which each is a token wherever it stands: these are told, and parted, all at once.
    """
    raw = "\0".join(texts)
    for letter, plain in _PLAIN_SIMPLE:
        raw = raw.replace(letter, plain)
    said = raw.encode("latin-1", "xmlcharrefreplace")  # what it has no letter for, by figures
    odd = list(map(bool, said.translate(None, _SIMPLE).split(b"\0")))
    if len(odd) != len(texts):  # one has a NUL
        return ended_tokens(*texts)
    for found in chain(_NO_ELISION.finditer(said), _POINTS.finditer(said)):
        odd[said.count(b"\0", 0, found.start())] = True
    if not any(odd):
        return _of_simple(said)
    parts = list[str]()
    for is_odd, group in groupby(zip(odd, texts, said.split(b"\0"), strict=True), key=itemgetter(0)):
        _, few, simple = zip(*group, strict=True)
        parts.append(ended_tokens(*few) if is_odd else _of_simple(b"\0".join(simple)))
    return "".join(parts)


def _of_simple(said: bytes) -> str:
    """The same of texts in Latin-1 of nothing but what is simple, with a NUL between them."""
    parted = said.translate(_PARTED_SIMPLE).replace(b"'", b"'\x1f")  # an elision
    while b"-" in parted and b"--" in parted:
        parted = parted.replace(b"--", b"-")
    for mark in _ALONE:
        if mark in parted:
            parted = parted.replace(mark, b"\x1f%s\x1f" % mark)
    # Two separators and more are one: to look for two takes longest, so it is done once
    pieces = [piece.strip(b"\x1f") for piece in parted.split(b"\x1f\x1f")]
    ended = b"\x1f".join(filter(None, pieces)).replace(b'"', b"'").decode("latin-1")
    return ended and ended + WORD_END


def digests(revision: Revision) -> dict[str, str]:
    """Return the digest of every item of *revision*; documents of one name, in whatever order, have one together."""
    named: dict[str, list[str]] = {}
    for document in revision.documents:
        named.setdefault(document.item, []).append(digest(document))
    found = {section.item: digest(section) for section in revision.sections}
    for item, each in named.items():
        found[item] = each[0] if len(each) == 1 else hashlib.sha256(_FIELD.join(sorted(each)).encode()).hexdigest()
    return found
