"""`monitor show WATCH[@N] [ITEM]`: one version as it was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from monitor.cli.options import argument, config_option, described, json_option, page_or_only, version_of
from monitor.documents.kinds import SHEETS
from monitor.errors import NothingFound
from monitor.model import DocumentContent, Revision
from monitor.model.frozen import replace
from monitor.placeholders import with_names
from monitor.records import read_config, reading, recorded
from monitor.report.as_json import show_json
from monitor.report.snapshot_text import show_text
from monitor.terminal.output import json_line, localized, screen


@described("show")
@argument("version", metavar="watch_n_optional", required=False)
@argument("item", metavar="item_optional", required=False)
@config_option
@json_option
def command(version: str | None, item: str | None, config_path: Path, as_json: bool) -> int:
    """Print the items of one snapshot."""
    config = read_config(config_path, may_be_empty=True)
    name, _, which = page_or_only(version, config).partition("@")
    with reading(config, name) as store:
        recorded(store, config, name)
        number = version_of(store, name, which, config.timezone) if which else None
        revision = with_names(config.watch_or_name(name).placeholders, store.revision(name, number), kept=True)
        page = store.called(name, config.watch(name), items=False).page
        held = dict.fromkeys([*(s.item for s in revision.sections), *(d.item for d in revision.documents)])
        if item is not None and item not in held:
            raise NothingFound(
                localized("cli.show.no_item", name=name, snapshot=revision.snapshot, item=item),
                remedy=localized("cli.show.items") + ", ".join(held),
            )
        items = None if item is None else [item]
        revision = _with_hidden_sheets(revision, items, store.kept)
        (entry,) = store.history(name, before=revision.snapshot + 1, limit=1)
        later = next((one.change.facts["dated_later"] for one in entry.changes if "dated_later" in one.change.facts), None)
    if as_json:
        print(json_line(show_json(name, revision, items)))
    else:
        print(show_text(page, revision, screen(config), items, later))
    return 0


def _with_hidden_sheets(revision: Revision, items: list[str] | None, kept: Callable[[str], bytes | None]) -> Revision:
    """*revision* with how many sheets its workbooks hide, which their kept bytes alone tell (3.31)."""
    wanted = [d for d in revision.documents if items is None or d.item in items]
    digests = {d.content.sha256 for d in wanted if d.content and d.content.text is not None and d.content.media_type in SHEETS}
    workbooks = {digest: data for digest in digests if (data := kept(digest)) is not None}
    if not workbooks:
        return revision
    from monitor.confine import Confined  # most versions have no workbook, and show nothing that has to be read

    with Confined() as reader:
        read = {digest: reader.read(data, "table") for digest, data in workbooks.items()}
    hidden = {digest: said.hidden_sheets for digest, said in read.items() if isinstance(said, DocumentContent)}
    return replace(
        revision,
        documents=tuple(
            replace(d, content=replace(d.content, hidden_sheets=hidden.get(d.content.sha256, 0))) if d.content else d
            for d in revision.documents
        ),
    )
