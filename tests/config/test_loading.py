"""A good config.toml becomes the values of the model (DESIGN §6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from monitor.config import load, load_cached
from monitor.config.addresses import channel_key
from monitor.config.build import recipe_hash
from monitor.errors import ConfigError
from monitor.model import (
    Channel,
    Config,
    DocumentRecipe,
    Placeholders,
    RangeEnd,
    Recipe,
    Schedule,
    SectionRecipe,
    Smtp,
    Visiting,
    Watch,
)
from tests.config.writing import GOOD, MONITOR, SECTION, WATCH, loaded, mistakes, written

FULL = r"""
[monitor]
database = "données/veille.db"
timezone = "Europe/London"
language = "en"
contact = "veille@valmont.example"
pause = "2s"
per_host = 2
concurrency = 4
confirm_after = "0s"
failure_alert_after = 5
connect_timeout = "5s"
read_timeout = "15s"
visit_timeout = "1.5 min"
max_page = "5 MB"
max_document = "20 MiB"
allow_private_addresses = true
proxy = "http://${PROXY_USER}@proxy.valmont.example:3128"
robots = false

[[watch]]
name = "valmont"
url = "https://www.valmont.example/organigramme"
every = "6h"
enabled = false
headers = { Authorization = "Bearer ${TOKEN}" }
pause = "0s"
robots = true

[watch.sections.texte]
heading = "Coût : $${x}"
css = "main .texte"
exclude = [".partage", ".pub"]
after = "h1"
through = "main > p:last-of-type"
ignore = ['/\d+ vues/', "/mis à jour.*/"]

[watch.documents.organigramme]
link = "/organi?gramme/"
css = ["a.pdf"]
kind = "orgchart"
[[watch.documents.organigramme.correct]]
unit = "Direction des achats"
parent = "DGA Ressources"
[[watch.documents.organigramme.correct]]
unit = "Légende"
ignore = true

[[watch]]
name = "chartre"
url = "https://www.valmont.example/a.pdf"
[watch.documents.pdf]
link = "self"

[smtp]
host = "mail.valmont.example"
security = "tls"
user = "${SMTP_USER}"
password = "${SMTP_PASSWORD}"
from = "Veille <veille@valmont.example>"

[[alert]]
to = "mailto:a@valmont.example,b@valmont.example"
watches = ["val*"]
language = "fr"

[[alert]]
to = "https://hooks.valmont.example/${TOKEN}/x"
on = ["failure"]
secret = "${HOOK_SECRET}"

