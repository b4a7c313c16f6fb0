"""What config.toml may hold, key by key (DESIGN §6): the one source for judging it and for the JSON Schema that editors read.

`python -m monitor.config.schema` prints that schema. Loaded only when a configuration is new or wrong: pydantic takes 0.1 s. Its
messages never reach a user: what it finds is turned into ours. What several keys must be to each other is in `rules`.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from monitor.config import addresses, values
from monitor.config.plain_words import as_meant, key_of
from monitor.config.reading import Mistake, Where, at
from monitor.config.rules import broken_rules
from monitor.config.values import BadValue

# As they are written; a test holds them to be those of model.Visiting.
DEFAULTS: dict[str, Any] = {
    "pause": "1s", "per_host": 1, "concurrency": 8, "confirm_after": "30s", "failure_alert_after": 3, "jitter": "1m",
    "connect_timeout": "10s", "read_timeout": "20s", "visit_timeout": "90s", "max_page": "10 MB", "max_document": "50 MB",
    "page_timeout": "20s", "document_timeout": "60s", "max_document_memory": "400 MB", "max_document_pages": 2000,
    "allow_private_addresses": False, "proxy": "", "robots": True,
}  # fmt: skip

ABSENT: Any = None  # TOML has no null: a default that says "left out", of any type


def _string(pattern: str, *examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$", "examples": list(examples)})


_LIST_OR_TEXT = WithJsonSchema(
    {"anyOf": [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": "string", "minLength": 1}}]}
)


Duration: TypeAlias = Annotated[str, AfterValidator(values.duration), _string(values.DURATION, "30s", "1.5h", "2 d")]
Period: TypeAlias = Annotated[str, AfterValidator(values.period), _string(values.DURATION, "90s", "6h", "1 d")]
Size: TypeAlias = Annotated[str, AfterValidator(values.size), _string(values.SIZE, "10 MB", "512 KiB", "10 Mo")]
Text: TypeAlias = Annotated[str, AfterValidator(values.filled), WithJsonSchema({"type": "string", "minLength": 1})]
Name: TypeAlias = Annotated[str, AfterValidator(values.name), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 80})]
Selector: TypeAlias = Annotated[str, AfterValidator(values.selector), WithJsonSchema({"type": "string", "minLength": 1})]
Pattern: TypeAlias = Annotated[str, AfterValidator(values.pattern)]
Selectors: TypeAlias = Annotated[list[Selector], BeforeValidator(values.one_or_many), _LIST_OR_TEXT]
Patterns: TypeAlias = Annotated[list[Pattern], BeforeValidator(values.one_or_many), _LIST_OR_TEXT]
Link: TypeAlias = Annotated[str, AfterValidator(values.link), WithJsonSchema({"type": "string", "minLength": 1})]
Address: TypeAlias = Annotated[
    str, AfterValidator(addresses.page), WithJsonSchema({"type": "string", "pattern": r"^(?:https?://|.*\$\{)"})
]
Count: TypeAlias = Annotated[int, Field(ge=1, le=1000)]
Pause: TypeAlias = Annotated[
    Any, AfterValidator(values.pause), WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "format": "date"}]})
]
LanguageCode: TypeAlias = Literal["fr", "en"]


class BaseTable(BaseModel):
    """A table of the file: exact types, no unknown keys."""

    # What judges a file is built once, with all its tables in it, and not for each table besides.
    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class VisitsTable(BaseTable):
    """How pages are visited: in [monitor] for all, in a [[watch]] for that page."""

    pause: Duration = Field(ABSENT, description="Wait between two requests to one host.")
    per_host: Count = Field(ABSENT, description="Requests under way at once to one host.")
    concurrency: Count = Field(ABSENT, description="Visits under way at once; of a watch: its documents.")
    confirm_after: Duration = Field(ABSENT, description='Wait before the second visit that confirms a loss; "0s": at once.')
    failure_alert_after: Count = Field(ABSENT, description="Failures in a row before the alert.")
    jitter: Duration = Field(ABSENT, description="How much later than `schedule` says a page may be visited, each by its own time.")
    connect_timeout: Period = Field(ABSENT, description="Longest wait for a connection.")
    read_timeout: Period = Field(ABSENT, description="Longest wait without a byte of the answer.")
    visit_timeout: Period = Field(ABSENT, description="Longest visit: page, documents and retries together.")
    max_page: Size = Field(ABSENT, description="Largest page, decoded.")
    max_document: Size = Field(ABSENT, description="Largest document, decoded.")
    page_timeout: Period = Field(ABSENT, description="Longest time for reading a page that has arrived.")
    document_timeout: Period = Field(
        ABSENT, description="Most CPU time for reading a document that has arrived; each page that was read allows 1/300 more."
    )
    max_document_memory: Size = Field(ABSENT, description="Most memory for reading a document; 200 MB are gone before it begins.")
    max_document_pages: Count = Field(ABSENT, description="Most pages of a document.")
    allow_private_addresses: bool = Field(ABSENT, description="Whether addresses of private networks may be visited.")
    proxy: Annotated[str, AfterValidator(addresses.proxy)] = Field(ABSENT, description='http(s) address of a proxy; "": none.')
    robots: bool = Field(ABSENT, description="Whether robots.txt is obeyed (RFC 9309).")


class MonitorTable(VisitsTable):
    """[monitor]: what holds for the whole installation."""

    database: Annotated[str, AfterValidator(values.file_name), WithJsonSchema({"type": "string", "minLength": 1})] = Field(
        "snapshots/monitor.db", description="The database file, relative to this file."
    )
    timezone: Annotated[str, AfterValidator(values.timezone)] = Field(
        "Europe/Paris", description="IANA time zone of schedules and displayed times."
    )
    language: LanguageCode = Field("fr", description="Language of reports and alerts.")
    contact: Annotated[str, AfterValidator(addresses.contact)] = Field(
        ABSENT,
        description="How a webmaster can reach you: mailto: or https: address, sent in the User-Agent.",
        examples=["mailto:you@example.org"],
    )
    public_url: Annotated[str, AfterValidator(addresses.page)] = Field(
        ABSENT,
        description="Where others reach the pages of monitor serve; alerts then lead there.",
        examples=["https://veille.example.org"],
    )
    env_file: Text = Field(
        ABSENT, description="A file of lines NAME=value for ${NAME}, relative to this file.", examples=["secrets.env"]
    )
    timestamp: Annotated[str, AfterValidator(addresses.authority)] = Field(
        "",
        description="Address of a time-stamping authority (RFC 3161), asked once a day for a stamp of the newest hashes.",
        examples=["https://tsa.example.org/tsr"],
    )
    ping: Annotated[str, AfterValidator(addresses.ping)] = Field(
        ABSENT,
        description="Address told of the start and end of every round, as healthchecks.io wants it.",
        examples=["https://hc-ping.com/${PING_KEY}"],
    )


class SectionTable(BaseTable):
    """[watch.sections.NAME]: one piece of text; by heading, css or a range, the selector first where several are given."""

    heading: Text = Field(ABSENT, description="The heading's text; case, accents, spaces do not matter.")
    css: Selectors = Field(ABSENT, description="One CSS selector, or a list of them.")
    from_: Selector = Field(ABSENT, alias="from", description="A range begins with this element.")
    after: Selector = Field(ABSENT, description="A range begins after this element.")
    until: Selector = Field(ABSENT, description="A range ends before this element.")
    through: Selector = Field(ABSENT, description="A range ends with this element.")
    exclude: Selectors = Field(ABSENT, description="Parts that do not belong to the section.")
    ignore: Patterns = Field(ABSENT, description="/regular expressions/ for text that is shown but not compared.")
    kind: Literal["text", "orgchart"] = Field("text", description="What is compared: text, or an org chart of lists or cards.")
    title: Text = Field(ABSENT, description="What readers see of it instead of its name.")


class CorrectionTable(BaseTable):
    """[[watch.documents.NAME.correct]]: what the reading of an org chart gets wrong."""

    unit: Text = Field(description="The label of the box, as printed.")
    parent: str = Field(ABSENT, description='The label it hangs under; "": nothing.')
    ignore: bool = Field(ABSENT, description="true: this box is no unit.")


class DocumentTable(BaseTable):
    """[watch.documents.NAME]: the links to one file, or several."""

    link: Link = Field(ABSENT, description='Text or /regex/ in the link or beside it; "self": the address itself.')
    css: Selectors = Field(ABSENT, description="One CSS selector, or a list of them.")
    kind: Literal["orgchart", "text", "table", "file"] = Field(
        "file", description="What is compared: org chart, text, rows, or bytes."
    )
    correct: list[CorrectionTable] = Field(ABSENT, description="Corrections of an org chart, applied after reading it.")
    title: Text = Field(ABSENT, description="What readers see of it instead of its name.")


class WatchTable(VisitsTable):
    """[[watch]]: one page. Keys from `pause` to `robots` are taken from [monitor] where they are left out."""

    name: Name = Field(description="Its identity: letters, digits, - _ . ; the address may change, the name should not.")
    url: Address = Field(description="The page's http(s) address.")
    schedule: Annotated[str, AfterValidator(values.crontab)] = Field(
        ABSENT, description='crontab(5): minute hour day month weekday. Default "0 7 * * *".', examples=["0 7 * * *", "@hourly"]
    )
    every: Period = Field(ABSENT, description="Instead of `schedule`: the time between two visits.")
    title: Text = Field(ABSENT, description="What readers see of it instead of its name.")
    tags: list[Text] = Field(ABSENT, description="Words by which pages are grouped.")
    enabled: bool = Field(True, description="false: visited only when named.")
    paused_until: Pause = Field(
        ABSENT,
        description="true: visited only when named, until this is taken out; a date: until that day.",
        examples=["2026-12-31"],
    )
    headers: dict[str, str] = Field({}, description="Further request headers.")
    sections: dict[str, SectionTable] = Field({}, description="The texts to watch, by name.")
    documents: dict[str, DocumentTable] = Field({}, description="The files to watch, by name.")


class SmtpTable(BaseTable):
    """[smtp]: the server that takes our mails."""

    host: Annotated[str, AfterValidator(addresses.host)] = Field(description="Name of the mail server.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        ABSENT, description="Default: 587 with starttls, 465 with tls, 25 with none."
    )
    security: Literal["starttls", "tls", "none"] = Field("starttls", description="none: only to this machine, or with allow_plain.")
    user: Text = Field(ABSENT, description="Login, best as ${NAME}.")
    password: Text = Field(ABSENT, description="Password, best as ${NAME}.")
    from_: Annotated[str, AfterValidator(addresses.sender)] = Field(
        alias="from", description="Sender.", examples=["Veille <veille@example.org>"]
    )
    allow_plain: bool = Field(False, description="Whether mails may leave this machine unencrypted.")


class AlertTable(BaseTable):
    """[[alert]]: whom to tell."""

    to: Annotated[str, AfterValidator(addresses.channel)] = Field(
        description="mailto: (by [smtp]), http(s):// (a signed webhook), atom:FILE (a feed), or an Apprise address."
    )
    on: list[Literal["change", "minor", "failure", "recovery", "heartbeat"]] = Field(
        ["change", "minor", "failure", "recovery", "heartbeat"], description="What to tell."
    )
    watches: list[str] = Field(["*"], description="Names of watches, * standing for any letters.")
    tags: list[Text] = Field(ABSENT, description="Only watches with one of these tags, and those that `watches` names.")
    language: LanguageCode = Field(ABSENT, description="Default: that of [monitor].")
    digest: Literal["daily", "weekly", "round"] = Field(
        ABSENT, description='In one message: changes, at 08:00 daily or on Mondays; "round": all that one round of visits found.'
    )
    admin: bool = Field(False, description="Looks after the watch: is told what to mend. Where nobody is, all are.")
    secret: Text = Field(ABSENT, description="Signs webhooks (HMAC-SHA256), best as ${NAME}.")
    mode: Annotated[str, AfterValidator(values.mode)] = Field(
        ABSENT, description="Permissions of a feed's file (atom:), in octal.", examples=["0644"]
    )


class ConfigFile(BaseTable):
    """A config.toml of city-page-monitor."""

    monitor: MonitorTable = Field(ABSENT, description="What holds for the whole installation.")
    watch: list[WatchTable] = Field([], description="The pages.")
    smtp: SmtpTable = Field(ABSENT, description="The server that takes our mails.")
    alert: list[AlertTable] = Field([], description="Whom to tell.")


def table_at(where: tuple[str | int, ...]) -> type[BaseTable] | None:
    """Return the model of the table at *where* in the file; None where there is none."""
    match where:
        case ():
            return ConfigFile
        case ("monitor",):
            return MonitorTable
        case ("smtp",):
            return SmtpTable
        case ("alert", int()):
            return AlertTable
        case ("watch", int()):
            return WatchTable
        case ("watch", int(), "sections", str()):
            return SectionTable
        case ("watch", int(), "documents", str()):
            return DocumentTable
        case ("watch", int(), "documents", str(), "correct", int()):
            return CorrectionTable
    return None


def keys(table: type[BaseTable]) -> list[str]:
    """Return the keys of a table as they are written."""
    return [info.alias or name for name, info in table.model_fields.items()]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of config.toml, for editors."""
    schema = ConfigFile.model_json_schema()
    for name, default in DEFAULTS.items():
        schema["$defs"]["MonitorTable"]["properties"][name]["default"] = default
    found: dict[str, Any] = _plain(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "config.toml of city-page-monitor"}


