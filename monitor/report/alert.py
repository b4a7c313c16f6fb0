"""An alert in words: what happened, the list, the marked text, where to look, how it is known. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from monitor.i18n.locale import Locale
from monitor.i18n.typography import clean, shortened
from monitor.model import (
    Called,
    Change,
    ChangePictures,
    CheckAlertKind,
    CheckResult,
    Failure,
    Flapping,
    Gone,
    Language,
    Message,
    OpenFailure,
)
from monitor.model.frozen import dataclass, replace
from monitor.report.as_json import result_json
from monitor.report.chart_phrases import redrawn_key
from monitor.report.config_hints import notes_of
from monitor.report.display_names import as_called, gone_as_called
from monitor.report.failures import (
    failure_means,
    failure_seen,
    failure_since,
    failure_title,
    failure_to_do,
    failure_words,
    had_been_read,
    is_first_found,
    may_be_older,
    outage,
)
from monitor.report.layout import Terminal
from monitor.report.lines import change_lines, plain
from monitor.report.message import PREVIEW, Draft, Provenance, SourceLink, message
from monitor.report.page import web_address
from monitor.report.page_pictures import AttachedPictures, attached_pictures
from monitor.report.ranking import by_news, first_of, is_one_line, news_since, number_of, words_of
from monitor.report.subjects import LIMIT as SUBJECT_LIMIT
from monitor.report.subjects import of_changes, subject
from monitor.report.words import doubt, edition_news, flapping, summary

__all__ = ["SUBJECT_LIMIT", "alert_message"]

_WIDTH = 72
_QUOTED, _COLON = re.compile(r"«[^»]*»|“[^”]*”"), re.compile(r":\s")
_TWO_STOPS = re.compile(r"(…|[.!?…]\s?[»”])\.$")  # « … de l’action publique. ». »
_OF_CHANGE = ("change", "minor")
_APPEARED = ("added", "removed", "restored")
_MINOR = {"relabelled": "report.alert_shown", "readdressed": "report.alert_moved"}  # its content is known to be the same


def alert_message(
    result: CheckResult,
    *,
    kind: CheckAlertKind,
    watch: str,
    url: str,
    language: Language,
    timezone: str,
    previous_snapshot: int | None = None,
    page_sha256: str | None = None,
    documents: Iterable[tuple[str, str]] = (),
    newest_hash: str | None = None,
    items: Iterable[str] = (),
    pictures: Iterable[tuple[Change, ChangePictures]] = (),
    links: Iterable[tuple[Change, str]] = (),
    gone: Iterable[Gone] = (),
    called: Called | None = None,
    mends: bool = True,
    pages: str | None = None,
) -> Message:
    """Word one alert of *kind* about *result*: what happened, the list, the marked text, where to look, how it is known.

    *previous_snapshot*: what the changes were compared with. *documents*: (label, SHA-256) each. *newest_hash*: of the chain
    (DESIGN 7.5). All digests in hex. *items*: only their changes and failures are told; none: all.
    *pictures*: the pages where changes of *result* are seen, to go with the message. *links*: the addresses of changed documents.
    *gone*: of the page, not watched any more. *called*: how readers know the page and its items; None: by their names.
    *mends*: whether the reader looks after the watch, and is told what to do about a failure. *pages*: where the history pages are.
    """
    to = Terminal(width=_WIDTH, language=language, timezone=timezone)
    told = only(result, set(items), kind)
    raw = replace(told, changes=tuple(by_news(told.changes, language)))  # the list begins with what subject and first sentence tell
    shown = as_called(raw, called)
    drafted = draft_of(shown, kind, clean(called.page if called else watch), to, mends=mends)
    how = (
        *_how(shown, previous_snapshot, to),
        *([Provenance(text=to.locale.text("report.how_page", hash=""), digest=page_sha256)] if page_sha256 else []),
        *(
            Provenance(text=to.locale.text("report.how_item", item=to.locale.quoted(clean(label)), hash=""), digest=digest)
            for label, digest in documents
        ),
        *([Provenance(text=to.locale.text("report.how_chain", hash=""), digest=newest_hash)] if newest_hash else []),
    )
    page = SourceLink(what=to.locale.text("report.where_page"), text=clean(url), link=web_address(url))
    notes = (*gone_notes(gone_as_called(gone, called), to), *(notes_of(raw.changes, to.locale) if mends else ()))
    draft = replace(
        drafted,
        pictures=attached_pictures_of(raw.changes, pictures, language) if drafted.changes else {},
        links=links_of(raw.changes, links) if drafted.changes else {},
        pages=change_pages(pages, raw.changes) if drafted.changes else {},
        parts=(*drafted.parts, *([("", notes)] if notes else [])),
        preview=drafted.preview or how[0].text,
        where=(*history_places(pages, watch, raw.changes, to.locale), *([page] if url else [])),
        how=how,
    )
    return message(draft, payload_of(told, kind, watch, to))


def gone_notes(gone: Iterable[Gone], to: Terminal) -> tuple[str, ...]:
    """What is no longer watched, a sentence each (DESIGN 3.29)."""
    return tuple(
        to.locale.text(
            f"notices.gone_{'text' if one.item_kind == 'section' else 'note'}{'' if one.seen_at else '_bare'}",
            item=to.locale.quoted(clean(one.item)),
            day=to.locale.day(one.seen_at, to.timezone) if one.seen_at else "",
        )
        for one in gone
    )


def attached_pictures_of(
    changes: Sequence[Change], pictures: Iterable[tuple[Change, ChangePictures]], language: Language
) -> dict[int, AttachedPictures]:
    """What goes with *changes*, by their place: no others than those that the message tells of."""
    places = {id(change): n for n, change in enumerate(changes)}
    return {
        (n := places[id(change)]): attached_pictures(shown, change, language, prefix=f"{n + 1}-" if len(changes) > 1 else "")
        for change, shown in pictures
        if id(change) in places and (shown.pages or shown.problem)
    }


def links_of(changes: Sequence[Change], links: Iterable[tuple[Change, str]]) -> dict[int, str]:
    """Where the documents of *changes* are to be read, by the change's place; web addresses only."""
    places = {id(change): n for n, change in enumerate(changes)}
    return {places[id(change)]: url for change, address in links if id(change) in places and (url := web_address(address))}


