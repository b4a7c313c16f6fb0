"""What a proof claims is so, or no proof is made; and it holds no more than it needs (5.21, 3.26)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from monitor.compare.documents.contents import LAYOUT
from monitor.compare.verdicts import UNSURE_LAYOUT
from monitor.errors import MonitorError, NothingFound, Unproven
from monitor.model import Language
from monitor.proof import verify
from monitor.proof.bundle import Period, proof_of_change, proof_unchanged, write
from monitor.proof.rhythm import coverage, limit, rhythm
from monitor.proof.verify import Files
from tests.configs import ITEMS
from tests.pipeline.house import NEW_PDF, PDF, House, html, pdf, stand
from tests.proof.browser import examined
from tests.proof.conftest import DAYS
from tests.proof.test_verifiers import as_json, with_sums
from tests.site import Page, Site

CHART = ITEMS + 'kind = "orgchart"\n'
DAILY = timedelta(days=2)  # what is allowed of a page that is visited daily


def unchanged(house: House, first: float, last: float = 0, language: Language = "en", **what: str) -> Files:
    """The proof that nothing changed from *first* to *last* days ago."""
    now = house.now()
    since, until = now - timedelta(days=first), now - timedelta(days=last)
    with house.store() as store:
        period = Period(watch="valmont", since=since, until=until, allowed_gap=DAILY, **what)
        return proof_unchanged(store, period, made_at=now, language=language)


def said(files: Files) -> str:
    return verify.report(verify.examine(files))


def test_what_was_visited_daily_and_did_not_change_is_said_in_both_languages(town: House) -> None:
    text = said(unchanged(town, DAYS - 0.5, item="mutualisation"))
    assert "«\u202fmutualisation\u202f» est inchangé" in text and "“mutualisation” is unchanged" in text
    assert "plus long intervalle\u00a0: 24 h 0" in text and "longest interval: 24 h 0" in text


def test_visits_that_no_version_seals_yet_are_said_to_be_the_keepers_word(town: House) -> None:
    """7.5: a hash covers visits once a version follows them."""
    assert "Le tenant de l’installation en répond seul" in said(unchanged(town, 10))


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        pytest.param(DAYS + 0.5, 10, "la version 2 montre un changement", id="a change"),
        pytest.param(DAYS + 9, 10, "la période commence avant la première version", id="before the first version"),
        pytest.param(10, -9, "de la période se passent sans bonne visite", id="a hole"),
    ],
)
def test_what_is_not_so_is_not_proven(town: House, first: float, last: float, why: str) -> None:
    with pytest.raises(Unproven) as refused:
        unchanged(town, first, last, "fr")
    assert refused.value.exit_status == 1
    assert why in str(refused.value)


def test_what_did_not_change_is_proven_beside_what_did(charted: House) -> None:
    """The chart changed in that time, the text did not."""
    assert "«\u202fmutualisation\u202f» est inchangé" in said(unchanged(charted, 8, item="mutualisation"))
    with pytest.raises(Unproven, match="version 2 shows a change"):
        unchanged(charted, 8, item="organigramme")


def test_an_item_that_is_not_there_is_not_unchanged(town: House) -> None:
    with pytest.raises(Unproven, match="is not in version 2"):
        unchanged(town, 10, item="rien")


def test_a_proof_discloses_what_it_is_about_and_nothing_else(town: House, proof: Files) -> None:
    """Of all else digests only, and words of other items nowhere."""
    chain = json.loads(proof[verify.CHAIN])
    shown = [json.loads(t["text"]) for link in chain["snapshots"] for t in link["things"] if t["kind"] != "blob"]
    assert {one["item"] for one in shown} == {"mutualisation"}
    assert not [name for name in proof if "organigramme" in name]
    salts = [thing["salt"] for link in chain["snapshots"] for thing in link["things"]]
    with town.store() as store:
        kept = {store._db.value("SELECT salt FROM snapshots WHERE number = ?", (number,)) for number in (1, 2)}
    assert len(set(salts)) == len(salts) >= 4, "one for each thing: who has it learns nothing of the others"
    assert not [salt for salt in kept if salt in proof[verify.CHAIN].decode()]
    later = json.loads(unchanged(town, 10, item="organigramme")[verify.CHAIN])
    assert [bool(link["things"]) for link in later["snapshots"]] == [False, True]


def test_the_first_version_of_a_change_is_there_byte_for_byte(town: House, proof: Files) -> None:
    assert proof["original/1-page.html"] == html().body
    assert proof["original/2-page.html"] != proof["original/1-page.html"]


# ------------------------------------------------------------------------------------------------------------------------- posts


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A chart that is replaced by that of the next year after five days, then visited for five more."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("charted"), site)
        house.configure(items=CHART)
        house.offset = -timedelta(days=12)
        house.check()
        for day in range(10):
            house.later(days=1)
            if day == 4:
                site.pages["/"] = html(None, (PDF, NEW_PDF))
                site.pages[NEW_PDF] = pdf("organigramme-2026.pdf")
            house.check()
        yield house


def test_a_file_with_other_bytes_is_said_to_have_been_held_to_say_the_same(tmp_path: Path) -> None:
    """5.21, 3.26: who reads the proof learns that the item's file was another one, by both verifiers."""
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items=CHART)
        site.pages[PDF] = Page(without_heads(), content_type="application/pdf")
        house.offset = -timedelta(days=1)
        house.check()
        house.later(days=1)
        site.pages[PDF] = Page(without_heads() + b"% saved again\n", content_type="application/pdf")
        assert house.outcome() == "unchanged"
        of_text, of_chart = (unchanged(house, 0.9, item=item) for item in ("mutualisation", "organigramme"))
    found = verify.examine(of_chart)
    assert "organigramme\u202f» aux octets différents a été tenu pour disant la même chose, visites\u00a0: 1" in said(of_chart)
    assert "A file of “organigramme” with other bytes was held to say the same, visits: 1" in said(of_chart)
    assert "other bytes" not in said(of_text)
    assert examined(of_chart, [{}], tmp_path) == [as_json(found)]


