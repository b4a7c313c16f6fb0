"""Make the tables of docs/performance.md and performance.fr.md, and their pictures, from the figures of a run of `make bench`.

.venv/bin/python docs/make_performance.py build/bench/figures.json    keeps them as docs/performance.json first
.venv/bin/python docs/make_performance.py                             from what is kept
"""

from __future__ import annotations

import json
import math
import re
import shutil
import sys
from html import escape
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS.parent)]

from bench import country  # noqa: E402
from bench.figures import FLOOR, OURS, URLWATCH, WEBCHANGES, Judged, figures_of, judged  # noqa: E402
from monitor.i18n.typography import french  # noqa: E402

KEPT = DOCS / "performance.json"
PAGES = {"en": DOCS / "performance.md", "fr": DOCS / "performance.fr.md"}
PICTURES = {"en": DOCS / "performance.svg", "fr": DOCS / "performance.fr.svg"}
PARTS = re.compile(r"(<!-- (\w+): made by make_performance.py -->\n).*?(<!-- end -->)", re.DOTALL)

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "heads": "what|monitor|beside it|ratio|aim|",
        "kept": "kept",
        "missed": "**missed**",
        "no": "no",
        "cold": "one check from a cold start, page unchanged",
        "first": "first visit, a page",
        "304": "answered “not modified”, a page",
        "same": "same bytes, a page",
        "noise": "other bytes, nothing new, a page",
        "peak": "memory of a pass over {pages} pages",
        "raw": "bytes of {versions} versions",
        "whole": "whole database with {versions} versions",
        "words": "finding what differs in 7,000 words",
        "aged_same": "same bytes, after {oldest} versions",
        "aged_noise": "other bytes, nothing new, after {oldest}",
        "aged_change": "a change, after {oldest}",
        "asked": "slowest command from a cold start, after {oldest}",
        "version": "bytes of any version, after {oldest}",
        "quiet_cpu": "a quiet visit, {sites} sites",
        "quiet_room": "what it adds to the database",
        "country_peak": "memory of a round of {sites} sites",
        "wrong": "changes missed or invented, visits failed",
        "rude": "of {requests} requests, too soon as their server saw it",
        "pages_ms": "a history page (home, watch or change), after {oldest}",
        "pages_kb": "its weight, without pictures",
        "young": "after {youngest}",
        "ms": "ms",
        "MB": "MB",
        "kB": "kB",
        "bytes": "bytes",
        "point": ".",
        "group": ",",
        "hour": (
            "By the figures below, one processor of that machine makes about **{hour} quiet visits an hour**, "
            "starting, asking, reading and writing included; the run itself took {seconds} s by the clock for {sites} "
            "sites on forty hosts, each asked every {pause} s at most. {country} sites, as many as a country has communes, "
            "take {again} of processor time a round, {first} the first one, and a database of "
            "{gb} GB that grows by {mb} MB a quiet round. What stops you sooner is courtesy: a host is asked once "
            "a second at most, so that a service with a thousand pages on one host takes seventeen minutes for "
            "them, whatever the machine."
        ),
        "machine": "{processor}, {processors} processors, {system}, Python {python}, SQLite {sqlite}; {day}.",
        "busy": (
            " Other programs were at work meanwhile: the load was {before} to {after}."
            " Processor time, too, grows on a busy machine, by up to a half or a whole; ratios hardly do, as "
            "all take turns."
        ),
        "colon": ":",
        "title": "Processor time of one visit, in milliseconds",
        "old": "The same of a check, as the database grows",
        "versions": "{n} versions",
        "t304": "“not modified”",
        "tsame": "same bytes",
        "tnoise": "other bytes, nothing new",
        "tfirst": "first visit",
        "tchange": "a change",
        "floor": "bare httpx + sqlite3",
    },
    "fr": {
        "heads": "quoi|monitor|à côté|rapport|but|",
        "kept": "tenu",
        "missed": "**manqué**",
        "no": "non",
        "cold": "une vérification à froid, page inchangée",
        "first": "première visite, par page",
        "304": "réponse « non modifiée », par page",
        "same": "mêmes octets, par page",
        "noise": "autres octets, rien de nouveau, par page",
        "peak": "mémoire d’un passage sur {pages} pages",
        "raw": "octets de {versions} versions",
        "whole": "base entière avec {versions} versions",
        "words": "trouver ce qui diffère dans 7\u202f000 mots",
        "aged_same": "mêmes octets, après {oldest} versions",
        "aged_noise": "autres octets, rien de nouveau, après {oldest}",
        "aged_change": "un changement, après {oldest}",
        "asked": "commande la plus lente, à froid, après {oldest}",
        "version": "octets d’une version quelconque, après {oldest}",
        "quiet_cpu": "une visite sans nouveauté, {sites} sites",
        "quiet_room": "ce qu’elle ajoute à la base",
        "country_peak": "mémoire d’une tournée de {sites} sites",
        "wrong": "changements manqués ou inventés, visites en échec",
        "rude": "sur {requests} demandes, trop tôt vu du serveur",
        "pages_ms": "une page de l’historique (accueil, suivi ou changement), après {oldest}",
        "pages_kb": "son poids, sans les images",
        "young": "après {youngest}",
        "ms": "ms",
        "MB": "Mo",
        "kB": "ko",
        "bytes": "octets",
        "point": ",",
        "group": "\u202f",
        "hour": (
            "D’après les mesures ci-dessous, un processeur de cette machine fait environ **{hour} visites sans "
            "nouveauté par heure**, démarrage, demandes, lecture et écriture compris ; la mesure elle-même a pris "
            "{seconds} s à l’horloge pour {sites} sites chez quarante hébergeurs, sollicités toutes les {pause} s au "
            "plus. {country} sites, autant qu’un pays a de communes, prennent {again} de processeur par "
            "tournée, {first} la première fois, et une base de {gb} Go qui grossit de {mb} Mo par tournée "
            "sans nouveauté. Ce qui arrête plus tôt est la politesse : un hébergeur n’est sollicité qu’une fois par "
            "seconde, et mille pages chez un seul prennent donc dix-sept minutes, quelle que soit la machine."
        ),
        "machine": "{processor}, {processors} processeurs, {system}, Python {python}, SQLite {sqlite} ; {day}.",
        "busy": (
            " D’autres programmes travaillaient en même temps : la charge allait de {before} à {after}. Le temps de "
            "processeur grandit lui aussi sur une machine occupée, de la moitié ou du double ; les rapports à peine, "
            "car tous passent tour à tour."
        ),
        "colon": "\u00a0:",
        "title": "Temps de processeur d’une visite, en millisecondes",
        "old": "Celui d’une vérification, quand la base vieillit",
        "versions": "{n} versions",
        "t304": "« non modifiée »",
        "tsame": "mêmes octets",
        "tnoise": "autres octets, rien de neuf",
        "tfirst": "première visite",
        "tchange": "un changement",
        "floor": "httpx + sqlite3 nus",
    },
}
WORDS["fr"] = {key: french(text) for key, text in WORDS["fr"].items()}