def _plain(node: Any) -> Any:
    """Without what says nothing to a reader: titles made of the keys, and null as a default."""
    if isinstance(node, list):
        return [_plain(n) for n in node]
    if not isinstance(node, dict):
        return node
    kept = {k: v for k, v in node.items() if not (k == "title" and isinstance(v, str)) and (k, v) != ("default", None)}
    return {k: _plain(v) for k, v in kept.items()}


# ---------------------------------------------------------------------------------------------------------------------- mistakes

# pydantic's names of types and ours
TYPES = {
    "string_type": "a_text", "int_type": "a_number", "int_from_float": "a_number", "bool_type": "a_bool",
    "list_type": "a_list", "dict_type": "a_table", "model_type": "a_table",
}  # fmt: skip
# Where a key lives that was written in another table, by how it is written there.
HOMES: tuple[tuple[type[BaseTable], str], ...] = (
    (MonitorTable, "[monitor]"), (WatchTable, "[[watch]]"), (AlertTable, "[[alert]]"), (SmtpTable, "[smtp]"),
    (SectionTable, "[watch.sections.NAME]"), (DocumentTable, "[watch.documents.NAME]"),
    (CorrectionTable, "[[watch.documents.NAME.correct]]"),
)  # fmt: skip
MISSING = ("section_way", "document_way", "no_items", "no_watch")
LISTS_OF_TABLES = ("watch", "alert", "correct")