def units(house: House, number: int) -> dict[str, list[str]]:
    (chart,) = [d.content.orgchart for d in _documents(house, number) if d.content and d.content.orgchart]
    return {unit.title: [person.name or "" for person in unit.people] for unit in chart.units}


def _documents(house: House, number: int):  # type: ignore[no-untyped-def]
    with house.store() as store:
        return store.revision("valmont", number).documents


def test_who_holds_a_post_is_proven_over_a_change_of_the_rest(charted: House) -> None:
    old, new = units(charted, 1), units(charted, 2)
    same = next(title for title, people in old.items() if people and new.get(title) == people and list(new).count(title) == 1)
    text = said(unchanged(charted, 8, unit=same))
    assert old[same][0] in text and f"«\u202f{same}\u202f», toujours" in text


def test_a_post_whose_holder_changed_is_not_unchanged(charted: House) -> None:
    old, new = units(charted, 1), units(charted, 2)
    other = next(title for title, people in old.items() if title in new and new[title] != people)
    with pytest.raises(Unproven, match="version 2 says otherwise of this post"):
        unchanged(charted, 8, unit=other)


def test_that_nobody_is_named_is_proven(tmp_path: Path) -> None:
    with Site() as site:
        house = stand(tmp_path, site)
        house.configure(items=CHART)
        site.pages[PDF] = Page(without_heads(), content_type="application/pdf")
        house.offset = -timedelta(days=1)
        house.check()
        house.later(days=1)
        assert house.outcome() == "unchanged"
        nobody = next(title for title, people in units(house, 1).items() if not any(people))
        assert f"personne n’est nommé à «\u202f{nobody}\u202f»" in said(unchanged(house, 0.9, unit=nobody))