def payload_of(result: CheckResult, kind: CheckAlertKind, watch: str, to: Terminal) -> dict[str, Any]:
    """What a webhook is told (DESIGN 5.12), without its texts."""
    about = result_json(result, to.language)
    head = {"watch": watch, "checked_at": about["checked_at"], "snapshot": result.snapshot}
    match kind:
        case "failure":
            return {**head, "failure": about["failure"]}
        case "recovery":
            return {**head, "recovery": about.get("recovered", [None])[0]}
        case "change" | "minor":
            return {**head, "changes": about["changes"], **{n: about[n] for n in ("flapping", "recovered") if n in about}}


def only(result: CheckResult, items: set[str], kind: CheckAlertKind) -> CheckResult:
    """What an alert of *kind* tells of: *items*, or, where it is the page that fails, the page alone (DESIGN 3.18).

    An outage of the page that ended is part of what is told of a change: nobody saw any item meanwhile. Visits that had read what
    is told now were none.
    """
    if kind in _OF_CHANGE:
        result = replace(result, recovered=tuple(r for r in result.recovered if not had_been_read(r, result.changes)))
    if items:
        flapping = result.flapping
        if flapping and flapping.items:  # an alert of one item that came to rest does not tell of another's turns
            turning = tuple(one for one in flapping.items if one.item in items)
            between = tuple(sorted({number for one in turning for number in one.between}))
            since = min((one.since for one in turning), default=flapping.since)
            flapping = Flapping(since=since, between=between, items=turning) if turning else None
        return replace(
            result,
            changes=tuple(c for c in result.changes if c.item in items),
            failures=tuple(f for f in result.failures if f.failure.item in items),
            recovered=tuple(r for r in result.recovered if r.failure.item in ({*items, None} if kind in _OF_CHANGE else items)),
            flapping=flapping,
        )
    return replace(result, failures=_of_page(result.failures), recovered=_of_page(result.recovered))


def _of_page(episodes: tuple[OpenFailure, ...]) -> tuple[OpenFailure, ...]:
    return tuple(e for e in episodes if e.failure.item is None) or episodes


# --------------------------------------------------------------------------------------------------------------- what is said


