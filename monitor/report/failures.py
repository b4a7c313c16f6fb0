"""Failures in words: what was seen, since when, what is still known, what to do, and how one ended. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.expressions import expression
from monitor.i18n.locale import Locale, locale_of
from monitor.i18n.typography import clean, shortened
from monitor.model import Change, CheckResult, Failure, Language, OpenFailure
from monitor.normalize import key

_TOLD = expression("^(?:consent|refused|broken|parked)(?: |$)")  # what a detail begins with that tells how its kind is said
_TOLD_AS = {"bot_wall": ("consent", "refused"), "maintenance": ("broken",), "empty": ("broken", "parked")}
_HARDLY_ANY = expression(r"\d+ < \d+ «")
_STATUS = expression(r"\b([45]\d\d)\b")
# The file that says what may be asked could not be had (RFC 9309 §2.3.1.4)
_NO_RULES = expression(r"robots\.txt: (?!Disallow|HTTP 429)")


def failure_words(failure: Failure, language: Language) -> str:
    """*failure* in a subject, without its evidence."""
    return _of_failure(failure, "title", locale_of(language))


def _of_failure(failure: Failure, part: str, locale: Locale) -> str:
    return locale.text(f"failures.{_failure_key(failure)}.{part}")


def _failure_key(failure: Failure) -> str:
    """The kind; an HTTP error by what its status says about the remedy (RFC 9110 §15.5)."""
    if failure.kind == "document_unavailable" and failure.detail == "HTML":
        return "document_html"
    if failure.kind == "document_unavailable" and failure.detail.startswith("«"):
        return "document_notice"
    if failure.kind == "document_unreadable" and "[office]" in failure.detail:
        return "office"
    if failure.facts.get("pattern"):
        return "pattern"
    if _NO_RULES.match(failure.detail):
        return "no_rules"
    if failure.kind in ("timeout", "too_large") and failure.detail.endswith(("(page_timeout)", "(max_page)")):
        return "heavy_page"
    if failure.kind == "item_missing" and failure.facts.get("never"):
        return "never"
    if (told := failure.detail.partition(" ")[0]) in _TOLD_AS.get(failure.kind, ()):
        return told
    if failure.kind == "empty" and _HARDLY_ANY.match(failure.detail):  # what is quoted is all there is: its title, mostly
        return "empty_left"
    if failure.kind == "empty" and "«" in failure.detail:  # some words did come
        return "empty_notice"
    if failure.kind == "http_error" and failure.detail.startswith("Retry-After"):
        return "http_held"
    status = _STATUS.search(failure.detail) if failure.kind == "http_error" else None
    match status and status[1]:
        case "404" | "410":
            return "http_gone"
        case "401" | "403" | "407" | "451":
            return "http_refused"
        case "429":
            return "http_busy"
        case _:
            return failure.kind


def failure_title(failure: Failure, language: Language, *, code: bool = True) -> str:
    """A failure in a table or a line: "site en maintenance", "erreur du site (HTTP 503)"; of an item "organigramme : document
    indisponible". A subject has no *code*: the body says it."""
    locale = locale_of(language)
    short = failure_words(failure, language)
    if code and failure.kind == "http_error" and failure.detail and _failure_key(failure) != "http_held":
        short = f"{short} ({locale.evidence(_NO_RULES.sub('', clean(failure.detail)))})"
    return locale.text("report.about", item=clean(failure.item), summary=short) if failure.item else short


def failure_seen(failure: Failure, language: Language) -> str:
    """One sentence on what was seen, with its evidence: "Le serveur a répondu par une erreur (HTTP 503)."."""
    locale = locale_of(language)
    if failure.facts.get("never") and failure.facts.get("wanted"):
        # What was looked for and what the page has instead: "Titre « … » introuvable sur la page. Titres … : « … »." (3.22).
        facts = failure.facts
        wanted = locale.listed([locale.quoted(clean(one)) for one in facts["wanted"]])
        by = facts.get("by", "heading")
        seen = locale.text(f"report.never_{by}", wanted=wanted)
        near = facts.get("nearest") or ()
        if not near:
            return locale.text("report.no_evidence", seen=seen)
        names = ", ".join(locale.quoted(shortened(clean(one), 80)) for one in near)
        return locale.text("report.never_near", seen=seen, near=locale.text(f"report.count.near_{by}", n=len(near)), names=names)
    seen = _of_failure(failure, "seen", locale)
    if failure.item:
        seen = locale.text("report.about", item=locale.quoted(clean(failure.item)), summary=seen[0].lower() + seen[1:])
    told = _NO_RULES.sub("", _TOLD.sub("", clean(failure.detail)))  # said by `seen`
    told = told.replace("no </html>", locale.text("report.no_end")).replace('input type="password"', locale.text("report.password"))
    told = _HARDLY_ANY.sub("«", told) if failure.kind == "empty" else told
    # In the language's words; what it quotes from a page stays as it is, between the language's own marks. Marks within a quotation
    # are the page's, and stay; one left open within it (cut, or the page's slip) ends with the last mark
    out, depth, start, last = list[str](), 0, 0, told.rfind("»")
    for at, sign in enumerate(told):
        if sign == "«":
            if depth == 0:
                out.append(locale.evidence(told[start:at]))
                start = at + 1
            depth += 1
        elif sign == "»" and depth:
            depth = 0 if at == last else depth - 1
            if depth == 0:
                out.append(locale.quoted(told[start:at].strip()))
                start = at + 1
    rest = f"«{told[start:]}" if depth else locale.evidence(told[start:])
    detail = shortened("".join((*out, rest)), 200)
    return locale.text("report.evidence", seen=seen, detail=detail) if detail else locale.text("report.no_evidence", seen=seen)


