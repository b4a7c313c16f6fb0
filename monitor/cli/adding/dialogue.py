"""What a page offers, numbered, and what somebody answers (DESIGN 4.5); what was added, told to whoever added it."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

from monitor.cli.adding.look import Chart, LookedAt
from monitor.cli.adding.write import Ready, Restless, has_names, link_unlike_file
from monitor.cli.options import from_here
from monitor.compare.documents.contents import is_image
from monitor.extract.offers import Offer
from monitor.extract.outline import words_of
from monitor.i18n.typography import clean, shortened
from monitor.model import EMBED, Called, CheckResult, Config, Past
from monitor.normalize import key, publisher
from monitor.records import now
from monitor.report.as_json import result_json
from monitor.report.failures import failure_seen
from monitor.report.layout import Run, Terminal
from monitor.report.terminal import result_words
from monitor.schedule import next_visit
from monitor.terminal.output import localized, note, screen, terminal, terminal_language, terminal_locale

FEW_NAMES = 3
_LONG_LINE = 60  # characters
FEW = 40  # words: so short a text may not be the page's


def added_json(ready: Ready, result: CheckResult | None, config: Config) -> dict[str, Any]:
    """The line of `--json` (4.5); `check` is null where a service that is running makes the first visit."""
    return {
        "watch": ready.watch.name,
        "added": list(ready.watch.recipe.items),
        "check": result_json(result, config.language) if result else None,
        "url": ready.watch.url,
        "title": ready.watch.title,
    }


def print_added(ready: Ready, result: CheckResult | None, config: Config, *, chose: bool, moving: Sequence[Restless] = ()) -> None:
    """The first visit as `check` prints it, then what is watched, what to look at, where it is written, when it is visited next.

    *chose*: somebody picked what is watched, and knows what is not. *moving*: what was another at a second reading.
    """
    title, to = clean(ready.watch.title_of()), terminal(sys.stderr, terminal_language(), config.timezone)
    if result is not None:
        called = Called(page=title, items=ready.watch.titles, given=frozenset(ready.watch.titles))
        print(result_words(result, screen(config), called), flush=True)
    else:
        note(to.put(Run("+", "good"), Run(" "), Run(title, "strong"), rest="  "))
        for document in ready.reading.documents:
            if document.content is not None and document.content.hidden_sheets:
                sheets = localized("report.hidden_sheets", n=document.content.hidden_sheets)
                said = localized("report.hidden_sheets_in", item=clean(document.link.label), sheets=sheets)
                note(to.put(Run(said, "quiet"), first="    "))
    for found in found_words(ready):
        note(to.put(Run(found), first="    "))
    quoted = terminal_locale().quoted
    for one in moving:
        said = localized("add.moves_ignored" if one.pattern else "add.moves", line=quoted(shortened(clean(one.line), _LONG_LINE)))
        note(to.put(Run(said, "quiet"), first="    "))
    for look in looks(ready):
        note(to.put(Run("!", "new"), Run("\u00a0"), Run(look), first="    ", rest="      "))
    left = [] if chose or ready.watch.recipe.documents else [o for o in ready.seen.offers if o.kind == "document"]
    if left:
        names = ", ".join(terminal_locale().quoted(clean(o.title)) for o in left[:FEW_NAMES])
        note(to.put(Run(localized("add.no_document", n=len(left), names=names), "quiet"), first="    "))
    if result is not None and result.outcome != "first":
        note(to.put(Run(localized("add.watched_before", name=clean(ready.watch.name)), "quiet"), first="    "))
    for said in _what_comes(ready, result, config):
        note(to.put(Run(said, "quiet"), first="    "))


def _what_comes(ready: Ready, result: CheckResult | None, config: Config) -> Iterator[str]:
    """How the page is asked for, where it is written, when it is visited, and what is left to do for who has just begun."""
    if ready.seen.private:
        yield localized("add.private")
    if ready.seen.unsafe:
        yield localized("add.unsafe", url=clean(ready.watch.url))
    yield localized("add.written", path=from_here(config.path), name=clean(ready.watch.name))
    begins = result is not None and len(config.watches) == 1  # somebody has to make something visit and somebody has to be told
    if result is None:
        yield localized("add.service_visits")
    elif (coming := next_visit(ready.watch, Past(newest_at=result.at), now(), config.timezone)) is None:
        yield localized("add.never")
    else:  # that needs something that visits: a claim like any other (3.26)
        moment = terminal_locale().moment(coming.at, config.timezone)
        yield localized("add.next_once_installed" if begins else "add.next_if_running", moment=moment)
    if begins:
        yield localized("add.then_install")
    if not config.channels:
        yield localized("add.then_mail")


def found_words(ready: Ready) -> Iterator[str]:
    """Each item of a new watch in a few words: "texte « Accueil », 412 mots", "organigramme « Services », 41 services"."""
    extraction = ready.reading.extraction
    assert extraction is not None  # `tried` has seen to it
    for section in extraction.sections:
        yield f"{_named(localized('add.text'), section.heading)}, {words(words_of(section.blocks))}"
    for document in ready.reading.documents:
        if document.content and document.content.tree:
            chart = document.content.tree
            found = Chart(kind="orgchart", units=len(chart.units), people=chart.posts_held)
            yield f"{_named(localized('add.orgchart'), document.link.label)}, {chart_counts(found)}"
        else:
            yield _named("document", document.link.label)


def _named(what: str, name: str | None) -> str:
    return f"{what} {terminal_locale().quoted(clean(name))}" if name else what


def looks(ready: Ready) -> Iterator[str]:
    """What to look at: little text, a text within another, a document that could not be read, a chart that is none to read."""
    extraction = ready.reading.extraction
    assert extraction is not None
    for section in extraction.sections:
        count = words_of(section.blocks)
        if count < FEW and section.orgchart is None:
            yield localized("add.text_is_short", words=words(count))
        if section.orgchart is not None and section.tree is None:
            name = terminal_locale().quoted(clean(section.heading or section.item))
            yield localized("add.section_no_tree", name=name)
    quoted = terminal_locale().quoted
    for part, whole in permutations(extraction.sections, 2):
        if 0 < len(part.blocks) < len(whole.blocks) and set(part.blocks) <= set(whole.blocks):
            names = {"part": quoted(clean(part.heading or part.item)), "whole": quoted(clean(whole.heading or whole.item))}
            yield localized("add.part_of_whole", **names)
    for document in ready.reading.documents:
        content = document.content
        if document.failure:
            yield failure_seen(document.failure, terminal_language())
        elif document.link.format == EMBED and (service := publisher(document.link.url or "")):
            name = terminal_locale().quoted(clean(document.link.label))
            yield localized("add.published_unread", name=name, service=service)
        elif content is None or content.text is not None or is_image(content) or document.link.url in ready.seen.charts:
            continue
        else:  # nothing of what it says is read: a Word file of before 2007, a zip
            yield localized("add.words_unread", name=terminal_locale().quoted(clean(document.link.label)))
    recipe = ready.watch.recipe
    if not has_names(ready.seen) and "orgchart" not in (*(s.kind for s in recipe.sections), *(d.kind for d in recipe.documents)):
        for link in ready.seen.unlike_files[:1]:
            line = f"monitor add {shlex.quote(clean(link[1]))}"
            yield localized("add.unlike_file_to_add", seen=link_unlike_file(link), line=line)
    watched = [ready.seen.charts.get(d.link.url or "") for d in ready.reading.documents]
    unread = [c for c in watched if c is not None and c.called_so and c.kind != "orgchart" and not c.trouble]
    if unread and not any(d.kind == "orgchart" for d in ready.watch.recipe.documents):
        if unread[0].is_picture:
            yield localized("add.chart_as_picture")
        else:
            yield localized("add.chart_as_text") if unread[0].kind == "text" else localized("add.chart_without_text")


MARK = "●"


def offered(seen: LookedAt, proposed: Sequence[Offer], to: Terminal) -> str:
    """The page's title and address, then a number for each thing on it; what is proposed has a mark."""
    lines = [to.put(Run(clean(seen.title), "strong")), to.put(Run(clean(seen.wish.url), "quiet")), ""]
    wide = len(str(len(seen.offers)))
    before = ""
    for number, offer in enumerate(seen.offers, 1):
        group = localized("add.texts") if offer.kind != "document" else "Documents"
        if group != before:
            lines += [""] * bool(before) + [to.put(Run(group, "quiet"), first="  ")]
            before = group
        margin = " " * (wide + 5)
        form = publisher(offer.url or "") if offer.format == EMBED else offer.format
        facts = [words(offer.words)] if offer.words else []
        facts += [localized("add.documents", n=offer.count)] if offer.count > 1 else []
        facts += [clean(fact) for fact in (form, offer.size_text) if fact]
        facts += [localized("add.without_address")] if offer.kind == "document" and offer.url is None else []
        title = clean(offer.title)
        if offer.kind == "main":
            whole = localized("add.main_text")
            title = f"{title} — {whole}" if title else whole
        mark = Run(MARK, "good") if offer in proposed else Run("\u00a0")
        runs = [Run(f"{number:>{wide}}", "strong"), Run("\u00a0"), mark, Run("\u00a0"), Run(title)]
        lines.append(to.put(*runs, Run("".join(f", {fact}" for fact in facts), "quiet"), first="  ", rest=margin))
        if offer.begins:
            room = max(20, to.width - len(margin) - 4)
            lines.append(to.put(Run(to.locale.quoted(shortened(clean(offer.begins), room)), "quiet"), first=margin))
        if (chart := seen.charts.get(offer.url or "")) is not None:
            lines.append(to.put(Run(chart_words(chart), "new" if chart.trouble else "good"), first=margin))
    return "\n".join(lines)


