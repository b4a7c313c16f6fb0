"""The reports that docs/make_examples.py writes: what happened in Valmont-sur-Ource, a town that does not exist.

Texts are compared as a visit compares them; org charts and failures are given as the visit would have found them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from monitor.compare.revisions import compare
from monitor.model import (
    Block,
    Called,
    Change,
    CheckAlertKind,
    CheckResult,
    Document,
    DocumentContent,
    DocumentLink,
    DocumentRecipe,
    Edit,
    Failure,
    FailureKind,
    Flapping,
    Message,
    OpenFailure,
    Outcome,
    Recipe,
    Revision,
    Section,
    SectionRecipe,
    Turning,
)
from monitor.report.alert import alert_message

AT = datetime(2026, 11, 24, 7, 0, 3, 120_000, tzinfo=UTC)
SINCE = AT - timedelta(days=3)
WATCH = "valmont"
SITE = "https://www.valmont-sur-ource.example"
URL = f"{SITE}/votre-mairie/organigramme/"
CALLED = Called(page="L’organigramme de Valmont-sur-Ource", items={"mutualisation": "La mutualisation des services"})
RECIPE = Recipe(
    sections=(SectionRecipe(item="mutualisation", heading="La mutualisation des services"),),
    documents=(DocumentRecipe(item="organigramme", link="Organigramme", kind="text"),),
)

OLD = (
    "Depuis 2010, la ville de Valmont-sur-Ource et Ource Métropole ont réuni une partie de leurs services.",
    "Elle permet aux habitants de n’avoir qu’un seul interlocuteur. La convention est renouvelée tous les trois ans.",
    "Les communes membres peuvent y adhérer gratuitement.",
)
NEW = (
    "Depuis 2010, la ville de Valmont-sur-Ource et Ource Métropole ont réuni la plupart de leurs services.",
    "Elle permettra aux habitants de n’avoir qu’un seul interlocuteur. La convention est renouvelée tous les ans.",
    "Chaque commune membre verse une contribution, fixée par le conseil métropolitain.",
)


_PLACED: dict[str, Any] = {"path": ["Direction générale des services", "DGA Ressources"], "ids": ["u7", "u9"]}
IN_DOUBT = (  # a new role and a new head are sure; the rest leans on what was hardly read
    Edit(
        op="role_changed", before="directrice par intérim", after="directrice",
        facts={"unit": "Direction des finances", "person": "Mme Claire Aubert", **_PLACED},
    ),
    Edit(
        op="person_replaced", before="M. Bruno Martin", after="Mme Anne Durand",
        facts={"unit": "Direction des achats", **_PLACED},
    ),
    Edit(
        op="unit_renamed", before="Service du courrier", after="Service du courrier et des archives",
        facts={**_PLACED, "uncertain": True},
    ),
    Edit(op="person_removed", before="M. Paul Roche", facts={"unit": "Mission qualité", **_PLACED, "uncertain": True}),
    Edit(
        op="unit_removed",
        facts={"unit": "Cellule marchés", "parent": "DGA Ressources", **_PLACED, "ids": ["u12", None], "uncertain": True},
    ),
    Edit(
        op="unit_moved", before="DGA Ressources", after="DGA Projets urbains",
        facts={"unit": "Direction du numérique", **_PLACED, "uncertain": True},
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """One alert to be worded: its name among the examples, and what happened."""

    name: str
    result: CheckResult
    kind: CheckAlertKind = "change"
    facts: dict[str, Any] = field(default_factory=dict)

    def message(self, language: Any) -> Message:
        """The report in *language*, as it would be sent."""
        known = self.result.snapshot is not None
        facts = {
            "previous_snapshot": 12 if self.result.changes else None,
            "page_sha256": _digest(1) if known else None,
            "documents": [
                (c.label or "", _digest(2)) for c in self.result.changes if c.item_kind == "document" and c.change != "removed"
            ],
            "newest_hash": _digest(3),
            "called": CALLED,
            "links": [(c, f"{SITE}/media/organigramme.pdf") for c in self.result.changes if c.label and c.change != "removed"],
            **self.facts,
        }
        return alert_message(self.result, kind=self.kind, watch=WATCH, url=URL, language=language, timezone="Europe/Paris", **facts)


def changes() -> Iterator[Report]:
    """One report for each kind of change."""
    rest = _section(*OLD)
    yield _changed("section edited", *_compared(rest, _section(*NEW)))
    yield _changed("section added", *_compared(None, rest))
    yield _changed("section removed", *_compared(rest, None))
    yield _changed("section restored", *(replace(c, returns_to=9) for c in _compared(None, rest, gone=rest)))
    yield _changed("heading changed", *_compared(rest, _section(*OLD, heading="Les services communs")))
    yield _changed("back to an earlier text", *(replace(c, returns_to=11) for c in _compared(_section(*NEW), rest)))
    back_and_forth = tuple(replace(c, returns_to=12) for c in _compared(rest, _section(*NEW)))
    turning = Turning(
        item=rest.item, item_kind="section", since=AT - timedelta(days=6), between=(10, 11, 12), shown=12, turned_at=AT
    )
    flapping = Flapping(since=turning.since, between=turning.between, items=(turning,))
    yield _changed("several texts begin to alternate", *back_and_forth, flapping=flapping)
    yield Report("several texts no longer alternate", _result("unchanged"))
    yield _changed("another language", _odd("fr → it"))
    yield _changed("hardly any text left", _odd("1380 → 42 words"))
    yield _changed("text of a document", *_compared_files(_file(text=OLD), _file(text=NEW)))
    yield _changed("document added", *_compared_files(None, _file()))
    yield _changed("document removed", *_compared_files(_file(), None))
    yield _changed("document restored", *_compared_files(None, _file(), gone=_file()))
    yield _changed("another file, nothing to compare", *_compared_files(_file(text=None), _file(text=None, digest=5)))
    relabelled = _compared_files(_file(label="Organigramme - Juin 2026"), _file(label="Organigramme - Septembre 2026"))
    yield _changed("label of a document", *relabelled, kind="minor")
    moved = _compared_files(_file(), _file(url=f"{SITE}/media/2026/organigramme.pdf"))
    yield _changed("address of a document", *moved, kind="minor")
    yield _changed("org chart: units and heads", _chart(*REORGANISED))
    yield _changed("org chart: posts", _chart(*POSTS))
    yield _changed("org chart: date only", _chart(_title("Organigramme – Juin 2026", "Organigramme – Septembre 2026")))
    yield _changed("org chart redrawn", _chart(Edit(op="redrawn", facts={"added": 41, "removed": 38, "kept": 6})))
    same = Edit(op="redrawn", facts={"added": 0, "removed": 0, "kept": 46, "same": True, "ids": [None, None]})
    yield _changed("org chart redrawn, nothing else", _chart(same))
    lost = {"lost": ["Mission Europe"], "new": ["Cellule achats", "Cellule marchés"]}
    redrawn = Edit(op="redrawn", facts={"added": 2, "removed": 1, "kept": 46, "ids": [None, None], **lost})
    yield _changed("org chart redrawn, with what is certain", _chart(redrawn, *IN_DOUBT[:2]))
    yield _changed("org chart: to be checked", _chart(*IN_DOUBT))
    yield _changed(
        "org chart that is a picture",
        _chart(regions=[{"page": 1, "bbox": [90, 120, 260, 190]}, {"page": 2, "bbox": [0, 0, 80, 60]}]),
    )
    yield _changed("a section and a document", *_compared(rest, _section(*NEW)), _chart(*REORGANISED[:3]))
    yield _changed(
        "a change and a document that cannot be read",
        *_compared(rest, _section(*NEW)),
        failures=(_failing("document_unavailable", "HTTP 404", "organigramme"),),
    )
    many = [f"{n}. Le service n° {n} est rattaché à la direction générale." for n in range(1, 91)]
    yield _changed("ninety lines", *_compared(_section(*OLD), _section(*OLD, *many)))


FAILURES: dict[FailureKind, str] = {
    "dns": "Name or service not known", "connect": "Connection refused", "tls": "certificate has expired", "timeout": "20 s",
    "http_error": "HTTP 503", "redirect_loop": "20 redirects", "redirected": f"{SITE}/", "too_large": "10 MB",
    "blocked_address": "http://10.0.0.7/", "robots": "Disallow: /votre-mairie/", "wrong_type": "application/zip", "empty": "",
    "js_shell": "", "truncated": "", "encoding": "", "soft_404": "« Page introuvable »", "maintenance": "« Site en maintenance »",
    "other_page": "« L’organigramme » → « La piscine des Tilleuls »",
    "bot_wall": "« Vérification de sécurité »", "login_redirect": f"{SITE}/connexion",
}  # fmt: skip
ITEM_FAILURES: dict[str, tuple[FailureKind, str]] = {
    "section missing": ("item_missing", "mutualisation"),
    "document not found": ("document_unavailable", "HTTP 404"),
    "web page in place of the document": ("document_unavailable", "HTML"),
    "broken document": ("document_unreadable", "PDF: no trailer found"),
}


def failures() -> Iterator[Report]:
    """One report for each kind of failure (DESIGN §3), and for each remedy that an HTTP status asks for."""
    for kind, detail in FAILURES.items():
        yield _failed(kind.replace("_", " "), _failing(kind, detail))
        if kind == "http_error":
            yield from (_failed(f"HTTP {status}", _failing(kind, f"HTTP {status}")) for status in (403, 404, 429))
    for name, (kind, detail) in ITEM_FAILURES.items():
        item = "mutualisation" if kind == "item_missing" else "organigramme"
        yield Report(
            name, _result("unchanged", failures=(_failing(kind, detail if kind != "item_missing" else "", item),)), "failure"
        )
    near = ["La mutualisation des services", "Contact"]
    sought = {"never": True, "by": "heading", "wanted": ["La mutualisation des service"], "nearest": near}
    never = _failing("item_missing", "", "mutualisation", sought)
    yield Report("heading never found", _result("first", failures=(never,)), "failure")
    yield _failed("request for consent", _failing("bot_wall", "consent « Vos choix »"))
    yield _failed("another text in place of the page", _failing("empty", "« Nous revenons vite »"))
    yield _failed("never read yet", _failing("dns", FAILURES["dns"]), snapshot=None)
    damaged = "valmont: the recorded state of the watch is damaged"
    yield _failed("a damaged database", _failing("database_damaged", damaged))
    yield _failed("a fault of the program", _failing("internal_error", "ZeroDivisionError"))


def others() -> Iterator[Report]:
    """Recoveries and signs of life."""
    down = _failing("http_error", "HTTP 503")
    yield Report("page readable again", _result("unchanged", recovered=(down,)), "recovery")
    yield Report(
        "page readable again, and changed",
        _result("changed", *_compared(_section(*OLD), _section(*NEW)), recovered=(down,)),
        "recovery",
    )
    document = _failing("document_unavailable", "HTTP 404", "organigramme")
    yield Report("document readable again", _result("unchanged", recovered=(document,)), "recovery", {"page_sha256": None})


def every_kind() -> set[str]:
    """The failure kinds that have a report here."""
    kinds = {f.failure.kind for report in failures() for f in report.result.failures}
    assert kinds <= set(get_args(FailureKind))
    return set(kinds)


# --------------------------------------------------------------------------------------------------------------- what happened


def _unit(op: str, unit: str, before: str | None = None, after: str | None = None, **facts: str) -> Edit:
    return Edit(op=op, before=before, after=after, facts={"unit": unit, **facts})


def _title(before: str, after: str) -> Edit:
    return Edit(op="title_changed", before=before, after=after)


REORGANISED = (
    _unit("unit_added", "Direction de la transition écologique", parent="Direction générale des services"),
    _unit("unit_added", "Service de l’eau", parent="Direction de la transition écologique"),
    _unit("unit_moved", "Direction des achats", "DGA Ressources", "DGA Projets"),
    _unit("unit_removed", "Mission Agenda 2030", parent="DGA Projets"),
    Edit(
        op="unit_renamed",
        before="Service du personnel",
        after="Direction des ressources humaines",
        facts={"unit": "Service du personnel"},
    ),
    _unit("person_replaced", "Direction des achats", "M. Bernard Martin", "Mme Aline Durand"),
    _unit("person_replaced", "DGA Ressources", "Mme Roche", "M. Karim Benali"),
    _unit("person_replaced", "Cabinet du maire", "M. Petit", "Mme Lefort"),
)
POSTS = (
    _unit("person_replaced", "Direction des sports", "M. Luc Garnier", ""),
    _unit("person_replaced", "Police municipale", "", "Mme Inès Caron"),
    _unit("person_added", "Direction générale des services", after="M. Paul Aubry"),
    _unit("person_removed", "Musée de l’Ource", before="Mme Claire Simon"),
    _title("Organigramme – Juin 2026", "Organigramme – Septembre 2026"),
)


def _chart(*edits: Edit, **facts: Any) -> Change:
    return Change(
        item="organigramme",
        item_kind="document",
        change="replaced",
        significance="substantive",
        label="Organigramme - Septembre 2026",
        edits=edits,
        facts=facts,
    )


def _odd(reason: str) -> Change:
    return Change(item="mutualisation", item_kind="section", change="edited", significance="substantive", suspect=reason)


def _section(*texts: str, heading: str = "La mutualisation des services") -> Section:
    return Section(item="mutualisation", heading=heading, blocks=tuple(Block("paragraph", t) for t in texts))


def _file(
    label: str = "Organigramme - Juin 2026",
    url: str = f"{SITE}/media/organigramme.pdf",
    text: tuple[str, ...] | None = OLD,
    digest: int = 4,
) -> Document:
    blocks = None if text is None else tuple(Block("paragraph", t) for t in text)
    digest = digest if text in (None, OLD) else digest + 2
    content = DocumentContent(sha256=_digest(digest), size=203_050, media_type="application/pdf", text=blocks)
    return Document(link=DocumentLink(item="organigramme", label=label, format="PDF", size_text="203 ko", url=url), content=content)


def _compared(old: Section | None, new: Section | None, gone: Section | None = None) -> tuple[Change, ...]:
    sides = [(s,) if s else () for s in (old, new, gone)]
    return compare(_revision(sides[0]), sides[1], (), recipe=RECIPE, removed_sections=sides[2])


def _compared_files(old: Document | None, new: Document | None, gone: Document | None = None) -> tuple[Change, ...]:
    sides = [(d,) if d else () for d in (old, new, gone)]
    return compare(_revision((), sides[0]), (), sides[1], recipe=RECIPE, removed_documents=sides[2])


def _revision(sections: tuple[Section, ...], documents: tuple[Document, ...] = ()) -> Revision:
    return Revision(snapshot=12, taken_at=SINCE, url=URL, sections=sections, documents=documents)


def _failing(kind: FailureKind, detail: str, item: str | None = None, facts: dict[str, Any] | None = None) -> OpenFailure:
    return OpenFailure(failure=Failure(kind=kind, detail=detail, item=item, facts=facts or {}), since=SINCE, consecutive=3)


def _failed(name: str, failure: OpenFailure, snapshot: int | None = 13) -> Report:
    return Report(name, _result("failed", failures=(failure,), snapshot=snapshot), "failure")


def _changed(name: str, *told: Change, kind: CheckAlertKind = "change", **more: Any) -> Report:
    assert told, name
    return Report(name, _result("changed", *told, **more), kind)


def _result(outcome: Outcome, *told: Change, snapshot: int | None = 13, **more: Any) -> CheckResult:
    return CheckResult(watch=WATCH, at=AT, outcome=outcome, snapshot=snapshot, changes=told, **more)


def _digest(number: int) -> str:
    return f"{number:x}c3d5e7f90a1b2c4" * 4