[[alert]]
to = "${CHAT}"
"""
ENVIRON = {
    "PROXY_USER": "me@home:p/w",
    "TOKEN": "t0/k3n",
    "SMTP_USER": "moi",
    "SMTP_PASSWORD": "pass%word",
    "HOOK_SECRET": "$ecret",
    "CHAT": "ntfy://ntfy.sh/v",
}
BASE = Visiting(
    pause=timedelta(seconds=2),
    per_host=2,
    concurrency=4,
    confirm_after=timedelta(0),
    failure_alert_after=5,
    connect_timeout=timedelta(seconds=5),
    read_timeout=timedelta(seconds=15),
    visit_timeout=timedelta(seconds=90),
    max_page=5_000_000,
    max_document=20 * 2**20,
    allow_private_addresses=True,
    proxy="http://me%40home%3Ap%2Fw@proxy.valmont.example:3128",
    robots=False,
)


def hashed(recipe: Recipe) -> Recipe:
    return replace(recipe, hash=recipe_hash(recipe))


def test_every_key_arrives_where_the_model_has_it(tmp_path: Path) -> None:
    """§6: every key."""
    recipe = Recipe(
        sections=(
            SectionRecipe(
                item="texte",
                heading="Coût : ${x}",
                css=("main .texte",),
                start=RangeEnd(css="h1", inside=False),
                end=RangeEnd(css="main > p:last-of-type", inside=True),
                exclude=(".partage", ".pub"),
                ignore=(r"\d+ vues", "mis à jour.*"),
            ),
        ),
        documents=(
            DocumentRecipe(
                item="organigramme",
                link="/organi?gramme/",
                css=("a.pdf",),
                kind="orgchart",
                corrections=({"unit": "Direction des achats", "parent": "DGA Ressources"}, {"unit": "Légende", "ignore": "true"}),
            ),
        ),
    )
    config = loaded(tmp_path, FULL, ENVIRON)
    assert set(config.hidden) == set(ENVIRON.values()), "what came from the environment is never shown"
    assert replace(config, channels=(), hidden=()) == Config(
        path=tmp_path / "config.toml",
        database=tmp_path / "données/veille.db",
        timezone="Europe/London",
        language="en",
        contact="mailto:veille@valmont.example",
        visiting=BASE,
        watches=(
            Watch(
                name="valmont",
                url="https://www.valmont.example/organigramme",
                schedule=Schedule(every=timedelta(hours=6)),
                recipe=hashed(recipe),
                visiting=replace(BASE, pause=timedelta(0), robots=True),
                headers={"Authorization": "Bearer t0/k3n"},
                enabled=False,
                placeholders=Placeholders(
                    address="https://www.valmont.example/organigramme",
                    asked="https://www.valmont.example/organigramme",
                    values=(("TOKEN", "t0/k3n"),),
                    headers=frozenset({"authorization"}),
                ),
            ),
            Watch(
                name="chartre",
                url="https://www.valmont.example/a.pdf",
                schedule=Schedule(cron="0 7 * * *"),
                recipe=hashed(Recipe(documents=(DocumentRecipe(item="pdf", link="self"),))),
                visiting=BASE,
            ),
        ),
        smtp=Smtp(
            host="mail.valmont.example",
            port=465,
            security="tls",
            sender="Veille <veille@valmont.example>",
            user="moi",
            password="pass%word",
        ),
    )


def test_channels_keep_their_secrets_to_themselves(tmp_path: Path) -> None:
    """§6: inside an address a value is percent-encoded, and never shown; the key holds none of it."""
    mail, second, hook, chat = loaded(tmp_path, FULL, ENVIRON).channels
    assert mail == Channel(
        key=mail.key,
        kind="mail",
        to="mailto:a@valmont.example",
        shown="a@valmont.example",
        watches=("val*",),
        language="fr",
        formerly=channel_key("mail", "mailto:a@valmont.example,b@valmont.example"),
    )
    assert second == replace(mail, key=second.key, to="mailto:b@valmont.example", shown="b@valmont.example")
    assert hook == Channel(
        key=hook.key,
        kind="webhook",
        to="https://hooks.valmont.example/t0%2Fk3n/x",
        shown="https://hooks.valmont.example/…",
        on=("failure",),
        language="en",
        secret="$ecret",
    )
    assert (chat.kind, chat.to, chat.shown) == ("apprise", "ntfy://ntfy.sh/v", "…")
    other = loaded(tmp_path, FULL, ENVIRON | {"TOKEN": "rotated"}).channels
    assert [c.key for c in other] == [mail.key, second.key, hook.key, chat.key]


@pytest.mark.parametrize(
    ("to", "whom", "shown"),
    [
        ("mailto:a@x.example, b@x.example,a@X.example", ["a@x.example", "b@x.example"], ["a@x.example", "b@x.example"]),
        ("mailto:a@x.example,${WHO}@x.example", ["a@x.example", "moi@x.example"], ["a@x.example", "…@x.example"]),
        ("${ALL}", ["a@x.example", "b@x.example"], ["…", "…"]),
        ("mailto:a@x.example?subject=x", ["a@x.example"], ["a@x.example"]),
    ],
)
def test_each_recipient_is_a_channel_of_its_own_and_has_one(tmp_path: Path, to: str, whom: list[str], shown: list[str]) -> None:
    """10.1-10.2: each once; what one of them refuses is no matter of the others. One key each, and it holds no secret."""
    text = GOOD + f'[smtp]\nhost = "m.example"\nfrom = "v@x.example"\n[[alert]]\nto = "{to}"\n'
    channels = loaded(tmp_path, text, {"WHO": "moi", "ALL": "mailto:a@x.example,b@x.example"}).channels
    assert [c.to for c in channels] == [f"mailto:{address}" for address in whom]
    assert [c.shown for c in channels] == shown
    assert len({c.key for c in channels}) == len(channels)


def test_a_channel_of_one_recipient_keeps_its_key(tmp_path: Path) -> None:
    """What waits for it in a database of an older version is sent under the same identity."""
    text = GOOD + '[smtp]\nhost = "m.example"\nfrom = "v@x.example"\n[[alert]]\nto = "mailto:a@x.example"\n'
    (channel,) = loaded(tmp_path, text).channels
    assert (channel.key, channel.formerly) == (channel_key("mail", "mailto:a@x.example"), None)


def test_two_alerts_to_one_address_are_two_channels(tmp_path: Path) -> None:
    text = GOOD + '[[alert]]\nto = "https://x.example/"\n[[alert]]\nto = "https://x.example/"\nlanguage = "fr"\n'
    first, second = loaded(tmp_path, text).channels
    assert second.key == f"{first.key}-2"


def test_the_repos_own_file_and_the_least_file_take_the_defaults(tmp_path: Path) -> None:
    """§6: what is left out is as DESIGN says."""
    own = load(Path(__file__).parents[2] / "config.toml", {})
    least = loaded(tmp_path, WATCH + SECTION)
    assert (own.visiting, own.timezone, own.language, own.contact, own.channels, own.smtp) == (
        Visiting(),
        "Europe/Paris",
        "fr",
        None,
        (),
        None,
    )
    assert least.database == tmp_path / "snapshots/monitor.db"
    assert (least.visiting, least.timezone, least.language) == (Visiting(), "Europe/Paris", "fr")
    assert least.watches[0].schedule == Schedule(cron="0 7 * * *")


def test_a_byte_order_mark_and_windows_line_ends_are_read_through(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(path, {}).watches[0].recipe == loaded(tmp_path, GOOD).watches[0].recipe


def test_the_hash_of_a_recipe_follows_what_is_watched_and_nothing_else(tmp_path: Path) -> None:
    """3.19"""

    def of(text: str) -> str:
        return loaded(tmp_path, text).watches[0].recipe.hash

    assert len(of(GOOD)) == 64
    assert of(GOOD) == of(GOOD.replace("organigramme", "ailleurs")) == of(MONITOR + WATCH + 'every = "1h"\n' + SECTION)
    assert of(GOOD) != of(GOOD + 'css = "main"\n')


SECRETS = {name: f"Zs3cr3t{name}Z" for name in ("A", "B", "C", "D", "E")}


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("https://www.valmont.example", "${A}"),
        MONITOR + 'pause = "${A}"\nmax_page = "${B}"\ntimezone = "${C}"\ncontact = "${D}"\nproxy = "${E}"\n' + WATCH + SECTION,
        MONITOR
        + WATCH
        + 'schedule = "${A}"\nevery = "${B}"\nheaders = { "X" = "é${C}" }\n'
        + SECTION
        + 'css = "${D}["\nignore = "/(${E}/"\n',
        GOOD + '[smtp]\nhost = "${A} x"\nfrom = "${B}"\nuser = "${C}"\nport = "${D}"\nsecurity = "${E}"\n',
        GOOD + '[[alert]]\nto = "${A}"\nwatches = ["${B}"]\non = ["${C}"]\nsecret = "${D}"\nlanguage = "${E}"\n',
        GOOD + '[[alert]]\nto = "${A}://x/y"\n[[alert]]\nto = "slack://${B}"\n[[alert]]\nto = "mailto:${C}"\n',
        MONITOR + WATCH.replace('"valmont"', '"${A} x"') + '[watch.documents.d]\nlink = "/(${B}/"\nkind = "${C}"\n',
        MONITOR + WATCH + 'schedule = "${A} * * * *"\n' + SECTION,
    ],
)
def test_what_comes_from_the_environment_is_in_no_message(tmp_path: Path, text: str) -> None:
    """§6: `${NAME}` never appears in an error."""
    said = str(mistakes(tmp_path, text, SECRETS)).casefold()
    assert [name for name, value in SECRETS.items() if value.casefold() in said] == []


def test_literal_secrets_are_in_no_message_either(tmp_path: Path) -> None:
    text = (
        GOOD
        + '[smtp]\nhost = "mail.example.org"\nfrom = "a@b.example"\npassword = ["hunter2"]\n'
        + '[[alert]]\nto = "slack://hunter2"\nsecret = 1234567\n'
    )
    said = str(mistakes(tmp_path, text))
    assert "hunter2" not in said
    assert "1234567" not in said


def with_database(folder: Path) -> Path:
    (folder / "snapshots").mkdir()
    (folder / "snapshots/monitor.db").touch()
    return folder / "snapshots/monitor.db.config-ok"


@pytest.mark.parametrize("text", [GOOD, FULL.replace("données/veille.db", "snapshots/monitor.db")], ids=["least", "full"])
def test_the_short_cut_gives_what_the_long_way_gives(tmp_path: Path, text: str) -> None:
    """DESIGN §9: the same configuration, judged, judged and stamped, or stamped before."""
    stamp = with_database(tmp_path)
    path = written(tmp_path, text)
    long, first = load(path, ENVIRON), load_cached(path, ENVIRON)
    assert stamp.exists()
    assert load_cached(path, ENVIRON) == first == long


def test_a_stamp_is_for_this_user_and_holds_no_secret(tmp_path: Path) -> None:
    stamp = with_database(tmp_path)
    load_cached(written(tmp_path, FULL.replace("données/veille.db", "snapshots/monitor.db")), ENVIRON)
    assert stamp.stat().st_mode & 0o777 == 0o600
    assert len(stamp.read_text()) == 64 + 1 + 4
    assert [p.name for p in stamp.parent.iterdir() if p.name not in ("monitor.db", stamp.name)] == []


def test_a_changed_file_or_environment_is_judged_anew(tmp_path: Path) -> None:
    with_database(tmp_path)
    text = GOOD + '[[alert]]\nto = "${HOOK}"\n'
    path = written(tmp_path, text)
    load_cached(path, {"HOOK": "https://x.example/"})
    for changed, environ in ((text, {}), (text, {"HOOK": "nonsense"}), (text + "x = 1\n", {"HOOK": "https://x.example/"})):
        with pytest.raises(ConfigError):
            load_cached(written(tmp_path, changed), environ)


def test_without_a_database_nothing_is_left_behind(tmp_path: Path) -> None:
    load_cached(written(tmp_path, GOOD), {})
    assert [p.name for p in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    "text",
    [
        "monitor = 1\n",
        "monitor = [1]\n",
        "[monitor]\ndatabase = 1\n",
        'watch = "x"\n',
        "watch = [1]\nalert = [[]]\n",
        "[[watch]]\nsections = 1\ndocuments = [1]\nheaders = 1\n",
        "smtp = 1\n[[watch]]\nname = 1\nsections.a = 1\n",
    ],
)
def test_whatever_the_types_are_the_answer_is_a_list_of_mistakes(tmp_path: Path, text: str) -> None:
    """No traceback, whatever stands in the file."""
    path = written(tmp_path, text)
    for loading in (load, load_cached):
        with pytest.raises(ConfigError):
            loading(path, {})


def test_titles_tags_and_pauses_are_taken_and_are_no_part_of_the_recipe(tmp_path: Path) -> None:
    """DESIGN §6: what readers see may change; what is watched, and its hash, stays (3.19, 7.7)."""
    bare = MONITOR + WATCH + SECTION + '[watch.documents.carte]\nlink = "Carte"\n'
    said = bare.replace(WATCH, WATCH + 'title = "Mairie  de Valmont"\ntags = ["valmont", "budget"]\npaused_until = 2026-12-31\n')
    said = said.replace(SECTION, SECTION + 'title = "La vie au village"\n') + 'title = "Le plan"\n'
    (plain,), (watch,) = loaded(tmp_path, bare).watches, loaded(tmp_path, said).watches
    assert (watch.title, watch.tags, watch.paused_until) == ("Mairie de Valmont", ("valmont", "budget"), date(2026, 12, 31))
    assert [watch.title_of(item) for item in (None, "texte", "carte")] == ["Mairie de Valmont", "La vie au village", "Le plan"]
    assert [plain.title_of(item) for item in (None, "texte")] == ["valmont", "texte"]
    assert watch.recipe == plain.recipe


def test_pages_of_one_title_are_told_apart(tmp_path: Path) -> None:
    """10.8: by their site, or by their name where several are of one; a title of its own stays."""
    pages = (("a", "https://a.example/x"), ("b", "https://b.example/x"), ("c", "https://c.example/1"), ("d", "https://c.example/2"))
    section = '[watch.sections.texte]\nheading = "Texte"\n'
    said = "".join(f'[[watch]]\nname = "{name}"\nurl = "{url}"\ntitle = "Organisation"\n{section}' for name, url in pages)
    said += f'[[watch]]\nname = "e"\nurl = "https://a.example/y"\ntitle = "Budget"\n{section}'
    told = [watch.title for watch in loaded(tmp_path, MONITOR + said).watches]
    assert told == ["Organisation (a.example)", "Organisation (b.example)", "Organisation (c)", "Organisation (d)", "Budget"]


@pytest.mark.parametrize(
    ("written_as", "expected"),
    [("true", True), ("false", None), ("2026-12-31", date(2026, 12, 31)), ('"2026-12-31"', date(2026, 12, 31)),
     ("2026-12-31T08:00:00", date(2026, 12, 31))],
)  # fmt: skip
def test_a_pause_is_true_or_a_day_however_written(tmp_path: Path, written_as: str, expected: object) -> None:
    (watch,) = loaded(tmp_path, MONITOR + WATCH + f"paused_until = {written_as}\n" + SECTION).watches
    assert watch.paused_until == expected


@pytest.mark.parametrize("database", ["/", "..", "."])
def test_a_database_that_can_be_no_file_is_a_mistake_and_leaves_nothing_behind(tmp_path: Path, database: str) -> None:
    """§6, §9: it is told with its line, also where a stamp is looked for beside it first."""
    path = written(tmp_path, GOOD.replace("[monitor]\n", f'[monitor]\ndatabase = "{database}"\n'))
    with pytest.raises(ConfigError, match="is not a file name"):
        load_cached(path, {})
    assert [file.name for file in tmp_path.iterdir()] == ["config.toml"]
