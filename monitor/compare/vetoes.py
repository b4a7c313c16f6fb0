"""What only the picture of the pages can decide: order, spacing and hierarchy of the same letters (13.5). Pure."""

from __future__ import annotations

from dataclasses import replace

from monitor.compare.contents import compare_contents, has_lost_letters, has_words, is_image, same_letters
from monitor.compare.orgchart_match import Side, matched
from monitor.model import DocumentContent, DocumentKind, Edit, OrgChart

PDF = "application/pdf"


def if_alike(kind: DocumentKind, old: DocumentContent, new: DocumentContent) -> DocumentContent | None:
    """Return what *new* is held to say if its pages look like those of *old*; None where the picture has no say.

    It has none where nothing differs, and where letters do: a tree with a name, a title or a unit of its own, another text. Of
    the rest, order, spacing and hierarchy are as they were read before: the same picture was merely written another way. Pages
    without text are as they were where they look the same; those whose words can't be read any more say what they said, and so
    do those of which some letters can't: a word that is gone would be missed in the picture.
    """
    if is_another_form(old, new):
        return replace(new, text=old.text, geometry=old.geometry, orgchart=old.orgchart)
    if _fell_silent(old, new):
        return replace(new, text=old.text, geometry=old.geometry, orgchart=old.orgchart)
    verdict = compare_contents(kind, old, new)
    if verdict.of != "different" or old.pages != new.pages or not _is_pdf(old, new):
        return None
    if is_picture(old, new):
        return replace(new, geometry=old.geometry)
    if has_lost_letters(old, new) or has_lost_letters(new, old):
        return replace(new, text=old.text, geometry=old.geometry, orgchart=old.orgchart)
    trees = _trees(old, new) if kind == "orgchart" else None
    if trees:
        ordered = same_letters(old, new)
        kept = _under_old_heads(*trees) if all(_is_of_order(edit, ordered) for edit in verdict.edits) else None
        return replace(new, orgchart=kept, text=old.text if ordered else new.text) if kept else None
    if not same_letters(old, new):
        return None
    # Of two readings of one picture, the one with structure, else the new one.
    return replace(
        new,
        text=old.text,
        geometry=old.geometry,
        orgchart=old.orgchart
        if old.orgchart and old.orgchart.structured and not (new.orgchart and new.orgchart.structured)
        else new.orgchart,
    )


def is_picture(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether both are pages without any text: then the picture is all there is (DESIGN 3.12)."""
    return _is_pdf(old, new) and not has_words(old) and not has_words(new)


def _fell_silent(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether the new print's words can't be read any more (a scan, letters drawn as shapes), though the old one's could."""
    return _is_pdf(old, new) and old.pages == new.pages and has_words(old) and not has_words(new)


def is_another_form(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether a PDF's page is a picture now, or the other way round: only their look can tell whether it is another one."""
    forms = is_image(old), is_image(new)
    return any(forms) and not all(forms) and old.pages == new.pages == 1 and PDF in (old.media_type, new.media_type)


def _is_pdf(old: DocumentContent, new: DocumentContent) -> bool:
    """Whether both can be drawn, and are of one form."""
    drawn = all(one.media_type == PDF or is_image(one) for one in (old, new))
    return drawn and old.text is not None and new.text is not None


def _trees(old: DocumentContent, new: DocumentContent) -> tuple[OrgChart, OrgChart] | None:
    one, other = old.orgchart, new.orgchart
    return (one, other) if one and other and one.structured and other.structured else None


def _is_of_order(edit: Edit, ordered: bool) -> bool:
    """A unit moved, or, where many were, the whole redrawn with none come or gone; words *ordered* otherwise, none come or gone."""
    if edit.facts.get("field") == "text":
        return ordered
    return edit.op == "unit_moved" or (edit.op == "redrawn" and not edit.facts.get("added") and not edit.facts.get("removed"))


def _under_old_heads(old: OrgChart, new: OrgChart) -> OrgChart | None:
    """The units of *new* hung as those of *old* are, in that order; None where not every unit is one of both."""
    pairs, units = matched(Side(old), Side(new)), {unit.id: unit for unit in new.units}
    if not len(pairs) == len(old.units) == len(new.units):
        return None
    hung = (replace(units[pairs[u.id]], parent=pairs.get(u.parent or ""), confidence_parent=u.confidence_parent) for u in old.units)
    return replace(new, units=tuple(hung))