def number(value: float, language: str, digits: int | None = None) -> str:
    """*value* as *language* writes it, with one decimal below a hundred."""
    places = (1 if abs(value) < 99.95 and value != round(value) else 0) if digits is None else digits
    text = f"{value:,.{places}f}"
    return text.replace(",", "\0").replace(".", WORDS[language]["point"]).replace("\0", WORDS[language]["group"])


def table(figures: dict[str, Any], language: str) -> str:
    """All figures of §9 beside their aims."""
    words, facts = WORDS[language], _facts(figures, language)
    heads = words["heads"].split("|")
    lines = ["| " + " | ".join(heads).rstrip() + " |", "|---|--:|--:|--:|--:|---|"]
    for one in judged(figures):
        beside = "<br>".join(
            f"{words.get(name, name).format(**facts)}{words['colon']} {number(v, language)}" for name, v in one.beside.items()
        )
        cells = [words[one.key].format(**facts), _value(one, language), beside, _ratio(one, language), _aim(one, language)]
        lines.append("| " + " | ".join([*cells, words["kept" if one.kept else "missed"]]) + " |")
    return "\n".join(lines)


def _facts(figures: dict[str, Any], language: str) -> dict[str, str]:
    ages = figures_of(figures, "growth")
    return {
        "pages": number(figures_of(figures, "passes")[-1]["pages"], language),
        "versions": number(figures_of(figures, "storage")["versions"], language),
        "youngest": number(ages[0]["versions"], language),
        "oldest": number(ages[-1]["versions"], language),
        "sites": number(figures_of(figures, "country")[0]["sites"], language),
        "requests": number(sum(row["sites"] for row in figures_of(figures, "country")), language),
    }