def without_heads() -> bytes:
    """A head with two directions below, of which one names nobody."""
    out = io.BytesIO()
    pen = Canvas(out, pagesize=(400, 200))
    boxes = {
        (140, 140): ("Direction générale", "Mme Claire Aubert"),
        (40, 40): ("Direction des sports",),
        (240, 40): ("Direction du port", "M. Paul Vasseur"),
    }
    for (x, y), lines in boxes.items():
        pen.rect(x, y, 120, 34)
        for n, line in enumerate(lines):
            pen.setFont("Helvetica-Bold" if n == 0 else "Helvetica", 9)
            pen.drawString(x + 6, y + 22 - 12 * n, line)
    pen.line(200, 140, 200, 105)
    pen.line(100, 105, 300, 105)
    for x in (100, 300):
        pen.line(x, 105, x, 74)
    pen.save()
    return out.getvalue()


def test_a_post_that_is_not_there_is_said_not_to_be(charted: House) -> None:
    with pytest.raises(NothingFound, match="is not one unit of that version"):
        unchanged(charted, 3, unit="Service des licornes")


def test_without_a_chart_there_is_no_unit_to_prove(town: House) -> None:
    """5.21: and the reader is told so, not that a unit of that title is not the only one."""
    with pytest.raises(NothingFound, match="has no org chart that was read"):
        unchanged(town, 3, unit="Informatique")


def test_a_change_of_a_chart_is_proven_with_both_originals(charted: House) -> None:
    with charted.store() as store:
        (change,) = store.changes("valmont")
        files = proof_of_change(store, change, made_at=charted.now(), timezone="Europe/Paris")
    assert [files[f"original/{n}-organigramme.pdf"][:5] for n in (1, 2)] == [b"%PDF-", b"%PDF-"]
    assert verify.examine(files).problems == []


# ----------------------------------------------------------------------------------------------------------------------- coverage


def row(first: datetime, last: datetime, count: int, gap: float, **more: object) -> dict[str, object]:
    times = {"first_at": _stamp(first), "last_at": _stamp(last), "count": count, "longest_gap_s": gap}
    return {"source": "live", "outcome": "unchanged", "failures": [], **times, **more}


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def test_coverage_counts_our_own_good_visits_and_the_longest_time_without_one() -> None:
    """A visit that could not read the item is none; a capture that somebody else took is none (5.19)."""
    start, day = datetime(2026, 3, 1), timedelta(days=1)  # noqa: DTZ001 (stamped as UTC)
    item_failed = [{"kind": "item_missing", "item": "a"}]
    rows = [
        row(start, start + 4 * day, 5, 86400.0),
        row(start + 5 * day, start + 5 * day, 1, 0.0, outcome="failed", failures=[{"kind": "http"}]),
        row(start + 6 * day, start + 6 * day, 1, 0.0, failures=item_failed),
        row(start + 7 * day, start + 7 * day, 1, 0.0, source="import"),
        row(start + 8 * day, start + 10 * day, 3, 86400.0),
    ]
    ends = _stamp(start), _stamp(start + 10 * day)
    assert coverage(rows, *ends, "a") == (8, 4 * 86_400_000, True)
    assert coverage(rows, *ends, "b") == (9, 2 * 86_400_000, True)
    assert coverage(rows, *ends, None) == (8, 4 * 86_400_000, True)
    assert coverage(rows, _stamp(start + 9 * day), _stamp(start + 12 * day), None) == (2, 2 * 86_400_000, False)


def test_only_what_a_row_shares_with_the_period_counts_as_a_hole() -> None:
    """5.21: a row with a hole of three days, of which two lie in the period at most, has no longer one there."""
    start, day = datetime(2026, 3, 1), timedelta(days=1)  # noqa: DTZ001 (stamped as UTC)
    rows = [row(start, start + 10 * day, 8, 3 * 86400.0), row(start + 10 * day, start + 20 * day, 11, 86400.0)]
    assert coverage(rows, _stamp(start + 8 * day), _stamp(start + 20 * day), None)[1] == 2 * 86_400_000
    assert coverage(rows, _stamp(start + 10 * day), _stamp(start + 20 * day), None)[1] == 86_400_000


