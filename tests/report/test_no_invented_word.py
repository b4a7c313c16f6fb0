"""Every name, number and quoted word of a report stands in one of the two versions (DESIGN 3.23).

A word of a report that is neither on the page nor in the configuration must be one of our own sentences': those are read from the
sources, so that a new sentence needs no list here. Numbers that are on no page are times of visits, numbers of versions, or counts.
"""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare.charts.edits import compare_charts
from monitor.compare.revisions import compare
from monitor.model import (
    Block,
    Change,
    CheckResult,
    Document,
    DocumentContent,
    DocumentLink,
    DocumentRecipe,
    Failure,
    FailureKind,
    Language,
    OpenFailure,
    OrgChart,
    Outcome,
    Person,
    Recipe,
    Revision,
    Section,
    SectionRecipe,
    Unit,
)
from monitor.normalize import canonical
from monitor.report.alert import alert_message
from monitor.report.as_json import VisitRun, change_json
from monitor.report.diffs import Comparison, diff_html, diff_text
from monitor.report.digest import DigestEntry, digest_message
from monitor.report.history import history_table
from monitor.report.layout import Terminal
from monitor.report.notices import heartbeat_message, welcome_message
from monitor.report.snapshot_text import show_text
from monitor.report.terminal import check_report
from tests import sweeps
from tests.report import examples as ex

ROOT = Path(__file__).resolve().parent.parent.parent
SUBJECTS = ("charts", "failures", "notices", "report")  # whose texts these reports are made of
WATCH, URL = "zorvalle", "https://zorvalle.example/plouk"
MONTHS = {
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
}
VISIT = {"24 novembre 2026", "24 November 2026", "2026-11-24"}
RECIPE = Recipe(
    sections=(SectionRecipe(item="broustille", heading="Crouzille"),),
    documents=(DocumentRecipe(item="krabouille", link="Organigramme", kind="orgchart"),),
)
# Made up, so that none of them is a word of ours by chance.
NAMES = ["Mme Zélie Vrondal", "M. Ybert Quillac", "Mme Oxane Drumel", "M. Fulgence Trabo", "Kezia Thornquil", "Ruan Penmarth"]
TOPICS = ["glavures", "trampiers", "vloches", "broumes", "snarfles", "quondles", "drapples", "fumelles"]
FRENCH = [
    "Le frandoir ouvre à {n} h.",
    "{who} préside la crouzille depuis {n}.",
    "Les {topic} coûtent {n} euros par groumet.",
    "L’accès aux {topic} est réservé aux brandouls, sauf dérive.",
    "{who}, adjointe aux {topic}",
    "Crouzille des {topic} ; {n} sièges",
]
ENGLISH = [
    "The frobbery opens at {n}.",
    "{who} has chaired the wibblet since {n}.",
    "Some {topic} cost {n} pounds a groat.",
    "{who}, alderman for {topic}",
    "Wibblet of {topic}: {n} seats",
]

words = st.builds(
    lambda pattern, who, topic, n: pattern.format(who=who, topic=topic, n=n),
    st.sampled_from(FRENCH + ENGLISH), st.sampled_from(NAMES), st.sampled_from(TOPICS), st.integers(1000, 9999),
)  # fmt: skip
blocks = st.builds(
    Block,
    st.sampled_from(["paragraph", "paragraph", "list_item", "heading", "table_row"]),
    st.lists(words, min_size=1, max_size=4).map(" ".join),
)
ROLES = ["adjointe aux {}", "adjoint aux {}", "conseiller municipal", "alderman for {}", "présidente de la crouzille"]
roles = st.builds(lambda role, topic: role.format(topic), st.sampled_from(ROLES), st.sampled_from(TOPICS))
lists_of_people = st.lists(
    st.builds(lambda who, role: Block("list_item", f"{who}, {role}"), st.sampled_from(NAMES), roles)
    | st.builds(lambda who, topic: Block("list_item", f"{topic} : {who}"), st.sampled_from(NAMES), st.sampled_from(TOPICS))
    | st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True).map(lambda n: Block("paragraph", ", ".join(n))),
    min_size=1, max_size=6,
)  # fmt: skip
COLUMNS = ("Frandoir", "Brandoul", "Groumet")
tables = st.lists(
    st.builds(
        lambda topic, who, n: Block("table_row", f"{topic}\t{who}\t{n}", columns=COLUMNS),
        st.sampled_from(TOPICS), st.sampled_from(NAMES), st.integers(1000, 9999),
    ),
    min_size=1, max_size=5,
)  # fmt: skip
lines = st.lists(words, min_size=2, max_size=3).map(lambda found: Block("paragraph", "\n".join(found)))
texts = st.one_of(st.lists(blocks | lines, min_size=1, max_size=7), lists_of_people, tables)


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """A text and what became of it: blocks that went, came, changed places, or hold other words."""
    old = draw(texts)
    new: list[Block] = []
    for block in old:
        match draw(st.sampled_from(["keep", "keep", "keep", "drop", "reword", "add", "swap"])):
            case "drop":
                continue
            case "reword":
                gone = draw(st.sampled_from(block.text.split()))
                new.append(replace(block, text=block.text.replace(gone, draw(st.sampled_from([*TOPICS, *NAMES])), 1)))
            case "add":
                new += [block, draw(blocks)]
            case "swap":
                new.insert(0, block)
            case _:
                new.append(block)
    return tuple(old), tuple(new) or (draw(blocks),)


