"""One check decided: is it a failure, in doubt, the first, nothing new, or a change (DESIGN 3.14-3.21)?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from monitor.compare.restless import is_often, moved_alone
from monitor.compare.revisions import compare, digests
from monitor.compare.words import likeness
from monitor.decide.alerts import change_alerts, episode_alerts, episodes_after, flapping_ended_alerts
from monitor.decide.case import SET_BACK, Case, Doubt, Items, View, doubt, items_of, missing_item, never_found, section_of
from monitor.decide.documents import annotated_document
from monitor.decide.flapping import ABSENT, Digests, Watched, flapping_after, returned_to, was_believed, watched
from monitor.expressions import expression
from monitor.model import (
    EXTRACTOR,
    Change,
    Channel,
    CheckSource,
    Confirm,
    Cosmetic,
    Edit,
    Failure,
    Flapping,
    Plan,
    Reading,
    Revision,
    Section,
    Watch,
    WatchState,
)
from monitor.model.frozen import replace
from monitor.model.shapes import machine_time
from monitor.model.suspects import ALL_TOLD, FEW_UNDER, INSTEAD, MAY_BE_PROGRAM, PROGRAM
from monitor.normalize import canonical

RELOCATED = "3.11 relocated"  # the rule that counts what was found in another way than the first named one (3.4)
_A_MOMENT = timedelta(seconds=2)  # after which a counter is another one


def decide(
    state: WatchState,
    reading: Reading,
    *,
    watch: Watch,
    channels: tuple[Channel, ...],
    source: CheckSource,
    now: datetime,
    second: Reading | None = None,
) -> Plan | Confirm:
    """Return what *reading* leads to: a plan, or that it must be confirmed by a *second* visit. With *second*, always a plan.

    1. A page that could not be read fails. 2. Lost items and odd texts are looked at again (3.15). 3. What was found is set against
    the last revision. Live, the second visit is the one that counts; in an import it only confirms, as it has its own line to come,
    and an odd text is believed at once (5.8). Live, figures alone are looked at again after a moment: a counter is another one;
    where that second look shows less than the first, the first one counts, without a doubt.
    """
    case = Case(state=state, watch=watch, channels=channels, source=source)
    if reading.failure:
        return _failed(case, reading, (reading.failure,))
    doubtful = _doubt(case, reading)
    figures = source != "import" and bool(doubtful.figures)
    gone = frozenset(doubtful.turned)
    as_it_is = View(reading=reading, lost=gone, unread=never_found(case, reading), suspect=doubtful.odd)
    if not (doubtful.lost if source == "import" else doubtful.items) and not figures:
        return _judged(case, as_it_is)
    if second is None:
        wait = watch.visiting.confirm_after
        wait = wait if doubtful.items else min(wait, _A_MOMENT)
        return Confirm(at=now + wait, reason=str(doubtful), lost=doubtful.lost, odd=tuple(doubtful.odd))
    if source == "import":  # still missing in the next capture, it is a change; back, or that capture unreadable, a failure (5.8)
        still = frozenset() if second.failure else frozenset(doubt(case, second).lost)
        back = [item for item in doubtful.lost if item not in still]
        return _failed(case, reading, _missing(back)) if back else _judged(case, replace(as_it_is, lost=gone | set(doubtful.lost)))
    again = Doubt() if second.failure else _doubt(case, second)
    counters = frozenset(item for item in again.figures if item in doubtful.figures and _counts_on(case, item, reading, second))
    if not doubtful.items and (again.items or second.failure or second.covered or any(d.failure for d in second.documents)):
        # Nothing was lost or odd: what the host keeps back from a second request keeps nobody from the news (3.6).
        return _judged(case, replace(as_it_is, held=counters, counters=counters))
    if second.failure:
        return _failed(case, second, (second.failure,))
    # Two live visits: what both lost is gone, what both found odd is so; what one of them lost is a failure (DESIGN 3.15).
    lost = (frozenset(doubtful.lost) & frozenset(again.lost)) | frozenset(again.turned)
    suspect = {item: reason for item, reason in again.odd.items() if item in doubtful.items}
    return _judged(
        case,
        View(
            reading=second,
            lost=lost,
            unread=(frozenset(again.lost) - lost) | never_found(case, second),
            back=frozenset(doubtful.lost) - lost - again.odd.keys(),
            held=(frozenset(again.odd) - suspect.keys()) | counters,
            counters=counters,
            suspect=suspect,
        ),
    )


def _counts_on(case: Case, item: str, first: Reading, second: Reading) -> bool:
    """Whether each line of *item* that is another one than it was is another again a moment later: nobody wrote that."""
    of_all = (case.state.last_sections, first.found.sections, second.found.sections)
    sides = [next(s.blocks for s in sections if s.item == item) for sections in of_all]
    return all(now.text == old.text or now.text != then.text for old, then, now in zip(*sides, strict=True))


def unconfirmed(state: WatchState, reading: Reading, *, watch: Watch, channels: tuple[Channel, ...], source: CheckSource) -> Plan:
    """Return the plan of a *reading* with a loss that no second visit could confirm: `failed`, `item_missing` (DESIGN 5.8)."""
    case = Case(state=state, watch=watch, channels=channels, source=source)
    return _failed(case, reading, _missing(_doubt(case, reading).lost))


def _doubt(case: Case, reading: Reading) -> Doubt:
    """What must be looked at again; what is known to come and go is neither lost nor odd (DESIGN 3.17)."""
    doubtful = doubt(case, reading)
    if case.state.flapping is None or not (doubtful.items or doubtful.figures):
        return doubtful
    shown = digests(_revision(case, items_of(case, View(reading=reading, lost=frozenset(doubtful.lost))), reading))
    known = frozenset(watched(case.state, shown, reading.at).quiet)
    return Doubt(
        lost=tuple(item for item in doubtful.lost if item not in known),
        turned=tuple(item for item in doubtful.lost if item in known),
        odd={item: reason for item, reason in doubtful.odd.items() if item not in known},
        figures=tuple(item for item in doubtful.figures if item not in known),
    )


def _missing(items: Iterable[str]) -> tuple[Failure, ...]:
    return tuple(Failure(kind="item_missing", detail=item, item=item) for item in items)


def _failed(case: Case, reading: Reading, failures: tuple[Failure, ...]) -> Plan:
    """A failed visit changes no revision, ever (DESIGN 3.16)."""
    episodes = episodes_after(case, failures, reading.at, items_seen=False)
    return Plan(
        watch=case.watch.name,
        at=reading.at,
        source=case.source,
        outcome="failed",
        reason="; ".join(f"{f.kind}: {f.detail}" for f in failures),
        failures=episodes.open,
        alerted=episodes.alerted,
        flapping=case.state.flapping,
        flapping_seen_at=case.state.flapping_seen_at,
        reading=reading,
        alerts=episode_alerts(case, episodes, reading.at),
        extractor=case.state.extractor,
    )


def _judged(case: Case, view: View) -> Plan:
    """A page that is well, set against the last revision; before the first good visit there is none (DESIGN 3.20)."""
    items = items_of(case, view)
    if case.last is None:
        return _first(case, view.reading, items)
    revision = _revision(case, items, view.reading)
    found = compared(case, items)
    real = [c for c in found if c.significance != "cosmetic"]
    new = case.new_recipe or case.state.reread or items.learned or real
    now: Digests = {}
    if new or case.state.flapping:  # most find nothing new: then no text need be cut
        # A document whose link changed unread: without the content that is kept of it, to which nobody returns
        unread = {r.link.item for r in view.reading.documents if r.failure} & {c.item for c in real}
        documents = (replace(d, content=None) if d.item in unread else d for d in revision.documents)
        now = digests(replace(revision, documents=tuple(documents)))
    flaps = watched(case.state, now, view.reading.at)
    changes = tuple(_dated(case, view.reading.at, annotated(case, c, view, now)) for c in real if c.item not in flaps.quiet)
    if not changes and (view.unread or view.back or view.reading.covered):
        return _failed(case, view.reading, items.failures)
    flapping = flapping_after(case.state, flaps, changes, now, view.reading.at, revision.snapshot)
    extraction = view.reading.extraction
    relocated = tuple(item for item in view.reading.found.relocated if item not in view.held)
    silent = silent_reason(case, items, now, flaps)
    gone = frozenset(case.watch.recipe.items) - {s.item for s in items.sections} - {d.item for d in items.documents}
    episodes = episodes_after(case, items.failures, view.reading.at, items_seen=True, gone=gone)
    kept = revision if changes or silent else case.last
    # Only where what was found is, to the letter, what is kept may its glance vouch for that.
    links = tuple(d.link for d in kept.documents)
    shown = extraction is not None and extraction.sections == kept.sections and extraction.documents == links
    # Counted, not told: by which rule, and what stands elsewhere on the page or was found in another way (3.11)
    hidden = [Cosmetic(item=c.item, rule=c.rule or "") for c in found if c.significance == "cosmetic"]
    told = {c.item for c in found if c.significance != "cosmetic"}
    hidden += [Cosmetic(item=item, rule=RELOCATED) for item in relocated if item not in told]
    alerts = (
        *change_alerts(case, changes, revision.snapshot, view.reading.at),
        *flapping_ended_alerts(case, flaps, view.reading.at),
    )
    return Plan(
        watch=case.watch.name,
        at=view.reading.at,
        source=case.source,
        outcome="changed" if changes else "unchanged",
        reason=_reason(changes, items.failures, silent, flapping, view),
        revision=revision if changes or silent else None,
        reread=case.last if case.state.reread else None,
        changes=changes,
        unsaid=tuple(c for c in real if c.item in flaps.quiet),
        failures=episodes.open,
        alerted=episodes.alerted,
        cosmetic=(*dict.fromkeys(hidden), *(Cosmetic(item=item, rule="3.6 counter") for item in sorted(view.counters))),
        relocated=relocated,
        flapping=flapping,
        flapping_seen_at=max(one.turned_at for one in flapping.items) if flapping else None,
        reading=view.reading if shown else replace(view.reading, glance=None),
        alerts=(*alerts, *episode_alerts(case, episodes, view.reading.at)),
        digests=now if changes or silent else {},
        extractor=_extractor(case, view.reading),
    )


def _dated(case: Case, at: datetime, change: Change) -> Change:
    """*change*, seen *at*; where an older version is dated later, as before a clock was set back, with that one (DESIGN 3.26)."""
    latest = max(case.state.history, key=lambda past: past.taken_at, default=None)
    if case.source == "import" or latest is None or latest.taken_at - at <= SET_BACK:
        return change
    later = {"snapshot": latest.snapshot, "taken_at": machine_time(latest.taken_at)}
    return replace(change, facts={**change.facts, "dated_later": later})


def _first(case: Case, reading: Reading, items: Items) -> Plan:
    """The first good visit: no changes, no alert; what was not found is named; nothing found at all is a failure (DESIGN 3.20)."""
    if not items.sections and not items.documents:
        # One failure for all items of a page on which no visit has found anything yet (3.22).
        each = [missing_item(item, reading, never=True) for item in case.watch.recipe.items]
        nearest = dict.fromkeys(name for one in each for name in one.facts.get("nearest", ()))
        facts = {"never": True, "nearest": list(nearest)}
        whole = Failure(kind="item_missing", detail=" ; ".join(one.detail for one in each), facts=facts)
        return _failed(case, reading, (whole if len(each) > 1 else replace(each[0], item=None),))
    revision = _revision(case, items, reading)
    episodes = episodes_after(case, items.failures, reading.at, items_seen=True)
    return Plan(
        watch=case.watch.name,
        at=reading.at,
        source=case.source,
        outcome="first",
        reason="; ".join(["first good visit", *(f"{f.kind}: {f.item}" for f in items.failures)]),
        revision=revision,
        failures=episodes.open,
        alerted=episodes.alerted,
        relocated=reading.found.relocated,
        headings=reading.found.headings,
        reading=reading,
        alerts=episode_alerts(case, episodes, reading.at),
        digests=digests(revision),
        extractor=revision.extractor,
    )


def _revision(case: Case, items: Items, reading: Reading) -> Revision:
    url = reading.page.http.final_url if reading.page else case.watch.url
    return Revision(
        snapshot=case.next_snapshot,
        taken_at=reading.at,
        url=url,
        sections=items.sections,
        documents=items.kept,
        recipe_hash=case.last.recipe_hash if case.last and never_found(case, reading) else case.watch.recipe.hash,
        extractor=_extractor(case, reading),
    )


def _extractor(case: Case, reading: Reading) -> int:
    """The version of our reading that the last revision stands for after a good visit; not ours where it finds less."""
    return case.state.extractor if case.last and never_found(case, reading) else EXTRACTOR


def _reason(
    changes: Sequence[Change], failures: Sequence[Failure], silent: str | None, flapping: Flapping | None, view: View
) -> str:
    parts = [f"{c.item} {c.change} ({c.suspect or c.significance})" for c in changes] or ["nothing new"]
    parts += [silent] if silent else []
    parts += [f"flapping between {', '.join(map(str, flapping.between))}"] if flapping else []
    parts += [f"{item} back on the second visit" for item in sorted(view.back)]
    return "; ".join([*parts, *(f"{f.kind}: {f.item}" for f in failures)])


WORD = expression(r"\w+")
ALIKE = 0.5  # a section that reads so after a new recipe is still the same one


def compared(case: Case, items: Items) -> tuple[Change, ...]:
    """Return every change that is the page's, not our own (DESIGN 3.19, 3.20)."""
    assert case.last is not None
    changes = compare(
        case.last,
        items.sections,
        items.documents,
        recipe=case.watch.recipe,
        removed_sections=case.state.removed_sections,
        removed_documents=case.state.removed_documents,
    )
    own = [c for c in changes if not _is_ours(case, c, items)]
    # Where several items find one document, that which stands first in the configuration tells of it: once is enough.
    documents = (*items.documents, *case.state.last_documents)
    order = [d.item for d in case.watch.recipe.documents]
    kept: list[Change] = []
    for change in own:
        before = order[: order.index(change.item)] if change.item_kind == "document" and change.item in order else []
        urls = {d.link.url for d in documents if d.item == change.item and d.link.label == change.label and d.link.url}
        first = {d.item for d in documents if d.item in before and d.link.url in urls and d.link.label == change.label}
        if not any(c.item in first and c.label == change.label for c in own):
            kept.append(change)
    return tuple(kept)


