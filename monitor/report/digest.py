"""What several visits found in one message: each change's own sentence, then each one's list. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from monitor.i18n.typography import clean
from monitor.model import Called, Change, ChangePictures, CheckAlertKind, CheckResult, DigestEvery, Gone, Language, Message
from monitor.model.frozen import dataclass, replace
from monitor.model.shapes import machine_time
from monitor.report.alert import (
    attached_pictures_of,
    change_pages,
    draft_of,
    first_sentence,
    gone_notes,
    history_places,
    links_of,
    only,
    payload_of,
)
from monitor.report.config_hints import notes_of
from monitor.report.display_names import as_called, gone_as_called
from monitor.report.failures import failure_words
from monitor.report.layout import Terminal
from monitor.report.message import Draft, Provenance, SourceLink, about_all, message
from monitor.report.page import web_address
from monitor.report.ranking import first_of, number_of
from monitor.report.subjects import subject


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEntry:
    """One alert of a digest."""

    result: CheckResult
    kind: CheckAlertKind
    watch: str
    url: str
    items: tuple[str, ...]
    hash: str | None  # newest of the chain when it was written
    called: Called | None = None  # how readers know the page and its items; None: by their names
    gone: tuple[Gone, ...] = ()  # what of the page is not watched any more
    pictures: tuple[tuple[Change, ChangePictures], ...] = ()  # the pages where changes of `result` are seen
    links: tuple[tuple[Change, str], ...] = ()  # the addresses of its changed documents


@dataclass(frozen=True, slots=True, kw_only=True)
class _One:
    """An alert as it is worded. `raw`: under the names of the configuration."""

    entry: DigestEntry
    raw: CheckResult
    shown: CheckResult
    page: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Digest:
    """What is said of all visits, oldest first, to one reader."""

    said: Sequence[_One]
    to: Terminal
    network: Sequence[str] | None = None  # of pages that no server gave any more, or gives again: which can't be read even so

    def what(self) -> str:
        """ "3 changements sur 2 pages, 1 page illisible, en tout ou en partie"; a back and forth counts as one change."""
        locale = self.to.locale
        changed = [one for one in self.said if one.entry.kind in ("change", "minor")]
        number = sum(max(1, number_of(one.draft.changes, locale.language)) for one in changed)
        pages = {kind: len({one.entry.watch for one in self.said if one.entry.kind == kind}) for kind in ("failure", "recovery")}
        of_pages = locale.text("notices.digest.pages", n=len({one.entry.watch for one in changed}))
        return ", ".join(
            (
                *([locale.text("notices.digest.changed", n=number, pages=of_pages)] if changed else []),
                *([locale.text("notices.digest.unread", n=pages["failure"])] if pages["failure"] else []),
                *([locale.text("notices.digest.readable", n=pages["recovery"])] if pages["recovery"] else []),
            )
        )

    def host(self) -> str | None:
        """The host of which all the pages that are told of can't be read, or can be read again; None: it is not that alone."""
        hosts = {urlsplit(one.entry.url).hostname for one in self.said}
        alike = {one.entry.kind for one in self.said} in ({"failure"}, {"recovery"}) and len(hosts) == 1
        return hosts.pop() if alike and len({one.entry.watch for one in self.said}) > 1 else None

    def of_host(self, host: str) -> tuple[str, str]:
        """Subject and first sentence of an outage of *host*, or of its end: how many pages, and why where that is one cause."""
        locale, kind, number = self.to.locale, self.said[0].entry.kind, len({one.entry.watch for one in self.said})
        episodes = [f for one in self.said for f in one.shown.failures]
        why = {failure_words(f.failure, locale.language) for f in episodes if f.failure.item is None}
        partly = kind == "failure" and any(f.failure.item is not None for f in episodes)
        lead = locale.text(f"notices.digest.host.{kind}{'_partly' if partly else ''}", n=number, host=host)
        what = self.what() if partly or kind == "recovery" else locale.text("notices.digest.host.unread", n=number)
        if len(why) == 1 and not partly:
            (said,) = why
            lead, what = (locale.text("report.about", item=text, summary=said) for text in (lead, what))
        return subject(host, what, locale), f"{lead}."

    def of_network(self) -> tuple[str, str]:
        """Subject and first sentence of an outage of this machine's own network, or of its end."""
        locale, kind, number = self.to.locale, self.said[0].entry.kind, len({one.entry.watch for one in self.said})
        episodes = [f for one in self.said for f in (one.raw.failures if kind == "failure" else one.raw.recovered)]
        since, last = min(f.since for f in episodes if f.failure.item is None), max(one.raw.at for one in self.said)
        times = {name: locale.moment(at, self.to.timezone) for name, at in (("since", since), ("last", last))}
        key = f"notices.digest.network.{kind}"
        title = locale.text(f"{key}_subject", n=number)
        if kind == "failure" and times["since"] == times["last"]:  # told at the first failure
            return title, locale.text(f"{key}_once", n=number, last=times["last"])
        if kind == "recovery":
            del times["last"]
        return title, locale.text(key, n=number, **times)

    def parts_of_network(self, *, mends: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What it means and what to do, once for all pages; of its end, which pages are unreadable even so."""
        text = self.to.locale.text
        if self.said[0].entry.kind == "failure":
            yield "", (text("notices.digest.network.meaning"), *([text("notices.digest.network.to_do")] if mends else ()))
        elif self.network:
            yield text("notices.digest.network.still"), tuple(self.network)

    def lead(self, what: str, day: str, *, suffix: str) -> str:
        """The most telling change of all, then how many others there are."""
        locale = self.to.locale
        some = [one for one in self.said if one.draft.changes]
        counted = locale.text(f"notices.digest.counted{suffix}", what=what, day=day)
        if not some:
            return counted
        best = min(some, key=lambda one: first_of(one.draft.changes, locale.language).rank)
        sentence, left = first_sentence(best.draft.changes, best.page, locale)
        changed = (one.draft.changes for one in self.said if one.entry.kind in ("change", "minor"))
        number = sum(max(1, number_of(changes, locale.language)) for changes in changed)
        others = number - number_of(best.draft.changes, locale.language) + left
        if not others:
            return sentence if len(self.said) == 1 else counted
        counted = locale.text("report.count.other_changes", n=others)
        if (pages := len({one.entry.watch for one in some})) > 1:  # of one page the sentence has said which
            counted = locale.text("notices.digest.others", others=counted, pages=locale.text("notices.digest.pages", n=pages))
        return locale.text(f"notices.digest.lead{suffix}", sentence=sentence.removesuffix("."), others=counted)

    def points(self) -> Iterator[str]:
        """A sentence for each change and each visit with something else to tell; of several on one page the first names it."""
        locale, before = self.to.locale, ""
        for one in self.said:
            told = [first_sentence((change,), one.page, locale) for change in one.draft.changes] or [(one.draft.lead, 0)]
            for sentence, others in told:
                if one.entry.watch == before:
                    rest = sentence.removeprefix(locale.text("notices.digest.on_page", watch=one.page))
                    sentence = rest[:1].upper() + rest[1:]
                before = one.entry.watch
                more = locale.text("report.count.other_changes", n=others)
                yield locale.text("report.and_others", sentence=sentence.removesuffix("."), others=more) if others else sentence

    def named(self, one: _One, change: Change) -> Change:
        """*change* as it is headed: with its page, where there are several."""
        if len({one.page for one in self.said}) == 1:
            return change
        return replace(change, item=self.to.locale.text("notices.digest.named", watch=one.page, item=clean(change.item)))

    def parts(self, *, mends: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What is told of a page beside its changes, page by page: a failure, an outage, a back and forth, what is not watched.

        To who *mends*, also what is followed under another label than the configuration has.
        """
        found: dict[str, list[str]] = {}
        for one in self.said:
            found.setdefault(one.page, []).extend(sentence for _, sentences in one.draft.parts for sentence in sentences)
            found[one.page].extend(notes_of(one.raw.changes, self.to.locale) if mends else ())
        for one in {one.entry.watch: one for one in self.said}.values():
            found[one.page].extend(gone_notes(gone_as_called(one.entry.gone, one.entry.called), self.to))
        said = {page: tuple(dict.fromkeys(sentences)) for page, sentences in found.items() if sentences}
        common = [one for one in next(iter(said.values()), ()) if all(one in own for own in said.values())] if self.host() else []
        if common:  # of an outage once, and not once for each page
            yield self.to.locale.text("notices.digest.host.each"), tuple(common)
        for page, sentences in said.items():
            if own := tuple(one for one in sentences if one not in common):
                yield page, own

    def facts(self) -> Iterator[Provenance]:
        """Each visit once, and the newest hash of each watch."""
        locale = self.to.locale
        visits = {(one.entry.watch, one.raw.at): one for one in self.said}
        newest = {one.entry.watch: one for one in self.said}
        for one in visits.values():
            moment, number = locale.moment(one.raw.at, self.to.timezone), one.raw.snapshot
            key = "checked_unread" if number is None else "checked"
            yield Provenance(
                text=locale.text(
                    f"notices.digest.{key}", watch=one.page, moment=moment, zone=locale.zone(self.to.timezone), number=number
                )
            )
            if one.entry.hash and newest[one.entry.watch] is one:
                yield Provenance(text=locale.text("notices.digest.chain"), digest=one.entry.hash)


def digest_message(
    alerts: Sequence[DigestEntry],
    *,
    language: Language,
    timezone: str,
    every: DigestEvery = "daily",
    mends: bool = True,
    pages: str | None = None,
    network: Sequence[str] | None = None,
) -> Message:
    """Word *alerts*, oldest first, as one message. *mends*, *pages*: see `alert_message`; *network*: see `_Digest`."""
    to = Terminal(width=72, language=language, timezone=timezone)
    said = []
    for entry in alerts:
        raw, page = only(entry.result, set(entry.items), entry.kind), clean(entry.called.page if entry.called else entry.watch)
        shown = as_called(raw, entry.called)
        draft = draft_of(shown, entry.kind, page, to, mends=mends)
        said.append(_One(entry=entry, raw=raw, shown=shown, page=page, draft=draft))
    listed = [one for one in said if one.draft.changes]
    changes = [(one, *pair) for one in listed for pair in zip(one.raw.changes, one.shown.changes, strict=True)]
    days = [to.locale.day(a.result.at, timezone) for a in alerts]
    watches = {entry.watch for entry in alerts}
    # What is called one round has one visit of each page; of a server held up, or visits close together, there may be more (3.26)
    one_round = every == "round" and len({(entry.watch, entry.result.at) for entry in alerts}) == len(watches)
    titled = "subject_round" if one_round else "subject_day" if days[0] == days[-1] else "subject_days"
    digest = _Digest(said, to, network)
    what = digest.what()
    raws = [raw for _, raw, _ in changes]
    # "23" of « 23 novembre 2026 » to « 24 novembre 2026 »: without the month and the year that the last day says
    ends = (days[-1][space.start() :] for space in re.finditer(r"\s", days[-1]))
    since = next((days[0].removesuffix(end) for end in ends if days[0].endswith(end)), days[0])
    if network is not None:
        title, lead = digest.of_network()
    elif host := digest.host():
        title, lead = digest.of_host(host)
    else:
        title = to.locale.text(f"notices.digest.{titled}", what=what, since=since, day=days[-1])
        lead = digest.lead(what, days[-1], suffix="_round" if one_round else "")
    whole = Draft(
        subject=title,
        lead=lead,
        preview=said[0].draft.lead,
        points=tuple(digest.points()),
        changes=tuple(digest.named(one, shown) for one, _, shown in changes),
        pictures=attached_pictures_of(raws, [pair for entry in alerts for pair in entry.pictures], language),
        links=links_of(raws, [pair for entry in alerts for pair in entry.links]),
        pages=change_pages(pages, raws),
        parts=tuple(digest.parts_of_network(mends=mends) if network is not None else digest.parts(mends=mends)),
        to=to,
        where=(
            *history_places(pages, alerts[0].watch if len(watches) == 1 else None, raws, to.locale),
            *(
                SourceLink(what=to.locale.text("notices.digest.where", watch=page), text=clean(url), link=web_address(url))
                for page, url in dict.fromkeys((one.page, one.entry.url) for one in said)
                if url
            ),
        ),
        how=tuple(digest.facts()),
    )
    payloads = [payload_of(one.raw, one.entry.kind, one.entry.watch, to) for one in said]
    return message(whole, about_several(alerts[-1].result.at, every, payloads))


def alone_in_round(message: Message) -> Message:
    """*message*, all that a round of visits found, as a round tells it to programs: one of the `checks`."""
    texts = {name: message.payload[name] for name in ("language", "subject", "text")}
    check = {name: value for name, value in message.payload.items() if name not in texts}
    return replace(message, payload={**about_all(str(check["checked_at"]), "checks", [check]), **texts})


def about_several(newest: datetime, every: DigestEvery, payloads: list[dict[str, Any]]) -> dict[str, Any]:
    """What a webhook is told of several checks at once: of a round `checks`, else `digest` (DESIGN 5.12, §6)."""
    return about_all(machine_time(newest), "checks" if every == "round" else "digest", payloads)