@dataclass(frozen=True, slots=True)
class _Alert:
    """What *result* says of the page that readers know as *watch*, to one reader."""

    result: CheckResult
    watch: str
    to: Terminal

    def of_change(self) -> Draft:
        locale = self.to.locale
        notes = [flapping(self.result.flapping, self.to.language, self.to.timezone)] if self.result.flapping else []
        if not (self.result.changes or self.result.flapping):
            notes.append(locale.text("report.rests_note"))
        if self.result.changes:
            notes += [said for ended in self.result.recovered for said in self.outage_before(ended)]
        notes += [_seen(f, self.to) for f in self.result.failures]
        begun = [
            shortened(plain(line), PREVIEW)
            for c in self.result.changes
            for line in change_lines(c, locale.language, self.to.timezone)[:3]
        ]
        lead = self.change_lead()
        return Draft(
            subject=self.change_subject(),
            lead=lead,
            context=next((context for context in self.contexts() if lead.startswith(context)), ""),
            # The text that changed, its beginning: what the subject only counts.
            preview=shortened(" ".join(begun) or " ".join(notes), PREVIEW),
            changes=self.result.changes,
            doubt_said=len(self.result.changes) == 1 and self.result.changes[0].is_doubted,
            parts=(("", tuple(notes)),) if notes else (),
            to=self.to,
        )

    def change_subject(self) -> str:
        locale = self.to.locale
        if self.result.changes:
            return of_changes(self.watch, self.result.changes, locale)
        if self.result.flapping:
            return subject(self.watch, locale.text("report.flapping_title", number=len(self.result.flapping.between)), locale)
        return subject(self.watch, locale.text("report.rests_title"), locale)

    def outage_before(self, ended: OpenFailure) -> Iterator[str]:
        """What the visits that failed before this one leave open about a change, and how long that was."""
        if not is_first_found(ended):
            yield may_be_older(ended, self.to.language)
        yield outage(ended, self.result, self.to.language, self.to.timezone)

    def contexts(self) -> Iterator[str]:
        """How the sentence about a change may begin: « Sur la page « mairie », « organigramme » a changé : »."""
        for change in self.result.changes:
            for key in ("alert_words", "alert_words_apart"):
                item = clean(change.item)
                yield self.to.locale.text(f"report.{key}", watch=self.watch, item=item, words="\0").partition("\0")[0]

    def change_lead(self) -> str:
        """One sentence: the most telling change in its own words, then how many others there are; else its summary."""
        if not self.result.changes:  # the beginning and the end of a back and forth (DESIGN 3.17)
            if self.result.flapping:
                return self.to.locale.text("report.alert_flapping", watch=self.watch, number=len(self.result.flapping.between))
            return self.to.locale.text("report.alert_rests", watch=self.watch, number=self.result.snapshot)
        if is_one_line(self.result.changes, self.to.language) and not first_of(self.result.changes, self.to.language).is_news:
            return _one_change(self.result.changes[0], self.watch, self.to.locale)
        sentence, others = first_sentence(self.result.changes, self.watch, self.to.locale)
        if not others:
            return sentence
        return self.to.locale.text(
            "report.and_others",
            sentence=sentence.removesuffix("."),
            others=self.to.locale.text("report.count.other_changes", n=others),
        )

    def of_failure(self, *, mends: bool) -> Draft:
        locale, language = self.to.locale, self.to.language
        failures = [f.failure for f in self.result.failures]
        what = locale.text("report.semicolon").join(failure_title(f, language, code=False) for f in failures) or locale.text(
            "report.failed_bare"
        )
        page = any(f.item is None for f in failures) or not failures
        # " depuis le 12 mars 2026" where it did not begin just now; failures that began apart are told one by one below.
        lasting = {self.to.locale.day(f.since, self.to.timezone) for f in self.result.failures if f.consecutive > 1}
        since = self.to.locale.text("report.since_day", day=lasting.pop()) if len(lasting) == 1 else ""
        means = _each(failure_means(f, self.result.snapshot, language) for f in failures)
        if self.result.snapshot is not None:
            means += (locale.text("report.blind_page" if page else "report.blind_item"),)
        most = max((f.consecutive for f in self.result.failures), default=1)
        never = bool(failures) and all(f.facts.get("never") for f in failures)
        of_page = (
            locale.text("report.never_title", since=since) if never else locale.text("report.failed_since", what=what, since=since)
        )
        of_items = what if never else f"{what}{since}"
        return Draft(
            subject=subject(self.watch, of_page if page else of_items, locale),
            lead=self.failure_lead([] if page else failures, what, since, most, never=never),
            preview=" ".join(means),
            parts=(
                (locale.text("report.what_happened"), tuple(_seen(f, self.to) for f in self.result.failures)),
                (locale.text("report.what_it_means"), means),
                *([(locale.text("report.what_to_do"), _each(failure_to_do(f, language) for f in failures))] if mends else []),
            ),
            to=self.to,
        )

    def failure_lead(self, items: Sequence[Failure], what: str, since: str, most: int, *, never: bool) -> str:
        """ "Sur la page « mairie », « organigramme » est illisible depuis le 12 mars 2026 : document indisponible.".

        *items*: none where it is the page that fails. *most*: failures in a row; what was *never* found has no "since" (3.22).
        """
        locale = self.to.locale
        names = _each(locale.quoted(clean(f.item or "")) for f in items)
        cannot = locale.text("report.count.cannot_since" if since else "report.count.cannot", n=len(names) or 1)
        match bool(items), never:
            case False, True:
                return locale.text("report.never_lead", watch=self.watch, since=since)
            case False, False:
                return locale.text("report.alert_failure", watch=self.watch, what=what, since=since, cannot=cannot)
            case True, True:
                trials = locale.text("report.never_trials", visits=locale.text("report.count.checks", n=most)) if most > 1 else ""
                cannot = locale.text("report.count.never_cannot", n=len(names))
                return locale.text("report.alert_never", watch=self.watch, items=locale.listed(names), cannot=cannot, trials=trials)
        titles = ", ".join(_each(failure_words(f, self.to.language) for f in items))
        listed = locale.listed(names)
        return locale.text("report.alert_failure_item", watch=self.watch, items=listed, cannot=cannot, since=since, what=titles)

    def of_recovery(self) -> Draft:
        locale = self.to.locale
        items = [locale.quoted(clean(r.failure.item)) for r in self.result.recovered if r.failure.item]
        whole = len(items) < len(self.result.recovered) or not items
        listed = locale.listed(items)
        first = bool(self.result.recovered) and all(is_first_found(r) for r in self.result.recovered)
        was_there = first and not any(r.failure.facts.get("never") for r in self.result.recovered)
        title = locale.text(f"report.{'first_read' if was_there else 'first_found' if first else 'recovered'}_title")
        can = "can_read" if was_there else "can_first" if first else "can"
        after = "report.recovered_changed" if self.result.outcome == "changed" else "report.recovered_same"
        is_known = self.result.outcome == "changed" or (self.result.outcome == "unchanged" and not self.result.failures)
        means = (locale.text(after, number=self.result.snapshot),) if whole and is_known else ()
        said = (*(outage(r, self.result, self.to.language, self.to.timezone) for r in self.result.recovered), *means)
        return Draft(
            subject=subject(self.watch, title if whole else locale.text("report.about", item=listed, summary=title), locale),
            lead=locale.text(
                "report.alert_recovery" if whole else "report.alert_recovery_item",
                watch=self.watch,
                items=listed,
                can=locale.text(f"report.count.{can}", n=len(items)),
            ),
            preview=" ".join(said),
            parts=(("", said),),
            to=self.to,
        )


