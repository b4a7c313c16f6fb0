#!/usr/bin/env python3
"""Vérifie une preuve hors ligne, avec Python seul / Checks a proof offline, with nothing but Python (3.9 or later).

    python3 verify.py [DOSSIER | FOLDER | FILE.zip]

Without a name: the folder that this file lies in. Exit status 0: the proof is whole and what it claims follows from it; 1: it is
not.
The program that makes proofs uses this very file; verify.html does the same in a browser, with the same sentences.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

from monitor.proof.container import BrokenZip, zipped_files
from monitor.proof.rhythm import coverage, rhythm
from monitor.proof.sentences import SENTENCES

MANIFEST, SUMS, CHAIN, VISITS, HTTP = "manifest.json", "SHA256SUMS", "chain.json", "visits.csv", "http.json"
OTHER_BYTES = {"3.11 re-export", "3.11 layout", "3.30 reencoded", "3.31 form"}  # why a file with other bytes counts as the same
CONTEXT = 40  # characters around words that changed
LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")  # what file managers leave in a folder that somebody looks at
Files = dict[str, bytes]
Shape = dict[str, Any]
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


class Bilingual(NamedTuple):
    """A sentence in both languages; *file*: of a problem, where it is."""

    fr: str
    en: str
    file: str = ""


class Examined(NamedTuple):
    """What came of it: nothing in `problems` where all is well; then the rest says what that means."""

    problems: list[Bilingual]
    proven: list[Bilingual]
    by_whom: list[Bilingual]
    not_proven: list[Bilingual]


class Wrong(Exception):
    """Something that does not follow from the rest."""

    def __init__(self, file: str, key: str, **values: object) -> None:
        super().__init__(key)
        self.sentence = sentence_of(key, file, **values)


def sentence_of(key: str, file: str = "", **values: object) -> Bilingual:
    """The sentence *key*, its {places} filled; a value that is a pair has a form for each language."""

    def filled(language: int) -> str:
        forms = {name: str(one[language] if isinstance(one, tuple) else one) for name, one in values.items()}
        return re.sub(r"\{(\w+)\}", lambda place: forms[place.group(1)], SENTENCES[key][language])

    return Bilingual(filled(0), filled(1), file)


def examine(files: Files) -> Examined:
    """Everything that can be said of a proof from its files alone."""
    problems = wrong_files(files)
    if problems:
        return Examined(problems, [], [], [])
    try:
        manifest, chain = json.loads(files[MANIFEST]), json.loads(files[CHAIN])
        links = chained(chain)
        if {key: chain["snapshots"][-1][key] for key in ("number", "hash")} != manifest["newest"]:
            raise Wrong(CHAIN, "proof.tail", number=manifest["newest"]["number"])
        ask_originals(files, manifest, chain)
        ask_copies(files, chain, links)
        newest, url = chain["snapshots"][-1], links[-1]["url"]
        hashed = [facts for facts, link in zip(links, chain["snapshots"]) if link.get("erased") is not True]  # noqa: B905 (Python 3.9)
        sealed = (hashed or links)[-1].get("watch", chain["watch"])
        proven = [
            sentence_of("proof.files", count=len(manifest["files"]) + 2),
            sentence_of("proof.chain", watch=sealed, number=newest["number"], hash=newest["hash"]),
            *(_change if manifest["claim"]["kind"] == "change" else _unchanged)(manifest["claim"], chain, links),
        ]
        keeper = sentence_of("proof.keeper", program=manifest["program"], url=url, at=moment(manifest["made_at"]))
        stamped = stamps(files, chain)
        limits = stamped or [sentence_of("proof.since_when", hash=newest["hash"][:16])]
        limits += [
            sentence_of("proof.erased_facts", number=one["number"]) for one in chain["snapshots"] if one.get("erased") is True
        ]
        touched = [str(one["number"]) for one in chain["snapshots"] if one["things"] and one.get("redacted") is True]
        limits += [sentence_of("proof.redacted", numbers=", ".join(touched))] if touched else []
        limits += [sentence_of("proof.label", watch=chain["watch"], sealed=sealed)] if chain["watch"] != sealed else []
        limits += [sentence_of("proof.server"), sentence_of("proof.labels"), sentence_of("proof.between")]
        limits += [sentence_of("proof.summary")] if "summary.fr.txt" in files else []
        return Examined([], proven, [keeper], limits)
    except Wrong as wrong:
        return Examined([wrong.sentence], [], [], [])
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        return Examined([sentence_of("proof.unreadable", CHAIN, error=type(error).__name__)], [], [], [])


def with_digest(shape: Shape) -> bytes:
    """manifest.json: what *shape* says, and last of all the digest of what stands before it."""
    return _digested(json.dumps(shape, ensure_ascii=False, indent=1)[: -len("\n}")].encode())


def _digested(body: bytes) -> bytes:
    return body + f',\n "digest": "{sha256(body)}"\n}}\n'.encode()


def sums(files: Files) -> bytes:
    """SHA256SUMS, as `sha256sum -c` reads it."""
    return _sums({name: sha256(data) for name, data in files.items() if name != SUMS})


def _sums(digests: dict[str, str]) -> bytes:
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def wrong_files(files: Files) -> list[Bilingual]:
    """The files that are missing, altered, or of which nothing is known. The manifest vouches for all others, and itself."""
    gone = [sentence_of("proof.missing", name) for name in (MANIFEST, SUMS) if name not in files]
    if gone:
        return gone
    if files[MANIFEST] != _digested(files[MANIFEST][: -len(_digested(b""))]):
        return [sentence_of("proof.altered", MANIFEST)]
    listed = {name: entry["sha256"] for name, entry in json.loads(files[MANIFEST])["files"].items()}
    problems = [
        sentence_of("proof.altered" if name in files else "proof.missing", name)
        for name in sorted(listed)
        if name not in files or sha256(files[name]) != listed[name]
    ]
    problems += [
        sentence_of("proof.foreign", name) for name in sorted(files) if name not in listed and name not in (MANIFEST, SUMS)
    ]
    if files[SUMS] != _sums({**listed, MANIFEST: sha256(files[MANIFEST])}):
        problems.append(sentence_of("proof.altered", SUMS))
    return problems


def chained(chain: Shape) -> list[Shape]:
    """What each hash of the chain was made of; raises Wrong where one was not made of that."""
    before, links = "", []
    for number, link in enumerate(chain["snapshots"], start=1):
        if link["number"] != number:
            raise Wrong(CHAIN, "proof.place", number=number)
        erased = link.get("erased") is True  # from what its hash was made of: the version after it still says what that was
        if not erased and sha256(link["sealed"].encode()) != link["hash"]:
            raise Wrong(CHAIN, "proof.version", number=number)
        facts = json.loads(link["sealed"])
        if facts["before"] != before or facts["number"] != number or (erased and link["things"]):
            raise Wrong(CHAIN, "proof.order", number=number)
        digests = {(kind, place): digest for kind, place, digest in facts["digests"]}
        for thing in link["things"]:
            digest = sha256(f"{thing['salt']}\n{thing['text']}".encode())
            if digests.get((thing["kind"], thing["position"])) != digest:
                raise Wrong(CHAIN, "proof.thing", number=number, what=f"{thing['kind']} {thing['position']}")
        links.append(facts)
        before = link["hash"]
    if not links:
        raise Wrong(CHAIN, "proof.no_version")
    return links


def said_of(link: Shape, kind: str) -> list[Any]:
    """What the things of *kind* say that the proof discloses of a version."""
    return [json.loads(thing["text"]) for thing in link["things"] if thing["kind"] == kind]


def version_of(chain: Shape, number: int, file: str) -> Shape:
    """The version that *file* speaks of; raises Wrong where the chain does not hold it."""
    if not 1 <= number <= len(chain["snapshots"]):
        raise Wrong(file, "proof.cut", number=number, newest=len(chain["snapshots"]))
    link: Shape = chain["snapshots"][number - 1]
    return link


def ask_originals(files: Files, manifest: Shape, chain: Shape) -> None:
    """Raise Wrong unless each original is one that its version was sealed with."""
    for name, entry in manifest["files"].items():
        if entry["what"] == "original" and sha256(files[name]) not in said_of(version_of(chain, entry["snapshot"], name), "blob"):
            raise Wrong(name, "proof.original", number=entry["snapshot"])


def ask_copies(files: Files, chain: Shape, links: list[Shape]) -> None:
    """Raise Wrong unless what is copied out of the chain for people says the same as the chain."""
    if files[VISITS] != log_of_visits(chain, links):
        raise Wrong(VISITS, "proof.copy")
    for name in sorted(name for name in files if name.startswith("words/")):
        link = version_of(chain, int(name.split("/")[1].split("-")[0]), name)
        if files[name] not in [words_of(item) for item in said_of(link, "item")]:
            raise Wrong(name, "proof.copy")
    for number, exchanges in json.loads(files[HTTP]).items():
        version_of(chain, int(number), HTTP)
        if exchanges != links[int(number) - 1]["exchanges"]:
            raise Wrong(HTTP, "proof.copy")


def words_of(item: Shape) -> bytes:
    """What an item said, a block a line (a file below words/)."""
    blocks = item["blocks"] or (item["content"] or {}).get("blocks") or []
    title = item["heading"] or item["label"] or ""
    return "".join(f"{text}\n" for text in [title, *(text for _, text in blocks)]).encode()


def stamps(files: Files, chain: Shape) -> list[Bilingual]:
    """What the time stamps say, and how to check who signed them; raises Wrong where one is of no version of this chain."""
    hashes = {link["hash"]: link["number"] for link in chain["snapshots"]}
    found = []
    for name in sorted(name for name in files if name.startswith("stamps/") and name.endswith(".txt")):
        answer = name[: -len("txt")] + "tsr"
        numbers = [hashes[word] for word in files[name].decode().split() if word in hashes]
        if not numbers or hashlib.sha256(files[name]).digest() not in files[answer]:
            raise Wrong(answer, "proof.other_stamp")
        command = f"openssl ts -verify -data {name} -in {answer} -CAfile tsa.pem"
        found.append(sentence_of("proof.stamp", number=max(numbers), command=command))
    return found


def all_visits(chain: Shape, links: list[Shape]) -> list[tuple[int | None, Shape]]:
    """Every row of visits with the number of the version whose hash covers it; None: none does yet."""
    sealed = [(facts["number"], row) for facts in links for row in facts["checks"]]
    return [*sealed, *((None, row) for row in chain["visits_after"])]


def log_of_visits(chain: Shape, links: list[Shape]) -> bytes:
    """visits.csv."""
    lines = ["sealed_by,source,outcome,first_at,last_at,visits,longest_gap_s,version,failures"]
    for sealed_by, row in all_visits(chain, links):
        first = [sealed_by or "", row["source"], row["outcome"], row["first_at"], row["last_at"], row["count"]]
        kinds = " ".join(failure["kind"] for failure in row["failures"])
        lines.append(",".join(map(str, [*first, math.floor(row["longest_gap_s"] + 0.5), row["snapshot"] or "", kinds])))
    return ("\n".join(lines) + "\n").encode()


def _change(claim: Shape, chain: Shape, links: list[Shape]) -> list[Bilingual]:
    """The claim in words, here and in `_unchanged`; raises Wrong where it does not follow from the chain."""
    number, item = claim["snapshot"], claim["item"]
    link, facts = version_of(chain, number, MANIFEST), links[number - 1]
    told = [json.loads(t["text"]) for t in link["things"] if (t["kind"], t["position"]) == ("change", claim["position"])]
    if not told or told[0]["item"] != item:
        raise Wrong(MANIFEST, "proof.no_change")
    visits = (row for _, row in all_visits(chain, links) if row["outcome"] != "failed")
    earlier = [row["last_at"] for row in visits if row["last_at"] < facts["taken_at"]]
    return [
        sentence_of("proof.change", url=facts["url"], item=item, number=number, at=moment(facts["taken_at"])),
        *map(_edit_line, told[0]["edits"]),
        *([sentence_of("proof.import")] if facts["source"] != "live" else []),
        *([sentence_of("proof.not_yet", at=moment(max(earlier)))] if earlier else []),
    ]


def _edit_line(edit: Shape) -> Bilingual:
    """An edit as it was sealed: its kind, what it is about, and the words that went [- -] and came [+ +]."""
    sides = [f"[{mark}{edit[of]}{mark}]" for mark, of in (("-", "before"), ("+", "after")) if edit.get(of)]
    marked = "".join(
        f"[{mark}{text}{mark}]" if mark != "=" else text if len(text) <= 2 * CONTEXT else f"{text[:CONTEXT]}…{text[-CONTEXT:]}"
        for mark, text in edit.get("words") or []
    )
    said_by = [str(edit[key]) for key in ("unit", "field", "person", "text") if edit.get(key)]
    rest = ", ".join([*said_by, marked or " ".join(sides)]).rstrip(", ")
    names = SENTENCES.get(f"proof.op.{edit['op']}", (edit["op"], edit["op"]))
    return Bilingual(*(f"   {name} : {rest}" if n == 0 else f"   {name}: {rest}" for n, name in enumerate(names)))


def versions_in(links: list[Shape], start: str, end: str) -> list[int]:
    """The version that was the last one at *start*, then those that came until *end*; raises Wrong where there was none."""
    before = [facts["number"] for facts in links if facts["taken_at"] <= start]
    if not before:
        raise Wrong(MANIFEST, "proof.too_early")
    return [before[-1], *(facts["number"] for facts in links if start < facts["taken_at"] <= end)]


def _unchanged(claim: Shape, chain: Shape, links: list[Shape]) -> list[Bilingual]:
    start, end, item = claim["from"], claim["to"], claim["item"]
    numbers = versions_in(links, start, end)
    rows = all_visits(chain, links)
    visits, gap, exact = coverage([row for _, row in rows], start, end, item)
    inside = [(by, row) for by, row in rows if row["last_at"] >= start and row["first_at"] <= end]
    if inside and not any(row["source"] == "live" for _, row in inside):
        raise Wrong(MANIFEST, "proof.imports")
    shown = rhythm([row for _, row in rows], start, end)
    allowed = min([claim["allowed_gap_s"] * 1000, *(shown or ())[1:]])
    if not visits or gap > allowed:
        raise Wrong(MANIFEST, "proof.hole", gap=span(gap), allowed=span(allowed, down=True))
    if any(row["flapping"] for _, row in inside):
        raise Wrong(MANIFEST, "proof.turns")
    held = [rule for _, row in inside for of, rules in row["cosmetic"].items() if item in (None, of) for rule in rules]
    if any(rule.startswith("3.27") for rule in held):
        raise Wrong(MANIFEST, "proof.unsure")
    for by in (by for by, _ in inside if by is not None and chain["snapshots"][by - 1].get("erased") is True):
        raise Wrong(MANIFEST, "proof.erased", number=by)
    _ask_same(claim, chain, links, numbers)
    loose = coverage([row for by, row in inside if by is None], start, end, item)[0]
    alike, anew = 0, dict[str, int]()  # visits, and those of each file that had other bytes
    for of, rules in ((of, rules) for _, row in inside for of, rules in row["cosmetic"].items() if item in (None, of)):
        other = sum(visits for rule, visits in rules.items() if rule in OTHER_BYTES)
        alike += sum(rules.values()) - other
        anew.update({of: anew.get(of, 0) + other} if other else {})
    counted = visits if exact else sentence_of("proof.about", visits=visits)
    what = sentence_of("proof.page") if claim["item"] is None else sentence_of("proof.item", item=claim["item"])
    if unit := claim["unit"]:
        names = ", ".join(name for name, _, vacant in unit["people"] if name and not vacant)
        what = (
            sentence_of("proof.post", unit=unit["title"], names=names) if names else sentence_of("proof.nobody", unit=unit["title"])
        )
        what = what if unit["certain"] else sentence_of("proof.doubt", what=what)
    since, until, url = moment(start), moment(end), links[numbers[0] - 1]["url"]
    sentence = sentence_of("proof.unchanged", url=url, visits=counted, since=since, until=until, gap=span(gap), what=what)
    most = span(allowed, down=True)
    told = sentence_of("proof.limit", allowed=most, usual=span(shown[0])) if shown else sentence_of("proof.planned", allowed=most)
    beside = [told, *([sentence_of("proof.alike", visits=alike)] if alike else [])]
    beside += [sentence_of("proof.other_bytes", item=of, visits=other) for of, other in sorted(anew.items())]
    return [sentence, *beside, *([sentence_of("proof.loose", visits=loose)] if loose else [])]


def _ask_same(claim: Shape, chain: Shape, links: list[Shape], numbers: list[int]) -> None:
    """Raise Wrong unless the versions *numbers* show the unit as it is claimed; without one, the item, or the page, unchanged."""
    item, unit = claim["item"], claim["unit"]
    for number in numbers if unit else ():
        facts = unit_facts(chain["snapshots"][number - 1], item, unit["ids"].get(str(number)))
        same = facts is not None and all(facts[key] == unit[key] for key in ("title", "people", "head"))
        if facts is None or not same or (unit["certain"] and not facts["certain"]):
            raise Wrong(MANIFEST, "proof.other_post", number=number)
    if unit:
        return
    shown = [thing["item"] for thing in said_of(chain["snapshots"][numbers[0] - 1], "item")]
    if item is not None and item not in shown:
        raise Wrong(MANIFEST, "proof.absent", item=item, number=numbers[0])
    if item is None and len(shown) != sum(kind == "item" for kind, _, _ in links[numbers[0] - 1]["digests"]):
        raise Wrong(CHAIN, "proof.withheld", number=numbers[0])
    for number in numbers[1:]:
        told = said_of(chain["snapshots"][number - 1], "change")
        if len(told) != sum(kind == "change" for kind, _, _ in links[number - 1]["digests"]):
            raise Wrong(CHAIN, "proof.withheld", number=number)
        if any(item in (None, change["item"]) for change in told):
            raise Wrong(MANIFEST, "proof.changed", number=number)


def unit_facts(link: Shape, item: str, unit: str | None) -> Shape | None:
    """Title, people and head of the unit with that id in the chart of *item*, as that version was read; None: not there."""
    for thing in said_of(link, "item"):
        chart = thing["content"] and thing["content"]["orgchart"] if thing["item"] == item else None
        units = {one["id"]: one for one in chart["units"]} if chart else {}
        if unit in units:
            one = units[unit]
            people = [[person["name"], person["role"], person["vacant"]] for person in one["people"]]
            head = units[one["parent"]]["title"] if one["parent"] is not None else None
            certain = min([one["confidence"], *(person["confidence"] for person in one["people"])]) >= 0.9
            return {"title": one["title"], "people": people, "head": head, "certain": certain}
    return None


def sha256(data: bytes) -> str:
    """In hex."""
    return hashlib.sha256(data).hexdigest()


def span(ms: int, *, down: bool = False) -> tuple[str, str]:
    """A length of time in both languages, rounded up; a limit is rounded *down*, or what is over it might look like it."""
    whole = math.floor if down else math.ceil
    minutes = whole(ms / 60_000)
    hours = whole(minutes / 60)
    if ms < 120_000:
        return f"{whole(ms / 1000)} s", f"{whole(ms / 1000)} s"
    if minutes < 120:
        return f"{minutes} min", f"{minutes} min"
    both = f"{minutes // 60} h {minutes % 60:02d}"
    days, rest = divmod(hours, 24)
    beside = f" {rest} h" if rest else ""
    return (both, both) if minutes < 96 * 60 else (f"{days} jours{beside}", f"{days} days{beside}")


def moment(text: str) -> tuple[str, str]:
    """A time in both languages, in UTC."""
    day, month = int(text[8:10]), _MONTHS.split()[int(text[5:7]) - 1]
    fr = f"{'1er' if day == 1 else day} {month} {text[:4]} à {text[11:13]} h {text[14:16]} (UTC)"
    return fr, f"{text[:10]} {text[11:16]} UTC"


def report(examined: Examined) -> str:
    """What is printed: everything in French, then in English."""
    parts = []
    for place in (0, 1):
        lines = [SENTENCES["proof.broken" if examined.problems else "proof.whole"][place], ""]
        lines += [f"✗ {problem.file}: {problem[place]}" for problem in examined.problems]
        for title in ("proven", "by_whom", "not_proven"):
            of_title = [one[place] for one in getattr(examined, title)]
            if of_title:
                marked = [one if one.startswith("   ") else f"- {one}" for one in of_title]
                lines += [SENTENCES[f"proof.{title}"][place], *marked, ""]
        parts.append("\n".join(lines).rstrip())
    return ("\n\n" + "─" * 60 + "\n\n").join(parts)


def read_files(path: Path) -> Files:
    """The files of a folder or of a .zip, by their path inside; a .zip may hold the folder itself."""
    if path.is_dir():
        files = {one.relative_to(path).as_posix(): one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file()}
    else:
        try:
            files = zipped_files(path.read_bytes())
        except BrokenZip as broken:
            raise Wrong(broken.file or path.name, broken.key) from broken
    files = {name: data for name, data in files.items() if name.rsplit("/", 1)[-1] not in LITTER}
    folders = {name.split("/", 1)[0] + "/" for name in files}
    only = folders.pop() if len(folders) == 1 else ""
    return {name[len(only) :]: data for name, data in files.items()} if only + MANIFEST in files else files


def main(arguments: list[str]) -> int:
    """Examine what is named, print what came of it."""
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        examined = examine(read_files(path))
    except Wrong as wrong:
        examined = Examined([wrong.sentence], [], [], [])
    except OSError as error:
        examined = Examined([sentence_of("proof.unreadable", str(path), error=error.strerror or type(error).__name__)], [], [], [])
    print(report(examined))
    return 1 if examined.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