LABELS = ["Direction des {}", "Service des {}", "Pôle {}", "{}", "Mission {} et {}", "DGA {}", "Head of {}", "{} Department"]
labels = st.builds(
    lambda pattern, a, b: pattern.format(a, b), st.sampled_from(LABELS), st.sampled_from(TOPICS), st.sampled_from(TOPICS)
)
people = st.lists(
    st.sampled_from(NAMES).map(lambda name: Person(name=name)) | st.just(Person(name="", vacant=True)), max_size=2, unique=True
).map(tuple)


@st.composite
def charts(draw: st.DrawFn) -> OrgChart:
    """A tree of up to nine units, no two called the same, sure in all that it says."""
    titles = draw(st.lists(labels, min_size=2, max_size=9, unique_by=lambda t: t.casefold()))
    units = [
        Unit(
            id=f"u{n}", title=title, people=draw(people), parent=f"u{draw(st.integers(0, n - 1))}" if n else None,
            confidence_parent=1.0, page=1, bbox=(0, 10.0 * n, 90, 10.0 * n + 8),
        )
        for n, title in enumerate(titles)
    ]  # fmt: skip
    date = draw(st.sampled_from(["Juin 2031", "Mars 2032", None]))
    return OrgChart(title="Organigramme", date=date, pages=1, structured=True, reason=None, units=tuple(units))


@st.composite
def edited_charts(draw: st.DrawFn) -> tuple[OrgChart, OrgChart]:
    """A chart and what became of it: units renamed, moved, gone or come, people replaced."""
    old = draw(charts())
    units = list(old.units)
    for n in range(1, len(units)):
        unit = units[n]
        match draw(st.sampled_from(["keep", "keep", "keep", "people", "move", "rename", "drop"])):
            case "people":
                units[n] = replace(unit, people=draw(people))
            case "move":
                units[n] = replace(unit, parent=f"u{draw(st.integers(0, n - 1))}")
            case "rename":
                units[n] = replace(unit, title=draw(labels))
            case "drop":
                units[n] = replace(unit, parent=None)
    kept = {u.id for n, u in enumerate(units) if n == 0 or u.parent is not None}
    left = [replace(u, parent=u.parent if u.parent in kept or u.parent is None else "u0") for u in units if u.id in kept]
    if draw(st.booleans()):
        left.append(
            Unit(
                id="new",
                title=draw(labels),
                people=draw(people),
                parent="u0",
                confidence_parent=1.0,
                page=1,
                bbox=(0, 200, 90, 208),
            )
        )
    unique = {u.title.casefold(): u for u in reversed(left)}
    stays = {u.id for u in unique.values()} | {"u0"}
    left = [replace(u, parent="u0" if u.parent not in stays and u.parent else u.parent) for u in left if u.id in stays]
    return old, replace(old, units=tuple(left))


def revision(number: int, text: tuple[Block, ...], chart: OrgChart | None) -> Revision:
    written = tuple(
        Block("paragraph", line)
        for u in (chart.units if chart else ())
        for line in (u.title, *(p.name for p in u.people if p.name))
    )
    content = DocumentContent(
        sha256=f"{number:02x}" * 32, size=1000 * number, media_type="application/pdf", text=written, orgchart=chart, pages=1,
        geometry=str(number),
    )  # fmt: skip
    link = DocumentLink(item="krabouille", label="Organigramme", format="PDF", size_text=None, url=f"{URL}.pdf")
    return Revision(
        snapshot=number, taken_at=ex.AT, url=URL, documents=(Document(link=link, content=content),),
        sections=(Section(item="broustille", heading="Crouzille", blocks=text, found_by="heading"),),
    )  # fmt: skip


