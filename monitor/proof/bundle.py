"""The files of a proof. What it claims is checked by the verifier that goes along before anybody gets it: it refuses, we refuse.

On the disk it is a folder, or a .zip that holds it: whole or not at all; nothing that is there is overwritten."""

from __future__ import annotations

import io
import json
import mimetypes
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from textwrap import fill
from typing import Any

from monitor import __version__
from monitor.errors import MonitorError, NothingFound, Unproven, refused
from monitor.files import create
from monitor.i18n.locale import Text, locale_of
from monitor.model import Language
from monitor.model.frozen import dataclass
from monitor.model.shapes import machine_time
from monitor.normalize import key
from monitor.proof import verify
from monitor.proof.sentences import SENTENCES
from monitor.proof.verify import Files, Shape
from monitor.report.layout import Terminal
from monitor.report.terminal import change_report
from monitor.store import Store, StoredChange

_HERE = Path(__file__).resolve().parent
_LANGUAGES: tuple[Language, ...] = ("fr", "en")
_MOST_NAMED = 5  # units that a text may have meant
_IMPORT = "from monitor.proof.sentences import SENTENCES\n"
_RHYTHM = "from monitor.proof.rhythm import coverage, rhythm\n"
_STRICTLY = "from monitor.proof.container import BrokenZip, zipped_files\n"
_ALL = "*"  # no name of an item has this
_WHAT = {
    "original": "original", "words": "words", "stamps": "stamp", "README.txt": "readme",
    "summary.fr.txt": "summary", "summary.en.txt": "summary", verify.CHAIN: "chain",
    verify.VISITS: "visits", verify.HTTP: "http", "verify.py": "verifier", "verify.html": "verifier",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What is to be shown not to have changed: the whole page, an *item*, or a *unit* (or post) of a chart, by its title."""

    watch: str
    since: datetime
    until: datetime
    allowed_gap: timedelta  # without a good visit
    item: str | None = None
    unit: str | None = None


def proof_of_change(store: Store, change: StoredChange, *, made_at: datetime, timezone: str, language: Language = "en") -> Files:
    """The proof that *change* was seen. Raises Unproven, NothingFound, Damaged."""
    name, number, item = change.watch, change.snapshot, change.change.item
    beside = store.history(name, before=number + 1, limit=1)[0].changes
    place = sorted(one.id for one in beside).index(change.id)
    draft = _Draft(store, name, language)
    both = sorted({version for version in (change.change.version_before(number), number - 1, number) if version > 0})
    for version in both:
        draft.disclose(version, items=item, needed=version == number)
        draft.add_originals(version, item)
    draft.disclose(number, changes=item)
    position = store.things(name, number, "change")[place].position
    for one in _LANGUAGES:
        to = Terminal(width=100, language=one, timezone=timezone)
        draft.files[f"summary.{one}.txt"] = f"{change_report(change.change, to, whole=True)}\n".encode()
    claim = {"kind": "change", "watch": name, "snapshot": number, "item": item, "position": position}
    return draft.whole(claim, made_at, exchanges_of=both)


def proof_unchanged(store: Store, period: Period, *, made_at: datetime, language: Language = "en") -> Files:
    """The proof that nothing changed in *period*. Raises Unproven where something did, or coverage has a hole."""
    draft = _Draft(store, period.watch, language)
    since, until = machine_time(period.since), machine_time(period.until)
    try:
        numbers = verify.versions_in(draft.links, since, until)
    except verify.Wrong as wrong:
        raise _unproven(wrong.sentence, language) from wrong
    item, unit = period.item, None
    if period.unit is not None:
        item, unit = _unit(store, period.watch, numbers, item, period.unit)
    for number in numbers:
        draft.disclose(number, items=_ALL if item is None else item)
        if unit is None and number != numbers[0]:
            draft.disclose(number, changes=_ALL)
    shown = [numbers[0]] if unit is None else numbers
    for number in shown:
        draft.add_originals(number, item)
    claim = {
        "kind": "unchanged",
        "watch": period.watch,
        "item": item,
        "unit": unit,
        "from": since,
        "to": until,
        "allowed_gap_s": int(period.allowed_gap.total_seconds()),
    }
    return draft.whole(claim, made_at, exchanges_of=shown)


class _Draft:
    """A proof while it is made: the watch's chain, whose digests stay digests but for what is disclosed, and the files so far."""

    def __init__(self, store: Store, name: str, language: Language) -> None:
        self._store, self._name, self._language = store, name, language
        chain = store.chain(name)
        if not chain:
            raise NothingFound(Text("errors.proof.no_version", name=name))
        self._snapshots: list[Shape] = [
            {
                "number": link.number,
                "hash": link.hash,
                "sealed": link.sealed,
                "things": [],
                **({"erased": True} if link.unproven else {"redacted": True} if link.erased_at else {}),
            }
            for link in chain
        ]
        self._chain: Shape = {"watch": name, "snapshots": self._snapshots, "visits_after": store.loose_visits(name)}
        self.links: list[Shape] = [json.loads(link.sealed) for link in chain]
        self.files: Files = {}

    def disclose(self, number: int, *, items: str | None = None, changes: str | None = None, needed: bool = True) -> None:
        """Add what the digests of a version vouch for, with the salt of each: its *items*, its *changes*, its bytes.

        What no longer is as it was sealed, erased or pruned as it was, is left out; Unproven where it is *needed*.
        """
        link = self._snapshots[number - 1]
        known = {(thing["kind"], thing["position"]) for thing in link["things"]}
        things = self._store.things(self._name, number, "item", "change", "blob")
        for thing in things:
            shape, of = json.loads(thing.text), {"item": items, "change": changes}.get(thing.kind)
            wanted = thing.kind == "blob" or of == _ALL or (of is not None and shape["item"] == of)
            erased = thing.salt is None
            if wanted and erased and needed and thing.kind != "blob":
                raise _unproven(verify.sentence_of("proof.erased", number=number), self._language)
            if wanted and not erased and (thing.kind, thing.position) not in known:
                link["things"].append({"kind": thing.kind, "position": thing.position, "salt": thing.salt, "text": thing.text})
        if needed and not things:
            raise _unproven(verify.sentence_of("proof.erased", number=number), self._language)

    def add_originals(self, number: int, item: str | None) -> None:
        """The page as received and the documents of *item* (None: all), as far as their bytes are kept; what its items said."""
        link, files = self._snapshots[number - 1], self.files
        vouched = verify.said_of(link, "blob")
        page = self._store.page_of(self._name, number)
        if page is not None and verify.sha256(page[0]) in vouched:
            files[f"original/{number}-page.html"] = page[0]
        for shape in verify.said_of(link, "item"):
            if item not in (None, shape["item"]):
                continue
            plain = re.sub(r"[^A-Za-z0-9._-]+", "-", shape["item"]) or "item"
            stem, content = f"{number}-{plain}", shape["content"]
            data = self._store.kept(content["sha256"]) if content and content["sha256"] in vouched else None
            if data is not None:
                ending = mimetypes.guess_extension(content["media_type"] or "") or ""
                files[_free(f"original/{stem}", ending, files)] = data
            files[_free(f"words/{stem}", ".txt", files)] = verify.words_of(shape)

    def whole(self, claim: Shape, made_at: datetime, *, exchanges_of: Sequence[int]) -> Files:
        """All files of the proof, once the verifier that goes along finds nothing wrong with them."""
        newest = self._snapshots[-1]
        # The first and the newest time stamp that name a version of this chain, each beside what it stamps
        hashes = {link["hash"] for link in self._snapshots}
        ours = [one for one in self._store.stamps() if hashes & set(one.heads.split())]
        stamps: Files = {}
        for n, one in enumerate(dict.fromkeys([*ours[:1], *ours[-1:]]), start=1):
            stamps |= {f"stamps/{n}-heads.txt": one.heads.encode(), f"stamps/{n}-heads.tsr": one.response}
        files = {
            **self.files,
            **stamps,
            verify.CHAIN: _json(self._chain),
            verify.VISITS: verify.log_of_visits(self._chain, self.links),
            verify.HTTP: _json({str(n): self.links[n - 1]["exchanges"] for n in exchanges_of}),
            "README.txt": "\n\n".join(map(fill, SENTENCES["proof.readme"])).encode() + b"\n",
            "verify.py": verifier_py(),
            "verify.html": verifier_html(),
        }
        listed = {}
        for name, data in sorted(files.items()):
            folder, _, rest = name.partition("/")
            of_version = {"snapshot": int(rest.partition("-")[0])} if folder in ("original", "words") else {}
            listed[name] = {"what": _WHAT[folder], "bytes": len(data), "sha256": verify.sha256(data), **of_version}
        manifest = {
            "proof": 2,
            "program": f"monitor {__version__}",
            "made_at": machine_time(made_at),
            "claim": claim,
            "newest": {"number": newest["number"], "hash": newest["hash"]},
            "files": listed,
        }
        files[verify.MANIFEST] = verify.with_digest(manifest)
        files[verify.SUMS] = verify.sums(files)
        examined = verify.examine(files)
        if examined.problems:
            raise _unproven(examined.problems[0], self._language)
        return files


def _unit(store: Store, name: str, numbers: Sequence[int], item: str | None, title: str) -> tuple[str, Shape]:
    """(the chart's item, the unit's facts in the first version and its id in each)."""
    first = [(of, one) for of, one in _units(store, name, numbers[0]) if item in (None, of)]
    if not first:
        raise NothingFound.of("errors.proof.no_chart", number=numbers[0])
    equal = [(of, one) for of, one in first if key(one["title"]) == key(title)]
    found = equal or [(of, one) for of, one in first if key(title) in key(one["title"])]
    if len(found) != 1:
        named = ", ".join(one["title"] for _, one in (found or first)[:_MOST_NAMED])
        raise NothingFound(
            Text("errors.proof.no_unit", title=title), remedy=Text("errors.proof.no_unit_do", units=named) if named else ""
        )
    of, unit = found[0]
    ids, facts = {}, []
    for number in numbers:
        same = [one["id"] for at, one in _units(store, name, number) if at == of and one["title"] == unit["title"]]
        ids[str(number)] = same[0] if len(same) == 1 else None
        link = {"things": [{"kind": t.kind, "text": t.text} for t in store.things(name, number, "item")]}
        facts.append(verify.unit_facts(link, of, ids[str(number)]) or {"certain": False})
    return of, {**facts[0], "certain": all(one["certain"] for one in facts), "ids": ids}


def _units(store: Store, name: str, number: int) -> Iterable[tuple[str, Shape]]:
    for thing in store.things(name, number, "item"):
        shape = json.loads(thing.text)
        chart = shape["content"] and shape["content"]["orgchart"]
        yield from ((shape["item"], unit) for unit in (chart["units"] if chart else ()))


# ------------------------------------------------------------------------------------------------------------------------ files


def _free(stem: str, ending: str, taken: Files) -> str:
    """A name that is not *taken*: several documents may answer to one item."""
    name, n = stem + ending, 1
    while name in taken:
        n += 1
        name = f"{stem}-{n}{ending}"
    return name


def _unproven(problem: verify.Bilingual, language: Language) -> Unproven:
    return Unproven(locale_of(language).text("errors.proof.refused", why=getattr(problem, language)))


def _json(shape: Any) -> bytes:
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def verifier_py() -> bytes:
    """verify.py in one file: with its sentences, and how a .zip is read, in the place of their imports."""
    source = (_HERE / "verify.py").read_text("utf-8")
    table = "\n".join(f"    {key!r}: {pair!r}," for key, pair in SENTENCES.items())
    source = source.replace(_IMPORT, f"SENTENCES = {{\n{table}\n}}\n")
    for line, module in ((_RHYTHM, "rhythm.py"), (_STRICTLY, "container.py")):
        alone = (_HERE / module).read_text("utf-8").replace("from __future__ import annotations\n", "")
        source = source.replace(line, f"{alone}\n")
    return source.encode()


def verifier_html() -> bytes:
    source = (_HERE / "verify.html").read_text("utf-8")
    return source.replace('"SENTENCES"', json.dumps(SENTENCES, ensure_ascii=False)).encode()


_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same proof is the same .zip, whenever it is packed


def write(files: Files, target: Path) -> None:
    """Write *files* to *target*, made anew: a .zip where its name says so, else a folder. Raises MonitorError."""
    if target.exists() or target.is_symlink():
        raise MonitorError.of("errors.proof.exists", target=target)
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        if target.suffix.lower() == ".zip":
            with os.fdopen(create(part), "wb") as file:
                file.write(packed(files, target.stem))
        else:
            part.mkdir()
            for name, data in files.items():
                path = part / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with os.fdopen(create(path), "wb") as file:
                    file.write(data)
        part.rename(target)
    except OSError as error:
        raise MonitorError(refused(target, error)) from error
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)


def packed(files: Files, folder: str) -> bytes:
    """A .zip that holds *files* in *folder*, stored as they are and in the order of their names: see `container`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=_ALWAYS)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # wherever it is packed
            archive.writestr(entry, files[name])
    return out.getvalue()