def _value(one: Judged, language: str) -> str:
    unit = WORDS[language].get(one.unit, "")
    if one.key in ("wrong", "rude"):
        return number(one.value, language) if one.value else "0"
    return f"{number(one.value, language)} {unit}".replace(" ", "\u00a0")


def _ratio(one: Judged, language: str) -> str:
    return "" if one.ratio is None else f"{number(one.ratio, language, 2)}\u00a0×"


def _aim(one: Judged, language: str) -> str:
    unit = "×" if one.aim_unit == "×" else WORDS[language].get(one.aim_unit, "")
    if not one.aim:
        return "0"
    return f"≤ {number(one.aim, language, 2 if one.aim % 1 and one.aim < 2 else None)} {unit}".strip().replace(" ", "\u00a0")


def _minutes(seconds: float, language: str) -> str:
    """« 1 minute », « 9 minutes », one at least: both languages call it alike."""
    whole = max(1, round(seconds / 60))
    return f"{number(whole, language)} minute{'s' if whole > 1 else ''}"


def hours(figures: dict[str, Any], language: str) -> str:
    """How many pages a machine watches, said plainly."""
    quiet = next(row for row in figures_of(figures, "country") if row["name"] == "again")
    first = next(row for row in figures_of(figures, "country") if row["name"] == "first")
    cpu = {row["name"]: row["cost"]["cpu_s"] / row["sites"] for row in (quiet, first)}
    thousands = round(3.6 / cpu["again"]) * 1000
    return WORDS[language]["hour"].format(
        hour=number(thousands, language),
        seconds=number(round(quiet["seconds"]), language),
        sites=number(quiet["sites"], language),
        pause=number(country.PAUSE_S, language),
        country=number(country.COUNTRY, language),
        again=_minutes(cpu["again"] * country.COUNTRY, language),
        first=_minutes(cpu["first"] * country.COUNTRY, language),
        gb=number(first["grown"] / first["sites"] * country.COUNTRY / 1e9, language, 1),
        mb=number(max(1, round(quiet["grown"] / quiet["sites"] * country.COUNTRY / 1e6)), language),
    )


def machine(figures: dict[str, Any], language: str) -> str:
    """Where it was measured, and what else went on there."""
    words = WORDS[language]
    facts = [part[when] for part in figures.values() for when in ("before", "after")]
    newest = max(facts, key=lambda one: str(one["at"]))
    said = words["machine"].format(**{**newest, "day": newest["at"][:10]})
    before, after = min(one["load"] for one in facts), max(one["load"] for one in facts)
    if max(before, after) > 1.5:
        said += words["busy"].format(before=number(before, language, 1), after=number(after, language, 1))
    return said


# ---------------------------------------------------------------------------------------------------------------------- picture

STYLE = """
.page{fill:#fff}.t{fill:#1f2328;font-size:17px;font-weight:600}.l{fill:#424a53;font-size:14px}.v{fill:#1f2328;font-size:13px}
.axis{stroke:#d0d7de;stroke-width:1}.ours{fill:#0a5dc2}.urlwatch{fill:#8c959f}.webchanges{fill:#c3cad2}.floor{fill:#eaeef2;stroke:#8c959f}
.line{fill:none;stroke:#0a5dc2;stroke-width:2.5}.dot{fill:#0a5dc2}
@media(prefers-color-scheme:dark){.page{fill:#0d1117}.t,.v{fill:#f0f6fc}.l{fill:#c3cad2}.axis{stroke:#30363d}.ours,.dot{fill:#6cb6ff}
.urlwatch{fill:#9198a1}.webchanges{fill:#57606a}.floor{fill:#21262d;stroke:#57606a}.line{stroke:#6cb6ff}}
"""
PROGRAMS = {OURS: "ours", URLWATCH: "urlwatch", WEBCHANGES: "webchanges", FLOOR: "floor"}
WIDTH, LEFT, RIGHT, BAR, ROOM = 860, 250, 70, 15, 22