@st.composite
def versions(draw: st.DrawFn) -> tuple[Revision, Revision]:
    (old_text, new_text), (old_chart, new_chart) = draw(edited_texts()), draw(edited_charts())
    return revision(12, old_text, old_chart), revision(13, new_text, new_chart)


def changes_between(old: Revision, new: Revision) -> tuple[Change, ...]:
    found = compare(old, new.sections, new.documents, recipe=RECIPE)
    return tuple(change for change in found if change.significance != "cosmetic")


def reports(old: Revision, new: Revision, changes: tuple[Change, ...], language: Language) -> Iterator[tuple[str, str]]:
    """Every form in which the changes between two versions are told."""
    result = CheckResult(watch=WATCH, at=ex.AT, outcome="changed", snapshot=13, changes=changes)
    to = Terminal(width=80, language=language, timezone=ex.PARIS)
    yield "terminal", check_report(result, to)
    told = alert_message(result, kind="change", watch=WATCH, url=URL, language=language, timezone=ex.PARIS, previous_snapshot=12)
    yield "mail", f"{told.subject}\n{told.text}"
    assert told.html is not None and told.fragment is not None
    yield "mail html", seen(told.html)
    yield "feed", seen(told.fragment)
    one = DigestEntry(result=result, kind="change", watch=WATCH, url=URL, items=(), hash=None)
    digest = digest_message([one, one], language=language, timezone=ex.PARIS)
    yield "digest", f"{digest.subject}\n{digest.text}"
    comparison = Comparison(watch=WATCH, old=old, new=new, changes=changes, page_sha256=(None, None))
    yield "diff", diff_text(comparison, to)
    yield "diff html", seen(diff_html(comparison, language, ex.PARIS))
    yield "history", history_table(WATCH, [VisitRun(result=result, until=None, count=1, source="live")], to)
    yield "show", f"{show_text(WATCH, old, to)}\n{show_text(WATCH, new, to)}"
    yield "summaries", "\n".join(change_json(change, language)["summary"] for change in changes)


