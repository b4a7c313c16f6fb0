"""One source: the models, the JSON Schema, the template and the documentation agree (DESIGN §6, 15.3)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from monitor.config import build, load, values
from monitor.config.schema import (
    DEFAULTS,
    AlertTable,
    BaseTable,
    ConfigFile,
    CorrectionTable,
    DocumentTable,
    MonitorTable,
    SectionTable,
    SmtpTable,
    WatchTable,
    json_schema,
    keys,
)
from monitor.config.template import template, watch_name
from monitor.model import Language, Visiting
from tests.config.test_loading import FULL
from tests.config.writing import GOOD

ROOT = Path(__file__).parents[2]
TABLES: tuple[type[BaseTable], ...] = (
    MonitorTable,
    WatchTable,
    SectionTable,
    DocumentTable,
    CorrectionTable,
    SmtpTable,
    AlertTable,
)
DOCS = ("configuration.md", "configuration.fr.md")


def complaints(text: str) -> list[str]:
    schema = json.loads((ROOT / "docs/config.schema.json").read_text("utf-8"))
    return [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(tomllib.loads(text))]


def test_the_schema_in_docs_is_that_of_the_models() -> None:
    """`python -m monitor.config.schema > docs/config.schema.json` renews it."""
    assert json.loads((ROOT / "docs/config.schema.json").read_text("utf-8")) == json_schema()


def test_editors_accept_what_the_program_accepts() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    for text in ((ROOT / "config.toml").read_text("utf-8"), template("fr"), template("en"), GOOD, FULL):
        assert complaints(text) == []


@pytest.mark.parametrize(
    "text",
    [GOOD + "x = 1\n", "x = 1\n" + GOOD, GOOD.replace("language", "langage"), GOOD.replace('"en"', '"de"'),
     GOOD.replace("https://", "ftp://"),
     GOOD + "css = 1\n", GOOD + "[smtp]\n"],
)  # fmt: skip
def test_editors_refuse_unknown_keys_and_wrong_values(text: str) -> None:
    assert complaints(text) != []


def test_the_defaults_that_editors_show_are_those_of_the_program() -> None:
    """model.Visiting decides; build reads the texts."""
    shown = {key: build.READERS[key](value) if key in build.READERS else value for key, value in DEFAULTS.items()}
    assert Visiting(**shown) == Visiting()
    assert tuple(DEFAULTS) == build.VISITING
    fields = MonitorTable.model_fields
    assert (fields["database"].default, fields["timezone"].default) == (build.DEFAULT_DATABASE, "Europe/Paris")
    assert tuple(AlertTable.model_fields["on"].default) == build.EVERYTHING
    assert build.DEFAULT_SCHEDULE in str(WatchTable.model_fields["schedule"].description)
    assert values.crontab(build.DEFAULT_SCHEDULE) == build.DEFAULT_SCHEDULE  # which it is not asked for
    assert all(str(port) in str(SmtpTable.model_fields["port"].description) for port in build.PORTS.values())


def test_every_key_has_a_description_for_editors() -> None:
    def properties(node: Any) -> Iterator[tuple[str, Any]]:
        for name, table in (node["$defs"] | {"": node}).items():
            yield from ((f"{name}.{key}", value) for key, value in table["properties"].items())

    assert [key for key, value in properties(json_schema()) if not value.get("description")] == []


@pytest.mark.parametrize("doc", DOCS)
def test_every_key_is_documented_with_its_default(doc: str) -> None:
    """docs/configuration.md and its French twin: one row of a table for every key of every table."""
    text = (ROOT / "docs" / doc).read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.*?) \|", text, re.MULTILINE))
    asked = {key for table in TABLES for key in keys(table)}
    assert sorted(asked - rows.keys()) == []
    assert sorted(rows.keys() - asked) == []
    for key, default in DEFAULTS.items():
        assert rows[key] == f"`{json.dumps(default)}`", key


@pytest.mark.parametrize("doc", DOCS)
def test_the_examples_of_the_documentation_are_valid(doc: str, tmp_path: Path) -> None:
    """Each block of TOML that is a whole file loads as it stands."""
    blocks = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / doc).read_text("utf-8"), re.DOTALL)
    whole = [block for block in blocks if "[[watch]]" in block]
    assert whole
    for block in whole:
        path = tmp_path / "config.toml"
        path.write_text(block, "utf-8")
        names = dict.fromkeys(re.findall(r"\$\{(\w+)\}", block), "x")
        assert load(path, names).watches


def test_both_documents_have_the_same_keys_in_the_same_order() -> None:
    first, second = (
        re.findall(r"^(?:## |\| `)([\[\]a-z_.A-Z]+)", (ROOT / "docs" / doc).read_text("utf-8"), re.MULTILINE) for doc in DOCS
    )
    assert [k for k in first if k.islower()] == [k for k in second if k.islower()]


def test_tables_of_the_schema_are_the_tables_of_the_file() -> None:
    assert keys(ConfigFile) == ["monitor", "watch", "smtp", "alert"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("url", "name", "kind"),
    [(None, "example-organigramme", "file"), ("www.valmont-sur-ource.fr", "valmont-sur-ource", "file"),
     ('https://x.example/"a"\\b', "x-a-b", "file"),
     ("https://ville.valmont.fr/media/Organigramme.pdf", "ville-valmont-organigramme", "orgchart"),
     ("https://127.0.0.1:8001/é/page.html?x=${y}", "127-0-0-1-page", "file")],
)  # fmt: skip
def test_a_template_is_valid_as_written(language: Language, url: str | None, name: str, kind: str, tmp_path: Path) -> None:
    """15.3: `monitor init`."""
    path = tmp_path / "config.toml"
    path.write_text(template(language, url), "utf-8")
    (watch,) = load(path, {}).watches
    assert (watch.name, watch.url) == (name, url if url and "://" in url else watch.url)
    assert [d.kind for d in watch.recipe.documents] == (["orgchart"] if kind == "orgchart" else [])
    assert load(path, {}).language == language


def test_a_template_shows_only_keys_that_exist(tmp_path: Path) -> None:
    """Its comments, taken out of their #, are a valid file too."""
    for language in ("fr", "en"):
        bare = re.sub(r"^# (?=\[|[a-z_]+ = )", "", template(language), flags=re.MULTILINE)
        path = tmp_path / "config.toml"
        path.write_text(bare, "utf-8")
        (tmp_path / "secrets.env").write_text("", "utf-8")
        environ = {"PING_KEY": "x", "SMTP_USER": "x", "SMTP_PASSWORD": "x", "HOOK_SECRET": "x"}
        assert len(load(path, environ).channels) == 4


def test_a_watch_is_named_after_its_town_and_page() -> None:
    assert watch_name("https://www.dijon.example/la-vie/organigramme-des-services-2/") == "dijon-organigramme-des-services-2"
    assert watch_name("https://élus/") == "lus"
