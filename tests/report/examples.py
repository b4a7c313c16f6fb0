"""One report of each kind, from the invented town of Valmont-sur-Ource: what the tests of this room word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from monitor.model import (
    Block,
    Change,
    CheckResult,
    Cosmetic,
    Document,
    DocumentContent,
    DocumentLink,
    Edit,
    Failure,
    FailureKind,
    Flapping,
    OpenFailure,
    OrgChart,
    Outcome,
    Person,
    Revision,
    Section,
    Unit,
)

WATCH = "valmont-organigramme"
URL = "https://www.valmont-sur-ource.example/votre-mairie/organigramme/"
AT = datetime(2026, 11, 24, 7, 0, 3, 120_000, tzinfo=UTC)
PARIS = "Europe/Paris"

REWORDED = Edit(
    op="replace",
    before="Elle améliore l’efficacité de l’action publique.",
    after="Elle améliore l’efficience de l’action publique.",
    words=(("=", "Elle améliore l’"), ("-", "efficacité"), ("+", "efficience"), ("=", " de l’action publique.")),
)
INSERTED = Edit(
    op="insert",
    after="Ce service est facturé. Il l’est depuis 2026.",
    words=(("+", "Ce service est facturé. Il l’est depuis 2026."),),
)
DELETED = Edit(op="delete", before="Ce service est gratuit.", words=(("-", "Ce service est gratuit."),))
MOVED = Edit(
    op="move",
    before="Les agents restent employés.",
    after="Les agents restent employés.",
    words=(("=", "Les agents restent employés."),),
)
HEADING = Edit(
    op="replace",
    before="La mutualisation",
    after="Les services communs",
    words=(("-", "La mutualisation"), ("+", "Les services communs")),
    facts={"field": "heading"},
)
LABEL = Edit(
    op="replace",
    before="Organigramme - Juin 2025",
    after="Organigramme - Juin 2026",
    words=(("=", "Organigramme - Juin "), ("-", "2025"), ("+", "2026")),
    facts={"field": "label"},
)
SIZE = Edit(op="replace", before="203,05 ko", after="210 ko", facts={"field": "size_text"})
ADDRESS = Edit(op="replace", before="https://www.valmont-sur-ource.example/a.pdf", after=None, facts={"field": "url"})


def unit(op: str, label: str, **sides: str | None) -> Edit:
    """An edit of an org chart about the unit *label*; what is neither before nor after is a fact."""
    facts = {"unit": label, **{key: value for key, value in sides.items() if key not in ("before", "after")}}
    return Edit(op=op, before=sides.get("before"), after=sides.get("after"), facts=facts)


def section(*edits: Edit, change: str = "edited", returns_to: int | None = None, suspect: str | None = None) -> Change:
    return Change(
        item="mutualisation",
        item_kind="section",
        change=change,
        significance="substantive",
        edits=edits,
        returns_to=returns_to,
        suspect=suspect,
    )


def document(*edits: Edit, change: str = "replaced", returns_to: int | None = None, **facts: object) -> Change:
    minor = change in ("relabelled", "readdressed")
    return Change(
        item="organigramme",
        item_kind="document",
        change=change,
        significance="minor" if minor else "substantive",
        edits=edits,
        label="Organigramme - Juin 2026",
        returns_to=returns_to,
        facts=facts,
    )


def failing(kind: FailureKind, detail: str = "", item: str | None = None, days: int = 0, consecutive: int = 1) -> OpenFailure:
    return OpenFailure(
        failure=Failure(kind=kind, detail=detail, item=item), since=AT - timedelta(days=days), consecutive=consecutive
    )


def result(
    outcome: Outcome,
    *changes: Change,
    snapshot: int | None = 13,
    failures: tuple[OpenFailure, ...] = (),
    recovered: tuple[OpenFailure, ...] = (),
    cosmetic: tuple[Cosmetic, ...] = (),
    flapping: Flapping | None = None,
) -> CheckResult:
    return CheckResult(
        watch=WATCH,
        at=AT,
        outcome=outcome,
        snapshot=snapshot,
        changes=changes,
        failures=failures,
        recovered=recovered,
        cosmetic=cosmetic,
        flapping=flapping,
    )


SERVICE_DOWN = failing("http_error", "HTTP 503", days=3, consecutive=3)
NO_DOCUMENT = failing("document_unavailable", "HTTP 404", item="organigramme")
ALTERNATING = Flapping(since=AT - timedelta(days=4), between=(12, 13, 11))

CHART = OrgChart(
    title="Organigramme",
    date="Juin 2026",
    pages=1,
    structured=True,
    reason=None,
    units=(
        Unit(
            id="a",
            title="Direction générale",
            people=(Person(name="Mme Roche"),),
            parent=None,
            confidence_parent=1.0,
            page=1,
            bbox=(0, 0, 9, 9),
        ),
        Unit(
            id="b",
            title="Pôle courrier",
            people=(Person(name="", vacant=True),),
            parent="a",
            confidence_parent=0.9,
            page=1,
            bbox=(0, 9, 9, 18),
        ),
    ),
)


def revision(snapshot: int, *texts: str, at: datetime = AT, sha256: str = "ab" * 32, chart: OrgChart | None = None) -> Revision:
    """A snapshot of the town's page: the section's paragraphs are *texts*."""
    content = DocumentContent(
        sha256=sha256, size=207_923, media_type="application/pdf", text=(Block("paragraph", "Direction générale"),), orgchart=chart
    )
    link = DocumentLink(
        item="organigramme",
        label="Organigramme - Juin 2026",
        format="PDF",
        size_text="203,05 ko",
        url="https://www.valmont-sur-ource.example/media/organigramme.pdf",
    )
    return Revision(
        snapshot=snapshot,
        taken_at=at,
        url=URL,
        sections=(Section(item="mutualisation", heading="La mutualisation", blocks=tuple(Block("paragraph", t) for t in texts)),),
        documents=(Document(link=link, content=content),),
    )
