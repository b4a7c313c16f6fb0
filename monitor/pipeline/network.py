"""The live web as the pipeline asks it: each question with the watch's own limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Protocol

from monitor.fetch.headers import meant_for
from monitor.model import DocumentLink, FetchOutcome, Validators, Visiting, Watch
from monitor.model.frozen import dataclass


class Getter(Protocol):
    """`fetch.Fetcher`, as it is used here."""

    def get(
        self,
        url: str,
        *,
        visiting: Visiting,
        validators: Validators,
        headers: Mapping[str, str],
        max_bytes: int,
        deadline: datetime,
        accept: Literal["page", "document"],
        ignore_holds: bool = False,
    ) -> FetchOutcome: ...


@dataclass(frozen=True, slots=True)
class Network:
    """`doors.Web` over HTTP."""

    getter: Getter

    def page(self, watch: Watch, *, validators: Validators, deadline: datetime, named: bool) -> FetchOutcome:
        """The watched address; a document's limits hold where it is itself the document."""
        is_document = any(d.is_self for d in watch.recipe.documents)
        return self._get(watch, watch.url, "document" if is_document else "page", validators, deadline, named)

    def document(
        self, watch: Watch, link: DocumentLink, *, validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome | None:
        """The file behind *link*, on whatever host."""
        return self._get(watch, link.url, "document", validators, deadline, named) if link.url else None

    def _get(
        self, watch: Watch, url: str, accept: Literal["page", "document"], validators: Validators, deadline: datetime, named: bool
    ) -> FetchOutcome:
        visiting = watch.visiting
        return self.getter.get(
            url,
            visiting=visiting,
            validators=validators,
            headers=meant_for(watch.url, watch.headers, url),
            max_bytes=visiting.max_page if accept == "page" else visiting.max_document,
            deadline=deadline,
            accept=accept,
            ignore_holds=named,
        )
