"""What a page offers, numbered, with the first words of each; and what somebody answers (DESIGN 4.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.cli.adding.look import Chart, Seen
from monitor.extract.offers import Offer
from monitor.i18n.typography import clean, shortened
from monitor.normalize import key
from monitor.report.layout import Run
from monitor.report.terminal import Terminal
from monitor.terminal.say import localized

MARK = "●"


def offered(seen: Seen, proposed: Sequence[Offer], to: Terminal) -> str:
    """The page's title and address, then a number for each thing on it; what is proposed has a mark."""
    lines = [to.put(Run(clean(seen.title), "strong")), to.put(Run(clean(seen.wish.url), "quiet")), ""]
    wide = len(str(len(seen.offers)))
    before = ""
    for number, offer in enumerate(seen.offers, 1):
        group = localized("add.texts") if offer.kind != "document" else "Documents"
        if group != before:
            lines += [""] * bool(before) + [to.put(Run(group, "quiet"), first="  ")]
            before = group
        lines += _rows(f"{number:>{wide}}", offer, offer in proposed, seen.charts.get(offer.url or ""), to)
    return "\n".join(lines)


def _rows(number: str, offer: Offer, proposed: bool, chart: Chart | None, to: Terminal) -> Iterator[str]:
    margin = " " * (len(number) + 5)
    mark = Run(MARK, "good") if proposed else Run("\u00a0")
    runs = [Run(number, "strong"), Run("\u00a0"), mark, Run("\u00a0")]
    facts = ", ".join(_facts(offer))
    yield to.put(*runs, Run(_title(offer)), Run(f", {facts}" if facts else "", "quiet"), first="  ", rest=margin)
    if offer.begins:
        room = max(20, to.width - len(margin) - 4)
        yield to.put(Run(to.say.quoted(shortened(clean(offer.begins), room)), "quiet"), first=margin)
    if chart is not None:
        yield to.put(Run(chart_words(chart), "new" if chart.trouble else "good"), first=margin)


def _title(offer: Offer) -> str:
    if offer.kind != "main":
        return clean(offer.title)
    whole = localized("add.main_text")
    return f"{clean(offer.title)} — {whole}" if offer.title else whole


def _facts(offer: Offer) -> Iterator[str]:
    if offer.words:
        yield words(offer.words)
    if offer.count > 1:
        yield localized("add.documents", n=offer.count)
    yield from (clean(fact) for fact in (offer.format, offer.size_text) if fact)
    if offer.kind == "document" and offer.url is None:
        yield localized("add.without_address")


def words(number: int) -> str:
    """A text's length."""
    return localized("add.words", n=number)


def chart_words(chart: Chart) -> str:
    """What was found in a document that may be an org chart."""
    if chart.trouble:
        return chart.trouble
    if chart.kind == "orgchart":
        return localized("add.as_chart", counts=chart_counts(chart))
    if chart.kind == "text":
        return localized("add.as_text")
    return localized("add.as_file")


def chart_counts(chart: Chart) -> str:
    """How much an org chart holds."""
    return localized("add.chart", units=localized("add.units", n=chart.units), people=localized("add.people", n=chart.people))


def answered(text: str, offers: Sequence[Offer]) -> list[Offer] | None:
    """The offers that *text* names: numbers, "2-4", "all", a heading's own words; None: it names none, or one that is not there."""
    said = text.strip()
    if key(said) in ("tout", "tous", "toutes", "all"):
        return list(offers)
    if re.fullmatch(r"[\d\s,;.–-]+", said):
        numbers: set[int] = set()
        for first, last in re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", said):
            numbers.update(range(int(first[:6]), int((last or first)[:6]) + 1))
        fits = bool(numbers) and min(numbers) >= 1 and max(numbers) <= len(offers)
        return [offers[n - 1] for n in sorted(numbers)] if fits else None
    named = [o for o in offers if key(said) and key(said) in key(o.title)]
    return named[:1] if len(named) == 1 or (named and key(named[0].title) == key(said)) else None
