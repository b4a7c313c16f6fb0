"""An alert in words: subject, plain text and HTML of one letter, so that the text says everything that the HTML says. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from monitor.model import AlertKind, Change, CheckResult, Failure, Language, Message, OpenFailure
from monitor.report.as_json import result_json
from monitor.report.layout import Run
from monitor.report.lines import Line, change_lines, marked_spans
from monitor.report.page import rendered, web_address
from monitor.report.terminal import MARKS, MAX_LINES, Terminal, change_report, more_lines, state_words
from monitor.report.typography import clean, shortened
from monitor.report.voice import Voice, machine_time
from monitor.report.words import (
    changed_items,
    failure_means,
    failure_seen,
    failure_since,
    failure_title,
    failure_to_do,
    failure_words,
    flapping,
    headline,
    outage,
    summary,
)

SUBJECT_LIMIT = 150  # characters: what phones and mail lists show of it
_WIDTH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """An alert before it is text or HTML."""

    subject: str
    lead: str
    to: Terminal
    changes: tuple[Change, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (title or "", sentences)
    where: tuple[tuple[str, str, str | None], ...] = ()  # (what, text, address to link)
    how: tuple[str, ...] = ()


def alert_message(
    result: CheckResult,
    *,
    kind: AlertKind,
    watch: str,
    url: str,
    language: Language,
    timezone: str,
    previous_snapshot: int | None = None,
    page_sha256: str | None = None,
    documents: Iterable[tuple[str, str]] = (),
    newest_hash: str | None = None,
    items: Iterable[str] = (),
) -> Message:
    """Word one alert of *kind* about *result*: what happened, the list, the marked text, where to look, how it is known.

    *previous_snapshot*: what the changes were compared with. *documents*: (label, SHA-256) each. *newest_hash*: of the chain
    (DESIGN 7.5). All digests in hex. *items*: only their changes and failures are told; none: all.
    """
    to = Terminal(width=_WIDTH, language=language, timezone=timezone)
    result = _only(result, set(items))
    digests = _digests(page_sha256, documents, newest_hash, to.say)
    letter = replace(
        _told(result, kind, clean(watch), to),
        where=_where(watch, url, to.say),
        how=(*_how(result, previous_snapshot, to), *digests),
    )
    subject, text = shortened(letter.subject, SUBJECT_LIMIT), _text(letter)
    payload = {**_payload(result, kind, watch, to), "language": language, "subject": subject, "text": text}
    return Message(subject=subject, text=text, html=_html(letter), payload=payload)


def _payload(result: CheckResult, kind: AlertKind, watch: str, to: Terminal) -> dict[str, Any]:
    """What a webhook is told (DESIGN 5.12), without its texts."""
    about = result_json(result, to.language)
    head = {"watch": watch, "checked_at": about["checked_at"], "snapshot": result.snapshot}
    match kind:
        case "failure":
            return {**head, "failure": about["failure"]}
        case "recovery":
            return {**head, "recovery": about.get("recovered", [None])[0]}
        case "heartbeat":
            return {**head, "heartbeat": state_words(result, to.language)}
        case "change" | "minor":
            return {**head, "changes": about["changes"], **({"flapping": about["flapping"]} if "flapping" in about else {})}


def _only(result: CheckResult, items: set[str]) -> CheckResult:
    """What an alert tells of: *items*, or, where it is the page that fails, the page alone (DESIGN 3.18)."""
    if items:
        return replace(
            result,
            changes=tuple(c for c in result.changes if c.item in items),
            failures=tuple(f for f in result.failures if f.failure.item in items),
            recovered=tuple(r for r in result.recovered if r.failure.item in items),
        )
    return replace(result, failures=_of_page(result.failures), recovered=_of_page(result.recovered))


def _of_page(episodes: tuple[OpenFailure, ...]) -> tuple[OpenFailure, ...]:
    return tuple(e for e in episodes if e.failure.item is None) or episodes


# --------------------------------------------------------------------------------------------------------------- what is said


def _told(result: CheckResult, kind: AlertKind, watch: str, to: Terminal) -> _Letter:
    match kind:
        case "failure":
            return _of_failure(result, watch, to)
        case "recovery":
            return _of_recovery(result, watch, to)
        case "heartbeat":
            return _of_heartbeat(result, watch, to)
        case "change" | "minor":
            return _of_change(result, watch, to)


def _of_change(result: CheckResult, watch: str, to: Terminal) -> _Letter:
    say = to.say
    without = say.say("flapping_title" if result.flapping else "rests_title")
    what = headline(result, to.language) if result.changes else without
    notes = [flapping(result.flapping, to.language, to.timezone)] if result.flapping else []
    notes += [f"{failure_seen(f.failure, to.language)} {failure_since(f, to.language, to.timezone)}" for f in result.failures]
    return _Letter(
        subject=say.say("subject", watch=watch, what=what),
        lead=_change_lead(result, watch, to),
        changes=result.changes,
        parts=(("", tuple(notes)),) if notes else (),
        to=to,
    )


def _change_lead(result: CheckResult, watch: str, to: Terminal) -> str:
    """One sentence; what changed in each of several items is told below it."""
    if not result.changes:  # the beginning and the end of a back and forth (DESIGN 3.17)
        return to.say.say("alert_flapping" if result.flapping else "alert_rests", watch=watch, number=result.snapshot)
    first = result.changes[0]
    if len(result.changes) == 1:
        return to.say.say("alert_change", watch=watch, item=clean(first.item), summary=summary(first, to.language))
    changes = to.say.count("items_changed", len({c.item for c in result.changes}))
    return to.say.say("alert_changes", watch=watch, changes=changes, items=changed_items(result, to.language))


def _of_failure(result: CheckResult, watch: str, to: Terminal) -> _Letter:
    say, language = to.say, to.language
    failures = [f.failure for f in result.failures]
    what = say.say("semicolon").join(failure_title(f, language) for f in failures) or say.say("failed_bare")
    page = any(f.item is None for f in failures) or not failures
    return _Letter(
        subject=say.say("subject", watch=watch, what=say.say("failed", what=what) if page else what),
        lead=say.say("alert_failure", watch=watch, what=what) if page else _item_lead(failures, watch, to),
        parts=(
            (say.say("what_happened"), tuple(_seen(f, to) for f in result.failures)),
            (say.say("what_it_means"), _each(failure_means(f, result.snapshot, language) for f in failures)),
            (say.say("what_to_do"), _each(failure_to_do(f, language) for f in failures)),
        ),
        to=to,
    )


def _item_lead(failures: Sequence[Failure], watch: str, to: Terminal) -> str:
    """ "Sur la page suivie « mairie », « organigramme » ne peut pas être lu (document indisponible)."."""
    items, titles = (
        _each(to.say.quoted(clean(f.item or "")) for f in failures),
        _each(failure_words(f, to.language)[0] for f in failures),
    )
    listed, cannot = to.say.listed(items), to.say.count("cannot", len(items))
    return to.say.say("alert_failure_item", watch=watch, items=listed, cannot=cannot, what=", ".join(titles))


def _seen(open_: OpenFailure, to: Terminal) -> str:
    return f"{failure_seen(open_.failure, to.language)} {failure_since(open_, to.language, to.timezone)}"


def _each(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))


def _of_recovery(result: CheckResult, watch: str, to: Terminal) -> _Letter:
    say = to.say
    items = [say.quoted(clean(r.failure.item)) for r in result.recovered if r.failure.item]
    whole = len(items) < len(result.recovered) or not items
    listed = say.listed(items)
    title = say.say("recovered_title")
    after = "recovered_changed" if result.outcome == "changed" else "recovered_same"
    means = (say.say(after, number=result.snapshot),) if whole and result.outcome in ("changed", "unchanged") else ()
    return _Letter(
        subject=say.say("subject", watch=watch, what=title if whole else say.say("about", item=listed, summary=title)),
        lead=say.say(
            "alert_recovery" if whole else "alert_recovery_item", watch=watch, items=listed, can=say.count("can", len(items))
        ),
        parts=(("", (*(outage(r, result.at, to.language, to.timezone) for r in result.recovered), *means)),),
        to=to,
    )


def _of_heartbeat(result: CheckResult, watch: str, to: Terminal) -> _Letter:
    state = state_words(result, to.language)
    return _Letter(
        subject=to.say.say("subject", watch=watch, what=to.say.say("heartbeat_title", state=state)),
        lead=to.say.say("alert_heartbeat", watch=watch, state=state),
        to=to,
    )


def _where(watch: str, url: str, say: Voice) -> tuple[tuple[str, str, str | None], ...]:
    return (
        (say.say("where_page"), clean(url), web_address(url)),
        (say.say("where_history"), f"monitor history {clean(watch)}", None),
    )


def _how(result: CheckResult, previous: int | None, to: Terminal) -> Iterator[str]:
    say = to.say
    yield say.say("how_checked", moment=say.moment(result.at, to.timezone), timezone=to.timezone, utc=machine_time(result.at))
    if previous is not None and result.snapshot is not None and previous != result.snapshot:
        yield say.say("how_versions", before=previous, after=result.snapshot)
    elif result.snapshot is not None:
        yield say.say("how_known", after=result.snapshot)


def _digests(page: str | None, documents: Iterable[tuple[str, str]], chain: str | None, say: Voice) -> Iterator[str]:
    if page:
        yield say.say("how_page", hash=page)
    for label, digest in documents:
        yield say.say("how_item", item=say.quoted(clean(label)), hash=digest)
    if chain:
        yield say.say("how_chain", hash=chain)


# ----------------------------------------------------------------------------------------------------------------- text, HTML


def _text(letter: _Letter) -> str:
    to = letter.to
    paragraphs = [to.put(Run(letter.lead))]
    paragraphs += [change_report(c, to) for c in letter.changes]
    if _needs_legend(letter):
        paragraphs.append(to.put(Run(to.say.say("legend"))))
    for title, sentences in letter.parts:
        lines = [to.put(Run(s), first="  " if title else "") for s in sentences]
        paragraphs.append("\n".join([*([title] if title else []), *lines]))
    paragraphs.append("\n".join([to.say.say("where"), *(f"  {what}{text}" for what, text, _ in letter.where)]))
    paragraphs.append("\n".join([to.say.say("how"), *(f"  {line}" for line in letter.how)]))  # hashes are never broken
    return "\n\n".join(paragraphs) + "\n"


def _html(letter: _Letter) -> str:
    say = letter.to.say
    shown = [_shown(change, letter.to) for change in letter.changes]
    return rendered("mail.html.j2", letter=letter, say=say, changes=shown, legend=_needs_legend(letter), marks=MARKS)


def _shown(change: Change, to: Terminal) -> dict[str, Any]:
    """A change for the template: its brackets are in already, so that no style and no hidden text is needed to read it."""
    lines = change_lines(change, to.language)
    return {
        "item": clean(change.item),
        "label": clean(change.label or ""),
        "summary": summary(change, to.language),
        "lines": [Line(line.mark, marked_spans(line)) for line in lines[:MAX_LINES]],
        "more": more_lines(len(lines), to.say),
    }


def _needs_legend(letter: _Letter) -> bool:
    return any(line.mark == "~" for c in letter.changes for line in change_lines(c, letter.to.language))
