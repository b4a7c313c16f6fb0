"""The documents of one name: who is who, and what differs (DESIGN 3.9, 3.11, 3.12, 5.4). Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from monitor.compare.link_keys import link_key, picture_name
from monitor.compare.verdicts import UNSURE_LAYOUT, by_bytes
from monitor.compare.words import likeness, text_of, word_diff
from monitor.model import EMBED, Change, Document, DocumentContent, DocumentKind, DocumentLink, Edit, Revision
from monitor.model.frozen import replace
from monitor.normalize import address_key, is_drawing, publication, publisher, tokens

ADDRESS = "3.11 address"
TYPOGRAPHY = "3.10"
UNSEEN = "3.11"  # what no reader sees
PICTURES = frozenset({"JPG", "JPEG", "PNG", "GIF", "WEBP", "TIF", "TIFF", "BMP", "AVIF", "IMAGE"})
ALIKE = 0.5  # labels as like as this, of several that go and come, are one document's

Pair = tuple[Document | None, Document | None]


def compare_documents(
    item: str, kind: DocumentKind, old: Sequence[Document], new: Sequence[Document], gone: Sequence[Document] = ()
) -> tuple[Change, ...]:
    """Return what differs between the documents called *item*, cosmetic changes included, in the order of the page, removed last.

    *gone*: documents recorded as removed before; one of them that comes back is `restored`, with what its content says otherwise.
    """
    pairs = pair_documents(old, new)
    back = restored([after for before, after in pairs if after and before is None], gone)
    changes: list[Change | None] = []
    editions = editions_of(kind, pairs)
    for before, after in pairs:
        edition = editions.get(id(after))
        if before and after:
            told = _between(kind, before, after)
            changes.append(_against(kind, told, edition, after) if told and edition and told.change == "replaced" else told)
        elif after and (gone_before := back.get(id(after))):
            from monitor.compare.documents.contents import compare_contents

            edits = compare_contents(kind, gone_before.content, after.content).edits
            changes.append(_substantive(item, "restored", after, edits))
        elif after:
            told = _substantive(item, "added", after)
            changes.append(_against(kind, told, edition, after) if edition else told)
        elif before:
            changes.append(_substantive(item, "removed", before))
    return tuple(change for change in changes if change)


def pair_documents(old: Sequence[Document], new: Sequence[Document]) -> list[Pair]:
    """Return who became whom, in the order of *new*, then (document, None) for those that went.

    By address, then label, then content; of what is left, the most alike labels; and where one goes and one comes, it is one.
    What was proposed beside an org chart, and bears its label now that this went, took its place.
    """
    left, partner = list(old), dict[int, Document]()
    for same in (_same_link, _same_url, _same_address, _same_label, _same_content):
        _match(left, new, partner, same)
    open_places = [n for n in range(len(new)) if n not in partner]
    scored = [(likeness(o.link.label, new[n].link.label), -n, i) for n in open_places for i, o in enumerate(left)]
    taken = set[int]()
    for score, minus_n, i in sorted(scored, reverse=True):
        if score >= ALIKE and -minus_n not in partner and i not in taken:
            partner[-minus_n] = left[i]
            taken.add(i)
    left[:] = [o for i, o in enumerate(left) if i not in taken]
    for n, before in [(n, one) for n, one in partner.items() if left and one.link.label != new[n].link.label]:
        from monitor.compare.documents.editions import comes_into_force

        if found := next((o for o in left if comes_into_force(o, before, new[n])), None):
            partner[n] = found
            left[:] = [before if o is found else o for o in left]
    if len(left) == len(new) - len(partner) == 1:
        partner[next(n for n in range(len(new)) if n not in partner)] = left.pop()
    return [*((partner.get(n), document) for n, document in enumerate(new)), *((document, None) for document in left)]


Same = Callable[[Document, Document], bool]


def _match(left: list[Document], new: Sequence[Document], partner: dict[int, Document], same: Same) -> None:
    for n, document in enumerate(new):
        found = next((o for o in left if same(o, document)), None) if n not in partner else None
        if found:
            partner[n] = found
            left.remove(found)


def _same_link(a: Document, b: Document) -> bool:
    return a.link.url == b.link.url and a.link.label == b.link.label


def _same_url(a: Document, b: Document) -> bool:
    return a.link.url is not None and a.link.url == b.link.url


def _same_address(a: Document, b: Document) -> bool:
    return a.link.url is not None and b.link.url is not None and _place(a.link) == _place(b.link)


def _place(link: DocumentLink) -> str:
    """The address of *link* as compared. A frame is told by its publication; a picture by its name, not by its copy's size."""
    assert link.url is not None
    if link.format == EMBED:
        return publication(link.url) or f"{link_key(link.url)}#{urlsplit(link.url).fragment}"
    whole = address_key(link.url)
    return f"{whole.rpartition('/')[0]}/{picture_name(link.url)}" if link.format in PICTURES else whole