def mistakes_in(tree: dict[str, Any]) -> list[Mistake]:
    """Every mistake of *tree*, without `${NAME}`; of a table with an unknown key not what it lacks: that is misspelt there."""
    shape: list[Mistake] = []
    try:
        ConfigFile.model_validate(tree)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            steps = found["loc"]
            if steps and isinstance(at(tree, steps[:-1]), str):  # a text where a list may stand is no list to its writer
                steps = steps[:-1]
            shape.append(_mistake(steps, found["type"], found.get("ctx", {}), found["input"]))
    called = {(*m.where[:-1], key_of(str(m.where[-1]), m.facts["near"])) for m in shape if m.code == "unknown_key"}  # type: ignore[arg-type]
    shape = [m for m in shape if not (m.code == "missing" and m.where in called)]
    odd = {mistake.where[:-1] for mistake in shape if mistake.code == "unknown_key"}
    return [*shape, *(m for m in broken_rules(tree) if not (m.code in MISSING and m.where in odd))]


def meant_by(row: str, above: list[str]) -> str | None:
    """*row*, which is no TOML, as it was meant in the table that the rows *above* end with; None where nothing is sure."""
    opened = re.fullmatch(r"(\[{1,2})\s*([\w.\"-]+)\s*(\]?)", row.strip(), re.ASCII)
    if opened and len(opened[1]) > len(opened[3]):  # a bracket was left out
        return f"{opened[1]}{opened[2]}{']' * len(opened[1])}"
    header = next((line for row in reversed(above) if re.match(r"\[+[\w.\"-]", line := row.strip())), "")
    steps: list[str | int] = []
    for name in re.findall(r'"[^"]*"|[^.\s"]+', header.strip("[] ")):
        steps += [name, 0] if name in LISTS_OF_TABLES else [name]
    table = table_at(tuple(steps))
    own = as_meant(row, keys(table)) if table is not None else None
    return own or as_meant(row, [key for model, _ in HOMES for key in keys(model)])


