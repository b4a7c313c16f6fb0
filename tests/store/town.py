"""Visits of the invented town Valmont-sur-Ource, as plans, for the tests of the store."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from monitor.model import (
    EXTRACTOR,
    Alert,
    Block,
    Change,
    CheckSource,
    Cosmetic,
    Document,
    DocumentContent,
    DocumentLink,
    DocumentReading,
    Edit,
    Extraction,
    Failure,
    Fetched,
    Flapping,
    HttpFacts,
    NotModified,
    OpenFailure,
    OrgChart,
    Outcome,
    Person,
    Plan,
    Reading,
    Recipe,
    Revision,
    Schedule,
    Section,
    SectionRecipe,
    Unit,
    Validators,
    Watch,
)
from monitor.store import Store

T0 = datetime(2026, 11, 24, 7, 0, 3, 120_000, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL = "https://www.valmont-sur-ource.example/organigramme/"
PDF_URL = "https://www.valmont-sur-ource.example/organigramme.pdf"
RECIPE = Recipe(sections=(SectionRecipe(item="mutualisation", heading="Mutualisation"),), hash="r1")


def watch(name: str = "valmont", url: str = URL, *, recipe: Recipe = RECIPE) -> Watch:
    return Watch(name=name, url=url, schedule=Schedule(every=HOUR), recipe=recipe)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def page(text: str, nonce: int = 0) -> bytes:
    """A page around *text*; *nonce* changes its bytes and nothing else."""
    filler = "".join(f"<li><a href='/page-{n}'>Rubrique {n}</a></li>" for n in range(40))
    return f"<html><meta name=csrf content={nonce}><nav>{filler}</nav><main><h2>Mutualisation</h2>{text}</main></html>".encode()


def page_bytes(store: Store, name: str, number: int) -> bytes:
    kept = store.page_of(name, number)
    assert kept is not None
    return kept[0]


def http(url: str, at: datetime, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> HttpFacts:
    return HttpFacts(
        url=url,
        final_url=url,
        status=status,
        request_headers=(("User-Agent", "city-page-monitor"), ("Authorization", "Bearer s3cret")),
        response_headers=(("Content-Type", "text/html; charset=utf-8"), ("Date", at.isoformat()), *headers),
        redirects=((301, url.replace("https", "http")),),
        started_at=at,
        finished_at=at + timedelta(milliseconds=87),
    )


def fetched(url: str, body: bytes, at: datetime, etag: str | None = None) -> Fetched:
    return Fetched(
        http=http(url, at),
        body=body,
        sha256=sha256(body),
        content_type="text/html; charset=utf-8",
        validators=Validators(etag=etag),
    )


def section(*texts: str, heading: str | None = "Mutualisation des services", item: str = "mutualisation") -> Section:
    blocks = tuple(Block("paragraph", text) for text in texts)
    return Section(item=item, heading=heading, blocks=blocks, found_by="heading", ignored=("12 vues",))


def chart(director: str = "Anne Aubépine") -> OrgChart:
    top = Unit(
        id="u1",
        title="Direction générale",
        people=(Person(name=director, role="DGS", confidence=0.8),),
        parent=None,
        confidence_parent=0.99,
        confidence_title=0.95,
        page=1,
        bbox=(1.0, 2.5, 30.0, 40.0),
    )
    below = Unit(
        id="u2",
        title="DGA Ressources",
        people=(Person(name="", vacant=True),),
        parent="u1",
        confidence_parent=0.9,
        page=1,
        bbox=(1.0, 50.0, 30.0, 90.0),
    )
    return OrgChart(title="Organigramme", date="Juin 2026", pages=1, structured=True, reason=None, units=(top, below))


def document(data: bytes, label: str = "Organigramme - Ource Métropole", *, director: str = "Anne Aubépine") -> Document:
    link = DocumentLink(item="organigramme", label=label, format="PDF", size_text="203,05 ko", url=PDF_URL)
    content = DocumentContent(
        sha256=sha256(data),
        size=len(data),
        media_type="application/pdf",
        text=(Block("paragraph", "Direction générale"), Block("paragraph", director)),
        geometry="9f" * 32,
        pages=1,
        orgchart=chart(director),
    )
    return Document(link=link, content=content)


def edited(before: str, after: str) -> Change:
    words = (("=", "La ville "), ("-", before), ("+", after))
    edit = Edit(op="replace", before=f"La ville {before}", after=f"La ville {after}", words=words)  # type: ignore[arg-type]
    return Change(item="mutualisation", item_kind="section", change="edited", significance="substantive", edits=(edit,))


def reading(
    at: datetime,
    body: bytes | None,
    *sections: Section,
    documents: tuple[tuple[Document, bytes], ...] = (),
    etag: str | None = None,
) -> Reading:
    """A page that was read well; *body* None: 304."""
    answer = (
        NotModified(http=http(URL, at, 304), validators=Validators(etag=etag)) if body is None else fetched(URL, body, at, etag)
    )
    return Reading(
        at=at,
        page=answer,
        extraction=Extraction(sections=sections, documents=tuple(d.link for d, _ in documents), missing=()),
        documents=tuple(
            DocumentReading(
                link=d.link,
                content=d.content,
                fetched=fetched(PDF_URL, data, at, '"pdf"') if data else None,
                validators=Validators(etag='"pdf"'),
            )
            for d, data in documents
        ),
        http=answer.http,
    )


def seen(
    number: int,
    at: datetime,
    *texts: str,
    body: bytes | None = b"",
    changes: tuple[Change, ...] = (),
    documents: tuple[tuple[Document, bytes], ...] = (),
    sections: tuple[Section, ...] | None = None,
    alerts: tuple[Alert, ...] = (),
    source: CheckSource = "live",
    name: str = "valmont",
    failures: tuple[OpenFailure, ...] = (),
) -> Plan:
    """A visit that makes snapshot *number*; *body* b"": a page around the texts, None: 304."""
    found = (section(*texts),) if sections is None else sections
    shown = page(" ".join(texts), nonce=number) if body == b"" else body
    revision = Revision(
        snapshot=number,
        taken_at=at,
        url=URL,
        sections=found,
        documents=tuple(d for d, _ in documents),
        recipe_hash="r1",
        extractor=EXTRACTOR,
    )
    outcome: Outcome = "first" if number == 1 else "changed"
    return Plan(
        watch=name,
        at=at,
        source=source,
        outcome=outcome,
        reason="",
        revision=revision,
        changes=changes,
        failures=failures,
        reading=reading(at, shown, *found, documents=documents, etag=f'"{number}"'),
        alerts=alerts,
        digests={s.item: sha256(s.text.encode()) for s in found},
    )


def unchanged(
    at: datetime,
    body: bytes | None = None,
    *,
    cosmetic: tuple[Cosmetic, ...] = (),
    failures: tuple[OpenFailure, ...] = (),
    flapping: Flapping | None = None,
    source: CheckSource = "live",
    name: str = "valmont",
    alerts: tuple[Alert, ...] = (),
) -> Plan:
    """A visit that found nothing; *body* None: 304."""
    return Plan(
        watch=name,
        at=at,
        source=source,
        outcome="unchanged",
        reason="",
        cosmetic=cosmetic,
        failures=failures,
        flapping=flapping,
        flapping_seen_at=at if flapping else None,
        reading=reading(at, body, etag='"304"'),
        alerts=alerts,
    )


def failing(at: datetime, since: datetime, consecutive: int, *, item: str | None = None, kind: str = "http_error") -> OpenFailure:
    return OpenFailure(failure=Failure(kind=kind, detail="HTTP 503", item=item), since=since, consecutive=consecutive)  # type: ignore[arg-type]


def failed(at: datetime, since: datetime, consecutive: int, *, alerted: tuple[str, ...] = (), source: CheckSource = "live") -> Plan:
    """A visit that could not be read."""
    failures = (failing(at, since, consecutive),)
    lost = Reading(at=at, page=None, extraction=None, failure=failures[0].failure, http=http(URL, at, 503), retry_after=at + HOUR)
    return Plan(
        watch="valmont", at=at, source=source, outcome="failed", reason="", failures=failures, alerted=alerted, reading=lost
    )