def _same_label(a: Document, b: Document) -> bool:
    return tokens(a.link.label) == tokens(b.link.label)


def _same_content(a: Document, b: Document) -> bool:
    return a.content is not None and b.content is not None and a.content.sha256 == b.content.sha256


# ------------------------------------------------------------------------------------------------------------------ what differs


def restored(came: Sequence[Document], gone: Sequence[Document]) -> dict[int, Document]:
    """Which of *came*, by identity, are which of *gone* again: each of these is back once, and by its label alone where that tells.

    A label tells where no two of *came* bear it, and never of frames: another publication under the old heading is a new one.
    """
    left, partner = list(gone), dict[int, Document]()
    for same in (_same_link, _same_address, _same_content):
        _match(left, came, partner, same)
    for n, document in enumerate(came):
        alike = [other for other in came if _same_label(other, document)]
        if n not in partner and len(alike) == 1 and document.link.format != EMBED:
            alone = dict[int, Document]()
            _match(left, [document], alone, _same_label)
            partner.update((n, found) for found in alone.values())
    return {id(came[n]): found for n, found in partner.items()}


def _substantive(item: str, change: str, document: Document, edits: Sequence[Edit] = ()) -> Change:
    label = document.link.label
    return Change(item=item, item_kind="document", change=change, significance="substantive", edits=tuple(edits), label=label)


def editions_of(kind: DocumentKind, pairs: Sequence[Pair]) -> dict[int, Document]:
    """Which org chart that stays on the page each newcomer of *pairs* follows, by the identity of that (3.9)."""
    both = [(before, after) for before, after in pairs if after and after.tree]
    came = [(before, after) for before, after in both if before is None or before.link.label != after.link.label]
    kept = [after for before, after in both if before and (before.link.label == after.link.label or _same_content(before, after))]
    if kind != "orgchart" or not kept or not came:
        return {}
    from monitor.compare.documents.editions import followed

    found = ((after, followed(before, after, [one for one in kept if one is not after])) for before, after in came)
    return {id(after): edition for after, edition in found if edition}


def _against(kind: DocumentKind, told: Change, edition: Document, came: Document) -> Change:
    """*told* with what *came* says otherwise than the *edition* that it follows; as it is where most is another chart."""
    from monitor.compare.documents.contents import compare_contents, painted, shown_by
    from monitor.compare.documents.editions import EDITION_OF
    from monitor.compare.documents.office_looks import shown_beside

    content = compare_contents(kind, edition.content, came.content)
    if content.of == "unknown" or edition.content is None or came.content is None or any(e.op == "redrawn" for e in content.edits):
        return told
    seen: Mapping[str, object] = {}
    if content.of == "different":
        shown = (shown_beside if content.edits else shown_by)(edition.content, came.content)
        seen = shown or painted(edition.content, came.content)
        if not (content.edits or seen):
            return told
    link = tuple(edit for edit in told.edits if edit.facts.get("field") in ("label", "size_text", "url"))
    same = {} if content.of == "different" else {"same_content": True}
    return replace(told, edits=(*link, *content.edits), facts={EDITION_OF: edition.link.label, **seen, **same})