def draft_of(result: CheckResult, kind: CheckAlertKind, watch: str, to: Terminal, *, mends: bool) -> Draft:
    """What an alert of *kind* says of the page that readers know as *watch*, without where to look and how it is known."""
    alert = _Alert(result, watch, to)
    match kind:
        case "failure":
            return alert.of_failure(mends=mends)
        case "recovery":
            return alert.of_recovery()
        case "change" | "minor":
            return alert.of_change()


def first_sentence(changes: Sequence[Change], watch: str, locale: Locale) -> tuple[str, int]:
    """The most telling of *changes* in its own words, and how many it leaves to be told.

    "Sur la page « mairie », « organigramme » a changé : la DSI devient …."; where the words are too many, the summary of all that
    became of its item, which leaves only the other items.
    """
    first, number = first_of(changes, locale.language), number_of(changes, locale.language)
    moved = first.edit is not None and first.edit.facts.get("field") == "url"  # « d’adresse ; son contenu est le même » says more
    if words := "" if moved else words_of(first, locale.language):
        item = clean(first.change.item)
        if _COLON.search(_QUOTED.sub("", words)):  # « … a changé : repas : tarif … » would have two
            said = locale.text("report.alert_words_apart", watch=watch, item=item, words=words[0].upper() + words[1:])
        else:
            said = locale.text("report.alert_words", watch=watch, item=item, words=words)
        return _TWO_STOPS.sub(r"\1", said), number - 1
    return _one_change(first.change, watch, locale), number - number_of([first.change], locale.language)


