"""`monitor outline URL|FILE`: what a page holds, in the form in which it goes into config.toml."""

from __future__ import annotations

import json
import textwrap
import time
from datetime import timedelta
from pathlib import Path

import click

from monitor.cli.adding.wish import is_bare
from monitor.cli.options import argument, config_option, described, json_option
from monitor.confine import Confined
from monitor.documents.kinds import is_prose
from monitor.errors import ConfigError, MonitorError, NothingFound, refused
from monitor.extract.outline import Names, Outline
from monitor.extract.outline import as_json as outline_json
from monitor.fetch import Fetcher
from monitor.i18n.locale import locale_of
from monitor.model import EMBED, Config, Failure, Fetched, FetchFailed, Language, Visiting
from monitor.normalize import publisher
from monitor.pdf.sniff import TEXT, sniff
from monitor.pipeline.page import findings
from monitor.pipeline.preview import Outlined
from monitor.quality.answer import binary_type
from monitor.records import now, read_config
from monitor.report.failures import failure_seen, failure_to_do
from monitor.terminal.logs import set_up
from monitor.terminal.output import Waiting, json_line, localized, note, terminal_language

SAVED = (".html", ".htm", ".xhtml", ".mhtml", ".mht")  # a file's name that is no host's
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
PATIENCE = timedelta(seconds=30)  # somebody waits for the answer


@described("outline")
@argument("source", metavar="url_file")
@config_option
@json_option
@click.pass_context
def command(context: click.Context, source: str, config_path: Path, as_json: bool) -> int:
    """Read the page once, keep nothing; a file needs no configuration (DESIGN 4.1)."""
    set_up()
    bare = is_bare(source) and not Path(source).exists() and Path(source).suffix.lower() not in SAVED
    config, named = None, context.get_parameter_source("config_path") is click.core.ParameterSource.COMMANDLINE
    if (bare or source.startswith(("http://", "https://"))) and (named or config_path.exists()):
        try:
            config = read_config(config_path)
        except ConfigError:  # one that nobody named is no reason not to look at a page
            if named:
                raise
            note(localized("cli.outline.config_ignored", path=config_path))
    with Waiting(localized("cli.outline.reading")):
        if bare:
            question = _bare(source, config)
        elif source.startswith(("http://", "https://")):
            question = _fetched(source, config)
        else:
            path = Path(source)
            try:
                body = path.read_bytes()
            except OSError as error:
                raise MonitorError(refused(path, error), remedy=_as_typed(source)) from error
            except ValueError as error:  # a NUL in the name
                raise MonitorError(f"{path}: {error}", remedy="monitor outline https://…") from error
            # At its own address where it names one, else at one to be replaced
            question = _question(source, body, "", f"https://www.example.org/{path.name}", saved=True)
        with Confined() as reader:
            found = findings(question, Outline, reader, config.visiting if config else Visiting())
    if isinstance(found, Failure):
        raise _unseen(source, found, failure_to_do(found, terminal_language()))
    if not found.headings and not found.documents:
        raise NothingFound.of("cli.outline.nothing", source=source)
    print(json_line(outline_json(found)) if as_json else as_toml(found, terminal_language()), end="\n" if as_json else "")
    return 0


def _as_typed(source: str) -> str:
    """What to type where *source* is no file: an address that lacks its scheme, or one to be filled in."""
    return "monitor outline " + (f"https://{source}" if is_bare(source) and Path(source).suffix not in SAVED else "https://…")


def _bare(source: str, config: Config | None) -> Outlined:
    """The page at an address without a scheme: by https://, else by http://, which is said."""
    try:
        return _fetched(f"https://{source}", config)
    except NothingFound as safe:
        try:
            found = _fetched(f"http://{source}", config)
        except NothingFound:
            raise MonitorError(localized("cli.outline.neither", why=safe.message), remedy=_as_typed(source)) from safe
    note(localized("cli.outline.unsafe", source=source))
    return found