def seen(page: str) -> str:
    """What a reader sees of *page*, or hears."""
    page = re.sub(r"<(style|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r"</?(?:ins|del|mark|strong|b|span|em)\b[^>]*>", "", page)
    return html.unescape(re.sub(r"<[^>]*>", " ", page))


@cache
def our_words() -> frozenset[str]:
    """All words of the sentences in the sources of reports: literals without docstrings, and templates."""
    found: set[str] = set()
    tables = [path for subject in SUBJECTS for path in (ROOT / "monitor" / "i18n").glob(f"*/{subject}.py")]
    assert len(tables) == 2 * len(SUBJECTS)
    for path in (*tables, *(ROOT / "monitor" / "i18n").glob("*.py"), *(ROOT / "monitor" / "report").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        bare = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
                found |= split(node.value) | split(node.value.replace("{e}", "e")) | split(node.value.replace("{e}", ""))
    for path in (ROOT / "monitor" / "report" / "templates").iterdir():
        found |= split(path.read_text("utf-8"))
    return frozenset(found | split("Europe Paris UTC sha256 monitor show diff history T Z Nov November novembre of e s"))


def split(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>|\x1b\[[\d;]*m", " ", text))}


def page_text(*revisions: Revision) -> str:
    parts = [r.url for r in revisions]
    for r in revisions:
        parts += [s.heading or "" for s in r.sections] + [b.text for s in r.sections for b in s.blocks]
        parts += [head for s in r.sections for b in s.blocks for head in b.columns]
        for d in r.documents:
            assert d.content is not None and d.content.orgchart is not None
            chart = d.content.orgchart
            parts += [d.link.label, d.link.format or "", chart.title or "", chart.date or "", d.content.sha256]
            parts += [t for u in chart.units for t in (u.title, *(p.name for p in u.people))]
    return " ".join(parts)


def invented(report: str, known: str, counts: int) -> set[str]:
    """Words and numbers of *report* that come from nowhere. *counts*: the highest that may be counted."""
    # A word cut in two by a mark is one word of the page: marks stand between whole words.
    ours = our_words()
    strange = split(report) - split(known) - ours - split(f"{WATCH} broustille krabouille")
    strange = {w for w in strange if not any(w.endswith(end) and w.removesuffix(end) in ours for end in ("e", "s", "es"))}  # créées
    numbers = set(re.findall(r"\d+", report)) - set(re.findall(r"\d+", known))
    times = {"256", "12", "13", "24", "11", "2026", "8", "08", "00", "07", "7", "03", "120", "10"}
    return strange | {n for n in numbers - times if int(n) > counts or len(n) > 3}


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=sweeps.times(8, 100))
@given(pair=versions())
def test_no_report_holds_a_word_that_is_in_neither_version(language: Language, pair: tuple[Revision, Revision]) -> None:
    """3.23, in every form of report."""
    old, new = pair
    changes = changes_between(old, new)
    known = page_text(old, new)
    for form, report in reports(old, new, changes, language):
        assert invented(report, known, counts=len(known.split())) == set(), form


def quotations(report: str) -> Iterator[str]:
    """What *report* quotes, each on one line."""
    flat = re.sub(r"[ \n]+", " ", report)
    yield from re.findall(r"«\u202f(.*?)\u202f»", flat)
    yield from re.findall(r"“(.*?)”", flat)


def before_and_after(quoted: str) -> tuple[str, str]:
    """A quotation with its marks, as the older version has it and as the newer one."""
    pattern = r"\[(?:(?P<both>[^\[\]]*?)\u00a0→ (?P<new>[^\[\]]*)|−(?P<gone>[^\[\]]*)|\+(?P<come>[^\[\]]*))\]"
    old = re.sub(pattern, lambda m: (m["both"] or "") + (m["gone"] or ""), quoted)
    return old, re.sub(pattern, lambda m: (m["new"] or "") + (m["come"] or ""), quoted)


def stands_in(quoted: str, known: str) -> bool:
    """Whether *quoted*, up to what it leaves out (…), stands in *known* as it is, spaces and typography aside."""
    return all(squeezed(part) in known for part in quoted.split("…"))


def squeezed(text: str) -> str:
    return "".join(canonical(text).split()).strip(",;:")


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=sweeps.times(8, 100))
@given(pair=versions())
def test_what_is_quoted_stands_in_a_version_word_for_word(language: Language, pair: tuple[Revision, Revision]) -> None:
    """3.23: a quotation is the page's own words in their order, or a word of the configuration; marks say of which."""
    old, new = pair
    named = squeezed(f"{WATCH} broustille krabouille Crouzille monitor alerts")
    sides = squeezed(page_text(old)) + named, squeezed(page_text(new)) + named
    for form, report in reports(old, new, changes_between(old, new), language):
        for quoted in quotations(report):
            if (both := before_and_after(quoted)) != (quoted, quoted):
                assert stands_in(both[0], sides[0]) and stands_in(both[1], sides[1]), (form, quoted)
            else:
                assert any(stands_in(quoted, side) for side in sides), (form, quoted)


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=sweeps.times(8, 100))
@given(pair=versions())
def test_each_date_is_of_a_version_or_of_a_visit(language: Language, pair: tuple[Revision, Revision]) -> None:
    """3.23"""
    old, new = pair
    known = page_text(old, new)
    for form, report in reports(old, new, changes_between(old, new), language):
        flat = re.sub(r"[\s\u00a0\u202f]+", " ", report)
        found = set(re.findall(r"(?:\d+ )?[^\W\d_]{3,9} (?:19|20)\d\d\b|\d{4}-\d\d-\d\d", flat))
        dates = {date for date in found if date.split()[0].casefold() in MONTHS or (date[0].isdigit() and date[-1].isdigit())}
        assert {d for d in dates if d not in known and d not in VISIT} == set(), form


kinds = st.sampled_from(sorted(get_args(FailureKind)))


@st.composite
def failures(draw: st.DrawFn) -> OpenFailure:
    """A failure with the facts that its kind may have."""
    facts: dict[str, Any] = {}
    kind, item = draw(kinds), draw(st.sampled_from([None, "broustille", "krabouille"]))
    if kind == "item_missing":
        item = item or "broustille"
        if draw(st.booleans()):
            by = draw(st.sampled_from(["heading", "selector", "document"]))
            facts = {"never": True, "wanted": [draw(words)], "by": by, "nearest": draw(st.lists(words, max_size=3))}
    elif kind == "other_page":
        facts = {"titles": [draw(words), draw(words)]}
    detail = draw(st.sampled_from(["", "HTTP 503", "« snarfle zorvé »"]))
    failure = Failure(kind=kind, detail=detail, item=item, facts=facts)
    return OpenFailure(failure=failure, since=ex.AT, consecutive=draw(st.integers(1, 9)))


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=sweeps.times(15, 200))
@given(found=st.lists(failures(), min_size=1, max_size=2, unique_by=lambda f: f.failure.item), known=st.booleans())
def test_failures_recoveries_and_signs_of_life_say_nothing_else(language: Language, found: list[OpenFailure], known: bool) -> None:
    """3.22, 3.23, 3.26: words of the failure, of the configuration and ours; no version where there is none."""
    said = " ".join(
        [URL, *(f.failure.detail for f in found), *(str(v) for f in found for v in f.failure.facts.values()), "HTTP HTTPS DNS TLS"]
    )
    for form, report in messages_about(found, known, language):
        assert invented(report, said, counts=99) == set(), form
        odd = r"\{\w+\}|\bNone\b|,,|\.\.(?!\.)|«\s*»|“”|\(\s*\)|[;,:]\s*\."
        assert re.findall(rf".{{0,30}}(?:{odd}).{{0,20}}", report) == [], form
        if not known:
            assert not re.search(r"version \d|dernière version|last version", report), form