def test_the_limit_is_never_looser_than_the_rhythm_of_the_visits_themselves() -> None:
    """5.21: what the schedule says today, or who wrote the manifest, does not make a hole of three days in daily visits none."""
    start, day = datetime(2026, 3, 2), timedelta(days=1)  # noqa: DTZ001 (stamped as UTC; a Monday)

    def most(days: Iterable[float], length: int) -> float:
        shown = rhythm([row(at, at, 1, 0.0) for at in (start + n * day for n in days)], _stamp(start), _stamp(start + length * day))
        assert shown is not None
        return shown[1] / 86_400_000

    assert 2 < most([*range(9), *range(11, 17)], 17) < 2.01, "daily, and a hole"
    assert most([5, 6, 7, 8], 12) < 2.01 and most([0, 1, 2, 3], 7) < 4.01, "a few days show of weekends alone that they are idle"
    assert most([9, 12], 12) >= 3, "two visits show no other rhythm"
    assert 3 < most([n for n in range(12) if n % 7 < 5], 12) < 4.1, "workdays: no visit on two days of each week"
    assert most([n + hour / 24 for n in range(14) for hour in range(8, 23)], 14) > 10 / 24, "by day: a night is no hole"
    assert most(range(0, 50, 7), 50) >= 14, "weekly"
    assert rhythm([row(start, start + 60 * day, 61, 86400.0)], _stamp(start), _stamp(start + day)) == (
        86_400_000,
        limit(86_400_000),
    )
    assert rhythm([row(start, start, 1, 0.0)], _stamp(start), _stamp(start + day)) is None


@pytest.fixture(scope="module")
def holed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Daily visits, but for three days in the midst of them."""
    with Site() as site:
        house = stand(tmp_path_factory.mktemp("holed"), site)
        house.offset = -timedelta(days=20)
        house.check()
        for days in [1] * 8 + [3] + [1] * 8:
            house.later(days=days)
            house.check()
        yield house


def test_a_looser_limit_in_the_manifest_is_refused_by_both_verifiers(holed: House, tmp_path: Path) -> None:
    """5.21: the visits' own rhythm bounds what a manifest may claim, digests made anew or not."""
    with holed.store() as store:
        period = Period(watch="valmont", since=holed.now() - timedelta(days=16), until=holed.now(), allowed_gap=timedelta(days=60))
        with pytest.raises(Unproven, match="the visits’ own rhythm allows"):
            proof_unchanged(store, period, made_at=holed.now(), language="en")
        proof = proof_unchanged(store, replace(period, since=holed.now() - timedelta(days=7)), made_at=holed.now(), language="en")
    assert "48 h 05 auraient été admises (visites telles que faites" in said(proof), "the limit is told in the proof's words"
    manifest = json.loads(proof[verify.MANIFEST])
    manifest["claim"]["from"] = _stamp(holed.now() - timedelta(days=16))
    forged = with_sums({**proof, verify.MANIFEST: verify.with_digest({k: v for k, v in manifest.items() if k != "digest"})})
    (problem,) = verify.examine(forged).problems
    assert "72 h 0" in problem.fr and "au plus 48 h" in problem.fr
    swap: dict[str, bytes | None] = {name: data for name, data in forged.items() if proof[name] != data}
    assert examined(proof, [{}, swap], tmp_path) == [as_json(verify.examine(proof)), as_json(verify.examine(forged))]


def test_a_limit_that_is_passed_is_never_told_as_long_as_what_passes_it() -> None:
    """5.21: « 48 h 00 pass (at most 48 h 00) » would refute itself; and visits that are seconds late are no hole."""
    most = limit(86_400_000)
    assert most > 2 * 86_400_000 + 60_000
    for over in (1, 999, 59_000, 61_000):
        assert verify.span(most + over) != verify.span(most, down=True)