def _fetched(url: str, config: Config | None) -> Outlined:
    """The page, asked for with the manners of *config*. Whoever types a private address means it, and that one alone."""
    visiting = config.visiting if config else Visiting()
    with Fetcher(contact=config.contact if config else None, now=now, sleep=time.sleep) as web:
        deadline = now() + min(visiting.visit_timeout, PATIENCE)
        answer = web.get(url, visiting=visiting, max_bytes=visiting.max_page, deadline=deadline, as_typed=True)
    if isinstance(answer, Fetched):
        return _question(url, answer.body, answer.content_type, answer.http.final_url, saved=False)
    assert isinstance(answer, FetchFailed)  # no validators were sent, so no 304 came
    raise _unseen(url, Failure(kind=answer.kind, detail=answer.detail), localized("cli.outline.unreadable_do"))


def _unseen(source: str, failure: Failure, remedy: str) -> NothingFound:
    seen = failure_seen(failure, terminal_language())
    return NothingFound(localized("cli.outline.seen", source=source, seen=seen[:1].lower() + seen[1:]), remedy=remedy)


def _question(source: str, body: bytes, content_type: str, url: str, *, saved: bool) -> Outlined:
    kind, media = binary_type(body, content_type), sniff(body)
    if kind is None and media == TEXT:  # plain text or rows have no headings and no links to offer
        named = content_type.partition(";")[0].strip().lower()
        if is_prose(media, url, len(body), "file") or named in ("text/plain", "text/csv"):
            kind = named or media
    if kind is None:
        return Outlined(body=body, content_type=content_type, url=url, saved=saved)
    raise NothingFound(
        localized("cli.outline.is_file", source=source, kind=kind),
        remedy=localized("cli.outline.is_feed_do" if kind in _FEEDS else "cli.outline.is_file_do"),
    )


_WIDTH = 80  # columns of a terminal


def as_toml(found: Outline, language: Language = "en") -> str:
    """*found* as one watch with all headings and documents, those that are nothing to watch beside the rest as a comment."""
    locale = locale_of(language)
    name = Names().of(found.title.split(" - ")[0].split(" | ")[0] or "page")
    title = _comment(found.title)
    lines = [*title, "[[watch]]", f'name = "{name}"', f"url = {_quoted(found.url)}", 'schedule = "0 7 * * *"']
    for heading in found.headings:
        facts = [f"h{heading.level}", locale.text("cli.outline.words", n=heading.words)]
        if heading.count > 1:
            facts.append(locale.text("cli.outline.alike", n=heading.count))
        if heading.not_offered:
            facts.append(locale.text(f"cli.outline.why.{heading.not_offered}"))
        if heading.not_offered == "outer" and heading.own_words:
            facts.append(locale.text("cli.outline.own_words", words=locale.text("cli.outline.words", n=heading.own_words)))
        lines += ["", *_comment(", ".join(facts))]
        if heading.left_out and not heading.not_offered:
            parts = ", ".join(locale.text(f"cli.outline.left_out.{kind}", n=number) for kind, number in heading.left_out.items())
            lines += _comment(locale.text("cli.outline.not_included", parts=parts))
        mark = "# " if heading.not_offered else ""
        lines += [f"{mark}[watch.sections.{heading.name}]", f"{mark}heading = {_quoted(heading.text)}"]
        lines += [f'{mark}kind = "orgchart"'] if heading.kind == "orgchart" else []
    for document in found.documents:
        form = publisher(document.url or "") if document.format == EMBED else document.format
        facts = [" ".join(f.split()) for f in dict.fromkeys((document.label, form, document.size_text)) if f]
        facts += [locale.text("cli.outline.no_address")] if document.url is None else []
        lines += ["", *(_comment(locale.text("cli.outline.documents", n=document.count)) if document.count > 1 else [])]
        lines += [*_comment(", ".join(facts)), *([f"# {document.url}"] if document.url is not None else [])]
        lines += [f"[watch.documents.{document.name}]", f"link = {_quoted(document.link)}", f'kind = "{document.kind}"']
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False)


def _quoted(text: str) -> str:
    """*text* as a basic string of TOML: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\\x7f", "\\\\u007F")