def picture(figures: dict[str, Any], language: str) -> str:
    """Bars for what a visit costs each program, and lines for what a check costs as the database grows."""
    words = WORDS[language]
    out, y = [_text(24, 34, words["title"], "t")], 58
    rows = {row["kind"]: row for row in figures_of(figures, "passes") if row["kind"] in ("304", "same", "noise", "first")}
    costs = {
        kind: {name: 1000 * c["cpu_s"] / rows[kind]["pages"] for name, c in rows[kind]["costs"].items()}
        for kind in ("304", "same", "noise", "first")
    }
    most = max(value for cost in costs.values() for value in cost.values())
    for kind, cost in costs.items():
        out.append(_text(24, y + 2 * BAR + 4, words[f"t{kind}"], "l"))
        for name, style in PROGRAMS.items():
            wide = (WIDTH - LEFT - RIGHT) * cost[name] / most
            out.append(f'<rect class="{style}" x="{LEFT}" y="{y}" width="{max(wide, 1):.1f}" height="{BAR - 3}"/>')
            out.append(_text(LEFT + wide + 6, y + BAR - 5, number(cost[name], language, 1), "v"))
            y += BAR
        y += ROOM
    x = LEFT
    y += 8
    for name, style in PROGRAMS.items():
        label = {OURS: "monitor", FLOOR: words["floor"]}.get(name, name)
        out += [f'<rect class="{style}" x="{x}" y="{y - 10}" width="12" height="12"/>', _text(x + 18, y, label, "l")]
        x += 44 + 8 * len(label)
    y += 64
    out += [_text(24, y, words["old"], "t"), *_lines(figures, language, y + 40)]
    height = y + 40 + 180
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t"'
        " font-family=\"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\">\n"
        f'<title id="t">{escape(words["title"])}, {escape(words["old"])}</title>\n<style>{STYLE}</style>\n'
        f'<rect class="page" width="{WIDTH}" height="{height}"/>\n' + "\n".join(out) + "\n</svg>\n"
    )


def _lines(figures: dict[str, Any], language: str, top: float) -> list[str]:
    ages, words, tall = figures_of(figures, "growth"), WORDS[language], 140
    places = [LEFT + (WIDTH - LEFT - RIGHT - 80) * n / (len(ages) - 1) for n in range(len(ages))]
    costs = [cost for age in ages for cost in age["checks"].values()]
    low, high = math.log(min(costs) / 2), math.log(max(costs))
    out = [f'<path class="axis" d="M{LEFT} {top + tall}H{WIDTH - RIGHT}"/>']
    for kind, label in (("change", "tchange"), ("noise", "tnoise"), ("same", "tsame")):
        points = [
            (x, top + tall * (high - math.log(age["checks"][kind])) / (high - low)) for x, age in zip(places, ages, strict=True)
        ]
        out.append('<path class="line" d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + '"/>')
        out += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points]
        out.append(_text(24, points[0][1] + 5, words[label], "l"))
        for (x, y), age in zip(points, ages, strict=True):
            out.append(_text(x + 8, y - 8, number(age["checks"][kind], language, 1), "v"))
    out += [
        _text(x, top + tall + 24, words["versions"].format(n=number(age["versions"], language)), "l")
        for x, age in zip(places, ages, strict=True)
    ]
    return out


def _text(x: float, y: float, text: str, style: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def made(figures: dict[str, Any], language: str, page: str) -> str:
    """*page* with what is made of *figures*."""
    parts = {"table": table, "hours": hours, "machine": machine}
    return PARTS.sub(lambda found: f"{found[1]}{parts[found[2]](figures, language)}\n{found[3]}", page)


def main(arguments: list[str]) -> None:
    if arguments:
        shutil.copy(arguments[0], KEPT)
    figures = json.loads(KEPT.read_text(encoding="utf-8"))
    for language, page in PAGES.items():
        page.write_text(made(figures, language, page.read_text(encoding="utf-8")), encoding="utf-8")
        PICTURES[language].write_text(picture(figures, language), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