def _mistake(where: Where, kind: str, facts: dict[str, Any], value: object) -> Mistake:
    if kind == "value_error" and isinstance(facts.get("error"), BadValue):
        wrong: BadValue = facts["error"]
        return Mistake(where, wrong.code, wrong.facts)
    if kind == "extra_forbidden":
        # A key that another table knows is out of place, but for tables, which are only misspelt
        table = table_at(where[:-1])
        known = keys(table) if table else []
        homes = [home for model, home in HOMES if where[-1] in keys(model) and model is not table and not isinstance(value, dict)]
        others = () if isinstance(value, dict | list) else HOMES
        elsewhere = [(home, keys(model)) for model, home in others if model is not table]
        return Mistake(where, "unknown_key", {"key": where[-1], "near": known, "homes": homes, "elsewhere": elsewhere})
    if kind == "missing":
        return Mistake(where, "missing")
    if kind in TYPES:
        # A table instead of a list of tables, or the other way round, is a matter of brackets
        name = where[-1]
        if name in LISTS_OF_TABLES and isinstance(value, dict):
            return Mistake(where, "two_brackets", {"table": _header(where)})
        if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            named = name in ("sections", "documents")  # of these there are several, each under a name
            return Mistake(where, "named_table" if named else "one_bracket", {"table": _header(where)})
        return Mistake(where, TYPES[kind])
    if kind == "literal_error":
        # The words of pydantic's "'fr' or 'en'".
        return Mistake(where, "choice", {"near": str(facts["expected"]).split("'")[1::2]})
    if kind in ("greater_than_equal", "less_than_equal"):
        return Mistake(where, "at_least" if "ge" in facts else "at_most", {"bound": facts.get("ge", facts.get("le"))})
    return Mistake(where, "invalid")


def _header(where: Where) -> str:
    return ".".join(str(step) for step in where if not isinstance(step, int))


if __name__ == "__main__":
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