def words(number: int) -> str:
    """A text's length."""
    return localized("add.words", n=number)


def chart_words(chart: Chart) -> str:
    """What was found in a document that may be an org chart."""
    if chart.trouble:
        return chart.trouble
    if chart.kind == "orgchart":
        return localized("add.as_chart", counts=chart_counts(chart))
    if chart.kind == "table":
        said = localized("add.as_table", rows=localized("add.rows", n=chart.rows))
        hidden = localized("report.hidden_sheets", n=chart.hidden_sheets)
        return said + localized("report.semicolon") + hidden if chart.hidden_sheets else said
    if chart.is_picture:
        return localized("add.as_picture")
    if chart.kind == "text":
        return localized("add.as_text") if chart.called_so else localized("add.as_prose", words=words(chart.words))
    return localized("add.as_file")


def chart_counts(chart: Chart) -> str:
    """How much an org chart holds."""
    return localized("add.chart", units=localized("add.units", n=chart.units), people=localized("add.people", n=chart.people))


_NUMBERS = re.compile(r"\d+(?:\s*[–-]\s*\d+)?(?:[\s,;.]+\d+(?:\s*[–-]\s*\d+)?)*[\s,;.]*")


def answered(text: str, offers: Sequence[Offer]) -> list[Offer] | None:
    """The offers that *text* names: numbers, "2-4", "all", a heading's own words; None: it names none, or one that is not there."""
    said = text.strip()
    if key(said) in ("tout", "tous", "toutes", "all"):
        return list(offers)
    if re.fullmatch(r"[\d\s,;.–-]+", said):
        if not _NUMBERS.fullmatch(said):
            return None  # « 1- »: no end, or no beginning; half of what is meant is not taken for all of it
        spans = [(int(first[:6]), int((last or first)[:6])) for first, last in re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", said)]
        numbers = {number for first, last in spans for number in range(first, last + 1)}
        fits = all(1 <= first <= last <= len(offers) for first, last in spans)
        return [offers[n - 1] for n in sorted(numbers)] if fits else None
    named = [o for o in offers if key(said) and key(said) in key(o.title)]
    return named[:1] if len(named) == 1 or (named and key(named[0].title) == key(said)) else None