def test_a_limit_of_seconds_is_told_in_seconds() -> None:
    """5.21: of pages visited every twenty seconds « at most 0 min » would say that no hole is allowed at all."""
    assert (verify.span(40_000, down=True)[0], verify.span(72_400)[0]) == ("40 s", "73 s")
    assert verify.span(119_900, down=True)[0] == "119 s" and verify.span(120_000)[0] == "2 min"


@pytest.mark.parametrize(("hours", "said"), [(47.5, "47 h 30"), (95.98, "95 h 59"), (96.01, "4 jours 1 h"), (24 * 47, "47 jours")])
def test_a_length_of_time_is_told_as_it_is(hours: float, said: str) -> None:
    """5.21: « 5 jours » of four days and a minute would be false."""
    assert verify.span(int(hours * 3_600_000))[0].startswith(said)


def test_captures_of_others_are_said_to_be_no_visits() -> None:
    """5.21, 5.19: « no good visit for 47 days » would not say why."""
    start, day = datetime(2026, 3, 1), timedelta(days=1)  # noqa: DTZ001 (stamped as UTC)
    links = [{"number": 1, "taken_at": _stamp(start), "checks": [row(start, start + 9 * day, 9, 86400.0, source="import")]}]
    claim = {"kind": "unchanged", "from": _stamp(start), "to": _stamp(start + 9 * day), "item": None, "allowed_gap_s": 172_800}
    with pytest.raises(verify.Wrong) as refused:
        verify._unchanged(claim, {"snapshots": [], "visits_after": []}, links)
    assert "importées" in refused.value.sentence.fr and "imported captures" in refused.value.sentence.en


def test_a_chart_of_which_the_hierarchy_could_not_be_compared_is_not_proven_unchanged() -> None:
    """5.21, 3.27: it was laid out anew, and who hangs under whom is to be checked; another layout of the same hinders nothing."""
    start, day = datetime(2026, 3, 1), timedelta(days=1)  # noqa: DTZ001 (stamped as UTC)

    def claimed(rule: str, item: str) -> None:
        visits = {**row(start, start + 9 * day, 10, 86400.0), "flapping": [], "cosmetic": {"organigramme": {rule: 9}}}
        links = [{"number": 1, "url": "u", "taken_at": _stamp(start), "digests": [], "checks": [visits]}]
        ends = {"from": _stamp(start), "to": _stamp(start + 9 * day), "allowed_gap_s": 172_800}
        chain = {"snapshots": [{"number": 1, "things": []}], "visits_after": []}
        verify._unchanged({"kind": "unchanged", "item": item, "unit": None, **ends}, chain, links)

    with pytest.raises(verify.Wrong) as refused:
        claimed(UNSURE_LAYOUT, "organigramme")
    assert "hiérarchie" in refused.value.sentence.fr and "hierarchy" in refused.value.sentence.en
    for rule, item in ((LAYOUT, "organigramme"), (UNSURE_LAYOUT, "mutualisation")):
        with pytest.raises(verify.Wrong) as other:
            claimed(rule, item)
        assert "not in version 1" in other.value.sentence.en


# ------------------------------------------------------------------------------------------------------------------------ writing


def test_nothing_that_is_there_is_overwritten(proof: Files, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(MonitorError, match="exists already"):
        write(proof, tmp_path / "there")
    with pytest.raises(MonitorError, match="no such file or directory"):
        write(proof, tmp_path / "no" / "folder")
    assert [p.name for p in tmp_path.iterdir()] == ["there"]


def test_the_same_proof_is_the_same_zip_and_opens_as_one_folder(proof: Files, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        (tmp_path / name[0]).mkdir()
        write(proof, tmp_path / name[0] / "preuve.zip")
    assert (tmp_path / "a" / "preuve.zip").read_bytes() == (tmp_path / "b" / "preuve.zip").read_bytes()
    assert {name.split("/")[0] for name in zipfile.ZipFile(tmp_path / "a" / "preuve.zip").namelist()} == {"preuve"}
    assert verify.read_files(tmp_path / "a" / "preuve.zip") == proof