def _is_ours(case: Case, change: Change, items: Items) -> bool:
    """Whether a new recipe explains *change*: it asks for more, or found nothing on the stored page and now reads another text.

    So does a new version of our reading, but for what it finds more: that is looked for on the stored page first.
    """
    if change.change == "added" and case.new_recipe:
        return not case.was_there(change.item)
    if change.item not in case.state.unfound or change.item_kind == "document" or case.last is None:
        return False
    before, after = ([s for s in side if s.item == change.item] for side in (case.last.sections, items.sections))
    return bool(before and after) and likeness(before[0], after[0]) < ALIKE


def annotated(case: Case, change: Change, view: View, now: Digests) -> Change:
    """Return *change* with what else its reader must know: it is odd (so no wall of edits), it is a return (3.15, 3.17)."""
    back = returned_to(case.state, change.item, now[change.item]) if change.item in now else None
    if rewritten := _rewritten(case, change, view):
        return replace(change, change="edited", edits=(), suspect=rewritten, returns_to=back)
    suspect = view.suspect.get(change.item)
    if change.item_kind == "document":
        return annotated_document(case, change, view, suspect, back)
    if suspect and back and change.change == "edited" and was_believed(case.state, change.item, now[change.item]):
        suspect = None  # word by word what nobody doubted then: nothing is left to check, and what went is told (3.17)
    # Where the old words of a section stand now (3.4): its new words are then no odd text, its reader sees them.
    heading = dict(view.reading.found.moved).get(change.item) if change.change == "edited" else None
    edits, facts = change.edits, {**change.facts, **({"moved_to": heading} if heading else {})}
    if suspect and change.significance == "substantive" and not heading:
        # Of an odd text, where it is short, what stands there; where a program's text stands in it, all is told.
        stands = section_of(view.reading.found.sections, change.item)
        few = stands is not None and len(stands.text.split()) <= _FEW_WORDS
        came = _in_its_place(section_of(case.state.last_sections, change.item), stands, edits) if few else ()
        if suspect.startswith(ALL_TOLD):
            edits = came or edits if suspect.startswith(_QUOTING) else edits
        else:
            edits = (came or tuple(e for e in edits if e.op != "delete")) if few and _LEFT.fullmatch(suspect) else ()
            if few and stands is not None and not edits and _LEFT.fullmatch(suspect):
                facts["stands"] = [block.text for block in stands.blocks]
    if not (suspect or heading or back):
        facts = {**facts, **_moving(case, change, view.reading)}
    return replace(change, edits=edits, suspect=suspect, returns_to=back, facts=facts)