def failure_since(open_: OpenFailure, language: Language, timezone: str) -> str:
    """How long it has lasted: "Depuis le 12 mars 2026 à 8 h 00, 3 échecs de suite."."""
    locale = locale_of(language)
    if open_.consecutive <= 1:
        return locale.text("report.since_first")
    return locale.text(
        "report.since",
        since=locale.moment(open_.since, timezone),
        attempts=locale.text("report.count.attempts", n=open_.consecutive),
    )


def failure_means(failure: Failure, snapshot: int | None, language: Language) -> str:
    """What is still known in spite of *failure* (DESIGN 3.16)."""
    locale = locale_of(language)
    if failure.facts.get("never"):
        item = locale.quoted(clean(failure.item or ""))
        return (
            locale.text("report.never_kept", item=item)
            if failure.item and snapshot is not None
            else locale.text("report.never_kept_none")
        )
    if snapshot is None:
        return locale.text("report.kept_none")
    if failure.item and failure.facts.get("never_read"):
        return locale.text("report.never_read", item=locale.quoted(clean(failure.item)))
    if failure.item:
        return locale.text("report.kept_item", item=locale.quoted(clean(failure.item)))
    return locale.text("report.kept", number=snapshot)


def failure_to_do(failure: Failure, language: Language) -> str:
    """What the reader can do about it, a sentence."""
    do = _of_failure(failure, "to_do", locale_of(language))
    return f"{do[0].upper()}{do[1:]}."


def recovered(ended: OpenFailure, changes: Iterable[Change], language: Language, timezone: str) -> str:
    """ "De nouveau lisible après 3 échecs, depuis le 12 mars 2026 à 8 h 00.", unless these had read what *changes* tell."""
    locale = locale_of(language)
    failures, since = locale.text("report.count.failures", n=ended.consecutive), locale.moment(ended.since, timezone)
    item, read = ended.failure.item and locale.quoted(clean(ended.failure.item)), had_been_read(ended, changes)
    if is_first_found(ended):
        how = "first_found" if ended.failure.facts.get("never") else "first_read"
        return locale.text(f"report.{how}", item=item, failures=failures, since=since)
    said = locale.text("report.recovered_read" if read else "report.recovered", failures=failures, since=since)
    return locale.text("report.about", item=item, summary=said[:1].lower() + said[1:]) if item else said


def is_first_found(ended: OpenFailure) -> bool:
    """Whether the failure that ended was of an item that no visit had found or could read: nothing came back (DESIGN 3.22)."""
    facts = ended.failure.facts
    return ended.failure.item is not None and bool(facts.get("never") or facts.get("never_read"))


def outage(ended: OpenFailure, until: CheckResult, language: Language, timezone: str) -> str:
    """How long it lasted *until* that visit: "L’interruption a duré 3 jours : 3 échecs de suite depuis le …."; or `recovered`."""
    locale = locale_of(language)
    if is_first_found(ended) or had_been_read(ended, until.changes):
        return recovered(ended, until.changes, language, timezone)
    return locale.text(
        "report.outage_item" if ended.failure.item else "report.outage",
        item=locale.quoted(clean(ended.failure.item or "")),
        duration=locale.duration(until.at - ended.since),
        failures=locale.text("report.count.in_a_row", n=ended.consecutive),
        since=locale.moment(ended.since, timezone),
    )


def may_be_older(ended: OpenFailure, language: Language) -> str:
    """That a change may be as old as the failures before it: "« Organigramme » a pu changer plus tôt : avant cette visite, …"."""
    locale, item = locale_of(language), ended.failure.item
    return locale.text("report.older_item", item=locale.quoted(clean(item))) if item else locale.text("report.older")


def had_been_read(ended: OpenFailure, changes: Iterable[Change]) -> bool:
    """Whether the visits that failed had read what one of *changes* tells, « Page fermée. », and took it for none (DESIGN 3.15)."""
    words = key(ended.failure.detail.rpartition("«")[2].rstrip("»\u202f ").removesuffix("…"))
    if ended.failure.kind != "empty" or not words:
        return False
    came = (key(" ".join(filter(None, (edit.after for edit in change.edits)))) for change in changes)
    return any(text.startswith(words) if "…" in ended.failure.detail else text == words for text in came)
