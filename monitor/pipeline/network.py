"""The live web as the pipeline asks it: each question with the watch's own limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Literal, Protocol

from monitor.fetch.headers import meant_for
from monitor.model import DocumentLink, FetchOutcome, Validators, Visiting, Watch
from monitor.model.frozen import dataclass
from monitor.placeholders import address_with_values, with_names


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
    """`doors.Web` over HTTP. Here alone `${NAME}`s have their values: addresses come in and go out with the names."""

    getter: Getter
    contact: tuple[str, str] | None = None  # as sent in the User-Agent, and as kept; None: the same

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
        visiting, asked = watch.visiting, address_with_values(watch.placeholders, watch.url)
        url = address_with_values(watch.placeholders, url)
        came = self.getter.get(
            url,
            visiting=visiting,
            validators=validators,
            headers=meant_for(asked, watch.headers, url),
            max_bytes=visiting.max_page if accept == "page" else visiting.max_document,
            deadline=deadline,
            accept=accept,
            ignore_holds=named,
        )
        return with_names(watch.placeholders, self._with_contact_named(came))

    def _with_contact_named(self, came: FetchOutcome) -> FetchOutcome:
        if self.contact is None or came.http is None:
            return came
        sent = tuple((name, value.replace(*self.contact)) for name, value in came.http.request_headers)
        return replace(came, http=replace(came.http, request_headers=sent))