def _between(kind: DocumentKind, old: Document, new: Document) -> Change | None:
    """One document before and after (DESIGN 3.11).

    other content: `replaced`; the same: what the page shows of it is minor, another address `readdressed`, the rest cosmetic;
    no bytes to compare: a new label or size is substantive.
    """
    content = by_bytes(old.content, new.content)
    if content is None:
        from monitor.compare.documents.contents import compare_contents  # 24 modules that most versions do without (§9)

        content = compare_contents(kind, old.content, new.content)
    pairs = (("label", old.link.label, new.link.label), ("size_text", old.link.size_text or "", new.link.size_text or ""))
    field_edits: list[Edit] = []
    for field, a, b in pairs:
        if tokens(a) != tokens(b):
            before, after, words = word_diff(text_of(a), text_of(b))
            field_edits.append(Edit(op="replace", before=before, after=after, words=words, facts={"field": field}))
    shown, moved = tuple(field_edits), "same"
    if old.link.url != new.link.url:  # hidden: one of the two pages does not show the address (DESIGN 3.8)
        hidden = old.link.url is None or new.link.url is None
        moved = "hidden" if hidden else "cosmetic" if _place(old.link) == _place(new.link) else "other"
    at = Edit(op="replace", before=old.link.url, after=new.link.url, facts={"field": "url"})
    fields = (*shown, *([at] if moved in ("other", "hidden") else ()))
    if content.of == "different" and old.content is not None and new.content is not None:
        from monitor.compare.charts.sheet import named_facts
        from monitor.compare.documents.contents import painted, shown_by
        from monitor.compare.documents.office_looks import shown_beside

        replaced = _substantive(new.item, "replaced", new, (*fields, *content.edits))
        seen = (shown_beside if content.edits else shown_by)(old.content, new.content) or painted(old.content, new.content)
        # Where bytes alone differ, their digests are what does (3.21)
        digests = {} if replaced.edits else {"sha256": [old.content.sha256, new.content.sha256]}
        return replace(replaced, facts={**digests, **seen, **named_facts(old.content, new.content)})
    if content.of == "unknown" and (change := _without_bytes(old, new, len(shown), moved)):
        if change == "replaced" and is_drawing(new.link.url or ""):
            return replace(_substantive(new.item, change, new, shown), facts={"shown": "drawing"})
        told = _substantive(new.item, change, new, fields)
        if change == "replaced" and old.content is not None and new.content is None:
            return replace(told, facts={"unread": True})  # it may be the same one, under another name (DESIGN 3.26)
        service = publisher(new.link.url) if new.link.format == EMBED and new.link.url else None
        return replace(told, facts={"service": service}) if service else told
    if fields:
        change = "relabelled" if shown else "readdressed"
        facts: dict[str, object] = {"layout": "unsure"} if content.rule == UNSURE_LAYOUT else {}
        if content.of == "unknown":
            facts = {"unread": True}  # nobody says that it is the same (DESIGN 3.26)
        label = new.link.label
        return Change(
            item=new.item, item_kind="document", change=change, significance="minor", edits=fields, label=label, facts=facts
        )
    resaved = content.rule if content.of == "resaved" else None
    spelt = old.link.label != new.link.label or old.link.size_text != new.link.size_text
    rule = resaved or (ADDRESS if moved == "cosmetic" else TYPOGRAPHY if spelt else UNSEEN if old.link != new.link else None)
    if rule is None:
        return None
    change = "replaced" if resaved else "readdressed" if moved == "cosmetic" else "relabelled"
    return Change(item=new.item, item_kind="document", change=change, significance="cosmetic", label=new.link.label, rule=rule)


def _without_bytes(old: Document, new: Document, shown: int, moved: str) -> str | None:
    """What to call it where the page alone speaks; None where that is no more than minor.

    Label and size both new, or one of them at another address: another file. Another address alone is one only where bytes were
    never read; else the next visit that can read them will tell.
    """
    if shown == 2 or (shown and moved == "other"):
        return "replaced"
    if shown:
        return "relabelled"
    return "replaced" if moved == "other" and old.content is None and new.content is None else None


def contents_of(change: Change, old: Revision, new: Revision) -> tuple[DocumentContent, DocumentContent] | None:
    """What *change* is between: both contents of the document; None where it is no replaced document, or one was never read.

    Of one that follows another on the page (3.9) both contents are those of *new*.
    """
    if not change.is_between_files:
        return None
    pairs = [(a.content, b.content) for a, b in documents_of(change, old, new) if a and b]
    read = [(a, b) for a, b in pairs if a and b and a.sha256 != b.sha256]
    return read[0] if read else None


def documents_of(change: Change, old: Revision | None, new: Revision | None) -> list[Pair]:
    """The document of which *change* tells, before and after, among all that answer to its name (3.9).

    More than one where labels are equal and nothing tells them apart. A version that was erased is None, and shows none.
    """
    before, after = ([d for d in side.documents if d.item == change.item] if side else [] for side in (old, new))
    called = [(a, b) for a, b in pair_documents(before, after) if (last := b or a) and last.link.label == change.label]
    if "edition_of" in change.facts:
        from monitor.compare.documents.editions import edition_of

        called = [(edition_of(change, after), new_one) for _, new_one in called]
    own: list[Pair] = [(a, b) for a, b in called if b and b.content and _is_about(change, b.content)]
    return own if len(own) == 1 else called


def _is_about(change: Change, content: DocumentContent) -> bool:
    """Whether the units of which *change* tells stand in *content* under the numbers that it gives them, with who came there."""
    units = content.tree.by_id() if content.tree else {}
    for edit in change.edits:
        number = (edit.facts.get("ids") or (None, None))[1]
        if number is None:
            continue
        if number not in units or units[number].title not in (edit.facts.get("unit"), edit.after):
            return False
        if edit.op.startswith("person_") and edit.after not in (None, *(person.name for person in units[number].people)):
            return False
    return True