def _one_change(change: Change, watch: str, locale: Locale) -> str:
    item = clean(change.item)
    if change.is_doubted:
        return locale.text("report.alert_suspect", watch=watch, item=item, reason=doubt(change, locale.language))
    if redrawn := next((edit for edit in change.edits if edit.op == "redrawn"), None):
        said = locale.text(redrawn_key(redrawn, "report.redrawn"))
        counts = summary(change, locale.language).removeprefix(f"{said}, ")
        return locale.text(redrawn_key(redrawn, "report.alert_redrawn"), watch=watch, item=item, summary=counts)
    if change.change in _APPEARED:
        document = change.item_kind == "document"
        name = clean(change.label or change.item) if document else item
        said = locale.text(f"report.alert_{change.item_kind}_{change.change}", watch=watch, name=locale.quoted(name))
        since = news_since(change, locale.language)
        since = since if change.change == "restored" else edition_news(change, locale, since)
        return locale.text("report.restored_with", restored=said.removesuffix("."), news=since) if since else said
    key = "report.alert_change"
    if change.facts.get("unread"):
        key = "report.alert_unread"
    elif change.significance == "minor" and "layout" not in change.facts:
        key = _MINOR.get(change.change, key)
    return locale.text(key, watch=watch, item=item, summary=summary(change, locale.language))


def _seen(open_: OpenFailure, to: Terminal) -> str:
    return f"{failure_seen(open_.failure, to.language)} {failure_since(open_, to.language, to.timezone)}"


def _each(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))


# ------------------------------------------------------------------------------------------- where to look, how it is known


def change_pages(base: str | None, changes: Sequence[Change]) -> dict[int, str]:
    """The page of each of several changes, by its place (DESIGN 5.15); that of a single one is in `history_places`."""
    if base is None or len(changes) == 1:
        return {}
    return {n: f"{base}/change/{change.id}" for n, change in enumerate(changes) if change.id is not None}


def history_places(base: str | None, watch: str | None, changes: Sequence[Change], locale: Locale) -> Iterator[SourceLink]:
    """The page of the change; that of the watch where there are several or none; that of all watches if *watch* is None."""
    if base is None:
        return
    if len(changes) == 1 and changes[0].id is not None:
        address = f"{base}/change/{changes[0].id}"
        yield SourceLink(what=locale.text("report.where_change"), text=address, link=address)
    elif watch is None:
        yield SourceLink(what=locale.text("report.where_all"), text=f"{base}/", link=f"{base}/")
    else:
        address = f"{base}/watch/{quote(watch, safe='')}"
        yield SourceLink(what=locale.text("report.where_history"), text=address, link=address)


def _how(result: CheckResult, previous: int | None, to: Terminal) -> Iterator[Provenance]:
    locale = to.locale
    moment = locale.moment(result.at, to.timezone)
    zone = locale.zone(to.timezone)
    if locale.day(result.at, to.timezone) == locale.day(result.at, "UTC"):
        yield Provenance(text=locale.text("report.how_checked", moment=moment, zone=zone, clock=locale.clock(result.at, "UTC")))
    else:
        yield Provenance(text=locale.text("report.how_checked_day", moment=moment, zone=zone, utc=result.at))
    if previous is not None and result.snapshot is not None and previous != result.snapshot:
        yield Provenance(text=locale.text("report.how_versions", before=previous, after=result.snapshot))
    elif result.snapshot is not None:
        yield Provenance(text=locale.text("report.how_known", after=result.snapshot))