def messages_about(found: list[OpenFailure], known: bool, language: Language) -> Iterator[tuple[str, str]]:
    """Every message that tells of *found*; *known*: a version is stored."""
    at, snapshot = ex.AT, 12 if known else None
    outcome: Outcome = "failed" if any(f.failure.item is None for f in found) else "unchanged"
    failing = CheckResult(watch=WATCH, at=at, outcome=outcome, snapshot=snapshot, failures=tuple(found))
    back = CheckResult(watch=WATCH, at=at, outcome="unchanged", snapshot=12, recovered=tuple(found))
    to = Terminal(width=80, language=language, timezone=ex.PARIS)
    yield "terminal", check_report(failing, to)
    for kind, result in (("failure", failing), ("recovery", back)):
        if kind == "recovery" and not known:
            continue
        told = alert_message(result, kind=kind, watch=WATCH, url=URL, language=language, timezone=ex.PARIS)  # type: ignore[arg-type]
        assert told.html is not None
        yield kind, f"{told.subject}\n{told.text}"
        yield f"{kind} html", seen(told.html)
    stamp = "2026-11-24T07:00:03.120Z"
    listed = [
        {"item": f.failure.item, "kind": f.failure.kind, "detail": f.failure.detail, "since": stamp, "facts": dict(f.failure.facts)}
        for f in found
    ]
    page = next((f for f in listed if f["item"] is None), None)
    facts = {
        "watch": WATCH, "url": URL, "snapshot": snapshot, "taken_at": stamp if known else None, "changed_at": None, "checks": 9,
        "failed": 2, "partly": 1, "next_at": stamp, "failure": page, "failures": listed, "gone": [], "flapping": False, "items": [],
    }  # fmt: skip
    beat = heartbeat_message({"at": stamp, "since": stamp, "watches": [facts]}, language=language, timezone=ex.PARIS)
    yield "heartbeat", f"{beat.subject}\n{beat.text}"
    first = welcome_message(
        {"at": stamp, "watches": [facts]}, on=("change", "failure"), every=None, language=language, timezone=ex.PARIS
    )
    yield "welcome", f"{first.subject}\n{first.text}"


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=sweeps.times(8, 100))
@given(pair=versions())
def test_french_and_english_are_well_formed(language: Language, pair: tuple[Revision, Revision]) -> None:
    """No doubled mark, no empty quotation, no article that does not go with its word, no name of a phrase."""
    old, new = pair
    for form, report in reports(old, new, changes_between(old, new), language):
        own = re.sub(r"[\u00a0\u202f]", " ", report)
        article = r"\b(?:de|à) les? (?=Direction|Service|Pôle|DGA|Mission|poste)|[Dd]u Le\b"
        odd = rf"\{{\w+\}}|\bNone\b|,,|\.\.(?!\.)|«\s*»|“”|\(\s*\)|{article}"
        assert re.findall(rf".{{0,30}}(?:{odd}).{{0,20}}", own) == [], form