def _moving(case: Case, change: Change, reading: Reading) -> dict[str, Any]:
    """What of *change* moves at every visit, from the third on with what to write so that it is ignored (3.6, record 22)."""
    old, new = (section_of(side, change.item) for side in (case.state.last_sections, reading.found.sections))
    if case.source == "import" or change.change != "edited" or old is None or new is None:
        return {}
    running = case.last is not None and case.state.newest_at == case.last.taken_at  # nothing was seen since that was quiet
    moves = moved_alone(change, old, new, case.state.moves.get(change.item, ()) if running else ())
    known = next(s.ignore for s in case.watch.recipe.sections if s.item == change.item)
    ignored = {"ignored": list(known)} if known and is_often(moves) else {}
    return {"moves": moves, **ignored} if moves else {}


def _in_its_place(old: Section | None, new: Section | None, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Of *edits* what came where a long text gave way to a few words of others; () where more than these is to be told (3.15).

    What went is in `diff`. Rows stay told cell by cell, and words that stood in the old text never came.
    """
    if old is None or new is None or any(block.kind == "table_row" for block in new.blocks):
        return ()
    kept, words = _kept(old.text, new.text)
    came = tuple(replace(e, op="insert", before=None, words=()) for e in edits if e.op != "delete" and e.after)
    alike = [_kept(str(e.after), old.text) for e in came]
    is_other = all(2 * known <= words for known, words in alike) and not any(
        e.op not in ("insert", "replace", "delete") for e in edits
    )
    return came if 3 * kept < words > _WALL_WORDS and is_other else ()


def _kept(old: str, new: str) -> tuple[int, int]:
    """How many of the words of *old* are in *new*, and how many it had."""
    before, after = (Counter(WORD.findall(canonical(text).casefold())) for text in (old, new))
    return (before & after).total(), before.total()


_QUOTING = (MAY_BE_PROGRAM, PROGRAM, INSTEAD, FEW_UNDER)  # reasons that say what stands there now
_WALL_WORDS = 60  # of a text that is gone; a shorter one is told with what came for it
_LEFT = expression(r"\d+ → \d+ words|\d+ / \d+ old words")
_FEW_WORDS = 30  # no wall


def _rewritten(case: Case, change: Change, view: View) -> str | None:
    """How little of a removed text has come back where the selector finds text again; None: it is that text (DESIGN 3.29).

    Under its own heading, whatever stands there is the section again; a selector of a place only says where to look.
    """
    if change.change != "restored" or change.item_kind != "section":
        return None
    gone, here = (section_of(side, change.item) for side in (case.state.removed_sections, view.reading.found.sections))
    if gone is None or here is None or here.found_by not in ("css", "range"):
        return None
    kept, words = _kept(gone.text, here.text)
    return f"{kept} / {words} old words" if 3 * kept < words else None


def silent_reason(case: Case, items: Items, now: Digests, flaps: Watched) -> str | None:
    """Return why a snapshot is kept though nothing changed, or None: without it the next visit is set against what is not so."""
    assert case.last is not None
    if case.new_recipe:
        return "read under a new recipe"
    if case.state.reread:
        return "read anew by another extractor"
    if items.learned:
        return "a document read for the first time"
    before = digests(case.last) if flaps.ended else {}
    if any(now.get(one.item, ABSENT) != before.get(one.item, ABSENT) for one in flaps.ended):
        return "flapping came to rest on another text"
    return None
