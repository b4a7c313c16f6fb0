"""The question what there is to watch on a page that somebody shows us: asked within the caps of every page (pipeline.page)."""

from __future__ import annotations

from monitor.extract.outline import Outline, outline, own_address
from monitor.extract.page import Page
from monitor.fetch.charset import decode
from monitor.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """The question what there is to watch on a page."""

    body: bytes
    content_type: str
    url: str
    saved: bool = False  # the page is a copy from disk: the address that it gives itself goes before *url*

    @property
    def bodies(self) -> tuple[bytes, ...]:
        """All that is parsed for it."""
        return (self.body,)

    def findings(self) -> Outline:
        """Decode and outline."""
        page = Page.parse(decode(self.body, self.content_type).text, self.url)
        return outline(Page(page.soup, own_address(page) or self.url) if self.saved else page)