# ------------------------------------------------------------------------------------------------------------------ org charts


def tree(chart: OrgChart) -> dict[str, tuple[str | None, list[str]]]:
    """Title -> (title of the parent, names); a vacant post that comes or goes without anybody is not told of yet."""
    titles = {u.id: u.title for u in chart.units}
    return {u.title: (titles[u.parent] if u.parent else None, sorted(p.name for p in u.people if p.name)) for u in chart.units}


def applied(old: OrgChart, new: OrgChart, changes: tuple[Change, ...]) -> dict[str, tuple[str | None, list[str]]]:
    """The old tree with the edits of *changes* made."""
    edits = [e for c in changes for e in c.edits]
    found = {title: [parent, list(names)] for title, (parent, names) in tree(old).items()}
    names_now = {e.before: e.after for e in edits if e.op == "unit_renamed"}
    for edit in edits:
        if edit.op == "unit_removed":
            del found[str(edit.facts["unit"])]
    for before, after in names_now.items():
        assert before is not None and after is not None
        found[f"\0{after}"] = found.pop(before)
    found = {title.removeprefix("\0"): value for title, value in found.items()}
    for value in found.values():
        value[0] = names_now.get(value[0], value[0])  # type: ignore[arg-type]
    for edit in edits:
        unit = str(edit.facts.get("unit"))
        match edit.op:
            case "unit_added":
                found[unit] = [edit.facts.get("parent"), [str(p or "") for p in edit.facts.get("people") or ()]]
            case "unit_moved":
                found[unit][0] = edit.after
            case "person_added":
                found[unit][1].append(edit.after or "")  # type: ignore[union-attr]
            case "person_removed":
                found[unit][1].remove(edit.before or "")  # type: ignore[union-attr]
            case "person_replaced":
                if edit.before:  # else the post was vacant
                    found[unit][1].remove(edit.before)  # type: ignore[union-attr]
                found[unit][1].append(edit.after or "")  # type: ignore[union-attr]
            case _:
                pass
    return {title: (parent, sorted(filter(None, names))) for title, (parent, names) in found.items()}  # type: ignore[misc,arg-type]


@settings(max_examples=sweeps.times(15, 200))
@given(pair=edited_charts())
def test_the_old_tree_and_the_edits_give_the_new_tree(pair: tuple[OrgChart, OrgChart]) -> None:
    """3.23: up to order and layout; a chart that is `redrawn` aside."""
    old, new = pair
    edits = compare_charts(old, new)
    if any(edit.op == "redrawn" for edit in edits):
        return
    change = replace(ex.document(), edits=edits)
    assert applied(old, new, (change,)) == tree(new), json.dumps([change_json(change, "en")["edits"]], indent=1)


def test_a_unit_whose_head_is_told_as_gone_is_told_where_it_went() -> None:
    """3.23: under what perhaps is its old head by a shorter title, « à vérifier »; never left where nothing is."""

    def chart(*rows: tuple[str, str, str | None]) -> OrgChart:
        sure = {"confidence_title": 1.0, "confidence_parent": 1.0, "page": 1, "people": ()}
        units = tuple(
            Unit(id=name, title=title, parent=parent, bbox=(0, 10.0 * n, 90, 10.0 * n + 8), **sure)  # type: ignore[arg-type]
            for n, (name, title, parent) in enumerate(rows)
        )
        return OrgChart(title="Organigramme", date=None, pages=1, structured=True, reason=None, units=units)

    top, deep = ("u0", "Direction des glavures", None), ("u3", "Direction des trampiers", "u2")
    kept = [(f"u{n}", f"Direction des {name}", "u0") for n, name in ((4, "vloches"), (5, "broumes"), (6, "snarfles"))]
    last, gone = ("u8", "Direction des quondles", "u0"), ("u7", "Service des vloches", "u1")
    old = chart(top, ("u1", "DGA vloches", "u0"), ("u2", "Service des broumes", "u1"), deep, *kept, gone, last)
    new = chart(top, ("u2", "vloches", "u0"), ("u3", "Service des broumes", "u2"), *kept, last)
    edits = compare_charts(old, new)
    change = replace(ex.document(), edits=edits)
    assert applied(old, new, (change,)) == tree(new)
    assert [edit.facts.get("uncertain") for edit in edits if edit.op == "unit_moved"] == [True]
