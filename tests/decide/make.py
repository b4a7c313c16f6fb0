"""A watch of the invented town of Valmont-sur-Ource, its visits, and a diary that remembers plans as the database would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from monitor.decide import decide, unconfirmed
from monitor.model import (
    Channel,
    CheckSource,
    Confirm,
    DocumentContent,
    DocumentReading,
    DocumentRecipe,
    Extraction,
    Failure,
    FailureKind,
    PastState,
    Plan,
    Reading,
    Recipe,
    Schedule,
    Section,
    SectionRecipe,
    Visiting,
    Watch,
    WatchState,
)
from tests.compare.make import document, section

T0 = datetime(2026, 3, 1, 7, tzinfo=UTC)
A, B, C = (
    section(f"Les services de Valmont comptent {number} agents.", "Ils servent onze communes.")
    for number in ("cent", "deux cents", "mille")
)
RECIPE = Recipe(
    sections=(SectionRecipe(item="mutualisation", heading="Mutualisation"),),
    documents=(DocumentRecipe(item="organigramme", link="Organigramme"),),
    hash="r1",
)
WATCH = Watch(
    name="valmont",
    url="https://valmont.example/organigramme",
    schedule=Schedule(cron="0 7 * * *"),
    recipe=RECIPE,
    visiting=Visiting(confirm_after=timedelta(seconds=30), failure_alert_after=3),
)
MAIL = Channel(key="mail-1", kind="mail", to="mailto:redaction@valmont.example")
LINK = document().link
CHART = DocumentContent(sha256="c1", size=1, media_type="application/zip")
CHART_2 = replace(CHART, sha256="c2")
READ = DocumentReading(link=LINK, content=CHART)


def good(
    *sections: Section,
    documents: Sequence[DocumentReading] = (READ,),
    day: float = 0,
    odd: Sequence[tuple[str, str]] = (),
    recipe: Recipe = RECIPE,
) -> Reading:
    """A page that is well, with what was found on it; the rest of the recipe is missing."""
    found = {s.item for s in sections} | {d.link.item for d in documents}
    missing = tuple(item for item in recipe.items if item not in found)
    extraction = Extraction(sections=sections, documents=tuple(d.link for d in documents), missing=missing)
    return Reading(at=T0 + timedelta(days=day), page=None, extraction=extraction, documents=tuple(documents), odd=tuple(odd))


def bad(kind: FailureKind = "http_error", detail: str = "HTTP 503", day: float = 0) -> Reading:
    return Reading(at=T0 + timedelta(days=day), page=None, extraction=None, failure=Failure(kind=kind, detail=detail))


def unread(kind: FailureKind = "document_unavailable", detail: str = "HTTP 404") -> DocumentReading:
    return DocumentReading(link=LINK, content=None, failure=Failure(kind=kind, detail=detail, item="organigramme"))


@dataclass
class Diary:
    """Takes visits one after the other and remembers what their plans say, as the database would."""

    watch: Watch = WATCH
    channels: tuple[Channel, ...] = (MAIL,)
    source: CheckSource = "live"
    state: WatchState = field(default_factory=lambda: WatchState(watch="valmont"))
    plans: list[Plan] = field(default_factory=list)

    def ask(self, reading: Reading, second: Reading | None = None) -> Plan | Confirm:
        """What a visit leads to; nothing is remembered."""
        return decide(
            self.state, reading, watch=self.watch, channels=self.channels, source=self.source, now=reading.at, second=second
        )

    def visit(self, reading: Reading, second: Reading | None = None) -> Plan:
        plan = self.ask(reading, second)
        assert isinstance(plan, Plan), plan
        return self.remember(plan)

    def confirmed(self, reading: Reading) -> Plan:
        """Two visits that show the same."""
        assert isinstance(self.ask(reading), Confirm)
        return self.visit(reading, replace(reading, at=reading.at + timedelta(seconds=30)))

    def unconfirmed(self, reading: Reading) -> Plan:
        plan = unconfirmed(self.state, reading, watch=self.watch, channels=self.channels, source=self.source)
        return self.remember(plan)

    def remember(self, plan: Plan) -> Plan:
        self.plans.append(plan)
        self.state = replace(
            self.state,
            failures=plan.failures,
            alerted=plan.alerted,
            newest_at=plan.at,
            flapping=plan.flapping,
            flapping_seen_at=plan.flapping_seen_at,
        )
        if plan.revision:
            self._keep(plan)
        return plan

    def _keep(self, plan: Plan) -> None:
        assert plan.revision
        state, revision = self.state, plan.revision
        here = {s.item for s in revision.sections} | {d.item for d in revision.documents}
        sections = (*state.removed_sections, *(state.last.sections if state.last else ()))
        documents = (*state.removed_documents, *(state.last.documents if state.last else ()))
        self.state = replace(
            state,
            last=revision,
            removed_sections=tuple({s.item: s for s in sections if s.item not in here}.values()),
            removed_documents=tuple(d for d in documents if d.item not in here),
            history=(
                PastState(
                    snapshot=revision.snapshot,
                    taken_at=revision.taken_at,
                    digests=plan.digests,
                    doubted=frozenset(change.item for change in plan.changes if change.suspect),
                ),
                *state.history,
            ),
        )


def started(
    *readings: Reading, watch: Watch = WATCH, channels: tuple[Channel, ...] = (MAIL,), source: CheckSource = "live"
) -> Diary:
    """A diary whose first visit showed text A and a chart, and then *readings*."""
    diary = Diary(watch=watch, channels=channels, source=source)
    for reading in (good(A), *readings):
        diary.visit(reading)
    return diary
